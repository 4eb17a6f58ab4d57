"""A part of the employees is shown only where it is large, and lays no other part open."""

from __future__ import annotations

import json

import pytest

import cxlib as cx

STUDY = """\
[study]
name = "Staff"

[tables.staff]
file = "staff.csv"
kind = "employees"

[tables.staff.columns]
town = { role = "segment" }
wave = { role = "wave" }
mood = { role = "engagement", scale = [1, 5] }
"""


def gates(folder, sizes, *, only, min_cell=10):
    """The gates of a study with so many people by town and wave."""
    rows = [f"{town},{wave},{1 + number % 5}" for (town, wave), n in sizes.items() for number in range(n)]
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    (folder / "staff.csv").write_text("\n".join(["town,wave,mood", *rows]) + "\n", encoding="utf-8")
    return cx.Gates(cx.read_study(folder, only=only), role="engagement", min_cell=min_cell)


def section(folder, sizes, **asked):
    return gates(folder, sizes, **asked).section("1. Mood", needs={"mood": "engagement"})


def test_a_large_part_opens(tmp_path):
    assert section(tmp_path, {("N", 1): 12, ("S", 1): 30}, only="town: N")


@pytest.mark.parametrize(
    "sizes",
    [
        {("N", 1): 9, ("S", 1): 30, ("W", 1): 30},  # too small
        {("N", 1): 12, ("S", 1): 8},  # the whole less this part is the other
        {("N", 1): 12, ("S", 1): 8, ("W", 1): 30},  # hidden beside the small one
        {("N", 1): 12, ("S", 1): 30, ("N", 2): 3, ("S", 2): 30},  # too small in one wave
    ],
)
def test_a_part_that_would_lay_somebody_open_stays_closed(tmp_path, sizes):
    gate = section(tmp_path, sizes, only="town: N")
    assert not gate
    assert gate.reason == "town: N has fewer than 10 people who answered, or would give others away."
    assert gate.mend == "read the report on the whole, or join parts."


def test_the_whole_is_not_asked(tmp_path):
    assert section(tmp_path, {("N", 1): 9, ("S", 1): 30}, only="")


@pytest.mark.parametrize(
    ("sizes", "opens"),
    [
        ({"N": 9, "S": 30, "W": 30}, False),  # too small
        ({"N": 12, "S": 8, "W": 30}, False),  # the smallest of the others hides the only small one
        ({"N": 12, "S": 8, "W": 10, "X": 5}, True),
        ({"N": 12, "S": 30}, True),
    ],
)
def test_a_part_of_customers_is_hidden_as_a_group_of_a_table_is(tmp_path, sizes, opens):
    gates(tmp_path, {(town, 1): n for town, n in sizes.items()}, only="")
    customers = STUDY.replace('"employees"', '"relationship"').replace("engagement", "rating")
    (tmp_path / "study.toml").write_text(customers, encoding="utf-8")
    mine = cx.Gates(cx.read_study(tmp_path, only="town: N"), role="rating", min_cell=10)
    assert bool(mine.section("1. Mood", needs={"mood": "rating"})) is opens


def of_answers(folder, answers, *, kind="employees", only="town: C"):
    """A study with so many answers of `mood` and of a second item by town and wave; the others left it blank."""
    rows = [
        f"{town},{wave},{1 + k % 5 if k < mood else ''},{1 + k % 4 if k < pace else ''}"
        for (town, wave), (mood, pace) in answers.items()
        for k in range(max(mood, pace, 20))
    ]
    second = 'pace = { role = "engagement", scale = [1, 5] }\n' if kind == "employees" else ""
    contract = (STUDY + second).replace('"employees"', f'"{kind}"')
    contract = contract if kind == "employees" else contract.replace("engagement", "rating")
    (folder / "study.toml").write_text(contract, encoding="utf-8")
    (folder / "staff.csv").write_text("\n".join(["town,wave,mood,pace", *rows]) + "\n", encoding="utf-8")
    return cx.Gates(
        cx.read_study(folder, only=only), role="engagement" if kind == "employees" else "rating", min_cell=10
    )


@pytest.mark.parametrize(("town", "opens"), [("A", True), ("B", False), ("C", False)])
def test_a_part_of_whom_few_answered_an_item_stays_closed_and_so_does_what_hides_it(tmp_path, town, opens):
    asked = {("A", 1): (40, 40), ("B", 1): (30, 30), ("C", 1): (20, 4)}
    mine = of_answers(tmp_path, asked, only=f"town: {town}")
    assert bool(mine.section("1. Mood", needs={"mood": "engagement"})) is opens


@pytest.mark.parametrize(("town", "opens"), [("A", True), ("B", False), ("C", False)])
@pytest.mark.parametrize("few", [{("C", 1): (4, 20)}, {("C", 0): (30, 30), ("C", 1): (4, 20)}])
def test_customers_count_who_answered_and_in_the_last_wave_too(tmp_path, town, opens, few):
    asked = {("A", 1): (40, 40), ("B", 1): (30, 30), **few}
    mine = of_answers(tmp_path, asked, kind="relationship", only=f"town: {town}")
    assert bool(mine.section("1. Mood", needs={"mood": "rating"})) is opens


def test_a_wave_may_be_the_part(tmp_path):
    sizes = {("N", 1): 20, ("S", 1): 30, ("N", 2): 20}
    assert section(tmp_path, sizes, only="wave: 1")


def test_a_part_that_a_plan_of_release_hid_stays_closed(tmp_path, monkeypatch):
    (tmp_path / "out" / "run").mkdir(parents=True)
    monkeypatch.setenv("CX_RUN_FOLDER", str(tmp_path / "out" / "now.partial"))
    sizes = {("N", 1): 20, ("S", 1): 30, ("W", 1): 25}
    assert section(tmp_path, sizes, only="town: N")
    hid = {"answer": "score", "group": {"town": "N", "wave": "1"}, "n": None, "estimate": None}
    data = {"application/vnd.cxlib.reports+json": [hid]}
    file = tmp_path / "out" / "run" / "06.ipynb"
    file.write_text(json.dumps({"cells": [{"outputs": [{"data": data}]}]}), encoding="utf-8")
    assert not section(tmp_path, sizes, only="town: N")
    assert section(tmp_path, sizes, only="town: S")


@pytest.mark.parametrize(("town", "opens"), [("A", True), ("B", False)])
@pytest.mark.parametrize("kind", ["relationship", "employees"])
def test_those_without_a_group_are_a_small_group_too(tmp_path, kind, town, opens):
    asked = {("A", 1): (40, 40), ("B", 1): (30, 30), ("", 1): (4, 4)}
    mine = of_answers(tmp_path, asked, kind=kind, only=f"town: {town}")
    assert bool(mine.section("1. Mood", needs={"mood": mine.role})) is opens
