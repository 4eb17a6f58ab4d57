"""What an SPSS file knows beyond its columns: questions with several answers as sets of columns, and the weight."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MOST_BYTES = 64_000_000  # of the description at the top
_CATEGORIES, _TICKS, _EXTENDED = "C", "D", "E"


class AnswerSet(NamedTuple):
    """A set: its name and words, its columns, and the value that counts as ticked; none where columns hold codes."""

    name: str
    label: str
    columns: tuple[str, ...]
    counted: str


class Marks(NamedTuple):
    """The sets of a file, and the column by which it is weighted; empty where there is none."""

    sets: tuple[AnswerSet, ...] = ()
    weight: str = ""


def marks_of(path: Path) -> Marks:
    """Sets and weight of a .sav file; nothing where its description cannot be followed."""
    if path.suffix.lower() not in (".sav", ".zsav"):
        return Marks()
    with path.open("rb") as file:
        content = file.read(MOST_BYTES)
    try:
        return _marks(content)
    except (struct.error, ValueError, IndexError, KeyError):
        return Marks()


def _marks(content: bytes) -> Marks:
    order = "<" if struct.unpack_from("<i", content, 64)[0] in (2, 3) else ">"
    (weight,) = struct.unpack_from(f"{order}i", content, 76)
    short: list[str] = []  # a place for each eight bytes of a case, as the weight is counted
    long: dict[str, str] = {}
    told = b""
    for kind, body in _records(content, order):
        if kind == 2:
            short.append(body.decode("latin-1").strip())
        elif kind == 13:
            pairs = (part.partition("=") for part in _text(body).split("\t"))
            long = {name.lower(): whole.strip("\x00 ") for name, _, whole in pairs}
        elif kind in (7, 19):
            told += body.strip(b"\x00\n ") + b"\n"
    sets = [_set(line, long) for line in _text(told).split("\n") if line.startswith("$")]
    own = short[weight - 1] if 0 < weight <= len(short) else ""
    return Marks(tuple(one for one in sets if one), long.get(own.lower(), own))


def _records(content: bytes, order: str) -> Iterator[tuple[int, bytes]]:
    """Names of variables as kind 2, extensions by their subtype; values begin behind record 999."""
    place = 176

    def whole(at: int) -> int:
        return struct.unpack_from(f"{order}i", content, at)[0]

    while (kind := whole(place)) != 999:
        place += 4
        if kind == 2:
            _, label, missing = (whole(place + at) for at in (0, 4, 8))
            yield 2, content[place + 20 : place + 28]
            place += 28
            if label:
                place += 4 + -(-whole(place) // 4) * 4
            place += 8 * abs(missing)
        elif kind == 3:
            count, place = whole(place), place + 4
            for _ in range(count):
                place += 8 + -(-(content[place + 8] + 1) // 8) * 8
        elif kind == 4:
            place += 4 + 4 * whole(place)
        elif kind == 6:
            place += 4 + 80 * whole(place)
        elif kind == 7:
            subtype, size, count = (whole(place + at) for at in (0, 4, 8))
            place += 12
            yield subtype, content[place : place + size * count]
            place += size * count
        else:
            raise ValueError(kind)
        if place > len(content):
            raise IndexError(place)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("latin-1")


def _set(line: str, long: dict[str, str]) -> AnswerSet | None:
    """One set: $a=C 5 Label x y, $b=D1 1 5 Label x y, $c=E 1 1 1 5 Label x y; lengths are counted in bytes."""
    name, _, rest = line[1:].partition("=")
    kind, raw = rest[:1], rest[1:].encode("utf-8")
    counted = b""
    if kind == _EXTENDED:
        raw = re.sub(rb"^ ?\d+ ", b"", raw, count=1)
    if kind in (_TICKS, _EXTENDED):
        counted, raw = _counted(raw)
    elif kind != _CATEGORIES:
        return None
    label, raw = _counted(raw.lstrip(b" "))
    columns = tuple(long.get(one.lower(), one) for one in raw.decode("utf-8").split())
    told = counted.decode("utf-8").strip()
    return AnswerSet(name, label.decode("utf-8").strip(), columns, told) if len(columns) > 1 else None


def _counted(raw: bytes) -> tuple[bytes, bytes]:
    """A text behind its length and a blank, and what follows."""
    length, _, rest = raw.partition(b" ")
    return rest[: int(length)], rest[int(length) :].lstrip(b" ")
