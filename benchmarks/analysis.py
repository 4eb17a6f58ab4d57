"""What several lessons need and the library does not have yet: small, plain and slow enough to be read."""

from __future__ import annotations

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


def wilson(successes: pd.Series, n: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Limits of a share."""
    from cxlib.estimators.proportions import wilson_interval

    return wilson_interval(successes / n, n, Z)


def two_sided(z: float | np.ndarray) -> np.ndarray:
    """p of a normal test."""
    return 2 * norm.sf(np.abs(z))


def promoter_points(recommend: pd.Series) -> pd.Series:
    """100, 0 or −100 for promoter, passive and detractor; only valid answers."""
    valid = recommend.dropna().astype(float)
    return pd.Series(np.select([valid >= 9, valid <= 6], [100.0, -100.0], 0.0), valid.index)
