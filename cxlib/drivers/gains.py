"""What a feasible change of what is measured would go with, in points; never of what people only rated."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..errors import CXError
from ..results import Result
from ..text import listed

COLUMNS = ("record", "rating", "n", "shift", "slope", "estimate", "conf_low", "conf_high")


def expected_gain(recorded: Result, *, shifts: str) -> Result:
    """Slope times feasible shift, with its interval, for matters that a log or a clock recorded.

    Parameters
    ----------
    recorded : Result
        Of `rated_and_recorded`.
    shifts : str
        A record, or the rating beside it, and by how much it can be changed: of times in per cent, as
        ``"wait_minutes: -20%"``; of all else in its own unit, as ``"on_time: 0.05"``, five more of a hundred in time.

    Returns
    -------
    Result
        ``record rating n shift slope estimate conf_low conf_high``: `estimate` in points of the outcome.

    Raises
    ------
    CXError
        A rating without a record: its slope holds the mood of those who rate, and promises what no change brings. Or a
        shift that is no number, in per cent where it must not be or the other way round.

    Notes
    -----
    The slope is what goes with the record among the answers; that a change of the record changes the outcome as much
    is taken for granted here, and the interval knows of chance only.
    """
    pairs, logged = recorded.settings["pairs"], set(recorded.settings["logged"])
    rating_of = {record: rating for rating, record in pairs}
    record_of = dict(pairs)
    rows = recorded.table.set_index("driver")
    found = []
    for word in (part for part in shifts.split(",") if part.strip()):
        name, _, amount = (part.strip() for part in word.partition(":"))
        record = record_of.get(name, name)
        if record not in rating_of or record not in rows.index:
            raise CXError(
                f"shifts: {name} has no record of the same matter: a rating's slope holds the mood of who rates.",
                f"Measure it first, or take one of {listed(sorted(rating_of))}." if rating_of else "Measure it first.",
            )
        # The shift in the unit of the slope: of times the logarithm of what is left
        is_time = record in logged
        text = amount.replace("−", "-").removesuffix("%").strip()
        try:
            value = float(text)
        except ValueError:
            raise CXError(f"shifts: {amount!r} of {record} is not a number.", "Write -20% or 0.05.") from None
        if is_time != amount.endswith("%"):
            how = "in per cent, such as -20%" if is_time else "in its own unit, such as 0.05"
            raise CXError(f"shifts: {amount} of {record}.", f"Write it {how}.")
        if is_time and value <= -100:
            raise CXError(f"shifts: {amount} of {record} leaves no time.", "Write a change that is feasible.")
        step = float(np.log1p(value / 100)) if is_time else value
        line = rows.loc[record]
        low, high = sorted((step * line["slope_low"], step * line["slope_high"]))
        found.append(
            [record, rating_of[record], int(line["n"]), amount, line["slope"], step * line["slope"], low, high]
        )
    if not found:
        raise CXError("shifts: none is named.", 'Name a record and its change, as "wait_minutes: -20%".')
    settings = {"outcome": recorded.settings["outcome"], "confidence_level": recorded.settings["confidence_level"]}
    return Result(kind="expected_gain", table=pd.DataFrame(found, columns=list(COLUMNS)), settings=settings)
