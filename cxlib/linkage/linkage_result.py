"""What a linkage of employees and customers tells: slopes, what was joined, and the units that may be shown."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ..blocks import hidden_groups
from ..errors import CXError
from ..locale import original, say
from ..results import Result
from ..text import FEW_UNITS, count
from .joining import Panel


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class LinkageResult(Result):
    """Slopes at each level, what was joined, and what may be shown of the units.

    Attributes
    ----------
    join : pandas.DataFrame
        ``side reason n_units n_unit_waves n``: all rows of each side, those lost by reason, those joined.
    units : pandas.DataFrame
        ``unit n_waves n_employees n_customers engagement outcome``, without units below `min_cell`. With waves the
        means are those of the unit's waves in `cells`, so that no hidden wave can be had by subtraction.
    cells : pandas.DataFrame
        The same for each unit and wave, without those below `min_cell`; without waves the same as `units`.
    snapshot : CXError or None
        Why nothing can be said of changes within units; None where it can.
    """

    join: pd.DataFrame
    units: pd.DataFrame
    cells: pd.DataFrame
    snapshot: CXError | None = None

    @property
    def joined(self) -> Result:
        """What was joined and what was lost, with the notes on keys and waves."""
        notes = tuple(
            note for note in self.notes if "are joined" not in original(note) and "not shown" not in original(note)
        )
        return Result(kind="engagement_linkage", table=self.join, notes=notes)

    @property
    def few(self) -> CXError | None:
        """Why nothing but a picture is honest: too few units; None where there are enough."""
        n = int(self.table.loc[self.table["effect"] == "between", "n_units"].iloc[0])
        if n >= FEW_UNITS:
            return None
        mend = "join more units; so few give a picture only."
        return CXError(f"Units on both sides: {n}; needed: {FEW_UNITS}.", mend)

    @property
    def unshown(self) -> CXError | None:
        """Why there is no picture: every unit is too small; None where some can be shown."""
        if len(self.units):
            return None
        return CXError("No unit is large enough to be shown.", "join units, or collect more answers.")


def shown_units(
    both: Panel, unit: str, wave: str | None, min_cell: int, notes: list[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Units and waves that are large enough, and the units' means over these."""
    found = pd.DataFrame(
        {
            unit: [both.units[code] for code in both.unit],
            **({wave: [both.waves[code] for code in both.wave]} if wave else {}),
            "n_employees": both.n_employees,
            "n_customers": both.n_customers,
            "engagement": both.values[:, 0],
            "outcome": both.values[:, -1],
        }
    )
    smallest = found[["n_employees", "n_customers"]].min(axis=1)
    hidden = smallest.groupby(both.wave).transform(lambda sizes: hidden_groups(sizes, min_cell=min_cell)).astype(bool)
    shown = found[~hidden].reset_index(drop=True)
    if hidden.any():
        what = f"{unit} and {wave}" if wave else unit
        notes.append(
            say(
                "{hidden} of {number} means by {what} are not shown (fewer than {min_cell} "
                "answers on a side, or next to one); they count in every estimate.",
                hidden=count(int(hidden.sum())),
                number=count(len(found)),
                what=what,
                min_cell=min_cell,
            )
        )
    if not wave:
        return shown, shown.assign(n_waves=1)[[unit, "n_waves", *found.columns[1:]]]
    means = {name: (name, "mean") for name in ("engagement", "outcome")}
    sizes = {name: (name, "sum") for name in ("n_employees", "n_customers")}
    units = shown.groupby(unit, sort=False).agg(n_waves=(wave, "size"), **sizes, **means).reset_index()
    return shown, units
