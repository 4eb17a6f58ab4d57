"""Employees' and customers' answers joined by unit, with a report of what is lost and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ..aggregate import Table, behind_of, column_names, cross_products, missing_counts, require_columns, require_numbers
from ..errors import CXError, nearest
from ..locale import say, word
from ..text import FEW_UNITS, count
from .unit_keys import alike, in_order, is_blank, kind, waves_in_order

LOST = ("no value", "no unit or wave", "unit on this side only", "wave on this side only")


@dataclass(frozen=True, eq=False, kw_only=True)
class Panel:
    """Means of both sides for each unit, or each unit and wave, in which either side answers.

    Attributes
    ----------
    names : tuple of str
        The k columns: engagement, the controls, the outcome.
    values : (c, k) array
        Means; NaN where that side has no answer.
    unit, wave : (c,) int arrays
        Codes of the units and of the waves, these in their order; without waves all 0.
    n_employees, n_customers : (c,) int arrays
    units, waves : lists
        What the codes stand for; only units that are on both sides.
    stated : bool
        The order of the waves is that of a category, not of their names.
    cluster : (U,) int array
        Code of each unit's cluster: its own code without a cluster.
    join : pandas.DataFrame
        ``side reason n_units n_unit_waves n``.
    notes : tuple of str
    """

    names: tuple[str, ...]
    values: np.ndarray
    unit: np.ndarray
    wave: np.ndarray
    n_employees: np.ndarray
    n_customers: np.ndarray
    units: list
    waves: list
    stated: bool
    cluster: np.ndarray
    join: pd.DataFrame
    notes: tuple[str, ...]

    def only(self, rows: np.ndarray) -> Panel:
        """Some of its rows."""
        parts = ("values", "unit", "wave", "n_employees", "n_customers")
        return replace(self, **{name: getattr(self, name)[rows] for name in parts})

    def complete(self) -> Panel:
        """The units and waves in which both sides answer."""
        return self.only(~np.isnan(self.values).any(axis=1))

    def grid(self) -> np.ndarray:
        """Values by unit and wave, (U, W, k); NaN where there is none."""
        found = np.full((len(self.units), max(len(self.waves), 1), len(self.names)), np.nan)
        found[self.unit, self.wave] = self.values
        return found


@dataclass(frozen=True, eq=False, kw_only=True)
class _Side:
    """One side's means by unit and wave."""

    name: str
    columns: list[str]
    cells: pd.DataFrame  # unit wave n, then a column per place in `columns`
    cluster: pd.DataFrame | None
    order: list | None
    rows: int
    without_value: int
    without_key: int


def joined(
    customers: Table,
    *,
    employees: Table,
    unit: str,
    outcome: str,
    engagement: str,
    wave: str | None = None,
    controls: str | Sequence[str] = (),
    cluster: str | None = None,
) -> Panel:
    """Means of both sides by unit, or by unit and wave; stops where they have no unit, or only one, in common."""
    controls = [controls] if isinstance(controls, str) else list(controls)
    named = [name for name in (outcome, engagement, *controls, unit, wave, cluster) if name is not None]
    for name in named:
        if named.count(name) > 1:
            raise CXError(f"columns: {name!r} is named twice.", "Give each column one part to play.")
    require_columns(customers, outcome=outcome, unit=unit, wave=wave)
    require_columns(employees, engagement=engagement, unit=unit, wave=wave)
    theirs = [name for name in controls if _place(customers, employees, name, "controls")]
    by_customers = cluster is not None and _place(customers, employees, cluster, "cluster", either=True)
    left = _side("customers", customers, [outcome, *theirs], unit, wave, cluster if by_customers else None)
    own = [engagement, *(name for name in controls if name not in theirs)]
    right = _side("employees", employees, own, unit, wave, None if by_customers else cluster)
    # Keys that no row shares are told apart by kind, never by name: no value of an employee's row is shown
    for role, column in (("unit", unit), ("wave", wave)):
        if column is None:
            continue
        ours, theirs = (list(side.cells[role].unique()) for side in (left, right))
        if set(ours) & set(theirs):
            continue
        kinds = kind(ours), kind(theirs)
        if kinds[0] != kinds[1]:
            hint = f"It holds {kinds[0]} in customers and {kinds[1]} in employees: write it in one way on both sides."
        else:
            hint = alike(ours, theirs, digits=True) or "Is it the same list of names on both sides?"
        counts = f"{len(ours):,} of the customers and {len(theirs):,} of the employees"
        raise CXError(f"{role}: no {column!r} is on both sides ({counts}).", hint)
    return _matched(left, right, (engagement, *controls, outcome), unit, cluster)


