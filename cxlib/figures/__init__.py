"""Figures: each draws the table of a Result and computes nothing."""

from .groups import plot_funnel, plot_rank_shifts
from .intervals import plot_intervals, plot_sample_sizes
from .recommendation import plot_coverage, plot_recommendation
from .style import show

__all__ = [
    "plot_coverage",
    "plot_funnel",
    "plot_intervals",
    "plot_rank_shifts",
    "plot_recommendation",
    "plot_sample_sizes",
    "show",
]
