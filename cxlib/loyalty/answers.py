"""From any table to the cells of a rating: checked, counted, and its gaps noted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from ..aggregate import (
    AnswerCells,
    Cluster,
    Table,
    answer_counts,
    behind_of,
    cells_of,
    cluster_column,
    column_list,
    listed_answers,
    require_columns,
    require_numbers,
    require_on_scale,
    rows_of,
    weight_notes,
    whose_rows,
)
from ..errors import CXError
from ..locale import say
from ..text import left_out

RESULT_COLUMNS = {
    "n", "n_effective", "promoters", "passives", "detractors", "estimate", "std_error", "conf_low", "conf_high",
    "p_value", "p_adjusted", "p_top", "pooled", "answer", "class", "share", "_answer", "_n", "_w", "_w2",
}  # fmt: skip
OF_DIFFERENCES = {"reference", "n_reference"}
OF_CHANGES = {"status", "component", "from_wave", "to_wave", "n_from", "n_to"}
INTERVALS = ("score", "wald", "adjusted_wald", "bayes", "bootstrap")


@dataclass(frozen=True, eq=False, kw_only=True)
class Answers(AnswerCells):
    """The cells of a rating, whether they are weighted, and how many rows have no answer."""

    weighted: bool
    without_answer: int

    @property
    def group_n(self) -> np.ndarray:
        """Number of answers in each group."""
        return self.totals(self.n).astype(int)


def read_answers(
    data: Table,
    *,
    rating: str,
    by: str | Sequence[str] | None = None,
    weights: str | None = None,
    cluster: Cluster = None,
    cluster_argument: str = "cluster",
    apart: Sequence[str] | None = None,
    taken: Collection[str] = (),
) -> Answers:
    """Check the columns, count the answers, leave out what is missing and note how much that was.

    Without a `cluster`, people who answered several times are one, see `whose_rows`; `apart` is `by` unless given.
    `taken` are names that the result needs beside `RESULT_COLUMNS`.
    """
    by = column_list(by, data)
    keys = [*by, *column_list(cluster_column(cluster))]
    require_columns(data, rating=rating, by=by, weights=weights, **{cluster_argument: cluster_column(cluster)})
    for name in {name for name in keys if keys.count(name) > 1}:
        raise CXError(f"by: column {name!r} is named twice.", "Give each column one part to play.")
    if rating == weights:
        raise CXError(f"weights: column {weights!r} is also the rating.", "Give each column one part to play.")
    for name in {rating, *column_list(weights)} & set(keys):
        raise CXError(f"by: column {name!r} is also the rating or the weight.", "Give each column one part to play.")
    for name in RESULT_COLUMNS.union(taken) & set(by):
        raise CXError(f"by: column {name!r} has the name of a result's column.", "Give it another name in study.toml.")
    require_numbers(data, rating=rating, weights=weights)
    notes = [] if weights is None else weight_notes(data, weights)
    if weights is None and (behind := behind_of(data)):
        notes.append(
            say(
                "Rows are means of several people, and count as one each; weights = {behind} counts people.",
                behind=behind,
            )
        )
    whose = whose_rows(data, cluster, needed=[rating, *by], weights=weights, apart=by if apart is None else apart)
    keys = [*by, *column_list(whose.cluster)]
    counts = answer_counts(whose.data, answer=rating, by=keys, weights=weights)
    without = int(counts.loc[counts["_answer"].isna(), "_n"].sum())
    for name, label in [("_answer", rating), *((key, key) for key in keys)]:
        gone = counts[name].isna()
        if gone.all():
            of = "" if label == rating else f" that have {rating}"
            what = "answer" if label == rating else "value"
            left = f"{label}: no {what} in {rows_of(counts['_n'].sum())}{of}."
            raise CXError(left, "Check the column and its missing codes in study.toml.")
        if gone.any():
            notes.append(left_out(counts.loc[gone, "_n"].sum(), [label]))
            counts = counts[~gone]
    cells = cells_of(counts, by, whose, notes, rating=rating)
    return Answers(**cells, weighted=weights is not None, without_answer=without)


def require_recommendation(answers: Answers, rating: str) -> None:
    """Stop unless every answer is a whole number from 0 to 10."""
    require_on_scale(answers, rating, (0, 10))
    broken = answers.answer != np.floor(answers.answer)
    if broken.any():
        values = listed_answers(answers.answer[broken])
        raise CXError(
            f"{rating}: not a whole number in {rows_of(answers.n[broken].sum())} ({values}).",
            "The Net Promoter Score needs answers 0, 1, … 10; averages of answers have none.",
        )


def promoter_points(answer: np.ndarray) -> np.ndarray:
    """+1 for promoters (9, 10), −1 for detractors (0 … 6), 0 for passives."""
    return np.where(answer >= 9, 1.0, np.where(answer <= 6, -1.0, 0.0))
