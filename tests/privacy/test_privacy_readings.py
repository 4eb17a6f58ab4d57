"""What the readings on privacy say, in each of their forms; they name no group."""

from __future__ import annotations

import pandas as pd

import cxlib as cx


def attack(*learned: str) -> cx.Result:
    return cx.Result(table=pd.DataFrame({"learned": learned}, dtype=object), kind="reconstruct_cells")


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
    def told(*groups):
        table = pd.DataFrame({"min_cell": [15, 10][: len(groups)], "groups": groups})
        return cx.reading(cx.Result(table=table, kind="groups_told"))

    assert told(60, 92).text == "From 10 to 15 people, the groups shown fall from 92 to 60."
    assert told(4, 4).text == "From 10 to 15 people, the same 4 groups are shown."
    assert [number.estimate for number in told(60, 92).numbers] == [92, 60]
