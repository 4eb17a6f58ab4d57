"""What gates know of people and questions: one row per person, columns of the frame, statements, the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ..aggregate import behind_of
from ..errors import CXError
from ..study.checks.codes_given import declined
from ..study.contract.roles import SURVEYS
from ..study.people.behind_rows import number_of, people_behind

if TYPE_CHECKING:
    from .named_columns import NamedColumns
    from .notebook_table import NotebookTable


def sizes_by(rows: pd.DataFrame, name: str | None = None) -> pd.Series:
    """How many people each row is about; by the values of a column, how many there are of each that somebody has."""
    behind = behind_of(rows)
    sizes = pd.Series(1, rows.index) if behind is None else rows[behind]
    if name is None:
        return sizes
    sizes = sizes.groupby(rows[name], observed=True).sum()
    return sizes[sizes > 0].astype("int64")


def people_in(gates: NotebookTable, rows: pd.DataFrame) -> int | None:
    """How many people customers' answers are of, at least; None where each row counts as one."""
    study, table = gates.found
    if study.contract.tables[table].kind not in SURVEYS or behind_of(rows) is not None:
        return None
    codes = people_behind(study, table=table, rows=rows)
    return None if codes is None else number_of(codes)


ON_THE_FORM = 0.5  # share of answers from which a question stood on everybody's form
OTHERS = "name other columns of the list of customers with -p {parameter}=…."


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

    frame: NamedColumns
    columns: list[str]
    lacking: CXError | None

    def people(self, gates: NamedColumns, *, answered: str, min_cell: int = 0) -> pd.DataFrame:
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
        rows, needed = gates.people(), gates.column(answered)
        rows = rows.dropna(subset=needed) if needed in rows else rows
        missing = [name for name in self.columns if name not in rows]
        if missing:
            rows = rows.merge(self.frame.people()[["who", *missing]], on="who")
        rows = rows.dropna(subset=self.columns)
        for name in self.columns:
            rows = rows[rows.groupby(name, observed=True)[name].transform("size") >= min_cell]
        return rows


def cells_of(frame: NamedColumns, parameter: str, words: str) -> Cells:
    """The columns of a frame that a parameter names, to weight by or to compare by.

    Parameters
    ----------
    parameter : str
        Its name, for the message.
    words : str
        Columns or roles, separated by commas.
    """
    lacking = None
    columns: list[str] = []
    if frame.table is None:
        lacking = CXError("There is no list of customers.", "declare one of kind customers.")
    else:
        try:
            columns = frame.named(parameter, words)
            if not columns:
                lacking = CXError(f"{parameter} names no column.", OTHERS.format(parameter=parameter))
        except CXError as error:
            lacking = error
    return Cells(frame=frame, columns=columns, lacking=lacking)


@dataclass(frozen=True, kw_only=True)
class Statements:
    """Statements that are answered on one scale: `items`, those that are `reversed_items`, and `scale`."""

    items: list[str]
    reversed_items: list[str]
    scale: tuple[int, int]


def statements_of(gates: NamedColumns, *roles: str) -> Statements:
    """The items of these roles that share the scale of the first; none where all answers are alike."""
    its = gates.declared
    ends = {name: one.bounds for name, one in its.items() if one.role in roles and one.bounds}
    low, high = next(iter(ends.values()), (1, 5))
    items = [name for name, bounds in ends.items() if list(bounds) == [low, high]]
    if not items or gates.answers[items].stack().nunique() < 2:
        return Statements(items=[], reversed_items=[], scale=(1, 5))
    turned = [name for name in items if its[name].reverse]
    return Statements(items=items, reversed_items=turned, scale=(int(low), int(high)))


def form_of(gates: NamedColumns) -> pd.DataFrame:
    """Which questions with a scale were answered in the last wave, in the order of study.toml; empty where not.

    "Not used" is an answer, and so is a declared code such as "don't know". What fewer than half answered was not
    put to everybody, and is left out.
    """
    if gates.table is None or gates.study is None:
        return pd.DataFrame()
    its = gates.declared
    wide = [name for name, one in its.items() if one.bounds and one.bounds[1] - one.bounds[0] > 1]
    coded, rows = declined(gates.study, gates.table, gates.answers), gates.latest
    if coded is None:  # a code cannot be told from a blank there
        wide = [name for name in wide if not its[name].missing]
    codes = pd.DataFrame(index=rows.index) if coded is None else coded.loc[rows.index]
    given = {name: rows[name].notna() | rows.get(f"{name}_not_used", False) | codes.get(name, False) for name in wide}
    form = pd.DataFrame({name: answered for name, answered in given.items() if answered.mean() >= ON_THE_FORM})
    return form.where(form)
