"""Plans for a budget: against all plans looked at one by one, by hand, and against the sample company's truth."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cxlib as cx
from cxlib.errors import CXError
from cxlib.estimators.plans import best_plans, in_order

COLUMNS = {"action": "action", "effect": "effect", "std_error": "std_error", "cost": "cost"}
REAL = np.array([0.4, 0.5, 1.2, 0.6, 1.5, 0.7, 1.0, 1.8, 1.2, 2.2, 1.6, 2.0])  # of data/samples/pont_nou/truth.toml


def sample() -> pd.DataFrame:
    return cx.read_study(cx.sample_study(), tables=["actions"]).tables["actions"]


def chosen(data, budget=120, **more) -> cx.Result:
    return cx.choose_actions(data, **COLUMNS, budget=budget, rng=2027, **more)


def table(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["action", "cost", "effect", "std_error"])


def by_looking(value, cost, budget) -> float:
    """The largest sum of all plans, one by one."""
    sums = [0.0]
    for size in range(1, len(value) + 1):
        for plan in combinations(range(len(value)), size):
            if sum(cost[place] for place in plan) <= budget:
                sums.append(sum(value[place] for place in plan))
    return max(sums)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(-20, 40)), min_size=1, max_size=7), st.integers(0, 60),
    st.sampled_from([0, 12]),
)  # fmt: skip
def test_both_ways_find_the_best_plan_of_all(rows, budget, enumerated):
    cost, value = (np.array(part, float) for part in zip(*rows, strict=True))
    plan = best_plans(value[None], cost, budget, enumerated=enumerated)[0]
    assert cost @ plan <= budget + 1e-6
    assert value @ plan == pytest.approx(by_looking(value, cost, budget))


def test_of_equal_plans_the_cheapest_is_taken():
    plan = best_plans(np.array([[0.1, 0.2, 0.3]]), np.array([10.0, 10.0, 30.0]), 30.0, enumerated=12)[0]
    assert plan.tolist() == [True, True, False]


def test_the_sample_promises_more_than_it_delivers():
    found = chosen(sample(), status="status")
    plan = found.table["chosen"].to_numpy()
    assert found.table.loc[plan, "action"].tolist() == ["A02", "A03", "A05", "A06", "A08"]
    assert found.rules.set_index("rule")["promised"].round(6).to_dict() == {
        "best": 7.7, "best of shrunk": 7.7, "largest effect first": 7.2, "most effect per cost first": 7.7,
    }  # fmt: skip
    assert found.notes == ("Not chosen again, as they are finished: A01, A04, A07 and A12.",)
    real = REAL[[int(name[1:]) - 1 for name in found.table["action"]]]
    best = best_plans(real[None], found.table["cost"].to_numpy(), 120, enumerated=12)[0]
    assert (real @ plan, real @ best) == pytest.approx((5.7, 6.7))
    shrunk = found.rules.set_index("rule")["shrunk"]["best"]
    assert real @ plan < shrunk < 7.7  # the better forecast of the two
    assert (found.table["chance_in"] >= 0.8).sum() == 1


def test_what_is_finished_is_not_chosen_again_and_nothing_else_is_left_out():
    data = table(("a", 50, 9, 1), ("b", 50, 4, 1), ("c", 100, 7, 1), ("d", 10, 1, 1))
    data["state"] = ["Done ", "doing", "planned", None]
    found = chosen(data, budget=100, status="state")
    assert found.table["action"].tolist() == ["b", "c", "d"] and found.notes == (
        "Not chosen again, as they are finished: a.",
    )
    assert found.table.loc[found.table["chosen"], "action"].tolist() == ["c"]
    other = chosen(data, budget=100, status="state", finished=["hecho"])
    pd.testing.assert_frame_equal(other.table, chosen(data, budget=100).table)  # no such state: all may be chosen
    assert other.notes == ()
    with pytest.raises(CXError, match=r"state: all actions are finished\. List what could still be done\."):
        chosen(data.assign(state="done"), budget=100, status="state")


def test_regret_of_a_decision_by_hand():
    found = chosen(table(("a", 50, 5, 1), ("b", 50, 4, 1), ("c", 100, 7, 1)), budget=100).table
    # best: a and b, 9. Without a or without b: c alone, 7. With c: nothing else, 7.
    assert found["chosen"].tolist() == [True, True, False]
    assert found["regret"].tolist() == pytest.approx([2, 2, 2])
    assert found["promised"].tolist() == [5, 4, 0]


def test_what_does_not_fit_has_no_regret_and_no_chance():
    found = chosen(table(("a", 50, 5, 1), ("b", 500, 90, 1)), budget=100).table
    assert np.isnan(found.loc[1, "regret"]) and found.loc[1, "chance_in"] == 0
    assert found["shrunk"].isna().all()  # two effects do not say how far apart effects lie


def test_chances_follow_the_errors():
    """Two of equal cost, one fits: the chance is that of the difference of two normal effects, Φ(1 / √2)."""
    found = chosen(table(("a", 60, 5, 1), ("b", 60, 4, 1)), budget=100, n_resamples=20_000).table
    assert found["chance_in"].tolist() == pytest.approx([0.760, 0.240], abs=0.01)  # three errors of 20,000 draws


def test_the_curse_is_real_and_shrinking_forecasts_better():
    """400 firms of twelve actions of one kind: promise, forecast and delivery, on average."""
    draw = np.random.default_rng(5)
    cost, told = np.array([10, 15, 15, 20, 25, 25, 30, 35, 40, 40, 50, 60.0]), []
    for _ in range(400):
        truth, error = draw.normal(1.2, 0.6, 12), draw.uniform(0.3, 1.5, 12)
        data = table(*zip([f"a{k}" for k in range(12)], cost, truth + error * draw.normal(size=12), error, strict=True))
        found = cx.choose_actions(data, **COLUMNS, budget=120, n_resamples=1, rng=1)
        first = found.rules.iloc[0]
        told.append([first["promised"], first["shrunk"], truth @ found.table["chosen"].to_numpy()])
    promised, shrunk, delivered = np.mean(told, axis=0)
    assert promised > delivered + 1.5
    assert abs(shrunk - delivered) < (promised - delivered) / 3


def test_an_action_without_a_cost_is_left_out_and_named():
    data = sample()
    data.loc[2, "cost"] = np.nan
    found = chosen(data)
    assert found.notes == ("Left out, as their cost is not known: A03.",)
    assert "A03" not in set(found.table["action"])


@pytest.mark.parametrize(
    ("data", "budget", "said"),
    [
        (table(("a", 10, 1, 1)), 0, "budget: no action fits 0; the cheapest, a, costs 10. Raise the budget."),
        (table(("a", 10, 1, 1)), -5, "budget: -5 is not 0 or more. Write it in the unit of the costs."),
        (table(("a", 10, 1, -1)), 20, "std_error, cost: below 0 for a. Correct them."),
        (
            table(("a", 10, 1, 1), ("a", 12, 1, 1)),
            20,
            "action: a stands in several rows. Keep one row per action.",
        ),
        (
            table(("a", np.nan, 1, 1)),
            20,
            "effect, std_error and cost: no action has all three. Give each action an effect, its error and a cost.",
        ),
    ],
)
def test_messages(data, budget, said):
    with pytest.raises(CXError) as caught:
        chosen(data, budget=budget)
    assert str(caught.value) == said


def test_a_free_action_is_taken_without_a_budget():
    assert chosen(table(("a", 0, 1, 1), ("b", 5, 9, 1)), budget=0).table["chosen"].tolist() == [True, False]


def test_more_actions_than_are_enumerated_give_the_same_plan():
    one, two = chosen(sample(), n_resamples=20), chosen(sample(), n_resamples=20, max_actions=5)
    pd.testing.assert_frame_equal(one.table, two.table)


def test_rules_of_thumb_by_hand():
    cost, effect = np.array([10, 15, 20, 25, 35, 50.0]), np.array([0.4, 1.6, 0.9, 1.7, 2.6, 2.9])
    assert effect[in_order(effect, cost, 60)].sum() == pytest.approx(3.3)
    assert effect[in_order(effect / cost, cost, 60)].sum() == pytest.approx(4.6)


def test_money_by_level_tells_of_places_without_any():
    found = cx.money_shares(sample(), cost="cost", by="level", among=["touchpoint", "journey"]).table
    assert found[["by", "n", "share"]].values.tolist() == [["touchpoint", 12, 1.0], ["journey", 0, 0.0]]


def test_money_beside_impact():
    data = pd.DataFrame({"at": ["x", "y", "y"], "cost": [30, 10, np.nan]})
    found = cx.money_shares(data, cost="cost", by="at", among=["x", "y"], impact={"x": 1.0, "y": 3.0, "z": 9.0})
    assert found.table["share"].tolist() == [0.75, 0.25]
    assert found.table["impact_share"].tolist() == [0.25, 0.75]
    assert found.notes == ("Actions without cost or at: 1, left out.",)
    with pytest.raises(CXError, match="no action with at costs anything"):
        cx.money_shares(data.assign(cost=0.0), cost="cost", by="at", among=["x"])
