#!/usr/bin/env bash
# Package:   acro 1.0.2 (checks statistics before they are released), crosstab(values=..., aggfunc="mean"); beside 0.4.12
# Behaviour: the threshold of ten counts the people of a cell, not those who answered: of twelve customers of North four
#            rate, eight leave the question blank, and the mean of these four is released as "ok", with suppression on. Their
#            number too: the table of counts prints 4 beside a threshold of 10 and is passed. Without the rows of those who
#            left it blank the same two tables are suppressed. No warning. (At three answers the check of dominance steps in.)
# One would guess otherwise: what is published stands on four answers, the count in the same report says 4, and 0.4.12
#            suppresses both tables with the blanks and without. In surveys most blanks are in small cells: those not asked.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
cat >"$work/release.py" <<'PY'
import logging
import sys
import warnings

logging.disable(logging.INFO)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from acro import ACRO
import numpy as np
import pandas as pd

north = [9, 2, 9, 7] + [np.nan] * 8
south = [9, 8, 7, 10, 9, 8, 7, 6, 5, 9, 8, 10]
people = pd.DataFrame({"branch": ["North"] * 12 + ["South"] * 12, "wave": "2026", "score": north + south})
checker = ACRO(suppress=True)
assert checker.config["safe_threshold"] == 10


def released(table, statistic):
    with warnings.catch_warnings():
        for of_its_own in (FutureWarning, pd.errors.SettingWithCopyWarning):
            warnings.simplefilter("ignore", of_its_own)
        shown = checker.crosstab(table["branch"], table["wave"], values=table["score"], aggfunc=statistic)
    last = list(checker.results.results.values())[-1]
    return shown.loc["North", "2026"], last.outcome.loc["North", "2026"].strip()


seen = {}
for statistic in ("mean", "count"):
    for name, table in {"with blanks": people, "without": people.dropna().copy()}.items():
        seen[statistic, name], verdict = released(table, statistic)
        print(f"acro {sys.argv[1]:6} {statistic:5} of North, {name:11}: released {seen[statistic, name]}, {verdict}")
if sys.argv[1] == "1.0.2":
    assert seen["mean", "with blanks"] == 6.75 and seen["count", "with blanks"] == 4, "blanks are no longer counted"
else:
    assert np.isnan(seen["mean", "with blanks"]) and np.isnan(seen["count", "with blanks"]), "0.4.12 passes them too"
assert np.isnan(seen["mean", "without"]) and np.isnan(seen["count", "without"]), "the threshold is no longer held"
PY
for version in 0.4.12 1.0.2; do
    uv venv --quiet "$work/$version"
    uv pip install --quiet --python "$work/$version/bin/python" acro==$version pandas==2.3.3
    "$work/$version/bin/python" "$work/release.py" $version
done
echo "as stated"
