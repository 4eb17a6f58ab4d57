"""Critical variables against their targets: what surely misses, what meets, and what n leaves open."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..aggregate import Table, require_columns, require_level, require_numbers, row_counts, rows_of
from ..errors import CXError
from ..estimators.proportions import wilson_interval
from ..estimators.quantiles import critical_value
from ..locale import say
from ..results import Result
from .register import listed

STANDS = ("surely misses", "open", "meets")


def touchpoint_variables(
    data: Table,
    *,
    touchpoint: str = "touchpoint",
    variable: str = "variable",
    n_observed: str = "n_observed",
    n_met: str = "n_met",
    target: str = "target",
    critical: str | None = None,
    confidence_level: float = 0.95,
) -> Result:
    """How often each measured variable met its standard, beside the share that was aimed at.

    Parameters
    ----------
    data : table
        One row per variable of a touchpoint.
    touchpoint, variable : str
        Columns of names; together they name a row.
    n_observed, n_met : str
        Columns of how often it was observed, and how often the standard was met: whole numbers.
    target : str
        Column of the share aimed at, 0…1.
    critical : str, optional
        Column of 0 and 1: whether a miss changes the whole judgement.
    confidence_level : float
        Between 0 and 1.

    Returns
    -------
    Result
        ``touchpoint variable critical n estimate conf_low conf_high target stands``, in the table's sorted order.
        `stands` is ``surely misses`` where Wilson's interval lies below the target, ``meets`` where it lies above,
        else ``open``: at this n it cannot be judged. `critical` is missing where no column was named.

    Raises
    ------
    CXError
        A missing name or number, a variable twice, more met than observed, a count that is not whole, a target
        outside 0…1.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> kept = pd.DataFrame({"touchpoint": ["call"] * 3, "variable": ["answered", "named", "solved"],
    ...                      "n_observed": [400, 400, 9], "n_met": [300, 380, 8], "target": [0.9, 0.9, 0.9]})
    >>> cx.touchpoint_variables(kept).table["stands"].tolist()
    ['surely misses', 'meets', 'open']
    """
    require_level(confidence_level)
    named = {"touchpoint": touchpoint, "variable": variable, "n": n_observed, "met": n_met, "target": target}
    require_columns(
        data, touchpoint=touchpoint, variable=variable, n_observed=n_observed, n_met=n_met, target=target,
        critical=critical,
    )  # fmt: skip
    require_numbers(data, n_observed=n_observed)
    require_numbers(data, n_met=n_met, target=target)
    table = _checked(data, named if critical is None else {**named, "critical": critical})
    n, z = table["n"].to_numpy(float), critical_value(confidence_level)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = table["met"].to_numpy(float) / n
        low, high = wilson_interval(share, n, z)
    table["estimate"], table["conf_low"], table["conf_high"] = share, low, high
    misses, meets = high < table["target"], low > table["target"]
    table["stands"] = np.select([misses, meets], [STANDS[0], STANDS[2]], STANDS[1])
    unseen = table.loc[n == 0, "variable"]
    notes = [say("Never observed, so open: {unseen}.", unseen=listed(unseen))] if len(unseen) else []
    settings = {**named, "critical": critical, "confidence_level": confidence_level}
    order = ["touchpoint", "variable", "critical", "n", "estimate", "conf_low", "conf_high", "target", "stands"]
    return Result(kind="touchpoint_variables", table=table[order], settings=settings, notes=tuple(notes))


def _checked(data: Table, named: dict[str, str]) -> pd.DataFrame:
    """The rows under our own names, or what is wrong with them."""
    columns = list(named.values())
    counts = row_counts(data, by=columns)
    table = counts[columns].set_axis(list(named), axis=1).loc[np.repeat(counts.index, counts["_n"])]
    table = table.reset_index(drop=True)
    for own in ("touchpoint", "variable", "n", "met", "target"):
        _stop(table[own].isna(), f"{named[own]}: missing", "Fill in the cells, or leave the rows out.")
    _stop(
        table.duplicated(["touchpoint", "variable"]), f"{named['variable']}: named twice at its touchpoint",
        "Keep one row per variable.",
    )  # fmt: skip
    table = table.astype({"n": float, "met": float, "target": float})
    for own in ("n", "met"):
        whole = (table[own] >= 0) & (table[own] == np.floor(table[own])) & np.isfinite(table[own])
        _stop(~whole, f"{named[own]}: not a whole number of observations", "Count the observations.")
    _stop(table["met"] > table["n"], f"{named['met']}: more than were observed", "Correct the counts.")
    _stop(
        (table["target"] < 0) | (table["target"] > 1), f"{named['target']}: outside 0…1",
        "Write targets as shares: 0.9 for 90 %.",
    )  # fmt: skip
    if "critical" not in named:
        return table.assign(n=table["n"].astype(int), critical=pd.array([pd.NA] * len(table), dtype="boolean"))
    return table.assign(n=table["n"].astype(int), critical=table["critical"].astype("boolean"))


def _stop(wrong: pd.Series, problem: str, mend: str) -> None:
    if wrong.any():
        raise CXError(f"{problem} in {rows_of(wrong.sum())}.", mend)
