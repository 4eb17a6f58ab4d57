"""Columns that belong to another column of the file: what a tool writes beside a question, "other, namely", classes."""

from __future__ import annotations

import re

import numpy as np

from ..study.cleaning.choices import OTHER
from ..study.metadata.cell_words import coded_classes_of, nps_classes
from ..study.metadata.header_rows import same_form
from ..study.metadata.trials import trials
from ..study.words.answer_scales import plain_words
from .lines import QUESTION, Line
from .scales import Scale

_WORDED = 4  # words of a question; of a name there are fewer
_PARTED = re.compile(r"[^-–—:|]{2,20}\s[-–—:|]\s(?P<head>.+)", re.DOTALL)  # Points – How likely are you …
_NAMELY = re.compile(r"(?P<code>\w+)\[other\]")  # shop[other], beside shop
_LATER = re.compile(  # a change of the record, an answer to the customer
    r"\b(?:updated?|modified|changed|edited|repl(?:y|ies|ied)|due|expir\w+|actualiz\w+|modific\w+|respuesta de|replica|"
    r"actualitz\w+|modificar\w+|mis a jour|modifie\w*|reponse de|risposta d\w+|aggiorna\w*|gewijzigd|geandert\w*|"
    r"aktualisiert\w*)\b"
)
_REPLY = re.compile(  # what the company wrote to the customer
    r"\b(?:(?:company|owner|hotel|business|manager|merchant|seller|our|property) (?:reply|response|answer)|"
    r"(?:reply|response) (?:from|by) (?:the )?(?:company|owner|hotel|business|manager|property)|"
    r"(?:respuesta|resposta|raspunsul?|risposta|reponse|resposta) (?:de la |del |de l'|de |della |dell'|du )?"
    r"(?:empresa|hotel\w*|propietari\w*|estableciment\w*|establecimient\w*|negoci\w*|companiei|proprietar\w*|struttura|"
    r"azienda|gestore|etablissement|entreprise|proprietaire)|"
    r"antwort (?:des|der|vom) (?:hotels?|unternehmens|inhabers?|betriebs|geschaftsfuhrung))\b"
)


def belonging(lines: list[Line]) -> None:
    """Take the roles from columns that only repeat or continue another one, and tell classes of the recommendation."""
    heads = {same_form(line.column.head).casefold() for line in lines}
    for line in lines:
        column = line.column
        parted = _PARTED.fullmatch(same_form(column.head).casefold())
        if parted and parted["head"] in heads and len(column.counts) < 2 and line.left_out != "empty":
            line.role, line.left_out, line.checks = "", "machine", []
        elif (_is_namely(line, lines) or _REPLY.search(plain_words(column.head))) and column.kind in ("text", "groups"):
            line.role, line.left_out, line.checks = "", "text", []
    _trials(lines)
    _subjects(lines)
    _later_dates(lines)
    _names_of_keys(lines)
    _classes(lines)


def other_company(asked: str, again: str) -> tuple[str, str] | None:
    """The names in which a question and another differ, word for word the same else; None where they differ more."""
    one, other = asked.split(), again.split()
    if len(one) < _WORDED or len(other) < _WORDED:
        return None
    begun = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
    behind = next((p for p, pair in enumerate(zip(one[::-1], other[::-1], strict=False)) if pair[0] != pair[1]), 0)
    names = tuple(" ".join(words[begun : len(words) - behind]).strip(" ?.,:()") for words in (one, other))
    next_to = {*one[len(names[0].split()) :][:1], *other[len(names[1].split()) :][:1]}
    marked = begun > 0 or (len(next_to) == 1 and next_to <= {"-", "–", "—", ":", "|"})
    proper = marked and all(name[:1].isupper() and len(name.split()) < _WORDED for name in names)
    return (names[0], names[1]) if proper else None


def names_one(words: str, name: str, other: str) -> bool:
    """Whether words name one company and not the other."""
    own, others = (re.search(rf"\b{re.escape(one)}\b", words) for one in (name, other))
    return bool(own) and not others


def _is_namely(line: Line, lines: list[Line]) -> bool:
    """Whether a column has what was written beside "other" of another: few filled it, and its head says so."""
    named = _NAMELY.match(line.column.head)
    beside = [other for other in lines if named and re.match(rf"{re.escape(named['code'])}\b(?!\[)", other.column.head)]
    said = OTHER.search(plain_words(line.column.words)) or named
    return bool(beside and said and 2 * line.column.filled < beside[0].column.filled)


def _trials(lines: list[Line]) -> None:
    """Ask about open answers that call themselves a trial."""
    for line in lines:
        tried = trials(line.column.answers) if line.role == "verbatim" else []
        if rows := sum(line.column.answers[word] for word in tried):
            told = "1 answer calls itself a trial" if rows == 1 else f"{rows:,} answers call themselves a trial"
            them = "it" if rows == 1 else "them"
            line.doubt(QUESTION, f'{told} ("{tried[0]}"): cx check says how to leave {them} out')


def _subjects(lines: list[Line]) -> None:
    """What stands mostly where nobody wrote a comment is no theme of comments: the subject of a ticket."""
    written = [line.column.cells != "" for line in lines if line.role == "verbatim"]
    for line in lines if written else ():
        filled = line.column.cells != ""
        if line.role == "theme" and 2 * (filled & ~np.logical_or.reduce(written)).sum() > filled.sum():
            line.role = "segment"


def _later_dates(lines: list[Line]) -> None:
    """The day of a change or of a reply is not that of the answer, where the table has another."""
    later = [line for line in lines if line.role == "time" and _LATER.search(plain_words(line.column.head))]
    later = [line for line in later if line.column.kind == "date"]
    others = (line for line in lines if line not in later and line.role and line.column.kind == "date")
    for line in later if later and any(others) else ():
        line.role, line.left_out, line.checks = "", "another date", []


def _names_of_keys(lines: list[Line]) -> None:
    """Of two keys of customers or accounts that stand for each other row by row, the second is a name of the first."""
    for role in ("customer", "account"):
        keys = [line for line in lines if line.role == role]
        for line in keys[1:]:
            first, other = keys[0].column.cells, line.column.cells
            if first.str.cat(other, sep="\n").nunique() == first.nunique() == other.nunique():
                line.role, line.left_out, line.checks = "", "text", []


def _classes(lines: list[Line]) -> None:
    """Promoters, passives and detractors, in words or as 1, 0 and -1, are the recommendation if there is no other."""
    coded = {
        id(line): codes
        for line in lines
        if line.role == "recommend" and (codes := coded_classes_of(line.column.numbers))
    }
    if any(line.role == "recommend" and id(line) not in coded for line in lines):
        return
    for line in lines:
        labels = nps_classes(line.column.answers) if line.role == "segment" else coded.get(id(line), {})
        if len(set(labels.values())) > 1:
            line.role, line.checks = "recommend", []
            line.scale = Scale(low=0, high=10, rises=1, labels=dict(labels), missing=list(line.column.nobody))
            told = "only the classes of the answers are in the file: the Net Promoter Score and its interval are right"
            line.doubt(QUESTION, f"{told}, means and distributions are not")
            return
