"""The command `cx` itself: its exit codes, and how it says what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from ..errors import CXError

DONE, FAULT, USAGE, STOPPED = 0, 1, 2, 130

app = typer.Typer(
    name="cx",
    help="Customer-experience research: a workbook of notebooks, run on your data or on a sample company.",
    epilog="Start with: cx run (the workbook on the sample company)",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: the decorated one takes longer to load than everything else
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@contextmanager
def told(code: int, language: str = "", study: str | Path | None = None) -> Iterator[None]:
    """Print what is wrong and how to mend it, in the language asked for or the study's, then end with a code."""
    try:
        yield
    except CXError as error:
        from ..runs.workbook import spoken_at_fault
        from ..study.faults_said import error_said

        typer.echo(error_said(error, spoken_at_fault(study, language)), err=True)
        raise typer.Exit(code) from None
    except KeyboardInterrupt:
        from ..locale import speaking, word
        from ..runs.workbook import spoken_at_fault

        with speaking(spoken_at_fault(study, language)):
            typer.echo(f"{word('Stopped; nothing was written')}.", err=True)
        raise typer.Exit(STOPPED) from None
