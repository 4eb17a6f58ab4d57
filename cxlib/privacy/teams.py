"""A report on teams that holds no person's row: numbers and means of the groups that may be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ..aggregate import Table
from .plan import Released, release_plan
from .risks import as_pandas


def team_report(
    data: Table,
    *,
    scores: str | Sequence[str],
    levels: Sequence[Sequence[str]],
    min_cell: int = 10,
    min_difference: int = 3,
    scale: tuple[float, float] | None = None,
    within: Mapping[str, object] | None = None,
    earlier: pd.DataFrame | None = None,
) -> Released:
    """Means of scores by team, and by whatever stands above teams, ready to be given out.

    Parameters
    ----------
    data : table
        One row per person.
    scores : str or sequence of str
        Columns of numbers: answers, or means of several answers.
    levels, min_cell, min_difference, scale, within, earlier
        As in `release_plan`; each score has a plan of its own, since not everybody answers everything.

    Returns
    -------
    Released
        ``[columns of the levels…] score n estimate``: groups only, no row of a person and nothing that names one. A
        column is missing where the level does not use it.

    Raises
    ------
    CXError
        As in `release_plan`.
    """
    every, parts, plans = as_pandas(data), [], []
    rows = every
    for column, value in (within or {}).items():
        rows = rows[rows[column].astype(str) == str(value)]
    for score in [scores] if isinstance(scores, str) else scores:
        plan = release_plan(
            every, levels=levels, min_cell=min_cell, min_difference=min_difference, answer=score, scale=scale,
            within=within, earlier=earlier,
        )  # fmt: skip
        plans.append(plan)
        answered = rows[rows[score].notna()]
        parts += [
            _means(answered, list(level), score, plan.reports[plan.reports["level"] == number])
            for number, level in enumerate(plan.settings["levels"])
        ]
    columns = list(dict.fromkeys(name for level in plans[0].settings["levels"] for name in level))
    table = pd.concat(parts, ignore_index=True)[[*columns, "score", "n", "estimate"]]
    hidden = sum(len(plan.hidden) for plan in plans)
    means = "1 mean" if hidden == 1 else f"{hidden:,} means"
    note = f"{means} not shown: fewer than {min_cell} people, or needed to hide them."
    settings = {
        "scores": [plan.settings["answer"] for plan in plans], "levels": plans[0].settings["levels"],
        "min_cell": min_cell, "min_difference": min_difference, "scale": scale,
    }  # fmt: skip
    return Released(
        kind="team_report", table=table, settings=settings, notes=(note,) if hidden else (), plans=tuple(plans)
    )


def _means(answered: pd.DataFrame, level: list[str], score: str, shown: pd.DataFrame) -> pd.DataFrame:
    """Number and mean of the shown groups of one level."""
    if not level:
        found = pd.DataFrame({"n": [len(answered)], "estimate": [answered[score].mean()]})
        return found.iloc[: len(shown)].assign(score=score)
    means = answered.groupby(level, observed=True)[score].agg(n="size", estimate="mean").reset_index()
    return shown[level].merge(means.astype({name: object for name in level}), on=level).assign(score=score)
