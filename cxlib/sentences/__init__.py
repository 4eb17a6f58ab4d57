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
from .slopes import ordinal_sentence, penalty_sentence, slopes_sentence
from .truth import certificate_sentence, truth_sentence
from .words import FEW, called

__all__ = [
    "FEW",
    "analyses_sentence",
    "called",
    "certificate_sentence",
    "change_sentence",
    "decoy_sentence",
    "entanglement_sentence",
    "foretelling_sentence",
    "gap_sentence",
    "groups_sentence",
    "importance_sentence",
    "lost_sentence",
    "mix_sentence",
    "ordinal_sentence",
    "penalty_sentence",
    "ranks_sentence",
    "score_sentence",
    "segments_sentence",
    "slopes_sentence",
    "stated_sentence",
    "trend_sentence",
    "truth_sentence",
    "weights_sentence",
]
