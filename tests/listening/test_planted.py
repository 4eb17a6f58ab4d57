"""What was planted in the sample company is found, within the tolerance that its truth states."""

from __future__ import annotations

import json

import numpy as np
import pytest

import cxlib as cx
from cxlib.listening import population_margins
from cxlib.samples import planted_in

TABLES = ["customers", "relationship", "relationship_sample", "transactional", "contacts"]
ITEMS = ["r4_fit", "r5_agreed", "r6_easy", "r7_person", "r8_understood", "r9_moment", "return_int"]
pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def tables():
    return cx.read_study(cx.sample_study(), tables=TABLES).tables


@pytest.fixture(scope="module")
def truth():
    return planted_in(cx.sample_study())


def near(truth, name, value):
    return value == pytest.approx(truth[name]["finds"], abs=truth[name]["tolerance"])


def test_the_wrong_sign_and_its_remedies(tables, truth):
    second = tables["relationship"].query("wave == '2'")
    plain = cx.net_promoter_score(second, rating="recommend")
    margins = population_margins(tables["customers"], by=["contact_channel", "tenure"], crossed=True)
    weights = cx.sample_weights(second, margins=margins)
    assert np.abs(weights.table["weight"] - second["weight"]).max() < 1e-6  # the file has six decimals
    weighted = cx.net_promoter_score(second, rating="recommend", weights="weight")
    asked = tables["relationship_sample"].query("wave == '2'")
    invited = asked.merge(second[["customer", "recommend"]], on="customer", how="left")
    how = {"rating": "recommend", "answered": "responded", "follow_up": "phoned_recommend"}
    phone = cx.double_sampling(invited, **how)
    population = truth["nps_wave_2"]["population"]
    table = cx.bias_repaired({"plain": plain, "weighted": weighted, "phone": phone}, truth=population).table
    for name, value in zip(("", "_weighted", "_phone"), table["estimate"], strict=True):
        assert near(truth, f"nps_wave_2{name}", value)
    assert near(truth, "design_effect", weights.design_effect)
    assert table["conf_low"].iloc[0] > 0 > table["estimate"].iloc[2]
    assert table["conf_low"].iloc[2] < population < table["conf_high"].iloc[2]
    assert 0.2 < table["repaired"].iloc[1] < 0.7 and 0.7 < table["repaired"].iloc[2] < 1.3

    everybody = invited.merge(tables["customers"][["customer", "contact_channel", "tenure"]], on="customer")
    response = cx.response_bias(everybody, answered="responded", by=["contact_channel", "tenure"])
    rate = response.table.set_index("category")["estimate"]
    assert rate["offline"] / rate["online"] == pytest.approx(0.5, abs=0.05)
    assert rate["new"] / rate["long"] == pytest.approx(0.58, abs=0.05)
    bounds = cx.nonresponse_bounds(estimate=table["estimate"].iloc[0], response_rate=response.response_rate).table
    assert bounds["lowest"].iloc[0] < population < bounds["highest"].iloc[0]


def test_waiting_begging_and_style(tables, truth):
    rows = tables["transactional"]
    how = {"rating": "satisfaction", "lag_hours": "lag_hours", "within": "touchpoint", "mode": "mode"}
    lag = cx.lag_effect(rows, longest_days=21, **how)
    found = lag.table.set_index("term")["estimate"]
    assert near(truth, "score_a_day", found["a day"])
    assert near(truth, "score_by_phone", found["mode phone"])
    assert lag.curve["estimate"].iloc[-1] == pytest.approx(-0.6, abs=0.15)
    begging = cx.begging_test(rows, rating="satisfaction", unit="branch").table
    named = begging.loc[begging["p_adjusted"] < 0.05, "branch"]
    assert sorted(named) == truth["begging_branches"]["branches"]
    survey = tables["relationship"]
    chosen = survey[survey["language"] != "en"]
    items = [*ITEMS, *(name for name in survey if name.startswith("tr_"))]
    styles = cx.response_styles(chosen, items=items, by="language", reversed_items=["tr_transp3"]).table
    most = styles[styles["style"] == "extreme"].sort_values("estimate").iloc[-1]
    assert most["language"] == truth["answering_style"]["language"]
    assert near(truth, "answering_style", most["difference"])


def test_the_randomised_offer(tables, truth):
    rows = tables["transactional"].merge(tables["contacts"][["contact", "pitch"]], on="contact")
    effect = cx.lot_effect(rows, outcome="satisfaction", lot="pitch", by="touchpoint").table.set_index("touchpoint")
    assert effect.index.tolist() == ["T03", "T10"]
    assert near(truth, "pitch_in_call", effect.loc["T03", "estimate"])
    assert near(truth, "pitch_in_mail", effect.loc["T10", "estimate"])
    assert effect["p_adjusted"].max() < 0.01


def test_planted_effects_equal_r(tables, root):
    """Numbers that R gives on the same files, with the call of each."""
    r = json.loads((root / "tests/reference/listening.json").read_text(encoding="utf-8"))["sample_company"]
    first, second = (tables["relationship"].query(f"wave == '{wave}'") for wave in "12")
    asked = tables["relationship_sample"].query("wave == '2'").merge(second[["customer", "recommend"]], how="left")
    for score, (estimate, std_error) in (("nps", r["twophase"]["nps"]), ("mean", r["twophase"]["mean"])):
        how = {"rating": "recommend", "answered": "responded", "follow_up": "phoned_recommend", "score": score}
        row = cx.double_sampling(asked, **how).table.iloc[0]
        assert row["estimate"] == pytest.approx(estimate)
        assert row["std_error"] == pytest.approx(
            std_error, rel=1e-3
        )  # R divides by 11,999 where the formula has 12,000
    everybody = asked.merge(tables["customers"][["customer", "contact_channel", "tenure"]], on="customer")
    odds = cx.response_bias(everybody, answered="responded", by=["contact_channel", "tenure"]).table
    for line in odds[odds["odds_ratio"] != 1].itertuples():
        found = [line.odds_ratio, line.odds_low, line.odds_high]
        assert found == pytest.approx(
            r["glm"][f"{line.column} {line.category}"], rel=1e-7
        )  # R's are of the last step but one

    how = {"rating": "satisfaction", "lag_hours": "lag_hours", "within": "touchpoint", "mode": "mode"}
    lag = cx.lag_effect(tables["transactional"], longest_days=21, cluster=False, **how)  # as R, each row for itself
    for term, line in lag.table.set_index("term").drop("two weeks").iterrows():
        assert line[["estimate", "std_error"]].tolist() == pytest.approx(r["lag"][term])
    assert lag.curve["estimate"].tolist()[1:] == pytest.approx(r["lag"]["curve"])
    assert lag.curve["std_error"].tolist()[1:] == pytest.approx(r["lag"]["curve_std_error"])

    begging = cx.begging_test(tables["transactional"], rating="satisfaction", unit="branch").table.head(4)
    for line in begging.itertuples():
        assert [line.p_value, line.p_adjusted] == pytest.approx(r["begging"][line.branch])
    both = cx.compare_surveys(first, second, rating="recommend", id="customer").table.iloc[1]
    paired = {name: value for name, value in r["paired"].items() if name != "call"}
    assert both[list(paired)].tolist() == pytest.approx(list(paired.values()), rel=1e-5)


def test_the_notebook_weights_by_both_columns(root):
    """`tenure` is a column here, and the word of a role too."""
    told = (root / "notebooks" / "02_listening_design.ipynb").read_text(encoding="utf-8")
    assert "2,853 answers, weighted by contact" in told
    assert "channel and tenure to 12,000 people in the frame; design effect 1.22" in told
