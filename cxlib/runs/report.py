"""The report of a run: findings first, then a chapter for each topic, then method, limits, definitions and words."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, Template
from nbconvert.filters import markdown2html_mistune

from ..errors import CXError
from ..locale import LANGUAGES, MASTER, known_language, say, say_number, speaking, spoken, word, written_heads
from ..study.files.logo import picture_kind
from ..text import date, listed, percent, quoted
from .folders import STYLE, TEMPLATES, write_whole, writing
from .harmless import clean, svg_address
from .pages import NO_DESCRIPTION, REPORT
from .report_parts import lacking
from .report_summary import chapters_in, limits_in, score_in, summary_in, unsaid_in
from .report_words import definitions_in, left_english, page_words, terms_in

if TYPE_CHECKING:
    from bs4 import Tag
    from nbformat import NotebookNode

DARK = 0.45  # luminance below which white letters can be read on a colour
NAMED = 4  # columns that the last line names
PNG, BASE64 = "data:image/png;base64,", re.compile(r"[A-Za-z0-9+/]+={0,2}")
WIDE = 4  # columns of a table that a telephone shows side by side; rows of more become cards
ENGLISH_NOTE = re.compile(r'<p lang="en">.*?</p>', re.DOTALL)


def write_report(notebooks: Mapping[str, NotebookNode], record: Mapping[str, Any], *, folder: Path) -> Path:
    """Write the report of executed notebooks into the folder of their run.

    Parameters
    ----------
    notebooks : mapping
        Name → executed notebook, in their order.
    record : mapping
        The record of the run.
    folder : Path
        Where the report, and the logo that it shows, are.

    Returns
    -------
    Path
        The report.
    """
    file = folder / REPORT
    file.write_text(report_html(notebooks, record, logo=logo_of(folder, record)), encoding="utf-8")
    return file


def report_of(folder: Path, *, language: str = "") -> Path:
    """Build the report of a run again, from its executed notebooks and its record.

    Raises
    ------
    CXError
        The folder is not that of a run, or its sentences are in another language.
    """
    notebooks, record = run_in(folder)
    told = record.get("language", MASTER)
    if language and known_language(language) != told:
        problem = f"{folder}: its notebooks have written their sentences in {LANGUAGES[told]}."
        raise CXError(problem, f"Run the study again: cx run STUDY --language {language}.")
    with speaking(told):
        return write_report(notebooks, record, folder=folder)


def run_in(folder: Path) -> tuple[dict[str, NotebookNode], dict[str, Any]]:
    """The executed notebooks of a run, in their order, and its record.

    Raises
    ------
    CXError
        The folder is not that of a run.
    """
    import nbformat

    record_file = folder / "run.json"
    if not record_file.is_file():
        raise CXError(f"{folder}: no run.json, so no run.", "Name the folder that cx run has written.")
    record = json.loads(record_file.read_text(encoding="utf-8"))
    there = {one["name"]: folder / f"{Path(one['name']).name}.ipynb" for one in record["notebooks"]}
    missing = next((file.name for file in there.values() if not file.is_file()), None)
    if missing:
        raise CXError(f"{folder}: {missing} is not there.", "Keep the executed notebooks beside run.json.")
    return {name: nbformat.read(file, 4) for name, file in there.items()}, record


def write_beside(
    folder: Path, name: str, build: Callable[[Mapping[str, NotebookNode], Mapping[str, Any]], bytes]
) -> Path:
    """Write what is built of the notebooks and the record of a run beside its report, in the language of the run."""
    notebooks, record = run_in(folder)
    with speaking(record.get("language", MASTER)):
        content = build(notebooks, record)
    file = folder / name
    with writing(folder):
        write_whole(file, content)
    return file


def report_html(notebooks: Mapping[str, NotebookNode], record: Mapping[str, Any], *, logo: str = "") -> str:
    """The report as one page, whole in itself; `logo` is the address of a picture that stands in it."""
    chapters = chapters_in(notebooks)
    carried = [notebooks[chapter.name] for chapter in chapters]  # what the others lack is another study
    told = record.get("report", {})
    colour = told.get("colour", "#0b4f8a")
    words = " ".join(one.told["text"] for chapter in chapters for one in chapter.findings)
    definitions = definitions_in(words)
    terms = [one for one in terms_in(words) if not any(f"({name})" in one[0] for name, _ in definitions)]
    page = _template().render(
        chapters=chapters,
        cleaned=partial(_table, wording=wording_of(record)),
        summary=summary_in(chapters),
        score=score_in(chapters),
        record=record,
        client=told.get("client") or record["study"],
        logo=logo,
        colour=colour,
        ink="#ffffff" if luminance(colour) < DARK else "#1c2430",
        method=method_told(record),
        limits=limits_in(chapters),
        definitions=definitions,
        terms=terms,
        unsaid=unsaid_in(chapters, carried, notebooks.values()),
        last=_last(lacking(carried)),
        said=page_words(),
        language=spoken(),
        day=date(record["started"][:10]),
        style=STYLE.read_text(encoding="utf-8") + (TEMPLATES / "report.css").read_text(encoding="utf-8"),
    )
    return re.sub(r"\n{3,}", "\n\n", page)


@cache
def _template() -> Template:
    """Compiled once, however many parts are reported."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"prose": _prose, "picture": _picture, "anchor": _anchor}
    return environment.get_template("report.html.j2")


