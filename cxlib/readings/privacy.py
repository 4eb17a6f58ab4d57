"""Readings of what is shown of groups of people, what stays hidden, and what an attack finds; no group is named."""

from __future__ import annotations

from ..locale import say, say_number
from ..results import Result
from ..text import count
from .dispatch import reads
from .prose import Number, Reading


@reads("groups_told")
def threshold_reading(told: Result) -> Reading:
    """What a threshold costs: how many groups are told at the smallest and at the largest.

    Parameters
    ----------
    told : Result
        ``min_cell groups``, a row for each threshold.
    """
    table = told.table.sort_values("min_cell")
    (low, kept), (high, left) = (map(int, table[["min_cell", "groups"]].iloc[place]) for place in (0, -1))
    if left == kept:
        headline = say_number(
            "From {low} to {high} people, the same {n} group is shown.",
            "From {low} to {high} people, the same {n} groups are shown.",
            kept,
            low=low,
            high=high,
            n=count(kept),
        )
    else:
        headline = say(
            "From {low} to {high} people, the groups shown fall from {kept} to {left}.",
            low=low,
            high=high,
            kept=count(kept),
            left=count(left),
        )
    numbers = [
        Number(
            label=say("the groups shown from {fewest} people on", fewest=int(row.min_cell)),
            n=kept,
            estimate=row.groups,
            unit="groups",
        )
        for row in table.itertuples(index=False)
    ]
    return Reading(topic="groups_told", headline=headline, numbers=numbers)


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
        return Reading(topic="reconstruct_cells threshold", headline=headline, numbers=found, limits=limits)
    said = [*_without(answers, numbers), *_with(*_learned(after))]
    found.append(
        Number(
            label=say("groups laid open with the rules"), n=len(after.table), estimate=_learned(after)[0], unit="groups"
        )
    )
    headline = " ".join(said)
    return Reading(topic="reconstruct_cells", headline=headline, numbers=found, limits=limits)


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
