"""The mean of each scale, and by how much the highest lies above the lowest for the same people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw
import numpy as np
import pandas as pd

from ..aggregate import Table, behind_of, is_together, require_level
from ..errors import CXError
from ..estimators.quantiles import critical_value
from ..results import Result
from .scores import scale_scores


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class ScaleMeans(Result):
    """Means of scales, and the difference between the highest and the lowest.

    Attributes
    ----------
    gap : pandas.DataFrame
        One row ``n estimate conf_low conf_high``, of those who have both scores; empty numbers with a single scale.
    """

    gap: pd.DataFrame


def scale_means(data: Table, *, scales: Mapping[str, Sequence[str]], confidence_level: float = 0.95) -> ScaleMeans:
    """The mean of each scale, the highest first, and how far the highest lies above the lowest for the same people.

    Parameters
    ----------
    data : table
        One row per person.
    scales : mapping of str to sequence of str
        Name of each scale and its items, coded in one direction.
    confidence_level : float
        Of the intervals.

    Returns
    -------
    ScaleMeans
        One row per scale, ``scale n estimate std_error conf_low conf_high``; besides `.gap`.

    Raises
    ------
    CXError
        No scale, a scale that nobody answers, and what `scale_scores` raises.

    Notes
    -----
    A person's score is that of `scale_scores`; of employees told of in groups only, whoever answers any of the items
    has one on each scale. Intervals are Student's, that of the gap of each person's difference: the same people answer
    both, so that the two intervals say less of it than their difference does.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> answers = pd.DataFrame({"a": [5, 4, 4], "b": [3, 2, 3]})
    >>> cx.scale_means(answers, scales={"pace": ["b"], "pride": ["a"]}).gap["estimate"].round(2).tolist()
    [1.67]
    """
    require_level(confidence_level)
    if not scales:
        raise CXError("scales: none is named.", 'Write {"pace": ["…", "…"]}.')
    # names of its own, since a scale may be called as a column is
    named = {f"scale {place} of {len(scales)}": items for place, items in enumerate(scales.values(), start=1)}
    behind = behind_of(data)
    if is_together(data):
        data = _of_all(data, list(dict.fromkeys(item for items in scales.values() for item in items)))
    kept = [*named, *([behind] if behind else [])]
    scores = nw.from_native(scale_scores(data, scales=named)).lazy().select(*kept).collect().to_pandas()
    people = scores.pop(behind).to_numpy(float) if behind else np.ones(len(scores))
    scores = scores.set_axis(list(scales), axis=1)
    for name in scales:
        if scores[name].isna().all():
            raise CXError(f"scales: nobody has a score on {name!r}.", "Leave it out, or look at its items.")
    means = pd.DataFrame([{"scale": name} | _mean(scores[name], people, confidence_level) for name in scales])
    means = means.sort_values("estimate", ascending=False, kind="stable", ignore_index=True)
    apart = scores[means["scale"].iloc[0]] - scores[means["scale"].iloc[-1]]
    gap = pd.DataFrame([_mean(apart, people, confidence_level)])
    return ScaleMeans(
        kind="scale_means",
        table=means,
        settings={
            "scales": {name: list(items) for name, items in scales.items()},
            "confidence_level": confidence_level,
        },
        gap=gap if len(scales) > 1 else gap.assign(**dict.fromkeys(gap.columns, np.nan)),
    )


def _of_all(data: pd.DataFrame, items: list[str]) -> pd.DataFrame:
    """Everybody who answers any item, with the item's mean where one is skipped.

    Else the highest and the lowest mean less their difference would be of those who skip all items of one scale.
    """
    numbers = data.select_dtypes("number")
    known = [item for item in items if item in numbers and data[item].notna().any()]
    answers = data[known].astype(float)
    filled = data.copy()
    filled[known] = answers.fillna(answers.mean())  # by assign, no item could be called “self”
    return filled[answers.notna().any(axis=1)]


def _mean(scores: pd.Series, people: np.ndarray, confidence_level: float) -> dict[str, float]:
    """The mean over people; where a row is the mean of several, rows are what was drawn, and their number the df."""
    answered = scores.notna().to_numpy()
    known, size = scores[answered].to_numpy(float), people[answered]
    n, total = len(known), size.sum()
    mean = float((size * known).sum() / total) if n else np.nan
    error = float(np.sqrt(n / (n - 1) * (size**2 * (known - mean) ** 2).sum()) / total) if n > 1 else np.nan
    half = float(critical_value(confidence_level, max(n - 1.0, 1.0)) * error)
    return {"n": int(total), "estimate": mean, "std_error": error, "conf_low": mean - half, "conf_high": mean + half}
