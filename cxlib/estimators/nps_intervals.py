"""Intervals for the difference of two shares of one trinomial: the Net Promoter Score.

All functions take arrays that broadcast together: `promoters` P and `detractors` D as shares 0…1,
`n` the (effective) number of answers, which need not be whole, and `z` the critical value.
They return ``(low, high)`` in shares −1…1.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import ArrayLike
from scipy import special
from scipy.optimize import elementwise

from .quantiles import critical_value

QUADRATURE_NODES = 128  # the Bayes limits agree with those of 512 and more to 1e-6
POCKET = 0.75  # what the adjusted Wald interval adds to promoters and to detractors

Limits = tuple[np.ndarray, np.ndarray]

_legendre = cache(np.polynomial.legendre.leggauss)  # an eigenvalue problem: once, not at each step of a search


def score_variance(promoters: ArrayLike, detractors: ArrayLike) -> np.ndarray:
    """Variance of one answer that counts +1, 0 or −1: P + D − (P − D)²."""
    promoters, detractors = np.asarray(promoters, float), np.asarray(detractors, float)
    # Rounding may leave −1e-17 where everybody gave the same answer.
    return np.maximum(promoters + detractors - (promoters - detractors) ** 2, 0.0)


def wald_interval(promoters: ArrayLike, detractors: ArrayLike, n: ArrayLike, z: ArrayLike) -> Limits:
    """The textbook interval, estimate ± z·SE, clipped to −1…1; of width zero when all answer alike."""
    return clipped(wald_limits(promoters, detractors, n, z))


def wald_limits(promoters: ArrayLike, detractors: ArrayLike, n: ArrayLike, z: ArrayLike) -> Limits:
    """Wald's limits as the formula gives them, beyond the ends of the scale where it goes there."""
    estimate = np.asarray(promoters, float) - np.asarray(detractors, float)
    margin = z * np.sqrt(score_variance(promoters, detractors) / n)
    return estimate - margin, estimate + margin


def clipped(limits: Limits) -> Limits:
    """Limits on the scale of a score, −1…1."""
    return np.maximum(limits[0], -1.0), np.minimum(limits[1], 1.0)


def adjusted_wald_interval(promoters: ArrayLike, detractors: ArrayLike, n: ArrayLike, z: ArrayLike) -> Limits:
    """The pocket rule of Rocks (2016): ¾ more promoters, ¾ more detractors, 3 more answers; clipped."""
    return clipped(adjusted_wald_limits(promoters, detractors, n, z))


def adjusted_wald_limits(promoters: ArrayLike, detractors: ArrayLike, n: ArrayLike, z: ArrayLike) -> Limits:
    """The pocket rule's limits before they are clipped."""
    grown = np.asarray(n, float) + 4 * POCKET
    more_promoters = (np.asarray(promoters, float) * n + POCKET) / grown
    more_detractors = (np.asarray(detractors, float) * n + POCKET) / grown
    return wald_limits(more_promoters, more_detractors, grown, z)


def score_interval(promoters: ArrayLike, detractors: ArrayLike, n: ArrayLike, z: ArrayLike) -> Limits:
    """Tango's (1998) score interval: all differences that a score test at `z` does not reject.

    Notes
    -----
    A difference Δ is rejected when |P − D − Δ| > z·√(σ²(Δ)/n), where σ²(Δ) = 2q + Δ(1 − Δ) and q is the
    most likely share of detractors given Δ.

    References
    ----------
    .. [1] Tango, T. (1998). Equivalence test and confidence interval for the difference in proportions
       for the paired-sample design. Statistics in Medicine 17, 891–908.
    """
    promoters, detractors, n, z = np.broadcast_arrays(np.asarray(promoters, float), np.asarray(detractors, float), n, z)
    low = _lower_score_limit(promoters, detractors, n, z)
    high = -_lower_score_limit(detractors, promoters, n, z)
    return low, high


