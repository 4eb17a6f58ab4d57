"""What several lessons need and the library does not have yet: small, plain and slow enough to be read."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.stats import norm

Z = 1.96


class Fit(NamedTuple):
    """Coefficients by name, their standard errors, and the share explained."""

    b: pd.Series
    se: pd.Series
    r2: float

    def t(self, name: str) -> float:
        return float(self.b[name] / self.se[name])


def regression(
    outcome: pd.Series, predictors: pd.DataFrame, *, clusters: pd.Series | None = None, robust: bool = False
) -> Fit:  # until cxlib has linear models
    """Least squares of the complete rows, with a constant; errors plain, HC3 or by cluster."""
    rows = predictors.assign(_y=outcome).astype(float).dropna()
    design = sm.add_constant(rows.drop(columns="_y"))
    if clusters is not None:
        options = {"cov_type": "cluster", "cov_kwds": {"groups": pd.factorize(clusters[rows.index])[0]}}
    else:
        options = {"cov_type": "HC3"} if robust else {}
    found = sm.OLS(rows["_y"], design).fit(**options)
    return Fit(found.params, found.bse, float(found.rsquared))


def within(values: pd.DataFrame | pd.Series, *groups: pd.Series) -> pd.DataFrame | pd.Series:
    """Values without the means of one or two groupings, by turns until nothing moves."""
    values = values.astype(float)
    for _ in range(1 if len(groups) == 1 else 20):
        for group in groups:
            values = values - values.groupby(group).transform("mean")
    return values


def lmg(outcome: pd.Series, predictors: pd.DataFrame) -> pd.Series:  # until cxlib has drivers
    """Share of R² of each predictor, averaged over all orders in which they may enter."""
    r = np.corrcoef(np.column_stack([outcome, predictors]), rowvar=False)
    k = r.shape[0] - 1
    r2 = {(): 0.0}
    for size in range(1, k + 1):
        for chosen in combinations(range(1, k + 1), size):
            own = r[np.ix_(chosen, chosen)]
            r2[chosen] = float(r[0, chosen] @ np.linalg.solve(own, r[0, chosen]))
    share = np.zeros(k)
    for place in range(1, k + 1):
        others = [other for other in range(1, k + 1) if other != place]
        for size in range(k):
            gains = [r2[tuple(sorted((*some, place)))] - r2[some] for some in combinations(others, size)]
            share[place - 1] += np.mean(gains) / k
    return pd.Series(share, predictors.columns)


def wilson(successes: pd.Series, n: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Limits of a share."""
    from cxlib.estimators.proportions import wilson_interval

    return wilson_interval(successes / n, n, Z)


def holm(p_values: pd.Series, level: float = 0.05) -> list:
    """Names of what stays significant after Holm."""
    order = p_values.sort_values()
    fails = (order * (len(order) - np.arange(len(order))) > level).to_numpy()
    return list(order.index[: fails.argmax() if fails.any() else len(order)])


def two_sided(z: float | np.ndarray) -> np.ndarray:
    """p of a normal test."""
    return 2 * norm.sf(np.abs(z))


def promoter_points(recommend: pd.Series) -> pd.Series:
    """100, 0 or −100 for promoter, passive and detractor; only valid answers."""
    valid = recommend.dropna().astype(float)
    return pd.Series(np.select([valid >= 9, valid <= 6], [100.0, -100.0], 0.0), valid.index)
