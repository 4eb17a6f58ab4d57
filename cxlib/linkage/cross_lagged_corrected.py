"""Who comes first within units, corrected for noisy means and for few waves."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..aggregate import Table, behind_of, cross_products, require_level
from ..errors import CXError
from ..estimators.cross_lagged import FEWEST_WAVES, cross_lagged_fit
from ..locale import say
from .checks import refuse_still
from .cross_lagged import LagsResult
from .joining import joined
from .unit_keys import is_blank, order_notes

FEWEST_UNITS = 20  # below them the limits have not been tried


def corrected_lags(
    customers: Table,
    *,
    employees: Table,
    unit: str,
    outcome: str,
    engagement: str,
    wave: str,
    confidence_level: float = 0.95,
) -> LagsResult:
    """Slopes within units on the other side's wave before, in both directions, without the pull of noise and few waves.

    Parameters
    ----------
    customers, employees : table
        One row per answer.
    unit : str
        The column of units on both sides.
    outcome, engagement : str
        The customers' and the employees' column of numbers.
    wave : str
        The column of waves on both sides: numbers, text or an ordered category in the order of time, evenly apart.
    confidence_level : float
        Of the intervals.

    Returns
    -------
    LagsResult
        Rows of `direction` as of `linkage_lags`: ``n n_units n_waves estimate conf_low conf_high``, n the means of
        units and waves; besides `.join`. Numbers are empty where the data leave the slope open.

    Raises
    ------
    CXError
        With fewer than three waves or twenty units, where each answer stands alone in its unit and wave or all of one
        agree, and as `engagement_linkage`.

    Notes
    -----
    The model, its limits and what they take for granted stand at `cxlib.estimators.cross_lagged.cross_lagged_fit`. The
    sampling variance of a mean is the pooled variance of the answers of a unit and wave, over the number of answers.
    `benchmarks/corrected_lags.py` counts how often the intervals hold: with 40 units, 3 to 12 waves and 10 to 40
    answers a mean.
    """
    require_level(confidence_level)
    panel = joined(customers, employees=employees, unit=unit, outcome=outcome, engagement=engagement, wave=wave)
    n_waves, n_units = len(panel.waves), len(panel.units)
    if n_waves < FEWEST_WAVES:
        raise CXError(
            f"wave: {wave!r} has {n_waves} in common; what is lasting and what changes are told apart from three on.",
            "Join more waves.",
        )
    if n_units < FEWEST_UNITS:
        raise CXError(
            f"unit: {n_units} are on both sides; with fewer than {FEWEST_UNITS} no limits hold.", "Join more units."
        )
    # how many people stand behind each mean: (U, W, 2)
    n = np.zeros((len(panel.units), len(panel.waves), 2))
    n[panel.unit, panel.wave] = np.column_stack([panel.n_employees, panel.n_customers])
    values = panel.grid()
    known = ~np.isnan(values)
    inside = np.where(known, values - np.nanmean(values, axis=1, keepdims=True), 0.0)
    refuse_still(inside.reshape(-1, 2), np.nan_to_num(values).reshape(-1, 2), panel.names)
    sides = (("employees", employees, engagement), ("customers", customers, outcome))
    each = np.array([_variance(data, column, [unit, wave], side) for side, data, column in sides])
    errors = np.divide(each, n, out=np.full(n.shape, np.nan), where=known)
    fit = cross_lagged_fit(values, errors, confidence_level=confidence_level)
    table = pd.DataFrame(
        {
            "direction": ["engagement first", "outcome first"],
            "n": int(known.all(axis=2).sum()),
            "n_units": n_units,
            "n_waves": n_waves - 1,
            "estimate": np.where(np.isnan(fit.conf_low), np.nan, fit.leads),
            "conf_low": fit.conf_low,
            "conf_high": fit.conf_high,
        }
    )
    notes = [*panel.notes, *order_notes(panel.waves, wave, stated=panel.stated)]
    notes.append(
        say(
            "What noise takes away is given back as if other people answered in every wave. Where the same people "
            "answer again, less of it is noise, and this gives back too much."
        )
    )
    if table["estimate"].isna().any():
        notes.append(
            say(
                "Where there is no number, the means are so noisy or the waves so few that slopes of any size would "
                "fit: more answers in each unit, or more waves, would tell."
            )
        )
    settings = {
        "unit": unit, "outcome": outcome, "engagement": engagement, "wave": wave, "confidence_level": confidence_level,
    }  # fmt: skip
    return LagsResult(kind="corrected_lags", table=table, settings=settings, notes=tuple(notes), join=panel.join)


def _variance(data: Table, column: str, by: list[str], side: str) -> float:
    """Variance of one person's answer within a unit and wave, pooled over all of them."""
    found = cross_products(data, columns=[column], by=by, weights=behind_of(data))
    known = ~found.groups.astype(object).map(is_blank).any(axis=1).to_numpy()
    free = int((found.n[known] - 1).sum())
    variance = float(found.centred[known, 0, 0].sum()) / max(free, 1)
    if free < 1 or variance <= 0:
        raise CXError(
            f"{column}: within a {by[0]} and {by[1]} no two answers of {side} differ, so that nothing tells how noisy "
            "its mean is.",
            "Hand over single answers, not means.",
        )
    return variance
