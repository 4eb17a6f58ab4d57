"""A high picture on slides: cut between its rows, its parts beside one another or on the next slide, to be read."""

from __future__ import annotations

import io
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image as images

from ...figures.style import DPI

if TYPE_CHECKING:
    from PIL.Image import Image

SMALL = 2 / 3  # of its size: a picture that has to be smaller is cut where it can be
MOST, APART = 3, 0.25  # columns; inches between two of them
WORTH = 1.25  # how much larger its letters have to become: a column has no axis of its own
CLOSE = 0.12  # of the height of a part: how far from the middle a cut may move to a wider gap
BLANK = 250  # shades of grey from which on a row of pixels is white
GAP, LIGHTER = 4, 2.0  # rows of pixels between two lines of a figure; how much darker than the lightest they may be
ALIKE = 32  # shades of grey by which two pixels are no edge of a letter


def over_slides(content: bytes, room: tuple[float, float], *, heads: float = 0.0) -> list[bytes]:
    """A picture as one for each slide that it needs to be read; of its height `heads` inches are told on each."""
    with images.open(io.BytesIO(content)) as picture:
        scale = in_columns(picture, room)[1]
        side = max(k for k in range(1, MOST + 1) if k == 1 or _across(k, picture.width, room[0]) * DPI >= SMALL)
        wide = min(_across(side, picture.width, room[0]), 1 / DPI)
        top = round(heads * DPI)
        each = side * room[1] / wide - top  # pixels of height that a slide has room for
        number = ceil((picture.height - top) / each) if each > 0 else 1
        if scale * DPI >= SMALL or number < 2 or wide < WORTH * scale:
            return [content]
        places = {place: wide for place, wide in _gaps(picture).items() if place > top}
        ends = _cuts(places, [top + (picture.height - top) * part / number for part in range(1, number)])
        strip = picture.crop((0, 0, picture.width, top))
        rows = pairwise([top, *ends, picture.height])
        return [_stacked(strip, picture.crop((0, above, picture.width, below))) for above, below in rows]


def _cuts(gaps: dict[int, int], wanted: list[float]) -> list[int]:
    """Where to cut: close to each place that is wanted, between two panels where there are such, else where it is."""
    if not gaps:
        return []
    close = CLOSE * (wanted[1] - wanted[0] if len(wanted) > 1 else wanted[0])

    def best(at: float) -> int:
        near = [place for place in gaps if abs(place - at) <= close] or [*gaps]
        widest = max(gaps[place] for place in near)
        return min((place for place in near if gaps[place] == widest), key=lambda place: abs(place - at))

    return sorted({best(at) for at in wanted})


def _stacked(above: Image, below: Image) -> bytes:
    whole = images.new("RGB", (below.width, above.height + below.height), "white")
    whole.paste(above, (0, 0))
    whole.paste(below, (0, above.height))
    content = io.BytesIO()
    whole.save(content, "PNG")
    return content.getvalue()


def in_columns(picture: Image, room: tuple[float, float]) -> tuple[list[Image], float]:
    """The parts of a picture for a room of width and height in inches, and inches per pixel; one part where it fits."""
    found, scale = [picture], _scale([picture], room)
    if scale * DPI >= SMALL:
        return found, scale
    places = _gaps(picture)
    for number in range(2, MOST + 1):
        wanted = [picture.height * part / number for part in range(1, number)]
        ends = [0, *_cuts(places, wanted), picture.height]
        parts = [picture.crop((0, top, picture.width, end)) for top, end in pairwise(ends)]
        if _scale(parts, room) > WORTH * scale:
            found, scale = parts, _scale(parts, room)
    return found, scale


def _scale(parts: list[Image], room: tuple[float, float]) -> float:
    return min(_across(len(parts), parts[0].width, room[0]), room[1] / max(part.height for part in parts))


def _across(number: int, pixels: int, room: float) -> float:
    """Inches per pixel of so many parts beside one another that fill a room."""
    return (room - APART * (number - 1)) / (number * pixels)


def _gaps(picture: Image) -> dict[int, int]:
    """Where a picture may be cut: amid rows that are nearly empty, in which nothing begins or ends.

    With each place stands how many rows are blank there: none within a panel, through which its axis goes.
    """
    grey = np.asarray(picture.convert("L"), dtype=float)
    light = grey.mean(axis=1)
    calm = np.r_[False, (np.abs(np.diff(grey, axis=0)) < ALIKE).all(axis=1)]
    edges = np.flatnonzero(np.diff(np.r_[False, calm, False].astype(int)))
    runs = [(start, end) for start, end in edges.reshape(-1, 2) if end - start >= GAP]
    inside = [(start, end) for start, end in runs if start > 1 and end < len(light)]
    lightest = max((light[start:end].mean() for start, end in inside), default=0.0)
    empty = [(start, end) for start, end in inside if light[start:end].mean() >= lightest - LIGHTER]
    blank = grey.min(axis=1) > BLANK
    return {int(start + end) // 2: int(blank[start:end].all()) * int(end - start) for start, end in empty}
