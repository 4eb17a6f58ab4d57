"""May the answers of a team or a branch be averaged: agreement within units, and difference between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import Table, require_level
from ..blocks import hidden_groups
from ..errors import CXError
from ..estimators import agreement as estimate
from ..estimators.group_sums import sums_by_size
from ..estimators.mixed import random_intercept_fit
from ..locale import say, say_number
from ..results import Result
from ..text import count, general
from .items import Items, as_printed, read_items, turned_items
from .people import People, people_in_units

AGREES = 0.70  # the usual cut for rwg(j); a custom, not a test
NARROW = 2 / 3  # of the scale: answers that reach no further make one ask whether it is the right one


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class UnitAgreement(Result):
    """Agreement within units, unit by unit and in random units.

    Attributes
    ----------
    units : pandas.DataFrame
        ``unit n rwg_j_uniform rwg_j_slight rwg_j_moderate r_wg ad``, without units below `min_cell`.
    pseudo : pandas.DataFrame or None
        ``draw icc1 rwg_j_uniform``, with `rng` only: the same people dealt at random into units of the same sizes.
    """

    units: pd.DataFrame
    pseudo: pd.DataFrame | None = None


def unit_agreement(
    data: Table,
    *,
    items: str | Sequence[str],
    unit: str,
    scale: tuple[float, float],
    confidence_level: float = 0.95,
    min_cell: int = 10,
    n_permutations: int = 200,
    rng: int | np.random.Generator | None = None,
) -> UnitAgreement:
    """How alike people of one unit answer a scale, and how far units differ.

    Parameters
    ----------
    data : table
        One row per person.
    items : str or sequence of str
        Items of one scale, coded in one direction.
    unit : str
        Column of the team or branch.
    scale : (low, high)
        Ends of the items' scale, in steps of 1. Answers between the steps, as scores that are means of items, are
        taken as they are.
    confidence_level : float
        Of the intervals of ICC(1) and ICC(2).
    min_cell : int
        Fewest people of a unit that is shown in `units`. Smaller ones count in the table.
    n_permutations : int
        How often people are dealt at random into units of the same sizes.
    rng : int or numpy.random.Generator, optional
        Seed; without it there are no random units.

    Returns
    -------
    UnitAgreement
        One row ``n n_units icc1 icc1_low icc1_high icc1_k0 icc1_reml icc2 icc2_low icc2_high f p_value``, then for each
        null (``uniform``, ``slight``, ``moderate``) ``rwg_j_<null>``, the mean over units, and its quartiles
        ``…_q1 …_q2 …_q3``; ``r_wg`` (Lindell's, which more items do not raise), ``ad`` and ``ad_limit`` (a sixth of the
        number of answers), ``share_agreeing`` (units with rwg(j) of .70 or more under the uniform null).

    Raises
    ------
    CXError
        One unit, no unit of two people, everybody alike, answers outside `scale`, columns as in `scale_reliability`.

    Notes
    -----
    ICC(1) and ICC(2) are those of each person's mean over the items answered, half of them at least [1]_. ICC(1) is
    given in three versions: with the mean unit size, with k0, and from a random intercept by REML, which is never below
    0. Agreement takes the items each by itself, in units where two or more answer each of them; an rwg(j) below 0 is
    put to 0. Only rwg(j) needs the scale; of scores that are means it comes out high, since means spread less than
    single answers, and a note says so. The skewed nulls are published for five answers and missing for other scales
    [2]_. The indices may contradict one another: with many items rwg(j) is high for units that hardly agree, so compare
    it with random units.

    References
    ----------
    .. [1] Bliese, P. D. (2000). Within-group agreement, non-independence, and reliability. In K. J. Klein & S. W. J.
       Kozlowski (Eds.), Multilevel theory, research, and methods in organizations. Jossey-Bass.
    .. [2] LeBreton, J. M., & Senter, J. L. (2008). Organizational Research Methods 11, 815–852.
    """
    require_level(confidence_level)
    if n_permutations < 1:
        raise CXError(f"n_permutations: {n_permutations} is no number of draws.", "Write 200, or any number from 1.")
    answers = read_items(data, items=items, unit=unit, fewest=1)
    low, high = _ends(answers, scale)
    people = people_in_units(answers)
    null = estimate.null_variances(low, high)
    variance, reml = people.variance(), _reml(people)
    # Agreement of each unit in which two or more answer every item
    n_units = len(people.labels)
    variances = _item_variances(people.answers, people.code, n_units)
    shown = ~np.isnan(variances).any(axis=1)
    found = {"unit": people.labels[shown], "n": np.bincount(people.code)[shown]}
    for name, value in null.items():
        found[f"rwg_j_{name}"] = estimate.within_unit_agreement(variances[shown], value) if value == value else np.nan
    found["r_wg"] = estimate.lindell_agreement(variances[shown], null["uniform"])
    found["ad"] = estimate.average_deviation(people.answers, people.code, n_units)[shown]
    units = pd.DataFrame(found).rename(columns={"unit": unit})
    hidden = hidden_groups(units["n"], min_cell=min_cell) if len(units) else np.zeros(0, bool)
    notes = [*people.notes, *turned_items(answers)]
    notes += _said(variance, units, int(hidden.sum()), min_cell) + _on_scale(answers, low, high)
    settings = {
        "items": list(answers.names), "unit": unit, "scale": [low, high], "confidence_level": confidence_level,
        "min_cell": min_cell, "n_permutations": n_permutations,
    }  # fmt: skip
    return UnitAgreement(
        kind="unit_agreement",
        table=as_printed(pd.DataFrame([_row(variance, reml, units, high - low + 1, confidence_level)]), answers),
        settings=settings,
        notes=tuple(notes),
        units=units[~hidden].reset_index(drop=True),
        pseudo=_pseudo(people, null["uniform"], n_permutations, rng),
    )


def _ends(answers: Items, scale: tuple[float, float]) -> tuple[float, float]:
    """The ends of the scale; stops where they are none, or an answer lies outside."""
    low, high = scale
    if not (low < high and low == np.floor(low) and high == np.floor(high)):
        raise CXError(f"scale: {low:g} to {high:g} are not the ends of a scale in whole steps.", "Write (1, 5).")
    for name, column in zip(answers.names, answers.answers.T, strict=True):
        outside = (column < low) | (column > high)
        if outside.any():
            raise CXError(
                f"items: {name!r} lies outside {low:g} to {high:g} in {answers.n[outside].sum():,} rows.",
                "Declare its missing codes, or write the scale it has.",
            )
    return low, high


def _on_scale(answers: Items, low: float, high: float) -> list[str]:
    """Notes where the answers are not the scale's own, or use a small part of it, which may be another one."""
    notes, values = [], answers.answers[~np.isnan(answers.answers)]
    if (values % 1 > 0).any():
        notes.append(
            say(
                "Some answers lie between the steps of the scale, {low} to {high}: rwg(j) and "
                "its null are those of single answers, and means of several agree more by "
                "themselves. ICC(1) and ICC(2) need no scale.",
                low=general(low),
                high=general(high),
            )
        )
    if np.ptp(values) <= NARROW * (high - low):
        notes.append(
            say(
                "No answer comes near one end of the scale, {low} to {high}. Is it the right "
                "one? On a scale that is too wide, people look more agreed than they are.",
                low=general(low),
                high=general(high),
            )
        )
    return notes


