"""Figures: each draws the table of a Result and computes nothing."""

from .counts import plot_heat_table, plot_rules
from .engagement import plot_agreement, plot_parties_and_passion, plot_scree
from .groups import plot_funnel, plot_rank_shifts
from .intervals import plot_intervals, plot_sample_sizes
from .journey import plot_journey
from .linkage import plot_common_cause, plot_linkage_power, plot_linkage_slopes, plot_mediation_paths
from .recommendation import plot_coverage, plot_outcome_by_answer, plot_recommendation
from .style import show
from .waves import plot_change, plot_crosswalk, plot_trend

__all__ = [
    "plot_agreement",
    "plot_change",
    "plot_common_cause",
    "plot_coverage",
    "plot_crosswalk",
    "plot_funnel",
    "plot_heat_table",
    "plot_intervals",
    "plot_journey",
    "plot_linkage_power",
    "plot_linkage_slopes",
    "plot_mediation_paths",
    "plot_outcome_by_answer",
    "plot_parties_and_passion",
    "plot_rank_shifts",
    "plot_recommendation",
    "plot_rules",
    "plot_sample_sizes",
    "plot_scree",
    "plot_trend",
    "show",
]
