"""What `cx check` says: every fault with its mend; of a sound study which sections it opens and could still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..drafts.undescribed import undescribed
from ..errors import StudyError
from ..study import Study
from ..study.behind import faults_behind
from ..text import listed
from .needs import all_needs

_MOST_RUNS = 60
_MOST_HEADS = 3
MARK = "# check"


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
        yield f"  {name}: {len(table):,} rows, {len(table.columns)} columns"
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
    """Of each notebook the sections that have their columns, and what the others lack; answers must be enough, too."""
    opened: dict[str, list[str]] = {}
    lacking: dict[str, dict[str, list[str]]] = {}
    for need in all_needs():
        roles = need.lacking(study.contract)
        if roles is None:
            roles = {f"a table of {' or '.join(need.kinds)}"}
        if roles:
            wanted = lacking.setdefault(need.notebook, {}).setdefault(" and ".join(sorted(roles)), [])
            wanted += [need.section] * (need.section not in wanted)
        elif need.section not in opened.setdefault(need.notebook, []):
            opened[need.notebook].append(need.section)
    for notebook in dict.fromkeys([*opened, *lacking]):
        told = ", ".join(opened.get(notebook, [])) or "none"
        more = "; ".join(f"{', '.join(found)} with {roles}" for roles, found in lacking.get(notebook, {}).items())
        yield f"  Sections of {notebook} with their columns: {told}" + (f"; would open: {more}" if more else "")
