"""The gates of a notebook: each section opens, or says why it stays closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..blocks import hidden_groups
from ..errors import CXError, nearest
from ..locale import say, say_number, word
from ..study.contract.roles import KINDS, REGISTERS, ROLES, SCALED, STAFF
from ..study.people.customers_of_part import part_hidden
from ..study.people.employees import is_one_person
from ..study.people.levels import groups_people
from ..text import count, either, quoted
from .card import card
from .first import FIRST
from .gate import Gate
from .named_columns import NamedColumns
from .needed import column_needed, table_needed
from .notebook_table import columns_of_role
from .people import people_in, sizes_by

if TYPE_CHECKING:
    from ..study import Study

MORE_GROUPS = "name a column of more groups."
ANOTHER_WAVE = "declare a column of role wave, or one table of kind relationship for each wave."


class Gates(NamedColumns):
    """The gates of one notebook on one study.

    Parameters
    ----------
    study : Study or None
        None where there are no data: every section stays closed.
    role : str
        The role that the notebook's table must have, such as ``"recommend"``; tables of kind relationship first.
    min_cell : int
        The smallest group that counts; the study's own number for customers, or for employees, where that is larger.
    parameters : sequence of str
        Those parts of `needs` that the notebook has as parameters: their column can be named with ``-p``.
    table : str, optional
        The notebook's table, whatever its roles: a name, else a kind; its first table where it has none of the kind.
    most : sequence of str
        Of several tables with the role, take the one with the most columns of these roles; of equals the last.
    kind : str
        Only tables of this kind, of several with the role the longest; without one every section stays closed.
    absent : CXError, optional
        Why there are no data; the attribute `absent` shows it in a box.
    """

    def __init__(
        self,
        study: Study | None,
        *,
        role: str,
        min_cell: int,
        parameters: Sequence[str] = (),
        table: str = "",
        most: Sequence[str] = (),
        kind: str = "",
        absent: CXError | None = None,
    ) -> None:
        self.study = study
        self.parameters = parameters
        self.role = role
        self.kind = kind
        self.gates: list[Gate] = []
        self.hidden: CXError | None = None
        self.joined: dict[str, str] = {}
        self.of_employees = False
        absent = absent or (None if study is None else study.absent)
        self.absent = None if absent is None else Gate(title="The data", reason=absent.problem, mend=absent.mend)
        if study is None or study.absent:
            self.study = None
            self.table, self.min_cell = None, min_cell
            FIRST.offer(self)
            return
        if kind:
            self.table = _longest(study, role, kind)
        else:
            self.table = _table_called(study, table) if table else _table_with(study, role, most)
        declared = study.contract.study.min_cell
        of_kind = None if self.table is None else study.contract.tables[self.table].kind
        self.of_employees = of_kind in STAFF
        self.min_cell = max(min_cell, declared.employees if self.of_employees else declared.customers)
        if self.table is not None and of_kind not in (*REGISTERS, *STAFF):
            self.hidden = part_hidden(study, table=self.table, min_cell=self.min_cell, asked=self._column(role))
        FIRST.offer(self)

    def __repr__(self) -> str:
        return self._repr_markdown_()

    def _repr_markdown_(self) -> str:
        """The notebook's table as its data card names it; nothing of its people where a part is too small."""
        return card(self)

    def section(
        self,
        title: str,
        *,
        needs: Mapping[str, str | Sequence[str]],
        min_groups: tuple[str, int] | None = None,
        min_answers: int = 1,
        latest: bool = False,
        lacking: CXError | None = None,
        run: Callable[[Gate], Any] | None = None,
    ) -> Gate:
        """Open a section, or say why it stays closed.

        Parameters
        ----------
        title : str
            As it heads the section.
        needs : mapping
            What the section calls a column → a column's name or a role; of several, the first that is found.
        min_groups : (part, number), optional
            So many values of this part must have `min_cell` answers.
        min_answers : int
            So many answers to the notebook's question are needed; to the first part where the table does not ask it.
        latest : bool
            Whether the section looks at the last wave only, so that the answers of that wave count.
        lacking : CXError, optional
            What the notebook found against the section where table and columns are there: it stays closed.
        run : function of the gate, optional
            What the section computes, kept in `result`; where it cannot be computed the section stays closed.
        """
        closed, lacking = self._gate(title, needs), self.hidden or lacking
        if closed is None and lacking is not None:
            closed = Gate(title=title, reason=lacking.problem, mend=lacking.mend)
        gate = closed if closed is not None else self._enough(title, needs, min_groups, min_answers, latest)
        if gate and run is not None:
            try:
                gate = replace(gate, result=run(gate))
            except CXError as error:
                gate = Gate(title=title, reason=error.problem, mend=error.mend)
        self.gates.append(gate)
        return gate

    def _gate(self, title: str, needs: Mapping[str, str | Sequence[str]]) -> Gate | None:
        """A closed gate where the data, the table or a column is missing."""
        if self.study is None:
            return Gate(title=title, reason=say("There are no data."), mend="read the box under “The data”.")
        if self.table is None:
            return self._without_table(self.study, title)
        for part, wanted in needs.items():
            if self._column(wanted, named=part in self.parameters) is None:
                words = either([wanted] if isinstance(wanted, str) else wanted)
                mend = "declare the column in study.toml."
                if part in self.parameters:
                    near = "" if words in ROLES else nearest(words, list(self.answers.columns))
                    near = f" {near}" if near.startswith("Did you mean") else ""
                    mend = f"declare the column in study.toml, or name another one with -p {part}=….{near}"
                reason = say("Table {table} has no column or role {role}.", table=self.table, role=words)
                return Gate(title=title, reason=reason, mend=mend, lacks=column_needed(words))
        return None

    def _without_table(self, study: Study, title: str) -> Gate:
        kinds = {table.kind for table in study.contract.tables.values()}
        if self.kind and self.kind not in kinds:
            problem = say(
                "The study has no table of kind {kind} ({what}).", kind=self.kind, what=word(KINDS[self.kind])
            )
            mend = f'declare one in study.toml, with kind = "{self.kind}".'
            return Gate(title=title, reason=problem, mend=mend, lacks=table_needed(self.kind))
        if self.role not in ROLES:
            columns = [name for table in study.contract.tables.values() for name in table.columns]
            reason = f'The study has no column "{self.role}", and no role is called so.'
            return Gate(title=title, reason=reason, mend=nearest(self.role, list(dict.fromkeys([*columns, *SCALED]))))
        mend = f'declare one in study.toml: {self.role} = {{ source = "…", role = "{self.role}" }}'
        if self.role in self.parameters and _table_with(study, "recommend", ()):
            mend += f"; or take the recommendation in its place: -p {self.role}=recommend"
        reason = (
            say("No table of kind {kind} has a column of role {role}.", kind=self.kind, role=self.role)
            if self.kind
            else say("No table has a column of role {role}.", role=self.role)
        )
        return Gate(title=title, reason=reason, mend=mend + ".", lacks=column_needed(self.role))

    def _enough(
        self,
        title: str,
        needs: Mapping[str, str | Sequence[str]],
        min_groups: tuple[str, int] | None,
        min_answers: int,
        latest: bool,
    ) -> Gate:
        """Count the answers and the groups that are large enough."""
        rows = self.rows(needs, latest=latest)
        asked = self._column(self.role) or self._column(next(iter(needs.values()), ""))
        answered = rows if asked is None else rows[rows[asked].notna()]
        if (n := int(sizes_by(answered).sum())) < min_answers:
            told = {"n": count(n), "needed": count(min_answers)}
            few = (
                say("Answers in the last wave: {n}; needed: {needed}.", **told)
                if latest
                else say("Answers: {n}; needed: {needed}.", **told)
            )
            return Gate(title=title, reason=few, mend="collect more answers, or join several waves.")
        people = people_in(self, answered)
        if people is not None and people < self.min_cell <= n:
            few = say("Answers: {n}, of fewer than {least} people.", n=count(n), least=count(self.min_cell))
            return Gate(title=title, reason=few, mend="collect more answers, or join several waves.")
        found = {part: self._column(wanted, named=part in self.parameters) for part, wanted in needs.items()}
        columns = {part: name for part, name in found.items() if name is not None}
        if min_groups is not None:
            part, number = min_groups
            its = self.declared.get(columns[part])
            if is_one_person(its) or (self.of_employees and not groups_people(its)):  # which would cut through blocks
                reason = say(
                    "{column}: employees are told of by groups, never one by one or by what they answered.",
                    column=columns[part],
                )
                return Gate(title=title, reason=reason, mend="name a column of role unit or segment.")
            sizes = sizes_by(answered, columns[part])
            large = int((~hidden_groups(sizes, min_cell=self.min_cell)).sum())
            if large < number:
                lone = part == "wave" and rows[columns[part]].nunique() < number
                few = say_number(
                    "Of {all} group of {column}, {large} can be shown (at least {least} answers each); needed: "
                    "{number}.",
                    "Of {all} groups of {column}, {large} can be shown (at least {least} answers each); needed: "
                    "{number}.",
                    len(sizes), all=len(sizes), column=self._called(columns[part]), large=large,
                    least=self.min_cell, number=number,
                )  # fmt: skip
                groups = "join groups, or collect more answers." if len(sizes) >= number else MORE_GROUPS
                mend = ANOTHER_WAVE if lone else groups
                return Gate(title=title, reason=few, mend=mend)
        return Gate(title=title, columns=columns)

    def _called(self, name: str) -> str:
        """What a column is called where a report says why no more is told."""
        if name == "wrote":  # made of comments
            return say("“wrote a comment or not”")
        words = self.wording.get(name, name)
        return quoted(words) if " " in words else words


