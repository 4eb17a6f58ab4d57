"""Weights of respondents: by hand, beside R, with empty categories, and every message."""

from __future__ import annotations

import json

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

import cxlib as cx
from cxlib.errors import CXError
from cxlib.listening import population_margins
from cxlib.results import RUN_FOLDER, TABLE

ANSWERS = pd.DataFrame(
    {
        "channel": ["online"] * 6 + ["shop"] * 4,
        "tenure": ["new", "new", "old", "old", "old", "old", "new", "old", "old", "old"],
        "x": [9, 7, 10, 8, 3, 9, 10, 6, 8, 2],
    },
    index=range(100, 110),
)


def message(**how) -> str:
    data = how.pop("data", ANSWERS)
    with pytest.raises(CXError) as error:
        cx.sample_weights(data, **how)
    return str(error.value)


def test_post_stratification_by_hand():
    found = cx.sample_weights(ANSWERS, margins={"channel": {"online": 30, "shop": 70}})
    # 0.3/0.6 and 0.7/0.4
    assert found.table["weight"].tolist() == pytest.approx([0.5] * 6 + [1.75] * 4)
    assert found.table.index.tolist() == list(range(100, 110))
    # 10 · (6/4 + 4 · 49/16) / 100
    assert found.design_effect == pytest.approx(1.375)
    assert found.n_effective == pytest.approx(10 / 1.375)
    assert found.margins[["n", "sample", "population", "weighted"]].to_numpy().tolist() == [
        pytest.approx([6, 0.6, 0.3, 0.3]), pytest.approx([4, 0.4, 0.7, 0.7])
    ]  # fmt: skip
    assert found.notes == (
        "Design effect 1.38 (Kish): 10 answers are worth 7.",
        "2 of 2 categories have fewer than 20 respondents.",
    )
    assert repr(found).startswith(" column category n sample population weighted\nchannel   online 6 60.0 %     30.0 %")


@pytest.mark.parametrize("block", ["rake", "rake_w0", "poststratify_w0"])
def test_weights_equal_r(root, block):
    r = json.loads((root / "tests/reference/listening.json").read_text(encoding="utf-8"))
    rows, margins = pd.DataFrame(r["rows"]), r["population"]
    margins = {"tenure": margins["tenure"]} if block.startswith("post") else margins
    found = cx.sample_weights(rows, margins=margins, weights="w0" if block.endswith("w0") else None)
    assert found.table["weight"].tolist() == pytest.approx(r[block]["weights"], rel=1e-7)
    scored = rows.assign(weight=found.table["weight"])
    row = cx.mean_rating(scored, rating="score", weights="weight").table.iloc[0]
    assert row["estimate"] == pytest.approx(r[block]["mean"], rel=1e-7)
    if block == "rake":  # R's error when the weights are taken as given
        assert row["std_error"] == pytest.approx(r["svymean_given"]["std_error"], rel=1e-7)
    for _, line in found.margins.iterrows():
        assert abs(line["weighted"] - line["population"]) <= 1e-8


def test_a_frame_gives_the_margins_and_a_crossed_one():
    frame = pd.DataFrame({"channel": ["online", "online", "shop", "shop"], "tenure": ["new", "old", "old", None]})
    plain = population_margins(frame, by=["channel", "tenure"])
    assert plain.table.to_numpy().tolist() == [
        ["channel", "online", 2, 2 / 3], ["channel", "shop", 1, 1 / 3],
        ["tenure", "new", 1, 1 / 3], ["tenure", "old", 2, 2 / 3],
    ]  # fmt: skip
    assert plain.notes == ("1 row without channel or tenure left out.",)
    assert cx.sample_weights(ANSWERS, margins=plain).margins["population"].tolist() == plain.table["share"].tolist()
    crossed = population_margins(frame, by=["channel", "tenure"], crossed=True).table
    assert crossed["column"].unique().tolist() == ["channel × tenure"]
    assert crossed["category"].tolist() == ["online × new", "online × old", "shop × old"]
    answers = ANSWERS.drop(index=106)  # nobody new in the shop, in frame or answers
    weight = cx.sample_weights(answers, margins=crossed).table["weight"]
    assert weight.tolist() == pytest.approx([9 / 6] * 2 + [9 / 12] * 4 + [1] * 3)  # 1/3 over 2/9, 4/9 and 3/9
    doubled = answers.set_axis([0] * 9)  # as two exports pasted together have it
    assert cx.sample_weights(doubled, margins=crossed).table["weight"].tolist() == weight.tolist()


