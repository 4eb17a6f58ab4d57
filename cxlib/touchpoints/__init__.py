"""Touchpoints: the register set beside the data, scores with their evidence, moments of truth, the journey map."""

from .balance import emotion_profile, foreseen_emotions
from .contact_history import contacts_before
from .coverage import map_coverage
from .defects import defect_costs
from .emotions import touchpoint_emotions
from .felt_parts import felt_variance
from .impact import moments_of_truth
from .journey_table import journey_map
from .playbook import playbook_coverage
from .positions import touchpoint_positions
from .ratings import touchpoint_ratings
from .recovery import service_recovery
from .register_table import touchpoint_register
from .scores import touchpoint_scores
from .targets import touchpoint_variables
from .three_parts import experience_parts

__all__ = [
    "contacts_before",
    "defect_costs",
    "emotion_profile",
    "experience_parts",
    "felt_variance",
    "foreseen_emotions",
    "journey_map",
    "map_coverage",
    "moments_of_truth",
    "playbook_coverage",
    "service_recovery",
    "touchpoint_emotions",
    "touchpoint_positions",
    "touchpoint_ratings",
    "touchpoint_register",
    "touchpoint_scores",
    "touchpoint_variables",
]
