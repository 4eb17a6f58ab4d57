"""What a notebook found: the headlines of its readings, section by section, for the closing block."""

from __future__ import annotations

from .prose import Reading

_told: dict[tuple[str, str], Reading] = {}


def keep(said: Reading, section: str) -> None:
    """Remember a reading of a section; one on the same topic takes the place of the last."""
    _told.pop((section, said.topic), None)
    _told[section, said.topic] = said


def forget(section: str) -> None:
    """A section that begins anew has told nothing yet."""
    for key in [key for key in _told if key[0] == section]:
        del _told[key]


def headlines() -> list[Reading]:
    """The readings that are still held, in the order they were told."""
    return list(_told.values())
