#!/usr/bin/env bash
# Package:   multilevel 2.7 (R), awg(items, group), its column avg.grp.var
# Behaviour: with several items it is the mean of the whole covariance matrix of the items, not of their variances. A team of
#            six that is as divided on each of three items as a variance of 2 says is told as 0.22, since who is content with one
#            is not with another; a team with variances of 0.30, whose members differ in how strict they are altogether, as
#            0.30 too. By it the first agrees more. The index a.wg beside it is right. No warning. 2.8 does the same.
# One would guess otherwise: the name says average group variance, a.wg of the same row is made from the variances of the
#            items, and with one item the column (grp.var) is just that. For several it is the variance of a person's mean over
#            the items, which falls when items disagree and says nothing of how people agree on any.
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
apt -y --no-install-recommends --download-only install r-base-core r-cran-multilevel=2.7-1
for package in cache/archives/*.deb; do dpkg -x "$package" root; done
libraries="$work/root/usr/lib/x86_64-linux-gnu"
export R_HOME="$work/root/usr/lib/R" R_SHARE_DIR="$work/root/usr/share/R/share" R_LIBS="$work/root/usr/lib/R/site-library" R_LIBS_SITE="" R_LIBS_USER=""
r() {
    "$work/root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$R_HOME/lib:$libraries/blas:$libraries/lapack:$libraries" \
        "$R_HOME/bin/exec/R" --no-echo --vanilla --file="$1"
}
cat >agreement.R <<'R'
suppressPackageStartupMessages(library(multilevel))
options(warn = 2)
# two teams of six rate their leader on three items from 1 to 5
divided <- data.frame(fair = c(1, 2, 3, 4, 5, 3), clear = c(5, 4, 3, 2, 1, 3), there = c(3, 5, 1, 4, 2, 3))
strict <- data.frame(fair = c(3, 3, 3, 4, 4, 4), clear = c(3, 3, 3, 4, 4, 4), there = c(3, 3, 3, 4, 4, 4))
told <- awg(rbind(divided, strict), rep(c("divided", "strict"), each = 6), range = c(1, 5))
print(told)

for (team in c("divided", "strict")) {
    items <- get(team)
    single <- sapply(items, function(item) awg(item, rep(team, 6), range = c(1, 5))$grp.var)
    cat(team, "- variance of each item by hand", sapply(items, var), ", awg one by one", single, ", all three", 
        told$avg.grp.var[told$grpid == team], ", of people's means", var(rowMeans(items)), "\n")
    stopifnot(
        all.equal(unname(single), unname(sapply(items, var))),
        all.equal(told$avg.grp.var[told$grpid == team], mean(cov(items))),
        all.equal(told$avg.grp.var[told$grpid == team], var(rowMeans(items))),
        all.equal(told$a.wg[told$grpid == team], mean(sapply(items, function(item) awg(item, rep(team, 6), range = c(1, 5))$a.wg)))
    )
}
stopifnot(sapply(divided, var) == 2, told$avg.grp.var[told$grpid == "divided"] < told$avg.grp.var[told$grpid == "strict"])
cat("as stated\n")
R
r agreement.R
