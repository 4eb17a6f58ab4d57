"""Monitoring and the closed loop: which month is an alarm, who is answered and when, and what an answer changes."""

from .charts import control_chart
from .delays import false_alarms, signal_delay

__all__ = ["control_chart", "false_alarms", "signal_delay"]
