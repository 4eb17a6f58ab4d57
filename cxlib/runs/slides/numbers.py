"""The numbers of a chart: its names, the workbook behind it, where its axis ends, and its parts where it is long."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.ticker import MaxNLocator
from pptx.chart.data import CategoryChartData

from ...locale import say
from ..spreadsheets import legal, opened
from .fit import height

SMALLEST = 9  # points of the words in a chart
NAMES = 0.42  # the part of a chart's width that names may take
BELOW = 0.9  # inches below the rows: the axis and what it shows
HIGHEST = 7.0  # inches


class Numbers(CategoryChartData):
    """The numbers of a chart, whose workbook holds text as text, and beside the values their limits and their n."""

    def __init__(self, chart: Mapping[str, Any], code: str) -> None:
        super().__init__(number_format=code)
        self.chart, self.code = chart, code
        self.categories = names_of(chart)
        for one in chart["series"]:
            self.add_series(legal(one["name"] or chart["unit"] or say("value")), one["values"])

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook behind "Edit data"."""
        content = io.BytesIO()
        with opened(content) as workbook:
            page, look = workbook.add_worksheet("Sheet1"), workbook.add_format({"num_format": self.code})
            for place, (head, values) in enumerate(columns_of(self.chart)):
                page.write_string(0, place, legal(head))
                for row, value in enumerate(values, start=1):
                    if isinstance(value, str):
                        page.write_string(row, place, legal(value))
                    elif value is not None:
                        page.write_number(row, place, value, look)
            page.set_column(0, 0, 40)
        return content.getvalue()


def names_of(chart: Mapping[str, Any]) -> list[str]:
    """What stands at the axis: each name with its answers."""
    sizes = chart["sizes"] or [""] * len(chart["names"])
    bracket = chart["kind"] == "bars"
    return [
        legal(f"{name} ({size})" if size and bracket else f"{name}\n{size}" if size else name)
        for name, size in zip(chart["names"], sizes, strict=True)
    ]


def columns_of(chart: Mapping[str, Any]) -> list[tuple[str, Sequence[object]]]:
    """The columns of the workbook: names, the values of each series, then what lies below and above them, and n."""
    series = chart["series"]
    columns: list[tuple[str, Sequence[object]]] = [("", names_of(chart))]
    columns += [(one["name"] or chart["unit"] or say("value"), one["values"]) for one in series]
    for one in series:
        if "low" in one:
            columns += [(f"{one['name']} −".strip(), apart(one["values"], one["low"]))]
            columns += [(f"{one['name']} +".strip(), apart(one["high"], one["values"]))]
    return columns + [(f"{one['name']} n".strip(), one["n"]) for one in series if "n" in one]


def parts_of(chart: Mapping[str, Any], room: tuple[float, float]) -> list[dict[str, Any]]:
    """A chart in parts that fit a room of width and height in inches; rows that have none go on the next slide."""
    if chart["kind"] != "bars":
        return [dict(chart)]
    line = height(["x"], SMALLEST, 9.0)
    lines = max(round(height([name], SMALLEST, NAMES * room[0]) / line) for name in names_of(chart))
    each = line * max(lines, len(chart["series"])) + 0.06
    most = max(int((room[1] - BELOW) / each), 1)
    number = -(-len(chart["names"]) // most)
    most = -(-len(chart["names"]) // number)
    return [_rows(chart, slice(start, start + most)) for start in range(0, len(chart["names"]), most)]


def high_enough(chart: Mapping[str, Any]) -> float:
    """How high a chart is at the most, in inches: a bar as thick as a slide is high says no more than a thin one."""
    return 1.3 + 0.75 * len(chart["names"]) * len(chart["series"]) if chart["kind"] == "bars" else HIGHEST


def _rows(chart: Mapping[str, Any], rows: slice) -> dict[str, Any]:
    kept = {key: chart[key][rows] for key in ("names", "sizes", "pale")}
    own = ("values", "low", "high", "n")
    series = [{key: value[rows] if key in own else value for key, value in one.items()} for one in chart["series"]]
    return {**chart, **kept, "series": series, "reach": chart.get("reach") or reach_of(chart)}


def reach_of(chart: Mapping[str, Any]) -> tuple[float, float, float]:
    """Where the axis of the values begins and ends, and its steps: no interval is cut; bars begin at zero."""
    held = [one.get(key, ()) for one in chart["series"] for key in ("values", "low", "high")]
    known = [value for values in held for value in values if value is not None] or [0.0, 1.0]
    if chart["kind"] == "stacked":
        known = [sum(one["values"][k] or 0 for one in chart["series"]) for k in range(len(chart["names"]))]
    from_zero = chart["kind"] in ("bars", "stacked")
    low, high = min([*known, 0] if from_zero else known), max([*known, 0] if from_zero else known)
    margin = (high - low or abs(high) or 1.0) * (0.0 if chart["kind"] == "stacked" else 0.04)
    low, high = low - margin * (low != 0), high + margin * (high != 0)
    ticks = MaxNLocator(nbins=7, steps=[1, 2, 5, 10]).tick_values(low, high)
    return float(ticks[0]), float(ticks[-1]), float(ticks[1] - ticks[0])


def apart(ends: Sequence[float | None], starts: Sequence[float | None]) -> list[float | None]:
    """How far two limits lie apart, without the noise of a subtraction; nothing where one is not known."""
    pairs = zip(ends, starts, strict=True)
    return [None if end is None or start is None else round(end - start, 12) for end, start in pairs]
