"""The sample company, table by table: its equations by hand, its keys, its codes, and what no table may show."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from generator import (
    actions,
    comments,
    company,
    experience,
    internal,
    journeys,
    linkage,
    make_sample,
    touchpoints,
    transactional,
)


@pytest.fixture(scope="module")
def tables():
    return make_sample(n=4000, rng=11)[0]


class Still:
    """A generator without chance: every normal is 0, every lot the lowest."""

    def standard_normal(self, size):
        return np.zeros(size)

    def random(self, size):
        return np.zeros(size)


# By hand


def test_calendar():
    assert company.half_of([1, 6, 7, 12, 13, 36]).tolist() == [1, 1, 2, 2, 3, 6]
    assert company.date_of([0, 59, 1095]).astype(str).tolist() == [
        "2023-01-01T00:00:00",
        "2023-03-01T00:00:00",
        "2025-12-31T00:00:00",
    ]
    assert company.ids("C", [7, 123456], 4) == ["C0007", "C123456"]
    assert pd.Series(company.only([4, 5], [True, False])).tolist() == [4, pd.NA]


def branch_still() -> linkage.Linkage:
    zero = np.zeros((120, 6))
    return linkage.Linkage(
        engagement=zero, climate=zero, on_time=zero, customers=zero, stable=zero[:, 0], stable_engagement=zero[:, 0]
    )


def satisfaction(touchpoint: str, *, month: int = 1, mood: float = 0.0, feeling: float = 0.0, **changes) -> float:
    """Satisfaction before noise of one contact at which all aspects are in the middle, but for the changes."""
    log = {"touchpoint": touchpoint, "month": month, "half": 1, "branch": -1, "outcome": "solved", "pitch": 0}
    lived = dict.fromkeys([*experience.ASPECTS, "on_time", "first_time", "explained", "clear", "correct", "kind"], 3.6)
    lived |= {"time_available": 5, "feeling": feeling}
    log |= {name: value for name, value in changes.items() if name in log}
    lived |= {name: value for name, value in changes.items() if name not in log}
    rows = pd.DataFrame([log]), np.array([mood]), pd.DataFrame([lived])
    return experience._satisfaction(*rows, branch_still())[0]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (satisfaction("T01"), 7.5),
        (satisfaction("T01", mood=1, feeling=1), 7.5 + 0.3125 + 0.30),
        (satisfaction("T01", speed=4.5), 7.5 + 1.25 * 0.47),
        (satisfaction("T01", tidy=4.5, price=1), 7.5),
        (satisfaction("T01", outcome="failed"), 7.5 - 1.3),
        (satisfaction("T01", outcome="partly"), 7.5 - 0.4),
        (satisfaction("T01", on_time=4.5, clear=4.5, kind=5, correct=1), 7.5),
        (satisfaction("T06", on_time=4.5, outcome="solved"), 7.6 + 1.25 * 0.80 - 0.16),
        (satisfaction("T06", kind=5), 7.6 + 1 - 0.16),
        (satisfaction("T09", correct=2), 7.35 - 1.5 * 0.89),
        (satisfaction("T09", correct=5), 7.35 + 1.5 * 0.11),
        (satisfaction("T13", month=27, first_time=2.7, explained=4.5), 7.0 - 0.16 + 1.25 * (0.70 - 0.85)),
        (satisfaction("T13", month=28), 7.0 - 0.16 - 1.10),
        (satisfaction("T12", month=24), 7.3 - 0.16),
        (satisfaction("T12", month=30), 7.3 - 0.16 - 6 * 0.085),
        (satisfaction("T03", pitch=1), 7.7 - 0.16 - 0.10),
        (satisfaction("T03", pitch=1, time_available=2), 7.7 - 0.16 - 0.95),
        (satisfaction("T10", pitch=1, time_available=2), 7.0 + 0.35),
        (satisfaction("T01", pitch=1), 7.5),
    ],
)
def test_satisfaction_is_the_planted_sum(value, expected):
    assert value == pytest.approx(expected)


def test_branch_adds_its_half_year_to_satisfaction_only_where_it_is_met():
    firm = branch_still()
    firm.customers[7, 2] = 0.5
    log = pd.DataFrame({"touchpoint": ["T02", "T02", "T01"], "branch": [7, 7, -1], "half": [3, 2, 3], "month": 15})
    log = log.assign(outcome="solved", pitch=0)
    lived = pd.DataFrame(3.6, index=range(3), columns=[*experience.ASPECTS, *(name for _, name in experience.SPECIAL)])
    lived = lived.assign(correct=3.6, kind=3.6, time_available=5, feeling=0.0)
    found = experience._satisfaction(log, np.zeros(3), lived, firm)
    assert found == pytest.approx([7.8 - 0.16 + 0.5, 7.8 - 0.16, 7.5])


class Push:
    """One push of engagement in the first half-year, then nothing."""

    pushed = False

    def standard_normal(self, shape):
        moved = np.zeros(shape)
        moved[0] = not self.pushed
        self.pushed = True
        return moved


def test_engagement_passes_to_customers_a_half_year_later(monkeypatch):
    monkeypatch.setattr(linkage, "BURN_IN", 0)
    a, on_time, b = linkage._moving_parts(Push())
    assert a[0, :3] == pytest.approx([0.26, 0.15 * 0.26, 0.15 * 0.039 + 0.12 * 0.17316])
    assert on_time[0, :3] == pytest.approx([0.86, 0.86 + 0.16 * 0.26, 0.86 + 0.16 * 0.039])
    assert b[0, :3] == pytest.approx([0, 0.25 * 0.26 + 2.6 * 0.0416, 0.1 * 0.17316 + 0.25 * 0.039 + 2.6 * 0.00624])


def test_journey_is_its_mean_its_lowest_and_its_last_less_what_was_told_again():
    log = pd.DataFrame(
        {"journey": [3, 3, 3, 3], "seq": [1, 2, 3, 4], "touchpoint": ["T01", "T15", "T06", "T09"], "path": 0}
    ).assign(day=[0, 2, 4, 9], person=0, told_again=[0, 1, 0, 0])
    people = pd.DataFrame({"customer": ["K1"], "attitude": [0.0]})
    table = journeys.draw_journeys(Still(), log, people, pd.Series([8.0, -99.0, 4.0, 6.0]))
    # 1.75 + .20 · 6 + .35 · 4 + .40 · 6 − .80 = 5.95: the notice (T15) is told again, yet not rated
    assert table.loc[0, ["journey", "journey_type", "journey_sat"]].tolist() == ["J00003", "purchase", 6]
    assert str(table.loc[0, "end_date"].date()) == "2023-01-10"


def test_answered_score_sinks_with_the_days_up_to_three_weeks():
    rows = pd.DataFrame({"satisfaction": 7.0, "lag": [72, 24 * 16, 24 * 21, 24 * 40], "phone": False})
    sunk = rows["satisfaction"] - 0.04 * (np.array([3, 16, 21, 21]) - 3) - 0.0625
    assert transactional._scores(rows).tolist() == np.rint(sunk).tolist() == [7, 6, 6, 6]


def test_emotions_follow_what_was_felt_and_how_strongly():
    feeling = [1.5, 1.1, 0.58, 0.3, -0.8, -1.5, -3.0]
    rows = pd.DataFrame({"feeling": feeling, "touchpoint": "T09", "outcome": "solved"})
    felt, strength, words = transactional._emotions(Still(), rows)
    assert felt.tolist() == [4, 3, 2, 1, -1, -2, -5]
    assert strength.tolist() == [4, 4, 4, 3, 3, 4, 4]
    assert words.tolist() == ["joy", "joy", "surprise", "calm", "none", "anger", "anger"]
    _, strength, words = transactional._emotions(Still(), rows.assign(touchpoint="T05"))
    assert strength.tolist() == [3, 2, 2, 2, 2, 2, 3]
    assert words.tolist() == ["trust", "trust", "calm", "calm", "none", "worry", "anger"]
    _, strength, words = transactional._emotions(Still(), rows.assign(touchpoint="T13", outcome="failed"))
    assert strength.tolist()[-1] == 4 and words.tolist()[-2:] == ["anger", "get_even"]
    assert transactional._emotions(Still(), rows.assign(touchpoint="T13"))[2].tolist()[-2] == "disappointment"


def test_seed_of_the_plan_is_the_planted_one():
    table = actions.action_table()
    cost, effect, true = table["cost"].to_numpy(), table["effect"].to_numpy(), np.array(actions.TRUE_EFFECTS)
    plans = (np.arange(4096)[:, None] >> np.arange(12)) & 1
    plans = plans[plans @ cost <= actions.BUDGET]
    best = plans[(plans @ effect).argmax()]
    assert [best @ effect, best @ true, (plans @ true).max()] == pytest.approx([8.1, 5.8, 6.7])


# Keys and codes


def test_keys_join(tables):
    log, answers = tables["contacts"], tables["transactional"]
    assert log["contact"].is_unique and answers["answer"].is_unique and tables["journeys"]["journey"].is_unique
    assert set(log["customer"]) <= set(tables["customers"]["customer"])
    assert set(log["journey"].dropna()) == set(tables["journeys"]["journey"])
    assert set(log.loc[log["responded"] == 1, "contact"]) == set(answers["contact"])
    for name in ("driver_study", "cases", "comments"):
        assert tables[name]["answer"].is_unique and set(tables[name]["answer"]) <= set(answers["answer"]), name
    both = answers.merge(log, on="contact", suffixes=("", "_log"))
    for name in ("touchpoint", "month", "branch"):
        assert both[name].equals(both[f"{name}_log"]), name
    assert set(tables["employees"]["branch"]) == set(tables["branches"]["branch"])
    assert not tables["branch_halves"].duplicated(["branch", "half"]).any()


def test_log_says_only_what_has_a_meaning_at_the_touchpoint(tables):
    log = tables["contacts"]
    there = {name: set(log.loc[log[name].notna(), "touchpoint"]) for name in ("branch", "on_time", "pitch", "employee")}
    assert there == {
        "branch": {"T02", "T06", "T07", "T08", "T13"},
        "on_time": {"T06", "T07", "T13"},
        "pitch": {"T03", "T10"},
        "employee": {"T02", "T03", "T06", "T07", "T08", "T12", "T13", "T14"},
    }
    assert set(log.loc[log["department"].isna(), "touchpoint"]) == {"T05", "T08"}
    unasked = log["touchpoint"].isin(["T15", "T16"])
    assert unasked.any() and (log.loc[unasked, ["invited", "responded"]] == 0).all(axis=None)
    assert (log["pulse"].isna() == unasked).all()
    assert (log["responded"] <= log["invited"]).all()
    served = log.dropna(subset=["branch"])
    assert (served["employee"].str[:4] == served["branch"]).all()
    heads = served["branch"].map(tables["branches"].set_index("branch")["headcount"])
    assert (served["employee"].str[5:].astype(int) <= heads).all()


SCALES = {
    "contacts": {"pulse": (1, 5), "month": (1, 36)},
    "journeys": {"journey_sat": (0, 10)},
    "transactional": {"satisfaction": (0, 10), "recommend": (0, 10), "effort": (1, 5), "c4_score": (1, 5)}
    | {"felt": (-5, 5), "strength": (1, 5), "time_available": (1, 5), "month": (1, 36)},
    "relationship_sample": {"phoned_recommend": (0, 10), "after_reminder": (0, 1)},
    "cases": {"score_before": (0, 10), "score_after": (0, 10), "answered": (0, 1), "held_out": (0, 1)},
    "kano": {"functional": (1, 5), "dysfunctional": (1, 5)},
    "branch_halves": {"on_time_share": (0, 1)},
}


@pytest.mark.parametrize("name", SCALES)
def test_values_lie_on_their_scale_and_reach_its_ends(tables, name):
    for column, (low, high) in SCALES[name].items():
        values = tables[name][column].dropna()
        assert low <= values.min() and values.max() <= high, column
        if name != "branch_halves":
            assert values.min() <= low + 2 and values.max() == high, column


def test_codes_of_items_are_those_of_the_card(tables):
    study = tables["driver_study"].filter(regex="^d_")
    assert set(study.stack().dropna()) == {1, 2, 3, 4, 5, 9}
    asked = {name: set(tables["driver_study"].loc[study[name] < 9, "touchpoint"]) for name in study}
    assert asked["d_on_time"] == {"T06"} and asked["d_correct"] == asked["d_clear"] == {"T09"}
    assert asked["d_first_time"] == {"T13"} and len(asked["d_kind"]) == 7
    staff = tables["employees"].iloc[:, 3:]
    assert set(staff.stack().dropna()) == {1, 2, 3, 4, 5, 9}
    assert staff.isna().mean(axis=None) == pytest.approx(0.012, abs=0.002)
    assert (staff == 9).mean(axis=None) == pytest.approx(0.006, abs=0.002)
    answers = tables["transactional"]
    words = "joy calm admiration trust surprise disappointment worry anger hate get_even none"
    assert set(answers["emotion"].dropna()) <= set(words.split())
    assert set(answers["resolved"]) == {"yes", "partly", "no", "not yet known"}
    assert (answers["recommend"].notna() == (answers["touchpoint"] == "T13")).all()
    assert (answers["time_available"].notna() == answers["touchpoint"].isin(["T03", "T10"])).all()


def test_phone_reaches_the_silent_only(tables):
    sample = tables["relationship_sample"]
    phoned = sample["phoned_recommend"].notna()
    assert (sample.loc[phoned, "responded"] == 0).all()
    assert (phoned.groupby(sample["wave"]).sum() / (900 * 4000 / 12_000)).between(0.7, 0.9).all()
    assert (sample["after_reminder"].notna() == (sample["responded"] == 1)).all()
    assert sample["responded"].sum() == len(tables["relationship"])
    answered = sample[sample["responded"] == 1][["wave", "customer"]]
    assert len(answered.merge(tables["relationship"], on=["wave", "customer"])) == len(answered)


def test_cases_are_answered_or_held_out_never_both(tables):
    cases = tables["cases"]
    negative = cases["valence"] == "negative"
    assert (negative == (cases["score_before"] <= 5)).all()
    assert (cases.loc[~negative, "score_before"] >= 9).all()
    assert (cases["held_out"].notna() == negative).all()
    assert cases.loc[cases["held_out"] == 1, "answered"].eq(0).all()
    assert (cases["hours_to_answer"].notna() == (cases["answered"] == 1)).all()
    assert (cases["closed"].notna() == (cases["answered"] == 1)).all()
    assert (cases["closed"] >= cases["opened"])[cases["closed"].notna()].all()
    assert cases["closed"].max() <= pd.Timestamp("2025-12-31")
    assert cases["opened"].is_monotonic_increasing


def test_planted_counts_of_the_house(tables):
    variables = [stands for rows in touchpoints.VARIABLES.values() for *_, stands in rows]
    assert [variables.count(kind) for kind in (touchpoints.MISS, touchpoints.THIN, touchpoints.MEET)] == [11, 9, 20]
    thin = tables["touchpoint_variables"]["n_observed"] < 14
    assert thin.sum() == 9 and tables["touchpoint_variables"].loc[~thin, "n_observed"].between(350, 700).all()
    assert tables["touchpoints"]["phase"].nunique() == 7
    assert list(tables["touchpoints"].query("owner_department.isna()")["touchpoint"]) == ["T05", "T08"]
    assert tables["internal"].groupby("department").size().sort_values().tolist() == [20] + [30] * 8
    ranks = tables["internal"].filter(regex="^rank_").to_numpy()
    assert (np.sort(ranks, axis=1) == np.arange(1, 9)).all()
    assert all(sorted(order.split()) == sorted(internal.CONTACTS) for order in internal.ORDERS.values())
    assert list(tables["actions"].query("owner.isna()")["action"]) == ["A02"]
    assert tables["actions"]["status"].value_counts().to_dict() == {"planned": 5, "done": 4, "doing": 3}
    assert not tables["playbook"].duplicated(["touchpoint", "emotion"]).any()


def test_comments_carry_what_is_true_of_them(tables):
    written, truth = tables["comments"], tables["comment_truth"]
    assert written["comment_id"].equals(truth["comment_id"]) and (written["comment"].str.len() > 2).all()
    score = written.merge(tables["transactional"], on="answer")["satisfaction"]
    assert (truth["valence_truth"] == np.select([score <= 5, score >= 8], [-1, 1], 0)).all()
    coded = written["hand_theme"].notna()
    assert coded.sum() == 200 and (written["hand_valence"].notna() == coded).all()
    right = (written["hand_theme"] == truth["theme_truth"])[coded].mean()
    assert right == pytest.approx(1 - comments.CODED_WRONG, abs=0.06)
    email = truth["pii_truth"] == "email"
    assert email.any() and written.loc[email, "comment"].str.lower().str.contains("@example.org").all()
    assert not written.loc[~email, "comment"].str.contains("@").any()


def test_no_table_shows_what_is_hidden(tables):
    hidden = {"attitude", "mood", "feeling", "activity", "lived", "person", "day", "wait", "location", "engagement"}
    assert not hidden & {name for key, table in tables.items() for name in table if key not in ("kano", "internal")}
    names = [name for key, table in tables.items() if key != "comment_truth" for name in table]
    assert not [name for name in names if "truth" in name]


def test_employees_cannot_be_followed_or_named(tables):
    staff = tables["employees"]
    assert staff["respondent"].is_unique
    neighbours = (staff["branch"] == staff["branch"].shift()).mean()
    assert neighbours < 0.03  # in no order that would tell who sat with whom
    assert not {"age", "age_band", "name", "tenure"} & set(staff)
