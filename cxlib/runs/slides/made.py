"""The slides of a run: what is found first, a message each, how it is known last; from executed notebooks only."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from ...figures.style import DPI, HEADS
from ...locale import say, spoken
from ...study.files.logo import picture_kind
from ...text import count, date, decimals, interval, percent, percents
from ..plain_words import plain_words, table_rows
from ..report import DARK, logo_of, luminance, method_told, wording_of, write_beside
from ..report_parts import PLANTED, Chapter, Finding, sentences
from ..report_summary import chapters_in, limits_in, score_in, summary_in
from ..report_words import definitions_in, page_words
from ..spreadsheets import written_at
from .drawn import Deck, Slide
from .parts import across

if TYPE_CHECKING:
    from nbformat import NotebookNode

SLIDES = "slides.pptx"
COLOUR = re.compile("#[0-9a-fA-F]{6}")
HOUSE = "#0b4f8a"
COUNTED = {"answers", "checks", "columns", "count", "departments", "factors", "groups", "people", "rows", "units"}
HIGHEST = 7.0  # inches of a figure that a slide shows at two thirds of its size; of a higher one, its table


def write_slides(folder: Path) -> Path:
    """Write the slides of a run into ``slides.pptx`` beside its report.

    Raises
    ------
    CXError
        The folder is not that of a run, or cannot be written.
    """
    return write_beside(folder, SLIDES, partial(_deck, folder))


def _deck(folder: Path, notebooks: Mapping[str, NotebookNode], record: Mapping[str, Any]) -> bytes:
    """The slides as a file."""
    told = record.get("report", {})
    colour = told.get("colour", HOUSE)
    colour = colour if COLOUR.fullmatch(colour) else HOUSE
    study = ", ".join(filter(None, (record["study"], record.get("only"))))
    foot = " · ".join(dict.fromkeys(filter(None, (told.get("client"), study, date(record["started"][:10])))))
    deck = Deck(
        colour=colour, ink="FFFFFF" if luminance(colour) < DARK else "1C2430", foot=foot,
        logo=base64.b64decode(logo_of(folder, record).partition(",")[2]), language=spoken(),
    )  # fmt: skip
    for slide in slides_of(chapters_in(notebooks), record):
        deck.add(slide)
    return deck.save(study, written_at(record["started"]))


def slides_of(chapters: Sequence[Chapter], record: Mapping[str, Any]) -> Iterator[Slide]:
    """The slides in their order: summary, what leads, what was also found, method, limits, definitions."""
    said = page_words()
    wording = wording_of(record)
    method = method_told(record)
    yield _summary(chapters, record, said)
    for chapter in chapters:
        for finding in chapter.leading:
            yield _slide(finding, chapter.title, wording, method)
    for chapter in chapters:
        kicker, silent = f"{said['also']} · {chapter.title}", []
        for finding in chapter.others:
            if finding.silent:
                continue  # a slide that says that nothing can be said
            slide = _slide(finding, kicker, wording, method)
            if slide.chart or slide.picture or slide.table:
                yield slide
            else:
                silent.append(slide)
        if len(silent) == 1:
            yield silent[0]
        elif silent:
            notes = [note for one in silent for note in one.notes]
            yield Slide(title=kicker, words=[("", [one.title for one in silent])], notes=list(dict.fromkeys(notes)))
    yield Slide(title=said["method"], words=[("", method)])
    if limits := [plain_words(one) for one in limits_in(chapters)]:
        yield Slide(title=said["limits"], words=[("", limits)])
    if definitions := definitions_in(" ".join(one.told["text"] for chapter in chapters for one in chapter.findings)):
        yield Slide(title=said["definitions"], words=[(name, [meaning]) for name, meaning in definitions])


def _summary(chapters: Sequence[Chapter], record: Mapping[str, Any], said: Mapping[str, str]) -> Slide:
    """Where we stand, who differs by name, what matters, what to do."""
    score, answered = score_in(chapters), summary_in(chapters)
    first = score["finding"] if score else answered[0][1][0] if answered else None
    words = [(asked, [plain_words(f"{one.headline} {one.span}".strip()) for one in found]) for asked, found in answered]
    return Slide(
        title=plain_words(first.headline) if first else record["study"],
        kicker=said["summary"],
        second=plain_words(first.beside) if first else "",
        words=words or [("", [said["nothing"]] if first is None else [])],
        notes=[record.get("about", ""), *method_told(record)],
    )


def _slide(finding: Finding, kicker: str, wording: Mapping[str, str], method: Sequence[str]) -> Slide:
    """One message with what shows it: a chart, else the figure, else the table, else its number in large."""
    chart, picture, alt = _figure(finding)
    table = table_rows(finding.table, wording) if finding.table and not (chart or readable(picture)) else []
    table = across(table) if table else []
    picture = b"" if table else picture
    numbers = finding.told["numbers"]
    large = () if chart or picture or table or not numbers else _large(numbers[0])
    text = plain_words(finding.told["text"].split(PLANTED)[0])
    told = {plain_words(finding.headline), plain_words(finding.second)}
    more = [] if chart or picture or table else [one for one in sentences(text) if one not in told]
    heads = finding.figure.get("metadata", {}).get("image/png", {}).get(HEADS, 0.0) if finding.figure else 0.0
    return Slide(
        title=plain_words(finding.headline), kicker=kicker, second=plain_words(finding.beside), chart=chart,
        picture=picture, alt=alt, heads=heads, table=table, number=large, words=[("", more)] if more else [],
        notes=_notes(finding, text, alt, method),
    )  # fmt: skip


def _figure(finding: Finding) -> tuple[Mapping[str, Any] | None, bytes, str]:
    """What a figure shows as data; else its picture, if it is one; its description."""
    from ...figures.charts import CHART

    if finding.figure is None:
        return None, b"", ""
    data = finding.figure["data"]
    alt = finding.figure.get("metadata", {}).get("image/png", {}).get("alt", "")
    if CHART in data:
        return data[CHART], b"", alt
    picture = base64.b64decode("".join(data.get("image/png", "")))
    return None, picture if picture_kind(picture) == "image/png" else b"", alt


def _notes(finding: Finding, text: str, alt: str, method: Sequence[str]) -> list[str]:
    """What the speaker reads: all that is told, each number with its n, what it does not show, how it is known."""
    said = page_words()
    limits = plain_words(finding.told.get("limits", ""))
    numbers = [" · ".join(filter(None, _large(one))) for one in finding.told["numbers"]]
    sure = said.get(finding.evidence, "")
    return [
        text,
        sure and f"({sure})",
        *numbers,
        alt,
        limits and f"{said['limits']}: {limits}",
        said["method"],
        *method,
    ]


def readable(picture: bytes) -> bool:
    """Whether the letters of a figure can be read on a slide, where it is not higher than the slide has room for."""
    if not picture:
        return False
    with Image.open(io.BytesIO(picture)) as drawn:
        return drawn.height / DPI <= HIGHEST


def _large(number: Mapping[str, Any]) -> tuple[str, str]:
    """A number with its interval, and what it is the value of."""
    is_share, digits = number["unit"] == "share", 1 if number["unit"] in ("points", "share") else 2
    if number["estimate"] is None:
        return "", plain_words(number["label"])
    whole = number["unit"] in COUNTED and float(number["estimate"]).is_integer()
    value = count(number["estimate"]) if whole else (percent if is_share else decimals)(number["estimate"], digits)
    ends = (number["conf_low"], number["conf_high"])
    limits = "" if None in ends else f" ({(percents if is_share else interval)(*ends, digits)})"
    n = say("n = {n}", n=count(number["n"])) if number["n"] is not None else ""
    return value + limits, " · ".join(filter(None, (plain_words(number["label"]), n)))
