#!/usr/bin/env bash
# Package:   datawizard 1.0.1 (R, of easystats), data_tabulate(x, weights = w), also with by =
# Behaviour: weighted counts are rounded to whole people first, and the percentages are those of the rounded counts. Of 60
#            customers 20 live in 20 villages and weigh 0.45 each, 15.6 % of all: each village has 0.00 %, and the two towns,
#            55.0 and 29.4 %, have 65.31 and 34.69. Weights that sum to 1 turn 55 % yes and 45 % no into 100 and 0. No
#            warning. 1.4.0 does the same.
# One would guess otherwise: a count is rounded to be shown, and two decimals of a percentage promise that it was not made of
#            that; weights of any scale have the same shares, and weighted_mean of the same package gives 0.55. Rare answers, those
#            that are weighted down most, vanish. Weights that add up to whole people are right.
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
apt -y --no-install-recommends --download-only install r-base-core r-cran-datawizard=1.0.1+dfsg-1
for package in cache/archives/*.deb; do dpkg -x "$package" root; done
libraries="$work/root/usr/lib/x86_64-linux-gnu"
export R_HOME="$work/root/usr/lib/R" R_SHARE_DIR="$work/root/usr/share/R/share" R_LIBS="$work/root/usr/lib/R/site-library" R_LIBS_SITE="" R_LIBS_USER=""
r() {
    "$work/root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$R_HOME/lib:$libraries/blas:$libraries/lapack:$libraries" \
        "$R_HOME/bin/exec/R" --no-echo --vanilla --file="$1"
}
cat >shares.R <<'R'
suppressPackageStartupMessages(library(datawizard))
options(warn = 2)
homes <- data.frame(
    place = c(rep("North", 25), rep("South", 15), sprintf("village %02d", 1:20)),
    weight = c(rep(1.27, 25), rep(1.13, 15), rep(0.45, 20))
)
again <- data.frame(again = rep(c("yes", "no"), c(11, 9)), age = rep(c("young", "old"), 10))

by_hand <- function(x, w) 100 * prop.table(xtabs(w ~ x))
told <- function(x, w) {
    table <- as.data.frame(data_tabulate(x, weights = w, remove_na = TRUE))
    if ("table" %in% names(table)) table <- table$table[[1]]
    setNames(table[["Valid %"]], table$Value)[names(by_hand(x, w))]
}
three <- function(shares) round(c(shares[c("North", "South")], villages = sum(shares[grepl("village", names(shares))])), 2)

right <- three(by_hand(homes$place, homes$weight))
seen <- three(told(homes$place, homes$weight))
print(rbind("by hand" = right, data_tabulate = seen))
stopifnot(abs(seen - c(65.31, 34.69, 0)) < 0.01, right["villages"] > 15)

for (weight in c(10, 1, 1 / 20)) {
    w <- rep(weight, 20)
    seen <- told(again$again, w)
    cat("20 people of weight", weight, "- yes by hand", by_hand(again$again, w)["yes"], "%, data_tabulate", seen["yes"], "%, weighted_mean",
        weighted_mean(again$again == "yes", w), "\n")
    stopifnot(all.equal(seen[["yes"]], if (weight < 1) 100 else 55))
}
print(data_tabulate(again, "again", by = "age", weights = rep(1.45 / 20, 20), proportions = "column", remove_na = TRUE))
cat("as stated\n")
R
r shares.R
