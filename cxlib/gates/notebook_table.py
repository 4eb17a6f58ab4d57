"""The table of a notebook: its answers, its columns by name or role, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import CXError, nearest
from ..study.contract.roles import ROLES
from ..study.faults_said import mend_said
from .card import chosen_of, looked_at, questions_of, repeats_of, waves_of

if TYPE_CHECKING:
    from ..study import Study
    from ..study.contract.models import ColumnContract
    from .gate import Gate


class NotebookTable:
    """One table of a study, with the question that a notebook asks of it; `Gates` chooses both.

    Without data `study` is None; without a table that has the role, `table` is.
    """

    study: Study | None
    table: str | None
    role: str
    kind: str
    min_cell: int
    parameters: Sequence[str]
    absent: Gate | None
    hidden: CXError | None
    joined: dict[str, str]

    @property
    def found(self) -> tuple[Study, str]:
        """The study and the name of its table; an error where there is none."""
        if self.study is None or self.table is None:
            raise CXError("There are no data.", "read the box under “The data”.")
        return self.study, self.table

    @property
    def declared(self) -> Mapping[str, ColumnContract]:
        """The columns of the table as study.toml declares them; none without a table."""
        return {} if self.study is None or self.table is None else self.study.contract.tables[self.table].columns

    @property
    def answers(self) -> Any:
        """The table of the notebook; None where the study has none."""
        return None if self.study is None or self.table is None else self.study.tables[self.table]

    @property
    def latest(self) -> Any:
        """The rows of the last wave; all rows where the table has no wave. None where the study has no table."""
        wave = None if self.table is None else self._column("wave")
        if wave is None:
            return self.answers
        return self.answers[self.answers[wave] == self.answers[wave].max()]

    @property
    def last_wave(self) -> str:
        """The name of the last wave; empty where the table has no wave."""
        wave = None if self.table is None else self._column("wave")
        return "" if wave is None else str(self.answers[wave].max())

    @property
    def asked(self) -> str | None:
        """The column of the notebook's question; None where there is no table."""
        return None if self.table is None else self._column(self.role, named=True)

    @property
    def question(self) -> str:
        """The wording of the question, as the study states it."""
        name = self.asked
        wording = "" if name is None else self.declared[name].question
        return wording or mend_said(
            'The study does not state the wording: add question = "…" to the column in study.toml.'
        )

    questions = property(questions_of)

    chosen = property(chosen_of)

    repeats = property(repeats_of)

    waves = property(waves_of)

    looked_at = looked_at

    def named(self, parameter: str, words: str) -> list[str]:
        """The notebook's columns that a parameter names, in the order of the study.

        Parameters
        ----------
        parameter, words : str
            Its name, for the message; columns or roles, separated by commas.
        """
        if self.table is None:
            return []
        declared = self.declared
        wanted = [word.strip() for word in words.split(",") if word.strip()]
        for word in wanted:
            if word not in declared and word not in ROLES:
                problem = f'{parameter}: table {self.table} has no column "{word}", and no role is called so.'
                raise CXError(problem, nearest(word, [*declared, *ROLES]))
        roles = {its.role for its in declared.values()}
        # a word that is a role and a column's name means the columns of that role, where there are any
        called = {word for word in wanted if word not in roles and declared.get(word) and not self._asks(word)}
        return [name for name, its in declared.items() if name in called or its.role in wanted]

    def _column(self, wanted: str | Sequence[str], *, named: bool = False) -> str | None:
        """The first column with one of these names or roles.

        A role's word names a column of another role only where somebody `named` it and no column has the role: a
        column weight that is a measure is no weight, yet one may compare groups of a column called tenure.
        """
        for word in [wanted] if isinstance(wanted, str) else wanted:
            own = self._of_role(word)
            if word in own or (word in self.answers.columns and (word not in ROLES or (named and not own))):
                return word
            if own:
                return own[0]
        return None

    def _of_role(self, role: str) -> list[str]:
        return [] if self.study is None or self.table is None else columns_of_role(self.study, role, self.table)

    def _asks(self, name: str) -> bool:
        """Whether a column is the notebook's question, called by the word of another role."""
        return name in ROLES and self.declared[name].role == self.role


def columns_of_role(study: Study, role: str, table: str) -> list[str]:
    """The columns of a table with a role; none where the word is no role."""
    try:
        return study.columns(role, table=table)
    except CXError:
        return []
