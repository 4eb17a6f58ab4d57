"""Who comes first within units: engagement before customers' answers, and the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import Table, require_level
from ..errors import CXError
from ..estimators.resample_limits import percentile_limits
from ..estimators.unit_resamples import (
    centred_products,
    drawn_units,
    unit_products,
    usable_resamples,
    within_units,
)
from ..locale import say
from ..results import Result
from .checks import (
    FEW_DRAWN,
    few_drawn_notes,
    refuse_exact,
    refuse_still,
    require_changes,
    require_resamples,
)
from .joining import Panel, joined
from .unit_keys import order_notes

SHORT = 10  # waves below which a slope on the own past is visibly too low


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class LagsResult(Result):
    """A Result with the join report."""

    join: pd.DataFrame


@dataclass(frozen=True, eq=False, kw_only=True)
class WithinRows:
    """Rows of units in waves, means of both taken out: columns for `paths`, and each unit's sums."""

    columns: np.ndarray
    names: tuple[str, ...]
    unit: np.ndarray
    n_units: int
    n_waves: int


def linkage_lags(
    customers: Table,
    *,
    employees: Table,
    unit: str,
    outcome: str,
    engagement: str,
    wave: str,
    lag: int = 1,
    controls: str | Sequence[str] = (),
    confidence_level: float = 0.95,
    n_resamples: int = 1000,
    rng: int | np.random.Generator | None = None,
) -> LagsResult:
    """Slopes within units on the other side's past, in both directions.

    Parameters
    ----------
    customers, employees : table
        One row per answer.
    unit : str
        Column of the team or branch, on both sides.
    outcome, engagement : str
        The customers' and the employees' column of numbers.
    wave : str
        Column on both sides: numbers, text or an ordered category in the order of time.
    lag : int
        How many waves the past lies back.
    controls : str or sequence of str
        Columns of numbers, each on one of the sides, held constant in the wave that is explained.
    confidence_level : float
        Of the intervals.
    n_resamples : int
        Resamples of the units.
    rng : int or numpy.random.Generator
        Seed.

    Returns
    -------
    LagsResult
        Rows of `direction`: ``engagement first`` (outcome on engagement `lag` waves before) and ``outcome first``
        (engagement on the outcome before), with ``n n_units n_waves estimate std_error conf_low conf_high``; besides
        `.join`.

    Raises
    ------
    CXError
        With one wave or no two that lie `lag` apart, without a seed, and as `engagement_linkage`.

    Notes
    -----
    Each slope has its own past held constant, and the means of units and of waves taken out. Waves count by their
    place in the order of all waves. Limits are percentiles of resamples of whole units; the standard error is their
    spread. In a short series the slope on the own past is too low, by about 1/waves [1]_, and pulls a small true path
    in the other direction towards 0 or below: "not seen" is not "not there". With fewer than ten units no limits are
    given.

    References
    ----------
    .. [1] Nickell, S. (1981). Biases in dynamic models with fixed effects. Econometrica 49(6), 1417–1426.
    """
    require_level(confidence_level)
    rng = require_resamples(n_resamples, rng)
    panel = joined(
        customers, employees=employees, unit=unit, outcome=outcome, engagement=engagement, wave=wave, controls=controls
    )
    require_lag(panel, wave, lag)
    now, before, last = panel.grid()[:, lag:], panel.grid()[:, :-lag], len(panel.names) - 1
    rows = []
    for name, cause, result in (("engagement first", 0, last), ("outcome first", last, 0)):
        columns = [before[:, :, [cause, result]], now[:, :, 1:-1], now[:, :, [result]]]
        names = [f"{panel.names[place]} before" for place in (cause, result)]
        names += [*panel.names[1:-1], panel.names[result]]
        part = within_rows(np.concatenate(columns, axis=2), names, ahead=1)
        rows.append({"direction": name} | _row(part, confidence_level, n_resamples, rng))
    notes = [*panel.notes, *order_notes(panel.waves, wave, stated=panel.stated)]
    notes += few_drawn_notes(min(row["n_units"] for row in rows))
    n_waves = int(rows[0]["n_waves"])
    if n_waves < SHORT:
        notes.append(
            say(
                "{n_waves} waves are explained: slopes on the own past are too low in so short a "
                "series, and a small true path may not be seen.",
                n_waves=n_waves,
            )
        )
    settings = {
        "unit": unit, "outcome": outcome, "engagement": engagement, "wave": wave, "lag": lag,
        "controls": list(panel.names[1:-1]), "confidence_level": confidence_level, "n_resamples": n_resamples,
    }  # fmt: skip
    return LagsResult(
        kind="linkage_lags", table=pd.DataFrame(rows), settings=settings, notes=tuple(notes), join=panel.join
    )


def require_lag(panel: Panel, wave: str, lag: int) -> None:
    """Stop where no two waves lie so far apart."""
    if len(panel.waves) < 2:
        raise CXError(f"wave: {wave!r} holds one wave.", "A snapshot cannot tell what comes first; join several waves.")
    if isinstance(lag, bool) or not isinstance(lag, int | np.integer) or not 1 <= lag < len(panel.waves):
        raise CXError(
            f"lag: {lag!r} is not a step between {len(panel.waves)} waves.",
            f"Write a whole number from 1 to {len(panel.waves) - 1}.",
        )


def within_rows(grid: np.ndarray, names: Sequence[str], *, ahead: int) -> WithinRows:
    """Complete rows of a grid (U, W, k), means of unit and wave out; the waves stand before the last `ahead` columns.

    Units with a single row say nothing of change and are left out.
    """
    complete = ~np.isnan(grid).any(axis=2)
    complete &= complete.sum(axis=1, keepdims=True) > 1
    places, wave = np.nonzero(complete)
    units, unit = np.unique(places, return_inverse=True)
    if len(units) < 2:
        raise CXError(
            "unit: fewer than two units have both sides in several pairs of waves.",
            "Change within units needs several units with three waves or more.",
        )
    inside, waves = within_units(grid[complete], unit, wave)
    refuse_still(inside, grid[complete], names)
    columns = np.column_stack([inside[:, :-ahead], waves, inside[:, -ahead:]])
    names = (*names[:-ahead], *["wave"] * waves.shape[1], *names[-ahead:])
    require_changes(columns, len(units), len(np.unique(wave)))
    refuse_exact(columns.T @ columns, names)
    return WithinRows(columns=columns, names=names, unit=unit, n_units=len(units), n_waves=len(np.unique(wave)))


def _row(rows: WithinRows, confidence_level: float, n_resamples: int, rng: np.random.Generator) -> dict:
    products = unit_products(rows.columns, rows.unit)
    whole = centred_products(np.ones((1, rows.n_units)), products)
    draws = usable_resamples(centred_products(drawn_units(rows.n_units, n_resamples, rng), products), whole[0])
    estimate, found = _slopes(whole)[0], _slopes(draws)
    low, high = percentile_limits(found[:, None], confidence_level)[:, 0]
    if rows.n_units < FEW_DRAWN:
        low = high = np.nan
    return {
        "n": len(rows.columns), "n_units": rows.n_units, "n_waves": rows.n_waves, "estimate": estimate,
        "std_error": found.std(ddof=1), "conf_low": low, "conf_high": high,
    }  # fmt: skip


def _slopes(centred: np.ndarray) -> np.ndarray:
    """Slope of the last column on the first, the others given: (R,)."""
    return np.linalg.solve(centred[:, :-1, :-1], centred[:, :-1, -1:])[:, 0, 0]
