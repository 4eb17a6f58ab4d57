"""Logistic regression by Newton's method, on rows or on counted cells; separation is said, never fitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from ..errors import CXError
from .quantiles import critical_value

CONSTANT = "constant"
STEPS = 100
SETTLED = 1e-12  # relative change of the deviance at which Newton's method stops
FAR = 10.0  # log odds beyond which separation is looked for: in its presence they grow by 1 a step without end


@dataclass(frozen=True, eq=False, kw_only=True)
class LogisticFit:
    """A fitted model of k coefficients, in log odds; the first is the constant.

    Attributes
    ----------
    names : tuple of str
    coefficients, std_errors : (k,) arrays
    covariance : (k, k) array
        Inverse of Fisher's information, the weights being counts.
    deviance : float
        Minus twice the log-likelihood of the rows as single yes and no.
    steps : int
        Of Newton's method.
    """

    names: tuple[str, ...]
    coefficients: np.ndarray
    covariance: np.ndarray
    deviance: float
    steps: int

    @property
    def std_errors(self) -> np.ndarray:
        """Standard error of each coefficient."""
        return np.sqrt(np.diagonal(self.covariance))

    @property
    def p_values(self) -> np.ndarray:
        """Wald's two-sided test against 0."""
        return 2 * special.ndtr(-np.abs(self.coefficients / self.std_errors))

    def limits(self, confidence_level: float) -> tuple[np.ndarray, np.ndarray]:
        """Lower and upper limits in log odds."""
        half = critical_value(confidence_level) * self.std_errors
        return self.coefficients - half, self.coefficients + half


def logistic_regression(
    outcome: ArrayLike, predictors: ArrayLike, *, names: Sequence[str], weights: ArrayLike | None = None
) -> LogisticFit:
    """Maximum likelihood of the chance of a yes.

    Parameters
    ----------
    outcome : (n,) array
        Share of yes 0…1 in each row: 0 or 1 for a single person, between them for a cell of several.
    predictors : (n, k) array
        Without a column for the constant.
    names : sequence of str
        The k predictors.
    weights : (n,) array, optional
        How many people a row counts for; rows of weight 0 are left out.

    Raises
    ------
    CXError
        One answer only, a column that follows from the others, or separation: a column that tells yes from no without
        error, so that its odds ratio is infinite.
    """
    y = np.asarray(outcome, float)
    x = np.column_stack([np.ones(len(y)), np.asarray(predictors, float).reshape(len(y), -1)])
    w = np.ones(len(y)) if weights is None else np.asarray(weights, float)
    y, x, w = y[w > 0], x[w > 0], w[w > 0]
    names = (CONSTANT, *names)
    # stop where the likelihood has no single highest point
    yes = float(w @ y)
    if not 0 < yes < w.sum():
        raise CXError(f"outcome: {'no' if yes <= 0 else 'every'} row says yes.", "A model needs both answers.")
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise CXError(f"predictors: one of {', '.join(names[1:])} follows from the others.", "Leave one of them out.")
    coefficients, steps = _newton(y, x, w, names)
    chance = special.expit(x @ coefficients)
    covariance = np.linalg.inv((x.T * (w * chance * (1 - chance))) @ x)
    return LogisticFit(
        names=names, coefficients=coefficients, covariance=covariance, deviance=_deviance(y, x, w, coefficients),
        steps=steps,
    )  # fmt: skip


def _newton(y: np.ndarray, x: np.ndarray, w: np.ndarray, names: Sequence[str]) -> tuple[np.ndarray, int]:
    """Newton's steps, halved while they would raise the deviance."""
    b, looked = np.zeros(x.shape[1]), False
    last = _deviance(y, x, w, b)
    for step in range(1, STEPS + 1):
        chance = special.expit(x @ b)
        move = np.linalg.solve((x.T * (w * chance * (1 - chance))) @ x, x.T @ (w * (y - chance)))
        now = _deviance(y, x, w, b + move)
        while now > last * (1 + SETTLED) and np.abs(move).max() > SETTLED:
            move = move / 2
            now = _deviance(y, x, w, b + move)
        b = b + move
        if not looked and np.abs(x @ b).max() > FAR:
            # Coefficients that run away are columns that tell yes from no without error: no estimate exists.
            apart = _separating(y, x)
            which = [name for name, own in zip(names, apart, strict=True) if own and name != CONSTANT]
            if which:
                raise CXError(
                    f"predictors: separation by {' and '.join(which)}: on one side of it all say yes, or all say no, "
                    "so the odds ratio is infinite.",
                    "Join this group with another, or leave it out.",
                )
            looked = True
        if abs(last - now) <= SETTLED * (abs(now) + SETTLED):
            return b, step
        last = now
    raise CXError(f"predictors: the model did not settle in {STEPS} steps.", "Take fewer predictors.")


def _deviance(y: np.ndarray, x: np.ndarray, w: np.ndarray, b: np.ndarray) -> float:
    score = x @ b
    return float(2 * (w * (np.logaddexp(0, score) - y * score)).sum())


def _separating(y: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Which coefficients move in a direction along which the likelihood never falls (Konis 2007: a linear program)."""
    from scipy.optimize import linprog

    rows = np.unique(np.column_stack([x, y]), axis=0)
    x, y = rows[:, :-1], rows[:, -1]
    towards = np.vstack([x[y > 0], -x[y < 1]])  # a cell of both answers stands on both sides
    found = linprog(-towards.sum(axis=0), A_ub=-towards, b_ub=np.zeros(len(towards)), bounds=[(-1, 1)] * x.shape[1])
    return np.abs(found.x) > 1e-6 if -found.fun > 1e-6 else np.zeros(x.shape[1], bool)
