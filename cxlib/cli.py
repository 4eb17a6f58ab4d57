"""`cx`: the workbook on the command line. Heavy packages are imported by the command that needs them."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from .errors import CXError
from .runs.leaving import leaving

DONE, FAULT, USAGE, STOPPED = 0, 1, 2, 130

app = typer.Typer(
    name="cx",
    help="Customer-experience research: a workbook of notebooks, run on your data or on a sample company.",
    epilog="Start with: cx run    (the workbook on the sample company)",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: the decorated one takes longer to load than everything else
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """The entry point of `cx`."""
    for stream in (sys.stdout, sys.stderr):  # a terminal or a pipe that knows only ASCII still shows the message
        cast(Any, stream).reconfigure(errors="replace")
    with leaving():
        app()


@app.command(
    epilog="Examples: cx run · cx run 03 · cx run my_study · cx run my_study 03 -p weighted=false "
    "· cx run my_study --each region"
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
) -> None:
    """Run the notebooks on a study and write its report; for the sample company and named notebooks pages, too."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # notebooks run side by side: more threads would only wait
    gc.set_threshold(500_000, 20, 50)  # as in `check`: what a report leaves behind is little, too
    with told(USAGE):
        from .runs.asking import asked_for, said_of

        place, names, given = asked_for(study, notebooks or [], parameters or [], language)
        taught = lectures or (each is None and (place is None or bool(notebooks)))
    with told(FAULT):
        from rich.console import Console

        from .runs.each import run_each
        from .runs.preload import kernels_of_a_fork
        from .runs.progress import Display
        from .runs.workbook import run_workbook

        asked: dict[str, Any] = {"study": place, "notebooks": names, "out": out, "jobs": jobs, "parameters": given}
        asked |= {"lectures": taught, "language": language}
        failed = 0
        with kernels_of_a_fork(), Display(Console(stderr=True), "cells" if each is None else "parts") as display:
            asked["watch"] = display
            for done in [run_workbook(**asked)] if each is None else run_each(each, **asked):
                for line, is_fault in said_of(done):
                    typer.echo(line, err=is_fault)
                failed += len(done.failed)
    raise typer.Exit(FAULT if failed else DONE)


@app.command(epilog="Examples: cx report out/my-study-20260301-120005 · cx report out/my-study-20260301-120005 --pdf")
def report(
    run: Annotated[Path, typer.Argument(exists=True, file_okay=False, metavar="RUN", help="Folder of a run.")],
    pdf: Annotated[bool, typer.Option("--pdf", help="A PDF beside it, where Chromium is found.")] = False,
    deck: Annotated[bool, typer.Option("--deck", help="Slides beside it, slides.pptx.")] = False,
    workbook: Annotated[bool, typer.Option("--workbook", help="Its tables beside it, tables.xlsx.")] = False,
    language: Annotated[str, typer.Option(help="The run's own; another one needs another run.")] = "",
) -> None:
    """Build the report of a run again from its executed notebooks."""
    with told(FAULT):
        from .runs.report_files import report_files

        for line, is_doubt in report_files(run, language=language, pdf=pdf, deck=deck, workbook=workbook):
            typer.echo(line, err=is_doubt)


@app.command(epilog="Example: cx rerun out/my-study-20260301-120005 my_study")
def rerun(
    run: Annotated[Path, typer.Argument(exists=True, file_okay=False, metavar="RUN", help="Folder of a run.")],
    study: Annotated[str | None, typer.Argument(metavar="STUDY", help="Its data; none of the sample company.")] = None,
) -> None:
    """Run again from the record of a run, compare every number, and say what changed and why; exit code 1 if so."""
    with told(FAULT):
        from rich.console import Console

        from .runs.asking import faults_of
        from .runs.progress import Display
        from .runs.rerun import rerun as run_again

        with Display(Console(stderr=True)) as display:
            again = run_again(run, study, watch=display)
        for line in faults_of(again.run):
            typer.echo(line, err=True)
        typer.echo("\n".join([f"New run: {again.run.folder}", *again.lines]))
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
    with told(FAULT):
        from .runs.forget import forget as forget_person

        for line in forget_person(sys.stdin.readline() if person == "-" else person, results, study):
            typer.echo(line)


@app.command(epilog="Example: cx check my_study")
def check(
    study: Annotated[Path, typer.Argument(exists=True, metavar="STUDY", help="Folder or study.toml of your data.")],
    language: Annotated[str, typer.Option(help="en, es, ca or ro; the study's own if left out.")] = "",
) -> None:
    """List every fault of a study at once with its mend; of a sound one, the sections that its columns open."""
    with told(FAULT):
        gc.set_threshold(100_000, 20, 50)  # little is left behind to throw away, and to look takes a tenth of all
        from .runs.checked import checked

        gc.freeze()
        lines, sound = checked(study, language=language)
        typer.echo("\n".join(lines))
    raise typer.Exit(DONE if sound else FAULT)


