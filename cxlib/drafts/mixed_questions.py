"""One column of scores to several questions, told apart by another column: NPS, CSAT and CES as tools export them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..study.words.numbers import plain
from .asking import ASKED
from .lines import ROWS, Line, quoted

_FEW, _MOST = 20, 8  # answers of a group; groups
_TOPS = (5, 7)  # of the shorter scales
_SURE = 1e-6  # the chance that so many answers stay within a shorter scale
_GROUPS = ("segment", "touchpoint", "channel", "mode", "reason", "theme")


def ask_for_one_question(lines: Sequence[Line]) -> None:
    """Ask whether groups whose answers end elsewhere answered another question, and say how to keep one of them."""
    asked = [line for line in lines if line.role in ASKED and line.column.kind == "number"]
    asked = [line for line in asked if max(line.column.numbers) > max(_TOPS)]
    groups = [line for line in lines if asked and line.role in _GROUPS and line.column.kind == "groups"]
    for line in asked:
        scores = pd.Series(line.column.sample)
        for group in groups:
            if group.column.distinct > _MOST:
                continue
            names = group.column.cells.iloc[:: max(len(group.column.cells) // len(scores), 1)].reset_index(drop=True)
            if len(names) != len(scores):
                continue
            known = scores.notna() & (names != "")
            own = scores[known].groupby(names[known])
            tops, sizes = own.max(), own.size()
            highest = str(tops.idxmax())
            beyond = {top: float((own.get_group(highest) > top).mean()) for top in _TOPS}
            chance = {end: np.log1p(-min(share, 1 - 1e-9)) for end, share in beyond.items()}
            short = [name for name, top in tops.items() if top in _TOPS and sizes[name] >= _FEW]
            short = [name for name in short if sizes[name] * chance[tops[name]] < np.log(_SURE)]
            if short and own.min().min() <= max(_TOPS) and own.get_group(highest).min() <= max(_TOPS):
                ends = ", ".join(plain(end) for end in sorted(set(tops)))
                kept = f"rows = {{ {quoted(group.column.head)} = [{quoted(highest)}] }}"
                told = f"by {quoted(group.column.head)} answers end at {ends}"
                line.doubt(ROWS, f"{told}: other questions? Keep one: {kept}")
                return
