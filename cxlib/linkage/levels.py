"""Models of rows within units: a random intercept, and the slope within units apart from that between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import special

from ..aggregate import (
    CrossProducts,
    Table,
    cross_products,
    missing_counts,
    require_columns,
    require_level,
    require_numbers,
)
from ..errors import CXError, nearest
from ..estimators.group_sums import GroupSums, sums_by_size
from ..estimators.mixed import EXACT, Fit, MixedFit, random_intercept_fit, require_groups
from ..estimators.quantiles import critical_value
from ..locale import say
from ..results import Result
from ..text import count

METHODS = ("reml", "ml")
FEW_GROUPS = 30  # below it the variance between groups is hardly known


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class MixedResult(Result):
    """A Result with the variances between and within groups, the log-likelihood, and whether the fit is singular."""

    variance_group: float
    variance_residual: float
    log_likelihood: float
    singular: bool


def random_intercept(
    data: Table,
    *,
    outcome: str,
    predictors: str | Sequence[str],
    group: str,
    slope: str | None = None,
    method: str = "reml",
    confidence_level: float = 0.95,
) -> MixedResult:
    """A linear model whose rows of one group share a level of their own.

    Parameters
    ----------
    data : table
        One row per answer.
    outcome : str
        Column of numbers.
    predictors : str or sequence of str
        Columns of numbers. ``[]`` fits the null model: the constant, and how the variance divides.
    group : str
        Column of the group: a branch, a team. Rows without one are left out.
    slope : str, optional
        One of the predictors, whose slope differs between groups: does waiting cost more in some branches?
    method : {"reml", "ml"}
        Restricted maximum likelihood, or maximum likelihood: take ``ml`` to compare models with other predictors.
    confidence_level : float
        Of the intervals.

    Returns
    -------
    MixedResult
        ``term estimate std_error df statistic p_value conf_low conf_high``, the first term ``constant``; besides
        `.variance_group`, `.variance_residual`, `.log_likelihood` and `.singular`. With `slope` also `.variance_slope`
        and the `.correlation` of levels and slopes; then `.variance_group` is of the levels where the slope's predictor
        is 0. Equal to lme4's and lmerTest's.

    Raises
    ------
    CXError
        With one group or no repeated group, with a column that is constant, that is not of numbers or that follows from
        others, or when nothing is left to explain; with a `slope` that is no predictor or never varies within a group,
        or no more rows than levels and slopes.

    Notes
    -----
    The formulas and their sources stand at `cxlib.estimators.mixed.random_intercept_fit`, and those with a slope at
    `cxlib.estimators.mixed_slopes.random_slope_fit`. With a slope, what is told of it is the mean over groups: its
    standard error is larger, and its degrees of freedom are near the number of groups.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> scores = [9, 8, 8, 6, 6, 4, 8, 7, 7]
    >>> answers = pd.DataFrame({"branch": list("aaabbbccc"), "wait": [1, 2, 3] * 3, "score": scores})
    >>> fit = cx.random_intercept(answers, outcome="score", predictors="wait", group="branch")
    >>> fit.table["estimate"].round(2).tolist()
    [8.33, -0.67]
    """
    require_level(confidence_level)
    predictors = [predictors] if isinstance(predictors, str) else list(predictors)
    if method not in METHODS:
        raise CXError(f"method: {method!r} is not known.", nearest(str(method), METHODS))
    if slope is not None:
        from .random_slopes import with_slope

        return with_slope(
            data, outcome=outcome, predictors=predictors, slope=slope, group=group, method=method,
            confidence_level=confidence_level,
        )  # fmt: skip
    products, notes = checked_products(data, outcome, predictors, group)
    each = with_constant(products)
    whole = sums_by_size(each.sum(axis=0), products.n, each[:, 0], names=tuple(predictors), shift=products.shift)
    fit = random_intercept_fit(whole, method=method)
    table = pd.DataFrame({"term": fit.names}).join(inference(fit, list(range(len(fit.names))), confidence_level))
    settings = {"outcome": outcome, "predictors": predictors, "group": group, "method": method}
    return _result("random_intercept", table, fit, settings | {"confidence_level": confidence_level}, notes)


def within_between(
    data: Table,
    *,
    outcome: str,
    predictor: str,
    group: str,
    controls: str | Sequence[str] = (),
    confidence_level: float = 0.95,
) -> MixedResult:
    """The slope within groups, the slope between their means, and the difference of the two.

    Parameters
    ----------
    data : table
        One row per answer, or per group and wave.
    outcome, predictor : str
        Columns of numbers.
    group : str
        Column of the group: a branch, a team.
    controls : str or sequence of str
        Columns of numbers that are held constant, as they are.
    confidence_level : float
        Of the intervals.

    Returns
    -------
    MixedResult
        Rows of `effect`: ``within`` (a row above its group's mean by one), ``between`` (a group's mean higher by one)
        and ``contextual`` (between less within: being in a higher group, the row itself alike), with
        ``n n_groups estimate std_error df p_value conf_low conf_high``; besides what `random_intercept` has.

    Raises
    ------
    CXError
        As `random_intercept`; and when the predictor never varies within a group, or no group mean differs.

    Notes
    -----
    A random intercept by REML on the predictor's group mean and its distance from it [1]_. The group means are those
    observed; where they rest on few rows the slope between is drawn towards the one within.

    References
    ----------
    .. [1] Mundlak, Y. (1978). On the pooling of time series and cross section data. Econometrica 46(1), 69–85.
    """
    require_level(confidence_level)
    controls = [controls] if isinstance(controls, str) else list(controls)
    products, notes = checked_products(data, outcome, [predictor, *controls], group)
    names = (f"{predictor} within", f"{predictor} between", *controls)
    levels = _levels(products, names)
    # a predictor that lies on one level only has no second slope
    require_groups(levels)
    within, between = levels.products[1, 1], levels.products[2, 2] - levels.products[0, 2] ** 2 / levels.n
    whole = EXACT * (within + between)
    if within <= whole:
        raise CXError(
            f"predictor: {predictor!r} never varies within a {group}.",
            "Only its slope between groups can be found: take random_intercept.",
        )
    if between <= whole:
        raise CXError(f"predictor: every {group} has the same mean of {predictor!r}.", "Take random_intercept.")
    fit = random_intercept_fit(levels)
    # with the predictor as it is beside its mean, the mean's slope is the contextual effect
    other = random_intercept_fit(_levels(products, (predictor, names[1], *controls), centred=False))
    rows = pd.concat([inference(fit, [1, 2], confidence_level), inference(other, [2], confidence_level)])
    rows = rows.drop(columns="statistic").reset_index(drop=True)
    table = pd.DataFrame({"effect": ["within", "between", "contextual"], "n": fit.n, "n_groups": fit.n_groups}).join(
        rows
    )
    settings = {"outcome": outcome, "predictor": predictor, "group": group, "controls": controls}
    return _result("within_between", table, fit, settings | {"confidence_level": confidence_level}, notes)


def checked_products(data: Table, outcome: str, predictors: list[str], group: str) -> tuple[CrossProducts, list[str]]:
    """Sums of each group; rows without a group, or with a missing value, are left out and counted."""
    require_columns(data, outcome=outcome, predictors=predictors, group=group)
    named = [outcome, *predictors, group]
    for name in named:
        if named.count(name) > 1:
            raise CXError(f"columns: {name!r} is named twice.", "Give each column one part to play.")
    for name in (outcome, *predictors):
        require_numbers(data, columns=name)
    columns = [*predictors, outcome]
    found = cross_products(data, columns=columns, by=[group])
    known = found.groups[group].notna().to_numpy()
    if not known.any():
        raise CXError(f"rows: none has a value in {', '.join([*columns, group])}.", "Look at these columns.")
    kept = replace(
        found,
        groups=found.groups[known],
        **{name: getattr(found, name)[known] for name in ("n", "w", "w2", "sums", "products")},
    )
    rows, _ = missing_counts(data, columns=columns)
    lost = rows - int(kept.n.sum())
    missing = f"{lost:,} row{'s' if lost > 1 else ''} left out: a value is missing in {', '.join([*columns, group])}."
    return kept, [missing] if lost else []


def with_constant(products: CrossProducts) -> np.ndarray:
    """Each group's Σ z z' with the constant before the columns: (G, k + 1, k + 1)."""
    n = products.n.astype(float)
    found = np.empty((len(n), len(products.shift) + 1, len(products.shift) + 1))
    found[:, 1:, 1:] = products.products
    found[:, 0, 0], found[:, 0, 1:], found[:, 1:, 0] = n, products.sums, products.sums
    return found


def _levels(products: CrossProducts, names: tuple[str, ...], *, centred: bool = True) -> GroupSums:
    """The sums of a model with the first column's group mean after it, the column itself less this mean or as it is."""
    each = with_constant(products)
    mean = products.sums[:, 0] / products.n
    k = each.shape[1]
    turn = np.zeros((len(each), k + 1, k))
    turn[:, 0, 0] = turn[:, 1, 1] = 1.0
    turn[:, 1, 0] = -mean * centred
    turn[:, 2, 0] = mean
    turn[:, np.arange(3, k + 1), np.arange(2, k)] = 1.0
    each = turn @ each @ np.swapaxes(turn, 1, 2)
    first = 0.0 if centred else products.shift[0]
    shift = np.concatenate([[first, products.shift[0]], products.shift[1:]])
    return sums_by_size(each.sum(axis=0), products.n, each[:, 0], names=names, shift=shift)


