"""Importance where ratings are missing: the complete answers beside tables in which the gaps were filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..aggregate import printed, require_seed
from ..errors import CXError
from ..estimators.imputation import filled_tables, pooled
from ..locale import say_number
from ..results import Result
from ..text import count, percent
from .importance import driver_importance
from .slopes import driver_slopes

MANY_LOST = 0.10  # share of answers from which filling in is worth a look
TABLES = 20
FILLED = "filled-in table"  # the column of its number, where the tables stand under one another
BURN, SKIP = 5, 2  # rounds before the first table, and between two
MOST_CELLS = 200_000  # answers × columns that are filled in within seconds
NEAREST = 5  # people of whose answers one is taken


def importance_imputed(
    rows: pd.DataFrame,
    *,
    outcome: str,
    drivers: Sequence[str],
    weights: str | None = None,
    confidence_level: float = 0.95,
    rng: int | np.random.Generator | None = None,
) -> Result:
    """Importance of complete answers only, and of all answers with the gaps filled in.

    Each gap is filled with an answer of somebody whose other answers foretell much the same (predictive mean matching,
    one column after the other), several times over. Shares are the mean over the filled-in tables, slopes are pooled by
    Rubin's rules.

    Parameters
    ----------
    rows : pandas.DataFrame
        One row per respondent; only the numeric columns named here are used.
    outcome, drivers, weights
        As in `driver_importance`. People without an outcome are left out: it is not filled in.
    confidence_level : float
        Of the slopes' intervals.
    rng : int or numpy Generator
        Source of chance.

    Returns
    -------
    Result
        ``driver n share rank n_filled share_filled rank_filled estimate std_error conf_low conf_high p_value``: the
        complete answers, then all of them; `estimate` is the pooled standardised slope.

    Raises
    ------
    CXError
        No more than a tenth of the answers would be lost, or there are too many to be filled in.

    References
    ----------
    .. [1] van Buuren, S. (2018). Flexible Imputation of Missing Data. Chapman & Hall.
    """
    chance = require_seed(rng)
    drivers = list(drivers)
    known = rows.loc[rows[outcome].notna(), [outcome, *drivers, *([weights] if weights else [])]].reset_index(drop=True)
    lost = known[drivers].isna().any(axis=1)
    if len(known) == 0 or lost.mean() <= MANY_LOST:
        told = percent(lost.mean()) if len(known) else percent(0)
        raise CXError(f"Answers that lack a rating: {told}.", "nothing needs to be filled in below 10 %.")
    if known.size > MOST_CELLS:
        raise CXError(f"Answers: {len(known):,}.", "filling in so many takes long; with so many, few lost are no harm.")
    gaps = known[[outcome, *drivers]].to_numpy(float)
    model: dict[str, Any] = {"outcome": outcome, "drivers": drivers, "weights": weights}
    filled = pd.concat(
        [
            known.assign(**dict(zip([outcome, *drivers], table.T, strict=True)), **{FILLED: number})
            for number, table in enumerate(
                filled_tables(gaps, tables=TABLES, burn=BURN, skip=SKIP, donors=NEAREST, rng=chance)
            )
        ],
        ignore_index=True,
    )
    shares = driver_importance(filled, **model, by=FILLED).table.pivot(index=FILLED, columns="driver", values="share")
    slopes = driver_slopes(filled, **model, by=FILLED, cluster=False).table.pivot(index=FILLED, columns="driver")
    # Rubin: the error of a slope is what it is within a table, plus how far the tables differ
    of_all = pooled(
        slopes["estimate"][drivers].to_numpy(),
        slopes["std_error"][drivers].to_numpy() ** 2,
        df_complete=len(known) - len(drivers) - 1,
    )
    complete = driver_importance(known, **model).table.set_index("driver").loc[drivers]
    low, high = of_all.limits(confidence_level)
    mean = shares[drivers].mean()
    table = pd.DataFrame(
        {
            "driver": drivers, "n": complete["n"].to_numpy(), "share": complete["share"].to_numpy(),
            "rank": complete["rank"].to_numpy(), "n_filled": len(known), "share_filled": mean.to_numpy(),
            "rank_filled": mean.rank(ascending=False).astype(int).to_numpy(), "estimate": of_all.estimate,
            "std_error": of_all.std_error, "conf_low": low, "conf_high": high, "p_value": of_all.p_value,
        }
    ).sort_values("share_filled", ascending=False, ignore_index=True)  # fmt: skip
    note = say_number(
        "{lost} of {all} answers lacks a rating. Filled in {times} times; shares are means, slopes pooled by "
        "Rubin's rules.",
        "{lost} of {all} answers lack a rating. Filled in {times} times; shares are "
        "means, slopes pooled by Rubin's rules.",
        lost.sum(),
        lost=count(lost.sum()),
        all=count(len(known)),
        times=TABLES,
    )
    settings = {**model, "confidence_level": confidence_level}
    return printed(Result(kind="importance_imputed", table=table, settings=settings, notes=(note,)), data=rows)
