"""What an action or a reply changed: against units without it, against a lot, and against what comes by itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy import special

from ..aggregate import Table, require_columns, require_level, require_numbers, row_counts, unit_sums
from ..errors import CXError
from ..estimators.cluster_robust import FEW, ClusterFit, cluster_robust_fit
from ..estimators.quantiles import critical_value
from ..estimators.two_means import welch_difference
from ..locale import say
from ..results import Result
from ..text import general, in_rows
from .periods import MOST_LEVELS, periods_of


def action_effect(
    data: Table, *, outcome: str, unit: str, wave: str, treated: str, confidence_level: float = 0.95
) -> Result:
    """What changed in units with an action beyond what changed in units without it.

    Parameters
    ----------
    data : table
        One row per person or per unit and wave.
    outcome : str
        Column of numbers.
    unit, wave : str
        Columns; waves are numbers, or names in their order.
    treated : str
        Column of 0 and 1: whether the action was in force in this unit and wave. It begins in one wave.
    confidence_level : float

    Returns
    -------
    Result
        ``part n_units n_treated estimate std_error df p_value conf_low conf_high``: `part` is ``effect``, and
        ``trend before``, by how much the units with the action moved away from the others per wave before it came.

    Raises
    ------
    CXError
        No wave before, fewer than two units with or without the action (what else happened in a single one cannot be
        told from it), or units that began in different waves: one
        difference of differences would compare units with the action among themselves (Goodman-Bacon 2021).

    Notes
    -----
    Least squares on means of unit and wave with a constant for each unit and each wave; standard errors CR2 by unit,
    with Satterthwaite's degrees of freedom [1]_. Below four of these, p and interval are withheld: nobody knows them.
    statsmodels' cluster errors (CR1S) are 15 % larger in the reference, with degrees of freedom of their own.

    References
    ----------
    .. [1] Pustejovsky, J. E., & Tipton, E. (2018). Journal of Business & Economic Statistics 36(4), 672–683.
       https://doi.org/10.1080/07350015.2016.1247004
    """
    require_level(confidence_level)
    require_columns(data, outcome=outcome, unit=unit, wave=wave, treated=treated)
    require_numbers(data, outcome=outcome, treated=treated)
    sums = unit_sums(data, unit=[unit, wave, treated], columns=[outcome])
    sums = sums[sums[[unit, wave, treated]].notna().all(axis=1) & (sums["n"] > 0)]
    if not sums[treated].isin([0, 1]).all() or sums.duplicated([unit, wave]).any():
        raise CXError(f"treated: {treated} is not 0 or 1 for each {unit} and {wave}.", "Mark whole units in a wave.")
    if sums.empty:
        raise CXError(f"{outcome}, {unit}, {wave}, {treated}: no row has all four.", "Check the columns.")
    y = (sums["sum"] / sums["n"]).to_numpy(float)
    dated = pd.api.types.is_datetime64_any_dtype(sums[wave])
    at = sums[wave].to_numpy() if dated else periods_of(sums[wave], "day")[1]
    _, rows_of_wave, when = np.unique(at, return_index=True, return_inverse=True)
    waves = sums[wave].iloc[rows_of_wave]
    if len(waves) > MOST_LEVELS:
        raise CXError(f"{wave}: {len(waves):,} waves.", f"Take longer ones: {MOST_LEVELS} are compared at most.")
    if np.ptp(y) == 0:
        raise CXError(f"{outcome}: one mean in all units and waves.", "There is no change to be told from chance.")
    units, who = np.unique(sums[unit], return_inverse=True)
    given = sums[treated].to_numpy(float)
    # the wave from which each unit has the action; behind the last where it never does
    begins = np.array([when[(who == one) & (given > 0)].min(initial=len(waves)) for one in range(len(units))])
    with_it = begins < len(waves)
    first = begins[with_it].min(initial=len(waves))
    if min(with_it.sum(), (~with_it).sum()) < 2 or first == 0:
        raise CXError(
            f"treated: {int(with_it.sum())} of {len(units)} units have the action, from {wave} number {first + 1} on.",
            "A difference of differences needs two units with it, two without it, and a wave before.",
        )
    if (begins[with_it] > first).any() or (given != (with_it[who] & (when >= first))).any():
        raise CXError("treated: units began in different waves, or stopped.", "Compare those that began together.")
    parts = {"effect": (given, np.ones(len(y), bool))}
    # units that moved apart before the action would have done so without it
    if first > 1:
        parts["trend before"] = (with_it[who] * when.astype(float), when < first)
    rows: list[dict[str, Any]] = []
    notes: list[str] = []
    for part, (column, rows_used) in parts.items():
        fit = _two_way(y[rows_used], column[rows_used], who[rows_used], when[rows_used], part)
        rows.append(
            {
                "part": part,
                "n_units": fit.n_clusters,
                "n_treated": int(with_it.sum()),
                **_told(fit, confidence_level, np.ptp(y)),
            }
        )
    if "trend before" not in parts:
        notes.append(say("One wave before the action: whether units moved alike before it cannot be seen."))
    if any(row["std_error"] == 0 for row in rows):
        notes.append(say("Units and waves explain the outcome without a rest: nothing tells how far chance goes."))
    if any(row["df"] < FEW for row in rows):
        notes.append(say("Fewer than {few} degrees of freedom: p and interval are withheld.", few=general(FEW)))
    before = np.diff(waves.iloc[:first].to_numpy()) if dated or pd.api.types.is_numeric_dtype(waves) else np.zeros(0)
    if len(before) and before.min() < before.max():
        notes.append(say("Waves lie unequally far apart: the trend before is told per wave, not per time."))
    settings = {"outcome": outcome, "unit": unit, "wave": wave, "treated": treated,
                "confidence_level": confidence_level}  # fmt: skip
    return Result(kind="action_effect", table=pd.DataFrame(rows), settings=settings, notes=tuple(notes))


def _two_way(y: np.ndarray, column: np.ndarray, who: np.ndarray, when: np.ndarray, name: str) -> ClusterFit:
    """Least squares of a column beside a constant for each unit and each wave, clustered by unit."""
    dummies = [(code[:, None] == np.unique(code)[None, 1:]).astype(float) for code in (who, when)]
    design = np.column_stack([column, *dummies])
    names = [name, *(f"dummy {place}" for place in range(design.shape[1] - 1))]
    return cluster_robust_fit(y, design, who, names=names, asked=[name])


def _told(fit: ClusterFit, level: float, scale: float) -> dict[str, float]:
    estimate, error, df = fit.coefficients[1], fit.std_errors[1], fit.df[1]
    if error < 1e-9 * scale:  # units and waves explain all: what is left is the rounding of the machine
        error, estimate = 0.0, 0.0 if abs(estimate) < 1e-9 * scale else estimate
    known = df >= FEW and error > 0
    half = critical_value(level, df) * error if known else np.nan
    p = 2 * special.stdtr(df, -abs(estimate / error)) if known else np.nan
    limits = {"conf_low": estimate - half, "conf_high": estimate + half}
    return {"estimate": estimate, "std_error": error, "df": df, "p_value": p, **limits}


def recovery_effect(
    data: Table,
    *,
    before: str,
    after: str,
    answered: str,
    held_out: str,
    fewest: int = 1,
    confidence_level: float = 0.95,
) -> Result:
    """What a reply adds to the next score, beyond what comes by itself.

    Parameters
    ----------
    data : table
        One row per case.
    before, after : str
        Columns of the score that opened the case, and of the next one.
    answered, held_out : str
        Columns of 0 and 1, or yes and no: whether the customer was answered, and whether a lot drawn before anybody
        was answered had left the case out. Rows without a value took no part in the lot.
    fewest : int
        The smallest number of cases of which anything is told. Where fewer got no reply in spite of the offer, only
        ``held out`` and ``offer of a reply`` are told: the offer less those who were answered would be these few, and
        the error of a reply given knows them as well.
    confidence_level : float

    Returns
    -------
    Result
        ``comparison n n_reference estimate std_error conf_low conf_high``, in points of the score: the rise of those
        ``answered``; that of those ``held out``, which comes by itself; ``answered less unanswered``, where nobody drew
        a lot; ``offer of a reply``, all that were not held out less those who were; ``per reply given``, the offer
        divided by the share that it brought a reply to.

    Notes
    -----
    Scores that open a case are extreme, and the next one is nearer the middle without anybody's doing. Only the lot
    takes this out. The last two rows differ by the share answered: who got no reply in spite of the offer is in the
    first of them, and a division by a share (Wald's estimate) allows for it if the offer changes nothing else.
    """
    require_level(confidence_level)
    columns = {"before": before, "after": after, "answered": answered, "held_out": held_out}
    require_columns(data, **columns)
    require_numbers(data, before=before, after=after)
    counts = row_counts(data, by=list(columns.values()))
    rows = counts.loc[counts.index.repeat(counts["_n"]), list(columns.values())].astype(float)
    whole = rows.notna().all(axis=1)
    notes = (say("{rows} without one of the four left out.", rows=in_rows((~whole).sum())),) if not whole.all() else ()
    rows = rows[whole].set_axis(list(columns), axis=1)
    if not rows[["answered", "held_out"]].isin([0, 1]).all(axis=None):
        raise CXError("answered, held_out: not 0 and 1 only.", "Give these columns a role of yes and no.")
    out, gain = rows["held_out"] == 1, rows["after"] - rows["before"]
    got, offered = (rows["answered"] == 1) & ~out, gain[~out]
    if min(out.sum(), (~out).sum(), got.sum()) < 2:
        raise CXError(
            f"held_out: {int(out.sum())} cases held out, {int(got.sum())} others answered.",
            "Without a lot the rise of those who were answered cannot be told from what comes by itself.",
        )
    if gain.nunique() == 1:
        raise CXError(f"{after}: less {before} it is one number in all cases.", "Nothing tells how far chance goes.")
    t = {"level": confidence_level}
    share = got.sum() / (~out).sum() - (rows["answered"][out] == 1).mean()
    table = [
        _alone("answered", gain[got], **t),
        _alone("held out", gain[out], **t),
        _apart("answered less unanswered", gain[got], gain[~out & ~got], **t),
        _apart("offer of a reply", offered, gain[out], **t),
    ]
    if share > 0:
        # the effect of the offer over how many more replies it brought: Wald's estimate
        effect = table[-1]["estimate"] / share
        left = gain - effect * rows["answered"]
        error = np.sqrt(left[~out].var() / (~out).sum() + left[out].var() / out.sum()) / share
        half = critical_value(confidence_level) * error
        numbers = {"estimate": effect, "std_error": error, "conf_low": effect - half, "conf_high": effect + half}
        sizes = {"n": int((~out).sum()), "n_reference": int(out.sum())}
        table.append({"comparison": "per reply given", **sizes, **numbers})
    settings = {**columns, "fewest": fewest, "confidence_level": confidence_level}
    table = pd.DataFrame(table).astype({"n_reference": "Int64"})
    # few people without a reply, or with one in spite of the lot, would be told by subtraction
    silent, stray = int((~out).sum() - got.sum()), int((rows["answered"][out] == 1).sum())
    gone = ["per reply given"] if 0 < stray < fewest else []
    if 0 < silent < fewest:
        gone = ["answered", "answered less unanswered", "per reply given"]
        few = say("Fewer than {fewest} got no reply in spite of the offer: nothing is told by who got one.",
                  fewest=fewest)  # fmt: skip
        notes = (*notes, few)
    table = table[~table["comparison"].isin(gone)].reset_index(drop=True)
    return Result(kind="recovery_effect", table=table, settings=settings, notes=notes)


def _alone(name: str, gain: pd.Series, *, level: float) -> dict:
    error = gain.std() / np.sqrt(len(gain))
    half = critical_value(level, len(gain) - 1) * error
    numbers = {"estimate": gain.mean(), "std_error": error, "conf_low": gain.mean() - half,
               "conf_high": gain.mean() + half}  # fmt: skip
    return {"comparison": name, "n": len(gain), "n_reference": pd.NA, **numbers}


def _apart(name: str, one: pd.Series, other: pd.Series, *, level: float) -> dict:
    n, mean, spread = ((np.array([one.agg(word)]), np.array([other.agg(word)])) for word in ("count", "mean", "var"))
    estimate, error, low, high, _ = (float(part[0]) for part in welch_difference(n, mean, spread, level))
    numbers = {"estimate": estimate, "std_error": error, "conf_low": low, "conf_high": high}
    return {"comparison": name, "n": len(one), "n_reference": len(other), **numbers}


def regression_to_mean(data: pd.DataFrame, *, before: str, after: str, cut: float) -> Result:
    """How far those who were chosen for a low score rise by themselves.

    Parameters
    ----------
    data : DataFrame
        One row per person who gave both scores, whether chosen or not; nobody did anything between them.
    before, after : str
        Columns of both scores.
    cut : float
        Those at or below it before are chosen.

    Returns
    -------
    Result
        ``n n_chosen correlation slope observed expected expected_by_line``: the rise of the chosen; what two normal
        scores with this correlation give, SD (1 − r) φ(z)/Φ(z) with z = (cut − mean)/SD (Davis 1976); and what the
        straight line through all people gives, which holds a change of the mean too.
    """
    require_columns(data, before=before, after=after)
    require_numbers(data, before=before, after=after)
    both = data[[before, after]].dropna().astype(float).to_numpy()
    x, y = both.T
    chosen = x <= cut
    if len(x) < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
        alike = f"{len(x)} people gave both" if len(x) < 3 else "all gave one and the same score"
        raise CXError(f"{before}, {after}: {alike}.", "Three people and scores that differ are needed.")
    if not 0 < chosen.sum() < len(x):
        raise CXError(f"cut: {int(chosen.sum())} of {len(x)} people lie at or below {cut:g}.", "Take another cut.")
    sd, r = x.std(ddof=1), float(np.corrcoef(x, y)[0, 1])
    z, slope = (cut - x.mean()) / sd, r * y.std(ddof=1) / sd
    expected = sd * (1 - r) * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi) / special.ndtr(z)
    line = y.mean() + slope * (x[chosen].mean() - x.mean()) - x[chosen].mean()
    numbers = {"n": len(x), "n_chosen": int(chosen.sum()), "correlation": r, "slope": slope}
    rises = {"observed": (y - x)[chosen].mean(), "expected": expected, "expected_by_line": line}
    settings = {"before": before, "after": after, "cut": cut}
    return Result(kind="regression_to_mean", table=pd.DataFrame([numbers | rises]), settings=settings)
