"""What reaches the customer: employees' engagement and customers' answers, joined by unit."""

from .correlation import linkage_correlation
from .lags import linkage_lags
from .levels import random_intercept, within_between
from .mediation import linkage_mediation
from .mix import mix_removed
from .power import linkage_design_power, linkage_power
from .published import compare_with_published
from .sides import level_above, shared_waves, unit_records
from .slopes import engagement_linkage

__all__ = [
    "compare_with_published",
    "engagement_linkage",
    "level_above",
    "linkage_correlation",
    "linkage_design_power",
    "linkage_lags",
    "linkage_mediation",
    "linkage_power",
    "mix_removed",
    "random_intercept",
    "shared_waves",
    "unit_records",
    "within_between",
]
