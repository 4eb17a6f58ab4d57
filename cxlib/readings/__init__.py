"""A result in words: what it found, named; what stays open; what is too little to say.

`reading` is the one door. Each module reads the results of one topic: its functions stand under the names of those
results, `labels` and `truth` are what `reading` says of them. Words come from the catalogue in cxlib/locale.
"""

from . import (  # noqa: F401 - each registers its readers
    actions,
    alignment,
    asking,
    changes,
    choices,
    comparisons,
    drivers,
    drivers_beside,
    drivers_by_group,
    emotions,
    engagement,
    entanglement,
    experience,
    first_look,
    foretelling,
    gaps,
    imputed,
    journeys,
    lags,
    leaving,
    linkage,
    listening,
    loyalty,
    means,
    mediation,
    moments,
    monitoring,
    penalties,
    planning,
    plans,
    priorities,
    privacy,
    quadrants,
    replies,
    side_by_side,
    silence,
    slopes,
    study,
    talk,
    teams,
    three_parts,
    touchpoint_map,
    touchpoints,
    words,
)
from .closing_block import FINDINGS, findings
from .dispatch import reading
from .prose import READING, Number, Reading

__all__ = ["FINDINGS", "READING", "Number", "Reading", "findings", "reading"]
