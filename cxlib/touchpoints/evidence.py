"""How much a touchpoint's score rests on: grades A to D from the number of answers and their source."""

from __future__ import annotations

import numpy as np

from ..errors import CXError, nearest

#: Fewest answers of each grade; without any it is D, no more than an opinion.
ANSWERS = {"A": 200, "B": 30, "C": 1}
#: The best grade that a source can reach.
SOURCES = {
    "contact": "A",  # customers, about a contact that the log has
    "memory": "C",  # customers, about contacts as they remember them, without a log
    "opinion": "D",  # what the firm's people believe
}


def require_source(source: str) -> None:
    """Stop at a source that is not known."""
    if source not in SOURCES:
        raise CXError(f"source: {source!r} is not known.", nearest(str(source), SOURCES))


def evidence_grades(n: np.ndarray, source: str) -> np.ndarray:
    """The grade of each number of (effective) answers, no better than the source allows."""
    letters, fewest = list(ANSWERS), np.array(list(ANSWERS.values()))
    # an effective number can lie a little below 1 or 200 by rounding only
    grade = np.select([np.asarray(n) >= least * (1 - 1e-12) for least in fewest], letters, "D").astype(object)
    return np.maximum(grade, SOURCES[source])
