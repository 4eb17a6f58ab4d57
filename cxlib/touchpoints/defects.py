"""One great defect or many slight ones: what each costs where it happens, times how often it happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import Table, as_if_independent, require_columns, require_level, require_numbers, row_counts, rows_of
from ..errors import CXError
from ..estimators.quantiles import critical_value
from ..estimators.regression import least_squares
from ..locale import say
from ..results import Result
from ..text import in_rows


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class DefectCosts(Result):
    """Costs of defects, and the slight ones against the worst.

    Attributes
    ----------
    slight, gap, gap_low, gap_high : float
        What the slight defects cost together; that less the worst one, with its interval.
    """

    slight: float
    gap: float
    gap_low: float
    gap_high: float


def defect_costs(
    contacts: Table,
    *,
    touchpoint: str,
    defects: Sequence[str],
    outcome: str,
    cut: float = 0.2,
    min_answers: int = 10,
    confidence_level: float = 0.95,
) -> DefectCosts:
    """Points of the outcome that each defect at each touchpoint costs, spread over all contacts.

    Parameters
    ----------
    contacts : table
        The contact log, one row per contact, with the answer about it where there is one.
    touchpoint : str
        Column of the touchpoint.
    defects : sequence of str
        Columns of 0 and 1: whether this went wrong.
    outcome : str
        Column of the answers, of which more is better; missing where nobody answered.
    cut : float
        A defect is slight when it costs less than this share of the worst one.
    min_answers : int
        Fewest answers with, and without, a defect for which its cost is given.
    confidence_level : float
        Of each interval.

    Returns
    -------
    Result
        ``touchpoint defect n severity frequency estimate conf_low conf_high slight``, the costliest first. `severity`
        is what goes with the defect where it happens, the other defects held equal, in points lost; `frequency` its
        share of all contacts at touchpoints with answers; `estimate` their product. `n` counts the answers with it.

    Raises
    ------
    CXError
        An unknown column, a defect that is not 0 or 1, no defect with enough answers, defects that always go together.

    Notes
    -----
    A linear model at each touchpoint, with errors that allow each answer its own variance (HC3). Slight defects that
    seem to gain count with their sign, so that chance does not add up. The frequency is taken as known.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> log = pd.DataFrame({"at": "call", "late": [0, 0, 0, 1] * 10, "score": [8.0, 9, 7, 4] * 10})
    >>> found = cx.defect_costs(log, touchpoint="at", defects=["late"], outcome="score").table
    >>> found[["n", "severity", "frequency", "estimate"]].round(6).values.tolist()
    [[10.0, 4.0, 0.25, 1.0]]
    """
    require_level(confidence_level)
    defects = [defects] if isinstance(defects, str) else list(defects)
    cells, notes = _cells(contacts, touchpoint, defects, outcome)
    answered = cells[cells["_outcome"].notna()]
    everywhere = cells[cells["_touchpoint"].isin(answered["_touchpoint"])]
    fits, lines = {}, []
    for place, own in everywhere.groupby("_touchpoint", sort=True, observed=True):
        known = own[own["_outcome"].notna()]
        n = {name: int(known["_n"] @ known[name]) for name in defects}
        used = [name for name in defects if min(n[name], known["_n"].sum() - n[name]) >= min_answers]
        if not used:
            continue
        fits[place] = least_squares(known["_outcome"], known[used], names=used, counts=known["_n"])
        share = {name: own["_n"] @ own[name] / everywhere["_n"].sum() for name in used}
        lines += [(place, name, n[name], share[name]) for name in used]
    if not lines:
        raise CXError(
            f"defects: none has {min_answers} answers with it and without it at a touchpoint.",
            "Name other defects, or collect more answers.",
        )
    table = pd.DataFrame(lines, columns=["touchpoint", "defect", "n", "frequency"])
    # Severity, cost and its interval for each row, the costliest first
    found = [fits[row.touchpoint].slopes([row.defect]) for row in table.itertuples()]
    limits = np.array([np.ravel(one.limits(confidence_level)) for one in found])
    table["severity"] = [-one.estimate[0] for one in found]
    table["estimate"] = table["severity"] * table["frequency"]
    table["conf_low"], table["conf_high"] = (-limits[:, ::-1] * table[["frequency"]].to_numpy()).T
    order = ["touchpoint", "defect", "n", "severity", "frequency", "estimate", "conf_low", "conf_high"]
    table = table.sort_values("estimate", ascending=False, ignore_index=True)[order]
    settings = {
        "touchpoint": touchpoint, "defects": defects, "outcome": outcome, "cut": cut, "min_answers": min_answers,
        "confidence_level": confidence_level,
    }  # fmt: skip
    notes += tuple(as_if_independent(contacts, needed=[touchpoint, *defects, outcome]))
    # The slight defects together less the worst one; touchpoints are apart, so their variances add up
    table["slight"] = table["estimate"] < cut * table["estimate"].max()
    sign = np.where(table["slight"], 1.0, 0.0) - (table.index == 0) * ~table["slight"]
    gap = variance = 0.0
    for place, own in table.assign(factor=-sign * table["frequency"]).groupby("touchpoint", sort=True):
        part = fits[place].combination(dict(zip(own["defect"], own["factor"], strict=True)))
        gap, variance = gap + float(part.estimate), variance + float(part.std_error) ** 2
    half = critical_value(confidence_level) * np.sqrt(variance)
    slight = float(table.loc[table["slight"], "estimate"].sum())
    return DefectCosts(
        kind="defect_costs",
        table=table,
        settings=settings,
        notes=notes,
        slight=slight,
        gap=gap,
        gap_low=gap - half,
        gap_high=gap + half,
    )


def _cells(contacts: Table, touchpoint: str, defects: list[str], outcome: str) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Equal contacts counted: ``_touchpoint _outcome _n`` and the defects as numbers."""
    require_columns(contacts, touchpoint=touchpoint, defects=defects, outcome=outcome)
    require_numbers(contacts, outcome=outcome)
    cells = row_counts(contacts, by=[touchpoint, *defects, outcome])
    cells = cells.rename(columns={touchpoint: "_touchpoint", outcome: "_outcome"})
    for name in defects:
        odd = ~(cells[name].isna() | cells[name].isin([0, 1]))
        if odd.any():
            raise CXError(
                f"defects: {rows_of(cells.loc[odd, '_n'].sum())} of column {name!r} hold something other than 0 and 1.",
                "Write 1 where the defect happened and 0 where it did not.",
            )
    gone = cells[["_touchpoint", *defects]].isna().any(axis=1)
    notes = (
        (say("{rows} without touchpoint or defects left out.", rows=in_rows(cells.loc[gone, "_n"].sum())),)
        if gone.any()
        else ()
    )
    numbers = dict.fromkeys([*defects, "_outcome", "_n"], float)
    return cells[~gone].astype({**numbers, "_touchpoint": object}).reset_index(drop=True), notes
