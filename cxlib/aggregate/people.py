"""Whose rows they are: several rows of one person tell less than as many people, and standard errors say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from ..errors import CXError
from ..locale import say
from ..text import count
from .marks import ALONE, CODES, UNKNOWN, people_of, person_of
from .narwhals_adapter import Table

COUNTED = "intervals count people, not rows."
Cluster = str | Literal[False] | None


@dataclass(frozen=True, eq=False, kw_only=True)
class Whose:
    """A table with what goes together in it.

    Attributes
    ----------
    data : table
        With a column of codes more where people are told apart; a row without an id is a person of its own.
    cluster : str or None
        The column of what goes together: the one that was asked for, or that of the codes.
    named : str or None
        That column as people call it.
    people, answers : int
        How many people gave how many answers; 0 where rows count one by one, or a column was asked for.
    notes : tuple of str
    """

    data: Table
    cluster: str | None = None
    named: str | None = None
    people: int = 0
    answers: int = 0
    notes: tuple[str, ...] = ()

    @property
    def codes(self) -> np.ndarray | None:
        """A code for each row of a pandas table, −1 where it has none; None where rows count one by one."""
        return None if self.cluster is None else pd.factorize(self.data[self.cluster])[0]


def cluster_column(cluster: Cluster) -> str | None:
    """The column that was asked for; None where there is none."""
    if cluster is True:
        mend = "Write the name of a column, or False to take each row for itself."
        raise CXError("cluster: True names no column.", mend)
    return cluster or None


def people_by(data: pd.DataFrame, groups: pd.Series) -> pd.Series:
    """How many people, at least, the rows of each group are of; as many as rows where the table knows nobody's.

    Parameters
    ----------
    data : pandas.DataFrame
        A row without a key in a column of customers is a person of its own; one without `CODES` may be any other's.
    groups : pandas.Series
        In the order of the rows; nothing where a row is in none.

    Returns
    -------
    pandas.Series
        Group → people, one at least.
    """
    whose = people_of(data)
    if whose is None:
        sizes = groups.value_counts()
        return sizes[sizes > 0]
    known = pd.DataFrame({"group": groups.to_numpy(), "who": _who(whose[1])}).dropna(subset="group").drop_duplicates()
    found = known.loc[known["who"] != UNKNOWN, "group"].value_counts()
    return found.reindex(known["group"].unique(), fill_value=0).clip(lower=1)


def _who(codes: np.ndarray) -> np.ndarray:
    """The codes of the people, each row that stands alone with one of its own."""
    return np.where(codes == ALONE, UNKNOWN - 1 - np.arange(len(codes)), codes)


def with_people(frame: pd.DataFrame, data: Table) -> pd.DataFrame:
    """A frame with the rows of a table, with a code for the person of each where the table knows people.

    Codes, not ids, so that whoever shows the frame shows nobody.
    """
    found = people_of(data)
    return frame if found is None else with_codes(frame, pd.Series(found[1], data.index))


def with_codes(frame: pd.DataFrame, codes: pd.Series) -> pd.DataFrame:
    """A frame with such codes of its rows' people, each row that stands alone with one of its own."""
    who = pd.Series(_who(codes.to_numpy()), codes.index, dtype="Int64")
    return frame.assign(**{CODES: who.mask(who == UNKNOWN)})


def whose_rows(
    data: Table, cluster: Cluster, *, needed: Sequence[str], weights: str | None = None, apart: Sequence[str] = ()
) -> Whose:
    """What goes together: the column asked for; else people, where some have several of the rows that are analysed.

    Parameters
    ----------
    data : table
    cluster : str, False or None
        A column; False where each row counts for itself; None to go by the table's own mark.
    needed : sequence of str
        Columns without which a row is not analysed.
    weights : str, optional
        Rows of weight 0 are not analysed either.
    apart : sequence of str
        Columns of groups that are analysed each by itself: a person in two of them repeats in neither.
    """
    asked = cluster_column(cluster)
    if cluster is not None:
        return Whose(data=data, cluster=asked, named=asked)
    found = people_of(data)
    own = person_of(data)  # None where references find people: then a column called "person" is another one
    if found is None or (own is not None and own in (*needed, *apart, weights)):
        return Whose(data=data)
    column, codes = found
    used = data[list(dict.fromkeys([*needed, *apart]))].notna().all(axis=1).to_numpy()
    if weights is not None:
        used = used & (data[weights].to_numpy(float, na_value=np.nan) > 0)
    known = used & (codes >= 0)
    if not data[list(apart)].assign(**{CODES: codes})[known].duplicated().any():
        return Whose(data=data)
    if len(np.unique(codes[known])) == 1 and own is None:
        if not (used & ~known).any():
            told = say(
                "All {n} rows refer to one person, so that nothing tells people apart; rows count one by one.",
                n=count(known.sum()),
            )
            return Whose(data=data, notes=(told,))
    elif len(np.unique(codes[known])) == 1:
        fault = f"{column}: one and the same in all {known.sum():,} rows, so it tells no people apart; "
        return Whose(data=data, notes=(f"{fault}rows count one by one. Correct its role in study.toml.",))
    codes = np.where(codes >= 0, codes, codes.max() + 1 + np.arange(len(codes)))
    people, answers = len(np.unique(codes[used])), int(used.sum())
    numbers = {"people": count(people), "answers": count(answers)}
    note = say("{people} people gave {answers} answers; intervals count people, not rows.", **numbers)
    named = "person" if column == CODES else column
    return Whose(
        data=data.assign(**{CODES: codes}), cluster=CODES, named=named, people=people, answers=answers, notes=(note,)
    )


def as_if_independent(
    data: Table, *, needed: Sequence[str], weights: str | None = None, apart: Sequence[str] = (), what: str = "answers"
) -> list[str]:
    """What is said by a function that knows no clusters, where some people have several of the rows it analyses."""
    whose = whose_rows(data, None, needed=needed, weights=weights, apart=apart)
    if not whose.people:
        return list(whose.notes)
    numbers = {"people": count(whose.people), "number": count(whose.answers)}
    told = {
        "answers": say(
            "{people} people gave {number} answers; intervals take answers as independent, and may be too short.",
            **numbers,
        ),
        "contacts": say(
            "{people} people had {number} contacts; intervals take contacts as independent, and may be too short.",
            **numbers,
        ),
        "journeys": say(
            "{people} people had {number} journeys; intervals take journeys as independent, and may be too short.",
            **numbers,
        ),
        "comments": say(
            "{people} people wrote {number} comments; intervals take comments as independent, and may be too short.",
            **numbers,
        ),
    }
    return [told[what]]
