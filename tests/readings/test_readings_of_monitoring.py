"""Readings of monitoring: an alarm, none, nothing to judge; waits, replies and the figures beside them."""

from __future__ import annotations

import re

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import cxlib as cx


@pytest.fixture(autouse=True)
def no_figure_stays_open():
    yield
    plt.close("all")


def chart(last: float, months: int = 14, **given) -> cx.Result:
    """Shares of one half with the last month at another share, 100 answers each."""
    ones = [50, 52, 48] * months
    ones = [*ones[: months - 1], round(100 * last)]
    rows = [(month + 1, int(k < yes)) for month, yes in enumerate(ones) for k in range(100)]
    data = pd.DataFrame(rows, columns=["month", "yes"]).assign(shop=np.tile(["a", "b"], months * 50))
    return cx.control_chart(data, **({"period": "month", "rating": "yes", "kind": "p", "baseline": 12} | given))


def test_an_alarm_is_named_with_its_limits():
    said = cx.reading(chart(0.2))
    assert said.headline == (
        "Share of yes: alarms in 1 of 2 periods after the baseline; the first is month 14, below its limits."
    )
    assert said.text.endswith("There the value is 20.0 %, and the limits are 35.0 to 65.0 % (100 answers).")
    assert said.evidence == "supported"


def test_the_only_period_after_the_baseline():
    assert cx.reading(chart(0.2, months=13)).headline == (
        "Share of yes: the one period after the baseline, month 13, is an alarm, below its limits."
    )


def test_no_alarm_and_nothing_to_judge():
    quiet = cx.reading(chart(0.5))
    assert quiet.headline == "Share of yes: all 2 periods after the baseline lie within their limits, no alarm."
    early = cx.reading(chart(0.5, months=12))
    assert early.headline == "Share of yes: no period lies behind the baseline yet, so that nothing can be judged."
    assert (quiet.evidence, early.evidence) == ("open", "too few")


def test_several_series_are_set_beside_chance():
    said = cx.reading(chart(0.1, by="shop"), labels={"a": "Reus"})
    assert said.headline == (
        "Share of yes: 2 of 2 series have an alarm in 4 points; by chance alone about 0.0 points would be one."
    )
    assert said.text.endswith("Points beyond the limits: Reus (1) and b (1).")


def test_the_planted_month_stands_beside():
    assert cx.reading(chart(0.2), truth={"structural": 14.0}).text.endswith(
        "Planted truth: the change begins in month 14."
    )


def quiet(kind, n, baseline, *, of="mean", series=500, watched=24, **given):
    """The chart of many series in which nothing happens, n answers a period."""
    rng, shape = np.random.default_rng(5), (series, baseline + watched, n)
    scored = of if kind in ("ewma", "cusum") else kind
    if scored == "nps":
        answers = rng.choice([10.0, 8, 3], shape, p=[0.3, 0.4, 0.3])
    elif scored in ("p", "laney"):
        answers = (rng.random(shape) < 0.5) * 1.0
    else:
        answers = rng.normal(size=shape)
    shop, month, _ = np.indices(shape)
    rows = pd.DataFrame({"shop": shop.ravel(), "month": month.ravel(), "v": answers.ravel()})
    return cx.control_chart(rows, period="month", rating="v", kind=kind, of=of, baseline=baseline, by="shop", **given)


@pytest.mark.parametrize(
    ("kind", "n", "baseline", "given", "least"),
    [("mean", 2, 6, {}, 8), ("mean", 10, 6, {}, 2), ("mean", 5, 6, {"spread": "range"}, 2.5), ("nps", 40, 6, {}, 1.7),
     ("p", 50, 6, {}, 1.7), ("laney", 50, 12, {}, 5), ("individuals", 1, 12, {}, 5), ("ewma", 10, 6, {}, 10),
     ("ewma", 40, 12, {"of": "nps"}, 5), ("ewma", 1, 12, {"of": "individuals"}, 10), ("mean", 5, 120, {}, 0.9)],
)  # fmt: skip
def test_what_chance_gives_is_told_of_limits_that_a_short_baseline_set(kind, n, baseline, given, least):
    """Each within a third of what is drawn; 1 in 370 would be `least` times too few, and holds after ten years."""
    found = quiet(kind, n, baseline, **given)
    said = float(re.search("about ([0-9,.]+) points", cx.reading(found).headline).group(1).replace(",", ""))
    drawn = found.table.loc[found.table["phase"] == "monitoring", "signal"].sum()
    assert said == pytest.approx(drawn, rel=1 / 3) and said > least * 0.0027 * 500 * 24


@pytest.mark.parametrize(
    ("kind", "given"),
    [("cusum", {}), ("range", {}), ("mean", {"rules": ["three_sigma", "eight_in_a_row"]})],
)
def test_where_chance_cannot_be_counted_no_number_of_it_is_told(kind, given):
    said = cx.reading(quiet(kind, 5, 12, series=20, **given)).headline
    assert said.endswith(" of 20 series have an alarm in 480 points.") and "chance" not in said


