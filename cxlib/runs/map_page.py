"""The journey map for whoever has no notebook: one drawing to place anywhere, and one page with its table."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader

from ..errors import CXError
from ..figures import plot_journey_map
from ..figures.map_words import MapWords
from ..figures.style import whole_figure
from ..locale import say
from ..results import Result
from ..study.files.access import run_folder
from .folders import STYLE, TEMPLATES, write_whole

EMPTY = "–"


def journey_map_page(
    result: Result, path: str | Path, *, title: str = "", language: str = "", replace: bool = False
) -> Path:
    """Write the journey map as an SVG drawing and as an HTML page with the drawing and its table.

    Both are whole in themselves: no script, no font and no picture is loaded. The drawing carries its description for
    those who do not see it. Neither file is ever seen half-written.

    Parameters
    ----------
    result : Result
        Of `journey_map`.
    path : str or Path
        The page, such as ``map.html``; the drawing stands beside it, as ``map.svg``.
    title : str
        Heading of the page; the language's word for a journey map if left out.
    language : {"", "en", "es", "ca", "ro"}
        Language of the labels, that of the run if left out; names, owners and variables stand as the register has them.
    replace : bool
        Whether files of these names may be written over.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    CXError
        A file that is there already, a folder that is not, or a disk that cannot be written.
    """
    page, drawing = Path(path).with_suffix(".html"), Path(path).with_suffix(".svg")
    if not page.parent.is_dir():
        raise CXError(f"{page.parent}: no such folder.", "Make it first, or choose another place.")
    for file in (page, drawing):
        if file.exists() and not replace:
            raise CXError(f"{file}: there is such a file already.", "Choose another name, or write replace=True.")
    words = MapWords(language)
    title = title or words.title("journey_map")
    svg = _drawing(result, title, language)
    html = _page(result, words, title=title, svg=svg)
    try:
        write_whole(drawing, f'<?xml version="1.0" encoding="utf-8"?>\n{svg}\n')
        write_whole(page, html)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise CXError(
            f"{page}: the map could not be written ({reason}).", "Make room, or choose another folder."
        ) from error
    return page


@dataclass(frozen=True)
class Kept:
    """The files that a notebook wrote beside its page, shown as a line."""

    files: tuple[str, ...]

    def __repr__(self) -> str:
        if not self.files:
            return say("Not in a run: no file is written.")
        page, drawing, table = self.files
        return say(
            "Beside this page: {page} (with its table), {drawing} (the drawing), {table}.",
            page=page,
            drawing=drawing,
            table=table,
        )

    def _repr_markdown_(self) -> str:
        return repr(self).replace("_", r"\_")


def keep_journey_map(result: Result, *, title: str = "", language: str = "") -> Kept:
    """Write the journey map into the folder of the run, as a page, a drawing and a table; outside of a run nothing.

    Parameters
    ----------
    result : Result
        Of `journey_map`.
    title : str
        What stands before the word for a journey map in the heading, such as the study's name.
    language : str
        As in `journey_map_page`.
    """
    folder = run_folder()
    if folder is None:
        return Kept(())
    title = " · ".join(filter(None, [title, MapWords(language).title("journey_map")]))
    journey_map_page(result, folder / "journey_map.html", title=title, language=language, replace=True)
    result.table.to_csv(folder / "journey_map.csv", index=False)
    return Kept(("journey_map.html", "journey_map.svg", "journey_map.csv"))


def _drawing(result: Result, title: str, language: str) -> str:
    """The SVG element with its title and description inside; the same map gives the same text."""
    import matplotlib.pyplot as plt

    text = io.StringIO()
    with plt.rc_context({"svg.hashsalt": "cxlib", "svg.fonttype": "path"}):
        figure = whole_figure(plot_journey_map(result, language=language))
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(figure)
    svg = text.getvalue()[text.getvalue().index("<svg") :].rstrip()
    told = (
        f'<title id="map-title">{escape(title)}</title>\n<desc id="map-text">{escape(str(figure.get_label()))}</desc>'
    )
    start = '<svg role="img" aria-labelledby="map-title map-text" '
    return svg.replace("<svg ", start, 1).replace(">", f">\n{told}", 1)


def _page(result: Result, words: MapWords, *, title: str, svg: str) -> str:
    """The page with the drawing, the notes and the table; all that comes from the data is escaped."""
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    head, rows = _cells(result, words)
    width = float(svg.partition(' width="')[2].partition('pt"')[0])  # shrunk or stretched only so far as it reads well
    return templates.get_template("map.html.j2").render(
        language=words.language, style=STYLE.read_text(encoding="utf-8"), title=title, svg=svg, width=width, head=head,
        rows=rows,
    )  # fmt: skip


HEADS = (
    "touchpoint", "stage", "line_of_visibility", "owner", "answers", "score", "interval", "designed", "evidence_grade",
    "net_emotion", "break_rate", "interval", "critical_variables",
)  # fmt: skip


def _cells(result: Result, words: MapWords) -> tuple[list[str], list[list[str]]]:
    """Headings and cells of the table beside the drawing; what no touchpoint has is left out."""
    level = words.number(100 * result.settings["confidence_level"], 0)
    heads = [words.title(key, level=level) for key in HEADS]
    nobody = words("nobody") if result.settings["owners_known"] else EMPTY
    missed = result.settings["critical_misses"]
    rows = [_row(line, words, nobody, missed.get(str(line.touchpoint), ())) for line in result.table.itertuples()]
    shown = [place for place in range(len(heads)) if any(row[place] != EMPTY for row in rows)]
    return [heads[place] for place in shown], [[row[place] for place in shown] for row in rows]


def _row(line: Any, words: MapWords, nobody: str, misses: Sequence[tuple[str, float, float]]) -> list[str]:
    """The cells of one touchpoint, in the order of `HEADS`."""

    def tenths(share: float) -> str:
        return words.share(share, 1)

    name = str(line.name) if str(line.name) == str(line.touchpoint) else f"{line.name} ({line.touchpoint})"
    emotion = _told(lambda *_: " ".join(words.net(line)), line.emotion_net)
    variable = "; ".join(
        _told(lambda name, share, aim: f"{name}: {words.share(share)} < {words.share(aim)}", *miss) for miss in misses
    )
    return [
        name,
        _told(words.of_data, line.stage),
        _told(words.of_data, line.visibility),
        nobody if pd.isna(line.owner) else str(line.owner),
        _told(words.whole, line.n),
        _told(words.number, line.estimate),
        _told(lambda *ends: " – ".join(map(words.number, ends)), line.conf_low, line.conf_high),
        _told(words.number, line.designed),
        str(line.evidence),
        emotion,
        _told(tenths, line.break_rate),
        _told(lambda *ends: " – ".join(map(tenths, ends)), line.break_low, line.break_high),
        variable or EMPTY,
    ]


def _told(show: Callable[..., str], *values: object) -> str:
    """What `show` makes of the values, its numbers kept with their signs; a dash where one is missing."""
    if any(pd.isna(value) for value in values):
        return EMPTY
    return show(*values).replace(" %", "\N{NO-BREAK SPACE}%").replace(" < ", "\N{NO-BREAK SPACE}<\N{NO-BREAK SPACE}")
