"""Which sections of a notebook a study can carry; the others say why they are skipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from .errors import CXError
from .privacy import hidden_groups

if TYPE_CHECKING:
    from .study import Study


@dataclass(frozen=True, eq=False, kw_only=True)
class Gate:
    """One section: true when it can run, and then ``gate["score"]`` is the name of a column it asked for."""

    title: str
    columns: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    mend: str = ""

    def __bool__(self) -> bool:
        return not self.reason

    def __getitem__(self, part: str) -> str:
        return self.columns[part]

    def __repr__(self) -> str:
        if self:
            used = ", ".join(f"{part} = {name}" for part, name in self.columns.items())
            return f"Columns used: {used}." if used else "Open."
        return f"Skipped: {self.title}, because {self.reason} To open it: {self.mend}"

    def _repr_html_(self) -> str:
        if self:
            return f"<p><small>{escape(repr(self))}</small></p>"
        style = "border:1px solid #777;border-left:6px solid #777;padding:.5em .8em"
        return f'<div class="gate" style="{style}">{escape(repr(self))}</div>'


class Gates:
    """The gates of one notebook on one study.

    Parameters
    ----------
    study : Study
    role : str
        The role that the notebook's table must have, such as ``"recommend"``; tables of kind relationship first.
    min_cell : int
        The smallest group that counts; the study's own number for customers where that is larger.
    """

    def __init__(self, study: Study, *, role: str, min_cell: int) -> None:
        self.study = study
        self.role = role
        declared = study.contract.study.min_cell
        self.min_cell = max(min_cell, declared.customers)
        self.table = self._table_with(role)
        self.gates: list[Gate] = []

    @property
    def answers(self) -> Any:
        """The table of the notebook; None where the study has none."""
        return None if self.table is None else self.study.tables[self.table]

    @property
    def latest(self) -> Any:
        """The rows of the last wave; all rows where the table has no wave. None where the study has no table."""
        wave = None if self.table is None else self._column("wave")
        if wave is None:
            return self.answers
        return self.answers[self.answers[wave] == self.answers[wave].max()]

    def section(
        self,
        title: str,
        *,
        needs: Mapping[str, str | Sequence[str]],
        min_groups: tuple[str, int] | None = None,
        min_answers: int = 1,
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
            So many answers to the notebook's question are needed.
        """
        gate = self._gate(title, needs, min_groups, min_answers)
        self.gates.append(gate)
        return gate

    def summary(self) -> pd.DataFrame:
        """Every section with what became of it: ``section state reason``."""
        rows = [(gate.title, "shown" if gate else "skipped", gate.reason) for gate in self.gates]
        return pd.DataFrame(rows, columns=["section", "state", "reason"])

    def _gate(
        self,
        title: str,
        needs: Mapping[str, str | Sequence[str]],
        min_groups: tuple[str, int] | None,
        min_answers: int,
    ) -> Gate:
        if self.table is None:
            return Gate(
                title=title,
                reason=f"no table has a column of role {self.role}.",
                mend=f'declare one in study.toml: {self.role} = {{ source = "…", role = "{self.role}" }}.',
            )
        found = {}
        for part, wanted in needs.items():
            name = self._column(wanted)
            if name is None:
                words = " or ".join([wanted] if isinstance(wanted, str) else wanted)
                return Gate(
                    title=title,
                    reason=f"table {self.table} has no column or role {words}.",
                    mend=f"declare the column in study.toml, or name another one with -p {part}=….",
                )
            found[part] = name
        return self._enough(title, found, min_groups, min_answers)

    def _enough(self, title: str, found: dict[str, str], min_groups: tuple[str, int] | None, min_answers: int) -> Gate:
        """Count the answers and the groups that are large enough."""
        answered = self.answers[self.answers[self._column(self.role)].notna()]
        if len(answered) < min_answers:
            return Gate(
                title=title,
                reason=f"there are {len(answered):,} answers and {min_answers:,} are needed.",
                mend="collect more answers, or join several waves.",
            )
        if min_groups is not None:
            part, number = min_groups
            sizes = answered[found[part]].value_counts()
            large = int((~hidden_groups(sizes, min_cell=self.min_cell)).sum())
            if large < number:
                return Gate(
                    title=title,
                    reason=f"only {large} of {len(sizes)} groups of {found[part]} can be shown (at least "
                    f"{self.min_cell} answers each) and {number} are needed.",
                    mend="join groups, or collect more answers.",
                )
        return Gate(title=title, columns=found)

    def _column(self, wanted: str | Sequence[str]) -> str | None:
        """The first column with one of these names or roles."""
        for word in [wanted] if isinstance(wanted, str) else wanted:
            if word in self.answers.columns:
                return word
            for name in self._of_role(word, self.table):
                return name
        return None

    def _table_with(self, role: str) -> str | None:
        tables = [name for name in self.study.tables if self._of_role(role, name)]
        kinds = self.study.contract.tables
        return min(tables, key=lambda name: kinds[name].kind != "relationship", default=None)

    def _of_role(self, role: str, table: str) -> list[str]:
        try:
            return self.study.columns(role, table=table)
        except CXError:  # a column's name that is no role
            return []
