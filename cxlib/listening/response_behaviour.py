"""Habits that move answers: nines that were begged for, and styles of answering."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.stats import hypergeom

from ..aggregate import (
    Table,
    answer_counts,
    as_if_independent,
    column_list,
    column_names,
    require_columns,
    require_level,
    require_numbers,
    rows_of,
)
from ..errors import CXError, nearest
from ..estimators.differences import adjust_p_values
from ..estimators.proportions import wilson_interval
from ..estimators.quantiles import critical_value
from ..estimators.two_means import welch_difference
from ..locale import say
from ..results import Result
from ..text import in_rows, left_out
from .inputs import survey_rows


def begging_test(
    data: Table,
    *,
    rating: str,
    unit: str,
    pair: tuple[float, float] = (8, 9),
    scale: Sequence[float] | None = None,
    min_answers: int = 0,
    adjust: str = "holm",
    confidence_level: float = 0.95,
) -> Result:
    """Where answers leap from one point to the next: too many nines among eights and nines, unit by unit.

    Parameters
    ----------
    data : table
        One row per answer.
    rating : str
        Column of the score.
    unit : str
        Column of branches, or of whoever asks for the answer.
    pair : (number, number)
        The point below a cut that counts and the point above it. A score moves both together; only asking for one of
        them moves their ratio.
    scale : (lowest, highest), optional
        What answers are possible, as far as that is known: other than 0 to 10 is refused.
    min_answers : int
        Two units must have so many answers at the two points.
    adjust : {"holm", "bh", "none"}
        How `p_adjusted` allows for the number of units.
    confidence_level : float
        Of the interval of each unit's share (Wilson).

    Returns
    -------
    Result
        ``<unit> n n_upper estimate conf_low conf_high usual p_value p_adjusted``; `estimate` is the upper point's share
        0…1 of the pair, `usual` that of all the other units. The most striking unit comes first.

    Raises
    ------
    CXError
        An unknown column, words, one unit only, no answer at either point, another scale, too few answers.

    Notes
    -----
    One-sided exact test against all other units (Fisher): the chance of so many at the upper point when the unit's
    answers are a draw from those of all units. It flags, and does not prove.
    """
    require_level(confidence_level)
    if adjust not in ("holm", "bh", "none"):
        raise CXError(f"adjust: {adjust!r} is not known.", nearest(str(adjust), ("holm", "bh", "none")))
    if pair[0] == pair[1]:
        raise CXError(f"pair: {pair[0]:g} twice.", "Write the point below the cut and the point above it: (8, 9).")
    require_columns(data, rating=rating, unit=unit)
    require_numbers(data, rating=rating)
    if scale is not None and tuple(scale) != (0, 10):
        raise CXError("The answers are not from 0 to 10.", "there are no nines to beg for on this scale.")
    counts = answer_counts(data, answer=rating, by=[unit])
    gone = counts.loc[counts[unit].isna(), "_n"].sum()
    near = counts[counts["_answer"].isin(pair) & counts[unit].notna()]
    upper = near["_n"].where(near["_answer"] == pair[1], 0)
    table = near.assign(n=near["_n"], n_upper=upper).groupby(unit, observed=True)[["n", "n_upper"]].sum().reset_index()
    if len(table) < 2:
        raise CXError(
            f"unit: {len(table)} {unit} with answers of {pair[0]:g} or {pair[1]:g}.", "A comparison needs two or more."
        )
    if min_answers:
        # stop where answers are all alike, or fewer than two units have enough of them at the two points
        if counts["_answer"].nunique() < 2:
            raise CXError("All answers are alike.", "collect more answers.")
        enough = int((table["n"] >= min_answers).sum())
        if enough < 2:
            problem = f"Units with {min_answers} answers of {pair[0]:g} or {pair[1]:g}: {enough}; needed: 2."
            raise CXError(problem, "collect more answers.")
    n, hits = (table[name].to_numpy("int64") for name in ("n", "n_upper"))
    low, high = wilson_interval(hits / n, n, critical_value(confidence_level))
    # Fisher's one-sided test of each unit against the others: so many hits or more among its n of all answers
    p_value = hypergeom.sf(hits - 1, n.sum(), hits.sum(), n)
    table = table.astype({"n_upper": "int64"}).assign(
        estimate=hits / n, conf_low=low, conf_high=high, usual=(hits.sum() - hits) / (n.sum() - n), p_value=p_value,
        p_adjusted=adjust_p_values(p_value, adjust),
    )  # fmt: skip
    notes = [left_out(gone, [unit])] if gone else []
    notes += as_if_independent(data, needed=[rating, unit])
    settings = {"rating": rating, "unit": unit, "pair": pair, "adjust": adjust, "confidence_level": confidence_level}
    return Result(
        kind="begging_test",
        table=table.sort_values("p_value", ignore_index=True),
        settings=settings,
        notes=tuple(notes),
    )


def response_styles(
    data: Table,
    *,
    items: Sequence[str],
    by: str,
    scale: tuple[int, int] = (1, 5),
    reversed_items: Sequence[str] = (),
    min_items: int = 2,
    adjust: str = "holm",
    confidence_level: float = 0.95,
) -> Result:
    """How people answer whatever is asked: at the ends, in agreement, in the middle, by group.

    Parameters
    ----------
    data : table
        One row per respondent.
    items : sequence of str
        Columns of agreement items on one scale; the more unlike their contents, the better they show style.
    by : str
        Column of groups, such as the language of the questionnaire.
    scale : (int, int)
        Lowest and highest answer.
    reversed_items : sequence of str
        Those of the items that were turned round when they were read: agreement is counted as people gave it.
    min_items : int
        Fewest items.
    adjust : {"holm", "bh", "none"}
        How `p_adjusted` allows for the number of rows.
    confidence_level : float
        Of each interval.

    Returns
    -------
    Result
        ``<by> style n estimate std_error conf_low conf_high difference p_value p_adjusted``: mean share 0…1 of a
        respondent's answers that are ``extreme`` (at an end), ``agreeing`` (above the middle) or ``middle``, Student's
        interval, and the difference from all the other groups with Welch's test. ``middle`` is left out where the scale
        has none.

    Raises
    ------
    CXError
        An unknown column, words, an answer outside the scale, fewer than two items.
    """
    require_level(confidence_level)
    items = list(items)
    if len(items) < min_items:
        raise CXError(f"Statements on one scale: {len(items)}; needed: {min_items}.", "declare their roles and scale.")
    if len(items) < 2:
        raise CXError(f"items: {len(items)} given.", "A style shows over several items only.")
    for name in reversed_items:
        if name not in items:
            raise CXError(f"reversed_items: {name!r} is not among the items.", nearest(name, items))
    require_columns(data, items=items, by=by)
    for name in items:
        require_numbers(data, items=name)
    low, high = scale
    rows = survey_rows(data, [*items, by])
    answers = rows[items].to_numpy(float, na_value=np.nan)
    outside = ~np.isnan(answers) & ((answers < low) | (answers > high))
    if outside.any():
        raise CXError(
            f"items: outside {low}…{high} in {rows_of(outside.any(axis=1).sum())}.", "Check missing codes and scale."
        )
    turned = np.isin(items, list(reversed_items))
    answers = np.where(turned, low + high - answers, answers)
    gone = np.isnan(answers).all(axis=1) | rows[by].isna().to_numpy()
    answers = answers[~gone]
    middle, given = (low + high) / 2, (~np.isnan(answers)).sum(axis=1)
    chosen = {"extreme": (answers == low) | (answers == high), "agreeing": answers > middle}
    if float(middle).is_integer():
        chosen["middle"] = answers == middle
    # shares of the items that a person answered, so that a blank is no style
    styles, group = {name: where.sum(axis=1) / given for name, where in chosen.items()}, rows.loc[~gone, by]
    table = pd.concat([_by_group(share, group, name, confidence_level) for name, share in styles.items()])
    table = table.sort_values([by, "style"], ignore_index=True, kind="stable")
    table["p_adjusted"] = adjust_p_values(table["p_value"].to_numpy(), adjust)
    notes = (
        [say("{rows} without an answer or without {by} left out.", rows=in_rows(gone.sum()), by=by)]
        if gone.any()
        else []
    )
    notes += as_if_independent(data[~gone] if isinstance(data, pd.DataFrame) else data, needed=[by])
    settings = {
        "items": items, "by": by, "scale": scale, "reversed_items": list(reversed_items), "adjust": adjust,
        "confidence_level": confidence_level,
    }  # fmt: skip
    return Result(kind="response_styles", table=table, settings=settings, notes=tuple(notes))


def _by_group(share: np.ndarray, group: pd.Series, style: str, confidence_level: float) -> pd.DataFrame:
    by = group.name
    found = pd.Series(share, group.index).groupby(group, observed=True).agg(["size", "mean", "var"]).reset_index()
    n, mean, variance = (found[name].to_numpy(float) for name in ("size", "mean", "var"))
    se = np.sqrt(variance / n)
    half = critical_value(confidence_level, np.maximum(n - 1, 1)) * se
    squares = pd.Series(share**2).groupby(group.to_numpy(), observed=True).sum().reindex(found[by]).to_numpy()
    rest_n = n.sum() - n
    with np.errstate(divide="ignore", invalid="ignore"):
        rest = (share.sum() - n * mean) / rest_n
        rest_variance = np.maximum((share**2).sum() - squares - rest_n * rest**2, 0) / (rest_n - 1)
    gap = welch_difference((n, rest_n), (mean, rest), (variance, rest_variance), confidence_level)
    return found[[by]].assign(
        style=style, n=n.astype(int), estimate=mean, std_error=se, conf_low=np.maximum(mean - half, 0.0),
        conf_high=np.minimum(mean + half, 1.0), difference=gap[0], p_value=gap[4],
    )  # fmt: skip


def drop_out(
    data: Table, *, items: Sequence[str] | None = None, min_items: int = 1, confidence_level: float = 0.95
) -> Result:
    """How many have stopped before each question: after their last answer everything is empty.

    Parameters
    ----------
    data : table
        One row per questionnaire that was begun.
    items : sequence of str, optional
        Columns of the questions that everybody is asked, in the order asked; all columns if left out.
    min_items : int
        Fewest questions.
    confidence_level : float
        Of each interval (Wilson).

    Returns
    -------
    Result
        ``place item n n_gone estimate conf_low conf_high``: of `n` questionnaires `n_gone` have no answer to this item
        or any later one; `estimate` is their share 0…1. A blank between two answers is no drop-out; a
        blank at the very end cannot be distinguished from one.

    Raises
    ------
    CXError
        An unknown column, no questionnaire, fewer questions than `min_items`.
    """
    require_level(confidence_level)
    items = column_names(data) if items is None else column_list(items)
    if len(items) < min_items:
        problem = f"Questions with a scale: {len(items)}; needed: {min_items}."
        raise CXError(problem, "declare their scale in study.toml.")
    require_columns(data, items=items)
    given = survey_rows(data, items).notna().to_numpy()
    if not given.size:
        raise CXError("data: no questionnaire, or no item.", "Give one row per questionnaire and name its items.")
    gone = (~given[:, ::-1]).cumprod(axis=1)[:, ::-1].sum(axis=0)
    n = len(given)
    low, high = wilson_interval(gone / n, n, critical_value(confidence_level))
    table = pd.DataFrame(
        {
            "place": range(1, len(items) + 1), "item": items, "n": n, "n_gone": gone, "estimate": gone / n,
            "conf_low": low, "conf_high": high,
        }
    )  # fmt: skip
    return Result(kind="drop_out", table=table, settings={"items": items, "confidence_level": confidence_level})
