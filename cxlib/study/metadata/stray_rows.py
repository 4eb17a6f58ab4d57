"""Rows that are nobody's answers: the head again, means and totals, headings, trials of the questionnaire."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from ...locale import say, say_number
from ...text import count
from ..contract.models import TableContract
from ..words.answer_scales import listed_words
from ..words.cells import Cells
from .second_heads import plain_label

_SUMS = frozenset(
    listed_words("""
average | averages | avg | mean | means | arithmetic mean | overall average | total | totals | grand total |
overall total | subtotal | sub-total | sum | count | median | standard deviation | std dev | std. dev | st. dev
| std | sd | variance | min | minimum | max | maximum | total responses | average score | mean score | media |
media aritmetica | media general | promedio | totales | total general | suma | recuento | mediana | desviacion
tipica | desviacion estandar | minimo | maximo | total respuestas | media global | promedio
global | promedio general | promedio total | mitjana global | medie globala | puntuacion media | nota media
| mitjana | mitjana aritmetica | mitjana general | recompte | desviacio tipica | desviacio estandard | minim |
maxim | total respostes | puntuacio mitjana | medie | medie aritmetica | medie generala | media generala |
totaluri | numar | numaratoare | abatere standard | deviatie standard | total raspunsuri | scor mediu | moyenne
| moyenne generale | moyennes | sous-total | somme | effectif | effectifs | ecart-type | ecart type | gesamt |
insgesamt | mittelwert | durchschnitt | summe | gesamtsumme | zwischensumme | anzahl | standardabweichung |
total geral | media geral | soma | contagem | desvio padrao | totale | totale generale | media generale | somma |
totaal | totaal generaal | gemiddelde | gemiddeld | som | suma koncowa | razem | ogolem | srednia | toplam |
genel toplam | ara toplam | ortalama""")
)
_SUM_OF = re.compile(
    r"(?:total|average|mean|sum|promedio|mitjana|suma|subtotal|moyenne|somme)\b"
    r"(?:\s*(?:of|de|del|general|overall)\b.*|\s*[:(=].*)"
)
_TOTAL_OF = re.compile(
    r"(?:sub-?total|total|average|mean|promedio|media|mitjana|medie|moyenne|gesamt|mittelwert|suma|sum)\b[\s:-]*(.+)"
)
_OF_GROUP = re.compile(  # as spreadsheets write subtotals by themselves: North Total, Nord Ergebnis
    r"(.+?)[\s:-]+(?:sub-?totale?|totale?|average|mean|count|media|ergebnis|summe|gesamt|mittelwert|anzahl|totaal|"
    r"gemiddelde|suma|srednia|toplami?|ortalamasi?)"
)
PREVIEWS = frozenset(("Survey Preview", "Survey Test", "survey preview", "survey test", "Vista previa de la encuesta"))
_TOTAL = re.compile(  # no name of a shop, as Media may be
    r"(?:.*\b)?(?:sub-?)?total\w*\b.*|totaal\b.*|(?:ins)?gesamt\w*"
)
_FOOT = re.compile(
    r"n ?=.*|(?:source|sources|note|notes|base|exported|generated|end of|printed|fuente|fuentes|nota|notas|"
    r"exportado|generado|fin de|font|fonts|exportat|generat|fi de|sursa|surse|sfarsit|quelle|fonte)\b.*"
)
IN_PLACE_OF_A_KEY = frozenset(
    ("n", "base", "nps", "csat", "ces", "top box", "top 2 box", "%", "valid", "variance", "moda")
)
KEYS = ("id", "customer", "employee", "account")
_TAIL = 6  # rows at the end among which means and totals are looked for
_MOST_STATES = 30  # different words of a column that says how rows came about
_SENTENCE, _FEW_LINES = 3, 3  # words of a line below the people, and such lines
FEWEST = 3  # rows that show what a column holds


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
    keys = [source for source in texts if roles[source].role in KEYS]
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
    if last > FEWEST and labelled != [0]:  # some sheets have their means above
        word = _sum_or_foot(row(0), _Others(cells, 1, min([last + 1, *found])), texts, keys, [])
        found |= {0: word} if word else {}
    return found


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
        values = numbers_of(column.words)[column.codes[self.first : self.end]]
        return values[~np.isnan(values)]


def _sum_or_foot(
    row: Mapping[str, str], others: _Others, texts: list[str], keys: list[str], numbers: list[str]
) -> str | None:
    """The word by which a row is known to be a mean, a total or a foot of the table; empty where it has none."""
    told = [source for source in texts if row[source]]
    words = [source for source in told if is_sum(row[source]) and not others.has(source, row[source])]
    filled = [source for source in numbers if row[source]]
    if len(told) == 1 and told[0] in keys and plain_label(row[told[0]]) in IN_PLACE_OF_A_KEY:
        return row[told[0]]
    if words and (set(words) & set(keys) or (len(words) == len(told) and len(texts) > len(words))):
        return row[words[0]]
    if words and words == told and any(_TOTAL.fullmatch(plain_label(row[source])) for source in words):
        return row[words[0]]
    if words and any(_equals_some(others, source, row[source]) for source in filled):
        return row[words[0]]
    if len(told) == 1 and told[0] in keys and len(list(filter(None, row.values()))) == 1 and len(row) > 1:
        word = row[told[0]]
        below = others.first == 0 and _is_sentence(word, others.cells[told[0]])
        return word if below or _FOOT.fullmatch(plain_label(word)) else None
    if told or not filled:
        return None
    named = any(not others.has(source, "") for source in texts) if texts else len(row) > 1
    equal = named and all(_equals_some(others, source, row[source]) for source in filled)
    return "" if equal and (texts or len(filled) > 1) else None


def _is_sentence(word: str, keys: Cells) -> bool:
    """Whether what stands where a key does is a sentence, while keys have no blanks but for a few such lines."""
    spaced = [text for text in keys.texts if len(text.split()) >= _SENTENCE]
    blanks = sum(" " in text for text in keys.texts)
    return word in spaced and len(spaced) <= _FEW_LINES and blanks == len(spaced) and len(keys.texts) - blanks >= FEWEST


def summed(word: str) -> set[str]:
    """The group whose mean or total a word may name, as "Total Girona" and "Girona Total" do."""
    plain = plain_label(word)
    return {found[1] for form in (_TOTAL_OF, _OF_GROUP) if (found := form.fullmatch(plain))}


def is_sum(word: str) -> bool:
    """Whether a word names a mean, a total or another such number."""
    plain = plain_label(word)
    return plain in _SUMS or _SUM_OF.fullmatch(plain) is not None


def numbers_of(cells: pd.Series) -> np.ndarray:
    return pd.to_numeric(cells.str.replace(",", ".", regex=False), errors="coerce").to_numpy(dtype="float64")


def _equals_some(others: _Others, source: str, cell: str) -> bool:
    """Whether a number is the mean, the sum or another such number of the cells above, and none that they hold."""
    shown = numbers_of(pd.Series([cell], dtype="str"))[0]
    if np.isnan(shown):
        return False
    values = others.numbers(source)
    if len(values) < FEWEST or (cell.lstrip("+-").isdecimal() and shown <= values.max()):
        return False
    digits = len(re.split(r"[.,]", cell, maxsplit=1)[1]) if re.search(r"[.,]", cell) else 0
    known = (values.mean(), values.sum(), len(values), np.median(values), values.std(ddof=1), values.std())
    return any(abs(number - shown) <= 0.501 * 10.0**-digits + 1e-9 * abs(number) for number in known)


def notes_on_nobody(file: str, again: list[int], sums: dict[int, str]) -> list[str]:
    """Which rows of a file were left out since they are nobody's answers."""
    notes = []
    if again:
        notes.append(
            say_number(
                '"{file}": row {rows} repeats the head and was left out.',
                '"{file}": rows {rows} repeat the head and were left out.',
                len(again),
                file=file,
                rows=_some(again),
            )
        )
    if sums:
        words = ", ".join(f'"{word}"' for word in dict.fromkeys(filter(None, sums.values())))
        told = f" ({words})" if words else ""
        notes.append(
            say_number(
                '"{file}": row {rows} is nobody\'s answer and was left out: a mean, a total, a heading or a note.',
                '"{file}": rows {rows} are nobody\'s answers and were left out: means, totals, headings or notes.',
                len(sums),
                file=file,
                rows=f"{_some([*sums])}{told}",
            )
        )
    return notes


def note_on_previews(file: str, cells: Mapping[str, Cells]) -> list[str]:
    """Rows by which somebody tried the questionnaire, as the survey tool marks them."""
    notes = []
    for source, column in cells.items():
        if len(column.words) <= _MOST_STATES and (found := PREVIEWS.intersection(column.texts)):
            word, rows = min(found), int(column.among(found).sum())
            notes.append(
                say_number(
                    '"{file}": 1 row tries the questionnaire ("{word}"); to leave it out, write {mend}.',
                    '"{file}": {rows} rows try the questionnaire ("{word}"); to leave them out, write {mend}.',
                    rows,
                    file=file,
                    rows=count(rows),
                    word=word,
                    mend=f'rows = {{ "{source}" = {{ not = ["{word}"] }} }}',
                )
            )
    return notes


def _some(rows: list[int]) -> str:
    more = [say("and {number} more", number=count(len(rows) - 3))] if len(rows) > 3 else []
    return " ".join([", ".join(map(count, rows[:3])), *more])
