"""Open answers that say of themselves that somebody only tried the questionnaire: TEST, prueba, test agency."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...locale import say_number
from ...text import count
from ..contract.models import TableContract
from ..contract.roles import STAFF
from ..words.answer_scales import plain_words
from ..words.cells import Cells

_TRIAL = re.compile(
    r"(?:this is an?|es una|es un|esto es una|aixo es una|acesta este un|c'est un|dies ist ein|questa e una) ?"
    r"(?:test|prueba|prova|essai)\W*|"
    r"(?:test(?:ing|s|ed|lauf|eintrag)?|prueba|prova|proba|essai)"
    r"(?:\W+(?:test|only|row|entry|answer|response|record|please|ignore|delete|agency|agentur|agencia|agence|ignorar|"
    r"borrar|interno|interna|intern|internal|nur|bitte|ignorieren|loschen|\d+))*\W*"
)


def trials(words: Iterable[str]) -> list[str]:
    """The answers that are nothing but the word for a trial, with what may stand beside it."""
    return sorted(word for word in words if len(word) < 60 and _TRIAL.fullmatch(plain_words(word).strip(' .[](){}*-"')))


def note_on_trials(file: str, cells: dict[str, Cells], table: TableContract) -> list[str]:
    """Say which open answers call themselves a trial, and how to leave their rows out."""
    notes = []
    for column in table.columns.values():
        found = cells.get(column.source.strip()) if column.role == "verbatim" and table.kind not in STAFF else None
        tried = trials(found.texts) if found is not None else []
        if found is None or not tried:
            continue
        rows = int(found.among(tried).sum())
        listed = ", ".join(f'"{word}"' for word in tried)
        notes.append(
            say_number(
                '"{file}": 1 row calls itself a trial in "{column}"; to leave it out, write {mend}.',
                '"{file}": {rows} rows call themselves a trial in "{column}"; to leave them out, write {mend}.',
                rows,
                file=file,
                rows=count(rows),
                column=column.source,
                mend=f'rows = {{ "{column.source}" = {{ not = [{listed}] }} }}',
            )
        )
    return notes
