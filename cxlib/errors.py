"""The errors of cxlib, and the one shape of their messages.

Every message says what is wrong, where and how often, and how to mend it::

    recommend: outside 0…10 in 84 rows (first at row 12: 11). If 11 means "no answer", write missing = [11].
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


class CXError(Exception):
    """Something a reader can mend: `problem` says what and where, `mend` says how.

    Parameters
    ----------
    problem : str
        What is wrong, where and how often; one sentence with its full stop.
    mend : str
        What to do about it; one sentence with its full stop.
    """

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(f"{problem} {_begun(mend)}")
        self.problem = problem
        self.mend = mend


def _begun(mend: str) -> str:
    """A mend as a sentence; sections tell it behind a colon, so it may begin small. Names stay as they are."""
    return mend[:1].upper() + mend[1:] if re.match(r"[a-z]+,? (?!=)", mend) else mend


@dataclass(frozen=True, kw_only=True)
class Failure:
    """One fault of a study.

    Attributes
    ----------
    table, column : str
        Where it is; empty when the fault is of the study or of the whole table.
    problem : str
        What is wrong, without the place.
    rows : int
        How many rows have it; 0 when the fault is not one of rows.
    first_row : int or None
        The first of them as a spreadsheet numbers it (the header is row 1); None without rows.
    mend : str
        What to do about it.
    every_row : tuple of int
        The numbers of all of them, where each has to be found; not in the table of failures.
    meant : tuple of str
        Of a misspelt name that can mean one only: what it is (``role``, ``source`` or ``key``), the name and the one
        that is meant; not in the table of failures.
    """

    table: str = ""
    column: str = ""
    problem: str
    rows: int = 0
    first_row: int | None = None
    mend: str
    every_row: tuple[int, ...] = ()
    meant: tuple[str, ...] = ()

    def __str__(self) -> str:
        place = ".".join(part for part in (self.table, self.column) if part)
        where = ""
        if self.rows:
            where = f" in {self.rows:,} {'row' if self.rows == 1 else 'rows'} (first at row {self.first_row})"
        return f"{place + ': ' if place else ''}{self.problem}{where}. {self.mend}"


class StudyError(CXError):
    """Every fault of a study at once.

    Attributes
    ----------
    failures : pandas.DataFrame
        Columns ``table, column, problem, rows, first_row, mend``, one row per fault.
    offer : str
        How to go on without the faulty rows, where they are few and nothing else is at fault; else empty.
    name, language : str
        Of the study: the commands say the faults in its language.
    """

    def __init__(self, name: str, failures: Iterable[Failure], offer: str = "", language: str = "en") -> None:
        self.faults, self.offer, self.name, self.language = tuple(failures), offer, name, language
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        lines = "".join(f"\n  {number}. {fault}" for number, fault in enumerate(self.faults, start=1))
        super().__init__(f"{name}: {count}.{lines}\n", "Mend the study.toml or the file, then run cx check again.")

    @property
    def failures(self) -> pd.DataFrame:
        """The faults as a table."""
        import pandas as pd

        table = pd.DataFrame(
            [asdict(fault) for fault in self.faults],
            columns=[field.name for field in fields(Failure) if field.name not in ("every_row", "meant")],
        )
        return table.astype({"rows": "int64", "first_row": "Int64"})


def nearest(word: str, known: Iterable[str]) -> str:
    """A closing half-sentence that names the known words nearest to a misspelt one, or all of them."""
    known = [str(name) for name in known]
    close = difflib.get_close_matches(str(word), known, n=3, cutoff=0.6)
    if close:
        return f"Did you mean {' or '.join(close)}?"
    return f"Known: {', '.join(known)}." if known else "None is known."
