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
from .slopes import ordinal_sentence, penalty_sentence, slopes_sentence
from .truth import certificate_sentence, truth_sentence
from .words import FEW, called

__all__ = [
    "FEW",
    "agreement_sentence",
    "analyses_sentence",
    "attack_sentence",
    "called",
    "certificate_sentence",
    "change_sentence",
    "cost_sentence",
    "decoy_sentence",
    "dimensions_sentence",
    "entanglement_sentence",
    "foretelling_sentence",
    "gap_sentence",
    "groups_sentence",
    "importance_sentence",
    "joined_sentence",
    "lags_sentence",
    "levels_sentence",
    "lost_sentence",
    "mediation_sentence",
    "mix_sentence",
    "ordinal_sentence",
    "penalty_sentence",
    "power_sentence",
    "ranking_sentence",
    "ranks_sentence",
    "release_sentence",
    "reliability_sentence",
    "score_sentence",
    "segments_sentence",
    "separation_sentence",
    "slopes_sentence",
    "stated_sentence",
    "trend_sentence",
    "truth_sentence",
    "weights_sentence",
]
