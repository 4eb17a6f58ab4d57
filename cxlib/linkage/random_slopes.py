"""Groups that differ in a slope, too: a random intercept with one random slope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import Table
from ..errors import CXError, nearest
from ..estimators.mixed_slopes import SlopeFit, random_slope_fit
from ..locale import say
from ..text import count
from .levels import FEW_GROUPS, METHODS, MixedResult, checked_products, inference, with_constant


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class SlopeResult(MixedResult):
    """As of `random_intercept`, with the variance of groups' slopes and the correlation of their levels and slopes."""

    variance_slope: float
    correlation: float


def with_slope(
    data: Table,
    *,
    outcome: str,
    predictors: str | Sequence[str],
    slope: str,
    group: str,
    method: str,
    confidence_level: float,
) -> SlopeResult:
    """See `random_intercept`, which checked the level and calls it where groups differ in a slope, too."""
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
        kind="random_intercept",
        table=table,
        settings=settings | {"confidence_level": confidence_level},
        notes=(
            say("{n} rows in {n_groups} groups of {group}.", n=count(fit.n), n_groups=count(fit.n_groups), group=group),
            *notes,
            *_said(fit, slope, group),
        ),
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
            say(
                "Singular fit: groups of {group} cannot be told to differ in their level, in "
                "their slope of {slope}, or in the two apart from one another. Leave slope out, "
                "and see whether the estimates stay.",
                group=group,
                slope=slope,
            )
        )
    if fit.n_groups < FEW_GROUPS:
        notes.append(
            say(
                "Only {n_groups} groups: how far their levels and slopes differ is hardly known.", n_groups=fit.n_groups
            )
        )
    return notes
