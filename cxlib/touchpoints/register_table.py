"""The register as a table to show: one row per touchpoint, stages in their order, and what touchpoints are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..aggregate import Table, column_names, require_columns
from ..errors import CXError
from ..locale import say
from ..results import Result
from ..text import in_rows
from .ratings import Ratings
from .register import in_their_order

SAID = (
    *("touchpoint", "stage", "phase", "name", "owner_department", "role_of_touchpoint", "need", "bond"),
    *("visibility", "target", "managed", "firm_moment"),
)


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Register(Result):
    """The touchpoints as they were designed.

    Attributes
    ----------
    labels : dict
        What figures and sentences call a touchpoint: its id and its name.
    """

    labels: dict

    def or_rated(self, ratings: Ratings) -> pd.DataFrame:
        """The register; where there is none, a row for each touchpoint that answers or the log name.

        Parameters
        ----------
        ratings : Result
            Of `touchpoint_ratings`.
        """
        if len(self.table):
            return self.table
        return pd.DataFrame({"touchpoint": sorted(ratings.known)})


def touchpoint_register(
    register: Table | None, *, touchpoint: str = "touchpoint", stages: str | Sequence[str] = ()
) -> Register:
    """The register with one row per touchpoint, in the order of its stages.

    Parameters
    ----------
    register : table or None
        One row per touchpoint, with ``stage phase name owner_department role_of_touchpoint need bond visibility target
        managed firm_moment`` as far as they are known. Without a table the register is empty.
    touchpoint : str
        The column of the touchpoint.
    stages : sequence of str, or str with commas
        The order of the stages; left out, that of the register.

    Returns
    -------
    Register
        A Result: ``touchpoint`` and those of the columns above that the register has. Rows without a touchpoint, or
        naming one a second time, are left out; a note says how many. With `.labels`.

    Raises
    ------
    CXError
        A register without the column, a stage that it does not have.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> rows = pd.DataFrame({"touchpoint": ["T1", "T2"], "stage": ["after", "before"], "name": ["call", None]})
    >>> found = cx.touchpoint_register(rows, stages="before, after")
    >>> found.table["touchpoint"].tolist(), found.labels
    (['T2', 'T1'], {'T2': 'T2', 'T1': 'T1 call'})
    """
    if isinstance(stages, str):
        stages = [stage.strip() for stage in stages.split(",") if stage.strip()]
    if register is None:
        return Register(
            kind="touchpoint_register", table=pd.DataFrame({"touchpoint": pd.Series(dtype=object)}), labels={}
        )
    require_columns(register, touchpoint=touchpoint)
    there = [name for name in SAID if name in column_names(register) and name not in ("touchpoint", touchpoint)]
    table = in_their_order(register, [touchpoint, *there]).rename(columns={touchpoint: "touchpoint"})
    kept = table.dropna(subset="touchpoint").drop_duplicates("touchpoint")
    gone = len(table) - len(kept)
    notes = (
        (say("{rows} left out: without a touchpoint, or naming one a second time.", rows=in_rows(gone)),)
        if gone
        else ()
    )
    kept = _in_order(kept, stages).reset_index(drop=True)
    names = kept["name"].fillna("") if "name" in kept else pd.Series("", index=kept.index)
    labels = (kept["touchpoint"].astype(str) + " " + names.astype(str)).str.strip()
    return Register(
        kind="touchpoint_register",
        table=kept,
        settings={"stages": list(stages)},
        notes=notes,
        labels=dict(zip(kept["touchpoint"], labels, strict=True)),
    )


def _in_order(table: pd.DataFrame, stages: Sequence[str]) -> pd.DataFrame:
    """Rows by the place of their stage; those whose stage is not named come last, in the register's order."""
    if not stages:
        return table
    known = list(dict.fromkeys(table["stage"].dropna())) if "stage" in table else []
    strange = [stage for stage in stages if stage not in known]
    if strange:
        raise CXError(f"stages: the register has no stage {', '.join(strange)}.", "Write them as the register does.")
    places = {stage: place for place, stage in enumerate(stages)}
    return table.sort_values("stage", key=lambda stage: stage.astype(object).map(places), kind="stable")
