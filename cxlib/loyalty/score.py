"""The Net Promoter Score and the top-box share, by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ..aggregate import Cluster, Table, answer_counts, column_list, require_choice, require_level
from ..errors import CXError
from ..estimators import nps_intervals, proportions, resampling
from ..estimators.quantiles import critical_value
from ..results import Result
from .answers import INTERVALS, Answers, promoter_points, read_answers, require_recommendation
from .moments import Moments, group_moments

TOP_BOX_INTERVALS = ("wilson", "wald", "clopper_pearson")
ROUNDING = 1e-9


def net_promoter_score(
    data: Table,
    *,
    rating: str,
    by: str | Sequence[str] | None = None,
    weights: str | None = None,
    cluster: Cluster = None,
    population: float | Mapping | None = None,
    interval: str = "score",
    confidence_level: float = 0.95,
    n_resamples: int = 2000,
    rng: int | np.random.Generator | None = None,
) -> Result:
    """Promoters' share minus detractors' share, in points, with an interval that covers.

    Parameters
    ----------
    data : table
        One row per respondent: a pandas, polars, pyarrow, DuckDB or PySpark table.
    rating : str
        Column of the recommendation question: whole numbers 0…10, missing where not answered.
    by : str or list of str, optional
        Columns whose values make the groups.
    weights : str, optional
        Column of weights ≥ 0: how many people an answer stands for.
    cluster : str or False, optional
        Column of what was drawn as a whole (a branch, a flight, a day). Without it, people who gave several of these
        answers, as a study's table knows by its column of role customer; False takes each row for itself.
    population : number or mapping, optional
        How many people the answers were drawn from (by group when there are several): the finite-population
        correction.
    interval : {"score", "wald", "adjusted_wald", "bayes", "bootstrap"}
        ``score`` is Tango's [1]_; ``adjusted_wald`` the pocket rule of [2]_; ``bayes`` has the Jeffreys prior;
        ``bootstrap`` takes percentiles and needs `rng`.
    confidence_level : float
        Between 0 and 1.
    n_resamples : int
        Draws of the bootstrap.
    rng : int or numpy.random.Generator, optional
        Seed of the bootstrap.

    Returns
    -------
    Result
        ``[by…] n n_effective promoters passives detractors estimate std_error conf_low conf_high``; shares
        0…1, the rest in points −100…100. `n` counts valid answers: promoters, passives and detractors.

    Raises
    ------
    CXError
        An unknown column, words, an answer outside 0…10 or not whole, no answer at all, a bad weight.

    Notes
    -----
    Var = (P + D − (P − D)²)/n. With weights or clusters the variance v is linearised, and the interval takes
    the design's effective number of answers (P + D − (P − D)²)/v, without clusters at most n; above n a note says why.
    With clusters v is Bell and McCaffrey's (CR2) [3]_, and the interval takes Student's quantile with Satterthwaite's
    degrees of freedom: clusters − 1 where they are of one size, fewer where a few large ones decide. Where v = 0,
    Kish's effective number stands in; a note says so.

    References
    ----------
    .. [1] Tango, T. (1998). Statistics in Medicine 17, 891–908.
    .. [2] Rocks, B. (2016). Interval estimation for the Net Promoter Score. The American Statistician 70,
       365–372.
    .. [3] Bell, R. M., & McCaffrey, D. F. (2002). Survey Methodology 28(2), 169–181.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> answers = pd.DataFrame({"recommend": [10, 10, 9, 8, 7, 7, 6, 3]})
    >>> cx.net_promoter_score(answers, rating="recommend").table.loc[0, "estimate"].item()
    12.5
    """
    require_choice("interval", interval, INTERVALS)
    require_level(confidence_level)
    answers = read_answers(data, rating=rating, by=by, weights=weights, cluster=cluster)
    require_recommendation(answers, rating)
    points = promoter_points(answers.answer)
    moments = group_moments(answers, points, population)
    if interval == "bootstrap":
        if population is not None:
            raise CXError("population: the bootstrap knows no finite population.", 'Choose interval = "score".')
        low, high = _bootstrap_limits(data, answers, rating, weights, confidence_level, n_resamples, rng)
        low, high = (np.where(np.isnan(moments.n_effective), np.nan, limit) for limit in (low, high))
    else:
        low, high = nps_limits(answers, moments, interval, confidence_level)
    table = answers.groups.assign(n=answers.group_n, n_effective=moments.n_effective)
    for name, point in (("promoters", 1.0), ("passives", 0.0), ("detractors", -1.0)):
        table[name] = share_of(answers, points == point)
    table = table.assign(
        estimate=100 * moments.mean,
        std_error=100 * np.sqrt(moments.variance),
        conf_low=100 * low,
        conf_high=100 * high,
    )
    settings = {
        "rating": rating, "by": column_list(by, data), "weights": weights, "cluster": answers.by_what,
        "interval": interval, "confidence_level": confidence_level, "denominator": "valid answers 0 to 10",
    }  # fmt: skip
    notes = answers.notes + moments.notes + above_n(answers, moments, population)
    return Result(kind="net_promoter_score", table=table, settings=settings, notes=notes)


def nps_limits(
    answers: Answers, moments: Moments, interval: str, confidence_level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Limits of every group, in shares; the estimate itself where the whole population answered."""
    points = promoter_points(answers.answer)
    above, below = share_of(answers, points > 0), share_of(answers, points < 0)
    everybody = np.isinf(moments.n_effective)
    z = critical_value(confidence_level)
    n = np.where(everybody, 1.0, moments.n_at(z))
    low, high = nps_intervals.interval_limits(interval, above, below, n, confidence_level, z)
    unknown = np.isnan(n)
    return (
        np.where(everybody, moments.mean, np.where(unknown, np.nan, low)),
        np.where(everybody, moments.mean, np.where(unknown, np.nan, high)),
    )


