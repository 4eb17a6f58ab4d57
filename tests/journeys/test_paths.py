"""Paths and the event table: worked by hand, and against counts of a real log."""

from __future__ import annotations

import pandas as pd
import pytest
from logs import KEYS, MINI, log

import cxlib as cx
from cxlib.errors import CXError

PATHS = {**KEYS, "touchpoint": "at"}


@pytest.fixture(scope="module")
def sepsis(shared):
    """The log of 1,050 patients with sepsis in one hospital (Mannhardt 2016); one case is called NA."""
    file = shared("data/sepsis/sepsis.csv")
    table = pd.read_csv(file, sep=";", usecols=range(3), keep_default_na=False)
    return table.assign(when=pd.to_datetime(table["Complete Timestamp"]))


HOSPITAL = {"customer": "Case ID", "touchpoint": "Activity", "time": "when"}


def test_paths_of_a_real_log(sepsis):
    found = cx.journey_paths(sepsis, **HOSPITAL)
    assert (found.n_contacts, found.n_customers, found.n_paths) == (15_214, 1_050, 846)
    assert found.median_hours == pytest.approx(128.24125, abs=1e-9)
    assert found.table["n_customers"].sum() == 1_050
    assert found.table["share"].sum() == pytest.approx(1)
    assert found.notes == ("7 rows with the customer, touchpoint and time of another: counted.",)


def test_the_file_order_of_ties_matters_in_a_real_log(sepsis):
    within = sepsis.groupby("Case ID").cumcount()
    turned = cx.journey_paths(sepsis.assign(turned=-within), **HOSPITAL, order="turned")
    numbered = cx.journey_paths(sepsis.sample(frac=1, random_state=1).assign(n=within), **HOSPITAL, order="n")
    assert turned.n_paths != 846
    assert numbered.n_paths == 846


def test_paths_by_hand():
    found = cx.journey_paths(MINI, **PATHS)
    assert found.table.to_dict("list") == {
        "path": ["call", "call → visit → bill", "call → visit → wait → call", "visit → bill"],
        "n_customers": [1, 1, 1, 1],
        "share": [0.25] * 4,
        "median_hours": [0.0, 36.0, 120.0, 648.0],
    }
    assert found.median_hours == (36 + 120) / 2


def test_the_commonest_first_and_the_rest_said():
    table = pd.concat([MINI, MINI[MINI["who"] == "d"].assign(who="e")])
    found = cx.journey_paths(table, **PATHS, top=1)
    assert found.table.values.tolist() == [["call", 2, 0.4, 0.0]]
    assert (found.n_customers, found.n_paths) == (5, 4)
    assert found.notes == ("The 1 commonest of 4 paths are shown.",)


def test_no_path_is_no_number_of_paths():
    with pytest.raises(CXError) as caught:
        cx.journey_paths(MINI, **PATHS, top=-1)
    assert str(caught.value) == "top: -1 is no number of paths. Write 10, or leave it out."


def test_a_path_lasts_to_its_last_end_and_an_end_before_the_start_is_none():
    ends = MINI["when"] + pd.to_timedelta([1.0] * 9 + [-1.0], "h")
    found = cx.journey_paths(MINI.assign(end=ends), **PATHS, end="end")
    assert found.table["median_hours"].tolist() == [0.0, 37.0, 121.0, 649.0]
    assert found.notes == ("1 row with an end before the start: counted from the start, without an end.",)


def test_what_a_register_does_not_know_is_named():
    found = cx.journey_paths(MINI, **PATHS, known=["call", "visit"])
    assert found.n_contacts == 10
    assert found.notes == ("In the log, not among the known touchpoints: bill (2 rows), wait (1 row).",)


def test_rows_without_time_customer_or_touchpoint_are_left_out_and_counted():
    gaps = MINI.astype({"who": object})
    gaps.loc[0, "when"], gaps.loc[1, "who"], gaps.loc[[2, 3], "at"] = pd.NaT, None, None
    found = cx.journey_paths(gaps, **PATHS)
    assert found.n_contacts == 6
    assert found.notes == ("1 row without who left out.", "2 rows without at left out.", "1 row without when left out.")


def test_events_that_are_there_twice_count_and_are_said():
    found = cx.journey_paths(pd.concat([MINI, MINI.iloc[[0, 9]]]), **PATHS)
    assert found.n_contacts == 12
    assert found.notes == ("2 rows with the customer, touchpoint and time of another: counted.",)
    assert "call → call" in set(found.table["path"])


def test_one_event_is_a_path_of_no_length():
    found = cx.journey_paths(MINI.iloc[:1], **PATHS)
    assert found.table.values.tolist() == [["call", 1, 1.0, 0.0]]


def test_a_customer_with_a_hundred_thousand_contacts():
    crowd = pd.DataFrame({"who": "robot", "at": "app", "by": "Digital", "broken": 0}, index=range(100_000))
    crowd["when"] = pd.Timestamp("2026-01-01") + pd.to_timedelta(crowd.index, "min")
    table = pd.concat([MINI, crowd])
    found = cx.journey_paths(table, **PATHS)
    note = "1 customer has more than 1,000 contacts (at most 100,000): people, or machines and tests? All count."
    assert found.notes == (note,)
    assert found.table["path"].str.count("app").max() == 100_000
    scattered = cx.fragmentation(table, customer="who", department="by")
    assert note in scattered.notes
    assert scattered.customers.set_index("customer").loc["robot"].tolist() == [100_000, 1, 0.0, 1.0]


