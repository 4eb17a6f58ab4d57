"""The sentence that reads a result: supported, not to be told from nothing, or too little to say.

Each function takes the Result that the table and the figure show, so that the words stay right on any data.
"""

from .drivers import (
    decoy_sentence,
    entanglement_sentence,
    importance_sentence,
    lost_sentence,
    ranks_sentence,
    segments_sentence,
    stated_sentence,
)
from .engagement import (
    agreement_sentence,
    dimensions_sentence,
    ranking_sentence,
    reliability_sentence,
    separation_sentence,
)
from .linkage import joined_sentence, lags_sentence, levels_sentence, mediation_sentence, power_sentence
from .privacy import attack_sentence, cost_sentence, release_sentence
from .slopes import ordinal_sentence, penalty_sentence, slopes_sentence
from .words import FEW, called

__all__ = [
    "FEW",
    "agreement_sentence",
    "attack_sentence",
    "called",
    "cost_sentence",
    "decoy_sentence",
    "dimensions_sentence",
    "entanglement_sentence",
    "importance_sentence",
    "joined_sentence",
    "lags_sentence",
    "levels_sentence",
    "lost_sentence",
    "mediation_sentence",
    "ordinal_sentence",
    "penalty_sentence",
    "power_sentence",
    "ranking_sentence",
    "ranks_sentence",
    "release_sentence",
    "reliability_sentence",
    "segments_sentence",
    "separation_sentence",
    "slopes_sentence",
    "stated_sentence",
]
