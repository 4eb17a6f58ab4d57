"""The whole workbook on one study: checked first, run in a hidden folder, named when whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from ..errors import CXError
from ..locale import MASTER, known_language, speaking, spoken
from .bookshelf import find_notebooks
from .doubts import parameter_doubts
from .folders import workplace, writing
from .notebooks import (
    NotebookRun,
    Prepared,
    execute,
    not_run,
    notebook_text,
    prepare,
    study_file,
    without_lectures,
)
from .preload import preloaded_kernels
from .record import page_record, run_record, write_record
from .values import Value

if TYPE_CHECKING:
    from ..study import Study
    from .kernel import Session

NO_COLUMNS = {"only", "min_cell", "confidence_level", "n_resamples", "seed"}  # parameters that name no column
Watch = Callable[[str, int, int, NotebookRun | None], None]


@dataclass(frozen=True, kw_only=True)
class WorkbookRun:
    """What a run left.

    Attributes
    ----------
    folder : Path
        Where its pages, executed notebooks and record are.
    study : str
        The study's name.
    notebooks : tuple of NotebookRun
        How each notebook went, in order.
    doubts : tuple of str
        What could not be made of parameters that were given.
    changed : str
        A sentence where earlier runs in the same folder read other answers of customers; mostly empty.
    """

    folder: Path
    study: str
    notebooks: tuple[NotebookRun, ...]
    doubts: tuple[str, ...] = ()
    changed: str = ""

    @property
    def failed(self) -> tuple[NotebookRun, ...]:
        """The notebooks that did not reach their end."""
        return tuple(run for run in self.notebooks if run.outcome == "failed")

    @property
    def report(self) -> Path:
        """What a client reads: findings first, without the course."""
        return self.folder / "report.html"

    @property
    def pages(self) -> tuple[Path, ...]:
        """The index, then the page of each notebook that has one."""
        pages = (self.folder / f"{run.name}.html" for run in self.notebooks)
        return (self.folder / "index.html", *(page for page in pages if page.is_file()))


def run_workbook(
    study: str | Path | None = None,
    *,
    notebooks: Iterable[str | Path] | None = None,
    out: str | Path | None = None,
    jobs: int | None = None,
    parameters: Mapping[str, Value] | None = None,
    lectures: bool = True,
    language: str = "",
    watch: Watch | None = None,
) -> WorkbookRun:
    """Run notebooks on a study and write its report and their pages.

    Parameters
    ----------
    study : str or Path, optional
        Folder or file of the study; the sample company by default.
    notebooks : iterable of str or Path, optional
        Numbers, names, beginnings of names or paths; the whole workbook by default, on a study of one's own without
        the cases.
    out : str or Path, optional
        Folder the run's own folder is made in; ``out`` by default.
    jobs : int, optional
        How many notebooks run at the same time; by default as many as there are cores.
    parameters : mapping, optional
        Names and values; each notebook is given those it knows.
    lectures : bool
        Whether notebooks get pages of their own, with what they teach; without, cells that only teach are not run.
    language : {"", "en", "es", "ca", "ro"}
        Of everything that a client gets; the study's own if left out.
    watch : callable, optional
        Told the progress: name, cells done, cells in all, and the NotebookRun once there is one.

    Returns
    -------
    WorkbookRun
        The run's folder and how each notebook went; a failing notebook leaves the others running.

    Raises
    ------
    StudyError
        The study has faults; nothing is run and nothing is written.
    CXError
        A notebook or a parameter is unknown or impossible, or the results cannot be written.
    """
    from ..study import sample_study

    place = Path(study) if study is not None else sample_study()
    with speaking(spoken_by(place, language)):
        return run_spoken(
            place, study_file(study), prepare(find_notebooks(notebooks, cases=study is None), parameters),
            Path(out or "out"), jobs, dict(parameters or {}), watch or _unwatched, lectures=lectures,
            language=language,
        )  # fmt: skip


class Stop:
    """What ends all notebooks that run: their sessions, and whether it was asked for."""

    def __init__(self) -> None:
        self.sessions: list[Session] = []
        self.asked = Event()

    def now(self) -> None:
        """End them."""
        self.asked.set()
        for session in self.sessions:
            session.stop()


def run_spoken(
    study: Path, file: str, prepared: list[Prepared], out: Path, jobs: int | None, given: dict[str, Value],
    watch: Watch, *, lectures: bool, language: str, stop: Stop | None = None,
) -> WorkbookRun:  # fmt: skip
    """The run, in the language that is spoken; `stop` lets a caller end it, which then raises KeyboardInterrupt."""
    from ..study.files.in_memory import handing_over
    from ..study.read import read_for_run

    if not lectures:
        prepared = [without_lectures(one) for one in prepared]
    started = datetime.now().astimezone()
    with preloaded_kernels(), handing_over():  # kernels import while the study is read, and are handed its tables
        asked: dict[str, Any] = {"only": str(given.get("only", "")), "min_cell": min_cell_of(prepared)}
        data = read_for_run(study, out=out, **asked)
        with workplace(out, study=f"{data.name} {data.part[1]}", started=started) as place:
            told = page_record(data, started) if lectures else None
            runs, pages = _execute_all(prepared, data, file, place.partial, jobs or cores(), watch, told, stop)
            doubts = parameter_doubts(data, given, prepared, runs)
            record = run_record(
                data, study_file=file, out=out, given=given, runs=runs, started=started, doubts=doubts,
                language=language,
            )  # fmt: skip
            with writing(out):
                _write(runs, pages, data, record, place.partial)
                folder = place.finish()
    made = tuple(replace(run, file=folder / run.file.name) for run in runs)
    return WorkbookRun(folder=folder, study=data.name, notebooks=made, doubts=tuple(doubts), changed=record["changed"])


def spoken_by(study: str | Path | None, language: str = "") -> str:
    """The language of a command: the one asked for, else the study's, English for the sample company."""
    if language:
        return known_language(language)
    return MASTER if study is None else declared_language(Path(study))


