#!/usr/bin/env bash
# Package:   GNU datamash 1.9, ppearson, spearson, pcov, scov and dotprod with --narm, on two columns with missing answers
# Behaviour: the NA are taken out of each column by itself, and what is left is paired by place: between the two blanks each
#            person's first answer meets another's second. Of ten customers, who rate advice and branch nearly alike, the first
#            left the one blank and the last the other: the correlation of the eight who answered both is 0.98, told is -0.94
#            of nine pairs that nobody gave. No error, no warning.
# One would guess otherwise: a correlation is of people, and a row is a person in every other command. If the columns have
#            not equally many blanks, datamash stops and says so, which reads like a check of the pairs; it is one of the
#            counts alone. --narm is documented as "skip NA/NaN values", and for a mean or a median that is all there is to it.
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
apt -y --no-install-recommends --download-only install datamash=1.9-1
for package in cache/archives/*.deb; do dpkg -x "$package" root; done
export DATAMASH="$work/root/usr/lib64/ld-linux-x86-64.so.2 --library-path $work/root/usr/lib/x86_64-linux-gnu $work/root/usr/bin/datamash"
uv venv --quiet "$work/venv"
"$work/venv/bin/python" - <<'PY'
import os
import subprocess
from statistics import correlation, covariance

advice = [9, 3, 8, 2, 10, 4, 9, 1, 8, "NA"]
branch = ["NA", 4, 9, 3, 10, 4, 8, 2, 9, 3]


def datamash(rows, *operations):
    text = "".join(f"{a}\t{b}\n" for a, b in rows)
    return subprocess.run([*os.environ["DATAMASH"].split(), *operations], input=text, capture_output=True, text=True)


def numbers(rows, *operations):
    done = datamash(rows, *operations)
    assert done.returncode == 0 and not done.stderr, done.stderr
    return [float(cell) for cell in done.stdout.split()]


rows = list(zip(advice, branch))
both = [row for row in rows if "NA" not in row]
shifted = list(zip([a for a in advice if a != "NA"], [b for b in branch if b != "NA"]))
wanted = ["ppearson", "1:2", "scov", "1:2", "dotprod", "1:2"]
for name, told, pairs in (
    ("all rows, --narm", numbers(rows, "--narm", *wanted), shifted),
    ("rows with both answers", numbers(both, *wanted), both),
):
    by_hand = [correlation(*zip(*pairs)), covariance(*zip(*pairs)), sum(a * b for a, b in pairs)]
    print(f"{name:24} datamash", *(f"{x:8.3f}" for x in told), "  by hand", *(f"{x:8.3f}" for x in by_hand), f" of {len(pairs)} pairs")
    assert all(abs(x - y) < 1e-6 for x, y in zip(told, by_hand)), name
assert numbers(rows, "--narm", "ppearson", "1:2")[0] < -0.9 and numbers(both, "ppearson", "1:2")[0] > 0.97
# single columns are right
means = numbers(rows, "--narm", "mean", "1", "mean", "2")
assert all(abs(x - y) < 1e-9 for x, y in zip(means, [54 / 9, 52 / 9])), means
uneven = datamash(rows[:-1], "--narm", "ppearson", "1:2")
print("one blank in one column alone:", uneven.stderr.strip().split(": ", 1)[1])
assert uneven.returncode and "different number of items" in uneven.stderr
print("as stated")
PY
