"""Customers' answers on employees' engagement: between units, within them, and both mixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from scipy import special

from ..aggregate import Table, column_names, require_level
from ..errors import CXError
from ..estimators.cluster_robust import FEW, cluster_robust_fit
from ..estimators.quantiles import critical_value
from ..estimators.unit_resamples import within_units
from ..locale import original, say, word
from ..text import decimals
from .checks import never_changing, refuse_constant, refuse_exact, require_changes
from .joining import Panel, joined
from .linkage_result import LinkageResult, shown_units

SNAPSHOT = "A snapshot cannot separate place from change: fewer than two waves are on both sides."
COLUMNS = ["effect", "n", "n_units", "n_clusters", "estimate", "std_error", "df", "p_value", "conf_low", "conf_high"]


def engagement_linkage(
    customers: Table,
    *,
    employees: Table,
    unit: str,
    outcome: str,
    engagement: str,
    wave: str | None = None,
    controls: str | Sequence[str] = (),
    cluster: str | None = None,
    min_cell: int = 10,
    confidence_level: float = 0.95,
    snapshot: bool = False,
) -> LinkageResult:
    """The slope of customers' answers on employees' engagement, between units, within them, and pooled.

    Parameters
    ----------
    customers, employees : table
        One row per answer. No person need be on both sides; they meet in `unit`.
    unit : str
        Column of the team or branch, of the same name and spelling on both sides.
    outcome : str
        Customers' column of numbers.
    engagement : str
        Employees' column of numbers.
    wave : str, optional
        Column of the period on both sides; numbers, text or an ordered category in the order of time.
    controls : str or sequence of str
        Columns of numbers, each on one of the sides, whose means are held constant.
    cluster : str, optional
        Column of the level above the unit, on either side: regions. Without it, each unit is a cluster.
    min_cell : int
        Fewest employees, and customers, of a unit that is shown. Smaller ones count in every estimate.
    confidence_level : float
        Of the intervals.
    snapshot : bool
        Whether to join without waves where a side has none, or no wave is on both sides; `.snapshot` then says why.

    Returns
    -------
    LinkageResult
        Rows of `effect`: ``between`` (means of units), ``pooled`` (each unit in each wave, alike) and ``within`` (means
        of the units and of the waves taken out), the last two with `wave` only; ``n`` is the number of units, or of
        units and waves, never that of people. Besides `.join`, `.units` and `.cells`.

    Raises
    ------
    CXError
        When the sides have no unit in common, or fewer than three, or when a column does not vary or follows exactly
        from others.

    Notes
    -----
    Least squares with CR2 standard errors and Satterthwaite's degrees of freedom [1]_. With fewer than four degrees of
    freedom the p-value and the interval are withheld. Means of units are taken over waves, each alike. What differs
    between units and never changes, such as a good location, is in ``between`` and in ``pooled``, not in ``within``.
    A link that comes a wave later pulls ``within`` to the other side of 0, by about its size over the number of waves.
    Show the units of a call with waves or those of one without, not both: their difference may be a hidden wave.

    References
    ----------
    .. [1] Pustejovsky, J. E., & Tipton, E. (2018). Small-sample methods for cluster-robust variance estimation and
       hypothesis testing in fixed effects models. Journal of Business & Economic Statistics 36(4), 672–683.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> staff = pd.DataFrame({"branch": list("aabbccdd"), "engaged": [3, 4, 2, 3, 4, 5, 1, 3]})
    >>> people = pd.DataFrame({"branch": list("aabbccdd"), "score": [7, 8, 6, 6, 9, 8, 5, 6]})
    >>> found = cx.engagement_linkage(
    ...     people, employees=staff, unit="branch", outcome="score", engagement="engaged", min_cell=1
    ... )
    >>> found.table["estimate"].round(2).tolist()
    [1.24]
    """
    require_level(confidence_level)
    if snapshot and wave is not None:
        return _with_waves_or_without(
            customers, employees=employees, unit=unit, outcome=outcome, engagement=engagement, wave=wave,
            controls=controls, cluster=cluster, min_cell=min_cell, confidence_level=confidence_level,
        )  # fmt: skip
    panel = joined(
        customers, employees=employees, unit=unit, outcome=outcome, engagement=engagement, wave=wave,
        controls=controls, cluster=cluster,
    )  # fmt: skip
    both = panel.complete()
    notes = list(panel.notes)
    means, unit_code = between_units(both)
    rows = [_row("between", means, both.names, unit_code, both.cluster, confidence_level, notes)]
    if wave is not None:
        rows += _with_waves(both, confidence_level, notes)
    cells, units = shown_units(both, unit, wave, min_cell, notes)
    settings = {
        "unit": unit, "outcome": outcome, "engagement": engagement, "wave": wave, "controls": list(panel.names[1:-1]),
        "cluster": cluster, "min_cell": min_cell, "confidence_level": confidence_level,
    }  # fmt: skip
    table = pd.DataFrame(rows, columns=COLUMNS)
    return LinkageResult(
        kind="engagement_linkage",
        table=table,
        settings=settings,
        notes=tuple(notes),
        join=panel.join,
        units=units,
        cells=cells,
    )


def _with_waves_or_without(customers: Table, *, employees: Table, wave: str, **asked: Any) -> LinkageResult:
    """Joined by unit and wave, else by unit; with the reason where nothing can be said of changes."""
    without = CXError("A side has no waves.", "declare role wave in both tables.")
    if all(wave in column_names(side) for side in (customers, employees)):
        try:
            found = engagement_linkage(customers, employees=employees, wave=wave, **asked)
            if found.table["effect"].eq("within").any():
                return found
            why = next((note for note in found.notes if original(note).startswith("No slope within units")), SNAPSHOT)
            return replace(found, snapshot=CXError(why, "ask both sides again."))
        except CXError as error:
            without = error
    return replace(engagement_linkage(customers, employees=employees, **asked), snapshot=without)


def between_units(both: Panel) -> tuple[np.ndarray, np.ndarray]:
    """Means of each unit over its waves, (u, k), and the units' codes; stops where no slope can be found."""
    unit, place = np.unique(both.unit, return_inverse=True)
    if len(unit) < 3:
        raise CXError(f"unit: only {len(unit)} units are on both sides.", "A slope between units needs at least three.")
    size = np.bincount(place)
    means = np.column_stack([np.bincount(place, column) / size for column in both.values.T])
    refuse_constant(means, both.names)
    return means, unit


