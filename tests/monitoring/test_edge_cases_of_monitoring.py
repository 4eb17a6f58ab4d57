"""Edges of monitoring: all alike, none, gaps, zones, many waves. A sentence, never a crash or a silent number."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cxlib as cx

NO_DATE = pd.Series(pd.NaT, index=range(60), dtype="datetime64[ns]")
ACTION = {"outcome": "r", "unit": "u", "wave": "w", "treated": "t"}
CASE = {"before": "b", "after": "a"}
LOT = CASE | {"answered": "g", "held_out": "h"}


def branches(waves=(1, 2, 3, 4), start=3, value=None):
    """Eight branches, of which four have the action from a wave on; a step in the outcome of all, or one value."""
    draw = np.random.default_rng(1)
    rows = [(f"u{unit}", wave, int(unit < 4 and place >= waves.index(start)), draw.normal() if value is None else value)
            for unit in range(8) for place, wave in enumerate(waves)]  # fmt: skip
    return pd.DataFrame(rows, columns=["u", "w", "t", "r"])


def people(**given):
    draw = np.random.default_rng(2)
    return pd.DataFrame({"b": draw.integers(0, 11, 60), "a": draw.integers(0, 11, 60), "g": [1, 0, 0] * 20,
                         "h": [0, 0, 1] * 20}).assign(**given)  # fmt: skip


def customers(**given):
    left = pd.Series([pd.Timestamp("2024-05-10") if one % 4 == 0 else pd.NaT for one in range(60)])
    return pd.DataFrame({"c": range(60), "s": pd.Timestamp("2023-01-15"), "e": left}).assign(**given)


def contacts(**given):
    draw = np.random.default_rng(3)
    days = pd.Timestamp("2024-01-05") + pd.to_timedelta(draw.integers(0, 300, 240), "D")
    return pd.DataFrame({"c": np.repeat(range(60), 4), "t": days, "b": draw.integers(0, 2, 240),
                         "at": ["T1", "T14"] * 120}).assign(**given)  # fmt: skip


def leaving(who=None, met=None, **given):
    return cx.leaving_hazard(customers() if who is None else who, contacts=contacts() if met is None else met,
                             customer="c", start="s", end="e", time="t", bad="b", **given)  # fmt: skip


def ends(who=None, met=None):
    return cx.first_ends(contacts() if met is None else met, people=customers() if who is None else who, customer="c",
                         time="t", bad="b", touchpoint="at", end="e", complaints="T14")  # fmt: skip


def first_ends_of(at, **given):
    data = pd.DataFrame({"t": [1, 2, 3, 5, 5], "k": ["a", "b", "a", None, None]}).assign(**given)
    return cx.competing_risks(data, time="t", cause="k", at=at)


def shops(waves, periods=None):
    draw = np.random.default_rng(4)
    rows = [(shop, wave, draw.normal(shop % 5)) for shop in range(12) for wave in waves for _ in range(3)]
    return pd.DataFrame(rows, columns=["u", "w", "r"])


def lasting(data, **given):
    return cx.rank_persistence(data, unit="u", wave="w", rating="r", n_resamples=50, rng=1, **given)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: cx.action_effect(branches(value=5.0), **ACTION), "r: one mean in all units and waves. There is no "
         "change to be told from chance."),
        (lambda: cx.action_effect(branches(value=np.nan), **ACTION), "r, u, w, t: no row has all four. Check the "
         "columns."),
        (lambda: cx.action_effect(branches(tuple(range(300)), start=150), **ACTION), "w: 300 waves. Take longer ones: "
         "240 are compared at most."),
        (lambda: lasting(shops(range(300))), "w: 300 waves. Take several together: 240 are compared at most."),
        (lambda: cx.action_rows(branches(value=np.nan), unit="u", wave="w", outcome="r", began_in="u1", began="2",
                                every="month"), "u, w, r: no row has all three. Check the columns."),
        (lambda: cx.action_rows(branches(), unit="u", wave="w", outcome="r", began_in=" ,", began="2", every="month"),
         "began_in: no unit is named. Write those of u in which the action began."),
        (lambda: cx.recovery_effect(people(a=3, b=3), **LOT), "a: less b it is one number in all cases. Nothing tells "
         "how far chance goes."),
        (lambda: cx.regression_to_mean(people(a=3), **CASE, cut=3), "b, a: all gave one and the same score. Three "
         "people and scores that differ are needed."),
        (lambda: cx.regression_to_mean(people(a=np.nan), **CASE, cut=3), "b, a: 0 people gave both. Three people and "
         "scores that differ are needed."),
        (lambda: cx.discrete_hazard(people(p=np.arange(60) * 8 + 1, e=[0, 1] * 30), periods="p", event="e",
                                    predictors=["g"]), "p: 473 levels. Take longer periods, or trend = True."),
        (lambda: leaving(until="2023-06-01"), "until: no t of a contact lies before 2023-06-01. Write the last day of "
         "the log."),
        (lambda: cx.purchase_hazard(customers(s=NO_DATE, e=NO_DATE, m=1), start="s", end="e", met=["m"]), "s: no row "
         "has a date. Check the column and its missing codes."),
        (lambda: cx.purchase_hazard(customers(e=NO_DATE, m=[0, 1] * 30), start="s", end="e", met=["m"], until=
         "2024-01-01"), "outcome: no row says yes. A model needs both answers."),
        (lambda: ends(customers(e=pd.Timestamp("2023-02-01"))), "e: all had left before a contact went wrong. Check "
         "the dates of both tables."),
        (lambda: ends(met=contacts(t="2024-01-01")), "t: no dates. Declare the column with a role of dates, such as "
         "start or time."),
        (lambda: first_ends_of([]), "at: no times, or one below 0. Write times as those of t."),
        (lambda: first_ends_of([-1]), "at: no times, or one below 0. Write times as those of t."),
        (lambda: cx.follow_up_times(customers(), opened="s", closed="e", target=0), "target: 0 is no time. Write how "
         "many hours were promised."),
    ],
)  # fmt: skip
def test_messages(call, message):
    with pytest.raises(cx.CXError) as caught:
        call()
    assert str(caught.value) == message


def test_what_units_and_waves_explain_without_a_rest_has_no_p_value():
    data = branches()
    data["r"] = data["u"].str[1:].astype(float) / 3 + data["w"] / 7
    found = cx.action_effect(data, **ACTION)
    assert found.table["estimate"].tolist() == [0, 0] and found.table["std_error"].tolist() == [0, 0]
    assert found.table[["p_value", "conf_low", "conf_high"]].isna().all(axis=None)
    assert found.notes == ("Units and waves explain the outcome without a rest: nothing tells how far chance goes.",)


def test_named_waves_stand_in_their_order():
    """Wave 10 follows wave 9: sorted as text the action would begin in the first wave, and end."""
    named = branches().assign(w=lambda rows: rows["w"].map({1: "w8", 2: "w9", 3: "w10", 4: "w11"}))
    numbered = cx.action_effect(branches(), **ACTION).table
    pd.testing.assert_frame_equal(cx.action_effect(named, **ACTION).table, numbered)


@pytest.mark.parametrize(("waves", "start", "said"), [((1, 2, 9, 10), 10, True), ((1, 2, 3, 10), 10, False)])
def test_waves_unequally_far_apart_are_said_where_a_trend_is_told(waves, start, said):
    notes = cx.action_effect(branches(waves, start), **ACTION).notes
    assert ("Waves lie unequally far apart: the trend before is told per wave, not per time." in notes) == said


@pytest.mark.parametrize(
    ("waves", "said"),
    [((1, 2, 3), False), ((1, 2, 7), True), (pd.to_datetime(["2024-01-05", "2024-02-05", "2024-03-05"]), False),
     (pd.to_datetime(["2024-01-05", "2024-02-05", "2024-05-05"]), True)],
)  # fmt: skip
def test_lags_over_a_gap_are_said(waves, said):
    note = "Waves lie unequally far apart: a lag counts waves with answers, not time."
    assert (note in lasting(shops(waves)).notes) == said


def test_nobody_answered_in_time_leaves_no_interval_of_no_width():
    found = cx.follow_up_times(customers(e=NO_DATE), opened="s", closed="e", end="2024-01-01").table
    assert found["in_time"].tolist() == [0] and found[["in_time_low", "in_time_high"]].isna().all(axis=None)


def test_ends_are_told_no_longer_than_somebody_was_watched():
    found = first_ends_of([4, 100])
    assert found.table["estimate"].isna().tolist() == [False, True, False, True]
    assert found.notes == ("Nobody was watched for longer than 5.",)
    whole = first_ends_of([4, 100], k=["a", "b", "a", "b", "b"])  # all ended: what comes later is known
    assert whole.table["estimate"].tolist() == pytest.approx([0.4, 0.4, 0.2, 0.6]) and whole.notes == ()


def test_a_share_of_none_or_all_has_no_limits():
    found = first_ends_of([0, 3], t=3, k="a").table
    assert found["estimate"].tolist() == [0, 1] and found[["conf_low", "conf_high"]].isna().all(axis=None)


def test_times_of_a_zone_fall_into_the_months_of_their_place():
    zoned = contacts().assign(t=lambda rows: rows["t"].dt.tz_localize("Europe/Madrid"))
    pd.testing.assert_frame_equal(leaving(met=zoned).table, leaving().table)
    pd.testing.assert_frame_equal(ends(met=zoned), ends())
