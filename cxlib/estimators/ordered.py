"""Ordered logit with proportional odds, by Newton's method on counted rows."""

from __future__ import annotations

import numpy as np
from scipy import special

from ..errors import CXError

STEPS = 100
DONE = 1e-10  # twice the log-likelihood that a further step would gain


def ordered_logit(
    outcome: np.ndarray, predictors: np.ndarray, counts: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Slopes, their covariance and the thresholds of log odds(answer ≤ k) = threshold k − slopes · predictors.

    Parameters
    ----------
    outcome : (n,) int array
        Levels 0 … K − 1, each of which occurs.
    predictors : (n, p) array
    counts : (n,) array
        How many rows each stands for.

    Returns
    -------
    slopes : (p,) array
    covariance : (p, p) array
        From the observed information.
    thresholds : (K − 1,) array

    Raises
    ------
    CXError
        When the likelihood has no maximum within reach.

    Notes
    -----
    The log-likelihood is concave in thresholds and slopes [1]_. Newton's steps, halved where they overshoot, therefore
    end at its maximum if there is one.

    References
    ----------
    .. [1] Pratt, J. W. (1981). Concavity of the log likelihood. Journal of the American Statistical Association 76,
       103–106.
    """
    k = int(outcome.max())
    below = np.cumsum(np.bincount(outcome, counts))[:-1] / counts.sum()
    parameters = np.concatenate([special.logit(below), np.zeros(predictors.shape[1])])
    upper, lower = (np.equal.outer(outcome + shift, np.arange(1, k + 1)).astype(float) for shift in (1, 0))
    likelihood = _likelihood(parameters, outcome, predictors, counts, k)
    for _ in range(STEPS):
        gradient, information = _derivatives(parameters, outcome, predictors, counts, upper, lower)
        step = np.linalg.solve(information, gradient)
        if gradient @ step < DONE:
            return parameters[k:], np.linalg.inv(information)[k:, k:], parameters[:k]
        for halving in 0.5 ** np.arange(30):
            trial = parameters + halving * step
            better = _likelihood(trial, outcome, predictors, counts, k)
            if better >= likelihood - 1e-9:
                break
        parameters, likelihood = trial, better
    raise CXError("outcome: the ordered logit did not converge.", "Use the linear model, or fewer drivers.")


def _shares(
    parameters: np.ndarray, outcome: np.ndarray, predictors: np.ndarray, k: int
) -> tuple[np.ndarray, np.ndarray]:
    """Chance of an answer up to the row's own, and of one below it."""
    thresholds = np.concatenate([[-np.inf], parameters[:k], [np.inf]])
    drift = predictors @ parameters[k:]
    return special.expit(thresholds[outcome + 1] - drift), special.expit(thresholds[outcome] - drift)


def _likelihood(
    parameters: np.ndarray, outcome: np.ndarray, predictors: np.ndarray, counts: np.ndarray, k: int
) -> float:
    """Log-likelihood; −∞ where thresholds are out of order."""
    if (np.diff(parameters[:k]) <= 0).any():
        return -np.inf
    up, down = _shares(parameters, outcome, predictors, k)
    return float(counts @ np.log(np.maximum(up - down, 1e-300)))


def _derivatives(
    parameters: np.ndarray,
    outcome: np.ndarray,
    predictors: np.ndarray,
    counts: np.ndarray,
    upper: np.ndarray,
    lower: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Gradient and observed information, thresholds first."""
    up, down = _shares(parameters, outcome, predictors, upper.shape[1])
    own = np.maximum(up - down, 1e-300)
    dense_up, dense_down = up * (1 - up), down * (1 - down)
    rise, fall = dense_up / own, dense_down / own
    gradient = np.concatenate(
        [(counts * rise) @ upper - (counts * fall) @ lower, (counts * (up + down - 1)) @ predictors]
    )
    pairs = (
        (upper, upper, rise * (2 * up - 1) + rise**2),
        (lower, lower, fall * (1 - 2 * down) + fall**2),
        (upper, lower, -rise * fall),
        (lower, upper, -rise * fall),
    )
    steps = sum((first * (counts * part)[:, None]).T @ second for first, second, part in pairs)
    mixed = -(upper * (counts * dense_up)[:, None] + lower * (counts * dense_down)[:, None]).T @ predictors
    slopes = (predictors * (counts * (dense_up + dense_down))[:, None]).T @ predictors
    return gradient, np.block([[steps, mixed], [mixed.T, slopes]])
