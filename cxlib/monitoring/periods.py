"""From answers to sums by period: periods in their order, series beside one another, gaps said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import (
    Table,
    answer_counts,
    level_codes,
    people_by,
    people_of,
    require_choice,
    require_columns,
    require_numbers,
    row_counts,
)
from ..aggregate.counts import DENSE_CELLS
from ..errors import CXError
from ..study.dates.wave_order import wave_order
from ..text import left_out, listed

LENGTHS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
MOST_LEVELS = 240  # waves with a constant each, or compared in pairs: of ten years of days take the months
MOST_PERIODS = 20_000  # a date of the year 1 among those of today is a slip, no baseline


@dataclass(frozen=True, eq=False, kw_only=True)
class Sums:
    """Sums of k series over t periods.

    `series` has one row per series with its `by` columns; `n`, `total` and `squares` are (k, t): answers, their sum
    and the sum of their squares; `ranges`, where asked for, the largest less the smallest; `people`, where
    the table knows them, how many gave the answers. `periods` are the names in order.
    """

    series: pd.DataFrame
    periods: list
    n: np.ndarray
    total: np.ndarray
    squares: np.ndarray
    ranges: np.ndarray | None
    people: np.ndarray | None
    notes: tuple[str, ...]


def period_sums(
    data: Table, *, period: str, rating: str | None, by: Sequence[str], every: str, kind: str, ranges: bool = False
) -> Sums:
    """Count the answers, put the periods in order, and say what was left out."""
    require_choice("every", every, LENGTHS)
    require_columns(data, period=period, rating=rating, by=list(by))
    keys = [*by, period]
    if len({*keys, rating}) <= len(by) + (rating is not None):
        raise CXError(f"by: a column of {', '.join(keys)} is named twice.", "Give each column one part to play.")
    if rating is not None:
        require_numbers(data, rating=rating)
    if isinstance(data, pd.DataFrame):
        rows, answers, size = data, rating, None
    else:
        rows = row_counts(data, by=keys) if rating is None else answer_counts(data, answer=rating, by=keys)
        answers, size = rating and "_answer", rows["_n"].to_numpy(float)
    answer = np.ones(len(rows)) if answers is None else rows[answers].to_numpy(float, na_value=np.nan)
    coded = {name: level_codes(rows[name]) for name in keys}
    there, notes = np.ones(len(rows), bool), []
    for label, known in [(rating, ~np.isnan(answer)), *((name, codes >= 0) for name, (codes, _) in coded.items())]:
        gone = there & ~known
        there &= known
        if not there.any():
            raise CXError(f"{label}: no value in any row.", "Check the column and its missing codes in study.toml.")
        if gone.any():
            notes.append(left_out(gone.sum() if size is None else size[gone].sum(), [label]))
    if notes:
        answer, size = answer[there], None if size is None else size[there]
        coded = {name: (codes[there], levels) for name, (codes, levels) in coded.items()}
    # What an answer counts: itself, or +1, 0 and −1 for a Net Promoter Score
    if not np.isfinite(answer).all():
        raise CXError(f"{rating}: infinite in some rows.", "Correct these rows.")
    points = answer
    if kind == "nps":
        if ((answer < 0) | (answer > 10) | (answer != np.floor(answer))).any():
            raise CXError(f"{rating}: not whole numbers from 0 to 10.", 'Choose kind = "mean", or check its codes.')
        points = np.where(answer >= 9, 1.0, np.where(answer <= 6, -1.0, 0.0))
    if kind in ("p", "laney") and not np.isin(answer, [0, 1]).all():
        raise CXError(f"{rating}: a share needs 0 and 1 only.", 'Make a column of 0 and 1, or choose kind = "mean".')
    if kind in ("u", "c") and (answer < 0).any():
        raise CXError(f"{rating}: a number of events is below 0.", 'Correct these rows, or choose kind = "mean".')
    codes, levels = coded.pop(period)
    seen, codes = _numbered(codes, len(levels))
    names, place, said = periods_of(pd.Series(levels.take(seen), name=period), every)
    own = np.zeros(len(answer), np.int64)
    for codes_of, values in coded.values():
        own = _numbered(own * len(values) + codes_of, (own.max() + 1) * len(values))[1]
    first = np.empty(own.max() + 1, np.int64)  # a row of each series
    first[own] = np.arange(len(own))
    series = pd.DataFrame({name: values.take(of[first]) for name, (of, values) in coded.items()})
    shape = len(first), len(names)
    cell = own * shape[1] + place[codes]
    n, total, squares = (
        np.bincount(cell, part if size is None else size if part is None else size * part, shape[0] * shape[1])
        .astype(float)
        .reshape(shape)
        for part in (None, points, points**2)
    )
    spans = None
    if ranges:
        order = np.lexsort((points, cell))
        first = np.flatnonzero(np.diff(cell[order], prepend=-1))
        last = np.append(first[1:], len(order)) - 1
        spans = np.zeros(shape)
        spans.flat[cell[order][first]] = points[order][last] - points[order][first]
    people = None if people_of(data) is None else _people(data, there, cell, shape)
    told = (*notes, *said)
    return Sums(
        series=series, periods=names, n=n, total=total, squares=squares, ranges=spans, people=people, notes=told
    )


def _people(data: pd.DataFrame, there: np.ndarray, cell: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """How many people the answers of each cell are of; `cell` is known of the rows that are `there`."""
    groups = np.full(len(data), np.nan)
    groups[there] = cell
    return (
        people_by(data, pd.Series(groups)).reindex(range(shape[0] * shape[1]), fill_value=0).to_numpy().reshape(shape)
    )


def _numbered(codes: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """The codes below `size` that occur, in order, and the number of each among them."""
    if size > DENSE_CELLS:
        return np.unique(codes, return_inverse=True)
    occurs = np.bincount(codes, minlength=size) > 0
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[codes]


def periods_of(values: pd.Series, every: str) -> tuple[list, np.ndarray, list[str]]:
    """Names of the periods in order, the place of each value, and what is to be said of the order."""
    if pd.api.types.is_datetime64_any_dtype(values):
        spans = values.dt.tz_localize(None).dt.to_period(LENGTHS[every])
        first, last = spans.min(), spans.max()
        if (last - first).n >= MOST_PERIODS:
            raise CXError(
                f"{values.name}: from {first} to {last} are over {MOST_PERIODS:,} periods.", "Correct wrong dates."
            )
        names = pd.period_range(first, last, freq=LENGTHS[every])
        return [str(name) for name in names], names.get_indexer(spans), []
    if isinstance(values.dtype, pd.CategoricalDtype) and values.cat.ordered:
        names = list(values.cat.categories)
    elif pd.api.types.is_numeric_dtype(values):
        names = sorted(values.unique().tolist())
        steps = np.diff(names)
        if len(steps) and steps.min() < steps.max():
            gaps = f"{values.name} leaves numbers out: a run, a moving average and a sum count periods, not time."
            return names, pd.Index(names).get_indexer(values), [gaps]
    else:
        names, sure = wave_order(values.astype(str).unique())
        told = [] if sure else [f"Periods in the order of their names: {listed(names, most=4)}."]
        return names, pd.Index(names).get_indexer(values.astype(str)), told
    return names, pd.Index(names).get_indexer(values), []
