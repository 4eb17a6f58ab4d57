#!/usr/bin/env bash
# Package:   FactoMineR 2.11 (R), catdes(data, num.var), which describes segments, its v.test of a numeric question
# Behaviour: means and deviations are those of the answers, the numbers of people those of all rows. Of three segments of 100,
#            80, 80 and 12 rate the delivery. The 12 students differ little from everybody (3.08 against 3.34): by hand
#            v = -0.77, p = 0.44; told is v = -2.64, p = 0.008, so the segment is described by it. Each student who leaves the
#            question blank makes it surer. No warning.
# One would guess otherwise: Eta2 and its P-value of the same question, in the same answer, leave the blanks out and count only
#            who rated. For two segments the two v are mirrored; with blanks they are not. Questions of which a segment saw
#            little are the rule: a branch of the questionnaire, a product that few have.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# Debian 13's packages, from the server this Debian installs from, beside the system's own
mkdir -p lists/partial cache/archives/partial none root
touch status
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]" \
    "$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | head -1) trixie main" >sources.list
apt() {
    apt-get -qq -o APT::Sandbox::User="$(id -un)" -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts="$work/none" \
        -o Dir::Etc::preferencesparts="$work/none" -o Dir::State::lists="$work/lists" -o Dir::State::status="$work/status" \
        -o Dir::Cache="$work/cache" -o Debug::NoLocking=true "$@" >/dev/null
}
apt update
apt -y --no-install-recommends --download-only install r-base-core r-cran-factominer=2.11-1
for package in cache/archives/*.deb; do dpkg -x "$package" root; done
rm -rf cache
libraries="$work/root/usr/lib/x86_64-linux-gnu"
export R_HOME="$work/root/usr/lib/R" R_SHARE_DIR="$work/root/usr/share/R/share" R_LIBS="$work/root/usr/lib/R/site-library" R_LIBS_SITE="" R_LIBS_USER=""
r() {
    "$work/root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$R_HOME/lib:$libraries/blas:$libraries/lapack:$libraries" \
        "$R_HOME/bin/exec/R" --no-echo --vanilla --file="$1"
}
cat >segments.R <<'R'
suppressPackageStartupMessages(library(FactoMineR))
options(warn = 2)
segment <- factor(rep(c("families", "students", "firms"), each = 100))
delivery <- rep(NA, 300)
delivery[1:80] <- rep(5:1, c(24, 28, 16, 8, 4))
delivery[101:112] <- rep(4:2, c(4, 5, 3))
delivery[201:280] <- rep(5:1, c(10, 16, 26, 18, 10))
survey <- data.frame(segment, delivery)

# how far the mean of a segment is from everybody's, in standard errors of a draw without replacement
by_hand <- function(segment, answer) {
    rated <- !is.na(answer)
    segment <- segment[rated]
    answer <- answer[rated]
    everybody <- length(answer)
    variance <- mean((answer - mean(answer))^2)
    sapply(split(answer, segment), function(own) {
        n <- length(own)
        (mean(own) - mean(answer)) / sqrt(variance / n * (everybody - n) / (everybody - 1))
    })
}
v <- function(told) sapply(told$quanti, function(row) row["delivery", "v.test"])
told <- catdes(survey, 1, proba = 1)
answered <- catdes(na.omit(survey), 1, proba = 1)
print(rbind(rated = tapply(delivery, segment, function(x) sum(!is.na(x))), mean = tapply(delivery, segment, mean, na.rm = TRUE),
    "by hand" = by_hand(segment, delivery), "blank rows left out" = v(answered), "all rows" = v(told)), digits = 3)
cat("P-value of Eta2: all rows", told$quanti.var[, "P-value"], " blank rows left out", answered$quanti.var[, "P-value"], "\n")
stopifnot(all.equal(v(answered), by_hand(segment, delivery)))
stopifnot(all.equal(told$quanti.var, answered$quanti.var))
p <- 2 * pnorm(-abs(c(v(told)[["students"]], v(answered)[["students"]])))
cat("students: p =", round(p[1], 4), "told,", round(p[2], 4), "by hand\n")
stopifnot(round(v(told)[["students"]], 2) == -2.64, round(v(answered)[["students"]], 2) == -0.77)
# the usual call, with its usual limit of 0.05, names the students
stopifnot(!is.null(catdes(survey, 1)$quanti$students), is.null(catdes(na.omit(survey), 1)$quanti$students))

more <- rbind(survey, data.frame(segment = rep("students", 300), delivery = NA))
cat("300 more students who leave it blank: v =", round(v(catdes(more, 1, proba = 1))[["students"]], 2), "\n")
stopifnot(v(catdes(more, 1, proba = 1))[["students"]] < -6)

two <- droplevels(subset(survey, segment != "firms"))
cat("two segments: all rows", round(v(catdes(two, 1, proba = 1)), 2), " blank rows left out", round(v(catdes(na.omit(two), 1, proba = 1)), 2), "\n")
stopifnot(all.equal(sum(v(catdes(na.omit(two), 1, proba = 1))), 0), abs(sum(v(catdes(two, 1, proba = 1)))) > 1)
cat("as stated\n")
R
r segments.R
