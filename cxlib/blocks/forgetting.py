"""A person leaves the memory of a folder: what is left in their place is about nobody."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np

from . import sealed
from .matching import NONE
from .memory import Memory


def forget_people(folder: Path, who: Iterable[str]) -> tuple[int, int]:
    """Blot out people in what a folder remembers.

    The row keeps its wave and its block, so that the block is known to have had somebody more: else a new page of the
    others, taken from an old page of all, would be the very person. Who it was and what they answered is replaced by
    numbers drawn by lot, which nobody has.

    Parameters
    ----------
    folder : Path
        Of results.
    who : iterable of str
        Ids as `read_study` gives them.

    Returns
    -------
    tuple of int
        Rows that were blotted out, and surveys that know people by their answers only, in which nobody can be found.
    """
    if not (folder / sealed.FILE).exists():
        return 0, 0
    with sealed.locked(folder):
        key = sealed.key_of(folder)
        memory = Memory.read(folder, key)
        hashes = [sealed.keyed(key, "person", name) for name in who]
        rows = 0
        for survey in memory.surveys:
            own = survey.rows
            found = np.flatnonzero(np.isin(own.person, hashes)) if own.person is not None else np.zeros(0, int)
            if own.person is not None and len(found):
                person, place, codes = own.person.copy(), own.place.copy(), own.codes.copy()
                for row in found:
                    person[row], place[row] = secrets.randbits(63), secrets.randbits(63)
                    drawn = np.frombuffer(secrets.token_bytes(4 * codes.shape[1]), np.uint32)
                    codes[row] = np.maximum(drawn, NONE + 1)
                survey.rows = replace(own, person=person, place=place, codes=codes)
                rows += len(found)
        if rows:
            memory.write(folder, key)
        return rows, sum(survey.rows.person is None for survey in memory.surveys)
