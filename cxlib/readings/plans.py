"""Readings of plans: what to buy, what it promises, where the money goes, who answers for it, whom to ask next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..locale import say, say_number
from ..results import Detailed, Result
from ..text import count, decimals, listed, percent
from .dispatch import reads
from .names import Labels, all_named, named
from .prose import Evidence, Number, Reading

STRATEGIES = ("redesign", "improve", "delight", "stop", "keep")
LARGEST = "largest effect first"


@reads("choose_actions")
def plan_reading(
    result: Detailed,
    *,
    about: str = "plan",
    certainty: float = 0.8,
    truth: Mapping[str, Any] | None = None,
    labels: Labels = None,
) -> Reading:
    """The best plan beside the rule of the largest effect; or how sure it is and what its promise is worth.

    Parameters
    ----------
    about : {"plan", "certainty"}
        What is told.
    certainty : float
        The chance in the best plan that counts as sure.
    truth : mapping, optional
        Of the sample company: ``plan_delivers`` with the planted `effects`.
    """
    rules, table = result.rules.set_index("rule"), result.table
    best = rules.loc["best"]
    chosen = table[table["chosen"]]
    limits = say("Effects are taken to add up; few of them come from trials.")
    if about == "plan":
        headline = say(
            "For {budget} the best plan promises {promised} points: {names}.",
            budget=decimals(result.settings["budget"], 0),
            promised=decimals(best["promised"], 1),
            names=listed([named(name, labels) for name in chosen["action"]]),
        )
        if chosen.empty:
            headline = say(
                "For {budget} no action promises anything: none is both within it and of use.",
                budget=decimals(result.settings["budget"], 0),
            )
            return Reading(topic="choose_actions", answers="first", headline=headline, limits=limits)
        lost = best["promised"] - rules.at[LARGEST, "promised"]
        more = (
            say("Taking the largest effects first would promise {points} points less.", points=decimals(lost, 1))
            if lost > 1e-9
            else say("Taking the largest effects first comes to as much here.")
        )
        number = Number(label=say("the promise of the best plan"), estimate=best["promised"], unit="points")
        return Reading(topic="choose_actions", answers="first", headline=headline, text=f"{headline} {more}",
                       numbers=[number], groups=list(chosen["action"]), limits=limits)  # fmt: skip
    sure = chosen[chosen["chance_in"] >= certainty]
    headline = say_number(
        "Of {n} planned actions {sure} belongs to the best plan in {share} of the draws or more.",
        "Of {n} planned actions {sure} belong to the best plan in {share} of the draws or more.",
        len(sure),
        n=len(chosen),
        sure=len(sure),
        share=percent(certainty),
    )
    parts = [headline]
    if best["shrunk"] == best["shrunk"]:
        parts.append(
            say(
                "It promises {promised} points; with effects drawn towards one another, {shrunk} are to be expected.",
                promised=decimals(best["promised"], 1),
                shrunk=decimals(best["shrunk"], 1),
            )
        )
    if truth and len(truth.get("effects", ())) == len(table):
        real = sum(effect for effect, own in zip(truth["effects"], table["chosen"], strict=True) if own)
        parts.append(
            say(
                "Planted truth: the plan delivers {real} points.", real=decimals(real, 1)
            )
        )  # fmt: skip
    numbers = [
        Number(label=named(row.action, labels), estimate=row.chance_in, unit="share") for row in table.itertuples()
    ]
    evidence: Evidence = "supported" if len(sure) == len(chosen) else "open"
    return Reading(topic="choose_actions certainty", answers="detail", headline=headline, text=" ".join(parts),
                   numbers=numbers, groups=list(sure["action"]), evidence=evidence, limits=limits)  # fmt: skip


@reads("money_shares")
def money_reading(result: Result, *, labels: Labels = None) -> Reading:
    """Where most of the money goes, where none goes, and where it is furthest from the impact."""
    table = result.table
    most = table.loc[table["share"].idxmax()]
    headline = say(
        "Of the money {share} falls to “{name}”.", share=percent(most["share"]), name=named(most["by"], labels)
    )
    parts = [headline]
    none = table[table["cost"] == 0]
    if len(none):
        parts.append(say("Nothing is spent on {names}.", names=all_named(none["by"], labels)))
    if "impact_share" in table and table["impact_share"].notna().all():
        gap = table.loc[(table["impact_share"] - table["share"]).idxmax()]
        if gap["impact_share"] > gap["share"]:
            parts.append(
                say(
                    "“{name}” has {impact} of the impact and {share} of the money.",
                    name=named(gap["by"], labels),
                    impact=percent(gap["impact_share"]),
                    share=percent(gap["share"]),
                )
            )
    numbers = [
        Number(label=named(row.by, labels), n=row.n, estimate=row.share, unit="share") for row in table.itertuples()
    ]
    topic = f"money_shares {result.settings['by']}"
    return Reading(topic=topic, answers="detail", headline=headline, text=" ".join(parts), numbers=numbers)


@reads("accountability")
def owners_reading(result: Result, *, what: str = "touchpoints", labels: Labels = None) -> Reading:
    """Whether each has exactly one accountable owner, and which have not.

    Parameters
    ----------
    what : {"touchpoints", "actions"}
        What the register lists.
    """
    table = result.table
    lacking = table[table["gap"] != ""]
    words = {"touchpoints": say("touchpoints"), "actions": say("actions")}
    if lacking.empty:
        headline = say("All {n} {what} have exactly one accountable owner.", n=len(table), what=words[what])
    else:
        headline = say("Without a clear owner: {k} of {n} {what}.", k=len(lacking), n=len(table), what=words[what])
    why = {
        "nobody answers for it": say("nobody answers for it"),
        "several answer for it": say("several answer for it"),
        "its owner has no contact there": say("its owner has no contact there"),
    }
    told = [say("{name}: {gap}", name=named(row.touchpoint, labels), gap=why[row.gap]) for row in lacking.itertuples()]
    text = headline + (" " + "; ".join(told[:5]) + "." if told else "")
    return Reading(topic=f"accountability {what}", answers="detail", headline=headline, text=text,
                   numbers=[Number(label=say("without a clear owner"), estimate=len(lacking), unit="count")],
                   groups=[named(name, labels) for name in lacking["touchpoint"]])  # fmt: skip


@reads("touchpoint_strategies")
def strategies_reading(result: Result, *, labels: Labels = None) -> Reading:
    """Which touchpoints have which strategy, those that ask for something first."""
    table = result.table
    words = {
        "redesign": say("Redesign"),
        "improve": say("Improve"),
        "delight": say("Delight"),
        "stop": say("Stop, or say who needs it"),
        "keep": say("Keep"),
    }
    told = [
        say(
            "{strategy}: {names}.",
            strategy=words[strategy],
            names=listed(
                [
                    say("{name} (grade {grade})", name=named(row.touchpoint, labels), grade=row.grade)
                    for row in part.itertuples()
                ],
                most=5,
            ),
        )
        for strategy in STRATEGIES
        if len(part := table[table["strategy"] == strategy])
    ]
    weak = say(
        "Evidence of grade C or less: {n} of {all}.", n=int(table["grade"].isin(["C", "D"]).sum()), all=len(table)
    )
    asking = table[table["strategy"] != "keep"]
    return Reading(
        topic="touchpoint_strategies",
        answers="first",
        headline=told[0],
        text=" ".join([*told, weak]),
        groups=[named(name, labels) for name in asking["touchpoint"]],
        evidence="supported" if (asking["grade"] == "A").any() else "open",
        limits=say("A strategy follows from four numbers; what it costs, and whom it needs, they do not know."),
    )


@reads("invitation_plan")
def invitations_reading(result: Result, *, labels: Labels = None) -> Reading:
    """Where most of the invitations go."""
    table = result.table.sort_values("invitations", ascending=False, kind="stable")
    told = [
        say("{name} {n}", name=named(row.touchpoint, labels), n=count(row.invitations))
        for row in table.head(4).itertuples()
    ]
    headline = say(
        "Of {all} invitations most go where a bad contact costs most and ratings differ most: {names}.",
        all=count(result.settings["invitations"]),
        names=listed(told),
    )
    return Reading(topic="invitation_plan", headline=headline,
                   limits=say("What matters is judged by what was asked so far."))  # fmt: skip
