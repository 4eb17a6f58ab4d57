"""Gaps filled in several times over, and one answer from the filled-in tables by Rubin's rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .regression import Estimate


@dataclass(frozen=True, eq=False, kw_only=True)
class Pooled(Estimate):
    """Estimates pooled over m filled-in tables; each attribute is a (k,) array.

    Attributes
    ----------
    estimate, std_error : array
        The mean over the tables, and the root of its variance in all.
    within, between, total : array
        Variance within the tables, between them, and in all.
    df : array
        Barnard and Rubin's degrees of freedom.
    increase, missing : array
        By how much what is missing raises the variance, and the fraction of information that is missing.
    """

    within: np.ndarray
    between: np.ndarray
    total: np.ndarray
    increase: np.ndarray
    missing: np.ndarray


def pooled(estimates: np.ndarray, variances: np.ndarray, *, df_complete: float) -> Pooled:
    """Pool the estimates of m filled-in tables; what R's ``mice::pool`` gives.

    Parameters
    ----------
    estimates, variances : (m, k) arrays
        Of each table, m ≥ 2: k estimates and their squared standard errors.
    df_complete : float
        Degrees of freedom had nothing been missing.

    References
    ----------
    .. [1] Rubin, D. B. (1987). Multiple Imputation for Nonresponse in Surveys. Wiley.
    .. [2] Barnard, J., & Rubin, D. B. (1999). Small-sample degrees of freedom with multiple imputation. Biometrika 86,
       948–955.
    """
    estimates, variances = np.asarray(estimates, float), np.asarray(variances, float)
    m = len(estimates)
    within, between = variances.mean(axis=0), estimates.var(axis=0, ddof=1)
    total = within + (1 + 1 / m) * between
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (1 + 1 / m) * between / total
        increase = (1 + 1 / m) * between / within
        old = (m - 1) / share**2
        observed = (df_complete + 1) / (df_complete + 3) * df_complete * (1 - share)
        df = np.where(share > 0, old * observed / (old + observed), observed)
        missing = (increase + 2 / (df + 3)) / (increase + 1)
    return Pooled(
        estimate=estimates.mean(axis=0), std_error=np.sqrt(total), df=df, within=within, between=between, total=total,
        increase=increase, missing=missing,
    )  # fmt: skip


def filled_tables(
    columns: np.ndarray, *, tables: int, burn: int, skip: int, donors: int, rng: np.random.Generator
) -> Iterator[np.ndarray]:
    """Tables without gaps, by chained equations with predictive mean matching.

    Each gap gets the answer of one of the `donors` people whose predicted value is nearest; predictions of gaps come
    from coefficients drawn from their distribution, so that the tables differ by as much as is unknown.

    Parameters
    ----------
    columns : (n, k) array
        Numbers, NaN where missing; each column has some.
    tables, burn, skip : int
        How many tables, rounds before the first, and rounds between two.
    donors : int
        Of how many people one is drawn.
    rng : numpy Generator
        Source of chance.

    Notes
    -----
    Not statsmodels' ``MICEData(rng=)``, which builds a model for each column in each round: for 300 answers to 7
    questions, a third of two of them missing by the outcome, 20 tables take it 14 to 18 s, and these lines 0.2 s.
    Over 30 such studies (5 tables, 5 donors) it covers two true slopes and a mean in 97, 90 and 83 %, these lines in
    97, 97 and 83 %; its bias is no smaller (−0.013, −0.050, 0.000 against −0.008, −0.031, 0.007). Over 300 studies
    with 20 tables these lines cover 93, 94 and 94 %. It draws slopes at a fixed residual variance; here that is drawn,
    too.

    References
    ----------
    .. [1] Little, R. J. A. (1988). Missing-data adjustments in large surveys. Journal of Business & Economic
       Statistics 6, 287–296.
    """
    gaps = np.isnan(columns)
    filled = columns.copy()
    order = [place for place in np.argsort(gaps.sum(axis=0), kind="stable") if gaps[:, place].any()]
    for place in order:
        known = columns[~gaps[:, place], place]
        filled[gaps[:, place], place] = rng.choice(known, size=int(gaps[:, place].sum()))
    for table in range(tables):
        for _ in range(burn if table == 0 else skip):
            for place in order:
                filled[gaps[:, place], place] = _matched(filled, place, gaps[:, place], donors, rng)
        yield filled.copy()


def _matched(filled: np.ndarray, place: int, gap: np.ndarray, donors: int, rng: np.random.Generator) -> np.ndarray:
    """Answers for the gaps of one column, taken from people whose other answers foretell much the same."""
    x = np.column_stack([np.ones(len(filled)), np.delete(filled, place, axis=1)])
    seen, y = x[~gap], filled[~gap, place]
    unscaled = np.linalg.pinv(seen.T @ seen)
    slopes = unscaled @ (seen.T @ y)
    df = max(len(y) - x.shape[1], 1)
    variance = float(((y - seen @ slopes) ** 2).sum()) / rng.chisquare(df)
    spread, axes = np.linalg.eigh(unscaled)
    root = (axes * np.sqrt(np.maximum(spread, 0.0) * variance)) @ axes.T  # the axes' signs are the machine's choice
    drawn = slopes + root @ rng.standard_normal(len(slopes))
    near, wanted = np.round(seen @ slopes, 9), np.round(x[gap] @ drawn, 9)  # and so are the last digits of a sum
    order = np.argsort(near, kind="stable")
    width = min(donors, len(y))
    start = np.clip(np.searchsorted(near[order], wanted) - width // 2, 0, len(y) - width)
    return y[order[start + rng.integers(0, width, size=len(wanted))]]
