"""What `cx check` says: every fault with its mend; of a sound study which sections it opens and could still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..drafts.undescribed import undescribed
from ..errors import StudyError
from ..study import Study, read_study
from ..study.behind import faults_behind
from ..study.read import study_file
from ..text import listed
from .needs import Need, all_needs

_MOST_RUNS = 60
_MOST_HEADS = 3
_MOST_GROUPS = 7  # of columns that would open sections
_TABLE = 10  # a table that is not there is farther away than a few columns
MARK = "# check"


def checked(study: Path) -> tuple[list[str], bool]:
    """What is told of a study, and whether it has no fault."""
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
        yield f"{number}. {place}\n   {fault.problem}"
        if fault.every_row:
            rows = "1 row" if fault.rows == 1 else f"{fault.rows:,} rows"
            yield f"   {rows}: {listed(_runs(fault.every_row), _MOST_RUNS)}"
        elif fault.rows:
            rows = "1 row" if fault.rows == 1 else f"{fault.rows:,} rows"
            yield f"   {rows}, first at row {fault.first_row}"
        yield f"   {fault.mend}\n"
    yield "1 fault." if len(faults) == 1 else f"{len(faults)} faults."
    if error.offer:
        yield error.offer


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
    yield f"{study.name}: no faults."
    for name, table in study.tables.items():
        rows = "1 row" if len(table) == 1 else f"{len(table):,} rows"
        yield f"  {name}: {rows}, {len(table.columns)} {'column' if len(table.columns) == 1 else 'columns'}"
    yield from _sections(study)
    for name, roles in undescribed(study).items():
        told = [f"{role} ({listed(heads, _MOST_HEADS)})" for role, heads in roles.items()]
        yield f"  {name} could still carry: {', '.join(told)}"
    if marked:
        lines = "1 line of study.toml is" if marked == 1 else f"{marked} lines of study.toml are"
        yield f"  {lines} marked {MARK}: look at {'it' if marked == 1 else 'them'} and delete the mark"
    for note in study.notes:
        yield f"  Note: {note}"


def _sections(study: Study) -> Iterator[str]:
    """Of each notebook the sections that have their columns, then what would open more, what lacks least first."""
    opened: dict[str, list[str]] = {}
    lacking: dict[tuple[int, str], dict[str, list[str]]] = {}
    for need in all_needs():
        roles = need.lacking(study.contract)
        if not roles and roles is not None:
            _add(opened, need)
        else:
            far = (len(roles), " and ".join(sorted(roles))) if roles else (_TABLE, f"a table of {need.kinds[0]}")
            _add(lacking.setdefault(far, {}), need)
    for notebook, sections in opened.items():
        yield f"  Sections of {notebook} with their columns: {', '.join(sections)}"
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
        yield f"  With {missing} would open {told}"
    rest = {pair for *_, left in groups[_MOST_GROUPS:] for pair in left}
    rest -= {pair for *_, left in groups[:_MOST_GROUPS] for pair in left}
    if rest:
        yield f"  {len(rest)} more would open with other columns or tables: cx roles lists what each role opens."


def _add(sections: dict[str, list[str]], need: Need) -> None:
    found = sections.setdefault(need.notebook, [])
    found += [need.section] * (need.section not in found)
