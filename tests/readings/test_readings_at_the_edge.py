"""Sentences on data at the edge: nothing is claimed that the interval, or the lack of one, does not bear."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cxlib as cx

ALIKE = "to be seen four times in five"


def said(result, *others, **context) -> cx.Result:
    return cx.reading(result, *others, aside=True, **context)


def score(values, **given) -> str:
    return said(cx.net_promoter_score(pd.DataFrame({"r": values}), rating="r", **given)).text


def test_answers_that_are_all_alike_foretell_no_change_of_0_points():
    """Their spread is 0, and so would be the change that "must be 0 points to be seen"."""
    assert ALIKE not in score([10] * 20) and "0 points" not in score([10] * 20)
    assert ALIKE not in score([10, 0, 9, 7, 8], population=5)  # everybody was asked
    # control: with a spread it is told. D = 0, P = .8: SD 40 points; power.t.test(n = 50, power = .8)$delta = .5659 SD
    assert "must be 23 points to be seen" in score([10] * 40 + [8] * 10)


def test_a_change_larger_than_the_scale_cannot_be_seen():
    """NPS 40 of five answers: the smallest change that they show, 162 points, ends beyond both ends of the scale."""
    assert "no change of this score could be seen" in score([10, 9, 0, 8, 10])


def test_a_change_of_several_groups_names_each():
    rng = np.random.default_rng(1)
    rows = pd.DataFrame({"r": rng.integers(0, 11, 400), "w": [1, 2] * 200, "g": ["x"] * 200 + ["y"] * 200})
    change = cx.nps_difference(rows, rating="r", between="w", reference=1, by="g")
    lines = said(change, about="change").text.splitlines()
    assert [line[:5] for line in lines] == ["- x: ", "- y: "]
    alone = cx.nps_difference(rows, rating="r", between="w", reference=1)  # control
    assert said(alone, about="change").headline.startswith("The change from w 1 to 2")


def grouped() -> pd.DataFrame:
    rng = np.random.default_rng(2)
    rows = pd.DataFrame(rng.integers(1, 6, (300, 2)), columns=["a", "b"]).assign(g=["north", "south", "inner"] * 100)
    return rows.assign(y=rows["a"] * (rows["g"] == "north") + rng.normal(size=300))


@pytest.mark.parametrize("engine", [cx.driver_slopes, cx.penalty_reward])
def test_drivers_of_several_groups_are_told_group_by_group(engine):
    given = {"low": 2, "high": 4} if engine is cx.penalty_reward else {}
    told = said(engine(grouped(), outcome="y", drivers=["a", "b"], by="g", **given))
    parts = [part for part in told.text.split("\n\n") if not part.startswith("-")]
    assert [part[:7] for part in parts] == ["inner: ", "north: ", "south: "]
    assert told.topic == engine.__name__ and told.evidence == "supported"
    assert len(told.numbers) == 3 * len(said(engine(grouped(), outcome="y", drivers=["a", "b"], **given)).numbers)
    assert told.numbers[0].label.startswith("inner: ")


def test_a_sample_asked_twice_is_told_group_by_group_and_not_where_nobody_was_silent():
    rows = pd.DataFrame({"answered": [1, 0] * 100, "g": ["x"] * 100 + ["y"] * 100})
    rows["r"] = np.where(rows["answered"] == 1, 9.0, np.nan)
    rows.loc[[0, 4, 102], "r"] = 3
    rows["again"] = np.where((rows["answered"] == 0) & (rows.index % 3 == 0), 5.0, np.nan)
    rows.loc[3, "again"] = rows.loc[105, "again"] = 10.0
    given = {"rating": "r", "answered": "answered", "follow_up": "again"}
    told = said(cx.double_sampling(rows, by="g", **given))
    assert [part[:3] for part in told.text.split("\n\n")] == ["x: ", "y: "]
    whole = rows.assign(answered=1, r=rows["r"].fillna(7), again=np.nan)
    assert said(cx.double_sampling(whole, **given)).headline.startswith("Nobody was silent: ")
    assert "asked again" in said(cx.double_sampling(rows, **given)).headline  # control


def test_what_a_reading_needs_is_said():
    rng = np.random.default_rng(3)
    rows = pd.DataFrame({"r": rng.integers(0, 11, 90), "g": list("abc") * 30, "y": [0, 1] * 45})
    pooled = cx.nps_pooled(rows, rating="r", by="g")
    area = cx.outcome_auc(rows, outcome="y", scores="r")
    gone = cx.drop_out(pd.DataFrame({"q1": [1, 1], "q2": [1, None]}), items=["q1", "q2"])
    for result, words in ((pooled, "the score of all"), (area, "outcome_auc"), (gone, "needs to know before=…")):
        with pytest.raises(cx.CXError) as error:
            said(result)
        assert words in str(error.value)


def firm(r: float, units: int = 30) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Units whose two means have exactly the correlation r, two answers each."""
    rng = np.random.default_rng(4)
    x, e = (stand(rng.normal(size=units)) for _ in range(2))
    e = stand(e - x * (x @ e) / (x @ x))
    y = r * x + np.sqrt(1 - r**2) * e
    people = pd.DataFrame({"unit": np.repeat([f"u{i:02d}" for i in range(units)], 2)})
    jitter = np.tile([-0.1, 0.1], units)
    return people.assign(score=np.repeat(y, 2) + jitter), people.assign(engaged=np.repeat(x, 2) + jitter)


