"""The order of waves whose names do not tell it, by the dates of their answers: Baseline before 3 months."""

from __future__ import annotations

import pandas as pd

from ..study.dates.parsing import parse_dates
from ..study.dates.wave_order import wave_order
from .lines import DATES, Line, quoted


def order_by_dates(wave: Line | None, time: Line | None) -> None:
    """Write waves in the order of their answers' dates, marked, where names alone would order them otherwise."""
    if wave is None or time is None or wave.column.kind not in ("groups", "text") or len(wave.column.answers) < 2:
        return
    named, sure = wave_order(wave.column.answers)
    dates = pd.Series(parse_dates(time.column.cells.reset_index(drop=True), None).values)
    waves = wave.column.cells.reset_index(drop=True)
    known = waves.isin(wave.column.answers) & dates.notna()
    middle = dates[known].groupby(waves[known]).median().sort_values()
    order = [str(name) for name in middle.index]
    if sure or order == named or set(order) != set(named) or middle.duplicated().any():
        return
    wave.also.append(f"labels = {{ {', '.join(f'{quoted(name)} = {quoted(name)}' for name in order)} }}")
    wave.doubt(DATES, "waves stand in the order of their dates, which their names do not tell")
