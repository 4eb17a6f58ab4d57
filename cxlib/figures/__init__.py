"""Figures: each draws the table of a Result and computes nothing."""

from .counts import plot_heat_table, plot_rules
from .driver_contrasts import plot_penalty_reward, plot_stated_derived
from .driver_maps import plot_driver_map, plot_entanglement, plot_rank_chances
from .drivers import plot_driver_truth, plot_importance
from .engagement import plot_agreement, plot_parties_and_passion, plot_scree
from .groups import plot_funnel, plot_rank_shifts
from .intervals import plot_intervals, plot_sample_sizes
from .journey import plot_journey
from .journeys import plot_handoffs, plot_paths, plot_unbroken
from .linkage import plot_common_cause, plot_linkage_power, plot_linkage_slopes, plot_mediation_paths
from .listening import plot_bounds, plot_heaping, plot_response_rates, plot_waiting, plot_wrong_sign
from .recommendation import plot_coverage, plot_outcome_by_answer, plot_recommendation
from .style import show
from .touchpoint_map import plot_journey_map
from .touchpoints import plot_defects, plot_map_coverage, plot_variables
from .waves import plot_change, plot_crosswalk, plot_trend

__all__ = [
    "plot_agreement",
    "plot_bounds",
    "plot_change",
    "plot_common_cause",
    "plot_coverage",
    "plot_crosswalk",
    "plot_defects",
    "plot_driver_map",
    "plot_driver_truth",
    "plot_entanglement",
    "plot_funnel",
    "plot_handoffs",
    "plot_heaping",
    "plot_heat_table",
    "plot_importance",
    "plot_intervals",
    "plot_journey",
    "plot_journey_map",
    "plot_linkage_power",
    "plot_linkage_slopes",
    "plot_map_coverage",
    "plot_mediation_paths",
    "plot_outcome_by_answer",
    "plot_parties_and_passion",
    "plot_paths",
    "plot_penalty_reward",
    "plot_rank_chances",
    "plot_rank_shifts",
    "plot_recommendation",
    "plot_response_rates",
    "plot_rules",
    "plot_sample_sizes",
    "plot_scree",
    "plot_stated_derived",
    "plot_trend",
    "plot_unbroken",
    "plot_variables",
    "plot_waiting",
    "plot_wrong_sign",
    "show",
]
