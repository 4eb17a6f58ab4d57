"""A column as a draft sees it: its heads, how often each of its values stands there, what kind of values they are."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from ..study.checks.declared_scales import codes_apart, heaps_at_nought
from ..study.dates.parsing import parse_dates
from ..study.metadata.file_metadata import KnownByFile
from ..study.words.answer_scales import lengths
from ..study.words.durations import like_durations, parse_durations
from ..study.words.meanings import no_answer, only_denies, told_number, verdicts, with_its_scale, yes_no
from ..study.words.numbers import Decimal, parse_numbers, without_units
from .loose_numbers import names_two, typed_numbers

MOST_VALUES = 2_000  # of which each is counted; more are no codes
_LOOKED_AT = 400  # distinct values that show what kind they are
_TOGETHER = 4_000  # rows that show which columns go together
_FEW = 60  # groups that somebody compares
_COUNTED_FROM = np.datetime64("1900-01-02")  # spreadsheets count days from here; what is earlier has no day
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|(?:\d{1,3}\.){3}\d{1,3}")
_UNCLEAR = 0.1  # the share of other words among numbers up to which they may be codes

_EMPTY_SIGNS = frozenset("-–—―‒.…·•")  # of cells that somebody has filled with a dash

_FACES = ("😡😠🤬", "🙁☹😞😟😕", "😐😑😶", "🙂😊🙃", "😀😃😄😁😍🤩")  # worst first
_LETTERS = (("SD", "D", "N", "A", "SA"), ("VD", "D", "N", "S", "VS"), ("TD", "ED", "N", "DA", "TA"))  # worst first

Kind = Literal["empty", "date", "length", "number", "words", "letters", "yes_no", "groups", "text"]


@dataclass(kw_only=True)
class Seen:
    """One column of a file.

    Attributes
    ----------
    head, wording : str
        Its header, and what a second header row or the file's labels say of it.
    counts : dict of str to int
        How often each value stands in all rows; of many different ones the commonest `MOST_VALUES`, and
        the smallest and the largest number.
    n_rows, filled, distinct : int
        Rows of the table, cells that are not empty, different values: all of the whole file.
    cells : pandas.Series of str
        The column in the rows that are looked at together: all of them, or the first of a large file.
    known : KnownByFile
        What the file says of its codes.
    battery, apart : str, frozenset of float
        Of few rows: the letter of its question and others, and the codes that stand apart in all of them together.
    """

    head: str
    wording: str = ""
    counts: dict[str, int]
    n_rows: int
    filled: int
    distinct: int
    cells: pd.Series
    known: KnownByFile = field(default_factory=KnownByFile)
    decimal: Decimal = field(default_factory=Decimal)
    battery: str = ""
    apart: frozenset[float] = frozenset()

    @cached_property
    def numeric(self) -> dict[str, float]:
        """Each value as a number; NaN where it is none."""
        return dict(zip(self.counts, _numbers(self.counts, self.decimal), strict=True))

    @cached_property
    def nobody(self) -> list[str]:
        """The values that say that there is no answer, by their words or by the file's labels."""
        many = len(self.counts) > _LOOKED_AT  # of keys and times those with a digit need no look
        looked = (w for w in self.counts if any(map(str.isalpha, w)) and not (many and any(map(str.isdigit, w))))
        found = [word for word in looked if no_answer(word)]
        signs = [word for word in self.counts if not any(map(str.isalnum, word))]
        found += signs if set("".join(signs)) <= _EMPTY_SIGNS else []  # beside + a − is an answer
        found = [] if len(found) == len(self.counts) else found  # where nothing else stands, they are names
        return [*found, *(code for code in self.declared if code not in found)]

    @cached_property
    def declared(self) -> list[str]:
        """The codes that the file itself declares to be no answer, or labels so."""
        labelled = [code for code, word in self.known.labels.items() if no_answer(word) and code in self.counts]
        numbers = self.numeric
        for low, high in self.known.missing:
            for word, number in numbers.items():
                inside = word == str(low) if isinstance(low, str) else low <= number <= high
                if inside and word not in labelled:
                    labelled.append(word)
        return labelled

    @cached_property
    def answers(self) -> dict[str, int]:
        """The values that are answers, with their counts."""
        none = set(self.nobody)
        return {word: count for word, count in self.counts.items() if word not in none}

    @cached_property
    def numbers(self) -> dict[float, int]:
        """Number → count, of the answers that are numbers or bear one ("10 - surely")."""
        found: dict[float, int] = {}
        for word, count in self.answers.items():
            if (told := self._told(word, self.numeric[word])) is not None:
                found[float(told)] = found.get(float(told), 0) + count
        return dict(sorted(found.items()))

    def _told(self, word: str, number: float) -> float | None:
        """The number that a word is or bears, given its number, NaN where it is none."""
        if not np.isnan(number):
            return number
        return self.rated[word] if word in self.rated else self.loose.get(word, told_number(word))

    @cached_property
    def loose(self) -> dict[str, float]:
        """Answers typed as 10!! or eight among those that are numbers up to 10, which most of them are."""
        return typed_numbers(self.answers, self.numeric)

    @cached_property
    def rated(self) -> dict[str, float]:
        """Answers that are written with their scale, as 4/5 and ★★★★☆ are, where all that are no numbers are so."""
        words = [word for word in self.answers if np.isnan(self.numeric[word])]
        found = {word: rated for word in words if (rated := with_its_scale(word))}
        one = len({highest for _, highest in found.values() if highest}) < 2
        return {word: number for word, (number, _) in found.items()} if one and len(found) == len(words) else {}

    @property
    def highest(self) -> int:
        """The highest answer that such answers name; 0 where they name none."""
        return max((rated[1] for word in self.rated if (rated := with_its_scale(word))), default=0)

    @cached_property
    def strange(self) -> list[str]:
        """Words among numbers that are neither a number nor known to mean no answer."""
        return [word for word in self.answers if self._told(word, self.numeric[word]) is None]

    @cached_property
    def scale_lengths(self) -> dict[int, dict[str, int]]:
        """The usual scales in words that explain all answers: points → word to number."""
        odd = self.off_scale
        words = [word for word in self.answers if word != odd]
        if odd and not only_denies(odd, words):
            return {}
        return lengths(words) if 1 < len(words) <= _FEW else {}

    @cached_property
    def off_scale(self) -> str:
        """The one answer that lies on no usual scale in words, where the others fill four points of one or more."""
        words = list(self.answers)
        if not 4 < len(words) <= 12 or lengths(words):
            return ""
        readings = {word: lengths(other for other in words if other != word).values() for word in words}
        odd = [word for word, found in readings.items() if any(len({*points.values()}) > 3 for points in found)]
        return odd[0] if len(odd) == 1 else ""

    @cached_property
    def letters(self) -> dict[str, int]:
        """Letters of a usual scale of five points ("SA" for "strongly agree"), or good and bad, and their numbers."""
        if verdict := verdicts(self.answers):
            return verdict
        places = {
            word: next((k for k, faces in enumerate(_FACES) if word.strip("\ufe0f") in faces), -1)
            for word in self.answers
        }
        if len(places) > 2 and min(places.values()) >= 0 and len(set(places.values())) == len(places):
            order = sorted(places, key=places.__getitem__)
            return {word: order.index(word) + 1 for word in order}
        for letters in _LETTERS:
            known = set(self.answers) & set(letters)
            told = sum(self.answers[word] for word in known)
            if len(known) > 3 and len(self.answers) < len(known) + 2 and told > 0.85 * sum(self.answers.values()):
                return dict(zip(letters, range(1, 6), strict=True))
        return {}

    @cached_property
    def kind(self) -> Kind:
        """What kind of values the answers are."""
        words = list(self.answers)[:_LOOKED_AT]
        if not words:
            return "empty"
        series = pd.Series(words, dtype="str")
        if all(yes_no(word) is not None for word in words) and any(any(map(str.isalpha, word)) for word in words):
            return "yes_no"
        if not np.isnan(parse_durations(series, None, in_words=True)).any():
            return "length"
        if self._are_numbers():
            return "number"
        if like_durations(series).all():
            return "length"
        if self._are_dates(series):
            return "date"
        if self.scale_lengths:
            return "words"
        if self.letters:
            return "letters"
        repeated = self.filled >= 2 * self.distinct or (self.known.labels and self.distinct <= _FEW)
        return "groups" if self.distinct <= _FEW and repeated and max(map(len, words)) <= 80 else "text"

    def _are_numbers(self) -> bool:
        if self.rated:
            return True
        found = np.array([self.numeric[word] for word in self.answers])
        counts = np.fromiter(self.answers.values(), dtype="int64")
        bare = counts[~np.isnan(found)].sum()
        told = sum(self.answers[word] for word in self.strange)
        if bare < counts.sum() / 2 and all(told_number(word) is not None for word in self.answers):
            return len(self.answers) <= 12  # 1 (bad), 2 … 5 (good)
        unknown = [word for word in self.strange if not names_two(word)]
        return bool(bare) and told <= _UNCLEAR * counts.sum() and len(unknown) <= 3 and bare >= counts.sum() / 2

    def _are_dates(self, words: pd.Series) -> bool:
        if not words.str.contains(r"\d", regex=True).mean() > 0.9 or words.str.len().max() > 45:
            return False
        found = parse_dates(words, None)
        if (found.values < _COUNTED_FROM).sum() > len(words) / 2:
            return False  # a spreadsheet's hours of the day: 12/31/1899 09:30
        open_ = np.logical_or.reduce([np.zeros(len(words), bool), *(d.rows for d in found.doubts if not d.told)])
        told = any("cannot be told apart" in doubt.problem for doubt in found.doubts)
        read = ~np.isnat(found.values)
        return bool(read.mean() > 0.9 or (told and (read | open_).mean() > 0.9))

    @cached_property
    def addresses(self) -> bool:
        """Whether most answers are addresses of electronic mail or of machines."""
        words = list(self.answers)[:_LOOKED_AT]
        return 2 * sum(_ADDRESS.fullmatch(word.strip()) is not None for word in words) > max(len(words), 1)

    @cached_property
    def undated(self) -> list[str]:
        """Words without a digit among dates, such as "[not completed]"."""
        return [word for word in self.answers if not any(map(str.isdigit, word))]

    @cached_property
    def core(self) -> list[float]:
        """The numbers that are answers whatever the codes: without 0, a 6 that follows 1 to 5, codes apart."""
        codes = {*codes_apart(self.numbers), *self.apart} | ({0.0} if heaps_at_nought(self.numbers) else set())
        found = [number for number in self.numbers if number not in codes]
        top = max(found, default=0)
        return found if top > 7 or top < 5 else [number for number in found if number and (number != 6 or top == 7)]

    @cached_property
    def core_sample(self) -> np.ndarray:
        """`sample` within `core`."""
        return np.where(np.isin(self.sample, self.core), self.sample, np.nan)

    @cached_property
    def sample(self) -> np.ndarray:
        """The numbers in some thousand rows, the same of each column; NaN where there is none."""
        codes, words = pd.factorize(self._some)
        few = self.distinct <= MOST_VALUES
        numbers = [self.numeric.get(word, np.nan) for word in words] if few else _numbers(words, self.decimal)
        none = set(self.nobody)
        told = [self._told(word, number) for word, number in zip(words, numbers, strict=True)]
        values = [
            np.nan if word in none or number is None else number for word, number in zip(words, told, strict=True)
        ]
        return np.append(np.array(values, dtype="float64"), np.nan)[codes]

    @property
    def _some(self) -> pd.Series:
        return self.cells.iloc[:: max(len(self.cells) // _TOGETHER, 1)]

    def in_points(self, length: int) -> np.ndarray:
        """Answers in the words of a usual scale as its points, in the rows that are looked at together."""
        codes, words = pd.factorize(self._some)
        reading = self.letters or self.scale_lengths[length]
        return np.append(np.array([reading.get(word, np.nan) for word in words], dtype="float64"), np.nan)[codes]

    @property
    def words(self) -> str:
        """Head and wording in one text."""
        return f"{self.head} {self.wording}".strip()

    @property
    def texts(self) -> tuple[str, str]:
        """Head and wording."""
        return self.head, self.wording

    @property
    def unique(self) -> bool:
        """Whether every row has a value of its own."""
        return self.distinct == self.filled == self.n_rows

    @property
    def whole(self) -> bool:
        """Whether all numbers are whole."""
        return all(number % 1 == 0 for number in self.numbers)


def _numbers(words: Iterable[str], decimal: Decimal) -> np.ndarray:
    return parse_numbers(without_units(list(words))[0], decimal)


def has_two_orders(words: list[str]) -> bool:
    """Whether some dates prove that the day stands first, and others that the month does."""
    doubts = parse_dates(pd.Series(words, dtype="str"), None).doubts
    return any("stands first, and in other rows" in doubt.problem for doubt in doubts)


def is_date_open(words: list[str]) -> list[str]:
    """The layouts that dates leave open; none where their order is known or they are no such dates."""
    doubts = [doubt for doubt in parse_dates(pd.Series(words, dtype="str"), None).doubts if not doubt.told]
    layouts = [layout for doubt in doubts for layout in re.findall(r'format = "([^"]+)"', doubt.mend)]
    return layouts if len(set(layouts)) > 1 else []


def dates_to_come(counts: dict[str, int]) -> int:
    """How many rows have a date after today."""
    dates = parse_dates(pd.Series(list(counts), dtype="str"), None).values
    later = dates.astype("datetime64[D]") > np.datetime64(datetime.date.today())
    return int(np.fromiter(counts.values(), dtype="int64")[later].sum())
