"""Listening: who is asked, who answers, what that does to a score, and how far the answers may be trusted."""

from .audit import item_audit
from .comparing import compare_surveys, lot_effect
from .contact_plans import planned_answers, year_of_contacts
from .habits import begging_test, drop_out, response_styles
from .margins import population_margins
from .planning import quarantine_plan, survey_sample_size
from .remedies import asked_again, frame_weights, score_bounds
from .response import response_bias
from .silence import bias_repaired, double_sampling, nonresponse_bounds
from .waiting import lag_effect
from .weights import sample_weights

__all__ = [
    "asked_again",
    "begging_test",
    "bias_repaired",
    "compare_surveys",
    "double_sampling",
    "drop_out",
    "frame_weights",
    "item_audit",
    "lag_effect",
    "lot_effect",
    "nonresponse_bounds",
    "planned_answers",
    "population_margins",
    "quarantine_plan",
    "response_bias",
    "response_styles",
    "sample_weights",
    "score_bounds",
    "survey_sample_size",
    "year_of_contacts",
]
