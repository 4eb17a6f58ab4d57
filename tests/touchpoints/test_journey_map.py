"""The journey map: its table, its drawing and its page."""

from __future__ import annotations

import re
import xml.dom.minidom

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.errors import CXError
from cxlib.figures.fitting import text_width, wrapped
from cxlib.figures.map_sheet import GROUNDS
from cxlib.results import Result
from cxlib.runs.map_page import journey_map_page


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


REGISTER = pd.DataFrame(
    {
        "touchpoint": ["t1", "t2", "t3", "t4"],
        "name": ["order call", "back office & stock", "a contact <with> a name of forty letters$", None],
        "stage": ["before", "after", "before", "after"],
        "visibility": ["front", "back", "front", "front"],
        "owner_department": ["Sales", None, "Sales", "Legal"],
        "target": [7.0, 7.0, 9.0, 5.0],
    }
)


def made(register=REGISTER, n=(250, 40, 3, 0), **given):
    rng = np.random.default_rng(2)
    parts = [
        pd.DataFrame({"touchpoint": name, "x": rng.integers(3, 9, k)})
        for name, k in zip(REGISTER["touchpoint"], n, strict=True)
    ]
    answers = pd.concat([*parts, pd.DataFrame({"touchpoint": ["t9"] * given.pop("strangers", 0), "x": 5})])
    scores = cx.touchpoint_scores(answers, touchpoint="touchpoint", rating="x", register=register, scale=(0, 10))
    return cx.journey_map(register, scores=scores, **given)


@pytest.fixture(scope="module")
def full():
    felt = pd.DataFrame(
        {"touchpoint": ["t1"] * 3 + ["t2"] * 2, "felt": ["get_even", "get_even", "none", "calm", "calm"]}
    )
    log = pd.DataFrame({"touchpoint": ["t1"] * 20 + ["t7"] * 5, "broken": ([1.0] + [0.0] * 4) * 5})
    kept = pd.DataFrame(
        {"touchpoint": "t1", "variable": ["slight", "worse", "not critical"], "n_observed": 900,
         "n_met": [600, 500, 100], "target": 0.9, "critical": [1, 1, 0]}
    )  # fmt: skip
    return made(
        strangers=2,
        emotions=cx.touchpoint_emotions(felt, touchpoint="touchpoint", emotion="felt"),
        breaks=cx.top_box_share(log, rating="broken", top=1, by="touchpoint"),
        variables=cx.touchpoint_variables(kept, critical="critical"),
        coverage=cx.map_coverage(REGISTER, log=pd.DataFrame({"touchpoint": ["t8", "t1"]})),
    )


def texts(ax) -> list[str]:
    return [text.get_text().replace("\n", " ") for text in ax.texts]


def test_the_table_has_everything_of_each_touchpoint(full):
    rows = full.table.set_index("touchpoint")
    assert list(rows.index) == ["t1", "t3", "t2", "t4"]  # stages stand together
    first = rows.loc["t1"]
    assert first[["n", "evidence", "emotion", "emotion_n", "contacts", "break_rate"]].tolist() == [
        250, "A", "get_even", 3, 20, 0.2,
    ]  # fmt: skip
    assert first[["variable", "variable_n", "variable_target"]].tolist() == ["worse", 900, 0.9]
    assert first["misses"] == "worse: 56 % < 90 %; slight: 67 % < 90 %"  # what is not critical is not named
    assert rows["misses"].isna().tolist() == [False, True, True, True]
    assert first["emotion_net"] == pytest.approx(-2 / 3) and rows.loc["t2", "emotion_net"] == 1
    assert rows["evidence"].tolist() == ["A", "C", "B", "D"]
    assert rows.loc["t4", "name"] == "t4"
    assert rows.loc["t2", "owner"] is None or pd.isna(rows.loc["t2", "owner"])
    assert full.settings["missing_touchpoints"] == ("t7", "t8", "t9")
    assert full.notes == ("Not in the register: t7, t8, t9.",)


