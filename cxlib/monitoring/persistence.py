"""Does the order of branches last from wave to wave, once the chance of few answers is taken out?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..aggregate import Table, column_list, require_columns, require_level, require_numbers, require_rng, unit_sums
from ..errors import CXError
from ..estimators.ranks import spearman
from ..locale import say
from ..results import Result
from .periods import MOST_LEVELS, periods_of

SUMS = ["n", "sum", "sum_of_squares"]
FEWEST = 10  # units: of fewer a correlation says nothing
WIDEST = 2  # from −1 to 1: an interval that is wider tells of no correlation


def rank_persistence(
    data: Table,
    *,
    unit: str,
    wave: str,
    rating: str,
    together: int = 1,
    n_resamples: int = 1000,
    confidence_level: float = 0.95,
    rng: int | np.random.Generator | None,
) -> Result:
    """How far units that are good in one wave are good in a later one: a lead that lasts is hard to imitate.

    Parameters
    ----------
    data : table
        One row per answer.
    unit, wave : str
        Columns; waves are numbers or names in their order, or dates, of which the months are taken.
    rating : str
        Column of numbers.
    together : int
        So many waves or months make one, such as 6 for half-years.
    n_resamples : int
        Resamples of units.
    confidence_level : float
    rng : int or numpy.random.Generator
        Seed.

    Returns
    -------
    Result
        ``lag n correlation rank_correlation reliability estimate conf_low conf_high``, a row for each distance of waves
        in waves: the units with two answers or more in each wave; Pearson's and Spearman's correlation of their means,
        averaged over the pairs of waves so far apart; the share of the variance of means that is no chance of answers;
        and the correlation of what the units truly are, with percentiles of the bootstrap over units.

    Raises
    ------
    CXError
        One wave only, or fewer than ten units with answers in all.

    Notes
    -----
    Chance of answers adds nothing to the covariance of two waves, as other people answer, but to the variance of each.
    So the estimate divides the mean covariance by the mean variance less s²/n, with the variance s² within units of a
    wave (Spearman's correction of 1904). It may exceed 1 by chance, and is empty where nothing is left to divide by, or
    so little that its interval is wider than from −1 to 1. Who answers in several waves makes it too high.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> rows = pd.DataFrame({"shop": list(range(12)) * 4, "half": [1] * 24 + [2] * 24, "score": list(range(12)) * 4})
    >>> found = cx.rank_persistence(rows, unit="shop", wave="half", rating="score", n_resamples=50, rng=1)
    >>> float(found.table["estimate"].iloc[0])
    1.0
    """
    require_level(confidence_level)
    unit, wave, rating = (column_list(name, data)[0] for name in (unit, wave, rating))
    require_columns(data, unit=unit, wave=wave, rating=rating)
    require_numbers(data, rating=rating)
    if not isinstance(together, int) or together < 1:
        raise CXError(f"together: {together!r} is no number of waves.", "Write 6 to make half-years of months.")
    sums = unit_sums(data, unit=[unit, wave], columns=[rating]).dropna(subset=[unit, wave])
    if sums.empty:
        raise CXError(f"{unit}, {wave}, {rating}: no row has all three.", "Check the columns.")
    names, place, told = periods_of(sums[wave], "month")
    parts = sums.groupby([unit, pd.Series(place // together, sums.index, name="_wave")], observed=True)[SUMS].sum()
    table = parts[parts["n"] >= 2].unstack("_wave")
    waves, whole = table["n"].shape[1], table.dropna()
    n, total, squares = (whole[part].to_numpy(float) for part in SUMS)
    if waves < 2 or len(n) < FEWEST:
        raise CXError(
            f"{unit}, {wave}: {len(n)} units have two answers or more in each of {waves} waves.",
            f"An order that lasts is seen from two waves and {FEWEST} units on.",
        )
    if waves > MOST_LEVELS:
        raise CXError(f"{wave}: {waves:,} waves.", f"Take several together: {MOST_LEVELS} are compared at most.")
    mean, notes = total / n, []
    noise = ((squares - total * mean).sum(axis=0) / (n - 1).sum(axis=0)) / n  # of each mean, by the waves' own variance
    draw = require_rng(n_resamples, rng)
    rows = draw.integers(len(n), size=(n_resamples, len(n))) if draw is not None else np.empty((0, len(n)), int)
    own, drawn = (_over_lags(*parts) for parts in ((mean[None], noise[None]), (mean[rows], noise[rows])))
    known = np.isfinite(own["estimate"][0])
    low, high = np.full((2, waves - 1), np.nan)
    if known.any() and len(rows):
        low, high = np.nanquantile(drawn["estimate"], [(1 - confidence_level) / 2, (1 + confidence_level) / 2], axis=0)
        known &= ~(high - low > WIDEST)
        if not known.all() and own["reliability"][0, 0] > 0:
            notes.append(
                say(
                    "The means are mostly chance: what is left after it is taken out could be any correlation, and is "
                    "not given."
                )
            )
    ranks = [np.mean([spearman(mean[:, a], mean[:, a + lag]) for a in range(waves - lag)])
             for lag in range(1, waves)]  # fmt: skip
    corrected = np.where(known, own["estimate"][0], np.nan)
    table = pd.DataFrame({
        "lag": range(1, waves), "n": len(n), "correlation": own["correlation"][0], "rank_correlation": ranks,
        "reliability": own["reliability"][0], "estimate": corrected, "conf_low": np.where(known, low, np.nan),
        "conf_high": np.where(known, high, np.nan),
    })  # fmt: skip
    apart = np.diff(parts.index.unique("_wave").sort_values())
    if (told and "numbers out" in told[0]) or apart.min() < apart.max():
        notes.append(say("Waves lie unequally far apart: a lag counts waves with answers, not time."))
    gone = sums[unit].nunique() - len(n)
    if gone:
        notes.append(say("Units without two answers in each wave: {n}, left out.", n=gone))
    if not own["reliability"][0, 0] > 0:
        notes.append(say("The means differ no more than chance of answers makes them: there is no order to last."))
    settings = {"unit": unit, "wave": wave, "rating": rating, "together": together,
                "periods": names, "n_resamples": n_resamples, "confidence_level": confidence_level}  # fmt: skip
    return Result(kind="rank_persistence", table=table, settings=settings, notes=tuple(notes))


def _over_lags(mean: np.ndarray, noise: np.ndarray) -> dict[str, np.ndarray]:
    """Correlations by distance of waves, each (r, lags), of means (r, units, waves) with these error variances."""
    apart = mean - mean.mean(axis=1, keepdims=True)
    joint = np.einsum("rua,rub->rab", apart, apart) / (mean.shape[1] - 1)
    spread = np.einsum("raa->ra", joint)
    true = spread.mean(axis=1) - noise.mean(axis=(1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        alike = joint / np.sqrt(spread[:, :, None] * spread[:, None, :])
        reliability = np.where(true > 0, true, 0) / spread.mean(axis=1)
    lags = range(1, mean.shape[2])
    raw, covered = (np.stack([np.einsum("raa->ra", part[:, :-lag, lag:]).mean(axis=1) for lag in lags], axis=1)
                    for part in (alike, joint))  # fmt: skip
    true = np.where(true > 1e-12 * spread.mean(axis=1), true, np.nan)
    return {"correlation": raw, "estimate": covered / true[:, None],
            "reliability": np.broadcast_to(reliability[:, None], raw.shape)}  # fmt: skip
