"""The commands about this machine: what is missing on it, and JupyterLab."""

from __future__ import annotations

from pathlib import Path

import typer

from .command import DONE, FAULT, app, told


@app.command()
def doctor() -> None:
    """Say which versions are here, what is missing, and how to mend it."""
    from ..runs.doctor import told_by

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
        from ..runs.lab import lab_command

        command = lab_command(context.args)
    raise typer.Exit(subprocess.call(command))
