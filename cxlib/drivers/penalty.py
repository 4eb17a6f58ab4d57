"""What a low rating costs and a high one earns: penalty–reward contrasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Real

import numpy as np
import pandas as pd

from ..aggregate import Cluster, Table, printed, require_level
from ..errors import CXError, nearest
from ..estimators.regression import Estimate, LinearFit, least_squares
from ..locale import say
from ..results import Result
from .rows import Rows, by_group, read_rows

TWICE = 2.0  # how much larger the larger side of a must-be or a delight is
FEW = 30  # answers at one end below which a kind is not told
SIDES = ("penalty", "reward")
COLUMNS = (
    "driver", "n", "n_low", "n_high", "penalty", "penalty_se", "reward", "reward_se", "asymmetry", "p_value", "kind",
    "penalty_low", "penalty_high", "reward_low", "reward_high", "asymmetry_low", "asymmetry_high",
)  # fmt: skip


def penalty_reward(
    data: Table,
    *,
    outcome: str,
    drivers: Sequence[str],
    low: float | Mapping[str, float],
    high: float | Mapping[str, float],
    always: Sequence[str] = (),
    within: str | None = None,
    weights: str | None = None,
    by: str | Sequence[str] | None = None,
    cluster: Cluster = None,
    confidence_level: float = 0.95,
) -> Result:
    """What a low rating of each driver costs, and a high one earns, compared with a rating between them.

    Parameters
    ----------
    data : table
        One row per respondent.
    outcome : str
        Column of numbers that is explained, such as overall satisfaction.
    drivers : sequence of str
        Columns of ratings.
    low, high : number or mapping of driver to number
        Answers up to `low` count as low, answers from `high` on as high; there must be answers between them.
    always : sequence of str
        Columns that are in the model as they are, each with one slope: ratings that are held equal and not asked about.
    within : str, optional
        Column of groups, such as touchpoints, whose means are taken out: rows are compared within their group only.
    weights : str, optional
        Column of weights ≥ 0: how many people an answer stands for.
    by : str or list of str, optional
        Columns whose values make groups with a model each.
    cluster : str or False, optional
        Column of what goes together. Without it, people who gave several of these answers, as a study's table knows by
        its column of role customer; False takes each row for itself.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``[by…] driver n n_low n_high penalty penalty_se reward reward_se asymmetry p_value kind``, then the limits
        ``penalty_low penalty_high reward_low reward_high asymmetry_low asymmetry_high``; all in points of the outcome.
        `asymmetry` is penalty + reward: below 0 a low rating costs more than a high one earns. `p_value` is that of
        Wald's test of asymmetry = 0. Where nobody answered at an end, its numbers are missing, never 0.

    Raises
    ------
    CXError
        When a driver has no answers between the cuts, or two of them say the same.

    Notes
    -----
    One model holds a dummy for the low and one for the high answers of every driver; heteroscedasticity-consistent
    errors (HC3; of clusters CR3) and Student's quantile. Three classes hold less of a rating than its answers do: where
    ratings share a mood, a driver alone, with the others in `always`, is cleared of it better than with the others as
    dummies.

    The kind follows from the intervals, which is stricter than the published method [1]_, where a threshold of the
    point estimates decides:

    - ``must_be``: the penalty is surely below 0 and surely the larger side, by twice the reward at least;
    - ``attractive``: the reward is surely above 0 and surely the larger side, by twice the penalty at least;
    - ``linear``: penalty and reward are both sure, and it is neither of these;
    - ``unclear``: anything else; also when an end has fewer than 30 answers, or a low rating surely earns or a high one
      surely costs.

    Twice, since a rarer end lies further from the middle: even a straight line then has sides that surely differ.

    References
    ----------
    .. [1] Mikulić, J., & Prebežac, D. (2008). Prioritizing improvement of service attributes using impact
       range-performance analysis and impact-asymmetry analysis. Managing Service Quality 18, 559–576.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> rows = pd.DataFrame({"bill": [1, 1, 3, 3, 5, 5] * 20, "overall": [2, 4, 7, 8, 7, 9] * 20})
    >>> found = cx.penalty_reward(rows, outcome="overall", drivers=["bill"], low=2, high=5).table
    >>> found[["penalty", "reward"]].round(1).iloc[0].tolist(), found.loc[0, "kind"]
    ([-4.5, 0.5], 'must_be')
    """
    require_level(confidence_level)
    rows = read_rows(
        data, outcome=outcome, drivers=drivers, always=always, within=within, weights=weights, by=by,
        cluster=cluster, reserved=frozenset(COLUMNS),
    )  # fmt: skip
    sides = []
    for argument, cut in {"low": low, "high": high}.items():
        cut = dict(cut) if isinstance(cut, Mapping) else dict.fromkeys(rows.names, cut)
        for name in cut.keys() - set(rows.names):
            raise CXError(f"{argument}: {name!r} is not a driver.", nearest(name, rows.names))
        for name in [name for name in rows.names if name not in cut]:
            raise CXError(f"{argument}: no cut for {name!r}.", "Give one number for all drivers, or one for each.")
        sides.append(cut)
        for name in rows.names:
            if isinstance(cut[name], bool) or not isinstance(cut[name], Real):
                raise CXError(f"{argument}: {cut[name]!r} is not a number.", "Write an answer of the scale, such as 2.")
    for name in rows.names:
        if not sides[0][name] < sides[1][name]:
            problem = f"low, high: {sides[0][name]} and {sides[1][name]} of {name!r} leave nothing between them."
            raise CXError(problem, "Choose a low cut below the high one.")
    cuts = [(sides[0][name], sides[1][name]) for name in rows.names]
    table, notes = by_group(rows, lambda own: _contrasts(own, cuts, confidence_level))
    settings = {
        "outcome": outcome, "drivers": list(rows.names), "low": low, "high": high, "always": list(rows.control_names),
        "within": within, "weights": weights, "by": list(rows.groups), "cluster": rows.by_what,
        "confidence_level": confidence_level,
    }  # fmt: skip
    table = table.reindex(columns=[*rows.groups, *COLUMNS])
    table["kind"] = table["kind"].fillna("unclear")
    return printed(Result(kind="penalty_reward", table=table, settings=settings, notes=notes), data=data)


def _contrasts(rows: Rows, cuts: list[tuple[float, float]], level: float) -> tuple[pd.DataFrame, list[str]]:
    """The rows of one group, and what must be said of thin ends."""
    dummies: dict[str, np.ndarray] = {}
    counts: list[tuple[int, int]] = []
    for name, (low, high), rating in zip(rows.names, cuts, rows.drivers.T, strict=True):
        ends = {f"{name} (low)": rating <= low, f"{name} (high)": rating >= high}
        counts.append((int(rows.n[rating <= low].sum()), int(rows.n[rating >= high].sum())))
        if sum(counts[-1]) == rows.n.sum():
            problem = f"low, high: no answer of {name!r} lies between {low} and {high}."
            raise CXError(problem, "The answers between are what the ends are compared with: choose other cuts.")
        dummies |= {label: end for label, end in ends.items() if end.any()}
    if not dummies:
        raise CXError("low, high: no answer of any driver is low or high.", "Choose other cuts.")
    fit = least_squares(
        rows.outcome, np.column_stack([*dummies.values(), rows.controls]), names=[*dummies, *rows.control_names],
        weights=rows.weight, counts=rows.n, absorb=rows.within, **rows.errors,
    )  # fmt: skip
    table = [_row(fit, name, *ends, level) for name, ends in zip(rows.names, counts, strict=True)]
    sizes = [(f"{name} {end}", n) for name, both in zip(rows.names, counts, strict=True)
             for end, n in zip(("low", "high"), both, strict=True)]  # fmt: skip
    empty = [label for label, n in sizes if n == 0]
    few = [f"{label} {n}" for label, n in sizes if 0 < n < FEW]
    notes = [say("No answer at one end, so no contrast there: {names}.", names=", ".join(empty))] if empty else []
    if few:
        notes.append(
            say(
                "Fewer than {few} answers at one end, so the kind stays unclear: {names}.",
                few=FEW,
                names=", ".join(few),
            )
        )
    return pd.DataFrame(table), notes


def _row(fit: LinearFit, name: str, n_low: int, n_high: int, level: float) -> dict[str, object]:
    """One driver: both contrasts, their sum, and the kind."""
    row: dict[str, object] = {"driver": name, "n": fit.n, "n_low": n_low, "n_high": n_high, "kind": "unclear"}
    labels = {"penalty": f"{name} (low)", "reward": f"{name} (high)"}
    found = {side: fit.combination({label: 1.0}) for side, label in labels.items() if label in fit.names}
    if len(found) == 2:
        found["asymmetry"] = fit.combination(dict.fromkeys(labels.values(), 1.0))
        row["p_value"] = float(found["asymmetry"].p_value)
    for part, contrast in found.items():
        low, high = map(float, contrast.limits(level))
        row |= {part: float(contrast.estimate), f"{part}_low": low, f"{part}_high": high}
        if part in SIDES:
            row[f"{part}_se"] = float(contrast.std_error)
    if len(found) == 3 and min(n_low, n_high) >= FEW:
        row["kind"] = _kind(found, level)
    return row


def _kind(found: dict[str, Estimate], level: float) -> str:
    """The kind by the intervals, as `penalty_reward` documents it."""
    (penalty_low, penalty_high), (reward_low, reward_high), (low, high) = (
        found[part].limits(level) for part in (*SIDES, "asymmetry")
    )
    if penalty_low > 0 or reward_high < 0:
        return "unclear"
    costs, earns = penalty_high < 0, reward_low > 0
    penalty, reward = -found["penalty"].estimate, found["reward"].estimate
    if costs and high < 0 and penalty >= TWICE * reward:
        return "must_be"
    if earns and low > 0 and reward >= TWICE * penalty:
        return "attractive"
    return "linear" if costs and earns else "unclear"
