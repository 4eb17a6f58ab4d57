"""Readings of moments of truth, and of the rules by which moments add up to a journey."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ..locale import say, say_number
from ..results import Result
from ..text import FEW, called, count, decimals, interval, listed, plain
from .dispatch import reads
from .names import MOST
from .prose import Evidence, Number, Reading, leaves_out_zero


@reads("contacts_before")
def before_reading(result: Result) -> Reading:
    """How many answers there are, and how many contacts in the months before them."""
    answers, contacts = result.table["answer"].nunique(), int(result.table["touchpoint"].notna().sum())
    headline = say_number(
        "{answers} answers, and {contacts} contact in the {months} months before them.",
        "{answers} answers, and {contacts} contacts in the {months} months before them.",
        contacts,
        answers=count(answers),
        contacts=count(contacts),
        months=count(result.settings["months"]),
    )
    return Reading(
        topic="contacts_before",
        headline=headline,
        numbers=[
            Number(label=say("the number of answers"), estimate=answers, unit="count"),
            Number(label=say("the number of contacts before them"), estimate=contacts, unit="count"),
        ],
        limits=say("A contact that is not in the log did not happen for this table."),
    )


@reads("moments_of_truth")
def moments_reading(
    result: Result,
    *,
    declared: Iterable[str] = (),
    labels: Mapping[str, str] | None = None,
    truth: Mapping[str, Any] | None = None,
) -> Reading:
    """Which touchpoints are moments of truth, and how far the firm's own list agrees.

    Parameters
    ----------
    declared : iterable of str
        The touchpoints that the firm calls its moments of truth; none if left out.
    truth : mapping, optional
        Of the sample company, whole: what was planted at a touchpoint stands under ``moment_`` and its id.
    """
    table = result.table
    judged = int(table["moment_of_truth"].notna().sum())
    true = table[table["moment_of_truth"].fillna(False).astype(bool)]
    if not judged:
        evidence: Evidence = "too few"
        headline = say("No touchpoint has enough good and bad contacts: too few to say which is a moment of truth.")
    else:
        evidence = "supported" if len(true) else "open"
        headline = _surely_lost(true, judged, result.settings["min_impact"], labels)
    text, found = [headline], list(true["touchpoint"])
    declared = list(declared)
    if declared and found:
        shared = [name for name in declared if name in found]
        if not shared:
            own_list = say("The firm's own list of {n} has none of them.", n=count(len(declared)))
        else:
            own_list = say(
                "The firm's own list of {n} shares {shared} of them: {names}.",
                n=count(len(declared)),
                shared=count(len(shared)),
                names=listed([plain(called(name, labels)) for name in shared], most=MOST),
            )
        text.append(own_list)
    held = result.settings.get("held_equal")
    if held:
        words = {"contacts": say("number of contacts"), "wave_number": say("wave"), **(labels or {})}
        text.append(say("Held equal: {columns}.", columns=listed([plain(called(name, words)) for name in held])))
    told = " ".join(text)
    planted = [
        _planted(row, truth[f"moment_{row['touchpoint']}"]["structural"], labels)
        for _, row in table.iterrows()
        if truth and f"moment_{row['touchpoint']}" in truth
    ]
    return Reading(
        topic="moments_of_truth",
        answers="first",
        headline=headline,
        text="\n\n".join([told, "\n".join(f"- {line}" for line in planted)] if planted else [told]),
        numbers=[
            Number.of(
                row,
                say("the loss at {name}", name=called(row["touchpoint"], labels)),
                n=row["n_bad"],
                unit="scale points",
            )
            for _, row in (true.iterrows() if "estimate" in table else ())
        ],
        groups=[called(name, labels) for name in found],
        evidence=evidence,
        limits=say("The loss goes with a bad contact; it is its effect only as far as nothing else makes both."),
    )


def _surely_lost(true: pd.DataFrame, judged: int, impact: float, labels: Mapping[str, str] | None) -> str:
    # A parameter with the digits it was given with
    digits = len(f"{impact:g}".partition(".")[2])
    told = {"n": count(judged), "impact": decimals(impact, digits)}
    if true.empty:
        return say_number(
            "Of {n} touchpoint none goes surely with a loss of more than {impact} points: no moment of truth can be "
            "named.",
            "Of {n} touchpoints none goes surely with a loss of more than {impact} points: no moment of truth can be "
            "named.",
            judged,
            **told,
        )
    return say_number(
        "Of {n} touchpoints {found} goes surely with a loss of more than {impact} points: {names}.",
        "Of {n} touchpoints {found} go surely with a loss of more than {impact} points: {names}.",
        len(true),
        found=count(len(true)),
        names=listed([plain(called(name, labels)) for name in true["touchpoint"]], most=MOST),
        **told,
    )


def _planted(row: pd.Series, truth: float, labels: Mapping[str, str] | None) -> str:
    return say(
        "Planted truth: the loss at {name} is {truth}. Estimated: {found}.",
        name=plain(called(row["touchpoint"], labels)),
        truth=decimals(truth, 2),
        found=decimals(row["estimate"], 2),
    )


@reads("journey_rules")
def rules_reading(result: Result, *, rule: str = "lowest_and_last") -> Reading:
    """Whether a rule foretells the journey's score better than the mean of its contacts does.

    Parameters
    ----------
    rule : str
        The rule to read.
    """
    table = result.table.set_index("rule")
    row, mean = table.loc[rule], table.loc["mean"]
    n = int(row["n"])
    limits = say("What foretells a score need not make it.")
    if n < 2 * FEW:
        headline = say_number(
            "{n} scored journey is too few to say how its contacts add up.",
            "{n} scored journeys are too few to say how their contacts add up.",
            n,
            n=count(n),
        )
        return Reading(topic="journey_rules", headline=headline, evidence="too few", limits=limits)
    open_ = not leaves_out_zero(row["gain_low"], row["gain_high"])
    verdict = "open" if open_ else "better" if row["gain"] > 0 else "worse"
    sizes = say(
        "R² out of sample {found} against {mean}, a gain of {limits}, {n} journeys.",
        found=decimals(row["estimate"], 2),
        mean=decimals(mean["estimate"], 2),
        limits=interval(row["gain_low"], row["gain_high"], 2),
        n=count(n),
    )
    # A rule beside the mean, as a sentence of its own for each rule and verdict
    names = {
        "mean": say("the mean of all contacts"),
        "lowest": say("the lowest contact"),
        "last": say("the last contact"),
        "first": say("the first contact"),
        "peak_end": say("the mean of the peak and the end"),
        "lowest_and_last": say("the lowest and the last contact together"),
    }
    sentences = {
        "open": say(
            "Whether the journey's score is foretold better by {rule} than by the mean is open.", rule=names[rule]
        ),
        "better": say("The journey's score is foretold better by {rule} than by the mean.", rule=names[rule]),
        "worse": say("The journey's score is foretold worse by {rule} than by the mean.", rule=names[rule]),
    }
    headline = f"{sentences[verdict]} {sizes}"
    gain = Number(
        label=say("the gain in R²"),
        n=n,
        estimate=row["gain"],
        conf_low=row["gain_low"],
        conf_high=row["gain_high"],
        unit="R²",
    )
    return Reading(
        topic="journey_rules",
        headline=headline,
        numbers=[
            gain,
            Number(label=say("R² of the rule"), n=n, estimate=row["estimate"], unit="R²"),
            Number(label=say("R² of the mean"), n=n, estimate=mean["estimate"], unit="R²"),
        ],
        groups=[rule],
        evidence="open" if open_ else "supported",
        limits=limits,
    )
