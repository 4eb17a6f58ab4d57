"""The questions of a gate's table as people read them, and the columns by which their answers are set side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from ..blocks import hidden_groups
from ..errors import CXError, nearest
from ..locale import MASTER, say, spoken
from ..study.contract.parts import ORIGINS
from ..study.contract.roles import SCALED, SURVEYS
from ..study.people.spans import months_of, span_name, spans_of
from ..study.words.question_heads import grid_of, without_code

if TYPE_CHECKING:
    from ..study.contract.models import ColumnContract
    from .named_columns import NamedColumns
    from .notebook_table import NotebookTable

LONGEST = 64  # signs of a wording that stands beside a number; what is longer ends in …
FEWEST_STEPS = 3  # of a scale whose two highest answers are not all of them
PERIODS = {"month": "M", "quarter": "Q", "year": "Y"}
MOST_PERIODS = 24  # months that one looks at side by side
FEWEST_PERIODS = 3
MOST_JOINED = 1 / 3  # of the periods, those with few answers; if more, longer periods
MOST_GROUPS, MOST_GROUPINGS = 12, 2  # of a column to compare by, and columns
WORDS = re.compile(r"(?=.*[a-zà-ÿ])[^\d_]+")  # a head that people read; codes have digits, underscores or capitals only
SCALE_BEHIND = re.compile(r"\s*\([^()]*\d[^()]*\)\s*$")  # Satisfaction (1-5)
WHOLE = ("recommend", "outcome")  # of these the turn is one of codes: 1 was the best
GROUPING = ("segment", "unit", "resolved", "channel", "language")


def wording_of(gates: NotebookTable) -> dict[str, str]:
    """Column → the wording of its question, of groups without one the head in the file; long ones end in …"""
    return wording_in(gates.declared)


def subject_of(gates: NotebookTable) -> str:
    """What the notebook's question is called: its wording, else its name in the study; empty where there is none."""
    name = gates.asked
    if name is None:
        return ""
    return wording_of(gates).get(name) or str(getattr(gates.declared[name], "asked", name)).replace("_", " ")


def wording_in(columns: Mapping[str, ColumnContract]) -> dict[str, str]:
    """Column → its question, of a grid's item the item; without one the client's head, unless it is a code (Q7_2).

    A statement that is turned round bears a mark: its high mean is that of people who deny it.
    A code that only differs in its capital letters from the column's name (Q9FOOD) is shown as the client writes it.
    """
    items = _items({name: its.question for name, its in columns.items() if its.question})
    asked = {
        name: items.get(name) or shortened(without_code(its.question)) for name, its in columns.items() if its.question
    }
    for name, its in columns.items():
        head = SCALE_BEHIND.sub("", without_code(its.source.strip()))
        if its.role in SCALED and name not in asked and (WORDS.fullmatch(head) or head.lower() == name != head):
            asked[name] = shortened(head)
    if spoken() != MASTER and "overall" in columns and "overall" not in asked:  # the draft's name of a coded question
        asked["overall"] = say("the overall score")
    groups = {name: without_code(its.source.strip()) for name, its in columns.items() if its.role in GROUPING}
    heads = {
        name: head
        if (WORDS.fullmatch(head) and head not in ORIGINS) or head.lower() == name
        else name.replace("_", " ")
        for name, head in groups.items()
    }
    turned = [name for name, its in columns.items() if its.reverse and its.role in SCALED and its.role not in WHOLE]
    return heads | asked | {name: say("{question} (turned round)", question=asked.get(name, name)) for name in turned}


def _items(questions: Mapping[str, str]) -> dict[str, str]:
    """Column → its item, of columns that share the stem of a grid and have an item each."""
    grids = {name: grid for name, words in questions.items() if (grid := grid_of(words))}
    stems: dict[str, list[str]] = {}
    for name, grid in grids.items():
        stems.setdefault(grid[0], []).append(name)
    found = {name: grids[name][1] for names in stems.values() if len(names) > 1 for name in names}
    return {name: shortened(item) for name, item in found.items() if list(found.values()).count(item) == 1}


def two_best_of(gates: NotebookTable, columns: Sequence[str]) -> dict[str, float]:
    """Column → the second best answer of its scale; of those that declare one of four steps or more."""
    ends = {name: gates.declared[name].bounds for name in columns}
    return {name: end[1] - 1 for name, end in ends.items() if end and end[1] - end[0] >= FEWEST_STEPS}