def _place(customers: Table, employees: Table, name: str, argument: str, *, either: bool = False) -> bool:
    """Whether a column is the customers'; it must be on one side, and on one only unless `either` will do."""
    found = name in column_names(customers), name in column_names(employees)
    if not any(found):
        known = [*column_names(customers), *column_names(employees)]
        raise CXError(f"{argument}: no column {name!r} on either side.", nearest(name, dict.fromkeys(known)))
    if all(found) and not either:
        raise CXError(f"{argument}: {name!r} is a column of both sides.", "Rename it on the side that is not meant.")
    return found[0]


def _side(name: str, data: Table, columns: list[str], unit: str, wave: str | None, cluster: str | None) -> _Side:
    for column in columns:
        require_numbers(data, columns=column)
    behind = behind_of(data)
    keys = {"unit": unit} | ({"wave": wave} if wave else {}) | ({"cluster": cluster} if cluster else {})
    found = cross_products(data, columns=columns, by=list(keys.values()), weights=behind)
    people = found.n if behind is None else found.w.round().astype(int)
    rows = missing_counts(data, columns=columns)[0] if behind is None else _people(data, behind)
    cells = found.groups.set_axis(list(keys), axis=1)
    order = _category_order(cells["wave"]) if wave else None
    cells = cells.astype(object).assign(n=people, **{f"s{i}": sums for i, sums in enumerate(found.sums.T)})
    if not wave:
        cells["wave"] = 0
    known = ~cells[["unit", "wave"]].map(is_blank).any(axis=1)
    without_key, cells = int(cells.loc[~known, "n"].sum()), cells[known]
    if cells.empty:
        listed = ", ".join([*columns, *keys.values()])
        raise CXError(f"{name}: no row has a value in {listed}.", "Look at these columns.")
    clusters = cells[["unit", "cluster"]].dropna().drop_duplicates() if cluster else None
    summed = cells.drop(columns="cluster", errors="ignore").groupby(["unit", "wave"], sort=False).sum().reset_index()
    for i, shift in enumerate(found.shift):
        summed[columns[i]] = summed.pop(f"s{i}").to_numpy(float) / summed["n"].to_numpy(float) + shift
    return _Side(
        name=name, columns=columns, cells=summed, cluster=clusters, order=order,
        rows=rows, without_value=rows - int(people.sum()), without_key=without_key,
    )  # fmt: skip


def _people(data: Table, behind: str) -> int:
    """How many people the rows of a table are about."""
    found = cross_products(data, columns=[behind])
    return round(float((found.sums[:, 0] + found.shift[0] * found.n).sum()))


def _matched(left: _Side, right: _Side, names: tuple[str, ...], unit: str, cluster: str | None) -> Panel:
    common = set(left.cells["unit"]) & set(right.cells["unit"])
    if len(common) < 2:
        raise CXError(
            f"unit: only one {unit!r} is on both sides.", "Units are compared with one another: join several."
        )
    waves, stated = _waves(left, right)
    cells = left.cells.merge(right.cells, on=["unit", "wave"], how="outer", suffixes=("_customers", "_employees"))
    kept = cells[cells["unit"].isin(common)]
    units = in_order(kept["unit"])
    codes = {label: code for code, label in enumerate(units)}
    places = {label: code for code, label in enumerate(waves)}
    both = kept[["n_customers", "n_employees"]].notna().all(axis=1)
    if not both.any():
        raise CXError(f"wave: no {unit!r} has both sides in one wave.", "Look at the waves of both sides.")
    join = pd.concat([_lost(side, common, kept.loc[both, ["unit", "wave"]]) for side in (left, right)])
    side = left if left.cluster is not None else right
    # Keys on one side only that differ from one of the other side in the way they are written
    notes = []
    for role in ("unit", "wave"):
        ours, theirs = (set(side.cells[role]) for side in (left, right))
        hint = alike(ours - theirs, theirs - ours)
        notes += [f"{role}: of those on one side only, {hint}"] * bool(hint)
    return Panel(
        names=names,
        values=kept[list(names)].to_numpy(float),
        unit=kept["unit"].map(codes).to_numpy(int),
        wave=kept["wave"].map(places).to_numpy(int),
        n_employees=kept["n_employees"].fillna(0).to_numpy(int),
        n_customers=kept["n_customers"].fillna(0).to_numpy(int),
        units=units,
        waves=waves,
        stated=stated,
        cluster=np.arange(len(units))
        if cluster is None or side.cluster is None
        else _clusters(side.cluster, units, cluster, unit),
        join=join.reset_index(drop=True),
        notes=tuple(notes) + _notes(join, len(units)),
    )


