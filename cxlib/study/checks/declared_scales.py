"""A scale that is missing, wrong or two in one: what a column's answers say against the scale that is declared."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from ...locale import prefixed, say
from ...text import count
from ..cleaning.tables import Table
from ..contract.models import ColumnContract
from ..contract.roles import SCALED
from ..words.numbers import plain

_RECORDED = ("tenure", "lag", "population", "measure", "cost", "target")  # of these only −99 and its like are codes
_NEGATIVE = frozenset({-1, -2, -3, -4, -5, -6, -7, -8, -9, -66, -77, -88, *range(-99, -94), -888, -998, -999, -9999})
_SURELY_NEGATIVE = frozenset({-9, -66, -77, -88, *range(-99, -94), -888, -998, -999, -9999})
# codes by their size, and up to where the answers beside them reach
_HIGH = {
    11: (55, 66, 77, 88, *range(90, 100)),
    100: (555, 666, 777, 888, *range(990, 1000)),
    1000: (6666, 7777, 8888, *range(9990, 10_000), 99_999),
}
_RATED = ("rating", "outcome", "functional", "emotional", "effort")  # a recommendation has a heap at 0 of its own
_HEAP = 0.2  # of the answers
_FEW = 20  # fewer answers show no scale
_SURE = 1e-5  # how rarely chance alone would do it
_TOPS = (3, 4, 5, 6, 7, 10)  # where usual scales end
_GROUPS = ("wave", "segment", "mode", "language", "channel", "touchpoint")
_MOST_GROUPS = 30
_MOST_DIFFERENT = 1000  # values of answers on a scale


def check_answers(table: Table) -> None:
    """Faults: a code apart from the run of the others without a scale, a recommendation asked on a shorter scale."""
    for name, column, counts in _scaled(table, (*SCALED, *_RECORDED)):
        if column.bounds is None and not column.labels:
            _apart(table, name, column, counts)
        short = _short(column, counts) if column.role == "recommend" and column.scale is None else None
        if short:
            problem = (
                f"all {sum(counts.values()):,} answers lie within {short[0]}…{short[1]}, and the question has 0…10"
            )
            scale = f"scale = [{short[0]}, {short[1]}]"
            mend = f'If it was asked so, write role = "outcome", {scale}; if from 0 to 10, write scale = [0, 10].'
            table.fail(problem, mend, name)


def notes_on_answers(table: Table) -> list[str]:
    """Notes: answers on part of the scale only, nobody at its lowest, groups that answered on a shorter scale."""
    notes = []
    for name, column, counts in _scaled(table, SCALED):
        total = sum(counts.values())
        short = _short(column, counts)
        if short and column.scale:
            scale = "…".join(map(plain, column.scale))
            told = say(
                "all {total} answers lie within {low}…{high} of the scale {scale}; if it was asked on another scale, "
                "correct scale.",
                total=count(total),
                low=short[0],
                high=short[1],
                scale=scale,
            )
            notes.append(prefixed(f"{table.name}.{name}", told))
        if column.role in _RATED:
            notes += [prefixed(f"{table.name}.{name}", note) for note in _heap_at_nought(column, counts)]
        if column.role == "recommend":
            notes += [prefixed(f"{table.name}.{name}", note) for note in _nobody_at_nought(column, counts)]
        if not short and (column.bounds is None or column.bounds[1] - column.bounds[0] >= 6):
            notes += [prefixed(f"{table.name}.{name}", note) for note in _two_scales(table, name)]
    return notes


def _scaled(table: Table, roles: Iterable[str]) -> Iterable[tuple[str, ColumnContract, dict[float, int]]]:
    for name, column in table.contract.columns.items():
        if column.role in roles and column.values == "number" and name in table.frame:
            counts = table.counts(name)
            if 1 < len(counts) <= _MOST_DIFFERENT:
                yield name, column, {_as_answered(column, value): count for value, count in counts.items()}


def _as_answered(column: ColumnContract, value: float) -> float:
    """The number in the file, of a column that was turned round too."""
    return column.turned(value) if column.reverse and column.bounds else value


def _apart(table: Table, name: str, column: ColumnContract, counts: dict[float, int]) -> None:
    codes = codes_apart(counts) if column.role in SCALED else _below_zero(counts, _SURELY_NEGATIVE)
    if not codes:
        return
    rest = [value for value in counts if value not in codes]
    one, named = len(codes) == 1, ", ".join(map(plain, codes))
    declared = [repr(code) if not isinstance(code, str) else f'"{code}"' for code in column.missing]
    missing = f"missing = [{', '.join([*declared, named])}]"
    none = f'If {"it means" if one else "they mean"} "no answer", write'
    verb = "stands" if one else "stand"
    if column.role not in SCALED:
        table.fail(f"{named} {verb} below all others, which are 0 or more", f"{none} {missing}.", name)
        return
    low = min(1, min(rest)) if min(rest) >= 0 else min(rest)
    mend = f"{none} scale = [{plain(low)}, {plain(max(rest))}], or the scale that was asked, and {missing}"
    if column.role == "rating" and not column.not_used:
        mend += f'; if "not used", not_used = [{named}]'
    mend += (
        f"; if {'it is an answer' if one else 'they are answers'}, write the scale that has {'it' if one else 'them'}."
    )
    ends = f"{plain(min(rest))} to {plain(max(rest))}"
    table.fail(f"{named} {verb} apart from the other answers, {ends}, and no scale is declared", mend, name)


def codes_apart(counts: dict[float, int]) -> list[float]:
    """Codes such as 9 among 1 to 5, 99 or −99 that stand apart from the run of all other answers."""
    codes = _below_zero(counts, _NEGATIVE)
    rest = sorted(value for value in counts if value not in codes)
    for top, high in _HIGH.items():
        others = [value for value in rest if value not in high]
        if others and len(others) < len(rest) and max(others) <= top and (max(others) > 1 or len(others) > 2):
            codes += [value for value in rest if value in high]
            rest = others
    run = _run(rest)
    above = [value for value in rest if run and value > run[-1]]
    enough = len(run) > 2 and sum(counts.values()) >= _FEW
    if enough and 0 < len(above) < 3 and above[0] > run[-1] + 1 and all(value in (6, 7, 8, 9) for value in above):
        codes += above
    return sorted(codes)


def _below_zero(counts: dict[float, int], known: frozenset[int]) -> list[float]:
    """Negative codes, where nothing else is negative and the answers go further up than the codes go down by steps."""
    below = [value for value in counts if value < 0]
    above = [value for value in counts if value >= 0]
    if not below or not above or not all(value in known for value in below):
        return []
    steps = all(value in (-1, -2, -3, -4, -5) for value in below)
    return [] if steps and (len(below) > 1 or max(above) < 4) else below


def _run(values: list[float]) -> list[float]:
    """The whole numbers from 0 or 1 on without a gap."""
    run: list[float] = []
    for value in values:
        if value == (run[-1] + 1 if run else value) and (run or value in (0, 1)):
            run.append(value)
        else:
            break
    return run


def _short(column: ColumnContract, counts: dict[float, int]) -> tuple[int, int] | None:
    """The shorter usual scale that all answers lie on, where there are enough of them and three different ones."""
    if not column.bounds or len(counts) < 3 or any(value % 1 for value in counts):
        return None
    low, high = column.bounds
    top, total, share = max(counts), sum(counts.values()), (max(counts) - low) / (high - low)
    enough = _FEW if share <= 0.5 else 50 if share <= 0.61 or column.role == "recommend" else 100
    if high - low < 6 or share > 0.7 or total < enough or min(counts) < 0:
        return None
    top = next(end for end in (*_TOPS, int(max(top, 11))) if end >= top)
    return (0 if 0 in counts else 1), top


def _nobody_at_nought(column: ColumnContract, counts: dict[float, int]) -> list[str]:
    total = sum(counts.values())
    if min(counts) < 1 or max(counts) < 8 or total < _FEW or column.labels:
        return []
    eleven = [code for code in (*column.missing, *column.not_used) if code == 11]
    if eleven and len(counts) > 4:
        return [
            say(
                "nobody answered 0, and 11 is declared to be no answer; "
                "if the codes 1 to 11 stand for the answers 0 to 10, write labels that say so."
            )
        ]
    if counts.get(1, 0) < 5:
        return []
    told = say(
        "nobody answered 0, and {ones} of {total} answered 1; "
        'if it was asked from 1 to 10, write role = "outcome", scale = [1, 10].',
        ones=count(counts[1]),
        total=count(total),
    )
    return [told]


def heaps_at_nought(counts: dict[float, int]) -> bool:
    """Whether many answered 0 and few 1 or 2."""
    total, low = sum(counts.values()), counts.get(1, 0) + counts.get(2, 0)
    few = total < _FEW or min(counts, default=0) < 0 or max(counts, default=0) < 3
    return not few and counts.get(0, 0) >= _HEAP * total and 2 * low <= counts[0]


def _heap_at_nought(column: ColumnContract, counts: dict[float, int]) -> list[str]:
    """Many noughts beside few ones and twos: on forms, 0 is often what stands where something was not used."""
    if not heaps_at_nought(counts):
        return []
    total, low = sum(counts.values()), counts.get(1, 0) + counts.get(2, 0)
    code = "not_used" if column.role == "rating" else "missing"
    ends = f"scale = [1, {plain(column.bounds[1] if column.bounds else max(counts))}]"
    told = say(
        '{noughts} of {total} answered 0, and {low} answered 1 or 2; if 0 means "not used", write {code} = [0] and '
        "{ends}.",
        noughts=count(counts[0]),
        total=count(total),
        low=count(low),
        code=code,
        ends=ends,
    )
    return [told]


def _two_scales(table: Table, name: str) -> list[str]:
    """Groups whose answers all end where a shorter scale ends, while the others go beyond."""
    for group, column in table.contract.columns.items():
        if column.role not in _GROUPS or group not in table.frame:
            continue
        by = table.counts_by(name, group)
        if not _differ_at_the_top(by, table.contract.columns[name]):
            continue
        by["value"] = [_as_answered(table.contract.columns[name], value) for value in by["value"]]
        if not 1 < by["group"].nunique() <= _MOST_GROUPS or (by["value"] % 1 > 0).any() or (by["value"] < 0).any():
            continue
        tops = by.groupby("group", sort=False)["value"].max()
        for top in _TOPS:
            short = tops.index[tops <= top]
            found = by["group"].isin(short)
            if found.any() and not found.all() and _too_unlike(by[found], by[~found], top):
                who = ", ".join(f'"{word}"' for word in short[:3])
                who += " " + say("and {number} more", number=len(short) - 3) if len(short) > 3 else ""
                told = say(
                    "by {group}, the {n} answers of {who} end at {top}, the others at {highest}: two scales in one "
                    "column? If so, give each a column of its own.",
                    group=group,
                    n=count(int(by.loc[found, "n"].sum())),
                    who=say("some of them") if table.secret else who,
                    top=top,
                    highest=plain(by["value"].max()),
                )
                return [told]
    return []


def _differ_at_the_top(by: pd.DataFrame, column: ColumnContract) -> bool:
    """Whether some group's answers end elsewhere than those of the others; most do not, and are soon known."""
    tops: dict[str, float] = {}
    for group, value in zip(by["group"].tolist(), by["value"].tolist(), strict=True):
        answered = _as_answered(column, value)
        tops[group] = max(answered, tops.get(group, answered))
    return len(set(tops.values())) > 1


def _too_unlike(short: pd.DataFrame, others: pd.DataFrame, top: int) -> bool:
    """Whether chance would hardly let so many answers stay within the shorter scale."""
    n, many = short["n"].sum(), others["n"].sum()
    beyond = others.loc[others["value"] > top, "n"].sum() / many
    used = short.loc[short["value"] == top, "n"].sum() / n >= 0.03
    overlap = others["value"].min() <= top  # else the groups were made from the score itself
    if n < _FEW or many < _FEW / 2 or short["value"].nunique() < 3 or not (used and overlap):
        return False
    return bool(n * np.log1p(-min(beyond, 1 - 1e-12)) < np.log(_SURE))
