"""The answers of a scale, equal rows counted once, from any table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ..aggregate import Table, answer_counts, behind_of, in_print, require_columns, require_numbers, told_together
from ..errors import CXError
from ..estimators.reliability import item_rest_correlations
from ..locale import say, say_number
from ..text import count

NO_ANSWER = {8, 9, 88, 98, 99, 998, 999, -1, -8, -9, -98, -99, -999}  # what survey tools write for “no answer”
RUN = 3  # as many answers side by side are a scale


@dataclass(frozen=True, eq=False, kw_only=True)
class Items:
    """Answers of people to the k items of a scale.

    Attributes
    ----------
    names : tuple of str
        The k items.
    answers : (c, k) array
        NaN where an item was not answered.
    n : (c,) int array
        How many people answered like this.
    unit : (c,) array of objects, or None
        The unit of each row.
    notes : tuple of str
        What was left out.
    together : int
        Of employees, how many are told of together at least; 0 of others. See `scale_scores` and `with_few_filled`.
    """

    names: tuple[str, ...]
    answers: np.ndarray
    n: np.ndarray
    unit: np.ndarray | None = None
    notes: tuple[str, ...] = ()
    together: int = 0

    @property
    def complete(self) -> np.ndarray:
        """Rows that answer every item."""
        return ~np.isnan(self.answers).any(axis=1)

    def only(self, places: np.ndarray) -> Items:
        """The same rows with some of the items."""
        return replace(self, names=tuple(self.names[place] for place in places), answers=self.answers[:, places])

    def covariances(self, *, divisor: int = 1) -> np.ndarray:
        """Covariances of the complete rows, (k, k), over their number less `divisor`."""
        x, n = self.answers[self.complete], self.n[self.complete]
        x = x - n @ x / n.sum()
        return (x.T * n) @ x / (n.sum() - divisor)


def read_items(data: Table, *, items: str | Sequence[str], unit: str | None = None, fewest: int = 2) -> Items:
    """Check the columns and count the answers; a message names columns and rows, never an answer."""
    items = [items] if isinstance(items, str) else list(items)
    require_columns(data, items=items, unit=unit)
    for name in items:
        if [*items, unit].count(name) > 1:
            raise CXError(f"items: {name!r} is named twice.", "Name each column once.")
        require_numbers(data, items=name)
    if behind := behind_of(data):
        problem = f"items: rows are means of several people ({behind!r} says of how many), who are not seen one by one."
        raise CXError(problem, "Hand over a table with a row for each person.")
    if len(items) < fewest:
        raise CXError(f"items: {len(items)} named, at least {fewest} are needed.", "Name the items of one scale.")
    units = [] if unit is None else [unit]
    notes: tuple[str, ...] = ()
    counts = answer_counts(data, answer=items[0], by=[*units, *items[1:]]).rename(columns={"_answer": items[0]})
    if unit is not None:
        nowhere = counts[unit].isna()
        left, n_left = int(counts["_n"].sum()), int(counts.loc[nowhere, "_n"].sum())
        if n_left == left:
            raise CXError(f"unit: {unit!r} is missing in all {left:,} rows.", "Check the column and its missing codes.")
        notes = (
            say(
                "{n_left} of {left} rows left out: {unit} is missing.",
                n_left=count(n_left),
                left=count(left),
                unit=unit,
            ),
        ) * bool(n_left)
        counts = counts[~nowhere]
    answers, n = counts[items].to_numpy(float, na_value=np.nan), counts["_n"].to_numpy(int)
    for name, column in zip(items, answers.T, strict=True):
        if np.isnan(column).all():
            mend = "Check the column and its missing codes."
            raise CXError(f"items: {name!r} has no answer in {n.sum():,} rows.", mend)
        if np.isinf(column).any():
            raise CXError(f"items: {name!r} is infinite in {n[np.isinf(column)].sum():,} rows.", "Correct these rows.")
    own = None if unit is None else counts[unit].to_numpy(object)
    return Items(names=tuple(items), answers=answers, n=n, unit=own, notes=notes, together=told_together(data))


def turned_items(items: Items) -> list[str]:
    """A note on items that go against the others; where as many go one way as the other, on both sides."""
    if len(items.names) < 2 or items.n[items.complete].sum() < 3:
        return []
    covariances = items.covariances()
    against = [name for name, r in zip(items.names, item_rest_correlations(covariances), strict=True) if r < 0]
    if not against:
        return []
    camps = _camps(items.names, covariances)
    if len(camps) == 2 and len(camps[0]) == len(camps[1]):
        few, many = (", ".join(camp) for camp in camps)
        go = "goes" if len(camps[0]) == 1 else "go"
        return [f"{few} {go} against {many}. Is one of the two sides worded the other way round?"]
    if len(camps) == 2 and len(against) > len(items.names) / 2:  # then the sum itself is none of either side
        against = min(camps, key=len)
    goes, asked = ("goes", "Is it") if len(against) == 1 else ("go", "Are they")
    return [f"{', '.join(against)}: {goes} against the other items. {asked} worded the other way round?"]


def _camps(names: tuple[str, ...], covariances: np.ndarray) -> list[list[str]]:
    """The items by the sign of their loading on the first component of their correlations."""
    spread = np.sqrt(np.diagonal(covariances))
    if not (spread > 0).all():
        return [list(names)]
    _, vectors = np.linalg.eigh(covariances / np.outer(spread, spread))
    positive = vectors[:, -1] * np.sign(vectors[np.abs(vectors[:, -1]).argmax(), -1]) > 0
    camps = ([name for name, up in zip(names, positive, strict=True) if up == side] for side in (True, False))
    found = [camp for camp in camps if camp]
    return sorted(found, key=lambda camp: names.index(camp[0]))


def undeclared_codes(items: Items) -> list[str]:
    """A note on answers far from a scale of whole steps that look like codes of “no answer”."""
    values = np.unique(items.answers[~np.isnan(items.answers)])
    parts = np.split(values, np.flatnonzero(np.diff(values) > 1) + 1)
    scale = max(parts, key=len)
    if len(scale) < RUN or (values != np.round(values)).any():
        return []
    codes = [value for part in (parts[0], parts[-1]) if part is not scale for value in part if value in NO_ANSWER]
    rows = np.isin(items.answers, codes).any(axis=1)
    if not rows.any():
        return []
    names = [name for name, own in zip(items.names, items.answers.T, strict=True) if np.isin(own, codes).any()]
    return [
        f"{', '.join(names)}: {items.n[rows].sum():,} rows hold a number that lies apart from the scale. Is it a code "
        "for no answer? Declare it as missing."
    ]


def as_printed(table: pd.DataFrame, items: Items, *columns: str) -> pd.DataFrame:
    """What is no sum of employees' answers in the digits that people read, all columns where none is named.

    Where a skipped answer counts as its item's mean, a variance in full precision gives away, by the fractions of that
    mean, what those who skipped the item answered otherwise; and covariances of other people, by other items, give away
    those in between.
    """
    return in_print(table, *columns, together=items.together > 0)


def with_few_filled(items: Items) -> Items:
    """Answers of all, where those of complete rows would tell of a few employees by what the others add to them.

    Covariances of whole numbers give away the numbers' sums, to a few guesses: n Σx² − (Σx)² is whole, too. The sums of
    complete rows, taken from those of each item, would be those of the few who skipped another one. So where of some
    item these, or the complete rows, are fewer than are told of together, a skipped answer counts as the given answer
    that is nearest to the mean of its item: then all statistics are of the same people. Who answered none of the items
    stays out.
    """
    x, whole = items.answers, items.complete
    some = ~np.isnan(x).all(axis=1)
    partly, complete = int(items.n[some & ~whole].sum()), int(items.n[whole].sum())
    others = items.n[~whole] @ ~np.isnan(x[~whole])  # who answered an item, and not all
    if not partly or min(complete, *others[others > 0]) >= items.together:
        return items
    means = np.nansum(x * items.n[:, None], axis=0) / (~np.isnan(x) * items.n[:, None]).sum(axis=0)
    nearest = x[np.nanargmin(np.abs(x - means), axis=0), np.arange(x.shape[1])]
    filled = np.where(np.isnan(x) & some[:, None], nearest, x)
    note = say_number(
        "{n} person skipped a part of the items: too few to leave them out, since the others would tell of them. "
        "What they skipped counts as the answer nearest to the mean.",
        "{n} people skipped a part of the items: too few to leave them out, since the others would tell of them. What "
        "they skipped counts as the answer nearest to the mean.",
        partly,
        n=count(partly),
    )
    return replace(items, answers=filled, notes=(*items.notes, note))


def require_complete(items: Items, *, fewest: int) -> list[str]:
    """Notes on rows that answer only part, and on codes; stops where too few are complete or an item never varies."""
    n, complete = int(items.n.sum()), int(items.n[items.complete].sum())
    if complete < fewest:
        raise CXError(
            f"items: {complete:,} of {n:,} rows answer all {len(items.names)} items; {fewest} are needed.",
            "Leave out the items that few were asked.",
        )
    x = items.answers[items.complete]
    flat = [name for name, column in zip(items.names, x.T, strict=True) if (column == column[0]).all()]
    if flat:
        raise CXError(f"items: everybody answers {', '.join(map(repr, flat))} alike.", "Leave such items out.")
    left = say("{left} of {n} rows left out: they answer only part of the items.", left=count(n - complete), n=count(n))
    return [*items.notes, *([left] if complete < n else []), *undeclared_codes(items)]
