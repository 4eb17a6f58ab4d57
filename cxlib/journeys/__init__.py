"""Journeys: what the contact log tells of paths, hand-overs, breaks and who sees the customer."""

from .follows import directly_follows, handoffs, repeat_contacts
from .paths import event_table, journey_paths
from .rules import journey_rules
from .unbroken import unbroken_by_length
from .visibility import fragmentation

__all__ = [
    "directly_follows",
    "event_table",
    "fragmentation",
    "handoffs",
    "journey_paths",
    "journey_rules",
    "repeat_contacts",
    "unbroken_by_length",
]
