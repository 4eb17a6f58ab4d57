"""Readings of who leaves or comes, month by month: what goes with its odds, and which end comes first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..locale import say, word
from ..results import Result
from ..text import FEW, called, count, decimals, interval, listed, percent, percents, plain
from .dispatch import reads
from .prose import Evidence, Number, Reading, is_clear

UNITS = ("days", "weeks", "months", "hours")  # of time, as columns are named


@reads("discrete_hazard", "leaving_hazard", "purchase_hazard")
def hazard_reading(
    result: Result,
    *,
    labels: Mapping[str, str] | None = None,
    truth: Mapping[str, Mapping[str, Any] | None] | None = None,
) -> Reading:
    """How many times the odds of leaving, or of coming, are as high with each predictor.

    Parameters
    ----------
    result : Result
        Of `discrete_hazard`, `leaving_hazard` or `purchase_hazard`.
    labels : mapping, optional
        What predictors are called.
    truth : mapping, optional
        Of the sample company: what was planted, by predictor; None where nothing is known.
    """
    rows = result.table[result.table["term"].isin(result.settings["predictors"])]
    limits = say("Where nobody drew lots, this goes with what was done, and is no effect.")
    told: dict[str, Any] = {"topic": result.kind, "limits": limits, "answers": "detail"}
    events = int(result.table["events"].max()) if len(result.table) else 0
    if events < FEW:
        headline = say("Too few events ({n}) to say what goes with them.", n=count(events))
        return Reading(headline=headline, evidence="too few", **told)
    rows = rows.sort_values("p_value", kind="stable")
    said = [_times(row, _headed(plain(called(row["term"], labels)), result.kind)) for _, row in rows.iterrows()]
    clear = [is_clear(row) for _, row in rows.iterrows()]
    planted = [
        say("Planted truth: {name} {size} times.", name=plain(called(name, labels)), size=_ratio(one["structural"]))
        for name, one in (truth or {}).items() if one
    ]  # fmt: skip
    if shares := result.settings.get("shares"):
        without, after = (percent(shares[kind], 1) for kind in (0, 1))
        said[0] += " " + say("{after} left in a month after it, {without} otherwise.", after=after, without=without)
    text = "\n".join(f"- {one}" for one in [*said, *planted]) if len(said) > 1 else " ".join([*said, *planted])
    numbers = [
        Number.of(np.exp(row[["estimate", "conf_low", "conf_high"]].astype(float)), plain(called(row["term"], labels)),
                  unit="odds ratio", n=row["n"]) for _, row in rows.iterrows()
    ]  # fmt: skip
    evidence: Evidence = "supported" if any(clear) else "open"
    return Reading(headline=said[0], text=text, numbers=numbers, evidence=evidence, **told)


def _headed(name: str, kind: str) -> str:
    """A predictor's name behind what it goes with, where the function says what that is."""
    if kind == "leaving_hazard":
        return say("Leaving, {name}", name=name)
    return say("First purchase, {name}", name=name) if kind == "purchase_hazard" else name


def _times(row: pd.Series, name: str) -> str:
    """One predictor: its odds ratio, and whether it could be none."""
    size = {"name": name, "ratio": _ratio(row["estimate"])}
    size["limits"] = interval(np.exp(row["conf_low"]), np.exp(row["conf_high"]), 2)
    if is_clear(row):
        return say("{name}: {ratio} times the odds in a period ({limits}).", **size)
    return say(
        "{name}: {ratio} times the odds in a period ({limits}), which cannot be distinguished from no change.", **size
    )


def _ratio(log_odds: float) -> str:
    return decimals(np.exp(log_odds), 2)


@reads("competing_risks")
def ends_reading(result: Result, *, labels: Mapping[str, str] | None = None) -> Reading:
    """Which share met each end first, at the last time that is told."""
    last = result.table[result.table["time"] == result.table["time"].max()]
    last = last.sort_values("estimate", ascending=False, kind="stable")
    limits = say("The first end counts. What nobody records, such as telling others, is in none of them.")
    told: dict[str, Any] = {"topic": "competing_risks", "limits": limits, "answers": "detail"}
    if last["events"].sum() < FEW:
        headline = say("Too few events ({n}) to say what comes first.", n=count(last["events"].sum()))
        return Reading(headline=headline, evidence="too few", **told)
    parts = [
        say("{name} {share} ({limits})", name=plain(called(row["cause"], labels)), share=percent(row["estimate"], 1),
            limits=percents(row["conf_low"], row["conf_high"], 1))
        for _, row in last.iterrows()
    ]  # fmt: skip
    # a time with its unit, which the name of its column tells, "365 days"; with that name where it is none
    time = last["time"].iloc[0]
    column = result.settings["time"]
    unit = next((one for one in UNITS if one in column.lower()), "")
    span = f"{decimals(time, 0)} {word(unit)}" if unit else f"{decimals(time, 0)} ({plain(column)})"
    headline = say(
        "What came first within {time}, of {n} people: {parts}; nothing of this {none}.",
        time=span, n=count(last["n"].iloc[0]), parts=listed(parts),
        none=percent(1 - last["estimate"].sum(), 1),
    )  # fmt: skip
    numbers = [Number.of(row, plain(called(row["cause"], labels)), unit="share") for _, row in last.iterrows()]
    return Reading(headline=headline, numbers=numbers, evidence="described", **told)
