"""Readings of targets, records, pairs, and of a first look at a table."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from importances import importance
from test_readings_of_drivers import NAMES, text

import cxlib as cx


def gaps(**columns):
    table = pd.DataFrame({"place": ["a", "b", "c"], "n": 90, "estimate": [-0.5, 0.2, 0.6]})
    table = table.assign(conf_low=[-0.7, -0.1, 0.3], conf_high=[-0.3, 0.5, 0.9], **columns)
    return cx.Result(table=table, settings={"by": ["place"]}, kind="target_gaps")


def test_who_misses_a_target_and_who_exceeds_it():
    said = cx.reading(gaps(), labels={"a": "mail"}, aside=True)
    assert said.text == "1 of 3 groups surely misses its target: mail (−0.50). 1 surely exceeds it: c (+0.60)."
    assert (said.groups, said.evidence) == (["mail"], "supported")
    open_ones = gaps()
    none = replace(open_ones, table=open_ones.table.assign(conf_low=-1.0, conf_high=1.0))
    assert text(none) == "Of 3 groups with a target none surely misses it."


def recorded(**columns):
    table = pd.DataFrame(
        {"what": ["a, as rated", "w_t, as recorded"], "driver": ["a", "w_t"], "n": 80, "estimate": [0.5, -0.2],
         "conf_low": [0.4, -0.3], "conf_high": [0.6, -0.1], "slope": [1.0, -0.4], "slope_low": [0.8, -0.6],
         "slope_high": [1.2, -0.2]}
    )  # fmt: skip
    settings = {"outcome": "overall", "pairs": [("a", "w_t")], "logged": ["w_t"]}
    return cx.Result(table=table.assign(**columns), settings=settings, kind="rated_and_recorded")


def test_a_record_beside_the_rating_of_the_same():
    said = cx.reading(recorded(), truth={"w_t": {"structural": -0.5, "finds": -0.3}, "on_time": None}, aside=True)
    assert said.text == (
        "As recorded, overall goes with w\\_t (−0.20), in standard deviations. Twice the w\\_t goes with −0.28 points "
        "of overall.\n\nPlanted truth: slope of w\\_t −0.50, found −0.40."
    )
    assert said.groups == ["w\\_t"]
    unsure = text(recorded(slope_low=-1.0, slope_high=1.0))
    assert unsure.startswith("For w\\_t, as recorded, no relation with overall can be shown. Twice the")


def test_pairs_that_are_surely_ordered():
    pairs = pd.DataFrame({"driver": ["a", "a"], "other": ["b", "c"], "share_ahead": [0.99, 0.6]})
    said = cx.reading(replace(importance(), pairs=pairs), about="pairs", labels=NAMES, aside=True)
    assert said.text == "1 of 2 pairs is surely ordered: speed before tidy premises."
    none = replace(importance(), pairs=pairs.assign(share_ahead=0.6))
    assert text(none, about="pairs") == "None of 2 pairs is surely ordered."
    without = "Without resamples nothing can be said of how sure the order is."
    assert text(importance(resamples=False), about="pairs") == without


def test_a_code_read_as_a_score():
    rules = pd.DataFrame({"rule": ["out", "kept", "code"], "n": 100, "NPS": [10, 9, 17.2], "mean": [7, 6.5, 7.25]})
    result = cx.Result(table=rules, kind="blanks_by_rule", settings={"code": 11})
    score = cx.Result(table=pd.DataFrame({"n": [100], "estimate": 10, "conf_low": 8.0, "conf_high": 12.0}))
    assert text(result, score) == (
        "Read as a score, the code 11 changes the NPS by +7.2 points and the mean by +0.25. The margin of chance is "
        "±2.0 points: the slip is 3.6 times that."
    )


def test_one_set_of_answers_under_the_definitions_in_use():
    rows = pd.DataFrame({"mood": [1, 2, 3, 4, 5] * 8})
    found = cx.score_definitions(rows, rating="mood", scale=(1, 5))
    assert text(found) == "mood: the same 40 answers give 20 %, 40 %, 3.0 or 50."


def test_whom_a_table_could_harm():
    rows = [
        ("team", "unit", "small groups", 2, 5, "not shown"),
        ("all groups together", "", "combination", 7, 40, "fewer than 10 alike in all 2 columns; 3 are the only one"),
        ("who", "id", "key", 4, 40, "look like names"),
        ("words", "verbatim", "free text", 9, 40, "free text"),
    ]
    table = pd.DataFrame(rows, columns=["column", "role", "risk", "count", "total", "what"])
    found = cx.Result(table=table, kind="disclosure_risks", settings={"table": "staff", "min_cell": 10})
    assert text(found) == (
        "2 groups of staff will not be shown: fewer than 10 people, or next to one. 7 of 40 people are among fewer "
        "than 10 alike in all 2 columns; 3 are the only one. Keys that look like names, addresses or national "
        "ids: 4. Texts: 9."
    )
    assert text(replace(found, table=table[2:])).startswith("All groups of staff can be shown: none has fewer than 10")
