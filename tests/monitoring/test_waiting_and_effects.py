"""Waiting times, competing ends and effects: against the reference, by hand, on edges and on what was planted."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

import cxlib as cx

EXACT = 1e-8


@pytest.fixture(scope="module")
def reference(shared):
    return json.loads(shared("reference/monitoring.json").read_text(encoding="utf-8"))


def cases(hours, opened="2026-01-01"):
    """Cases opened at one time, answered after so many hours; None where still open."""
    start = pd.Timestamp(opened)
    answered = [pd.NaT if one is None else start + pd.Timedelta(hours=one) for one in hours]
    return pd.DataFrame({"opened": [start] * len(hours), "closed": answered})


def test_a_median_with_open_cases_by_hand():
    found = cx.follow_up_times(cases([1, 2, 3, None, None]), opened="opened", closed="closed", end="2026-01-02")
    row = found.table.iloc[0]
    assert (row["n"], row["events"], row["median"]) == (5, 3, 3)
    assert np.isnan(row["in_time"])  # nobody was watched for 48 hours
    assert found.curve["answered"].tolist() == pytest.approx([0.2, 0.4, 0.6])


def test_the_public_function_has_the_numbers_of_r(reference):
    data, value = reference["km_loglog"]["data"], reference["km_loglog"]["value"]
    hours = pd.DataFrame({"lag": np.where(np.array(data["status"]) == 1, data["time"], np.nan)})
    hours["opened"] = pd.Timestamp("2026-01-31") - pd.to_timedelta(data["time"], unit="h")
    hours["by"] = data["group"]
    found = cx.follow_up_times(hours, opened="opened", closed="lag", end="2026-01-31", target=6)
    row = found.table.iloc[0]
    medians = [value["median"], value["median_lower"], value["median_upper"]]
    assert row[["median", "conf_low", "conf_high"]].tolist() == medians
    place = value["time"].index(6)
    limits = [1 - value[name][place] for name in ("surv", "upper", "lower")]
    assert row[["in_time", "in_time_low", "in_time_high"]].tolist() == pytest.approx(limits, abs=EXACT)
    grouped = cx.follow_up_times(hours, opened="opened", closed="lag", end="2026-01-31", by="by")
    assert grouped.log_rank["chi_squared"] == pytest.approx(reference["logrank"]["value"]["chisq"], abs=EXACT)


def test_a_change_to_summer_time_adds_no_hour():
    start = pd.Timestamp("2026-03-28 20:00", tz="Europe/Madrid")
    data = pd.DataFrame({"opened": [start] * 2, "closed": [pd.Timestamp("2026-03-29 20:00", tz="Europe/Madrid")] * 2})
    found = cx.follow_up_times(data, opened="opened", closed="closed", end="2026-04-01")
    assert found.table["median"].tolist() == [23.0]


def test_what_is_answered_after_the_end_is_open():
    found = cx.follow_up_times(cases([1, 2, 100]), opened="opened", closed="closed", end="2026-01-03")
    assert found.table[["n", "events"]].values.tolist() == [[3, 2]]


def test_what_a_lot_left_out_is_not_counted_and_the_last_date_is_the_end():
    data = cases([1, 2, None, None, 50]).assign(lot=[0, 0, 1, 1, 0])
    found = cx.follow_up_times(data, opened="opened", closed="closed", held_out="lot")
    assert found.table[["n", "events", "median"]].values.tolist() == [[3, 3, 2]]
    assert found.notes == ("Open until the last date there is, 2026-01-03.",)


def test_cases_nobody_answered_have_no_median():
    found = cx.follow_up_times(cases([None, None]), opened="opened", closed="closed", end="2026-01-05")
    assert found.table["events"].tolist() == [0] and found.table["median"].isna().all() and found.curve.empty


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"end": "2025-01-01"}, "opened: no case was opened before 2025-01-01. Check the column and the end."),
        ({"end": "soon"}, "end: 'soon' is no date. Write the day of the export, such as 2025-12-31."),
        ({"held_out": "all"}, "opened: no case has a date, or a lot held all of them out. Check the columns."),
        ({"closed": "word"}, 'word: no dates. Give the column a role of dates in study.toml, such as "opened".'),
        ({"closed": "early"}, "early: before opened in 2 rows. Correct these rows."),
    ],
)
def test_messages_of_waiting(given, message):
    data = cases([1, 2]).assign(word="x", all=1, early=pd.Timestamp("2025-12-01"))
    with pytest.raises(cx.CXError) as caught:
        cx.follow_up_times(data, **({"opened": "opened", "closed": "closed", "end": "2026-01-05"} | given))
    assert str(caught.value) == message


def test_other_engines_count_the_same():
    polars = pytest.importorskip("polars")
    data = cases([1, 2, 3, 3, None, 60])
    found = [
        cx.follow_up_times(table, opened="opened", closed="closed", end="2026-01-05").table
        for table in (data, polars.from_pandas(data))
    ]
    pd.testing.assert_frame_equal(*found)


def test_competing_ends(reference):
    entry = reference["competing_risks"]
    words = {1: "complain", 2: "leave"}
    data = pd.DataFrame({"time": entry["data"]["time"], "end": [words.get(one) for one in entry["data"]["cause"]]})
    found = cx.competing_risks(data, time="time", cause="end", at=entry["data"]["at"]).table
    for code, word in words.items():
        own = found[found["cause"] == word]
        assert own["estimate"].tolist() == pytest.approx(entry["value"][f"cuminc_est_{code}"], abs=EXACT)
        assert (own["std_error"] ** 2).tolist() == pytest.approx(entry["value"][f"cuminc_var_{code}"], abs=EXACT)
    assert (found["conf_low"] < found["estimate"]).all() and found["conf_high"].between(found["estimate"], 1).all()


@pytest.mark.parametrize("model", ["factor_month", "linear_month"])
def test_hazards(reference, model):
    entry = reference["discrete_hazard"]
    value = entry["value"][model]
    found = cx.discrete_hazard(
        pd.DataFrame(entry["data"]), periods="months", event="event", predictors=["bad"], trend=model == "linear_month"
    )
    assert found.table["estimate"].tolist() == pytest.approx(list(value["coef"].values()), abs=1e-7)
    assert found.table["std_error"].tolist() == pytest.approx(list(value["se"].values()), abs=3e-6)  # R stops earlier
    limits = found.table[["conf_low", "conf_high"]].to_numpy()
    assert limits == pytest.approx(np.array(list(value["ci_wald"].values())), abs=6e-6)
    assert found.settings["deviance"] == pytest.approx(value["deviance"], abs=EXACT)
    assert found.table["n"].iloc[0] == value["rows"]


def panel(entry):
    data = entry["data"]
    rows = pd.DataFrame({"y": data["y"], "unit": np.repeat(range(8), 4), "wave": np.tile(range(1, 5), 8)})
    given = np.array(data["treated"])[rows["unit"]] * (rows["wave"] >= data["post_from_wave"])
    return rows.assign(treated=given)


def test_difference_of_differences(reference):
    value = reference["did_cr2"]["value"]
    found = cx.action_effect(panel(reference["did_cr2"]), outcome="y", unit="unit", wave="wave", treated="treated")
    effect, before = found.table.to_dict("records")
    names = {"estimate": "D", "std_error": "se_CR2", "df": "df_satterthwaite", "p_value": "p_satterthwaite"}
    assert [effect[own] for own in names] == pytest.approx([value[its] for its in names.values()], abs=EXACT)
    assert [effect["conf_low"], effect["conf_high"]] == pytest.approx(value["ci95"], abs=EXACT)
    trend = value["pretrend"]
    own = [before[name] for name in ("estimate", "std_error", "df", "p_value")]
    assert own == pytest.approx([trend[name] for name in ("slope", "se_CR2", "df", "p")], abs=EXACT)
    assert (effect["n_units"], effect["n_treated"]) == (8, 3)


def test_few_units_with_the_action_withhold_the_interval(reference):
    rows = panel(reference["did_cr2"])
    one = rows.assign(treated=rows["treated"].where(rows["unit"] < 2, 0))
    found = cx.action_effect(one, outcome="y", unit="unit", wave="wave", treated="treated")
    assert found.table[["p_value", "conf_low", "conf_high"]].isna().all(axis=None)
    assert "Fewer than 4 degrees of freedom: p and interval are withheld." in found.notes


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda rows: 0, "treated: 0 of 8 units have the action, from wave number 5 on. A difference of differences "
         "needs two units with it, two without it, and a wave before."),
        (lambda rows: (rows["wave"] >= 3) & (rows["unit"] == 0), "treated: 1 of 8 units have the action, from wave "
         "number 3 on. A difference of differences needs two units with it, two without it, and a wave before."),
        (lambda rows: (rows["wave"] >= 3 - (rows["unit"] == 1)) * (rows["unit"] < 3), "treated: units began in "
         "different waves, or stopped. Compare those that began together."),
        (lambda rows: 2, "treated: treated is not 0 or 1 for each unit and wave. Mark whole units in a wave."),
    ],
)  # fmt: skip
def test_messages_of_actions(reference, change, message):
    rows = panel(reference["did_cr2"])
    with pytest.raises(cx.CXError) as caught:
        cx.action_effect(
            rows.assign(treated=change(rows) * 1), outcome="y", unit="unit", wave="wave", treated="treated"
        )
    assert str(caught.value) == message


def test_regression_to_the_mean(reference):
    entry = reference["regression_to_mean"]
    data, value = pd.DataFrame({name: entry["data"][name] for name in ("x1", "x2")}), entry["value"]
    row = cx.regression_to_mean(data, before="x1", after="x2", cut=entry["data"]["cut"]).table.iloc[0]
    wanted = {
        "correlation": "r", "slope": "slope", "observed": "observed_change_selected",
        "expected": "expected_rtm_normal", "expected_by_line": "expected_change_by_regression",
    }  # fmt: skip
    assert row[list(wanted)].tolist() == pytest.approx([value[name] for name in wanted.values()], abs=EXACT)
    assert row["n_chosen"] == len(value["selected"])


def replies(rise, by_reply, n=4000, seed=3):
    """Cases opened by a low score that rises by itself; half of those not held out are answered."""
    rng = np.random.default_rng(seed)
    held_out = rng.random(n) < 0.25
    answered = ~held_out & (rng.random(n) < 0.5)
    before = rng.normal(4, 1, n)
    after = before + rise + by_reply * answered + rng.normal(0, 2, n)
    return pd.DataFrame({"before": before, "after": after, "answered": answered * 1, "held_out": held_out * 1})


def recovered(data):
    columns = {name: name for name in ("before", "after", "answered", "held_out")}
    return cx.recovery_effect(data, **columns).table.set_index("comparison")


def test_a_reply_is_told_from_what_comes_by_itself():
    found = recovered(replies(rise=2.0, by_reply=1.0, n=40_000))
    for name, planted in {
        "answered": 3.0, "held out": 2.0, "answered less unanswered": 1.0, "offer of a reply": 0.5,
        "per reply given": 1.0,
    }.items():  # fmt: skip
        assert abs(found.loc[name, "estimate"] - planted) < 4 * found.loc[name, "std_error"], name


def test_intervals_of_a_reply_contain_no_effect_where_there_is_none():
    contained = []
    for seed in range(100):
        found = recovered(replies(rise=2.0, by_reply=0.0, n=400, seed=seed)).loc[
            ["offer of a reply", "per reply given"]
        ]
        contained.append((found["conf_low"] < 0) & (found["conf_high"] > 0))
    assert np.mean(contained, axis=0) == pytest.approx([0.95, 0.95], abs=0.065)  # 3 standard errors


def test_without_a_lot_nothing_is_said():
    with pytest.raises(cx.CXError) as caught:
        recovered(replies(2.0, 1.0).assign(held_out=0))
    assert str(caught.value).endswith(
        "Without a lot the rise of those who were answered cannot be told from what comes by itself."
    )


def test_what_was_planted_in_the_sample_company():
    cases = cx.read_study(cx.sample_study(), tables=["cases"]).tables["cases"]
    found = cx.recovery_effect(
        cases, before="score_before", after="score_after", answered="answered", held_out="held_out"
    ).table.set_index("comparison")
    assert found.loc["held out", "estimate"] > 1.5  # regression to the mean
    assert found.loc["offer of a reply", "conf_low"] > 0
    assert found.loc["offer of a reply", "estimate"] < found.loc["answered", "estimate"] / 2


def few_without_reply(n: int) -> pd.DataFrame:
    """Forty who were answered, `n` who were not in spite of the offer, and fourteen held out."""
    rng = np.random.default_rng(3)
    before = rng.integers(2, 6, 54 + n)
    data = pd.DataFrame({"before": before, "after": before + rng.integers(-1, 4, 54 + n)})
    data["answered"] = [1] * 40 + [0] * (14 + n)
    return data.assign(held_out=[0] * (40 + n) + [1] * 14)


ASKED = {"before": "before", "after": "after", "answered": "answered", "held_out": "held_out"}


@pytest.mark.parametrize(("n", "told"), [(0, 4), (2, 2), (4, 2), (9, 2), (10, 5)])
def test_those_few_who_got_no_reply_are_not_the_offer_less_the_others(n, told):
    """Both sides of the offer and the mean of the answered: a whole number of points was left for the few."""
    data = few_without_reply(n)
    open_to_all = cx.recovery_effect(data, **ASKED)
    if n == 4:  # what an attacker did: of all whole numbers of points one pair has this difference
        offer, rose = (open_to_all.table.set_index("comparison").loc[name] for name in ("offer of a reply", "answered"))
        known = round(40 * rose["estimate"])
        pairs = [(few, out) for few in range(-16, 17) for out in range(-14, 43)
                 if abs((known + few) / 44 - out / 14 - offer["estimate"]) < 1e-9]  # fmt: skip
        gain = data["after"] - data["before"]
        assert (gain[40:44].sum(), gain[44:].sum()) in pairs and len(pairs) <= 2
    found = cx.recovery_effect(data, **ASKED, fewest=10)
    rows = found.table["comparison"].tolist()
    assert {"held out", "offer of a reply"} <= {*rows} and len(rows) == (5 if n in (0, 10) else told)
    assert any("got no reply in spite of the offer" in note for note in found.notes) is (0 < n < 10)
    shared = open_to_all.table.set_index("comparison").loc[rows]
    pd.testing.assert_frame_equal(shared, found.table.set_index("comparison"))


def test_the_offer_is_read_where_those_answered_are_not_told():
    said = cx.reading(cx.recovery_effect(few_without_reply(4), **ASKED, fewest=10))
    assert "came without any reply, where the lot held it out" in said.text and "answered rose" not in said.text


def test_no_time_of_a_single_case_is_told():
    """Each step of the curve was one case, and its end the slowest."""
    hours = [*np.random.default_rng(5).exponential(30, 44).round(1), None, None]
    every = cx.follow_up_times(cases(hours), opened="opened", closed="closed", end="2026-02-01")
    found = cx.follow_up_times(cases(hours), opened="opened", closed="closed", end="2026-02-01", fewest=10)
    assert len(every.curve) > 30 and every.curve["time"].max() == pytest.approx(max(hours[:44]))
    assert (found.curve["time"] % 6 == 0).all() and (found.curve["n_event"] >= 10).all()
    for line in found.curve.itertuples():  # the share answered by then, as it was
        assert line.answered == pytest.approx((np.array(hours[:44]) <= line.time).mean() * 44 / 46)
    for name in ("median", "conf_low", "conf_high"):
        assert found.table[name].iloc[0] == pytest.approx(every.table[name].iloc[0], rel=0.05)
        assert found.table[name].iloc[0] == float(f"{every.table[name].iloc[0]:.2g}")
    same = ["n", "events", "in_time", "in_time_low", "in_time_high"]
    pd.testing.assert_frame_equal(found.table[same], every.table[same])


def test_a_day_without_a_clock_is_not_before_the_hour_of_the_same_day():
    opened = pd.to_datetime(["2026-01-05 10:00", "2026-01-05 16:00", "2026-01-06 09:00", "2026-01-06 10:00"])
    closed = pd.to_datetime(["2026-01-05", "2026-01-06", "2026-01-06", None])
    data = pd.DataFrame({"opened": opened, "closed": closed})
    found = cx.follow_up_times(data, opened="opened", closed="closed", end="2026-01-08", target=24)
    assert found.table[["n", "events", "in_time"]].to_numpy().tolist() == [[4, 3, 0.75]]
    assert found.curve["time"].tolist() == [0, 24] and found.curve["n_event"].tolist() == [2, 1]
    assert found.notes == ("Dates without a time of day: hours are whole days.",)


def test_a_curve_of_few_cases_has_no_step():
    found = cx.follow_up_times(cases([1, 2, 3]), opened="opened", closed="closed", end="2026-02-01", fewest=10)
    assert found.curve.empty and cx.plot_lines(found) is not None


def test_a_figure_of_round_times_says_of_each_group_what_is_known_of_it():
    """A line that ends earlier is not said to stand still until the last time of another."""
    slow, quick = cases([7 * k + 0.5 for k in range(40)]), cases([k + 0.5 for k in range(40)])
    data = pd.concat([slow.assign(who="slow"), quick.assign(who="quick")])
    how = {"opened": "opened", "closed": "closed", "by": "who", "end": "2026-02-01"}
    found = cx.follow_up_times(data, **how, fewest=10)
    last = found.curve.groupby("who")["time"].max()
    axes = cx.plot_lines(found)
    ends = [line.get_xdata()[-1] for line in axes.get_lines() if line.get_marker() == "o"]
    assert ends == [last["quick"], last["slow"]] and last["quick"] < last["slow"]
    for name, took in (("slow", slow), ("quick", quick)):
        hours = (took["closed"] - took["opened"]).dt.total_seconds() / 3600
        share = (hours <= last[name]).mean()
        assert f"{name}: {share:.0%} after {last[name]:g} hours".replace("%", " %") in axes.figure.get_label()
    assert cx.plot_lines(cx.follow_up_times(data, **how)).figure.get_label().startswith("Rising stepped lines")
