"""Reliability of a scale: alpha with Feldt's interval, and omega of a one-factor model by maximum likelihood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg, optimize, stats

HEYWOOD = 5e-3  # share of an item's variance of its own below which the one-factor model has no proper solution
WEAK = 1e-8  # what determines a factor, beside what would determine it well: less is rounding
ROUNDING = 1e-12  # of the items' variances: a sum that varies as little does not vary


@dataclass(frozen=True, eq=False, kw_only=True)
class FactorFit:
    """A one-factor model of k items by maximum likelihood, the factor's variance 1.

    Attributes
    ----------
    loadings, unique : (k,) arrays
        In the items' units and their squares.
    omega, omega_se : float
        Share of the sum's variance that the factor makes, and its standard error by the delta method; NaN where
        `heywood` names an item, where the search did not end, and where the items do not determine a factor.
    chi_squared, df, p_value, cfi, rmsea : float
        Fit of one factor; p-value, CFI and RMSEA are NaN with three items, whose fit is perfect by construction.
    converged : bool
    heywood : tuple of int
        Items whose own variance the model puts at nothing or below: no proper solution.
    """

    loadings: np.ndarray
    unique: np.ndarray
    omega: float
    omega_se: float
    chi_squared: float
    df: int
    p_value: float
    cfi: float
    rmsea: float
    converged: bool
    heywood: tuple[int, ...]


def cronbach_alpha(cov: np.ndarray) -> float:
    """Cronbach's alpha of the sum of k items from their (k, k) covariances; NaN where the sum does not vary."""
    k, own, whole = len(cov), np.trace(cov), cov.sum()
    return float(k / (k - 1) * (1 - own / whole)) if whole > ROUNDING * own else np.nan


def feldt_interval(alpha: float, n: int, k: int, confidence_level: float) -> tuple[float, float]:
    """Limits of alpha [1]_, from n complete rows of k items, normal and equally good (parallel) but for chance.

    References
    ----------
    .. [1] Feldt, L. S., Woodruff, D. J., & Salih, F. A. (1987). Statistical inference for coefficient alpha. Applied
       Psychological Measurement 11, 93–103.
    """
    tail = (1 - confidence_level) / 2
    low, high = stats.f.ppf([1 - tail, tail], n - 1, (n - 1) * (k - 1))
    return float(1 - (1 - alpha) * low), float(1 - (1 - alpha) * high)


def item_rest_correlations(cov: np.ndarray) -> np.ndarray:
    """Correlation of each item with the sum of the others, (k,); NaN where one of the two does not vary."""
    own = np.diagonal(cov)
    with_rest = cov.sum(axis=1) - own
    rest = cov.sum() - 2 * with_rest - own
    varies = np.minimum(rest, own) > ROUNDING * own.sum()
    return np.where(varies, with_rest / np.sqrt(np.where(varies, own * rest, 1.0)), np.nan)


def alpha_if_dropped(cov: np.ndarray) -> np.ndarray:
    """Alpha of the scale without each item in turn, (k,); NaN for two items."""
    k = len(cov)
    if k < 3:
        return np.full(k, np.nan)
    keep = [np.delete(np.arange(k), item) for item in range(k)]
    return np.array([cronbach_alpha(cov[np.ix_(rest, rest)]) for rest in keep])


def one_factor_fit(cov: np.ndarray, n: int) -> FactorFit:
    """Fit one factor to the covariances (k, k), divisor n, of n rows; k is 3 or more.

    Notes
    -----
    The likelihood is maximised over the items' own variances, the loadings following from the first eigenvector
    [1]_; omega and its standard error are those of the sum of the items, from the expected information.

    References
    ----------
    .. [1] Jöreskog, K. G. (1967). Some contributions to maximum likelihood factor analysis. Psychometrika 32, 443–482.
    """
    spread = np.sqrt(np.diagonal(cov))
    r = cov / np.outer(spread, spread)
    k = len(r)
    unique, converged = _own_variances(r)
    loadings = _loadings(r, unique)
    heywood = tuple(np.flatnonzero(unique < HEYWOOD).tolist())
    df = k * (k - 3) // 2
    chi = max(n * _misfit(r, unique), 0.0)
    base, base_df = -n * float(np.linalg.slogdet(r)[1]), k * (k - 1) // 2
    over, over_base = max(chi - df, 0.0), max(base - base_df, chi - df, 0.0)
    loadings, unique = loadings * spread, unique * spread**2
    proper = converged and not heywood
    omega, error = _omega(loadings, unique, n) if proper else (np.nan, np.nan)
    return FactorFit(
        loadings=loadings,
        unique=unique,
        omega=omega,
        omega_se=error,
        chi_squared=chi,
        df=df,
        p_value=float(stats.chi2.sf(chi, df)) if df else np.nan,
        cfi=1 - over / over_base if df and over_base else np.nan,
        rmsea=float(np.sqrt(over / (df * n))) if df else np.nan,
        converged=converged,
        heywood=heywood,
    )


