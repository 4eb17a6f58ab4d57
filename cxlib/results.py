"""What every analysis returns: a tidy table, the settings that made it, and notes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from numbers import Integral
from typing import TYPE_CHECKING, Any, TypeAlias

from .locale import is_said, say
from .shown import shown
from .shown.columns import Form, Writer, is_float
from .text import decimals

if TYPE_CHECKING:
    import pandas as pd

RUN_FOLDER = "CX_RUN_FOLDER"  # the variable that tells a notebook's kernel where its run is written
TABLE = "application/vnd.cxlib.table+json"


ENGLISH = ' lang="en"'  # of a note that nobody has translated


@dataclass(frozen=True, eq=False, kw_only=True)
class Result:
    """The outcome of one analysis.

    Attributes
    ----------
    table : pandas.DataFrame
        Long and tidy, in full precision: group columns first, then
        ``n, estimate, std_error, conf_low, conf_high, p_value`` as far as they apply.
        Only the form that is shown is rounded.
    settings : mapping
        Every choice that was made, by the name of its argument.
    notes : tuple of str
        What a reader must know: dropped rows, substitutions, small cells.
    kind : str
        The public function or method that made it, by which `reading` and the heads of the table know what it is; empty
        for a table made by hand.
    """

    table: pd.DataFrame
    settings: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    kind: str = ""

    def __repr__(self) -> str:
        return self._printed(self.shown)

    def _repr_html_(self) -> str:
        return self._as_html(self.shown)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """Text and HTML; in a run beside them the numbers in full precision: workbooks are made of them."""
        table = self.shown  # once for all forms
        bundle: dict[str, Any] = {
            "text/plain": "\n".join(self._printed(table).splitlines()),
            "text/html": self._as_html(table),
        }
        if os.environ.get(RUN_FOLDER):
            bundle[TABLE] = {"columns": self.sheet, "notes": list(self.notes)}
        return bundle

    def _printed(self, table: pd.DataFrame) -> str:
        printed = table.to_string(index=False) if len(table) else say("(no rows)") if len(table.columns) else ""
        notes = (say("Note: {note}", note=note) for note in self.notes)
        return "\n".join([*([printed] if printed else []), *notes])

    def _as_html(self, table: pd.DataFrame) -> str:
        notes = "".join(
            f"<p{'' if is_said(note) else ENGLISH}><small>{escape(say('Note: {note}', note=note))}</small></p>"
            for note in self.notes
        )
        return (table.to_html(index=False, border=0, justify="right") if len(table.columns) else "") + notes

    @property
    def sheet(self) -> list[dict[str, Any]]:
        """The columns of a table for a spreadsheet, ready for JSON: numbers in full precision, each limit in a column.

        Each has its ``head``, its ``values`` (numbers, text or None) and its ``forms``, kind and digits with which the
        numbers are shown, one for all or one for each row; empty for text. Numbers with weights have the digits that
        are printed: where each person has another weight, all digits of the mean of a small group would say who
        answered what.
        """
        written = Writer(self.table, self.kind, self.settings)
        return [{"head": _own_head(written, name), **_plain(written, name)} for name in written.names]

    @property
    def shown(self) -> pd.DataFrame:
        """The table as people read it: the field's heads, rounded, one column for an interval."""
        return shown(self.table, kind=self.kind, settings=self.settings)

    def top(self, rows: int, *, by: str | None = None) -> Result:
        """The result with so many of its rows: the first ones, or those that are largest in a column.

        Parameters
        ----------
        rows : int
            How many.
        by : str, optional
            The column.
        """
        table = self.table.head(rows) if by is None else self.table.nlargest(rows, by)
        return Result(table=table, settings=self.settings, notes=self.notes, kind=self.kind)


# a result with tables and numbers of its own beside the one shown: its class stands with its maker, further down
Detailed: TypeAlias = Any


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Positions(Result):
    """Importance beside performance, with what both were in the same resamples.

    Attributes
    ----------
    importance_draws, performance_draws : pandas.DataFrame
        A row per resample, a column per row of the table.
    """

    importance_draws: pd.DataFrame
    performance_draws: pd.DataFrame


def by_hand(kind: str = "", /, **values: float) -> Result:
    """Numbers worked out by hand, as a table of one row.

    Parameters
    ----------
    kind : str, optional
        The public function whose heads and decimals the table has, such as ``"net_promoter_score"``.
    **values : float
        Each under the name of its column: ``by_hand(promoters=0.388, detractors=0.28, estimate=10.8)``.

    Returns
    -------
    Result
    """
    import pandas as pd

    return Result(table=pd.DataFrame([values]), kind=kind)


def stack(results: Mapping[str, Result], *, label: str = "analysis") -> Result:
    """Results of one kind under one another, each row with the name of the analysis it comes from.

    Parameters
    ----------
    results : mapping
        Name → Result: ``stack({"without weights": plain, "with weights": heavy})``.
    label : str
        Column of the names; it comes first.

    Returns
    -------
    Result
        With the kind and the settings of the first one; its groups are those of `label`, too.
    """
    import pandas as pd

    tables = {name: result.table.drop(columns=label, errors="ignore") for name, result in results.items()}
    table = pd.concat([one.assign(**{label: name}) for name, one in tables.items()], ignore_index=True)
    first = next(iter(results.values()))
    settings = dict(first.settings) | {"by": [label, *first.settings.get("by", [])]}
    notes = tuple(dict.fromkeys(note for result in results.values() for note in result.notes))
    table = table[[label, *table.columns.drop(label)]]
    return Result(table=table, settings=settings, notes=notes, kind=first.kind)


def _own_head(written: Writer, name: object) -> str:
    """The head of a column that stands by itself, as both limits do in a spreadsheet."""
    stem, end = written.limit(name)
    if not end:
        return written.head(name)
    of = written.interval_head(stem)
    return say("{interval}, lower limit", interval=of) if end == "low" else say("{interval}, upper limit", interval=of)


def _plain(written: Writer, name: object) -> dict[str, Any]:
    """The values of a column as JSON has them, and the forms of its numbers."""
    column, (stem, end) = written.table[name], written.limit(name)
    known = column.dropna()
    if not is_float(column) and not (len(known) and all(map(_is_whole, known))):
        return {"values": written.values(name), "forms": []}
    forms = [Form() if written.counts(str(name)) else Form("mark")]
    if is_float(column):
        limits = [written.table[f"{stem}_{one}"] for one in ("low", "high")] if end else [column]
        forms = written.forms(f"{stem}_low" if end else name, *limits)
    values = [None if value is None or value != value else _as_json(value) for value in column]
    if written.weighted:
        each = forms if len(forms) == len(values) else forms * len(values)
        values = [form.rounded(value) for form, value in zip(each, values, strict=True)]
    forms = forms if len(set(forms)) > 1 else forms[:1]
    return {"values": values, "forms": [(form.kind, form.digits) for form in forms]}


def _is_whole(value: object) -> bool:
    return isinstance(value, Integral) and not isinstance(value, bool)


def _as_json(value: float) -> float | int | str:
    """A number as JSON has it; what is endless as text."""
    if _is_whole(value):
        return int(value)
    return float(value) if abs(value) != float("inf") else decimals(value)
