"""Figures draw the numbers of their tables, and readings have their three forms."""

from __future__ import annotations

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import cxlib as cx


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


def texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def remedies(truth: float | None = -7.0, n: int = 2900) -> cx.Result:
    def one(estimate, n_effective):
        row = {
            "n": n,
            "n_effective": n_effective,
            "estimate": estimate,
            "conf_low": estimate - 3,
            "conf_high": estimate + 3,
        }
        return cx.Result(table=pd.DataFrame([row]))

    estimates = {"respondents": one(11.0, n), "weighted": one(4.0, 2390.4), "phoned": one(-7.5, 1300.0)}
    return cx.bias_repaired(estimates, truth=truth)


def test_the_wrong_sign_and_the_truth_drawn_last():
    ax = cx.plot_intervals(remedies())
    dots = ax.collections[1].get_offsets()
    assert dots[:, 0].tolist() == [11, 4, -7.5]
    assert dots[:, 1].tolist() == [2, 1, 0]  # the first row on top
    assert [tick.get_text() for tick in ax.get_yticklabels()] == [
        "respondents", "weighted", "phoned", "everybody (true value)",
    ]  # fmt: skip
    assert ax.get_xlim() == (-20, 20)
    line = ax.lines[-1]
    assert line.get_xdata() == [-7, -7]
    dots = [part for part in ax.collections if part.get_zorder() < line.get_zorder()]
    assert len(dots) == len(ax.collections)
    said = texts(ax)
    assert {"effective n", "2,900", "2,390", "1,300", "bias repaired", "39 %", "103 %", "−7.0"} <= set(said)
    assert ax.figure.get_label() == (
        "Dots with intervals about a line at zero. respondents 11.0 (8.0 to 14.0, worth 2,900 answers); weighted 4.0 "
        "(1.0 to 7.0, worth 2,390 answers, 39 % of the bias repaired); phoned −7.5 (−10.5 to −4.5, worth 1,300 "
        "answers, 103 % of the bias repaired); the true value is −7.0."
    )


def test_without_a_truth_there_is_no_line_of_truth():
    ax = cx.plot_intervals(remedies(truth=None))
    assert len(ax.lines) == 1  # zero
    assert "bias repaired" not in texts(ax)
    assert len(ax.get_yticklabels()) == 3


def invited() -> cx.Result:
    rows = pd.DataFrame({"channel": ["on"] * 200 + ["off"] * 100, "age": ["a", "b", "b"] * 100})
    rows["yes"] = np.r_[np.arange(200) < 80, np.arange(100) < 20]
    return cx.response_bias(rows, answered="yes", by=["channel", "age"])


def test_response_rates_and_their_reading():
    result = invited()
    ax = cx.plot_intervals(result)
    assert ax.collections[1].get_offsets()[:, 0].tolist() == pytest.approx(result.table["estimate"].tolist())
    assert ax.lines[0].get_xdata() == [pytest.approx(1 / 3)] * 2
    assert "20 %, n = 100, odds × 0.38" in texts(ax) and "40 %, n = 200, reference" in texts(ax)
    told = cx.reading(result)
    assert told.text == (
        "33 % of 300 people invited answered.\n\n- By channel, off answers least (20 %) and on most (40 %).\n- By age, "
        "b 33 % and a 34 % cannot be distinguished."
    )
    assert told.headline == (
        "33 % of 300 people invited answered. By channel, off answers least (20 %) and on most (40 %)."
    )
    few = pd.DataFrame({"g": ["a"] * 20 + ["b"] * 40, "yes": [1, 0] * 30})
    assert cx.reading(cx.response_bias(few, answered="yes", by="g")).text == (
        "50 % of 60 people invited answered.\n\n- By g, a 50 % and b 50 %: too few to say."
    )


def test_bounds():
    result = cx.nonresponse_bounds(estimate=12, response_rate=0.25, follow_up=-13, follow_up_rate=0.8)
    ax = cx.plot_intervals(result)
    assert [(bar.get_x(), bar.get_width()) for bar in ax.patches] == [
        pytest.approx((-72, 150)), pytest.approx((-19.8, 30)),
    ]  # fmt: skip
    assert cx.reading(result).text == (
        "- answers: with 25 % known, everybody's score is from −72.0 to 78.0; it is 0.0 if the silent ones score "
        "−4.0.\n"
        "- with follow-up: with 85 % known, everybody's score is from −19.8 to 10.2; it is 0.0 if the silent ones "
        "score 32.0."
    )
    sure = cx.nonresponse_bounds(estimate=90, response_rate=0.8)
    assert cx.reading(sure).text.endswith("from 52.0 to 92.0; it cannot be 0.0, whatever they think.")
    assert cx.reading(cx.nonresponse_bounds(estimate=9, response_rate=1)).text == (
        "- answers: with 100 % known, everybody's score is from 9.0 to 9.0."
    )


