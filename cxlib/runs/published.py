"""All that a folder of results tells of groups, as somebody reads it who has nothing else."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from ..errors import CXError
from ..figures.charts import CHART, places_of
from ..locale import MASTER, originals
from ..sections import SECTION

RECORD = "run.json"
NUMBER = re.compile(r"[-−+]?(\d[\d,]*)(\.\d+)?( %)?")
IN_WORDS = re.compile(r"(?:^|[·;.:] +)([^·;()]+?) ([-−]?[\d.,]+) \([^()]*?n = ([\d,]+)\)")
MARKED = re.compile(r"\d+(?:[.,]\d+)*")
SWAPPED = str.maketrans(",.", ".,")
MACHINES = (".csv", ".json")  # whose numbers are written for machines
NO_VALUE = ("", "–", "-", "NaN", "<NA>", "None")
NO_PEOPLE = {"items", "effective", "unit", "units", "groups", "clusters", "rows"}  # what else is counted
NO_MEANS = {"missing", "p", "p, adjusted"}  # shares of who is silent, and chances: no mean of answers
WHOLE = ""  # the part of a run on the whole study


@dataclass(frozen=True, kw_only=True)
class Told:
    """A number that a page tells of a group.

    Attributes
    ----------
    run, page, place : str
        Where it stands: the folder of the run, the notebook or file, and which of its outputs.
    only : str
        The part of the study that the run was on, ``"region: North"``.
    words : mapping of str to str
        Head → text, of the cells that are no numbers: the names of groups and of what is told.
    what : str
        The head of the number.
    n : int or None
        How many people, where it is told.
    estimate, rounding : float
        The number as printed, and how far it can be from the true one; a share lies between 0 and 1.
    of_data : bool
        Whether its section rests on the study's data, as its call says; others show invented examples.
    """

    run: str
    page: str
    place: str
    only: str
    words: Mapping[str, str] = field(hash=False)
    what: str
    n: int | None
    estimate: float
    rounding: float
    of_data: bool = True

    @property
    def where(self) -> str:
        """As a person finds it."""
        named = ", ".join(f"{head} {text}" for head, text in self.words.items())
        return " · ".join(
            filter(None, (self.page, self.only, named, self.what, "" if self.n is None else f"n {self.n}"))
        )


def published(folder: Path) -> list[Told]:
    """Every number of a group in the tables, descriptions of figures and records of all runs of a folder.

    A page is made of its executed notebook, so that it is read only where this is absent.

    Raises
    ------
    CXError
        The folder holds no run.
    """
    runs = sorted({file.parent for file in folder.rglob(RECORD)})
    if not runs:
        raise CXError(f"{folder}: no run in it.", "Name a folder of results, as cx run --out has written it.")
    found: dict[Told, None] = {}
    for run in runs:
        record = json.loads((run / RECORD).read_text(encoding="utf-8"))
        only, language = record.get("only", WHOLE), record.get("language", MASTER)
        for file in sorted(path for path in run.iterdir() if path.is_file() and path.name != RECORD):
            said = MASTER if file.suffix in MACHINES else language
            for place, words, table, of_data in _outputs(file, said):
                told = _of_words(in_english(words, said)) if table is None else _of_table(table, said)
                for its, what, n, (estimate, rounding) in told:
                    one = Told(
                        run=run.name, page=file.stem, place=place, only=only, words=its, what=what, n=n,
                        estimate=estimate, rounding=rounding, of_data=of_data,
                    )  # fmt: skip
                    found[one] = None
    return list(found)


def thresholds(folder: Path) -> dict[str, int]:
    """Run → the smallest group of its notebooks."""
    found = {}
    for file in sorted(folder.rglob(RECORD)):
        notebooks = json.loads(file.read_text(encoding="utf-8"))["notebooks"]
        asked = [one["parameters"]["min_cell"] for one in notebooks if "min_cell" in one["parameters"]]
        found[file.parent.name] = min(asked, default=1)
    return found


Output = tuple[str, str, list[list[str]] | None, bool]


def _outputs(file: Path, language: str) -> Iterator[Output]:
    """The tables and the descriptions of figures of a file, each with its place."""
    if file.suffix == ".ipynb":
        yield from _of_notebook(json.loads(file.read_text(encoding="utf-8")), language)
    elif file.suffix == ".html" and not file.with_suffix(".ipynb").exists():
        soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        yield from ((f"table {k}", "", table, True) for k, table in enumerate(_tables(soup), start=1))
        yield from ((f"figure {k}", str(img.get("alt", "")), None, True) for k, img in enumerate(soup.find_all("img")))
        yield from (
            (f"figure {k}", str(one.text), None, True) for k, one in enumerate(soup.find_all(["title", "desc"]))
        )
    elif file.suffix == ".csv":
        yield "rows", "", list(csv.reader(file.read_text(encoding="utf-8").splitlines())), True
    elif file.suffix == ".json":
        records = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(records, list) and records and all(isinstance(one, dict) for one in records):
            heads = list(records[0])
            yield "records", "", [heads, *([str(one.get(head, "")) for head in heads] for one in records)], True


def _of_notebook(notebook: dict, language: str) -> Iterator[Output]:
    of_data = True
    opened: dict[str, bool] = {}
    for place, cell in enumerate(notebook["cells"]):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if SECTION in data:
                its = data[SECTION]
                number, own = str(its.get("number", "")), its.get("on_data", bool(its.get("columns")))
                # "5.1" looks at what 5 looks at, unless it only teaches, on numbers of its own
                teaches = "lesson" in cell.get("metadata", {}).get("tags", [])
                of_data = opened[number] = own or (not teaches and opened.get(number.partition(".")[0], False))
            html = "".join(data.get("text/html", ""))
            if "<table" in html:
                for table in _tables(BeautifulSoup(html, "html.parser")):
                    yield f"cell {place}", "", table, of_data
            yield from ((f"cell {place}", "", table, of_data) for table in _of_chart(data.get(CHART, {}), language))
            said = [html, *("".join(data.get(kind, "")) for kind in ("text/markdown", "text/plain"))]
            metadata = output.get("metadata", {})
            said += [str(metadata.get(kind, {}).get("alt", "")) for kind in ("image/png", "image/svg+xml")]
            for words in dict.fromkeys(said):
                yield f"cell {place}", words, None, of_data


def _of_chart(chart: Mapping[str, Any], language: str) -> Iterator[list[list[str]]]:
    """The numbers behind a figure, which slides have, with the marks of the language."""
    marks: dict[int, int] = {} if language == MASTER else SWAPPED
    places = places_of(chart["form"]) if chart else 0
    for one in chart.get("series", []):
        if "n" in one:
            rows = zip(chart["names"], one["n"], one["values"], strict=True)
            told = [
                [name, "" if n is None else str(n), "" if value is None else f"{value:.{places}f}".translate(marks)]
                for name, n, value in rows
                if not str(name).startswith("#")
            ]
            yield [["", "n", one["name"] or chart["unit"]], *told]


def _tables(soup: BeautifulSoup) -> Iterator[list[list[str]]]:
    for table in soup.find_all("table"):
        yield [[cell.get_text(strip=True) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]


Row = tuple[dict[str, str], str, int | None, tuple[float, float]]


def in_english(text: str, language: str) -> str:
    """The numbers of a text with English marks.

    >>> in_english("Norte 1.234,5 (n = 12.345)", "es")
    'Norte 1,234.5 (n = 12,345)'
    """
    if language == MASTER:
        return text
    return MARKED.sub(lambda one: one[0].translate(SWAPPED), text).replace("\N{NO-BREAK SPACE}%", " %")


def _of_table(table: Sequence[Sequence[str]], language: str = MASTER) -> Iterator[Row]:
    """Each number of a table, its head in English, with the words of its row and the people that it is about."""
    heads = list(table[0]) if table else []
    rows = [[in_english(cell, language) for cell in row] for row in table[1:] if len(row) == len(table[0])]
    numbers = [
        place
        for place in range(len(heads))
        if heads[place]  # the names of a figure's rows have no head: 3 offers are called "3"
        and any(number(row[place]) for row in rows)
        and all(number(row[place]) or row[place] in NO_VALUE for row in rows)
    ]
    for place in numbers:
        heads[place] = next(iter(originals(heads[place], language)), heads[place])
    counted = [place for place in numbers if _counts_people(heads[place])]
    means = [
        place
        for place in numbers
        if place not in counted and heads[place] not in NO_MEANS and not _counts_others(heads[place])
    ]
    for row in rows:
        words = {
            heads[place]: row[place]
            for place in range(len(heads))
            if place not in numbers and row[place] not in NO_VALUE
        }
        n = number(row[counted[0]]) if counted else None
        for place in means:
            if found := number(row[place]):
                yield words, heads[place], None if n is None else int(n[0]), found
        if n is not None and not means:
            yield words, "", int(n[0]), (float("nan"), 0.0)


def _of_words(words: str) -> Iterator[Row]:
    """The groups that the description of a figure lists: “North 3.21 (3.02 to 3.40, n = 57)”."""
    for label, estimate, n in IN_WORDS.findall(words):
        # "#6" is a place in an order, which another group takes in another run
        if not label.strip().startswith("#") and (found := number(estimate)):
            yield {"": label.strip()}, "", int(n.replace(",", "")), found


def number(text: str) -> tuple[float, float] | None:
    """A number as printed and half of its last digit; None for what is none.

    >>> number("−1,204.50"), number("24.8 %"), number("2.0 to 3.1")
    ((-1204.5, 0.005), (0.248, 0.0005), None)
    """
    found = NUMBER.fullmatch(text)
    if not found:
        return None
    unit = 0.01 if found[3] else 1.0
    value = float(text.removesuffix(" %").replace("−", "-").replace(",", ""))
    half = 0.5 * 10.0 ** -(len(found[2]) - 1 if found[2] else 0)
    return round(value * unit, 12), round(half * unit, 12)


def _counts_people(head: str) -> bool:
    first, _, rest = head.partition(" ")
    return first in ("n", "questionnaires", "people") and not _counts_others(rest)


def _counts_others(head: str) -> bool:
    return not NO_PEOPLE.isdisjoint(head.split())