def stand(values: np.ndarray) -> np.ndarray:
    return (values - values.mean()) / values.std()


@pytest.mark.parametrize(
    ("r", "begins"),
    [
        (0.5, "Between units, engagement and customers' answers go together: r 0.50"),
        (
            0.2,
            "That engagement and customers' answers go together between units cannot be distinguished from chance: r",
        ),
        (-0.5, "Between units, customers' answers are lower where engagement is higher: r −0.50"),
    ],
)
def test_a_correlation_is_told_by_its_interval_and_its_sign(r, begins):
    customers, employees = firm(r)
    found = cx.linkage_correlation(customers, employees=employees, unit="unit", outcome="score", engagement="engaged")
    assert said(found).headline.startswith(begins)


def test_where_the_trend_before_has_no_interval_it_is_not_called_alike():
    table = pd.DataFrame({
        "part": ["effect", "trend before"], "n_units": 12, "n_treated": 4, "estimate": [1.3, -0.1],
        "conf_low": [0.9, np.nan], "conf_high": [1.6, np.nan],
    })  # fmt: skip
    told = said(cx.Result(kind="action_effect", table=table, settings={}))
    assert "Whether they had moved like the others before cannot be told" in told.text and told.evidence == "open"
    known = cx.Result(kind="action_effect", table=table.assign(conf_low=[0.9, -0.5], conf_high=[1.6, 0.3]), settings={})
    assert "Before it they had moved like the others" in said(known).text  # control


def test_departments_of_one_mind_have_neither_a_nearest_nor_an_interval():
    people = pd.DataFrame({"g": ["hr"] * 4 + ["it"] * 4, "a": 1, "b": 2, "c": 3})
    ranks, order = {"a": "a", "b": "b", "c": "c"}, {"a": 3, "b": 2, "c": 1}
    told = said(cx.alignment_index(people, group="g", ranks=ranks, customers=order, n_resamples=50, rng=1))
    assert told.text == (
        "2 departments agree with a W of 1.00 on what matters to customers; 1 would be one order. No interval can be "
        "given. With the customers' order: hr ρ 1.00 (no interval). All are as near to it."
    )


def test_those_chosen_who_fall_are_not_said_to_rise():
    rows = pd.DataFrame({"before": [1.0, 2.0, 3.0, 4.0, 5.0] * 10, "after": [0.0, 0.5, 3.0, 4.5, 5.5] * 10})
    told = said(cx.regression_to_mean(rows, before="before", after="after", cut=2))
    assert told.headline == "20 chosen for a score of 2 or less do not rise: they fall by 1.25."
    risen = cx.regression_to_mean(rows.assign(after=rows["after"] + 2), before="before", after="after", cut=2)
    assert "rise by 0.75 although nobody did anything" in said(risen).headline  # control


