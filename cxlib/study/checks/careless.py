"""Careless answering: signs that somebody answered without reading. They are counted and shown, never dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from ...aggregate import require_columns
from ...errors import CXError
from ...locale import say
from ...results import Result

FEWEST_ITEMS = 5  # with fewer answers alike, there is nothing to see
FEWEST_ALIKE = 10  # with fewer answers in common, two rows are alike by coincidence
FEWEST_PEOPLE = 30  # with fewer, nobody knows what is out of the common
QUICK = 2.0  # seconds for one item, below which nobody reads (Huang et al. 2012)
FENCE = 3.0  # distances between quartiles beyond which a spread is out of the common


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class CarelessAnswers(Result):
    """The result of `careless_answers`; `flags` has a row of yes and no for each row of the data, in its order."""

    flags: pd.DataFrame


def careless_answers(
    data: Any, *, items: Sequence[str], seconds: str | None = None, codes: Sequence[float] = ()
) -> CarelessAnswers:
    """Signs of answers given without reading: counted, and left where they are.

    Parameters
    ----------
    data : table
        One row per respondent, of any engine.
    items : sequence of str
        Items on one scale, as they were answered: those with the opposite wording not turned round.
    seconds : str, optional
        Column with the time that the items took, in seconds.
    codes : sequence of number
        Answers that stand for none on the scale, such as 9 for "don't know". They are answers given, so that they count
        for the time of an item, for copies and for one answer to all; in a spread they have no place.

    Returns
    -------
    Result
        ``sign n flagged share``: the sign, how many rows can show it, how many do. ``same answer``: 5 items or more,
        all with one answer. ``quick``: fewer than 2 seconds an item. ``copy``: 10 items or more, answered as in an
        earlier row. ``spread``: the standard deviation within the person lies more than three distances between
        quartiles beyond them. ``any``: one of these. ``.flags`` says it of each row.

    Raises
    ------
    CXError
        There are fewer than five items, or a column is not there.

    Notes
    -----
    A flag is no proof: who is content with everything gives one answer to all. Compare results with and without the
    flagged rows; leave none out because of a flag alone.

    References
    ----------
    .. [1] Meade, A. W., & Craig, S. B. (2012). Identifying careless responses in survey data. Psychological Methods 17,
       437–455.
    .. [2] Huang, J. L., Curran, P. G., Keeney, J., Poposki, E. M., & DeShon, R. P. (2012). Detecting and deterring
       insufficient effort responding to surveys. Journal of Business and Psychology 27, 99–114.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({f"q{k}": [5, k % 5 + 1, 3] for k in range(6)})
    >>> careless_answers(rows, items=list(rows)).table[["sign", "flagged"]].head(1).values.tolist()
    [['same answer', 2]]
    """
    items = list(items)
    require_columns(data, items=items, seconds=seconds)
    if len(items) < FEWEST_ITEMS:
        raise CXError(f"items: {len(items)} named; needed: {FEWEST_ITEMS}.", "Name the items of one scale.")
    columns = [*items, *([seconds] if seconds else [])]
    frame = nw.from_native(data).lazy().select(*columns).collect().to_pandas()
    answers = frame[items].to_numpy(float, na_value=np.nan)
    given = (~np.isnan(answers)).sum(axis=1)
    enough = given >= FEWEST_ITEMS
    signs = {"same answer": (_same(answers) & enough, enough)}
    if seconds is not None:
        time = frame[seconds].to_numpy(float, na_value=np.nan)
        timed = ~np.isnan(time) & (given > 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            signs["quick"] = (timed & (time / given < QUICK), timed)
    full = given >= FEWEST_ALIKE
    copies = np.zeros(len(full), bool)
    if full.any():
        copies[full] = frame.loc[full, items].duplicated()
    signs["copy"] = (copies, full)
    rated = np.where(np.isin(answers, list(codes)), np.nan, answers)
    wide = (~np.isnan(rated)).sum(axis=1) >= FEWEST_ITEMS
    signs["spread"] = (_odd_spread(rated, wide), wide)
    flags = pd.DataFrame({sign: flagged for sign, (flagged, _) in signs.items()})
    flags["any"] = flags.any(axis=1)
    rows = [(sign, int(can.sum()), int(flagged.sum())) for sign, (flagged, can) in signs.items()]
    rows.append(("any", len(frame), int(flags["any"].sum())))
    table = pd.DataFrame(rows, columns=["sign", "n", "flagged"])
    table["share"] = table["flagged"] / table["n"].where(table["n"] > 0)
    note = say("Flagged, not left out: a sign is no proof. Compare results with and without these rows.")
    settings = {"items": items, "seconds": seconds, "codes": list(codes)}
    return CarelessAnswers(table=table, settings=settings, notes=(note,), kind="careless_answers", flags=flags)


def _same(answers: np.ndarray) -> np.ndarray:
    """Whether all that a person answered is one answer."""
    with np.errstate(invalid="ignore"):
        low = np.fmin.reduce(answers, axis=1)
        return low == np.fmax.reduce(answers, axis=1)


def _odd_spread(answers: np.ndarray, enough: np.ndarray) -> np.ndarray:
    """Whether a person's answers lie much farther apart, or closer together, than those of most."""
    spread = np.full(len(answers), np.nan)
    if enough.any():
        spread[enough] = np.nanstd(answers[enough], axis=1, ddof=1)
    known = spread[enough]
    if len(known) < FEWEST_PEOPLE:
        return np.zeros(len(answers), bool)
    first, third = np.quantile(known, [0.25, 0.75])
    reach = FENCE * (third - first)
    with np.errstate(invalid="ignore"):
        return (spread > third + reach) | (spread < first - reach)
