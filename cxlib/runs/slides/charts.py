"""Charts of slides that can be edited: native, with error bars, and with the numbers of the figure behind them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from ..spreadsheets import legal, number_code
from .fit import height, width
from .numbers import BELOW, NAMES, SMALLEST, apart, names_of, reach_of

if TYPE_CHECKING:
    from pptx.chart.chart import Chart
    from pptx.chart.series import _BaseCategorySeries

INK, GREY, PALE, GRID = "222222", "595959", "D9D9D9", "D9D9D9"
COLOURS = (None, "E69F00", "222222", "8C8C8C")  # of series: the client's own first
MARKS = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.TRIANGLE, XL_MARKER_STYLE.DIAMOND)
KINDS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "dots": XL_CHART_TYPE.LINE_MARKERS,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
    "stacked": XL_CHART_TYPE.COLUMN_STACKED,
}
PALE_ONES = ("E69F00", "B8B8B8")  # colours on which dark letters are read
BESIDE = {"bars": XL_LABEL_POSITION.INSIDE_BASE, "stacked": XL_LABEL_POSITION.CENTER}
SIZE = 12  # points of the words in a chart
MOST_LABELLED = {"dots": 12, "lines": 7}  # points whose numbers stand beside them
LINES = 4  # of a name below a dot
NOTHING = 0.03  # a part of the axis too small for a number on it


def dress(chart: Chart, told: Mapping[str, Any], language: str, room: tuple[float, float]) -> None:
    """Everything about a chart but its numbers: sizes, axes, colours, error bars, what stands beside the values."""
    chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(SIZE), RGBColor.from_string(INK)
    many = len(told["series"]) > 1
    chart.has_legend = many
    if many:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _axes(chart, told, language, room)
    plot = chart.plots[0]
    if told["kind"] in ("bars", "stacked"):
        plot.gap_width = 40 if told["kind"] == "bars" else 30
        plot.overlap = 100 if told["kind"] == "stacked" else 0
    column = 2 + len(told["series"])
    for place, (series, its) in enumerate(zip(plot.series, told["series"], strict=True)):
        _colour(series, its, place, told)
        if "low" in its:
            _error_bars(series, its, column, told["kind"])
            column += 2
    _labels(chart, told, language)


def _axes(chart: Chart, told: Mapping[str, Any], language: str, room: tuple[float, float]) -> None:
    low, high, step = told.get("reach") or reach_of(told)
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = low, high, step
    kind = told["form"][0]
    shown = max(0, -math.floor(math.log10(step * (100 if kind == "percent" else 1)) + 1e-9))  # as the steps need
    values.tick_labels.number_format = number_code(kind, shown, language, largest=max(-low, high))
    values.tick_labels.number_format_is_linked = False
    values.major_gridlines.format.line.color.rgb = RGBColor.from_string(GRID)
    values.format.line.fill.background()
    if told["unit"]:
        values.has_title = True
        frame = values.axis_title.text_frame
        frame.text = legal(told["unit"])
        frame.paragraphs[0].font.size, frame.paragraphs[0].font.bold = Pt(SIZE - 1), False
    else:
        values.has_title = False
    names.has_major_gridlines = False
    names.format.line.color.rgb = RGBColor.from_string(GREY)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if told["kind"] == "bars":
        names.reverse_order = True  # the first row stands at the top, and the axis of the values stays below
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    _every_label(names)
    size = _size_of_names(told, room)
    names.tick_labels.font.size = Pt(size)
    if told["kind"] == "bars":
        share = min(max(width(name, size) for name in names_of(told)) + 0.25, NAMES * room[0]) / room[0]
        _leave_room(chart, share, (BELOW if chart.has_legend else 0.75) / room[1])


def _size_of_names(told: Mapping[str, Any], room: tuple[float, float]) -> int:
    """The largest size at which every name has its place: a row of a bar, a column of a dot."""
    count, names = len(told["names"]), names_of(told)
    for size in range(SIZE, SMALLEST, -1):
        if told["kind"] == "bars":
            one = (NAMES * room[0], (room[1] - BELOW) / count)
            fits = all(height([name], size, one[0]) <= one[1] for name in names)
        else:
            fits = all(height([name], size, 0.85 * room[0] / count) <= height(["x"] * LINES, size, 1) for name in names)
        if fits:
            return size
    return SMALLEST


def _leave_room(chart: Chart, share: float, below: float) -> None:
    """The plot begins where the names end: left to themselves, programs cut long ones."""
    area = chart._chartSpace.chart.plotArea
    for other in area.findall(qn("c:layout")):
        area.remove(other)
    layout = OxmlElement("c:layout")
    area.insert(0, layout)
    manual = _child(layout, "c:manualLayout")
    places = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge", "x": share, "y": 0.02,
              "w": 0.97 - share, "h": 0.98 - below}  # fmt: skip
    for name, value in places.items():
        _child(manual, f"c:{name}", val=str(value))


def _every_label(axis: Any) -> None:
    """Draw each name: left to itself, a chart of many rows leaves out two of three."""
    skip = OxmlElement("c:tickLblSkip")
    skip.set("val", "1")
    last = axis._element.find(qn("c:noMultiLvlLbl"))
    last.addprevious(skip) if last is not None else axis._element.append(skip)


def _colour(series: Any, its: Mapping[str, Any], place: int, told: Mapping[str, Any]) -> None:
    own = its.get("colour") or COLOURS[place % len(COLOURS)]
    if told["kind"] in ("bars", "stacked"):
        fills = [series.format.fill]
        for row, pale in enumerate(told["pale"]):
            fills += [series.points[row].format.fill] if pale else []
        for number, fill in enumerate(fills):
            _fill(fill, PALE if number else own, light=told["kind"] == "bars")
        series.invert_if_negative = False
        return
    series.smooth = False
    series.marker.style, series.marker.size = MARKS[place % len(MARKS)], 9
    _fill(series.marker.format.fill, own)
    series.marker.format.line.fill.background()
    if told["kind"] == "dots":
        series.format.line.fill.background()
    else:
        series.format.line.width = Pt(2)
        _fill(series.format.line, own)


def _fill(fill: Any, own: str | None, *, light: bool = False) -> None:
    """A colour of its own, or the client's, which the theme keeps; lighter where a number stands on it."""
    if hasattr(fill, "solid"):
        fill.solid()
        fill = fill.fore_color
    else:
        fill = fill.color
    if own:
        fill.rgb = RGBColor.from_string(own)
    else:
        fill.theme_color = MSO_THEME_COLOR.ACCENT_1
        if light:
            fill.brightness = 0.45


