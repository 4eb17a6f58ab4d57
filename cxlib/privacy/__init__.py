"""Nobody can be known by what is shown: small groups, differences of reports, pseudonyms."""

from .attack import reconstruct_cells
from .cells import fold_small_cells, hidden_groups, suppress_small_cells
from .earlier import published_groups
from .parts import require_large_part
from .plan import Released, ReleasePlan, release_plan
from .pseudonyms import pseudonymise
from .releasing import release
from .risks import disclosure_risks
from .teams import team_report

__all__ = [
    "ReleasePlan",
    "Released",
    "disclosure_risks",
    "fold_small_cells",
    "hidden_groups",
    "pseudonymise",
    "published_groups",
    "reconstruct_cells",
    "release",
    "release_plan",
    "require_large_part",
    "suppress_small_cells",
    "team_report",
]
