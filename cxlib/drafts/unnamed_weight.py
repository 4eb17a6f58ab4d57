"""Numbers that look like the weights of a survey, whatever their head."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .lines import ROWS, Line

_ROWS = 50
_NEAR = 0.02  # of 1, which is the mean of weights that keep the number of people
_LARGEST = 20


def ask_for_weight(lines: Sequence[Line]) -> None:
    """Ask whether a measure is the weight: numbers above 0 with decimals and a mean of 1; it is never taken for it."""
    if any(line.role == "weight" for line in lines) or not any(line.role in ("recommend", "outcome") for line in lines):
        return
    for line in lines:
        column = line.column
        numeric = line.role == "measure" and column.kind == "number" and not column.whole
        if not numeric or column.filled < max(column.n_rows, _ROWS):
            continue
        numbers = column.sample
        if numbers.min() > 0 and numbers.max() <= _LARGEST and abs(np.mean(numbers) - 1) <= _NEAR:
            line.doubt(ROWS, 'its mean is 1, as that of weights is: if they are, write role = "weight"')
