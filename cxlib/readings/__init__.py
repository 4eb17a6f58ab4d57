"""A result in words: what it found, named; what stays open; what is too little to say.

`reading` is the one door. Each module reads the results of one topic; words come from the catalogue in cxlib/locale.
"""

from . import (
    asking,
    comparisons,
    decomposition,
    drivers,
    drivers_beside,
    engagement,
    entanglement,
    experience,
    gaps,
    journeys,
    lags,
    linkage,
    listening,
    loyalty,
    mediation,
    moments,
    penalties,
    planning,
    privacy,
    silence,
    slopes,
    study,
    teams,
    touchpoint_map,
    touchpoints,
)
from .dispatch import reading
from .prose import READING, Number, Reading
from .told import FINDINGS, findings

__all__ = [
    "FINDINGS",
    "READING",
    "Number",
    "Reading",
    "asking",
    "comparisons",
    "decomposition",
    "drivers",
    "drivers_beside",
    "engagement",
    "entanglement",
    "experience",
    "findings",
    "gaps",
    "journeys",
    "lags",
    "linkage",
    "listening",
    "loyalty",
    "mediation",
    "moments",
    "penalties",
    "planning",
    "privacy",
    "reading",
    "silence",
    "slopes",
    "study",
    "teams",
    "touchpoint_map",
    "touchpoints",
]
