"""Which reports on groups of people may be given out together, and which stay hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ..aggregate import Table
from ..errors import CXError, nearest
from ..results import Result
from .groups import Groups, groups_of
from .hiding import REASONS, hidden_reasons
from .risks import as_pandas

REPORTS = "application/vnd.cxlib.reports+json"  # a kind of output that no page shows
NO_LABEL = "(none)"  # people whom a column puts in no group: with them a total is more than its groups


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class ReleasePlan(Result):
    """Which groups may be shown; the table says how many, by level, and its printed form names none.

    Attributes
    ----------
    reports : pandas.DataFrame
        The groups that may be shown: ``level``, their columns (missing where a level does not use them) and ``n``.
    hidden : pandas.DataFrame
        The others, with ``reason``: ``small``, ``difference``, ``beside`` or ``earlier``. For those
        who may see the data only.
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
        """Every group by name: its number of people where it is shown, None where it is not."""
        fixed = {name: str(value) for name, value in self.settings["within"].items()}
        every = pd.concat([self.reports, self.hidden.assign(n=None)], ignore_index=True)
        names = [name for name in every if name not in ("level", "n", "reason")]
        labels = keys(every[names])
        told = [fixed | {name: part for name, part in zip(names, label, strict=True) if part} for label in labels]
        answer = self.settings["answer"] or ""
        return [
            {"answer": answer, "group": group, "n": None if pd.isna(n) else int(n)}
            for group, n in zip(told, every["n"], strict=True)
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

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {REPORTS: [group for plan in self.plans for group in plan.groups]}


def keys(labels: pd.DataFrame, *, missing: str = "") -> list[tuple[str, ...]]:
    """Labels as text, as a notebook keeps them."""
    if not len(labels.columns):
        return [()] * len(labels)
    return [tuple(missing if pd.isna(part) else str(part) for part in row) for row in labels.itertuples(index=False)]


def release_plan(
    data: Table,
    *,
    levels: Sequence[Sequence[str]],
    min_cell: int = 10,
    min_difference: int = 3,
    answer: str | None = None,
    scale: tuple[float, float] | None = None,
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
        The fewest people by which two shown groups may differ; at least 2 protects a single person.
    answer : str, optional
        Column of numbers that will be shown; rows without it are left out.
    scale : (low, high), optional
        Ends of the answers: a mean at the very end of a scale gives away everybody in the group.
    earlier : pandas.DataFrame, optional
        ``[columns…] n`` of groups in earlier runs, as `published_groups` finds them; where they have a column
        ``answer``, only those of this answer count. With the same `n` they are taken as the same people and count as
        shown. Where `n` has moved by fewer than `min_difference`, the group is hidden now; where `n` is missing, it was
        hidden and stays so.

    Returns
    -------
    ReleasePlan
        ``level groups shown small difference beside earlier``; the groups in `.reports` and `.hidden`.

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
    cells, sums = _cells(rows, columns, answer)
    people = cells.pop("n").to_numpy()
    groups = groups_of(cells, people, levels)
    if earlier is not None and "answer" in earlier:
        earlier = earlier[earlier["answer"] == (answer or "")]
    known, held = _given_out(groups, columns, earlier, min_difference)
    bounded = None if answer is None or scale is None else (sums, *scale)
    reason, lost = hidden_reasons(
        groups, min_cell=min_cell, min_difference=min_difference, known=known, held=held, answers=bounded
    )
    labels = groups.labels.reindex(columns=["level", *columns, "group"])
    labels = labels.assign(n=groups.size[labels["group"]], reason=reason[labels["group"]]).drop(columns="group")
    shown = labels["reason"] == ""
    reports = labels[shown].drop(columns="reason").reset_index(drop=True)
    hidden = labels[~shown].reset_index(drop=True)
    settings = {
        "levels": levels, "min_cell": min_cell, "min_difference": min_difference, "answer": answer, "scale": scale,
        "within": {},
    }  # fmt: skip
    told = f"Hidden groups that earlier runs give away already, whatever is hidden now: {len(lost)}."
    table, notes = _summary(levels, reports, hidden), (told,) if len(lost) else ()
    return ReleasePlan(table=table, settings=settings, notes=notes, reports=reports, hidden=hidden)


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


def _given_out(
    groups: Groups, columns: list[str], earlier: pd.DataFrame | None, min_difference: int
) -> tuple[np.ndarray, np.ndarray]:
    """Groups that are out with the same people, and those that earlier runs forbid to show."""
    known, held = (np.zeros(len(groups.size), dtype=bool) for _ in range(2))
    if earlier is None or not len(earlier):
        return known, held
    before: dict[tuple, list[float]] = {}
    for label, n in zip(keys(earlier.reindex(columns=columns)), earlier["n"], strict=True):
        before.setdefault(label, []).append(float(n))
    for label, group in zip(keys(groups.labels.reindex(columns=columns)), groups.labels["group"], strict=True):
        moved = [abs(groups.size[group] - n) for n in before.get(label, ())]
        known[group] |= 0 in moved
        held[group] |= any(by != by or by < min_difference for by in moved)
    return known, held & ~known


def _part(table: pd.DataFrame, column: str, value: object, kept: list[int]) -> pd.DataFrame:
    """The groups of one value of a column, their levels numbered anew."""
    own = table[table["level"].isin(kept) & (table[column].astype(str) == str(value))]
    return own.assign(level=own["level"].map(kept.index)).drop(columns=column).reset_index(drop=True)


def _summary(levels: list[list[str]], reports: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """Counts of groups by level and reason."""
    rows = []
    for number, level in enumerate(levels):
        reasons = hidden.loc[hidden["level"] == number, "reason"].value_counts()
        shown = int((reports["level"] == number).sum())
        why = [int(reasons.get(name, 0)) for name in REASONS]
        rows.append((" × ".join(level) or "the whole", shown + sum(why), shown, *why))
    return pd.DataFrame(rows, columns=["level", "groups", "shown", *REASONS])
