"""What drives satisfaction: importance with its uncertainty, dominance, penalties and rewards."""

from .alone import driver_correlations, driver_sample_size
from .aspects import driver_aspects, order_with_rarer, reasons_named
from .by_group import explained_by_group, importance_by_group, largest_differences, penalty_where_asked
from .differences import driver_differences
from .entanglement import driver_entanglement
from .image import image_changes
from .importance import driver_importance
from .ordinal import ordinal_check
from .pairs import dominance
from .penalty import penalty_reward
from .recorded import rated_and_recorded
from .slopes import driver_slopes

__all__ = [
    "dominance",
    "driver_aspects",
    "driver_correlations",
    "driver_differences",
    "driver_entanglement",
    "driver_importance",
    "driver_sample_size",
    "driver_slopes",
    "explained_by_group",
    "image_changes",
    "importance_by_group",
    "largest_differences",
    "order_with_rarer",
    "ordinal_check",
    "penalty_reward",
    "penalty_where_asked",
    "rated_and_recorded",
    "reasons_named",
]