def test_delays_are_told_of_the_last_shift():
    assert cx.reading(cx.signal_delay(shift=[0, 3], rule=["three_sigma", "cusum"])).text == (
        "A shift of 3.0 standard errors is signalled on average by three sigma after 2.0 and the sum after 2.6 "
        "periods. Within 9 periods it is missed by three sigma in <1 %."
    )


def waits(answered: int, n: int, name: str) -> pd.DataFrame:
    took = [float(1 + k % 40) if k < answered else np.nan for k in range(n)]
    return pd.DataFrame({"opened": pd.Timestamp("2026-01-01"), "took": took, "kind": name})


def test_waits_of_two_groups():
    data = pd.concat([waits(80, 100, "blame"), waits(10, 100, "praise")])
    found = cx.follow_up_times(data, opened="opened", closed="took", end="2026-02-01", by="kind")
    said = cx.reading(found, labels={"blame": "Blame"})
    assert said.headline.startswith("Blame: 80 of 100 cases answered; half within 25.5 hours (")
    assert "praise: 10 of 100 cases answered; half were not reached; 10 % within 48 hours (" in said.text
    assert said.text.endswith("The groups do not wait alike (log-rank test).")
    axes = cx.plot_lines(found)
    assert axes.figure.get_label() == (
        "Rising stepped lines of the share answered, with bands. blame: 80 % after 40 hours; praise: 10 % after 40 "
        "hours."
    )


def test_few_cases_are_too_few():
    found = cx.follow_up_times(waits(3, 8, "x"), opened="opened", closed="took", end="2026-02-01")
    assert cx.reading(found).headline == "Too few cases to say how fast they are answered."


def replies(by_reply: float, n: int) -> cx.Result:
    rng = np.random.default_rng(2)
    lot = rng.random(n) < 0.3
    got = ~lot & (rng.random(n) < 0.8)
    before = rng.normal(4, 1, n)
    after = before + 2 + by_reply * got + rng.normal(size=n)
    data = pd.DataFrame({"before": before, "after": after, "got": got * 1, "lot": lot * 1})
    return cx.recovery_effect(data, before="before", after="after", answered="got", held_out="lot")


@pytest.mark.parametrize(
    ("by_reply", "n", "evidence", "begins"),
    [
        (1.0, 2000, "supported", "The offer of a reply changes the next score by 0."),
        (0.0, 2000, "open", "What the offer of a reply adds, "),
        (1.0, 40, "too few", "Too few cases of the lot to say what a reply adds."),
    ],
)
def test_three_forms_of_a_reply(by_reply, n, evidence, begins):
    said = cx.reading(replies(by_reply, n))
    assert said.evidence == evidence and said.headline.startswith(begins)
    if evidence == "open":
        assert said.headline.endswith("cannot be distinguished from nothing.")


def test_a_hidden_side_says_nothing_of_the_lot():
    hidden = cx.suppress_small_cells(replies(1.0, 40), min_cell=25)
    assert cx.reading(hidden).headline == "Too few cases of the lot to say what a reply adds."


def test_a_chart_says_where_its_signals_are():
    axes = cx.plot_lines(chart(0.2))
    assert (
        axes.figure.get_label()
        == "A line through 14 periods within a grey band of limits around 50.0 %: signals in 14."
    )
    assert axes.get_xlabel() == "month; n = 100 each" and axes.get_ylabel() == "Share"


def test_what_is_charted_is_called_as_its_question():
    said = cx.reading(chart(0.2), labels={"yes": "Would you come again?"})
    assert said.headline.startswith("Share of “Would you come again?”:")


def test_a_chart_and_its_moving_average_that_wait_say_so_in_one_sentence():
    rows = pd.DataFrame({"month": [1, 2, 3] * 20, "score": [0, 5, 9, 10] * 15})
    told = {"period": "month", "rating": "score", "baseline": 3}
    plain, smooth = (cx.control_chart(rows, kind=kind, **told) for kind in ("mean", "ewma"))
    said = {cx.reading(one).headline for one in (plain, smooth)}
    assert said == {"Mean of score: no period lies behind the baseline yet, so that nothing can be judged."}


def test_a_run_within_the_limits_is_not_called_below_them():
    """Eight points on one side of the centre: the last of them lies inside its limits, and is an alarm all the same."""
    rows = pd.DataFrame({"m": range(1, 25), "r": [4.0, 6.0] * 6 + [4.8] * 12})
    rules = ("three_sigma", "eight_in_a_row")
    run = cx.control_chart(rows, period="m", rating="r", kind="individuals", baseline=12, rules=rules)
    told = cx.reading(run, aside=True)
    assert "the first is m 20: with those before it, it lies too long below the centre." in told.headline
    assert "There the value is 4.80, and the limits are" in told.text
    fallen = cx.control_chart(
        rows.assign(r=rows["r"] - 9 * (rows["m"] == 14)), period="m", rating="r", kind="individuals", baseline=12,
    )  # fmt: skip
    assert "the first is m 14, below its limits." in cx.reading(fallen, aside=True).headline  # control
