"""People beside others of their own unit: scores less the unit's mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ..errors import CXError
from .scores import scale_scores

A_SCALE = 15  # complete answers for each scale beside the first
STILL = 1e-9


def scores_within(
    data: pd.DataFrame, *, scales: Mapping[str, Sequence[str]], unit: str, min_answers: int
) -> pd.DataFrame:
    """See `scale_scores`."""
    beside = len(scales) - 1
    if beside < 2:
        raise CXError(f"Facets of experience: {beside}; needed: 2.", "name the facet of each item in study.toml.")
    items = list(dict.fromkeys(item for own in scales.values() for item in own))
    named = {f"scale {place} of {len(scales)}": own for place, own in enumerate(scales.values(), start=1)}
    scores = scale_scores(data[[unit, *items]], scales=named)[[unit, *named]].dropna()
    scores = scores[scores.groupby(unit, observed=True)[unit].transform("size") > 1]
    needed = max(A_SCALE * beside, min_answers)
    if len(scores) < needed:
        raise CXError(f"Complete answers: {len(scores):,}; needed: {needed}.", "collect more answers.")
    centred = scores[list(named)] - scores.groupby(unit, observed=True)[list(named)].transform("mean")
    if not (centred.std() > STILL).all():
        raise CXError("Within teams, everybody answers alike.", "look at the data before you use them.")
    return centred.set_axis(list(scales), axis=1)
