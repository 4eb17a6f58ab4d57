"""Whether a survey of employees may be shown at all: not where an earlier run differs from it by a person or two."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ..errors import CXError
from .earlier import published_groups
from .hiding import EARLIER
from .plan import REPORTS, ReleasePlan, release_plan
from .risks import as_pandas

if TYPE_CHECKING:
    from ..study import Study

FEWEST = 3  # people by which what is shown may differ from what an earlier run showed


@dataclass(frozen=True, eq=False)
class Guard:
    """What is remembered of a table's people for later runs, and why it must not be shown now, if so."""

    plans: tuple[ReleasePlan, ...] = ()

    @property
    def error(self) -> CXError | None:
        if not any((plan.hidden["reason"] == EARLIER).any() for plan in self.plans):
            return None
        return CXError(
            f"An earlier run showed a wave of these employees with other answers: fewer than {FEWEST} people more or "
            "less, or as many of whom somebody answered otherwise. Whoever holds both runs could subtract.",
            f"wait for {FEWEST} more answers, or take the earlier run out of the folder of results if nobody has it.",
        )

    @property
    def bundle(self) -> dict:
        """For the notebook, as a plan of release travels."""
        groups = [group for plan in self.plans for group in plan.groups]
        return {REPORTS: groups} if groups else {}


def guard_of(study: Study, *, table: str, min_cell: int) -> Guard:
    """How many answered in each wave, and the mean of all their answers, held against earlier runs.

    Parameters
    ----------
    study : Study
    table : str
        Of kind employees.
    min_cell : int
        Waves with fewer people are not remembered.
    """
    columns, waves = study.contract.tables[table].columns, study.columns("wave", table=table)[:1]
    rows = as_pandas(study.tables[table])
    items = {name: its for name, its in columns.items() if its.bounds and pd.api.types.is_numeric_dtype(rows[name])}
    # where the contract reads answers in another way, means differ and nobody answered anew
    read = repr([(name, its.source, its.bounds, its.missing, its.reverse) for name, its in items.items()])
    people, answers = f"{table}: people", f"{table}: answers {hashlib.sha256(read.encode()).hexdigest()[:8]}"
    means = rows[list(items)].mean(axis=1).astype(float)
    rows = rows[waves].assign(**{people: 1.0, answers: means})[means.notna()]
    if rows.empty:
        return Guard()
    past = published_groups(study=study.name).dropna(subset="n")  # a wave once too small may be shown when it is large
    rules = {"levels": [waves], "min_cell": min_cell, "min_difference": FEWEST, "earlier": past}
    return Guard(tuple(release_plan(rows, answer=answer, **rules) for answer in (people, answers)))
