"""Columns that say again what another one says: turned round, on another scale or in classes; codes of names."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from ..study.metadata.cell_words import coded_classes_of
from .asking import ASKED
from .lines import Line

_ROWS = 30
_REPEATS = 3  # rows of each answer, by which it is seen that they have one answer in the other column
_CLASSES = 3  # top box or not; promoters, passives and detractors
_POINTS = 4  # of answers that another column can hardly follow by chance
_MADE = ("measure", "segment", "effort")  # roles that columns made of answers may have been given


def said_again(lines: list[Line]) -> None:
    """Take the roles from columns that another question tells exactly: who has the one knows the other.

    Answers stand before classes made of them; of a pair on two scales the recommendation from 0 to 10 stays, or what
    rises with it, else the first of the file.
    """
    bare = [line for line in lines if line.left_out in ("", "codes") and _is_bare(line)]
    told = [line for line in bare if line.role in ASKED and _points(line) >= _POINTS]
    made = [line for line in bare if line.role in (*ASKED, *_MADE, "")]
    gone: set[int] = set()
    for line in told:
        for other in made:
            counts, others = (list(one.column.numbers.values()) for one in (line, other))
            alike = others in (counts, counts[::-1]) or len(others) <= _CLASSES
            if line is other or {id(line), id(other)} & gone or not alike:
                continue
            way = _follows(other, line)
            if not way:
                continue
            first, second = _kept_first(line, other, lines, way)
            first.role = first.role or second.role
            gone.add(id(second))
            second.role, second.left_out, second.checks = "", "again", []


def _is_bare(line: Line) -> bool:
    """Whether all answers are numbers without words, which a program makes of others."""
    column = line.column
    return column.kind == "number" and not any(np.isnan(column.numeric[word]) for word in column.answers)


def _points(line: Line) -> int:
    return len(line.column.core)


def _follows(other: Line, line: Line) -> int:
    """1 or −1 where one column rises or falls with another in every row, both filled in the same ones; else 0.

    A column that has the very same answers may be a question of its own, which everybody answered alike.
    """
    mine, theirs = line.column.sample, other.column.sample
    filled = ~np.isnan(mine)
    if (filled != ~np.isnan(theirs)).any() or filled.sum() < _ROWS or (mine[filled] == theirs[filled]).all():
        return 0
    values, places = np.unique(mine[filled], return_inverse=True)
    if _REPEATS * len(values) > filled.sum():
        return 0
    low = np.full(len(values), np.inf)
    high = np.full(len(values), -np.inf)
    np.minimum.at(low, places, theirs[filled])
    np.maximum.at(high, places, theirs[filled])
    steps = np.sign(np.diff(low))
    if (low < high).any() or not steps.any() or {-1.0, 1.0} <= set(steps.tolist()):
        return 0
    return int(steps[steps != 0][0])


def _kept_first(line: Line, other: Line, lines: list[Line], way: int) -> tuple[Line, Line]:
    """Of two columns that tell each other the one that stays, and the one that goes."""
    if _points(other) != _points(line):
        return line, other
    if (is_one := _is_recommendation(line)) != _is_recommendation(other):
        return (line, other) if is_one else (other, line)
    first, second = sorted((line, other), key=lambda one: lines.index(one))
    anchor = next((one for role in ("recommend", "outcome") for one in lines if one.role == role), None)
    if way > 0 or anchor is None or anchor in (line, other):
        return first, second
    mine, good = first.column.core_sample, anchor.column.core_sample
    both = ~np.isnan(mine) & ~np.isnan(good)
    if both.sum() < _ROWS or not np.ptp(mine[both]) or not np.ptp(good[both]):
        return first, second
    falls = np.corrcoef(mine[both], good[both])[0, 1] < 0
    return (second, first) if falls else (first, second)


def _is_recommendation(line: Line) -> bool:
    numbers = line.column.numbers
    return line.role == "recommend" and not coded_classes_of(numbers) and min(numbers) >= 0 and max(numbers) <= 10


def names_of_codes(lines: list[Line]) -> None:
    """Of two columns of the same groups, row by row, the one in words stays: a branch's number, and its name."""
    for role in ("unit", "segment", "department", "touchpoint", "channel"):
        groups = [line for line in lines if line.role == role and not line.columns[1:]]
        for one, other in combinations(groups, 2):
            if not one.role or not other.role or not _stand_for_each_other(one, other):
                continue
            code = other if _are_codes(other) and not _are_codes(one) else one
            if _are_codes(code):
                code.role, code.left_out, code.checks = "", "again", []


def _stand_for_each_other(one: Line, other: Line) -> bool:
    first, second = one.column.cells, other.column.cells
    return 1 < first.nunique() == second.nunique() == first.str.cat(second, sep="\n").nunique()


def _are_codes(line: Line) -> bool:
    """Whether each value has a digit and no word of its own: 0012, S-07."""
    return all(any(map(str.isdigit, word)) and sum(map(str.isalpha, word)) < 4 for word in line.column.answers)
