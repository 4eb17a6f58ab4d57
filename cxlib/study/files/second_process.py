"""Work for a second core: a process forked from this one knows all that this one knows, and sends what it has made.

Threads would wait for Python's lock: tables of few rows are read by many small steps.
"""

from __future__ import annotations

import os
import pickle
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")

_allowed = False


@contextmanager
def with_second_process() -> Iterator[None]:
    """Let work be shared inside: by a command of ours, whose process has nothing yet that a fork would lose."""
    global _allowed
    _allowed, before = True, _allowed
    try:
        yield
    finally:
        _allowed = before


def beside(work: Callable[[], Made], *, worth: bool = True) -> Callable[[], Made]:
    """Start some work in a second process; what comes back gives its outcome, and is to be asked for it once.

    Where it is not `worth` that, nobody allows it, there is no second core, this process has threads, which a fork
    would lose, or the second process fails, the work is done here when it is asked for.
    """
    alone = not hasattr(os, "memfd_create") or threading.active_count() > 1 or len(os.sched_getaffinity(0)) == 1
    if alone or not (_allowed and worth):
        return work
    memory = os.memfd_create("cx-made")
    with warnings.catch_warnings(action="ignore"):  # of other packages' threads, which wait, and are not needed there
        process = os.fork()
    if process == 0:
        failed = 1
        try:
            with os.fdopen(memory, "wb") as file:
                pickle.dump(work(), file, protocol=5)
            failed = 0
        finally:
            os._exit(failed)  # nothing of the other process is told or written twice

    def outcome() -> Made:
        failed = os.waitpid(process, 0)[1]
        with os.fdopen(memory, "rb") as file:
            file.seek(0)
            return work() if failed else pickle.load(file)  # written by our own child, in memory that is ours

    return outcome


def by_two(make: Callable[[Thing], Made], things: Sequence[Thing], *, worth: bool = True) -> dict[Thing, Made]:
    """What is made of each thing: here from the first on, in a second process from the last on, until they meet."""
    turns, giver = os.pipe()
    os.write(giver, bytes(len(things)))  # who takes one of these may take a thing
    os.close(giver)

    def taken(line: Sequence[Thing]) -> dict[Thing, Made]:
        return {thing: make(thing) for thing in line if os.read(turns, 1)}

    others = beside(lambda: taken(things[::-1]), worth=worth)
    try:
        made = taken(things)
    finally:
        made_there = others()
        os.close(turns)
    made |= made_there
    return {thing: made[thing] if thing in made else make(thing) for thing in things}