def _constrained_variance(promoters: ArrayLike, detractors: ArrayLike, difference: ArrayLike) -> np.ndarray:
    """Variance of one answer under the difference, with the other share at its likeliest value."""
    difference = np.asarray(difference, float)
    # Tango's quadratic 2q² + bq + c = 0, divided by n; its larger root is the likeliest share of detractors.
    b = -np.asarray(promoters, float) - detractors + (2 - np.asarray(promoters, float) + detractors) * difference
    c = -np.asarray(detractors, float) * difference * (1 - difference)
    root = np.sqrt(np.maximum(b * b - 8 * c, 0.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        # The two forms are equal; each is used where it does not subtract nearly equal numbers.
        likeliest = np.where(b <= 0, (root - b) / 4, np.nan_to_num(-2 * c / (root + b)))
    likeliest = np.maximum(likeliest, np.maximum(-difference, 0.0))
    return np.maximum(2 * likeliest + difference * (1 - difference), 0.0)


def _lower_score_limit(promoters: np.ndarray, detractors: np.ndarray, n: np.ndarray, z: np.ndarray) -> np.ndarray:
    """The smallest difference that is not rejected."""
    estimate = promoters - detractors
    # At the estimate itself both sides vanish when all answer alike, so the search ends a little below it,
    # by a thousandth of the narrowest width an interval can have.
    top = estimate - 1e-3 * z**2 / (n + z**2)

    def overshoot(difference, promoters, detractors, n, z):
        variance = _constrained_variance(promoters, detractors, difference)
        return promoters - detractors - difference - z * np.sqrt(variance / n)

    open_below = (estimate > -1) & (top > -1)
    found = elementwise.find_root(
        overshoot,
        (np.full(estimate.shape, -1.0), np.maximum(top, -1.0)),
        args=(promoters, detractors, n, z),
        tolerances={"xatol": 1e-13, "xrtol": 1e-13},
    )
    return np.where(open_below, found.x, -1.0)


def bayes_interval(promoters: ArrayLike, detractors: ArrayLike, n: ArrayLike, confidence_level: float) -> Limits:
    """Equal-tailed limits of P − D after a Dirichlet(½, ½, ½) prior (Jeffreys), by quadrature."""
    promoters, detractors, n = np.broadcast_arrays(
        np.asarray(promoters, float), np.asarray(detractors, float), np.asarray(n, float)
    )
    a, c = n * promoters + 0.5, n * detractors + 0.5
    b = n + 1.5 - a - c
    # All but 1e-13 of the posterior on either side; short of 1, where the rest has no share to divide.
    reach = (
        special.betaincinv(c, a + b, 1e-13),
        np.minimum(1 - special.betaincinv(a + b, c, 1e-13), 1 - 1e-15),
    )

    def excess(difference, probability, *shapes):
        return _difference_probability(difference, *shapes) - probability

    limits = [
        elementwise.find_root(excess, (np.full(a.shape, -1.0), np.ones(a.shape)), args=(probability, a, b, c, *reach)).x
        for probability in ((1 - confidence_level) / 2, (1 + confidence_level) / 2)
    ]
    return limits[0], limits[1]


def _difference_probability(difference, a, b, c, reach_low, reach_high) -> np.ndarray:
    """Pr(P − D ≤ δ) when (P, rest, D) is Dirichlet(a, b, c).

    Notes
    -----
    Given the share of detractors y, the promoters' part of the rest is a Beta(a, b) variable, so the
    probability is E_y[I((δ + y)/(1 − y))]; I is 0 below y = −δ and 1 above y = (1 − δ)/2. In between,
    Gauss–Legendre nodes are spread so that the square roots at both ends do no harm.
    """
    nodes, node_weights = _legendre(QUADRATURE_NODES)
    t = (nodes + 1) / 2
    low = np.clip(-difference, reach_low, reach_high)
    high = np.clip((1 - difference) / 2, low, reach_high)
    y = low[..., None] + (high - low)[..., None] * (3 * t**2 - 2 * t**3)
    steps = (high - low)[..., None] * (6 * t - 6 * t**2) * node_weights / 2
    rest = (a + b)[..., None]
    log_density = (
        special.xlogy(c[..., None] - 1, y) + special.xlog1py(rest - 1, -y) - special.betaln(c[..., None], rest)
    )
    part = np.clip((difference[..., None] + y) / (1 - y), 0.0, 1.0)
    inside = np.sum(np.exp(log_density) * special.betainc(a[..., None], b[..., None], part) * steps, axis=-1)
    return inside + special.betainc(a + b, c, 1 - high)


def interval_limits(
    interval: str, promoters: ArrayLike, detractors: ArrayLike, n: ArrayLike, confidence_level: float, z=None
) -> Limits:
    """Limits by the name of the interval; `z` replaces the normal quantile where clusters ask for Student's."""
    if interval == "bayes":
        return bayes_interval(promoters, detractors, n, confidence_level)
    z = critical_value(confidence_level) if z is None else z
    return {"score": score_interval, "wald": wald_interval, "adjusted_wald": adjusted_wald_interval}[interval](
        promoters, detractors, n, z
    )


def exact_coverage(
    n: int, promoters: ArrayLike, detractors: ArrayLike, interval: str, confidence_level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Chance that the interval holds the true score, and its mean width, by enumeration of every outcome.

    Parameters
    ----------
    n : int
        Number of answers.
    promoters, detractors : (k,) arrays
        True shares; ``promoters + detractors ≤ 1``.

    Returns
    -------
    coverage, mean_width : (k,) arrays
        Width in shares.
    """
    x, y = (part.ravel() for part in np.meshgrid(np.arange(n + 1), np.arange(n + 1), indexing="ij"))
    x, y = x[x + y <= n], y[x + y <= n]
    low, high = interval_limits(interval, x / n, y / n, n, confidence_level)
    ways = special.gammaln(n + 1) - special.gammaln(x + 1) - special.gammaln(y + 1) - special.gammaln(n - x - y + 1)
    coverage, width = [], []
    for p, d in zip(np.atleast_1d(promoters), np.atleast_1d(detractors), strict=True):
        rest = max(1 - p - d, 0.0)
        chance = np.exp(ways + special.xlogy(x, p) + special.xlogy(y, d) + special.xlogy(n - x - y, rest))
        # Limits carry the rounding of a root finder: 1e-9 keeps a limit that equals the truth inside.
        held = (low <= p - d + 1e-9) & (p - d <= high + 1e-9)
        coverage.append(chance @ held)
        width.append(chance @ (high - low))
    return np.array(coverage), np.array(width)
