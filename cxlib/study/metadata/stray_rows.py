"""Rows that are nobody's answers: a second head that tells kinds of answers, the head again, means and totals."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..contract.models import TableContract
from ..words.answer_scales import listed_words, plain_words
from ..words.cells import Cells

Rows = Sequence[Sequence[str]]

_KINDS = frozenset(
    listed_words("""
response | responses | open ended response | open-ended | open ended | open text | free
text | text | string | numeric | number | integer | decimal | float | date | datetime | boolean | categorical |
ordinal | nominal | scale | rating | likert | single choice | single response | multiple choice | multiple
response | yes/no | other (please specify) | verbatim | identifier | respuesta | respuestas | respuesta abierta
| abierta | texto | texto libre | cadena | numerico | numero | entero | fecha | escala | opcion unica |
respuesta unica | opcion multiple | respuesta multiple | si/no | otro (especifique) | otros (especificar) |
identificador | resposta | respostes | resposta oberta | oberta | text lliure | nombre | enter | data | opcio
unica | resposta unica | opcio multiple | resposta multiple | altres (especifiqueu) | raspuns | raspunsuri |
raspuns deschis | text liber | numar | numar intreg | intreg | scala | alegere unica | raspuns unic | alegere
multipla | raspuns multiplu | da/nu | altele (specificati)""")
)
_SUMS = frozenset(
    listed_words("""
average | averages | avg | mean | means | arithmetic mean | overall average | total | totals | grand total |
overall total | subtotal | sub-total | sum | count | median | standard deviation | std dev | std. dev | st. dev
| std | sd | variance | min | minimum | max | maximum | total responses | average score | mean score | media |
media aritmetica | media general | promedio | totales | total general | suma | recuento | mediana | desviacion
tipica | desviacion estandar | minimo | maximo | total respuestas | media global | puntuacion media | nota media
| mitjana | mitjana aritmetica | mitjana general | recompte | desviacio tipica | desviacio estandard | minim |
maxim | total respostes | puntuacio mitjana | medie | medie aritmetica | medie generala | media generala |
totaluri | numar | numaratoare | abatere standard | deviatie standard | total raspunsuri | scor mediu | moyenne
| moyenne generale | moyennes | sous-total | somme | effectif | effectifs | ecart-type | ecart type | gesamt |
insgesamt | mittelwert | durchschnitt | summe | gesamtsumme | zwischensumme | anzahl | standardabweichung |
total geral | media geral | soma | contagem | desvio padrao""")
)
_SUM_OF = re.compile(
    r"(?:total|average|mean|sum|promedio|mitjana|suma|subtotal|moyenne|somme)\b"
    r"(?:\s*(?:of|de|del|general|overall)\b.*|\s*[:(=].*)"
)
_TOTAL_OF = re.compile(
    r"(?:sub-?total|total|average|mean|promedio|media|mitjana|medie|moyenne|gesamt|mittelwert|suma|sum)\b[\s:-]*(.+)"
)
_FOOT = re.compile(
    r"(?:source|sources|note|notes|base|n ?=|exported|generated|end of|printed|fuente|fuentes|nota|notas|"
    r"exportado|generado|fin de|font|fonts|exportat|generat|fi de|sursa|surse|sfarsit|quelle|fonte)\b.*"
)
_ANSWER = frozenset(("response", "respuesta", "resposta", "raspuns"))
_IN_PLACE_OF_A_KEY = frozenset(
    ("n", "base", "nps", "csat", "ces", "top box", "top 2 box", "%", "valid", "variance", "moda")
)
_RANGE = re.compile(r"\d{1,2}\s*[-–]\s*\d{1,3}")
_KEYS = ("id", "customer", "employee", "account")
_TAIL = 6  # rows at the end among which means and totals are looked for
_MOST_GROUPS = 2_000  # different words of a column among which groups are looked for
_NEARLY_ALL = 4  # keys with a digit for each one without
_FEWEST = 3  # rows that show what a column holds


def _plain(word: str) -> str:
    return plain_words(re.sub(r"\s*/\s*", " / ", word)).replace(" / ", "/").strip(" :=*")


def _is_kind(word: str) -> bool:
    """Whether a word names a kind of answer, or a few words name an answer of some kind."""
    plain = _plain(word)
    parts = plain.split()
    return plain in _KINDS or (len(parts) < 4 and not _ANSWER.isdisjoint(parts))


def without_kinds(row: Sequence[str]) -> list[str]:
    """A second head, blank where it tells kinds of answers: these are nobody's wording."""
    kinds = [_is_kind(cell) for cell in row]
    told = any(kinds) and all(kind or not cell or row.count(cell) > 1 for kind, cell in zip(kinds, row, strict=True))
    return [""] * len(row) if told else list(row)


