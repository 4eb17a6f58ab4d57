"""The mean of a rating, with an interval that knows weights and clusters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..aggregate import Cluster, Table, column_list, require_level
from ..estimators.quantiles import critical_value
from ..locale import original, say
from ..results import Result
from .answers import read_answers
from .moments import group_moments


def mean_rating(
    data: Table,
    *,
    rating: str,
    by: str | Sequence[str] | None = None,
    weights: str | None = None,
    cluster: Cluster = None,
    confidence_level: float = 0.95,
) -> Result:
    """Mean of the answers to a question, in points of its scale.

    Parameters
    ----------
    data : table
        One row per respondent.
    rating : str
        Column of numbers, missing where not answered or not used.
    by : str or list of str, optional
        Columns whose values make the groups.
    weights : str, optional
        Column of weights ≥ 0: how many people an answer stands for.
    cluster : str or False, optional
        Column of what was drawn as a whole (a branch, a flight, a day). Without it, people who gave several of these
        answers, as a study's table knows by its column of role customer; False takes each row for itself.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``[by…] n estimate std_error conf_low conf_high``; no error and no interval for a single answer or cluster.

    Notes
    -----
    Linearised variance with the factor n/(n − 1) and Student's quantile with n − 1 degrees of freedom: what R's
    ``survey::svymean`` and ``confint`` give. With clusters it is Bell and McCaffrey's variance (CR2) [1]_ with
    Satterthwaite's degrees of freedom, as of R's ``clubSandwich``: with clusters of one size the same as
    ``svymean``'s, with six very unequal ones an interval that holds 95 of 100 times, where ``svymean``'s holds 89.

    References
    ----------
    .. [1] Bell, R. M., & McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression with
       multi-stage samples. Survey Methodology 28(2), 169–181.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> cx.mean_rating(pd.DataFrame({"rating": [3, 4, 4, 5]}), rating="rating").table.loc[0, "estimate"].item()
    4.0
    """
    require_level(confidence_level)
    answers = read_answers(data, rating=rating, by=by, weights=weights, cluster=cluster)
    moments = group_moments(answers, answers.answer)
    n, variance, df = answers.group_n, moments.variance, moments.df
    if answers.cluster is None:
        df = np.maximum(n - 1.0, 1.0)
        variance = np.where(n > 1, variance * n / df, np.nan)
    std_error = np.sqrt(variance)
    half = critical_value(confidence_level, df) * std_error
    table = answers.groups.assign(
        n=n, estimate=moments.mean, std_error=std_error, conf_low=moments.mean - half, conf_high=moments.mean + half
    )
    settings = {
        "rating": rating, "by": column_list(by, data), "weights": weights, "cluster": answers.by_what,
        "confidence_level": confidence_level,
    }  # fmt: skip
    if np.array_equal(np.unique(answers.answer[~np.isnan(answers.answer)]), [0, 1]):
        settings["yes_no"] = True  # the mean of yes and no is a share; 1 throughout is the lowest answer of many scales
    alike = (variance == 0) & (n > 1)
    # The mean takes no effective n, so Kish's standing in for it is no news.
    notes = [note for note in moments.notes if not original(note).startswith("No variance")]
    if alike.any():
        where = " " + say("in {some} of {all} groups", some=int(alike.sum()), all=len(n)) if len(n) > 1 else ""
        notes.append(
            say("All answers are alike{where}: an interval of no width says only that they agree so far.", where=where)
        )
    return Result(kind="mean_rating", table=table, settings=settings, notes=(*answers.notes, *notes))
