"""What `cx check` says: every fault with its mend; of a sound study which sections it opens and could still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..drafts.undescribed import undescribed
from ..errors import StudyError
from ..locale import say, say_number, speaking
from ..study import Study, read_study
from ..study.behind import faults_behind
from ..study.faults_said import mend_said, problem_said
from ..study.read import study_file
from ..text import count, listed
from .needs import Need, all_needs, open_sections, tables_held
from .workbook import spoken_by

_MOST_RUNS = 60
_MOST_HEADS = 3
_MOST_GROUPS = 7  # of columns that would open sections
_TABLE = 10  # a table that is not there is farther away than a few columns
MARK = "# check"


def checked(study: Path, *, language: str = "") -> tuple[list[str], bool]:
    """What is told of a study, and whether it has no fault; in its own language where none is named."""
    with speaking(spoken_by(study, language)):
        try:
            found = read_study(study)
        except StudyError as error:
            return list(faults_told(study, error)), False
        written = study_file(study).read_text(encoding="utf-8-sig").splitlines()[1:]
        return list(study_told(found, sum(MARK in line for line in written))), True


def faults_told(path: Path, error: StudyError) -> Iterator[str]:
    """Every fault, also those that misspelt names hide, and the way round them where they are few rows."""
    faults = [*error.faults, *faults_behind(path, error.faults)]
    for number, fault in enumerate(faults, start=1):
        place = ".".join(part for part in (fault.table, fault.column) if part) or "study"
        yield f"{number}. {place}\n   {problem_said(fault.problem)}"
        if fault.every_row:
            yield f"   {_rows(fault.rows)}: {listed(_runs(fault.every_row), _MOST_RUNS)}"
        elif fault.rows:
            yield f"   {say('{rows}, first at row {row}', rows=_rows(fault.rows), row=fault.first_row)}"
        yield f"   {mend_said(fault.mend)}\n"
    yield say_number("{number} fault.", "{number} faults.", len(faults), number=len(faults))
    if error.offer:
        yield mend_said(error.offer)


def _rows(number: int) -> str:
    return say_number("{number} row", "{number} rows", number, number=count(number))


def _runs(rows: Sequence[int]) -> list[str]:
    """Numbers of rows, those that follow one another joined: 7, 12–15."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]


def study_told(study: Study, marked: int) -> Iterator[str]:
    """What was read, which sections have their columns, what the files could still carry, and the notes."""
    yield say("{study}: no faults.", study=study.name)
    for name, table in study.tables.items():
        many = len(table.columns)
        yield f"  {name}: {_rows(len(table))}, {say_number('{number} column', '{number} columns', many, number=many)}"
    yield from _sections(study)
    for name, roles in undescribed(study).items():
        told = [f"{role} ({listed(heads, _MOST_HEADS)})" for role, heads in roles.items()]
        yield f"  {say('{table} could still carry: {roles}', table=name, roles=', '.join(told))}"
    if marked:
        marks = say_number(
            "{number} line of study.toml is marked {mark}: look at it and delete the mark",
            "{number} lines of study.toml are marked {mark}: look at them and delete the mark",
            marked,
            number=marked,
            mark=MARK,
        )
        yield f"  {marks}"
    for note in study.notes:
        yield f"  {say('Note: {note}', note=note)}"


def _sections(study: Study) -> Iterator[str]:
    """Of each notebook the sections that have their columns, then what would open more, what lacks least first."""
    opened: dict[str, list[str]] = {}
    lacking: dict[tuple[int, str], dict[str, list[str]]] = {}
    are_open, held = open_sections(all_needs(), study.contract), tables_held(study.contract)
    for need in all_needs():
        roles = need.lacking(held)
        if (need.notebook, need.section) in are_open:
            _add(opened, need)
        elif roles != set():  # else it opens with the section on which it rests
            far = (
                (len(roles), listed(sorted(roles))) if roles else (_TABLE, say("a table of {kind}", kind=need.kinds[0]))
            )
            _add(lacking.setdefault(far, {}), need)
    for notebook, sections in opened.items():
        told = say(
            "Sections of {notebook} with their columns: {sections}", notebook=notebook, sections=", ".join(sections)
        )
        yield f"  {told}"
    known = {(notebook, section) for notebook, sections in opened.items() for section in sections}
    groups = []
    for (many, missing), found in lacking.items():
        left = [(notebook, section) for notebook, sections in found.items() for section in sections]
        left = [pair for pair in left if pair not in known]
        if left:
            groups.append((many, -len(left), missing, left))
    groups.sort(key=lambda group: group[:2])
    for *_, missing, left in groups[:_MOST_GROUPS]:
        by = {notebook: [section for its, section in left if its == notebook] for notebook, _ in left}
        told = "; ".join(f"{notebook}: {', '.join(sections)}" for notebook, sections in by.items())
        yield f"  {say('With {roles} would open {sections}', roles=missing, sections=told)}"
    rest = {pair for *_, left in groups[_MOST_GROUPS:] for pair in left}
    rest -= {pair for *_, left in groups[:_MOST_GROUPS] for pair in left}
    if rest:
        told = say_number(
            "{number} more would open with other columns or tables: cx roles lists what each role opens.",
            "{number} more would open with other columns or tables: cx roles lists what each role opens.",
            len(rest),
            number=len(rest),
        )
        yield f"  {told}"


def _add(sections: dict[str, list[str]], need: Need) -> None:
    found = sections.setdefault(need.notebook, [])
    found += [need.section] * (need.section not in found)
