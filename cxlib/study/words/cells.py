"""A column's cells as text: every different text once, and for each row which of them it has.

A million rows cost what their different texts cost: whatever is asked of a column is asked of its texts.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import compress
from typing import Any

import numpy as np
import pandas as pd

from .arrow_texts import STR, all_different, among, bytes_of, closed, series_of
from .durations import duration_text

BLANKS = " \t\r\n\f\v\u00a0\u2007\u202f\u200b\ufeff"  # also those that keep words on one line or are not seen
_MANY = 1_000  # texts from which on they are looked through all at once; fewer are sooner gone through as a list
_LENGTH_0, _AFTER_LENGTHS = datetime.datetime(1899, 12, 31), datetime.datetime(1900, 3, 1)


class Cells:
    """The cells of a column: `words` are its different texts in the order in which they turn up, `codes` their places.

    Texts have no blanks at their ends; an empty cell is the empty text.
    """

    def __init__(self, codes: np.ndarray, words: Any) -> None:
        """`words` may be a Series, or an array of Arrow, which becomes one when it is asked for."""
        self.codes, self._given = small_codes(codes, len(words)), words

    @classmethod
    def of_text(cls, text: pd.Series) -> Cells:
        """Cells given row by row."""
        codes, words = pd.factorize(text)
        return cls(codes, pd.Series(words, dtype=STR))

    @classmethod
    def of_arrow(cls, column: Any, kept: np.ndarray) -> Cells:
        """Some rows of a column of text in Arrow."""
        import pyarrow as pa
        import pyarrow.compute as pc

        first = int(np.argmax(kept)) if kept.any() else len(kept)
        column = column.slice(first) if kept[first:].all() else column.filter(pa.array(kept))
        if all_different(column):
            codes, words = np.arange(len(column), dtype=np.int32), column.combine_chunks()
        else:
            coded = column.dictionary_encode()  # all pieces share one dictionary
            words = coded.chunk(0).dictionary if coded.num_chunks else pa.array([], column.type)
            places = [small_codes(piece.indices.to_numpy(), len(words)) for piece in coded.chunks]
            codes = np.concatenate(places or [np.array([], dtype=np.int8)])
        cells = cls(codes, words)
        if all(text == text.strip(BLANKS) for text in cells.texts) if cells._are_few else closed(words):
            return cells
        bare = pc.utf8_trim(words, BLANKS).dictionary_encode()  # some may differ by blanks only
        return cls(bare.indices.to_numpy()[codes], bare.dictionary)

    @classmethod
    def of_values(cls, cells: Any) -> Cells:
        """Cells of any type, such as a spreadsheet's."""
        if isinstance(cells, list):
            codes, values = _coded(_lengths_of_time(cells))
        elif isinstance(cells, pd.Series) and cells.dtype == STR:
            return cls.of_text(cells.fillna("")).stripped()
        else:
            codes, values = pd.factorize(cells)
        return cls._of_different(codes, values)

    @classmethod
    def of_numbers(cls, column: Any) -> Cells:
        """A column of numbers, or of yes and no, in Arrow."""
        import pyarrow as pa
        import pyarrow.compute as pc

        column = column.combine_chunks()
        if pa.types.is_floating(column.type):
            column = pc.if_else(pc.is_nan(column), None, column)
        coded = column.dictionary_encode()
        codes, values = coded.indices.fill_null(-1).to_numpy(), coded.dictionary
        if pa.types.is_floating(values.type):
            values = _whole_or_shortest(values)
        words = values.cast(pa.large_string())
        if coded.null_count:
            codes = np.where(codes < 0, len(words), codes)
            words = pa.concat_arrays([words, pa.array([""], pa.large_string())])
        return cls(codes, words)

    @classmethod
    def _of_different(cls, codes: np.ndarray, values: Iterable[Any]) -> Cells:
        """Cells of values and their places, −1 for none."""
        words = [cell_text(value) for value in values]
        if (codes < 0).any():
            codes = np.where(codes < 0, len(words), codes)
            words.append("")
        return cls(codes, pd.Series(words, dtype=STR)).stripped()

    @classmethod
    def joined(cls, parts: Sequence[Cells]) -> Cells:
        """The cells of several files, one after the other."""
        if len(parts) == 1:
            return parts[0]
        codes, words = pd.factorize(pd.concat([part.words for part in parts], ignore_index=True))
        starts = np.cumsum([0, *(len(part.words) for part in parts)])
        placed = [codes[start:][part.codes] for start, part in zip(starts, parts, strict=False)]
        return cls(np.concatenate(placed), pd.Series(words, dtype=STR))

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def words(self) -> pd.Series:
        """The different texts."""
        return self._given if isinstance(self._given, pd.Series) else series_of(self._given)

    @cached_property
    def texts(self) -> list[str]:
        """The different texts as a list, which is quicker to go through."""
        return (self._given if self._are_few else self.words).tolist()

    @property
    def _are_few(self) -> bool:
        return len(self._given) <= _MANY

    @property
    def at_hand(self) -> Any:
        """The different texts: as a list where they are few, of which pandas would take longer to begin than to end."""
        return self.texts if self._are_few else self.words

    @cached_property
    def empty(self) -> np.ndarray:
        """Which of the different texts is the empty one."""
        if self._are_few:
            return np.array([not text for text in self.texts], dtype=bool)
        return np.diff(bytes_of(self.words)[1]) == 0

    def rows(self) -> pd.Series:
        """The text of each row."""
        return pd.Series(spread(self.words, self.codes), copy=False)

    def stripped(self) -> Cells:
        """The same without blanks at the ends of texts."""
        return self.written(self.words.str.strip(BLANKS))

    def written(self, words: pd.Series) -> Cells:
        """The same with other texts in place of the different ones; some may be alike."""
        if words.is_unique:
            return Cells(self.codes, words)
        places, distinct = pd.factorize(words)
        return Cells(places[self.codes], pd.Series(distinct, dtype=STR))

    def keep(self, rows: np.ndarray) -> Cells:
        """The rows that a mask names."""
        if rows.all():
            return self
        codes, places = pd.factorize(self.codes[rows])
        return Cells(codes, self.words.take(places).reset_index(drop=True))

    def first(self, count: int) -> Cells:
        """The first rows."""
        return self.keep(np.arange(len(self)) < count)

    def at(self, row: int) -> str:
        """The text of one row."""
        return self.texts[self.codes[row]] if self._are_few else self.words.array[self.codes[row]]

    def among(self, words: Iterable[str]) -> np.ndarray:
        """Rows that have one of some words."""
        return rows_of(self.listed(words), self.codes)

    def listed(self, words: Iterable[str]) -> np.ndarray:
        """Which of the different texts are among some words."""
        if not self._are_few:
            return among(self.words, pd.Series(list(words), dtype=STR))
        words = frozenset(words)
        return np.array([text in words for text in self.texts], dtype=bool)

    def only(self, chosen: np.ndarray) -> list[str]:
        """The different texts that a mask names."""
        return list(compress(self.texts, chosen))

    def longer(self, length: int) -> np.ndarray:
        """Which of the different texts have more signs; mostly all of them together have not."""
        if self._are_few:
            return np.array([len(text) > length for text in self.texts], dtype=bool)
        if self.words.array.nbytes <= length or np.diff(bytes_of(self.words)[1]).max(initial=0) <= length:
            return np.zeros(len(self.words), dtype=bool)
        return (self.words.str.len() > length).to_numpy(dtype=bool)


