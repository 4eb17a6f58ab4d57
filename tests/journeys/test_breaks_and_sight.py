"""The unbroken share, who sees the customer, and how moments add up."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from logs import KEYS, MINI

import cxlib as cx

BROKEN = {"customer": "who", "touchpoint": "at", "broken": "broken"}


def test_the_unbroken_share_by_hand():
    found = cx.unbroken_by_length(MINI, **BROKEN)
    assert found.touchpoints[["touchpoint", "n", "estimate"]].values.tolist() == [
        ["bill", 2, 0.5], ["call", 4, 0.75], ["visit", 3, 2 / 3], ["wait", 1, 1.0],
    ]  # fmt: skip
    assert found.table[["contacts", "n", "unbroken", "estimate"]].values.tolist() == [
        [1, 1, 1, 1.0], [2, 1, 1, 1.0], [3, 1, 0, 0.0], [4, 1, 0, 0.0],
    ]  # fmt: skip
    # call; visit, bill; call, visit, bill; call, visit, wait, call
    assert found.table["product"].tolist() == pytest.approx([3 / 4, 1 / 3, 1 / 4, 3 / 8])


def test_the_product_is_the_share_where_breaks_are_independent():
    rng = np.random.default_rng(5)
    n = 60_000
    table = pd.DataFrame({"who": np.arange(n) // 6, "at": rng.choice(["x", "y", "z"], n)})
    table["broken"] = rng.random(n) < table["at"].map({"x": 0.05, "y": 0.1, "z": 0.2})
    row = cx.unbroken_by_length(table, **BROKEN).table.iloc[0]
    assert row[["contacts", "n"]].tolist() == [6, 10_000]
    assert row["product"] == pytest.approx((2.65 / 3) ** 6, abs=0.01)
    assert row["estimate"] == pytest.approx(row["product"], abs=0.015)  # three standard errors
    # One break in each journey that has any: the touchpoints promise more breaks than there are journeys with one.
    tied = table.assign(broken=table["who"] % 2)
    row = cx.unbroken_by_length(tied, **BROKEN).table.iloc[0]
    assert row["estimate"] == 0.5
    assert row["product"] == pytest.approx(0.5**6, rel=0.02)


def test_a_touchpoint_that_always_breaks():
    found = cx.unbroken_by_length(MINI.assign(broken=(MINI["at"] == "bill").astype(int)), **BROKEN).table
    assert found["product"].tolist() == pytest.approx([1, 0, 0, 1], abs=1e-12)


def test_journeys_that_are_not_judged_throughout_are_left_out():
    unsure = MINI.assign(broken=MINI["broken"].astype(float).mask(MINI["at"] == "wait"))
    found = cx.unbroken_by_length(unsure, **BROKEN)
    assert found.table["contacts"].tolist() == [1, 2, 3]
    assert found.notes == ("1 journey with a contact without broken left out.",)
    with pytest.raises(cx.CXError) as error:
        cx.unbroken_by_length(MINI.assign(broken=np.nan), **BROKEN)
    assert str(error.value) == (
        "broken: column 'broken' has gaps in every one of 4 journeys. A journey counts when each of its contacts is "
        "judged."
    )


def test_fragmentation_by_hand():
    found = cx.fragmentation(MINI, customer="who", department="by")
    people = found.customers.set_index("customer")
    assert people["contacts"].tolist() == [4, 3, 2, 1]
    assert people["departments"].tolist() == [2, 3, 2, 1]
    assert people["fragmentation"].tolist() == pytest.approx([4 / 9, 2 / 3, 1 / 2, 0])
    assert people["largest_share"].tolist() == pytest.approx([1 / 2, 1 / 3, 1 / 2, 1])
    assert found.table.values.tolist() == [
        ["Billing", 2, pytest.approx((1 / 3 + 1 / 2) / 2)],
        ["Centre", 3, pytest.approx((2 / 4 + 1 / 3 + 1) / 3)],
        ["Repair", 3, pytest.approx((1 / 4 + 1 / 3 + 1 / 2) / 3)],
    ]
    assert found.notes == ("1 row without by: seen by nobody.",)


def test_a_customer_whom_nobody_owns():
    found = cx.fragmentation(MINI[MINI["at"] == "wait"], customer="who", department="by")
    assert found.table.empty
    assert found.customers.iloc[0, :3].tolist() == ["a", 1, 0]
    assert found.customers[["fragmentation", "largest_share"]].isna().all(axis=None)


def test_the_same_scatter_whatever_the_names_and_the_order():
    renamed = MINI.assign(by=MINI["by"].map({"Centre": "z", "Repair": "y", "Billing": "x"})).sample(
        frac=1, random_state=2
    )
    first, second = (cx.fragmentation(table, customer="who", department="by") for table in (MINI, renamed))
    pd.testing.assert_frame_equal(first.customers, second.customers)
    assert sorted(first.table["visibility"]) == sorted(second.table["visibility"])


# --- how moments add up


def drawn(n: int = 600) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Journeys of three to seven rated contacts whose score follows the lowest and the last, not the others."""
    rng = np.random.default_rng(11)
    size = rng.integers(3, 8, n)
    contacts = pd.DataFrame({"who": np.repeat(np.arange(n), size), "rating": rng.integers(1, 6, size.sum())})
    contacts["when"] = pd.Timestamp("2026-01-01") + pd.to_timedelta(contacts.groupby("who").cumcount(), "D")
    own = contacts.groupby("who")["rating"]
    score = own.min() + own.last() + rng.normal(0, 0.5, n)
    return contacts.sample(frac=1, random_state=3), pd.DataFrame({"who": score.index, "score": score})


