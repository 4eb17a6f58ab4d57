"""The words of a report: the questions of its summary, and the definitions and terms that its findings use."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from ..locale import say

GLOSSARY = Path(__file__).parents[2] / "data" / "course" / "glossary.csv"


def questions() -> dict[str, str]:
    """What a reader wants to know first, in this order."""
    return {
        "score": say("Where do we stand?"),
        "change": say("What has changed?"),
        "who": say("Who differs?"),
        "matters": say("What matters most, and how surely?"),
        "meeting": say("Where do employees and customers meet?"),
        "first": say("What to do first?"),
    }


def definitions_in(words: str) -> list[tuple[str, str]]:
    """The measures that are named in a text, each with its definition."""
    return [(name, told) for name, (pattern, told) in _definitions().items() if re.search(pattern, words)]


def terms_in(words: str) -> list[tuple[str, str]]:
    """The terms of the glossary that are used in a text, each with what it means."""
    lowered = words.lower()
    return [
        (english, meaning)
        for english, meaning in _glossary()
        if any(re.search(rf"\b{re.escape(form)}", lowered) for form in _forms(english))
    ]


def _definitions() -> dict[str, tuple[str, str]]:
    """Name of a measure → what tells that it is used, and its definition."""
    return {
        say("NPS"): (
            r"\bNPS\b|[Tt]he score",
            say("Net Promoter Score: the share of answers 9 and 10 less that of 0 to 6, from −100 to 100 points."),
        ),
        say("interval"): (
            r" to [−\d]",
            say("What chance leaves open: a range made by a rule whose ranges contain the true value in most surveys."),
        ),
        say("top two"): (r"top two|two highest", say("The share of the two highest answers of the scale.")),
        say("importance"): (
            r"driver|resamples|goes most with",
            say(
                "The part of what the ratings explain together that falls to one of them (Shapley's value, LMG). It is "
                "an association, not an effect."
            ),
        ),
        say("resamples"): (
            r"resamples",
            say("The analysis repeated on answers drawn anew from those at hand, to see how sure an order is."),
        ),
        say("R²"): (r"R²", say("The share of the differences in the outcome that goes with the ratings.")),
    }


@cache
def _glossary() -> tuple[tuple[str, str], ...]:
    if not GLOSSARY.is_file():  # an installation without the course
        return ()
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        return tuple((row["en"], row["definition"]) for row in csv.DictReader(file))


def _forms(english: str) -> list[str]:
    """A term as it may stand in a sentence: "customer effort score (CES)" is either of the two."""
    short = re.findall(r"\(([A-Za-z]{3,})\)", english)
    return [re.sub(r"\s*\(.*\)", "", english).lower(), *(one.lower() for one in short if one.isupper())]
