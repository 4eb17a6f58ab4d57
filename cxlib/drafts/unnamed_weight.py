"""Numbers that look like the weights of a survey, whatever their head; weights of other waves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..study.dates.wave_order import wave_order
from .lines import ROWS, Line

_ROWS = 50
_NEAR = 0.02  # of 1, which is the mean of weights that keep the number of people
_LARGEST = 20
_SHOWN = 3


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


def weights_of_other_waves(lines: Sequence[Line]) -> None:
    """Ask about a weight that all rows of some waves lack: the answers of others cannot tell how much these count."""
    weight = next((line for line in lines if line.role == "weight" and not line.columns[1:]), None)
    wave = next((line for line in lines if line.role == "wave" and not line.columns[1:]), None)
    if not weight or not wave:
        return
    given = (weight.column.cells != "").groupby(wave.column.cells).sum()
    without = wave_order([str(name) for name, rows in given.items() if not rows and name != ""])[0]
    if 0 < len(without) < len(given):
        told = ", ".join(without[:_SHOWN])
        weight.doubt(ROWS, f"nobody in {told} has one: are these the weights of other waves? Then leave the line out")
