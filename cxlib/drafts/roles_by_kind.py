"""The role of a column by the kind of its values: of dates, numbers, words, groups, texts and lengths of time."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from ..study.contract.role_meaning import named_roles, words_of
from ..study.metadata.value_labels import codes_of
from ..study.words.answer_scales import plain_words
from ..study.words.durations import of_two_parts, parse_durations
from ..study.words.meanings import direction, no_answer
from .asking import asked_by, asks_on_scale, ends_in_scale, explains_ends
from .dated import DATE_ROLES
from .lines import DATES, KEYS, QUESTION, Line
from .named import GROUPS, KEY_ROLES, MOST_POINTS, NUMBERS, TEXTS, YES_NO, named_among
from .seen import MOST_VALUES, dates_to_come, has_two_orders, is_date_open

_MOST_CODE = 999
_QUESTION = re.compile(r"[QqPp]\d")  # Q7STORE asks about stores
_OF_A_BATTERY = re.compile(r"[A-Za-z]{1,2}\d+[_.]\d+\b")  # P2_7, the seventh item of P2, is no group
_ITEMS = ("rating", "measure", "description")  # of texts: which question or measure the row is about
_WORDED = 4  # words of a head that asks something
_PARTS = re.compile(r"\b(h{1,2}:m{1,2}|m{1,2}:s{1,2}|min:se[cg])\b", re.IGNORECASE)  # Wait (mm:ss)
_SCORES = re.compile(  # heads of answers, whatever their words
    r"(?:customer |your |overall )?"
    r"(?:ratings?|scores?|stars|grade|smileys?|bewertung|valoracion?|puntuacion?|voto|giudizio)"
    r"(?: (?:of|for) .*)?"
)
_UNSOLVED = re.compile(  # yes says that it was not
    r"\b(?:no|not|non|nao|nu|niet|nicht|pas|sin|sense|fara)\b.*(?:solv|solu|suel|solt|sold|zolv|gelost|fixed)"
)
_LONG = 25  # characters of a usual comment


def _date(line: Line) -> None:
    column = line.column
    named = named_roles(column.head)
    if named and named[0] == "wave" and column.distinct <= MOST_POINTS * 2:
        line.role = "wave"
        return
    line.role = named_among(column, DATE_ROLES) or "time"
    for word in column.undated:
        line.doubt(DATES, f'"{word}" stands among dates and is read as no date')
    later = dates_to_come(column.answers)
    if later and line.role not in ("end", "closed"):
        rows = "1 row lies" if later == 1 else f"{later:,} rows lie"
        line.doubt(DATES, f"{rows} after today; write as_of under [study] to have such dates told")
    layouts = is_date_open(list(column.answers))
    if has_two_orders(list(column.answers)):
        line.doubt(DATES, "in some dates the day stands first and in others the month: write them anew in the file")
    if layouts:
        line.settings["format"] = layouts[0]
        line.doubt(DATES, f"no date tells day from month: {layouts[0]} or {layouts[-1]}?")


def _number(line: Line) -> None:
    """Numbers: a role that is named, else codes of few values wait, and the rest are measures."""
    column = line.column
    few = column.whole and len(column.numbers) <= MOST_POINTS + 3
    few &= max(column.numbers) <= _MOST_CODE or column.filled >= 2 * column.distinct  # twelve amounts are no codes
    percent = all(word.endswith("%") for word in column.answers)
    few &= not percent
    asked = asked_by(column) if few or max(column.numbers) <= 100 else ""
    if asked in ("recommend", "outcome", "rating") and not column.whole:
        _averages(line, asked)
        return
    if asked == "recommend" and not few and (min(column.numbers) < 0 or max(column.numbers) > MOST_POINTS):
        line.role = "measure"
        line.doubt(QUESTION, "scores of groups, no answers: no Net Promoter Score can be made of them")
        return
    if asked and (few or asked in ("recommend", "outcome", "effort")) and len(column.numbers) > 2:
        line.role = asked
        return
    if few and len(column.numbers) > 2 and (ends_in_scale(column) or explains_ends(column)):
        return  # "La comodidad de la oficina (1 a 5)" is no office
    if not few and column.whole and asks_on_scale(column):
        line.role = "rating"
        line.doubt(QUESTION, "taken for a rating, since its head writes a scale")
        return
    named = named_roles(column.head)
    keys = [role for role in named[:1] if role in KEY_ROLES and not (few and role == "reference")]
    if keys and column.whole and not (few and _QUESTION.match(column.head)):
        line.role = keys[0] if keys[0] != "id" or column.unique else ""
        if not line.role:
            _repeated_id(line)
        return
    if column.known.labels and few:
        labels = {code: word for code, word in codes_of(column.known.labels).items() if not no_answer(word)}
        rise = len(column.numbers) > 2 and direction(labels)[0] != 0
        line.role = "" if rise else named_among(column, GROUPS) or "segment"
        return
    groups = [role for role in GROUPS if role not in KEY_ROLES] if _QUESTION.match(column.head) else GROUPS
    groups = [role for role in groups if role != "status"]  # a tool's own code
    groups = [] if _OF_A_BATTERY.match(column.head) else groups
    line.role = named_among(column, (*NUMBERS, *(groups if few else ("wave",))))
    if (
        line.role == "measure"
        and re.search(r"(?i)top.?(2.?)?box|satisf|score", column.head)
        and min(column.numbers) >= 0
        and 20 < max(column.numbers) <= 100
        and len(column.numbers) > MOST_POINTS
    ):
        line.role = "rating"
        line.doubt(QUESTION, "percentages: each row counts once, not the people behind it")
    if line.role == "measure" and few and len(column.numbers) <= 11:
        line.role = ""
    elif not line.role and ((not column.whole and not column.highest) or percent):
        line.role = "measure"
    elif not line.role and not few:
        line.left_out = "codes"


def _averages(line: Line, asked: str) -> None:
    """Decimals of a question are averages: a score to be explained on its scale, or an NPS, which is a record."""
    column = line.column
    if min(column.numbers) < 0 or max(column.numbers) > 10:
        line.role = "measure"
        return
    line.role = "rating" if asked == "rating" else "outcome"
    if asked == "recommend":
        line.doubt(QUESTION, "averages of the recommendation question: no Net Promoter Score can be made of them")


def _repeated_id(line: Line) -> None:
    if line.column.distinct > 0.5 * line.column.filled:
        line.role = "id"
        more = line.column.filled - line.column.distinct
        if more:
            rows = "1 row repeats" if more == 1 else f"{more:,} rows repeat"
            line.doubt(KEYS, f"{rows} an id: are they people asked again, or rows twice in the file?")
        blank = line.column.n_rows - line.column.filled
        if blank:
            line.doubt(KEYS, f"{blank:,} {'row has' if blank == 1 else 'rows have'} no id: is each an answer?")
    else:
        line.role = "customer"
        line.doubt(KEYS, "an id that many rows share: is it the customer, or somebody else?")


def _words(line: Line) -> None:
    line.role = asked_by(line.column) or "rating"
    if line.role == "recommend":
        line.role = "outcome"
        line.doubt(QUESTION, "a recommendation asked in words: no Net Promoter Score can be made of it")


def _yes_no(line: Line) -> None:
    head, roles = line.column.head, [*YES_NO, "resolved"]
    if "resolved" in named_roles(head) and not _UNSOLVED.search(" ".join(words_of(head))):
        roles.remove("break")  # "Was your problem solved?" names the problem, and yes is good
    elif "break" in named_roles(head):
        roles.remove("resolved")
    line.role = named_among(line.column, roles, wording=False) or "segment"


def _groups(line: Line) -> None:
    named = named_roles(line.column.head)
    roles = () if named[:1] == ["tenure"] else (*GROUPS, "customer", "employee", "id")  # bands name nobody
    line.role = named_among(line.column, roles, wording=False) or "segment"
    if line.role == "segment" and len(line.column.answers) > 2 and _SCORES.fullmatch(plain_words(line.column.head)):
        line.role, line.left_out = "", "words"
    elif named and named[0] in _ITEMS and line.role in ("segment", "id") and len(line.column.words.split()) < _WORDED:
        line.role = "touchpoint"
        line.doubt(QUESTION, "one row per question or measure: each is taken for a touchpoint")
    elif (named and named[0] == "verbatim") or max(map(len, line.column.answers)) > 60:
        line.role = "verbatim"
    elif line.role == "id":
        _repeated_id(line)
    elif line.role in ("customer", "employee"):
        few = f"{line.column.distinct} names for {line.column.filled:,} rows"
        line.doubt(KEYS, f"{few}: who they are, or a group of them?")
    elif line.role in ("segment", "status", "channel") and line.column.distinct == 1:
        line.role, line.left_out = "", "constant"
    if line.role == "segment" and (word := line.column.off_scale):
        line.doubt(QUESTION, f'all answers but "{word}" are on a scale: is it a rating? Then write scale and labels')


def _text(line: Line) -> None:
    column = line.column
    lengths = [len(word) for word in list(column.answers)[:MOST_VALUES]]
    spaced = np.mean([" " in word.strip() for word in column.answers])
    named = named_roles(column.head)
    keys = [role for role in named[:2] if role in KEY_ROLES]
    if (named and named[0] in _ITEMS and not keys) or (
        column.unique and spaced > 0.5 and np.mean(lengths) < _LONG and not named_among(column, ("verbatim",))
    ):
        line.role = "description"
    elif named_among(column, ("verbatim",)) or (np.mean(lengths) >= _LONG and spaced > 0.5 and not keys):
        line.role = "verbatim"
    elif keys:
        line.role = keys[0]
        if keys[0] == "id":
            _repeated_id(line)
    else:
        line.role = named_among(column, (*GROUPS, *TEXTS), wording=False)
        if not line.role:
            line.left_out = "text"
        elif line.role == "segment":  # too many to compare
            line.role, line.left_out = "", "text"


def _length(line: Line) -> None:
    column = line.column
    line.role = named_among(column, ("lag", "measure"))
    line.left_out = "" if line.role else "text"
    words = pd.Series(list(column.answers), dtype="str")
    if line.role and (of_two_parts(words) & np.isnan(parse_durations(words, None, in_words=True))).any():
        told = _PARTS.search(column.head)
        line.settings["format"] = "%H:%M" if told and told[1].lower().startswith("h") else "%M:%S"
        if not told:
            line.doubt(DATES, "14:30 is read as minutes and seconds; for hours and minutes write %H:%M")


BY_KIND = {
    "date": _date,
    "number": _number,
    "words": _words,
    "letters": _words,
    "yes_no": _yes_no,
    "groups": _groups,
    "text": _text,
    "length": _length,
}
