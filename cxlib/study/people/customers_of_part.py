"""Customers as the pages of a part tell of them: no group that could be taken from the whole to know a few."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...blocks import cells_of, hidden_groups, joined_name, places
from ...errors import CXError
from ...locale import prefixed, say, say_number
from ...text import listed
from ..contract.roles import REGISTERS, STAFF, SURVEYS
from .behind_rows import number_of, people_behind
from .customers import Answered
from .levels import labelled
from .spans import months_of, spans_of
from .subset import labels_once
from .told import FACETS, Told, told_of

if TYPE_CHECKING:
    from ..study import Study

DEALT = ("lot", "dose", "held_out", "pitch")  # roles of what a lot deals
ANSWERED = ("choices", "emotion", "reason", "theme", "resolved")  # roles of answers that may be made groups, too
KEPT = ("interactions", "journeys", "cases")  # kinds of tables that the firm keeps, with many rows of a customer
KEPT_BY = ("segment", "status", "channel", "mode")  # roles of their groups
BESIDE = ("channel", "touchpoint", "segment")  # by which pages tell of what it dealt


@dataclass(frozen=True, eq=False, kw_only=True)
class Part:
    """Where a part lies in the whole table: the rows whose `value` is its own."""

    study: Study
    table: str
    column: str
    values: np.ndarray
    own: int

    @property
    def is_survey(self) -> bool:
        """Whether the table holds customers' answers."""
        return self.study.contract.tables[self.table].kind in SURVEYS

    def told(self, fewest: int) -> Told | None:
        """What is told of the table; None where it does not know the part's column."""
        told = told_of(self.study, self.table, fewest=fewest, parts=True)
        return told if self.column in told.columns else None


def part_of(study: Study, table: str) -> Part | None:
    """Where a study's part lies in a table; None for the whole, and for tables that cannot tell the part."""
    whole, (column, value) = study.whole, study.part
    if whole is None or table not in whole.tables:
        return None
    its = labels_once(whole, table=table, column=column)
    if its is None or not (inside := (its == value).to_numpy(bool)).any():
        return None
    own = whole.tables[table].get(column)  # in its order, as `Told` has it
    values = places(its if own is None else own)[0]
    return Part(study=whole, table=table, column=column, values=values, own=int(values[np.argmax(inside)]))


def part_is_few(part: Part, *, fewest: int, asked: str | None) -> bool:
    """Whether a part must not be told: of itself or of its last wave nothing is, or of the column `asked` by few."""
    frame = part.study.tables[part.table]
    given = frame[asked].notna().to_numpy(bool) if asked in frame else np.ones(len(frame), bool)
    whose = people_behind(part.study, table=part.table)
    answered = Answered(frame, part.study.contract.tables[part.table], whose)
    sizes = pd.Series(answered.people(part.values, int(part.values.max()) + 1, given=[given])[:, 0])
    if hidden_groups(sizes[sizes > 0], min_cell=fewest).get(part.own, default=False):
        return True
    if not part.is_survey or fewest <= 1:
        return False
    told = part.told(fewest)
    return told is None or not told.part(part.column, part.own)


def part_hidden(study: Study, *, table: str, min_cell: int, asked: str | None = None) -> CXError | None:
    """Why a part of the customers is hidden, as a group of a table is: for itself, or beside the only small one.

    Those who answered the column `asked` count: all of them, and those of the last wave, which pages show by itself.
    """
    part = part_of(study, table)
    if part is not None and part_is_few(part, fewest=min_cell, asked=asked):
        return CXError(
            f"{study.only} has fewer than {min_cell} people who answered, or would give others away.",
            "read the report on the whole, or join parts.",
        )
    return None


def without_few(study: Study, *, fewest: int) -> Study:
    """A part without the answers of earlier waves of which it has few: its other waves and the whole would tell them.

    Where the last wave is such a one, all rows stay: no section on them opens. Of trials and cases, what a lot dealt is
    missing where only the whole can tell of it.
    """
    tables, notes = dict(study.tables), []
    for name, rows in study.tables.items():
        part = part_of(study, name) if fewest > 1 else None
        silent = [] if part is None else _told_of_whole_only(part, fewest=fewest)
        if silent:
            tables[name] = rows.assign(**{by: pd.Series(None, rows.index, dtype=object) for by in silent})
            said = say("{columns}: told of the whole only, since few share them here or in another part.",
                       columns=listed(silent))  # fmt: skip
            notes.append(prefixed(name, said))
        told = part.told(fewest) if part is not None and part.is_survey else None
        if part is None or told is None or told.wave is None or not told.part(part.column, part.own):
            continue
        wave, order = told.wave, told.columns[told.wave][1]
        here = np.unique(told.columns[wave][0][part.values == part.own])
        shown = told.values((part.column, part.own), wave, latest=False)
        few = [order[value] for value in here if not shown[value]]
        if not few:
            continue
        inside = rows[wave].isna() if None in few else rows[wave].isin(few)
        inside |= rows[wave].isin([value for value in few if value is not None])
        kept = rows[~inside].reset_index(drop=True)
        if isinstance(kept[wave].dtype, pd.CategoricalDtype):
            kept[wave] = kept[wave].cat.remove_unused_categories()
        tables[name] = kept
        said = say_number(
            "{number} wave with fewer than {fewest} people here, or next to one, left out.",
            "{number} waves with fewer than {fewest} people here, or next to one, left out.",
            len(few),
            number=len(few),
            fewest=fewest,
        )
        notes.append(prefixed(name, said))
    return replace(study, tables=tables, notes=(*study.notes, *notes)) if notes else study


