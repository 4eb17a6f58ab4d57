"""What the columns of a Result are: heads as the field writes them, units, and whose words stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..locale import say

POINTS, SHARE = "points", "share"
SCORE_SCALE = ("estimate", "std_error", "conf_low", "conf_high", "pooled")  # written with the same decimals
SHARES = {
    "promoters", "passives", "detractors", "share", "response_rate", "break_rate", "coverage", "power", "usual",
    "rated_by", "missing", "ahead_of_random", "confidence_level", "unbroken", "in_frame", "in_answers",
    "population", "sample", "weighted", "top_two", "p_top", "visibility", "performance", "missed", "in_time",
    "chance", "chance_in",
}  # fmt: skip
COUNTS = {
    "invited", "lost", "answers", "broken", "repeated", "unbroken", "in_the_weights", "left_out", "events",
    "in the frame", "answered", "came_back", "stayed_away", "count", "total", "combination", "free text",
    "invitations",
}  # fmt: skip
# what the library itself writes into cells for machines, as people read it
RULES = {"wald": "Wald", "adjusted_wald": "adjusted Wald", "score": "score", "bayes": "Bayes"}
VALUES = RULES | {"engagement_score": "engagement", "climate_score": "climate"}
VALUES |= {"three_sigma": "three sigma", "ewma": "moving average", "cusum": "sum"}
KINDS = {"must_be": "must-be", "one_dimensional": "one-dimensional"}
TERMS = {"constant": "intercept", "months": "months", "a day": "a day", "two weeks": "two weeks"}
# columns that have such words
CELLS = {("term",): TERMS, ("interval", "score", "rule"): VALUES, ("kind", "asked", "rated"): KINDS}
# columns of words that the library wrote, not the client
WRITTEN = {
    "reference", "field", "status", "component", "phase", "kind", "class", "analysis", "answers", "direction",
    "effect", "path", "stands", "state", "check", "gap", "style", "visibility", "part", "what", "counted",
    "level", "counting", "side", "object", "survey", "when", "coefficient", "valence", "rule", "unit", "score",
    "decision", "metric", "measure", "stage", "strategy", "because", "comparison", "mean", "scale_middle",
    "target", "risk", "asked", "rated", "coders", "cause",
}  # fmt: skip
MIXED = ("metric_register", "score_definitions")  # kinds of result whose rows have a unit each


@cache
def heads(_language: str) -> Mapping[str, str]:
    """The heads of the columns whose name is not yet the field's word, in the language spoken, said once."""
    return {
        "estimate": say("estimate"),
        "std_error": say("standard error"),
        "p_value": say("p"),
        "p_adjusted": say("p, adjusted"),
        "n_effective": say("effective n"),
        "n_reference": say("n of reference"),
        "n_units": say("units"),
        "n_groups": say("groups"),
        "n_clusters": say("clusters"),
        "n_yes": say("n with the outcome"),
        "n_from": say("n before"),
        "n_to": say("n after"),
        "n_rows": say("rows"),
        "r_squared": say("R²"),
        "vif": say("VIF"),
        "icc1": say("ICC(1)"),
        "icc2": say("ICC(2)"),
        "r_wg": say("rwg"),
        "df": say("degrees of freedom"),
        "beta": say("standardised slope"),
        "mean_width": say("mean width"),
        **dict.fromkeys(("sd", "std"), say("SD")),
        "min_cell": say("fewest people"),
        "sd_of_one_answer": say("SD of one answer"),
        "nps": say("NPS"),
        "by_the_nps": say("by the NPS"),
        "min": say("lowest"),
        "max": say("highest"),
        "icc1_k0": say("ICC(1), unequal sizes"),
        "icc1_reml": say("ICC(1), REML"),
        "rwg_j_uniform": say("rwg(j), uniform"),
        "rwg_j_slight": say("rwg(j), slight"),
        "rwg_j_moderate": say("rwg(j), moderate"),
        "ad": say("AD"),
        "ad_limit": say("AD, limit"),
        "first_share": say("first in"),
    }


@cache
def estimates(_language: str) -> Mapping[str, tuple[str, str]]:
    """What the estimate of a kind of result is called, and its unit, in the language spoken, said once."""
    return {
        "net_promoter_score": (say("NPS"), POINTS),
        "nps_difference": (say("difference in NPS"), POINTS),
        "nps_change": (say("points"), POINTS),
        "nps_pooled": (say("NPS"), POINTS),
        "top_box_share": (say("share"), SHARE),
        "choice_shares": (say("share of respondents"), SHARE),
        "mean_rating": (say("mean"), ""),
        "outcome_auc": (say("AUC"), ""),
        "driver_slopes": (say("standardised slope"), ""),
        "drivers_alone": (say("correlation"), ""),
        "target_gaps": (say("mean less target"), ""),
        "linkage_correlation": (say("correlation"), ""),
        "moments_of_truth": (say("impact"), ""),
        "response_bias": (say("share that answered"), SHARE),
        "handoffs": (say("share that broke"), SHARE),
        "competing_risks": (say("share"), SHARE),
        "repeat_contacts": (say("share repeated"), SHARE),
        "unbroken_by_length": (say("share unbroken"), SHARE),
        "begging_test": (say("share of the upper point"), SHARE),
        "response_styles": (say("share of answers"), SHARE),
        "unit_agreement": (say("agreement"), ""),
        "control_chart": (say("value"), ""),
        "signal_delay": (say("periods until a signal"), ""),
        "false_alarms": (say("share with an alarm"), SHARE),
        "recovery_effect": (say("points"), ""),
        "expected_gain": (say("points"), ""),
        "alignment_index": ("ρ", ""),
        "kendall_w": ("W", ""),
    }
