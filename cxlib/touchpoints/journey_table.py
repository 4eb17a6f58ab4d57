"""The journey map as a table: one row per touchpoint with everything that the figure shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from ..aggregate import Table, column_names
from ..errors import CXError
from ..locale import say
from ..privacy import suppress_small_cells
from ..results import Result
from ..text import percent
from .register import listed, read_register

EMOTION = {
    "emotion": "emotion", "valence": "valence", "n": "emotion_n", "estimate": "emotion_share", "net": "emotion_net",
    "net_low": "emotion_net_low", "net_high": "emotion_net_high",
}  # fmt: skip
BREAKS = {"n": "contacts", "estimate": "break_rate", "conf_low": "break_low", "conf_high": "break_high"}
VARIABLE = {
    "variable": "variable", "n": "variable_n", "estimate": "variable_share", "target": "variable_target",
}  # fmt: skip
SCORE = ["n", "estimate", "conf_low", "conf_high", "designed", "gap", "evidence"]


def journey_map(
    register: Table,
    *,
    scores: Result,
    emotions: Result | None = None,
    breaks: Result | Sequence[Result | None] | None = None,
    variables: Result | None = None,
    coverage: Result | None = None,
    touchpoint: str = "touchpoint",
    few: Sequence = (),
    min_cell: int = 0,
) -> Result:
    """One row per touchpoint: what was designed, what is lived, who owns it and how much is known.

    Parameters
    ----------
    register : table
        One row per touchpoint, in the order of the journey, with ``stage name visibility owner_department`` as far as
        they are known. Rows of one stage stand together on the map.
    scores : Result
        `touchpoint_scores` without groups.
    emotions : Result, optional
        `touchpoint_emotions`.
    breaks : Result, or sequence of Results, optional
        Share of broken contacts: a table with the column of the touchpoint and ``n estimate conf_low conf_high``, as
        `top_box_share` of the log gives it. Of several the first that is not None.
    variables : Result, optional
        `touchpoint_variables`. Of the critical ones that surely miss their target, the one farthest below has columns
        of its own, and `misses` names them all; where no column said what is critical, all count.
    coverage : Result, optional
        `map_coverage`: what it found missing from the register is named in a note.
    touchpoint : str
        The column of the touchpoint in the register and in `breaks`.
    few : sequence
        Touchpoints with answers of too few people to be told, as `Ratings` has them: without a score and a number.
    min_cell : int
        Emotions and breaks of touchpoints with fewer answers or contacts are left out, as `suppress_small_cells` does.

    Returns
    -------
    Result
        ``touchpoint name stage visibility owner n estimate conf_low conf_high designed gap evidence emotion valence
        emotion_n emotion_share emotion_net emotion_net_low emotion_net_high contacts break_rate break_low break_high
        variable variable_n variable_share variable_target misses``. Columns of a table that was not given are missing
        throughout, and `n` where answers are too few to be told. `owner` is missing where nobody owns the contact, or
        where the register has no such column. `missing_touchpoints` of the settings lists the touchpoints that other
        tables know and the register lacks.

    Raises
    ------
    CXError
        A table with two rows for one touchpoint, such as scores by group.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> register = pd.DataFrame({"touchpoint": ["call"], "owner_department": ["Sales"], "target": [8]})
    >>> answers = pd.DataFrame({"touchpoint": ["call"] * 3, "rating": [6, 7, 8]})
    >>> found = cx.touchpoint_scores(answers, touchpoint="touchpoint", rating="rating", register=register)
    >>> cx.journey_map(register, scores=found).table[["name", "owner", "n", "gap"]].values.tolist()
    [['call', 'Sales', 3, 1.0]]
    """
    if not isinstance(breaks, Result | None):
        breaks = next((one for one in breaks if one is not None), None)
    if breaks is not None and touchpoint not in breaks.table and len(breaks.settings.get("by") or ()) == 1:
        breaks = replace(breaks, table=breaks.table.rename(columns={breaks.settings["by"][0]: touchpoint}))
    emotions, breaks = _large_enough(emotions, min_cell), _large_enough(breaks, min_cell)
    known = read_register(register, touchpoint=touchpoint).rename(columns={"owner_department": "owner"})
    known["name"] = known["name"].where(known["name"].notna(), known["touchpoint"].astype(str))
    table = known[["touchpoint", "name", "stage", "visibility", "owner"]].astype({"touchpoint": object})
    parts = [
        _part(scores.table, "scores", "touchpoint", {name: name for name in SCORE}),
        _part(None if emotions is None else emotions.table, "emotions", "touchpoint", EMOTION),
        _part(None if breaks is None else breaks.table, "breaks", touchpoint, BREAKS),
        _part(
            None if variables is None else _surely_missed(variables.table).drop_duplicates("touchpoint"),
            "variables",
            "touchpoint",
            VARIABLE,
        ),
    ]
    parts = [_with_ids_of(part, known["touchpoint"]) for part in parts]
    # Of each touchpoint, by its id as text, all that is missed: variable, share and target
    if variables is None:
        misses = {}
    else:
        groups = _surely_missed(variables.table).groupby("touchpoint", sort=False)
        misses = {
            str(name): tuple(zip(rows["variable"], rows["estimate"], rows["target"], strict=True))
            for name, rows in groups
        }
    # Touchpoints that a table has and the register lacks, each once
    known = list(known["touchpoint"])
    seen = [value for part in parts for value in part["touchpoint"]]
    if coverage is not None:
        seen += list(coverage.table.loc[~coverage.table["in_register"], "touchpoint"])
    missing = sorted(dict.fromkeys(value for value in seen if value not in set(known)), key=str)
    for part in parts:
        table = table.merge(part, on="touchpoint", how="left")
    table["misses"] = [
        "; ".join(f"{name}: {percent(share)} < {percent(aim)}" for name, share, aim in misses.get(str(value), ()))
        or None
        for value in table["touchpoint"]
    ]
    hidden = table["touchpoint"].astype(str).isin(set(map(str, few)))
    table["n"] = table["n"].fillna(0).astype("Int64").mask(hidden)
    table["evidence"] = table["evidence"].fillna("D")
    table = table.astype({"emotion_n": "Int64", "contacts": "Int64", "variable_n": "Int64", "valence": "Int64"})
    notes = [say("Not in the register: {names}.", names=listed(missing))] if missing else []
    given = {"emotions": emotions, "breaks": breaks, "variables": variables, "coverage": coverage}
    settings = {
        "answers_by_grade": scores.settings["answers_by_grade"],
        "source": scores.settings["source"],
        "scale": scores.settings["scale"],
        "confidence_level": scores.settings["confidence_level"],
        "missing_touchpoints": tuple(missing),
        "critical_misses": misses,
        "owners_known": "owner_department" in column_names(register),
        "given": tuple(name for name, part in given.items() if part is not None),
    }
    # Rows in the register's order, those of one stage together where the stage first appears
    place = {stage: number for number, stage in enumerate(dict.fromkeys(table["stage"].fillna("")))}
    stages_together = table.sort_values(
        "stage", key=lambda column: column.fillna("").map(place), kind="stable", ignore_index=True
    )
    return Result(kind="journey_map", table=stages_together, settings=settings, notes=tuple(notes))


def _large_enough(result: Result | None, min_cell: int) -> Result | None:
    return result if result is None or not min_cell else suppress_small_cells(result, min_cell=min_cell)


def _part(table: pd.DataFrame | None, argument: str, touchpoint: str, columns: dict[str, str]) -> pd.DataFrame:
    """The wanted columns of one table under the map's names; empty without the table."""
    if table is None:
        return pd.DataFrame({"touchpoint": pd.Series(dtype=object)} | dict.fromkeys(columns.values(), np.nan), index=[])
    lacking = [name for name in (touchpoint, *columns) if name not in table]
    if lacking:
        raise CXError(f"{argument}: no column {listed(map(repr, lacking))} in the table.", _MEND[argument])
    part = table[[touchpoint, *columns]].rename(columns={**columns, touchpoint: "touchpoint"})
    twice = part.loc[part["touchpoint"].duplicated(), "touchpoint"].unique()
    if len(twice):
        raise CXError(
            f"{argument}: more than one row for {listed(twice)}.", "Give the result of all together, without by."
        )
    return part.astype({"touchpoint": object})


def _with_ids_of(part: pd.DataFrame, known: pd.Series) -> pd.DataFrame:
    """Ids written as the register writes them: analyses of the log give text where a register may have numbers."""
    own = {str(value): value for value in known}
    return part.assign(touchpoint=[own.get(str(value), value) for value in part["touchpoint"]]).astype(
        {"touchpoint": object}
    )


_MEND = {
    "scores": "Give the result of touchpoint_scores.",
    "emotions": "Give the result of touchpoint_emotions.",
    "breaks": "Give the share of broken contacts by touchpoint, as top_box_share makes it.",
    "variables": "Give the result of touchpoint_variables.",
}


def _surely_missed(table: pd.DataFrame) -> pd.DataFrame:
    """The critical variables that surely miss their target, the farthest below it first."""
    missed = table[(table["stands"] == "surely misses") & table["critical"].fillna(True).astype(bool)]
    order = (missed["estimate"] - missed["target"]).sort_values(kind="stable").index
    return missed.loc[order]
