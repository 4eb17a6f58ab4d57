"""How much each driver explains of an outcome, and how surely it stands where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from ..aggregate import (
    Table,
    column_list,
    printed,
    require_choice,
    require_level,
    require_rng,
    with_skipped_filled,
)
from ..errors import CXError
from ..estimators.importance import METHODS
from ..locale import say
from ..results import Result
from .arguments import read_design, require_apart, require_method
from .importance_tables import (
    always_notes,
    interval_notes,
    pair_table,
    point_table,
    r_squared,
    rank_table,
    with_limits,
)
from .null_benchmarks import against_noise
from .resamples import failed_notes, read_source, resample
from .sample import read_sample

INTERVALS = ("percentile", "bca")
TAKEN = {
    "driver", "n", "estimate", "share", "rank", "r", "beta", "sign_agrees", "vif", "conf_low", "conf_high",
    "rank_low", "rank_high", "r_squared", "other", "difference", "share_ahead",
    "ahead_of_random", "null_high", "p_value",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class DriverImportance(Result):
    """Importance of drivers: the table of `driver_importance`, and what stands behind it.

    Attributes
    ----------
    r_squared : float or pandas.DataFrame
        Share of the outcome's variance that all columns explain together; by group ``[by…] n r_squared``.
    lost : pandas.DataFrame
        ``driver missing lost_alone``: rows without the driver, and rows lost for this driver alone.
    ranks : pandas.DataFrame or None
        ``[by…] driver rank share``: in which share of the resamples the driver had the rank.
    pairs : pandas.DataFrame or None
        ``[by…] driver other difference conf_low conf_high share_ahead``: difference of importance, and in which share
        of the resamples `driver` is ahead; the higher estimate comes first.
    random : pandas.DataFrame or None
        ``[by…] driver ahead_of_random null_high p_value``, see `driver_importance`.
    """

    r_squared: float | pd.DataFrame
    lost: pd.DataFrame
    ranks: pd.DataFrame | None = None
    pairs: pd.DataFrame | None = None
    random: pd.DataFrame | None = None


def driver_importance(
    data: Table,
    *,
    outcome: str,
    drivers: Sequence[str],
    method: str = "lmg",
    groups: Mapping[str, Sequence[str]] | None = None,
    always: Sequence[str] = (),
    within: str | None = None,
    weights: str | None = None,
    by: str | Sequence[str] | None = None,
    n_resamples: int = 0,
    interval: str = "percentile",
    confidence_level: float = 0.95,
    random_driver: bool = False,
    block: str | Literal[False] | None = None,
    rng: int | np.random.Generator | None = None,
) -> DriverImportance:
    """How much of the outcome's variance each driver explains, shared out among drivers that go together.

    All models are fitted to one sample: the rows that have every column.

    Parameters
    ----------
    data : table
        One row per answer: a pandas, polars, pyarrow, DuckDB or PySpark table.
    outcome : str
        Column of numbers, such as overall satisfaction.
    drivers : sequence of str
        Columns of numbers. A factor enters as 0/1 columns that make a group.
    method : {"lmg", "relative_weights", "first", "last", "pratt"}
        ``lmg`` is the gain in R² averaged over all orders in which the drivers may enter [1]_ (Shapley's value), exact
        up to 25 drivers. ``relative_weights`` are Johnson's [2]_, for any number of drivers. ``first`` is the gain of
        entering first, ``last`` of entering last; they do not add up to R². ``pratt`` is slope × correlation, and may
        be negative.
    groups : mapping of str to sequence of str, optional
        Drivers that enter together and share one row: ``{"price": ["fee", "discount"]}``.
    always : sequence of str
        Columns in every model, before any driver; `estimate` is what drivers add to them.
    within : str, optional
        Column of groups, such as the touchpoint, whose means are taken out of every column first. R² then is of the
        differences within groups.
    weights : str, optional
        Column of weights ≥ 0: how many people an answer stands for.
    by : str or list of str, optional
        Columns whose values make groups, each analysed alone.
    n_resamples : int
        Draws of the bootstrap, 1,000 or more for intervals; 0 for none.
    interval : {"percentile", "bca"}
        Percentiles are taken at Hesterberg's expanded level [5]_, by rows less columns. BCa [4]_ corrects for bias and
        skewness; it needs the rows in memory, and 300 of them: with fewer it holds .82 to .93 of 95 promised, and
        percentiles are given.
    confidence_level : float
        Between 0 and 1.
    random_driver : bool
        Whether to compare with a driver of pure chance, see `.random`. Needs the rows in memory and `n_resamples`.
    block : str or False, optional
        Column of ids (the respondent) for a table that is not in memory: the bootstrap draws 200 blocks of ids, dealt
        by a seeded hash. Without it, people who gave several of these answers, as a study's pandas table knows by its
        column of role customer, are drawn as a whole; False draws each row for itself.
    rng : int or numpy.random.Generator, optional
        Seed of the bootstrap.

    Returns
    -------
    DriverImportance
        ``[by…] driver n estimate share rank r beta sign_agrees vif conf_low conf_high rank_low rank_high``: `estimate`
        and its limits in units of R²; `share` of what the drivers explain; `r` the correlation with the outcome, `beta`
        the standardised slope beside all others, whether their signs agree, and the variance inflation factor. A group
        of several columns has none of these four: they are missing. Limits are missing without resamples.

    Raises
    ------
    CXError
        A column that is unknown, named twice, wordy, constant, empty or exactly collinear with others; over 25 drivers
        for ``lmg``; groups or `always` with ``relative_weights``; bad weights; too few rows; no seed.

    Notes
    -----
    R² of all 2ᵖ subsets comes from one matrix of cross-products; each further driver doubles the time.

    Resamples of a share never touch zero, because R² never falls [3]_, and no interval of theirs would hold a driver
    that is worth nothing. So an interval begins at 0 where the driver is not told from nothing, and a note names it.
    What tells is the correlation with the outcome alone, that beside all other drivers (semipartial), or for measures
    of every order the mean of the two: chance gives these either sign. They are set against what they vary by in the
    resamples (Wald, F), so that of worthless drivers .95 of the intervals hold 0. `.random` gives another measure.
    `ahead_of_random` is the share of the resamples in which the driver beats a column of random numbers, drawn anew for
    each; `null_high` the `confidence_level` quantile of its importance when the outcome is shuffled (within the groups
    of `within`), and `p_value` how often shuffling gives as much. Rows are shuffled one by one: where people gave
    several answers, a note says that p is too small.

    Resamples in which a driver is constant, or follows from others, are left out and counted in a note.

    References
    ----------
    .. [1] Grömping, U. (2007). Estimators of relative importance in linear regression based on variance decomposition.
       The American Statistician 61, 139–147.
    .. [2] Johnson, J. W. (2000). Multivariate Behavioral Research 35, 1–19.
    .. [3] Tonidandel, S., LeBreton, J. M., & Johnson, J. W. (2009). Determining the statistical significance of
       relative weights. Psychological Methods 14, 387–399.
    .. [4] Efron, B. (1987). Journal of the American Statistical Association 82, 171–185.
    .. [5] Hesterberg, T. C. (2015). The American Statistician 69, 371–386.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> data = pd.DataFrame({"y": [1, 3, 5, 7, 9], "a": [1, 2, 3, 4, 5], "b": [1, 0, -2, 0, 1]})
    >>> found = cx.driver_importance(data, outcome="y", drivers=["a", "b"])
    >>> found.table["estimate"].round(6).tolist()
    [1.0, 0.0]
    """
    by = column_list(by, data)
    require_choice("method", method, METHODS)
    require_choice("interval", interval, INTERVALS)
    require_level(confidence_level)
    design = read_design(data, outcome=outcome, drivers=drivers, groups=groups, always=always)
    require_method(design, method)
    require_apart(design, taken=TAKEN, by=by, within=within, weights=weights)
    require_apart(design, weights=weights, block=block or None)  # blocks may well be groups
    rng = require_rng(n_resamples, rng)
    # stop where something needs resamples of rows and gets none
    if random_driver and not n_resamples:
        raise CXError("random_driver: the comparison is made in resamples, and n_resamples is 0.", "Write 1000.")
    for asked, what in ((interval == "bca", 'interval "bca"'), (random_driver, "random_driver")):
        if asked and block:
            raise CXError(f"block: {what} needs single rows, not blocks of them.", "Leave one of the two out.")
    data, filled = with_skipped_filled(data, design.columns)
    sample = read_sample(data, design, by=by, within=within, weights=weights)
    table = point_table(sample, method)
    notes = [*filled, *sample.notes, *always_notes(sample)]
    extras, drawn_by = {}, block or None
    if rng is not None:
        source = read_source(data, sample, by=by, within=within, weights=weights, block=block, rng=rng)
        drawn = {at: resample(source, at, design, method, n_resamples, rng) for at in sample.usable}
        drawn_by = source.named
        notes += [*source.notes, *failed_notes(sample, drawn, n_resamples)]
        table = with_limits(table, sample, source, drawn, method, interval, confidence_level)
        notes += interval_notes(table, sample, source, drawn, interval, method)
        extras["ranks"] = rank_table(sample, drawn)
        extras["pairs"] = pair_table(table, sample, source, drawn, confidence_level)
        if random_driver:
            if not all(source.of_rows(at) for at in drawn):
                notes.append(
                    say(
                        "People gave several answers, and the outcome is shuffled row by row: null high and p are too "
                        "small."
                    )
                )
            extras["random"] = against_noise(sample, source, method, n_resamples, confidence_level, rng)
    settings = {
        "outcome": outcome, "drivers": column_list(drivers), "method": method, "groups": groups,
        "always": column_list(always), "within": within, "weights": weights, "by": by, "n_resamples": n_resamples,
        "interval": interval, "confidence_level": confidence_level, "random_driver": random_driver,
        "block": drawn_by,
    }  # fmt: skip
    result = DriverImportance(
        kind="driver_importance",
        table=table,
        settings=settings,
        notes=tuple(notes),
        r_squared=r_squared(sample),
        lost=sample.lost,
        **extras,
    )
    return printed(result, data=data)
