"""The commands that make results, and those that work on a folder of them."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from .command import DONE, FAULT, USAGE, app, told

Pdf = Annotated[bool, typer.Option("--pdf", help="The report as a PDF, too, where Chromium is found.")]
Deck = Annotated[bool, typer.Option("--deck", help="Slides beside the report, slides.pptx.")]
Tables = Annotated[bool, typer.Option("--workbook", help="Its tables beside the report, tables.xlsx.")]


@app.command(
    epilog="Examples: cx run · cx run 03 · cx run my_study · cx run my_study 03 -p weighted=false "
    "· cx run my_study --deck --workbook · cx run my_study --each region"
)
def run(
    study: Annotated[
        str | None,
        typer.Argument(metavar="STUDY", help="Folder or study.toml of your data; the sample company if left out."),
    ] = None,
    notebooks: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NOTEBOOK",
            help="Number (03), name or its beginning; all if left out (on your data without the cases).",
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("out"),
    each: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="One run for each value of this column, as for each region.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Notebooks run at the same time; as many as cores if left out, parts one more."),
    ] = None,
    parameters: Annotated[
        list[str] | None,
        typer.Option("-p", metavar="name=value", help="A parameter of the notebooks; may be repeated."),
    ] = None,
    language: Annotated[str, typer.Option(help="en, es, ca or ro; the study's own if left out.")] = "",
    lectures: Annotated[
        bool, typer.Option("--lectures", help="On your data: a page of each notebook, too; as where you name them.")
    ] = False,
    pdf: Pdf = False,
    deck: Deck = False,
    workbook: Tables = False,
) -> None:
    """Run the notebooks on a study and write its report; for the sample company and named notebooks pages, too."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # notebooks run side by side: more threads would only wait
    gc.set_threshold(500_000, 20, 50)  # as in `check`: what a report leaves behind is little, too
    with told(USAGE, language, study):
        from ..runs.later import SELDOM, load_later

        load_later(*SELDOM)
        from ..runs.asking import asked_for, said_of

        place, names, given = asked_for(study, notebooks or [], parameters or [], language)
        taught = lectures or (each is None and (place is None or bool(notebooks)))
    with told(FAULT, language, place):
        from rich.console import Console

        from ..locale import speaking
        from ..runs.each import run_each
        from ..runs.preload import kernels_of_a_fork
        from ..runs.progress import Display
        from ..runs.report_files import files_beside
        from ..runs.workbook import run_workbook, spoken_by

        asked: dict[str, Any] = {"study": place, "notebooks": names, "out": out, "jobs": jobs, "parameters": given}
        asked |= {"lectures": taught, "language": language}
        failed, reports = 0, []
        counted = {} if each is None else {"counted": "parts"}
        with (
            kernels_of_a_fork(lectures=taught or each is not None),  # first, while nothing but imports has happened
            speaking(spoken_by(place, language)),
            Display(Console(stderr=True), **counted) as display,
        ):
            asked["watch"] = display
            for done in [run_workbook(**asked)] if each is None else run_each(each, **asked):
                for line, is_fault in said_of(done):
                    typer.echo(line, err=is_fault)
                failed += len(done.failed)
                reports += [done.report] if done.report.is_file() else []
        for written in reports:
            for file in files_beside(written, pdf=pdf, deck=deck, workbook=workbook):
                typer.echo(f"  {file}")
    raise typer.Exit(FAULT if failed else DONE)


@app.command(epilog="Examples: cx report out/my-study-20260301-120005 · cx report out/my-study-20260301-120005 --pdf")
def report(
    run: Annotated[Path, typer.Argument(exists=True, file_okay=False, metavar="RUN", help="Folder of a run.")],
    pdf: Pdf = False,
    deck: Deck = False,
    workbook: Tables = False,
    language: Annotated[str, typer.Option(help="The run's own; another one needs another run.")] = "",
) -> None:
    """Build the report of a run again from its executed notebooks."""
    with told(FAULT, language):
        from ..runs.report_files import report_files

        for line, is_doubt in report_files(run, language=language, pdf=pdf, deck=deck, workbook=workbook):
            typer.echo(line, err=is_doubt)


@app.command(epilog="Example: cx rerun out/my-study-20260301-120005 my_study")
def rerun(
    run: Annotated[Path, typer.Argument(exists=True, file_okay=False, metavar="RUN", help="Folder of a run.")],
    study: Annotated[str | None, typer.Argument(metavar="STUDY", help="Its data; none of the sample company.")] = None,
) -> None:
    """Run again from the record of a run, compare every number, and say what changed and why; exit code 1 if so."""
    with told(FAULT, study=study):
        from rich.console import Console

        from ..runs.progress import Display
        from ..runs.rerun import rerun as run_again

        with Display(Console(stderr=True)) as display:
            again = run_again(run, study, watch=display)
        for line, is_fault in again.told:
            typer.echo(line, err=is_fault)
    raise typer.Exit(DONE if again.same else FAULT)


@app.command(epilog="Examples: cx forget E0012 out --study my_study · cx forget - out --study my_study")
def forget(
    person: Annotated[
        str, typer.Argument(metavar="ID", help="As in the client's file; - reads it from standard input.")
    ],
    results: Annotated[Path, typer.Argument(exists=True, file_okay=False, metavar="RESULTS", help="All runs.")],
    study: Annotated[Path, typer.Option(exists=True, metavar="STUDY", help="Whose person it is.")],
) -> None:
    """Remove a person from a folder of results; say what was changed, what to run again, and what cx cannot change."""
    with told(FAULT, study=study):
        from ..runs.forget import forget as forget_person

        for line in forget_person(sys.stdin.readline() if person == "-" else person, results, study):
            typer.echo(line)


@app.command(epilog="Examples: cx attack out · cx attack out --study my_study")
def attack(
    folder: Annotated[
        Path, typer.Argument(exists=True, metavar="FOLDER", help="Folder of results, of one run or all.")
    ],
    study: Annotated[
        Path | None, typer.Option(metavar="STUDY", help="Your data: who is in which group is then known.")
    ] = None,
    seconds: Annotated[float, typer.Option(min=1, help="For the search, beside the reading of pages.")] = 60,
    language: Annotated[str, typer.Option(help="en, es, ca or ro; the study's or the runs' own if left out.")] = "",
) -> None:
    """Try to know somebody by taking published numbers from one another."""
    with told(FAULT, language, study):
        from ..runs.attack import attacked

        watch = partial(typer.echo, err=True)
        lines, succeeds = attacked(folder, study=study, seconds=seconds, language=language, watch=watch)
        typer.echo("\n".join(lines))
    raise typer.Exit(FAULT if succeeds else DONE)
