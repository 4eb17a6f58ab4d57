"""The cells of a question with several answers: what is a tick, what parts codes, and who chose what.

That nothing was ticked is an answer; that nothing is known is none. The two are never made one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..contract.models import OptionContract
from ..words.answer_scales import plain_words
from ..words.cells import BLANKS, Cells
from ..words.meanings import yes_no
from ..words.numbers import plain
from .cleaned import Finding
from .coded import Coded

if TYPE_CHECKING:
    from .tables import Table

_TICKS = {"x", "✓", "✔", "☑", "checked", "ticked", "selected", "marked", "marcado", "seleccionado", "marcat",
          "seleccionat", "bifat", "selectat", "on"}  # fmt: skip
_UNTICKED = {"☐", "unchecked", "not checked", "not selected", "not ticked", "unticked", "unselected", "no marcado",
             "no seleccionado", "no marcat", "no seleccionat", "nebifat", "neselectat", "off"}  # fmt: skip
_SEPARATORS = (";", "|", "\n", ",")
_SHOWN = 3
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
YES, NO, BLANK, NONE, STRANGE = 1, 0, -1, -2, -3  # of a cell: ticked, not, empty, no answer, neither


def known_tick(word: str) -> int | None:
    """1 for a tick, 0 for what says that there is none, None for other words."""
    told = plain_words(word).strip()
    if told in _TICKS or word in _TICKS:
        return 1
    if told in _UNTICKED or word in _UNTICKED:
        return 0
    number = word[:-2] if word.endswith(".0") else word
    return yes_no(number)


@dataclass(frozen=True, kw_only=True)
class Split:
    """How a cell is taken apart; `problem` where that cannot be known."""

    separator: str = ""
    known: tuple[str, ...] = ()
    problem: str = ""
    mend: str = ""

    @classmethod
    def of(cls, words: Sequence[str], *, labels: Mapping[str, str], separator: str | None, single: bool) -> Split:
        """The way that the different cells of a question show, if study.toml does not say it.

        Parameters
        ----------
        words : sequence of str
            The different cells.
        labels : mapping of str to str
            The options as the cells have them; empty where they are not known.
        separator : str or None
            What study.toml says.
        single : bool
            Whether a cell has one code only.
        """
        known = tuple(sorted(labels, key=len, reverse=True))
        if separator or single:
            return cls(separator=separator or "", known=known)
        for sign in (*_SEPARATORS, " "):
            found = cls(separator=sign, known=known)
            used = any(sign in word for word in words)
            if used and labels and all(part in labels for word in words for part in found.parts(word)):
                return found
            if used and not labels and (sign != " " or _are_codes(words)):
                return found.checked(words)
        if labels:  # what does not fit is told row by row
            parting = next((sign for sign in _SEPARATORS if any(sign in word for word in words)), ";")
            return cls(separator=parting, known=known)
        if any(" " in word for word in words):
            problem = "blanks within the cells, and no sign that parts several answers"
            mend = 'If blanks part the answers, write separator = " "; if each cell is one answer, separator = ";".'
            return cls(problem=problem, mend=mend)
        return cls(separator=";")

    def checked(self, words: Sequence[str]) -> Split:
        """The same, or its problem where a spreadsheet has made numbers of several codes."""
        parts = {part for word in words for part in self.parts(word)}
        whole = [part for part in parts if re.fullmatch(r"\d+", part)]
        broken = sorted(part for part in parts if re.fullmatch(r"\d+\.\d+", part))
        if broken and len(whole) + len(broken) == len(parts) and len(whole) >= len(broken):
            problem = f"numbers with decimals among codes ({', '.join(broken[:_SHOWN])})"
            return Split(problem=problem, mend='A spreadsheet may have made them of "1,3": export the column as text.')
        return self

    def parts(self, word: str) -> list[str]:
        """The options that a cell names; one that has the separator within itself is found by its whole text."""
        if not self.separator:
            return [word.strip(BLANKS)] if word.strip(BLANKS) else []
        if not any(self.separator in option for option in self.known):
            return [part for part in (part.strip(BLANKS) for part in word.split(self.separator)) if part]
        found, rest = [], word.strip(BLANKS)
        while rest:
            option = next((option for option in self.known if self._begins(rest, option)), "")
            option = option or rest.split(self.separator, 1)[0]
            rest = rest[len(option) :].lstrip(BLANKS).removeprefix(self.separator).lstrip(BLANKS)
            found += [option.strip(BLANKS)] * bool(option.strip(BLANKS))
        return found

    def _begins(self, rest: str, option: str) -> bool:
        """Whether a text begins with an option and has the separator, or nothing, behind it."""
        behind = rest[len(option) :].lstrip(BLANKS)
        return rest.startswith(option) and (not behind or behind.startswith(self.separator))


def _are_codes(words: Sequence[str]) -> bool:
    """Whether cells parted at blanks are codes: numbers, or names of few letters without a capital (Kobo)."""
    parts = [part for word in words for part in word.split()]
    numbers = all(_NUMBER.fullmatch(part) for part in parts)
    names = all(re.fullmatch(r"[a-z0-9_]+", part) for part in parts)
    return numbers or (names and len(set(parts)) < len(set(words)))


def add_options(table: Table, text: Mapping[str, Cells]) -> None:
    """Put the columns of a table's questions with several answers into its frame, in the order of its contract."""
    questions: dict[str, dict[str, OptionContract]] = {}
    for name, column in table.contract.columns.items():
        if isinstance(column, OptionContract) and all(head in text for head in column.sources):
            questions.setdefault(column.asked, {})[name] = column
    if not questions:
        return
    made: dict[str, Any] = {}
    no_and_yes = pd.Series([False, True], dtype="boolean")
    for options in questions.values():
        coded = next(iter(options.values())).code
        states = _of_codes(table, options, text) if coded else _of_ticks(table, options, text)
        for name, state in zip(options, states, strict=True):
            made[name] = pd.arrays.BooleanArray(state == YES, state < 0)
            table.coded[name] = Coded(no_and_yes, np.where(state < 0, -1, state))
            table.missing[name] = state < 0
    order = [*table.contract.columns]
    frame = pd.concat([table.frame, pd.DataFrame(made, index=table.frame.index)], axis=1)
    places = {name: place for place, name in enumerate(order)}
    table.frame = frame[
        sorted(frame, key=lambda name: places[name if name in places else name.removesuffix("_not_used")])
    ]


