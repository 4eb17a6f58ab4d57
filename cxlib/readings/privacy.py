"""Readings of what is shown of groups of people, what stays hidden, and what an attack finds; no group is named."""

from __future__ import annotations

from ..locale import say, say_number
from ..privacy.plan import WHOLE
from ..results import Result
from ..text import count, plain
from .dispatch import reads
from .prose import Number, Reading


@reads("release_plan")
def release_reading(plan: Result, *others: Result) -> Reading:
    """How many groups of each level are shown, and why the others are not; of several plans, what a threshold costs.

    Parameters
    ----------
    plan : Result
        Of `release_plan`.
    *others : Result
        Plans of the same groups with another `min_cell`: what is left at the smallest and at the largest is told.
    """
    if others:
        return _cost(sorted([plan, *others], key=lambda each: each.settings["min_cell"]))
    shown, groups = int(plan.table["shown"].sum()), int(plan.table["groups"].sum())
    headline = say_number(
        "Of {groups} groups, {shown} may be shown together.",
        "Of {groups} groups, {shown} may be shown together.",
        shown,
        groups=count(groups),
        shown=count(shown),
    )
    lines = [_of_level(row, plan.settings["min_cell"]) for row in plan.table.itertuples(index=False)]
    return Reading(
        topic="release_plan",
        headline=headline,
        text="\n".join([headline, "", *(f"- {line}" for line in lines)]),
        numbers=[Number(label=say("the groups shown"), n=groups, estimate=shown, unit="groups")],
        limits=say("Whoever knows the answers of some people can learn more than the reports tell."),
    )


def _of_level(row: tuple, min_cell: int) -> str:
    level = say("the whole") if row.level == WHOLE else plain(row.level)
    if row.groups == row.shown:
        return say_number(
            "{level}: it is shown.", "{level}: all {n} are shown.", row.groups, level=level, n=count(row.groups)
        )
    why = [
        say_number("{n} below {fewest} people", "{n} below {fewest} people", row.small, n=row.small, fewest=min_cell),
        say_number(
            "{n} where everybody gave the same answer, at an end of the scale",
            "{n} where everybody gave the same answer, at an end of the scale",
            row.alike,
            n=row.alike,
        ),
        say_number(
            "{n} which another group shown, less a few people, would give away",
            "{n} which another group shown, less a few people, would give away",
            row.difference,
            n=row.difference,
        ),
        say_number(
            "{n} beside one of these, which the rest would give away",
            "{n} beside one of these, which the rest would give away",
            row.beside,
            n=row.beside,
        ),
        say_number(
            "{n} hidden because of earlier runs", "{n} hidden because of earlier runs", row.earlier, n=row.earlier
        ),
    ]
    found = [
        reason
        for reason, n in zip(why, (row.small, row.alike, row.difference, row.beside, row.earlier), strict=True)
        if n
    ]
    return say(
        "{level}: {shown} of {groups} shown; hidden are {why}.",
        level=level,
        shown=count(row.shown),
        groups=count(row.groups),
        why=", ".join(found),
    )


def _cost(plans: list[Result]) -> Reading:
    """How many groups of the finest level are left at each threshold."""
    first, last = plans[0], plans[-1]
    left, kept = (int(plan.table["shown"].iloc[-1]) for plan in (last, first))
    groups = int(first.table["groups"].iloc[-1])
    values = {"low": first.settings["min_cell"], "high": last.settings["min_cell"]}
    if left == kept:
        headline = say_number(
            "From {low} to {high} people, the same {n} group is shown.",
            "From {low} to {high} people, the same {n} groups are shown.",
            kept,
            **values,
            n=count(kept),
        )
    else:
        headline = say(
            "From {low} to {high} people, the groups shown fall from {kept} to {left} of {groups}.",
            **values,
            kept=count(kept),
            left=count(left),
            groups=count(groups),
        )
    numbers = [
        Number(
            label=say("the groups shown from {fewest} people on", fewest=plan.settings["min_cell"]),
            n=groups,
            estimate=plan.table["shown"].iloc[-1],
            unit="groups",
        )
        for plan in plans
    ]
    return Reading(topic="release_plan cost", headline=headline, text=headline, numbers=numbers)


@reads("reconstruct_cells")
def attack_reading(before: Result, after: Result | None = None) -> Reading:
    """What an attack finds without the rules and with them.

    Parameters
    ----------
    before, after : Result
        Of `reconstruct_cells`, on what would be published without the rules, and with them; where the second is left
        out, how many groups the threshold alone hides and how many of them are laid open.
    """
    answers, numbers = _learned(before)
    found = [
        Number(label=say("groups laid open without the rules"), n=len(before.table), estimate=answers, unit="groups")
    ]
    limits = say("An attacker who knows more than the reports is not stopped by any table.")
    if after is None:
        headline = say_number(
            "The threshold alone hides {n} group; the answers of {open} are laid open.",
            "The threshold alone hides {n} groups; the answers of {open} are laid open.",
            len(before.table),
            n=count(len(before.table)),
            open=count(answers),
        )
        return Reading(
            topic="reconstruct_cells threshold", headline=headline, text=headline, numbers=found, limits=limits
        )
    said = [*_without(answers, numbers), *_with(*_learned(after))]
    found.append(
        Number(
            label=say("groups laid open with the rules"), n=len(after.table), estimate=_learned(after)[0], unit="groups"
        )
    )
    headline = " ".join(said)
    return Reading(topic="reconstruct_cells", headline=headline, text=headline, numbers=found, limits=limits)


def _learned(result: Result) -> tuple[int, int]:
    learned = result.table["learned"]
    return int((learned == "answers").sum()), int((learned == "number").sum())


def _without(answers: int, numbers: int) -> list[str]:
    found = []
    if answers:
        found.append(
            say_number(
                "Without the rules, the answers of {n} hidden group are laid open.",
                "Without the rules, the answers of {n} hidden groups are laid open.",
                answers,
                n=count(answers),
            )
        )
    if numbers:
        found.append(
            say_number(
                "Without the rules, the headcount of {n} hidden group is laid open.",
                "Without the rules, the headcount of {n} hidden groups is laid open.",
                numbers,
                n=count(numbers),
            )
        )
    return found or [say("Without the rules, nothing of a hidden group is laid open.")]


def _with(answers: int, numbers: int) -> list[str]:
    found = []
    if answers:
        found.append(
            say_number(
                "With the rules, the answers of {n} hidden group are laid open.",
                "With the rules, the answers of {n} hidden groups are laid open.",
                answers,
                n=count(answers),
            )
        )
    if numbers:
        found.append(
            say_number(
                "With the rules, the headcount of {n} hidden group is laid open.",
                "With the rules, the headcount of {n} hidden groups is laid open.",
                numbers,
                n=count(numbers),
            )
        )
    return found or [say("With the rules, nothing of a hidden group is laid open.")]
