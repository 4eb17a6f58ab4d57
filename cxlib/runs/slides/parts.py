"""What has no room on one slide goes on the next: words and tables in parts, each at the largest size that fits."""

from __future__ import annotations

from collections.abc import Sequence

from ...locale import say
from .fit import LEADING, POINTS, fitting, shortened, width, wrapped

WIDE, HIGH, EDGE = 13.333, 7.5, 0.6  # inches
ROOM = WIDE - 2 * EDGE
BODY = (2.55, 4.35)  # top and height of what a slide shows
BODY_SIZES, TABLE_SIZES = (20, 18, 16, 14, 12), (14, 12, 11, 10, 9)
FAR = 14  # points: more goes on the next slide
GAP = 0.5  # between paragraphs, in sizes of their letters
MARGIN = 0.08  # beside and above the words of a cell
MOST_SLIDES = 3  # of one table; the rest is in the workbook
Rows = list[list[str]]
Words = Sequence[tuple[str, Sequence[str]]]


def paragraphs_of(words: Words) -> list[tuple[bool, str]]:
    """Heads in bold, then what stands below them."""
    found = [[(True, head)] * bool(head) + [(False, text) for text in texts] for head, texts in words]
    return [one for group in found for one in group]


def words_size(words: Words, high: float) -> float | None:
    """The largest size at which heads and paragraphs fit a slide; bold letters measure all."""
    return fitting([text for _, text in paragraphs_of(words)], BODY_SIZES, (ROOM, high), bold=True, gap=GAP)


def words_parts(words: Words, high: float) -> list[Words]:
    """Heads and paragraphs in parts that fit a slide each, about as long as one another."""
    parts = _filled(words, high)
    for least in (high * part / 20 for part in range(10, 20)) if len(parts) > 1 else ():
        even = _filled(words, least)
        if len(even) == len(parts):
            return even
    return parts


def _filled(words: Words, high: float) -> list[Words]:
    """As much on each slide as letters allow that can be read from afar; a long paragraph has smaller ones."""
    parts: list[Words] = [[]]
    room = (ROOM, high)
    for head, texts in words:
        for number, text in enumerate(texts):
            fitted = text if fitting([head, text], BODY_SIZES[-1:], room, bold=True, gap=GAP) else shortened(
                text, BODY_SIZES[-1], (ROOM, high - 1), bold=True)  # fmt: skip
            joined = number > 0 and bool(parts[-1])
            last = parts[-1][-1] if joined else ("", ())
            grown = [*parts[-1][:-1], (last[0], [*last[1], fitted])] if joined else [*parts[-1], (head, [fitted])]
            if (words_size(grown, high) or 0) < FAR and parts[-1]:
                parts.append([(head, [fitted])])
            else:
                parts[-1] = grown
    return [part for part in parts if part]


def columns_fit(rows: Rows, high: float = 0.0) -> tuple[float, list[float]]:
    """Size of a table's letters and widths of its columns: as wide as needed, or shared where that is too much.

    A column is never narrower than its longest word; of the sizes that allow that, the largest at which the table is
    not higher than a slide has room for, else the largest.
    """
    able = [(size, widths) for size in TABLE_SIZES if (widths := _widths(rows, size))]
    for size, widths in able:
        if sum(row_height(row, size, widths, bold=n == 0) for n, row in enumerate(rows)) <= high:
            return size, widths
    return able[0] if able else (TABLE_SIZES[-1], [ROOM / len(rows[0])] * len(rows[0]))


def _widths(rows: Rows, size: float) -> list[float]:
    """Widths of columns at a size of letters; nothing where the longest words have no room beside one another."""

    def widest(split: bool) -> list[float]:
        parts = [[(n == 0, cell.split(" ") if split else [cell]) for cell in row] for n, row in enumerate(rows)]
        widths = [[max(width(one, size, bold=bold) for one in words) for bold, words in row] for row in parts]
        return [max(column) + 2 * MARGIN + 0.05 for column in zip(*widths, strict=True)]

    most, least = widest(False), widest(True)
    if sum(most) <= ROOM:
        return most
    if sum(least) > ROOM:
        return []
    more = [one - other for one, other in zip(most, least, strict=True)]
    spare = (ROOM - sum(least)) / sum(more)
    return [other + spare * one for one, other in zip(more, least, strict=True)]


def across(rows: Rows) -> Rows:
    """The columns of a table that have room on a slide: the last, which are the finest, are left to the workbook.

    Nothing where not even the first three have room.
    """
    for most in range(len(rows[0]), min(3, len(rows[0])) - 1, -1):
        kept = [row[:most] for row in rows]
        if _widths(kept, TABLE_SIZES[-1]):
            return kept
    return []


def row_height(row: Sequence[str], size: float, widths: Sequence[float], *, bold: bool = False) -> float:
    """Height of a row whose longest cell is wrapped."""
    lines = max(len(wrapped(text, size, wide - 2 * MARGIN, bold=bold)) for text, wide in zip(row, widths, strict=True))
    return lines * size * LEADING / POINTS + MARGIN + 0.02


def table_parts(rows: Rows, high: float) -> list[Rows]:
    """A table in parts that fit a slide each, every one with the heads; what is left is said in words."""
    size, widths = columns_fit(rows, high)
    head, room = rows[0], high - row_height(rows[0], size, widths, bold=True)
    parts: list[Rows] = [[]]
    for row in rows[1:]:
        used = sum(row_height(one, size, widths) for one in parts[-1])
        if parts[-1] and used + row_height(row, size, widths) > room:
            parts.append([])
        parts[-1].append(row)
    left = sum(map(len, parts[MOST_SLIDES:]))
    parts = parts[:MOST_SLIDES]
    if left:
        parts[-1][-1] = [say("{number} more", number=left + 1), *[""] * (len(head) - 1)]
    return [[head, *part] for part in parts]