def wording_of(record: Mapping[str, Any]) -> dict[str, str]:
    """The words of the client's questions, by the name of their column as heads show it."""
    wording: dict[str, str] = {}
    for name, words in record.get("report", {}).get("wording", {}).items():
        shown = name.replace("_", " ")
        if words == name or shown in written_heads():
            continue  # nobody was asked, or it may be a head of the library that is written alike: it is said as such
        wording |= {shown: words, str(word(shown)): words}
    return wording


def method_told(record: Mapping[str, Any]) -> list[str]:
    """How the numbers came about: data, checks, intervals, versions."""
    files = [one["file"] for one in record["data"]]
    told = [say("Data: {files}.", files=listed(files, most=NAMED))]
    if record.get("only"):
        told.append(say("Of the rows with {only}.", only=record["only"]))
    if record.get("as_of"):
        told.append(say("As of {date}.", date=date(record["as_of"])))
    level = next((one["parameters"].get("confidence_level") for one in record["notebooks"]), None)
    if level:
        told.append(
            say(
                "Intervals hold the true value in {level} of surveys made like this one; groups that are compared with "
                "one another are corrected for their number (Holm).",
                level=percent(level),
            )
        )
    cells = [one["parameters"]["min_cell"] for one in record["notebooks"] if "min_cell" in one["parameters"]]
    if cells:
        told.append(say("No group of fewer than {n} people is told by itself.", n=max(cells)))
    notes = record.get("notes", [])
    said = record.get("notes_said", notes)
    told += [*said, *left_english(len(notes) - len(said), "run.json")]
    versions = record["versions"]
    told.append(
        say("Computed with cxlib {cxlib}, Python {python}.", cxlib=versions["cxlib"], python=versions["python"])
    )
    return told


def _last(lacks: Mapping[str, int]) -> str:
    """The one line of what the data could not carry, and which column would."""
    if not lacks:
        return ""
    parts = [
        say_number("{what} ({number} analysis)", "{what} ({number} analyses)", number, what=what, number=number)
        for what, number in lacks.items()
    ]
    return say("What the data could not carry, and what would: {parts}.", parts=listed(parts, most=NAMED))


def _prose(text: str) -> str:
    """A sentence of a reading as HTML, without the paragraph around it."""
    html = clean(markdown2html_mistune(text)).strip()
    return html.removeprefix("<p>").removesuffix("</p>")


