"""The likelihood of two series that lead each other within units, and where it is highest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize

STEP = 1e-20  # of the imaginary direction in which a derivative is read off
WALL = 1e10  # of a model that is none: its own past would make it grow for ever
CALM = 0.5  # weight of −log |I − B ⊗ B|, which keeps the search away from that wall
MOST_STEPS = 200  # of one search
B, Q, O = slice(0, 4), slice(4, 7), slice(7, 10)  # noqa: E741 - slopes; roots of what moves and of what stays


@dataclass(frozen=True, eq=False, kw_only=True)
class Patterns:
    """Units of one sampling error, (P,), and the sums of their values, so that units alike cost as much as one."""

    n: np.ndarray  # (P,)
    sums: np.ndarray  # (P, d), d = 2 W, both series of the first wave first
    products: np.ndarray  # (P, d, d)
    known: np.ndarray  # (P, d, d): both are known
    added: np.ndarray  # (P, d, d): sampling errors; 1 in the place of what is not known
    apart: np.ndarray  # (W, W): waves from the one in the column to the one in the row
    lags: np.ndarray  # (W, W²): 1 for pairs of the same wave, 2 for those so many apart that lie below the diagonal

    @classmethod
    def of(cls, values: np.ndarray, errors: np.ndarray) -> Patterns:
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


def square(roots: np.ndarray) -> np.ndarray:
    """L L' of rows of the three numbers of L: (m, 2, 2)."""
    low = np.zeros((len(roots), 2, 2), roots.dtype)
    low[:, 0, 0], low[:, 1, 0], low[:, 1, 1] = roots.T
    return low @ np.swapaxes(low, 1, 2)


def _lag_covariances(theta: np.ndarray, n_waves: int) -> tuple[np.ndarray, np.ndarray]:
    """Covariances of waves 0, 1, … apart, (m, W, 2, 2), the later one's series in rows; and |I − B ⊗ B|, (m,)."""
    slopes = theta[:, B].reshape(-1, 2, 2)
    new, stays = square(theta[:, Q]), square(theta[:, O])
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


def grows(theta: np.ndarray) -> bool:
    """Whether a series would grow for ever by its own past."""
    trace, det = _trace_and_det(theta)
    return not abs(trace) - 1 < det < 1


def deviance(free: np.ndarray, theta: np.ndarray, places: Sequence[int], sums: Patterns) -> tuple[float, np.ndarray]:
    """Minus the restricted log-likelihood, and its gradient in the free parameters."""
    theta = theta.copy()
    theta[places] = free
    if grows(theta):
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


@dataclass(frozen=True, eq=False)
class Fit:
    """A deviance, where it lies, and the inverse of its curvature there, which the next search begins with."""

    deviance: float
    theta: np.ndarray
    steps: np.ndarray


def least(sums: Patterns, start: np.ndarray, fixed: int | None = None, steps: np.ndarray | None = None) -> Fit:
    """The smallest deviance from a start, one parameter held if any."""
    places = [place for place in range(len(start)) if place != fixed]
    if steps is not None:
        steps = (steps + steps.T) / 2
        if not np.isfinite(steps).all() or np.linalg.eigvalsh(steps)[0] <= 0:
            steps = None  # a search that ended early has left what is no curvature
    options = {"gtol": 1e-4, "maxiter": MOST_STEPS, "hess_inv0": steps}
    found = optimize.minimize(deviance, start[places], (start, places, sums), "BFGS", jac=True, options=options)
    theta = start.copy()
    theta[places] = found.x
    return Fit(float(found.fun), theta, found.hess_inv)
