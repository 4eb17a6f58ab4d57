"""Groups that differ in a slope, too: a random intercept with one random slope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import Table, require_level
from ..errors import CXError, nearest
from ..estimators.mixed_slopes import SlopeFit, random_slope_fit
from .levels import FEW_GROUPS, METHODS, MixedResult, checked_products, inference, with_constant


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class SlopeResult(MixedResult):
    """As of `random_intercept`, with the variance of groups' slopes and the correlation of their levels and slopes."""

    variance_slope: float
    correlation: float


def random_slope(
    data: Table,
    *,
    outcome: str,
    predictors: str | Sequence[str],
    slope: str,
    group: str,
    method: str = "reml",
    confidence_level: float = 0.95,
) -> SlopeResult:
    """A linear model whose rows of one group share a level and a slope of their own.

    Parameters
    ----------
    data : table
        One row per answer.
    outcome : str
        Column of numbers.
    predictors : str or sequence of str
        Columns of numbers, `slope` among them.
    slope : str
        The predictor whose slope differs between groups: does waiting cost more in some branches?
    group : str
        Column of the group: a branch, a team. Rows without one are left out.
    method : {"reml", "ml"}
        As in `random_intercept`.
    confidence_level : float
        Of the intervals.

    Returns
    -------
    SlopeResult
        ``term estimate std_error df statistic p_value conf_low conf_high`` as of `random_intercept`; besides
        `.variance_group` (of the levels, where `slope` is 0), `.variance_slope`, their `.correlation`,
        `.variance_residual`, `.log_likelihood` and `.singular`. Equal to lme4's and lmerTest's.

    Raises
    ------
    CXError
        As `random_intercept`; and when `slope` is no predictor or never varies within a group, or when there are not
        more rows than levels and slopes.

    Notes
    -----
    The slope told is the mean over groups; with the groups' slopes apart, its standard error is larger and its degrees
    of freedom are near the number of groups. The formulas stand at `cxlib.estimators.mixed_slopes.random_slope_fit`.
    """
    require_level(confidence_level)
    predictors = [predictors] if isinstance(predictors, str) else list(predictors)
    if slope not in predictors:
        raise CXError(f"slope: {slope!r} is none of the predictors.", nearest(str(slope), predictors))
    if method not in METHODS:
        raise CXError(f"method: {method!r} is not known.", nearest(str(method), METHODS))
    products, notes = checked_products(data, outcome, predictors, group)
    fit = random_slope_fit(
        with_constant(products), names=tuple(predictors), slope=slope, shift=products.shift, method=method
    )
    table = pd.DataFrame({"term": fit.names}).join(inference(fit, list(range(len(fit.names))), confidence_level))
    settings = {"outcome": outcome, "predictors": predictors, "slope": slope, "group": group, "method": method}
    spread = np.sqrt(np.diagonal(fit.between))
    return SlopeResult(
        kind="random_slope",
        table=table,
        settings=settings | {"confidence_level": confidence_level},
        notes=(f"{fit.n:,} rows in {fit.n_groups:,} groups of {group}.", *notes, *_said(fit, slope, group)),
        variance_group=float(fit.between[0, 0]),
        variance_slope=float(fit.between[1, 1]),
        correlation=float(fit.between[0, 1] / (spread[0] * spread[1])) if spread.all() else np.nan,
        variance_residual=fit.variance_residual,
        log_likelihood=fit.log_likelihood,
        singular=fit.singular,
    )


def _said(fit: SlopeFit, slope: str, group: str) -> list[str]:
    """What a reader must know of the fit."""
    notes = []
    if fit.singular:
        notes.append(
            f"Singular fit: groups of {group} cannot be told to differ in their level, in their slope of {slope}, or "
            "in the two apart from one another. Take random_intercept, and see whether the estimates stay."
        )
    if fit.n_groups < FEW_GROUPS:
        notes.append(f"Only {fit.n_groups} groups: how far their levels and slopes differ is hardly known.")
    return notes