def test_a_plan_without_an_action_names_none():
    actions = pd.DataFrame({"what": ["a", "b"], "gain": [-1.0, -0.5], "error": 0.2, "cost": 1})
    given = {"action": "what", "effect": "gain", "std_error": "error", "cost": "cost", "rng": 1}
    none = said(cx.choose_actions(actions, budget=5, **given))
    assert none.headline == "For 5 no action promises anything: none is both within it and of use."
    some = said(cx.choose_actions(actions.assign(gain=1.0), budget=5, **given))  # control
    assert some.headline == "For 5 the best plan promises 2.0 points: a and b."


def test_a_defect_whose_cost_may_be_none_is_not_the_worst():
    rng = np.random.default_rng(5)
    rows = pd.DataFrame({"at": "T", "late": [0, 1] * 100, "rude": [0, 0, 1, 1] * 50, "y": rng.normal(size=200)})
    given = {"touchpoint": "at", "defects": ["late", "rude"], "outcome": "y"}
    assert said(cx.defect_costs(rows, **given)).headline.startswith("No defect surely costs anything; ")
    costly = cx.defect_costs(rows.assign(y=rows["y"] - rows["late"]), **given)  # control
    assert said(costly).headline.startswith("The worst single defect is late at T")


def test_of_three_coders_the_agreement_of_all_is_told_and_of_few_comments_none():
    rng = np.random.default_rng(6)
    codes = pd.DataFrame({"a": rng.choice(list("xyz"), 120)})
    codes = codes.assign(b=codes["a"].where(rng.random(120) < 0.7, "x"), c=codes["a"].where(rng.random(120) < 0.7, "y"))
    assert "Krippendorff's alpha" in said(cx.coder_agreement(codes, coders=["a", "b", "c"])).headline
    assert "Cohen's kappa" in said(cx.coder_agreement(codes, coders=["a", "b"])).headline  # control
    few = said(cx.coder_agreement(codes.head(6).assign(b=codes["a"]), coders=["a", "b"]))
    assert (few.headline, few.evidence) == (
        "6 comments that several coded: too few to say whether the coders agree.", "too few",
    )  # fmt: skip
    same = said(cx.coder_agreement(codes.assign(a="x", b="x"), coders=["a", "b"]))
    assert same.text == "All codes are one and the same: agreement beyond chance cannot be told."


def test_a_team_is_strong_only_where_it_is_surely_ahead():
    rows = pd.DataFrame({"team": ["A"] * 20 + ["B"] * 40})
    for item, own, others in (("pride", 10, 16), ("voice", 9, 16), ("pace", 4, 16)):
        rows[item] = [5] * own + [1] * (20 - own) + [5] * others + [1] * (40 - others)
    given = {"items": ["pride", "voice", "pace"], "unit": "team", "ends": (1, 5), "team": "A"}
    told = said(cx.talk_sheet(rows, **given))
    assert told.headline == (
        "A: furthest ahead of all others in “pride” and “voice”, which may be chance. To talk about: “pace”."
    )
    rows.loc[:19, "pride"] = 5
    assert said(cx.talk_sheet(rows, **given)).headline == "A: strong in “pride”. To talk about: “pace”."


def test_two_weeks_beyond_the_longest_wait_are_called_a_line_drawn_on():
    rng = np.random.default_rng(7)
    hours = rng.uniform(0, 96, 300)
    rows = pd.DataFrame({"hours": hours, "r": 8 - hours / 24 + rng.normal(size=300)})
    told = said(cx.lag_effect(rows, rating="r", lag_hours="hours"))
    assert "Nobody was asked later than after 4.0 days" in told.text
    long = cx.lag_effect(rows.assign(hours=4 * hours), rating="r", lag_hours="hours")  # control
    assert "Nobody was asked" not in said(long).text


