#!/usr/bin/env bash
# Package:   psych 2.4.12 (R), cor.wt(data, w = weights) and fa(data, weight = weights) on answers with blanks
# Behaviour: the mean that deviations are taken from divides by the weights of all rows, also of those that left the question
#            blank: from 1 to 10, a mean of 7.7 is taken for 6.4. Two ratings with a correlation of -0.85, of which 3 answers
#            each are blank in 20, have -0.07. With all weights 1 it is 0.04 where cor() of the same pairs has -0.84. A factor
#            analysis with weights stands on it. No warning. 2.6.5 does the same.
# One would guess otherwise: the help page says that with equal weights "the correlation is just a normal Pearson
#            correlation" and calls it a generalization of cov.wt, which refuses blanks; cor.wt takes them and answers. Without
#            blanks both agree to the last digit. The higher the ratings, the further off the correlation is.
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
cat >correlation.R <<'R'
suppressPackageStartupMessages(library(psych))
options(warn = 2)
# speed and price as 20 customers rate them from 1 to 10; each stands for one customer or for two
rated <- data.frame(
    speed = c(9, 8, 7, 9, 8, 6, 7, 9, 8, 7, 9, 6, 8, 7, 9, 8, 7, 6, 8, 9),
    price = c(6, 7, 8, 5, 7, 9, 8, 6, 7, 7, 6, 9, 6, 9, 7, 6, 8, 8, 7, 6)
)
weight <- rep(c(1, 2, 1, 1), 5)
blank <- rated
blank$speed[c(3, 10, 17)] <- NA
blank$price[c(5, 12, 19)] <- NA
both <- complete.cases(blank)

weighted <- function(x, w) cov.wt(x, w, cor = TRUE)$cor[1, 2]
customers <- blank[rep(seq_len(20), weight), ]  # a row for each
ones <- rep(1, 20)

same <- c(cov.wt = weighted(rated, weight), cor.wt = cor.wt(rated, w = weight)$r[1, 2])
told <- cor.wt(blank, w = weight)
right <- c(cov.wt = weighted(blank[both, ], weight[both]), rows = cor(customers, use = "pairwise")[1, 2])
equal <- c(cor = cor(blank, use = "pairwise")[1, 2], cor.wt = cor.wt(blank, w = ones)$r[1, 2])
factors <- fa(blank, nfactors = 1, weight = weight)$r[1, 2]

cat("nothing blank, weighted:\n"); print(same)
cat("six answers blank, weighted:\n"); print(c(right, cor.wt = told$r[1, 2], fa = factors))
cat("six answers blank, all weights 1:\n"); print(equal)
cat("means, a row for each customer:", colMeans(customers, na.rm = TRUE), " cor.wt:", told$mean, "\n")

stopifnot(
    all.equal(same[[1]], same[[2]]), all.equal(right[[1]], right[[2]]), right < -0.84, equal[["cor"]] < -0.84,
    told$r[1, 2] > -0.1, equal[["cor.wt"]] > 0, all.equal(factors, told$r[1, 2]),
    all.equal(unname(told$mean), unname(colSums(blank * weight, na.rm = TRUE) / sum(weight)))  # blanks in the divisor
)
cat("as stated\n")
R
r correlation.R
