"""Nobody can be known by what is shown: small groups, differences of reports, pseudonyms."""

from .attack import reconstruct_cells
from .cells import hidden_groups, suppress_small_cells
from .earlier import published_groups
from .guard import Guard, guard_of, guard_of_part
from .plan import Released, ReleasePlan, release_plan
from .price import linked_at_thresholds
from .pseudonyms import pseudonymise
from .releasing import release
from .risks import disclosure_risks
from .teams import team_report

__all__ = [
    "Guard",
    "ReleasePlan",
    "Released",
    "disclosure_risks",
    "guard_of",
    "guard_of_part",
    "hidden_groups",
    "linked_at_thresholds",
    "pseudonymise",
    "published_groups",
    "reconstruct_cells",
    "release",
    "release_plan",
    "suppress_small_cells",
    "team_report",
]
