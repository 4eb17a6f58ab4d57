#!/usr/bin/env bash
# Package:   psych 2.4.12 (R), polychoric(x, weight = w), and fa(cor = "poly", weight = w), which stands on it
# Behaviour: pairs of answers are counted with their weights, the cut points between answers come from the rows as if all
#            weighed 1. Of 1000 people, given as a table of nine combinations with their counts, two questions that have
#            nothing to do with each other correlate by 0.48; with a row for each person it is 0.00. In a survey whose content
#            people weigh three times as much it is 0.68 for 0.66. No warning. 2.6.5 does the same.
# One would guess otherwise: `weight` is documented as weights "to apply to each case", a weight of 3 as three people, and the
#            cut points are the shares of a question, the first thing a weight is meant for. Pearson's correlations of the
#            same package (cor.wt) weight means and products alike. With one weight for all the answers are right.
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
apt -y --no-install-recommends --download-only install r-base-core r-cran-psych=2.4.12-1
for package in cache/archives/*.deb; do dpkg -x "$package" root; done
libraries="$work/root/usr/lib/x86_64-linux-gnu"
export R_HOME="$work/root/usr/lib/R" R_SHARE_DIR="$work/root/usr/share/R/share" R_LIBS="$work/root/usr/lib/R/site-library" R_LIBS_SITE="" R_LIBS_USER=""
r() {
    "$work/root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$R_HOME/lib:$libraries/blas:$libraries/lapack:$libraries" \
        "$R_HOME/bin/exec/R" --no-echo --vanilla --file="$1"
}
cat >polychoric.R <<'R'
suppressPackageStartupMessages(library(psych))
options(warn = 2)
# 1000 people by two questions from 1 to 3, answered 10, 20 and 70 % each, independent of each other
cells <- expand.grid(first = 1:3, second = 1:3)
shares <- c(0.1, 0.2, 0.7)
people <- round(1000 * shares[cells$first] * shares[cells$second])
# 200 people and 4 answers; those who gave the two upper ones weigh three times as much
low <- rep(c("11", "12", "22", "21", "33", "32", "23", "34", "44", "43", "31", "13", "24", "42"),
           c(40, 15, 30, 15, 20, 15, 15, 10, 12, 8, 6, 4, 5, 5))
panel <- data.frame(first = as.numeric(substr(low, 1, 1)), second = as.numeric(substr(low, 2, 2)))
weight <- ifelse(panel$first > 2, 3, 1)

told <- function(what, x, w) {
    rows <- x[rep(seq_len(nrow(x)), w), ]
    a_row_each <- polychoric(rows)
    weighted <- polychoric(x, weight = w)
    cuts <- qnorm(cumsum(tapply(w, x$first, sum) / sum(w)))  # where the weighted shares cut the normal distribution
    cuts <- cuts[-length(cuts)]
    unweighted <- qnorm(cumsum(table(x$first) / nrow(x)))[seq_along(cuts)]
    factors <- fa(x, nfactors = 1, cor = "poly", weight = w)$r[1, 2]
    cat(sprintf("%s: a row for each person %.3f, weight = %.3f, unweighted %.3f\n", what, a_row_each$rho[1, 2],
        weighted$rho[1, 2], polychoric(x)$rho[1, 2]))
    cat("   cut points by hand", round(cuts, 2), "; a row for each", round(a_row_each$tau["first", ], 2), "; weight =",
        round(weighted$tau["first", ], 2), "\n")
    same <- polychoric(x, weight = rep(2, nrow(x)))$rho[1, 2]
    stopifnot(
        all.equal(unname(cuts), unname(a_row_each$tau["first", ])), all.equal(unname(unweighted), unname(weighted$tau["first", ])),
        all.equal(factors, weighted$rho[1, 2]), abs(same - polychoric(x)$rho[1, 2]) < 0.005
    )
    c(a_row_each$rho[1, 2], weighted$rho[1, 2])
}

counts <- told("a table of counts", cells, people)
survey <- told("a weighted survey", panel, weight)
stopifnot(abs(counts[1]) < 0.001, counts[2] > 0.4, survey[2] - survey[1] > 0.01)
cat("as stated\n")
R
r polychoric.R
