"""How often each answer from 0 to 10 was given."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..aggregate import Table, column_list
from ..results import Result
from .answers import promoter_points, read_answers, require_recommendation

CLASSES = {-1.0: "detractor", 0.0: "passive", 1.0: "promoter"}


def recommendation_counts(
    data: Table, *, rating: str, by: str | Sequence[str] | None = None, weights: str | None = None
) -> Result:
    """Every answer from 0 to 10 with its number, share and class.

    Parameters
    ----------
    data : table
        One row per respondent, of any engine.
    rating : str
        Column of the recommendation question: whole numbers 0…10, missing where not answered.
    by : str or list of str, optional
        Columns whose values make the groups.
    weights : str, optional
        Column of weights ≥ 0.

    Returns
    -------
    Result
        ``[by…] answer class n share``: eleven rows per group; `share` 0…1 of the group's (weighted) answers.
        ``settings["without_answer"]`` is the number of rows that have no answer.
    """
    answers = read_answers(data, rating=rating, by=by, weights=weights, cluster=False)
    require_recommendation(answers, rating)
    n_groups = len(answers.groups)
    place = answers.group * 11 + answers.answer.astype(int)
    weight = np.bincount(place, answers.w, 11 * n_groups).reshape(n_groups, 11)
    table = answers.groups.loc[answers.groups.index.repeat(11)].reset_index(drop=True)
    table["answer"] = np.tile(np.arange(11), n_groups)
    table["class"] = [CLASSES[point] for point in promoter_points(table["answer"].to_numpy())]
    table["n"] = np.bincount(place, answers.n, 11 * n_groups).astype(int)
    table["share"] = (weight / weight.sum(axis=1, keepdims=True)).ravel()
    settings = {
        "rating": rating, "by": column_list(by, data), "weights": weights, "without_answer": answers.without_answer,
    }  # fmt: skip
    return Result(kind="recommendation_counts", table=table, settings=settings, notes=answers.notes)
