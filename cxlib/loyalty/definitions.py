"""Which number is which: one set of answers under the definitions in use, and the register of those used here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ..aggregate import COUNTED, Cluster, Table
from ..errors import CXError
from ..locale import original, prefixed
from ..results import Result
from .answers import read_answers
from .score import net_promoter_score, top_box_share

VERSION = 1  # of the definitions in the register; a changed definition is another number


def score_definitions(data: Table, *, rating: str, scale: Sequence[float]) -> Result:
    """One set of answers summarised as firms do: top box, top two boxes, mean, and their variants.

    Parameters
    ----------
    data : table
        One row per questionnaire that came back.
    rating : str
        Column of answers, missing where not answered.
    scale : (lowest, highest)
        The ends of the answer scale; a high answer is good, and answers are one apart.

    Returns
    -------
    Result
        ``definition n estimate unit``: shares 0…1, means in points of the scale or from 0 to 100; `n` is the
        denominator.

    Raises
    ------
    CXError
        A scale without room for two boxes, an answer outside it, no answer at all.
    """
    low, high = _ends(rating, scale)
    answers = read_answers(data, rating=rating, cluster=False)  # no interval is made
    if ((answers.answer < low) | (answers.answer > high)).any():
        raise CXError(
            f"{rating}: answers outside {low:g}…{high:g}.", "Correct the scale, or set codes to missing first."
        )
    n = int(answers.n.sum())
    top = int(answers.n[answers.answer == high].sum())
    two = int(answers.n[answers.answer >= high - 1].sum())
    mean = float((answers.n * answers.answer).sum() / n)
    returned = n + answers.without_answer
    rows = [
        (f"top box ({high:g})", n, top / n, "share of valid answers"),
        (f"top two boxes ({high - 1:g} and {high:g})", n, two / n, "share of valid answers"),
        ("top two boxes, blanks counted", returned, two / returned, "share of all returned"),
        ("mean", n, mean, f"points of {low:g}…{high:g}"),
        ("mean, stretched", n, 100 * (mean - low) / (high - low), "points of 0…100"),
    ]
    table = pd.DataFrame(rows, columns=["definition", "n", "estimate", "unit"])
    return Result(
        kind="score_definitions", table=table, settings={"rating": rating, "scale": (low, high)}, notes=answers.notes
    )


def metric_register(
    data: Table,
    *,
    recommend: str | None = None,
    satisfaction: str | None = None,
    ease: str | None = None,
    scales: Mapping[str, Sequence[float]] | None = None,
    weights: str | None = None,
    cluster: Cluster = None,
    confidence_level: float = 0.95,
) -> Result:
    """The scores that this workbook reports, with everything that must stand beside them.

    Parameters
    ----------
    data : table
        One row per questionnaire.
    recommend : str, optional
        Column of the recommendation question, 0 to 10: its score is the Net Promoter Score, in points.
    satisfaction, ease : str, optional
        Columns whose score is the share of the top two answers; a high answer is good.
    scales : mapping
        Column → (lowest, highest answer), for `satisfaction` and `ease`.
    weights : str, optional
        Column of weights: how many people an answer stands for.
    cluster : str or False, optional
        As in `net_promoter_score`.
    confidence_level : float
        Of the intervals.

    Returns
    -------
    Result
        ``metric column scale counted n estimate conf_low conf_high unit``; the setting `version` numbers the
        definitions.

    Raises
    ------
    CXError
        No column is named, or a scale is missing or without room for two boxes.
    """
    common: dict[str, Any] = {"weights": weights, "cluster": cluster, "confidence_level": confidence_level}
    parts, notes = [], [f"Definitions: version {VERSION}."]
    if recommend is not None:
        score = net_promoter_score(data, rating=recommend, **common)
        notes += _of_people(score, recommend)
        parts.append(_entry(score.table, "NPS", recommend, "0…10", "9–10 minus 0–6, of valid answers", "points"))
    for metric, column in (("CSAT", satisfaction), ("ease", ease)):
        if column is not None:
            low, high = _ends(column, (scales or {}).get(column, ()))
            score = top_box_share(data, rating=column, top=high - 1, **common)
            notes += _of_people(score, column)
            counted = f"{high - 1:g}–{high:g}, of valid answers"
            parts.append(_entry(score.table, metric, column, f"{low:g}…{high:g}", counted, "share"))
    if not parts:
        raise CXError("metric_register: no column is named.", "Name recommend, satisfaction or ease.")
    settings = {"version": VERSION, **common}
    table = pd.concat(parts, ignore_index=True)
    return Result(kind="metric_register", table=table, settings=settings, notes=tuple(notes))


def _of_people(score: Result, column: str) -> list[str]:
    """Whether people gave several answers to a question."""
    return [prefixed(column, note) for note in score.notes if original(note).endswith(COUNTED)]


def _entry(score: pd.DataFrame, metric: str, column: str, scale: str, counted: str, unit: str) -> pd.DataFrame:
    told = {"metric": metric, "column": column, "scale": scale, "counted": counted}
    return score[["n", "estimate", "conf_low", "conf_high"]].assign(**told, unit=unit)[
        [*told, "n", "estimate", "conf_low", "conf_high", "unit"]
    ]


def _ends(column: str, scale: Sequence[float]) -> tuple[float, float]:
    ends = tuple(scale)
    if len(ends) != 2 or not ends[1] - ends[0] >= 2:
        raise CXError(
            f"{column}: {list(ends)} is no scale of three answers or more.",
            "Write the lowest and the highest answer, such as (1, 5).",
        )
    return ends
