"""What gates know of people and questions: one row per person, columns of the frame, statements, the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ..aggregate import behind_of
from ..errors import CXError
from ..study.waves import declined

if TYPE_CHECKING:
    from .sections import Gates


def sizes_by(rows: pd.DataFrame, name: str | None = None) -> pd.Series:
    """How many people each row is about; by the values of a column, how many there are of each that somebody has."""
    behind = behind_of(rows)
    sizes = pd.Series(1, rows.index) if behind is None else rows[behind]
    if name is None:
        return sizes
    sizes = sizes.groupby(rows[name], observed=True).sum()
    return sizes[sizes > 0].astype("int64")


OTHERS = "name other columns of the list of customers with -p {parameter}=…."


def people_of(gates: Gates, wanted: dict[str, str]) -> pd.DataFrame:
    """See `Gates.people`."""
    found = gates.renamed(who="customer", **wanted)
    if found is None:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in ("who", *wanted)})
    people = found.loc[gates.latest.index].dropna(subset="who").drop_duplicates("who")
    return people.astype({"who": object})  # keys of two tables are matched whatever each table takes them for


@dataclass(frozen=True, eq=False, kw_only=True)
class Cells:
    """Columns of a frame by which people are weighted or compared.

    Attributes
    ----------
    columns : list of str
        As the frame calls them; none where `lacking` says why.
    lacking : CXError or None
        Why there are none.
    """

    frame: Gates
    columns: list[str]
    lacking: CXError | None

    def people(self, gates: Gates, *, answered: str, min_cell: int = 0) -> pd.DataFrame:
        """One row per person of the last wave who has a value of a column, with the columns of the frame.

        Parameters
        ----------
        gates : Gates
            The table of the people.
        answered : str
            A column or role that must not be empty.
        min_cell : int
            Groups of a column with fewer people stay out.
        """
        rows, needed = people_of(gates, {}), gates.column(answered)
        rows = rows.dropna(subset=needed) if needed in rows else rows
        missing = [name for name in self.columns if name not in rows]
        if missing:
            rows = rows.merge(people_of(self.frame, {})[["who", *missing]], on="who")
        rows = rows.dropna(subset=self.columns)
        for name in self.columns:
            rows = rows[rows.groupby(name, observed=True)[name].transform("size") >= min_cell]
        return rows


def cells_of(frame: Gates, parameter: str, words: str) -> Cells:
    """See `Gates.cells`."""
    none = {"frame": frame, "columns": []}
    if frame.table is None:
        return Cells(**none, lacking=CXError("There is no list of customers.", "declare one of kind customers."))
    try:
        columns = frame.named(parameter, words)
    except CXError as error:
        return Cells(**none, lacking=error)
    if not columns:
        return Cells(**none, lacking=CXError(f"{parameter} names no column.", OTHERS.format(parameter=parameter)))
    return Cells(frame=frame, columns=columns, lacking=None)


@dataclass(frozen=True, kw_only=True)
class Statements:
    """Statements that are answered on one scale: `items`, those that are `reversed_items`, and `scale`."""

    items: list[str]
    reversed_items: list[str]
    scale: tuple[int, int]


def statements_of(gates: Gates, roles: tuple[str, ...]) -> Statements:
    """See `Gates.statements`."""
    its = {} if gates.table is None else gates.study.contract.tables[gates.table].columns
    named = [name for name in its if its[name].role in roles and its[name].bounds]
    items = [name for name in named if its[name].bounds == its[named[0]].bounds]
    if not items or gates.answers[items].stack().nunique() < 2:
        return Statements(items=[], reversed_items=[], scale=(1, 5))
    low, high = its[items[0]].bounds
    turned = [name for name in items if its[name].reverse]
    return Statements(items=items, reversed_items=turned, scale=(int(low), int(high)))


def form_of(gates: Gates, least: float) -> pd.DataFrame:
    """See `Gates.form`."""
    if gates.table is None:
        return pd.DataFrame()
    its = gates.study.contract.tables[gates.table].columns
    wide = [name for name, one in its.items() if one.bounds and one.bounds[1] - one.bounds[0] > 1]
    coded, rows = declined(gates.study, gates.table, gates.answers), gates.latest
    if coded is None:  # a code cannot be told from a blank there
        wide = [name for name in wide if not its[name].missing]
    codes = pd.DataFrame(index=rows.index) if coded is None else coded.loc[rows.index]
    given = {name: rows[name].notna() | rows.get(f"{name}_not_used", False) | codes.get(name, False) for name in wide}
    form = pd.DataFrame({name: answered for name, answered in given.items() if answered.mean() >= least})
    return form.where(form)
