"""Listening: who is asked, who answers, what that does to a score, and how far the answers may be trusted."""

from .audit import item_audit
from .comparison import compare_surveys, lot_effect
from .double_sample import double_sampling
from .margins import population_margins
from .nonresponse import bias_repaired, nonresponse_bounds
from .planning import survey_sample_size
from .quarantine import quarantine_plan
from .response import response_bias
from .response_behaviour import begging_test, drop_out, response_styles
from .response_delay import lag_effect
from .weights import sample_weights

__all__ = [
    "begging_test",
    "bias_repaired",
    "compare_surveys",
    "double_sampling",
    "drop_out",
    "item_audit",
    "lag_effect",
    "lot_effect",
    "nonresponse_bounds",
    "population_margins",
    "quarantine_plan",
    "response_bias",
    "response_styles",
    "sample_weights",
    "survey_sample_size",
]
