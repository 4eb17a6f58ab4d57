"""Hand-overs and repeat contacts, worked by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from logs import KEYS, MINI, log

import cxlib as cx
from cxlib.estimators.proportions import wilson_interval


def test_hand_overs_by_hand():
    found = cx.handoffs(MINI, **KEYS, department="by", broken="broken")
    assert list(found.table.columns) == [
        "from_department", "to_department", "n", "broken", "estimate", "conf_low", "conf_high",
    ]  # fmt: skip
    # Nothing is handed over to or from the contact that is nobody's.
    assert found.table.iloc[:, :5].values.tolist() == [
        ["Centre", "Repair", 2, 1, 0.5],
        ["Repair", "Billing", 2, 1, 0.5],
    ]
    low, high = wilson_interval(0.5, 2, 1.959963984540054)
    assert found.table["conf_low"].tolist() == pytest.approx([low, low])
    assert found.table["conf_high"].tolist() == pytest.approx([high, high])
    near = cx.handoffs(MINI, **KEYS, department="by", broken="broken", within_days=7).table
    assert near["n"].tolist() == [2, 1]


def test_hand_overs_of_which_nobody_knows_are_left_out():
    unsure = MINI.assign(broken=MINI["broken"].astype(float).mask(MINI.index == 2))
    found = cx.handoffs(unsure, **KEYS, department="by", broken="broken")
    assert found.table[["n", "broken"]].values.tolist() == [[1, 0], [2, 1]]
    assert found.notes == ("1 row with a hand-over but without broken left out.",)


def test_without_a_column_a_break_is_a_return_to_the_same_department():
    table = log(
        ("a", "call", "Centre", 0, 0),
        ("a", "visit", "Repair", 1, 0),  # again on day 8: within seven days
        ("a", "visit", "Repair", 8, 0),
        ("b", "call", "Centre", 0, 0),
        ("b", "visit", "Repair", 1, 0),  # again on day 8.5: not within seven days
        ("b", "visit", "Repair", 8.5, 0),
        ("c", "call", "Centre", 10, 0),
        ("c", "visit", "Repair", 14, 0),  # its seven days are not over when the log ends
        ("d", "call", "Centre", 20, 0),
    )
    found = cx.handoffs(table, **KEYS, department="by")
    assert found.table.iloc[0, :4].tolist() == ["Centre", "Repair", 2, 1]
    assert found.settings["broken"] == "the same customer at the same department again within 7 days"
    note = "1 hand-over in the last 7 days of the log left out: whether the customer comes again is not known yet."
    assert found.notes == (note,)
    wider = cx.handoffs(table, **KEYS, department="by", break_window_days=8)
    assert wider.table.iloc[0, :4].tolist() == ["Centre", "Repair", 2, 2]


def test_repeat_contacts_by_hand():
    calls = [("a", "call", "", day, 0) for day in (0, 7, 7.5, 20, 30)]
    table = log(*calls, ("a", "visit", "", 9, 0), ("b", "visit", "", 15, 0))
    found = cx.repeat_contacts(table, **KEYS, touchpoint="at")
    # Day 0 comes again on day 7, day 7 half a day later; days 7.5 and 20 do not, since the visit of day 9 is no call;
    # day 30 has its window open.
    assert found.table.iloc[:, :4].values.tolist() == [["call", 4, 2, 0.5], ["visit", 2, 0, 0.0]]
    note = "1 contact in the last 7 days of the log left out: whether the customer comes again is not known yet."
    assert found.notes == (note,)


def test_events_that_are_there_twice_are_said():
    twice = pd.concat([MINI, MINI.iloc[[0]]])
    note = "1 row with the customer, {} and time of another: counted."
    assert note.format("touchpoint") in cx.repeat_contacts(twice, **KEYS, touchpoint="at").notes
    assert note.format("department") in cx.handoffs(twice, **KEYS, department="by", broken="broken").notes
    assert not any("of another" in note for note in cx.repeat_contacts(MINI, **KEYS, touchpoint="at").notes)


def test_one_event_hands_nothing_over():
    found = cx.handoffs(MINI.iloc[:1], **KEYS, department="by", broken="broken")
    assert found.table.empty
    assert list(found.table.columns)[-3:] == ["estimate", "conf_low", "conf_high"]
    assert found.notes == ("No contact follows another in this way.",)
    assert cx.repeat_contacts(MINI.iloc[:1], **KEYS, touchpoint="at").table.empty
    assert cx.handoffs(MINI.iloc[:1], **KEYS, department="by").table.empty


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"interactions": MINI.assign(broken=range(10))},
            "broken: column 'broken' holds other values than 1 and 0 in 8 rows. Write 1 or yes for a contact that went "
            "wrong, 0 or no for one that did not.",
        ),
        (
            {"broken": "by"},
            "broken: column 'by' holds words, not yes or no. Give it the role \"break\" in study.toml, or write 1 for "
            "a contact that went wrong and 0 for the others.",
        ),
        ({"within_days": 0}, "within_days: 0 is not a number of days above 0. Write 7 for a week."),
        ({"confidence_level": 95}, "confidence_level: 95 is not between 0 and 1. Write 0.95 for 95 %."),
    ],
)
def test_what_cannot_be_computed_is_said(change, message):
    with pytest.raises(cx.CXError) as error:
        cx.handoffs(**({"interactions": MINI, "department": "by", "broken": "broken"} | KEYS | change))
    assert str(error.value) == message


def test_an_engine_without_order_stops_at_ties():
    import duckdb

    with pytest.raises(cx.CXError) as error:
        cx.handoffs(duckdb.from_df(MINI), **KEYS, department="by")
    assert str(error.value) == (
        "time: 1 row with the customer and time of another, and this engine keeps no order of rows. Name a column that "
        'numbers the rows, such as order = "row".'
    )
    apart = pd.DataFrame(MINI.drop(index=4))
    found = cx.handoffs(duckdb.from_df(apart), **KEYS, department="by", broken="broken").table
    pd.testing.assert_frame_equal(
        found, cx.handoffs(apart, **KEYS, department="by", broken="broken").table, check_dtype=False
    )


def test_a_machine_among_the_customers_is_noted_by_every_analysis():
    times = pd.Timestamp("2026-01-05") + pd.to_timedelta(range(1_001), "h")
    places = ["x", "y"] * 500 + ["x"]
    busy = pd.DataFrame({"who": "m", "at": places, "by": places, "when": times, "broken": 0})
    said = "1 customer has more than 1,000 contacts (at most 1,001): people, or machines and tests? All count."
    keys = {"customer": "who", "time": "when"}
    found = [
        cx.handoffs(busy, department="by", broken="broken", **keys),
        cx.handoffs(busy, department="by", **keys),
        cx.repeat_contacts(busy, touchpoint="at", **keys),
        cx.unbroken_by_length(busy, customer="who", touchpoint="at", broken="broken"),
    ]
    assert [said in result.notes for result in found] == [True] * 4
