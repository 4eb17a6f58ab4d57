"""Rows among those of people that are nobody's: headings, totals of groups, what a print-out writes between pages."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..contract.models import TableContract
from ..words.arrow_texts import bytes_of, with_digits
from ..words.cells import Cells, rows_of
from .second_heads import plain_label
from .stray_rows import FEWEST, IN_PLACE_OF_A_KEY, KEYS, is_sum, numbers_of, summed

_GROUPS = ("segment", "unit", "wave", "channel", "department")
_PAGE = re.compile(  # of a print-out, between the rows
    r"(?:page|pag|pagina|seite|sida)\.? ?\d+(?: ?(?:/|of|de|din|von|sur|di|van) ?\d+)?|"
    r"(?:exported|generated|printed|exportado|generado|impreso|exportat|generat|tiparit|imprimat)\b.*\d.*"
)
_MOST_GROUPS = 2_000  # different words of a column among which groups are looked for
_NEARLY_ALL = 4  # keys with a digit for each one without


def rows_between(cells: Mapping[str, Cells], table: TableContract, *, whole: bool) -> dict[int, str]:
    """Headings and totals among the rows of people: their places, with the word that stands in place of a key.

    Keys of people mostly hold a digit. Where nearly all of a column do, a key without one is a heading if nothing else
    is told in its row, and a total if its word says so: "Subtotal Girona", where Girona is a group. One such row may be
    a person who left all blank, and a part of a file (`whole` false) does not show whether there are two.
    """
    roles = {column.source.strip(): column.role for column in table.columns.values()}
    found: dict[int, str] = {}
    headings: list[int] = []
    for source in (source for source in cells if roles.get(source) in KEYS):
        column = cells[source]
        for place in _alone(cells, source):
            if _PAGE.fullmatch(plain_label(column.at(place))):
                found[place] = column.at(place)
        for place in np.flatnonzero(rows_of(_sizes(column), column.codes)).tolist():
            if all(_is_number(other) for name in cells if name != source and (other := cells[name].at(place))):
                found[place] = column.at(place)
        digits = with_digits(column.words)
        wordy = ~(digits | column.empty)
        strange = np.flatnonzero(rows_of(wordy, column.codes))
        if not len(strange) or digits[column.codes].sum() < max(FEWEST, _NEARLY_ALL * len(strange)):
            continue
        groups = {plain_label(word) for name in cells if name != source for word in _first_words(cells[name])}
        for place in strange.tolist():
            others = [other for name in cells if name != source and (other := cells[name].at(place))]
            word = column.at(place)
            in_place = plain_label(word) in IN_PLACE_OF_A_KEY and all(map(_is_number, others))
            if summed(word) & groups or in_place:
                found[place] = word
            elif not others and len(cells) > 1:
                headings.append(place)
    if whole and len(headings) > 1:
        found |= dict.fromkeys(headings, "")  # without their words: they may be names
    return found | _sums_of_groups(cells, table)


def _sums_of_groups(cells: Mapping[str, Cells], table: TableContract) -> dict[int, str]:
    """Totals that stand among people in the column of their group and bear no key: "Total Girona" below Girona.

    Nobody else has the word, and more than one row has the group; a bare "Subtotal" is one where no person has it.
    """
    columns = {column.source.strip(): column for column in table.columns.values() if column.source.strip() in cells}
    keys = [source for source, column in columns.items() if column.role in KEYS]
    texts = [s for s, column in columns.items() if s not in keys and column.values in ("text", "names")]
    if not keys:
        return _subtotals(cells, [s for s in texts if columns[s].role in _GROUPS])
    bare = np.logical_and.reduce([rows_of(cells[source].empty, cells[source].codes) for source in keys])
    found: dict[int, str] = {}
    for source in texts if bare.any() and bare.sum() * _NEARLY_ALL <= len(bare) else ():
        column = cells[source]
        words = column.keep(bare).texts
        if len(words) > _MOST_GROUPS or not any(is_sum(word) or summed(word) for word in words):
            continue
        of_people = {plain_label(word) for word in _first_words(column.keep(~bare))}
        sums = []
        for word in words:
            if plain_label(word) not in of_people and (summed(word) & of_people or is_sum(word)):
                sums.append(word)
        found |= {place: column.at(place) for place in np.flatnonzero(column.among(sums) & bare).tolist()}
    return found


def _subtotals(cells: Mapping[str, Cells], groups: list[str]) -> dict[int, str]:
    """Totals of groups in a file without keys: one row each of "Subtotal Norte" and "Subtotal Sur", beside Norte, Sur.

    One such word alone may be a group's name, as "Total Norte" is a filling station's.
    """
    found: dict[int, str] = {}
    for source in groups:
        column = cells[source]
        if len(column.words) > _MOST_GROUPS:
            continue
        sizes = np.bincount(column.codes, minlength=len(column.words))
        many = {plain_label(word) for word, size in zip(column.texts, sizes.tolist(), strict=True) if size > 1}
        sums = [
            word for word, size in zip(column.texts, sizes.tolist(), strict=True) if size == 1 and summed(word) & many
        ]
        if len(sums) > 1:
            also = [word for word in column.texts if is_sum(word) and sizes[column.texts.index(word)] == 1]
            found |= {place: column.at(place) for place in np.flatnonzero(column.among([*sums, *also])).tolist()}
    return found


def _sizes(column: Cells) -> np.ndarray:
    """Which of the different texts say how many people there are: N = 60."""
    none = np.zeros(len(column.words), dtype=bool)
    if not (bytes_of(column.words)[0] == ord("=")).any():
        return none
    said = column.words.str.fullmatch(r"[nN] ?= ?\d[\d.,]*").to_numpy(dtype=bool)
    return said if said.sum() == 1 else none


def _alone(cells: Mapping[str, Cells], source: str) -> list[int]:
    """Rows in which one column alone is filled."""
    alone = np.ones(len(cells[source]), dtype=bool) if len(cells) > 1 else np.zeros(len(cells[source]), dtype=bool)
    for name, column in cells.items():
        if alone.any():
            alone &= rows_of(column.empty if name != source else ~column.empty, column.codes)
    return np.flatnonzero(alone).tolist()


def _first_words(column: Cells) -> list[str]:
    return column.words.iloc[:_MOST_GROUPS].tolist()


def _is_number(cell: str) -> bool:
    return not np.isnan(numbers_of(pd.Series([cell], dtype="str"))[0])