def test_groups_that_all_answer_alike_are_not_called_too_few():
    rows = pd.DataFrame({"q": [5] * 20 + [1] * 20, "g": ["a"] * 20 + ["b"] * 20})
    told = said(cx.banner(rows, rows="q", columns="g"))
    assert told.headline == "By g: within each group all answer alike, so no difference can be judged."
    few = said(cx.banner(rows.iloc[[0, 1, 39]], rows="q", columns="g"))  # control
    assert few.headline == "By g: too few groups are large enough to be compared."


def test_no_number_of_answers_follows_from_answers_that_are_all_alike():
    found = cx.nps_sample_size(promoters=1, detractors=0, margin=[5, 10])
    assert found.table["n"].isna().all() and len(found.notes) == 1
    assert said(found, have=40).headline == (
        "How many answers are needed cannot be worked out from answers that are all alike."
    )
    one = said(cx.nps_sample_size(promoters=0.5, detractors=0.2, margin=200))
    assert one.headline == "At 50 % promoters and 20 % detractors a margin of ±200 needs 1 answer."


def test_beliefs_below_the_measured_are_told_as_worse():
    house = pd.DataFrame({"x": [2, 3, 2, 3]})
    answers = pd.DataFrame({"at": "X", "r": [4, 5, 4, 5]})
    given = {"columns": {"X": "x"}, "touchpoint": "at", "rating": "r"}
    told = said(cx.belief_gaps(house, measured=answers, **given))
    assert told.text.endswith("better at 0 of 1; on average it is believed 2.00 points worse.")
    assert said(cx.belief_gaps(house + 3, measured=answers, **given)).text.endswith(
        "1 of 1, by 1.00 points on average."
    )


def test_a_trend_of_few_clusters_is_no_fall_by_the_normal_quantile():
    """Three branches: Student's quantile with 2 degrees of freedom is 4.30, and the means may well be the same."""
    rows = pd.DataFrame({"w": [1] * 45 + [2] * 45, "branch": list("abc") * 30})
    level = rows["branch"].map({"a": 0.3, "b": 0.0, "c": -0.3}) * np.where(rows["w"] == 1, 1, -1)
    rows["r"] = 3 + level - 0.8 * (rows["w"] == 2) + np.tile([-0.5, 0.5], 45)
    assert "no change" in said(cx.mean_rating(rows, rating="r", by="w", cluster="branch")).headline
    assert "a fall" in said(cx.mean_rating(rows, rating="r", by="w")).headline  # control


def test_waves_that_are_names_go_by_their_numbers():
    rows = pd.DataFrame({"w": np.repeat(["w1", "w2", "w10"], 40), "r": np.repeat([2.0, 3.0, 4.0], 40)})
    rows["r"] += np.tile([-0.5, 0.5], 60)
    assert "from 2.00 in w1 to 4.00 in w10, a rise" in said(cx.mean_rating(rows, rating="r", by="w")).headline
    stated = rows.assign(w=pd.Categorical(rows["w"], ["w10", "w2", "w1"], ordered=True))  # control
    assert "from 4.00 in w10 to 2.00 in w1, a fall" in said(cx.mean_rating(stated, rating="r", by="w")).headline


def test_people_in_both_surveys_are_told_beside_all():
    rng = np.random.default_rng(8)
    one = pd.DataFrame({"id": range(200), "r": rng.integers(0, 11, 200)})
    two = one.head(100).assign(r=one["r"].head(100) + rng.choice([0.0, 0.5], 100))
    told = said(cx.compare_surveys(one, two, rating="r", id="id"))
    assert "cannot be distinguished from none" in told.headline
    assert "Of the 100 people who answered both: −0." in told.text
    assert "answered both" not in said(cx.compare_surveys(one, two, rating="r")).text  # control


def test_a_few_clusters_are_not_told_what_so_many_answers_could_show():
    rows = pd.DataFrame({"r": [10, 9, 3, 8, 10, 7] * 15, "branch": list("aaaaab") * 15})
    assert ALIKE not in said(cx.net_promoter_score(rows, rating="r", cluster="branch")).text
    assert ALIKE in said(cx.net_promoter_score(rows, rating="r")).text  # control
