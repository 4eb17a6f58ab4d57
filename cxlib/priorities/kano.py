"""Kano's questionnaire: must-be, one-dimensional, attractive or indifferent, by what people say of both cases."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import special

from ..aggregate import Table, require_columns, require_level, require_numbers, row_counts
from ..errors import CXError
from ..estimators.proportions import wilson_interval
from ..estimators.quantiles import critical_value
from ..locale import say
from ..results import Result
from ..text import in_rows, listed

#: Rows: the feature is there, columns: it is not; both 1 like, 2 expect, 3 neutral, 4 live with, 5 dislike.
EVALUATION = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")
KINDS = {
    "M": "must_be", "O": "one_dimensional", "A": "attractive", "I": "indifferent", "R": "reverse", "Q": "questionable",
}  # fmt: skip
ORDER = ("M", "O", "A", "I")  # of equally common kinds the first: what is missed most stands first
SAME = {"must_be": "must_be", "one_dimensional": "linear", "attractive": "attractive"}  # as penalties and rewards say
UNCLEAR = "unclear"


def kano_classes(
    data: Table, *, feature: str, functional: str, dysfunctional: str, confidence_level: float = 0.95
) -> Result:
    """What a feature is to customers, by their answers to "if it is so" and "if it is not so".

    Parameters
    ----------
    data : table
        One row per person and feature.
    feature, functional, dysfunctional : str
        Columns: the feature, and both answers: 1 like, 2 expect, 3 neutral, 4 live with, 5 dislike.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``feature n must_be one_dimensional attractive indifferent reverse questionable kind tied clear better
        better_low better_high worse worse_low worse_high``: counts of people; the commonest of the first four kinds,
        of equal ones the first of M > O > A > I (`tied` says so); whether it leads the second beyond chance; and
        Berger's coefficients. `better`, (A + O) / (A + O + M + I), is the share whom the feature would please, `worse`,
        −(O + M) / (A + O + M + I), the share whom its lack would displease, both with Wilson's interval. Reverse and
        questionable answers are in neither.

    Raises
    ------
    CXError
        Answers other than 1 to 5, or no pair of answers.

    Notes
    -----
    `clear`: the difference of the two largest shares of the four kinds lies beyond z standard errors of a multinomial
    difference, as in Fong (1996), with z of the confidence level. So few that chance would make them all agree as often
    (2 · 0.5ⁿ; five at 95 %) are never clear.

    References
    ----------
    .. [1] Berger, C., et al. (1993). Kano's methods for understanding customer-defined quality. Center for Quality of
       Management Journal 2(4), 3–36.
    """
    require_level(confidence_level)
    require_columns(data, feature=feature, functional=functional, dysfunctional=dysfunctional)
    require_numbers(data, functional=functional, dysfunctional=dysfunctional)
    counts = row_counts(data, by=[feature, functional, dysfunctional])
    gone = counts[[feature, functional, dysfunctional]].isna().any(axis=1)
    notes = (
        [say("{rows} without both answers left out.", rows=in_rows(counts.loc[gone, "_n"].sum()))] if gone.any() else []
    )
    asked, counts = counts[feature].dropna().astype("str").unique(), counts[~gone]
    if counts.empty:
        raise CXError(f"{functional}, {dysfunctional}: nobody answered both.", "Check the columns and their codes.")
    there, lacking = (counts[name].to_numpy(float) for name in (functional, dysfunctional))
    for name, values in ((functional, there), (dysfunctional, lacking)):
        if not np.isin(values, range(1, 6)).all():
            raise CXError(f"{name}: answers other than 1 to 5.", "1 like, 2 expect, 3 neutral, 4 live with, 5 dislike.")
    letters = np.array([list(row) for row in EVALUATION])[there.astype(int) - 1, lacking.astype(int) - 1]
    sums = counts["_n"].groupby([counts[feature].astype("str").to_numpy(), letters]).sum().unstack(fill_value=0)
    table = sums.reindex(columns=list(KINDS), fill_value=0).astype(int)
    told = _told(table, float(critical_value(confidence_level)))
    nobody = sorted(set(asked) - set(table.index))
    if nobody:
        notes.append(say("Nobody answered both questions of {features}.", features=listed(nobody)))
    ties = told.index[told["tied"]]
    if len(ties):
        notes.append(
            say("Two kinds are equally common, and the first of M > O > A > I stands: {ties}.", ties=listed(ties))
        )
    table = table.rename(columns=KINDS).assign(n=table.sum(axis=1))[["n", *KINDS.values()]].join(told)
    settings = {"functional": functional, "dysfunctional": dysfunctional, "confidence_level": confidence_level}
    return Result(
        kind="kano_classes", table=table.rename_axis("feature").reset_index(), settings=settings, notes=tuple(notes)
    )


def _told(counts: pd.DataFrame, z: float) -> pd.DataFrame:
    """Kind, tie, clearness and both coefficients of each feature."""
    four = counts[list(ORDER)].to_numpy(float)
    n = four.sum(axis=1)
    ranked = np.sort(four, axis=1)[:, ::-1]
    first, second = ranked[:, 0], ranked[:, 1]
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.sqrt(first + second - (first - second) ** 2 / n)
        better, worse = (four[:, 2] + four[:, 1]) / n, (four[:, 1] + four[:, 0]) / n
        limits = [wilson_interval(share, n, z) for share in (better, worse)]
    kinds = np.array([KINDS[letter] for letter in ORDER])[four.argmax(axis=1)]
    return pd.DataFrame({
        "kind": np.where(n > 0, kinds, UNCLEAR), "tied": (first == second) & (n > 0),
        "clear": (first - second > z * error) & (2 * 0.5 ** (first + second) < 2 * special.ndtr(-z)),
        "better": better, "better_low": np.where(n > 0, limits[0][0], np.nan),
        "better_high": np.where(n > 0, limits[0][1], np.nan),
        "worse": -worse, "worse_low": np.where(n > 0, -limits[1][1], np.nan),
        "worse_high": np.where(n > 0, -limits[1][0], np.nan),
    }, index=counts.index)  # fmt: skip


def kano_agreement(
    kano: Result, *, penalties: pd.DataFrame, pairs: str, words: Mapping[str, str] | None = None
) -> Result:
    """What people say of a feature beside what goes with low and high ratings of the same matter.

    Parameters
    ----------
    kano : Result
        Of `kano_classes`.
    penalties : pandas.DataFrame
        Of `penalty_reward`: ``driver kind …``.
    pairs : str
        A feature and its rating, as ``"invoice_right: d_correct, short_wait: d_speed"``.
    words : mapping, optional
        Column of a rating → what the penalties call it.

    Returns
    -------
    Result
        ``feature driver n asked rated agree``: the kind by the questionnaire (``unclear`` where the first does not lead
        beyond chance) and by the ratings; `agree` is missing where either is unclear.

    Raises
    ------
    CXError
        No pair has both.
    """
    named = [[part.strip() for part in pair.split(":", 1)] for pair in pairs.split(",") if ":" in pair]
    asked = {feature: (words or {}).get(rating, rating) for feature, rating in named}
    own = kano.table.assign(driver=kano.table["feature"].map(asked)).dropna(subset="driver")
    rated = penalties.assign(driver=penalties["driver"].str.partition(" (")[0])
    both = own[["feature", "driver", "n", "kind", "clear"]].merge(
        rated[["driver", "kind"]].rename(columns={"kind": "rated"}), on="driver"
    )
    if both.empty:
        raise CXError(
            "No feature of Kano's questionnaire has a rating of the same matter.", "name pairs with -p same_matter=…."
        )
    both["asked"] = both.pop("kind").where(both.pop("clear"), UNCLEAR)
    known = (both["rated"] != UNCLEAR) & (both["asked"] != UNCLEAR)
    both["agree"] = (both["asked"].map(SAME) == both["rated"]).astype("boolean").where(known)
    table = both[["feature", "driver", "n", "asked", "rated", "agree"]]
    return Result(kind="kano_agreement", table=table, settings={"pairs": pairs})
