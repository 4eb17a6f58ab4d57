"""Items that are asked the other way round, on scales of which nothing else says that high is good."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ..study.checks.item_signs import with_the_others
from ..study.metadata.value_labels import RISING
from ..text import decimals
from .alike import anchors_of, points_of
from .lines import DIRECTION, Line

_ROWS = 30
_SAID = re.compile(  # at the end of a head: (R), [inv.], (invertido)
    r"[(\[]\s*(?:r|rev|inv|-|−|revers\w*|invers\w*|invert\w*)\.?\s*[)\]]\s*$", re.IGNORECASE
)


def turn_items(lines: list[Line]) -> list[Line]:
    """The lines with items that fall as most others rise in lines of their own, turned round and marked.

    An item whose head says that it is reversed, and which rises with the others, has been turned round already.
    """
    asked = [line for line in lines if line.role in RISING and line.role != "effort" and line.scale.ends]
    if anchors_of(lines) or any(line.scale.rises or line.scale.reverse for line in asked):
        return lines
    items = [(line, column) for line in asked for column in line.columns]
    values = [points_of(line, column) for line, column in items]
    related, rows = _correlations(values)
    found = dict(zip((column.head for _, column in items), with_the_others(related, rows).tolist(), strict=True))
    return [own for line in lines for own in (_parted(line, found) if line in asked else [line])]


def _parted(line: Line, related: dict[str, float]) -> Iterator[Line]:
    turned = [column for column in line.columns if related[column.head] < 0]
    kept = [column for column in line.columns if not any(column is one for one in turned)]
    if kept:
        line.columns, line.heads = kept, [head for head in line.heads if head not in {one.head for one in turned}]
        for head in (one.head for one in kept if _SAID.search(one.head) and related[one.head] > 0):
            line.doubt(DIRECTION, f'"{head}" rises with the others, as if it had been turned round already')
        yield line
    for column in turned:
        scale = replace(line.scale, reverse=True, checks=[])
        checks = list(line.checks)
        own = Line(columns=[column], role=line.role, scale=scale, settings=dict(line.settings), checks=checks)
        r = decimals(related[column.head], 2)
        own.doubt(DIRECTION, f"it falls as the other items rise (r = {r}), so it is turned round")
        yield own


def _correlations(values: list[np.ndarray]) -> tuple[np.ndarray, float]:
    """The correlations of items with one another, and how many people answered two of them, at least."""
    related, rows = np.full((len(values), len(values)), np.nan), []
    for one in range(len(values)):
        for other in range(one):
            both = ~np.isnan(values[one]) & ~np.isnan(values[other])
            first, second = values[one][both], values[other][both]
            if both.sum() >= _ROWS and np.ptp(first) and np.ptp(second):
                related[one, other] = related[other, one] = np.corrcoef(first, second)[0, 1]
                rows.append(int(both.sum()))
    return related, min(rows, default=0)