def test_crossed_cells_and_calibration_equal_r(root):
    r = json.loads((root / "tests/reference/listening.json").read_text(encoding="utf-8"))
    rows, crossed, calibrated = pd.DataFrame(r["rows"]), r["poststratify_crossed_w0"], r["calibrate_w0"]
    post = cx.sample_weights(rows, margins={"channel × tenure": crossed["population"]}, weights="w0").table["weight"]
    assert post.tolist() == pytest.approx(crossed["weights"])
    assert 12_000 * np.average(rows["score"], weights=post) == pytest.approx(crossed["total_score"])
    raked = cx.sample_weights(rows, margins=r["population"], weights="w0").table["weight"]
    for weight, block in ((post, crossed), (raked, calibrated)):
        nps = cx.net_promoter_score(rows.assign(weight=weight), rating="score", weights="weight").table.iloc[0]
        assert nps["estimate"] == pytest.approx(block["nps"])
    # R divides by n − 1
    assert nps["std_error"] == pytest.approx(calibrated["nps_std_error_given"] * np.sqrt(19 / 20))


def test_a_frame_of_nobody_has_no_margins():
    with pytest.raises(CXError) as error:
        population_margins(pd.DataFrame({"tenure": [None, None]}), by="tenure")
    assert str(error.value) == "frame: nobody with tenure. Give one row per person of the population."


def test_a_population_of_one_each_is_counted():
    margins = {"channel": {"online": 1, "shop": 1}}
    assert cx.sample_weights(ANSWERS, margins=margins).margins["population"].tolist() == [0.5, 0.5]


def test_a_mapping_a_table_and_shares_say_the_same():
    counts = {"channel": {"online": 30, "shop": 70}, "tenure": {"new": 50, "old": 50}}
    tidy = pd.DataFrame([(name, key, n) for name, own in counts.items() for key, n in own.items()])
    tidy.columns = ["column", "category", "n"]
    shares = tidy.assign(share=tidy["n"] / 100).drop(columns="n")
    first = cx.sample_weights(ANSWERS, margins=counts).table["weight"]
    for margins in (tidy, shares, pl.from_pandas(tidy)):
        assert cx.sample_weights(ANSWERS, margins=margins).table["weight"].tolist() == pytest.approx(first.tolist())


def test_engines_give_the_weights_of_pandas():
    data = ANSWERS.reset_index(names="id")
    margins = {"channel": {"online": 0.3, "shop": 0.7}, "tenure": {"new": 0.5, "old": 0.5}}
    first = cx.sample_weights(data, margins=margins, id="id").table
    for table in (pl.from_pandas(data), duckdb.from_df(data)):
        found = cx.sample_weights(table, margins=margins, id="id").table.sort_values("id")
        assert found["weight"].tolist() == pytest.approx(first["weight"].tolist())
    assert message(data=duckdb.from_df(data), margins=margins) == (
        "id: this engine keeps no order of rows. Name the column of respondents, id = 'response'."
    )


def test_empty_and_thin_categories_are_joined_with_their_smaller_neighbour_and_said():
    margins = {"tenure": {"new": 0.4, "mid": 0.1, "old": 0.5}}
    found = cx.sample_weights(ANSWERS, margins=margins)
    # 3 new and 7 old answer, nobody mid: new is the smaller neighbour, so new and mid share half
    assert found.notes[0] == "tenure: mid has no respondents and is weighted together with new."
    assert found.margins["category"].tolist() == ["new + mid", "old"]
    assert found.table["weight"].tolist() == pytest.approx(
        [(0.5 / 0.3 if t == "new" else 0.5 / 0.7) for t in ANSWERS["tenure"]]
    )
    own = cx.sample_weights(ANSWERS, margins=margins, merge={"tenure": {"mid": "old"}})
    assert own.margins["population"].tolist() == pytest.approx([0.4, 0.6])
    assert own.margins["category"].tolist() == ["new", "mid + old"]
    one = ANSWERS.assign(tenure=["new"] + ["mid"] * 4 + ["old"] * 5)
    thin = cx.sample_weights(one, margins=margins, min_cell=2)
    assert thin.notes[0] == "tenure: new has fewer than 2 respondents and is weighted together with mid."