def _table_with(study: Study, role: str, most: Sequence[str]) -> str | None:
    """The table with the role, else with a column called so; those with most of the wanted columns first."""
    tables = [name for name in study.tables if columns_of_role(study, role, name)]
    called = [] if role in ROLES else [name for name, table in study.tables.items() if role in table.columns]
    tables = tables or called

    def fitness(name: str) -> tuple[int, bool]:
        columns = sum(len(columns_of_role(study, word, name)) for word in most)
        return columns, study.contract.tables[name].kind == "relationship"

    return max(tables[::-1] if most else tables, key=fitness, default=None)


def _longest(study: Study, role: str, kind: str) -> str | None:
    declared = study.contract.tables
    tables = [name for name in study.tables if declared[name].kind == kind and columns_of_role(study, role, name)]
    return max(tables, key=lambda name: len(study.tables[name]), default=None)


def _table_called(study: Study, word: str) -> str | None:
    """The table of this name, else the first of this kind, else the first; a word that is neither is refused."""
    kinds = {name: study.contract.tables[name].kind for name in study.tables}
    if word not in kinds and word not in KINDS:
        raise CXError(f'table: the study has no table "{word}".', nearest(word, kinds))
    of_kind = [name for name, kind in kinds.items() if kind == word]
    return word if word in kinds else next(iter([*of_kind, *kinds]), None)
