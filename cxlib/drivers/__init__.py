"""What drives satisfaction: importance with its uncertainty, dominance, penalties and rewards."""

from .differences import driver_differences
from .entanglement import driver_entanglement
from .importance import driver_importance
from .ordinal import ordinal_check
from .pairs import dominance
from .penalty import penalty_reward
from .slopes import driver_slopes

__all__ = [
    "dominance",
    "driver_differences",
    "driver_entanglement",
    "driver_importance",
    "driver_slopes",
    "ordinal_check",
    "penalty_reward",
]