def test_a_category_of_nobody_in_the_population_needs_no_respondent():
    found = cx.sample_weights(ANSWERS, margins={"tenure": {"new": 0.5, "old": 0.5, "gone": 0.0}})
    assert found.margins["category"].tolist() == ["new", "old"]


def test_weights_are_trimmed_only_when_asked_and_the_margins_hold():
    margins = {"channel": {"online": 30, "shop": 70}, "tenure": {"new": 60, "old": 40}}
    free = cx.sample_weights(ANSWERS, margins=margins)
    assert free.table["weight"].max() > 3
    trimmed = cx.sample_weights(ANSWERS, margins=margins, trim=(0.0, 3.5))
    assert trimmed.table["weight"].max() <= 3.5 * 1.000002
    assert (trimmed.margins["weighted"] - trimmed.margins["population"]).abs().max() <= 1e-8
    assert message(margins=margins, trim=(0.9, 1.2)) == (
        "trim: no weights from 0.9 to 1.2 were found that meet the margins; without trimming they go from "
        f"{free.table['weight'].min():.2f} to {free.table['weight'].max():.2f}. "
        "Allow a wider range, or join small categories with min_cell."
    )


HALF = {"new": 0.5, "old": 0.5}
ADD_UP = "Give shares that add up to 1, or counts of the same people for every column."
SIZES = "Write each once, with its size ≥ 0."


@pytest.mark.parametrize(
    ("margins", "said"),
    [
        ({}, "margins: none given. Write margins = {'tenure': {'new': 0.35, 'old': 0.65}}."),
        ({"tenur": HALF}, "margins: no column 'tenur' in the table. Did you mean tenure?"),
        (
            {"tenure": {"new": 0.5, "old": 0.4}},
            f"margins: they do not add up to one population: tenure to 0.9. {ADD_UP}",
        ),
        (
            {"tenure": {"new": 50, "old": 50}, "channel": {"online": 60, "shop": 50}},
            f"margins: they do not add up to one population: tenure to 100, channel to 110. {ADD_UP}",
        ),
        (
            {"tenure": {"new": 0.6, "old": 0.5}},
            f"margins: they do not add up to one population: tenure to 1.1. {ADD_UP}",
        ),
        (
            {"tenure": {"new": 0.75, "old": 0.75}, "channel": {"online": 0.75, "shop": 0.75}},
            f"margins: they do not add up to one population: tenure to 1.5, channel to 1.5. {ADD_UP}",
        ),
        (
            {"tenure": [0.5, 0.5]},
            "margins: the sizes of tenure have no categories. Write margins = {'tenure': {'new': 0.35, 'old': 0.65}}.",
        ),
        ({"tenure": {"new": -5, "old": 105}}, f"margins: tenure has categories negative: new. {SIZES}"),
        ({"tenure": {"new": None, "old": 105}}, f"margins: tenure has categories without a size: new. {SIZES}"),
        ({"tenure": {"new": np.inf, "old": 105}}, f"margins: tenure has categories infinite: new. {SIZES}"),
        (
            {"tenure": {"new": 0, "old": 0}},
            "margins: all sizes of tenure are 0. Write how many people each category has.",
        ),
        (
            {"tenure": {"new": 0.5, "older": 0.5}},
            "tenure: 7 rows with a category that the margin lacks: 'old'. Did you mean older?",
        ),
        (
            {"tenure": {"new": 0.0, "old": 1.0}},
            "tenure: 3 rows in new, of size 0 in the population. Correct the margin, or leave these rows out.",
        ),
    ],
)  # fmt: skip
def test_impossible_margins_are_refused(margins, said):
    assert message(margins=margins) == said