def test_heaps():
    rows = pd.DataFrame({"x": [9] * 6 + [8, 7, 10, 3] + [9, 8, 8, 7, 10, 10], "g": ["begs"] * 10 + ["rest"] * 6})
    ax = cx.plot_answers(cx.recommendation_counts(rows, rating="x", by="g"), mark=9)
    assert [bar.get_height() for bar in ax.patches][7:] == pytest.approx([10, 10, 60, 10])
    assert ax.figure.get_label() == (
        "Bars of the answers 0 to 10 in 2 panels. begs: 60 % of 10 answers are 9; rest: 17 % of 6 answers are 9."
    )
    begging = cx.begging_test(rows, rating="x", unit="g")
    assert cx.reading(begging).text == "10 answers at the cut: too few to say."
    many = pd.concat([rows] * 10)
    assert cx.reading(cx.begging_test(many, rating="x", unit="g"), truth={"branches": ["a", "b"]}).text == (
        "1 of 2 (g) has too many 9s among 8s and 9s: begs. This flags, and proves nothing.\n\n"
        "Planted truth: a and b beg."
    )
    even = pd.DataFrame({"x": [8, 9] * 40, "g": ["a", "a", "b", "b"] * 20})
    assert cx.reading(cx.begging_test(even, rating="x", unit="g")).text == (
        "No g of 2 surely has too many 9s among 8s and 9s."
    )


def waits(slope: float, n: int) -> cx.Result:
    rng = np.random.default_rng(4)
    hours = rng.uniform(0, 480, n)
    return cx.lag_effect(
        pd.DataFrame({"h": hours, "x": 8 + slope * hours / 24 + rng.normal(0, 1, n)}), rating="x", lag_hours="h"
    )


def test_waiting_and_its_three_readings():
    result = waits(-0.2, 400)
    ax = cx.plot_lines(result)
    assert ax.lines[1].get_ydata().tolist() == pytest.approx(result.curve["estimate"].tolist())
    assert f"n = {result.curve['n'].iloc[0]:,}" in ax.get_xticklabels()[0].get_text()
    line = result.table.iloc[1]
    numbers = f"{line['estimate']:+.2f} points ({line['conf_low']:.2f} to {line['conf_high']:.2f})".replace("-", "−")
    assert cx.reading(result).text == f"Scores asked for two weeks later are lower: {numbers}."
    assert cx.reading(waits(0.05, 60)).text.endswith("cannot be distinguished from none.")
    assert cx.reading(waits(0.2, 60)).text.startswith("Scores asked for two weeks later are higher: +")
    assert cx.reading(waits(-0.2, 20)).text == "20 answers: too few to say what goes with waiting."


def test_remedies_in_words():
    assert cx.reading(remedies()).text == (
        "- respondents: 11.0 (8.0 to 14.0).\n"
        "- weighted: 4.0 (1.0 to 7.0), −7.0 points, 39 % of the bias.\n"
        "- phoned: −7.5 (−10.5 to −4.5), −18.5 points, 103 % of the bias.\n"
        "- The true value, −7.0, lies outside the first interval: a large n does not cure bias."
    )
    assert cx.reading(remedies(truth=12.0)).text.endswith(
        "The true value, 12.0, lies inside the first interval: no bias can be told."
    )
    few = cx.reading(remedies(truth=None, n=12)).text.splitlines()
    assert few[1] == "- Fewer than 30 answers: too few to say what a remedy does."
    assert few[2] == "- weighted: 4.0 (1.0 to 7.0), −7.0 points."


def test_a_lot_in_words():
    rng = np.random.default_rng(6)
    rows = pd.DataFrame({"g": np.repeat(["call", "mail", "rare"], [400, 400, 20]), "lot": [0, 1] * 410})
    rows["x"] = rng.normal(7, 1, 820) - 2 * rows["lot"] * (rows["g"] == "call")
    told = cx.reading(
        cx.lot_effect(rows, outcome="x", lot="lot", by="g"), truth={"call": {"structural": -2}, "x": None}
    )
    said = told.text.splitlines()
    assert said[0].startswith("- call: effect −") and said[0].endswith(").")
    assert said[1].startswith("- mail: effect ") and said[1].endswith("), cannot be distinguished from none.")
    assert said[3:] == ["", "- Planted truth: call −2.00 points."] and f"- {told.headline}" == said[0]
    assert said[2].endswith("), too few to say (10 with, 10 without).")


