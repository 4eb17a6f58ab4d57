"""A survey of employees as its reports see it: the last wave, the levels above the team, and its plan of release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ..privacy import (
    Released,
    ReleasePlan,
    linked_at_thresholds,
    published_groups,
    reconstruct_cells,
    release,
    release_plan,
    team_report,
)
from ..results import Result
from .scores import scale_scores

if TYPE_CHECKING:
    from ..study import Study

REGION = "region"


@dataclass(frozen=True, eq=False, kw_only=True)
class StaffReports:
    """What reports on a wave of employees speak of.

    Attributes
    ----------
    study : str
        Its name, by which earlier runs are found.
    scores : tuple of str
        Columns of the scores; the first is what plans are made of.
    now : pandas.DataFrame
        The rows of the last wave, and of the part where the run is about one.
    every : pandas.DataFrame
        The rows of all waves and parts: another wave is another report, and a part stands beside the whole.
    levels : list of list of str
        The firm, its regions where each team is in one, the teams.
    told : list of list of str
        The same, each with the wave and the part.
    within : mapping
        The wave and the part that the run is about.
    cells : pandas.DataFrame
        The teams, each with its region.
    """

    study: str
    scores: tuple[str, ...]
    now: pd.DataFrame
    every: pd.DataFrame
    levels: list[list[str]]
    told: list[list[str]]
    within: Mapping[str, object]
    cells: pd.DataFrame

    def plan(self, *, min_cell: int, min_difference: int, scale: tuple[float, float]) -> ReleasePlan:
        """Which groups may be shown, held against all waves and all earlier runs of the study.

        Parameters
        ----------
        min_cell, min_difference, scale
            As in `release_plan`.
        """
        return release_plan(
            self.every, answer=self.scores[0], levels=self.told, within=self.within, scale=scale, min_cell=min_cell,
            min_difference=min_difference, earlier=published_groups(study=self.study),
        )  # fmt: skip

    def report(self, *, min_cell: int, min_difference: int, scale: tuple[float, float]) -> Released:
        """The means that may be given out, each score by a plan of its own.

        Parameters
        ----------
        min_cell, min_difference, scale
            As in `release_plan`.
        """
        return team_report(
            self.every, scores=self.scores, levels=self.told, within=self.within, scale=scale, min_cell=min_cell,
            min_difference=min_difference, earlier=published_groups(study=self.study),
        )  # fmt: skip

    def attack(self, *, min_cell: int, min_difference: int, plan: bool, scale: tuple[float, float]) -> Result:
        """What this wave's reports lay open at a threshold; nothing is shown but two counts.

        Parameters
        ----------
        min_cell, min_difference, scale
            As in `release_plan`.
        plan : bool
            Whether a plan decides what is shown, or the threshold alone.

        Returns
        -------
        Result
            One row ``min_cell min_difference plan teams_shown laid_open``.
        """
        unit = self.levels[-1][0]
        tables = [self._means(level) for level in self.levels]
        if plan:
            asked = {"min_cell": min_cell, "min_difference": min_difference, "scale": scale}
            own = release_plan(self.now, answer=self.scores[0], levels=self.levels, **asked)
            given = [release(Result(table=table), plan=own).table for table in tables]
        else:
            given = [table[table["n"] >= min_cell] for table in tables]
        learned = reconstruct_cells(given, cells=self.cells, by=unit, scale=scale).table["learned"]
        row = [min_cell, min_difference, plan, len(given[-1]), int((learned == "answers").sum())]
        columns = ["min_cell", "min_difference", "plan", "teams_shown", "laid_open"]
        return Result(kind="staff_reports", table=pd.DataFrame([row], columns=columns))

    def linked_at_thresholds(self, *, plans: Sequence[ReleasePlan], outcome: pd.Series, min_cell: int) -> Result:
        """What a threshold costs: the correlation of the first score with an outcome, in the teams each plan shows.

        Parameters
        ----------
        plans : sequence of ReleasePlan
            One for each threshold, of the rows of `now`.
        outcome : pandas.Series
            The outcome of each team, under its name.
        min_cell : int
            The promised threshold. None below it is told: two correlations would tell of a team that is hidden.

        Returns
        -------
        Result
            ``threshold n estimate conf_low conf_high``, with `n` the teams; no row for a threshold that leaves fewer
            than ten. The interval of 95 % is Fisher's.

        Raises
        ------
        CXError
            No threshold leaves ten teams.
        """
        unit = self.levels[-1][0]
        means = self.now.groupby(unit, observed=True)[[self.scores[0]]].mean().join(outcome)
        return linked_at_thresholds(plans, means=means, unit=unit, min_cell=min_cell)

    def _means(self, level: list[str]) -> pd.DataFrame:
        answers = self.now[[*level, self.scores[0]]].rename(columns={self.scores[0]: "estimate"})
        if not level:
            return pd.DataFrame({"n": [len(answers)], "estimate": [answers["estimate"].mean()]})
        return answers.groupby(level, observed=True)["estimate"].agg(n="size", estimate="mean").reset_index()


def staff_reports(study: Study, *, table: str, unit: str, scales: Mapping[str, Sequence[str]]) -> StaffReports:
    """The rows and the levels of reports on the last wave of employees.

    Parameters
    ----------
    study : Study
        Of a part, the plan is made of the whole, so that all parts and the whole may be given out together.
    table : str
        Of kind employees.
    unit : str
        Column of the team or branch.
    scales : mapping of str to sequence of str
        Name of each score and its items; only those who have the first one are in the reports.

    Returns
    -------
    StaffReports
    """
    whole, scores = study.whole or study, tuple(scales)
    every = scale_scores(whole.tables[table], scales=scales).dropna(subset=[scores[0], unit])
    region, (place, value) = _region(whole), study.part
    for name, column in ((REGION, region), (place, place)):
        if column:
            every = every.assign(**{name: whole.labels(column, table=table)})
    waves = study.columns("wave", table=table)[:1]
    rows = study.tables[table]
    within = {name: rows[name].max() for name in waves} | ({place: value} if place else {})
    about = pd.Series(within, dtype=object).astype(str)
    now = every[every[list(within)].astype(str).eq(about).all(axis=1)]
    split = bool(region) and not place and now[REGION].notna().all() and now[REGION].nunique() > 1
    above = [REGION] if split else []
    levels = [[], *([name] for name in above), [unit]]
    beside = [list(within), waves] if place else [waves]
    return StaffReports(
        study=study.name,
        scores=scores,
        now=now,
        every=every,
        levels=levels,
        told=[[*those, *level] for level in levels for those in beside],
        within=within,
        cells=now[[unit, *above]].drop_duplicates(ignore_index=True),
    )


def _region(study: Study) -> str:
    """The first column that joins units into segments; empty where there is none."""
    homes = [name for name, its in study.contract.tables.items() if its.kind == "units"]
    return next((column for name in homes for column in study.columns("segment", table=name)), "")
