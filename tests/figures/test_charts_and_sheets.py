"""What a run keeps beside pictures and tables: the numbers of a figure, and a sheet in full precision."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter

import cxlib as cx
from cxlib import results
from cxlib.figures.charts import CHART, chart_of
from cxlib.results import RUN_FOLDER, TABLE
from cxlib.shown.columns import Form
from cxlib.text import decimals


@pytest.fixture
def answers() -> pd.DataFrame:
    rng = np.random.default_rng(3)
    table = pd.DataFrame({"rating": rng.integers(0, 11, 400), "group": list("abcd") * 100})
    return table.assign(wave=np.repeat([2026, 2027], 200), speed=rng.integers(1, 6, 400), care=rng.integers(1, 6, 400))


def drawn(ax) -> dict:
    """The chart as a notebook's file has it: strict JSON."""
    return json.loads(json.dumps(chart_of(ax.figure), allow_nan=False))


def test_intervals_are_bars_with_the_numbers_of_the_table(answers):
    scores = cx.net_promoter_score(answers, rating="rating", by="group")
    chart = drawn(cx.plot_intervals(scores, label="group"))
    (series,) = chart["series"]
    assert (chart["kind"], chart["names"]) == ("bars", ["a", "b", "c", "d"])
    for key, column in {"values": "estimate", "low": "conf_low", "high": "conf_high", "n": "n"}.items():
        assert series[key] == pytest.approx(list(scores.table[column]), abs=0.011)  # a digit more than is printed
        assert [*map(decimals, series[key])] == [*map(decimals, scores.table[column])]
    assert (chart["form"], chart["unit"]) == (["decimals", 1], "Net Promoter Score, points")
    assert chart["sizes"][0] == "n = 100"


def test_a_chart_prints_the_number_that_the_sentence_prints():
    table = pd.DataFrame({"group": list("abc"), "n": [135, 40, 40], "estimate": [-8.148, 8.2499, 8.25]})
    result = cx.Result(
        table=table.assign(conf_low=-20.0, conf_high=20.0), settings={"confidence_level": 0.95},
        kind="net_promoter_score",
    )  # fmt: skip
    (series,) = drawn(cx.plot_intervals(result, label="group"))["series"]
    assert series["values"] == [-8.14, 8.24, 8.25]  # -8.15 would be printed as -8.2


def test_shares_are_shares_whatever_the_figure_writes(answers):
    shares = cx.top_box_share(answers, rating="rating", top=2, by="group")
    chart = drawn(cx.plot_intervals(shares, label="group", percent=True))
    assert chart["series"][0]["values"] == pytest.approx(list(shares.table["estimate"]), rel=1e-12)
    assert (chart["form"], chart["unit"]) == (["percent", 0], "")


def test_a_mean_is_no_bar_and_what_is_missing_is_nothing():
    table = pd.DataFrame({"row": ["a", "b"], "n": [40, 12], "estimate": [3.6, 3.9], "conf_low": [3.5, np.nan],
                          "conf_high": [3.7, np.nan]})  # fmt: skip
    chart = drawn(cx.plot_intervals(cx.Result(table=table), label="row", zero=False, digits=2))
    assert (chart["kind"], chart["pale"]) == ("dots", [False, True])
    assert chart["series"][0]["low"] == [3.5, None]


def test_hues_are_series_and_a_row_that_one_lacks_is_nothing():
    table = pd.DataFrame({"row": ["a", "b", "a"], "who": ["x", "x", "y"], "n": [40] * 3, "estimate": [1.0, 2.0, 3.0],
                          "conf_low": [0.0] * 3, "conf_high": [4.0] * 3})  # fmt: skip
    chart = drawn(cx.plot_intervals(cx.Result(table=table), label="row", hue="who"))
    assert {one["name"]: one["values"] for one in chart["series"]} == {"x": [1, 2], "y": [3, None]}
    twice = pd.concat([table, table])
    assert chart_of(cx.plot_intervals(cx.Result(table=twice), label="row", hue="who").figure) is None


def test_a_wave_without_answers_breaks_the_line():
    values = {"estimate": [1.0, 2.0, 3.0, 4.0, 5.0], "conf_low": [0.5] * 5, "conf_high": [6.0] * 5, "n": [50] * 5}
    table = pd.DataFrame({"wave": list("12313"), "of": list("xxxyy")} | values)
    chart = drawn(cx.plot_lines(cx.Result(table=table), x="wave", hue="of", unit="points"))
    assert (chart["kind"], chart["names"]) == ("lines", ["1", "2", "3"])
    assert [one["values"] for one in chart["series"]] == [[1, 2, 3], [4, None, 5]]


