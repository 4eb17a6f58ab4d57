"""Faults of a study in the language of who mends it, and why a section of a notebook stays closed.

They are raised in English, the language of study.toml's own words, and programs know them by these; here each is found
among the forms that faults have, and said in the language spoken. One that has no form here stays as it is.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ..errors import CXError, Failure, StudyError
from ..locale import COMMANDS, ERRORS, FAULTS, MASTER, is_said, say, say_number, speaking, spoken, word
from ..text import count, either, marked, quoted

ENDS = ".?"  # of what is to be done; what is wrong has no full stop
AFTER = r'(?P<after_shown> \(.*\))?(?P<after_file>, from ".*" on,)?'  # values, and the file that the number is of
# places that hold an amount, never a name
NUMBERS = {"all", "answers", "cells", "high", "least", "low", "most", "n", "needed", "number", "r", "range", "rows"}
NUMBERS |= {"share", "top", "total"}
NUMBER = r"[+−-]?\d+(?:,\d{3})*(?:\.\d+)?"
AMOUNT = re.compile(rf"{NUMBER}(…{NUMBER})?")
OF_ROWS = re.compile(r"([\d,]+) of ([\d,]+) rows of ([^,]+)")
LISTED = re.compile(rf" \(({NUMBER}(?:, {NUMBER})*)( \D.*)?\)")


def problem_said(problem: str) -> str:
    """What is wrong."""
    return problem if spoken() == MASTER else _found(problem, FAULTS, AFTER) or problem


def mend_said(mend: str) -> str:
    """What to do about it: each sentence by itself where no form fits them all."""
    if is_said(mend):
        return mend
    found = [_mend(mend)] if _mend(mend) else [_mend(part) for part in re.split(r"(?<=[.?]) (?=[A-Z])", mend)]
    return " ".join(found) if all(found) else mend


def doubt_said(doubt: str) -> str:
    """A doubt about a line of a draft; one that has no form stays English."""
    return _found(doubt, COMMANDS) or doubt


def error_said(error: CXError, language: str = "") -> str:
    """An error as a command prints it, in a language; of a study's faults its own where none is named.

    What has no form in the language stays English, and then all of it.
    """
    language = language or getattr(error, "language", MASTER)
    if language == MASTER:
        return str(error)
    with speaking(language):
        if isinstance(error, StudyError):
            many = len(error.faults)
            number = say_number("{number} fault.", "{number} faults.", many, number=many)
            faults = "".join(f"\n  {place}. {_fault_said(fault)}" for place, fault in enumerate(error.faults, start=1))
            return f"{error.name}: {number}{faults}\n {mend_said(error.mend)}"
        return " ".join(said_in_parts(error))


def said_in_parts(error: CXError) -> tuple[str, str]:
    """What is wrong, and what to do about it; in English both where one of them has no form."""
    told = error.problem.removesuffix(".")
    problem = told if is_said(error.problem) else _found(told, ERRORS) or _found(told, FAULTS, AFTER)
    mend = _found(error.mend, ERRORS) or mend_said(error.mend)
    if not problem or (mend == error.mend and not is_said(mend)):
        return error.problem, str(error).removeprefix(error.problem + " ")
    begun = str(error).endswith(error.mend)  # as it is told behind a colon, too, it may begin small
    return f"{problem}.", mend if begun else mend[:1].upper() + mend[1:]


def _fault_said(fault: Failure) -> str:
    place = ".".join(part for part in (fault.table, fault.column) if part)
    rows = say_number("{number} row", "{number} rows", fault.rows, number=count(fault.rows))
    where = f" ({say('{rows}, first at row {row}', rows=rows, row=fault.first_row)})" if fault.rows else ""
    return f"{place + ': ' if place else ''}{problem_said(fault.problem)}{where}. {mend_said(fault.mend)}"


def _mend(text: str) -> str:
    return next((said for form in _forms(FAULTS) if form[-1] in ENDS and (said := _said(text, form))), "")


def _found(text: str, file: Path, after: str = "") -> str:
    """A text in the language spoken, where it has one of the forms in a file."""
    return next((said for form in _forms(file) if (said := _said(text, form, after))), "")


def _said(text: str, form: str, after: str = "") -> str:
    found = _pattern(form, after).fullmatch(text)
    if not found:
        return ""
    values = {name: _listed(value or "") for name, value in found.groupdict().items()}
    if "names" in values:
        values["names"] = re.sub(r'"([^"]+)"', lambda one: quoted(one[1]), values["names"])
    values |= {name: marked(value) for name, value in values.items() if name in NUMBERS and AMOUNT.fullmatch(value)}
    file, shown = re.search(r'"(.*)"', values.pop("after_file", "")), values.pop("after_shown", "")
    said = str(word(form, **values)) + _shown(shown)
    return f"{said} ({say('from {file} on', file=file[1])})" if file else said


def _shown(values: str) -> str:
    """Values in brackets: numbers with the marks of the language, where a comma parts them no more."""
    found = LISTED.fullmatch(values)
    if not found:
        return values
    parted = "; " if "." in found[1] else ", "
    return f" ({parted.join(marked(number) for number in found[1].split(', '))}{found[2] or ''})"


@cache
def _forms(file: Path) -> list[str]:
    """The forms in a file; of two that fit, that with more words of its own stands first."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return sorted((one for one in lines if one[:1] != "#"), key=lambda form: -len(re.sub(r"\{\w+\}", "", form)))


@cache
def _pattern(form: str, after: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", form)
    return re.compile(
        "".join(rf"(?P<{part}>(?:(?!\. [A-Z]).)+?)" if k % 2 else re.escape(part) for k, part in enumerate(parts))
        + after
    )


def _of_rows(found: re.Match[str]) -> str:
    n, total, table = found.groups()
    return say("{n} of {total} rows of {table}", n=marked(n), total=marked(total), table=table)


def _listed(value: str) -> str:
    """Values that are listed, as the language lists them; rows that are counted, as it counts them."""
    value = OF_ROWS.sub(_of_rows, value)
    value = re.sub(r" and ([\d,]+) more\b", lambda found: " " + say("and {number} more", number=found[1]), value)
    return either(value.split(" or ")) if " or " in value else value
