"""What gates hand out of their table: rows with its columns called as a notebook calls them, and what they tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..aggregate import MARK, Found, mark_person
from ..errors import CXError
from ..locale import say
from ..study.checks.whose_key import References
from ..study.contract.roles import SURVEYS
from ..study.people.customers_of_part import few_together, in_groups
from ..text import either
from .asked import by_period_of, groupings_of, scales_of, subject_of, two_best_of, wording_of
from .irritants import flags_of
from .notebook_table import NotebookTable
from .people import cells_of, form_of, statements_of
from .scale import scale_of
from .scores import score_columns_of
from .two_sides import SharedWaves, waves_shared
from .whose import with_people_of


@dataclass(frozen=True)
class Matter:
    """What makes contacts one matter: ``wanted``, the roles of its column, and ``within_days``, how close they lie."""

    wanted: tuple[str, ...]
    within_days: int | None


class NamedColumns(NotebookTable):
    """What gates hand out of their table by names and roles."""

    def column(self, wanted: str | Sequence[str]) -> str | None:
        """The table's first column with one of these names or roles; None where it has none, or there is no table."""
        return None if self.table is None else self._column(wanted)

    def rows(self, needs: Mapping[str, str | Sequence[str]], *, latest: bool = False) -> Any:
        """The rows of a section; of a part of the customers, columns that it needs name groups as they may be told.

        Where the notebook asks what people wrote, their people are marked, since one may have written many comments.

        Parameters
        ----------
        needs : mapping
            As in `section`.
        latest : bool
            Whether only the last wave is wanted.
        """
        rows = self.latest if latest else self.answers
        if self.study is None or self.table is None:
            return rows
        for part, wanted in needs.items():
            by = self._column(wanted, named=part in self.parameters)
            if by is not None and part != "cluster":  # of which nothing is told, and errors need it as it is
                told = in_groups(self.study, rows, by, table=self.table, fewest=self.min_cell, latest=latest)
                if told is rows and (part == "by" or self.study.contract.tables[self.table].kind not in SURVEYS):
                    told = few_together(self.study, rows, by, table=self.table, fewest=self.min_cell)
                if told is not rows and len(told) < len(rows):
                    self.joined[by] = say(
                        "Months with fewer than {n} people here, or next to one, are left out.", n=self.min_cell
                    )
                elif told is not rows:
                    self.joined[by] = say(
                        "Groups of {by} with fewer than {n} people here, or next to one, stand together.",
                        by=by,
                        n=self.min_cell,
                    )
                rows = told
        return self.with_people(rows) if self.role == "verbatim" else rows

    def as_told(self, *wanted: str | Sequence[str], apart: bool = False) -> Any:
        """All rows, those columns among them that there are naming groups as they may be told.

        Parameters
        ----------
        *wanted
            Columns by their names or roles.
        apart : bool
            Whether rows of groups that stand together are left out.
        """
        names = [name for one in wanted if (name := self.column(one)) is not None]
        rows = self.rows({name: name for name in names})
        for name in names if apart else ():
            rows = rows[rows[name].astype("str") == self.answers.loc[rows.index, name].astype("str")]
        return rows

    def there(self, names: str) -> list[str]:
        """Those of some names, separated by commas, that are columns of the table."""
        wanted = [] if self.table is None else [name.strip() for name in names.split(",")]
        return [name for name in wanted if name in self.answers]

    @property
    def options(self) -> dict[str, str]:
        """The first question with several answers of the table: column of an option → what it is called; or empty."""
        found = {} if self.study is None or self.table is None else self.study.choices(self.table)
        return next(iter(found.values()), {})

    def people(self, **wanted: str) -> pd.DataFrame:
        """One row per person of the last wave, the key called ``who``; no row where people have no key.

        Parameters
        ----------
        **wanted
            New name → a column's name or role; a name that the table lacks is left out.
        """
        found = self.renamed(who="customer", **wanted)
        if found is None:
            return pd.DataFrame({name: pd.Series(dtype=object) for name in ("who", *wanted)})
        people = found.loc[self.latest.index].dropna(subset="who").drop_duplicates("who")
        return people.astype({"who": object})  # keys of two tables are matched whatever each table takes them for

    cells = cells_of

    statements = statements_of

    form = form_of

    def unlinked(self, other: NamedColumns) -> CXError | None:
        """Why nothing joins the table's references to another one's ids: they are those of a third; None otherwise."""
        column = self.column("reference")
        if self.study is None or self.table is None or column is None or other.table is None:
            return None
        tables = self.study.tables
        references = References(self.study.contract.tables, lambda name, one: tables[name].get(one))
        meant = references.meant(self.table, column)
        if other.table in (name for name, _ in meant.keys) or not (meant.keys or meant.doubt):
            return None
        places = either([f"{name}.{key}" for name, key in meant.keys or meant.doubt])
        told = say(
            "{column} refers to {places}, not to {table}.",
            column=f"{self.table}.{column}",
            places=places,
            table=other.table,
        )
        return CXError(told, "make one table of those of one kind, or leave the others out of study.toml.")

    def bounds(self, role: str) -> list[float] | None:
        """The lowest and the highest answer that study.toml declares for the first column of a role."""
        name = self.column(role)
        return None if name is None else self.declared[name].bounds

    def counts(self, role: str) -> pd.Series:
        """How many rows of the last wave have each value of a column; those with fewer than `min_cell` are left out."""
        name = self.column(role)
        sizes = pd.Series(dtype="int64") if name is None else self.latest[name].value_counts()
        return sizes[sizes >= self.min_cell].astype("Int64")

    scale = scale_of

    wording = property(wording_of)

    subject = property(subject_of)

    two_best = two_best_of

    scales = scales_of

    groupings = groupings_of

    by_period = by_period_of
    with_people = with_people_of

    def records(self, role: str) -> list[str]:
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
        columns = self._of_role(role)
        return [name for name in columns if self.answers[name].dropna().isin([0, 1]).all()] or [
            say("{role} as 0 and 1", role=role)
        ]

    def by_touchpoint(self, role: str) -> dict[str, str]:
        """Touchpoint → the column of a role that asks about it, as study.toml says."""
        about = {self.declared[name].touchpoint: name for name in self._of_role(role)}
        return {touchpoint: name for touchpoint, name in about.items() if touchpoint}

    def by_facet(self, role: str) -> dict[str, str]:
        """Facet → the first column of a role that study.toml gives it."""
        facets = {self.declared[name].facet: name for name in reversed(self._of_role(role))}
        return {facet: name for facet, name in facets.items() if facet}

    def as_numbers(self, role: str) -> pd.DataFrame | None:
        """The rows with the first column of a role as numbers, yes as 1 and no as 0; None without such a column."""
        name = self.column(role)
        return None if name is None else self.answers.astype({name: float})

    def renamed(self, rows: pd.DataFrame | None = None, /, **wanted: str | Sequence[str]) -> pd.DataFrame | None:
        """The rows with columns called as the notebook calls them; None where there is no table, or not the first one.

        Parameters
        ----------
        rows : pandas.DataFrame, optional
            The rows as they may be told, in place of its own.
        **wanted
            New name → the column's name or role; of several, the first that is found. Those that the table lacks are
            left out, the first one excepted.
        """
        found = {new: self.column(one) for new, one in wanted.items()}
        if self.table is None or (found and next(iter(found.values())) is None):
            return None
        names = {old: new for new, old in found.items() if old is not None}
        taken = [new for old, new in names.items() if new != old and new in self.answers and new not in names]
        rows = (self.answers if rows is None else rows).drop(columns=taken).rename(columns=names)
        own = self.answers.attrs.get(MARK)
        if isinstance(own, Found):
            mark_person(rows, own.renamed(names))
        else:
            if own in taken:  # another column is called so now, and it tells no people
                del rows.attrs[MARK]
            mark_person(rows, None if own is None else names.get(own))
        return rows

    def flags(self, *, rules: str) -> pd.DataFrame:
        """What went wrong in each contact of a log: a column of 0 and 1 for each rule, in the order of the rows.

        Parameters
        ----------
        rules : str
            Columns and what counts in them, separated by commas: ``"outcome: failed, wait_minutes: over 30"``. Rules on
            columns that the log does not have are passed over.

        Returns
        -------
        DataFrame
            One column per rule, named as ``outcome failed`` and ``wait_minutes > 30``.

        Raises
        ------
        CXError
            The log has no column of the rules.
        """
        return flags_of(self.answers, rules=rules)

    def one_matter(self, *, days: int) -> Matter:
        """Which contacts of a log are one matter: those of a journey of this table, or a customer's that follow soon.

        Parameters
        ----------
        days : int
            Contacts of a customer that lie farther apart are not one matter, where the study knows no journeys.

        Returns
        -------
        Matter
            With `wanted`, the roles that name the matter in the log, and `within_days`, None for journeys.
        """
        if self.table is None:
            return Matter(("customer",), days)
        return Matter(("reference", "customer"), None)

    score_columns = property(score_columns_of)

    def level_above(self, *, column: str, parameter: str = "cluster") -> pd.Series:
        """For each row, the value of the level above its unit, such as the region.

        Parameters
        ----------
        column : str
            Of the table itself, or of the table of units.
        parameter : str
            Of the notebook, by which another column can be named.

        Raises
        ------
        CXError
            No table tells the column.
        """
        known = bool(column) and self.study is not None and self.table is not None
        found = self.found[0].labels(column, table=self.found[1]) if known else None
        if found is None:
            raise CXError("No level above the unit.", f"name its column with -p {parameter}=….")
        return found

    def shared_waves(self, *, employees: pd.Series, periods: int) -> SharedWaves:
        """These customers' waves under the employees' names: where there are `periods` times as many, so many make one.

        Parameters
        ----------
        employees : pandas.Series
            The wave of each employee's answer, an ordered category in the order of time.
        periods : int
            Customers' waves in one of the employees': months in a half-year.

        Returns
        -------
        SharedWaves
            ``employees customers``, a row for each wave of the employees with those of the customers that belong to it;
            `employees` is missing for waves of the customers only.

        Raises
        ------
        CXError
            The waves are numbered, and the sides have not the same number of them.
        """
        return waves_shared(self.answers[self.column("wave")], employees=employees, periods=periods)
