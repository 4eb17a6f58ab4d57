"""Loyalty: the Net Promoter Score, top-box shares and ticks, with the uncertainty they have."""

from .banner_table import banner
from .change import nps_change
from .choices import choice_shares
from .definitions import metric_register, score_definitions
from .difference import nps_difference
from .distribution import recommendation_counts
from .means import mean_rating
from .planning import nps_coverage, nps_sample_size
from .pooled import nps_pooled
from .predictive_validity import outcome_auc
from .score import net_promoter_score, top_box_share
from .targets import target_gaps

__all__ = [
    "banner",
    "choice_shares",
    "mean_rating",
    "metric_register",
    "net_promoter_score",
    "nps_change",
    "nps_coverage",
    "nps_difference",
    "nps_pooled",
    "nps_sample_size",
    "outcome_auc",
    "recommendation_counts",
    "score_definitions",
    "target_gaps",
    "top_box_share",
]
