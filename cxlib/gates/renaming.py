"""The rows of a table with its columns called as a notebook calls them, and what makes a journey in a log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from .sections import Gates


def renamed(gates: Gates, wanted: Mapping[str, str | Sequence[str]]) -> pd.DataFrame | None:
    """The rows with these columns under their new names; None without the first of them."""
    found = {new: gates.column(one) for new, one in wanted.items()}
    if gates.table is None or (found and next(iter(found.values())) is None):
        return None
    names = {old: new for new, old in found.items() if old is not None}
    taken = [new for old, new in names.items() if new != old and new in gates.answers and new not in names]
    return gates.answers.drop(columns=taken).rename(columns=names)


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
