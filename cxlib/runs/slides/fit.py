"""Whether text fits: widths are measured in a wide font, so that whatever font stands in for it, nothing overflows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

POINTS = 72.0  # in an inch
LEADING = 1.2  # height of a line, in sizes of its letters
MEASURED = 100  # the size at which the font is measured
SPARE = 1.03  # programs round widths up, and break a line that would just have fitted


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line is, in inches."""
    return _length(text, bold) * size / MEASURED / POINTS * SPARE


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The lines of a text in a room so many inches wide; a word that is wider is broken."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if width(longer, size, bold=bold) <= room:
                line = longer
                continue
            lines += [line] if line else []
            line = word
            while width(line, size, bold=bold) > room and len(line) > 1:
                fits = bisect_right(range(1, len(line)), room, key=lambda k: width(line[:k], size, bold=bold))
                cut = max(fits, 1)
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line)
    return lines


def height(texts: Sequence[str], size: float, room: float, *, bold: bool = False, gap: float = 0.0) -> float:
    """How high paragraphs are, in inches; `gap` is what lies between two of them, in sizes of the letters."""
    lines = sum(len(wrapped(text, size, room, bold=bold)) for text in texts)
    return (lines * LEADING + gap * max(len(texts) - 1, 0)) * size / POINTS


def fitting(
    texts: Sequence[str], sizes: Sequence[float], room: tuple[float, float], *, bold: bool = False, gap: float = 0.0
) -> float | None:
    """The largest of the sizes at which paragraphs fit a room of width and height; None where none does."""
    return next((size for size in sizes if height(texts, size, room[0], bold=bold, gap=gap) <= room[1]), None)


def shortened(text: str, size: float, room: tuple[float, float], *, bold: bool = False) -> str:
    """As many whole words of a text as fit, with the sign that more is told."""
    words = text.split(" ")
    for kept in range(len(words), 0, -1):
        found = text if kept == len(words) else " ".join(words[:kept]).rstrip(",;:. ") + " …"
        if height([found], size, room[0], bold=bold) <= room[1]:
            return found
    lines = int(room[1] * POINTS / size / LEADING)
    return "".join(wrapped(text, size, room[0], bold=bold)[: max(lines, 1)])[:-1] + "…"


@lru_cache(maxsize=100_000)
def _length(text: str, bold: bool) -> float:
    """The length at the size measured: the same lines are tried at several sizes."""
    return _font(bold).getlength(text)


@cache
def _font(bold: bool) -> FreeTypeFont:
    import matplotlib
    from PIL import ImageFont

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return ImageFont.truetype(str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name), MEASURED)