def small_codes(codes: np.ndarray, count: int) -> np.ndarray:
    """Places below a count, in as few bytes as they need."""
    kind = np.int8 if count < 1 << 7 else np.int16 if count < 1 << 15 else np.int32
    return codes.astype(kind, copy=False)


def spread(distinct: pd.Series, codes: np.ndarray) -> Any:
    """The value of each row, given the different values and their places: an array, or these where each has its own."""
    if len(codes) == len(distinct) and (codes == np.arange(len(codes))).all():
        return distinct
    return (distinct.to_numpy() if isinstance(distinct.dtype, np.dtype) else distinct.array).take(codes)


def rows_of(chosen: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """The rows that have one of some values, given a mask of the values and their places."""
    return chosen[codes] if chosen.any() else np.zeros(len(codes), dtype=bool)


def cell_text(value: Any) -> str:
    """One cell as text: whole numbers without a point, dates as 2018-01-31, nothing as the empty text."""
    if isinstance(value, str):
        return value
    if value is None or value is pd.NaT or value != value:
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, (float, np.floating)):
        return str(int(value)) if float(value).is_integer() and abs(float(value)) < 2**53 else repr(float(value))
    if isinstance(value, datetime.timedelta):
        return duration_text(value.total_seconds())
    if isinstance(value, datetime.datetime):
        return str(value.date() if value.time() == datetime.time() and not value.tzinfo else value)
    return str(value)


def _whole_or_shortest(numbers: Any) -> Any:
    """Arrow's floating numbers as `cell_text` writes each, all at once."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if len(numbers) and pc.max(pc.abs(numbers)).as_py() >= 2.0**53:
        return pa.array([cell_text(number) for number in numbers.to_pylist()], pa.large_string())
    if pc.all(pc.equal(pc.floor(numbers), numbers)).as_py() is not False:
        return numbers.cast(pa.int64())
    words = [word.removesuffix(".0") for word in map(repr, numbers.to_pylist())]
    return pa.array(["0" if word == "-0" else word for word in words], pa.large_string())


def _coded(cells: list[Any]) -> tuple[np.ndarray, list[Any]]:
    """The different values of a list and their places; true is no 1, and 1 as a whole number is no 1.0."""
    places: dict[tuple[type, Any], int] = {}
    codes = [places.setdefault((cell.__class__, cell), len(places)) for cell in cells]
    return np.array(codes, dtype="int64"), [value for _, value in places]


def _lengths_of_time(cells: list[Any]) -> list[Any]:
    """A spreadsheet's lengths of time: those of a day and more come as days of January 1900."""
    kinds = {type(cell) for cell in cells}
    if not {datetime.datetime, datetime.time} <= kinds <= {datetime.datetime, datetime.time, type(None)}:
        return cells
    if any(isinstance(cell, datetime.datetime) and cell >= _AFTER_LENGTHS for cell in cells):
        return cells
    return [cell - _LENGTH_0 if isinstance(cell, datetime.datetime) else cell for cell in cells]
