"""Which reports on groups of people may be given out together, and which stay hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ..aggregate import Table
from ..errors import CXError, nearest
from ..results import Result
from ..study.numbers import as_text
from .groups import groups_of
from .hiding import EARLIER, REASONS, hidden_reasons
from .past import keys, past_of
from .risks import as_pandas

REPORTS = "application/vnd.cxlib.reports+json"  # a kind of output that no page shows
WHOLE = "the whole"
NO_LABEL = "(none)"  # people whom a column puts in no group: with them a total is more than its groups


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class ReleasePlan(Result):
    """Which groups may be shown; the table says how many, by level, and its printed form names none.

    Attributes
    ----------
    reports : pandas.DataFrame
        The groups that may be shown: ``level``, their columns (missing where a level does not use them), ``n`` and,
        where the plan has an answer, ``estimate``, its mean.
    hidden : pandas.DataFrame
        The others, without their mean and with ``reason``: ``small``, ``alike`` (all at one end of the scale),
        ``difference``, ``beside`` or ``earlier``. For those who may see the data only.
    """

    reports: pd.DataFrame
    hidden: pd.DataFrame

    def within(self, column: str, value: object) -> ReleasePlan:
        """The plan for a run on one value of a column: only groups that the plan of the whole shows.

        Parameters
        ----------
        column, value
            The part of the data that the run is about. Every level that the run shows must stand with `column` in the
            plan of the whole.
        """
        levels = self.settings["levels"]
        kept = [number for number, level in enumerate(levels) if column in level]
        if not kept:
            raise CXError(f'The plan has no level with "{column}".', f'Add ["{column}"] to levels.')
        reports, hidden = (_part(table, column, value, kept) for table in (self.reports, self.hidden))
        levels = [[name for name in levels[number] if name != column] for number in kept]
        settings = {**self.settings, "levels": levels, "within": {**self.settings["within"], column: value}}
        table = _summary(levels, reports, hidden)
        return replace(self, table=table, settings=settings, reports=reports, hidden=hidden)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        """The groups travel with the notebook, so that later runs can be held against them; hidden ones without n."""
        return {REPORTS: self.groups}

    @property
    def groups(self) -> list[dict]:
        """Every group by name: its number of people and their mean where it is shown, None where it is not.

        Groups hidden because of earlier runs are left out: what forbids them stands in those runs.
        """
        fixed = {name: as_text(value) for name, value in self.settings["within"].items()}
        hidden = self.hidden[self.hidden["reason"] != EARLIER].assign(n=None)
        every = pd.concat([self.reports, hidden], ignore_index=True)
        every = every.reindex(columns=dict.fromkeys([*self.reports, "estimate"]))
        names = [name for name in self.reports if name not in ("level", "n", "estimate")]
        labels, answer = keys(every[names]), self.settings["answer"] or ""
        told = [fixed | {name: part for name, part in zip(names, label, strict=True) if part} for label in labels]
        numbers = every[["n", "estimate"]].astype(object).where(every[["n", "estimate"]].notna(), None)
        return [
            {"answer": answer, "group": group, "n": None if n is None else int(n), "estimate": mean}
            for group, (n, mean) in zip(told, numbers.itertuples(index=False), strict=True)
        ]


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Released(Result):
    """A Result with the groups only that a plan shows.

    Attributes
    ----------
    plans : tuple of ReleasePlan
        What decided; it travels with the notebook that shows the result.
    """

    plans: tuple[ReleasePlan, ...]

    def above(self, column: str) -> Released:
        """The groups that stand above those of a column: the whole, and what the column is not needed for.

        Parameters
        ----------
        column : str
            Such as the team; what is left may be shown to everybody.
        """
        upper = self.table[self.table[column].isna()].drop(columns=column)
        groups = [name for level in self.settings["levels"] for name in level if name in upper]
        return replace(self, table=upper.fillna(dict.fromkeys(groups, WHOLE)))

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {REPORTS: [group for plan in self.plans for group in plan.groups]}


def release_plan(
    data: Table,
    *,
    levels: Sequence[Sequence[str]],
    min_cell: int = 10,
    min_difference: int = 3,
    answer: str | None = None,
    scale: tuple[float, float] | None = None,
    within: Mapping[str, object] | None = None,
    earlier: pd.DataFrame | None = None,
) -> ReleasePlan:
    """Which groups may be shown, all pages and runs taken together, so that no subtraction lays anybody open.

    Parameters
    ----------
    data : table
        One row per person; or per person and wave, where all levels name the wave.
    levels : sequence of sequences of str
        Every set of columns by which anything will be shown; ``[]`` is the whole. One-way: ``[[], ["branch"]]``;
        two-way with margins: ``[[], ["branch"], ["wave"], ["branch", "wave"]]``.
    min_cell : int
        The smallest group that may be shown, and the smallest that a total less the other groups may leave.
    min_difference : int
        The fewest people by which two shown groups may differ, and by which a group must have moved since it was shown
        last; at least 2 protects a single person. What is left of a group shown less a part of it is a group itself,
        and has at least `min_cell` people.
    answer : str, optional
        Column of numbers that will be shown; rows without it are left out.
    scale : (low, high), optional
        Ends of the answers. A group whose mean is at the very end gives everybody in it away, and stays hidden.
    within : mapping, optional
        Columns with the one value that the report is about, such as the wave: the plan is made of all rows, and gives
        the groups of these values, as `ReleasePlan.within` does.
    earlier : pandas.DataFrame, optional
        ``[columns…] n`` and perhaps ``estimate`` of groups in earlier runs, as `published_groups` finds them; where
        they have a column ``answer``, only those of this answer count. With the same `n` and mean they are taken as
        the same people and count as seen, whatever they are grouped by. Where `n` has moved by fewer than
        `min_difference`, or only the mean has moved, the group is hidden now; where `n` is missing, it was hidden and
        stays so. Groups of another wave are other groups where the levels name the wave.

    Returns
    -------
    ReleasePlan
        ``level groups shown small alike difference beside earlier``; the groups in `.reports` and `.hidden`.

    Raises
    ------
    CXError
        A column is missing, there are no rows or a number is impossible; messages name rows, never values.

    Notes
    -----
    Any part of the plan is as safe as the plan: a page, a figure or a run on one region may show fewer groups, never
    others. The reader is taken to know the headcount of each cell, that numbers of people are at least 0, and the
    scale. That numbers of people are whole is used only in so far as a number that cannot move by one person counts
    as known. Complementary groups are chosen by a heuristic (fewest lines, then fewest people), and the outcome is
    verified by linear programs: Willenborg and de Waal (2001), Elements of Statistical Disclosure Control; Fischetti
    and Salazar (2001), Management Science 47, 1008–1027.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> staff = pd.DataFrame({"branch": ["A"] * 20 + ["B"] * 12 + ["C"] * 3})
    >>> cx.release_plan(staff, levels=[[], ["branch"]]).reports["branch"].tolist()
    [nan, 'A']
    """
    levels = [list(level) for level in levels]
    rows = as_pandas(data)
    columns = _require(rows, levels, min_cell, min_difference, answer, scale)
    rows = rows if answer is None else rows[rows[answer].notna()]
    if not len(rows):
        raise CXError("The table has no rows with an answer.", "Give rows, or another column as answer.")
    past = past_of(earlier, answer=answer, columns=list(rows))
    every = list(dict.fromkeys([*columns, *(name for level in past.levels for name in level)]))
    cells, sums = _cells(rows, every, answer)
    people = cells.pop("n").to_numpy()
    groups = groups_of(cells, people, [*levels, *past.levels])
    means = None if answer is None else (groups.inside @ sums) / groups.size
    known, held = past.compare(groups, every, means, min_difference)
    asked = np.zeros(len(groups.size), dtype=bool)
    asked[groups.labels.loc[groups.labels["level"] < len(levels), "group"]] = True
    bounded = None if answer is None or scale is None else (sums, *scale)
    reason, lost = hidden_reasons(
        groups, min_cell=min_cell, min_difference=min_difference, known=known, held=held, asked=asked, answers=bounded
    )
    labels = groups.labels[groups.labels["level"] < len(levels)].reindex(columns=["level", *columns, "group"])
    numbers = {"n": groups.size} | ({} if means is None else {"estimate": means})
    labels = labels.assign(reason=reason[labels["group"]], **{n: x[labels["group"]] for n, x in numbers.items()})
    shown = labels["reason"] == ""
    reports = labels.loc[shown, ["level", *columns, *numbers]].reset_index(drop=True)
    hidden = labels.loc[~shown, ["level", *columns, "n", "reason"]].reset_index(drop=True)
    settings = {
        "levels": levels, "min_cell": min_cell, "min_difference": min_difference, "answer": answer, "scale": scale,
        "within": {},
    }  # fmt: skip
    table = _summary(levels, reports, hidden)
    notes = _told(len(lost), past.lost)
    plan = ReleasePlan(kind="release_plan", table=table, settings=settings, notes=notes, reports=reports, hidden=hidden)
    for column, value in (within or {}).items():
        plan = plan.within(column, value)
    return plan


def _told(given_away: int, lost: int) -> tuple[str, ...]:
    """What a reader of the plan must know about earlier runs."""
    away = f"Hidden groups that earlier runs give away already, whatever is hidden now: {given_away}."
    other = f"Groups of earlier runs by columns that these rows have not, so that nothing is held against them: {lost}."
    return tuple(note for count, note in ((given_away, away), (lost, other)) if count)


def _require(data, levels, min_cell, min_difference, answer, scale) -> list[str]:
    """The columns of all levels, in their order."""
    if not levels:
        raise CXError("levels: empty.", 'Name what will be shown: [[], ["branch"]] is the whole, and each branch.')
    for name, value, least in (("min_cell", min_cell, 1), ("min_difference", min_difference, 1)):
        if value < least:
            raise CXError(f"{name}: {value} is less than {least}.", "Write a number of people, such as 10 or 3.")
    columns = list(dict.fromkeys(name for level in levels for name in level))
    for name in [*columns, *([answer] if answer else [])]:
        if name not in data:
            raise CXError(f'The table has no column "{name}".', nearest(name, data.columns))
    if scale is not None and answer is not None:
        outside = np.flatnonzero((data[answer] < scale[0]) | (data[answer] > scale[1]))
        if len(outside):
            raise CXError(
                f"{answer}: outside the scale in {len(outside):,} rows (first in row {outside[0] + 1}).",
                "Give the ends of the scale as the answers use it.",
            )
    return columns


def _cells(rows: pd.DataFrame, columns: list[str], answer: str | None) -> tuple[pd.DataFrame, np.ndarray]:
    """The combinations that occur, with their numbers of people and sums of answers."""
    labels = rows[columns].astype(object).where(rows[columns].notna(), NO_LABEL)
    kept = labels.assign(_sum=0.0 if answer is None else rows[answer].astype(float))
    if not columns:
        return pd.DataFrame({"n": [len(rows)]}), np.array([kept["_sum"].sum()])
    grouped = kept.groupby(columns, observed=True)["_sum"].agg(["size", "sum"]).reset_index()
    return grouped[columns].assign(n=grouped["size"]), grouped["sum"].to_numpy()


def _part(table: pd.DataFrame, column: str, value: object, kept: list[int]) -> pd.DataFrame:
    """The groups of one value of a column, their levels numbered anew."""
    own = table[
        table["level"].isin(kept) & (np.array([key == (as_text(value),) for key in keys(table[[column]])], dtype=bool))
    ]
    return own.assign(level=own["level"].map(kept.index)).drop(columns=column).reset_index(drop=True)


def _summary(levels: list[list[str]], reports: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """Counts of groups by level and reason."""
    rows = []
    for number, level in enumerate(levels):
        reasons = hidden.loc[hidden["level"] == number, "reason"].value_counts()
        shown = int((reports["level"] == number).sum())
        why = [int(reasons.get(name, 0)) for name in REASONS]
        rows.append((" × ".join(level) or WHOLE, shown + sum(why), shown, *why))
    return pd.DataFrame(rows, columns=["level", "groups", "shown", *REASONS])
