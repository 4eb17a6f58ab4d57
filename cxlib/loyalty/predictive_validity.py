"""How well an answer foretells what people did: the area under the ROC curve, alone or against another's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import special

from ..aggregate import (
    Table,
    answer_counts,
    as_if_independent,
    column_list,
    require_columns,
    require_level,
    require_numbers,
)
from ..errors import CXError, nearest
from ..estimators.auc import rank_areas
from ..estimators.quantiles import critical_value
from ..locale import say
from ..results import Result

LIMITS = ["conf_low", "conf_high"]
FEWEST, ROUGH = 5, 20  # people of the rarer kind: below the one a difference cannot be judged, below the other badly


def outcome_auc(
    data: Table,
    *,
    outcome: str,
    scores: str | Sequence[str],
    reference: str | None = None,
    confidence_level: float = 0.95,
) -> Result:
    """How well scores foretell a yes or no: the area under the ROC curve (AUC), or its difference to another's.

    The AUC is the chance that somebody with the outcome has a higher score than somebody without; equal scores count
    half. A coin has 0.5. Nothing is fitted: only the order of the scores counts, and a high score is to go with a yes.

    Parameters
    ----------
    data : table
        One row per person.
    outcome : str
        Column of 1 (yes) and 0 (no).
    scores : str or list of str
        Columns of numbers. Rows in which the outcome or a score is missing are left out, and noted.
    reference : str, optional
        One of the scores: the others are compared with it, on the same people.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``score n n_yes estimate std_error conf_low conf_high``, a row per score, limits on the logit scale; `n_yes` of
        the `n` people have the outcome. With `reference`: ``score reference n n_yes estimate std_error conf_low
        conf_high p_value``, the difference of the two areas. Where an area has no variance, since the score is the
        same for everybody or parts yes from no without a fault, there is no interval, and none of a difference below
        five people with the outcome or without it.

    Raises
    ------
    CXError
        Other values than 0 and 1, fewer than two people of either kind, or an unknown reference.

    Notes
    -----
    Variances after DeLong and others [1]_, as R's ``pROC`` gives them.

    References
    ----------
    .. [1] DeLong, E. R., DeLong, D. M., & Clarke-Pearson, D. L. (1988). Biometrics 44, 837–845.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> people = pd.DataFrame({"answer": [9, 7, 8, 3], "back": [1, 1, 0, 0]})
    >>> cx.outcome_auc(people, outcome="back", scores="answer").table.loc[0, "estimate"].item()
    0.75
    """
    require_level(confidence_level)
    names = list(dict.fromkeys(column_list(scores)))
    if reference is not None and reference not in names:
        raise CXError(f"reference: {reference!r} is not among the scores.", nearest(reference, names))
    cells, notes = _cells(data, outcome, names)
    yes, no = (cells.loc[cells["_answer"] == value, "_n"] for value in (1, 0))
    both = cells.assign(yes=yes, no=no).fillna({"yes": 0, "no": 0})
    areas, covariance = rank_areas(both[names].to_numpy(float).T, both["yes"].to_numpy(), both["no"].to_numpy())
    table = pd.DataFrame({"score": names, "n": int(yes.sum() + no.sum()), "n_yes": int(yes.sum())})
    z = critical_value(confidence_level)
    settings = {"outcome": outcome, "scores": names, "reference": reference, "confidence_level": confidence_level}
    if reference is None:
        # Estimates with limits that stay within 0…1
        std_error = _root(np.diag(covariance))
        with np.errstate(divide="ignore", invalid="ignore"):
            centre, half = special.logit(areas), z * std_error / (areas * (1 - areas))
            low, high = special.expit(centre - half), special.expit(centre + half)
        table = table.assign(estimate=areas, std_error=std_error, conf_low=low, conf_high=high)
    else:
        contrast = np.eye(len(names))
        contrast[:, names.index(reference)] -= 1
        variance = np.einsum("ij,jk,ik->i", contrast, covariance, contrast)
        table.insert(1, "reference", reference)
        estimate = contrast @ areas
        std_error = _root(variance)
        table = table.assign(
            estimate=estimate,
            std_error=std_error,
            conf_low=estimate - z * std_error,
            conf_high=estimate + z * std_error,
            p_value=2 * special.ndtr(-np.abs(estimate / std_error)),
        )
        table = table[table["score"] != reference].reset_index(drop=True)
        table[LIMITS] = table[LIMITS].clip(-1, 1)
        if min(yes.sum(), no.sum()) < FEWEST:
            table[[*LIMITS, "p_value"]] = np.nan
    notes += as_if_independent(data, needed=[outcome, *names])
    blank = int(table["std_error"].isna().sum())
    if blank:
        notes.append(
            say("No interval for {blank} of {number} rows: there is no variance.", blank=blank, number=len(table))
        )
    rarer = int(min(yes.sum(), no.sum()))
    if reference is not None and rarer < FEWEST:
        notes.append(say("Fewer than {few} people of one kind: no interval and no p-value of differences.", few=FEWEST))
    elif rarer < ROUGH and blank < len(table):
        notes.append(
            say(
                "Fewer than {few} people of one kind: intervals are rough, and may hold the truth in 90 of 100 only.",
                few=ROUGH,
            )
        )
    return Result(kind="outcome_auc", table=table, settings=settings, notes=tuple(notes))


def _cells(data: Table, outcome: str, scores: list[str]) -> tuple[pd.DataFrame, list[str]]:
    """People counted by scores and outcome, checked, without rows that lack one of them."""
    require_columns(data, outcome=outcome, scores=scores)
    for name in scores:
        require_numbers(data, scores=name)
    if outcome in scores:
        raise CXError(f"scores: column {outcome!r} is also the outcome.", "Give each column one part to play.")
    require_numbers(data, outcome=outcome)
    counts = answer_counts(data, answer=outcome, by=scores)
    whole = counts.dropna()
    gone, strange = int(counts["_n"].sum() - whole["_n"].sum()), whole[~whole["_answer"].isin([0, 1])]
    if len(strange):
        said = ", ".join(f"{value:g}" for value in strange["_answer"].unique()[:3])
        mend = "Give a column of 1 for yes and 0 for no; labels in study.toml can make it."
        raise CXError(f"outcome: other values than 0 and 1 in {int(strange['_n'].sum()):,} rows ({said}).", mend)
    people = whole.groupby("_answer")["_n"].sum().reindex([1, 0], fill_value=0)
    if people.min() < 2:
        problem = f"outcome: {people[1]:,} people with a 1 and {people[0]:,} with a 0 in column {outcome!r}."
        raise CXError(problem, "At least two of each are needed.")
    rows = "1 row" if gone == 1 else f"{gone:,} rows"
    return whole.reset_index(drop=True), [f"{rows} without {outcome} or a score left out."] if gone else []


def _root(variance: np.ndarray) -> np.ndarray:
    """Standard errors; none where rounding is all that there is."""
    return np.sqrt(np.where(variance > 1e-15, variance, np.nan))
