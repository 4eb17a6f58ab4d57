#!/usr/bin/env bash
# Package:   sjstats 0.19.1 (R), t_test(data, ..., weights = "w"), the effect size it prints
# Behaviour: t and p are weighted, Cohen's d is that of answers multiplied by weights: a 4 of somebody who weighs 2 is taken for
#            an 8. Two branches whose customers give the same answers, one weighted up, have "t = 0.00, Cohen's d = 2.14 (large
#            effect), p > .999". With weights of 2 for everybody the distance of a branch from a target of 3 is 1.60 instead
#            of 0.26, with weights of a half it is -2.43; t does not move. Hedges' g, up to 20 people, alike. No warning.
# One would guess otherwise: a weight says how many people a row stands for, and d is the difference in standard deviations,
#            so t = 0 is d = 0. Without weights, and with weights of 1, d is right to the last digit; with weights around
#            1, as after raking, it is off by less and looks like any other.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# packages of Debian unstable, from the server this Debian installs from, beside the system's own
mkdir -p lists/partial cache/archives/partial none root
touch status
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]" \
    "$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | head -1) sid main" >sources.list
apt() {
    apt-get -qq -o APT::Sandbox::User="$(id -un)" -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts="$work/none" \
        -o Dir::Etc::preferencesparts="$work/none" -o Dir::State::lists="$work/lists" -o Dir::State::status="$work/status" \
        -o Dir::Cache="$work/cache" -o Debug::NoLocking=true "$@" >/dev/null
}
apt update
apt -y --no-install-recommends --download-only install r-base-core r-cran-sjstats=0.19.1-1
for package in cache/archives/*.deb; do dpkg -x "$package" root; done
libraries="$work/root/usr/lib/x86_64-linux-gnu"
export R_HOME="$work/root/usr/lib/R" R_SHARE_DIR="$work/root/usr/share/R/share" R_LIBS="$work/root/usr/lib/R/site-library" R_LIBS_SITE="" R_LIBS_USER=""
r() {
    "$work/root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$R_HOME/lib:$libraries/blas:$libraries/lapack:$libraries" \
        "$R_HOME/bin/exec/R" --no-echo --vanilla --file="$1"
}
cat >effect.R <<'R'
suppressPackageStartupMessages(library(sjstats))
options(warn = 2)
answers <- c(1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 3, 5)  # from 14 customers
branches <- data.frame(answer = rep(answers, 2), branch = factor(rep(c("north", "south"), each = 14)), weight = rep(c(1.4, 0.6), each = 14))
d <- function(x, target) (mean(x) - target) / sd(x)  # a weight that is the same for all changes nothing

two <- t_test(branches, "answer", by = "branch", weights = "weight")
print(two)
stopifnot(abs(two$statistic) < 1e-9, two$p > 0.999, abs(two$effect_size - 2.143) < 0.001)

target <- function(rows, weight) {
    rows$scaled <- weight
    told <- t_test(rows, "answer", mu = 3, weights = "scaled")
    cat(sprintf("%d people of weight %.1f against 3: t = %.2f, %s = %.2f; d by hand %.2f\n", nrow(rows), weight, told$statistic,
        told$effect_size_name, told$effect_size, d(rows$answer, 3)))
    told
}
one <- target(branches, 1)
double <- target(branches, 2)
half <- target(branches, 0.5)
few <- target(branches[1:14, ], 2)
stopifnot(
    all.equal(one$effect_size, d(branches$answer, 3)), all.equal(one$statistic, double$statistic), all.equal(one$statistic, half$statistic),
    all.equal(double$effect_size, d(2 * branches$answer, 3)), all.equal(half$effect_size, d(branches$answer / 2, 3)), # answers times weights
    few$effect_size_name == "Hedges_g", few$effect_size > 1
)
cat("as stated\n")
R
r effect.R
