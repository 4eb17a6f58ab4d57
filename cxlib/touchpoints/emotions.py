"""What people feel at each touchpoint: most of them, and on balance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ..aggregate import Table, as_if_independent, require_columns, require_level, row_counts
from ..errors import CXError
from ..estimators.nps_intervals import adjusted_wald_interval
from ..estimators.proportions import wilson_interval
from ..estimators.quantiles import critical_value
from ..locale import say
from ..results import Result
from ..study.contract.roles import VALENCE
from ..text import left_out
from .register import listed

NET = ("net", "net_low", "net_high")


def touchpoint_emotions(
    responses: Table,
    *,
    touchpoint: str,
    emotion: str,
    none: Sequence[str] = ("none",),
    valence: Mapping[str, int] | None = None,
    confidence_level: float = 0.95,
) -> Result:
    """The emotion named most often at each touchpoint, and the good ones less the bad ones, as shares of all answers.

    Parameters
    ----------
    responses : table
        One row per answer.
    touchpoint, emotion : str
        Columns of words; missing where nobody answered.
    none : sequence of str
        Answers that name no emotion. They count in `n` and are never the commonest.
    valence : mapping, optional
        1, 0 or −1 for each word; without it that of the workbook's own ten words.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``touchpoint emotion valence n estimate conf_low conf_high net net_low net_high``: the commonest emotion,
        missing where none was named, and its share of the n answers with Wilson's interval. `valence` is missing for an
        unknown word. Of emotions named equally often the first in the alphabet stands, and a note says so. `net` is
        the share of good emotions less that of bad ones, −1…1, with the adjusted Wald interval that a Net Promoter
        Score has; missing where no word has a valence.

    Raises
    ------
    CXError
        An unknown column, or no answer at all.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> answers = pd.DataFrame({"contact": ["call"] * 4, "felt": ["joy", "worry", "worry", "none"]})
    >>> found = cx.touchpoint_emotions(answers, touchpoint="contact", emotion="felt").table
    >>> found[["emotion", "valence", "n", "estimate"]].values.tolist()
    [['worry', -1, 4, 0.5]]
    """
    require_level(confidence_level)
    require_columns(responses, touchpoint=touchpoint, emotion=emotion)
    counts = row_counts(responses, by=[touchpoint, emotion]).set_axis(["touchpoint", "emotion", "k"], axis=1)
    gone = counts[["touchpoint", "emotion"]].isna().any(axis=1)
    notes = [left_out(counts.loc[gone, "k"].sum(), [touchpoint, emotion])] if gone.any() else []
    notes += as_if_independent(responses, needed=[touchpoint, emotion], apart=[touchpoint])
    counts = counts[~gone].astype({"touchpoint": object, "emotion": object})
    if not len(counts):
        raise CXError(f"{emotion}: no answer about a touchpoint.", "Check the column and its missing codes.")
    n = counts.groupby("touchpoint", sort=False)["k"].sum().rename("n").reset_index()
    named = counts[~counts["emotion"].isin(list(none))]
    first = named.sort_values(
        ["k", "emotion"],
        ascending=[False, True],
        kind="stable",
        key=lambda column: column.astype(str) if column.dtype == object else column,
    )
    tied = named["k"] == named["touchpoint"].map(named.groupby("touchpoint")["k"].max())
    twice = [value for value in n["touchpoint"] if (tied & (named["touchpoint"] == value)).sum() > 1]
    if twice:
        notes.append(
            say("Two emotions are the commonest at {twice}; the first in the alphabet stands.", twice=listed(twice))
        )
    table = n.merge(first.drop_duplicates("touchpoint"), on="touchpoint", how="left")
    kinds = VALENCE if valence is None else valence
    table["valence"] = pd.array([kinds.get(word, pd.NA) for word in table["emotion"]], dtype="Int64")
    table["estimate"] = table["k"].fillna(0) / table["n"]
    low, high = wilson_interval(table["estimate"], table["n"], critical_value(confidence_level))
    table = table.assign(conf_low=low, conf_high=high)
    unnamed = table["emotion"].isna()
    # where nobody felt anything there is no commonest emotion, of which 0 % would be told
    table.loc[unnamed, ["estimate", "conf_low", "conf_high"]] = np.nan
    table = table.merge(_net(named, n, kinds, critical_value(confidence_level)), on="touchpoint", how="left")
    settings = {"touchpoint": touchpoint, "emotion": emotion, "none": tuple(none), "confidence_level": confidence_level}
    columns = ["touchpoint", "emotion", "valence", "n", "estimate", "conf_low", "conf_high", *NET]
    return Result(kind="touchpoint_emotions", table=table[columns], settings=settings, notes=tuple(notes))


def _net(named: pd.DataFrame, n: pd.DataFrame, kinds: Mapping[str, int], z: float | np.ndarray) -> pd.DataFrame:
    """Good emotions less bad ones at each touchpoint, as shares of all its answers: ``touchpoint`` and `NET`."""
    known = named.assign(valence=[kinds.get(word) for word in named["emotion"]]).dropna(subset="valence")
    sums = [known["k"].where(np.sign(known["valence"].astype(float)) == sign, 0) for sign in (1, -1)]
    table = known.assign(good=sums[0], bad=sums[1]).groupby("touchpoint", sort=False)[["good", "bad"]].sum()
    table = table.reset_index().merge(n, on="touchpoint")
    good, bad = (table[name].to_numpy(float) / table["n"].to_numpy(float) for name in ("good", "bad"))
    low, high = adjusted_wald_interval(good, bad, table["n"].to_numpy(float), z)
    return table[["touchpoint"]].assign(**dict(zip(NET, (good - bad, low, high), strict=True)))