def tells_kinds(rows: Rows, is_value: Callable[[str], bool]) -> bool:
    """Whether the second row tells what kind of answer a column holds ("Response", "numeric").

    It has no number or date, none of its words is an answer further down, and wherever everybody below has filled the
    column it is blank, or has a word where all others have a number. Otherwise it may be a person.
    """
    first, second = rows[0], rows[1]
    below = [row for row in rows[2:] if row not in (first, second)]  # they may stand again where exports were joined
    places = [place for place, head in enumerate(first) if head]
    filled = [place for place in places if second[place]]
    if len(below) < _FEWEST or not filled or any(is_value(cell) and not _RANGE.fullmatch(cell) for cell in second):
        return False
    cells = {place: [row[place] for row in below if place < len(row) and row[place]] for place in places}
    if any(second[place] in cells[place] or second[place] == first[place] for place in filled):
        return False
    words = [second[place] for place in filled]
    kinds = {place for place in filled if _is_kind(second[place])}
    alike = {place for place in filled if words.count(second[place]) > 1}
    numbers = {place for place in places if len(cells[place]) >= _FEWEST and all(map(is_value, cells[place]))}
    full = [place for place in places if len(cells[place]) == len(below)]
    if len(kinds) == len(filled) > 1:
        return True
    if len(numbers & set(full)) > 1 and numbers & set(filled):
        return True
    if not full or not all(place not in filled or place in numbers | kinds for place in full):
        return False  # a column that everybody has filled has its word here too
    if kinds | alike == set(filled) and any(place not in filled for place in full):
        return bool(kinds) or any(len(set(cells[place])) < len(cells[place]) for place in alike)
    return len(numbers) > 1 and bool(numbers & set(filled))


def heads_again(cells: Mapping[str, Cells], heads: list[dict[str, str]], rows: int) -> np.ndarray:
    """Rows that hold the names of the columns again, as where two exports were pasted together.

    `heads` has for each header row the text above each column; the second one counts only below the first.
    """
    again = np.zeros(rows, dtype=bool)
    for place, head in enumerate(heads):
        if sum(bool(head.get(source)) for source in cells) < 2 - place or (place and not again.any()):
            break
        found = np.ones(rows, dtype=bool)
        for source, column in cells.items():
            if found.any():
                text = head.get(source, "")
                found &= column.among({text, text.upper(), text.lower(), text.capitalize(), text.title()})
        again |= found & np.roll(again, 1) if place else found
    return again


def sums_below(cells: Mapping[str, Cells], table: TableContract, *, whole: bool = True) -> dict[int, str]:
    """The last rows of a file that are means or totals: their places, with the word that says so.

    `whole` says whether the cells are those of all rows of the file, so that means and sums of its columns can be
    compared.
    """
    columns = {column.source: column for column in table.columns.values()}
    roles = {source.strip(): column for source, column in columns.items()}
    texts = [source for source in cells if source in roles and roles[source].values in ("text", "names", "date")]
    numbers = [source for source in cells if source in roles and roles[source].values == "number"]
    keys = [source for source in texts if roles[source].role in _KEYS]
    found: dict[int, str] = {}
    last = max(map(len, cells.values()), default=0) - 1

    def row(place: int) -> dict[str, str]:
        return {source: column.at(place) for source, column in cells.items()}

    tail = {place: row(place) for place in range(last, max(last - _TAIL, 1), -1)}
    labelled = [place for place, told in tail.items() if any(is_sum(told[source]) for source in texts)]
    for place, told in tail.items():
        above = _Others(cells, 0, min([place, *labelled]))
        word = _sum_or_foot(told, above, texts, keys, numbers if whole else [])
        if word is None:
            break
        found[place] = word
    if last > _FEWEST and labelled != [0]:  # some sheets have their means above
        word = _sum_or_foot(row(0), _Others(cells, 1, min([last + 1, *found])), texts, keys, [])
        found |= {0: word} if word else {}
    return found


def rows_between(cells: Mapping[str, Cells], table: TableContract, *, whole: bool) -> dict[int, str]:
    """Headings and totals among the rows of people: their places, with the word that stands in place of a key.

    Keys of people mostly hold a digit. Where nearly all of a column do, a key without one is a heading if nothing else
    is told in its row, and a total if its word says so: "Subtotal Girona", where Girona is a group. One such row may be
    a person who left all blank, and a part of a file (`whole` false) does not show whether there are two.
    """
    roles = {column.source.strip(): column.role for column in table.columns.values()}
    found: dict[int, str] = {}
    headings: list[int] = []
    for source in (source for source in cells if roles.get(source) in _KEYS):
        column = cells[source]
        digits = column.words.str.contains(r"\d", regex=True).to_numpy(dtype=bool)
        wordy = ~digits & (column.words != "").to_numpy(dtype=bool)
        strange = np.flatnonzero(wordy[column.codes])
        if not len(strange) or digits[column.codes].sum() < max(_FEWEST, _NEARLY_ALL * len(strange)):
            continue
        groups = {_plain(word) for name in cells if name != source for word in _first_words(cells[name])}
        for place in strange.tolist():
            others = [other for name in cells if name != source and (other := cells[name].at(place))]
            word = column.at(place)
            of = _TOTAL_OF.fullmatch(_plain(word))
            if (of and of[1] in groups) or (_plain(word) in _IN_PLACE_OF_A_KEY and all(map(_is_number, others))):
                found[place] = word
            elif not others and len(cells) > 1:
                headings.append(place)
    if whole and len(headings) > 1:
        found |= dict.fromkeys(headings, "")  # without their words: they may be names
    return found


