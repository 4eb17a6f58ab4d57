"""The sentence that reads a result: supported, not to be told from nothing, or too little to say.

Each function takes the Result that the table and the figure show, so that the words stay right on any data.
"""

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
from .truth import certificate_sentence, truth_sentence
from .words import FEW

__all__ = [
    "FEW",
    "analyses_sentence",
    "certificate_sentence",
    "change_sentence",
    "foretelling_sentence",
    "gap_sentence",
    "groups_sentence",
    "mix_sentence",
    "score_sentence",
    "trend_sentence",
    "truth_sentence",
    "weights_sentence",
]
