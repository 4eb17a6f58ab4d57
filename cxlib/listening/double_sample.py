"""A second sample: a random sample of nonrespondents asked again, and the score of everybody from both."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
import numpy as np
import pandas as pd

from ..aggregate import Table, answer_counts, column_list, require_columns, require_level, require_numbers, rows_of
from ..errors import CXError, nearest
from ..estimators.quantiles import critical_value
from ..locale import say
from ..results import Result
from ..text import in_rows, left_out
from .inputs import yes_and_no

SCORES = ("nps", "mean")


def double_sampling(
    invited: Table,
    *,
    rating: str,
    answered: str,
    follow_up: str,
    score: str = "nps",
    by: str | Sequence[str] | None = None,
    strict: bool = False,
    confidence_level: float = 0.95,
) -> Result:
    """A score for everybody invited, from those who answered and from silent ones asked a second time.

    Parameters
    ----------
    invited : table
        One row per person invited.
    rating : str
        Column of the answers of those who answered, 0…10 for a Net Promoter Score.
    answered : str
        Column of 0 and 1 (or false and true), without gaps.
    follow_up : str
        Column of the same question, asked again of a random sample of nonrespondents; empty for everybody else.
    score : {"nps", "mean"}
        Points of a Net Promoter Score, or the mean.
    by : str or list of str, optional
        Columns whose values make the groups.
    strict : bool
        Whether what has no interval is refused: nobody was silent, no rating is known, or all answers of a group are
        alike. Rows that do not say who answered are then left out.
    confidence_level : float
        Of the interval.

    Returns
    -------
    Result
        ``[by…] n n_follow_up response_rate estimate_answered estimate_silent n_effective estimate std_error conf_low
        conf_high``. `n` counts answers, `n_effective` those of a simple random sample that would be as sure.

    Raises
    ------
    CXError
        Fewer than two of the silent answered the second time; where `strict`, also what that names.

    Notes
    -----
    r·ȳ₁ + (1 − r)·ȳ₂ (Hansen and Hurwitz 1946) [1]_, with variance r²s₁²/n₁ + (1 − r)²s₂²/n₂ + r(1 − r)(ȳ₁ − ȳ₂)²/n for
    n invited: those invited are taken for a sample of many. Silent ones who cannot be reached the second time are taken
    to be like those who were. Where all answers of a group are alike, it has no standard error and no interval; where
    those of the second time are, the interval is too short. Both are noted.

    References
    ----------
    .. [1] Hansen, M. H., & Hurwitz, W. N. (1946). The problem of non-response in sample surveys. Journal of the
       American Statistical Association 41, 517–529.
    """
    require_level(confidence_level)
    if score not in SCORES:
        raise CXError(f"score: {score!r} is not known.", nearest(str(score), SCORES))
    by = column_list(by)
    require_columns(invited, rating=rating, follow_up=follow_up, by=by)
    require_numbers(invited, rating=rating, follow_up=follow_up)
    if strict:
        # the rows that say who answered; stop where no rating is known
        if not answer_counts(invited, answer=rating, by=[])["_answer"].notna().any():
            raise CXError("The yearly survey does not say who answered.", "declare a column of role customer.")
        frame = nw.from_native(invited)
        invited = frame.filter(~nw.col(answered).is_null()).to_native()
    people = yes_and_no(invited, argument="answered", column=answered, by=by)
    gone = people.loc[people[by].isna().any(axis=1), "_n"].sum()
    first, blank = _side(invited, rating, answered, by, score, of_silent=False)
    second, _ = _side(invited, follow_up, answered, by, score, of_silent=True)
    keys = by or ["_all"]
    rates = (
        people.assign(_all=0, answered=people["_n"] * people["_yes"])
        .groupby(keys, observed=True)[["_n", "answered"]]
        .sum()
    )
    joined = rates.join(first.add_suffix("_1")).join(second.add_suffix("_2"))
    if not len(joined):
        raise CXError("invited: nobody is left.", "Give one row per person invited.")
    # Stop where silent people are, and none of them, or one, was asked again
    short = (joined["_n"] > joined["answered"]) & ~(joined["n_2"] > 1)
    if short.any() or joined["n_1"].isna().any():
        silent = bool(short.any())
        where = (
            f" in {int(short.sum() if silent else joined['n_1'].isna().sum())} of {len(joined)} groups" if by else ""
        )
        problem = f"{follow_up}: fewer than two answers of silent people" if silent else "rating: nobody answered"
        mend = f"Take the score of {follow_up}."
        if silent:
            mend = "Without them nothing is known of this part; use nonresponse_bounds."
        raise CXError(f"{problem}{where}.", mend)
    table = _two_phase(joined, confidence_level).reset_index().drop(columns=[] if by else "_all")
    if strict:
        if not table["n_follow_up"].all():
            raise CXError("Everybody invited answered.", "nothing: nobody is left to be phoned.")
        if not (table["std_error"] > 0).all():
            raise CXError("All answers are alike.", "collect more answers.")
    notes: tuple[str, ...] = (left_out(gone, by),) if gone else ()
    if blank:
        notes += (
            say(
                "{rows} that answered, but not {rating}: taken to be like the others who answered.",
                rows=in_rows(blank),
                rating=rating,
            ),
        )
    notes += _alike_notes(joined, table, follow_up)
    settings = {
        "rating": rating, "answered": answered, "follow_up": follow_up, "score": score, "by": by,
        "confidence_level": confidence_level,
    }  # fmt: skip
    return Result(kind="double_sampling", table=table, settings=settings, notes=notes)


def _side(
    invited: Table, rating: str, answered: str, by: list[str], score: str, *, of_silent: bool
) -> tuple[pd.DataFrame, int]:
    """Number, mean and variance of the answers by group, and how many of that side gave none."""
    counts = answer_counts(invited, answer=rating, by=[*by, answered]).assign(_all=0)
    own = counts[answered].astype(float).eq(0.0 if of_silent else 1.0)
    strange = counts.loc[~own & counts["_answer"].notna(), "_n"].sum()
    if strange:
        who = "answered" if of_silent else "did not answer"
        raise CXError(f"{rating}: a value in {rows_of(strange)} of people who {who}.", f"Correct {answered!r}.")
    counts, missing = counts[own & counts["_answer"].notna()], counts.loc[own & counts["_answer"].isna(), "_n"].sum()
    answer, n = counts["_answer"], counts["_n"]
    if score == "nps":
        outside = ~answer.isin(range(11))
        if outside.any():
            raise CXError(f"{rating}: not 0, 1, … 10 in {rows_of(n[outside].sum())}.", 'Or choose score = "mean".')
        answer = pd.Series(np.select([answer >= 9, answer <= 6], [100.0, -100.0], 0.0), answer.index)
    parts = {"n": n, "total": n * answer, "squares": n * answer**2, "answer": answer}
    groups = counts.assign(**parts).groupby(by or ["_all"], observed=True)
    found, varied = groups[["n", "total", "squares"]].sum(), groups["answer"].nunique() > 1
    mean = (found["total"] / found["n"]).where(varied, groups["answer"].first())  # no rounding where all are alike
    squared = (found["squares"] - found["n"] * mean**2).clip(lower=0).where(varied, 0.0)
    variance = squared / (found["n"] - 1).where(found["n"] > 1)
    return pd.DataFrame({"n": found["n"], "mean": mean, "variance": variance}), int(missing)


def _alike_notes(joined: pd.DataFrame, table: pd.DataFrame, follow_up: str) -> tuple[str, ...]:
    """What answers without a difference do to the intervals."""

    def where(chosen: np.ndarray) -> str:
        return " " + say("in {some} of {all} groups", some=int(chosen.sum()), all=len(table)) if len(table) > 1 else ""

    none = table["std_error"].isna().to_numpy()
    short = (joined["variance_2"] == 0).to_numpy() & ~none
    notes: tuple[str, ...] = (
        (say("All answers are alike{where}: no interval.", where=where(none)),) if none.any() else ()
    )
    if short.any():
        notes += (
            say(
                "All answers of {follow_up} are alike{where}: the interval is too short.",
                follow_up=follow_up,
                where=where(short),
            ),
        )
    return notes


def _two_phase(joined: pd.DataFrame, confidence_level: float) -> pd.DataFrame:
    share = joined["answered"] / joined["_n"]
    rest = 1 - share
    mean1, mean2 = joined["mean_1"], joined["mean_2"].fillna(0.0)
    v1, v2 = joined["variance_1"], joined["variance_2"].fillna(0.0)
    estimate = share * mean1 + rest * mean2
    between = share * rest * (mean1 - mean2) ** 2
    variance = share**2 * v1 / joined["n_1"] + rest**2 * v2 / joined["n_2"].fillna(1) + between / joined["_n"]
    variance = variance.where(variance > 0)  # where all answers are alike, nothing tells how sure they are
    std_error = np.sqrt(variance)
    half = critical_value(confidence_level) * std_error
    n2 = joined["n_2"].fillna(0).astype(int)
    return pd.DataFrame(
        {
            "n": joined["n_1"].astype(int) + n2,
            "n_follow_up": n2,
            "response_rate": share,
            "estimate_answered": mean1,
            "estimate_silent": joined["mean_2"],
            "n_effective": (share * v1 + rest * v2 + between) / variance,
            "estimate": estimate,
            "std_error": std_error,
            "conf_low": estimate - half,
            "conf_high": estimate + half,
        }
    )