RULES = {**KEYS, "rating": "rating", "outcome": "score", "rng": 7}


def test_the_planted_rule_comes_out():
    contacts, journeys = drawn()
    found = cx.journey_rules(contacts, journeys=journeys, **RULES).table.set_index("rule")
    assert list(found.index) == ["mean", "lowest", "last", "first", "peak_end", "lowest_and_last"]
    assert found["n"].eq(600).all()
    planted = 1 - 0.25 / journeys["score"].var()  # what the drawn noise leaves to explain
    assert found.loc["lowest_and_last", "estimate"] == pytest.approx(planted, abs=0.02)
    assert found["estimate"].idxmax() == "lowest_and_last"
    assert found.loc["lowest_and_last", "gain_low"] > 0
    assert found.loc["first", "gain_high"] < 0
    assert found.loc["mean", "gain"] == 0
    gain = found["estimate"] - found.loc["mean", "estimate"]
    assert gain.tolist() == pytest.approx(found["gain"].tolist())


def test_the_moments_by_hand():
    from cxlib.journeys.peak_end import _moments

    contacts = MINI[["who", "when"]].assign(rating=[3, 5, 1, None, 2, 4, 2, 4, 5, 1])
    found, notes = _moments(contacts, "who", "when", "rating", None)
    found = found.set_index("customer").sort_index()
    assert notes == ("1 row without rating left out.",)
    assert found[["mean", "lowest", "last", "first"]].values.tolist() == [
        [2.5, 1, 4, 3], [3.5, 2, 2, 5], [4.5, 4, 5, 4], [1, 1, 1, 1],
    ]  # fmt: skip
    # The mean of all nine is 3: the peaks are 1, 5 (two from the mean, where 2 is one), 5 and 1.
    assert found["peak_end"].tolist() == [2.5, 3.5, 5, 1]


def test_rules_are_judged_on_journeys_they_were_not_fitted_to():
    contacts, journeys = drawn(60)
    chance = journeys.assign(score=np.random.default_rng(1).normal(size=60))
    found = cx.journey_rules(contacts, journeys=chance, **RULES).table
    assert (found["estimate"] < 0).all()  # in the sample itself, R² is never below 0


def test_the_same_seed_gives_the_same_rules():
    contacts, journeys = drawn(60)
    first, again, other = (
        cx.journey_rules(contacts, journeys=journeys, **(RULES | {"rng": seed})).table for seed in (7, 7, 8)
    )
    pd.testing.assert_frame_equal(first, again)
    assert not first.equals(other)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"rng": None},
            "rng: the journeys are dealt into folds at random, with a seed. Write rng = 2027, or any number.",
        ),
        (
            {"journeys": drawn(60)[1].head(19)},
            "journeys: 19 with a score and a rated contact are too few for 5 folds. At least 20 are needed.",
        ),
        (
            {"journeys": drawn(60)[1].assign(who=1)},
            "journeys: 59 values of 'who' stand there more than once. Keep one row, and one score, per journey.",
        ),
        (
            {"journeys": drawn(60)[1].assign(score=5)},
            "outcome: column 'score' has one value only. Where all scores are equal, no rule can explain.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_said(change, message):
    contacts, journeys = drawn(60)
    with pytest.raises(cx.CXError) as error:
        cx.journey_rules(contacts, **({"journeys": journeys} | RULES | change))
    assert str(error.value) == message
