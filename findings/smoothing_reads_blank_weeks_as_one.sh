#!/usr/bin/env bash
# Package:   Miller 6.13.0 (mlr, statistics of CSV files), step -a ewma, the exponentially weighted moving average
# Behaviour: a blank counts as a 1. Content customers in per cent, over eight weeks of which three have no answers, lie between
#            80 and 84; smoothed, they fall to 42 in the first blank week and to 16 in the last, with -d 0.9, which smooths
#            little, to 1.7. Two weeks of answers later they are at 65.5. No warning. The source of August 2026 has the same lines.
# One would guess otherwise: the other kinds of the same command leave a blank week blank (delta, rsum, counter) or
#            average the weeks beside it (slwin), and stats1 skips it. That a blank is 1 in a product and 0 in a sum is told for
#            formulas that one writes oneself (reference, null data); here the product is the tool's own. In the same way
#            mean() of a formula divides by the blanks too, where mean of stats1 leaves them out: 51.25 for 82 below.
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
apt -y --no-install-recommends --download-only install miller=6.13.0-1
for package in cache/archives/*.deb; do dpkg -x "$package" root; done
mlr() {
    "$work/root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$work/root/usr/lib/x86_64-linux-gnu" "$work/root/usr/bin/mlr" --icsv "$@"
}
printf '%s\n' week,content 1,82 2,84 3, 4,80 5, 6, 7,82 8,82 >weeks.csv
mlr --opprint step -a ewma,slwin_1_1,delta,counter -d 0.5,0.9 -o half,most -f content weeks.csv
mlr --ojson step -a ewma,slwin_1_1,delta,rsum,counter -d 0.5,0.9 -o half,most -f content weeks.csv >steps.json 2>errors
mlr --ojson stats1 -a mean,count -f content weeks.csv >verb.json 2>>errors
mlr --ojson put -q '@all[NR] = $content; end {emit {"mean": mean(@all)}}' weeks.csv >function.json 2>>errors
test ! -s errors
uv venv --quiet "$work/venv"
"$work/venv/bin/python" - <<'PY'
import json


def smoothed(weeks, share, blank):
    """The average by its definition; a blank week leaves it as it was, or counts as the number `blank`."""
    out = [weeks[0]]
    for week in weeks[1:]:
        if week == "" and blank is None:
            out.append(out[-1])
        else:
            out.append(share * (blank if week == "" else week) + (1 - share) * out[-1])
    return out


rows = json.load(open("steps.json"))
weeks = [row["content"] for row in rows]
for name, share in (("half", 0.5), ("most", 0.9)):
    told = [row[f"content_ewma_{name}"] for row in rows]
    right, one = smoothed(weeks, share, None), smoothed(weeks, share, 1)
    print(f"share {share}: told                 ", *(f"{x:6.2f}" for x in told))
    print("           blanks as 1, by hand ", *(f"{x:6.2f}" for x in one))
    print("           blanks passed over   ", *(f"{x:6.2f}" for x in right))
    assert all(abs(a - b) < 1e-9 for a, b in zip(told, one)), "changed"
    assert min(right) > 80 - 1e-9 and min(told) < 16.01
for kind in ("delta", "rsum", "counter"):
    assert [row["week"] for row in rows if row[f"content_{kind}"] == ""] == [3, 5, 6], kind
assert rows[2]["content_1_1"] == 82, "the sliding window"
(verb,), (function,) = json.load(open("verb.json")), json.load(open("function.json"))
print("mean of stats1", verb["content_mean"], "of", verb["content_count"], "weeks; mean() of a formula", function["mean"])
assert verb == {"content_mean": 82, "content_count": 5} and function["mean"] == 410 / 8
print("as stated")
PY
