"""Whether a survey of employees, or a part of it, may be shown at all.

Not where an earlier run differs from it by a person or two, nor where a part is small or would give another away.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ..errors import CXError
from .cells import hidden_groups
from .earlier import published_groups
from .hiding import EARLIER
from .past import NOT_COLUMNS
from .plan import REPORTS, ReleasePlan, release_plan
from .risks import as_pandas

if TYPE_CHECKING:
    from ..study import Study

FEWEST = 3  # people by which what is shown may differ from what an earlier run showed


@dataclass(frozen=True, eq=False)
class Guard:
    """What is remembered of a table's people for later runs, and why it must not be shown now, if so.

    `only` is the part of the study that the run is about, `min_cell` its smallest group; `hidden` says that the part is
    too small, or the one that hides a small one.
    """

    plans: tuple[ReleasePlan, ...] = ()
    only: str = ""
    min_cell: int = 0
    hidden: bool = False

    @property
    def error(self) -> CXError | None:
        reasons = {reason for plan in self.plans for reason in plan.hidden["reason"]}
        if EARLIER in reasons:
            return CXError(
                f"An earlier run showed a wave of these employees with other answers: fewer than {FEWEST} people more "
                "or less, or as many of whom somebody answered otherwise. Whoever holds both runs could subtract.",
                f"wait for {FEWEST} more answers, or take the earlier run out of the folder of results if nobody has "
                "it.",
            )
        if self.hidden or (self.only and reasons):
            return CXError(
                f"{self.only} has fewer than {self.min_cell} people who answered, or would give others away.",
                "read the report on the whole, or join parts.",
            )
        return None

    @property
    def bundle(self) -> dict:
        """For the notebook, as a plan of release travels."""
        groups = [group for plan in self.plans for group in plan.groups]
        return {REPORTS: groups} if groups else {}


def guard_of(study: Study, *, table: str, min_cell: int) -> Guard:
    """How many answered in each wave, and the mean of all their answers, held against earlier runs and other parts.

    Parameters
    ----------
    study : Study
        Of a part, the plan is made of the whole, so that all parts and the whole may be given out together.
    table : str
        Of kind employees.
    min_cell : int
        Waves with fewer people are not remembered; a part must be larger in each, and so must those who answered each
        item, since an item is shown by itself.
    """
    whole = study.whole or study
    columns, waves = whole.contract.tables[table].columns, whole.columns("wave", table=table)[:1]
    rows = as_pandas(whole.tables[table])
    items = {name: its for name, its in columns.items() if its.bounds and pd.api.types.is_numeric_dtype(rows[name])}
    # where the contract reads answers in another way, means differ and nobody answered anew
    read = repr([(name, its.source, its.bounds, its.missing, its.reverse) for name, its in items.items()])
    people, answers = f"{table}: people", f"{table}: answers {hashlib.sha256(read.encode()).hexdigest()[:8]}"
    every = published_groups(study=study.name)
    past = every.dropna(subset="n")  # a wave once too small may be shown when it is large
    past = past[past["answer"].isin((people, answers))].dropna(axis=1, how="all")
    column, value = study.part
    parts = [name for name in dict.fromkeys([column, *past]) if name and name not in (*NOT_COLUMNS, *waves)]
    means = rows[list(items)].mean(axis=1).astype(float)
    labels = _labels(whole, table, parts)
    if means.isna().all():
        return Guard()
    own = _labels(whole, table, [column]).get(column)
    if own is not None:
        counted = [own[rows[name].notna()] for name in items]
        few = any(_hides(one, rows.loc[one.index, waves], value, min_cell) for one in counted)
        others = every[~every["answer"].isin((people, answers))]
        if few or _once_hidden(others, column, value, waves):
            return Guard((), study.only, min_cell, hidden=True)
    rows = rows[waves].assign(**{people: 1.0, answers: means, **labels})[means.notna()]
    levels = [waves, [column, *(name for name in waves if name != column)]] if column else [waves]
    rules = {"levels": levels, "min_cell": min_cell, "min_difference": FEWEST, "earlier": past}
    plans = [release_plan(rows, answer=answer, **rules) for answer in (people, answers)]
    if column:
        plans = [plan.within(column, value) for plan in plans]
    return Guard(tuple(plans), study.only, min_cell)


def guard_of_part(study: Study, *, table: str, min_cell: int, asked: str | None = None) -> Guard:
    """Of customers: a part is hidden as a group of a table is, for itself or beside the only small one.

    Those who answered the column `asked` count: all of them, and those of the last wave, which pages show by itself.
    """
    column, value = study.part
    labels = None if study.whole is None else study.whole.labels(column, table=table)
    if labels is None:
        return Guard()
    rows = study.whole.tables[table]
    labels = labels if asked not in rows else labels[rows[asked].notna()]
    waves = study.whole.columns("wave", table=table)[:1]
    last = [labels[rows.loc[labels.index, name] == rows[name].max()] for name in waves]
    return Guard((), study.only, min_cell, any(_hides(one, rows[[]], value, min_cell) for one in [labels, *last]))


def _hides(labels: pd.Series, waves: pd.DataFrame, value: str, min_cell: int) -> bool:
    """Whether a part of those who answered is too small in a wave, or the one that must be hidden beside another."""
    labels = labels.fillna("")  # those of no part are what the whole has more than its parts
    rounds = (
        [labels]
        if waves.empty
        else [part for _, part in labels.groupby([waves[name] for name in waves], observed=True)]
    )
    return any(hidden_groups(part.value_counts(), min_cell=min_cell).get(value, default=False) for part in rounds)


def _once_hidden(groups: pd.DataFrame, column: str, value: str, waves: list[str]) -> bool:
    """Whether a plan of release of an earlier run hid this part: what that run showed would be subtracted from it."""
    groups = groups.reindex(columns=list(dict.fromkeys([*groups, column])))
    beside = [name for name in groups if name not in (*NOT_COLUMNS, column, *waves)]
    return bool((groups["n"].isna() & (groups[column] == value) & groups[beside].isna().all(axis=1)).any())


def _labels(study: Study, table: str, columns: list[str]) -> dict[str, pd.Series]:
    """Of each row, the parts of the study that it belongs to, as far as some table tells."""
    if not isinstance(study.tables[table], pd.DataFrame):
        return {}
    found = {name: study.labels(name, table=table) for name in columns if name}
    return {name: labels for name, labels in found.items() if labels is not None}