def _with_waves(both: Panel, confidence_level: float, notes: list[str]) -> list[dict]:
    """The pooled slope and the one within units, as far as there are waves."""
    if len(np.unique(both.wave)) < 2:
        notes.append(say("One wave: a snapshot cannot separate place from change."))
        return []
    rows = [_row("pooled", both.values, both.names, both.unit, both.cluster, confidence_level, notes)]
    try:
        return [*rows, _within(both, confidence_level, notes)]
    except CXError as error:  # what is known between units stands without it
        notes.append(say("No slope within units. {problem}", problem=error.problem))
        return rows


def _within(both: Panel, confidence_level: float, notes: list[str]) -> dict:
    """The slope with the means of units and waves taken out; units of one wave say nothing of it."""
    repeated = both.only((np.bincount(both.unit) > 1)[both.unit])
    inside, waves = within_units(repeated.values, repeated.unit, repeated.wave)
    still = never_changing(inside, repeated.values) if len(inside) else np.ones(len(both.names), bool)
    for place in (0, -1):
        if still[place]:
            raise CXError(f"{both.names[place]} never changes within a unit.", "Join more waves.")
    fixed = [name for name, each in zip(both.names, still, strict=True) if each]
    if fixed:
        notes.append(
            say(
                "{names} never changes within a unit, so it is out with the unit's mean in within.",
                names=", ".join(fixed),
            )
        )
    inside = inside[:, ~still]
    design = np.column_stack([inside[:, :-1], waves, inside[:, -1]])
    require_changes(design, len(np.unique(repeated.unit)), len(np.unique(repeated.wave)))
    kept = [name for name in both.names if name not in fixed]
    names = (*kept[:-1], *["wave"] * waves.shape[1], kept[-1])
    return _row("within", design, names, repeated.unit, both.cluster, confidence_level, notes)


def _row(
    effect: str,
    design: np.ndarray,
    names: Sequence[str],
    unit: np.ndarray,
    cluster: np.ndarray,
    confidence_level: float,
    notes: list[str],
) -> dict:
    """The first column's slope, the last being the outcome; p and interval withheld where nothing holds them."""
    if len(design) > design.shape[1]:  # with fewer rows every column follows from the others
        refuse_exact(np.cov(design.T), names)
    fit = cluster_robust_fit(design[:, -1], design[:, :-1], cluster[unit], names=names[:-1])
    estimate, error, df = fit.coefficients[1], fit.std_errors[1], fit.df[1]
    row = {"effect": effect, "n": len(design), "n_units": len(np.unique(unit)), "n_clusters": fit.n_clusters}
    row |= {"estimate": estimate, "std_error": error, "df": df}
    if df < FEW:
        notes.append(
            say(
                "{effect}: {df} degrees of freedom from {n_clusters} clusters; below {few} no "
                "p-value and no interval holds, so none is given.",
                effect=word(effect), df=decimals(min(df, FEW - 0.1), 1), n_clusters=fit.n_clusters,
                few=decimals(FEW, 0),
            )
        )  # fmt: skip
        return row | dict.fromkeys(("p_value", "conf_low", "conf_high"), np.nan)
    half = critical_value(confidence_level, df) * error
    p = 2 * special.stdtr(df, -abs(estimate / error))
    return row | {"p_value": p, "conf_low": estimate - half, "conf_high": estimate + half}
