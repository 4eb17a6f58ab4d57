"""Codes at the end of a scale that are no answer on it: those who gave them answer elsewhere like anybody."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..study.checks.declared_scales import heaps_at_nought
from .seen import Seen

_APART = 20  # answers with a code that show what those who gave it say elsewhere
_LIKE = 0.3  # standard deviations between means of people who answer alike
_VARIES = 5  # how many times as often a code stands in one item as in another, where it means "not used"
_OFTEN = 0.2


def is_no_answer(columns: Sequence[Seen], code: float, given: list[float]) -> bool:
    """Whether a code at the end of a scale is no answer on it.

    Those who gave it rate the other items as no neighbour on the scale would; or it stands five times as often in some
    items as in others, as nobody rates what he did not use.
    """
    shares = [column.numbers.get(code, 0) / max(sum(column.numbers.values()), 1) for column in columns]
    if code and len(columns) > 2 and max(shares) > _OFTEN and max(shares) > _VARIES * min(shares):
        return True
    if len(columns) < 2:
        return False
    values = np.column_stack([column.sample for column in columns])
    others = _elsewhere(np.where((values != code) & (values > 0), values, np.nan))
    ends = given[:3] if code == given[0] else given[-1:-4:-1]
    means = [others[(values == end) & ~np.isnan(others)] for end in ends]
    if min(map(len, means)) < _APART:
        return False
    at, near, beyond = (float(found.mean()) for found in means)
    middle = (near + beyond) / 2
    return at > middle if code == given[0] else at < middle


def is_unused(columns: Sequence[Seen]) -> bool:
    """Whether noughts are heaped in an item, and those who gave them rate other items about as the others do."""
    heaped = [place for place, column in enumerate(columns) if heaps_at_nought(column.numbers)]
    if not heaped or len(columns) < 2:
        return False
    values = np.column_stack([column.sample for column in columns])
    others = _elsewhere(np.where(values > 0, values, np.nan))
    for place in heaped:
        own, known = others[:, place], ~np.isnan(others[:, place])
        nought, more = own[known & (values[:, place] == 0)], own[known & (values[:, place] > 0)]
        few = min(len(nought), len(more)) < _APART
        if few or more.mean() - nought.mean() > _LIKE * own[known].std():
            return False
    return True


def _elsewhere(answers: np.ndarray) -> np.ndarray:
    """For each answer, (rows, columns), the mean of the same person's others; NaN where there are none."""
    answered = ~np.isnan(answers)
    sums = np.nansum(answers, axis=1, keepdims=True) - np.nan_to_num(answers)
    n = answered.sum(axis=1, keepdims=True) - answered
    return np.where(n > 0, sums / np.maximum(n, 1), np.nan)