def _said(variance: estimate.UnitVariance, units: pd.DataFrame, n_hidden: int, min_cell: int) -> list[str]:
    """What the numbers do not say by themselves."""
    notes, floored = [], int((units["rwg_j_uniform"] == 0).sum())
    if not variance.within:
        notes.append(
            say("Within every unit all have the same mean: ICC(1) is 1, and no interval or REML estimate is given.")
        )
    if not variance.between:
        notes.append(say("All units have the same mean: there is no ICC(2)."))
    if variance.icc1 < 0:
        notes.append(say("ICC(1) is below 0: units differ less than people dealt at random would make them differ."))
    if not len(units):
        notes.append(say("No unit has two answers to every item: no agreement is given."))
    if floored:
        notes.append(
            say_number(
                "{floored} of {number} units agrees less than the uniform null: its rwg(j) is put to 0.",
                "{floored} of {number} units agree less than the uniform null: their rwg(j) is put to 0.",
                floored,
                floored=count(floored),
                number=count(len(units)),
            )
        )
    if n_hidden:
        notes.append(
            say(
                "{n_hidden} of {number} units are not shown one by one (fewer than {min_cell} "
                "people, or next to one); they count in the table.",
                n_hidden=count(n_hidden),
                number=count(len(units)),
                min_cell=min_cell,
            )
        )
    return notes


