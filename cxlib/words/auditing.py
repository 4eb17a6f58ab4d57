"""Codes of comments held against one another, and shares of the codes that stood the test."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from ..aggregate import require_columns, require_level
from ..errors import CXError
from ..estimators.coders import agreement_weights, cohen_kappa, fleiss_kappa, krippendorff_alpha
from ..estimators.proportions import wilson_interval
from ..estimators.quantiles import critical_value
from ..locale import say
from ..privacy.suppression import few_hidden, groups_of_few
from ..results import Result
from ..text import decimals, interval

CIRCULAR = 0.95  # no two people agree so well on what others wrote; one code was made from the other
FEWEST = 100  # hand codes below which a coder cannot be judged
USABLE = 0.6  # the lower limit of kappa from which codes may be counted


def coder_agreement(
    data: pd.DataFrame,
    *,
    coders: Sequence[str],
    ordered: bool = False,
    by: str | None = None,
    confidence_level: float = 0.95,
    min_cell: int = 1,
) -> Result:
    """Do coders agree beyond chance? Two by Cohen's kappa; of more Krippendorff's alpha and Fleiss's kappa too.

    Parameters
    ----------
    data : pandas.DataFrame
        One row per comment.
    coders : sequence of str
        Columns with the codes of each coder: people, a word list, a language model. Empty where one did not code.
    ordered : bool
        Whether the codes are numbers with an order, such as a valence; a near miss then counts less (linear weights).
    by : str, optional
        Column of groups, such as the language; the first row of each measure is of all.
    confidence_level : float
        Between 0 and 1.
    min_cell : int
        Groups of whose comments two coded those of fewer people are not told, nor the next smallest where these are
        few together; of fewer comments, where the table does not know whose they are.

    Returns
    -------
    Result
        ``[by] measure coders n estimate std_error conf_low conf_high``: `n` comments that both coded (alpha: two at
        least; Fleiss: all). Normal intervals, cut at 1, from the large-sample error of kappa and the jackknife of the
        others. NaN where all codes are one and the same.

    Raises
    ------
    CXError
        Fewer than two coders, an unknown column, or no comment that two of them coded.

    Notes
    -----
    A kappa above .95 on what people wrote means as a rule that one code was made from the other, or the comments from
    the codes: that is circular, and a note says so.

    References
    ----------
    .. [1] Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement
       20, 37–46. doi:10.1177/001316446002000104

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> codes = pd.DataFrame({"hand": list("aabb"), "list": list("aaba")})
    >>> cx.coder_agreement(codes, coders=["hand", "list"]).table["estimate"].tolist()
    [0.5]
    """
    require_level(confidence_level)
    if len(coders) < 2:
        raise CXError("coders: one coder agrees with nobody.", 'Name two columns or more: coders=["hand", "list"].')
    require_columns(data, coders=list(coders), by=by)
    groups, hidden = [("all", data)], 0
    if by is not None:
        coded = data[data[list(coders)].notna().sum(axis=1) >= 2]
        few = groups_of_few(coded, coded[by], min_cell=min_cell)
        groups += [(name, part) for name, part in data.groupby(by, sort=True) if name in few.index[~few]]
        hidden = int(few.sum())
    rows = [{"group": name} | row for name, part in groups for row in _measures(part[list(coders)], ordered)]
    table = pd.DataFrame(rows)
    if table["n"].iloc[0] == 0:
        raise CXError(
            f"{coders[0]}, {coders[1]}: no comment was coded by both.", "Let them code the same comments, 100 or more."
        )
    reach = critical_value(confidence_level) * table["std_error"]
    table["conf_low"], table["conf_high"] = table["estimate"] - reach, (table["estimate"] + reach).clip(upper=1.0)
    high = table["estimate"].gt(CIRCULAR) & table["n"].ge(30)
    notes = (
        [
            say(
                "Agreement above {circular} is circular as a rule: the comments, or one code, "
                "were made from the other.",
                circular=CIRCULAR,
            )
        ]
        if high.any()
        else []
    )
    if hidden:
        notes.append(few_hidden(hidden, min_cell=min_cell))
    settings = {"coders": list(coders), "ordered": ordered, "by": by, "confidence_level": confidence_level}
    table = table.drop(columns="group") if by is None else table.rename(columns={"group": by})
    return Result(kind="coder_agreement", table=table, settings=settings, notes=tuple(notes))


def _measures(codes: pd.DataFrame, ordered: bool) -> list[dict]:
    """One row per pair of coders, and for three or more those of all together."""
    values = sorted(pd.unique(codes.to_numpy(dtype=object)[codes.notna().to_numpy()]))
    place = codes.apply(lambda column: column.map({value: k for k, value in enumerate(values)})).to_numpy(float)
    rows = [
        _measured("Cohen's kappa", f"{codes.columns[i]}, {codes.columns[j]}", *_pair(place[:, [i, j]], values, ordered))
        for i, j in combinations(range(codes.shape[1]), 2)
    ]
    if codes.shape[1] > 2 and values:
        counts = np.stack([(place == k).sum(axis=1) for k in range(len(values))], axis=1)
        coded, name = counts.sum(axis=1), ", ".join(codes.columns)
        rows.append(
            _measured(
                "Krippendorff's alpha", name, int((coded >= 2).sum()), *krippendorff_alpha(counts, ordered=ordered)
            )
        )
        full = counts[coded == codes.shape[1]]
        rows.append(_measured("Fleiss's kappa", name, len(full), *(fleiss_kappa(full) if len(full) else (np.nan,) * 2)))
    return rows


def _pair(place: np.ndarray, values: Sequence, ordered: bool) -> tuple[int, float, float]:
    both = place[~np.isnan(place).any(axis=1)].astype(int)
    k = len(values)
    if not len(both):
        return 0, np.nan, np.nan
    table = np.bincount(both[:, 0] * k + both[:, 1], minlength=k * k).reshape(k, k)
    return len(both), *cohen_kappa(table, agreement_weights(k, "linear" if ordered else "nominal"))


def _measured(measure: str, coders: str, n: int, estimate: float, error: float) -> dict:
    return {"measure": measure, "coders": coders, "n": n, "estimate": estimate, "std_error": error}


def coded_shares(
    data: pd.DataFrame, *, coder: str, hand: str | None = None, confidence_level: float = 0.95, min_cell: int = 10
) -> Result:
    """How often each code was given, if the coder stood the test against codes by hand.

    Parameters
    ----------
    data : pandas.DataFrame
        One row per comment.
    coder : str
        Column of the codes to count; whose they are does not matter.
    hand : str, optional
        Column of codes by hand. The coder's kappa with them must have its lower limit at .6 or above, on 100 comments
        or more. Without it `coder` itself was a person.
    confidence_level : float
        Between 0 and 1.
    min_cell : int
        Codes given to the comments of fewer people are joined as ``all else``, and where these are few together, the
        next rarest with them; to fewer comments, where the table does not know whose they are.

    Returns
    -------
    Result
        ``code n_with n estimate conf_low conf_high``: comments with the code, of `n` coded ones, and Wilson's interval;
        the commonest first.

    Raises
    ------
    CXError
        The coder failed, or there are too few codes to say.
    """
    require_level(confidence_level)
    require_columns(data, coder=coder, hand=hand)
    n = int(data[coder if hand is None else hand].notna().sum())
    if n < FEWEST:
        raise CXError(
            f"{hand or coder}: {n} comments are coded by hand; {FEWEST} are needed to judge a coder, or to count.",
            f"Draw {FEWEST} comments by lot and let a person code them.",
        )
    if hand is not None:
        row = coder_agreement(data, coders=[hand, coder], confidence_level=confidence_level).table.iloc[0]
        if not row["conf_low"] >= USABLE:
            limits = interval(row["conf_low"], row["conf_high"], 2)
            raise CXError(
                f"{coder}: kappa with {hand} is {decimals(row['estimate'], 2)} ({limits}) on {row['n']:,} comments; "
                f"its lower limit must be {USABLE}. Shares of such codes would be wrong.",
                "Mend the lists in cxlib/words/lists, or bring a better coder as a column of role theme.",
            )
    codes = data[coder].dropna().astype("str")
    few = groups_of_few(data[data[coder].notna()], codes, min_cell=min_cell)
    codes = codes.mask(codes.map(few).astype(bool), "all else")
    table = codes.value_counts().rename_axis("code").reset_index(name="n_with")
    table["n"] = len(codes)
    table["estimate"] = table["n_with"] / table["n"]
    low, high = wilson_interval(table["estimate"], table["n"], critical_value(confidence_level))
    settings = {"coder": coder, "hand": hand, "confidence_level": confidence_level, "min_cell": min_cell}
    return Result(kind="coded_shares", table=table.assign(conf_low=low, conf_high=high), settings=settings)