def test_columns_of_what_was_not_given_are_missing():
    table = made().table
    assert table[["emotion", "break_rate", "variable", "contacts"]].isna().all(axis=None)
    assert list(table.columns) == list(made(emotions=None).table.columns)


def test_the_drawing_says_what_the_table_says(full):
    ax = cx.plot_journey_map(full)
    said = texts(ax)
    scores = full.table.set_index("touchpoint")["estimate"]
    for expected in (
        f"{scores['t1']:.1f}", "n = 250", "no answers", "nobody", "20.0 % (8.1–41.6)", "before",
        "worse 56 < 90 % slight 67 < 90 %", "○ −67 (−88…22)", "○ +100 (−24…100)",
        "line of visibility", "Not in the register: t7, t8, t9",
        "Owned by nobody: back office & stock", "C: fewer than 30 answers, or asked without a contact log",
    ):  # fmt: skip
        assert expected in said, expected
    grounds = [patch.get_hatch() or "" for patch in ax.patches]
    assert [hatch for hatch in grounds if hatch] == [
        GROUNDS[grade] for grade in ("C", "B", "D", "B", "C", "D")
    ]  # of the columns in their order, then of the legend
    text = ax.figure.get_label()
    assert text.startswith("Journey map · touchpoints: 4, answers: 293, below target: ")
    assert "t4 (no answers, D)" in text
    assert "Owned by nobody: back office & stock." in text


def test_an_owner_is_missed_only_where_owners_are_known():
    ax = cx.plot_journey_map(made(REGISTER.drop(columns="owner_department")))
    assert not [text for text in texts(ax) if "nobody" in text.lower() or text == "Owner"]


@pytest.mark.parametrize("language", ["es", "ca", "ro"])
def test_each_language_writes_its_own_words_and_numbers(full, language):
    said = texts(cx.plot_journey_map(full, language=language))
    english = texts(cx.plot_journey_map(full))
    for word in ("nobody", "Owner", "no answers", "before", "Evidence", "line of visibility"):
        assert word in english
        assert word not in said
    assert "20,0\N{NO-BREAK SPACE}% (8,1–41,6)" in said


@pytest.mark.parametrize("k", [1, 3, 14, 25])
def test_no_word_leaves_its_column(k):
    rng = np.random.default_rng(k)
    names = [f"Departamento institucional número {place:02d} ab" for place in range(k)]
    register = pd.DataFrame({"touchpoint": [f"t{i}" for i in range(k)], "name": names, "owner_department": names[::-1]})
    answers = pd.DataFrame({"touchpoint": rng.choice(register["touchpoint"], 300), "x": rng.integers(0, 11, 300)})
    scores = cx.touchpoint_scores(answers, touchpoint="touchpoint", rating="x", scale=(0, 10))
    ax = cx.plot_journey_map(cx.journey_map(register, scores=scores))
    figure = ax.figure
    figure.dpi = 72
    drawn = figure.canvas.get_renderer()
    width, height = figure.get_size_inches()
    column = min(2.2, max(1.0, 11 / k))
    for text in ax.texts:
        box = text.get_window_extent(drawn)
        assert box.x0 >= -1 and box.x1 <= 72 * width + 1 and box.y0 >= -1 and box.y1 <= 72 * height + 1, text.get_text()
        if "Departamento" in text.get_text() and ":" not in text.get_text():
            assert box.width <= 72 * column


