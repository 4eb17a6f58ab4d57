"""What a study tells of its tables together: waves, comments beside answers, records of units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from ...results import Result
    from ..study import Study


class TablesTogether:
    """What a study tells that no table tells alone."""

    def first_of(self: Study, words: str) -> str:
        """Of roles or columns, separated by commas, the first that a table of the study has; the first where none has.

        Of tables that were not asked for it is told, too.
        """
        wanted = [word.strip() for word in words.split(",")]
        tables = list(self.contract.tables.values())
        return next((word for word in wanted if any(word in t.columns or t.named(word) for t in tables)), wanted[0])

    def waves_asking(self: Study, *, role: str, named: str = "") -> list[str]:
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
        from .waves import waves_asking

        return waves_asking(self, role=role, named=named)

    def join_waves(self: Study, *, waves: Sequence[str] | None = None) -> Study:
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
        from .waves import join_waves

        return join_waves(self, waves=waves)

    def crosswalk(self: Study) -> Result:
        """Which column of which file carries a question in each wave, and how many answer it.

        Returns
        -------
        Result
            ``column role wave source question n share not_used_share``, a row per column and wave that has it: `source`
            is the header in the file, `question` the wording as far as declared, `share` the part of the wave's rows
            with an answer, `not_used_share` the part that never used what is asked about.
        """
        from .waves import crosswalk

        return crosswalk(self)

    def raw_answers(self: Study, *, column: str) -> pd.DataFrame:
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
        from .waves import raw_answers

        return raw_answers(self, column=column)

    def join_comments(self: Study) -> Study:
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
        from .comments import join_comments

        return join_comments(self)

    def unit_records(self: Study, *, column: str, unit: str) -> pd.DataFrame:
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
        from ...errors import CXError

        for name, rows in self.tables.items():
            keys = self.columns("unit", table=name)
            if column in rows and keys:
                called = {keys[0]: unit} | {wave: "wave" for wave in self.columns("wave", table=name)[:1]}
                return rows.rename(columns=called)
        raise CXError(f"No table of units has {column}.", "name it with -p mediator=….")
