"""May the answers of a team or a branch be averaged: agreement within units, and difference between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import Table
from ..errors import CXError
from ..estimators import agreement as estimate
from ..estimators.group_sums import sums_by_size
from ..estimators.mixed import random_intercept_fit
from ..results import Result
from .items import Items, read_items

AGREES = 0.70  # the usual cut for rwg(j); a custom, not a test


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class UnitAgreement(Result):
    """Agreement within units, unit by unit and in random units.

    Attributes
    ----------
    units : pandas.DataFrame
        ``unit n rwg_j_uniform rwg_j_slight rwg_j_moderate r_wg ad``: one row per unit of two or more people, whatever
        its size: hide small ones before you show it.
    pseudo : pandas.DataFrame or None
        ``draw icc1 rwg_j_uniform``: the same people dealt at random into units of the same sizes.
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
    n_permutations: int = 0,
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
        Ends of the items' scale, in steps of 1.
    confidence_level : float
        Of the intervals of ICC(1) and ICC(2).
    n_permutations : int
        How often people are dealt at random into units of the same sizes.
    rng : int or numpy.random.Generator, optional
        Seed, needed with `n_permutations`.

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
    given in three versions: with the mean unit size, with k0, and from a random intercept by REML. Agreement takes the
    items each by itself, in units where two or more answer; the skewed nulls are published for five answers and missing
    for other scales [2]_. The indices may contradict one another: with many items rwg(j) is high for units that hardly
    agree, so compare it with random units.

    References
    ----------
    .. [1] Bliese, P. D. (2000). Within-group agreement, non-independence, and reliability. In K. J. Klein & S. W. J.
       Kozlowski (Eds.), Multilevel theory, research, and methods in organizations. Jossey-Bass.
    .. [2] LeBreton, J. M., & Senter, J. L. (2008). Organizational Research Methods 11, 815–852.
    """
    low, high = scale
    if n_permutations and rng is None:
        raise CXError("rng: people are dealt at random, and no seed is given.", "Write rng=2027, or any number.")
    answers = read_items(data, items=items, unit=unit, fewest=1)
    _require_scale(answers, low, high)
    people = _people(answers)
    half = 2 * np.isnan(people.answers).sum(axis=1) <= len(people.names)
    code, labels = pd.factorize(people.unit)
    notes = _notes(people, half, code)
    ends = dict(null=estimate.null_variances(low, high), steps=np.arange(low, high + 1))
    variance = _variance(people, half, code)
    units = _units(people, code, labels, **ends).rename(columns={"unit": unit})
    table = pd.DataFrame([_row(variance, _reml(people, half, code), units, high - low + 1, confidence_level)])
    if variance.icc1 < 0:
        notes.append("ICC(1) is below 0: units differ less than people dealt at random would make them differ.")
    pseudo = _pseudo(people, half, code, ends["null"]["uniform"], n_permutations, np.random.default_rng(rng))
    settings = {"items": list(answers.names), "unit": unit, "scale": [low, high], "confidence_level": confidence_level}
    settings |= {"n_permutations": n_permutations}
    return UnitAgreement(table=table, settings=settings, notes=tuple(notes), units=units, pseudo=pseudo)


def _people(answers: Items) -> Items:
    """One row per person who answers anything."""
    said = ~np.isnan(answers.answers).all(axis=1)
    rows = np.repeat(np.flatnonzero(said), answers.n[said])
    return Items(names=answers.names, answers=answers.answers[rows], n=np.ones(len(rows), int), unit=answers.unit[rows])


def _require_scale(answers: Items, low: float, high: float) -> None:
    if not low < high:
        raise CXError(f"scale: {low:g} to {high:g} has no answers between its ends.", "Write its ends, as (1, 5).")
    for name, column in zip(answers.names, answers.answers.T, strict=True):
        outside = (column < low) | (column > high) | (column != np.floor(column))
        if (outside & ~np.isnan(column)).any():
            count = int(answers.n[outside & ~np.isnan(column)].sum())
            raise CXError(
                f"items: {name!r} is not a whole number from {low:g} to {high:g} in {count:,} rows.",
                "Declare its missing codes, or write the scale it has.",
            )


def _notes(people: Items, half: np.ndarray, code: np.ndarray) -> list[str]:
    sizes = np.bincount(code)
    if len(sizes) < 2:
        raise CXError("unit: there is only one unit.", "Whether units differ needs several.")
    if sizes.max() < 2 or np.bincount(code[half], minlength=len(sizes)).max() < 2:
        raise CXError("unit: no unit has two people.", "Agreement needs two or more people in a unit.")
    notes, single = [], int((sizes == 1).sum())
    if single:
        one = "1 unit has one person" if single == 1 else f"{single} units have one person"
        notes.append(f"{one}: no agreement there; they count in ICC.")
    if not half.all():
        notes.append(f"{int((~half).sum()):,} of {len(half):,} people answer fewer than half of the items: not in ICC.")
    return notes


def _variance(people: Items, half: np.ndarray, code: np.ndarray) -> estimate.UnitVariance:
    """Analysis of variance of each person's mean by unit."""
    score = np.nanmean(people.answers[half], axis=1)
    score = score - score.mean()
    if not np.ptp(score):
        raise CXError("items: everybody has the same mean.", "Where nothing varies, units cannot differ.")
    size = np.bincount(code[half])
    known = size > 0
    return estimate.unit_variance(size[known], np.bincount(code[half], score)[known], float(score @ score))


