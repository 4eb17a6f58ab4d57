"""One run of the workbook for each value of a column: a report for each region, segment or branch."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import CXError
from ..locale import known_language, speaking
from .bookshelf import find_notebooks
from .notebooks import Prepared, prepare, study_file, without_lectures
from .preload import preloaded_kernels
from .record import data_told, packages, source_hash
from .values import Value
from .workbook import Stop, Watch, WorkbookRun, cores, declared_language, min_cell_of, run_spoken

if TYPE_CHECKING:
    from ..study import Study

MOST = 500  # runs; more values are people or comments, no groups


def run_each(
    column: str,
    *,
    study: str | Path | None = None,
    notebooks: Iterable[str | Path] | None = None,
    out: str | Path | None = None,
    jobs: int | None = None,
    parameters: Mapping[str, Value] | None = None,
    lectures: bool = True,
    language: str = "",
    watch: Watch | None = None,
) -> Iterator[WorkbookRun]:
    """Run notebooks on each part of a study, several at the same time, and write a page that compares them.

    Parameters
    ----------
    column : str
        Its values take the study apart; the tables that have none look it up as `read_study` says.
    study, notebooks, out, parameters, lectures, language
        As in `run_workbook`. Of the whole workbook, the notebooks that know no parameter `only` are left out.
    jobs : int, optional
        How many parts run at the same time; by default one more than there are cores.
    watch : callable, optional
        Told the progress: the column, parts done and parts in all.

    Yields
    ------
    WorkbookRun
        Each run in the order of the parts. Where an earlier call with the same data, notebooks, parameters and
        versions was stopped, its runs are taken as they are, and only the others are made. Last comes the page that
        compares the parts, as a run without notebooks.

    Raises
    ------
    CXError
        No table has the column, it has more than 500 values, or a named notebook cannot be run on a part.
    """
    from ..study import sample_study
    from ..study.files.in_memory import handing_over
    from ..study.people.subset import values
    from ..study.read import Protection, read_whole

    given, started = dict(parameters or {}), datetime.now().astimezone()
    able = _able(study, notebooks, given)
    place, results = Path(study if study is not None else sample_study()), Path(out if out is not None else "out")
    spoken = known_language(language) if language else declared_language(place)
    prepared = prepare(able, given)
    with preloaded_kernels(), handing_over():
        with speaking(spoken):
            whole = read_whole(place, protection=Protection(fewest=min_cell_of(prepared), folder=results))
        parts = values(whole, column)
        if len(parts) > MOST:
            raise CXError(f"{column}: {len(parts):,} values, and so many runs.", "Name a column of groups.")
        inputs = _inputs(whole, study, prepared, results, spoken, lectures=lectures)
        there = _there(results, inputs, [{**given, "only": f"{column}: {value}"} for value in parts])
        many, stops = jobs or cores() + 1, [Stop() for _ in parts]  # one more: a part often waits for its kernels

        def one(value: str, stop: Stop) -> WorkbookRun:
            if (done := there.get(f"{column}: {value}")) is not None:
                return done
            if stop.asked.is_set():
                raise KeyboardInterrupt
            with speaking(spoken):
                asked = prepare(able, {**given, "only": f"{column}: {value}"})
                return run_spoken(
                    place, study_file(study), asked, results, max(1, many // len(parts)),
                    {**given, "only": f"{column}: {value}"}, _unwatched, lectures=lectures, language=language,
                    stop=stop,
                )  # fmt: skip

        made: list[WorkbookRun] = []
        with ThreadPoolExecutor(max_workers=many) as pool:
            futures = [
                pool.submit(copy_context().run, one, value, stop) for value, stop in zip(parts, stops, strict=True)
            ]
            try:
                for future in futures:
                    made.append(future.result())
                    if watch is not None:
                        watch(column, len(made), len(parts), None)
                    yield made[-1]
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
                for stop in stops:
                    stop.now()
    from .each_page import write_each  # a single run does without what compares its parts

    with speaking(spoken):
        runs = dict(zip(parts, made, strict=True))
        page = write_each(whole, column, runs, given, file=study_file(study), out=results, started=started)
    yield page


def _able(study: str | Path | None, notebooks: Iterable[str | Path] | None, given: dict[str, Value]) -> list[Path]:
    """The notebooks that can be run on a part."""
    if "only" in given:
        raise CXError("only: not to be given beside each.", "Leave one of the two out.")
    files = find_notebooks(notebooks, cases=study is None)
    able = [file for file, its in zip(files, prepare(files, given), strict=True) if "only" in its.known]
    unable = [file.stem for file in files if file not in able]
    if not able or (notebooks and unable):
        raise CXError(f"{', '.join(unable)}: cannot be run on a part of a study.", "Name other notebooks.")
    return able


def _inputs(
    whole: Study, study: str | Path | None, prepared: Sequence[Prepared], out: Path, language: str, *, lectures: bool
) -> dict[str, Any]:
    """What decides the pages of every part, as a record tells it."""
    books = prepared if lectures else [without_lectures(one) for one in prepared]
    return {
        "study": whole.name,
        "language": language,
        "data": data_told(whole, study_file(study) or "study.toml", out),
        "notebooks": [(one.name, source_hash(one.notebook), lectures) for one in books],
        "versions": packages(),
    }


def _there(out: Path, inputs: Mapping[str, Any], asked: Sequence[Mapping[str, Value]]) -> dict[str, WorkbookRun]:
    """The parts that a stopped call has made of the same inputs: those that no page compares yet."""
    records = {file.parent: json.loads(file.read_text(encoding="utf-8")) for file in sorted(out.glob("[!.]*/run.json"))}
    compared = {name for record in records.values() for name in record.get("parts", {}).values()}
    found = {}
    for folder, record in records.items():
        books = [(one["name"], one.get("sha256"), (folder / f"{one['name']}.html").is_file())
                 for one in record["notebooks"]]  # fmt: skip
        versions = {name: its for name, its in record["versions"].items() if name != "python"}
        told = {name: record.get(name) for name in ("study", "language", "data")}
        same = told | {"notebooks": books, "versions": versions} == inputs and record["parameters"] in asked
        whole = all(one["outcome"] != "failed" for one in record["notebooks"])
        if same and whole and folder.name not in compared:
            done = WorkbookRun(folder=folder, study=record["study"], notebooks=(), doubts=tuple(record["doubts"]))
            found[record["only"]] = done
    return found


def _unwatched(name: str, done: int, total: int, run: object) -> None:
    pass
