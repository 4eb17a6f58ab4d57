"""The notebooks of the workbook: found by name, run one by one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import CXError
from .bookshelf import find_notebooks
from .parameters import checked_parameters, notebook_parameters
from .skipped import CLOSING, TEACHING, last_section
from .values import Parameter, Value

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from ..study import Study


@dataclass(frozen=True, kw_only=True)
class NotebookRun:
    """How one notebook went.

    Attributes
    ----------
    name : str
        The notebook's name, without its ending.
    outcome : {"done", "failed", "not run"}
        Whether every cell ran; "not run" where the study has no column for any section.
    seconds : float
        How long it took.
    file : Path
        The executed notebook's file.
    parameters : mapping
        Every parameter and the value it ran with.
    notebook : NotebookNode
        The executed notebook itself.
    cell, line, error : str
        Where it failed (``In [4]``), that cell's first line, and the message; empty when it did not.
    section : str
        The number of the section it failed in; empty where it did not, or failed before the first.
    """

    name: str
    outcome: str
    seconds: float
    file: Path
    parameters: Mapping[str, Value]
    notebook: NotebookNode = field(repr=False)
    cell: str = ""
    line: str = ""
    error: str = ""
    section: str = ""

    @property
    def where(self) -> str:
        """Where it failed, as a sentence says it."""
        part = f", section {self.section}" if self.section and self.section != CLOSING else ""
        return f"{self.cell}{part}"


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A notebook that was read and whose parameters were checked."""

    name: str
    notebook: NotebookNode
    known: Mapping[str, Parameter]
    given: Mapping[str, Value]

    @property
    def resolved(self) -> dict[str, Value]:
        return {name: parameter.default for name, parameter in self.known.items()} | dict(self.given)


def prepare(files: Iterable[Path], parameters: Mapping[str, Value] | None) -> list[Prepared]:
    """Read notebooks and check the parameters given to them, before anything runs."""
    notebooks: dict[str, NotebookNode] = {}
    for file in files:
        if file.stem in notebooks:
            raise CXError(f"{file.stem}: two notebooks have this name.", "Rename one, or run them one by one.")
        notebooks[file.stem] = _read(file)
    known = {name: notebook_parameters(notebook, name=name) for name, notebook in notebooks.items()}
    given = checked_parameters(parameters, known)
    return [
        Prepared(name=name, notebook=notebook, known=known[name], given=given[name])
        for name, notebook in notebooks.items()
    ]


def without_lectures(prepared: Prepared) -> Prepared:
    """The notebook without the cells that only teach: exercises, and examples that are invented."""
    cells = [cell for cell in prepared.notebook.cells if not TEACHING.intersection(cell.metadata.get("tags", []))]
    notebook = type(prepared.notebook)(prepared.notebook | {"cells": cells})
    return replace(prepared, notebook=notebook)


def run_notebook(
    notebook: str | Path,
    *,
    study: str | Path | None = None,
    out: str | Path,
    parameters: Mapping[str, Value] | None = None,
) -> NotebookRun:
    """Run one notebook on a study and keep the executed notebook.

    Parameters
    ----------
    notebook : str or Path
        Number, name, beginning of a name, or path.
    study : str or Path, optional
        Folder or file of the study; the sample company by default.
    out : str or Path
        Folder the executed notebook is written to.
    parameters : mapping, optional
        Names and values of the notebook's parameters.

    Returns
    -------
    NotebookRun
        How it went; a failing cell is told there, not raised.

    Raises
    ------
    StudyError
        The study has faults; nothing is run.
    CXError
        The notebook or a parameter is unknown or impossible, or `out` cannot be written.
    """
    from ..study import read_study, sample_study
    from .folders import write_whole, writing

    (prepared,) = prepare(find_notebooks([notebook]), parameters)
    data = read_study(study if study is not None else sample_study())
    out = Path(out)
    with writing(out):
        out.mkdir(parents=True, exist_ok=True)
    run = execute(prepared, data, study_file=study_file(study), out=out)
    with writing(out):
        write_whole(run.file, notebook_text(run.notebook))
    return run