def test_the_lines_at_the_foot_stay_on_the_sheet():
    k = 30
    name = "Telefonisches Beratungsgespräch über Verlängerungsmöglichkeiten mit Rückfrage bei der Fachabteilung {}"
    register = pd.DataFrame({"touchpoint": [f"t{i}" for i in range(k)], "name": [name.format(i) for i in range(k)]})
    answers = pd.DataFrame({"touchpoint": ["t0"] * 3, "x": [4, 5, 6]})
    scores = cx.touchpoint_scores(answers, touchpoint="touchpoint", rating="x")
    ax = cx.plot_journey_map(cx.journey_map(register.assign(owner_department=None), scores=scores))
    for dpi in (72, 90, 100, 150):
        ax.figure.dpi = dpi
        drawn = ax.figure.canvas.get_renderer()
        assert max(text.get_window_extent(drawn).x1 for text in ax.texts) <= dpi * ax.figure.get_size_inches()[0]


def test_the_net_emotion_is_not_parted():
    register = pd.DataFrame({"touchpoint": [f"t{i}" for i in range(14)]})
    answers = pd.DataFrame({"touchpoint": register["touchpoint"].repeat(3), "x": [4, 5, 6] * 14, "felt": "worry"})
    scores = cx.touchpoint_scores(answers, touchpoint="touchpoint", rating="x")
    felt = cx.touchpoint_emotions(answers, touchpoint="touchpoint", emotion="felt")
    said = texts(cx.plot_journey_map(cx.journey_map(register, scores=scores, emotions=felt), language="es"))
    assert said.count("○ −100 (−100…7)") == 14


def test_numbers_and_text_of_one_id_meet_on_the_map():
    register = pd.DataFrame({"touchpoint": [1, 2], "owner_department": "Sales"})
    log = pd.DataFrame({"at": [1, 1, 2], "who": "a", "when": pd.date_range("2026-01-05", periods=3, freq="20D")})
    scores = cx.touchpoint_scores(
        pd.DataFrame({"touchpoint": [1, 1], "x": [4, 6]}), touchpoint="touchpoint", rating="x", register=register
    )
    again = cx.repeat_contacts(log, customer="who", touchpoint="at", time="when", break_window_days=30)
    again = Result(table=again.table.rename(columns={"at": "touchpoint"}), settings=again.settings)
    found = cx.journey_map(register, scores=scores, breaks=again)
    assert found.table["break_rate"].tolist()[0] == 1.0
    assert found.notes == ()
    with pytest.raises(CXError) as error:
        cx.map_coverage(register, log=log.astype({"at": str}).rename(columns={"at": "touchpoint"}))
    assert str(error.value) == (
        "log: none of its touchpoints (1, 2) stands in the register (1, 2). "
        "Numbers in one table are text in the other: give both one kind."
    )


@pytest.mark.parametrize(("k", "least", "most"), [(1, 300, 600), (30, 1300, 2800)])
def test_the_drawing_on_the_page_is_neither_tiny_nor_huge(k, least, most, tmp_path):
    register = pd.DataFrame({"touchpoint": [f"t{i}" for i in range(k)]})
    answers = pd.DataFrame({"touchpoint": ["t0"] * 3, "x": [4, 5, 6]})
    scores = cx.touchpoint_scores(answers, touchpoint="touchpoint", rating="x")
    page = journey_map_page(cx.journey_map(register, scores=scores), tmp_path / "map.html").read_text("utf-8")
    low, high = map(float, re.search(r"min-width: ([\d.]+)pt; max-width: ([\d.]+)pt", page).groups())
    assert least < low < high < most


def test_words_are_wrapped_as_they_are_drawn():
    assert wrapped("", 1, 8) == []
    assert wrapped("one two", 10, 8) == ["one two"]
    lines = wrapped("Rindfleischetikettierungsgesetz und so fort", 0.8, 8)
    assert "".join(lines).replace("-", "").replace(" ", "") == "Rindfleischetikettierungsgesetzundsofort"
    assert max(text_width(line, 8) for line in lines) <= 0.8


