"""Readings of comparisons of scores: gaps, many groups, periods, several analyses of one change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

import pandas as pd
from scipy import special

from ..estimators.detectable import POWER
from ..estimators.quantiles import critical_value
from ..locale import say, say_number
from ..results import Result
from ..text import FEW, called, count, decimals, interval, plain
from .changes import change_reading
from .differing_groups import called_group, differing, with_points
from .dispatch import beside_truth, reads
from .names import begun, headed
from .prose import Number, Reading, evidence_between

REST = "rest"
SEASONS = 24  # months: two of each, below which a season and a trend look alike
METHODS = {"holm": "Holm", "bh": "Benjamini–Hochberg"}


@reads("nps_difference")
def difference_reading(
    result: Result,
    *others: Result,
    about: Literal["gaps", "change", "analyses", "periods"] = "gaps",
    labels: Mapping[str, str] | None = None,
    truth: float | Mapping[str, Any] | None = None,
) -> Reading:
    """A change between two waves, each group against its reference, or which groups differ from the rest.

    Parameters
    ----------
    result : Result
        Of `nps_difference`. With ``reference="rest"`` it is told which groups differ from the others.
    *others : Result
        The scores of the groups, of `net_promoter_score`, told beside what each differs by; or the same comparison
        analysed in other ways: told is how far the change depends on the analysis.
    about : {"gaps", "change", "analyses", "periods"}
        Whether the groups are told against their reference, the last of them as a change from an earlier wave, how far
        the change depends on the analysis, as is told where there are `others`, or which periods differ from the rest.
    truth : float or mapping, optional
        The difference that was planted; for groups a mapping ``{"up": […], "down": […]}`` of those that differ.
    """
    scores = others[0].table if others and others[0].kind == "net_promoter_score" else None
    if about == "analyses" or (others and scores is None):
        return _analyses([result, *others])
    if about == "periods":
        # Which months, quarters or years differ from the rest, and what a series of this length cannot tell
        labels = {result.settings["between"]: say("By period"), **(labels or {})}
        said, number = _groups(result, labels, None, scores), len(result.table)
        short = say("A series of {number} is too short to tell a season from a trend.", number=number)
        told: dict[str, Any] = {"topic": "nps_difference periods", "answers": "change"}
        if number > 1 and not said.groups:
            alike = say_number(
                "The only period ({number}) cannot be distinguished from the others.",
                "None of the {number} periods can be distinguished from the others.",
                number,
                number=number,
            )
            said = replace(said, headline=alike, text=said.text.replace(said.headline, alike, 1))
        text = f"{said.headline} {short}" if number < SEASONS else said.text
        return replace(said, **told, text=text, limits=say("What happened in a period is not told by its score."))
    if isinstance(result.settings["reference"], str) and result.settings["reference"] == REST:
        return _groups(result, labels, truth if isinstance(truth, Mapping) else None, scores)
    one = about == "change" and not result.settings["by"]  # of several groups each has a change of its own
    said = change_reading(result, labels) if one else _gaps(result, labels)
    return said if truth is None or truth == {} else beside_truth(said, truth)


def _gaps(result: Result, labels: Mapping[str, str] | None) -> Reading:
    """Each group against its reference, one sentence each."""
    columns = [*result.settings["by"], result.settings["between"]]
    rows = [row for _, row in result.table.astype(object).iterrows()]
    names = [called_group(row, columns, labels) for row in rows]
    lines = [_gap(row, name, labels) for row, name in zip(rows, names, strict=True)]
    found = [(name, row) for name, row in zip(names, rows, strict=True) if evidence_between(row) == "supported"]
    weighed = [row for row in rows if evidence_between(row) in ("supported", "open")]
    if not rows:
        headline = say("No group is large enough to be compared.")
    elif len(rows) == 1:
        headline = lines[0]
    elif not weighed:
        headline = say("Too few answers to say whether a group differs.")
    else:
        found.sort(key=lambda one: -abs(one[1]["estimate"]))
        named = [with_points(name, row["estimate"]) for name, row in found]
        against = plain(called(result.settings["reference"], labels))
        headline = differing(named, of=len(weighed), reference=against)
    listing = "\n".join(f"- {line}" for line in lines) if len(lines) > 1 else headline
    return Reading(
        topic=f"nps_difference gaps {result.settings['between']}",
        headline=headline,
        text=listing,
        numbers=[_number(_gap_of(row, name, labels), row) for row, name in zip(rows, names, strict=True)],
        groups=names,
        evidence="supported" if found else "open" if weighed else "too few",
        limits=say("A gap goes with the groups; it need not be their effect."),
    )


def _gap_of(row: pd.Series, name: str, labels: Mapping[str, str] | None) -> str:
    return say("{group} against {reference}", group=name, reference=plain(called(row["reference"], labels)))


def _gap(row: pd.Series, name: str, labels: Mapping[str, str] | None) -> str:
    """One group against its reference."""
    told = {
        "gap": _gap_of(row, name, labels),
        "difference": decimals(row["estimate"], sign=True),
        "limits": interval(row["conf_low"], row["conf_high"]),
        "n_reference": count(row["n_reference"]),
        "n": count(row["n"]),
    }
    if evidence_between(row) == "too few":
        return say("{gap}: {difference} points, too few to say ({n_reference} and {n} answers).", **told)
    if row["conf_low"] != row["conf_low"]:
        return say("{gap}: {difference} points, and no interval can be given.", **told)
    if evidence_between(row) == "open":
        return say("{gap}: {difference} points ({limits}), cannot be distinguished from no difference.", **told)
    return say("{gap}: {difference} points ({limits}).", **told)


def _groups(
    result: Result, labels: Mapping[str, str] | None, truth: Mapping[str, Any] | None, scores: pd.DataFrame | None
) -> Reading:
    """Which groups differ from the rest: named with Holm's correction, counted one by one, and as chance has it."""
    table, level = result.table.astype(object), 1 - result.settings["confidence_level"]
    columns = [*result.settings["by"], result.settings["between"]]
    rows = [row for _, row in table.iterrows() if row["p_adjusted"] < level]
    rows.sort(key=lambda row: -abs(row["estimate"]))
    names = [called_group(row, columns, labels) for row in rows]
    own = [_own_score(row, columns, scores) for row in rows]
    named = [with_points(name, row["estimate"], nps) for name, row, nps in zip(names, rows, own, strict=True)]
    column, who = begun(headed(columns[-1], labels)), differing(named, of=len(table), reference=None)
    who = who if named else f"{who[:1].lower()}{who[1:]}"
    headline = say("{column}: {who}", column=column, who=who)
    # How many differ when each is looked at alone, beside what chance would give
    flagged = int((table["p_value"] < level).sum())
    total = len(table)
    told = {"flagged": flagged, "total": total, "expected": decimals(level * total, 0)}
    if not flagged:
        one_by_one = say("Of {total} comparisons none looks different one by one.", **told)
    elif level * total < 1:
        one_by_one = say_number(
            "Of {total} comparisons {flagged} looks different one by one, where chance alone would give fewer than "
            "one.",
            "Of {total} comparisons {flagged} look different one by one, where chance alone would give fewer than one.",
            flagged,
            **told,
        )
    else:
        one_by_one = say_number(
            "Of {total} comparisons {flagged} looks different one by one, where chance alone would give about "
            "{expected}.",
            "Of {total} comparisons {flagged} look different one by one, where chance alone would give about "
            "{expected}.",
            flagged,
            **told,
        )
    text = [headline, one_by_one]
    method = METHODS.get(result.settings["adjust"])
    if method and rows:
        text.append(
            say_number(
                "After correcting for the number of comparisons ({method}), {number} still does.",
                "After correcting for the number of comparisons ({method}), {number} still do.",
                len(rows),
                method=method,
                number=len(rows),
            )
        )
    elif method:
        text.append(say("After correcting for the number of comparisons ({method}), none still does.", method=method))
    seen, small = _seen(result, len(rows)), result.table["n"].median() < FEW
    text[1:1] = seen if small else []  # of small groups first: a report shows one sentence beside the headline
    text.extend([] if small else seen)
    said = Reading(
        topic=f"nps_difference groups {columns[-1]}",
        answers="who",
        headline=headline,
        text=" ".join(text),
        numbers=[_number(name, row) for name, row in zip(names, rows, strict=True)],
        groups=names,
        evidence="supported" if rows else "open",
        limits=say(
            "Groups that cannot be distinguished may still differ: with few answers a group, only large gaps are seen."
        ),
    )
    return said if truth is None else _beside_planted(said, result, truth, {row[columns[-1]] for row in rows})


