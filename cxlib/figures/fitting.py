"""Words fitted into the cells of a page: measured as they will be drawn, and wrapped."""

from __future__ import annotations

from functools import lru_cache

POINTS = 72  # to the inch
LINE = 1.22  # height of a line, in sizes of the type


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width of a line of text, in inches."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(weight="bold" if bold else "normal", size=size)
    return float(text_to_path.get_text_width_height_descent(text, font, False)[0]) / POINTS


def wrapped(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Lines of at most `width` inches; a word wider than that is parted with a hyphen."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, bold) <= width:
            lines[-1] = joined
            continue
        *parts, last = _parted(word, width, size, bold)
        lines += [*parts, last]
    return lines


def _parted(word: str, width: float, size: float, bold: bool) -> list[str]:
    parts = []
    while text_width(word, size, bold) > width and len(word) > 2:
        fitting = [place for place in range(1, len(word)) if text_width(f"{word[:place]}-", size, bold) <= width]
        place = max(fitting, default=1)
        place = place if len(word) - place > 1 or place < 2 else place - 1  # no single letter on the next line
        parts.append(f"{word[:place]}-")
        word = word[place:]
    return [*parts, word]


def block_height(n_lines: int, size: float) -> float:
    """Height of so many lines, in inches."""
    return n_lines * LINE * size / POINTS
