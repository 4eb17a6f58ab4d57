"""What a figure shows as data, beside its picture: slides draw it as a chart that can be edited.

A chart is JSON: ``kind`` ("bars" from zero, "dots", "lines" or "stacked"), ``names`` of its rows, what is said beside
each (``sizes``, ``pale``), ``series`` with ``name``, ``values``, ``low``, ``high``, ``n`` and a ``colour`` where it has
one of its own, ``unit`` of the axis, and the ``form`` of the numbers: kind and digits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..text import rounded

CHART = "application/vnd.cxlib.chart+json"
VALUES = {"values", "low", "high"}


def as_chart(
    ax: Axes,
    kind: str,
    names: Sequence[object],
    series: Sequence[dict[str, Any]],
    *,
    unit: str,
    form: tuple[str, int],
    sizes: Sequence[str] = (),
    pale: Sequence[bool] = (),
) -> None:
    """Keep with a figure what it shows; a figure that says nothing of it is shown as a picture."""
    places = places_of(form)
    series = [
        {key: [value if value is None else _kept(value, places) for value in its] if key in VALUES else its
         for key, its in one.items()}
        for one in series
    ]  # fmt: skip
    chart = {
        "kind": kind, "names": [" ".join(str(name).split()) for name in names], "series": series, "unit": unit,
        "form": list(form), "sizes": list(sizes), "pale": [bool(one) for one in pale],
    }  # fmt: skip
    setattr(ax.figure, CHART, chart)


def places_of(form: Sequence[Any]) -> int:
    """The decimals that the numbers of a chart have: one more than is printed, since a picture shows no more."""
    kind, digits = form
    return digits + (3 if kind == "percent" else 1)


def _kept(value: float, places: int) -> float:
    """A value to so many decimals; what rounding would lift to a printed step above its own stays below it."""
    kept = round(value, places)
    if rounded(kept, places - 1) == rounded(value, places - 1):
        return kept
    return round(kept - math.copysign(10.0**-places, value), places)


def chart_of(figure: Figure) -> dict[str, Any] | None:
    """What a figure shows, ready for JSON; None where it is a picture only."""
    return getattr(figure, CHART, None)


def series_of(table: pd.DataFrame, name: str = "", value: str = "estimate", **more: object) -> dict[str, Any]:
    """One series of a chart: the values of a table with their intervals and their answers, as far as it has them."""
    low, high = ("conf_low", "conf_high") if value == "estimate" else (f"{value}_low", f"{value}_high")
    columns = {"values": value, "low": low, "high": high, "n": more.pop("n", "n")}
    found = {key: _numbers(table[column]) for key, column in columns.items() if column in table}
    return {"name": str(name), **found, **more}


def _numbers(column: pd.Series) -> list[float | None]:
    """Numbers of a column as JSON has them; nothing where there is none."""
    values = column.astype(object).where(column.notna(), None)
    return [None if value is None or abs(value) == float("inf") else _number(value) for value in values]


def _number(value: float) -> float:
    return int(value) if float(value).is_integer() else float(value)