def above_n(answers: Answers, moments: Moments, population: float | Mapping | None) -> tuple[str, ...]:
    """Why clustered answers may count as more than they are; of a population this is no wonder."""
    above = moments.n_effective > answers.group_n * (1 + ROUNDING)
    if answers.cluster is None or population is not None or not above.any():
        return ()
    where = "" if len(above) == 1 else f" in {int(above.sum())} of {len(above)} groups"
    return (
        f"n_effective is above n{where}: clusters agree more closely than answers drawn one by one. With few clusters "
        "that is mostly chance; Student's quantile in the interval allows for it.",
    )


def share_of(answers: Answers, chosen: np.ndarray) -> np.ndarray:
    """Weighted share of the chosen cells in each group."""
    return answers.mean(chosen.astype(float))


def _bootstrap_limits(
    data: Table,
    answers: Answers,
    rating: str,
    weights: str | None,
    confidence_level: float,
    n_resamples: int,
    rng: int | np.random.Generator | None,
) -> tuple[np.ndarray, np.ndarray]:
    """Percentile limits: whole clusters drawn where there are clusters, else single answers."""
    if rng is None:
        raise CXError('rng: interval "bootstrap" draws at random and needs a seed.', "Write rng = 2027, or any number.")
    by = list(answers.groups.columns)
    group, n_groups = answers.group, len(answers.groups)
    count, points, w = answers.n, promoter_points(answers.answer), answers.w
    if answers.cluster is not None:
        key = pd.factorize(group * (int(answers.cluster.max()) + 1) + answers.cluster)[0]
        owner = np.zeros(key.max() + 1, int)
        owner[key] = group
        group, total, w = owner, np.bincount(key, w * points), np.bincount(key, w)
        count = np.ones(len(w), int)
    elif weights is not None:
        # Answers of equal points and weight are alike, so each kind is drawn as often as the multinomial says.
        kinds = answer_counts(data, answer=rating, by=[*by, weights], weights=weights).dropna()
        group = kinds.groupby(by, sort=False, observed=True).ngroup().to_numpy() if by else np.zeros(len(kinds), int)
        count, w = kinds["_n"].to_numpy(), kinds[weights].to_numpy(float)
        total = w * promoter_points(kinds["_answer"].to_numpy())
    else:
        total, w = points, np.ones(len(points))
    rng = np.random.default_rng(rng)
    tails = ((1 - confidence_level) / 2, (1 + confidence_level) / 2)
    limits = np.empty((2, n_groups))
    for place in range(n_groups):
        own = group == place
        means = resampling.resampled_means(count[own], total[own], w[own], n_resamples, rng)
        limits[:, place] = np.quantile(means, tails)
    return limits[0], limits[1]