def spoken_at_fault(study: str | Path | None, language: str = "") -> str:
    """The language in which a command says what stopped it: as `spoken_by`, also where that is what is at fault."""
    try:
        return spoken_by(study, language) if study or language else spoken()
    except (CXError, OSError):
        return spoken()


def declared_language(study: Path) -> str:
    """The language that study.toml declares; English where it says nothing, or nothing that can be read."""
    from ..study.contract.toml_file import read_contract
    from ..study.read import study_file

    contract, _ = read_contract(study_file(study))
    return contract.study.language if contract else MASTER


def min_cell_of(prepared: Iterable[Prepared]) -> int:
    """The fewest employees of whom the notebooks of a run tell anything."""
    given: list[Any] = [notebook.resolved.get("min_cell", 1) for notebook in prepared]
    return min((int(value) for value in given), default=1)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _execute_all(
    prepared: list[Prepared],
    study: Study,
    file: str,
    folder: Path,
    jobs: int,
    watch: Watch,
    record: Mapping[str, Any] | None,
    stop: Stop | None = None,
) -> tuple[list[NotebookRun], dict[str, str]]:
    """Each notebook in a thread with a kernel of its own, then its page; an interruption ends every kernel.

    Pages are made here, and not at the end, since meanwhile the other cores run other notebooks; without a record there
    are none.
    """
    stop = stop or Stop()
    stopped, sessions = stop.asked, stop.sessions
    names = {notebook.name for notebook in prepared}
    # before the threads: CPython before 3.11.8 may fail where two of them parse code at once (its issue 106905)
    idle = _not_needed(prepared, study, pages=record is not None)

    def one(notebook: Prepared) -> tuple[NotebookRun, str]:
        from .pages import notebook_page

        def cells(done: int, total: int) -> None:
            watch(notebook.name, done, total, None)

        if stopped.is_set():
            raise KeyboardInterrupt
        if notebook.name in idle:
            run = not_run(notebook, out=folder)
        else:
            run = execute(
                notebook, study, study_file=file, out=folder, watch=cells, sessions=sessions, for_report=record is None
            )
        if not stopped.is_set():
            watch(notebook.name, 0, 0, run)
        return run, "" if stopped.is_set() or record is None else notebook_page(run, record, pages=names)

    with ThreadPoolExecutor(max_workers=jobs) as pool:
        futures = [pool.submit(copy_context().run, one, notebook) for notebook in prepared]
        try:
            _wait(futures)
            made = [future.result() for future in futures]
            if stopped.is_set():
                raise KeyboardInterrupt
            return [run for run, _ in made], {run.name: page for run, page in made if page}
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            stop.now()


def _not_needed(prepared: Iterable[Prepared], study: Study, *, pages: bool) -> set[str]:
    """The notebooks of which no section could open: run only for their pages, or where a parameter names a column."""
    from .needs import could_show

    bare = [notebook for notebook in prepared if not pages and not set(notebook.given) - NO_COLUMNS]
    return {notebook.name for notebook in bare if not could_show(notebook.notebook.cells, study.contract)}


def _wait(futures: list[Future]) -> None:
    # short waits, since Windows hears Ctrl-C only between them
    while wait(futures, timeout=0.2, return_when=FIRST_EXCEPTION).not_done:
        if any(future.done() and future.exception() for future in futures):
            return


def _write(
    runs: list[NotebookRun], pages: Mapping[str, str], study: Study, record: Mapping[str, Any], folder: Path
) -> None:
    """The executed notebooks, the record, the rows set aside and the pages."""
    from .pages import write_pages
    from .report import write_report

    for run in runs:
        (folder / run.file.name).write_text(notebook_text(run.notebook), encoding="utf-8")
    write_record(record, folder)
    if len(study.set_aside):
        study.set_aside.to_csv(folder / "rejected.csv", index=False)
    if logo := study.contract.report.logo:
        shutil.copyfile(Path(study.folder) / logo, folder / Path(logo).name)
    write_report({run.name: run.notebook for run in runs}, record, folder=folder)
    write_pages(runs, record, folder=folder, pages=pages)


def _unwatched(name: str, done: int, total: int, run: NotebookRun | None) -> None:
    pass
