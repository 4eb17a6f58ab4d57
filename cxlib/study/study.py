"""What `read_study` returns: clean tables, the contract they follow, and what to know of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .joins.methods import TablesTogether

if TYPE_CHECKING:
    import pandas as pd

    from ..errors import CXError
    from .contract.models import Contract


@dataclass(frozen=True, eq=False, kw_only=True)
class Study(TablesTogether):
    """A study that was read without a fault, or whose faulty rows were set aside.

    Attributes
    ----------
    name : str
        The name written in study.toml.
    tables : dict of str to table
        The clean tables by name, of the engine asked for. In pandas, answers are float64 (NaN where missing), names and
        ids text, labelled codes and waves ordered categories, dates datetime64, yes or no boolean. A column with codes
        for "not used" has a column of booleans beside it, named ``<column>_not_used``. A pandas table knows its column
        of role customer: where people have several rows, functions with `cluster` take it by themselves.
    contract : Contract
        What study.toml says, checked.
    notes : tuple of str
        What is no fault, yet what a reader should know.
    set_aside : pandas.DataFrame
        Columns ``table, row, column, problem``: the faults of rows left out; never a value or an id.
    folder : Path
        Where study.toml and the files lie.
    as_of : datetime.date or None
        The date the study was taken: declared, else the newest date in the data.
    only : str
        Of a part, the column and the value it is about, as ``"region: North"``; empty otherwise.
    whole : Study or None
        Of a part, the study it was taken from.
    absent : CXError or None
        Why there are no data; then there are no tables.
    blocks : mapping of str to str
        Table of people → what of its groups is told, and what is not.
    joined : mapping of str to mapping
        Table of customers' answers → joined name of several units → these units.
    """

    name: str
    tables: dict[str, Any]
    contract: Contract
    notes: tuple[str, ...]
    set_aside: pd.DataFrame
    folder: Path
    as_of: datetime.date | None
    only: str = ""
    whole: Study | None = None
    absent: CXError | None = None
    blocks: Mapping[str, str] = field(default_factory=dict)
    joined: Mapping[str, Mapping[str, tuple]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Have every table say whose its rows are and which column has which role, wherever the study comes from."""
        from ..aggregate import mark_behind, mark_person
        from ..aggregate.marks import remember_choices, remember_roles

        for name, table in self.tables.items():
            declared = self.contract.tables.get(name)
            if declared is not None:
                mark_behind(table, next(iter(declared.named("n_people")), None))
                mark_person(table, next(iter(declared.named("customer")), None))
                remember_roles(table, {its.role: column for column, its in reversed(declared.columns.items())})
                remember_choices(table, self.choices(name))

    @property
    def part(self) -> tuple[str, str]:
        """Of a part, its column and value; two empty texts otherwise."""
        column, _, value = self.only.partition(": ")
        return column, value

    @property
    def truth(self) -> dict[str, dict[str, Any]]:
        """What was planted in the data, by name, as truth.toml says; empty where nothing is known, and of a part."""
        from ..samples import planted_in

        return planted_in(self.folder, only=self.only)

    def __repr__(self) -> str:
        return self._repr_markdown_()  # without the folder, which is of one machine

    def _repr_markdown_(self) -> str:
        """The study as the data card of a notebook names it."""
        from ..locale import say
        from ..text import plain

        told = [say("Study: {name}.", name=plain(self.name)), plain(self.contract.study.notes)]
        if self.truth:
            told.append(say("Truth known, since the data were drawn from it."))
        return " ".join(filter(None, told))

    def columns(self, role: str, *, table: str) -> list[str]:
        """The names of a table's columns of one role, in the order written."""
        from ..errors import CXError, nearest
        from .contract.roles import ROLES

        if role not in ROLES:
            raise CXError(f'Unknown role "{role}".', nearest(role, ROLES))
        if table not in self.tables:
            raise CXError(f'The study has no table "{table}".', nearest(table, self.tables))
        return self.contract.tables[table].named(role)

    def column(self, role: str, *, table: str) -> str | None:
        """The first column of a role in a table; None where there is none."""
        return next(iter(self.columns(role, table=table)), None)

    def choices(self, table: str) -> dict[str, dict[str, str]]:
        """The questions with several answers of a table: name → column of an option → what the option is called."""
        found: dict[str, dict[str, str]] = {}
        for name, its in self.contract.tables[table].columns.items():
            if its.role == "choices":
                found.setdefault(its.asked, {})[name] = its.option
        return found

    def largest_with(self, columns: Sequence[str]) -> str:
        """The name of the table with most rows of those that have all these columns."""
        having = {name: len(table) for name, table in self.tables.items() if set(columns) <= set(table.columns)}
        return max(having, key=lambda name: having[name])

    def in_groups(self, table: str, *, by: str, min_cell: int) -> Any:
        """A table to be told by a column; of a part of the customers, its groups named as they may be told there.

        Parameters
        ----------
        table, by : str
            A table and one of its columns.
        min_cell : int
            The smallest group that is shown. Smaller ones of the part, and the next, stand together under one name, so
            that nobody finds them by taking the other parts from the whole.
        """
        from .people.customers_of_part import in_groups

        return in_groups(self, self.tables[table], by, table=table, fewest=min_cell, latest=False)

    def scales(self, table: str) -> pd.DataFrame:
        """What study.toml promises of a table's columns that have a scale; no data are in it."""
        import pandas as pd

        rows = [
            (name, its.source, its.role, *map(_whole, its.bounds), ", ".join(map(str, its.missing)))
            for name, its in self.contract.tables[table].columns.items()
            if its.bounds
        ]
        return pd.DataFrame(rows, columns=["column", "in the file", "role", "lowest", "highest", "missing codes"])

    @property
    def titles(self) -> dict[str, str]:
        """Touchpoint → its key and what the register calls it; empty where no register describes them."""
        for name, its in self.contract.tables.items():
            key, words = its.named("touchpoint"), its.named("description")
            if its.kind == "touchpoints" and name in self.tables and key and words:
                register = self.tables[name].drop_duplicates(key[0])
                said = register[words[0]].astype("str").fillna("")
                return {one: f"{one} {word}".strip() for one, word in zip(register[key[0]], said, strict=True)}
        return {}

    def labels(self, column: str, *, table: str) -> pd.Series | None:
        """For each row of a table, the value of a column that may stand in another table.

        Looked for in the table itself, then in the tables of units, customers and touchpoints, which its keys lead to.

        Returns
        -------
        pandas.Series or None
            Text, in the order of the rows; missing where the key leads nowhere. None where nothing tells the column.
        """
        from .people.subset import labels

        return labels(self, table=table, column=column)


def _whole(end: float) -> float:
    """The end of a scale, as a whole number where it is one."""
    return int(end) if float(end).is_integer() else end
