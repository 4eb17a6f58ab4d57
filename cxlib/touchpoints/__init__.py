"""Touchpoints: the register set beside the data, scores with their evidence, moments of truth, the journey map."""

from .balance import emotion_profile, foreseen_emotions
from .before import contacts_before
from .coverage import map_coverage
from .defects import defect_costs
from .designed import touchpoint_register
from .emotions import touchpoint_emotions
from .felt_parts import felt_variance
from .impact import moments_of_truth
from .journey_table import journey_map
from .playbook import playbook_coverage
from .ratings import touchpoint_ratings
from .recovery import recovery_effect
from .scores import touchpoint_scores
from .targets import touchpoint_variables

__all__ = [
    "contacts_before",
    "defect_costs",
    "emotion_profile",
    "felt_variance",
    "foreseen_emotions",
    "journey_map",
    "map_coverage",
    "moments_of_truth",
    "playbook_coverage",
    "recovery_effect",
    "touchpoint_emotions",
    "touchpoint_ratings",
    "touchpoint_register",
    "touchpoint_scores",
    "touchpoint_variables",
]