def notebook_text(notebook: NotebookNode) -> str:
    """A notebook as its file holds it."""
    from nbformat.v4 import writes  # that of nbformat itself checks the notebook first

    return writes(notebook) + "\n"


def study_file(study: str | Path | None) -> str:
    """What the parameter `study` is told: a name inside the study's folder, never a path of the machine."""
    if study is None:
        return ""
    return Path(study).name if Path(study).is_file() else "study.toml"


def execute(
    prepared: Prepared,
    study: Study,
    *,
    study_file: str,
    out: Path,
    watch: Callable[[int, int], None] = lambda done, total: None,
    sessions: list | None = None,
    for_report: bool = False,
) -> NotebookRun:
    """Run a prepared notebook in the study's folder, writing nothing; `sessions` lets a caller stop it.

    `for_report` leaves figures undrawn that the report does not show.
    """
    from nbclient.exceptions import CellControlSignal, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    from .kernel import Session
    from .scrub import scrub_notebook, scrubber

    scrub = scrubber([(Path(study.folder), "study"), (out, "run")])
    given = dict(prepared.given)
    if study_file and "study" in prepared.known:
        given["study"] = study_file
    closes = any(CLOSING in cell.source for cell in prepared.notebook.cells if cell.cell_type == "code")
    alone = for_report and closes  # only its closing block knows which figures a report leaves out
    session = Session(prepared.notebook, folder=Path(study.folder), out=out, watch=watch, for_report=alone)
    if sessions is not None:
        sessions.append(session)
    failure: dict[str, str] = {}
    started = time.perf_counter()
    try:
        session.execute(given)
    except PapermillExecutionError as error:
        shown = error.evalue if error.ename in ("CXError", "StudyError") else f"{error.ename}: {error.evalue}"
        failure = _failure(error.exec_count, error.source, scrub(shown))
    except (DeadKernelError, CellControlSignal, RuntimeError) as error:
        cell: Mapping[str, Any] = session.current or {}
        said = f"The kernel ended before the notebook did ({str(error) or type(error).__name__})."
        failure = _failure(cell.get("execution_count"), cell.get("source", ""), scrub(said))
    scrub_notebook(session.notebook, scrub)
    return NotebookRun(
        name=prepared.name,
        outcome="failed" if failure else "done",
        seconds=round(time.perf_counter() - started, 2),
        file=out / f"{prepared.name}.ipynb",
        parameters=prepared.resolved | given,
        notebook=session.notebook,
        section=last_section(session.notebook) if failure else "",
        **failure,
    )


def not_run(prepared: Prepared, *, out: Path) -> NotebookRun:
    """A notebook of which no section could open, as it is without outputs."""
    blank: dict[str, Any] = {"outputs": [], "execution_count": None}
    cells = [type(cell)(cell | (blank if cell.cell_type == "code" else {})) for cell in prepared.notebook.cells]
    return NotebookRun(
        name=prepared.name,
        outcome="not run",
        seconds=0.0,
        file=out / f"{prepared.name}.ipynb",
        parameters=prepared.resolved,
        notebook=type(prepared.notebook)(prepared.notebook | {"cells": cells}),
    )


def _failure(number: int | None, source: str, error: str) -> dict[str, str]:
    first_line = next((line.strip() for line in source.splitlines() if line.strip()), "")
    return {
        "cell": f"In [{number}]" if number else "before the first cell",
        "line": first_line,
        "error": error.strip(),
    }


def _read(file: Path) -> NotebookNode:
    import nbformat

    try:
        return _read_as_it_is(file, file.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError, nbformat.reader.NotJSONError) as error:
        raise CXError(
            f"{file.name}: not a notebook that can be read ({type(error).__name__}).",
            "Give the path of an .ipynb file.",
        ) from error


@lru_cache(maxsize=64)
def _read_as_it_is(file: Path, changed: int) -> NotebookNode:
    """Once, though a command checks what it is asked before it runs: a run changes copies only."""
    import nbformat

    read = nbformat.reader.reads(file.read_text(encoding="utf-8"))  # nbformat's check would only warn
    return nbformat.convert(read, 4)
