"""Times to an event with open cases: survival by counts, medians, log-rank, and several kinds of event."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

HALF = np.sqrt(np.finfo(float).eps)  # what rounding may add to a survival of one half


@dataclass(frozen=True, eq=False, kw_only=True)
class Survival:
    """The share still waiting after each distinct time (t,), with Greenwood's sum, the variance of its logarithm."""

    time: np.ndarray
    n_risk: np.ndarray
    n_event: np.ndarray
    share: np.ndarray
    greenwood: np.ndarray


def event_counts(time: ArrayLike, events: ArrayLike, kinds: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Distinct times (t,), cases still open just before each (t,) and events of each kind 1 … kinds (t, kinds).

    Whole times are counted without sorting; others are sorted once.
    """
    time, events = np.asarray(time, float), np.asarray(events)
    whole = len(time) > 0 and time.max() < 4 * len(time) + 1000 and (time == np.floor(time)).all()
    if whole:
        place = time.astype(np.int64)
        place *= kinds + 1  # one count of all kinds: place 0 of each time is that of the open cases
        for kind in range(1, kinds + 1):
            place += (events == kind).view(np.int8) * np.int8(kind)
        cells = np.bincount(place, minlength=place.max() // (kinds + 1) * (kinds + 1) + kinds + 1)
        cells = cells.reshape(-1, kinds + 1)
        gone = cells.sum(axis=1)
        seen = np.flatnonzero(gone)
        counts, times, gone = list(cells[seen, 1:].T), seen.astype(float), gone[seen]
    else:
        ordered = np.sort(time)
        first = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(time) else np.zeros(0, int)
        times, gone = ordered[first], np.diff(np.r_[first, len(time)])
        counts = []
        for kind in range(1, kinds + 1):
            edges = np.searchsorted(np.sort(time[events == kind]), times, side="right")
            counts.append(np.diff(np.r_[0, edges]))
    open_cases = len(time) - np.r_[0, np.cumsum(gone)[:-1]] if len(gone) else gone
    return times, open_cases, np.column_stack(counts)


def kaplan_meier(time: ArrayLike, event: ArrayLike) -> Survival:
    """Kaplan and Meier's estimate; `event` is 1 where it came at that time, 0 where the case was still open then."""
    times, risk, counts = event_counts(time, event)
    happened = counts[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(happened / (risk * (risk - happened)))
    share = np.cumprod(1 - happened / risk)
    return Survival(time=times, n_risk=risk, n_event=happened, share=share, greenwood=greenwood)


def survival_limits(share: np.ndarray, greenwood: np.ndarray, z: float, scale: str = "log-log") -> tuple:
    """Limits of a share still waiting; the log-log scale keeps them within 0…1, NaN where nothing is known.

    `scale` "log" and "plain" are those of R's `survfit`, whose limits may leave 0…1 or cover too little with few cases.
    """
    error = np.sqrt(greenwood)
    with np.errstate(divide="ignore", invalid="ignore"):
        if scale == "plain":
            low, high = np.maximum(share * (1 - z * error), 0), np.minimum(share * (1 + z * error), 1)
        elif scale == "log":
            low, high = share * np.exp(-z * error), np.minimum(share * np.exp(z * error), 1)
        else:
            wide = z * error / np.abs(np.log(share))
            low, high = share ** np.exp(wide), share ** np.exp(-wide)
    known = (share > 0) & np.isfinite(greenwood)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


def median_time(time: np.ndarray, share: np.ndarray) -> float:
    """The time at which half are no longer waiting; NaN where that was not reached.

    Where the share is one half over a stretch, the middle of the stretch, as R's survival has it: a share that is one
    half up to rounding counts as one half, so that the last bit of a product cannot move the median by an event.
    """
    there = np.flatnonzero(share < 0.5 + HALF)
    if not len(there):
        return np.nan
    first = there[0]
    later = np.flatnonzero(share[first:] < share[first] - HALF)
    if abs(share[first] - 0.5) < HALF and len(later):
        return float((time[first] + time[first + later[0]]) / 2)
    return float(time[first])


def log_rank(time: ArrayLike, event: ArrayLike, group: np.ndarray) -> tuple[float, int, float]:
    """Whether groups wait alike: chi-squared, degrees of freedom and p-value.

    Parameters
    ----------
    time, event : (n,) arrays
    group : (n,) array of int
        0 … g − 1.
    """
    observed, expected, variance = log_rank_parts(time, event, group)
    gap = (observed - expected)[:-1]
    chi_squared = float(gap @ np.linalg.pinv(variance[:-1, :-1]) @ gap)
    df = int(np.linalg.matrix_rank(variance))
    return chi_squared, df, float(special.chdtrc(df, chi_squared)) if df else np.nan


def log_rank_parts(time: ArrayLike, event: ArrayLike, group: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Events seen and expected in each group, (g,), and the covariance of the former, (g, g)."""
    time, event, group = np.asarray(time, float), np.asarray(event), np.asarray(group)
    groups = int(group.max()) + 1
    times, risk, counts = event_counts(time, event)
    own = [np.sort(time[group == one]) for one in range(groups)]
    at_risk = np.column_stack([len(one) - np.searchsorted(one, times, side="left") for one in own])
    share, happened = at_risk / risk[:, None], counts[:, 0]
    observed = np.bincount(group, np.asarray(event, float), groups)
    spread = happened * np.divide(risk - happened, risk - 1, out=np.zeros(len(risk)), where=risk > 1)
    variance = np.diag(spread @ share) - (share * spread[:, None]).T @ share
    return observed, happened @ share, variance


def cumulative_incidence(time: ArrayLike, cause: ArrayLike, kinds: int, at: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Aalen and Johansen's share with an event of each kind by each time of `at`, and its variance, (a, kinds) both.

    Parameters
    ----------
    time : (n,) array
    cause : (n,) array of int
        0 where the case was still open, else 1 … kinds.
    kinds : int
    at : (a,) array

    Notes
    -----
    The variance is the counting process's with a correction for ties, as R's ``cmprsk::cuminc`` has it. The binomial
    delta method is 3 to 31 % smaller in samples of thirty; ``survfit`` takes the infinitesimal jackknife, close to it.
    """
    times, risk, counts = event_counts(time, cause, kinds)
    waiting = np.cumprod(1 - counts.sum(axis=1) / risk)
    before = np.r_[1.0, waiting[:-1]] if len(waiting) else waiting
    found = np.cumsum(before[:, None] * counts / risk[:, None], axis=0)
    ties = 1 - np.divide(counts - 1, risk[:, None] - 1, out=np.zeros(counts.shape), where=risk[:, None] > 1)
    jumps = counts / risk[:, None] ** 2 * np.where(counts > 0, ties, 0)
    at = np.atleast_1d(np.asarray(at, float))
    last = np.searchsorted(times, at, side="right")
    shares, variances = np.zeros((len(at), kinds)), np.zeros((len(at), kinds))
    for row, end in enumerate(last):
        if not end:
            continue
        shares[row] = found[end - 1]
        with np.errstate(divide="ignore", invalid="ignore"):
            left = (found[end - 1] - found[:end]) / waiting[:end, None]
        left = np.where(np.isfinite(left), left, 0.0)  # nobody is left waiting
        others = jumps[:end].sum(axis=1, keepdims=True) - jumps[:end]
        variances[row] = (before[:end, None] ** 2 * ((1 - left) ** 2 * jumps[:end] + left**2 * others)).sum(axis=0)
    return shares, variances
