"""How a score goes with the time until it was asked for, and with the mode of asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import (
    Cluster,
    Table,
    cluster_column,
    column_list,
    require_columns,
    require_level,
    require_numbers,
    rows_of,
    whose_rows,
)
from ..errors import CXError
from ..estimators.regression import Estimate, LinearFit, least_squares
from ..results import Result
from ..text import left_out
from .inputs import label_of, survey_rows

ESTIMATES = ["estimate", "std_error", "conf_low", "conf_high", "p_value"]
EDGES = (0, 1, 2, 4, 7, 14, np.inf)
NAMES = ("under 1", "1", "2 to 3", "4 to 6", "7 to 13", "14 and more")


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class LagEffect(Result):
    """Slopes of a score on the time until it was asked, with the curve.

    Attributes
    ----------
    curve : pandas.DataFrame
        ``days n estimate std_error conf_low conf_high``: answers given after so many days against those given on the
        same day, which stand at 0.
    """

    curve: pd.DataFrame


def lag_effect(
    data: Table,
    *,
    rating: str,
    lag_hours: str,
    within: str | None = None,
    mode: str | None = None,
    longest_days: float | None = None,
    cluster: Cluster = None,
    fewest: int = 1,
    confidence_level: float = 0.95,
) -> LagEffect:
    """How a score goes with the days between contact and answer, and with the mode of asking.

    Parameters
    ----------
    data : table
        One row per answer.
    rating : str
        Column of the score.
    lag_hours : str
        Column of the hours between contact and answer, 0 or more.
    within : str, optional
        Column whose values are compared within themselves, such as the touchpoint: otherwise a touchpoint that is liked
        less and asked about later would look like an effect of waiting.
    mode : str, optional
        Column of the mode of asking; the commonest is the reference.
    longest_days : float, optional
        Longer waits count as this many days.
    cluster : str or False, optional
        Column of what answers together, such as the customer. Without it, people who gave several of these answers, as
        a study's table knows by its column of role customer; False takes each row for itself.
    fewest : int
        The smallest number of people of whom the curve tells: days on which fewer answered are joined with those
        before them. Without a cluster each row is a person.
    confidence_level : float
        Of each interval.

    Returns
    -------
    LagEffect
        A Result: ``term n estimate std_error conf_low conf_high p_value``, in points of the scale: ``a day``, ``two
        weeks`` (14 times that) and a row for each other mode, all held alike. `n` answers in all, or of that mode. With
        `.curve`, which takes no straight line for granted. ``settings["longest"]`` has the longest wait, in days: where
        it is below 14, two weeks are drawn on beyond what was seen.

    Raises
    ------
    CXError
        An unknown column, words, a lag below 0 or infinite, answers or lags that are all alike, too few rows.

    Notes
    -----
    Least squares with fixed effects of `within`, errors HC3, of clusters CR1. Who answers late is not
    randomised: this goes with waiting, and need not be its effect.
    """
    require_level(confidence_level)
    keys = [*column_list(within), *column_list(mode)]
    require_columns(data, rating=rating, lag_hours=lag_hours, within=within, mode=mode, cluster=cluster_column(cluster))
    require_numbers(data, rating=rating, lag_hours=lag_hours)
    whose = whose_rows(data, cluster, needed=[rating, lag_hours, *keys])
    rows = survey_rows(whose.data, [rating, lag_hours, *keys, *column_list(whose.cluster)])
    gone = rows.isna().any(axis=1)
    rows = rows[~gone]
    lacking = [name for name in rows if whose.cluster == whose.named or name != whose.cluster]
    notes = (*([left_out(gone.sum(), lacking)] if gone.any() else []), *whose.notes)
    early = int((rows[lag_hours] < 0).sum())
    if early:
        raise CXError(f"lag_hours: below 0 in {rows_of(early)}.", "An answer cannot come before its contact.")
    if longest_days is not None and not longest_days > 0:
        raise CXError(f"longest_days: {longest_days} is not above 0.", "Write 21, or leave it out.")
    for argument, column in (("rating", rating), ("lag_hours", lag_hours)):
        if len(rows) and rows[column].nunique() < 2:
            raise CXError(f"{argument}: all values of {column!r} are alike.", "Nothing can go with waiting.")
    days = (rows[lag_hours].to_numpy(float) / 24).clip(max=longest_days or np.inf)
    endless = int(np.isinf(days).sum())
    if endless:
        raise CXError(f"lag_hours: infinite in {rows_of(endless)}.", "Leave it empty where it is not known.")
    # A column of 0 and 1 for each mode but the commonest
    if mode is None:
        modes = {}
    else:
        others = rows[mode].value_counts().index[1:]
        modes = {f"{mode} {label_of(name)}": (rows[mode] == name).to_numpy(float) for name in others}
    settings = {
        "rating": rating, "lag_hours": lag_hours, "within": within, "mode": mode, "longest_days": longest_days,
        "cluster": whose.named, "fewest": fewest, "confidence_level": confidence_level, "longest": float(days.max()),
    }  # fmt: skip

    def fitted(own: dict[str, np.ndarray]) -> LinearFit:
        return least_squares(
            rows[rating].to_numpy(float), np.column_stack(list((own | modes).values())), names=list(own | modes),
            errors="hc3" if whose.cluster is None else "cluster",
            cluster=None if whose.cluster is None else pd.factorize(rows[whose.cluster])[0],
            absorb=None if within is None else pd.factorize(rows[within])[0],
        )  # fmt: skip

    line = fitted({"a day": days})
    terms = {"a day": {"a day": 1.0}, "two weeks": {"a day": 14.0}} | {name: {name: 1.0} for name in modes}
    sizes = [int(modes[name].sum()) if name in modes else len(rows) for name in terms]
    found = [_estimates(line.combination(factors), confidence_level) for factors in terms.values()]
    table = pd.DataFrame(found, columns=ESTIMATES)
    table = pd.concat([pd.DataFrame({"term": list(terms), "n": sizes}), table], axis=1)
    who = np.arange(len(rows)) if whose.cluster is None else pd.factorize(rows[whose.cluster])[0]
    curve = _curve(days, _bands(days, who, fewest), fitted, confidence_level)
    return LagEffect(kind="lag_effect", table=table, settings=settings, notes=notes, curve=curve)


def _bands(days: np.ndarray, who: np.ndarray, fewest: int) -> list[tuple[int, int]]:
    """First and last of `NAMES` in each band: those of fewer people are joined with the ones before, or else after."""
    step = np.searchsorted(EDGES, days, side="right") - 1
    bands: list[tuple[int, int]] = []
    people: set[int] = set()
    first = -1
    for place in np.unique(step):
        first, people = place if first < 0 else first, people | set(who[step == place])
        if len(people) >= fewest:
            bands.append((first, place))
            first, people = -1, set()
    if first >= 0:  # the last days, with too few people of their own
        bands = [*bands[:-1], (bands[-1][0] if bands else first, int(step.max()))]
    return bands


def _named(first: int, last: int) -> str:
    """What a band is called, from the names of its ends: “4 and more” of “4 to 6” to “14 and more”."""
    if first == last:
        return NAMES[first]
    if first == 0:
        return "all" if last == len(NAMES) - 1 else f"under {EDGES[last + 1]}"
    return f"{EDGES[first]} and more" if last == len(NAMES) - 1 else f"{EDGES[first]} to {EDGES[last + 1] - 1}"


def _curve(days: np.ndarray, bands: list[tuple[int, int]], fitted: Callable, confidence_level: float) -> pd.DataFrame:
    """Levels of the later answers against those of the same day, or of the earliest there are."""
    step = np.searchsorted(EDGES, days, side="right") - 1
    inside = {_named(*band): (step >= band[0]) & (step <= band[1]) for band in bands}
    table = pd.DataFrame({"days": list(inside), "n": [int(own.sum()) for own in inside.values()]})
    numbers = pd.DataFrame(np.nan, table.index, ESTIMATES[:-1])
    numbers.loc[0, "estimate"] = 0.0
    if len(inside) > 1:
        later = list(inside)[1:]
        fit = fitted({name: inside[name].astype(float) for name in later})
        for place, name in enumerate(later, start=1):
            numbers.loc[place] = _estimates(fit.slopes([name]), confidence_level)[:-1]
    return pd.concat([table, numbers], axis=1)


def _estimates(found: Estimate, confidence_level: float) -> list[float]:
    low, high = found.limits(confidence_level)
    return [float(np.squeeze(part)) for part in (found.estimate, found.std_error, low, high, found.p_value)]
