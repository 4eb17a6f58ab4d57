"""A high picture on a slide: cut between its rows, and its parts beside one another, so that letters can be read."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ...figures.style import DPI

if TYPE_CHECKING:
    from PIL.Image import Image

SMALL = 2 / 3  # of its size: a picture that has to be smaller is cut where it can be
MOST, APART = 3, 0.25  # columns; inches between two of them
WORTH = 1.25  # how much larger its letters have to become: a column has no axis of its own
GAP, LIGHTER = 4, 2.0  # rows of pixels between two lines of a figure; how much darker than the lightest they may be
ALIKE = 32  # shades of grey by which two pixels are no edge of a letter


def in_columns(picture: Image, room: tuple[float, float]) -> tuple[list[Image], float]:
    """The parts of a picture for a room of width and height in inches, and inches per pixel; one part where it fits."""
    found, scale = [picture], _scale([picture], room)
    if scale * DPI >= SMALL:
        return found, scale
    places = _gaps(picture)
    for number in range(2, MOST + 1):
        wanted = [picture.height * part / number for part in range(1, number)]
        cuts = sorted({min(places, key=lambda place: abs(place - at)) for at in wanted}) if places else []
        ends = [0, *cuts, picture.height]
        parts = [picture.crop((0, top, picture.width, end)) for top, end in pairwise(ends)]
        if _scale(parts, room) > WORTH * scale:
            found, scale = parts, _scale(parts, room)
    return found, scale


def _scale(parts: list[Image], room: tuple[float, float]) -> float:
    wide = (room[0] - APART * (len(parts) - 1)) / (len(parts) * parts[0].width)
    return min(wide, room[1] / max(part.height for part in parts))


def _gaps(picture: Image) -> list[int]:
    """Where a picture may be cut: in the middle of rows that are nearly empty and in which nothing begins or ends."""
    grey = np.asarray(picture.convert("L"), dtype=float)
    light = grey.mean(axis=1)
    calm = np.r_[False, (np.abs(np.diff(grey, axis=0)) < ALIKE).all(axis=1)]
    edges = np.flatnonzero(np.diff(np.r_[False, calm, False].astype(int)))
    runs = [(start, end) for start, end in edges.reshape(-1, 2) if end - start >= GAP]
    inside = [(start, end) for start, end in runs if start > 1 and end < len(light)]
    lightest = max((light[start:end].mean() for start, end in inside), default=0.0)
    return [int(start + end) // 2 for start, end in inside if light[start:end].mean() >= lightest - LIGHTER]
