"""Figures: each draws the table of a Result and computes nothing."""

from .answers import plot_answers
from .bars import plot_bars
from .coverage import plot_coverage
from .drivers import plot_drivers
from .emotions import plot_emotions
from .engagement import plot_agreement
from .heat import plot_heat
from .intervals import plot_intervals
from .journey import plot_journey
from .lanes import plot_lanes
from .lines import plot_lines
from .mediation import plot_mediation
from .points import plot_points, plot_rank_shifts
from .style import show
from .touchpoint_map import plot_journey_map

__all__ = [
    "plot_agreement",
    "plot_answers",
    "plot_bars",
    "plot_coverage",
    "plot_drivers",
    "plot_emotions",
    "plot_heat",
    "plot_intervals",
    "plot_journey",
    "plot_journey_map",
    "plot_lanes",
    "plot_lines",
    "plot_mediation",
    "plot_points",
    "plot_rank_shifts",
    "show",
]
