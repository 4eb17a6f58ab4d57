"""Parameters that were given and not followed: words that the study does not know, sections that closed over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..errors import nearest
from ..locale import say
from ..study.contract.roles import KINDS, ROLES
from ..study.faults_said import mend_said
from .skipped import section_of
from .values import Value

if TYPE_CHECKING:
    from ..study import Study
    from .notebooks import NotebookRun, Prepared

_OF_COLUMNS = re.compile(r"\bcolumns?\b")  # what the comment of a parameter says that takes names of columns


def parameter_doubts(
    study: Study, given: Mapping[str, Value], prepared: Iterable[Prepared], runs: Iterable[NotebookRun]
) -> list[str]:
    """A sentence for each parameter of which a notebook could make nothing; none where all were followed."""
    typed = {name: value.strip() for name, value in given.items() if isinstance(value, str) and name != "only"}
    typed = {name: value for name, value in typed.items() if value}
    return [*_unknown(study, typed, list(prepared)), *_closed(typed, runs)]


def _unknown(study: Study, typed: Mapping[str, str], prepared: list[Prepared]) -> list[str]:
    """Words that should name columns and that are no column, role, table or kind of the study."""
    columns = {name for table in study.contract.tables.values() for name in table.columns}
    own = sorted({*columns, *study.contract.tables})
    known = {*own, *ROLES, *KINDS}
    told = []
    for name, value in typed.items():
        helps = [notebook.known[name].help for notebook in prepared if name in notebook.known]
        if ":" in value or not any(map(_OF_COLUMNS.search, helps)):
            continue
        for word in filter(None, (part.strip() for part in value.split(","))):
            table, _, column = word.rpartition(".")
            wrong = [part for part in (table, column) if part and part not in known]
            if wrong and word not in known:
                lacks = say('{name}: no column or role of the study is called "{word}".', name=name, word=wrong[-1])
                told.append(f"{lacks} {mend_said(_near(wrong[-1], own, known))}")
    return told


def _near(word: str, own: list[str], known: set[str]) -> str:
    """A name of the study that is near, else any word that would do."""
    near = nearest(word, own)
    return near if near.startswith("Did you mean") else nearest(word, sorted(known))


def _closed(typed: Mapping[str, str], runs: Iterable[NotebookRun]) -> list[str]:
    """Sections that stayed closed for a reason that names a parameter with the value that was given."""
    told = []
    for run in runs:
        for section in filter(None, map(section_of, run.notebook.cells)):
            reason = section.get("reason", "")
            if section["state"] != "closed" or section.get("rests_on"):
                continue
            if any(_is_about(reason, name, value) for name, value in typed.items()):
                hint = section.get("hint", "")
                place = say("{notebook}, section {number}", notebook=run.name, number=section["number"])
                told.append(f"{place}: {reason} {hint}".strip())
    return list(dict.fromkeys(told))


def _is_about(reason: str, name: str, value: str) -> bool:
    """Whether a reason begins with the parameter's name, or holds its value as a word of its own."""
    word = rf"(?<![\w]){re.escape(value)}(?![\w])"
    return reason.startswith(f"{name}:") or re.search(word, reason) is not None
