"""One step in a series: where it fits best, and where else it may be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False, kw_only=True)
class Step:
    """The step that fits best: its place (index of the first value of the new level), levels, F and what is left.

    `left` (t,) is the weighted sum of squares around both levels for each place, NaN where too few values stand on one
    side; `whole` that around one level.
    """

    place: int
    before: float
    after: float
    f: float
    left: np.ndarray
    whole: float


def step_fit(y: np.ndarray, weights: np.ndarray, least: int) -> Step:
    """Weighted least squares for one step at each place of y (t,), with at least so many values on each side."""
    left, whole = _left(y[None], weights, least)
    place = int(np.nanargmin(left[0]))
    before, after = (np.average(part, weights=w) for part, w in
                     ((y[:place], weights[:place]), (y[place:], weights[place:])))  # fmt: skip
    f = _largest_f(left, whole, len(y))
    return Step(place=place, before=before, after=after, f=float(f[0]), left=left[0], whole=float(whole[0]))


def step_places(
    y: np.ndarray, weights: np.ndarray, least: int, n_draws: int, alpha: float, draw: np.random.Generator
) -> np.ndarray:
    """Places that a step may have: series drawn with one there lie as far from their best place in 1 − alpha of cases.

    Each draw has the levels that fit best for the place, and normal errors whose variance is what is left there.
    """
    fit, size = step_fit(y, weights, least), len(y)
    found = []
    for place in np.flatnonzero(np.isfinite(fit.left)):
        late = np.arange(size) >= place
        levels = np.where(
            late, np.average(y[late], weights=weights[late]), np.average(y[~late], weights=weights[~late])
        )
        error = np.sqrt(fit.left[place] / (size - 2) / weights)
        left, _ = _left(levels + error * draw.standard_normal((n_draws, size)), weights, least)
        best = np.nanmin(left, axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            theirs, ours = left[:, place] / best, fit.left[place] / fit.left[fit.place]
        if place == fit.place or not (theirs < ours - 1e-12).mean() > 1 - alpha:
            found.append(place)
    return np.array(found)


def no_step_draws(weights: np.ndarray, least: int, n_draws: int, draw: np.random.Generator) -> np.ndarray:
    """The largest F of series without a step, (n_draws,)."""
    left, whole = _left(draw.standard_normal((n_draws, len(weights))) / np.sqrt(weights), weights, least)
    return _largest_f(left, whole, len(weights))


def _left(y: np.ndarray, weights: np.ndarray, least: int) -> tuple[np.ndarray, np.ndarray]:
    """Weighted sums of squares of series (s, t) around the levels of both sides of each place, and around one level."""
    y = y - y.mean(axis=1, keepdims=True)  # else squares of a large level drown what lies around it
    w, total, squares = (np.cumsum(part, axis=1) for part in (np.broadcast_to(weights, y.shape), weights * y,
                                                                weights * y**2))  # fmt: skip
    whole = squares[:, -1] - total[:, -1] ** 2 / w[:, -1]
    left = np.full(y.shape, np.nan)
    places = np.arange(least, y.shape[1] - least + 1)
    before, rest = w[:, places - 1], w[:, -1:] - w[:, places - 1]
    sums = total[:, places - 1]
    left[:, places] = squares[:, -1:] - sums**2 / before - (total[:, -1:] - sums) ** 2 / rest
    return np.maximum(left, 0, out=left), np.maximum(whole, 0)


def _largest_f(left: np.ndarray, whole: np.ndarray, size: int) -> np.ndarray:
    """F of the best place, with one step in the numerator: (whole − left) / (left / (t − 2))."""
    best = np.nanmin(left, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return (whole - best) / (best / (size - 2))
