"""Control limits of many series at once, and the rules by which a point is a signal.

Arrays are series × periods, (k, t). A period without answers has n = 0, and NaN where it would have a value.
"""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln, log_ndtr, ndtr

NEIGHBOURS = 1.128  # mean distance of two normal values in SD, as Wheeler and Laney print it; exactly 2/√π
LARGEST = 3.267  # upper limit of a distance over the mean distance: D4 of two values (Montgomery 2013, appendix VI)
BINOMIAL, COUNTED = ("p", "laney"), ("u", "c")
SPREADS = ("pooled", "sd", "range")


def chart_centre(
    kind: str, n: np.ndarray, total: np.ndarray, squares: np.ndarray, used: np.ndarray, *, spread: str = "pooled",
    ranges: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
    """Value of each period, centre and standard error of a value, from the sums of the answers.

    Parameters
    ----------
    kind : {"nps", "mean", "p", "laney", "u", "c", "individuals", "range"}
        What a value is: 100 × the mean of +1, 0 and −1; a mean; a share, with the binomial's variance or with Laney's
        between periods as well; events per row; events; any value by itself (XmR); or a range.
    n, total, squares : (k, t) arrays
        Answers of each period, their sum and the sum of their squares.
    used : (k, t) bool array
        The periods that set the limits.
    spread : {"pooled", "sd", "range"}
        Of means: what tells the standard deviation within periods.
    ranges : (k, t) array, optional
        The largest less the smallest answer of each period, for ranges and for ``spread="range"``.

    Returns
    -------
    value : (k, t) array
    centre : (k, 1) array
        (k, t) of ranges, which are wider the more answers there are.
    sigma : (k, t) array
        NaN where nothing varies: no limit can be given there.
    """
    used = used & (n > 0)
    size = np.where(n > 0, n, np.nan)
    ranges = np.full(n.shape, np.nan) if ranges is None else ranges
    if kind == "range":
        sizes, place = np.unique(np.maximum(n, 2.0), return_inverse=True)
        own = np.where(n > 1, within_sd(n, total, squares, used, spread="range", ranges=ranges), np.nan)
        own = np.where(own > 0, own, np.nan)
        mean, error = (part[place.reshape(n.shape)] for part in (mean_range(sizes), range_sd(sizes)))
        return np.where(n > 1, ranges, np.nan), own * mean, own * error
    value = total if kind == "c" else total / size
    value = np.where(n > 0, value, np.nan)
    everybody, their_sum = (np.where(used, part, 0).sum(axis=1, keepdims=True) for part in (n, total))
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = their_sum / everybody
        if kind in ("c", "individuals"):
            centre = np.where(used, value, 0).sum(axis=1, keepdims=True) / used.sum(axis=1, keepdims=True)
        if kind == "mean":
            sigma = within_sd(n, total, squares, used, spread=spread, ranges=ranges) / np.sqrt(size)
        else:
            sigma = np.sqrt(_variance(kind, size, centre, used, (n, squares)))
        if kind == "laney":
            sigma = sigma * neighbour_sd((value - centre) / sigma, used)
        elif kind == "individuals":
            sigma = np.broadcast_to(neighbour_sd(value, used), value.shape)
    sigma = np.where(sigma > 1e-12 * np.maximum(np.abs(centre), 1e-300), sigma, np.nan)
    scale = 100.0 if kind == "nps" else 1.0
    return scale * value, scale * centre, scale * sigma


def _variance(kind: str, size: np.ndarray, centre: np.ndarray, used: np.ndarray, sums: tuple) -> np.ndarray:
    """Variance of each period's value, where it follows from the answers themselves."""
    n, squares = (np.where(used, part, 0) for part in sums)
    if kind in BINOMIAL:
        return centre * (1 - centre) / size
    if kind in COUNTED:
        return np.broadcast_to(centre, size.shape) / (size if kind == "u" else 1)
    return np.maximum(squares.sum(axis=1, keepdims=True) / n.sum(axis=1, keepdims=True) - centre**2, 0) / size


def within_sd(
    n: np.ndarray, total: np.ndarray, squares: np.ndarray, used: np.ndarray, *, spread: str, ranges: np.ndarray
) -> np.ndarray:  # fmt: skip
    """Standard deviation within the periods that set the limits, (k, 1); NaN where none has two answers.

    ``pooled`` is the root of the mean variance weighted by n − 1, ``sd`` the mean of s/c₄(n), ``range`` the mean of
    R/d₂(n) (Montgomery 2013, sections 6.2 and 6.3). Where n is equal the two are s̄/c₄ and R̄/d₂ as printed; where it is
    not, each period's own estimate counts alike (Burr 1969, Journal of Quality Technology 1(3), 163–167).
    """
    used = used & (n > 1)
    n, total, squares = (np.where(used, part, 0.0) for part in (n, total, squares))
    around = np.maximum(squares - np.divide(total**2, n, out=np.zeros_like(squares), where=used), 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        if spread == "pooled":
            return np.sqrt(around.sum(axis=1, keepdims=True) / (n - used).sum(axis=1, keepdims=True))
        sizes, place = np.unique(np.where(used, n, 2.0), return_inverse=True)
        constant = (mean_range if spread == "range" else mean_sd)(sizes)[place.reshape(n.shape)]
        own = ranges if spread == "range" else np.sqrt(around / (n - 1))
        return np.where(used, own / constant, 0.0).sum(axis=1, keepdims=True) / used.sum(axis=1, keepdims=True)


def mean_range(n: np.ndarray) -> np.ndarray:
    """d₂: the mean range of n standard normal values, ∫ (1 − Φᵏ − (1 − Φ)ᵏ) dx with k = n (Tippett 1925), (m,)."""
    at = np.linspace(-12, 12, 1201)  # smooth and 0 at both ends: equal steps of 0.02 err by less than 1e-12
    power = np.asarray(n, float)[:, None]
    return (-np.expm1(power * log_ndtr(at)) - np.exp(power * log_ndtr(-at))).sum(axis=1) * (at[1] - at[0])


def range_sd(n: np.ndarray) -> np.ndarray:
    """d₃: the standard deviation of that range, from P(R ≤ w) = n ∫ φ(x) (Φ(x + w) − Φ(x))ⁿ⁻¹ dx, (m,)."""
    at, step = np.linspace(-12, 12, 1201, retstep=True)
    nodes, weights = np.polynomial.legendre.leggauss(200)
    wide, weights = 8 * (nodes + 1), 8 * weights  # ranges up to 16
    density = np.exp(-(at**2) / 2) / np.sqrt(2 * np.pi)
    between = ndtr(at + wide[:, None]) - ndtr(at)
    larger = np.array([1 - one * step * (between ** (one - 1) @ density) for one in np.asarray(n, float)])
    return np.sqrt(2 * larger @ (weights * wide) - (larger @ weights) ** 2)


def mean_sd(n: np.ndarray) -> np.ndarray:
    """c₄: the mean standard deviation (divisor n − 1) of n standard normal values, √(2/(n − 1)) Γ(n/2)/Γ((n − 1)/2)."""
    n = np.asarray(n, float)
    return np.sqrt(2 / (n - 1)) * np.exp(gammaln(n / 2) - gammaln((n - 1) / 2))


def neighbour_sd(value: np.ndarray, used: np.ndarray) -> np.ndarray:
    """SD of a series from the mean distance of neighbours that both set the limits, (k, 1); a gap is no distance."""
    pairs = used[:, 1:] & used[:, :-1]
    moves = np.where(pairs, np.abs(np.diff(value, axis=1)), 0).sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        return moves / pairs.sum(axis=1, keepdims=True) / NEIGHBOURS


def individuals(value: np.ndarray, first: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of values (k, t): how many there are, and of their first periods the mean and the mean distance of neighbours.

    The numbers are those of `chart_centre`, in one look at values without gaps. (k,) each; a gap is no distance.
    """
    base = value[:, :first]
    total, moves = base.sum(axis=1), np.diff(base, axis=1)
    far = np.abs(moves, out=moves).sum(axis=1)
    n = np.full(len(value), value.shape[1])
    gaps = np.flatnonzero(np.isnan(value.sum(axis=1)))
    centre, distance = total / first, far / (first - 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        there = ~np.isnan(value[gaps])
        n[gaps] = there.sum(axis=1)
        centre[gaps] = np.nansum(base[gaps], axis=1) / there[:, :first].sum(axis=1)
        distance[gaps] = np.nansum(moves[gaps], axis=1) / (~np.isnan(moves[gaps])).sum(axis=1)
    return n, centre, distance


def three_sigma(z: np.ndarray) -> np.ndarray:
    """One point more than three standard errors from the centre (Shewhart 1931)."""
    return np.abs(z) > 3


def two_of_three(z: np.ndarray) -> np.ndarray:
    """Two of three points beyond two standard errors on one side (Western Electric 1956, rule 2)."""
    return _some_of(z, 2.0, 2, 3)


def four_of_five(z: np.ndarray) -> np.ndarray:
    """Four of five points beyond one standard error on one side (Western Electric 1956, rule 3)."""
    return _some_of(z, 1.0, 4, 5)


def eight_in_a_row(z: np.ndarray) -> np.ndarray:
    """Eight points on one side of the centre (Western Electric 1956, rule 4); Nelson (1984) takes nine."""
    return _some_of(z, 0.0, 8, 8)


RULES = {
    "three_sigma": three_sigma,
    "two_of_three": two_of_three,
    "four_of_five": four_of_five,
    "eight_in_a_row": eight_in_a_row,
}


def _some_of(z: np.ndarray, beyond: float, some: int, of: int) -> np.ndarray:
    """Where the point itself and so many of the last few lie beyond, on one side; an absent period breaks a run."""
    found = np.zeros(z.shape, bool)
    for side in (z > beyond, z < -beyond):
        run = np.cumsum(np.pad(side, ((0, 0), (of, 0))), axis=1)
        found |= side & (run[:, of:] - run[:, :-of] >= some)
    return found


def ewma(value: np.ndarray, centre: np.ndarray, sigma: np.ndarray, share: float) -> tuple[np.ndarray, np.ndarray]:
    """Moving average that gives the newest period this share, and its standard error by each period's own, (k, t).

    It starts at the centre; the error is exact for the periods so far, and a period without a value changes nothing.
    """
    average, variance = np.broadcast_to(centre, value.shape).copy(), np.zeros_like(value)
    last, its = average[:, 0].copy(), np.zeros(len(value))
    for period in range(value.shape[1]):
        there = np.isfinite(value[:, period]) & np.isfinite(sigma[:, period])
        last = np.where(there, (1 - share) * last + share * value[:, period], last)
        its = np.where(there, (1 - share) ** 2 * its + share**2 * sigma[:, period] ** 2, its)
        average[:, period], variance[:, period] = last, its
    return average, np.sqrt(variance)


def cusum(z: np.ndarray, slack: float) -> tuple[np.ndarray, np.ndarray]:
    """Sums of what lies above and below the centre by more than the slack, in standard errors, each (k, t)."""
    sums = np.zeros((2, *z.shape))
    last = np.zeros((2, len(z)))
    for period in range(z.shape[1]):
        now = np.nan_to_num(z[:, period], nan=0.0)
        seen = np.isfinite(z[:, period])
        last = np.where(seen, np.maximum(0.0, last + np.stack([now, -now]) - slack), last)
        sums[:, :, period] = last
    return sums[0], sums[1]
