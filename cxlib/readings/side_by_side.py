"""Readings of banner tables: which questions differ between which groups, and what is rated highest and lowest."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from ..estimators.detectable import smallest_mean_difference, smallest_share
from ..locale import original, say, say_number
from ..results import Detailed, Result
from ..text import count, decimals, interval, listed, percent, percents
from .dispatch import reads
from .names import Labels, headed, named
from .prose import Number, Reading

SMALL = 100  # answers below which it is told what they could show
NAMED = 3  # questions that are named


@reads("banner")
def banner_reading(result: Result, *, labels: Labels = None) -> Reading:
    """Which questions differ between groups, the widest first; without groups which is rated highest and lowest.

    Parameters
    ----------
    labels : mapping, optional
        Questions and columns → what they are called; those of the table if left out.
    """
    labels = labels or getattr(result, "labels", None)
    return _between(result, labels) if result.settings["columns"] else _ends(result, labels)


def _ends(result: Result, labels: Labels) -> Reading:
    """What is rated highest and what lowest, of everybody."""
    table = placed(result).sort_values("place", ascending=False, kind="stable")
    limits = say("Ratings side by side do not say what matters; that depends on what goes with the outcome.")
    if table.empty:
        few = say("Too few answers to show a question.")
        return Reading(topic="banner items", headline=few, evidence="too few", limits=limits)
    best, worst = table.iloc[0], table.iloc[-1]
    numbers = [Number.of(row, named(row["row"], labels), unit=_unit(result)) for _, row in table.iterrows()]
    small = _detectable(int(table["n"].min()), result.settings["show"]) if table["n"].min() < SMALL else ""
    told: dict[str, Any] = {"best": named(best["row"], labels), "high": written(result, best["estimate"])}
    if len(table) == 1:
        told |= {"n": count(best["n"]), "limits": _limits(result, best)}
        headline = say("“{best}”: {high} ({limits}) from {n} answers.", **told)
        return Reading(
            topic=f"banner {best['row']}", answers="score", headline=headline, text=f"{headline} {small}".strip(),
            numbers=numbers, limits=_of_silent(result),
        )  # fmt: skip
    told |= {"worst": named(worst["row"], labels), "number": len(table)}
    several = bool(result.settings.get("scales"))  # a mean of 4.3 on 1 to 7 may stand below one of 3.4 on 1 to 5
    told |= {
        side: _of_its_scale(row) if several else _with_interval(result, row)
        for side, row in (("high", best), ("low", worst))
    }
    if best["place_low"] > worst["place_high"]:
        headline = say(
            "Of {number} questions, “{best}” is rated highest ({high}) and “{worst}” lowest ({low}).", **told
        )
    elif several:
        headline = say(
            "Of {number} questions, “{best}” stands highest on its scale ({high}) and “{worst}” lowest ({low}); their "
            "intervals overlap, so the order may be chance.",
            **told,
        )
    else:
        headline = say(
            "Of {number} questions, “{best}” has the highest mean ({high}) and “{worst}” the lowest ({low}); their "
            "intervals overlap, so the order may be chance.",
            **told,
        )
    text = f"{headline} {small}".strip()
    return Reading(topic="banner items", answers="detail", headline=headline, text=text, numbers=numbers, limits=limits)


def _between(result: Detailed, labels: Labels) -> Reading:
    """Which questions differ, with the groups that lie apart by name."""
    pairs, level = result.pairs, 1 - result.settings["confidence_level"]
    compared = pairs[pairs["p_value"].notna()]
    sure = compared[compared["p_adjusted"] < level]
    columns = listed([headed(name, labels) for name in result.settings["columns"]])
    questions = result.table["row"].nunique()
    topic = "banner " + " ".join(result.settings["columns"])
    limits = say("A group that is rated lower need not be served worse: its people may judge otherwise.")
    if compared.empty:
        few = say("By {columns}: too few groups are large enough to be compared.", columns=columns)
        if len(pairs):
            few = say("By {columns}: within each group all answer alike, so no difference can be judged.",
                      columns=columns)  # fmt: skip
        return Reading(topic=topic, headline=few, evidence="too few", limits=limits)
    told = {"columns": columns, "questions": questions}
    if sure.empty:
        none = say_number(
            "By {columns} no difference in {question} can be distinguished from chance.",
            "By {columns} no difference in any of {questions} questions can be distinguished from chance.",
            questions,
            **told,
            question=headed(str(result.table["row"].iloc[0]), labels),
        )
        sizes = result.table.loc[result.table["column"] != "", "n"]
        text = f"{none} {_detectable(int(sizes.median()), result.settings['show'])}"
        return Reading(topic=topic, answers="who", headline=none, text=text, evidence="open", limits=limits)
    lengths = {name: high - low for name, (low, high) in result.settings.get("scales", {}).items()}
    sizes = sure["estimate"].abs() / sure["row"].map(lengths).fillna(1)
    widest = sure.assign(_size=sizes).sort_values("_size", ascending=False, kind="stable")
    first = widest.drop_duplicates("row")
    lines = [_gap(result, row, labels) for _, row in first.head(NAMED).iterrows()]
    gaps = "; ".join(lines)
    if questions == 1:
        headline = say("By {columns}: {gaps}.", columns=columns, gaps=gaps)
    else:
        headline = say_number(
            "By {columns} {number} of {questions} questions differs: {gaps}.",
            "By {columns} {number} of {questions} questions differ: {gaps}.",
            len(first),
            **told,
            number=len(first),
            gaps=gaps,
        )
    chance = next((note for note in result.notes if "chance alone" in original(note)), "")
    return Reading(
        topic=topic,
        answers="who",
        headline=headline,
        text=f"{headline} {chance}".strip(),
        numbers=[
            Number(label=f"{named(row['row'], labels)}: {row['group']} – {row['other']}", estimate=row["estimate"],
                   unit=_unit(result))
            for _, row in first.iterrows()
        ],
        groups=list(dict.fromkeys(named(name) for _, row in first.iterrows() for name in _ordered(row))),
        evidence="supported",
        limits=limits,
    )  # fmt: skip


def _detectable(n: int, show: str) -> str:
    """The smallest difference between two groups of so many answers that is seen four times in five."""
    if show == "share":
        reached = smallest_share(n, 0.5)
        if reached != reached:
            return say("Groups of {n} answers are too small to show any difference from a half.", n=count(n))
        told = {"n": count(n), "share": percent(reached)}
        return say("Between two groups of {n} answers, {share} can be told from a half four times in five.", **told)
    return say(
        "Between two groups of {n} answers a difference of {size} standard deviations is seen four times in five.",
        n=count(n),
        size=decimals(smallest_mean_difference(n), 2),
    )


def _gap(result: Result, row: pd.Series, labels: Labels) -> str:
    """A question with the two groups that lie farthest apart."""
    high, low = _ordered(row)
    own = (result.table["row"] == row["row"]) & (result.table["column"] == row["column"])
    its = result.table[own].set_index("group")["estimate"]
    several = len(result.settings["columns"]) > 1  # groups of which one asks: of what?
    before = f"{named(row['column'], labels)} " if several else ""
    return say(
        "“{question}”: {high} {most} against {low} {least}",
        question=named(row["row"], labels),
        high=f"{before}{named(high)}",
        most=written(result, its[high]),
        low=named(low),
        least=written(result, its[low]),
    )


def _ordered(row: pd.Series) -> tuple[str, str]:
    return (row["group"], row["other"]) if row["estimate"] > 0 else (row["other"], row["group"])


def placed(result: Result) -> pd.DataFrame:
    """The table of a banner with `place`, `place_low` and `place_high`: of questions of several scales the share of its
    own that each mean and limit has reached, else these themselves."""
    table, scales = result.table, result.settings.get("scales", {})
    low = table["row"].map({name: ends[0] for name, ends in scales.items()}).fillna(0)
    high = table["row"].map({name: ends[1] for name, ends in scales.items()}).fillna(1)
    columns = {"place": "estimate", "place_low": "conf_low", "place_high": "conf_high"}
    return table.assign(**{place: (table[name] - low) / (high - low) for place, name in columns.items()})


def written(result: Result, value: float) -> str:
    """A share or a mean of a banner table."""
    return percent(value) if result.settings["show"] == "share" else decimals(value, 2)


def _with_interval(result: Result, row: pd.Series) -> str:
    return f"{written(result, row['estimate'])}; {_limits(result, row)}"


def _limits(result: Result, row: pd.Series) -> str:
    between = percents if result.settings["show"] == "share" else partial(interval, digits=2)
    return between(row["conf_low"], row["conf_high"])


def _of_silent(result: Result) -> str:
    if result.settings["show"] == "share":
        return say("A share says nothing of those who did not answer.")
    return say("A mean says nothing of those who did not answer.")


def _of_its_scale(row: pd.Series) -> str:
    """How far up its scale a mean stands, with its interval."""
    limits = percents(row["place_low"], row["place_high"])
    return say("{share} of its scale; {limits}", share=percent(row["place"]), limits=limits)


def _unit(result: Result) -> str:
    return "share" if result.settings["show"] == "share" else "scale points"
