"""Costs of defects: by hand, against another way to compute them, and what the sample holds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest
import statsmodels.api as sm

import cxlib as cx
from cxlib.errors import CXError

CALL = {"touchpoint": "at", "outcome": "score"}


def small(n: int = 20) -> pd.DataFrame:
    """A call with two defects, a visit with one; a quarter of the calls has no answer."""
    call = pd.DataFrame({"at": "call", "late": [0, 1, 0, 0] * n, "rude": [0, 0, 1, 0] * n, "score": [9.0, 6, 8, 9] * n})
    visit = pd.DataFrame({"at": "visit", "late": [0, 0, 0, 1] * n, "rude": 0, "score": [8.0, 9, 7, 4] * n})
    silent = pd.DataFrame({"at": "call", "late": [1, 0] * n, "rude": 0, "score": np.nan})
    return pd.concat([call, visit, silent], ignore_index=True)


def test_severity_times_frequency_by_hand():
    found = cx.defect_costs(small(), defects=["late", "rude"], cut=0.5, **CALL)
    # of 200 contacts 40 calls are late, 20 rude, 20 visits late
    expected = [
        ("call", "late", 20, 3.0, 0.2, 0.6),
        ("visit", "late", 20, 4.0, 0.1, 0.4),
        ("call", "rude", 20, 1, 0.1, 0.1),
    ]
    columns = ["touchpoint", "defect", "n", "severity", "frequency", "estimate"]
    assert [tuple(row) for row in found.table[columns].round(9).to_numpy()] == expected
    assert found.table["slight"].tolist() == [False, False, True]
    assert (found.slight, found.gap) == (pytest.approx(0.1), pytest.approx(0.1 - 0.6))


def test_intervals_are_those_of_a_robust_line_and_the_gap_is_a_contrast_of_it():
    rng = np.random.default_rng(5)
    log = small(60).assign(score=lambda t: t["score"] + rng.normal(size=len(t)))
    found = cx.defect_costs(log, defects=["late", "rude"], cut=0.9, **CALL)
    fits, n = {}, len(log)
    for at, own in log.dropna().groupby("at"):
        used = ["late", "rude"] if at == "call" else ["late"]
        fits[at] = sm.OLS(own["score"], sm.add_constant(own[used].astype(float))).fit(cov_type="HC3", use_t=True)
    for row in found.table.itertuples():
        low, high = fits[row.touchpoint].conf_int().loc[row.defect]
        share = (log["at"].eq(row.touchpoint) & log[row.defect].eq(1)).sum() / n
        assert (row.conf_low, row.conf_high) == (pytest.approx(-high * share), pytest.approx(-low * share))
    call, visit = fits["call"], fits["visit"]
    share = found.table.set_index(["touchpoint", "defect"])["frequency"]
    assert found.table["defect"].tolist() == ["late", "late", "rude"]
    parts = np.array([0, share["call", "late"], -share["call", "rude"]])  # the worst against, the slight for
    variance = parts @ call.cov_params() @ parts + share["visit", "late"] ** 2 * visit.cov_params().loc["late", "late"]
    half = 1.959963984540054 * np.sqrt(variance)
    assert found.gap_high - found.gap == pytest.approx(half)
    assert found.gap - found.gap_low == pytest.approx(half)


def test_the_same_numbers_from_another_engine():
    pandas, polars = (
        cx.defect_costs(table, defects=["late", "rude"], **CALL) for table in (small(), pl.from_pandas(small()))
    )
    pd.testing.assert_frame_equal(pandas.table, polars.table)


def test_rare_defects_and_touchpoints_without_answers_are_left_out():
    rare = pd.concat([small(), pd.DataFrame({"at": "letter", "late": 1, "rude": 0, "score": np.nan}, index=range(50))])
    found = cx.defect_costs(
        rare.assign(rude=np.r_[np.ones(9), np.zeros(len(rare) - 9)]), defects=["late", "rude"], **CALL
    )
    assert set(found.table["defect"]) == {"late"}
    assert set(found.table["touchpoint"]) == {"call", "visit"}
    gaps = small().assign(at=["call", None] + ["visit"] * 198)
    assert cx.defect_costs(gaps, defects="late", **CALL).notes == ("1 row without touchpoint or defects left out.",)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            small().assign(late=2),
            "defects: 200 rows of column 'late' hold something other than 0 and 1. "
            "Write 1 where the defect happened and 0 where it did not.",
        ),
        (
            small(2),
            "defects: none has 10 answers with it and without it at a touchpoint. "
            "Name other defects, or collect more answers.",
        ),
    ],
)
def test_what_cannot_be_priced_is_said(table, said):
    with pytest.raises(cx.CXError) as error:
        cx.defect_costs(table, defects=["late"], **CALL)
    assert str(error.value) == said


def test_slight_defects_of_the_sample_cost_more_than_the_worst(contacts_study):
    log = contacts_study["contacts"].query("touchpoint <= 'T14'")
    answers = contacts_study["transactional"][["contact", "satisfaction"]]
    log = log.assign(partly=log["outcome"] == "partly", failed=log["outcome"] == "failed",
                     told=log["told_again"] == 1, long=log["wait_minutes"] > 30)  # fmt: skip
    flags = ["partly", "failed", "told", "long"]
    both = log.astype(dict.fromkeys(flags, int)).drop(columns="outcome").merge(answers, on="contact", how="left")
    found = cx.defect_costs(both, touchpoint="touchpoint", defects=flags, outcome="satisfaction", min_answers=5)
    assert len(found.table) == 50
    assert tuple(found.table.loc[0, ["touchpoint", "defect"]]) == ("T13", "failed")
    # by a line of least squares per touchpoint apart from cxlib (the plain analysis of lesson 01.9)
    assert found.slight / found.table["estimate"][0] == pytest.approx(2.9150648044265157, rel=1e-9)
    assert found.gap_low > 0


def test_contacts_before_an_answer_by_hand():
    days = pd.to_datetime(["2026-06-01", "2026-06-01", "2025-06-01", "2026-01-01"])
    told = pd.DataFrame({"who": ["a", "b", "a", None], "day": days, "score": [4, 9, 7, 5]})
    log = pd.DataFrame({
        "who": ["a", "a", "a", "a", "c"], "at": ["x", "y", "x", "z", "x"], "bad": [1, 0, 1, None, 0],
        "on": pd.to_datetime(["2026-06-01", "2025-06-01", "2025-06-02", "2026-01-01", "2026-01-01"]),
    })  # fmt: skip
    found = cx.contacts_before(told, log, customer="who", asked="day", time="on", touchpoint="at", bad="bad")
    rows = [
        tuple(row)
        for row in found.table[["answer", "touchpoint", "bad", "contacts"]].astype(object).fillna("-").to_numpy()
    ]
    # the day of the answer counts, the same day a year before does not; the contact nobody judged is left out
    assert rows == [(0, "x", 1.0, 2), (0, "x", 1.0, 2), (1, "-", "-", 0), (2, "y", 0.0, 1)]
    assert found.notes == ("1 row without who or day left out.",)


def test_moments_of_the_sample_by_its_dates_are_those_planted(contacts_study):
    people = contacts_study["relationship"].assign(recommend=None)
    log = contacts_study["contacts"].assign(date=lambda t: pd.to_datetime(t["date"]))
    last = pd.Timestamp("2025-12-31")
    people["asked"] = people["wave"].astype(int).map({1: last - pd.DateOffset(months=12), 2: last})
    found = cx.contacts_before(people, log, customer="customer", asked="asked", time="date", touchpoint="touchpoint",
                               bad="broken")  # fmt: skip
    model = {
        "touchpoint": "touchpoint",
        "bad": "bad",
        "outcome": "impression",
        "respondent": "answer",
        "min_impact": 0.3,
    }
    moments = cx.moments_of_truth(
        found.table, **model, controls=["contacts", "wave", "tenure", "contact_channel"]
    ).table
    assert moments.loc[moments["moment_of_truth"].fillna(False), "touchpoint"].tolist() == ["T06", "T09", "T13", "T14"]


TOLD = pd.DataFrame({"who": ["a", "b"], "day": pd.to_datetime("2026-06-01"), "score": [4, 9]})
SEEN = {"customer": "who", "asked": "day", "time": "on", "touchpoint": "at", "bad": "bad"}


def test_contacts_of_the_day_of_an_answer_count_at_any_hour():
    days = ["2026-06-01 17:30", "2026-06-01 18:00", "2026-06-02 00:00", "2025-06-01 23:00"]
    log = pd.DataFrame({"who": "a", "on": pd.to_datetime(days), "at": "call", "bad": 1})
    assert cx.contacts_before(TOLD, log, **SEEN).table["contacts"].tolist() == [2, 2, 0]
    at_noon = TOLD.assign(day=pd.Timestamp("2026-06-01 12:00"))  # a clock is believed
    assert cx.contacts_before(at_noon, log, **SEEN).table["contacts"].tolist() == [1, 0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"who": [1, 2]}, "customer: column 'who' holds numbers in one table and text in the other. Use the same "
         "ids in both tables."),
        ({"day": "2026-06-01"}, "asked: column 'day' does not hold dates. Give it the role time in study.toml, or "
         "read it with pandas.to_datetime."),
        ({"day": pd.Timestamp("2026-06-01", tz="UTC")}, "asked: the answers and the log do not both state a time zone. "
         "Give both a zone, or neither."),
    ],
)  # fmt: skip
def test_tables_that_cannot_be_compared_are_said(change, message):
    log = pd.DataFrame({"who": ["a"], "on": pd.to_datetime(["2026-05-01"]), "at": "call", "bad": 1})
    with pytest.raises(CXError) as caught:
        cx.contacts_before(TOLD.assign(**change), log, **SEEN)
    assert str(caught.value) == message
