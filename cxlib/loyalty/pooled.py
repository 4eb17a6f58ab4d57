"""Many groups at once: each score moved towards the others as far as its own error asks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..aggregate import Cluster, Table, column_list, require_level
from ..errors import CXError
from ..estimators.nps_intervals import score_variance
from ..estimators.pooling import best_chances, partial_pooling
from ..estimators.quantiles import critical_value
from ..results import Result
from .answers import promoter_points, read_answers, require_recommendation
from .moments import group_moments
from .score import share_of

PRIOR_ANSWERS = 3.0  # a group's variance borrows three answers from all, so that ten alike do not count as certain


def nps_pooled(
    data: Table,
    *,
    rating: str,
    by: str | Sequence[str],
    weights: str | None = None,
    cluster: Cluster = None,
    confidence_level: float = 0.95,
) -> Result:
    """Scores of many groups, partly pooled, and each group's chance to be truly the best.

    Parameters
    ----------
    data : table
        One row per respondent, of any engine.
    rating : str
        Column of the recommendation question: whole numbers 0…10, missing where not answered.
    by : str or list of str
        Columns whose values make the groups; three groups at least.
    weights : str, optional
        Column of weights ≥ 0.
    cluster : str or False, optional
        Column of what was drawn as a whole, as `net_promoter_score` takes it; False takes each row for itself.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``[by…] n estimate pooled conf_low conf_high p_top``: the group's own score, the pooled one with its
        credible interval (points, clipped to −100…100), and the chance 0…1 that its true score is the highest.
        ``settings["spread"]`` is the standard deviation between groups, in points.

    Notes
    -----
    Own scores are normal around true ones, true ones normal around a common mean; the mean and the spread
    between groups have flat priors and are averaged over [1]_. The sampling variance of a group comes from its
    shares after three answers spread as all answers are, divided by its effective number of answers. That variance is
    taken as known: with 12 groups of 40 answers, intervals of 95 % hold 93 in 100 true scores.

    References
    ----------
    .. [1] Gelman, A., et al. (2013). Bayesian Data Analysis, 3rd ed., section 5.4.
    """
    require_level(confidence_level)
    answers = read_answers(data, rating=rating, by=by, weights=weights, cluster=cluster)
    require_recommendation(answers, rating)
    if len(answers.groups) < 3:
        raise CXError(f"by: {len(answers.groups)} groups.", "Pooling needs at least three groups.")
    points = promoter_points(answers.answer)
    moments = group_moments(answers, points)
    n = moments.n_at(critical_value(confidence_level))
    if np.isnan(n).any():
        raise CXError(
            "cluster: some groups have one cluster only.", "Leave these groups out, or write cluster = False."
        )
    # a few answers as all groups gave them are mixed in: a group of promoters only would have no variance
    shares = [
        (n * share_of(answers, chosen) + PRIOR_ANSWERS * answers.w[chosen].sum() / answers.w.sum())
        / (n + PRIOR_ANSWERS)
        for chosen in (points > 0, points < 0)
    ]
    variance = score_variance(*shares) / n
    if not variance.all():
        raise CXError(f"{rating}: every answer of every group is alike.", "There is nothing to pool.")
    pooled = partial_pooling(moments.mean, variance, confidence_level, largest_spread=1.0)
    table = answers.groups.assign(
        n=answers.group_n,
        estimate=100 * moments.mean,
        pooled=100 * pooled.mean,
        conf_low=np.maximum(100 * pooled.low, -100.0),
        conf_high=np.minimum(100 * pooled.high, 100.0),
        p_top=best_chances(moments.mean, variance, largest_spread=1.0),
    )
    settings = {
        "rating": rating, "by": column_list(by, data), "weights": weights, "cluster": answers.by_what,
        "confidence_level": confidence_level, "spread": 100 * pooled.spread,
    }  # fmt: skip
    return Result(kind="nps_pooled", table=table, settings=settings, notes=answers.notes + moments.notes)
