"""Readings of who leaves or comes, month by month: what goes with its odds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..locale import say
from ..results import Result
from ..text import FEW, called, count, decimals, interval, percent, plain
from .dispatch import reads
from .prose import Evidence, Number, Reading, is_clear


@reads("discrete_hazard")
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
        Of `discrete_hazard` or `leaving_hazard`.
    labels : mapping, optional
        What predictors are called.
    truth : mapping, optional
        Of the sample company: what was planted, by predictor; None where nothing is known.
    """
    rows = result.table[result.table["term"].isin(result.settings["predictors"])]
    limits = say("Where nobody drew lots, this goes with what was done, and is no effect.")
    told: dict[str, Any] = {"topic": "discrete_hazard", "limits": limits, "answers": "detail"}
    events = int(result.table["events"].max()) if len(result.table) else 0
    if events < FEW:
        headline = say("Too few events ({n}) to say what goes with them.", n=count(events))
        return Reading(headline=headline, evidence="too few", **told)
    rows = rows.sort_values("p_value", kind="stable")
    said = [_times(row, plain(called(row["term"], labels))) for _, row in rows.iterrows()]
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