def _category_order(column: pd.Series) -> list | None:
    return list(column.cat.categories) if isinstance(column.dtype, pd.CategoricalDtype) and column.cat.ordered else None


def _waves(left: _Side, right: _Side) -> tuple[list, bool]:
    """The waves of both sides in the order of a category that holds them all, else of their names; and which it is."""
    found = {*left.cells["wave"], *right.cells["wave"]}
    orders = [order for order in (left.order, right.order) if order is not None]
    seen = [[value for value in order if all(value in other for other in orders)] for order in orders]
    if len(seen) == 2 and seen[0] != seen[1]:
        raise CXError("wave: the two sides put their waves in different orders.", "Give both the order of time.")
    for order in orders:
        if found <= set(order):
            return [value for value in order if value in found], True
    if len({kind([value]) for value in found}) > 1:
        raise CXError("wave: numbers, text or dates are mixed, so their order is not known.", "Write them in one way.")
    return waves_in_order(found), False


def _clusters(clusters: pd.DataFrame, units: list, cluster: str, unit: str) -> np.ndarray:
    found = clusters[clusters["unit"].isin(units)]
    several = found.loc[found["unit"].duplicated(), "unit"].nunique()
    if several:
        what = "1 unit has" if several == 1 else f"{several:,} units have"
        raise CXError(f"cluster: {what} several {cluster!r}.", f"Give each {unit!r} one cluster.")
    without = len(units) - len(found)
    if without:
        what = "1 unit has" if without == 1 else f"{without:,} units have"
        raise CXError(f"cluster: {what} no {cluster!r}.", "Fill it in, or leave it out.")
    return pd.factorize(found.set_index("unit")["cluster"].reindex(units))[0]


def _lost(side: _Side, common: set, both: pd.DataFrame) -> pd.DataFrame:
    """Units, waves and answers of one side: all of them, those lost by reason, those joined."""
    cells = side.cells
    here = cells["unit"].isin(common)
    paired = pd.MultiIndex.from_frame(cells[["unit", "wave"]]).isin(pd.MultiIndex.from_frame(both))
    parts = {"unit on this side only": ~here, "wave on this side only": here & ~paired, "joined": here & paired}
    rows = [("all", cells["unit"].nunique(), len(cells), side.rows)]
    rows += [(LOST[0], 0, 0, side.without_value), (LOST[1], 0, 0, side.without_key)]
    for reason, part in parts.items():
        whole = set(cells.loc[part, "unit"])
        if reason == "wave on this side only":  # a unit is lost only where no wave of it is left
            whole -= set(both["unit"])
        rows.append((reason, len(whole), int(part.sum()), int(cells.loc[part, "n"].sum())))
    return pd.DataFrame(rows, columns=["reason", "n_units", "n_unit_waves", "n"]).assign(side=side.name)[
        ["side", "reason", "n_units", "n_unit_waves", "n"]
    ]


def _notes(join: pd.DataFrame, n_units: int) -> tuple[str, ...]:
    notes = []
    for side, rows in join.groupby("side", sort=False):
        rows = rows.set_index("reason")["n"]
        lost = [f"{count(rows[reason])} {word(reason)}" for reason in LOST if rows[reason]]
        told = {"joined": count(rows["joined"]), "all": count(rows["all"]), "side": word(side), "lost": ", ".join(lost)}
        if lost:
            notes.append(say("{joined} of {all} answers of {side} are joined, lost: {lost}.", **told))
        else:
            notes.append(say("{joined} of {all} answers of {side} are joined.", **told))
    if n_units < FEW_UNITS:
        notes.append(
            say("Only {n_units} units: a picture and a power curve say what there is to say.", n_units=n_units)
        )
    return tuple(notes)
