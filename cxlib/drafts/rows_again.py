"""Rows that are no people of their own: the same row under another id, the answers of one household in several rows."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ..study.contract.roles import SCALED
from .lines import ROWS, Check, Line, quoted
from .named import KEY_ROLES

_FEWEST = 3  # rows that were brought in twice; fewer may be an accident of the tool
_TELLING = 0.5  # of the rows: so many values of its own has a column that tells them apart
_GROUPS = 10  # people with several rows
_SAME = 0.98  # of them: so many gave the very same answer in all their rows


def rows_again(lines: Sequence[Line]) -> list[Check]:
    """What is to be asked about rows of a table that are not one person each; their key is taken for the customer."""
    if not any(line.role in SCALED for line in lines):
        return []
    return [*_brought_twice(lines), *_of_one_person(lines)]


def asked_once_a_wave(lines: Sequence[Line]) -> None:
    """Take back the doubt about ids that repeat where each stands once in a wave: people were asked again."""
    key = next((line for line in lines if line.role == "id"), None)
    wave = next((line for line in lines if line.role == "wave"), None)
    if key and wave and not wave.columns[1:]:
        filled = key.column.cells != ""
        if not key.column.cells[filled].str.cat(wave.column.cells[filled], sep="\n").duplicated().any():
            key.checks = [check for check in key.checks if "an id: are they people" not in check.text]


def _brought_twice(lines: Sequence[Line]) -> list[Check]:
    """Rows that agree in all columns but the keys, an exact time, an address or a text of their own among these."""
    columns = [line.column for line in lines if line.column.kind != "empty" and line.column.distinct > 1]
    others = [column for column in columns if not column.unique]
    if len(others) < 3 or len(others) == len(columns):
        return []
    telling: list[str] = []
    rows = 0
    for column in others:
        if 2 * column.distinct < _TELLING * column.filled:  # not even if each row were there twice
            continue
        shared = column.cells.duplicated(keep=False) & (column.cells != "")
        if column.distinct < _TELLING * (column.n_rows - shared.sum() / 2):
            continue
        cells = pd.concat([other.cells[shared] for other in others], axis=1, keys=range(len(others)))
        again = int(cells.duplicated().sum())
        if again >= _FEWEST and again >= _SAME * column.cells[shared].duplicated().sum():
            telling.append(column.head)
            rows = max(rows, again)
    if not telling:
        return []
    told = f"{rows:,} rows repeat another under a key of its own"
    heads = ", ".join(map(quoted, telling[:2]))
    return [Check(ROWS, f"{told}; if they are in the file twice, write once = [{heads}]")]


def _of_one_person(lines: Sequence[Line]) -> list[Check]:
    """A key that several rows share, each time with the same answer on the whole: one person in several rows."""
    asked = [line for line in lines if line.role in ("recommend", "outcome") and line.column.kind != "empty"]
    keys = [line for line in lines if line.role in ("customer", "account", "id") or line.left_out == "text"]
    for line in keys:
        column = line.column
        if column.kind not in ("text", "number", "groups") or column.distinct > column.filled - _GROUPS:
            continue
        answers = [one for one in asked if _is_same(column.cells, one.column.cells)]
        if not answers:
            continue
        if line.role not in KEY_ROLES and not any(other.role == "customer" for other in lines):
            line.role, line.left_out = "customer", ""
        return [
            Check(
                ROWS,
                f"{column.filled - column.distinct:,} rows repeat {quoted(column.head)} with the same "
                f"{quoted(answers[0].column.head)}: to count each person once, write once = [{quoted(column.head)}]",
            )
        ]
    return []


def _is_same(keys: pd.Series, answers: pd.Series) -> bool:
    """Whether those who stand in several rows have one answer in all of these, where people differ in it."""
    filled = (keys != "") & (answers != "")
    people = answers[filled].groupby(keys[filled])
    several = people.nunique()[people.size() > 1]
    return len(several) >= _GROUPS and bool((several == 1).mean() >= _SAME) and answers[filled].nunique() > 2
