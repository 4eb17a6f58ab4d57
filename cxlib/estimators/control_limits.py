"""Control limits of many series at once, and the rules by which a point is a signal.

Arrays are series × periods, (k, t). A period without answers has n = 0, and NaN where it would have a value.
"""

from __future__ import annotations

import numpy as np

NEIGHBOURS = 1.128  # mean distance of two normal values in SD, as Wheeler and Laney print it; exactly 2/√π
LARGEST = 3.267  # upper limit of a distance over the mean distance: D4 of two values (Montgomery 2013, appendix VI)
BINOMIAL, COUNTED = ("p", "laney"), ("u", "c")


def chart_centre(
    kind: str, n: np.ndarray, total: np.ndarray, squares: np.ndarray, used: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Value of each period, centre and standard error of a value, from the sums of the answers.

    Parameters
    ----------
    kind : {"nps", "mean", "p", "laney", "u", "c", "individuals"}
        What a value is: 100 × the mean of +1, 0 and −1; a mean; a share, with the binomial's variance or with Laney's
        between periods as well; events per row; events; or any value by itself (XmR).
    n, total, squares : (k, t) arrays
        Answers of each period, their sum and the sum of their squares.
    used : (k, t) bool array
        The periods that set the limits.

    Returns
    -------
    value : (k, t) array
    centre : (k, 1) array
    sigma : (k, t) array
        NaN where nothing varies: no limit can be given there.
    """
    used = used & (n > 0)
    size = np.where(n > 0, n, np.nan)
    value = total if kind == "c" else total / size
    value = np.where(n > 0, value, np.nan)
    everybody, their_sum = (np.where(used, part, 0).sum(axis=1, keepdims=True) for part in (n, total))
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = their_sum / everybody
        if kind in ("c", "individuals"):
            centre = np.where(used, value, 0).sum(axis=1, keepdims=True) / used.sum(axis=1, keepdims=True)
        sigma = np.sqrt(_variance(kind, size, centre, used, (n, total, squares)))
        if kind == "laney":
            sigma = sigma * neighbour_sd((value - centre) / sigma, used)
        elif kind == "individuals":
            sigma = np.broadcast_to(neighbour_sd(value, used), value.shape)
    sigma = np.where(sigma > 1e-12 * np.maximum(np.abs(centre), 1e-300), sigma, np.nan)
    scale = 100.0 if kind == "nps" else 1.0
    return scale * value, scale * centre, scale * sigma


def _variance(kind: str, size: np.ndarray, centre: np.ndarray, used: np.ndarray, sums: tuple) -> np.ndarray:
    """Variance of each period's value, where it follows from the answers themselves."""
    n, total, squares = (np.where(used, part, 0) for part in sums)
    if kind in BINOMIAL:
        return centre * (1 - centre) / size
    if kind in COUNTED:
        return np.broadcast_to(centre, size.shape) / (size if kind == "u" else 1)
    if kind == "nps":
        return np.maximum(squares.sum(axis=1, keepdims=True) / n.sum(axis=1, keepdims=True) - centre**2, 0) / size
    within = squares - np.divide(total**2, n, out=np.zeros_like(squares), where=n > 0)
    return within.sum(axis=1, keepdims=True) / np.maximum(n - 1, 0).sum(axis=1, keepdims=True) / size


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
