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
from .linkage import joined_sentence, lags_sentence, levels_sentence, mediation_sentence, power_sentence
from .loyalty import (
    analyses_sentence,
    change_sentence,
    foretelling_sentence,
    gap_sentence,
    groups_sentence,
    mix_sentence,
    score_sentence,
    trend_sentence,
    weights_sentence,
)
from .privacy import attack_sentence, cost_sentence, release_sentence
from .truth import certificate_sentence, truth_sentence
from .words import FEW

__all__ = [
    "FEW",
    "agreement_sentence",
    "analyses_sentence",
    "attack_sentence",
    "certificate_sentence",
    "change_sentence",
    "cost_sentence",
    "dimensions_sentence",
    "foretelling_sentence",
    "gap_sentence",
    "groups_sentence",
    "joined_sentence",
    "lags_sentence",
    "levels_sentence",
    "mediation_sentence",
    "mix_sentence",
    "power_sentence",
    "ranking_sentence",
    "release_sentence",
    "reliability_sentence",
    "score_sentence",
    "separation_sentence",
    "trend_sentence",
    "truth_sentence",
    "weights_sentence",
]
