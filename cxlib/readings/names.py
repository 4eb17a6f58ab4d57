"""Names that come from the data, as they stand in a reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..text import called, listed, plain, quoted

MOST = 5  # more names than this are counted
ENDS_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")  # a scale behind a question

Labels = Mapping[str, str] | None


def named(name: object, labels: Labels = None) -> str:
    """What a column or a group is called, its marks no marks of Markdown."""
    return plain(called(name, labels))


def all_named(names: Iterable[object], labels: Labels = None) -> str:
    """Several names in a row; those above five are counted."""
    return listed([named(name, labels) for name in names], most=MOST)


def headed(name: object, labels: Labels = None) -> str:
    """What a column is called where a sentence goes on behind it: a question stands in quotation marks."""
    words = named(name, labels)
    return quoted(words) if ENDS_IN_BRACKETS.sub("", words).endswith(("?", "…")) else words


def begun(sentence: str) -> str:
    """A sentence that begins with a name, with a capital letter."""
    return f"{sentence[:1].upper()}{sentence[1:]}"
