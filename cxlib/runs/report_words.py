"""The words of a report: the questions of its summary, and the definitions and terms that its findings use."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ..locale import MASTER, say, say_number, spoken
from ..text import date, decimals

STEM = 7  # letters that a word keeps in all its forms
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


def titles() -> dict[str, str]:
    """What a chapter is called that has one topic alone, by its topic."""
    return {"distinctive_words": say("What people write"), "choice_shares": say("What people tick")}


def page_words() -> dict[str, str]:
    """The fixed words of the page."""
    return {
        "contents": say("Contents"),
        "summary": say("In one minute"),
        "also": say("Also found"),
        "method": say("Method"),
        "limits": say("What this does not show"),
        "definitions": say("Definitions"),
        "words": say("Words"),
        "skip": say("Skip to the content"),
        "report": say("Report"),
        "table": say("Table"),
        "figure": say("Figure"),
        "supported": say("clear"),
        "open": say("open"),
        "too few": say("too few answers"),
        "nothing": say(
            "No finding yet: findings begin with the answers of enough people to a question of recommendation or of "
            "satisfaction (a column of role recommend or outcome)."
        ),
        "unsaid": say("Why no more is said"),
        "lectures": say("All pages of this run"),
        "failed": say("failed"),
    }


def index_words(record: Mapping[str, Any]) -> dict[str, str]:
    """The words of the index of a run."""
    failed = sum(one["outcome"] == "failed" for one in record["notebooks"])
    when = {"day": date(record["started"][:10]), "start": record["started"][11:16], "end": record["ended"][11:16]}
    told = [say("Run on {day} from {start} to {end}.", **when)]
    told += [say("As of {date}.", date=date(record["as_of"]))] if record["as_of"] else []
    n_files, n_notebooks = len(record["data"]), len(record["notebooks"])
    return {
        "run": say("run of {day}", day=when["day"]),
        "when": " ".join(told),
        "workbook": say("Customer-experience workbook"),
        "rejected": say("rejected.csv lists where the faults stand."),
        "doubts": say("Not all parameters could be followed."),
        "stopped": say_number(
            "{number} of {all} notebooks stopped before the end.",
            "{number} of {all} notebooks stopped before the end.",
            failed, number=failed, all=n_notebooks,
        ),
        "kept": say("What was written before is kept."),
        "holds": say("what was found first, then a chapter for each topic, method and limits."),
        "pages": say("Pages"),
        "notebooks": say("Notebooks behind it"),
        "nothing to show": say("nothing to show"),
        "done": say("done"),
        "not run": say("not run"),
        "executed": say("executed notebook"),
        "bare": say("no section could be shown; the page says what each needs"),
        "others": say("Other files"),
        "data": say("Data files"),
        "files": say_number(
            "{number} file, with its size and checksum", "{number} files, with their sizes and checksums",
            n_files, number=n_files,
        ),
        "file": say("File"),
        "bytes": say("Bytes"),
        "key": say("with the key:"),
        "again": say("Run it again"),
        "place": say("STUDY is the folder of the study."),
        "versions": say("Parameters, seeds and versions stand in run.json."),
    }  # fmt: skip


def seconds(number: float) -> str:
    """How long something took."""
    return say("{number} s", number=decimals(number, 0)) if number >= 1 else say("under 1 s")


def left_english(number: int, place: str) -> list[str]:
    """What stands in place of notes that nobody has translated: how many there are, and where."""
    if not number:
        return []
    return [
        say_number(
            "{number} further note, in English, stands in {place}.",
            "{number} further notes, in English, stand in {place}.",
            number,
            number=number,
            place=place,
        )
    ]


def definitions_in(words: str) -> list[tuple[str, str]]:
    """The measures that are named in a text, each with its definition."""
    found = []
    for name, (pattern, told) in _definitions().items():
        if spoken() != MASTER:  # the patterns are English: what is written like the measure's own name is about it
            also = f"|{say('resamples')[:STEM]}" if "resamples" in pattern else ""
            stem = name if " " in name else name[:STEM]  # the first letters of a phrase may begin any other
            pattern = _between() if "to [" in pattern else f"(?i){stem}{also}"
        if re.search(pattern, words):
            found.append((name, told))
    return found


def terms_in(words: str) -> list[tuple[str, str]]:
    """The terms of the glossary that are used in a text, each with what it means, in the language that is spoken."""
    lowered = words.lower()
    return [
        (term, meaning)
        for term, meaning in _glossary(spoken())
        if any(re.search(_pattern(form), lowered) for form in _forms(term))
    ]


def _between() -> str:
    """A pattern of what stands between the limits of an interval, with what follows."""
    return say("{low} to {high}", low="|", high="|").split("|")[1] + r"[−\d]"


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
def _glossary(language: str) -> tuple[tuple[str, str], ...]:
    """Terms and meanings; in other languages than English, the terms whose meaning is translated."""
    if not GLOSSARY.is_file():  # an installation without the course
        return ()
    told = "definition" if language == MASTER else f"definition_{language}"
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        return tuple((row[language], row[told]) for row in csv.DictReader(file) if row[told])


def _pattern(form: str) -> str:
    """What tells that a term is used: English as it stands, other languages in the plural of each word too."""
    if spoken() == MASTER:
        return rf"\b{re.escape(form)}"
    words = [rf"{re.escape(re.sub('[aeoă]$', '', word))}\w{{0,3}}" if len(word) > 3 else word for word in form.split()]
    return rf"\b{' '.join(words)}\b"


def _forms(term: str) -> list[str]:
    """A term as it may stand in a sentence: "customer effort score (CES)" is either of the two."""
    short = re.findall(r"\(([A-Za-z]{3,})\)", term)
    return [re.sub(r"\s*\(.*\)", "", term).lower(), *(one.lower() for one in short if one.isupper())]
