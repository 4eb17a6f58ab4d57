"""A result in words: what it found, named; what stays open; what is too little to say.

`reading` is the one door. Each module reads the results of one topic; words come from the catalogue in cxlib/locale.
"""

from . import (
    comparisons,
    decomposition,
    engagement,
    experience,
    lags,
    linkage,
    loyalty,
    mediation,
    privacy,
    study,
    teams,
)
from .dispatch import reading
from .prose import READING, Number, Reading
from .told import FINDINGS, findings

__all__ = [
    "FINDINGS",
    "READING",
    "Number",
    "Reading",
    "comparisons",
    "decomposition",
    "engagement",
    "experience",
    "findings",
    "lags",
    "linkage",
    "loyalty",
    "mediation",
    "privacy",
    "reading",
    "study",
    "teams",
]
