"""What to do first: fields of importance and rating, Kano's kinds, plans for a budget, owners, agreement."""

from .alignment import alignment_index, belief_gaps
from .kano import kano_agreement, kano_classes
from .owners import accountability, money_shares
from .plans import choose_actions
from .quadrants import quadrant_chances
from .strategies import invitation_plan, touchpoint_strategies

__all__ = [
    "accountability",
    "alignment_index",
    "belief_gaps",
    "choose_actions",
    "invitation_plan",
    "kano_agreement",
    "kano_classes",
    "money_shares",
    "quadrant_chances",
    "touchpoint_strategies",
]
