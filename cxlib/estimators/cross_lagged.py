"""Two series of unit means that lead each other, freed from what never changes in a unit and from sampling error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from .quantiles import critical_value

FEWEST_WAVES = 3  # below them what is lasting and what changes cannot be told apart
STEP = 1e-20  # of the imaginary direction in which a derivative is read off
WALL = 1e10  # of a model that is none: its own past would make it grow for ever
CALM = 0.5  # weight of −log |I − B ⊗ B|, which keeps the search away from that wall
MOST_STEPS = 200  # of one search
MOST_TRIES = 20  # to find a limit: where the hills of a likelihood take turns, it is left open
CLOSE = 1e-3  # of a standard error: what a limit is found to
REACH = 3.0  # slope, in standard deviations within units, up to which a limit is looked for
B, Q, O = slice(0, 4), slice(4, 7), slice(7, 10)  # noqa: E741 - slopes; roots of what moves and of what stays
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
    sums = _Patterns.of(values / scale, errors / scale**2)
    critical = float(critical_value(confidence_level, len(values) - 1))
    best = min((_least(sums, start) for start in _starts()), key=lambda fit: fit.deviance)
    # a profile from one side may find what the starts have missed: then begin again from there
    for _ in range(5):
        profiles = [_Profile(sums, best, place, critical) for place in LEADS]
        limits = [profile.limits() for profile in profiles]
        better = min((profile.lowest for profile in profiles), key=lambda fit: fit.deviance)
        if better.deviance >= best.deviance - 1e-4:
            break
        best = _least(sums, better.theta)
    theta, turn = best.theta, np.outer(scale, 1 / scale)
    low, high = np.array(limits).T
    per = turn.ravel()[list(LEADS)]
    slopes = theta[B].reshape(2, 2) * turn
    return CrossLaggedFit(
        slopes=slopes, leads=slopes.ravel()[list(LEADS)], conf_low=low * per, conf_high=high * per,
        moves=_square(theta[None, Q])[0] * np.outer(scale, scale),
        stays=_square(theta[None, O])[0] * np.outer(scale, scale),
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


@dataclass(frozen=True, eq=False, kw_only=True)
class _Patterns:
    """Units of one sampling error, (P,), and the sums of their values, so that units alike cost as much as one."""

    n: np.ndarray  # (P,)
    sums: np.ndarray  # (P, d), d = 2 W, both series of the first wave first
    products: np.ndarray  # (P, d, d)
    known: np.ndarray  # (P, d, d): both are known
    added: np.ndarray  # (P, d, d): sampling errors; 1 in the place of what is not known
    apart: np.ndarray  # (W, W): waves from the one in the column to the one in the row
    lags: np.ndarray  # (W, W²): 1 for pairs of the same wave, 2 for those so many apart that lie below the diagonal

    @classmethod
    def of(cls, values: np.ndarray, errors: np.ndarray) -> _Patterns:
        flat, noise = values.reshape(len(values), -1), errors.reshape(len(values), -1)
        known = ~np.isnan(flat)
        flat = np.where(known, flat, 0.0)
        flat = np.where(known, flat - flat.sum(axis=0) / np.maximum(known.sum(axis=0), 1), 0.0)
        rows, code = np.unique(np.where(known, noise, -1.0), axis=0, return_inverse=True)
        d = flat.shape[1]
        sums, products = np.zeros((len(rows), d)), np.zeros((len(rows), d, d))
        np.add.at(sums, code.ravel(), flat)
        np.add.at(products, code.ravel(), flat[:, :, None] * flat[:, None, :])
        there, waves = rows >= 0, np.arange(values.shape[1])
        apart = waves[:, None] - waves
        return cls(
            n=np.bincount(code.ravel()).astype(float), sums=sums, products=products,
            known=(there[:, :, None] & there[:, None, :]).astype(float),
            added=np.where(there, rows, 1.0)[:, :, None] * np.eye(d), apart=apart,
            lags=(apart.ravel() == waves[:, None]) * np.where(waves, 2.0, 1.0)[:, None],
        )  # fmt: skip


def _square(roots: np.ndarray) -> np.ndarray:
    """L L' of rows of the three numbers of L: (m, 2, 2)."""
    low = np.zeros((len(roots), 2, 2), roots.dtype)
    low[:, 0, 0], low[:, 1, 0], low[:, 1, 1] = roots.T
    return low @ np.swapaxes(low, 1, 2)


def _lag_covariances(theta: np.ndarray, n_waves: int) -> tuple[np.ndarray, np.ndarray]:
    """Covariances of waves 0, 1, … apart, (m, W, 2, 2), the later one's series in rows; and |I − B ⊗ B|, (m,)."""
    slopes = theta[:, B].reshape(-1, 2, 2)
    new, stays = _square(theta[:, Q]), _square(theta[:, O])
    both = np.eye(4) - (slopes[:, :, None, :, None] * slopes[:, None, :, None, :]).reshape(-1, 4, 4)
    now = np.linalg.solve(both, new.reshape(-1, 4, 1)).reshape(-1, 2, 2)
    found = np.empty((len(theta), n_waves, 2, 2), theta.dtype)
    for apart in range(n_waves):
        found[:, apart] = now
        now = slopes @ now
    trace, det = _trace_and_det(theta)
    return found + stays[:, None], (1 - det) ** 2 * ((1 + det) ** 2 - trace**2)