def test_answers_are_stacked_in_the_colours_of_the_three_classes(answers):
    counts = cx.recommendation_counts(answers, rating="rating")
    chart = drawn(cx.plot_answers(counts))
    held = [one["values"] for one in chart["series"]]
    assert [one["name"] for one in chart["series"]] == ["detractors", "passives", "promoters"]
    assert [k for k, value in enumerate(held[2]) if value is not None] == [9, 10]
    assert sum(value or 0 for values in held for value in values) == pytest.approx(1, abs=0.006)
    by_group = drawn(cx.plot_answers(cx.recommendation_counts(answers, rating="rating", by="group")))
    assert by_group["names"] == ["a", "b", "c", "d"]
    for row in range(4):
        assert sum(one["values"][row] for one in by_group["series"]) == pytest.approx(1, abs=0.002)


def test_drivers_are_bars_of_the_first_method(answers):
    found = cx.driver_importance(answers, outcome="rating", drivers=["speed", "care"], n_resamples=50, rng=1)
    chart = drawn(cx.plot_drivers(found, labels={"speed": "how fast"}))
    ordered = found.table.sort_values("estimate", ascending=False)
    assert chart["series"][0]["values"] == pytest.approx(list(ordered["estimate"]), abs=0.5e-4)
    assert chart["names"] == ["how fast" if name == "speed" else name for name in ordered["driver"]]


def test_only_a_run_keeps_numbers_beside_what_is_shown(answers, monkeypatch, tmp_path):
    scores = cx.net_promoter_score(answers, rating="rating", by="group")
    kept: list[dict] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: kept.append(data))
    assert set(scores._repr_mimebundle_()) == {"text/plain", "text/html"}
    cx.show(cx.plot_intervals(scores, label="group"))
    monkeypatch.setenv(RUN_FOLDER, str(tmp_path))
    assert set(scores._repr_mimebundle_()) == {TABLE, "text/plain", "text/html"}
    cx.show(cx.plot_intervals(scores, label="group"))
    assert [CHART in one for one in kept] == [False, True]


@pytest.mark.parametrize("rows", [2, 0])
def test_a_table_is_made_ready_once_for_all_its_forms(answers, monkeypatch, rows):
    scores = replace(cx.net_promoter_score(answers, rating="rating", by="group"), notes=("A note.",)).top(rows)
    text, html, made = repr(scores), scores._repr_html_(), []
    shown = results.shown
    monkeypatch.setattr(results, "shown", lambda *table, **what: made.append(table) or shown(*table, **what))
    bundle, _ = DisplayFormatter().format(scores)
    assert bundle == {"text/plain": text, "text/html": html}
    assert len(made) == 1


def test_a_sheet_has_the_columns_of_the_page_with_each_limit_apart(answers):
    scores = cx.net_promoter_score(answers, rating="rating", by="wave")
    columns = {one["head"]: one for one in json.loads(json.dumps(scores.sheet, allow_nan=False))}
    page = list(scores.shown.columns)
    at = page.index("95 % interval")
    assert list(columns) == [*page[:at], "95 % interval, lower limit", "95 % interval, upper limit", *page[at + 1 :]]
    assert columns["NPS"]["values"] == list(scores.table["estimate"])
    assert columns["wave"] == {"head": "wave", "values": [2026, 2027], "forms": [["mark", 0]]}
    assert columns["n"]["forms"] == [["decimals", 0]]
    assert columns["promoters"]["forms"] == [["percent", 1]]


def test_the_forms_of_a_sheet_write_what_the_page_shows(answers):
    for result in (
        cx.net_promoter_score(answers, rating="rating", by="group"),
        cx.nps_difference(answers, rating="rating", between="group", reference="rest"),
        cx.mean_rating(answers, rating="speed", by="group"),
        cx.top_box_share(answers, rating="rating", top=2),
    ):
        page = result.shown
        for column in result.sheet:
            if column["forms"] and column["head"] in page:
                (form,) = column["forms"]
                if form[0] != "mark":
                    written = ["–" if value is None else Form(*form)(value) for value in column["values"]]
                    assert written == list(page[column["head"]]), (result.kind, column["head"])


def test_what_is_endless_or_missing_is_told_as_json_can():
    table = pd.DataFrame({"name": ["a", None], "estimate": [np.inf, np.nan], "yes": [True, False],
                          "n": pd.array([3, None], dtype="Int64")})  # fmt: skip
    columns = {one["head"]: one["values"] for one in json.loads(json.dumps(cx.Result(table=table).sheet))}
    assert columns == {"name": ["a", "–"], "estimate": ["∞", None], "yes": ["yes", "no"], "n": [3, None]}


def test_a_banner_s_sheet_has_a_row_for_each_cell(answers):
    found = cx.banner(answers, rows=["speed", "care"], columns=["group"])
    columns = {one["head"]: one["values"] for one in found.sheet}
    assert len(columns["question"]) == len(found.table) == 10
    assert columns["mean"] == list(found.table["estimate"])


def test_an_axis_of_per_cent_says_of_what(answers):
    shares = cx.top_box_share(answers, rating="rating", by="group", top=9)
    chart = drawn(cx.plot_intervals(shares, label="group", percent=True, unit="The highest answer, %"))
    assert chart["unit"] == "The highest answer"  # its numbers have the sign
    assert drawn(cx.plot_intervals(shares, label="group", percent=True))["unit"] == ""
