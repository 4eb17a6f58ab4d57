"""What drives satisfaction: importance with its uncertainty, dominance, penalties and rewards."""

from .aspects import driver_aspects
from .differences import driver_differences
from .entanglement import driver_entanglement
from .image import image_changes
from .importance import driver_importance
from .ordinal import ordinal_check
from .pairs import dominance
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
    "image_changes",
    "importance_performance",
    "ordinal_check",
    "penalty_reward",
]
