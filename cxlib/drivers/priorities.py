"""Importance beside performance: which aspect goes most with the outcome and is rated low."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..errors import CXError
from ..results import Result
from .importance import DriverImportance

WORK, KEEP, WATCH, LEAVE = "work on it", "keep it up", "watch it", "leave it"


def importance_performance(
    importance: DriverImportance, *, performance: Result, scales: Mapping[str, tuple[float, float]]
) -> Result:
    """Each driver's importance beside how it is rated; the four fields are parted at the means of both.

    Parameters
    ----------
    importance : DriverImportance
        Of `driver_importance`, with resamples where the chance of the first place is to be told.
    performance : Result
        Of `banner` without groups, or any table of means: one row per driver, named in ``row``.
    scales : mapping
        Driver → its lowest and highest answer; a rating is compared as a share of its scale.

    Returns
    -------
    Result
        ``driver n estimate conf_low conf_high performance share first_share field``: `estimate` is the mean rating in
        points of its scale, `performance` the same as a share of the scale, `share` the driver's part of what is
        explained,
        `first_share` that of resamples in which it is first, and `field` what follows. The most important come first.
        These are the positions that the answers give; chance moves them.

    Raises
    ------
    CXError
        Fewer than two drivers have a rating, or the means have no column ``row``.

    References
    ----------
    .. [1] Martilla, J. A., & James, J. C. (1977). Importance-performance analysis. Journal of Marketing 41(1), 77–79.
    """
    if "row" not in performance.table:
        raise CXError("performance: no column row, which names the drivers.", "Hand over the result of banner.")
    rated = performance.table.drop_duplicates("row").set_index("row")
    both = importance.table[importance.table["driver"].isin(rated.index)]
    if len(both) < 2:
        raise CXError(f"Drivers with a rating: {len(both)}; needed: 2.", "Give the means of the drivers themselves.")
    names = list(both["driver"])
    low, high = (np.array([scales[name][end] for name in names], float) for end in (0, 1))
    found = rated.loc[names, ["n", "estimate", "conf_low", "conf_high"]].reset_index(drop=True)
    found.insert(0, "driver", names)
    found["performance"] = (found["estimate"].to_numpy(float) - low) / (high - low)
    found["share"] = both["share"].to_numpy(float)
    firsts: Mapping[str, float] = {}
    if importance.ranks is not None:
        first = importance.ranks[importance.ranks["rank"] == 1]
        firsts = dict(zip(first["driver"], first["share"], strict=True))
    found["first_share"] = [firsts.get(name, np.nan) for name in names]
    heavy = found["share"] > found["share"].mean()
    weak = found["performance"] < found["performance"].mean()
    found["field"] = np.select([heavy & weak, heavy & ~weak, ~heavy & weak], [WORK, KEEP, WATCH], LEAVE)
    found = found.sort_values("share", ascending=False, kind="stable", ignore_index=True)
    settings = {"outcome": importance.settings["outcome"], "method": importance.settings["method"]}
    settings["scales"] = {name: tuple(scales[name]) for name in names}
    return Result(kind="importance_performance", table=found, settings=settings)
