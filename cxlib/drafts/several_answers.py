"""Of a row for each answer: which questions have several answers of one person, and which were asked twice."""

from __future__ import annotations

import pandas as pd

from ..study.contract.role_meaning import named_roles
from .asking import ASKED

_FEWEST = 0.1  # the share of a question's people with several answers
_MOST_OPTIONS, _FEWEST_REPEATS = 40, 4  # of its answers, and how often each was given, on average


def with_several(given: pd.DataFrame) -> tuple[str, ...] | None:
    """The questions with several answers; None where somebody answered another question twice.

    Of such a question a tenth of its people give several answers, nobody gives the same one twice, as people do who are
    asked again, and it has few answers, each given often. A file in which each question is so was asked several times.

    Parameters
    ----------
    given : DataFrame
        A row for each answer: who, asked, answer.
    """
    if given.duplicated().any():
        return None
    twice = given["asked"][given.duplicated(["who", "asked"])].unique().tolist()
    if len(twice) == given["asked"].nunique() and twice:
        return None
    return tuple(twice) if all(_has_several(head, given[given["asked"] == head]) for head in twice) else None


def _has_several(head: str, own: pd.DataFrame) -> bool:
    options, people = own["answer"].value_counts(), own["who"].value_counts()
    scores = set(named_roles(head)) & {*ASKED} and pd.to_numeric(own["answer"], errors="coerce").notna().all()
    repeated = 1 < len(options) <= _MOST_OPTIONS and len(own) >= _FEWEST_REPEATS * len(options)
    return bool(repeated and not scores and (people > 1).mean() >= _FEWEST)