def _told_of_whole_only(part: Part, *, fewest: int) -> list[str]:
    """Columns that a lot dealt of which no part tells: of some part, few people share a value, alone or beside another.

    The whole less the other parts would tell of these few.
    """
    frame, its = part.study.tables[part.table], part.study.contract.tables[part.table]
    if its.kind in (*SURVEYS, *STAFF, *REGISTERS):
        return []
    answered = Answered(frame, its, people_behind(part.study, table=part.table))
    later = [frame[name].notna().to_numpy(bool) for name in its.named("followup") if name in frame]
    given = [np.ones(len(frame), bool), *answered.given, *later]
    beside = [(), *((name,) for role in BESIDE for name in its.named(role) if name in frame)]
    found = []
    for name in (name for role in DEALT for name in its.named(role) if name in frame):
        for others in beside:
            cell, first = cells_of([part.values, *(places(frame[one])[0] for one in (name, *others))])
            n = answered.people(cell, len(first), given=given)
            if ((n > 0) & (n < fewest)).any():
                found.append(name)
                break
    return found


def in_groups(study: Study, rows: pd.DataFrame, by: str, *, table: str, fewest: int, latest: bool) -> pd.DataFrame:
    """Rows whose groups are named as they may be told: those that may not stand under one name.

    Parameters
    ----------
    study : Study
        Rows of other tables than customers' answers stay as they are.
    rows : pandas.DataFrame
        Of the table.
    by : str
        A column.
    table : str
    fewest : int
    latest : bool
        Whether pages tell of the last wave by itself.
    """
    declared, whole = study.contract.tables[table], study.whole or study
    its = declared.columns.get(by)
    if its is None or fewest <= 1 or declared.kind not in SURVEYS or table not in whole.tables:
        return rows
    if its.role not in (*FACETS, "time") or by not in rows:
        return rows
    part = part_of(study, table)
    told = told_of(whole, table, fewest=fewest, parts=part is not None)
    if by not in told.columns or (part is not None and part.column not in told.columns):
        return rows.assign(**{by: labelled(rows[by], np.full(len(rows), None, dtype=object))})
    if part is not None and part.column == by:
        return rows
    code, distinct = told.columns[by]
    where = ("", 0) if part is None else (part.column, part.own)
    shown = told.values(where, by, latest=latest and its.role != "time")
    here = np.ones(len(code), bool) if part is None else part.values == part.own
    hidden = [distinct[value] for value in np.unique(code[here]) if not shown[value]]
    if part is None:  # groups of few answers alone are hidden where they are shown
        sizes = Answered(whole.tables[table], declared, None).people(code, len(distinct)).max(axis=1)
        large = [value for value, n in zip(distinct, sizes, strict=True) if value in hidden and n >= fewest]
        hidden = large if its.role == "time" or not large else hidden
    if not hidden:
        return rows
    own = months_of(rows[by]).map(spans_of(whole, table, by)) if its.role == "time" else rows[by]
    small = own.isin([value for value in hidden if value is not None])
    small |= own.isna() if None in hidden else False
    if its.role == "time":  # quarters and years are made of the other months
        return rows[~small].reset_index(drop=True) if small.any() else rows
    name = joined_name(hidden) if len(hidden) > 1 else None
    if part is None and len(hidden) > len(large):  # of the whole a group of few is not named
        name = say("{groups} and {number} more", groups=joined_name(large), number=len(hidden) - len(large))
    labels_now = rows[by].astype(object).where(rows[by].notna(), None).mask(small, name)
    return rows.assign(**{by: labelled(rows[by], labels_now.to_numpy(dtype=object))})


def few_together(study: Study, rows: pd.DataFrame, by: str, *, table: str, fewest: int) -> pd.DataFrame:
    """Rows by an answer that was made a group, such as a reason, an emotion or an option: those of few people together.

    So are groups of contacts, journeys and cases, of which one customer may have had many.

    Parameters
    ----------
    study, rows, by, table, fewest
        As in `in_groups`, which decides for all other columns.
    """
    declared = study.contract.tables[table]
    its = declared.columns.get(by)
    roles = {**dict.fromkeys(SURVEYS, ANSWERED), **dict.fromkeys(KEPT, KEPT_BY)}.get(declared.kind, ())
    made = its is None and declared.kind in SURVEYS  # by the notebook
    if fewest <= 1 or not (made or (its is not None and its.role in roles)):
        return rows
    codes = people_behind(study, table=table, rows=rows)
    if codes is None:
        return rows
    value, distinct = places(rows[by])
    sizes = pd.Series(
        {place: number_of(codes[value == place]) for place in np.unique(value) if place < len(distinct) - 1}
    )
    hidden = hidden_groups(sizes, min_cell=fewest)
    if not hidden.any():
        return rows
    name = joined_name([distinct[place] for place in sizes.index[hidden]])
    labels_now = rows[by].astype(object).where(rows[by].notna(), None).mask(np.isin(value, sizes.index[hidden]), name)
    return rows.assign(**{by: labelled(rows[by], labels_now.to_numpy(dtype=object))})