def _table(html: str, name: str, wording: Mapping[str, str]) -> str:
    """A table made harmless, its columns under the wording of their questions; of notes in English only how many."""
    from bs4 import BeautifulSoup

    from .finishing import cells_in, finish_tables

    english = len(ENGLISH_NOTE.findall(html)) if spoken() != MASTER else 0
    html = ENGLISH_NOTE.sub("", html) if english else html
    html += "".join(f"<p><small>{told}</small></p>" for told in left_english(english, f"{name}.ipynb"))
    soup = BeautifulSoup(clean(html), "html.parser")
    for head in cells_in(soup, "thead", "th"):
        if (name := head.get_text(strip=True)) in wording:
            head.string = wording[name]
    for note in soup.find_all("small"):
        note.string = _in_words(note.get_text(), wording)
    for table in soup.find_all("table"):
        _as_cards(table)
    finish_tables(soup)
    return str(soup)


def _in_words(note: str, wording: Mapping[str, str]) -> str:
    """A note with the wording of questions in place of their columns.

    A name that may be a word of any note stays; but the usual English names of a draft are no words of other languages.
    """
    usual = {"recommend": say("recommendation"), "overall": say("the overall score")}
    names = rf"\b(?:\w*[_\d]\w*{'' if spoken() == MASTER else '|' + '|'.join(usual)})\b"

    def called(found: re.Match[str]) -> str:
        words = wording.get(found[0].replace("_", " "))
        if words is None:
            return found[0] if spoken() == MASTER else usual.get(found[0], found[0])
        return quoted(words) if " " in words else words  # a code stays bare

    return re.sub(names, called, note)


def _as_cards(table: Tag) -> None:
    """Each cell knows its head, so that a narrow page can show a row of many as a card."""
    from .finishing import cells_in

    heads = [head.get_text(strip=True) for head in cells_in(table, "thead", "th")]
    rows = [row.find_all(["th", "td"], recursive=False) for row in cells_in(table, "tbody", "tr")]
    if len(heads) <= WIDE or any(len(row) != len(heads) for row in rows):
        return
    table["class"] = " ".join([*filter(None, table.get_attribute_list("class")), "cards"])
    for row in rows:
        for cell, words in zip(row, heads, strict=True):
            cell["data-head"] = words


def _picture(output: Mapping[str, Any]) -> dict[str, str]:
    """The address and the words of a figure."""
    data, metadata = output["data"], output.get("metadata", {})
    kind = "image/png" if "image/png" in data else "image/svg+xml"
    told = metadata.get(kind, {}).get("alt") or metadata.get("alt") or word(NO_DESCRIPTION)
    if kind == "image/svg+xml":
        return {"src": svg_address("".join(data[kind])), "alt": told}
    narrow = metadata.get(kind, {}).get("narrow", "")
    return {
        "src": PNG + "".join(data[kind]).replace("\n", ""),
        "alt": told,
        "narrow": PNG + narrow if BASE64.fullmatch(narrow) else "",
    }


def _anchor(words: str) -> str:
    from .finishing import anchor

    return anchor(words)


def luminance(colour: str) -> float:
    """How light a colour is, 0 to 1, as WCAG weighs red, green and blue."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def logo_of(folder: Path, record: Mapping[str, Any]) -> str:
    """The logo as an address that holds the picture itself; empty where there is none, or no picture."""
    name = Path(record.get("report", {}).get("logo", "")).name  # a record that was changed leads to no other folder
    content = (folder / name).read_bytes() if name and (folder / name).is_file() else b""
    kind = picture_kind(content)
    return f"data:{kind};base64,{base64.b64encode(content).decode()}" if kind else ""


def logo_doubt(folder: Path, record: Mapping[str, Any]) -> str:
    """Why the logo that a run names stands nowhere; empty where it does, or where none is named."""
    name = record.get("report", {}).get("logo", "")
    return (
        f'The logo "{name}" is no picture that can be opened: left out.' if name and not logo_of(folder, record) else ""
    )
