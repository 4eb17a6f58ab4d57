#!/usr/bin/env bash
# Package:   mice 3.17.0 (R, multiple imputation), pool.r.squared(with(imputed, lm(...)))
# Behaviour: the limits are worked out for the correlation and squared, also where the lower one is below zero: a correlation
#            from -0.18 to 0.22 is told as R^2 from 0.03. For 100 customers and a driver that explains nothing, R^2 is 0.0005
#            with the interval 0.031 to 0.049, which does not hold it and says that the driver explains at least 3 %. The
#            weaker the driver, the higher its lower limit. No warning. Later source has the same lines.
# One would guess otherwise: an interval holds its estimate, R^2 of nothing is 0, and a lower limit that crossed zero has
#            no more to say than 0. The p-value of the slope, pooled by the same package, is 0.9. For a driver whose
#            correlation is clear of zero the limits are right, so nobody looks again at the weak ones.
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
apt -y --no-install-recommends --download-only install r-base-core r-cran-mice=3.17.0-1
for package in cache/archives/*.deb; do dpkg -x "$package" root; done
rm -rf cache
libraries="$work/root/usr/lib/x86_64-linux-gnu"
export R_HOME="$work/root/usr/lib/R" R_SHARE_DIR="$work/root/usr/share/R/share" R_LIBS="$work/root/usr/lib/R/site-library" R_LIBS_SITE="" R_LIBS_USER=""
r() {
    "$work/root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$R_HOME/lib:$libraries/blas:$libraries/lapack:$libraries" \
        "$R_HOME/bin/exec/R" --no-echo --vanilla --file="$1"
}
cat >drivers.R <<'R'
suppressPackageStartupMessages(library(mice))
options(warn = 2)
# how 100 customers rate queue, price and service and how content they are, each from 1 to 5; every ninth left one blank
customer <- 0:99
satisfaction <- rep(c(1, 2, 2, 3, 3, 4, 4, 4, 5, 5), 10)
survey <- data.frame(
    satisfaction,
    queue = rep(1:5, each = 20),
    price = pmin(5, pmax(1, round(3 + 0.25 * (satisfaction - 3) + 2 * sin(customer)))),
    service = pmin(5, pmax(1, satisfaction + rep(c(-1, 0, 1), length.out = 100)))
)
survey$satisfaction[customer %% 9 == 4] <- NA
imputed <- mice(survey, m = 10, print = FALSE, seed = 1)

for (driver in c("queue", "price", "service")) {
    fits <- with(imputed, lm(as.formula(paste("satisfaction ~", driver))))
    told <- pool.r.squared(fits)
    # by hand: Rubin's rules for the correlation on Fisher's scale
    z <- atanh(sqrt(sapply(fits$analyses, function(fit) summary(fit)$r.squared)))
    variance <- 1 / (100 - 3) + (1 + 1 / length(z)) * var(z)
    limits <- tanh(mean(z) + c(-1, 1) * 1.96 * sqrt(variance))
    cat(sprintf("%-8s R^2 %.4f  correlation %6.3f to %.3f  R^2 by hand %.3f to %.3f  told %.3f to %.3f  p of the slope %.2g\n", driver,
        told[, "est"], limits[1], limits[2], max(0, limits[1])^2, limits[2]^2, told[, "lo 95"], told[, "hi 95"],
        summary(pool(fits))$p.value[2]))
    stopifnot(all.equal(told[, "est"], tanh(mean(z))^2), all.equal(told[, "lo 95"], limits[1]^2), all.equal(told[, "hi 95"], limits[2]^2))
    if (driver == "queue") stopifnot(limits[1] < 0, told[, "est"] < told[, "lo 95"], told[, "lo 95"] > 0.02)
    if (driver == "service") stopifnot(limits[1] > 0, told[, "est"] > told[, "lo 95"])
}
cat("as stated\n")
R
r drivers.R
