"""Drivers beside pure chance: a random driver, and an outcome that was shuffled."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..estimators import null_benchmarks
from ..estimators.collinearity import singular
from ..estimators.importance import importance
from .resamples import Source
from .sample import Sample


def against_noise(
    sample: Sample, source: Source, method: str, n_resamples: int, confidence_level: float, rng: np.random.Generator
) -> pd.DataFrame:
    """How often each driver beats a random one, and what shuffling the outcome leaves of it."""
    design, rows = sample.design, []
    blocks = [(0,), *(tuple(column + 1 for column in block) for block in design.blocks)]
    always = [column + 1 for column in design.always]
    for place in sample.usable:
        cells = source.cells[place]
        ahead: list[np.ndarray] = []
        shuffles: list[np.ndarray] = []
        whole = np.pad(source.whole(place), ((1, 0), (1, 0)))
        for times in source.draws(place, n_resamples, rng):
            cov = null_benchmarks.with_random_driver(cells, times, rng.standard_normal(times.shape))
            found = importance(cov[~singular(cov, whole)], blocks, always, method)
            ahead.append(found[:, 1:] > found[:, :1])
            shuffled = null_benchmarks.with_shuffled_outcome(cells, rng.random(times.shape))
            shuffles.append(importance(shuffled, design.blocks, design.always, method))
        estimate = importance(sample.centred[[place]], design.blocks, design.always, method)[0]
        beaten, null = np.concatenate(ahead).mean(axis=0), np.concatenate(shuffles)
        high = np.quantile(null, confidence_level, axis=0)
        p_value = (1 + (null >= estimate).sum(axis=0)) / (1 + len(null))
        rows += [(*sample.groups.iloc[place], *row) for row in zip(design.names, beaten, high, p_value, strict=True)]
    return pd.DataFrame(rows, columns=[*sample.groups, "driver", "ahead_of_random", "null_high", "p_value"])
