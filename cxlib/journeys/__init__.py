"""Journeys: what the contact log tells of paths, hand-overs, breaks and who sees the customer."""

from .paths import journey_paths
from .peak_end import journey_rules
from .transitions import handoffs, repeat_contacts
from .unbroken_share import unbroken_by_length
from .visibility import fragmentation

__all__ = [
    "fragmentation",
    "handoffs",
    "journey_paths",
    "journey_rules",
    "repeat_contacts",
    "unbroken_by_length",
]
