"""The banner table as people read it: questions down, groups across, letters beside the numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ..locale import say
from ..readings.side_by_side import placed, written
from ..results import Result
from ..text import MISSING, called, count, interval, percent, percents

SCALES = ("mean_rating", "top_box_share")  # the kinds whose heads and decimals means and shares have


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class BannerTable(Result):
    """The result of `banner`: with every comparison in `pairs`, and displayed side by side.

    Attributes
    ----------
    pairs : pandas.DataFrame
        ``row column group other estimate p_value p_adjusted``.
    labels : mapping
        Questions and columns → what they are called.
    """

    pairs: pd.DataFrame = field(default_factory=pd.DataFrame)
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> pd.DataFrame:
        """A row for each question and a column for each group, with its letter; without groups n and interval."""
        return self._across() if self.settings["columns"] else self._down()

    @property
    def sheet(self) -> list[dict[str, Any]]:
        """A row for each cell, with its limits and its letters."""
        table = self.table.rename(columns={"row": "question"})
        table["question"] = [called(name, self.labels) for name in table["question"]]
        return Result(table=table, kind=SCALES[self.settings["show"] == "share"], settings=self.settings).sheet

    @property
    def ordered(self) -> Result:
        """The cells, the highest first; of questions of several scales in per cent of each, for one axis."""
        table = placed(self).sort_values("place", ascending=False, kind="stable")
        if self.settings.get("scales"):
            table = table.assign(
                estimate=100 * table["place"], conf_low=100 * table["place_low"], conf_high=100 * table["place_high"]
            )
        return Result(table=table.drop(columns=["place", "place_low", "place_high"]))

    def _down(self) -> pd.DataFrame:
        """Everybody together: a row for each question, with its interval and its top share."""
        is_share, table = self.settings["show"] == "share", self.table
        span = percents if is_share else (lambda low, high: interval(low, high, 2))
        shown = {
            say("question"): [called(name, self.labels) for name in table["row"]],
            "n": [count(n) for n in table["n"]],
            say("share") if is_share else say("mean"): [written(self, value) for value in table["estimate"]],
            say("{level} interval", level=percent(self.settings["confidence_level"])): [
                MISSING if low != low else span(low, high)
                for low, high in zip(table["conf_low"], table["conf_high"], strict=True)
            ],
        }
        if "top_two" in table:
            shown[say("top two")] = [percent(value) for value in table["top_two"]]
        return pd.DataFrame(shown)

    def _across(self) -> pd.DataFrame:
        """The groups side by side; what is hidden is a dash."""
        rows = list(dict.fromkeys(self.table["row"]))
        heads = self.table[["column", "group", "letter"]].drop_duplicates()
        order = ["", *self.settings["columns"]]
        heads = heads.assign(_place=heads["column"].map(order.index)).sort_values(["_place", "letter"], kind="stable")
        cells = self.table.set_index(["row", "column", "group"])
        sizes = self.table.groupby(["column", "group"], sort=False)["n"].max()
        shown: dict[str, list[str]] = {say("question"): [called(name, self.labels) for name in rows]}
        for head in heads.itertuples():
            n = say("n = {n}", n=count(sizes[head.column, head.group])).replace(" ", "\N{NO-BREAK SPACE}")
            column = f"{called(head.column, self.labels)}: " if len(order) > 2 else ""  # of several: yes of what?
            name = say("all") if not head.column else f"{head.letter} {column}{head.group}"
            shown[f"{name} ({n})"] = [
                self._cell(cells.loc[key]) if (key := (row, head.column, head.group)) in cells.index else MISSING
                for row in rows
            ]
        return pd.DataFrame(shown)

    def _cell(self, cell: pd.Series) -> str:
        return f"{written(self, cell['estimate'])} {cell['letters']}".strip()
