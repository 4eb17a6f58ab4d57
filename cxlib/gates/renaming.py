"""The rows of a table with its columns called as a notebook calls them, and what makes a journey in a log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from .people import Cells, Statements, cells_of, form_of, people_of, statements_of
from .scale import Scale, scale_of

if TYPE_CHECKING:
    from .sections import Gates


class NamedColumns:
    """What gates hand out of their table by names and roles."""

    def column(self: Gates, wanted: str | Sequence[str]) -> str | None:
        """The table's first column with one of these names or roles; None where it has none, or there is no table."""
        return None if self.table is None else self._column(wanted)

    def there(self: Gates, names: str) -> list[str]:
        """Those of some names, separated by commas, that are columns of the table."""
        wanted = [] if self.table is None else [name.strip() for name in names.split(",")]
        return [name for name in wanted if name in self.answers]

    def people(self: Gates, **wanted: str) -> pd.DataFrame:
        """One row per person of the last wave, the key called ``who``; no row where people have no key.

        Parameters
        ----------
        **wanted
            New name → a column's name or role; a name that the table lacks is left out.
        """
        return people_of(self, wanted)

    def cells(self: Gates, parameter: str, words: str) -> Cells:
        """The columns of a frame that a parameter names, to weight by or to compare by.

        Parameters
        ----------
        parameter : str
            Its name, for the message.
        words : str
            Columns or roles, separated by commas.
        """
        return cells_of(self, parameter, words)

    def statements(self: Gates, *roles: str) -> Statements:
        """The items of these roles that share the scale of the first; none where all answers are alike."""
        return statements_of(self, roles)

    def form(self: Gates, *, least: float = 0.5) -> pd.DataFrame:
        """Which questions with a scale were answered in the last wave, in the order of study.toml; empty where not.

        "Not used" is an answer. What fewer than the share `least` answered was not put to everybody, and is left out.
        """
        return form_of(self, least)

    def bounds(self: Gates, role: str) -> list[float] | None:
        """The lowest and the highest answer that study.toml declares for the first column of a role."""
        name = self.column(role)
        return None if name is None else self.study.contract.tables[self.table].columns[name].bounds

    def counts(self: Gates, role: str) -> pd.Series:
        """How many rows of the last wave have each value of a column; those with fewer than `min_cell` are left out."""
        name = self.column(role)
        sizes = pd.Series(dtype="int64") if name is None else self.latest[name].value_counts()
        return sizes[sizes >= self.min_cell].astype("Int64")

    def scale(self: Gates, parameter: str, words: str, *, alone: bool = False) -> Scale:
        """The items that a parameter names, with their facets, ends and questions.

        Parameters
        ----------
        parameter, words : str
            As in `named`.
        alone : bool
            Whether an item without a facet is one by itself.
        """
        return scale_of(self, parameter, words, alone=alone)

    def records(self: Gates, role: str) -> list[str]:
        """The notebook's columns of a role that hold nothing but 1 for yes and 0 for no.

        Parameters
        ----------
        role : str
            Such as ``"return"``: a record of who came back is told from an intention to return.

        Returns
        -------
        list of str
            For `needs`: where no column is such a record, what is lacking stands in its place.
        """
        columns = [] if self.table is None else self._of_role(role, self.table)
        return [name for name in columns if self.answers[name].dropna().isin([0, 1]).all()] or [f"{role} as 0 and 1"]

    def as_numbers(self: Gates, role: str) -> pd.DataFrame | None:
        """The rows with the first column of a role as numbers, yes as 1 and no as 0; None without such a column."""
        name = self.column(role)
        return None if name is None else self.answers.astype({name: float})

    def renamed(self: Gates, **wanted: str | Sequence[str]) -> pd.DataFrame | None:
        """The rows with columns called as the notebook calls them; None where there is no table, or not the first one.

        Parameters
        ----------
        **wanted
            New name → the column's name or role; of several, the first that is found. Those that the table lacks are
            left out, the first one excepted.
        """
        found = {new: self.column(one) for new, one in wanted.items()}
        if self.table is None or (found and next(iter(found.values())) is None):
            return None
        names = {old: new for new, old in found.items() if old is not None}
        taken = [new for old, new in names.items() if new != old and new in self.answers and new not in names]
        return self.answers.drop(columns=taken).rename(columns=names)


@dataclass(frozen=True)
class Matter:
    """What makes contacts one matter: ``wanted``, the roles of its column, and ``within_days``, how close they lie."""

    wanted: tuple[str, ...]
    within_days: int | None


def one_matter(journeys: Gates, *, days: int) -> Matter:
    """Which contacts of a log are one matter: those of a journey, or a customer's that follow one another soon.

    Parameters
    ----------
    journeys : Gates
        The table of journeys, where the study has one: then the log refers to it.
    days : int
        Contacts of a customer that lie farther apart are not one matter, where the study knows no journeys.

    Returns
    -------
    Matter
        With `wanted`, the roles that name the matter in the log, and `within_days`, None for journeys.
    """
    if journeys.table is None:
        return Matter(("customer",), days)
    return Matter(("reference", "customer"), None)