def _first_words(column: Cells) -> list[str]:
    return column.words.iloc[:_MOST_GROUPS].tolist()


def _is_number(cell: str) -> bool:
    return not np.isnan(_numbers(pd.Series([cell], dtype="str"))[0])


class _Others(NamedTuple):
    """The rows beside one that may be nobody's."""

    cells: Mapping[str, Cells]
    first: int
    end: int

    def has(self, source: str, word: str) -> bool:
        """Whether some of these rows has the word."""
        column = self.cells[source]
        place = np.flatnonzero((column.words == word).to_numpy(dtype=bool))
        return bool(len(place)) and bool((column.codes[self.first : self.end] == place[0]).any())

    def numbers(self, source: str) -> np.ndarray:
        """The numbers among the cells of a column."""
        column = self.cells[source]
        values = _numbers(column.words)[column.codes[self.first : self.end]]
        return values[~np.isnan(values)]


def _sum_or_foot(
    row: Mapping[str, str], others: _Others, texts: list[str], keys: list[str], numbers: list[str]
) -> str | None:
    """The word by which a row is known to be a mean, a total or a foot of the table; empty where it has none."""
    told = [source for source in texts if row[source]]
    words = [source for source in told if is_sum(row[source]) and not others.has(source, row[source])]
    filled = [source for source in numbers if row[source]]
    if len(told) == 1 and told[0] in keys and _plain(row[told[0]]) in _IN_PLACE_OF_A_KEY:
        return row[told[0]]
    if words and (set(words) & set(keys) or (len(words) == len(told) and len(texts) > len(words))):
        return row[words[0]]
    if words and any(_equals_some(others, source, row[source]) for source in filled):
        return row[words[0]]
    if len(told) == 1 and told[0] in keys and len(list(filter(None, row.values()))) == 1 and len(row) > 1:
        word = row[told[0]]
        return word if _FOOT.fullmatch(_plain(word)) else None
    if told or not filled:
        return None
    named = any(not others.has(source, "") for source in texts) if texts else len(row) > 1
    equal = named and all(_equals_some(others, source, row[source]) for source in filled)
    return "" if equal and (texts or len(filled) > 1) else None


def is_sum(word: str) -> bool:
    """Whether a word names a mean, a total or another such number."""
    plain = _plain(word)
    return plain in _SUMS or _SUM_OF.fullmatch(plain) is not None


def _numbers(cells: pd.Series) -> np.ndarray:
    return pd.to_numeric(cells.str.replace(",", ".", regex=False), errors="coerce").to_numpy(dtype="float64")


def _whole(cell: str) -> bool:
    return cell.lstrip("+-").isdecimal()


def _equals_some(others: _Others, source: str, cell: str) -> bool:
    """Whether a number is the mean, the sum or another such number of the cells above, and none that they hold."""
    shown = _numbers(pd.Series([cell], dtype="str"))[0]
    if np.isnan(shown):
        return False
    values = others.numbers(source)
    if len(values) < _FEWEST or (_whole(cell) and shown <= values.max()):
        return False
    digits = len(re.split(r"[.,]", cell, maxsplit=1)[1]) if re.search(r"[.,]", cell) else 0
    known = (values.mean(), values.sum(), len(values), np.median(values), values.std(ddof=1), values.std())
    return any(abs(number - shown) <= 0.501 * 10.0**-digits + 1e-9 * abs(number) for number in known)


def notes_on_nobody(file: str, again: list[int], sums: dict[int, str]) -> list[str]:
    """Which rows of a file were left out since they are nobody's answers."""
    notes = []
    if again:
        rows = f"row {again[0]:,} repeats" if len(again) == 1 else f"rows {_some(again)} repeat"
        verb = "was" if len(again) == 1 else "were"
        notes.append(f'"{file}": {rows} the head and {verb} left out.')
    if sums:
        words = ", ".join(f'"{word}"' for word in dict.fromkeys(filter(None, sums.values())))
        told = f" ({words})" if words else ""
        one = len(sums) == 1
        rows = (
            f"row {min(sums):,}{told} is nobody's answer"
            if one
            else f"rows {_some([*sums])}{told} are nobody's answers"
        )
        why = (
            "was left out: a mean, a total, a heading or a note"
            if one
            else "were left out: means, totals, headings or notes"
        )
        notes.append(f'"{file}": {rows} and {why}.')
    return notes


def _some(rows: list[int]) -> str:
    more = f" and {len(rows) - 3:,} more" if len(rows) > 3 else ""
    return ", ".join(f"{row:,}" for row in rows[:3]) + more
