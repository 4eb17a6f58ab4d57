"""How the odd cells of a column may be declared: as no answer, by labels, or by another scale."""

from __future__ import annotations

import numpy as np

from ...locale import say
from ...text import count
from ..contract.models import ColumnContract
from ..dates.bands import bands_made_dates
from ..metadata.cell_words import coded_classes, mend_words, visible_answer
from ..words.cells import Cells
from ..words.durations import like_durations
from ..words.numbers import Decimal, parse_numbers, plain

_FEWEST_CODES = 4  # fewer different answers do not show how a scale is coded
_MOST_POINTS = 10
_MOST_CODES = 3  # more numbers outside the scale are answers
_MOST_LISTED = 3  # values in a message
_SHOWN = 40  # signs of a word in a message; labels are copied from it
_LABEL_MEND = "Add them to labels, or to missing."
_WORD_MEND = 'Declare words for "no answer" in missing, and words that stand for numbers in labels.'
LENGTH_MEND = "Export lengths of time as hours:minutes:seconds, such as 30:00:00, or all as numbers of one unit."
_DECIMAL_MEND = "They are numbers with the other decimal sign: write all numbers with one sign in the file."
_BAND_MEND = 'These are bands, some made dates by a spreadsheet: write role = "segment", or labels that give numbers.'
_SCALE_MEND = 'Correct the scale, or declare the codes for "no answer" in missing.'


class OddCells:
    """The different cells of a column and the numbers they are, with what may be said of the odd ones.

    Masks are of the different cells; those that are `open` are neither missing nor not used. Where the table is
    `secret`, no message names a value.
    """

    column: ColumnContract
    cells: Cells
    numbers: np.ndarray
    open: np.ndarray
    decimal: Decimal
    secret: bool

    def shown(self, bad: np.ndarray) -> str:
        """The faulty values in brackets, the first of them where they are many."""
        found = self._found(bad)
        more = [say("and {number} more", number=count(len(found) - _MOST_LISTED))] if len(found) > _MOST_LISTED else []
        return f" ({' '.join([', '.join(found[:_MOST_LISTED]), *more])})"

    def _found(self, bad: np.ndarray) -> list[str]:
        """Distinct faulty values as TOML would write them; numbers in their order, long texts cut."""
        numbers = sorted(self.numbers[bad & ~np.isnan(self.numbers)])
        words = self.cells.words[bad & np.isnan(self.numbers)]
        return [plain(number) for number in numbers] + [
            f'"{word[:_SHOWN] + "…" * (len(word) > _SHOWN)}"' for word in words
        ]

    def _missing_mend(self, bad: np.ndarray, otherwise: str) -> str:
        """How to declare the faulty values as missing, or `otherwise` where they are too many or secret."""
        found = self._found(bad)
        if self.secret or len(found) > _MOST_LISTED or any("…" in word for word in found):
            return otherwise
        declared = [plain(code) if not isinstance(code, str) else f'"{code}"' for code in self.column.missing]
        subject = " or ".join(found) + (" means" if len(found) == 1 else " mean")
        mend = f'If {subject} "no answer", write missing = [{", ".join(declared + found)}]'
        if self.column.role == "rating" and not self.column.not_used:
            mend += f'; if "not used", write not_used = [{", ".join(found)}]'
        return mend + "."

    def label_mend(self, bad: np.ndarray) -> str:
        """How to declare values that have no label: they may be answers whose label was forgotten."""
        made = {} if self.secret else bands_made_dates(self.cells.words[self.open])
        if made and set(self.cells.words[bad]) <= set(made):
            listed = ", ".join(f'"{word}" = "{band}"' for word, band in made.items())
            return f"If a spreadsheet has made dates of bands, add {listed} to labels."
        if any(map(visible_answer, self.cells.words[bad & np.isnan(self.numbers)])):
            return "Add them to labels: they are answers."
        mend = self._missing_mend(bad, "")
        them = "it" if bad.sum() == 1 else "them"
        return f"{mend.removesuffix('.')}; else add {them} to labels." if mend else _LABEL_MEND

    def word_mend(self, words: np.ndarray) -> str:
        """How to declare words where numbers are expected."""
        told = self.cells.words[words]
        if like_durations(told).any():  # whoever declares them missing would lose answers
            return LENGTH_MEND
        if set(told) & set(bands_made_dates(self.cells.words[self.open])):
            return _BAND_MEND
        if np.isfinite(parse_numbers(told, Decimal(",.".strip(self.decimal.sign), grouped=True))).all():
            return _DECIMAL_MEND
        known = mend_words(self.column, told, self.numbers[self.open & ~np.isnan(self.numbers)], secret=self.secret)
        return known or self._missing_mend(words, _WORD_MEND)

    def scale_mend(self, values: np.ndarray, outside: np.ndarray) -> str:
        """How to declare numbers outside the scale."""
        low, high = self.column.ends
        if self.column.role == "recommend" and (classes := coded_classes(values[self.open])):
            return classes
        mend = self._other_answers(values, outside)
        if not mend or len(set(values[outside])) <= _MOST_CODES:
            mend += self._missing_mend(outside, _SCALE_MEND)
        if self.column.role != "recommend" and not self.secret and set(values[outside]) == {low - 1}:
            # whoever declares it missing would lose the worst ratings of a scale from 0
            lowest = f"scale = [{plain(low - 1)}, {plain(high)}]"
            mend = mend.removesuffix(".") + f"; if it is the lowest answer, write {lowest}."
        return mend

    def _other_answers(self, values: np.ndarray, outside: np.ndarray) -> str:
        """How to read numbers outside the scale that look like answers: codes one too high, a longer scale."""
        found, given = sorted(set(values[outside])), set(values[self.open & ~np.isnan(values)])
        low, high = self.column.ends
        few = len(given) < _FEWEST_CODES or any(number % 1 for number in given)
        if self.secret or self.column.labels or not found or few:
            return ""
        above, below = found == [high + 1] and low not in given, found == [low - 1] and high not in given
        if high - low <= _MOST_POINTS and (above or below):
            step = 1 if found[0] > high else -1
            labels = ", ".join(f'"{plain(number + step)}" = {plain(number)}' for number in np.arange(low, high + 1))
            codes = f"{plain(low + step)} to {plain(high + step)}"
            answers = f"{plain(low)} to {plain(high)}"
            return f"If the codes {codes} stand for the answers {answers}, write labels = {{ {labels} }}. "
        if self.column.role == "recommend" and given <= set(range(0, 101, 10)) and max(given) > 10 * _FEWEST_CODES:
            labels = ", ".join(f'"{10 * number}" = {number}' for number in range(11))
            return f"If it was asked from 0 to 100, write labels = {{ {labels} }}."
        ends = [min(found[0], low), max(found[-1], high)]
        if len(found) > 1 and set(np.arange(ends[0], ends[1] + 1)) <= given:
            role = 'role = "outcome", ' if self.column.role == "recommend" else ""
            return f"If they are answers, write {role}scale = [{plain(ends[0])}, {plain(ends[1])}]. "
        return ""
