"""The table of a result as people read it, beside the table as it is."""

import pandas as pd
import pytest

import cxlib as cx


@pytest.fixture(scope="module")
def answers() -> pd.DataFrame:
    return pd.DataFrame({"shop": ["a"] * 400, "given": [9] * 99 + [8] * 169 + [3] * 132})


def test_a_score_is_shown_under_the_heads_of_the_field(answers):
    result = cx.net_promoter_score(answers, rating="given", by="shop")
    line = result.shown.iloc[0].to_dict()
    assert list(line) == ["shop", "n", "promoters", "passives", "detractors", "NPS", "standard error", "95 % interval"]
    assert [line["n"], line["promoters"], line["NPS"]] == ["400", "24.8 %", "−8.3"]
    assert result.table.loc[0, "estimate"] == pytest.approx(-8.25) and "conf_low" in result.table


def test_the_effective_n_is_shown_only_where_it_says_something(answers):
    weighted = answers.assign(w=[1.0, 2.0] * 200)
    heads = cx.net_promoter_score(weighted, rating="given", weights="w").shown.columns
    assert "effective n" in heads


def test_an_interval_is_one_column_and_a_missing_one_a_dash():
    table = pd.DataFrame({"estimate": [0.25, 1.0], "conf_low": [0.1, None], "conf_high": [0.4, None]})
    shown = cx.Result(table=table, kind="top_box_share", settings={"confidence_level": 0.9}).shown
    assert shown.to_dict("list") == {"share": ["25.0 %", "100.0 %"], "90 % interval": ["10.0 to 40.0 %", "–"]}


def test_whole_numbers_that_may_be_absent_and_yes_or_no_can_be_read():
    table = pd.DataFrame(
        {
            "rank_low": pd.array([1, None], "Int64"),
            "rank_high": pd.array([3, None], "Int64"),
            "critical": pd.array([True, None], "boolean"),
        }
    )
    shown = cx.Result(table=table).shown
    assert shown.to_dict("list") == {"rank, interval": ["1 to 3", "–"], "critical": ["yes", "–"]}


def test_two_columns_that_would_get_one_head_are_both_shown():
    table = pd.DataFrame({"estimate": [1.25], "NPS": [3.5]})
    assert cx.Result(table=table, kind="nps_pooled").shown.shape == (1, 2)


def test_a_negative_whole_number_has_the_minus_sign_and_a_name_keeps_its_hyphen():
    table = pd.DataFrame({"branch": ["Sant-Pol"], "valence": [-2]})
    assert cx.Result(table=table).shown.to_dict("list") == {"branch": ["Sant-Pol"], "valence": ["−2"]}


def test_numbers_worked_out_by_hand_are_a_table():
    made = cx.by_hand(promoters=0.2475, detractors=0.33, estimate=-8.25)
    assert made.table.loc[0, "estimate"] == -8.25
    assert made.shown.to_dict("list") == {"promoters": ["24.8 %"], "detractors": ["33.0 %"], "estimate": ["−8.3"]}


def test_marks_of_0_and_1_have_no_decimals_and_counts_have_thousands():
    table = pd.DataFrame({"in the frame": [10403], "answered": [2592], "managed": [1.0], "nps": [-35.264]})
    assert cx.Result(table=table).shown.to_dict("list") == {
        "in the frame": ["10,403"], "answered": ["2,592"], "managed": ["1"], "NPS": ["−35.3"],
    }  # fmt: skip


def test_the_rules_of_an_interval_have_names_and_a_group_of_a_client_keeps_its_own():
    table = pd.DataFrame({"interval": ["adjusted_wald"], "region": ["adjusted_wald"]})
    assert cx.Result(table=table).shown.to_dict("list") == {"interval": ["adjusted Wald"], "region": ["adjusted_wald"]}
