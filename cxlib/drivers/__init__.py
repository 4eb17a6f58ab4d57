"""What drives satisfaction: importance with its uncertainty, dominance, penalties and rewards."""

from .aspects import driver_aspects
from .collinearity import driver_entanglement
from .differences import driver_differences
from .dominance_pairs import dominance
from .gains import expected_gain
from .image import image_changes
from .importance import driver_importance
from .ordinal import ordinal_check
from .penalty import penalty_reward
from .priorities import importance_performance
from .slopes import driver_slopes

__all__ = [
    "dominance",
    "driver_aspects",
    "driver_differences",
    "driver_entanglement",
    "driver_importance",
    "driver_slopes",
    "expected_gain",
    "image_changes",
    "importance_performance",
    "ordinal_check",
    "penalty_reward",
]
