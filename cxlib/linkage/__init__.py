"""What reaches the customer: employees' engagement and customers' answers, joined by unit."""

from .case_mix import mix_removed
from .correlation import linkage_correlation
from .cross_lagged import linkage_lags
from .cross_lagged_corrected import corrected_lags
from .levels import random_intercept, within_between
from .mediation import linkage_mediation
from .power import linkage_power
from .slopes import engagement_linkage

__all__ = [
    "corrected_lags",
    "engagement_linkage",
    "linkage_correlation",
    "linkage_lags",
    "linkage_mediation",
    "linkage_power",
    "mix_removed",
    "random_intercept",
    "within_between",
]
