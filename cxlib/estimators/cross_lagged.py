"""Two series of unit means that lead each other, freed from what never changes in a unit and from sampling error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize

from .cross_lagged_likelihood import B, Fit, O, Patterns, Q, grows, least, square
from .quantiles import critical_value

FEWEST_WAVES = 3  # below them what is lasting and what changes cannot be told apart
MOST_TRIES = 20  # to find a limit: where the hills of a likelihood take turns, it is left open
CLOSE = 1e-3  # of a standard error: what a limit is found to
REACH = 3.0  # slope, in standard deviations within units, up to which a limit is looked for
LEADS = (2, 1)  # where in B stand the second series on the first, and the first on the second


@dataclass(frozen=True, eq=False, kw_only=True)
class CrossLaggedFit:
    """Slopes on the past of a wave before.

    Attributes
    ----------
    slopes : (2, 2) array
        Row: the series explained; column: the series a wave before.
    leads : (2,) array
        The second on the first, the first on the second.
    conf_low, conf_high : (2,) arrays
        Of `leads`; both NaN where the data leave one of them open.
    moves, stays : (2, 2) arrays
        Covariances of what is new in each wave, and of what never changes in a unit.
    """

    slopes: np.ndarray
    leads: np.ndarray
    conf_low: np.ndarray
    conf_high: np.ndarray
    moves: np.ndarray
    stays: np.ndarray


def cross_lagged_fit(values: np.ndarray, errors: np.ndarray, *, confidence_level: float) -> CrossLaggedFit:
    """Maximum likelihood of two series that lead each other within units, with the sampling error known.

    Parameters
    ----------
    values : (U, W, 2) array
        Means of each unit and wave; NaN where there is none.
    errors : (U, W, 2) array
        Their sampling variances.
    confidence_level : float

    Notes
    -----
    The mean of a unit in a wave is that of the wave, plus what never changes in the unit, plus w, plus its sampling
    error. Each w is B times the w of the wave before plus something new [1]_; its covariances are those of a series
    that has long been going on, Γ₀ = B Γ₀ B' + Q and Γₕ = Bʰ Γ₀. Nothing is demeaned, so few waves pull nothing
    [2]_; and noise that is known makes no slope too flat. The likelihood is the restricted one: wave means cost degrees
    of freedom. −½ log |I − B ⊗ B| is added to what is made least, so that the search does not take a lasting difference
    of units for a series that never calms down.

    Limits of a slope are where the profile of the likelihood falls by t²/2, with Student's t of U − 1 degrees of
    freedom for the few units. Standard errors would not do: with three waves of ten answers the likelihood is no
    parabola. Where it falls that far on one side only, or not within `REACH`, the data know no limit and none is given.

    Taken for granted: normal means, one B for all units and waves, a stable series, and sampling errors that have
    nothing to do with each other, so other people in each wave. Where the same people answer again, what is lasting in
    them belongs to the unit; then their variance over time, not the one between them, is the error.

    References
    ----------
    .. [1] Hamaker, E. L., Kuiper, R. M., & Grasman, R. P. P. P. (2015). A critique of the cross-lagged panel model.
       Psychological Methods 20(1), 102–116.
    .. [2] Nickell, S. (1981). Biases in dynamic models with fixed effects. Econometrica 49(6), 1417–1426.
    """
    scale = _spread(values)
    sums = Patterns.of(values / scale, errors / scale**2)
    critical = float(critical_value(confidence_level, len(values) - 1))
    best = min((least(sums, start) for start in _starts()), key=lambda fit: fit.deviance)
    # a profile from one side may find what the starts have missed: then begin again from there
    for _ in range(5):
        profiles = [_Profile(sums, best, place, critical) for place in LEADS]
        limits = [profile.limits() for profile in profiles]
        better = min((profile.lowest for profile in profiles), key=lambda fit: fit.deviance)
        if better.deviance >= best.deviance - 1e-4:
            break
        best = least(sums, better.theta)
    theta, turn = best.theta, np.outer(scale, 1 / scale)
    low, high = np.array(limits).T
    per = turn.ravel()[list(LEADS)]
    slopes = theta[B].reshape(2, 2) * turn
    return CrossLaggedFit(
        slopes=slopes, leads=slopes.ravel()[list(LEADS)], conf_low=low * per, conf_high=high * per,
        moves=square(theta[None, Q])[0] * np.outer(scale, scale),
        stays=square(theta[None, O])[0] * np.outer(scale, scale),
    )  # fmt: skip


def _spread(values: np.ndarray) -> np.ndarray:
    """Standard deviation of each series within units, (2,)."""
    known = ~np.isnan(values)
    mean = np.where(known, values, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    within = np.where(known, values - mean[:, None], 0.0)
    return np.sqrt((within**2).sum(axis=(0, 1)) / np.maximum(known.sum(axis=1) - 1, 0).sum(axis=0))


def _starts() -> list[np.ndarray]:
    """Weak slopes, half of what is seen moving; and the same with the slopes crossed."""
    roots = [0.6, 0.0, 0.5, 0.6, 0.3, 0.6]
    return [np.array([0.1, 0.1, 0.3, 0.1, *roots]), np.array([0.3, -0.2, -0.3, 0.3, *roots])]


class _Profile:
    """The likelihood of one slope, all else at its best for it."""

    def __init__(self, sums: Patterns, best: Fit, place: int, critical: float) -> None:
        self.sums, self.best, self.place, self.critical = sums, best, place, critical
        self.lowest, whole = best, best.steps
        self.others = [at for at in range(len(best.theta)) if at != place]
        self.error = np.sqrt(whole[place, place])
        self.pull = whole[self.others, place] / whole[place, place]  # by which the others move with it
        self.steps = whole[np.ix_(self.others, self.others)] - np.outer(self.pull, whole[place, self.others])

    def limits(self) -> tuple[float, float]:
        """Both limits, or none: one alone would look like knowledge."""
        low = self.limit(-1)
        high = self.limit(1) if np.isfinite(low) else np.inf
        return (low, high) if np.isfinite(high) else (np.nan, np.nan)

    def limit(self, side: int) -> float:
        """Where the root of the likelihood ratio is `critical`; infinite if it never is within `REACH`."""
        room = REACH - side * self.best.theta[self.place]
        at, short, near, step, taking_turns = 0.0, -self.critical, self.best, self.critical * self.error, False
        for _ in range(MOST_TRIES):
            if at >= room:
                break
            value = min(at + step, room)
            beyond = self._moved(side * value, near, side * at)
            if taking_turns:  # then no root is looked for where another hill is higher
                beyond = min(beyond, self._anew(side * value), key=lambda fit: fit.deviance)
            over = self._short_of(beyond)
            if over < 0:
                # the root is nearly a straight line: a little farther than it says, and no more than twice as far
                step = min(1.1 * -over * (value - at) / max(over - short, 1e-9), 2 * value)
                at, short, near = value, over, beyond
                continue
            found = self._between(side, at, value, near)
            # from another start the likelihood may be higher there: then on from it
            other = self._anew(side * found)
            if self._short_of(other) > -10 * CLOSE:
                return float(self.best.theta[self.place] + side * found)
            at, short, near, step, taking_turns = found, self._short_of(other), other, self.error / 2, True
        return side * np.inf

    def _between(self, side: int, low: float, high: float, near: Fit) -> float:
        def short(distance: float) -> float:
            return self._short_of(self._moved(side * distance, near, side * low))

        if short(low) >= 0 or short(high) <= 0:
            return high
        return float(optimize.brentq(short, low, high, xtol=CLOSE * self.error, rtol=1e-4))

    def _short_of(self, fit: Fit) -> float:
        return float(np.sqrt(2 * max(fit.deviance - self.best.deviance, 0.0)) - self.critical)

    def _moved(self, distance: float, near: Fit, was: float) -> Fit:
        """The best at a distance from the estimate, looked for from a fit that lies at another one."""
        start = near.theta.copy()
        start[self.others] += self.pull * (distance - was)
        start[self.place] = self.best.theta[self.place] + distance
        if grows(start):
            start[self.others] = near.theta[self.others]
        return self._kept(least(self.sums, start, self.place, self.steps if near is self.best else near.steps))

    def _anew(self, distance: float) -> Fit:
        """The best at a distance, looked for from each start."""
        found = []
        for start in _starts():
            start[self.place] = self.best.theta[self.place] + distance
            if grows(start):
                start[B] = np.where(np.arange(4) == self.place, start[B], 0.0)
            found.append(self._kept(least(self.sums, start, self.place)))
        return min(found, key=lambda fit: fit.deviance)

    def _kept(self, fit: Fit) -> Fit:
        self.lowest = min(self.lowest, fit, key=lambda one: one.deviance)
        return fit