def _trace_and_det(theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of B; its eigenvalues λ, μ give I − B ⊗ B the values 1 − λ², 1 − λμ twice, and 1 − μ²."""
    return theta[..., 0] + theta[..., 3], theta[..., 0] * theta[..., 3] - theta[..., 1] * theta[..., 2]


def _deviance(free: np.ndarray, theta: np.ndarray, places: Sequence[int], sums: _Patterns) -> tuple[float, np.ndarray]:
    """Minus the restricted log-likelihood, and its gradient in the free parameters."""
    theta = theta.copy()
    theta[places] = free
    if _grows(theta):
        return WALL, np.zeros(len(free))
    turned = np.repeat(theta[None].astype(complex), len(free) + 1, axis=0)
    turned[np.arange(len(free)), places] += STEP * 1j
    lags, calm = _lag_covariances(turned, len(sums.apart))
    now = lags[-1].real
    both = np.concatenate([np.swapaxes(now[:0:-1], 1, 2), now])  # from as many waves earlier to as many later
    whole = both[sums.apart + len(now) - 1].transpose(0, 2, 1, 3).reshape(2 * len(now), -1)
    variance = whole * sums.known + sums.added
    try:
        root = np.linalg.cholesky(variance)
    except np.linalg.LinAlgError:
        return WALL, np.zeros(len(free))
    weight = np.linalg.inv(variance) * sums.known
    total = (sums.n[:, None, None] * weight).sum(axis=0)
    held = total + np.diag(total.diagonal() == 0)  # a wave that nobody answered has no mean to be known
    freed = np.linalg.inv(held)
    mean = freed @ (weight @ sums.sums[:, :, None]).sum(axis=0)[:, 0]
    cross = sums.sums[:, :, None] * mean
    residual = sums.products - cross - np.swapaxes(cross, 1, 2) + sums.n[:, None, None] * np.outer(mean, mean)
    logs = 2 * (sums.n @ np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1))
    value = (logs + np.linalg.slogdet(held)[1] + (weight * residual).sum()) / 2
    # what a change of the covariances does, summed over the waves that lie as far apart
    change = weight @ (residual + sums.n[:, None, None] * freed) @ weight
    change = (total - change.sum(axis=0)) / 2
    pull = sums.lags @ change.reshape(len(now), 2, len(now), 2).transpose(0, 2, 1, 3).reshape(-1, 4)
    wall = -CALM * np.log(calm)
    return value + wall[-1].real, lags[:-1].imag.reshape(len(free), -1) @ pull.ravel() / STEP + wall[:-1].imag / STEP


def _grows(theta: np.ndarray) -> bool:
    """Whether a series would grow for ever by its own past."""
    trace, det = _trace_and_det(theta)
    return not abs(trace) - 1 < det < 1


@dataclass(frozen=True, eq=False)
class _Fit:
    """A deviance, where it lies, and the inverse of its curvature there, which the next search begins with."""

    deviance: float
    theta: np.ndarray
    steps: np.ndarray


def _least(sums: _Patterns, start: np.ndarray, fixed: int | None = None, steps: np.ndarray | None = None) -> _Fit:
    """The smallest deviance from a start, one parameter held if any."""
    places = [place for place in range(len(start)) if place != fixed]
    options = {"gtol": 1e-4, "maxiter": MOST_STEPS, "hess_inv0": _usable(steps)}
    found = optimize.minimize(_deviance, start[places], (start, places, sums), "BFGS", jac=True, options=options)
    theta = start.copy()
    theta[places] = found.x
    return _Fit(float(found.fun), theta, found.hess_inv)


def _usable(steps: np.ndarray | None) -> np.ndarray | None:
    """The matrix made symmetric, or none where a search that ended early has left one that is no curvature."""
    if steps is None or not np.isfinite(steps).all():
        return None
    steps = (steps + steps.T) / 2
    return steps if np.linalg.eigvalsh(steps)[0] > 0 else None


class _Profile:
    """The likelihood of one slope, all else at its best for it."""

    def __init__(self, sums: _Patterns, best: _Fit, place: int, critical: float) -> None:
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

    def _between(self, side: int, low: float, high: float, near: _Fit) -> float:
        def short(distance: float) -> float:
            return self._short_of(self._moved(side * distance, near, side * low))

        if short(low) >= 0 or short(high) <= 0:
            return high
        return float(optimize.brentq(short, low, high, xtol=CLOSE * self.error, rtol=1e-4))

    def _short_of(self, fit: _Fit) -> float:
        return float(np.sqrt(2 * max(fit.deviance - self.best.deviance, 0.0)) - self.critical)

    def _moved(self, distance: float, near: _Fit, was: float) -> _Fit:
        """The best at a distance from the estimate, looked for from a fit that lies at another one."""
        start = near.theta.copy()
        start[self.others] += self.pull * (distance - was)
        start[self.place] = self.best.theta[self.place] + distance
        if _grows(start):
            start[self.others] = near.theta[self.others]
        return self._kept(_least(self.sums, start, self.place, self.steps if near is self.best else near.steps))

    def _anew(self, distance: float) -> _Fit:
        """The best at a distance, looked for from each start."""
        found = []
        for start in _starts():
            start[self.place] = self.best.theta[self.place] + distance
            if _grows(start):
                start[B] = np.where(np.arange(4) == self.place, start[B], 0.0)
            found.append(self._kept(_least(self.sums, start, self.place)))
        return min(found, key=lambda fit: fit.deviance)

    def _kept(self, fit: _Fit) -> _Fit:
        self.lowest = min(self.lowest, fit, key=lambda one: one.deviance)
        return fit
