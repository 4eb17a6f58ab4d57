#!/usr/bin/env bash
# Package:   GNU PSPP 2.0.1 (the free SPSS), NPAR TESTS /MANN-WHITNEY, /KRUSKAL-WALLIS and /K-S under WEIGHT BY
# Behaviour: the weights count how many people there are, while ranks, sums or means are those of the rows. In two shops of
#            20 customers, some of whom count twice, answers hardly differ (p = 0.50); told is p = 0.007. The normal
#            distribution of the K-S test has the mean 2.63 where the mean is 3.39. From a table of counts Mann-Whitney has
#            p = 0.000 for 0.39. No warning. 2.1.2 does the same.
# One would guess otherwise: WEIGHT is documented as one case standing for several, the N beside the wrong ranks is the
#            weighted one, and in the same command the Friedman and median tests use the weights right, as do
#            T-TEST, ONEWAY, MEANS and CROSSTABS. Only where a U or a chi-square comes out negative does it catch the eye.
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

SHOPS = ("23454134525344135243", "14352454231453254334"), ("11211121111211211121", "12111211211121121112")  # answers, weights
people = [(shop, int(a), int(w)) for shop in (0, 1) for a, w in zip(SHOPS[0][shop], SHOPS[1][shop])]
counted = [(shop, a, n) for shop, row in enumerate(([2, 4, 8, 9, 7], [3, 5, 9, 8, 5])) for a, n in enumerate(row, start=1)]


def one_row_each(rows):
    return [(shop, answer, 1) for shop, answer, n in rows for _ in range(n)]


def by_hand(rows):
    """Mann-Whitney's U, z and p with ties, every person ranked; Kruskal-Wallis is z squared; mean and deviation."""
    everybody = one_row_each(rows)
    first, second = ([a for shop, a, _ in everybody if shop == s] for s in (0, 1))
    answers = first + second
    u = sum(1 if x > y else 0.5 if x == y else 0 for x in first for y in second)
    m, n, both = len(first), len(second), len(answers)
    ties = sum(t**3 - t for t in map(answers.count, set(answers)))
    z = (u - m * n / 2) / math.sqrt(m * n / 12 * (both + 1 - ties / (both * (both - 1))))
    mean = sum(answers) / both
    return min(u, m * n - u), abs(z), math.erfc(abs(z) / math.sqrt(2)), mean


def pspp(rows, weighted):
    lines = "\n".join(f"{shop + 1} {answer} {n}" for shop, answer, n in rows)
    with open("weights.sps", "w") as file:
        file.write(f"DATA LIST LIST NOTABLE /shop answer n.\nBEGIN DATA\n{lines}\nEND DATA.\n{'WEIGHT BY n.' if weighted else ''}\n")
        file.write("NPAR TESTS /MANN-WHITNEY=answer BY shop(1,2) /KRUSKAL-WALLIS=answer BY shop(1,2) /K-S(NORMAL)=answer\n")
        file.write(" /MEDIAN(3)=answer BY shop(1,2).\nDESCRIPTIVES answer.\n")
    told = subprocess.run([*os.environ["PSPP"].split(), "-o", "-", "-O", "format=csv", "weights.sps"], capture_output=True, text=True, check=True)
    assert "warning" not in (told.stdout + told.stderr).lower()
    tables = {}
    for part in told.stdout.split("\n\n"):
        name, *lines = part.strip().splitlines()
        tables.setdefault(name.removeprefix("Table: "), []).append([line.split(",") for line in lines])
    # tests in the order told: Mann-Whitney, Kruskal-Wallis, median
    rank, groups, medians = tables["Test Statistics"]
    ks = tables["One-Sample Kolmogorov-Smirnov Test"][0]
    return {
        "n": sum(float(row[2]) for row in tables["Ranks"][0][1:3]),
        "U": float(rank[1][1]),
        "p": float(rank[1][4]),
        "chi-square": float(groups[1][1]),
        "mean of K-S": float(ks[2][2]),
        "mean": float(tables["Descriptive Statistics"][0][1][2]),
        "p of median test": float(medians[1][5]),
    }


for name, rows in (("weights of 1 and 2", people), ("a table of counts", counted)):
    u, z, p, mean = by_hand(rows)
    right, told = pspp(one_row_each(rows), weighted=False), pspp(rows, weighted=True)
    print(f"{name}: by hand U = {u}, p = {p:.3f}, chi-square {z * z:.2f}, mean {mean:.2f}")
    print(f"   PSPP, one row each: {right}\n   PSPP, WEIGHT BY:    {told}")
    assert right["U"] == u and abs(right["p"] - p) < 0.0006 and abs(right["chi-square"] - z * z) < 0.006
    assert abs(right["mean of K-S"] - mean) < 0.006 and abs(told["mean"] - mean) < 0.006
    for same in ("n", "mean", "p of median test"):
        assert told[same] == right[same], f"changed: {same}"
    for other in ("U", "p", "chi-square", "mean of K-S"):
        assert told[other] != right[other], f"changed: {other} obeys the weights"
    assert told["p"] < 0.01 < 0.1 < p, "changed"
print("as stated")
PY
