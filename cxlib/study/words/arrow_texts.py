"""Texts as Arrow keeps them, of which pandas and Python would look at each: their bytes, their ends, what is alike."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

STR = pd.Series(dtype="str").dtype  # looked up once: pandas looks a name up among all its types
_FIRST = 1_000  # texts that show whether any stands twice
_LONGEST_KEY = 64  # bytes; longer texts are no keys


def all_different(column: Any) -> bool:
    """Whether a long column of text in Arrow surely has no text twice, as keys have none; False may mean unknown.

    Each text is made a number, so that texts are different where all the numbers are; to sort numbers is quicker than
    to look every text up.
    """
    import pyarrow as pa

    first = column.slice(0, _FIRST)
    text = column.type in (pa.string(), pa.large_string()) and not column.null_count
    if not text or len(column) <= _FIRST or len(first.unique()) < len(first):
        return False
    numbers: list[np.ndarray] = []
    for piece in column.chunks:
        found = _as_numbers(piece) if len(piece) else np.zeros(0, dtype="uint64")
        if found is None:
            return False
        numbers.append(found)
    ordered = np.sort(np.concatenate(numbers))
    return not (ordered[1:] == ordered[:-1]).any()


def _as_numbers(piece: Any) -> np.ndarray | None:
    """A number for each text, that of up to eight bytes its own; None where some are longer than keys are."""
    signs, ends = bytes_of(piece)
    starts, lengths = ends[:-1], np.diff(ends)
    if lengths.max() > _LONGEST_KEY:
        return None
    signs = np.concatenate([signs, np.zeros(_LONGEST_KEY + 8, dtype="uint8")])
    eights = np.ndarray(len(signs) - 7, dtype="<u8", buffer=signs, strides=(1,))  # the eight bytes from each on
    kept = np.array([(1 << 8 * count) - 1 for count in range(9)], dtype="<u8")
    found = np.zeros(len(piece), dtype="uint64")
    for start in range(0, int(lengths.max()), 8):
        found ^= found >> np.uint64(29)
        found *= np.uint64(0x9E3779B97F4A7C15)  # odd, so that no two numbers become one
        found += eights[starts + start] & kept[np.clip(lengths - start, 0, 8)]
    return found


def bytes_of(texts: Any) -> tuple[np.ndarray, np.ndarray]:
    """The bytes of texts, an array of Arrow or a Series, one after the other; where each begins, and the last ends."""
    import pyarrow as pa

    if isinstance(texts, pd.Series):
        texts = array_of(texts)
    _, ends, data = texts.buffers()
    places = np.frombuffer(ends, dtype="int32" if texts.type == pa.string() else "int64")
    ends = places[texts.offset : texts.offset + len(texts) + 1] if len(texts) else np.zeros(1, dtype="int64")
    return (np.frombuffer(data, dtype="uint8") if data else np.zeros(0, dtype="uint8"))[: ends[-1]], ends


def array_of(texts: pd.Series) -> Any:
    """Text as an array of Arrow; nothing is copied where it is in one piece."""
    import pyarrow as pa

    found = texts.array.__arrow_array__() if texts.dtype == STR else pa.array(texts, pa.large_string())
    if isinstance(found, pa.ChunkedArray):
        found = found.chunk(0) if found.num_chunks == 1 else found.combine_chunks()
    return found


def series_of(texts: Any) -> pd.Series:
    """An array of Arrow as a column of text; pandas takes three times as long to find out that it is one."""
    import pyarrow as pa

    texts = texts if texts.type == pa.large_string() else texts.cast(pa.large_string())
    return pd.Series(pd.arrays.ArrowStringArray(texts, dtype=STR), copy=False)


def answered(texts: pd.Series, open_: np.ndarray) -> pd.Series:
    """Texts where a mask says so, the others missing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    return texts if open_.all() else series_of(pc.if_else(pa.array(open_), array_of(texts), None))


def with_digits(texts: pd.Series) -> np.ndarray:
    """Which texts have a digit."""
    signs, ends = bytes_of(texts)
    if not len(signs) or signs.max() > 127:  # other letters have digits of their own
        return texts.str.contains(r"\d", regex=True).to_numpy(dtype=bool)
    filled = np.diff(ends) > 0
    if (filled & (signs[ends[1:] - 1] - np.uint8(ord("0")) < 10)).all():  # most keys end with one
        return filled
    digits = np.append(signs - np.uint8(ord("0")) < 10, False)
    return np.logical_or.reduceat(digits, ends[:-1]) & filled


def closed(words: Any) -> bool:
    """Whether surely no text of an array of Arrow has a blank at its ends: its first and last signs are of ASCII."""
    import pyarrow as pa

    if not isinstance(words, pa.Array):  # over 2 GB
        return False
    signs, ends = bytes_of(words)
    starts, ends = ends[:-1], ends[1:]
    filled = ends > starts
    if not filled.all():
        starts, ends = starts[filled], ends[filled]
    return all(((at > ord(" ")) & (at < 128)).all() for at in (signs[starts], signs[ends - 1]))


def among(texts: pd.Series, known: pd.Series) -> np.ndarray:
    """Which texts are known; `Series.isin` goes through the known ones one by one."""
    import pyarrow as pa
    import pyarrow.compute as pc

    sort = pa.large_string()
    return pc.is_in(pa.array(texts, sort), value_set=pa.array(known, sort)).to_numpy(zero_copy_only=False)
