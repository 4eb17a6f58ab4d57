"""The sentence that reads a result: supported, not to be told from nothing, or too little to say.

Each function takes the Result that the table and the figure show, so that the words stay right on any data.
"""

from .engagement import (
    agreement_sentence,
    dimensions_sentence,
    ranking_sentence,
    reliability_sentence,
    separation_sentence,
)
from .journeys import handoffs_sentence, moments_sentence, rules_sentence, unbroken_sentence, visibility_sentence
from .linkage import joined_sentence, lags_sentence, levels_sentence, mediation_sentence, power_sentence
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
from .privacy import attack_sentence, cost_sentence, release_sentence
from .touchpoints import coverage_sentence, defects_sentence, map_sentence, register_sentence, variables_sentence
from .words import FEW, called

__all__ = [
    "FEW",
    "agreement_sentence",
    "attack_sentence",
    "begging_sentence",
    "bounds_sentence",
    "called",
    "cost_sentence",
    "coverage_sentence",
    "defects_sentence",
    "dimensions_sentence",
    "drop_out_sentence",
    "handoffs_sentence",
    "joined_sentence",
    "lags_sentence",
    "levels_sentence",
    "lot_sentence",
    "map_sentence",
    "mediation_sentence",
    "moments_sentence",
    "power_sentence",
    "quarantine_sentence",
    "ranking_sentence",
    "register_sentence",
    "release_sentence",
    "reliability_sentence",
    "remedies_sentence",
    "response_sentence",
    "rules_sentence",
    "separation_sentence",
    "styles_sentence",
    "unbroken_sentence",
    "variables_sentence",
    "visibility_sentence",
    "waiting_sentence",
]
