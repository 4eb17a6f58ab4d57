"""What `read_study` returns: clean tables, the contract they follow, and what to know of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from ..errors import CXError
    from ..results import Result
    from .contract.models import Contract


@dataclass(frozen=True, eq=False, kw_only=True)
class Study:
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
    unused : mapping of str to tuple of str
        Table → heads of its first file that study.toml leaves out.
    apart, told, people
        Of customers: units and what is above, without employees; groups that pages may tell, once decided; who is who.
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
    unused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    apart: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, repr=False)
    people: Any = field(default=None, repr=False)
    told: dict[tuple[str, int, bool], Any] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """Have every table say whose its rows are and which column has which role, wherever the study comes from."""
        from ..aggregate import mark_behind, mark_person
        from ..aggregate.marks import remember_choices, remember_roles

        for name, table in self.tables.items():
            if (declared := self.contract.tables.get(name)) is not None:
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

        known = [say("Truth known, since the data were drawn from it.")] if self.truth else []
        told = [say("Study: {name}.", name=plain(self.name)), plain(self.contract.study.notes), *known]
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
        from .contract.models import OptionContract

        columns = self.contract.tables[table].columns.items()
        found: dict[str, dict[str, str]] = {}
        for name, its in ((name, its) for name, its in columns if isinstance(its, OptionContract)):
            found.setdefault(its.asked, {})[name] = its.option
        return found

    def largest_with(self, columns: Sequence[str]) -> str:
        """The name of the table with most rows of those that have all these columns."""
        having = {name: len(table) for name, table in self.tables.items() if set(columns) <= set(table.columns)}
        return max(having, key=having.__getitem__)

    def in_groups(self, table: str, *, by: str, min_cell: int) -> Any:
        """A table to be told by a column; of a part of the customers, its groups named as they may be told there.

        Parameters
        ----------
        table, by : str
            A table and one of its columns.
        min_cell : int
            The smallest group that is shown. What cannot be told of so many stands together under one name.
        """
        from .people.customers_of_part import in_groups

        return in_groups(self, self.tables[table], by, table=table, fewest=min_cell, latest=False)

    def scales(self, table: str) -> pd.DataFrame:
        """What study.toml promises of a table's columns that have a scale; no data are in it."""
        import pandas as pd

        rows = []
        for name, its in self.contract.tables[table].columns.items():
            if its.bounds:
                ends = [int(end) if float(end).is_integer() else end for end in its.bounds]
                rows.append((name, its.source, its.role, *ends, ", ".join(map(str, its.missing))))
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

    def first_of(self, words: str) -> str:
        """Of roles or columns, separated by commas, the first that any table has, asked for or not; else the first."""
        wanted = [word.strip() for word in words.split(",")]
        tables = list(self.contract.tables.values())
        return next((word for word in wanted if any(word in t.columns or t.named(word) for t in tables)), wanted[0])

    def waves_asking(self, *, role: str, named: str = "") -> list[str]:
        """The waves, in their order, that have an answer in a column of a role.

        Parameters
        ----------
        role : str
            A role of the contract, such as ``"recommend"``.
        named : str
            Two waves to take instead, as ``"2017, 2018"``.

        Raises
        ------
        CXError
            `named` does not name two waves.
        """
        from .joins.waves import waves_asking

        return waves_asking(self, role=role, named=named)

    def join_waves(self, *, waves: Sequence[str] | None = None) -> Study:
        """The surveys of the study as one table ``relationship`` with a column ``wave``.

        Tables of kind relationship become waves named as the tables. A table with a column of role wave has as many
        waves as that column.

        Parameters
        ----------
        waves : list of str, optional
            Only these, and only the columns that each of them has: what is left can be compared. All waves, with every
            column of any of them, when left out.

        Returns
        -------
        Study
            With the joined table alone; without any table where there is no survey.

        Raises
        ------
        CXError
            An unknown wave; a column that holds numbers in one table and words in another, or answers on two scales.
        """
        from .joins.waves import join_waves

        return join_waves(self, waves=waves)

    def crosswalk(self) -> Result:
        """Which column of which file carries a question in each wave, and how many answer it.

        Returns
        -------
        Result
            ``column role wave source question n share not_used_share``, a row per column and wave that has it: `source`
            is the header in the file, `question` the wording as far as declared, `share` the part of the wave's rows
            with an answer, `not_used_share` the part that never used what is asked about.
        """
        from .joins.waves import crosswalk

        return crosswalk(self)

    def raw_answers(self, *, column: str) -> pd.DataFrame:
        """What the files hold in one column of the surveys, before codes are read as answers.

        Parameters
        ----------
        column : str
            The workbook's name of the column.

        Returns
        -------
        pandas.DataFrame
            ``wave code meaning``, a row per row of the waves that have the column, in the order of `join_waves`. `code`
            is the text of the cell, `meaning` is ``answer``, ``no answer`` or ``not used``.

        Raises
        ------
        CXError
            No survey has the column; or rows of a table of several files were set aside.
        """
        from .joins.waves import raw_answers

        return raw_answers(self, column=column)

    def join_comments(self) -> Study:
        """The answers that comments belong to, each beside its comment, as a study of one table.

        The study has a table of kind comments, whose column of role reference holds ids of another table; or a table
        of answers that has a column of role verbatim itself.

        Returns
        -------
        Study
            With that table of answers alone. It has a column `wrote`, ``silent`` or ``wrote``, and the columns of the
            comments that it did not have, empty where nobody wrote. Of several comments on one answer the first is
            taken; the notes say how many were left out. A study without comments comes back as it is.

        Raises
        ------
        CXError
            A column of answers is called `wrote`, or as a column of the comments with another role; or the tables are
            not pandas tables.
        """
        from .joins.comments import join_comments

        return join_comments(self)

    def unit_records(self, *, column: str, unit: str) -> pd.DataFrame:
        """The first table with a column of records on units, its unit called `unit` and its wave ``wave``.

        Parameters
        ----------
        column : str
            What is recorded of each unit, or of each unit and wave.
        unit : str
            What the unit is called on both sides of a linkage.

        Raises
        ------
        CXError
            No table with a unit has the column.
        """
        from .joins.waves import unit_records

        return unit_records(self, column=column, unit=unit)
