"""Faults of a study in the language of who mends it, and why a section of a notebook stays closed.

They are raised in English, the language of study.toml's own words, and programs know them by these; here each is found
among the forms that faults have, and said in the language spoken. One that has no form here stays as it is.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ..errors import CXError, Failure, StudyError
from ..locale import COMMANDS, FAULTS, MASTER, is_said, say, say_number, speaking, spoken, word
from ..text import count, either

ENDS = ".?"  # of what is to be done; what is wrong has no full stop
AFTER = r'(?P<after_shown> \(.*\))?(?P<after_file>, from ".*" on,)?'  # values, and the file that the number is of


def problem_said(problem: str) -> str:
    """What is wrong."""
    found = next(filter(None, (_said(problem, form, AFTER) for form in _forms(FAULTS) if form[-1] not in ENDS)), "")
    return problem if spoken() == MASTER or not found else found


def mend_said(mend: str) -> str:
    """What to do about it: each sentence by itself where no form fits them all."""
    if is_said(mend):
        return mend
    found = [_mend(mend)] if _mend(mend) else [_mend(part) for part in re.split(r"(?<=[.?]) (?=[A-Z])", mend)]
    return " ".join(found) if all(found) else mend


def doubt_said(doubt: str) -> str:
    """A doubt about a line of a draft; one that has no form stays English."""
    return next(filter(None, (_said(doubt, form, "") for form in _forms(COMMANDS))), "") or doubt


def error_said(error: CXError) -> str:
    """An error as a command prints it: the faults of a study in the study's own language, any other in English."""
    language = getattr(error, "language", MASTER)
    if not isinstance(error, StudyError) or language == MASTER:
        return str(error)
    with speaking(language):
        many = len(error.faults)
        number = say_number("{number} fault.", "{number} faults.", many, number=many)
        faults = "".join(f"\n  {place}. {_fault_said(fault)}" for place, fault in enumerate(error.faults, start=1))
        return f"{error.name}: {number}{faults}\n {mend_said(error.mend)}"


def _fault_said(fault: Failure) -> str:
    place = ".".join(part for part in (fault.table, fault.column) if part)
    rows = say_number("{number} row", "{number} rows", fault.rows, number=count(fault.rows))
    where = f" ({say('{rows}, first at row {row}', rows=rows, row=fault.first_row)})" if fault.rows else ""
    return f"{place + ': ' if place else ''}{problem_said(fault.problem)}{where}. {mend_said(fault.mend)}"


def _mend(text: str) -> str:
    return next(filter(None, (_said(text, form, "") for form in _forms(FAULTS) if form[-1] in ENDS)), "")


def _said(text: str, form: str, after: str) -> str:
    found = _pattern(form, after).fullmatch(text)
    if not found:
        return ""
    values = {name: _listed(value or "") for name, value in found.groupdict().items()}
    file = re.search(r'"(.*)"', values.pop("after_file", ""))
    said = str(word(form)).format(**values) + values.pop("after_shown", "")
    return f"{said} ({say('from {file} on', file=file[1])})" if file else said


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


def _listed(value: str) -> str:
    """Values that are listed, as the language lists them."""
    value = re.sub(r" and ([\d,]+) more\b", lambda found: " " + say("and {number} more", number=found[1]), value)
    return either(value.split(" or ")) if " or " in value else value
