"""Whom a published number is about: by what the page calls it, and by being equal to what the data give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np

from ..locale import LANGUAGES, originals
from ..study.crowd import Crowd
from .published import Told

SLACK = 1e-9
JOINED, NO_GROUP = " + ", "(none)"


def placed(crowd: Crowd, one: Told) -> Iterator[tuple[str, np.ndarray]]:
    """What a number is the mean of and of whom: nothing where several groups would fit, or none."""
    inside, hints = np.ones(len(crowd), bool), [one.what]
    column, _, value = one.only.partition(": ")
    for head, text in [*one.words.items(), *([(column, value)] if one.only else [])]:
        group = _group(crowd, head, text)
        if group is not None:
            inside = inside & group
        elif (head, text) == (column, value):
            return
        else:
            hints.append(text)
    fits: dict[tuple[str, bytes], np.ndarray] = {}
    slices, counts, sums = crowd.sums(inside)
    fine = counts == one.n if one.n is not None else counts > 0
    close = fine & (np.abs(sums / np.maximum(counts, 1) - one.estimate) <= one.rounding + SLACK)
    for its, place in np.argwhere(close):
        members = inside & slices[its] & crowd.known[:, place]
        fits[crowd.values.columns[place], members.tobytes()] = members
    named = {key: members for key, members in fits.items() if any(_names(hint, key[0], one.n) for hint in hints)}
    for several in (named, fits) if one.n is not None else (named,):
        if len({members for _, members in several}) == 1:
            yield from ((what, members) for (what, _), members in several.items())
            return


def _names(hint: str, what: str, n: int | None) -> bool:
    """Whether a word is of a variable's name; without n, where some number is equal by chance, that of its column."""
    if n is None:
        return what.endswith(f" {hint}")
    return f" {hint} " in f" {what} " or what.rpartition(" ")[2] in hint.split()  # "drive · e3" is of e3, not of e1


def _group(crowd: Crowd, head: str, text: str) -> np.ndarray | None:
    """Who is in the group that a page calls so; None where it calls no group so, or several."""
    known = [level for level in crowd.groups if level.replace("_", " ") in _heads(head)]
    found = [its for level in known or crowd.groups if (its := _called(crowd.groups[level], text)) is not None]
    return found[0] if len(found) == 1 else None


@cache
def _heads(head: str) -> frozenset[str]:
    """What a head may be called in English."""
    english = (one for language in LANGUAGES for one in originals(head, language))
    return frozenset({head.replace("_", " "), *english})


def _called(groups: Mapping[str, np.ndarray], text: str) -> np.ndarray | None:
    """Who is in a group, or in any of those that a joined name lists: “club + trade”."""
    if text in groups:
        return groups[text]
    names = text.split(JOINED)
    several: list[Any] = [
        ~np.any(list(groups.values()), axis=0) if name == NO_GROUP and groups else groups.get(name) for name in names
    ]
    return np.any(several, axis=0) if len(names) > 1 and all(its is not None for its in several) else None
