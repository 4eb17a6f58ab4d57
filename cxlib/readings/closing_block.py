"""What a notebook found: the headlines of the readings of its open sections, for the closing block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..locale import say
from ..sections import is_open, note_evidence, section_now
from .prose import Reading

FINDINGS = "application/vnd.cxlib.findings+json"

_told: dict[tuple[str, str], Reading] = {}


@dataclass(frozen=True)
class Findings:
    """Headlines, shown as a list."""

    headlines: tuple[str, ...]

    def __repr__(self) -> str:
        return "\n".join(f"· {one}" for one in self.headlines) or nothing()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        listed = "\n".join(f"- {one}" for one in self.headlines) or nothing()
        return {FINDINGS: {"headlines": list(self.headlines)}, "text/markdown": listed, "text/plain": repr(self)}


def keep(said: Reading) -> None:
    """Remember a reading with the section it is told in; one on the same topic takes the place of the last."""
    number = section_now()
    _told[number, said.topic] = said
    note_evidence(number, said.topic, said.evidence)


def told_in(section: str) -> list[Reading]:
    """The readings of a section told so far, of each topic the last."""
    return [said for (number, _), said in _told.items() if number == section]


def findings() -> Findings:
    """The headline of every reading of the sections that are open, in their order.

    Returns
    -------
    Findings
        Shown as a list in the notebook.
    """
    found = [said.headline for (number, _), said in _told.items() if not number or is_open(number)]
    return Findings(tuple(found))


def nothing() -> str:
    """What stands where no section could be shown."""
    return say("Nothing: no section could be shown.")