def test_the_page_and_the_drawing_are_whole_and_the_same_each_time(full, tmp_path):
    page = journey_map_page(full, tmp_path / "map.html", title="Our <map> & more")
    drawing = page.with_suffix(".svg")
    svg = xml.dom.minidom.parse(str(drawing)).documentElement
    assert svg.getAttribute("role") == "img"
    assert svg.getElementsByTagName("title")[0].firstChild.data == "Our <map> & more"
    assert "back office & stock" in svg.getElementsByTagName("desc")[0].firstChild.data
    html = page.read_text(encoding="utf-8")
    assert "<h1>Our &lt;map&gt; &amp; more</h1>" in html
    assert not re.findall(r"<script|<link|src=|href=\"http", html)
    cells = re.findall(r"<tr><th scope=\"row\">([^<]*)</th><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td>", html)
    assert cells[2] == ("back office &amp; stock (t2)", "after", "behind the scenes", "nobody")
    before = (page.read_bytes(), drawing.read_bytes())
    journey_map_page(full, page, title="Our <map> & more", replace=True)
    assert (page.read_bytes(), drawing.read_bytes()) == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["map.html", "map.svg"]


def test_the_page_overwrites_nothing_unasked(full, tmp_path):
    (tmp_path / "map.svg").write_text("mine")
    with pytest.raises(CXError) as error:
        journey_map_page(full, tmp_path / "map.html")
    assert str(error.value) == (
        f"{tmp_path / 'map.svg'}: there is such a file already. Choose another name, or write replace=True."
    )
    assert [file.name for file in tmp_path.iterdir()] == ["map.svg"]
    with pytest.raises(CXError) as error:
        journey_map_page(full, tmp_path / "no" / "map.html")
    assert str(error.value) == f"{tmp_path / 'no'}: no such folder. Make it first, or choose another place."


def test_a_full_disk_is_said_and_leaves_nothing(full, tmp_path, monkeypatch):
    def full_disk(self, *_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full_disk)
    with pytest.raises(CXError) as error:
        journey_map_page(full, tmp_path / "map.html")
    assert str(error.value) == (
        f"{tmp_path / 'map.html'}: the map could not be written (No space left on device). "
        "Make room, or choose another folder."
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: made(breaks=Result(table=pd.DataFrame({"touchpoint": ["t1"], "n": [3]}))),
            "breaks: no column 'estimate', 'conf_low', 'conf_high' in the table. "
            "Give the share of broken contacts by touchpoint, as top_box_share makes it.",
        ),
        (
            lambda: cx.journey_map(REGISTER, scores=Result(table=pd.concat([made().table] * 2))),
            "scores: more than one row for t1, t3, t2, t4. Give the result of all together, without by.",
        ),
        (
            lambda: cx.plot_journey_map(made().__class__(table=made().table.head(0), settings=made().settings)),
            "result: the journey map has no touchpoint. Give a register with at least one row.",
        ),
        (
            lambda: cx.plot_journey_map(made(), language="de"),
            'Unknown language "de". Known: en (English), es (español), ca (català), ro (română).',
        ),
    ],
)
def test_messages(call, message):
    with pytest.raises(CXError) as error:
        call()
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("language", "few", "none"),
    [
        ("en", "not shown", "no answers"),
        ("es", "no mostradas", "sin respuestas"),
        ("ca", "no mostrades", "sense respostes"),
        ("ro", "nearătate", "fără răspunsuri"),
    ],
)
def test_answers_that_are_not_told_are_not_none(language, few, none, tmp_path):
    """Those of t2 are hidden; of t4 there are none. The map called both the same."""
    shown = made(n=(250, 0, 3, 0), few=("t2",))
    assert shown.table.set_index("touchpoint")["n"].isna().tolist() == [False, False, True, False]
    assert shown.table.set_index("touchpoint")["n"]["t4"] == 0
    ax = cx.plot_journey_map(shown, language=language)
    assert [few in texts(ax), none in texts(ax)] == [True, True]
    alt = ax.figure.get_label()
    assert f"({few}, D)" in alt and f"({none}, D)" in alt
