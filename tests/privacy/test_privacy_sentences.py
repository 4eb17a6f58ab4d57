"""What the sentences on privacy say, in each of their forms."""

from __future__ import annotations

import pandas as pd

import cxlib as cx
from cxlib.sentences.privacy import attack_sentence, cost_sentence, release_sentence


def attack(*learned: str) -> cx.Result:
    return cx.Result(table=pd.DataFrame({"learned": learned}, dtype=object))


def test_what_is_shown_and_why_the_rest_is_not():
    rows = pd.DataFrame({"team": ["A"] * 40 + ["B"] * 12 + ["C"] * 11 + ["D"] * 3, "town": ["x"] * 40 + ["y"] * 26})
    assert release_sentence(cx.release_plan(rows, levels=[[], ["town"], ["team"]])) == (
        "the whole: it is shown.\n"
        "town: all 2 are shown.\n"
        "team: 2 of 4 shown; hidden are 1 below 10 people, 1 beside one of these, which the rest would give away."
    )


def test_what_an_attack_finds():
    assert attack_sentence(attack("answers", "", "number"), attack("", "")) == (
        "Without the rules the answers of 1 hidden group and the headcount of 1 hidden group are laid open; with them "
        "nothing of a hidden group is laid open."
    )
    assert attack_sentence(attack(), attack("number", "number")) == (
        "Without the rules nothing of a hidden group is laid open; with them the headcount of 2 hidden groups is laid "
        "open."
    )


def test_what_protection_costs():
    costs = pd.DataFrame({"min_cell": [15, 5], "shown": [61, 120], "groups": 120})
    assert cost_sentence(cx.Result(table=costs)) == (
        "From 5 to 15 people, the groups shown fall from 120 to 61 of 120."
    )
    assert cost_sentence(cx.Result(table=costs.assign(shown=7))) == (
        "From 5 to 15 people, the same 7 groups are shown."
    )
    assert cost_sentence(cx.Result(table=costs[:1])) == "One threshold shows no price."
