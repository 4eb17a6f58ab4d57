"""A second head that tells kinds of answers ("Response", "numeric"), and so is nobody's answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..words.answer_scales import listed_words, plain_words

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
_ANSWER = frozenset(("response", "respuesta", "resposta", "raspuns"))
_RANGE = re.compile(r"\d{1,2}\s*[-–]\s*\d{1,3}")
_FEWEST = 3  # rows that show what a column holds
_MANY = 10  # rows of which none gives an answer that the row above them has twice


def plain_label(word: str) -> str:
    """A word as lists of labels know it, without colons and stars around it."""
    return plain_words(re.sub(r"\s*/\s*", " / ", word)).replace(" / ", "/").strip(" :=*")


def _is_kind(word: str) -> bool:
    """Whether a word names a kind of answer, or a few words name an answer of some kind."""
    plain = plain_label(word)
    parts = plain.split()
    return plain in _KINDS or (len(parts) < 4 and not _ANSWER.isdisjoint(parts))


def without_kinds(row: Sequence[str]) -> list[str]:
    """A second head, blank where it tells kinds of answers: these are nobody's wording."""
    kinds = [_is_kind(cell) for cell in row]
    told = any(kinds) and all(kind or not cell or row.count(cell) > 1 for kind, cell in zip(kinds, row, strict=True))
    return [""] * len(row) if told else list(row)


def third_tells_kinds(rows: Rows, is_value: Callable[[str], bool]) -> bool:
    """Whether two rows below the first are none of a person: the wordings of questions, and kinds of answers."""
    if len(rows) < _FEWEST + 3 or not len(rows[0]) == len(rows[1]) == len(rows[2]):
        return False
    kinds = max(sum(map(_is_kind, row)) for row in rows[1:3])
    return kinds > 1 and all(tells_kinds([rows[0], row, *rows[3:]], is_value) for row in rows[1:3])


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
        # of few rows a person may be the only one who gives an answer, and give it twice
        seldom = len(below) >= _MANY and any(len(set(cells[place])) < len(cells[place]) for place in alike)
        return bool(kinds) or seldom
    return len(numbers) > 1 and bool(numbers & set(filled))
