"""Readings of actions and of their trace: what an action changed, when a score changed, what lasts, what came first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..locale import say, say_number
from ..results import Result
from ..text import called, count, decimals, interval, percent, plain
from .dispatch import reads
from .names import headed
from .prose import Evidence, Number, Reading, is_clear


@reads("action_effect")
def action_reading(result: Result, *, truth: float | None = None) -> Reading:
    """What the action changed beyond the other units, and whether its units moved away from these before.

    Parameters
    ----------
    truth : number, optional
        What was added where nobody knew it.
    """
    rows = result.table.set_index("part")
    effect = rows.loc["effect"]
    told: dict[str, Any] = {
        "topic": "action_effect", "answers": "detail",
        "limits": say("Units that were chosen for their low scores rise by themselves; a lot chooses best."),
    }  # fmt: skip
    if pd.isna(effect["conf_low"]):
        headline = say_number(
            "With {n_treated} unit that has the action nobody can say how sure its effect is.",
            "With {n_treated} units that have the action nobody can say how sure its effect is.",
            effect["n_treated"],
            n_treated=count(effect["n_treated"]),
        )
        return Reading(headline=headline, evidence="too few", **told)
    size = {"size": decimals(effect["estimate"], 2, sign=True),
            "limits": interval(effect["conf_low"], effect["conf_high"], 2)}  # fmt: skip
    headline = say(
        "Beyond what changed elsewhere, units with the action moved by {size} ({limits}); this cannot be distinguished "
        "from nothing.", **size,
    )  # fmt: skip
    if is_clear(effect):
        headline = say("Beyond what changed elsewhere, units with the action moved by {size} ({limits}).", **size)
    text = [headline]
    evidence: Evidence = "supported" if is_clear(effect) else "open"
    if "trend before" in rows.index:
        trend = rows.loc["trend before"]
        size = {"size": decimals(trend["estimate"], 2, sign=True),
                "limits": interval(trend["conf_low"], trend["conf_high"], 2)}  # fmt: skip
        if is_clear(trend):
            text.append(
                say("But they had moved away from the others before, by {size} a wave ({limits}): do not believe it.",
                    **size)
            )  # fmt: skip
            evidence = "open"
        elif pd.isna(trend["conf_low"]):
            text.append(say("Whether they had moved like the others before cannot be told: no interval can be given."))
            evidence = "open"
        else:
            text.append(say("Before it they had moved like the others ({size} a wave, {limits}).", **size))
    if truth is not None:
        text.append("\n\n" + say("Planted truth: {size} points.", size=decimals(truth, 2)))
    numbers = [
        Number.of(row, say("effect") if part == "effect" else say("trend before"), n=row["n_units"])
        for part, row in rows.iterrows()
    ]
    return Reading(headline=headline, text=" ".join(text), numbers=numbers, evidence=evidence, **told)


@reads("change_point")
def change_point_reading(
    result: Result, *, labels: Mapping[str, str] | None = None, truth: Mapping[str, Any] | None = None
) -> Reading:
    """Whether the level changed in one step, when, and between which periods that may have been.

    Parameters
    ----------
    truth : mapping, optional
        Of the sample company: the month in which the change was planted.
    """
    row, settings = result.table.astype(object).iloc[0], result.settings
    first, earliest, latest = (
        plain(f"{called(settings['period'], labels)} {one}" if str(one).isdigit() else one)
        for one in row[["first", "earliest", "latest"]]
    )
    what = headed(settings["rating"], labels) if settings["rating"] else say("Number of events")
    digits = 1 if settings["of"] == "nps" else 2
    sizes = {
        "what": what, "n": count(row["n"]), "first": first, "before": decimals(row["before"], digits),
        "after": decimals(row["after"], digits), "earliest": earliest, "latest": latest,
    }  # fmt: skip
    clear = row["p_value"] < 1 - settings["confidence_level"]
    if not clear:
        headline = say("{what}: in {n} periods no step can be distinguished from chance.", **sizes)
    elif earliest == latest:
        headline = say("{what}: from {first} on the level is {after} instead of {before}.", **sizes)
    else:
        headline = say(
            "{what}: from {first} on the level is {after} instead of {before}; the step came between {earliest} and "
            "{latest}.", **sizes,
        )  # fmt: skip
    text = headline
    if truth:
        text += "\n\n" + say(
            "Planted truth: the change begins in month {month}.", month=decimals(truth["structural"], 0)
        )
    unit = "points" if settings["of"] == "nps" else ""
    number = Number(label=say("the step"), n=row["n"], estimate=row["estimate"], unit=unit)
    evidence: Evidence = "supported" if clear else "open"
    return Reading(
        topic="change_point", headline=headline, text=text, numbers=[number], evidence=evidence, answers="detail",
        limits=say("One step is looked for; a slow drift has its step somewhere in the middle."),
    )  # fmt: skip


@reads("rank_persistence")
def persistence_reading(result: Result) -> Reading:
    """Whether units that are good stay good, before and after the chance of answers is taken out."""
    told: dict[str, Any] = {
        "topic": "rank_persistence", "answers": "detail",
        "limits": say("What lasts is hard to imitate; these numbers do not say what it is."),
    }  # fmt: skip
    near, far = result.table.iloc[0], result.table.iloc[-1]
    if pd.isna(near["estimate"]) and near["reliability"] > 0:
        headline = say(
            "Means of units go with those of the next wave by {raw}, but they are mostly chance: whether an order "
            "lasts cannot be told.",
            raw=decimals(near["correlation"], 2),
        )
        return Reading(headline=headline, evidence="too few", **told)
    if pd.isna(near["estimate"]):
        headline = say("Units differ no more than chance of answers makes them: there is no order to last.")
        return Reading(headline=headline, evidence="too few", **told)
    sizes = {
        "raw": decimals(near["correlation"], 2), "share": percent(near["reliability"]),
        "true": decimals(near["estimate"], 2), "limits": interval(near["conf_low"], near["conf_high"], 2),
        "waves": count(far["lag"]), "later": decimals(far["estimate"], 2),
        "later_limits": interval(far["conf_low"], far["conf_high"], 2),
    }  # fmt: skip
    headline = say(
        "Means of units go with those of the next wave by {raw}; without the chance of answers by {true} ({limits}).",
        **sizes,
    )
    text = [headline, say("Of the differences between their means, {share} are not chance.", **sizes)]
    if len(result.table) > 1 and not pd.isna(far["estimate"]):
        text.append(say("After {waves} waves it is {later} ({later_limits}).", **sizes))
    numbers = [
        Number.of(
            row,
            say_number(
                "correlation after {waves} wave", "correlation after {waves} waves", row["lag"], waves=count(row["lag"])
            ),
            unit="correlation",
        )
        for _, row in result.table.iterrows()
    ]
    evidence: Evidence = "supported" if is_clear(near) else "open"
    return Reading(headline=headline, text=" ".join(text), numbers=numbers, evidence=evidence, **told)
