"""What the layout of a sheet says beside its cells: cells merged over several rows, rows that are hidden."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from xml.etree import ElementTree

_PIECE = 1 << 20
_HIDDEN = re.compile(rb'<(?:\w+:)?row\s(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d{1,7})"')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_STRICT = b"purl.oclc.org/ooxml"
_MOST_FILLED = 1_048_576  # cells; no sheet has more rows


class Merged(NamedTuple):
    """A cell merged over several rows: its column, counted from 0, and its first and last row."""

    column: int
    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The numbers of hidden rows, and the cells merged over several rows."""

    hidden: frozenset[int]
    merged: tuple[Merged, ...]

    def fill(self, numbers: list[int], cells: dict[int, list[Any]]) -> dict[int, int]:
        """Let a cell merged over several rows hold for each of them; how many were filled, by column."""
        places = {number: place for place, number in enumerate(numbers)}
        filled: dict[int, int] = {}
        for merged in self.merged:
            if merged.column not in cells or merged.first not in places:
                continue
            column = cells[merged.column]
            value = column[places[merged.first]]
            for number in range(merged.first + 1, min(merged.last, merged.first + _MOST_FILLED) + 1):
                place = places.get(number)
                if place is not None and value is not None and column[place] is None:
                    column[place] = value
                    filled[merged.column] = filled.get(merged.column, 0) + 1
        return filled


def read_layout(path: Path, title: str) -> Layout:
    """The layout of the sheet of this title."""
    hidden: set[int] = set()
    merged: list[Merged] = []
    with zipfile.ZipFile(path) as archive:
        for piece in tags(archive, place_of(archive, title)):
            if b"hidden=" in piece:  # most pieces have neither, and looking for a word is quick
                hidden.update(int(number) for number in _HIDDEN.findall(piece))
            for left, first, _, last in _MERGED.findall(piece) if b"mergeCell" in piece else ():
                if int(last) > int(first):
                    merged.append(Merged(_column(left.decode()), int(first), int(last)))
    return Layout(hidden=frozenset(hidden), merged=tuple(merged))


def is_strict(path: Path) -> bool:
    """Whether a workbook is Strict Open XML, whose names are others."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _STRICT in archive.read("xl/workbook.xml")
    except (KeyError, ValueError, EOFError, OSError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return False


def place_of(archive: zipfile.ZipFile, title: str) -> str:
    """Where in the archive the sheet of a title lies; empty where nothing says so."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet") and sheet.get("name") == title:
            key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
            target = targets.get(key, "")
            return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
    return ""


def tags(archive: zipfile.ZipFile, place: str) -> Iterator[bytes]:
    """The text of a part of the archive in pieces that cut no tag in two."""
    if place not in archive.namelist():
        return
    with archive.open(place) as part:
        rest = b""
        while piece := part.read(_PIECE):
            whole = rest + piece
            cut = whole.rfind(b"<")
            rest = whole[cut:] if cut >= 0 else b""
            yield whole[:cut] if cut >= 0 else whole
        yield rest


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
