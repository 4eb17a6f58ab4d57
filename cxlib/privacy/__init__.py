"""Nobody can be known by what is shown: small groups, blocks of people, the attack on tables, pseudonyms, redaction."""

from .attack import reconstruct_cells
from .pseudonyms import pseudonymise
from .redacting import Redacted, redact, redacted
from .risks import disclosure_risks
from .suppression import suppress_small_cells
from .table_blocks import in_blocks
from .threshold_cost import linked_at_thresholds

__all__ = [
    "Redacted",
    "disclosure_risks",
    "in_blocks",
    "linked_at_thresholds",
    "pseudonymise",
    "reconstruct_cells",
    "redact",
    "redacted",
    "suppress_small_cells",
]
