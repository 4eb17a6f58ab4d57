"""What executed notebooks carry for a report: readings with their figures and tables, and what stayed closed.

Nothing is computed: a reading's bundle says what was found, and its figure and table are the nearest before it in the
same section. A notebook makes a chapter as soon as it carries a reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ..locale import MASTER, spoken, word
from ..readings import READING
from ..results import TABLE
from ..sections import CLOSING
from .report_words import titles
from .skipped import LEFT_OUT, TEACHING, headings, section_of

if TYPE_CHECKING:
    from nbformat import NotebookNode

CHAPTER = "chapter"  # the metadata of a notebook's first cell: what its chapter is called
PICTURES = ("image/png", "image/svg+xml")
FEWEST_ROWS = 3  # a table's head and two rows: a single row stands in the sentence already
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z]|[“\"−\d])")
QUESTION_CODE = re.compile(r"\b[A-Za-z]{1,2}\d+([_.]\d+)?\.$")  # "P2_4. Waiting time" is one name
FIRST_WORD = re.compile(r"^[^\W\d_](?=[^\W\d_A-Z]*(?:[\s:,.]|$))")  # its first letter, where a sentence begins with it
COUNTED = re.compile(r"^(?!.*: 0;).*\d")  # "Items on climate: 0; needed: 2" counts nothing that is there
PLANTED = "\n\n"  # what follows the first paragraph compares with a truth that no client has


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One reading with what shows it.

    Attributes
    ----------
    told : mapping
        The bundle of the reading.
    figure : NotebookNode or None
        The output with its figure.
    table : str
        The HTML of its table; empty where it has none.
    sheet : mapping
        The same table in full precision; empty where a table carries none.
    span : str
        Which waves its section looked at, as a sentence; empty where there is one.
    """

    told: Mapping[str, Any]
    figure: NotebookNode | None = None
    table: str = ""
    sheet: Mapping[str, Any] = field(default_factory=dict)
    span: str = ""

    @property
    def headline(self) -> str:
        """What was found, in one sentence."""
        return self.told["headline"]

    @property
    def answers(self) -> str:
        """The question of the summary that it answers."""
        return self.told.get("answers", "")

    @property
    def evidence(self) -> str:
        """What it rests on."""
        return self.told.get("evidence", "described")

    @property
    def silent(self) -> bool:
        """Whether it only says that there are too few answers to say something."""
        return self.evidence == "too few" and not self.answers

    @property
    def second(self) -> str:
        """The sentence beside the headline: what more is told, else what it does not show."""
        first = self.told["text"].split(PLANTED)[0]
        more = first.removeprefix(self.headline).strip() if first.startswith(self.headline) else ""
        return next((one for text in (more, self.told.get("limits", "")) for one in sentences(text)[:1]), "")

    @property
    def beside(self) -> str:
        """What stands beside the headline: the second sentence, and of which waves all of it is."""
        return " ".join(filter(None, [self.second, self.span]))


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """What one notebook found.

    Attributes
    ----------
    name, title : str
        Of the notebook, and of the chapter.
    findings : sequence of Finding
        In the notebook's order; each topic once.
    """

    name: str
    title: str
    findings: Sequence[Finding] = field(default=())

    @property
    def leading(self) -> list[Finding]:
        """Those shown with figure and table: what answers a question of the summary, else the first that infers."""
        answering = [one for one in self.findings if one.answers]
        inferring = [one for one in self.findings if one.evidence in ("supported", "open")]
        return answering or inferring[:1]

    @property
    def others(self) -> list[Finding]:
        """Those told in a line."""
        leading = self.leading
        return [one for one in self.findings if one not in leading]


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; lists have none.

    >>> sentences("NPS −2.2 (−8.3 to 4.0). The score fell. 3 differ.")
    ['NPS −2.2 (−8.3 to 4.0).', 'The score fell.', '3 differ.']
    >>> sentences("All put P2_4. Waiting time first. The rest is open.")
    ['All put P2_4. Waiting time first.', 'The rest is open.']
    """
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(("- ", "| "))]
    found = [""]
    for part in SENTENCE.split(" ".join(lines).strip()):
        if found[-1] and QUESTION_CODE.search(found[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return list(filter(None, found))


def chapter_of(name: str, notebook: NotebookNode) -> Chapter | None:
    """The chapter of an executed notebook; None where it carries no reading of the data."""
    found = _told_in(notebook)
    if all(one.silent for one in found):
        return None  # nothing but that nothing can be said: see `unjudged`
    topics = {one.told["topic"].split()[0] for one in found}
    alone = titles().get(topics.pop(), "") if len(topics) == 1 else ""
    return Chapter(name=name, title=alone or _title(name, notebook), findings=tuple(found))


def unjudged(notebooks: Iterable[NotebookNode]) -> list[str]:
    """What notebooks say that make no chapter, since all they say is that there are too few answers."""
    told = [found for notebook in notebooks if (found := _told_in(notebook)) and all(one.silent for one in found)]
    return list(dict.fromkeys(one.headline for found in told for one in found))


def _told_in(notebook: NotebookNode) -> list[Finding]:
    """The findings of a notebook, of each topic the last."""
    found: dict[str, Finding] = {}
    for section, cells in _by_section(notebook):
        for finding in _findings(cells):
            found[finding.told["topic"]] = replace(finding, span=section.get("span", ""))
    return list(found.values())


def told_once(chapters: Sequence[Chapter]) -> list[Chapter]:
    """The chapters, each headline in one of them, where most is shown; what has nothing of its own is no chapter."""
    best: dict[str, tuple[bool, int]] = {}
    home: dict[str, Chapter] = {}
    for chapter in chapters:
        answering = sum(bool(one.answers) for one in chapter.findings)
        for one in chapter.findings:
            shown = (one.figure is not None, answering)
            if one.headline not in home or shown > best[one.headline]:
                home[one.headline], best[one.headline] = chapter, shown
    own = []
    for chapter in chapters:
        once: dict[str, Finding] = {}
        for one in chapter.findings:
            if home[one.headline] is chapter and (one.headline not in once or one.figure is not None):
                once[one.headline] = one
        own.append(replace(chapter, findings=tuple(once.values())))
    return [chapter for chapter in own if chapter.findings]


def lacking(notebooks: Iterable[NotebookNode]) -> dict[str, int]:
    """What sections of the notebooks lack, a column of a role or a table of a kind, and how many lack it."""
    counted: dict[str, int] = {}
    for notebook in notebooks:
        closed = {number: section for number, _, section in _closed(notebook)}
        for section in closed.values():
            if lacks := closed.get(str(section.get("rests_on")), section).get("lacks"):
                counted[lacks] = counted.get(lacks, 0) + 1
    return dict(sorted(counted.items(), key=lambda one: -one[1]))


def too_few(notebooks: Iterable[NotebookNode]) -> list[str]:
    """Why sections say nothing though their columns are there: heading and reason, those that count something.

    Headings are the course's own, in English; a report in another language has the reason alone.
    """
    told = [
        f"{title} {section['reason']}".strip() if spoken() == MASTER else section["reason"]
        for notebook in notebooks
        for _, title, section in _closed(notebook)
        if not (section.get("lacks") or section.get("rests_on")) and COUNTED.search(section["reason"])
        if section.get("said", True)
    ]
    return list(dict.fromkeys(told))


def _closed(notebook: NotebookNode) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The sections that are closed: number, heading without it, and what is told of them."""
    title = ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (found := headings(cell.source)):
            title = found[-1][2]
        section = section_of(cell)
        if section is not None and section["state"] == "closed":
            own = re.sub(r"^[\d.]+\s*", "", title)
            yield str(section["number"]), own if own.endswith(("?", ".")) else f"{own}:", section


