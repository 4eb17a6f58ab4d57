#!/usr/bin/env bash
# Package:   GNU PSPP 2.0.1 (the free SPSS), NPAR TESTS /JONCKHEERE-TERPSTRA, the test for a trend over ordered groups
# Behaviour: where an answer is given in more than one group, pairs of people are lost from the count: of 60 customers, the
#            more content the more often they were called, J is told as 448.5 where it is 776.5. Since half of all pairs would
#            be 600, a rise (z = 2.45, p = 0.014) is told as a fall (z = -2.11, p = 0.035). Who left the question blank is counted
#            as having given the lowest answer, a declared missing code 99 as the highest. No warning. 2.1.2 does the same.
# One would guess otherwise: the standard deviation beside it has the correction for ties, the mean of J is right, and
#            with no answer in two groups J is right too. J for groups counted up and down should add up to all 1200 pairs;
#            here 479.5 are missing. Answers from 1 to 5 are given in every group.
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
export PSPP="$work/root/usr/lib64/ld-linux-x86-64.so.2 --library-path $libraries:$libraries/pspp:$libraries/blas:$libraries/lapack $work/root/usr/bin/pspp"
uv venv --quiet "$work/venv"
"$work/venv/bin/python" - <<'PY'
import math
import os
import subprocess

# answers 1 to 5 of 20 customers each: not called, called once, called twice
counts = [[4, 5, 6, 3, 2], [3, 4, 5, 5, 3], [1, 2, 5, 6, 6]]
groups = [[answer for answer, n in enumerate(row, start=1) for _ in range(n)] for row in counts]


def by_hand(groups):
    """J, its mean, its standard deviation with ties (Hollander and Wolfe), z."""
    pairs = [(x, y) for i, low in enumerate(groups) for high in groups[i + 1 :] for x in low for y in high]
    j = sum(1 if x < y else 0.5 if x == y else 0 for x, y in pairs)
    everybody = sum(groups, [])
    n, sizes, ties = len(everybody), [len(g) for g in groups], [everybody.count(a) for a in set(everybody)]

    def total(f, counts):
        return sum(f(c) for c in counts)

    def fives(c):
        return c * (c - 1) * (2 * c + 5)

    def threes(c):
        return c * (c - 1) * (c - 2)

    def twos(c):
        return c * (c - 1)

    variance = (fives(n) - total(fives, sizes) - total(fives, ties)) / 72
    variance += total(threes, sizes) * total(threes, ties) / (36 * threes(n))
    variance += total(twos, sizes) * total(twos, ties) / (8 * twos(n))
    return j, len(pairs) / 2, math.sqrt(variance), (j - len(pairs) / 2) / math.sqrt(variance)


def pspp(groups, declared=""):
    rows = "\n".join(f"{g} {a}" for g, answers in enumerate(groups, start=1) for a in answers)
    with open("trend.sps", "w") as file:
        file.write(f"DATA LIST LIST NOTABLE /group answer.\nBEGIN DATA\n{rows}\nEND DATA.\n{declared}\n")
        file.write(f"NPAR TESTS /JONCKHEERE-TERPSTRA=answer BY group(1,{len(groups)}).\n")
    told = subprocess.run([*os.environ["PSPP"].split(), "-o", "-", "-O", "format=csv", "trend.sps"], capture_output=True, text=True, check=True)
    assert "warning" not in (told.stdout + told.stderr).lower()
    return [float(cell) for cell in told.stdout.strip().splitlines()[-1].split(",")[3:8]]  # J, its mean, its sd, z, p


def two_sided(z):
    return math.erfc(abs(z) / math.sqrt(2))


for name, these in (("called never, once, twice", groups), ("the groups backwards", groups[::-1])):
    j, mean, sd, z = by_hand(these)
    told = pspp(these)
    print(f"{name:26} by hand J = {j}, mean {mean}, sd {sd:.2f}, z = {z:.2f}, p = {two_sided(z):.3f}")
    print(f"{'':26} PSPP    J = {told[0]}, mean {told[1]}, sd {told[2]}, z = {told[3]}, p = {told[4]}")
    assert told[1] == mean and abs(told[2] - sd) < 0.006
forward, backward = pspp(groups), pspp(groups[::-1])
assert by_hand(groups)[0] + by_hand(groups[::-1])[0] == 1200
assert (forward[0], backward[0]) == (448.5, 272.0), f"changed: {forward}, {backward}"
assert forward[3] < -2 < 2 < by_hand(groups)[3], "the direction is right now"

apart = [[1, 4, 6, 6], [2, 5, 7], [3, 8, 8, 9]]  # ties, but none between groups
told, (j, _, _, z) = pspp(apart), by_hand(apart)
print(f"no answer in two groups: by hand J = {j}, z = {z:.2f}; PSPP {told[0]}, {told[3]}")
assert told[0] == j and abs(told[3] - z) < 0.006
with_blanks = [["."] + answers for answers in apart]
with_codes = [[99] + answers for answers in apart]
blank, code = pspp(with_blanks), pspp(with_codes, "MISSING VALUES answer (99).")
print(f"one more in each group, who left it blank: PSPP {blank[0]}, {blank[3]}; with the missing code 99: {code[0]}, {code[3]}")
assert blank[:2] == pspp([[0] + answers for answers in apart])[:2], "changed: blanks"
assert code == pspp(with_codes), "changed: declared codes"
assert blank[0] != j and code[0] != j
print("as stated")
PY
