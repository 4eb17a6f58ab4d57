"""The commands about this machine: what is missing on it, and JupyterLab."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .command import DONE, FAULT, USAGE, app, told

Language = Annotated[str, typer.Option(help="en, es, ca or ro; that of CX_LANGUAGE, else English, if left out.")]


@app.command()
def doctor(language: Language = "") -> None:
    """Say which versions are here, what is missing, and how to mend it."""
    with told(USAGE, language):
        from ..locale import known_language, speaking, spoken
        from ..runs.doctor import told_by

        with speaking(known_language(language or spoken())):
            lines, ill = told_by(Path("out"))
    typer.echo("\n".join(lines))
    raise typer.Exit(FAULT if ill else DONE)


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    epilog="Options of JupyterLab are passed on: cx lab --no-browser --port 9999",
)
def lab(context: typer.Context, language: Language = "") -> None:
    """Open JupyterLab on the first notebook."""
    import subprocess

    with told(FAULT, language):
        from ..runs.lab import lab_command

        command = lab_command(context.args)
    raise typer.Exit(subprocess.call(command))
