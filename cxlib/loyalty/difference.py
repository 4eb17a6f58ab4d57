"""Differences between groups: waves, branches, one group against the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from ..aggregate import Cluster, Table, column_list, require_choice, require_level, require_reference
from ..errors import CXError
from ..estimators import differences
from ..results import Result
from .answers import OF_DIFFERENCES, Answers, promoter_points, read_answers, require_recommendation
from .comparison_sides import LIMITS, Side, compare, interval_notes
from .moments import group_moments

REST = "rest"


def nps_difference(
    data: Table,
    *,
    rating: str,
    between: str,
    reference: object,
    by: str | Sequence[str] | None = None,
    weights: str | None = None,
    cluster: Cluster = None,
    id: str | None = None,
    interval: str = "score",
    adjust: str = "holm",
    confidence_level: float = 0.95,
) -> Result:
    """Each group's Net Promoter Score minus that of a reference group, or of all the others.

    Parameters
    ----------
    data : table
        One row per respondent (and wave): a pandas, polars, pyarrow, DuckDB or PySpark table.
    rating : str
        Column of the recommendation question, 0…10.
    between : str
        Column whose values are compared.
    reference : value or "rest"
        The value that the others are compared with; ``"rest"`` sets each against all others together.
    by : str or list of str, optional
        Compared separately within each of these groups.
    weights : str, optional
        As in `net_promoter_score`.
    cluster : str or False, optional
        As in `net_promoter_score`. Clusters that occur in both groups are allowed for.
    id : str, optional
        Column that names the same person in both groups: the comparison is then paired where it can be. Without it,
        and without a `cluster`, a study's table pairs people who answered once in each group.
    interval : {"score", "wald", "adjusted_wald"}
        The interval of each group, from which that of the difference is made.
    adjust : {"holm", "bh", "none"}
        How `p_adjusted` allows for the number of comparisons in the table.
    confidence_level : float
        Of each interval by itself.

    Returns
    -------
    Result
        ``[by…] <between> reference n n_reference estimate std_error conf_low conf_high p_value p_adjusted``;
        estimate and limits in points. `p_value` is one minus the level at which the interval first excludes 0.

    Raises
    ------
    CXError
        As `net_promoter_score`; an unknown reference; a person twice in one group.

    Notes
    -----
    Where both sides, drawn one by one, have fewer than 15 answers beside those of one and the same class (nearly all
    are promoters), square-and-add of two score intervals is too wide: of 95 promised it holds up to 100. With 40
    answers or more on each side, and at most a third more on one, ``interval="score"`` takes Wald's there [1]_. By all
    samples of 40 to 100 answers, counted out, the whole then holds .93 to .98, and .98 only where one answer in thirty
    is another. With small or unlike sides Wald's holds .90, the score's stays, and a note says that it is too wide;
    where fewer than 12 answer otherwise on both sides together it holds up to 100, and none is given.

    A side of fewer than 10 answers has neither interval nor p-value: two promoters against two detractors are no proof,
    and with 3 to 9 on a side p < .05 comes in up to 9 of 100 without any difference.

    References
    ----------
    .. [1] Newcombe, R. G. (1998). Statistics in Medicine 17, 873–890, methods 1 and 10.

    Square-and-add: see `cxlib.estimators.differences.square_and_add`.
    """
    require_choice("interval", interval, LIMITS)
    require_choice("adjust", adjust, ("holm", "bh", "none"))
    require_level(confidence_level)
    if id is not None and (cluster or _is_rest(reference)):
        other = "cluster" if cluster else 'reference = "rest"'
        raise CXError(f"id: does not go with {other}.", "Leave one of the two out.")
    by = column_list(by, data)
    answers = read_answers(
        data, rating=rating, by=[*by, between], weights=weights, cluster=id or cluster,
        cluster_argument="id" if id else "cluster", apart=by, taken=OF_DIFFERENCES,
    )  # fmt: skip
    require_recommendation(answers, rating)
    if id is not None:
        # stop when a person answers twice in one group
        twice = _more_than_once(answers)
        if twice:
            who = "1 value" if twice == 1 else f"{twice:,} values"
            raise CXError(
                f"id: {who} of {id!r} more than once in one group of {between}.",
                "Keep one answer per person and group.",
            )
    elif cluster is None and not _is_rest(reference) and not _more_than_once(answers):
        id = answers.by_what
    independent = replace(answers, cluster=None) if id is not None else answers
    first, second = _sides(answers, independent, by, between, reference)
    correlation = _correlation(first, second, paired=id is not None)
    table = compare(first, second, correlation, interval, confidence_level)
    table["p_adjusted"] = differences.adjust_p_values(table["p_value"].to_numpy(), adjust)
    groups = answers.groups.iloc[first.place].reset_index(drop=True)
    groups["reference"] = REST if _is_rest(reference) else reference
    settings = {
        "rating": rating, "between": between, "reference": reference, "by": by, "weights": weights,
        "cluster": None if id else answers.by_what, "id": id, "interval": interval, "adjust": adjust,
        "confidence_level": confidence_level,
    }  # fmt: skip
    notes = answers.notes + tuple(dict.fromkeys(first.moments.notes + second.moments.notes))
    notes += tuple(interval_notes(first, second, interval))
    return Result(kind="nps_difference", table=pd.concat([groups, table], axis=1), settings=settings, notes=notes)


def _is_rest(reference: object) -> bool:
    return isinstance(reference, str) and reference == REST


def _sides(answers: Answers, independent: Answers, by: list[str], between: str, reference: object) -> tuple[Side, Side]:
    """The two sides of every comparison."""
    moments = group_moments(independent, promoter_points(answers.answer))
    stratum = (
        answers.groups.groupby(by, sort=False, observed=True).ngroup() if by else pd.Series(0, answers.groups.index)
    )
    if _is_rest(reference):
        if (answers.groups[between].astype(object) == REST).any():
            raise CXError(
                f"reference: a group of {between} is itself called {REST!r}.", "Give that group another name."
            )
        rest = _rest_answers(answers, stratum.to_numpy())
        places = np.unique(rest.group)
        rest_moments = group_moments(rest, promoter_points(rest.answer))
        return (
            Side(answers=answers, moments=moments, place=places),
            Side(answers=rest, moments=rest_moments, place=places),
        )
    is_reference = (answers.groups[between].astype(object) == reference).to_numpy(bool)
    if not is_reference.any():
        require_reference(between, reference, answers.groups[between].unique().tolist())
    home = dict(zip(stratum[is_reference], np.flatnonzero(is_reference), strict=True))
    places = np.array([k for k in np.flatnonzero(~is_reference) if stratum[k] in home], int)
    if not len(places):
        raise CXError(f"between: {between} has one value only, {reference!r}.", "A difference needs two groups.")
    partner = np.array([home[stratum[k]] for k in places])
    return (
        Side(answers=answers, moments=moments, place=places),
        Side(answers=answers, moments=moments, place=partner),
    )


def _rest_answers(answers: Answers, stratum: np.ndarray) -> Answers:
    """For every group the cells of the other groups of its stratum, under the group's own number."""
    cells, owners = [], []
    for place in range(len(answers.groups)):
        others = np.flatnonzero((stratum[answers.group] == stratum[place]) & (answers.group != place))
        cells.append(others)
        owners.append(np.full(len(others), place))
    cell = np.concatenate(cells)
    if not len(cell):
        raise CXError("between: one group only.", "A comparison with the rest needs two groups.")
    return replace(
        answers,
        group=np.concatenate(owners),
        answer=answers.answer[cell],
        n=answers.n[cell],
        w=answers.w[cell],
        w2=answers.w2[cell],
        cluster=None if answers.cluster is None else answers.cluster[cell],
    )


