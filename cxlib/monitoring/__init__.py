"""Monitoring and the closed loop: which month is an alarm, who is answered and when, and what an answer changes."""

from .alarms import action_rows, alarm_rows
from .breaks import change_point
from .charts import control_chart
from .delays import false_alarms, signal_delay
from .effects import action_effect, recovery_effect, regression_to_mean
from .hazards import discrete_hazard
from .history import keep_history
from .leaving import first_ends, leaving_hazard, purchase_hazard
from .persistence import rank_persistence
from .series import series_charts
from .waiting import competing_risks, follow_up_times

__all__ = [
    "action_effect",
    "action_rows",
    "alarm_rows",
    "change_point",
    "competing_risks",
    "control_chart",
    "discrete_hazard",
    "false_alarms",
    "first_ends",
    "follow_up_times",
    "keep_history",
    "leaving_hazard",
    "purchase_hazard",
    "rank_persistence",
    "recovery_effect",
    "regression_to_mean",
    "series_charts",
    "signal_delay",
]
