"""How the table of a Result stands before people: the field's heads, intervals in one column, shares in per cent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from .columns import Writer

_RESTS = r"^Rests on section \S+, which is closed: "


def shown(table: pd.DataFrame, *, kind: str = "", settings: Mapping[str, Any] | None = None) -> pd.DataFrame:
    """The table as text under the heads that people read; numbers are rounded here and nowhere else.

    Parameters
    ----------
    table : DataFrame
        Of a Result.
    kind : str
        The public function that made it.
    settings : mapping, optional
        Its settings; the confidence level heads the interval.
    """
    if kind == "section_states":
        table = _skipped(table)
    written = Writer(table, kind, settings or {})
    columns: dict[str, list[str]] = {}
    for name in written.names:
        stem, end = written.limit(name)
        if end == "high":
            continue
        head, values = written.interval(stem) if end else (written.head(name), written.values(name))
        while head in columns:
            head += " "  # two columns may not share one head: what stands second would be lost
        columns[head] = values
    return pd.DataFrame(columns, index=table.index)


def _skipped(sections: pd.DataFrame) -> pd.DataFrame:
    """Of a notebook's sections those that were skipped, by what they lack: what was shown, its reader has seen."""
    skipped = sections[sections["state"] == "skipped"]
    if skipped.empty:
        return pd.DataFrame()
    lacking = skipped["reason"].str.replace(_RESTS, "", regex=True)
    named = skipped["section"].groupby(lacking, sort=False).agg(", ".join)
    return named.rename("sections").rename_axis("reason").reset_index()[["sections", "reason"]]
