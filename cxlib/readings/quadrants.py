"""Readings of fields of importance and rating with their chances, and of Kano's kinds."""

from __future__ import annotations

from ..locale import say, say_number
from ..results import Result
from ..text import count, decimals, listed, percent, typed
from .dispatch import reads
from .names import Labels, all_named, named
from .prose import Number, Reading

SURE = 0.9
WORK = "work on it"
KINDS = ("must_be", "one_dimensional", "attractive", "indifferent")
UNCLEAR = "unclear"


@reads("quadrant_chances")
def quadrants_reading(
    result: Result, *, threshold: str | None = None, about: str = "fields", labels: Labels = None
) -> Reading:
    """How many lie surely in their field, which are to be worked on; or how many change their field with the line.

    Parameters
    ----------
    threshold : str, optional
        The rule whose fields are told; the first of the table if left out.
    about : {"fields", "lines"}
        Whether the fields of one rule are told, or what the choice of the rule changes.
    """
    table = result.table
    limits = say("Importance is an association; a field is a place to look, no order to act.")
    if about == "lines":
        grid = table.pivot(index="name", columns="threshold", values="field").dropna()
        moved = list(grid.index[grid.nunique(axis=1) > 1])
        rules = grid.shape[1]
        headline = say_number(
            "{moved} of {all} touchpoints changes its field by the line alone ({rules} rules).",
            "{moved} of {all} touchpoints change their field by the line alone ({rules} rules).",
            len(moved),
            moved=len(moved),
            all=len(grid),
            rules=rules,
        )
        text = headline + (" " + say("They are {names}.", names=all_named(moved, labels)) if moved else "")
        return Reading(topic="quadrant_chances lines", headline=headline, text=text, groups=moved, limits=limits)
    own = table[table["threshold"] == (threshold or table["threshold"].iloc[0])]
    sure = own[own["chance"] >= SURE]
    work = own[own["field"] == WORK].sort_values("chance", ascending=False)
    headline = say_number(
        "{sure} of {all} touchpoints lies in its field in {chance} or more of the resamples.",
        "{sure} of {all} touchpoints lie in their field in {chance} or more of the resamples.",
        len(sure),
        sure=len(sure),
        all=len(own),
        chance=percent(SURE),
    )
    if len(work):
        told = [say("{name} ({chance})", name=named(row.name, labels), chance=percent(row.chance))
                for row in work[["name", "chance"]].itertuples(index=False)]  # fmt: skip
        more = say("To work on, as they matter and are rated below the line: {names}.", names=listed(told, most=5))
    else:
        more = say("None both matters more than most and is rated below the line.")
    return Reading(
        topic="quadrant_chances",
        answers="first",
        headline=more if len(work) else headline,
        text=f"{more} {headline}" if len(work) else f"{headline} {more}",
        numbers=[Number(label=named(row.name, labels), n=row.n, estimate=row.chance, unit="share")
                 for row in own[["name", "n", "chance"]].itertuples(index=False)],
        groups=[named(name, labels) for name in work["name"]],
        evidence="supported" if len(work) and (work["chance"] >= SURE).any() else "open",
        limits=limits,
    )  # fmt: skip


@reads("kano_classes")
def kano_reading(result: Result, *, labels: Labels = None) -> Reading:
    """Which features are of which kind, as far as the commonest answer leads beyond chance."""
    table = result.table
    words = {
        "must_be": say("Must-be"),
        "one_dimensional": say("One-dimensional (the more, the better)"),
        "attractive": say("Attractive"),
        "indifferent": say("Indifferent"),
    }
    sentences = [
        say("{kind}: {names}.", kind=words[kind], names=all_named(part["feature"], labels))
        for kind in KINDS
        if len(part := table[(table["kind"] == kind) & table["clear"]])
    ]
    open_ = table[~table["clear"]]
    if len(open_):
        sentences.append(
            say(
                "Not to be told, as no kind is surely the commonest: {names}.",
                names=all_named(open_["feature"], labels),
            )
        )
    left = int((table["reverse"] + table["questionable"]).sum())
    odd = say_number(
        "{left} of {all} pairs of answers is reverse or contradicts itself, and is in no coefficient.",
        "{left} of {all} pairs of answers are reverse or contradict themselves, and are in no coefficient.",
        left,
        left=count(left),
        all=count(table["n"].sum()),
    )
    headline = " ".join(sentences)
    return Reading(
        topic="kano_classes",
        answers="detail",
        headline=headline,
        text=" ".join([headline, odd]),
        numbers=[Number(label=say("share whom {name} would please", name=named(row.feature, labels)), n=row.n,
                        estimate=row.better, conf_low=row.better_low, conf_high=row.better_high, unit="share")
                 for row in table.itertuples()],
        groups=[named(name, labels) for name in table["feature"]],
        evidence="supported" if table["clear"].any() else "open",
        limits=say("People say of a thing that they imagine; what they do when it fails is another matter."),
    )  # fmt: skip


@reads("kano_agreement")
def agreement_reading(result: Result, *, labels: Labels = None) -> Reading:
    """Where the questionnaire and the ratings say the same, where not, and where one of them cannot tell."""
    table = result.table
    known = table[table["agree"].notna()]
    same, other = known[known["agree"].astype(bool)], known[~known["agree"].astype(bool)]
    headline = say(
        "Of {all} features that were both asked and rated, the two ways agree on {same}, differ on {other}, and cannot "
        "be compared on {open}.",
        all=len(table),
        same=len(same),
        other=len(other),
        open=len(table) - len(known),
    )
    text = headline
    if len(same):
        text += " " + say("Alike: {names}.", names=all_named(same["feature"], labels))
    if len(other):
        text += " " + say("Unlike: {names}.", names=all_named(other["feature"], labels))
    return Reading(topic="kano_agreement", headline=headline, text=text, evidence="supported" if len(known) else "open")


@reads("expected_gain")
def gain_reading(result: Result, *, labels: Labels = None) -> Reading:
    """What a feasible change of a record would go with."""
    told = [
        say(
            "{record} by {shift}: {points} points of {outcome} ({low} to {high}), n = {n}.",
            record=named(row.record, labels),
            shift=typed(row.shift),
            points=decimals(row.estimate, 2, sign=True),
            outcome=named(result.settings["outcome"]),
            low=decimals(row.conf_low, 2, sign=True),
            high=decimals(row.conf_high, 2, sign=True),
            n=count(row.n),
        )
        for row in result.table.itertuples()
    ]
    clear = (result.table["conf_low"] > 0) | (result.table["conf_high"] < 0)
    return Reading(
        topic="expected_gain",
        headline=told[0],
        text=" ".join(told),
        numbers=[Number.of(row, named(row["record"], labels), unit="scale points")
                 for _, row in result.table.iterrows()],
        evidence="supported" if clear.any() else "open",
        limits=say("Slope times shift takes for granted that what goes with a change also follows from it."),
    )  # fmt: skip
