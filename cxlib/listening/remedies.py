"""Remedies for silence as a notebook needs them: weights from a frame, silent ones asked again, bounds from either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from ..aggregate import Table
from ..errors import CXError
from ..results import Result
from .margins import population_margins
from .silence import double_sampling, nonresponse_bounds
from .weights import Weights, sample_weights

RATES = (0.1, 0.25, 0.5, 0.75)  # where nobody knows how many answered
CROSSED = 2  # columns up to which their cells are crossed; with more each is restored by itself


def frame_weights(data: Table, *, frame: Table, by: Sequence[str], min_cell: int = 20) -> Weights:
    """Weights that restore the shares of a frame.

    Parameters
    ----------
    data : table
        The answers, one row per person.
    frame : table
        One row per person of the population.
    by : sequence of str
        Columns of both. Up to two are crossed; with more the shares of one column after the other are restored.
    min_cell : int
        Cells with fewer answers are joined with their neighbour.

    Returns
    -------
    Weights
        As `sample_weights`.

    Raises
    ------
    CXError
        As `population_margins` and `sample_weights`.
    """
    margins = population_margins(frame, by=by, crossed=len(by) <= CROSSED)
    try:
        return sample_weights(data, margins=margins, min_cell=min_cell)
    except CXError as error:
        mend = "name other columns of the list of customers with -p weight_by=…."
        raise CXError(error.problem, mend) from error


def asked_again(
    invited: Table, *, rating: str, answered: str, follow_up: str, confidence_level: float = 0.95
) -> Result:
    """The score of everybody invited where some of the silent were asked again; as `double_sampling`, and stricter.

    Parameters
    ----------
    invited, rating, answered, follow_up, confidence_level
        As in `double_sampling`. Rows that do not say who answered are left out.

    Returns
    -------
    Result
        As of `double_sampling`.

    Raises
    ------
    CXError
        As `double_sampling`; also where nobody was silent, or all answers are alike.
    """
    invited = invited.dropna(subset=answered)
    if not invited[rating].notna().any():
        raise CXError("The yearly survey does not say who answered.", "declare a column of role customer.")
    columns = {"rating": rating, "answered": answered, "follow_up": follow_up}
    found = double_sampling(invited, **columns, confidence_level=confidence_level)
    if not found.table["n_follow_up"].iloc[0]:
        raise CXError("Everybody invited answered.", "nothing: nobody is left to be phoned.")
    if not found.table["std_error"].iloc[0] > 0:
        raise CXError("All answers are alike.", "collect more answers.")
    return found


def score_bounds(
    score: Result, *, response: Result | None = None, again: Result | None = None, reached: float = 1.0
) -> Result:
    """How far off a score could be, with what is known of the silent.

    Parameters
    ----------
    score : Result
        Of `net_promoter_score`, without groups.
    response : Result, optional
        Of `response_bias`: the share that answered.
    again : Result, optional
        Of `double_sampling`: the share that answered, and the score of the silent ones who were asked again.
    reached : float
        Share 0…1 of those asked again that answered.

    Returns
    -------
    Result
        As of `nonresponse_bounds`. Where neither result is there, a row for each of four rates of answering.
    """
    estimate = float(score.table["estimate"].iloc[0])
    if again is not None:
        row = again.table.iloc[0]
        told = {"follow_up": row["estimate_silent"], "follow_up_rate": reached}
        found = nonresponse_bounds(estimate=estimate, response_rate=row["response_rate"], **told)
        return replace(found, settings={**found.settings, "reached": reached})
    if response is not None:
        return nonresponse_bounds(estimate=estimate, response_rate=response.response_rate)
    parts = [nonresponse_bounds(estimate=estimate, response_rate=rate) for rate in RATES]
    tables = [one.table.assign(stage=f"if {100 * rate:g} % answered") for rate, one in zip(RATES, parts, strict=True)]
    return replace(parts[0], table=pd.concat(tables, ignore_index=True))
