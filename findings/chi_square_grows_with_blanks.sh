#!/usr/bin/env bash
# Package:   survey 4.4-2 (R, analysis of surveys), svychisq(~a + b, design), its X-squared
# Behaviour: it is multiplied by the number of all rows, those without an answer too. 80 customers of two shops are content or
#            not, X-squared is 3.33; with 40 more who left the question blank it is 5.00, with 1040 more 46.67, df = 1, beside
#            the same p-value of 0.07. Cramer's V made from it is 0.76 instead of 0.20. No warning. So with statistic "Chisq"
#            and "lincom", and in the summary of svytable.
# One would guess otherwise: the table of the same summary counts the 80, the same people without the blank rows, or as a
#            subset of the design, have 3.33, and a p-value belongs to the number beside it: 46.67 with df = 1 is
#            p = 0.00000000001. The p-value is right (its correction divides the excess out again) and the F of the default
#            too; the X-squared is what tables and effect sizes are made from.
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
apt -y --no-install-recommends --download-only install r-base-core r-cran-survey=4.4-2-2
for package in cache/archives/*.deb; do dpkg -x "$package" root; done
rm -rf cache
libraries="$work/root/usr/lib/x86_64-linux-gnu"
export R_HOME="$work/root/usr/lib/R" R_SHARE_DIR="$work/root/usr/share/R/share" R_LIBS="$work/root/usr/lib/R/site-library" R_LIBS_SITE="" R_LIBS_USER=""
r() {
    "$work/root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$R_HOME/lib:$libraries/blas:$libraries/lapack:$libraries" \
        "$R_HOME/bin/exec/R" --no-echo --vanilla --file="$1"
}
cat >shops.R <<'R'
suppressPackageStartupMessages(library(survey))
options(warn = 2)
answered <- data.frame(shop = rep(c("a", "b"), each = 40), content = rep(c("yes", "no", "yes", "no"), c(28, 12, 20, 20)))
blanks <- function(n) rbind(answered, data.frame(shop = rep(c("a", "b"), n / 2), content = rep(NA_character_, n)))
design <- function(people) svydesign(ids = ~1, weights = rep(1, nrow(people)), data = people)
test <- function(design) svychisq(~ shop + content, design, statistic = "Chisq")
v <- function(x) sqrt(x / nrow(answered))

# by hand: counts against those expected were shop and answer unrelated
counts <- table(answered$shop, answered$content)
expected <- outer(rowSums(counts), colSums(counts)) / sum(counts)
by_hand <- sum((counts - expected)^2 / expected)
stopifnot(all.equal(by_hand, chisq.test(counts, correct = FALSE)$statistic[[1]]))
cat(sprintf("by hand                        X-squared %6.2f             V = %.2f\n", by_hand, v(by_hand)))
show <- function(name, told) {
    x <- told$statistic[[1]]
    cat(sprintf("%-30s X-squared %6.2f  p = %.3f  V = %.2f\n", name, x, told$p.value, v(x)))
    x
}
none <- show("the 80 who answered", test(design(answered)))
some <- show("and 40 blanks", test(design(blanks(40))))
many <- show("and 1040 blanks", test(design(blanks(1040))))
part <- show("and 1040 blanks, as a subset", test(subset(design(blanks(1040)), !is.na(content))))
print(summary(svytable(~ shop + content, design(blanks(1040))), statistic = "Chisq"))
stopifnot(all.equal(none, by_hand), all.equal(part, by_hand))
stopifnot(all.equal(some, by_hand * 120 / 80), all.equal(many, by_hand * 1120 / 80))
p <- c(test(design(answered))$p.value, test(design(blanks(1040)))$p.value)
stopifnot(all(abs(p - 0.07) < 0.005))
default <- svychisq(~ shop + content, design(blanks(1040)))$statistic[[1]]
cat("F of the default: the 80", svychisq(~ shop + content, design(answered))$statistic[[1]], " and 1040 blanks", default, "\n")
stopifnot(abs(default - svychisq(~ shop + content, design(answered))$statistic[[1]]) < 0.1)
cat("as stated\n")
R
r shops.R
