"""Readings of means: through the waves, and which group is rated highest and which lowest."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Literal

import pandas as pd

from ..errors import CXError
from ..locale import say
from ..results import Result
from ..study.dates.wave_order import wave_order
from ..text import FEW, called, count, decimals, interval, percent, percents, plain
from .dispatch import reads
from .prose import Number, Reading


@reads("mean_rating")
def trend_reading(
    result: Result, *, about: Literal["trend", "ends"] = "trend", labels: Mapping[str, str] | None = None
) -> Reading:
    """From where to where a mean went through the waves, and whether that can be distinguished from no change.

    Parameters
    ----------
    result : Result
        Of `mean_rating` by one column, the waves in their order.
    about : {"trend", "ends"}
        Of groups that are no waves, "ends" tells the one rated highest and the one rated lowest.
    """
    if len(result.settings["by"]) != 1:
        raise CXError("A reading of means needs one column of waves.", 'Write by="wave" in mean_rating.')
    if about == "ends":
        return _ends(result, labels)
    wave = result.settings["by"][0]
    table = result.table.sort_values(wave, key=_in_time)
    rating, weights = plain(called(result.settings["rating"], labels)), result.settings["weights"]
    if result.settings.get("yes_no"):
        what = say("Weighted share of {rating}", rating=rating) if weights else say("Share of {rating}", rating=rating)
    else:
        what = say("Weighted mean of {rating}", rating=rating) if weights else say("Mean of {rating}", rating=rating)
    topic = "mean_rating trend weighted" if weights else "mean_rating trend"
    limits = say("The intervals take every person as drawn alone; a clear change need not be a large one.")
    if len(table) < 2:
        alone = say("{what}: one wave is no trend.", what=what)
        return Reading(topic=topic, answers="change", headline=alone, evidence="too few", limits=limits)
    first, last = (table.astype(object).iloc[place] for place in (0, -1))
    change = last["estimate"] - first["estimate"]
    # two samples, drawn apart; each interval knows its own degrees of freedom, few where clusters are few
    half = ((first["conf_high"] - first["estimate"]) ** 2 + (last["conf_high"] - last["estimate"]) ** 2) ** 0.5
    few = min(first["n"], last["n"]) < FEW
    unit = _unit(result)
    headline = _went(what, first, last, wave, change, half, unit)
    best = table.astype(object).iloc[table["estimate"].astype(float).argmax()]
    highest = say("The highest is {mean} in {wave}.", mean=_written(best["estimate"], unit), wave=plain(best[wave]))
    return Reading(
        topic=topic,
        headline=headline,
        text=f"{headline} {highest}",
        numbers=[
            Number(
                label=say("the change"),
                n=first["n"] + last["n"],
                estimate=change,
                conf_low=change - half,
                conf_high=change + half,
                unit=unit,
            ),
            *(Number.of(row, plain(row[wave]), unit=unit) for row in (first, last)),
        ],
        groups=[plain(row[wave]) for row in (first, last)],
        evidence="too few" if few else "supported" if abs(change) > half else "open",
        limits=limits,
    )


def _unit(result: Result) -> str:
    return "share" if result.settings.get("yes_no") else "scale points"


def _written(mean: float, unit: str) -> str:
    return percent(mean) if unit == "share" else decimals(mean, 2)


def _in_time(waves: pd.Series) -> pd.Series:
    """The key that sorts waves: names whose order the table does not state as those of rounds, w2 before w10."""
    if isinstance(waves.dtype, pd.CategoricalDtype) or not all(isinstance(name, str) for name in waves):
        return waves
    return waves.map({name: place for place, name in enumerate(wave_order(set(waves))[0])})


def _ends(result: Result, labels: Mapping[str, str] | None) -> Reading:
    """Which group has the highest and which the lowest mean."""
    by = result.settings["by"][0]
    table = result.table.astype(object).sort_values("estimate", ascending=False, kind="stable")
    rows = [row for _, row in table.iterrows() if row["n"] >= FEW]
    limits = say("Ratings side by side do not say what matters; that depends on what goes with the outcome.")
    told: dict[str, Any] = {"topic": f"mean_rating {by}", "limits": limits, "answers": "detail"}
    if len(rows) < 2:
        few = say("Fewer than {few} answers in all but one {by}: too few to say.", few=FEW, by=plain(by))
        return Reading(headline=few, text=few, evidence="too few", **told)
    best, worst = rows[0], rows[-1]
    headline = say(
        "Of {number} groups, “{best}” has the highest mean ({high}) and “{worst}” the lowest ({low}).",
        number=len(rows),
        best=plain(called(best[by], labels)),
        high=_written(best["estimate"], _unit(result)),
        worst=plain(called(worst[by], labels)),
        low=_written(worst["estimate"], _unit(result)),
    )
    numbers = [Number.of(row, plain(called(row[by], labels)), unit=_unit(result)) for row in rows]
    return Reading(headline=headline, text=headline, numbers=numbers, **told)


def _went(what: str, first: pd.Series, last: pd.Series, wave: str, change: float, half: float, unit: str) -> str:
    """From the first mean to the last, and what may be said of it."""
    ends = {
        "what": what,
        "before": _written(first["estimate"], unit),
        "start": plain(first[wave]),
        "after": _written(last["estimate"], unit),
        "end": plain(last[wave]),
    }
    if min(first["n"], last["n"]) < FEW:
        return say(
            "{what}: from {before} in {start} to {after} in {end}, too few answers to say ({n} and {more}).",
            **ends,
            n=count(first["n"]),
            more=count(last["n"]),
        )
    span = percents if unit == "share" else partial(interval, digits=2)
    ends["limits"] = span(change - half, change + half)
    if not abs(change) > half:  # also where there is no interval
        return say(
            "{what}: from {before} in {start} to {after} in {end}, which cannot be distinguished from no change "
            "(interval of the change {limits}).",
            **ends,
        )
    if change > 0:
        return say(
            "{what}: from {before} in {start} to {after} in {end}, a rise (interval of the change {limits}).", **ends
        )
    return say(
        "{what}: from {before} in {start} to {after} in {end}, a fall (interval of the change {limits}).", **ends
    )
