"""Mediation: how much of an association goes by way of a third variable, with its uncertainty."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False, kw_only=True)
class Paths:
    """Paths X → M (`a`), M → Y given X (`b`), X → Y given M (`direct`) and X → Y (`total`), with classical errors.

    Attributes
    ----------
    a, b, direct, total : float
    a_se, b_se, total_se : float
    n : int
    """

    a: float
    b: float
    direct: float
    total: float
    a_se: float
    b_se: float
    total_se: float
    n: int

    @property
    def indirect(self) -> float:
        """What goes by way of M: a · b."""
        return self.a * self.b


def paths(centred: np.ndarray, n: int) -> Paths:
    """Paths from centred cross-products (k, k) of X, the controls, M and Y, in this order."""
    a, a_se = _first_slope(centred[:-1, :-1], n)
    total, total_se = _first_slope(np.delete(np.delete(centred, -2, 0), -2, 1), n)
    slopes, errors = _slopes(centred, n)
    return Paths(
        a=a,
        b=float(slopes[-1]),
        direct=float(slopes[0]),
        total=total,
        a_se=a_se,
        b_se=float(errors[-1]),
        total_se=total_se,
        n=n,
    )


def resampled_paths(centred: np.ndarray) -> np.ndarray:
    """a, b, direct, total and indirect path of each sample: (R, 5) from centred cross-products (R, k, k) as `paths`."""
    a = np.linalg.solve(centred[:, :-2, :-2], centred[:, :-2, -2:-1])[:, 0, 0]
    total = np.linalg.solve(centred[:, :-2, :-2], centred[:, :-2, -1:])[:, 0, 0]
    slopes = np.linalg.solve(centred[:, :-1, :-1], centred[:, :-1, -1:])[:, :, 0]
    b = slopes[:, -1]
    return np.column_stack([a, b, slopes[:, 0], total, a * b])


def sobel_error(a: float, a_se: float, b: float, b_se: float) -> float:
    """Standard error of a · b by the delta method (Sobel 1982); too wide and too even in small samples."""
    return float(np.hypot(a * b_se, b * a_se))


def indirect_given_common_cause(centred: np.ndarray, rho: np.ndarray) -> np.ndarray:
    """Indirect path if an unseen common cause of M and Y correlates their residuals by rho: (len(rho),).

    Parameters
    ----------
    centred : (k, k) array
        As in `paths`.
    rho : (m,) array
        Correlations between −1 and 1, exclusive.

    Notes
    -----
    With residual variances of M given X and of Y given X, and r the correlation of these two residuals, the indirect
    path is a · (s_y/s_m) · (r − rho √((1 − r²)/(1 − rho²))); it is 0 where rho = r [1]_.

    References
    ----------
    .. [1] Imai, K., Keele, L., & Yamamoto, T. (2010). Identification, inference and sensitivity analysis for causal
       mediation effects. Statistical Science 25(1), 51–71.
    """
    own = centred[:-2, :-2]
    slopes = np.linalg.solve(own, centred[:-2, -2:])
    left = centred[-2:, -2:] - centred[-2:, :-2] @ slopes
    spread = np.sqrt(np.diagonal(left))
    r = left[0, 1] / spread.prod()
    rho = np.asarray(rho, float)
    return slopes[0, 0] * spread[1] / spread[0] * (r - rho * np.sqrt((1 - r**2) / (1 - rho**2)))


def vanishing_correlation(centred: np.ndarray) -> float:
    """The rho at which `indirect_given_common_cause` is 0: correlation of M and Y, X and the controls given."""
    own = centred[:-2, :-2]
    left = centred[-2:, -2:] - centred[-2:, :-2] @ np.linalg.solve(own, centred[:-2, -2:])
    return float(left[0, 1] / np.sqrt(left[0, 0] * left[1, 1]))


def _slopes(centred: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Slopes of the last column on the others, with classical standard errors."""
    inverse = np.linalg.inv(centred[:-1, :-1])
    slopes = inverse @ centred[:-1, -1]
    left = centred[-1, -1] - slopes @ centred[:-1, -1]
    return slopes, np.sqrt(np.diagonal(inverse) * left / (n - len(slopes) - 1))


def _first_slope(centred: np.ndarray, n: int) -> tuple[float, float]:
    slopes, errors = _slopes(centred, n)
    return float(slopes[0]), float(errors[0])
