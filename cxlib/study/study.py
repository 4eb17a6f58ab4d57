"""What `read_study` returns: a study, which shows itself, names its groups and joins its tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .study_tables import StudyTables

if TYPE_CHECKING:
    import pandas as pd

    from ..results import Result


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Study(StudyTables):
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
    apart : mapping of str to mapping
        Of customers: units and what stands above them, as they are called where no employees are read.
    people : People or None
        Who is behind the rows of tables that do not name their people.
    told : dict
        Of customers: which groups pages may tell, once that is decided.
    """

    def __repr__(self) -> str:
        return self._repr_markdown_()  # without the folder, which is of one machine

    def _repr_markdown_(self) -> str:
        """The study as the data card of a notebook names it."""
        from ..locale import say
        from ..text import plain

        known = say("Truth known, since the data were drawn from it.") if self.truth else ""
        told = [say("Study: {name}.", name=plain(self.name)), plain(self.contract.study.notes), known]
        return " ".join(filter(None, told))

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
