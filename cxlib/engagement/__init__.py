"""Employees' engagement: scales, whether they are reliable and distinct, and whether a unit may be averaged."""

from .agreement import unit_agreement
from .answering import answer_rates
from .dimensions import scale_dimensions
from .indistinct_scales import joined_scales
from .means import scale_means
from .ranking import unit_ranking
from .reliability import scale_reliability, scale_separation
from .scores import scale_scores
from .talk import talk_sheet

__all__ = [
    "answer_rates",
    "joined_scales",
    "scale_dimensions",
    "scale_means",
    "scale_reliability",
    "scale_scores",
    "scale_separation",
    "talk_sheet",
    "unit_agreement",
    "unit_ranking",
]
