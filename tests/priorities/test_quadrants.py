"""Chances of quadrants, strategies, invitations and owners: by hand, by simulation, and on the sample."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.aggregate import mark_person
from cxlib.errors import CXError
from cxlib.results import Positions

NAMES = ["one", "two", "three", "four"]


def positions(importance, rating, spread=0.1, n=500, seed=1) -> Positions:
    draw = np.random.default_rng(seed)
    table = pd.DataFrame({"touchpoint": NAMES, "n": n, "importance": importance, "performance": rating})
    draws = {name: pd.DataFrame(draw.normal(table[name], spread, (4000, 4)), columns=NAMES)
             for name in ("importance", "performance")}  # fmt: skip
    for name, one in draws.items():
        table[f"{name}_low"], table[f"{name}_high"] = one.quantile(0.025).to_numpy(), one.quantile(0.975).to_numpy()
    return Positions(table=table, settings={"outcome": "impression", "rating": "score"},
                     importance_draws=draws["importance"], performance_draws=draws["performance"])  # fmt: skip


CLEAR = positions([2.0, 2.0, 0.0, 0.0], [5.0, 8.0, 5.0, 8.0])


def test_the_four_fields():
    found = cx.quadrant_chances(CLEAR)
    assert found.table["field"].tolist() == ["work on it", "keep it up", "watch it", "leave it"]
    assert found.table["chance"].tolist() == [1, 1, 1, 1]
    chances = found.table[["chance_work", "chance_keep", "chance_watch", "chance_leave"]]
    assert chances.sum(axis=1).tolist() == [1, 1, 1, 1]


def test_a_point_on_the_line_lies_in_its_field_by_the_toss_of_a_coin():
    found = cx.quadrant_chances(positions([2.0, 2.0, 0.0, 0.0], [5.0, 8.0, 6.5, 6.5])).table
    assert found["chance"].tolist()[:2] == [1, 1]
    assert found["chance"].tolist()[2:] == pytest.approx([0.5, 0.5], abs=0.03)  # four errors of 4,000 draws


def test_the_chance_is_that_of_the_normal_draws():
    """Against a target that does not move, one error above it: Φ(1) = .841."""
    found = cx.quadrant_chances(positions([2.0, 2.0, 0.0, 0.0], [5.0, 8.0, 5.0, 8.0]), targets={"one": 5.1}).table
    own = found[found["threshold"] == "target"]
    assert own["name"].tolist() == ["one"] and own["chance"].iloc[0] == pytest.approx(0.841, abs=0.02)


def test_rules_move_the_line_only():
    found = cx.quadrant_chances(CLEAR, middle=5.5, targets=dict.fromkeys(NAMES, 9.0))
    grid = found.table.pivot(index="name", columns="threshold", values="field")
    assert grid.loc["two"].to_dict() == {"mean": "keep it up", "scale_middle": "keep it up", "target": "work on it"}
    said = cx.reading(found, about="lines").headline
    assert said == "2 of 4 touchpoints change their field by the line alone (3 rules)."


def test_outlines_hold_what_they_say():
    found = cx.quadrant_chances(CLEAR)
    draws = np.column_stack([CLEAR.performance_draws["one"], CLEAR.importance_draws["one"]])
    for share, corners in found.outlines[found.outlines["name"] == "one"].groupby("share"):
        points = corners[["performance", "importance"]].to_numpy()
        middle = draws.mean(axis=0)
        reach = np.interp(
            np.arctan2(*(draws - middle).T[::-1]), *np.array(sorted(zip(
                np.arctan2(*(points - middle).T[::-1]), np.hypot(*(points - middle).T), strict=True))).T
        )  # fmt: skip
        assert (np.hypot(*(draws - middle).T) <= reach).mean() == pytest.approx(share, abs=0.02)


def test_targets_of_nobody_stop():
    with pytest.raises(CXError, match="targets: none of the names has one"):
        cx.quadrant_chances(CLEAR, targets={"elsewhere": 5})


def contacts(people=600, seed=1) -> pd.DataFrame:
    """Each with contacts at both touchpoints: a bad one at x costs two points, at y nothing."""
    draw = np.random.default_rng(seed)
    bad = draw.random((people, 2)) < 0.2
    outcome = 8 - 2 * bad[:, 0] + draw.normal(size=people)
    rows = pd.DataFrame({"answer": np.repeat(np.arange(people), 2), "touchpoint": ["x", "y"] * people})
    return rows.assign(bad=bad.ravel().astype(float), outcome=outcome.repeat(2))


def test_positions_are_those_of_moments_of_truth_and_means():
    told = contacts()
    answers = pd.DataFrame({"at": ["x", "y"] * 200, "score": np.tile([4, 7, 6, 9], 100)})
    found = cx.touchpoint_positions(told, outcome="outcome", answers=answers, touchpoint="at", rating="score", rng=1)
    same = cx.moments_of_truth(told, touchpoint="touchpoint", bad="bad", outcome="outcome", min_impact=0.5,
                               respondent="answer").table  # fmt: skip
    assert found.table["importance"].tolist() == pytest.approx(same["estimate"].tolist(), abs=1e-9)
    assert found.table["performance"].tolist() == [5, 8]
    width = (found.table["importance_high"] - found.table["importance_low"]).to_numpy()
    assert width == pytest.approx((same["conf_high"] - same["conf_low"]).to_numpy(), rel=0.15)  # bootstrap and HC3
    spread = found.performance_draws["x"].std()
    assert spread == pytest.approx(answers.loc[answers["at"] == "x", "score"].std() / np.sqrt(200), rel=0.1)


def test_people_are_drawn_whole():
    """Each person gives the same answer ten times: the error is that of 40 people, not of 400 answers."""
    draw = np.random.default_rng(3)
    answers = pd.DataFrame({"at": ["x", "y"] * 200, "who": np.arange(400) // 10})
    answers["score"] = draw.normal(size=40)[answers["who"]]
    mark_person(answers, "who")  # as read_study does
    found = cx.touchpoint_positions(
        contacts(), outcome="outcome", answers=answers, touchpoint="at", rating="score", rng=1
    )
    assert found.performance_draws["x"].std() == pytest.approx(answers["score"].std() / np.sqrt(40), rel=0.15)


def test_touchpoints_with_few_are_not_placed():
    told = contacts()
    told.loc[told.index[told["touchpoint"] == "y"][5:], "bad"] = 0.0
    answers = pd.DataFrame({"at": ["x", "y", "z"] * 50, "score": 5.0})
    with pytest.raises(CXError, match="importance and ratings are known of 1 touchpoints"):
        cx.touchpoint_positions(told, outcome="outcome", answers=answers, touchpoint="at", rating="score", rng=1)


def strategies(where, **more):
    fields = cx.quadrant_chances(where, targets=dict.fromkeys(NAMES, 7.0))
    found = cx.touchpoint_strategies(fields, positions=where, threshold="target", min_impact=0.5, **more)
    return found.table.set_index("touchpoint")


def test_strategies_follow_from_field_distance_and_kinds():
    found = strategies(CLEAR, kinds={"two": ["attractive"]})
    assert found["strategy"].to_dict() == {"one": "redesign", "two": "delight", "three": "stop", "four": "keep"}
    assert set(found["grade"]) == {"A"}
    near = positions([2.0, 2.0, 0.4, 0.0], [6.7, 8.0, 5.0, 8.0])
    found = strategies(near, kinds={"two": ["attractive", "must_be"]})
    assert found["strategy"].to_dict() == {"one": "improve", "two": "keep", "three": "keep", "four": "keep"}
    assert found.loc["three", "because"] == "weak, not shown to matter"


def test_a_grade_is_the_chance_of_the_field():
    found = strategies(positions([2.0, 2.0, 0.0, 0.0], [6.95, 8.0, 5.0, 8.0]))  # half an error below: .69
    assert found.loc["one", "grade"] == "C" and found.loc["one", "chance"] == pytest.approx(0.69, abs=0.03)
    with pytest.raises(CXError, match="there are no fields by 'target'"):
        cx.touchpoint_strategies(cx.quadrant_chances(CLEAR), positions=CLEAR, threshold="target", min_impact=1)


def answers(**sds: float) -> pd.DataFrame:
    rows = [(name, value) for name, sd in sds.items() for value in np.tile([-sd, sd], 50)]
    return pd.DataFrame(rows, columns=["at", "score"])


def invited(**more):
    given = answers(one=1.0, two=2.0, three=1.0, four=1.0)
    return cx.invitation_plan(CLEAR, answers=given, touchpoint="at", rating="score", **more).table


def test_invitations_are_neymans():
    """Importance 2, 2, 0, 0 and SD 1, 2, 1, 1: after ten for each of the last two, 1 to 2."""
    assert invited(invitations=320)["invitations"].tolist() == [100, 200, 10, 10]
    rates = invited(invitations=1240, invited={"one": 400, "two": 100, "three": 200, "four": 200})
    # answers of every fourth are worth half: importance · SD / √rate = 2/.5 and 4/1
    assert rates["invitations"].tolist() == [600, 600, 20, 20]
    assert rates["expected"].tolist() == [150, 600, 10, 10]


def test_no_other_sharing_is_surer():
    plan = invited(invitations=320)
    loss = (plan["importance"].clip(lower=0) ** 2 * plan["sd"] ** 2 / plan["invitations"]).sum()
    for move in range(-40, 41, 5):
        other = plan["invitations"] + np.array([move, -move, 0, 0])
        assert (plan["importance"].clip(lower=0) ** 2 * plan["sd"] ** 2 / other).sum() >= loss - 1e-9


def test_too_few_invitations_are_said():
    with pytest.raises(CXError, match="20 do not bring 10 answers each; 40 would"):
        invited(invitations=20)
    assert invited(invitations=40)["invitations"].tolist() == [10, 10, 10, 10]


def test_one_accountable_owner_each():
    register = pd.DataFrame({"at": ["x", "y", "z", "z", "w"], "owner": ["Shops", None, "Web", "Desk", "Board"]})
    log = pd.DataFrame({"touchpoint": ["x"] * 20 + ["w"] * 10, "department": ["Shops"] * 19 + ["Desk"] + ["Web"] * 10,
                        "handed_over_from": ["Desk"] * 2 + [None] * 28})  # fmt: skip
    claims = pd.DataFrame(
        {"department": ["Bills"] * 4 + ["Web"] * 4, "touchpoint": ["x; y", "x", None, None, "x"] + [None] * 3}
    )
    found = cx.accountability(register, touchpoint="at", owner="owner", log=log, claims=claims).table.set_index(
        "touchpoint"
    )
    assert found["gap"].to_dict() == {
        "x": "", "y": "nobody answers for it", "z": "several answer for it", "w": "its owner has no contact there",
    }  # fmt: skip
    assert found.loc["x"].tolist() == ["Shops", "Shops", "Bills, Web", "Desk", ""]
    assert found.loc["y", "consulted"] == "Bills"
    said = cx.reading(cx.accountability(register, touchpoint="at", owner="owner")).headline
    assert said == "Without a clear owner: 2 of 4 touchpoints."


def test_the_samples_gaps_are_found():
    tables = cx.read_study(cx.sample_study(), tables=["touchpoints", "actions"]).tables
    found = cx.accountability(tables["touchpoints"], touchpoint="touchpoint", owner="owner_department").table
    assert found.loc[found["gap"] != "", "touchpoint"].tolist() == ["T05", "T08"]
    found = cx.accountability(tables["actions"], touchpoint="action", owner="owner").table
    assert found.loc[found["gap"] != "", "touchpoint"].tolist() == ["A02"]