def _reml(people: People) -> float:
    """ICC(1) from a random intercept; NaN where nothing varies within units."""
    size, total = people.totals()
    away = people.score - people.score.mean()
    products = np.array([[len(away), 0.0], [0.0, away @ away]])
    sums = np.column_stack([size, total])[size > 0]
    try:
        fit = random_intercept_fit(
            sums_by_size(products, size[size > 0], sums, names=(), shift=np.array([people.score.mean()]))
        )
    except CXError:  # nothing varies within units; that is said beside the number that is missing
        return np.nan
    return fit.variance_group / (fit.variance_group + fit.variance_residual)


def _item_variances(answers: np.ndarray, code: np.ndarray, n_units: int) -> np.ndarray:
    """Variance of each item in each unit, (G, J); NaN where fewer than two answer."""
    answered = ~np.isnan(answers)
    n = np.column_stack([np.bincount(code, column, n_units) for column in answered.T.astype(float)])
    filled = np.where(answered, answers, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):  # an item that nobody in a unit answers
        means = np.column_stack([np.bincount(code, column, n_units) for column in filled.T]) / n
        away = np.where(answered, answers - means[code], 0.0) ** 2
        found = np.column_stack([np.bincount(code, column, n_units) for column in away.T]) / (n - 1)
    return np.where(n > 1, found, np.nan)


def _row(
    variance: estimate.UnitVariance, reml: float, units: pd.DataFrame, answers: float, confidence_level: float
) -> dict[str, float]:
    low, high = variance.icc1_interval(confidence_level)
    low_2, high_2 = variance.icc2_interval(confidence_level)
    row = {
        "n": variance.n, "n_units": variance.n_units, "icc1": variance.icc1, "icc1_low": low, "icc1_high": high,
        "icc1_k0": variance.icc1_k0, "icc1_reml": reml, "icc2": variance.icc2, "icc2_low": low_2, "icc2_high": high_2,
        "f": variance.f, "p_value": variance.p_value,
    }  # fmt: skip
    for null in estimate.NULLS:
        values = units[f"rwg_j_{null}"]
        row[f"rwg_j_{null}"] = values.mean()
        row |= {f"rwg_j_{null}_q{place}": values.quantile(place / 4) for place in (1, 2, 3)}
    row |= {"r_wg": units["r_wg"].mean(), "ad": units["ad"].mean(), "ad_limit": answers / 6}
    return row | {"share_agreeing": float((units["rwg_j_uniform"] >= AGREES).mean())}


def _pseudo(
    people: People, null: float, n_permutations: int, rng: int | np.random.Generator | None
) -> pd.DataFrame | None:
    """The same people dealt at random into units of the same sizes."""
    if rng is None:
        return None
    rng = np.random.default_rng(rng)
    rows = []
    for draw in range(n_permutations):
        dealt = rng.permutation(people.code)
        variances = _item_variances(people.answers, dealt, len(people.labels))
        agreed = estimate.within_unit_agreement(variances[~np.isnan(variances).any(axis=1)], null)
        rows.append((draw, people.variance(dealt).icc1, agreed.mean() if len(agreed) else np.nan))
    return pd.DataFrame(rows, columns=["draw", "icc1", "rwg_j_uniform"])