@app.command(epilog="Examples: cx new survey.csv · cx new customers.xlsx employees.sav contacts.csv")
def new(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE…", help="The client's files, all in one folder.")
    ] = None,
    questionnaire: Annotated[
        bool, typer.Option("--questionnaire", help="The same as cx questionnaire.", hidden=True)
    ] = False,
    language: Annotated[str, typer.Option(help="Of a questionnaire.", hidden=True)] = "en",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The file to write; study.toml beside the files if left out.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write over a file that is there.")] = False,
) -> None:
    """Draft the study.toml for a client's files, and say what a person has to decide."""
    if questionnaire:
        _questionnaire(str(files[0]) if files else None, language, out, replace=replace)
        return
    with told(USAGE):
        from .runs.drafting import drafted, named_files

        there = named_files(files)
    with told(FAULT):
        for line in drafted(there, out, replace=replace):
            typer.echo(line)


@app.command(epilog="Example: cx export my_study --out cleaned")
def export(
    study: Annotated[Path, typer.Argument(exists=True, metavar="STUDY", help="Folder or study.toml of your data.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the files.")] = Path("export"),
) -> None:
    """Write the clean tables as Triple-S, which panels and SPSS users can take, with the study.toml that reads them."""
    with told(FAULT):
        from .study import read_study
        from .study.files.exporting import exported, write

        found = exported(read_study(study))
        for file in write(found, out):
            typer.echo(file)
    for note in found.notes:
        typer.echo(f"note: {note}", err=True)


@app.command(epilog="Examples: cx questionnaire · cx questionnaire relationship --language ro")
def questionnaire(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Which questionnaire; all are listed if left out.")
    ] = None,
    language: Annotated[str, typer.Option(help="en, es, ca or ro.")] = "en",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.xlsx", help="The file to write; <NAME>_<language>.xlsx if left out.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write over a file that is there.")] = False,
) -> None:
    """Make a questionnaire as an Excel workbook, and beside it the study.toml that reads its answers."""
    _questionnaire(name, language, out, replace=replace)


def _questionnaire(name: str | None, language: str, out: Path | None, *, replace: bool) -> None:
    with told(USAGE):
        from .questionnaires.declaration import declaration_of
        from .questionnaires.questions import listed
        from .questionnaires.workbook import workbook_of

        if name is None:
            typer.echo(listed(language))
            raise typer.Exit(DONE)
        content, declared = workbook_of(name, language), "\n".join(declaration_of(name, language)) + "\n"
    with told(FAULT):
        from .runs.folders import write_questionnaire

        for file in write_questionnaire(out or Path(f"{name}_{language}.xlsx"), content, declared, replace=replace):
            typer.echo(file)


@app.command(epilog="Examples: cx roles · cx roles fecha")
def roles(
    word: Annotated[
        str | None, typer.Argument(metavar="WORD", help="What you call it, in English, Spanish, Catalan or Romanian.")
    ] = None,
) -> None:
    """Say what each role of a column is, and which sections it opens; of a word, the roles it may mean."""
    with told(USAGE):
        from .runs.needs import roles_told

        typer.echo("\n".join(roles_told(word)))


@app.command(epilog="Examples: cx attack out · cx attack out --study my_study")
def attack(
    folder: Annotated[
        Path, typer.Argument(exists=True, metavar="FOLDER", help="Folder of results, of one run or all.")
    ],
    study: Annotated[
        Path | None, typer.Option(metavar="STUDY", help="Your data: who is in which group is then known.")
    ] = None,
    seconds: Annotated[float, typer.Option(min=1, help="For the search, beside the reading of pages.")] = 60,
) -> None:
    """Try to know somebody by taking published numbers from one another."""
    with told(FAULT):
        from .runs.attack import attack_folder

        found = attack_folder(folder, study=study, seconds=seconds, watch=partial(typer.echo, err=True))
    for one in found:
        typer.echo(one.told)
    if not found:
        typer.echo("No number of a group was found.")
    raise typer.Exit(FAULT if any(one.succeeds for one in found) else DONE)


@app.command()
def doctor() -> None:
    """Say which versions are here, what is missing, and how to mend it."""
    from .runs.doctor import told_by

    lines, ill = told_by(Path("out"))
    typer.echo("\n".join(lines))
    raise typer.Exit(FAULT if ill else DONE)


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    epilog="Options of JupyterLab are passed on: cx lab --no-browser --port 9999",
)
def lab(context: typer.Context) -> None:
    """Open JupyterLab on the first notebook."""
    import subprocess

    with told(FAULT):
        from .runs.lab import lab_command

        command = lab_command(context.args)
    raise typer.Exit(subprocess.call(command))


@contextmanager
def told(code: int) -> Iterator[None]:
    """Print what is wrong and how to mend it, then end with this exit code."""
    try:
        yield
    except CXError as error:
        from .study.faults_said import error_said

        typer.echo(error_said(error), err=True)
        raise typer.Exit(code) from None
    except KeyboardInterrupt:
        typer.echo("Stopped; nothing was written.", err=True)
        raise typer.Exit(STOPPED) from None


if __name__ == "__main__":
    main()
