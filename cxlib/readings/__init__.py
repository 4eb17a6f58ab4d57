"""A result in words: what it found, named; what stays open; what is too little to say.

`reading` is the one door. Each module reads the results of one topic; words come from the catalogue in cxlib/locale.
"""

from . import (
    comparisons,
    decomposition,
    drivers,
    drivers_beside,
    engagement,
    entanglement,
    experience,
    gaps,
    lags,
    linkage,
    loyalty,
    mediation,
    penalties,
    privacy,
    slopes,
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
    "drivers",
    "drivers_beside",
    "engagement",
    "entanglement",
    "experience",
    "findings",
    "gaps",
    "lags",
    "linkage",
    "loyalty",
    "mediation",
    "penalties",
    "privacy",
    "reading",
    "slopes",
    "study",
    "teams",
]
