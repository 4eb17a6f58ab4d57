#!/usr/bin/env bash
# Package:   GNU PSPP 2.0.1 (the free SPSS), DESCRIPTIVES, the line "Valid N (listwise)" below its table
# Behaviour: it is the number of everybody, those with blanks too. Of ten people eight rate the price, seven the service, five
#            both: "Valid N (listwise)" is 10, more than any question has answers, and "Missing N (listwise)" below it is 5.
#            So with answers declared as missing. No warning. 2.1.2 does the same.
# One would guess otherwise: listwise means those who answered all of it, SPSS prints 5 there, and valid and missing should add
#            up to ten. With /MISSING=LISTWISE the same line is 5, and so is the n of a correlation. It is the number
#            that a report takes for its base.
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
apt -y --no-install-recommends --download-only install pspp=2.0.1-1+b1
for package in cache/archives/*.deb; do dpkg -x "$package" root; done
libraries="$work/root/usr/lib/x86_64-linux-gnu"
pspp() {
    "$work/root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$libraries:$libraries/pspp:$libraries/blas:$libraries/lapack" \
        "$work/root/usr/bin/pspp" -o - -O format=csv "$1"
}
cat >valid.sps <<'SPS'
DATA LIST LIST NOTABLE /price service.
BEGIN DATA
4 5
3 .
. 2
5 4
2 3
99 4
4 .
3 99
5 5
1 2
END DATA.
MISSING VALUES price service (99).
DESCRIPTIVES price service.
DESCRIPTIVES price service /MISSING=LISTWISE.
CORRELATIONS price service.
SPS
pspp valid.sps | tee told.csv
told() { grep -o "^$1,[0-9]*" told.csv | cut -d, -f2 | paste -sd' '; }
test "$(told price | cut -d' ' -f1)" = 8 && test "$(told service | cut -d' ' -f1)" = 7
if grep -qi warning told.csv; then echo "changed: it warns"; exit 1; fi
# by hand: rows 1, 4, 5, 9 and 10 have both
test "$(told 'Valid N (listwise)')" = "10 5" || { echo "changed: $(told 'Valid N (listwise)')"; exit 1; }
test "$(told 'Missing N (listwise)')" = "5 5" || { echo "changed: $(told 'Missing N (listwise)')"; exit 1; }
grep -q "^,N,8,5$" told.csv  # the correlation stands on 5
echo "as stated"