def _of_ticks(table: Table, options: Mapping[str, OptionContract], text: Mapping[str, Cells]) -> list[np.ndarray]:
    """What each row has of each option, of columns of ticks."""
    states = []
    for name, option in options.items():
        cells = text[option.source]
        known = dict.fromkeys(option.no, NO) | dict.fromkeys(option.yes, YES)
        known |= dict.fromkeys(_none(option), NONE) | {"": BLANK}
        other = YES if option.any_text else STRANGE
        state = np.array([known.get(word, other) for word in cells.texts], dtype="int8")[cells.codes]
        problem = f'"{option.source}" has words that are neither ticked nor not'
        _find(table, name, problem, _tick_mend(cells, state), cells, state == STRANGE)
        states.append(state)
    first = next(iter(options.values()))
    blank = np.logical_and.reduce([state == BLANK for state in states])
    if first.silent:  # blanks say "not ticked" where another option was ticked, or where everybody was asked
        answered = np.logical_or.reduce([state == YES for state in states])
        answered |= blank & (first.blank == "none")
        return [np.where((state == BLANK) & answered, NO, state) for state in states]
    return [np.where(blank, NO, state) for state in states] if first.blank == "none" else states


def _of_codes(table: Table, options: Mapping[str, OptionContract], text: Mapping[str, Cells]) -> list[np.ndarray]:
    """What each row has of each option, of codes in one cell or several."""
    first = next(iter(options.values()))
    codes = [option.code for option in options.values()]
    split = Split(separator=first.separator or "", known=tuple(sorted(codes, key=len, reverse=True)))
    none, places = _none(first), {code: place for place, code in enumerate(codes)}
    n_rows = len(text[first.source])
    chosen = np.zeros((len(codes), n_rows), dtype=bool)
    answered, unknown = np.zeros(n_rows, dtype=bool), np.zeros(n_rows, dtype=bool)
    for source in first.sources:
        cells = text[source]
        parts = [split.parts(word) for word in cells.texts]
        named = [[part for part in own if part not in none] for own in parts]
        pairs = zip(cells.texts, parts, named, strict=True)
        told = [word != "" and (bool(own) or not whole) for word, whole, own in pairs]
        answered |= np.array(told, dtype=bool)[cells.codes]
        unknown |= np.array([bool(none.intersection(own)) for own in parts], dtype=bool)[cells.codes]
        strange = np.array([any(part not in places for part in own) for own in named], dtype=bool)
        mend = "Add them to options or labels, or declare them in missing."
        _find(table, next(iter(options)), "not among the options", mend, cells, strange[cells.codes])
        for place in range(len(codes)):
            has = np.array([codes[place] in own for own in named], dtype=bool)
            chosen[place] |= has[cells.codes]
    silent = NO if first.blank == "none" else BLANK
    return [np.where(answered, row.astype("int8"), np.where(unknown, NONE, silent)) for row in chosen]


def _none(option: OptionContract) -> set[str]:
    """The cells that study.toml declares to be no answer."""
    return {code.strip() if isinstance(code, str) else plain(code) for code in option.missing}


def _tick_mend(cells: Cells, state: np.ndarray) -> str:
    words = [cells.texts[code] for code in dict.fromkeys(cells.codes[state == STRANGE].tolist())]
    numbers = all(_NUMBER.fullmatch(word) for word in words)
    if numbers:
        return "Say which codes mean ticked, such as ticked = [1], or declare them in missing."
    return 'If any text means ticked, give it a column of its own role, such as role = "verbatim".'


def _find(table: Table, name: str, problem: str, mend: str, cells: Cells, rows: np.ndarray) -> None:
    """Note rows at fault, with some of their words where these may be shown."""
    if not rows.any():
        return
    words = [cells.texts[code] for code in dict.fromkeys(cells.codes[rows].tolist())]
    listed = ", ".join(f'"{word[:40]}"' for word in sorted(words)[:_SHOWN])
    more = f" and {len(words) - _SHOWN:,} more" if len(words) > _SHOWN else ""
    shown = "" if table.secret else f" ({listed}{more})"
    table.findings.append(Finding(column=name, problem=problem, mend=mend, rows=rows, shown=shown))
