"""How well linear rules foretell an outcome they were not fitted to, by cross-validation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def out_of_fold_losses(
    outcome: np.ndarray, rules: Sequence[np.ndarray], *, n_folds: int, n_repeats: int, rng: np.random.Generator
) -> np.ndarray:
    """Squared errors of each rule on rows that were held out, averaged over repeats: (len(rules), n).

    Parameters
    ----------
    outcome : (n,) array
        What is foretold.
    rules : sequence of (n, p) arrays
        The predictors of each rule; a constant is added. With p = 0 a rule foretells the mean of the other folds.
    n_folds, n_repeats : int
        Folds of about equal size, dealt anew in every repeat, the same for all rules.
    """
    n = len(outcome)
    designs = [np.column_stack([np.ones(n), rule]) for rule in rules]
    losses = np.zeros((len(rules), n))
    for _ in range(n_repeats):
        fold = rng.permutation(n) % n_folds
        for held in range(n_folds):
            out = fold == held
            for place, design in enumerate(designs):
                slopes = np.linalg.lstsq(design[~out], outcome[~out], rcond=None)[0]
                losses[place, out] += (outcome[out] - design[out] @ slopes) ** 2
    return losses / n_repeats


def loss_ratio(loss: np.ndarray, baseline: np.ndarray) -> tuple[float, float]:
    """Ratio of two mean losses on the same rows, and its standard error (delta method)."""
    ratio = float(loss.mean() / baseline.mean())
    influence = (loss - ratio * baseline) / baseline.mean()
    return ratio, float(influence.std(ddof=1) / np.sqrt(len(loss)))
