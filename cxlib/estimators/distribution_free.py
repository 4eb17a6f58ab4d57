"""Intervals of alpha and omega that do not take the answers to be normal: each person's influence, and Student's t."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .quantiles import critical_value
from .reliability import FactorFit, cronbach_alpha, omega_slope

WIDER = 1.05  # standard error beside that of normal answers, from which on the answers are not taken to be normal
FEWEST_DF = 2.0


@dataclass(frozen=True, eq=False, kw_only=True)
class FreeInterval:
    """A coefficient's standard error and limits without normal answers.

    Attributes
    ----------
    std_error : float
        By the delta method from the answers' own fourth moments.
    normal_error : float
        What it would be if the answers were normal.
    df : float
        Of the Student quantile.
    low, high : float
    """

    std_error: float
    normal_error: float
    df: float
    low: float
    high: float

    @property
    def needed(self) -> bool:
        """The rule: the answers' own error is more than 5 % above that of normal ones."""
        return bool(self.std_error > WIDER * self.normal_error)


def alpha_interval(x: np.ndarray, n: np.ndarray, confidence_level: float) -> FreeInterval:
    """Alpha's asymptotically distribution-free error [1]_ [2]_, and limits from leaving out each person in turn.

    Parameters
    ----------
    x : (c, k) array
        Answers to k items.
    n : (c,) array
        How many people answered like this.
    confidence_level : float

    Notes
    -----
    Alpha's influence on itself of a person with answers x is q = Σ_ij G_ij (d_i d_j − s_ij), d = x − mean, G the slope
    of alpha by the covariances; the standard error is √(Σ q²/(n(n − 1))). The limits take log(1 − alpha), which is
    nearly symmetrical, its jackknife error (in small samples, where q is a little too small), and Student's quantile
    with the degrees of freedom of `influence_df`.

    References
    ----------
    .. [1] Yuan, K.-H., Guarnaccia, C. A., & Hayslip, B. (2003). A study of the distribution of sample coefficient
       alpha with the Hopkins Symptom Checklist. Educational and Psychological Measurement 63, 5–23.
    .. [2] Maydeu-Olivares, A., Coffman, D. L., & Hartmann, W. M. (2007). Asymptotically distribution-free (ADF)
       interval estimation of coefficient alpha. Psychological Methods 12, 157–176.
    """
    cov = _covariances(x, n)
    alpha, q = cronbach_alpha(cov), alpha_influence(x, n)
    without = alpha_without_each(x, n)
    error = jackknife_error(np.log1p(-np.where(without < 1, without, np.nan)), n)  # no error where items are copies
    df = influence_df(q, n)
    return FreeInterval(
        std_error=influence_error(q, n),
        normal_error=normal_alpha_error(cov, int(n.sum())),
        df=df,
        **_limits(alpha, error, df, confidence_level),
    )


def omega_interval(fit: FactorFit, x: np.ndarray, n: np.ndarray, confidence_level: float) -> FreeInterval:
    """Omega's error with the model's expected information and the answers' own fourth moments [1]_, and its limits.

    Notes
    -----
    A person's influence is c'J⁻¹u, with u the slopes of the person's normal likelihood by the parameters, J their
    expected information and c the slopes of omega; √(Σ q²/(n(n − 1))) is the "sandwich". The limits are those of
    log(1 − omega), as in `alpha_interval`, with the delta method's error.

    References
    ----------
    .. [1] Satorra, A., & Bentler, P. M. (1994). Corrections to test statistics and standard errors in covariance
       structure analysis. In: von Eye, A., & Clogg, C. C. (Eds.), Latent variables analysis. Sage, 399–419.
    """
    d = x - n @ x / n.sum()
    about = np.linalg.solve(np.outer(fit.loadings, fit.loadings) + np.diag(fit.unique), d.T).T
    slopes = np.hstack([about * (about @ fit.loadings)[:, None], about**2 / 2])
    q = slopes @ omega_slope(fit.loadings, fit.unique)
    q = q - n @ q / n.sum()
    error, df = influence_error(q, n), influence_df(q, n)
    limits = _limits(fit.omega, error / (1 - fit.omega), df, confidence_level)
    return FreeInterval(std_error=error, normal_error=fit.omega_se, df=df, **limits)


def alpha_influence(x: np.ndarray, n: np.ndarray) -> np.ndarray:
    """How far each kind of answer pulls alpha, times the number of people; their mean is 0: (c,)."""
    cov, k = _covariances(x, n), x.shape[1]
    d = x - n @ x / n.sum()
    own, whole = np.trace(cov), cov.sum()
    q = k / (k - 1) * (own / whole**2 * d.sum(axis=1) ** 2 - (d**2).sum(axis=1) / whole)
    return q - n @ q / n.sum()


def alpha_without_each(x: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Alpha without one person of each kind in turn: (c,); NaN where the sum no longer varies."""
    k, people = x.shape[1], n.sum()
    d = x - n @ x / people
    factor = people / (people - 1)
    own = n @ (d**2).sum(axis=1) - factor * (d**2).sum(axis=1)
    whole = n @ d.sum(axis=1) ** 2 - factor * d.sum(axis=1) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 1e-9 * own, k / (k - 1) * (1 - own / whole), np.nan)


def influence_error(q: np.ndarray, n: np.ndarray) -> float:
    """√(Σ q²/(n(n − 1))) over people."""
    return float(np.sqrt(n @ q**2 / (n.sum() * (n.sum() - 1.0))))


def jackknife_error(without: np.ndarray, n: np.ndarray) -> float:
    """√((n − 1)/n · Σ (t₍ᵢ₎ − mean)²) over people, of an estimate without each of them; NaN where one is."""
    people = n.sum()
    return float(np.sqrt((people - 1) / people * (n @ (without - n @ without / people) ** 2)))


def influence_df(q: np.ndarray, n: np.ndarray) -> float:
    """Degrees of freedom of a variance that a few people make: 2/(squared coefficient of variation), 2 … n − 1.

    A sample's variance varies by σ⁴(κ − 1 + 2/(n − 1))/n, κ its kurtosis (3 for normal values, which gives n − 1);
    Satterthwaite (1946) takes the χ² that varies as much.
    """
    people = n.sum()
    if not q.any():
        return FEWEST_DF
    kurtosis = people * (n @ q**4) / (n @ q**2) ** 2
    return float(np.clip(2 * people / (kurtosis - 1 + 2 / (people - 1)), FEWEST_DF, max(people - 1, FEWEST_DF)))


def normal_alpha_error(cov: np.ndarray, n: int) -> float:
    """Standard error of alpha with normal answers.

    References
    ----------
    .. [1] van Zyl, J. M., Neudecker, H., & Nel, D. G. (2000). On the distribution of the maximum likelihood estimator
       of Cronbach's alpha. Psychometrika 65, 271–280.
    """
    k, own, whole = len(cov), np.trace(cov), cov.sum()
    square, across = np.trace(cov @ cov), (cov @ cov).sum()
    variance = 2 * k**2 / ((k - 1) ** 2 * whole**3) * (whole * (square + own**2) - 2 * own * across)
    return float(np.sqrt(max(variance, 0.0) / n))


def _limits(estimate: float, log_error: float, df: float, confidence_level: float) -> dict[str, float]:
    reach = critical_value(confidence_level, df) * log_error
    return {"low": float(1 - (1 - estimate) * np.exp(reach)), "high": float(1 - (1 - estimate) * np.exp(-reach))}


def _covariances(x: np.ndarray, n: np.ndarray) -> np.ndarray:
    d = x - n @ x / n.sum()
    return (d.T * n) @ d / (n.sum() - 1)