def _title(name: str, notebook: NotebookNode) -> str:
    """What the chapter is called: as the first cell says, else the first heading without its number."""
    from .pages import page_title

    first = notebook.cells[0].metadata.get(CHAPTER) if notebook.cells else ""
    return word(first or re.sub(r"^\d+\s*·\s*", "", page_title(notebook)) or name)


def _by_section(notebook: NotebookNode) -> Iterator[tuple[Mapping[str, Any], list[NotebookNode]]]:
    """Each section that is open with its cells, without those of the course and the closing block."""
    now: Mapping[str, Any] = {}
    cells: list[NotebookNode] = []
    shown = True
    for cell in notebook.cells:
        section = section_of(cell)
        if section is not None:
            yield now, cells
            now, cells, shown = section, [], section["state"] == "open" and str(section["number"]) != CLOSING
        teaches = TEACHING.intersection(cell.metadata.get("tags", []))
        if shown and cell.cell_type == "code" and not teaches:
            cells.append(cell)
    yield now, cells


def _begun(told: Mapping[str, Any]) -> dict[str, Any]:
    """A reading that begins with a capital letter, unless a code begins it: "eng_1: …"."""
    capital = {key: FIRST_WORD.sub(lambda found: found[0].upper(), told[key]) for key in ("headline", "text")}
    return {**told, **capital}


def _findings(cells: Sequence[NotebookNode]) -> Iterator[Finding]:
    """The readings of a section, each with the figure and the table before it; a figure is shown once."""
    figure, table = None, ""
    sheet: dict[str, Any] = {}
    for cell in cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if LEFT_OUT in data:
                continue
            if any(kind in data for kind in PICTURES):
                figure = output
            elif READING in data:
                if not data[READING].get("aside"):
                    yield Finding(told=_begun(data[READING]), figure=figure, table=table, sheet=sheet)
                    figure, table, sheet = None, "", {}
            elif "<table" in (html := "".join(data.get("text/html", ""))) and html.count("<tr") >= FEWEST_ROWS:
                table, sheet = html, data.get(TABLE, {})
