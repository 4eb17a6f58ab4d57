"""Leaving after a bad contact: months by hand, against one row for each month, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.errors import CXError
from cxlib.monitoring import leaving

NAMES = {"customer": "who", "start": "since", "end": "left", "time": "day", "bad": "bad", "until": "2025-12-31"}


def day(month: float) -> pd.Timestamp | None:
    """A day of month 1, 2, … from January 2025 on; 0 and below lie before it."""
    return None if np.isnan(month) else pd.Timestamp("2024-12-15") + pd.DateOffset(months=int(month))


def table(since: list[float], left: list[float]) -> pd.DataFrame:
    rows = pd.DataFrame(
        {"who": range(len(since)), "since": [day(one) for one in since], "left": [day(one) for one in left]}
    )
    return rows.astype({"since": "datetime64[s]", "left": "datetime64[s]"})


def test_months_by_hand(monkeypatch):
    # 0 stays all year; bad in months 3 and 4, within 2 months: before is 1 in months 4, 5 and 6
    # 1 joins in month 2, leaves in month 5; bad in month 4: months 3 to 5, of which 5 counts as after
    # 2 left before the first contact of all; 3 is no customer; 4 leaves in the month of its bad contact
    people = table([-5, 2, -9, np.nan, -1], [np.nan, 5, 0, np.nan, 7])
    log = pd.DataFrame({"who": [0, 0, 1, 4, 0], "day": [day(m) for m in (3, 4, 4, 7, 1)], "bad": [1, 1, 1, 1, 0]})
    kept = {}
    real = leaving._cells
    monkeypatch.setattr(leaving, "_cells", lambda *given: kept.setdefault("cells", real(*given)))
    found = cx.leaving_hazard(people, contacts=log, within=2, **NAMES)
    cells, exposed = kept["cells"][0].set_index(["before", "month"]), kept["cells"][1]
    assert exposed == 2
    assert cells["n"][1][cells["n"][1] > 0].to_dict() == {3: 1, 4: 2, 5: 1}  # the months count from 0
    assert cells["n"][0].tolist() == [2, 2, 3, 2, 1 - 0, 1, 2, 1, 1, 1, 1, 1]
    assert cells["events"][1].to_dict() == {month: int(month == 4) for month in range(12)}
    assert cells["events"][0].to_dict() == {month: int(month == 6) for month in range(12)}
    assert found.table["n"].tolist() == [22] * 3 and found.table["events"].tolist() == [2] * 3
    assert found.settings["shares"] == {0: pytest.approx(1 / 18), 1: pytest.approx(1 / 4)}
    assert found.notes == ("1 row without since left out.",)


@pytest.fixture(scope="module")
def firm():
    rng = np.random.default_rng(8)
    n = 600
    since = rng.integers(-12, 8, n).astype(float)
    left = np.where(rng.random(n) < 0.4, since + rng.integers(0, 20, n), np.nan)
    log = pd.DataFrame(
        {"who": rng.integers(0, n, 900), "month": rng.integers(1, 13, 900), "bad": rng.integers(0, 2, 900)}
    )
    log["day"] = [day(month) for month in log["month"]]
    return since, np.where(left > 14, np.nan, left), log


def test_against_one_row_for_each_month(firm):
    since, left, log = firm
    bad = {(who, month) for who, month, is_bad in log[["who", "month", "bad"]].itertuples(index=False) if is_bad}
    rows = []
    for who, (begins, leaves) in enumerate(zip(since, left, strict=True)):
        for month in range(1, 13):
            if begins < month and not leaves < month:
                before = any((who, month - back) in bad for back in (1, 2, 3))
                rows.append((month - 1, int(leaves == month), int(before)))
    long = pd.DataFrame(rows, columns=["at", "left", "before"]).assign(one=1)
    plain = cx.discrete_hazard(long, periods="one", event="left", predictors=["at", "before"]).table
    found = cx.leaving_hazard(table(list(since), list(left)), contacts=log, within=3, **NAMES).table
    numbers = ["n", "events", "estimate", "std_error", "conf_low", "conf_high", "p_value"]
    assert found[numbers].to_numpy() == pytest.approx(plain[numbers].to_numpy(), abs=1e-9)


def test_order_of_rows_and_engine_do_not_matter(firm):
    since, left, log = firm
    people = table(list(since), list(left))
    found = cx.leaving_hazard(people, contacts=log, **NAMES).table
    pl = pytest.importorskip("polars")
    for who, met in ((people[::-1], log.sample(frac=1, random_state=1)), (pl.from_pandas(people), pl.from_pandas(log))):
        other = cx.leaving_hazard(who, contacts=met, **NAMES).table
        pd.testing.assert_frame_equal(found, other)


def test_without_a_last_day_the_last_date_counts(firm):
    since, left, log = firm
    people, met = table(list(since), list(left)), log[log["month"] <= 9]
    last = max(people["left"].max(), met["day"].max())
    names = {name: value for name, value in NAMES.items() if name != "until"}
    open_, told = (cx.leaving_hazard(people, contacts=met, **names, **more).table for more in ({}, {"until": last}))
    pd.testing.assert_frame_equal(open_, told)
    with pytest.raises(CXError, match="contacts: none with who, day and bad"):
        cx.leaving_hazard(people, contacts=met.head(0), **names)


def test_a_customer_twice_and_words_for_dates_are_refused(firm):
    since, left, log = firm
    people = table(list(since), list(left))
    with pytest.raises(CXError, match="a value of who stands in several rows"):
        cx.leaving_hazard(pd.concat([people, people.head(1)]), contacts=log, **NAMES)
    with pytest.raises(CXError, match="since: no dates"):
        cx.leaving_hazard(people.assign(since="2025"), contacts=log, **NAMES)
    with pytest.raises(CXError, match="no row says yes"):
        cx.leaving_hazard(people.assign(left=pd.NaT), contacts=log, **NAMES)


def test_purchases_in_months_that_are_over():
    # until 2025-12-31: 0 bought on day 31, in month 2 of 12; 1 asked 95 days before, so that 3 months are over, and has
    # not bought; 2 bought in its fourth month, which is not over; 3 asked 29 days before; 4 bought after a year
    asked = pd.to_datetime(["2024-01-01", "2025-09-27", "2025-09-27", "2025-12-02", "2024-01-01"] * 40)
    bought = pd.to_datetime(["2024-02-01", None, "2025-12-30", None, "2025-01-15"] * 40)
    rows = pd.DataFrame({"asked": asked, "bought": bought, "seen": np.arange(200) // 5 % 2})
    found = cx.purchase_hazard(rows, start="asked", end="bought", met=["seen"], until="2025-12-31").table
    assert found["events"].iloc[0] == 40 and found["n"].iloc[0] == 40 * (2 + 3 + 3 + 12)
    assert found.set_index("term").loc["seen", "estimate"] == pytest.approx(0, abs=1e-9)
    with pytest.raises(CXError, match="asked: nobody asked 30 days before 2023-12-31"):
        cx.purchase_hazard(rows, start="asked", end="bought", met=["seen"], until="2023-12-31")


def test_reading_tells_times_and_what_is_open():
    rows = pd.DataFrame({"term": ["constant", "bad", "web"], "n": 900, "events": 80, "estimate": np.log([0.1, 3, 1.1]),
                         "conf_low": np.log([0.05, 2, 0.8]), "conf_high": np.log([0.2, 4.5, 1.5]),
                         "p_value": [0, 0.001, 0.6], "std_error": 0.1})  # fmt: skip
    found = cx.Result(kind="discrete_hazard", table=rows, settings={"predictors": ["bad", "web"]})
    told = cx.reading(found, labels={"bad": "bad contact"}, truth={"bad": {"structural": np.log(2.5)}}).text
    assert told == (
        "- bad contact: 3.00 times the odds in a period (2.00 to 4.50).\n"
        "- web: 1.10 times the odds in a period (0.80 to 1.50), which cannot be distinguished from no change.\n"
        "- Planted truth: bad contact 2.50 times."
    )
    heads = [cx.reading(replace(found, kind=kind)).headline for kind in ("leaving_hazard", "purchase_hazard")]
    assert [head.partition(":")[0] for head in heads] == ["Leaving, bad", "First purchase, bad"]
    few = cx.Result(kind="discrete_hazard", table=rows.assign(events=29), settings=found.settings)
    assert cx.reading(few).text == "Too few events (29) to say what goes with them."


def test_reading_of_leaving_tells_both_shares(firm):
    since, left, log = firm
    found = cx.leaving_hazard(table(list(since), list(left)), contacts=log, **NAMES)
    shares = [f"{100 * found.settings['shares'][kind]:.1f} %" for kind in (1, 0)]
    assert f"{shares[0]} left in a month after it, {shares[1]} otherwise." in cx.reading(found).text


@pytest.mark.parametrize(("n_bad", "told"), [(3, False), (9, False), (10, True), (52, False)])
def test_of_few_with_a_bad_contact_it_is_not_told_whether_they_left(n_bad, told):
    """With one kind of contact and one month the odds are a count: of three people, how many left."""
    n = 60
    people = table([-5] * n, [5 if who % 2 else np.nan for who in range(n)])
    log = pd.DataFrame({"who": range(n), "day": [day(2)] * n, "bad": [int(who < n_bad) for who in range(n)]})
    asked = {"contacts": log, "within": 12, **NAMES}
    open_to_all = cx.leaving_hazard(people, **asked).table
    if not told:
        with pytest.raises(CXError, match=f"bad: {n_bad} of 60 customers had a bad contact"):
            cx.leaving_hazard(people, **asked, fewest=10)
    else:
        pd.testing.assert_frame_equal(cx.leaving_hazard(people, **asked, fewest=10).table, open_to_all)


def test_what_few_prospects_had_met_is_left_out_by_name():
    rng = np.random.default_rng(4)
    asked = pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 200, 200), "D")
    bought = asked + pd.to_timedelta(rng.integers(20, 400, 200), "D")
    rows = pd.DataFrame({"asked": asked, "bought": bought, "web": rng.integers(0, 2, 200), "fair": [1] * 4 + [0] * 196})
    found = cx.purchase_hazard(rows, start="asked", end="bought", met=["web", "fair"], until="2025-12-31", fewest=10)
    assert "fair" not in set(found.table["term"]) and "web" in set(found.table["term"])
    assert found.notes[-1] == "Left out, since fewer than 10 had met it or had not: fair."
    with pytest.raises(CXError, match="fair: met, or not met, by fewer than 10 prospects"):
        cx.purchase_hazard(rows, start="asked", end="bought", met=["fair"], until="2025-12-31", fewest=10)
    all_of_them = cx.purchase_hazard(rows, start="asked", end="bought", met=["web", "fair"], until="2025-12-31")
    assert {"web", "fair"} <= set(all_of_them.table["term"])
