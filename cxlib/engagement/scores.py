"""The score of a person on a scale: the mean of the items answered, if enough are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add

import narwhals as nw
import pandas as pd

from ..aggregate import Table, column_names, is_together, require_columns, require_numbers
from ..errors import CXError

A_SCALE = 15  # complete answers for each scale beside the first
STILL = 1e-9


def scale_scores(
    data: Table,
    *,
    scales: Mapping[str, Sequence[str]],
    share_answered: float = 0.5,
    keep: Sequence[str] | None = None,
    within: str | None = None,
    min_answers: int = 1,
) -> Table:
    """The table with a column for each scale: the mean of the items that a person answers.

    Parameters
    ----------
    data : table
        One row per person.
    scales : mapping of str to sequence of str
        Name of each new column and its items, coded in one direction: ``{"engagement": […]}``.
    share_answered : float
        Share of a scale's items that a person must answer to have a score; half of them as is usual.
    keep : sequence of str, optional
        Columns to keep beside the scores; all of them if left out.
    within : str, optional
        Column of the team or branch of a pandas table, whose mean is taken out of each score: what differs between
        units is out. Then there are the scores alone, of people with a score on every scale and in a unit of two or
        more: first that of what is to be explained, then those of two scales or more.
    min_answers : int
        With `within`, fewest complete answers; 15 for each scale but the first are needed in any case.

    Returns
    -------
    table
        Of the engine that `data` is of. What is not answered counts neither in the sum nor in the number of items: it
        is not 0. Employees of whom a run tells in groups only have a score if they answer any item; what they skip
        counts as the mean of that item over all rows. So the mean of a group follows from the means of its items, and
        nobody learns from both what those who skipped one answered elsewhere.

    Raises
    ------
    CXError
        An item that is unknown, wordy or twice in a scale, a name that the table has already; with `within`, too few
        scales or complete answers, or nothing that differs within units.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> answers = pd.DataFrame({"a": [5, 4, None], "b": [3, None, None], "c": [4, 2, 1]})
    >>> cx.scale_scores(answers, scales={"pace": ["a", "b", "c"]})["pace"].tolist()
    [4.0, 3.0, nan]
    """
    if not 0 < share_answered <= 1:
        raise CXError(f"share_answered: {share_answered} is no share of the items.", "Write 0.5 for half of them.")
    if within is not None:
        require_columns(data, within=within)
        return _within(data, scales=scales, unit=within, min_answers=min_answers)
    require_columns(data, keep=keep or ())
    known = {name.casefold() for name in (column_names(data) if keep is None else keep)}
    for name, items in scales.items():
        if name.casefold() in known:
            raise CXError(f"scales: the table has a column {name!r} already.", "Give the scale another name.")
        if isinstance(items, str) or not items:
            raise CXError(f"scales: {name!r} names no list of items.", f'Write {{"{name}": ["…", "…"]}}.')
        if len(set(items)) < len(items):
            raise CXError(f"scales: {name!r} names an item twice.", "Name each column once.")
        require_columns(data, scales=items)
        for item in items:
            require_numbers(data, scales=item)
    frame = nw.from_native(data)
    floats = {name for name, kind in frame.collect_schema().items() if kind.is_float()}
    asked = dict.fromkeys(item for items in scales.values() for item in items)
    own = {item: data[item].astype(float).mean() for item in asked} if is_together(data) else {}
    instead = {item: float(mean) for item, mean in own.items() if mean == mean}  # an item without answers is not asked
    means = {name: _mean(items, floats, share_answered, instead) for name, items in scales.items()}
    return (frame.with_columns(**means) if keep is None else frame.select(*keep, **means)).to_native()


def _mean(items: Sequence[str], floats: set[str], share_answered: float, instead: Mapping[str, float]) -> nw.Expr:
    """Mean of the items that are neither null nor NaN, null where they are too few; or with another number instead."""
    values, answered = [], []
    items = [item for item in items if item in instead] or items
    for item in items:
        value = nw.col(item).cast(nw.Float64)
        missing = value.is_null() | value.is_nan() if item in floats else value.is_null()
        values.append(nw.when(~missing).then(value).otherwise(nw.lit(instead.get(item, 0.0))))
        answered.append(nw.when(~missing).then(nw.lit(1.0)).otherwise(nw.lit(0.0)))
    n = reduce(add, answered)
    if instead:
        return nw.when(n > 0).then(reduce(add, values) / len(items))
    return nw.when(n >= share_answered * len(items) - 1e-9, n > 0).then(reduce(add, values) / n)


def _within(data: pd.DataFrame, *, scales: Mapping[str, Sequence[str]], unit: str, min_answers: int) -> pd.DataFrame:
    """Scores of people beside others of their own unit: less the unit's mean."""
    beside = len(scales) - 1
    if beside < 2:
        raise CXError(f"Facets of experience: {beside}; needed: 2.", "name the facet of each item in study.toml.")
    items = list(dict.fromkeys(item for own in scales.values() for item in own))
    named = {f"scale {place} of {len(scales)}": own for place, own in enumerate(scales.values(), start=1)}
    scores = scale_scores(data[[unit, *items]], scales=named)[[unit, *named]].dropna()
    scores = scores[scores.groupby(unit, observed=True)[unit].transform("size") > 1]
    needed = max(A_SCALE * beside, min_answers)
    if len(scores) < needed:
        raise CXError(f"Complete answers: {len(scores):,}; needed: {needed}.", "collect more answers.")
    centred = scores[list(named)] - scores.groupby(unit, observed=True)[list(named)].transform("mean")
    if not (centred.std() > STILL).all():
        raise CXError("Within teams, everybody answers alike.", "look at the data before you use them.")
    return centred.set_axis(list(scales), axis=1)