def _error_bars(series: _BaseCategorySeries, its: Mapping[str, Any], column: int, kind: str) -> None:
    """Intervals as error bars whose lengths stand in the workbook."""
    bars = OxmlElement("c:errBars")
    if kind != "bars":  # bars that lie have one direction only
        _child(bars, "c:errDir", val="y")
    for name, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        _child(bars, f"c:{name}", val=value)
    below, above = apart(its["values"], its["low"]), apart(its["high"], its["values"])
    for side, place, lengths in (("plus", column + 1, above), ("minus", column, below)):
        letter = chr(ord("A") + place - 1)
        reference = _child(_child(bars, f"c:{side}"), "c:numRef")
        _child(reference, "c:f").text = f"Sheet1!${letter}$2:${letter}${len(lengths) + 1}"
        cache = _child(reference, "c:numCache")
        _child(cache, "c:formatCode").text = "General"
        _child(cache, "c:ptCount", val=str(len(lengths)))
        for row, length in enumerate(lengths):
            if length is not None:
                _child(_child(cache, "c:pt", idx=str(row)), "c:v").text = repr(length)
    line = _child(_child(bars, "c:spPr"), "a:ln", w=str(Pt(1.5)))
    _child(_child(line, "a:solidFill"), "a:srgbClr", val=INK)
    series._element.find(qn("c:cat")).addprevious(bars)


def _labels(chart: Chart, told: Mapping[str, Any], language: str) -> None:
    """The values beside their marks, where there is room for them."""
    kind, digits = told["form"]
    low, high, _ = told.get("reach") or reach_of(told)
    crowded = len(told["series"]) > 1 and told["kind"] != "stacked"
    if crowded or len(told["names"]) > MOST_LABELLED.get(told["kind"], len(told["names"])):
        return
    for place, (series, its) in enumerate(zip(chart.plots[0].series, told["series"], strict=True)):
        labels = series.data_labels
        labels.show_value, labels.font.size = True, Pt(SIZE - 1)
        labels.number_format = number_code(kind, digits, language, largest=max(-low, high))
        labels.number_format_is_linked = False
        labels.position = BESIDE.get(told["kind"], XL_LABEL_POSITION.RIGHT)
        dark = told["kind"] == "stacked" and (its.get("colour") or COLOURS[place]) not in PALE_ONES
        labels.font.color.rgb = RGBColor.from_string("FFFFFF" if dark else INK)
        if told["kind"] == "bars":
            _white_below(labels)
        if told["kind"] == "stacked":
            for row in [k for k, value in enumerate(its["values"]) if (value or 0) < NOTHING * high]:
                _no_label(labels, row)


def _white_below(labels: Any) -> None:
    """A number can be read, though the line of an interval passes behind it."""
    shape = OxmlElement("c:spPr")
    _child(_child(shape, "a:solidFill"), "a:srgbClr", val="FFFFFF")
    labels._element.find(qn("c:txPr")).addprevious(shape)


def _no_label(labels: Any, row: int) -> None:
    label = OxmlElement("c:dLbl")
    _child(label, "c:idx", val=str(row))
    _child(label, "c:delete", val="1")
    others = labels._element.findall(qn("c:dLbl"))
    others[-1].addnext(label) if others else labels._element.insert(0, label)


def _child(parent: Any, tag: str, **attributes: str) -> Any:
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(name, value)
    parent.append(child)
    return child
