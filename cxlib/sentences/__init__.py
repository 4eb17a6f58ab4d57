"""The sentence that reads a result: supported, not to be told from nothing, or too little to say.

Each function takes the Result that the table and the figure show, so that the words stay right on any data.
"""

from .journeys import handoffs_sentence, moments_sentence, rules_sentence, unbroken_sentence, visibility_sentence
from .listening import (
    begging_sentence,
    bounds_sentence,
    drop_out_sentence,
    lot_sentence,
    quarantine_sentence,
    remedies_sentence,
    response_sentence,
    styles_sentence,
    waiting_sentence,
)
from .touchpoints import coverage_sentence, defects_sentence, map_sentence, register_sentence, variables_sentence
from .words import FEW, called

__all__ = [
    "FEW",
    "begging_sentence",
    "bounds_sentence",
    "called",
    "coverage_sentence",
    "defects_sentence",
    "drop_out_sentence",
    "handoffs_sentence",
    "lot_sentence",
    "map_sentence",
    "moments_sentence",
    "quarantine_sentence",
    "register_sentence",
    "remedies_sentence",
    "response_sentence",
    "rules_sentence",
    "styles_sentence",
    "unbroken_sentence",
    "variables_sentence",
    "visibility_sentence",
    "waiting_sentence",
]
