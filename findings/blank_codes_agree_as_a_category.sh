#!/usr/bin/env bash
# Package:   statsmodels 0.15.0, stats.inter_rater.aggregate_raters and fleiss_kappa; beside krippendorff 0.8.2
# Behaviour: nan, a comment that a coder left blank, becomes one more category on which coders can agree. Three people
#            code 14 comments, of which six are empty: all three leave these blank. Of the eight that were coded,
#            Fleiss' kappa is -0.005, no better than chance. aggregate_raters and fleiss_kappa give 0.461, without a word.
# One would guess otherwise: nan is nobody's answer elsewhere in the package, and rows with blanks would have unequal
#            sums, which Fleiss' kappa cannot take: one expects an error. Krippendorff's alpha, made for blanks: 0.037.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" statsmodels==0.15.0 krippendorff==0.8.2 numpy==2.4.6
"$work/venv/bin/python" -W error - <<'PY'
import krippendorff
import numpy as np
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

x = np.nan
coded = [[1, 1, 2], [2, 2, 2], [3, 1, 3], [1, 2, 1], [2, 3, 2], [3, 3, 1], [1, 2, 3], [2, 1, 3]]
blank = [[x, x, x]] * 6  # the comment was empty, or said nothing that could be coded
table, categories = aggregate_raters(np.array(coded + blank, float))
together, _ = aggregate_raters(np.array(coded, float))
alpha = krippendorff.alpha(np.array(coded + blank, float).T, level_of_measurement="nominal")
print("categories:", categories)
print(f"kappa with blanks {fleiss_kappa(table):.3f}, of what was coded together {fleiss_kappa(together):.3f}, alpha {alpha:.3f}")
assert np.isnan(categories).sum() == 1, "nan is no category any more"
assert fleiss_kappa(table) > fleiss_kappa(together) + 0.4, "blanks no longer count as agreement"
PY
