"""Aspects of a study's table, and what is analysed of them touchpoint by touchpoint, against the long way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.samples import planted_in
from cxlib.study.joins.contacts import join_contacts


@pytest.fixture(scope="module")
def survey():
    return cx.read_study(cx.sample_study(), tables=["outcome", "touchpoints", "interactions"])


@pytest.fixture(scope="module")
def gates(survey):
    return cx.Gates(survey, role="outcome", min_cell=10, most=["rating"])


@pytest.fixture(scope="module")
def aspects(gates):
    return cx.driver_aspects(gates, named=gates.named("drivers", "rating"))


def model(aspects):
    return {"outcome": aspects.outcome, "drivers": aspects.items, "within": aspects.within}


def test_aspects_have_their_facets_names_and_those_rated_by_three_in_four_are_used(aspects, survey):
    rows = survey.tables["driver_study"]
    answered = rows[rows["satisfaction"].notna()]
    table = aspects.table.set_index("column")
    assert table.loc["d_tidy", "aspect"] == "tidy premises"
    assert table.loc["d_tidy", "rated_by"] == answered["d_tidy"].notna().mean()
    assert aspects.items == list(table.loc[table["rated_by"] >= 0.75, "aspect"])
    assert (aspects.within, aspects.weights, aspects.outcome) == ("touchpoint", None, "satisfaction")
    assert aspects.rarer == "kindness"
    assert aspects.scales["speed"] == (1, 5)


def test_one_aspect_is_too_few(gates):
    with pytest.raises(cx.CXError, match=r"Aspects in table driver_study: 1; needed: 2."):
        cx.driver_aspects(gates, named=["d_speed"])


def test_what_a_mean_or_the_outcome_is_made_of_is_no_aspect_beside_it(tmp_path):
    rng = np.random.default_rng(4)
    heads = ["sat1", "sat2", "imag1", "imag2", "price", "speed"]
    pd.DataFrame({head: rng.integers(1, 6, 80) for head in heads}).to_csv(tmp_path / "a.csv", index=False)
    lines = [f'"{stem}*" = {{ role = "rating", scale = [1, 5] }}' for stem in ("sat", "imag", "price", "speed")]
    means = ['sat = { role = "outcome", mean = ["sat*"] }', 'imag = { role = "rating", mean = ["imag*"] }']
    head = '[study]\nname = "S"\n[tables.a]\nfile = "a.csv"\nkind = "relationship"\n[tables.a.columns]\n'

    def found(columns: list[str]):
        (tmp_path / "study.toml").write_text(head + "\n".join(columns), encoding="utf-8")
        gates = cx.Gates(cx.read_study(tmp_path), role="outcome", min_cell=10, most=["rating"])
        return cx.driver_aspects(gates, named=gates.named("drivers", "rating"))

    joined = found([*lines, *means])
    assert set(joined.items) == {"price", "speed", "imag"}
    assert joined.notes == ("4 columns do not stand alone: a mean that is analysed is made of them.",)
    whole = found([*lines[1:], 'sat1 = { role = "outcome", scale = [1, 5] }'])  # control: no mean, nothing left out
    assert set(whole.items) == {"imag1", "imag2", "price", "speed"} and whole.notes == ()


def test_two_columns_of_one_facet_keep_their_own_names(survey):
    declared = survey.contract.tables["driver_study"]
    same = declared.columns["d_ease"].model_copy(update={"facet": "speed"})
    table = declared.model_copy(update={"columns": {**declared.columns, "d_ease": same}})
    contract = survey.contract.model_copy(update={"tables": {**survey.contract.tables, "driver_study": table}})
    gates = cx.Gates(replace(survey, contract=contract), role="outcome", min_cell=10, most=["rating"])
    found = cx.driver_aspects(gates, named=["d_speed", "d_ease", "d_tidy"])
    assert list(found.table["aspect"]) == ["d_speed", "d_ease", "tidy premises"]


def test_cuts_off_the_scale_are_told(aspects):
    assert aspects.off_scale(2, 5) is None
    assert "The cuts 1 and 2 do not suit the scale of 6 aspects." in str(aspects.off_scale(1, 2))


def test_planted_effects_are_those_of_the_aspects_used(aspects):
    truth = planted_in(cx.sample_study())
    planted = aspects.planted(truth)
    assert list(planted) == aspects.items
    assert planted["speed"] == truth["slope_speed"]["structural"]
    assert aspects.planted({}) == {}


def test_correlations_are_those_of_the_importance_with_limits_on_fishers_scale(aspects):
    found = cx.driver_entanglement(aspects.rows, **model(aspects)).alone.table
    r = cx.driver_importance(aspects.rows, **model(aspects)).table.set_index("driver")["r"]
    assert np.allclose(found["estimate"], r[found["driver"]])
    assert found["estimate"].is_monotonic_decreasing
    line = found.iloc[0]
    half = 1.959963984540054 / np.sqrt(line["n"] - 3)
    assert np.allclose(
        [line["conf_low"], line["conf_high"]], np.tanh(np.arctanh(line["estimate"]) + np.array([-half, half]))
    )


def test_weights_take_from_the_certainty_of_a_correlation():
    rng = np.random.default_rng(3)
    rows = pd.DataFrame(rng.normal(size=(200, 3)), columns=["y", "a", "b"]).assign(w=np.tile([1.0, 3.0], 100))
    found = cx.driver_entanglement(rows, outcome="y", drivers=["a", "b"], weights="w").alone.table.iloc[0]
    alike = rows["w"].sum() ** 2 / (rows["w"] ** 2).sum()
    half = 1.959963984540054 / np.sqrt(alike - 3)
    assert np.arctanh(found["conf_high"]) - np.arctanh(found["estimate"]) == pytest.approx(half)
    assert found["n"] == 200


def test_an_order_needs_fifteen_answers_for_each_aspect_and_draws_that_end(aspects):
    assert aspects.sample_size().table.iloc[0].tolist() == [2403, 6, 90]
    with pytest.raises(cx.CXError, match=r"Complete answers: [0-9]+; needed for 6 aspects: 90."):
        replace(aspects, rows=aspects.rows.head(80)).sample_size()
    rows = pd.DataFrame(np.random.default_rng(1).normal(size=(400, 22))).rename(columns=str)
    many = [str(k) for k in range(1, 22)]
    others = replace(aspects, rows=rows, outcome="0", items=many, within=None, weights=None)
    with pytest.raises(cx.CXError, match=r"Aspects: 21; by lmg 1,000 draws of so many would take long."):
        others.sample_size(n_resamples=1000)
    assert len(others.sample_size(n_resamples=100).table) == 1


def test_each_touchpoint_is_analysed_with_what_was_asked_there(aspects):
    found = aspects.importance_by_group(min_cell=10, n_resamples=20, rng=5)
    one = found.table[found.table["touchpoint"] == "T06"]
    part = aspects.rows[aspects.rows["touchpoint"] == "T06"]
    own = list(one["driver"])
    assert "on time" in own and "clear" not in own
    alone = cx.driver_importance(part, outcome="satisfaction", drivers=own, n_resamples=20, rng=5).table
    assert np.allclose(one["share"], alone["share"])
    thin = found.table[found.table["touchpoint"] == "T01"]
    assert thin["estimate"].isna().all() and (thin["n"] < 15 * len(thin)).all()
    with pytest.raises(cx.CXError, match=r"No touchpoint has 5000 answers"):
        aspects.importance_by_group(min_cell=5000)


def test_two_touchpoints_are_compared_in_what_both_have(aspects):
    found = aspects.largest_differences(n_resamples=20, rng=5)
    assert set(found.table["touchpoint"]) | set(found.table["reference"]) == {"T09", "T13"}
    assert list(found.table["driver"]) == aspects.items
    with pytest.raises(cx.CXError, match=r"Complete answers at one of the two: [0-9]+; needed: 90."):
        replace(aspects, rows=aspects.rows.head(150)).largest_differences(n_resamples=20, rng=5)


def test_aspects_of_some_touchpoints_are_split_one_at_a_time(aspects):
    found = aspects.penalty_where_asked(low=2, high=5).table.set_index("driver")
    part = aspects.rows[aspects.rows["touchpoint"] == "T09"]
    others = [*aspects.items, "clear"]
    long = cx.penalty_reward(
        part, outcome="satisfaction", drivers=["correct"], always=others, within="touchpoint", low=2, high=5
    ).table.iloc[0]
    assert found.loc["correct (T09)", "penalty"] == pytest.approx(long["penalty"])
    assert "kindness (7 touchpoints)" in found.index
    with pytest.raises(cx.CXError, match=r"No aspect of some touchpoints only has answers enough."):
        replace(aspects, rows=aspects.rows.head(100)).penalty_where_asked(low=2, high=5)


def test_one_aspect_more_and_the_order_beside(aspects):
    found = aspects.order_with_rarer().table.set_index("driver")
    more = cx.driver_importance(aspects.rows, **(model(aspects) | {"drivers": [*aspects.items, "kindness"]})).table
    assert found["rank_with"].to_dict() == more.set_index("driver")["rank"].to_dict()
    assert pd.isna(found.loc["kindness", "rank"])
    none = replace(aspects, table=aspects.table[aspects.table["used"]])
    with pytest.raises(cx.CXError, match=r"No aspect was rated by a quarter to three quarters."):
        none.order_with_rarer()


def test_r_squared_by_touchpoint_where_there_is_no_segment(aspects):
    found = aspects.explained_by_group().table
    by = cx.driver_importance(aspects.rows, outcome="satisfaction", drivers=aspects.items, by="touchpoint").r_squared
    assert found["r_squared"].tolist() == by.loc[by["n"] >= 90, "r_squared"].tolist()
    with pytest.raises(cx.CXError, match=r"No segment or touchpoint has 9,999 complete answers."):
        aspects.explained_by_group(min_cell=9999)


def test_who_names_which_aspect_first(aspects):
    named = aspects.reasons_named(reason="stated_first")
    shares = cx.top_box_share(named, rating="named", top=1, by="driver").table.set_index("driver")["estimate"]
    said = aspects.rows["stated_first"].map(lambda word: aspects.words.get(f"d_{word}", word))
    said = said[said.isin(aspects.items)]
    assert shares.to_dict() == pytest.approx(said.value_counts(normalize=True).to_dict())
    with pytest.raises(cx.CXError, match=r"No column of role reason names the aspects."):
        aspects.reasons_named(reason="touchpoint")


def test_a_rating_and_a_record_of_the_same_are_each_alone(aspects, survey):
    found = aspects.rated_and_recorded(study=survey, pairs="d_speed: wait_minutes, d_none: x")
    joined = join_contacts(survey, table="driver_study").tables["driver_study"].rename(columns=aspects.words)
    rows = joined.dropna(subset=["satisfaction", "speed", "wait_minutes"])
    rows = rows.assign(wait_minutes=np.log(rows["wait_minutes"].clip(lower=0.5)))
    for name in ("speed", "wait_minutes"):
        long = cx.driver_slopes(rows, outcome="satisfaction", drivers=[name], within="touchpoint").table
        line = found.table.set_index("driver").loc[name]
        assert line["slope"] == pytest.approx(long.loc[0, "slope"]) and line["n"] == long.loc[0, "n"]
    assert found.settings["logged"] == ["wait_minutes"]
    with pytest.raises(cx.CXError, match=r"No rating is paired with a record of the same matter."):
        aspects.rated_and_recorded(study=survey, pairs="")


def test_a_change_of_image_beside_what_a_customer_met(survey):
    gates = cx.Gates(survey, role="wave", table="relationship", min_cell=10)
    met = "use: T02 T06 T07 T13, advertising: T10"
    panel = cx.image_changes(gates, met=met, customer="customer", wave="wave")
    assert list(panel.columns) == ["change", "use", "advertising"]
    columns = survey.contract.tables["relationship"].columns
    image = [name for name, its in columns.items() if its.facet == "image" and its.role == "rating"]
    rows = gates.answers[gates.answers["customer"] == panel.index[0]].set_index("wave")[image].mean(axis=1)
    assert panel["change"].iloc[0] == pytest.approx(rows.iloc[-1] - rows.iloc[0]) or len(rows) != 2
    assert set(panel["use"]) == {0.0, 1.0}
    for words, told in (("use: T02, none: T99", "needed: 30"), ("", "met each side or not: none; needed: 30")):
        with pytest.raises(cx.CXError, match=told):
            cx.image_changes(gates, met=words, customer="customer", wave="wave")


def test_means_less_their_targets():
    rows = pd.DataFrame({"place": list("aabbcc"), "score": [4, 6, 7, 9, 1, 3]})
    levels = cx.mean_rating(rows, rating="score", by="place")
    register = pd.DataFrame({"key": ["a", "b", "b"], "aim": [6.0, 7.0, 1.0]})
    gaps = cx.target_gaps(register, levels=levels, touchpoint="key", target="aim")
    assert gaps.table["place"].tolist() == ["a", "b"]
    assert gaps.table["estimate"].tolist() == [-1, 1]
    assert gaps.table.loc[0, "conf_high"] == levels.table.loc[0, "conf_high"] - 6
    with pytest.raises(cx.CXError, match=r'levels: there is no score by key. Write by="key" where it is made.'):
        cx.target_gaps(register, levels=cx.mean_rating(rows, rating="score"), touchpoint="key", target="aim")
    with pytest.raises(cx.CXError, match=r"No touchpoint that is shown has a target."):
        cx.target_gaps(register.assign(aim=np.nan), levels=levels, touchpoint="key", target="aim")
