"""Items that are asked the other way round: they fall as the others rise, and nobody has turned them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from ...locale import prefixed, say
from ...text import decimals
from ..cleaning.tables import Table

ITEMS = ("engagement", "climate", "experience")  # of scales that have no score to be explained beside them
_FEWEST, _ROWS = 3, 30  # items, and people who answered two of them
_MOST = 60  # items that are laid beside one another
_RELATED = 0.1


def with_the_others(related: np.ndarray, rows: float) -> np.ndarray:
    """The correlation of each item with the mean of the others, these laid in the direction of most of them.

    The direction is that of the first principal component.

    Parameters
    ----------
    related : numpy.ndarray
        Correlations of the items with one another; NaN where two were answered by too few.
    rows : float
        How many people answered two of them, at least: what lies within three standard errors of 0 is not sure.

    Returns
    -------
    numpy.ndarray
        One for each item: below 0 it falls as the others rise. NaN where it is not sure, and for all items where half
        of them fall, since nobody knows which half.
    """
    unsure = np.full(len(related), np.nan)
    if len(related) < _FEWEST or not rows:
        return unsure
    whole = np.where(np.eye(len(related), dtype=bool), 1.0, np.nan_to_num(related))
    ways = np.sign(np.round(np.linalg.eigh(whole)[1][:, -1], 9))
    if not ways.sum():
        return unsure
    ways *= np.sign(ways.sum())
    found = unsure.copy()
    for item in range(len(related)):
        others = np.arange(len(related)) != item
        spread = ways[others] @ whole[np.ix_(others, others)] @ ways[others]
        r = float(whole[item, others] @ ways[others] / spread**0.5) if spread > 0 else 0.0
        found[item] = r if abs(r) > max(_RELATED, 3 / rows**0.5) else np.nan
    return found


def notes_on_items(table: Table) -> Iterator[str]:
    """A note on each item that falls as the others of its table rise."""
    named = [name for role in ITEMS for name in table.named(role) if table.contract.columns[name].values == "number"]
    if not _FEWEST <= len(named) <= _MOST or table.named("outcome") or table.named("recommend"):
        return  # beside a score, each item is held against it
    related, counts = np.full((len(named), len(named)), np.nan), []
    for one, other in combinations(range(len(named)), 2):
        n, r = table.correlation(named[one], named[other])
        if n >= _ROWS:
            related[one, other] = related[other, one] = r
            counts.append(n)
    found = with_the_others(related, min(counts, default=0))
    for place in np.flatnonzero(found < 0):
        told = say(
            "falls as the other items rise (r = {r}); if a high value is bad here, write reverse = true.",
            r=decimals(float(found[place]), 2),
        )
        yield prefixed(f"{table.name}.{named[place]}", told)
