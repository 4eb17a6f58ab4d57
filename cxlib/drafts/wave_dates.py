"""The order of waves whose names do not tell it, by the dates of their answers: Baseline before 3 months."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from ..study.contract.role_meaning import named_roles, words_of
from ..study.dates.parsing import parse_dates
from ..study.dates.wave_order import tells_time, wave_order
from .lines import DATES, Line, quoted

_ROUNDS = re.compile(r"val(?:ul)?|runda|tongada|messwelle|w|r")  # which alone, without periods, name other things, too


def waves_by_name(lines: Sequence[Line]) -> None:
    """Where no column is the wave, ask of groups whose names are periods; a head that may mean a wave makes it one."""
    found = [line for line in lines if line.role == "segment" and line.column.kind == "groups" and not line.columns[1:]]
    found = [line for line in found if len(line.column.answers) > 1 and tells_time(line.column.answers)]
    if any(line.role == "wave" for line in lines) or len(found) != 1:
        return
    if _ROUNDS.fullmatch(" ".join(words_of(found[0].column.head))):
        found[0].role = "wave"
    elif named_roles(found[0].column.head) in ([], ["segment"]):
        found[0].doubt(DATES, 'its names are periods; if people were asked then, write role = "wave"')


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