def _reml(people: Items, half: np.ndarray, code: np.ndarray) -> float:
    """ICC(1) from a random intercept."""
    score = np.nanmean(people.answers[half], axis=1)
    shift = score.mean()
    _, own = np.unique(code[half], return_inverse=True)
    sums = np.column_stack([np.bincount(own), np.bincount(own, score - shift)])
    products = np.array([[len(score), 0.0], [0.0, ((score - shift) ** 2).sum()]])
    try:
        fit = random_intercept_fit(sums_by_size(products, np.bincount(own), sums, names=(), shift=np.array([shift])))
    except CXError:  # within units everybody is alike: all variance is between them
        return 1.0
    return fit.variance_group / (fit.variance_group + fit.variance_residual)


def _units(people: Items, code: np.ndarray, labels: np.ndarray, null: dict, steps: np.ndarray) -> pd.DataFrame:
    """Agreement of each unit in which two or more answer every item."""
    variances = _item_variances(people.answers, code, len(labels))
    shown = ~np.isnan(variances).any(axis=1)
    counts = np.stack([_counts(column, code, len(labels), steps) for column in people.answers.T], axis=1)
    found = {"unit": labels[shown], "n": np.bincount(code)[shown]}
    for name, value in null.items():
        found[f"rwg_j_{name}"] = estimate.within_unit_agreement(variances[shown], value) if value == value else np.nan
    found["r_wg"] = estimate.lindell_agreement(variances[shown], null["uniform"])
    found["ad"] = estimate.average_deviation(counts[shown], steps.astype(float))
    return pd.DataFrame(found)


def _item_variances(answers: np.ndarray, code: np.ndarray, n_units: int) -> np.ndarray:
    """Variance of each item in each unit, (G, J); NaN where fewer than two answer."""
    answered = ~np.isnan(answers)
    n = np.column_stack([np.bincount(code, column, n_units) for column in answered.T.astype(float)])
    filled = np.where(answered, answers, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        means = np.column_stack([np.bincount(code, column, n_units) for column in filled.T]) / n
        away = np.where(answered, answers - means[code], 0.0) ** 2
        found = np.column_stack([np.bincount(code, column, n_units) for column in away.T]) / (n - 1)
    return np.where(n > 1, found, np.nan)


def _counts(column: np.ndarray, code: np.ndarray, n_units: int, steps: np.ndarray) -> np.ndarray:
    known = ~np.isnan(column)
    cell = code[known] * len(steps) + (column[known] - steps[0]).astype(int)
    return np.bincount(cell, minlength=n_units * len(steps)).reshape(n_units, len(steps))


def _row(
    variance: estimate.UnitVariance, reml: float, units: pd.DataFrame, answers: float, confidence_level: float
) -> dict[str, float]:
    low, high = variance.icc1_interval(confidence_level)
    low2, high2 = variance.icc2_interval(confidence_level)
    row = {
        "n": variance.n, "n_units": variance.n_units, "icc1": variance.icc1, "icc1_low": low, "icc1_high": high,
        "icc1_k0": variance.icc1_k0, "icc1_reml": reml, "icc2": variance.icc2, "icc2_low": low2, "icc2_high": high2,
        "f": variance.f, "p_value": variance.p_value,
    }  # fmt: skip
    for null in estimate.NULLS:
        values = units[f"rwg_j_{null}"]
        row[f"rwg_j_{null}"] = values.mean()
        row |= {f"rwg_j_{null}_q{place}": values.quantile(place / 4) for place in (1, 2, 3)}
    row |= {"r_wg": units["r_wg"].mean(), "ad": units["ad"].mean(), "ad_limit": answers / 6}
    return row | {"share_agreeing": float((units["rwg_j_uniform"] >= AGREES).mean())}


def _pseudo(
    people: Items, half: np.ndarray, code: np.ndarray, null: float, n_permutations: int, rng: np.random.Generator
) -> pd.DataFrame | None:
    """The same people dealt at random into units of the same sizes."""
    if not n_permutations:
        return None
    rows = []
    for draw in range(n_permutations):
        dealt = rng.permutation(code)
        variances = _item_variances(people.answers, dealt, code.max() + 1)
        agreed = estimate.within_unit_agreement(variances[~np.isnan(variances).any(axis=1)], null)
        rows.append((draw, _variance(people, half, dealt).icc1, agreed.mean()))
    return pd.DataFrame(rows, columns=["draw", "icc1", "rwg_j_uniform"])
