"""The end of a process whose memory nobody needs any more."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, cast


@contextmanager
def leaving() -> Iterator[None]:
    """An exit asked for inside, by its code, is one by `leave`."""
    try:
        yield
    except SystemExit as ended:
        if isinstance(ended.code, int):
            leave(ended.code)
        raise


def leave(code: int = 0) -> NoReturn:
    """End as an interpreter does, with others' threads, what was asked of the exit, and what was printed.

    But take no object apart: that takes long, and in a fork first copies the memory it shares.
    """
    cast(Any, threading)._shutdown()
    atexit._run_exitfuncs()
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            stream.flush()
    os._exit(code)
