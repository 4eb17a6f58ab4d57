"""The lessons of the sample company's log, and the same numbers from every engine."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from table_engines import ENGINES, MAKERS, spark, spark_session

import cxlib as cx
from cxlib.samples import planted_in
from cxlib.text import FEW

FOLDER = Path(__file__).resolve().parents[2] / "data/samples/pont_nou"


@pytest.fixture(scope="module")
def tables():
    contacts, journeys = (pd.read_parquet(FOLDER / f"{name}.parquet") for name in ("contacts", "journeys"))
    return contacts.assign(row=range(len(contacts))), journeys


def test_the_worst_hand_over(tables):
    found = cx.handoffs(tables[0], customer="journey", department="department", time="date", broken="broken").table
    worst, second = found[found["n"] >= FEW].nlargest(2, "estimate").itertuples(index=False)
    assert worst[:4] == ("Logistics", "Billing", 988, 320)
    assert worst.conf_low > second.conf_high
    assert found["n"].sum() == tables[0]["handed_over_from"].notna().sum()
    assert planted_in(FOLDER)["worst_hand_over"]["finds"] == pytest.approx(worst.estimate, abs=0.051)


def test_all_green_and_the_journey_red(tables):
    call = {"touchpoint": "touchpoint", "broken": "broken"}
    found = cx.unbroken_by_length(tables[0], customer="journey", **call)
    six = found.table.set_index("contacts").loc[6]
    assert (six["n"], six["unbroken"]) == (645, 355)
    assert 0.44 <= six["estimate"] <= 0.62
    assert six["conf_low"] < six["product"] < six["conf_high"]
    everywhere = cx.unbroken_by_length(tables[0], customer="customer", **call).touchpoints
    assert everywhere.loc[everywhere["touchpoint"] <= "T14", "estimate"].min() >= 0.84


def test_the_lowest_and_the_last_say_more_than_the_mean(tables):
    contacts, journeys = tables
    found = cx.journey_rules(
        contacts, customer="journey", time="date", rating="pulse", journeys=journeys, outcome="journey_sat", rng=2027
    ).table.set_index("rule")
    assert found.loc["lowest_and_last", "gain_low"] > 0.05
    assert found.loc["lowest_and_last", "estimate"] == pytest.approx(0.52, abs=0.03)
    assert found.loc["mean", "estimate"] == pytest.approx(0.40, abs=0.03)


def test_the_customer_is_scattered(tables):
    found = cx.fragmentation(tables[0], customer="customer", department="department").customers
    often = found[found["contacts"] >= 5]
    assert (found["departments"].median(), often["departments"].median()) == (3, 5)
    assert often["largest_share"].median() == pytest.approx(1 / 3)
    assert often["fragmentation"].median() == pytest.approx(0.78, abs=0.01)


ORDERED = {"time": "date", "order": "row"}
CALLS = {
    "paths": lambda data, _: cx.journey_paths(data, customer="customer", touchpoint="touchpoint", **ORDERED),
    "hand-overs": lambda data, _: cx.handoffs(
        data, customer="customer", department="department", broken="broken", **ORDERED
    ),
    "returns": lambda data, _: cx.handoffs(data, customer="customer", department="department", **ORDERED),
    "repeats": lambda data, _: cx.repeat_contacts(data, customer="customer", touchpoint="touchpoint", time="date"),
    "fragmentation": lambda data, _: cx.fragmentation(data, customer="customer", department="department"),
    "unbroken": lambda data, _: cx.unbroken_by_length(
        data, customer="journey", touchpoint="touchpoint", broken="broken"
    ),
    "rules": lambda data, journeys: cx.journey_rules(
        data, customer="journey", rating="pulse", journeys=journeys, outcome="journey_sat", rng=1, **ORDERED
    ),
}


SLOW = set(ENGINES) - {"polars lazy", "duckdb"}


@pytest.fixture(scope="module")
def by_pandas(tables):
    contacts = tables[0].head(3_000)
    return contacts, {name: call(contacts, tables[1]) for name, call in CALLS.items()}


@pytest.mark.parametrize("engine", [pytest.param(name, marks=[pytest.mark.full] * (name in SLOW)) for name in ENGINES])
def test_the_same_numbers_from_every_engine(engine, tables, by_pandas, absent):
    contacts, expected = by_pandas
    data = MAKERS[engine](contacts) if engine != "spark" else spark(spark_session(absent), contacts)
    for name, call in CALLS.items():
        found = call(data, tables[1])
        assert found.notes == expected[name].notes, name
        for part in ("table", "customers", "touchpoints"):
            if hasattr(found, part):
                ours, theirs = getattr(found, part), getattr(expected[name], part)
                pd.testing.assert_frame_equal(ours, theirs, check_dtype=False, rtol=1e-9, obj=f"{name} {part}")
