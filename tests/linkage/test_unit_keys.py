"""Keys that two tables write in two ways are said, and waves stand in the order of time or say that they may not."""

import unicodedata

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.linkage.unit_keys import alike, in_order, order_notes

NAMES = {"unit": "unit", "outcome": "score", "engagement": "engaged"}


def sides(units, waves=(1,)):
    keys = pd.MultiIndex.from_product([units, waves, range(2)], names=["unit", "wave", "row"]).to_frame(index=False)
    rng = np.random.default_rng(1)
    return [keys.assign(**{name: rng.normal(size=len(keys))}) for name in ("score", "engaged")]


def link(customers, employees, **arguments):
    return cx.engagement_linkage(customers, employees=employees, min_cell=1, **NAMES | arguments)


UNITS = [f"Málaga {number:02d}" for number in range(8)]


@pytest.mark.parametrize(
    ("written", "what"),
    [
        (lambda text: f"{text} ", "without capitals and blanks"),
        (lambda text: unicodedata.normalize("NFD", text), "with accents stored in one way (Unicode NFC)"),
        (lambda text: text.replace("á", "a"), "without accents"),
        (lambda text: text.replace(" 0", " "), "without leading zeros"),
    ],
)
def test_units_lost_by_their_spelling_are_counted(written, what):
    customers, employees = sides(UNITS)
    employees["unit"] = [written(name) if name[-1] in "23" else name for name in employees["unit"]]
    found = link(customers, employees)
    assert found.table.loc[0, "n_units"] == 6
    assert found.notes[0] == f"unit: of those on one side only, 2 would be the same {what}: write them in one way."


def test_units_as_numbers_and_as_text():
    customers, employees = sides([1, 2, 3, 4, 5, 6])
    customers["unit"] = customers["unit"].astype(object)
    employees["unit"] = [str(name) if name > 4 else name for name in employees["unit"]]
    assert link(customers, employees).notes[0] == (
        "unit: of those on one side only, 2 would be the same if numbers and text were not mixed: write them in one "
        "way."
    )


def test_units_of_two_kinds_are_joined_where_they_are_alike():
    customers, employees = sides([1, 2, "B3", "B4"])
    assert link(customers, employees).table.loc[0, "n_units"] == 4


def test_units_that_differ_are_not_said_to_be_alike():
    assert alike(["north 1", "north 2"], ["south 1", "south 2"]) == ""


def test_a_blank_is_no_unit():
    customers, employees = sides(["a", "b", "c", " "])
    found = link(customers, employees)
    assert found.table.loc[0, "n_units"] == 3
    assert found.join.set_index(["side", "reason"]).loc[("employees", "no unit or wave"), "n"] == 2


def test_records_that_write_a_unit_in_another_way():
    customers, employees = sides(UNITS)
    records = pd.DataFrame({"unit": UNITS, "share": np.random.default_rng(2).random(8)})
    records.loc[:1, "unit"] += " "
    found = cx.linkage_mediation(customers, employees=employees, records=records, mediator="share", rng=1, **NAMES)
    assert (
        "records: of unit in one table only, 2 would be the same without capitals and blanks: write them in one way."
        in found.notes
    )


def test_numbers_in_text_count_as_numbers():
    assert in_order(["wave 10", "wave 2", "10", "9", 3]) == [3, "9", "10", "wave 2", "wave 10"]


HALVES = ["H1 2023", "H2 2023", "H1 2024", "H2 2024"]


ROUNDS = ["opening", "launch", "growth", "end"]


def test_an_order_that_only_names_tell_is_shown():
    customers, employees = sides(UNITS, ROUNDS)
    found = cx.linkage_lags(customers, employees=employees, wave="wave", rng=1, **NAMES)
    note = (
        "Waves are taken in this order: end, growth, launch, opening. Is it not that of time? Make wave an "
        "ordered category."
    )
    assert note in found.notes
    for side in (customers, employees):
        side["wave"] = pd.Categorical(side["wave"], ROUNDS, ordered=True)
    mended = cx.linkage_lags(customers, employees=employees, wave="wave", rng=1, **NAMES)
    assert not any("order" in note for note in mended.notes)


def test_waves_named_by_the_calendar_need_no_order():
    customers, employees = sides(UNITS, HALVES)
    found = cx.linkage_lags(customers, employees=employees, wave="wave", rng=1, **NAMES)
    assert not any("order" in note for note in found.notes)
    for side in (customers, employees):
        side["wave"] = pd.Categorical(side["wave"], HALVES, ordered=True)
    stated = cx.linkage_lags(customers, employees=employees, wave="wave", rng=1, **NAMES)
    pd.testing.assert_frame_equal(found.table, stated.table)


def test_two_orders_of_the_same_waves_are_refused():
    tables = sides(UNITS, HALVES)
    for side, order in zip(tables, (HALVES, HALVES[::-1]), strict=True):
        side["wave"] = pd.Categorical(side["wave"], order, ordered=True)
    with pytest.raises(cx.CXError, match=r"^wave: the two sides put their waves in different orders\."):
        link(*tables, wave="wave")


def test_waves_of_two_kinds_have_no_order():
    with pytest.raises(cx.CXError, match=r"^wave: numbers, text or dates are mixed, so their order is not known\."):
        link(*sides(UNITS, [1, 2, "three"]), wave="wave")


GAP = ["Waves do not follow at equal steps: a lag counts waves, whatever the time between them."]


@pytest.mark.parametrize(
    ("waves", "notes"),
    [
        ([1, 2, 5, 6], GAP),
        ([2021, 2022, 2023], []),
        ([202311, 202312, 202401], []),
        (["2023-H1", "2023-H2", "2024-H1"], []),
        (pd.to_datetime(["2023-01-01", "2023-07-01", "2024-01-01"]).tolist(), []),
        (pd.to_datetime(["2023-01-01", "2023-07-01", "2024-07-01"]).tolist(), GAP),
    ],
)
def test_gaps_between_waves_are_said(waves, notes):
    assert order_notes(waves, "wave", stated=False) == notes
