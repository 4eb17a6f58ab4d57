"""Sentences on what was planted, and on the form of a table."""

from __future__ import annotations

from ..results import Result
from .words import points


def truth_sentence(found: float, truth: float, what: str) -> str:
    """An estimate beside what was planted; for the sample company only.

    Parameters
    ----------
    found, truth : float
        Points.
    what : str
        What they are the value of.
    """
    return f"Planted truth: {what} is {points(truth)}. Estimated: {points(found)}."


def certificate_sentence(result: Result) -> str:
    """How many checks of a table's form are passed, how many need a person, how many could not be made.

    Parameters
    ----------
    result : Result
        Of `table_certificate`.
    """
    table = result.table.set_index("check")
    rows, columns = table.loc["rows"], table.loc["columns"]
    kinds = {state: int((table["state"] == state).sum()) for state in ("sound", "to look at", "not to be seen")}
    return (
        f"{result.settings['table']}: {rows['count']:,} of {rows['total']:,} rows with faults, {columns['count']} of "
        f"{columns['total']} columns not used. Of {len(table)} checks {kinds['sound']} are sound, "
        f"{kinds['to look at']} to look at, {kinds['not to be seen']} not to be seen."
    )