@pytest.mark.parametrize(
    ("data", "how", "said"),
    [
        (
            ANSWERS.assign(tenure=ANSWERS["tenure"].where(ANSWERS["x"] > 2)),
            {},
            "tenure: missing in 1 row of the respondents. Leave these rows out, or make a category of them in the "
            "table and in the margin.",
        ),
        (ANSWERS.head(0), {}, "data: no respondent. Weights share a population out among several respondents."),
        (ANSWERS.head(1), {}, "data: one respondent. Weights share a population out among several respondents."),
        (
            ANSWERS.head(2),
            {},
            "tenure: all 2 respondents are in 'new'. Nobody is there to stand for the others; leave this margin out.",
        ),
        (ANSWERS, {"weights": "w"}, "weights: no column 'w' in the table. Known: channel, tenure, x."),
        (
            ANSWERS.assign(w=[0.0, *[1.0] * 9]),
            {"weights": "w"},
            "weights: zero in 1 row of column 'w'. Give every respondent a weight above 0, or leave these rows out.",
        ),
        (ANSWERS, {"trim": 3}, "trim: 3 is not a lowest and a highest weight. Write trim = (0.3, 3.0)."),
        (ANSWERS, {"min_cell": 0}, "min_cell: 0 is not 1 or more. An empty category cannot be weighted by itself."),
        (ANSWERS, {"trim": (2, 3)}, "trim: 2 to 3 does not hold the mean weight, 1. Write trim = (0.3, 3.0)."),
        (ANSWERS, {"merge": {"tenur": {}}}, "merge: no margin 'tenur'. Did you mean tenure?"),
        (ANSWERS, {"merge": {"tenure": {"neww": "old"}}}, "merge: tenure has no category 'neww'. Did you mean new?"),
        (
            ANSWERS,
            {"merge": {"tenure": {"new": "old", "old": "new"}}},
            "merge: tenure joins to 'old', which is itself joined. Join all to one category.",
        ),
        (
            ANSWERS,
            {"id": "weight"},
            "id: no column 'weight' in the table. Known: channel, tenure, x.",
        ),
        (
            ANSWERS.assign(weight=1),
            {"id": "weight"},
            "data: a column 'weight' would be overwritten by the new weights. Give it another name.",
        ),
    ],
)
def test_respondents_who_cannot_be_weighted_are_refused(data, how, said):
    assert message(data=data, margins={"tenure": HALF}, **how) == said


def test_joins_that_leave_one_category_are_refused():
    # else every weight would be 1, and look like a remedy
    assert message(margins={"tenure": HALF}, min_cell=20) == (
        "tenure: of 10 respondents too few are left for two categories of 20 or more. "
        "Lower min_cell, or leave this margin out."
    )


def test_margins_that_contradict_one_another_name_the_one_that_fails():
    rows = ANSWERS.assign(channel=ANSWERS["tenure"].map({"new": "online", "old": "shop"}))
    said = message(data=rows, margins={"tenure": HALF, "channel": {"online": 0.4, "shop": 0.6}})
    assert said == (
        "margins: tenure cannot be met together with the others; after 200 rounds a share is still 0.1 away. "
        "Some combination has no respondents: join categories with merge, or leave a margin out."
    )


def test_nothing_that_is_handed_to_a_workbook_has_a_row_per_respondent(monkeypatch):
    """Neither the executed notebook nor tables.xlsx: they have what is printed, the margins, and no id."""
    monkeypatch.setenv(RUN_FOLDER, "somewhere")
    named = ANSWERS.assign(who=range(len(ANSWERS)))
    found = cx.sample_weights(named, id="who", margins={"channel": {"online": 3, "shop": 7}})
    columns = found._repr_mimebundle_()[TABLE]["columns"]
    assert {len(one["values"]) for one in columns} == {len(found.margins)} != {len(ANSWERS)}
    assert [one["head"] for one in columns][:2] == ["column", "category"]
    assert "who" in found.table and "who" not in {one["head"] for one in columns}
