"""The last hand on a page: anchors, contents, links that lead somewhere, tables that can be read and scrolled."""

from __future__ import annotations

import base64
import re
import unicodedata
from pathlib import Path
from typing import cast
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

from ..locale import say, to_say, word
from .harmless import HEADINGS

# a number as a table prints it, with the letters of a banner table; a dash or NaN stands for an absent one
NUMBER = re.compile(
    r"<?[-−+]?[\d.,\u00a0\u202f]*\d(e[-+]?\d+)?\s?%?(?-i: [A-Z]{1,12})?|[-–—]|NaN|<NA>|None|", re.IGNORECASE
)
DIGIT = re.compile(r"\d")  # a column of dashes is none of numbers
NO_DESCRIPTION = to_say("Figure without a description")
LIMITS = re.compile(r"(?:de la )?[-−+]?[\d.,]+(\s%)? (?:to|a|la) [-−+]?[\d.,]+(\s%)?")  # of an interval
LONG = 24  # signs of a cell that is a sentence
BROAD = 1000  # pixels: a map, whose letters a phone shows only where one scrolls far
PNG, PNG_HEAD = "data:image/png;base64,", 32  # signs that hold the width
FEWEST_CONTENTS = 2  # headings that are worth a list


def finished(html: str, pages: set[str]) -> str:
    """A page with anchors and a list of contents, tables with scopes, wide parts that a keyboard can scroll.

    Parameters
    ----------
    html : str
        The page as the template wrote it.
    pages : set of str
        The notebooks of the run, which links may lead to.
    """
    soup = BeautifulSoup(html, "html.parser")
    for picture in soup.find_all("img", src=False):
        # its source was refused: what it showed can still be read
        picture.replace_with(str(picture.get("alt", "")))
    for picture in soup.find_all("img", alt=False):
        picture["alt"] = word(NO_DESCRIPTION)
    for block in soup.find_all("pre"):
        # long lines scroll, and a keyboard must reach them
        block["tabindex"] = "0"
    finish_tables(soup)
    for figure in soup.find_all("img", class_="figure"):
        # on a phone it keeps a size at which its letters can be read, and scrolls, unless it has a variant for phones
        variants = figure.find_parent("picture")
        size = " fits" if variants else " broad" if _width(str(figure["src"])) > BROAD else ""
        figure["class"] = f"figure{size}"
        (variants or figure).wrap(_scrolling(soup, say("Figure")))
    _set_anchors(soup)
    _lead_links(soup, pages)
    _add_contents(soup)
    return str(soup)


def finish_tables(soup: BeautifulSoup) -> None:
    """Tables with scopes, columns marked by what they hold, in a frame that scrolls by itself."""
    for table in soup.find_all("table"):
        _finish_table(soup, table)


def cells_in(table: Tag | BeautifulSoup, part: str, name: str) -> list[Tag]:
    """The cells, or rows, in a part of a table; by a selector it would take ten times as long."""
    return [cell for found in table.find_all(part) for cell in found.find_all(name)]


def anchor(words: str) -> str:
    """The anchor of a heading, the same whichever way its words are written: quotes, blanks, percent signs.

    >>> anchor("2. L’enquesta d'octubre"), anchor("2.-L'enquesta-d%27octubre")
    ('2-l-enquesta-d-octubre', '2-l-enquesta-d-octubre')
    """
    plain = unicodedata.normalize("NFKC", unquote(words)).casefold()
    return re.sub(r"[\W_]+", "-", plain).strip("-") or "section"


def _main(soup: BeautifulSoup) -> Tag:
    """What a page tells; every page has one."""
    return cast(Tag, soup.main)


def _set_anchors(soup: BeautifulSoup) -> None:
    """Each heading gets its anchor; the second of the same words ends in -1, as in most editors."""
    used: set[str] = set()
    for place in _main(soup).find_all(_is_place):
        first = name = anchor(str(place.get("id") or place.get_text()))
        number = 0
        while name in used:
            number += 1
            name = f"{first}-{number}"
        used.add(name)
        place["id"] = name


def _is_place(tag: Tag) -> bool:
    return tag.name in HEADINGS or (tag.name == "a" and tag.has_attr("id"))


def _lead_links(soup: BeautifulSoup, pages: set[str]) -> None:
    for link in _main(soup).find_all("a", href=True):
        target, mark, place = str(link["href"]).partition("#")
        place = anchor(place) if place else ""
        if mark and not target:
            link["href"] = f"#{place}"
        elif target.endswith(".ipynb"):
            stem = Path(unquote(target)).stem
            if "/" not in target.removeprefix("./") and stem in pages:
                link["href"] = f"{stem}.html{mark}{place}"
            else:
                link.unwrap()


def _add_contents(soup: BeautifulSoup) -> None:
    """A list of the page's sections, below its title."""
    sections = _main(soup).find_all("h2")
    if len(sections) < FEWEST_CONTENTS:
        return
    listed = soup.new_tag("ol")
    for section in sections:
        entry, link = soup.new_tag("li"), soup.new_tag("a", attrs={"href": f"#{section['id']}"})
        link.string = section.get_text()
        entry.append(link)
        listed.append(entry)
    fold, summary = soup.new_tag("details", attrs={"open": ""}), soup.new_tag("summary")
    summary.string = say("Contents")
    fold.extend([summary, listed])
    contents = soup.new_tag("nav", attrs={"class": "contents", "aria-label": say("Contents")})
    contents.append(fold)
    title = _main(soup).find("h1")
    if title is not None:
        title.insert_after(contents)
    else:
        _main(soup).insert(0, contents)


def _finish_table(soup: BeautifulSoup, table: Tag) -> None:
    for cell in cells_in(table, "thead", "th"):
        # an empty header tells a screen reader nothing
        if not cell.get_text(strip=True):
            cell.name = "td"
        else:
            cell["scope"] = "col"
    for cell in cells_in(table, "tbody", "th"):
        cell["scope"] = "row"
    _mark_columns(table)
    table.wrap(_scrolling(soup, say("Table")))


def _scrolling(soup: BeautifulSoup, what: str) -> Tag:
    """What stands around a wide part, so that it scrolls by itself, by a keyboard too."""
    return soup.new_tag("div", attrs={"class": "wide", "role": "group", "aria-label": what, "tabindex": "0"})


def _width(address: str) -> int:
    """The width in pixels of a PNG that stands in its address; 0 for other pictures."""
    head = base64.b64decode(address.removeprefix(PNG)[:PNG_HEAD]) if address.startswith(PNG) else b""
    return int.from_bytes(head[16:20], "big")


def _mark_columns(table: Tag) -> None:
    """Columns are marked by what they hold: numbers stand flush right, limits on one line, and words have room."""
    rows = [row.find_all(["th", "td"], recursive=False) for row in table.find_all("tr")]
    if not rows or table.find(colspan=True) or table.find(rowspan=True) or len({len(row) for row in rows}) > 1:
        return
    for column in zip(*rows, strict=True):
        body = [cell.get_text(strip=True) for cell in column if cell.find_parent("thead") is None]
        if all(NUMBER.fullmatch(text) for text in body) and any(DIGIT.search(text) for text in body):
            kind = "number"
        elif any(LIMITS.fullmatch(text) for text in body):
            kind = "limits"
        elif max(map(len, body), default=0) > LONG:
            kind = "words"
        else:
            continue
        for cell in column:
            cell["class"] = kind