# --- time zones


def times(*values: object) -> pd.DataFrame:
    return log(*[("a", f"t{place}", "x", 0.0, 0) for place in range(len(values))]).assign(
        when=pd.Series(values, dtype=object)
    )


def test_two_zones_are_put_in_order_as_instants():
    madrid, bucharest = (pd.Timestamp("2026-01-05 10:00", tz=f"Europe/{place}") for place in ("Madrid", "Bucharest"))
    found = cx.journey_paths(times(madrid, bucharest), **PATHS)
    assert found.table["path"].tolist() == ["t1 → t0"]  # ten o'clock comes an hour earlier in Bucharest
    assert found.median_hours == 1
    assert found.notes == ("time: times of 2 zones are put in order as instants.",)


def test_times_with_and_without_a_zone_stop():
    with pytest.raises(cx.CXError) as error:
        cx.journey_paths(times(pd.Timestamp("2026-01-05"), pd.Timestamp("2026-01-05", tz="UTC"), None), **PATHS)
    assert str(error.value) == (
        "time: 1 of 2 times state no time zone, the others do. Give every time a zone, or none: without one it cannot "
        "be put in order with the others."
    )
    zoned = MINI.assign(end=MINI["when"].dt.tz_localize("UTC"))
    with pytest.raises(cx.CXError) as error:
        cx.journey_paths(zoned, **PATHS, end="end")
    assert str(error.value) == "end: time and end do not both state a time zone. Give both a zone, or neither."


def test_an_hour_that_a_clock_skips_is_no_hour():
    night = pd.to_datetime(["2026-03-29 01:30", "2026-03-29 03:30"]).tz_localize("Europe/Madrid")
    table = log(("a", "call", "x", 0.0, 0), ("a", "visit", "x", 0.0, 0)).assign(when=night)
    assert cx.journey_paths(table, **PATHS).median_hours == 1


def test_dates_of_any_kind_are_times():
    expected = cx.journey_paths(MINI.assign(when=MINI["when"].dt.normalize()), **PATHS).table
    as_objects = cx.journey_paths(MINI.assign(when=MINI["when"].dt.date), **PATHS).table
    in_seconds = cx.journey_paths(MINI.assign(when=MINI["when"].dt.normalize().astype("datetime64[s]")), **PATHS).table
    pd.testing.assert_frame_equal(as_objects, expected)
    pd.testing.assert_frame_equal(in_seconds, expected)


# --- what cannot be computed


MISTAKES = {
    "an empty log": (
        {"interactions": MINI.iloc[:0]},
        "interactions: the log has no rows. Check the file that study.toml names.",
    ),
    "no time at all": (
        {"interactions": MINI.assign(when=pd.NaT)},
        "time: column 'when' has no value in 10 rows. Check the column and its missing codes in study.toml.",
    ),
    "words for times": (
        {"time": "at"},
        "time: column 'at' holds words, not dates. Give it the role time in study.toml, or read it with "
        "pandas.to_datetime.",
    ),
    "numbers for times": (
        {"time": "broken"},
        "time: column 'broken' holds numbers, not dates. Give it the role time in study.toml, or read it with "
        "pandas.to_datetime.",
    ),
    "no such column": ({"touchpoint": "att"}, "touchpoint: no column 'att' in the table. Did you mean at?"),
    "an order that is none": (
        {"order": "broken"},
        "order: column 'broken' has the same value in 1 row of the same customer and time. Name a column that has a "
        "number of its own in every row.",
    ),
    "names and numbers in one column": (
        {"interactions": MINI.assign(at=["call", 7] * 5)},
        "touchpoint: column 'at' mixes text with other values. Turn the column into text with astype(str), or correct "
        "the odd rows.",
    ),
    "no row is whole": (
        {"interactions": MINI.iloc[:2].assign(at=["call", None], who=[None, "b"])},
        "interactions: no row has who, at, when together. Check the columns in study.toml.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_cannot_be_computed_is_said(mistake):
    change, message = MISTAKES[mistake]
    if mistake == "an order that is none":
        change = change | {"interactions": MINI.assign(broken=0)}
    with pytest.raises(cx.CXError) as error:
        cx.journey_paths(**({"interactions": MINI} | PATHS | change))
    assert str(error.value) == message


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
def test_an_order_with_gaps_stops_in_every_engine(engine):
    import duckdb
    import polars as pl

    table = pl.from_pandas(MINI.assign(row=[None, *range(1, len(MINI))], when=MINI["when"].iloc[0]))
    table = {"pandas": table.to_pandas, "polars": table.lazy, "duckdb": lambda: duckdb.from_arrow(table.to_arrow())}[
        engine
    ]()
    with pytest.raises(CXError) as caught:
        cx.journey_paths(table, **PATHS, order="row")
    assert str(caught.value) == "order: column 'row' has no value in 1 row. Number every row."