def scales_of(gates: NotebookTable, columns: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Column → the lowest and the highest answer of its scale; of those that declare one."""
    return {name: (ends[0], ends[1]) for name in columns if (ends := gates.declared[name].bounds)}


def groupings_of(gates: NotebookTable) -> list[str]:
    """The first two columns by which answers can be set side by side: of two to twelve groups that can be shown."""
    if gates.table is None or gates.hidden:
        return []
    found = [name for role in GROUPING for name, its in gates.declared.items() if its.role == role]
    return [name for name in dict.fromkeys(found) if _fits(gates, name)][:MOST_GROUPINGS]


def by_period_of(gates: NamedColumns, *, time: str, period: str = "") -> pd.DataFrame:
    """The rows with a column ``period``: the month, the quarter or the year of their date, in order.

    Parameters
    ----------
    time : str
        Column of dates.
    period : {"", "month", "quarter", "year"}
        The length; empty: the shortest that gives at most 24 periods.

    Raises
    ------
    CXError
        Fewer than three periods can be shown.
    """
    if period not in ("", *PERIODS):
        raise CXError(f'period: "{period}" is no length of time.', nearest(period, PERIODS))
    rows = gates.rows({"time": time})
    dates = pd.to_datetime(rows[time])
    asked = rows[gates.asked].notna() if gates.asked else dates.notna()
    for name in [period] if period else PERIODS:
        spans = dates.dt.to_period(PERIODS[name])
        sizes = spans[asked].value_counts().sort_index()
        small = int((sizes < gates.min_cell).sum())
        if period or (len(sizes) <= MOST_PERIODS and small <= MOST_JOINED * len(sizes)) or name == "year":
            break
    words = spans.map(joined(sizes, gates.min_cell, _together(gates, time, spans, dates)))
    dated = rows.assign(period=pd.Categorical(words, categories=sorted(words.dropna().unique()), ordered=True))
    sizes = dated.loc[asked, "period"].value_counts()
    sizes = sizes[sizes > 0]
    shown = int((~hidden_groups(sizes, min_cell=gates.min_cell)).sum()) if len(sizes) else 0
    if shown < FEWEST_PERIODS:
        raise CXError(
            f"Of {len(sizes)} periods ({name}) of {time}, {shown} can be shown (at least {gates.min_cell} answers "
            f"each); needed: {FEWEST_PERIODS}.",
            "collect answers over a longer time.",
        )
    return dated


def _together(gates: NamedColumns, time: str, spans: pd.Series, dates: pd.Series) -> dict[pd.Period, pd.Period]:
    """Period → the last one with which it is told, since a month in which few answered lies in both."""
    study, table = gates.found
    whole = study.whole or study
    if study.contract.tables[table].kind not in SURVEYS or time not in whole.tables[table]:
        return {}
    told = months_of(dates).map(spans_of(whole, table, time))
    return spans.groupby(told).transform("max").groupby(spans).max().to_dict()


def joined(sizes: pd.Series, least: int, together: Mapping[pd.Period, pd.Period]) -> dict[pd.Period, str]:
    """Period → its name, of periods with few answers with the next one's, of the last with the one before: 2025-09/10.

    Left alone, two answers of a month that has begun would hide a second month, too. `together` has for a period the
    last one from which it must not be parted.
    """
    groups: list[list[pd.Period]] = [[]]
    for one in sizes.index:
        tied = groups[-1] and max(together.get(period, period) for period in groups[-1]) >= one
        if sizes[groups[-1]].sum() >= least and not tied:
            groups.append([])
        groups[-1].append(one)
    if len(groups) > 1 and sizes[groups[-1]].sum() < least:
        last = groups.pop()
        groups[-1] += last
    return {one: span_name(str(group[0]), str(group[-1])) for group in groups for one in group}


def shortened(question: str) -> str:
    """The wording of a question, cut at a word where it is long.

    >>> shortened("How was it?"), len(shortened("word " * 40)) <= LONGEST
    ('How was it?', True)
    """
    words = " ".join(question.split())
    if len(words) <= LONGEST:
        return words
    asked = words[:LONGEST].rpartition("?")[0]
    if len(asked) > LONGEST / 3:
        return f"{asked}?"  # what follows explains the scale
    return f"{words[: LONGEST - 1].rsplit(' ', 1)[0]}…"


def _fits(gates: NotebookTable, name: str) -> bool:
    """Whether a column has two groups or more, yet not too many, that can be shown."""
    sizes = gates.latest[name].value_counts()
    sizes = sizes[sizes > 0]
    return len(sizes) <= MOST_GROUPS and int((~hidden_groups(sizes, min_cell=gates.min_cell)).sum()) > 1