def top_box_share(
    data: Table,
    *,
    rating: str,
    top: float | Sequence[float],
    by: str | Sequence[str] | None = None,
    weights: str | None = None,
    cluster: Cluster = None,
    population: float | Mapping | None = None,
    interval: str = "wilson",
    confidence_level: float = 0.95,
) -> Result:
    """Share of the answers in the top box, for example 4 and 5 of 1…5 (CSAT as most firms report it).

    Parameters
    ----------
    data : table
        One row per respondent, of any engine.
    rating : str
        Column of numbers, missing where not answered or not used.
    top : number or list of numbers
        The lowest answer that counts as top, or every answer that does.
    by : str or list of str, optional
        Columns whose values make the groups.
    weights : str, optional
        Column of weights ≥ 0.
    cluster : str or False, optional
        Column of what was drawn as a whole, as `net_promoter_score` takes it; False takes each row for itself.
    population : number or mapping, optional
        How many people the answers were drawn from, by group when there are several.
    interval : {"wilson", "wald", "clopper_pearson"}
        Wilson's score interval [1]_, the textbook's, or the exact one.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``[by…] n n_effective estimate std_error conf_low conf_high``, shares 0…1.

    References
    ----------
    .. [1] Wilson, E. B. (1927). Journal of the American Statistical Association 22, 209–212.
    """
    require_choice("interval", interval, TOP_BOX_INTERVALS)
    require_level(confidence_level)
    answers = read_answers(data, rating=rating, by=by, weights=weights, cluster=cluster)
    # the lowest top answer, or all of them, as numbers
    try:
        boxes = np.asarray(sorted(top) if isinstance(top, (set, frozenset)) else top, float)
    except (TypeError, ValueError):
        boxes = np.array([])
    if not boxes.size or np.isnan(boxes).any():
        raise CXError(f"top: {top!r} names no answer.", "Write the lowest top answer, such as 4, or all: [4, 5].")
    chosen = np.isin(answers.answer, boxes) if boxes.ndim else answers.answer >= boxes
    table, notes = shares_of(answers, chosen, interval, confidence_level, population)
    settings = {
        "rating": rating, "top": top, "by": column_list(by, data), "weights": weights, "cluster": answers.by_what,
        "interval": interval, "confidence_level": confidence_level,
    }  # fmt: skip
    return Result(kind="top_box_share", table=table, settings=settings, notes=answers.notes + notes)


def shares_of(
    answers: Answers,
    chosen: np.ndarray,
    interval: str,
    confidence_level: float,
    population: float | Mapping | None = None,
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The share of the chosen cells in each group with its limits, and what is to be said of it."""
    moments = group_moments(answers, chosen.astype(float), population)
    everybody = np.isinf(moments.n_effective)
    z = critical_value(confidence_level)
    n = np.where(everybody, 1.0, moments.n_at(z))
    if interval == "clopper_pearson":
        low, high = proportions.clopper_pearson_interval(moments.mean, n, confidence_level)
    else:
        limits = {"wilson": proportions.wilson_interval, "wald": proportions.wald_share_interval}[interval]
        low, high = limits(moments.mean, n, z)
    table = answers.groups.assign(
        n=answers.group_n,
        n_effective=moments.n_effective,
        estimate=moments.mean,
        std_error=np.sqrt(moments.variance),
        conf_low=np.where(everybody, moments.mean, np.where(np.isnan(n), np.nan, low)),
        conf_high=np.where(everybody, moments.mean, np.where(np.isnan(n), np.nan, high)),
    )
    return table, moments.notes + above_n(answers, moments, population)