def _seen(result: Result, found: int) -> list[str]:
    """How far a group must lie from the rest to be named four times in five; nothing where all are named."""
    errors = pd.to_numeric(result.table["std_error"], errors="coerce")
    if found == len(result.table) or not errors.notna().any():
        return []
    level = 1 - result.settings["confidence_level"]
    if result.settings["adjust"] == "holm":
        level /= len(result.table)  # what Holm asks of the first to be named
    far = (critical_value(1 - level) + special.ndtri(POWER)) * errors.median()
    told = {"n": count(result.table["n"].median()), "points": decimals(far, 0)}
    return [
        say("A group of {n} answers would have to lie about {points} points from the rest to be told from it four "
            "times in five.", **told)
    ]  # fmt: skip


def _own_score(row: pd.Series, columns: list[str], scores: pd.DataFrame | None) -> float | None:
    """The score of a group, where it was handed over."""
    if scores is None:
        return None
    its = scores[(scores[columns].astype(object) == row[columns].astype(object)).all(axis=1)]
    return float(its["estimate"].iloc[0]) if len(its) else None


def _beside_planted(said: Reading, result: Result, truth: Mapping[str, Any], found: set) -> Reading:
    """How many of the groups that were planted to differ are found; nothing where other groups were compared."""
    planted = {*truth.get("up", ()), *truth.get("down", ())} & set(result.table[result.settings["between"]])
    if not planted:
        return said
    told = say(
        "Planted truth: {planted} groups differ. Found with all counted: {right} of them, and {wrong} that do not.",
        planted=len(planted),
        right=len(planted & found),
        wrong=len(found - planted),
    )
    return replace(said, text=f"{said.text}\n\n{told}")


