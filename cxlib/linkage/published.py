"""What others have found between employees and customers, beside one's own correlation."""

from __future__ import annotations

import pandas as pd

from ..learn import course_table
from ..locale import say
from ..results import Result

COLUMNS = ["source", "year", "n_units", "level", "predictor", "outcome", "kind", "estimate", "conf_low", "conf_high"]
COLUMNS += ["finding", "says", "reference"]
KINDS = {"observed": "raw", "corrected": "corrected"}


def beside_published(correlation: Result) -> Result:
    """See `CorrelationResult.beside_published`."""
    own = correlation.table.dropna(subset="estimate").drop(columns="p_value")
    own = own.assign(
        source="these data",
        level="between units",
        predictor=correlation.settings["engagement"],
        outcome=correlation.settings["outcome"],
        kind=own["kind"].map(KINDS),
        finding="",
        says="",
        reference="",
    )
    rows = [*own.to_dict("records"), *course_table("published_linkage").to_dict("records")]
    table = pd.DataFrame(rows, columns=COLUMNS).astype({"n_units": "Int64", "year": "Int64"})
    note = say("A corrected number is higher than any that is seen; compare rows of one level and one kind only.")
    return Result(kind="beside_published", table=table, settings=dict(correlation.settings), notes=(note,))
