"""Edges of priorities: one department, ties, nobody, no money. A sentence, never a crash or a silent number."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cxlib as cx

RANKS = {"A": "a", "B": "b", "C": "c"}
ACTIONS = pd.DataFrame({"action": ["x", "y", "z"], "effect": [1.0, 2, 3], "std_error": 0.5, "cost": [10.0, 20, 30],
                        "level": ["touchpoint", "journey", "journey"]})  # fmt: skip


def house(*orders: tuple[str, list[int]]) -> pd.DataFrame:
    return pd.DataFrame([[name, *ranks] for name, ranks in orders], columns=["group", *RANKS.values()])


def index(data, customers=None, **given):
    given = {"n_resamples": 100, "rng": 1, "customers": customers or {"A": 3.0, "B": 2.0, "C": 1.0}} | given
    return cx.alignment_index(data, group="group", ranks=RANKS, **given)


def mixed(name, seed):
    draw = np.random.default_rng(seed)
    return [(name, draw.permutation([1, 2, 3]).tolist()) for _ in range(6)]


def plan(data=ACTIONS, **given):
    return cx.choose_actions(data, action="action", effect="effect", std_error="std_error", cost="cost",
                             **{"budget": 30, "n_resamples": 50, "rng": 1} | given)  # fmt: skip


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: index(house(*mixed("d1", 1)), apart=["d1"]), "apart: no value of group is left. Leave one group at "
         "least to be compared."),
        (lambda: index(house(*mixed("d1", 1)), n_resamples=0), "n_resamples: 0 resamples tell nothing of chance. Write "
         "1000, or at least 1."),
        (lambda: plan(n_resamples=0), "n_resamples: 0 draws tell nothing of chance. Write 1000, or at least 1."),
        (lambda: plan(ACTIONS.assign(effect=[np.inf, 1, 2])), "effect, std_error, cost: infinite in some rows. Correct "
         "these rows."),
        (lambda: plan(budget=float("nan")), "budget: nan is not 0 or more. Write it in the unit of the costs."),
        (lambda: cx.money_shares(ACTIONS.assign(cost=[-10.0, 20, 30]), cost="cost", by="level"), "cost: below 0 in "
         "some rows. Correct them: a share of the money needs costs."),
    ],
)  # fmt: skip
def test_messages(call, message):
    with pytest.raises(cx.CXError) as caught:
        call()
    assert str(caught.value) == message


def test_groups_of_one_mind_or_one_person_have_no_interval():
    found = index(house(*mixed("d1", 1), *[("d2", [1, 2, 3])] * 6, ("d3", [3, 2, 1])))
    limits = found.table.set_index("who")[["conf_low", "conf_high"]]
    assert limits.loc["d1"].notna().all() and limits.loc[["d2", "d3"]].isna().all(axis=None)
    assert found.agreement["estimate"].notna().all() and found.agreement["conf_low"].isna().all()
    assert found.notes == ("d2 and d3: everybody gave the same order, so nothing tells how far chance goes.",)


def test_ties_of_a_group_or_of_customers_are_said():
    data = house(*mixed("d1", 1), *[("d2", [2, 2, 2])] * 6)
    found = index(data)
    assert found.table.set_index("who").loc["d2", ["estimate", "conf_low", "conf_high"]].isna().all()
    assert "d2: no item stands before another." in found.notes
    assert index(data, customers=dict.fromkeys(RANKS, 1.0)).notes[0] == (
        "Customers prefer no item to another: there is no order to compare with."
    )


def test_a_resample_in_which_all_tie_takes_no_interval_away():
    """Two people of opposite order: half of the resamples have no order at all, and may be any."""
    data = house(("d1", [1, 2, 3]), ("d1", [1, 3, 2]), ("d1", [3, 2, 1]), ("d1", [3, 2, 1]))
    limits = index(data).table[["estimate", "conf_low", "conf_high"]].to_numpy()[0]
    assert np.isfinite(limits).all() and limits[1] == -1 and limits[2] == 1


@pytest.mark.parametrize(("n", "clear"), [(1, False), (5, False), (6, True)])
def test_a_few_of_one_mind_are_not_clear(n, clear):
    data = pd.DataFrame({"f": "a", "y": 1, "n": [5] * n})
    found = cx.kano_classes(data, feature="f", functional="y", dysfunctional="n").table
    assert found["kind"].tolist() == ["one_dimensional"] and found["clear"].tolist() == [clear]


def test_a_feature_that_nobody_answered_is_named():
    data = pd.DataFrame({"f": ["a"] * 6 + ["b"], "y": 1, "n": [5] * 6 + [np.nan]})
    found = cx.kano_classes(data, feature="f", functional="y", dysfunctional="n")
    assert found.table["feature"].tolist() == ["a"]
    assert "Nobody answered both questions of b." in found.notes


def test_money_beside_no_known_impact_says_so():
    found = cx.money_shares(ACTIONS, cost="cost", by="level", impact={"journey": -1.0})
    assert found.table["impact_share"].isna().all()
    assert found.notes == ("No impact is known of any of them: its shares are empty.",)