def _analyses(results: list[Result]) -> Reading:
    """How far one change depends on the way it is analysed."""
    table = pd.concat([result.table for result in results], ignore_index=True)
    topic, limits = "nps_difference analyses", say("No analysis here is wrong by its numbers: its assumptions decide.")
    if table[["n", "n_reference"]].min().min() < FEW:
        text = say("Fewer than {few} answers in a wave: too few to say.", few=FEW)
        return Reading(topic=topic, headline=text, evidence="too few", limits=limits)
    falls, rises = int((table["conf_high"] < 0).sum()), int((table["conf_low"] > 0).sum())
    low, high = table["estimate"].min(), table["estimate"].max()
    span = say(
        "{total} analyses of the same questionnaires give changes from {low} to {high} points.",
        total=len(table),
        low=decimals(low, sign=True),
        high=decimals(high, sign=True),
    )
    number = {"number": max(falls, rises), "total": len(table)}
    if not falls + rises:
        told = say("None can be distinguished from no change.")
    elif falls >= rises:
        told = say_number("{number} of {total} tells a fall.", "{number} of {total} tell a fall.", falls, **number)
    else:
        told = say_number("{number} of {total} tells a rise.", "{number} of {total} tell a rise.", rises, **number)
    extremes = [(say("the smallest change"), low), (say("the largest change"), high)]
    return Reading(
        topic=topic,
        headline=f"{span} {told}",
        text=f"{span} {told}",
        numbers=[Number(label=label, estimate=value, unit="points") for label, value in extremes],
        evidence="supported" if max(falls, rises) == len(table) else "open",
        limits=limits,
    )


def _number(label: str, row: pd.Series) -> Number:
    return Number.of(row, label, n=row["n"] + row["n_reference"], unit="points")
