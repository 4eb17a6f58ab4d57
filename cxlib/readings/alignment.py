"""Readings of agreement: of departments among themselves, with customers, and of beliefs with what is measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..locale import say
from ..results import Detailed, Result
from ..text import count, decimals, interval, listed
from .dispatch import reads
from .names import Labels, all_named, named
from .planted import planted_value
from .prose import Evidence, Number, Reading


def _rho(row: pd.Series) -> str:
    if pd.isna(row["conf_low"]):
        return say("{name} ρ {rho} (no interval)", name=named(row["who"]), rho=decimals(row["estimate"], 2))
    return say(
        "{name} ρ {rho} ({limits})",
        name=named(row["who"]),
        rho=decimals(row["estimate"], 2),
        limits=interval(row["conf_low"], row["conf_high"], 2),
    )


@reads("alignment_index")
def alignment_reading(result: Detailed, *, truth: Mapping[str, Any] | None = None) -> Reading:
    """How far departments agree, and who is nearest to the customers' order and who furthest from it.

    Parameters
    ----------
    truth : mapping, optional
        Name of a group → what was planted of it; for the sample company only.
    """
    w, table = result.agreement.iloc[0], result.table.dropna(subset="estimate")
    parts, numbers = [], []
    if w["estimate"] == w["estimate"]:
        size = {"n": count(w["n_groups"]), "w": decimals(w["estimate"], 2)}
        parts.append(
            say(
                "{n} departments agree with a W of {w} ({limits}) on what matters to customers; 1 would be one order.",
                limits=interval(w["conf_low"], w["conf_high"], 2),
                **size,
            )
            if w["conf_low"] == w["conf_low"]
            else say(
                "{n} departments agree with a W of {w} on what matters to customers; 1 would be one order. No interval "
                "can be given.",
                **size,
            )
        )
        numbers.append(Number.of(w, say("agreement of departments")))
    if len(table):
        best, worst = table.loc[table["estimate"].idxmax()], table.loc[table["estimate"].idxmin()]
        kinds = [*result.settings["together"], *result.settings["apart"]]
        told = table[table["who"].isin(kinds)]
        alike = best["estimate"] == worst["estimate"]
        told = told if len(told) > 1 else pd.DataFrame([best] if alike else [best, worst])
        parts.append(
            say("With the customers' order: {names}.", names=listed([_rho(row) for _, row in told.iterrows()]))
        )
        if alike and len(table) > 1:
            parts.append(say("All are as near to it."))
        elif not alike:
            parts.append(
                say("Nearest to it is {best}, furthest {worst}.", best=named(best["who"]), worst=named(worst["who"]))
            )
        numbers += [Number.of(row, str(row["who"]), unit="correlation") for _, row in told.iterrows()]
    if not parts:
        parts = [say("There is no order to compare.")]
    planted = [
        say("{name} {rho}", name=named(name), rho=decimals(value, 2))
        for name, entry in (truth or {}).items()
        if (value := planted_value(entry)) is not None
    ]
    text = " ".join(parts)
    if planted:
        text += "\n\n" + say("Planted truth: {names}.", names=listed(planted))
    evidence: Evidence = "described" if not len(table) else "supported" if (table["conf_low"] > 0).any() else "open"
    return Reading(topic="alignment_index", answers="meeting", headline=parts[0], text=text, numbers=numbers,
                   evidence=evidence, limits=say("Agreement is no proof of being right."))  # fmt: skip


@reads("belief_gaps")
def beliefs_reading(result: Result, *, truth: Mapping[str, Any] | None = None, labels: Labels = None) -> Reading:
    """At how many touchpoints the house believes in surely more, or surely less, than customers answered.

    Parameters
    ----------
    truth : mapping, optional
        What was planted: points believed above the measured ones.
    """
    table = result.table
    over, under = table[table["conf_low"] > 0], table[table["conf_high"] < 0]
    headline = say(
        "The score is surely believed better than it is at {over} of {n} touchpoints, and surely worse at {under}.",
        over=len(over),
        under=len(under),
        n=len(table),
    )
    parts = [headline]
    if len(over):
        parts.append(say("Better: {names}.", names=all_named(over["touchpoint"], labels)))
    higher, average = int((table["estimate"] > 0).sum()), table["estimate"].mean()
    parts.append(
        say(
            "By the means alone it is believed better at {higher} of {n}, by {points} points on average.",
            higher=higher,
            n=len(table),
            points=decimals(average, 2),
        )
        if average >= 0
        else say(
            "By the means alone it is believed better at {higher} of {n}; on average it is believed {points} points "
            "worse.",
            higher=higher,
            n=len(table),
            points=decimals(-average, 2),
        )
    )
    text = " ".join(parts)
    if (value := planted_value(truth)) is not None:
        text += "\n\n" + say("Planted truth: {points} points above.", points=decimals(value, 1))
    numbers = [
        Number.of(row, named(row["touchpoint"], labels), unit="scale points") for _, row in table.head(8).iterrows()
    ]
    evidence: Evidence = "supported" if len(over) or len(under) else "open"
    return Reading(topic="belief_gaps", answers="detail", headline=headline, text=text, numbers=numbers,
                   groups=[named(name, labels) for name in over["touchpoint"]], evidence=evidence)  # fmt: skip


@reads("readiness")
def readiness_reading(result: Result) -> Reading:
    """Which departments are not aware, or not motivated: whose interval lies below the middle of the scale.

    Parameters
    ----------
    result : Result
        A table ``who n awareness awareness_low … motivation motivation_low …``, with `middle` among its settings.
    """
    table, middle = result.table, result.settings["middle"]
    unaware = table[table["awareness_high"] < middle]
    unmoved = table[table["motivation_high"] < middle]
    least = table.loc[table["awareness"].idxmin()]
    if len(unaware):
        headline = say("Surely below the middle in awareness: {names}.", names=all_named(unaware["who"]))
    else:
        headline = say("No department is surely below the middle in awareness.")
    lowest = say(
        "The least aware is {name}: {mean} ({limits}), n = {n}.",
        name=named(least["who"]),
        mean=decimals(least["awareness"], 2),
        limits=interval(least["awareness_low"], least["awareness_high"], 2),
        n=count(least["n"]),
    )
    parts = [headline, lowest]
    if len(unmoved):
        parts.append(say("Surely below the middle in motivation: {names}.", names=all_named(unmoved["who"])))
    number = Number(
        label=say("the awareness of {name}", name=named(least["who"])),
        n=least["n"],
        estimate=least["awareness"],
        conf_low=least["awareness_low"],
        conf_high=least["awareness_high"],
    )
    return Reading(topic="readiness", answers="detail", headline=headline, text=" ".join(parts), numbers=[number],
                   groups=[named(name) for name in unaware["who"]],
                   evidence="supported" if len(unaware) else "open")  # fmt: skip
