"""Codes told from answers, and every type of column."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlib.study import read_study
from cxlib.study.cleaning.clean_column import clean_column
from cxlib.study.contract.models import ColumnContract
from cxlib.study.words.numbers import Decimal, parse_numbers


def clean(words, **column):
    contract = ColumnContract(source="x", **column)
    return clean_column("x", pd.Series(words, dtype="str"), contract, decimal=Decimal(), secret=False)


def test_missing_and_not_used_are_told_apart():
    found = clean(["5", "0", "6", "", "3"], role="rating", scale=[1, 5], missing=[0], not_used=[6])
    assert found.values.tolist()[::4] == [5.0, 3.0]
    assert found.missing.tolist() == [False, True, False, True, False]
    assert found.not_used.tolist() == [False, False, True, False, False]
    assert found.findings == []


@pytest.mark.parametrize("more", [3, 2000])
def test_words_for_no_answer_are_found_among_few_and_among_many_different_texts(more):
    words = ["none", "", *(f"text {number}" for number in range(more)), "None", "none"]
    found = clean(words, role="verbatim", missing=["none"])
    assert [place for place, missing in enumerate(found.missing) if missing] == [0, 1, len(words) - 1]


@pytest.mark.parametrize("more", [3, 2000])
def test_keys_in_e_notation_are_found_among_few_and_among_many(more):
    keys = ["4.116E+11", "12E4", *(f"K+{number}" for number in range(more))]
    (finding,) = clean(keys, role="customer").findings
    assert finding.rows.tolist() == [True] + [False] * (more + 1)


def test_codes_match_however_the_number_is_written():
    found = clean(["11", "11.0", "11.00", "Blank"], role="recommend", missing=[11, "Blank"])
    assert found.values.isna().all() and not found.findings


def test_a_reversed_column_is_turned_round_within_its_scale():
    assert clean(["1", "2", "5"], role="rating", scale=[1, 5], reverse=True).values.tolist() == [
        5.0,
        4.0,
        1.0,
    ]


def test_words_become_numbers_by_labels_and_numbers_stand_for_themselves():
    labels = {"Not at all": 0, "Extremely": 10}
    assert clean(["Extremely", "7", "Not at all"], role="recommend", labels=labels).values.tolist() == [
        10.0,
        7.0,
        0.0,
    ]


def test_a_recoded_number_never_stands_for_itself():
    found = clean(["1", "2", "3"], role="rating", labels={"1": 5, "2": 4})
    assert found.values.tolist()[:2] == [5.0, 4.0]
    assert [finding.problem for finding in found.findings] == ["not among the labels"]


def test_labels_give_an_ordered_category():
    found = clean(["2", "1.0", ""], role="segment", labels={"2": "South", "1": "North"})
    assert found.values.tolist()[:2] == ["South", "North"]
    assert found.values.cat.ordered and list(found.values.cat.categories) == ["South", "North"]


def test_two_codes_may_share_a_name():
    found = clean(["1", "2", "3"], role="segment", labels={"1": "Shop", "2": "Shop", "3": "Web"})
    assert found.values.tolist() == ["Shop", "Shop", "Web"]


def test_yes_and_no_are_read_in_the_usual_ways_and_by_labels():
    assert clean(["1", "0", "Yes", "no", "TRUE", ""], role="consent").values.tolist()[:5] == [1, 0, 1, 0, 1]
    found = clean(["Sí", "No", "1"], role="consent", labels={"Sí": 1, "No": 0})
    assert found.values.tolist() == [True, False, True] and found.values.dtype == "boolean"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["2018-01-31", "2018-02-01"], (2018, 1, 31)),
        (["2018-01-31 12:30", "2018-02-01T09:00:00"], (2018, 1, 31)),
        (["2018/01/31 11:15:41.000", "2018.02.01"], (2018, 1, 31)),
        (["31/01/2018", "02/01/2018"], (2018, 1, 31)),
        (["02.01.2018", "31.01.2018"], (2018, 1, 2)),
        (["02/01/2018", "01/31/2018"], (2018, 2, 1)),
        (["12/31/1899 09:30:00 AM", "01/02/1900 10:00:00 PM"], (1899, 12, 31)),
        (["2018-01-31T23:30:00-02:00"], (2018, 2, 1)),
    ],
)
def test_dates_are_read_as_written(words, first):
    found = clean(words, role="time")
    assert found.findings == []
    assert found.values[0].date() == datetime.date(*first)


def test_the_format_settles_dates_that_leave_day_and_month_open():
    found = clean(["03/04/2018"], role="time", format="%d/%m/%Y")
    assert found.values[0] == pd.Timestamp(2018, 4, 3)


def test_zones_and_none_are_never_mixed():
    found = clean(["2018-01-31T10:00:00Z", "2018-01-31T11:00:00"], role="time")
    assert [finding.problem for finding in found.findings] == ["dates that cannot be read"]
    assert found.findings[0].rows.tolist() == [False, True]


@pytest.mark.parametrize("word", ["nan", "inf", "1e999", "NA", "1_000", "0x1", "١", "7,5", "−", "5 %", "1.2.3", ""])
def test_only_plain_finite_numbers_are_numbers(word):
    assert pd.isna(parse_numbers(pd.Series([word]), Decimal())).all()


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=20))
def test_every_number_survives_its_text(numbers):
    words = pd.Series([repr(number) for number in numbers])
    assert parse_numbers(words, Decimal()).tolist() == numbers
    commas = words.str.replace(".", ",", regex=False)
    assert parse_numbers(commas, Decimal(",")).tolist() == numbers


@given(st.permutations(["5", "0", "6", "", "3", "3", "12", "x"]))
def test_the_order_of_rows_changes_nothing(words):
    found = clean(words, role="rating", scale=[1, 5], missing=[0], not_used=[6])
    by_word = dict(zip(words, found.values.tolist(), strict=True))
    assert (by_word["5"], by_word["3"]) == (5.0, 3.0)
    assert {finding.problem: int(finding.rows.sum()) for finding in found.findings} == {
        "words where numbers are expected": 1,
        "outside 1…5": 1,
    }


def test_the_companion_column_says_what_was_not_used(study):
    read = read_study(study('wifi = { role = "rating", scale = [1, 5], not_used = [6] }', "wifi,x\n6,1\n5,2\n,3\n"))
    table = read.tables["answers"]
    assert list(table) == ["wifi", "wifi_not_used"]
    assert table["wifi_not_used"].tolist() == [True, False, False]


def test_waves_are_put_in_order_by_their_numbers():
    found = clean(["10", "9", "", "2"], role="wave").values
    assert found.cat.categories.tolist() == ["2", "9", "10"]
    assert found.cat.ordered
    assert clean(["2017-Q2", "2016-Q4"], role="wave").values.cat.categories.tolist() == ["2016-Q4", "2017-Q2"]