def _correlation(first: Side, second: Side, *, paired: bool) -> np.ndarray:
    """Correlation of the two estimates of each comparison: 0 unless they share clusters or people."""
    correlation = np.zeros(len(first.place))
    if first.answers.cluster is None:
        return correlation
    parts = _people if paired else _clusters
    one, two = parts(first), parts(second)
    for k, (a, b) in enumerate(zip(first.place, second.place, strict=True)):
        product = one[a].mul(two[b]).dropna().sum()
        # A variance is unknown where a group has one cluster only; so is the correlation.
        if product and np.isfinite(first.moments.variance[a] + second.moments.variance[b]):
            spread = np.sqrt(first.moments.variance[a] * second.moments.variance[b])
            correlation[k] = np.clip(product / spread, -1, 1) if spread > 0 else 0.0
    return correlation


def _clusters(side: Side) -> dict[int, pd.Series]:
    """Part of each cluster in the error of each group that is compared, by cluster."""
    found = side.answers.clustered(promoter_points(side.answers.answer))
    return {group: _by(found.cluster, found.score, found.group == group) for group in np.unique(side.place)}


def _people(side: Side) -> dict[int, pd.Series]:
    """Linearised value of each person in each group that is compared, by person."""
    answers = side.answers
    points, total = promoter_points(answers.answer), answers.totals(answers.w)
    part = answers.w * (points - answers.mean(points)[answers.group]) / total[answers.group]
    return {group: _by(answers.cluster, part, answers.group == group) for group in np.unique(side.place)}


def _by(labels: np.ndarray | None, values: np.ndarray, chosen: np.ndarray) -> pd.Series:
    return pd.Series(values[chosen], None if labels is None else labels[chosen])


def _more_than_once(answers: Answers) -> int:
    """How many people answered several times in one group; 0 where people are not told apart."""
    if answers.cluster is None:
        return 0
    return int((pd.Series(answers.n).groupby([answers.group, answers.cluster]).sum() > 1).sum())
