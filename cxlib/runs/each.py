"""One run of the workbook for each value of a column: a report for each region, segment or branch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from ..errors import CXError
from .bookshelf import find_notebooks
from .notebooks import prepare
from .preload import preloaded_kernels
from .values import Value
from .workbook import WorkbookRun, run_workbook, smallest_group

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
    watching: Callable[[], AbstractContextManager[Any]] = nullcontext,
) -> Iterator[WorkbookRun]:
    """Run notebooks on each part of a study, one run after the other, and write their pages.

    Parameters
    ----------
    column : str
        Its values take the study apart; the tables that have none look it up as `read_study` says.
    study, notebooks, out, jobs, parameters, lectures, language
        As in `run_workbook`. Of the whole workbook, the notebooks that know no parameter `only` are left out.
    watching : callable
        Gives a context for each run, which gives what `run_workbook` takes as `watch`.

    Yields
    ------
    WorkbookRun
        Each run as it ends.

    Raises
    ------
    CXError
        No table has the column, it has more than 500 values, or a named notebook cannot be run on a part.
    """
    from ..study import sample_study
    from ..study.people.subset import values
    from ..study.read import read_for_run

    given = dict(parameters or {})
    if "only" in given:
        raise CXError("only: not to be given beside each.", "Leave one of the two out.")
    files = find_notebooks(notebooks, cases=study is None)
    able = [file for file, its in zip(files, prepare(files, given), strict=True) if "only" in its.known]
    unable = [file.stem for file in files if file not in able]
    if not able or (notebooks and unable):
        raise CXError(f"{', '.join(unable)}: cannot be run on a part of a study.", "Name other notebooks.")
    smallest = smallest_group(prepare(able, given))
    place, results = study if study is not None else sample_study(), Path(out if out is not None else "out")
    parts = values(read_for_run(place, out=results, min_cell=smallest), column)
    if len(parts) > MOST:
        raise CXError(f"{column}: {len(parts):,} values, and so many runs.", "Name a column of groups.")
    with preloaded_kernels():
        for value in parts:
            with watching() as watch:
                yield run_workbook(
                    study, notebooks=able, out=out, jobs=jobs, watch=watch,
                    parameters={**given, "only": f"{column}: {value}"}, lectures=lectures, language=language,
                )  # fmt: skip
