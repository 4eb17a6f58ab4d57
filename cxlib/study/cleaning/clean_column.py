"""One declared column made clean: codes told from answers, answers from faults."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from ...locale import to_say
from ..contract.models import ColumnContract
from ..dates.bands import bands_made_dates, group_order, labels_mend
from ..dates.layouts import Told
from ..dates.parsing import parse_dates
from ..dates.wave_order import wave_order
from ..files.access import MAX_CELL
from ..words.arrow_texts import answered
from ..words.cells import Cells, rows_of
from ..words.durations import like_durations, of_two_parts, parse_durations
from ..words.meanings import yes_no
from ..words.numbers import Decimal, parse_numbers, plain, without_units
from ..words.spoilt_keys import KEYS, MEND, cut_to_fifteen, in_e_notation, without_points
from .cleaned import Clean, Finding
from .coded import ordered
from .odd_cells import LENGTH_MEND, OddCells

_TWO_PARTS_MEND = 'Write format = "%H:%M" if hours stand first, format = "%M:%S" if minutes do.'
_COUNTED = ("population", "cost")  # of people and money nobody writes thousandths
_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_MOST_NAMED = 12  # groups in a message


class _Cleaner(OddCells):
    """Works on the distinct texts of a column, so that a million rows cost what their codes cost."""

    def __init__(self, name: str, cells: Cells, column: ColumnContract, decimal: Decimal, secret: bool):
        self.name, self.column, self.secret = name, column, secret
        self.cells, self.codes = cells, cells.codes
        self.decimal = decimal
        self.findings: list[Finding] = []
        self.told: list[Finding] = []
        numeric = column.values == "number" or bool(column.labels) or column.values == "yes_no"
        bare, self.unit = without_units(cells.at_hand) if column.values == "number" else (cells.at_hand, "")
        self.numbers = parse_numbers(bare, decimal) if numeric else np.full(len(bare), np.nan)
        self.missing = cells.empty | self._listed(column.missing)
        self.not_used = self._listed(column.not_used) & ~self.missing
        self.open = ~(self.missing | self.not_used)

    def _listed(self, codes: list) -> np.ndarray:
        if not codes:
            return np.zeros(len(self.numbers), dtype=bool)
        words = [plain(code) if not isinstance(code, str) else code.strip() for code in codes]
        numbers = [code for code in codes if not isinstance(code, str)]
        words += [word.strip() for word, label in self.column.labels.items() if label in numbers]
        return self.cells.listed(words) | np.isin(self.numbers, numbers)

    def clean(self) -> Clean:
        if (long := self.cells.longer(MAX_CELL)).any():
            self._find(long, "a cell of over 1 million characters", "Shorten it.")
        return Clean(
            codes=self.codes,
            distinct=getattr(self, f"_{self.column.values}")(),
            missing=rows_of(self.missing, self.codes),
            not_used=rows_of(self.not_used, self.codes),
            findings=self.findings,
            told=self.told,
        )

    def _fault(self, bad: np.ndarray, problem: str, mend: str) -> None:
        if bad.any():
            self._find(bad, problem, mend, shown="" if self.secret else self.shown(bad))

    def _tell(self, rows: np.ndarray, problem: str, mend: str, *, told: Told = "always") -> None:
        if rows.any():
            self._find(rows, problem, mend, told=told)

    def _find(self, rows: np.ndarray, problem: str, mend: str, *, shown: str = "", told: Told = "") -> None:
        rows = rows[self.codes]
        found = Finding(column=self.name, problem=problem, mend=mend, rows=rows, shown=shown, told=told)
        (self.told if told else self.findings).append(found)

    def _number(self) -> pd.Series:
        column, values = self.column, self.numbers.copy()
        if column.labels:
            values = self._labelled_numbers()
            words = self.open & np.isnan(values)
            if words.any():
                self._fault(words, "not among the labels", self.label_mend(words))
        else:
            values = self._lengths(values)
            texts = ~np.isnan(values) & (self.decimal.both and np.array(["," in text for text in self.cells.at_hand]))
            self._tell(texts, to_say("numbers kept as text, read with a decimal comma"), "")
            if column.role in _COUNTED:
                mend = to_say('If they are thousands, write decimal = "," or decimal = "." for the table.')
                told = to_say("have three digits behind a sign, as thousands do, and are read as decimals")
                self._tell(~np.isnan(values) & self._as_thousands(), told, mend)
            self._tell(~np.isnan(values) & bool(self.unit), f'bear the sign "{self.unit}", which is left out', "")
            words = self.open & np.isnan(values)
            if words.any():
                self._fault(words, "words where numbers are expected", self.word_mend(words))
        values[~self.open] = np.nan
        if column.bounds:
            low, high = column.ends
            outside = (values < low) | (values > high)
            if outside.any():
                self._fault(outside, f"outside {plain(low)}…{plain(high)}", self.scale_mend(values, outside))
            values = column.turned(values) if column.reverse else values
        if column.role == "recommend":
            mend = 'The Net Promoter Score needs whole numbers; for averages write role = "outcome".'
            self._fault(values % 1 > 0, "not a whole number", mend)
        if column.role == "n_people":
            mend = "Write whole numbers from 1 on, and leave out rows that are about nobody."
            self._fault((values < 1) | (values % 1 > 0), "not a number of people", mend)
        if column.role == "weight":
            self._fault(values < 0, "negative weight", "Give every row a weight of 0 or more.")
        return pd.Series(values, copy=False)

    def _as_thousands(self) -> np.ndarray:
        """Which texts may be thousands: all that have a sign have three digits behind it."""
        signed = np.array([self.decimal.sign in text for text in self.cells.texts], dtype=bool)
        found = np.array([bool(_THOUSANDS.fullmatch(text)) for text in self.cells.texts], dtype=bool)
        return found & (found == signed).all()

    def _lengths(self, values: np.ndarray) -> np.ndarray:
        """Lengths of time as seconds, where the column has no plain numbers beside them."""
        words = self.open & np.isnan(values)
        if not words.any():
            return values
        in_words = self.column.role in ("measure", "lag") and not self.column.bounds
        seconds = parse_durations(self.cells.words.where(words, ""), self.column.format, in_words=in_words)
        read = ~np.isnan(seconds)
        unclear = words & ~read & of_two_parts(self.cells.words)
        self._fault(unclear, "hours and minutes, or minutes and seconds", _TWO_PARTS_MEND)
        self.open &= ~unclear
        if read.any() and np.isfinite(values[self.open]).any():
            self._fault(read, "lengths of time among plain numbers", LENGTH_MEND)
        if read.any():
            lost = self.missing & like_durations(self.cells.words)
            mend = to_say("If they are answers, take them out of missing.")
            declared = to_say("rows have lengths of time declared missing, where others are answers")
            self._tell(lost, declared, mend, told="of rows")
            self._tell(read, to_say("lengths of time, read as seconds"), "")
        return np.where(read, seconds, values)

    def _labelled_numbers(self) -> np.ndarray:
        """Labelled words as numbers; where only words have labels, a number stands for itself."""
        labelled = self._labelled().astype("float64")
        codes = [word for word in self.column.labels if "−" not in word]  # a questionnaire shows the point -3 as "−3"
        if np.isfinite(parse_numbers(pd.Series(codes, dtype=object), Decimal())).any():
            return labelled
        return np.where(np.isnan(labelled), self.numbers, labelled)

    def _labelled(self) -> np.ndarray:
        """The label of each distinct text, or None; codes match as text and as numbers (1 and 1.0)."""
        by_word = {word.strip(): label for word, label in self.column.labels.items()}
        keys = parse_numbers(pd.Series(list(by_word)), Decimal())
        by_number = {key: label for key, label in zip(keys, by_word.values(), strict=True) if key == key}
        answers = zip(self.cells.texts, self.numbers, self.open, strict=True)
        found = [by_word.get(word, by_number.get(number)) if open_ else None for word, number, open_ in answers]
        return np.array(found, dtype="object")

    def _names(self) -> pd.Series:
        labelled = self._labelled()
        strange = self.open & pd.isna(labelled)
        if strange.any():
            self._fault(strange, "not among the labels", self.label_mend(strange))
        return ordered(labelled, list(dict.fromkeys(self.column.labels.values())))

    def _yes_no(self) -> pd.Series:
        if self.column.labels:
            answers = self._labelled_numbers()
        else:
            answers = np.array([yes_no(word) for word in self.cells.texts], dtype="float64")  # None becomes NaN
        known = self.open & np.isin(answers, [0, 1])
        mend = 'Say which words are yes and which are no: labels = { "…" = 1, "…" = 0 }.'
        self._fault(self.open & ~known, "neither yes nor no", mend)
        return pd.Series(pd.arrays.BooleanArray(answers == 1, ~known))

    def _date(self) -> pd.Series:
        found = parse_dates(self.cells.words.where(self.open, ""), self.column.format)
        for doubt in found.doubts:
            if doubt.rows.any():
                shown = self.shown(doubt.rows) if doubt.shown is None else doubt.shown
                mend = doubt.mend
                if self.secret:
                    shown, mend = "", doubt.unnamed or doubt.mend
                self._find(doubt.rows, doubt.problem, mend, shown=shown, told=doubt.told)
        return pd.Series(found.values)

    def _text(self) -> pd.Series:
        order = None
        if self.column.role == "wave":
            order, _ = wave_order(self.cells.only(self.open))
        elif self.column.role == "segment":
            order = group_order(self.cells.only(self.open))
            self._tell_bands()
        elif self.column.role in KEYS:
            short, long = in_e_notation(self.cells.words), cut_to_fifteen(self.cells.words)
            self._fault(self.open & short, "numbers that a spreadsheet has cut short", MEND)
            self._fault(self.open & long, "whole numbers that a spreadsheet has cut to 15 digits", MEND)
        return answered(self.cells.words, self.open) if order is None else ordered(self.cells.texts, order, self.open)

    def _tell_bands(self) -> None:
        words = self.cells.only(self.open)
        made = bands_made_dates(words)
        if not made:
            return
        rows = self.open & self.cells.listed(made)
        problem = "look like dates that a spreadsheet has made of bands"
        if self.secret:
            self._tell(rows, problem, "If so, write labels that give back the bands.")
        else:
            problem += self.shown(rows)
            mend = labels_mend(words, made) if len(words) <= _MOST_NAMED else "If so, write labels for them."
            self._tell(rows, problem, mend)


def clean_column(
    name: str, cells: Cells | pd.Series, column: ColumnContract, *, decimal: Decimal, secret: bool
) -> Clean:
    """Clean one column.

    Parameters
    ----------
    name : str
        The workbook's name of the column.
    cells : Cells, or Series of str
        The cells as text without blanks at the ends; the empty text is an empty cell.
    column : ColumnContract
        What the study says of it.
    decimal : Decimal
        The decimal sign of the table.
    secret : bool
        Whether values must not be named in messages (tables about employees).
    """
    cells = cells if isinstance(cells, Cells) else Cells.of_text(cells)
    if column.role in KEYS:
        cells = without_points(cells)
    return _Cleaner(name, cells, column, decimal, secret).clean()
