"""What the readings on privacy say, in each of their forms; they name no group."""

from __future__ import annotations

import pandas as pd

import cxlib as cx


def attack(*learned: str) -> cx.Result:
    return cx.Result(table=pd.DataFrame({"learned": learned}, dtype=object), kind="reconstruct_cells")


def staff() -> pd.DataFrame:
    return pd.DataFrame({"team": ["A"] * 40 + ["B"] * 12 + ["C"] * 11 + ["D"] * 3, "town": ["x"] * 40 + ["y"] * 26})


def test_what_is_shown_and_why_the_rest_is_not():
    said = cx.reading(cx.release_plan(staff(), levels=[[], ["town"], ["team"]]))
    assert said.text == (
        "Of 7 groups, 5 may be shown together.\n\n- the whole: it is shown.\n- town: all 2 are shown.\n"
        "- team: 2 of 4 shown; hidden are 1 below 10 people, 1 beside one of these, which the rest would give away."
    )
    assert not said.groups and [number.estimate for number in said.numbers] == [5]


def test_what_an_attack_finds():
    assert cx.reading(attack("answers", "", "number"), attack("", "")).headline == (
        "Without the rules, the answers of 1 hidden group are laid open. Without the rules, the headcount of 1 hidden "
        "group is laid open. With the rules, nothing of a hidden group is laid open."
    )
    assert cx.reading(attack(), attack("number", "number")).headline == (
        "Without the rules, nothing of a hidden group is laid open. With the rules, the headcount of 2 hidden groups "
        "is laid open."
    )
    assert cx.reading(attack("answers", "", "number")).text == (
        "The threshold alone hides 3 groups; the answers of 1 are laid open."
    )


def test_what_protection_costs():
    plans = [cx.release_plan(staff(), levels=[["team"]], min_cell=smallest) for smallest in (15, 2)]
    assert cx.reading(*plans).text == "From 2 to 15 people, the groups shown fall from 4 to 1 of 4."
    assert cx.reading(plans[1], plans[1]).text == "From 2 to 2 people, the same 4 groups are shown."
