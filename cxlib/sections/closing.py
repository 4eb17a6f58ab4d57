"""What the closing block of a notebook says of its sections: which were shown, and which steps follow from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ..errors import CXError
from ..locale import say
from ..results import Result
from .book import BOOK, CLOSING, found_something, is_open, key_of

NOTHING = "Nothing yet: the sections that would say what could not be shown."


@dataclass(frozen=True)
class Steps:
    """Steps to take, shown as a list."""

    steps: tuple[str, ...]

    def __repr__(self) -> str:
        return "\n".join(f"· {step}" for step in self.steps) or NOTHING

    def _repr_markdown_(self) -> str:
        return "\n".join(f"- {step}" for step in self.steps) or NOTHING


def next_steps(steps: Mapping[int | str, str | Sequence[str]]) -> Steps:
    """The steps that follow from the sections that were shown, unless these had too few cases to say anything.

    Parameters
    ----------
    steps : mapping
        A section's number → the step that follows from it, or several.
    """
    keys = {key_of(number): number for number in steps}
    missing = [key for key in keys if key not in BOOK.sections]
    if missing:
        mend = f"Run the cell of section {missing[0]} first."
        raise CXError(f"next_steps: section {missing[0]} was not called.", mend)
    found = [steps[number] for key, number in keys.items() if is_open(key) and found_something(key)]
    return Steps(tuple(step for one in found for step in ([one] if isinstance(one, str) else one)))


def section_states() -> Result:
    """Every section called so far with what became of it: ``section state reason``; displayed are those skipped.

    Parts that only the sample company has stand in it where they were shown.
    """
    told = [one for one in BOOK.sections.values() if one.number != CLOSING and (one.is_open or one.reason)]
    told.sort(key=lambda one: [int(word) for word in one.number.split(".")])
    rows = [(one.number, "shown" if one.is_open else "skipped", one.reason) for one in told]
    on_data = [one for one in told if one.on_data]
    n_open = sum(one.is_open for one in on_data)
    note = say("{shown} of {all} sections and parts on the data are shown.", shown=n_open, all=len(on_data))
    table = pd.DataFrame(rows, columns=["section", "state", "reason"])
    return Result(table=table, notes=(note,), kind="section_states")
