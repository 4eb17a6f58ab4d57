"""The few lines that may be quoted: with consent, with nobody named, and among those of at least ten people."""

from __future__ import annotations

import re

import pandas as pd

from ..aggregate import people_by, require_columns
from ..errors import CXError
from ..privacy.plain_text import plain_signs, without_markup
from ..privacy.redacting import redacted
from ..results import Result

MOST = 3  # of a group
LONGEST = 200  # signs
NAMED = re.compile(r"(?<=[^\W\d_A-Z] |, |; )[A-ZÀ-ÖØ-ÞȘȚĂÂÎ][a-zà-öø-ÿșțăâî]{2,}")  # somebody, or a place
OF_A_FILE = re.compile(r"\d(?:[ .\-/]?\d){5}|\d{5}")  # an order, a postcode: who has the list knows who it was


def quotations(data: pd.DataFrame, *, text: str, group: str, consent: str, each: int = 2, min_cell: int = 10) -> Result:
    """Two or three comments of each group in their own words, where those who wrote them allow it.

    Parameters
    ----------
    data : pandas.DataFrame
        One row per comment.
    text, group, consent : str
        Columns of what was written, of its theme or touchpoint, and of whether it may be quoted (true, 1).
    each : int
        How many of a group, three at most.
    min_cell : int
        A group of fewer people is not quoted, and never below 10; of fewer comments, where the table knows nobody's.

    Returns
    -------
    Result
        ``group n quotation``: the comments of the group, and one line of them. Those of middling length come first.
        Comments in which `redact` found anything, or is not sure, are left out whole, and so are those with a number as
        files have them, since that of an order names its customer to all who can look it up, and those with a capital
        letter within a sentence, which most names have. Markup is taken away.

    Raises
    ------
    CXError
        No comment may be quoted.
    """
    require_columns(data, text=text, group=group, consent=consent)
    written = data.dropna(subset=[text, group])
    people = people_by(written, written[group])
    rows = []
    for name, part in written.groupby(group, sort=True, observed=True):
        if people[name] >= max(min_cell, 10):
            allowed = part.loc[part[consent].fillna(0).astype(float) == 1, text].astype("str")
            plain = dict.fromkeys(without_markup(plain_signs(said)) for said in allowed)
            # Lines that name nobody, nearest to the middle length
            safe = [line for line in plain if line and len(line) <= LONGEST and not OF_A_FILE.search(line)]
            safe = [line for line in safe if not NAMED.search(line)]
            safe = [line for line in safe if not any(redacted(line)[1:])]
            middle = sorted(map(len, safe))[len(safe) // 2] if safe else 0
            near = sorted((abs(len(line) - middle), place) for place, line in enumerate(safe))
            rows += [(name, len(part), safe[place]) for _, place in near[: min(each, MOST)]]
    if not rows:
        raise CXError(
            f"{consent}: no theme has comments of ten people of which one may be quoted and names nobody.",
            "Ask for consent beside the comment: “May we quote this, without your name?”",
        )
    return Result(kind="quotations", table=pd.DataFrame(rows, columns=["group", "n", "quotation"]))
