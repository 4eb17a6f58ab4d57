#!/usr/bin/env bash
# Package:   gretl 2025a, difftest a b --rank-sum (Wilcoxon's rank-sum test, also called Mann-Whitney)
# Behaviour: equal answers share their middle rank, but the standard error is that of answers that are all different. Of 30
#            customers in each of two shops, 21 and 27 give a 5, the others less: z = -1.40, p = 0.16. With the ties counted,
#            and by R, z is -2.00 and p = 0.045; counted out exactly, p = 0.046. No warning. The more people agree, the
#            further off.
# One would guess otherwise: --verbose shows the shared ranks, so the ties are seen, and --signed-rank of the same command
#            names its ties and takes them off its variance, as does Kendall's tau. Answers from 1 to 5 are hardly anything
#            but ties; the test was chosen because they are not normal.
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
apt -y --no-install-recommends --download-only install r-base-core gretl=2025a-1
for package in cache/archives/*.deb; do dpkg -x "$package" root; done
rm -rf cache
libraries="$work/root/usr/lib/x86_64-linux-gnu"
export R_HOME="$work/root/usr/lib/R" R_SHARE_DIR="$work/root/usr/share/R/share" R_LIBS="$work/root/usr/lib/R/site-library" R_LIBS_SITE="" R_LIBS_USER=""
r() {
    "$work/root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$R_HOME/lib:$libraries/blas:$libraries/lapack:$libraries" \
        "$R_HOME/bin/exec/R" --no-echo --vanilla --file="$1"
}
shop_a="5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 4 4 4 4 3 3 2 2 1"
shop_b="5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 4 4 3"
cat >shops.inp <<G
set verbose off
nulldata 30
series a = {${shop_a// /,}}'
series b = {${shop_b// /,}}'
difftest a b --rank-sum
printf "told %.6f %.6f\n", \$test, 2 * \$pvalue
# answers that are all different
series c = index
series d = index + 5.5
difftest c d --rank-sum
printf "told %.6f %.6f\n", \$test, 2 * \$pvalue
G
GRETL_HOME="$work/root/usr/share/gretl" "$work/root/usr/lib64/ld-linux-x86-64.so.2" \
    --library-path "$work/root/usr/lib:$libraries:$libraries/blas:$libraries/lapack" \
    "$work/root/usr/bin/gretlcli" -b shops.inp >told.txt 2>&1 || { cat told.txt; exit 1; }
sed -n '/Rank-Sum/,$p' told.txt
if grep -i warning told.txt; then exit 1; fi
grep '^told' told.txt | sed 's/told //' >numbers.txt
cat >shops.R <<R
a <- scan(text = "$shop_a", quiet = TRUE)
b <- scan(text = "$shop_b", quiet = TRUE)
told <- read.table("numbers.txt", col.names = c("z", "p"))
by_hand <- function(a, b, ties) {
    n <- length(a) + length(b)
    t <- if (ties) table(c(a, b)) else 0
    variance <- length(a) * length(b) / 12 * (n + 1 - sum(t^3 - t) / (n * (n - 1)))
    z <- (sum(rank(c(a, b))[seq_along(a)]) - length(a) * (n + 1) / 2) / sqrt(variance)
    c(z = z, p = 2 * pnorm(-abs(z)))
}
# every way to share the 60 answers over two shops of 30: how many have a rank sum at least as far from the middle
exactly <- function(a, b) {
    ranks <- round(2 * rank(c(a, b)))
    ways <- matrix(0, length(a) + 1, sum(ranks) + 1)
    ways[1, 1] <- 1
    for (r in ranks) for (k in length(a):1) {
        to <- (r + 1):ncol(ways)
        ways[k + 1, to] <- ways[k + 1, to] + ways[k, to - r]
    }
    sums <- seq_len(ncol(ways)) - 1
    middle <- length(a) / (length(a) + length(b)) * sum(ranks)
    sum(ways[length(a) + 1, abs(sums - middle) >= abs(sum(ranks[seq_along(a)]) - middle)]) / choose(length(a) + length(b), length(a))
}
show <- function(name, z, p) cat(sprintf("%-38s z = %6.3f, p = %.4f\n", name, z, p))
without <- by_hand(a, b, FALSE)
with <- by_hand(a, b, TRUE)
reference <- wilcox.test(a, b, exact = FALSE, correct = FALSE)\$p.value
show("gretl", told\$z[1], told\$p[1])
show("by hand, as if no answer were shared", without[["z"]], without[["p"]])
show("by hand, with ties", with[["z"]], with[["p"]])
cat("R's wilcox.test", round(reference, 4), " exactly", round(exactly(a, b), 4), "\n")
stopifnot(all.equal(told\$z[1], without[["z"]], tolerance = 1e-5), all.equal(told\$p[1], without[["p"]], tolerance = 1e-5))
stopifnot(all.equal(reference, with[["p"]]), abs(exactly(a, b) - reference) < 0.005)
stopifnot(told\$p[1] > 0.15, reference < 0.05)
# without ties gretl and R agree
reference <- wilcox.test(1:30, 1:30 + 5.5, exact = FALSE, correct = FALSE)\$p.value
cat("no answer given twice: gretl", told\$p[2], " R", reference, "\n")
stopifnot(all.equal(told\$p[2], reference, tolerance = 1e-5))
cat("as stated\n")
R
r shops.R
