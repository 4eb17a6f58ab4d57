"""What others have found between employees and customers, beside one's own correlation."""

from __future__ import annotations

import pandas as pd

from ..errors import CXError
from ..learn import course_table
from ..results import Result
from .correlation import CorrelationResult

COLUMNS = ["source", "year", "n_units", "level", "predictor", "outcome", "kind", "estimate", "conf_low", "conf_high"]
COLUMNS += ["finding", "says", "reference"]
KINDS = {"observed": "raw", "corrected": "corrected"}


def compare_with_published(correlation: Result) -> Result:
    """One's own correlation of units above published ones, each with what it is a number of.

    Parameters
    ----------
    correlation : Result
        Of `linkage_correlation`.

    Returns
    -------
    Result
        ``source year n_units level predictor outcome kind estimate conf_low conf_high finding says reference``; `kind`
        is ``raw``, ``corrected`` (for unreliable measures) or ``not given``, `finding` ``for``, ``against`` or
        ``mixed``. Studies whose number could not be read have none.

    Raises
    ------
    CXError
        When `correlation` is another result.

    Notes
    -----
    Compare rows of one `level` and one `kind` only. The studies are chosen to show both sides; they are no count of
    votes, and none of them tells what a change of engagement would bring here.
    """
    if not isinstance(correlation, CorrelationResult):
        raise CXError("correlation: not a result of linkage_correlation.", "Give it what linkage_correlation returns.")
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
    note = "A corrected number is higher than any that is seen; compare rows of one level and one kind only."
    return Result(kind="compare_with_published", table=table, settings=dict(correlation.settings), notes=(note,))
