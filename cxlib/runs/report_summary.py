"""What leads a report: its chapters in order, the score in large, the answers of its summary, why no more is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..locale import say
from ..text import decimals, interval, percent, percents
from .report_parts import Chapter, Finding, chapter_of, told_once, too_few, unjudged
from .report_words import questions

if TYPE_CHECKING:
    from nbformat import NotebookNode

LEADING = 2  # answers to one question that stand in the summary
SURENESS = ("supported", "open", "described", "too few")
UNSAID = 6  # sections of which it is told why they say nothing
MOST_FOUND = 4  # findings of the summary where none answers a question of it
OF_DATA = "00"  # the notebook that looks at the data begins so
EXPECTED = ("who", "matters")  # questions whose silence is explained


def chapters_in(notebooks: Mapping[str, NotebookNode]) -> list[Chapter]:
    """What executed notebooks found, in the order of the questions."""
    chapters = told_once([found for name, notebook in notebooks.items() if (found := chapter_of(name, notebook))])
    return sorted(chapters, key=lambda chapter: _place(chapter, list(questions())))


def summary_in(chapters: Sequence[Chapter]) -> list[tuple[str, list[Finding]]]:
    """The questions that are answered, the score apart, each with the surest answers; else what each topic found."""
    told = {asked: answers_in(chapters, key) for key, asked in questions().items() if key != "score"}
    answered = [(asked, found) for asked, found in told.items() if found]
    if answered or score_in(chapters):
        return answered
    topics = [chapter for chapter in chapters if not chapter.name.startswith(OF_DATA)]
    found = [one for chapter in topics for one in chapter.findings if one.told["numbers"] and not one.silent]
    found.sort(key=lambda one: not one.answers)  # what answers a question of its topic comes first
    return [(say("What was found?"), found[:MOST_FOUND])] if found else []


def _place(chapter: Chapter, order: Sequence[str]) -> int:
    """Chapters come in the order of the questions that they answer; the others last."""
    return min((order.index(one.answers) for one in chapter.findings if one.answers in order), default=len(order))


def answers_in(chapters: Sequence[Chapter], question: str) -> list[Finding]:
    """The surest answers to a question of the summary, each headline once."""
    found = {one.headline: one for chapter in chapters for one in chapter.findings if one.answers == question}
    return sorted(found.values(), key=lambda one: SURENESS.index(one.evidence))[:LEADING]


def score_in(chapters: Sequence[Chapter]) -> dict[str, Any] | None:
    """The score in large: with weights where somebody made them, which a later reading of the same chapter tells."""
    found = [one for chapter in chapters[:1] for one in chapter.findings if one.answers == "score"]
    found = found or [one for chapter in chapters for one in chapter.findings if one.answers == "score"]
    if not found:
        return None
    finding, number = found[-1], found[-1].told["numbers"][0]
    write = (lambda value: percent(value, 1)) if number["unit"] == "share" else decimals
    ends = (number["conf_low"], number["conf_high"])
    span = percents if number["unit"] == "share" else interval
    limits = "" if None in ends else span(*ends, 1)
    return {"value": write(number["estimate"]), "limits": limits, "label": number["label"], "finding": finding}


def limits_in(chapters: Sequence[Chapter]) -> list[str]:
    """What the leading findings do not show, each once."""
    return list(dict.fromkeys(one.told["limits"] for c in chapters for one in c.leading if one.told.get("limits")))


def unsaid_in(
    chapters: Sequence[Chapter], carried: Sequence[NotebookNode], notebooks: Iterable[NotebookNode]
) -> list[str]:
    """Why no more is said: of the questions that everybody has, and of what has too few answers for a chapter."""
    expected = all(answers_in(chapters, key) for key in EXPECTED)
    return [*([] if expected else too_few(carried)[:UNSAID]), *unjudged(notebooks)]