def random_eigenvalues(n: int, k: int, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Eigenvalues, largest first, of correlations among k unrelated normal columns of n > k rows: (draws, k).

    The rows themselves are never drawn: their cross-products are Wishart, by Bartlett's decomposition.
    """
    root = np.tril(rng.standard_normal((draws, k, k)), -1)
    root[:, range(k), range(k)] = np.sqrt(rng.chisquare(n - 1 - np.arange(k), (draws, k)))
    root /= np.sqrt((root**2).sum(axis=2, keepdims=True))  # each column's sum of squares is 1
    return np.linalg.eigvalsh(root @ root.transpose(0, 2, 1))[:, ::-1]


def sum_correlation(cov: np.ndarray, first: np.ndarray, second: np.ndarray) -> float:
    """Correlation of the sums of two sets of items, of all items' covariances; NaN where a sum does not vary."""
    across, own, other = (cov[np.ix_(a, b)].sum() for a, b in ((first, second), (first, first), (second, second)))
    return float(across / np.sqrt(own * other)) if min(own, other) > ROUNDING * np.trace(cov) else np.nan


def htmt(r: np.ndarray, first: np.ndarray, second: np.ndarray) -> float:
    """Heterotrait–monotrait ratio of two sets of items [1]_: how well one could stand for the other.

    References
    ----------
    .. [1] Henseler, J., Ringle, C. M., & Sarstedt, M. (2015). A new criterion for assessing discriminant validity.
       Journal of the Academy of Marketing Science 43, 115–135.
    """
    between = r[np.ix_(first, second)].mean()
    within = [r[np.ix_(items, items)][np.triu_indices(len(items), 1)].mean() for items in (first, second)]
    return float(between / np.sqrt(within[0] * within[1])) if min(within) > 0 else np.nan


def _own_variances(r: np.ndarray) -> tuple[np.ndarray, bool]:
    """Own variances of standardised items at the smallest misfit, and whether the search ended."""
    start = np.clip(1 / np.diagonal(np.linalg.inv(r)), 0.05, 0.95)

    def value(log_unique: np.ndarray) -> tuple[float, np.ndarray]:
        unique = np.exp(log_unique)
        loadings = _loadings(r, unique)
        # by the own variances the misfit's slope is (Σ − S)/ψ², by their logarithms (Σ − S)/ψ
        return _misfit(r, unique), (loadings**2 + unique - 1) / unique

    bounds = [(np.log(HEYWOOD / 10), 0.5)] * len(r)
    found = optimize.minimize(
        value,
        np.log(start),
        jac=True,
        method="L-BFGS-B",
        bounds=bounds,
        options={"ftol": 1e-16, "gtol": 1e-10, "maxiter": 2000},
    )
    inside = found.x > bounds[0][0] + 1e-8
    slope = value(found.x)[1]
    return np.exp(found.x), bool(np.abs(slope[inside]).max(initial=0.0) < 1e-5)


def _loadings(r: np.ndarray, unique: np.ndarray) -> np.ndarray:
    """The best loadings for these own variances; their sum is positive."""
    root = np.sqrt(unique)
    values, vectors = np.linalg.eigh(r / np.outer(root, root))
    loadings = root * vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0.0))
    return loadings if loadings.sum() >= 0 else -loadings


def _misfit(r: np.ndarray, unique: np.ndarray) -> float:
    """The likelihood's distance from the observed correlations at the best loadings."""
    root = np.sqrt(unique)
    rest = np.linalg.eigvalsh(r / np.outer(root, root))[:-1]
    return float((rest - np.log(rest) - 1).sum())


def omega_slope(loadings: np.ndarray, unique: np.ndarray) -> np.ndarray | None:
    """J⁻¹c: what one person's slopes of the likelihood count for omega, (2k,); None where J is singular.

    J is the expected information of one person on the loadings and own variances, c the slopes of omega by them.
    """
    slope, information = _slope_and_information(loadings, unique)
    size = np.sqrt(np.diagonal(information))
    if not size.all() or np.linalg.eigvalsh(information / np.outer(size, size))[0] < WEAK:
        return None
    return linalg.solve(information, slope, assume_a="pos")


def _omega(loadings: np.ndarray, unique: np.ndarray, n: int) -> tuple[float, float]:
    """Omega of the sum, and its standard error from the expected information; NaN where it is singular."""
    counts = omega_slope(loadings, unique)
    if counts is None:
        return np.nan, np.nan
    slope, _ = _slope_and_information(loadings, unique)
    total = loadings.sum()
    return float(total**2 / (total**2 + unique.sum())), float(np.sqrt(slope @ counts / n))


def _slope_and_information(loadings: np.ndarray, unique: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Slopes of omega by loadings and own variances, (2k,), and one person's expected information, (2k, 2k)."""
    k, total = len(loadings), loadings.sum()
    whole = total**2 + unique.sum()
    slope = np.concatenate([np.full(k, 2 * total * unique.sum()), np.full(k, -(total**2))]) / whole**2
    inverse = np.linalg.inv(np.outer(loadings, loadings) + np.diag(unique))
    about = inverse @ loadings
    by_loading = inverse * (loadings @ about) + np.outer(about, about)  # ½ tr(Σ⁻¹ Σ_a Σ⁻¹ Σ_b)
    crossed = inverse * about
    return slope, np.block([[by_loading, crossed], [crossed.T, inverse**2 / 2]])
