"""What `cx run` is asked for, and what it says at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import CXError, nearest
from ..locale import MASTER, known_language, say, say_number
from .bookshelf import find_notebooks, is_notebook
from .notebooks import prepare
from .parameters import split_options

if TYPE_CHECKING:
    from .workbook import WorkbookRun


def asked_for(
    study: str | None, names: list[str], options: list[str], language: str = ""
) -> tuple[str | None, list[Path], dict[str, str]]:
    """The study, the notebooks and the parameters, checked; in `cx run 03` the first word is a notebook."""
    known_language(language or MASTER)
    if study is not None and (study.endswith(".ipynb") or not Path(study).exists()):
        if not is_notebook(study):
            known = nearest(study, [file.stem for file in find_notebooks()])
            raise CXError(f"{study}: neither a folder or file of a study nor a notebook.", known)
        names, study = [study, *names], None
    files = find_notebooks(names, cases=study is None)
    given = split_options(options)
    prepare(files, given)
    return study, files, given


def said_of(done: WorkbookRun) -> Iterator[tuple[str, bool]]:
    """What is said of a run, line by line, and whether it is of a fault."""
    yield from ((line, True) for line in faults_of(done))
    yield from ((line, False) for line in written_by(done))


def faults_of(done: WorkbookRun) -> Iterator[str]:
    """What went wrong in a run, line by line."""
    for failed in done.failed:
        told = say("{notebook} stopped at {place}: {line}", notebook=failed.name, place=failed.where, line=failed.line)
        yield f"\n{told}\n  {failed.error}"
    if done.failed:
        number, of = len(done.failed), len(done.notebooks)
        yield "\n" + say_number(
            "{number} of {all} notebooks did not reach its end.",
            "{number} of {all} notebooks did not reach their end.",
            number,
            number=number,
            all=of,
        )
    if done.doubts:
        yield "\n" + say("Not all parameters could be followed.")
        yield from (f"  {doubt}" for doubt in done.doubts)
    if done.changed:
        yield f"\n{done.changed}"


def written_by(done: WorkbookRun) -> Iterator[str]:
    """What a run has written for people to read: the report first."""
    yield ""
    if done.report.is_file():
        yield say("{study}: report", study=done.study)
        yield f"  {done.report}"
    yield say("{study}: pages", study=done.study)
    yield from (f"  {page}" for page in done.pages)
