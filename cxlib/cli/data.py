"""The commands that work on a client's data, before anything is computed: check, draft, export, ask."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated

import typer

from .command import DONE, FAULT, USAGE, app, told


@app.command(epilog="Example: cx check my_study")
def check(
    study: Annotated[Path, typer.Argument(exists=True, metavar="STUDY", help="Folder or study.toml of your data.")],
    language: Annotated[str, typer.Option(help="en, es, ca or ro; the study's own if left out.")] = "",
) -> None:
    """List every fault of a study at once with its mend; of a sound one, the sections that its columns open."""
    with told(FAULT, language, study):
        gc.set_threshold(100_000, 20, 50)  # little is left behind to throw away, and to look takes a tenth of all
        from ..runs.checked import checked

        gc.freeze()
        lines, sound = checked(study, language=language)
        typer.echo("\n".join(lines))
    raise typer.Exit(DONE if sound else FAULT)


@app.command(epilog="Examples: cx new survey.csv · cx new customers.xlsx employees.sav contacts.csv")
def new(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE…", help="The client's files, all in one folder.")
    ] = None,
    asks_one: Annotated[
        bool, typer.Option("--questionnaire", help="The same as cx questionnaire.", hidden=True)
    ] = False,
    language: Annotated[str, typer.Option(help="en, es, ca or ro; that of the files if left out.")] = "",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The file to write; study.toml beside the files if left out.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write over a file that is there.")] = False,
) -> None:
    """Draft the study.toml for a client's files, and say what a person has to decide."""
    if asks_one:
        questionnaire(str(files[0]) if files else None, language or "en", out, replace)
        return
    with told(USAGE, language):
        from ..runs.drafting import drafted, named_files

        there = named_files(files)
    with told(FAULT, language):
        for line in drafted(there, out, replace=replace, language=language):
            typer.echo(line)


@app.command(epilog="Example: cx export my_study --out cleaned")
def export(
    study: Annotated[Path, typer.Argument(exists=True, metavar="STUDY", help="Folder or study.toml of your data.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the files.")] = Path("export"),
) -> None:
    """Write the clean tables as Triple-S, which panels and SPSS users can take, with the study.toml that reads them."""
    with told(FAULT, study=study):
        from ..runs.written_study import written_study

        for line, is_note in written_study(study, out):
            typer.echo(line, err=is_note)


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
    with told(USAGE, language):
        from ..questionnaires.declaration import declaration_of
        from ..questionnaires.questions import listed
        from ..questionnaires.workbook import workbook_of

        if name is None:
            typer.echo(listed(language))
            raise typer.Exit(DONE)
        content, declared = workbook_of(name, language), "\n".join(declaration_of(name, language)) + "\n"
    with told(FAULT, language):
        from ..runs.folders import write_questionnaire

        for file in write_questionnaire(out or Path(f"{name}_{language}.xlsx"), content, declared, replace=replace):
            typer.echo(file)


@app.command(epilog="Examples: cx roles · cx roles fecha")
def roles(
    word: Annotated[
        str | None, typer.Argument(metavar="WORD", help="What you call it, in English, Spanish, Catalan or Romanian.")
    ] = None,
    language: Annotated[str, typer.Option(help="en, es, ca or ro.")] = "en",
) -> None:
    """Say what each role of a column is, and which sections it opens; of a word, the roles it may mean."""
    with told(USAGE, language):
        from ..locale import known_language, speaking
        from ..runs.needs import roles_told

        with speaking(known_language(language)):
            typer.echo("\n".join(roles_told(word)))
