#!/usr/bin/env bash
# Package:   statistics 1.7.3 (GNU Octave), mcnemar_test with "exact" and "mid-p", which is the default below 25 changes
# Behaviour: twice the lower tail is told, on whichever side the changes are. Of 40 customers, content or not before and after
#            a new tariff, 2 became content and 14 ceased to be: p = 1.9977 and h = 0, no change. The same people with the
#            two words exchanged have p = 0.0023 and h = 1. So worse is never found, however clear. No warning. 1.8.4 has the
#            same lines.
# One would guess otherwise: a two-sided test of symmetry does not depend on which answer is called the first, p is not above
#            1, and "asymptotic" and "corrected" of the same function are the same for both (p = 0.0027 and 0.0060). As p
#            is often looked at through h alone, a fall and nothing look alike.
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
apt -y --no-install-recommends --download-only install octave octave-statistics=1.7.3-2
for package in cache/archives/*.deb; do dpkg -x "$package" root; done
rm -rf cache
libraries="$work/root/usr/lib/x86_64-linux-gnu"
version=$(basename "$(echo "$libraries"/octave/[0-9]*.[0-9]*.[0-9]*)")
export OCTAVE_HOME="$work/root/usr" OCTAVE_EXEC_HOME="$work/root/usr"
cat >changes.m <<'M'
1;
addpath(genpath(getenv("STATISTICS")));
% by hand: the probability of a split of n changes at least as uneven as this one, either way, if both ways are as likely
function p = exact(b, c)
    n = b + c;
    p = min(1, 2 * sum(arrayfun(@(k) nchoosek(n, k), 0:min(b, c))) / 2 ^ n);
end
function p = mid(b, c)
    n = b + c;
    p = min(1, 2 * sum(arrayfun(@(k) nchoosek(n, k), 0:min(b, c))) / 2 ^ n - nchoosek(n, b) / 2 ^ n);
end
worse = [10 14; 2 14];   % rows: content before or not; columns: content after or not
better = [14 2; 14 10];  % the same people, "not content" named first
for kind = {"exact", "mid-p", "asymptotic", "corrected"}
    [h1, p1] = mcnemar_test(worse, kind{1});
    [h2, p2] = mcnemar_test(better, kind{1});
    printf("%-10s worse: p = %.4f, h = %d   named the other way round: p = %.4f, h = %d\n", kind{1}, p1, h1, p2, h2);
    told.(strrep(kind{1}, "-", "")) = [p1 p2 h1 h2];
end
printf("by hand: exact %.4f, mid-p %.4f, either way\n", exact(14, 2), mid(14, 2));
assert(told.exact(2), exact(14, 2), 1e-10);
assert(told.midp(2), mid(14, 2), 1e-10);
assert(told.asymptotic(1), told.asymptotic(2));
assert(told.corrected(1), told.corrected(2));
assert(told.exact(1) > 1.9 && told.midp(1) > 1.9, "the direction no longer matters");
assert(told.exact(3:4), [0 1]);
assert(told.midp(3:4), [0 1]);
[h, p] = mcnemar_test(worse);
assert([h p], told.midp([3 1]));
[h, p] = mcnemar_test([0 20; 0 20]);
printf("all 20 who were content ceased to be: p = %.4f, h = %d; by hand %.1e\n", p, h, mid(20, 0));
assert(h == 0 && mid(20, 0) < 1e-5);
disp("as stated");
M
STATISTICS="$work/root/usr/share/octave/packages/statistics-1.7.3" "$work/root/usr/lib64/ld-linux-x86-64.so.2" \
    --library-path "$libraries/octave/$version:$libraries:$work/root/usr/lib:$libraries/blas:$libraries/lapack" \
    "$work/root/usr/bin/octave-cli" --no-gui --norc --quiet changes.m 2>errors || { cat errors; exit 1; }
if grep -v -e shadows -e "called from" -e "at line" -e '^$' errors; then exit 1; fi