def inference(fit: Fit, places: list[int], confidence_level: float) -> pd.DataFrame:
    """Estimate, standard error and Student's test of some coefficients."""
    estimate, std_error, df = (values[places] for values in (fit.coefficients, fit.std_errors, fit.df))
    half = std_error * np.array([critical_value(confidence_level, each) for each in df])
    return pd.DataFrame(
        {
            "estimate": estimate,
            "std_error": std_error,
            "df": df,
            "statistic": estimate / std_error,
            "p_value": 2 * special.stdtr(df, -np.abs(estimate / std_error)),
            "conf_low": estimate - half,
            "conf_high": estimate + half,
        }
    )


def _result(kind: str, table: pd.DataFrame, fit: MixedFit, settings: dict, notes: list[str]) -> MixedResult:
    """The table with the variances, and what a reader must know of the fit."""
    group = settings["group"]
    notes = [
        say("{n} rows in {n_groups} groups of {group}.", n=count(fit.n), n_groups=count(fit.n_groups), group=group),
        *notes,
    ]
    if fit.singular:
        notes.append(
            say(
                "Singular fit: the variance between groups of {group} is estimated as 0, so the "
                "groups count for nothing. With few groups it may be there all the same.",
                group=group,
            )
        )
    if fit.n_groups < FEW_GROUPS:
        notes.append(say("Only {n_groups} groups: the variance between them is hardly known.", n_groups=fit.n_groups))
    return MixedResult(
        kind=kind,
        table=table,
        settings=settings,
        notes=tuple(notes),
        variance_group=fit.variance_group,
        variance_residual=fit.variance_residual,
        log_likelihood=fit.log_likelihood,
        singular=fit.singular,
    )
