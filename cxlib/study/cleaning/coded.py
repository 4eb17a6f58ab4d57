"""A clean column as its different values and their places, of which checks ask what they would ask of every row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from ..words.arrow_texts import STR, array_of, series_of
from ..words.cells import small_codes

_MOST_PAIRS = 1_000_000  # of values of two columns
_FEW = 100  # values that are sooner compared one by one


@dataclass(frozen=True, eq=False)
class Coded:
    """`values` are different and none is missing; `codes` says which of them each row has, −1 for none.

    `order` is that of an ordered category.
    """

    values: pd.Series
    codes: np.ndarray
    order: tuple[str, ...] = ()

    @classmethod
    def of(cls, distinct: pd.Series, codes: np.ndarray) -> Coded:
        """Of values that may be alike or missing, and their places."""
        order: tuple[str, ...] = ()
        if isinstance(distinct.dtype, pd.CategoricalDtype):
            named: Any = distinct.array
            places, values = named.codes, pd.Series(named.categories)
            order = tuple(values)
        elif distinct.dtype == STR:  # different from one another already
            texts = array_of(distinct)
            if not texts.null_count:
                return cls(distinct, codes)
            places, values = _places_of(distinct.notna().to_numpy(dtype=bool)), series_of(texts.drop_null())
        else:
            numbers = distinct.to_numpy() if distinct.dtype == "float64" else None
            if numbers is not None and _are_different(known := numbers[~np.isnan(numbers)]):
                places, values = _places_of(~np.isnan(numbers)), pd.Series(known)
            else:
                places, unique = pd.factorize(distinct if numbers is None else numbers)
                values = pd.Series(unique)
        return cls(values, small_codes(places, len(values))[codes], order)

    @classmethod
    def of_rows(cls, values: pd.Series) -> Coded:
        """Of the value of each row."""
        if values.dtype != STR:
            return cls.of(values, np.arange(len(values)))
        codes, distinct = pd.factorize(values)
        return cls(pd.Series(distinct, dtype=STR), small_codes(codes, len(distinct)))

    @cached_property
    def counts(self) -> np.ndarray:
        """How often each value stands in the column."""
        return np.bincount(self.from_one(len(self.values) + 1), minlength=len(self.values) + 1)[1:]

    def counted(self) -> Coded:
        """The same, its values counted already."""
        _ = self.counts
        return self

    @cached_property
    def frequencies(self) -> dict[float, int]:
        """How often each number of the column stands in it, the commonest first."""
        order = np.argsort(-self.counts, kind="stable")[: np.count_nonzero(self.counts)]
        return dict(zip(self.values.to_numpy()[order].tolist(), self.counts[order].tolist(), strict=True))

    def from_one(self, most: int) -> np.ndarray:
        """For each row the place of its value counted from 1, 0 for none; as numbers that can hold `most`."""
        return small_codes(self.codes, most) + 1 if most <= 1 << 31 else self.codes.astype("int64") + 1

    def present(self) -> pd.Series:
        """The values that stand in the column."""
        stands = self.counts > 0
        return self.values if stands.all() else self.values[stands]

    def in_turn(self) -> list:
        """The values that stand in the column, in the order in which they turn up."""
        places = pd.unique(self.codes)
        return self.values.iloc[places[places >= 0]].tolist()

    def rows(self, chosen: np.ndarray) -> np.ndarray:
        """The rows that have one of some values, given as a mask."""
        return np.append(chosen, False)[self.codes]

    def keep(self, rows: np.ndarray) -> Coded:
        """The rows that a mask names."""
        return replace(self, codes=self.codes[rows])


def ordered(words: Iterable[Any], order: list[str], known: np.ndarray | None = None) -> pd.Series:
    """Words as an ordered category; None, and those that a mask leaves out, are missing."""
    places = {word: place for place, word in enumerate(order)}
    codes = np.array([places.get(word, -1) for word in words], dtype="int64")
    codes = codes if known is None else np.where(known, codes, -1)
    kind = pd.CategoricalDtype(pd.Index(order, dtype=STR), ordered=True)
    return pd.Series(pd.Categorical.from_codes(codes, dtype=kind))


def _places_of(known: np.ndarray) -> np.ndarray:
    """The place of each value among those that a mask names, −1 for the others."""
    return np.where(known, np.cumsum(known) - 1, -1)


def _are_different(numbers: np.ndarray) -> bool:
    """Whether surely no number stands twice, as "1" and "1.0" would: of few, which is soon known."""
    return len(numbers) <= _FEW and len(set(numbers.tolist())) == len(numbers)


def repeated(columns: Sequence[Coded]) -> np.ndarray:
    """Rows that have the same values as an earlier row, where the last of the columns is filled."""
    *others, last = columns
    filled = last.codes >= 0
    if filled.sum() == np.count_nonzero(last.counts):
        return np.zeros(len(filled), dtype=bool)
    keys = last.codes.astype("int64")
    for column in others:
        keys = keys * (len(column.values) + 1) + column.codes
    return pd.Series(keys).duplicated().to_numpy() & filled


def together(first: Coded, second: Coded) -> np.ndarray:
    """How often each value of one column stands beside each of another."""
    rows, columns = len(first.values) + 1, len(second.values) + 1
    most = rows * columns
    pairs = first.from_one(most) * columns + second.from_one(most)
    return np.bincount(pairs, minlength=rows * columns).reshape(rows, columns)[1:, 1:]


def correlation(first: Coded, second: Coded) -> tuple[int, float]:
    """Rows that have both columns of numbers, and their correlation; NaN where one of the columns does not vary."""
    x, y = (column.values.to_numpy(dtype="float64") for column in (first, second))
    if len(x) * len(y) > _MOST_PAIRS:
        both = (first.codes >= 0) & (second.codes >= 0)
        x, y, pairs = x[first.codes[both]], y[second.codes[both]], None
        n, rows, columns = len(x), np.ones(len(x)), np.ones(len(x))
    else:
        pairs = together(first, second)
        n, rows, columns = int(pairs.sum()), pairs.sum(axis=1), pairs.sum(axis=0)
    if n < 2 or np.ptp(x[rows > 0]) == 0 or np.ptp(y[columns > 0]) == 0:
        return n, float("nan")
    x, y = x - rows @ x / n, y - columns @ y / n
    product = x @ y if pairs is None else x @ pairs @ y
    return n, float(product / np.sqrt((rows @ x**2) * (columns @ y**2)))