def test_styles_in_words():
    rng = np.random.default_rng(7)
    rows = pd.DataFrame(rng.integers(1, 6, (300, 4)), columns=list("abcd")).assign(l=["x", "y", "z"] * 100)
    alike = cx.response_styles(rows, items=list("abcd"), by="l")
    assert cx.reading(alike).text.endswith("of the answers at an end: the styles cannot be distinguished.")
    loud = rows.assign(**{name: rows[name].mask((rows["l"] == "z") & (rows[name] == 4), 5) for name in "abcd"})
    said = cx.reading(cx.response_styles(loud, items=list("abcd"), by="l")).text
    assert said.startswith("z 56 %, x 40 %") and said.endswith("styles differ; do not rank raw scores by l.")
    assert cx.reading(cx.response_styles(rows.head(40), items=list("abcd"), by="l")).text == (
        "Fewer than 30 respondents in all but one l: too few to say."
    )
    assert cx.reading(cx.response_styles(rows[rows["l"] == "x"], items=list("abcd"), by="l")).text == (
        "One l: nothing to compare."
    )
    same = pd.DataFrame({"a": [3] * 80, "b": [4] * 80, "l": ["x", "y"] * 40})
    assert cx.reading(cx.response_styles(same, items=["a", "b"], by="l")).text == (
        "y 0 %, x 0 % of the answers at an end: the styles cannot be distinguished."
    )


def test_plans_in_words():
    log = pd.DataFrame({"who": ["a", "a", "b"], "when": pd.to_datetime(["2025-01-01", "2025-01-09", "2025-01-02"])})
    plan = cx.quarantine_plan(log, customer="who", time="when", days=30)
    assert cx.reading(plan).text == (
        "With 30 days between two invitations of one customer, 2 of 3 contacts can be asked about; "
        "33 % are lost to the rule."
    )
    rows = pd.DataFrame({"a": [1.0] * 40, "b": [1.0] * 38 + [None] * 2, "c": [1.0] * 30 + [None] * 10})
    assert cx.reading(cx.drop_out(rows, items=["a", "b", "c"]), before=2).text == (
        "Of 40 questionnaires 5.0 % stop before question 2, and 25.0 % before the last."
    )
    whole = cx.drop_out(rows[["a"]].assign(b=1.0), items=["a", "b"])
    assert cx.reading(whole, before=2).text == "All 40 questionnaires go on to the last question."
    assert (
        cx.reading(cx.drop_out(rows.head(9), items=["a"]), before=1).text
        == "9 questionnaires: too few to say how many stop on the way."
    )


def test_long_names_are_folded_so_that_the_axes_keep_their_room():
    row = pd.DataFrame([{"n": 100, "estimate": 5.0, "conf_low": -5.0, "conf_high": 15.0}])
    name = "cu persoanele care nu au răspuns, contactate telefonic ulterior"
    ax = cx.plot_intervals(cx.bias_repaired({"respondents": cx.Result(table=row), name: cx.Result(table=row)}))
    label = ax.get_yticklabels()[1].get_text()
    assert label.replace("\n", " ") == name and max(map(len, label.split("\n"))) <= 30
    plt.close(ax.figure)


def test_two_surveys_in_words():
    one, two = pd.DataFrame({"x": [7, 8, 9] * 20}), pd.DataFrame({"x": [6, 7, 8] * 20})
    told = cx.reading(cx.compare_surveys(one, two, rating="x", names=("yearly", "after")))
    assert told.text == "The mean is 8.00 (yearly) and 7.00 (after): a difference of +1.00 (0.70 to 1.30)."
    alike = cx.compare_surveys(one, one, rating="x", names=("yearly", "after"))
    assert cx.reading(alike).text.endswith("(−0.30 to 0.30) cannot be distinguished from none.")
    few = cx.compare_surveys(one.head(9), two, rating="x", names=("yearly", "after"))
    assert cx.reading(few).text.endswith("rests on too few answers to say.")


def test_weights_sizes_and_the_second_asking_in_words():
    rows = pd.DataFrame({"g": ["a"] * 100 + ["b"] * 300})
    weights = cx.sample_weights(rows, margins={"g": {"a": 0.5, "b": 0.5}})
    assert cx.reading(weights, frame=9000).text == (
        "Weighting statement: 400 answers, weighted by g to 9,000 people in the frame; design effect 1.33, worth 300 "
        "answers."
    )
    sizes = cx.nps_sample_size(promoters=0.4, detractors=0.3, margin=5)
    assert cx.reading(sizes).text == "At 40 % promoters and 30 % detractors a margin of ±5 needs 1,061 answers."
    asked = pd.DataFrame({"yes": [1] * 40 + [0] * 60, "x": [9, 3] * 20 + [None] * 60})
    asked["again"] = [None] * 60 + [9, 3, 3, 3] * 10
    assert cx.reading(cx.double_sampling(asked, rating="x", answered="yes", follow_up="again")).text.startswith(
        "40.0 % of those invited answered (0.0); 40 of the silent ones, asked again, stand at −50.0. All "
        "together: −30.0 ("
    )
