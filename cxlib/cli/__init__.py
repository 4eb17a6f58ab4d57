"""`cx`: the workbook on the command line. Heavy packages are imported by the command that needs them."""

from __future__ import annotations

import sys
from typing import Any, cast

from . import results  # each adds its commands, in the order in which help lists them

# isort: split
from ..runs.process_end import leaving
from . import data, machine
from .command import app
from .spoken_help import run_app

__all__ = ["app", "data", "machine", "main", "results"]


def main() -> None:
    """The entry point of `cx`."""
    for stream in (sys.stdout, sys.stderr):  # a terminal or a pipe that knows only ASCII still shows the message
        cast(Any, stream).reconfigure(errors="replace")
    with leaving():
        run_app(sys.argv[1:])
