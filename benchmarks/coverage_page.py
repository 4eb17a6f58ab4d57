"""The page of numbers that `coverage.py` writes from its table."""

from __future__ import annotations

import numpy as np
import pandas as pd

LOW, HIGH = 0.93, 0.97
RARE = 0.9  # of the draws without an interval: too few are left to be counted
OPENING = """# How often intervals of 95 % hold

Written by `uv run python benchmarks/coverage.py`, which draws invented people whose truth is known, again and
again, and counts how often the interval of a function holds it. *Now* is this version, *before* the formulas of commit
2a327d6; ± is the Monte Carlo error. An interval is sound where it holds between .93 and .97; numbers outside are bold.
Each of these has its reason below the table, or is within two errors of them.

| function | design | estimate | draws | before | now |
|---|---|---|---:|---:|---:|
"""
REASONS = """
–: not measured. Rows of fewer than 1,000 draws are of slow functions. Where an interval is withheld in some draws, the
share is of the others.

- `driver_importance`: importance cannot be below 0, and resamples of it never are. So an interval begins at 0 where the
  driver's correlation with the outcome, by what it varies in the resamples, is not told from 0; a note names it. Of
  drivers that are worth nothing .95 hold 0.
- `linkage_mediation`: the product of two numbers that are both 0 has no interval that holds .95 (.997, however it is
  made). The indirect path has none where neither a nor b is told from 0, and a sentence says so. What is left where
  both are small and not 0, as here with 12 to 30 units, holds a little more than .97: the draws that would have missed
  are among those without an interval.
- `nps_change`: no mix where a change of share and a score, together, are not told from 0 (Simes's test), for the same
  reason; the scores of a few answers are told from 0 too often, and so the two share one level of error.
- `nps_difference`: no interval and no p-value with fewer than ten answers on a side, nor where nearly all answer alike,
  the sides are small or unlike and fewer than twelve answer otherwise: there it would be too wide.
- `nps_pooled` takes the variance of each group's score as known, and is a little short with few answers in a group. Its
  docstring says so.
- People found through references: answers of one person go together; *before*, each counted for itself.
- `scale_reliability`: no interval where answers are nearly all alike and fewer than 20 people answer otherwise.
"""


def page(table: pd.DataFrame) -> str:
    """Markdown of the table; `coverage.py` says what its columns are."""
    rows = []
    for row in table.itertuples():
        draws = "–" if pd.isna(row.draws) else f"{row.draws:,}"
        before, now = _told(row.before, row.draws_before, 0), _told(row.coverage, row.draws, row.withheld)
        cells = (f"`{row.function}`", row.design, row.estimate, draws, before, now)
        rows.append(f"| {' | '.join(cells)} |")
    return OPENING + "\n".join(rows) + "\n" + REASONS


def _told(coverage: float, draws: float, withheld: float) -> str:
    """ ".952 ± .005"; bold outside the limits; how many draws had none."""
    if pd.isna(draws):
        return "–"
    if pd.isna(coverage) or withheld >= RARE * draws:
        return "withheld"
    shown = f"{coverage:.3f} ± {np.sqrt(coverage * (1 - coverage) / (draws - withheld)):.3f}".replace("0.", ".")
    shown = shown if LOW <= coverage <= HIGH else f"**{shown}**"
    return f"{shown}, withheld in {100 * withheld / draws:.0f} %" if withheld else shown
