"""Readings of the form of a table."""

from __future__ import annotations

from ..locale import say
from ..results import Result
from ..text import count, plain
from .dispatch import reads
from .prose import Number, Reading


@reads("table_certificate")
def certificate_reading(result: Result) -> Reading:
    """How many checks of a table's form are passed, how many need a person, how many could not be made."""
    table = result.table.set_index("check")
    rows, columns = table.loc["rows"], table.loc["columns"]
    kinds = {state: int((table["state"] == state).sum()) for state in ("sound", "to look at", "not to be seen")}
    told = {"table": plain(result.settings["table"]), "rows": count(rows["total"]), "columns": count(columns["total"])}
    told |= {"faulty": count(rows["count"]), "unused": count(columns["count"])}
    if not rows["count"] and not columns["count"]:
        headline = say("{table}: {rows} rows without a fault, all {columns} columns used.", **told)
    else:
        headline = say("{table}: {faulty} of {rows} rows with faults, {unused} of {columns} columns not used.", **told)
    checks = say(
        "Of {checks} checks {sound} are sound, {look} to look at, {unseen} not to be seen.",
        checks=len(table),
        sound=kinds["sound"],
        look=kinds["to look at"],
        unseen=kinds["not to be seen"],
    )
    return Reading(
        topic="table_certificate",
        headline=headline,
        text=f"{headline} {checks}",
        numbers=[
            Number(label=say("rows with faults"), n=rows["total"], estimate=rows["count"], unit="rows"),
            Number(label=say("columns not used"), n=columns["total"], estimate=columns["count"], unit="columns"),
            Number(label=say("checks to look at"), n=len(table), estimate=kinds["to look at"], unit="checks"),
        ],
        limits=say("The form of a table says nothing of whether its answers are true."),
    )
