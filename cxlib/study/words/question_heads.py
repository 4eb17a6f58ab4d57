"""Heads as survey tools write them: a code before the wording, an item of a grid behind it."""

from __future__ import annotations

import re

# "3) How likely …", "#3 How likely …", "G1Q1. How likely …", "G1Q2[SQ001]. Speed"
_CODE = re.compile(r"^\s*(?:q?\d+[.)]|#\d+[.:)]?|[A-Za-z]\w*(?:\[\w+\])?\.)\s+")
_IN_GROUPS = re.compile(r"[a-z]\w*(?:/\w+)+")  # as Kobo writes them: small letters, no blanks
# "Stem | Item" of two head rows, "Stem [Item]" and "Stem >> Item" of online forms, with a code before it:
# "G2Q1[SQ001]. Stem [Item]"
_GRID = re.compile(r"(?:\w+\[\w+\]\.?\s*)?(?P<stem>.{3,}?)\s*(?:\||\[|>>)\s*(?P<item>[^\[\]|]+?)\s*\]?\s*", re.DOTALL)


def without_code(text: str) -> str:
    """A wording without the code before it, and of names within groups (visit/staff_speed) the last; a code stays.

    >>> without_code("Q1. Staff"), without_code("visit/staff_speed"), without_code("Price/food")
    ('Staff', 'staff speed', 'Price/food')
    """
    if _IN_GROUPS.fullmatch(text):
        return text.rpartition("/")[2].replace("_", " ").strip() or text
    return _CODE.sub("", text) or text


def grid_of(text: str) -> tuple[str, str] | None:
    """The question that the items of a grid have in common, and the item; None where the text names no item."""
    found = _GRID.fullmatch(text)
    return (found["stem"], found["item"]) if found else None
