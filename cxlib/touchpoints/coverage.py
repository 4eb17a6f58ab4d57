"""Is the map complete? The register set beside the log, the comments and what departments name."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..aggregate import Table, column_names, row_counts
from ..errors import CXError
from ..locale import say, word
from ..results import Result
from .register import ids_of, listed, read_register, require_overlap

GAPS = ("not in the register", "nobody owns it", "not measured", "not managed", "not in the log")


def map_coverage(
    touchpoints: Table,
    *,
    log: Table | None = None,
    comments: Table | None = None,
    departments: Table | None = None,
    responses: Table | None = None,
    touchpoint: str = "touchpoint",
    min_sources: int = 0,
) -> Result:
    """Where each touchpoint is known, and what its place on the map lacks.

    Touchpoints are compared by their ids, never by their names. An id that differs from one of the register only in
    capitals or spaces is listed as a touchpoint of its own, and a note says so.

    Parameters
    ----------
    touchpoints : table
        The register: one row per touchpoint, with ``stage owner_department managed`` as far as they are known.
    log : table, optional
        The contact log, one row per contact.
    comments : table, optional
        What customers wrote, one row per comment.
    departments : table, optional
        Which contacts departments name as theirs: one row per person or department. A cell may hold several
        touchpoints with ``;`` between them. With a column ``department``, departments are counted, else rows. A table
        that names no touchpoint of the register is left out, with a note: its words are no ids.
    responses : table, optional
        The answers of the surveys about single contacts: a touchpoint with an answer is measured.
    touchpoint : str
        The column of the touchpoint in every table.
    min_sources : int
        Fewest tables beside the register.

    Returns
    -------
    Result
        ``touchpoint stage in_register in_log in_comments named_by_departments owner measured gap``, in the order of
        the register, then those it lacks. `named_by_departments` is a number; a column is missing throughout where
        its table was not given. `gap` lists what is lacking, with commas, or is empty.

    Raises
    ------
    CXError
        A table without the column, a register with one touchpoint twice, a table that shares no id with the register,
        fewer tables than `min_sources`.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> register = pd.DataFrame({"touchpoint": ["call", "visit"], "owner_department": ["Sales", None]})
    >>> cx.map_coverage(register, log=pd.DataFrame({"touchpoint": ["call", "letter"]})).table["gap"].tolist()
    ['', 'nobody owns it, not in the log', 'not in the register']
    """
    register = read_register(touchpoints, touchpoint=touchpoint)
    counted = {
        "log": ids_of(log, "log", touchpoint=touchpoint),
        "comments": ids_of(comments, "comments", touchpoint=touchpoint),
        "departments": _named(departments, touchpoint),
        "responses": ids_of(responses, "responses", touchpoint=touchpoint),
    }
    words = counted["departments"] is not None and not set(counted["departments"].index) & set(register["touchpoint"])
    # departments that write names where the register has keys: each would look like a gap
    if words:
        counted["departments"] = departments = None
    there = {name: ids for name, ids in counted.items() if ids is not None}
    if len(there) < min_sources:
        raise CXError("There is nothing to compare the register with.", "add a log of contacts.")
    for name, ids in there.items():
        require_overlap(ids.index, register, name)
    known = list(register["touchpoint"])
    more = list(dict.fromkeys(value for ids in there.values() for value in ids.index if value not in set(known)))
    table = register.set_index("touchpoint").reindex([*known, *more]).rename_axis("touchpoint").reset_index()
    table["in_register"] = table["touchpoint"].isin(known)
    for column, name in (("in_log", "log"), ("in_comments", "comments"), ("measured", "responses")):
        ids = counted[name]
        seen = pd.NA if ids is None else table["touchpoint"].isin(ids.index)
        table[column] = pd.Series(seen, index=table.index, dtype="boolean")
    ids = pd.Series(dtype="Int64") if counted["departments"] is None else counted["departments"]
    table["named_by_departments"] = table["touchpoint"].map(ids).astype("Int64")
    if departments is not None:
        table["named_by_departments"] = table["named_by_departments"].fillna(0)
    gaps, unknown = _gaps(table, column_names(touchpoints))
    table = table.rename(columns={"owner_department": "owner"}).assign(gap=gaps)
    said = [say("Departments name no touchpoint of the register: left out.")] if words else []
    plain = {str(value).casefold().strip(): value for value in known}
    pairs = [(value, plain.get(str(value).casefold().strip())) for value in more]
    look_alikes = [
        f"{value!r} differs from {twin!r} of the register only in capitals or spaces; check whether they are one."
        for value, twin in pairs
        if twin is not None
    ]
    notes = [*said, *unknown, *_summed_up(table), *look_alikes]
    order = ["touchpoint", "stage", "in_register", "in_log", "in_comments", "named_by_departments", "owner", "measured"]
    settings = {"touchpoint": touchpoint, "compared": tuple(there)}
    return Result(kind="map_coverage", table=table[[*order, "gap"]], settings=settings, notes=tuple(notes))


def _named(departments: Table | None, touchpoint: str) -> pd.Series | None:
    """By how many departments (or rows, without that column) each touchpoint is named."""
    ids = ids_of(departments, "departments", touchpoint=touchpoint)
    if ids is None:
        return None
    who = "department" if "department" in column_names(departments) else None
    counts = row_counts(departments, by=[touchpoint, *([who] if who else [])]).dropna()
    texts = counts[touchpoint].astype(object)
    several = [
        [part for part in map(str.strip, value.split(";")) if part] if isinstance(value, str) else [value]
        for value in texts
    ]
    single = counts.assign(**{touchpoint: several}).explode(touchpoint).dropna()
    own = single.groupby(touchpoint, sort=True)
    return own[who].nunique() if who else own["_n"].sum()


def _gaps(table: pd.DataFrame, columns: list[str]) -> tuple[list[str], list[str]]:
    """What each row lacks, and a note for what cannot be judged because the register has no such column."""
    inside = table["in_register"].to_numpy()
    owners, managed = ("owner_department" in columns), ("managed" in columns)
    lacks = np.column_stack(
        [
            ~inside,
            table["owner_department"].isna() & inside & owners,
            (table["measured"] == False).fillna(False),  # noqa: E712  missing is neither
            (table["managed"].fillna(0) == 0) & inside & managed,
            (table["in_log"] == False).fillna(False),  # noqa: E712
        ]
    ).astype(bool)
    gaps = [", ".join(gap for gap, lacking in zip(GAPS, row, strict=True) if lacking) for row in lacks]
    missing = [
        f"The register has no column {name}: {what} cannot be told."
        for name, what, there in (
            ("owner_department", "who owns a contact", owners),
            ("managed", "whether a contact is managed", managed),
        )
        if not there
    ]
    return gaps, missing


def _summed_up(table: pd.DataFrame) -> list[str]:
    """One note per kind of gap, with the touchpoints that have it."""
    notes = []
    for gap in GAPS:
        having = table.loc[[gap in own.split(", ") for own in table["gap"]], "touchpoint"]
        if len(having):
            said = word(gap)
            notes.append(say("{gap}: {names}.", gap=f"{said[0].upper()}{said[1:]}", names=listed(having)))
    return notes
