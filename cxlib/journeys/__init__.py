"""Journeys: what the contact log tells of paths, hand-overs, breaks and who sees the customer."""

from .paths import event_table, journey_paths
from .peak_end import journey_rules
from .transitions import directly_follows, handoffs, repeat_contacts
from .unbroken_share import unbroken_by_length
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
