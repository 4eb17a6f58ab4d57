"""Partial pooling: many estimates, each moved towards the others as far as its own error asks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special
from scipy.optimize import elementwise

SPREADS = 200  # grid points of the spread between groups: limits agree with 2,000 points to 0.01 points of NPS
TOP_SPREADS, TOP_MEANS, TOP_POINTS = 40, 15, 201  # the chance to be best is needed to two decimals only


@dataclass(frozen=True, eq=False, kw_only=True)
class Pooled:
    """Posterior of k groups: `mean`, `low`, `high` are (k,) arrays; `spread` the mean of τ."""

    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    spread: float


def partial_pooling(
    estimate: np.ndarray, variance: np.ndarray, confidence_level: float, largest_spread: float
) -> Pooled:
    """Normal groups around a common mean, the spread between groups τ unknown and averaged over.

    Parameters
    ----------
    estimate, variance : (k,) arrays
        The groups' own estimates and their sampling variances, k ≥ 3.
    largest_spread : float
        Upper end of the flat prior of τ, in the units of `estimate`.

    References
    ----------
    .. [1] Gelman, A., et al. (2013). Bayesian Data Analysis, 3rd ed., section 5.4 (flat priors of the mean and of τ).
    """
    spread, chance = _spreads(estimate, variance, largest_spread)
    centre, centre_variance = _centre(estimate, variance, spread)
    own = spread[:, None] ** 2 / (spread[:, None] ** 2 + variance)  # weight of the group's own estimate
    mean = own * estimate + (1 - own) * centre[:, None]
    sd = np.sqrt(own * variance + (1 - own) ** 2 * centre_variance[:, None])
    low, high = (
        _mixture_quantile(mean, sd, chance, level) for level in ((1 - confidence_level) / 2, (1 + confidence_level) / 2)
    )
    return Pooled(mean=chance @ mean, low=low, high=high, spread=float(chance @ spread))


def best_chances(estimate: np.ndarray, variance: np.ndarray, largest_spread: float) -> np.ndarray:
    """Chance of each group to have the highest true value, by quadrature over τ, the common mean and the value.

    The parameters are those of `partial_pooling`.
    """
    spread, chance = _spreads(estimate, variance, largest_spread)
    keep = np.linspace(0.5, len(spread) - 0.5, TOP_SPREADS).astype(int)
    block = np.add.reduceat(chance, np.concatenate([[0], (keep[1:] + keep[:-1]) // 2 + 1]))
    nodes, node_weights = np.polynomial.hermite_e.hermegauss(TOP_MEANS)
    p_top = np.zeros(len(estimate))
    for tau, mass in zip(spread[keep], block, strict=True):
        centre, centre_variance = (part[0] for part in _centre(estimate, variance, np.array([tau])))
        own = tau**2 / (tau**2 + variance)
        sd = np.sqrt(own * variance)
        means = own * estimate + (1 - own) * (centre + nodes[:, None] * np.sqrt(centre_variance))  # (nodes, k)
        grid = np.linspace((means - 7 * sd).min(axis=1), (means + 7 * sd).max(axis=1), TOP_POINTS, axis=1)
        below = special.ndtr((grid[:, :, None] - means[:, None, :]) / sd)  # (nodes, points, k)
        # Pr(i is top) = ∫ Π_{j≠i} Φ_j dΦ_i: steps of Φ_i times the product of the others at mid-step.
        middle = np.clip((below[:, 1:] + below[:, :-1]) / 2, 1e-300, 1.0)
        others = np.exp(np.log(middle).sum(axis=2, keepdims=True) - np.log(middle))
        per_node = np.sum(others * np.diff(below, axis=1), axis=1)
        p_top += mass * (node_weights / node_weights.sum()) @ (per_node / per_node.sum(axis=1, keepdims=True))
    return p_top


def top_chances(
    estimate: np.ndarray,
    variance: np.ndarray,
    largest_spread: float,
    *,
    among: np.ndarray,
    top: int,
    draws: int,
    rng: np.random.Generator,
) -> np.ndarray:
    """Chance of each group to be one of the `top` highest true values, by draws from the posterior.

    Parameters
    ----------
    estimate, variance, largest_spread
        As in `partial_pooling`.
    among : (k,) bool array
        The groups that are ranked; the others count in the common mean and in the spread only.
    top, draws : int
    rng : numpy.random.Generator
    """
    spread, chance = _spreads(estimate, variance, largest_spread)
    centre, centre_variance = _centre(estimate, variance, spread)
    place = rng.choice(len(spread), draws, p=chance)
    common = centre[place] + np.sqrt(centre_variance[place]) * rng.standard_normal(draws)
    own = spread[place, None] ** 2 / (spread[place, None] ** 2 + variance[among])
    mean = own * estimate[among] + (1 - own) * common[:, None]
    true = mean + np.sqrt(own * variance[among]) * rng.standard_normal(mean.shape)
    best = np.argpartition(-true, top - 1, axis=1)[:, :top]
    return np.bincount(best.ravel(), minlength=true.shape[1]) / draws


def _centre(estimate: np.ndarray, variance: np.ndarray, spread: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and variance of the common mean, given each spread: two (s,) arrays."""
    precision = 1 / (variance + spread[:, None] ** 2)
    total = precision.sum(axis=1)
    return (precision @ estimate) / total, 1 / total


def _spreads(estimate: np.ndarray, variance: np.ndarray, largest_spread: float) -> tuple[np.ndarray, np.ndarray]:
    """A grid of values of τ and the chance of each: two (s,) arrays."""
    # Points close together near 0, where the groups differ little and the likelihood bends most.
    spread = largest_spread * ((np.arange(SPREADS) + 0.5) / SPREADS) ** 2
    chance = _spread_posterior(estimate, variance, spread) * np.gradient(spread)
    return spread, chance / chance.sum()


def _spread_posterior(estimate: np.ndarray, variance: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """Posterior density of τ up to a constant, on the grid (equation 5.21 of [1])."""
    centre, centre_variance = _centre(estimate, variance, spread)
    total = variance + spread[:, None] ** 2
    log_density = 0.5 * np.log(centre_variance) - 0.5 * np.sum(
        np.log(total) + (estimate - centre[:, None]) ** 2 / total, axis=1
    )
    return np.exp(log_density - log_density.max())


def _mixture_quantile(mean: np.ndarray, sd: np.ndarray, chance: np.ndarray, level: float) -> np.ndarray:
    """Quantile of every group's mixture of normals over the grid of spreads; mean and sd are (s, k)."""

    def excess(value, index):
        return chance @ special.ndtr((value - mean[:, index]) / sd[:, index]) - level

    bracket = (mean - 9 * sd).min(axis=0), (mean + 9 * sd).max(axis=0)
    return elementwise.find_root(excess, bracket, args=(np.arange(mean.shape[1]),)).x
