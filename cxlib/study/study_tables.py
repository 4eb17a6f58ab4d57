"""Clean tables with the contract they follow: which column has which role, and what the contract says of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from ..errors import CXError
    from .contract.models import Contract
    from .people.behind_rows import People
    from .study import Study


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class StudyTables:
    """What a study holds, and what can be asked of it without joining anything; `Study` says what each attribute is."""

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
    people: People | None = field(default=None, repr=False)
    told: dict[tuple[str, int, bool], Any] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """Have every table say whose its rows are and which column has which role, wherever the study comes from."""
        from ..aggregate import Found, mark_behind, mark_person
        from ..aggregate.marks import remember_choices, remember_roles
        from .contract.roles import STAFF

        for name, table in self.tables.items():
            declared = self.contract.tables.get(name)
            if declared is not None:
                mark_behind(table, next(iter(declared.named("n_people")), None))
                people = next(iter(declared.named("customer")), None)
                if people is None and self.people is not None and declared.kind not in STAFF:
                    keys = [key for role in ("reference", "id", "wave") for key in declared.named(role)]
                    people = Found({key: key for key in keys}, partial(self.people.codes, name))
                mark_person(table, people)
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
        having = [name for name, table in self.tables.items() if set(columns) <= set(table.columns)]
        return max(having, key=lambda name: len(self.tables[name]))

    def first_of(self, words: str) -> str:
        """Of roles or columns, separated by commas, the first that any table has, asked for or not; else the first."""
        wanted = [word.strip() for word in words.split(",")]
        tables = list(self.contract.tables.values())
        return next((word for word in wanted if any(word in t.columns or t.named(word) for t in tables)), wanted[0])

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
