"""Two means side by side: one question in two surveys, and the effect of something randomised on an answer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import stdtr

from ..aggregate import (
    Table,
    as_if_independent,
    column_list,
    require_columns,
    require_level,
    require_numbers,
    unit_sums,
)
from ..errors import CXError
from ..estimators.differences import adjust_p_values
from ..estimators.quantiles import critical_value
from ..estimators.two_means import welch_difference
from ..locale import prefixed, say, say_number
from ..results import Result
from ..text import left_out
from .inputs import survey_rows, yes_and_no

ESTIMATES = ["estimate", "std_error", "conf_low", "conf_high", "p_value"]


def compare_surveys(
    first: Table,
    second: Table,
    *,
    rating: str,
    second_rating: str | None = None,
    id: str | None = None,
    names: tuple[str, str] = ("first", "second"),
    confidence_level: float = 0.95,
) -> Result:
    """The mean of a question in one survey less that in another, such as the yearly one and that after a contact.

    Parameters
    ----------
    first, second : table
        One row per answer.
    rating : str
        Column of the question, on the same scale in both.
    second_rating : str, optional
        Its column in the second survey, where it has another name.
    id : str, optional
        Column of persons in both: then also the people who answered both are compared with themselves.
    names : (str, str)
        What the surveys are called.
    confidence_level : float
        Of each interval.

    Returns
    -------
    Result
        ``people n n_reference mean mean_reference r estimate std_error conf_low conf_high p_value``, the second survey
        being the reference. Row ``all`` compares all answers (Welch's interval; where `id` is given, the mean of each
        person counts once), as if other people had answered: where many are in both it is too wide as a rule. Row ``in
        both`` compares persons with themselves, and `r` is the correlation of their two means.

    Raises
    ------
    CXError
        An unknown column, words, a survey without answers.
    """
    require_level(confidence_level)
    if second is None:
        raise CXError("There is no second survey.", "declare one of kind transactional.")
    sides, notes = [], []
    for data, column, name in ((first, rating, names[0]), (second, second_rating or rating, names[1])):
        require_columns(data, rating=column, id=id)
        require_numbers(data, rating=column)
        rows = survey_rows(data, [column, *([id] if id else [])]).dropna(subset=column)
        nameless = int(rows[id].isna().sum()) if id else 0
        if nameless:
            notes.append(prefixed(name, left_out(nameless, [id])))
        notes += [] if id else [prefixed(name, note) for note in as_if_independent(data, needed=[column])]
        rows = rows.dropna()
        if not len(rows):
            raise CXError(f"{name}: no answer to {column!r}.", "Check the column and its missing codes in study.toml.")
        values = rows[column].astype(float)
        sides.append(values if id is None else values.groupby(rows[id]).mean())
    one, two = sides
    welch = welch_difference((len(one), len(two)), (one.mean(), two.mean()), (one.var(), two.var()), confidence_level)
    table = [_line("all", one, two, np.nan, welch)]
    if id is not None:
        # who answered both surveys is compared with themselves: how people differ does not blur it
        both = pd.concat([one, two], axis=1, keys=["a", "b"], join="inner")
        if len(both) < 2:
            who = "1 person" if len(both) == 1 else f"{len(both)} persons"
            notes.append(say("{who} answered both: too few to compare them with themselves.", who=who))
        else:
            r = float(both["a"].corr(both["b"])) if (both.nunique() > 1).all() else np.nan
            table.append(_line("in both", both["a"], both["b"], r, _paired(both, confidence_level)))
    settings = {
        "rating": rating, "second_rating": second_rating, "id": id, "names": names,
        "confidence_level": confidence_level,
    }  # fmt: skip
    return Result(kind="compare_surveys", table=pd.DataFrame(table), settings=settings, notes=tuple(notes))


def _line(people: str, one: pd.Series, two: pd.Series, r: float, numbers: Sequence) -> dict[str, object]:
    sizes = {"n": len(one), "n_reference": len(two), "mean": one.mean(), "mean_reference": two.mean(), "r": r}
    return {"people": people, **sizes, **dict(zip(ESTIMATES, map(float, numbers), strict=True))}


def _paired(both: pd.DataFrame, confidence_level: float) -> Sequence[float]:
    """The mean of the differences with Student's interval: Welch's against a constant."""
    gap = both["a"] - both["b"]
    se = np.sqrt(gap.var() / len(gap)) if gap.nunique() > 1 else np.nan
    half = float(critical_value(confidence_level, len(gap) - 1)) * se
    p_value = 2 * stdtr(len(gap) - 1, -abs(gap.mean() / se)) if se > 0 else np.nan
    return gap.mean(), se, gap.mean() - half, gap.mean() + half, p_value


def lot_effect(
    data: Table,
    *,
    outcome: str,
    lot: str,
    by: str | Sequence[str] | None = None,
    adjust: str = "holm",
    confidence_level: float = 0.95,
) -> Result:
    """The effect of something randomised on an outcome: the mean with it less the mean without it.

    Parameters
    ----------
    data : table
        One row per person or contact.
    outcome : str
        Column of numbers.
    lot : str
        Column of 0 and 1 (or false and true): what was randomised, such as an offer, or the order of two questions.
        Rows without a value took no part.
    by : str or list of str, optional
        Columns whose values make the groups.
    adjust : {"holm", "bh", "none"}
        How `p_adjusted` allows for the number of groups.
    confidence_level : float
        Of each interval by itself, Welch's.

    Returns
    -------
    Result
        ``[by…] n n_reference mean mean_reference estimate std_error conf_low conf_high p_value p_adjusted``; `n` and
        `mean` are of those with it, the reference is without it.

    Raises
    ------
    CXError
        An unknown column, words, a lot other than 0 or 1, no group with both.
    """
    require_level(confidence_level)
    by = column_list(by)
    require_columns(data, outcome=outcome, lot=lot, by=by)
    require_numbers(data, outcome=outcome)
    rows = survey_rows(data, [outcome, lot, *by])
    rows = rows[rows[lot].notna()]
    whole = rows.notna().all(axis=1)
    notes = [left_out((~whole).sum(), [outcome, *by])] if not whole.all() else []
    notes += as_if_independent(data, needed=[outcome, lot, *by], apart=by)
    rows = rows[whole]
    yes_and_no(rows, argument="lot", column=lot)
    sums = unit_sums(rows, unit=[*by, lot], columns=[outcome]) if len(rows) else pd.DataFrame()
    sides = [
        sums[sums[lot].astype(float) == value].set_index(by or "column")[["n", "sum", "sum_of_squares"]]
        for value in ((1.0, 0.0) if len(sums) else ())
    ]
    joined = sides[0].join(sides[1].add_suffix("_reference"), how="inner") if sides else pd.DataFrame()
    single = sum(map(len, sides)) - 2 * len(joined)
    if single:
        notes.append(
            say_number(
                "{number} group with one side of the lot only left out.",
                "{number} groups with one side of the lot only left out.",
                single,
                number=single,
            )
        )
    if not len(joined):
        raise CXError(f"lot: no group has rows with and without {lot!r}.", "Check the column of the lot.")
    ends = ("", "_reference")
    n = tuple(joined[f"n{end}"].to_numpy(float) for end in ends)
    mean = tuple(joined[f"sum{end}"].to_numpy(float) / size for end, size in zip(ends, n, strict=True))
    squares = (joined[f"sum_of_squares{end}"].to_numpy(float) for end in ends)
    # from sums, not rows: below 0 is rounding
    variance = tuple(
        np.maximum(square - size * centre**2, 0) / np.maximum(size - 1, 1)
        for square, size, centre in zip(squares, n, mean, strict=True)
    )
    found = dict(zip(ESTIMATES, welch_difference(n, mean, variance, confidence_level), strict=True))
    table = joined.reset_index()[[*by, "n", "n_reference"]].assign(mean=mean[0], mean_reference=mean[1], **found)
    table["p_adjusted"] = adjust_p_values(table["p_value"].to_numpy(), adjust)
    settings = {"outcome": outcome, "lot": lot, "by": by, "adjust": adjust, "confidence_level": confidence_level}
    return Result(kind="lot_effect", table=table, settings=settings, notes=tuple(notes))
