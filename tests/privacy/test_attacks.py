"""A reader who has the pages of many runs subtracts them from one another, and learns of nobody.

Each test is an attack that worked while each table was checked by itself. Runs are played here without notebooks: a
study is read as a kernel reads it, its gates open a section or not, and what the section would show is written down.
"""

from __future__ import annotations

import json
from itertools import pairwise, permutations

import numpy as np
import pandas as pd
import pytest
from privacy.studies import ITEMS, firm, write_staff

import cxlib as cx
from cxlib.study.people.subset import values


class Reader:
    """What somebody has who keeps every page: groups of people with the sums of their answers."""

    def __init__(self, folder, monkeypatch) -> None:
        self.folder, self.monkeypatch = folder, monkeypatch
        self.groups: set[frozenset] = set()
        self.runs = 0

    def run(
        self,
        rows,
        *,
        by=("team",),
        only="",
        items=ITEMS,
        name="Staff",
        min_cell=10,
        item="engagement",
        also=(),
        shown=True,
    ):
        """One run: each group of the columns, and all of them, where the page would show them."""
        study, out = self.folder / "study", self.folder / "out"
        scale = {"role": item, "scale": [0, 10] if item == "recommend" else [1, 5]}
        write_staff(study, rows, name=name, items=dict.fromkeys(items, scale))
        partial = out / f".run{self.runs}.partial"
        partial.mkdir(parents=True)
        self.monkeypatch.setenv("CX_RUN_FOLDER", str(partial))
        survey = cx.read_study(study, only=only)
        if not shown:
            partial.rmdir()
            return survey
        told = survey.tables.get("staff")
        gates = cx.Gates(survey, role=item, min_cell=min_cell)
        gate = gates.section("Scores", needs={"score": item})
        if gate and told is not None:
            self._see(rows, told, survey, [[], *([name] for name in by), *map(list, also)], min_cell)
        done = out / f"run{self.runs}"
        partial.rename(done)
        cell = {"outputs": [{"data": gate._repr_mimebundle_()}]}
        (done / "staff.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
        self.runs += 1
        return survey

    def _see(self, rows, told, survey, levels, min_cell) -> None:
        region = survey.labels("region", table="staff")
        told = told.assign(region=region.to_numpy(), wave=told["wave"].astype(str))
        answers = rows.set_index(["who", rows["wave"].astype(str)])[ITEMS].to_dict("index")
        for level in levels:
            parts = [part for _, part in told.groupby([*level, "wave"], observed=True)]
            for part in parts:
                if len(part) >= min_cell:
                    keys = zip(part["who"].astype(str), part["wave"], strict=True)
                    self.groups.add(frozenset((*key, *answers[key].values()) for key in keys))

    def parts(self, column: str, rows: pd.DataFrame, **asked) -> None:
        """What `--each` does."""
        survey = self.run(rows, **asked, shown=False)
        for value in values(survey, column):
            self.run(rows, only=f"{column}: {value}", **asked)

    @property
    def smallest(self) -> int:
        """The fewest people of whom some linear combination of all that was published tells."""
        members = sorted(set().union(*self.groups)) if self.groups else []
        inside = np.array([[one in group for group in self.groups] for one in members], dtype=float)
        answered: dict[tuple, set] = {}
        for who, wave, *answers in members:
            answered.setdefault((who, wave), set()).add(tuple(answers))
        if any(len(versions) > 1 for versions in answered.values()):
            return 1
        _, sizes = np.unique(inside, axis=0, return_counts=True)
        return int(sizes.min())


@pytest.fixture
def reader(tmp_path, monkeypatch):
    return Reader(tmp_path, monkeypatch)


def test_team_pages_and_then_region_pages(reader):
    """One person of a team of one: the region's page less its three team pages."""
    rows = firm()
    reader.parts("team", rows, by=())
    reader.parts("region", rows, by=())
    assert len(reader.groups) > 4 and reader.smallest >= 10


def test_team_pages_and_then_the_whole_with_its_regions(reader):
    """The row of the region on the page of the whole, less the team pages."""
    rows = firm()
    reader.parts("team", rows, by=())
    reader.run(rows, by=("region", "team"))
    assert reader.smallest >= 10


def test_two_notebooks_of_one_run_show_the_same_units(reader):
    """A cloud of units goes by the threshold, where the report hid one more: both speak of blocks now."""
    rows = firm()
    survey = reader.run(rows, by=("region", "team"))
    staff = cx.scale_scores(survey.tables["staff"], scales={"engaged": ITEMS}, keep=["team"])
    buyers = pd.DataFrame({"team": np.repeat(staff["team"].unique(), 20)})
    buyers["score"] = np.random.default_rng(1).normal(size=len(buyers))
    linked = cx.engagement_linkage(buyers, employees=staff, unit="team", outcome="score", engagement="engaged")
    sizes = survey.tables["staff"].groupby("team").size()
    assert linked.units.set_index("team")["n_employees"].to_dict() == sizes.to_dict() and sizes.min() >= 10


def test_groups_of_units_give_no_unit_away(reader):
    """Five groups of teams by the share that answers: sums of blocks, as all others."""
    rows = firm(waves=2)
    survey = reader.run(rows, by=("region", "team"))
    staff = survey.tables["staff"]
    sizes = staff.groupby("team", observed=True).size()
    fifth = pd.qcut(sizes.rank(method="first"), min(5, len(sizes)), labels=False)
    joined = staff["team"].map(fifth)
    answers = rows.set_index(["who", rows["wave"].astype(str)])[ITEMS].to_dict("index")
    for _, part in staff.groupby([joined, staff["wave"].astype(str)]):
        keys = zip(part["who"].astype(str), part["wave"].astype(str), strict=True)
        reader.groups.add(frozenset((*key, *answers[key].values()) for key in keys))
    assert reader.smallest >= 10


def test_a_recommendation_by_employees_is_protected_as_well(reader):
    rows = firm()
    reader.parts("team", rows, by=(), item="recommend", items=["e1"])
    reader.parts("region", rows, by=(), item="recommend", items=["e1"])
    assert reader.smallest >= 10


def changes() -> dict:
    rows = firm()
    new = rows.tail(1).assign(who="q999", e1=3)
    return {
        "one leaves": rows.drop(index=2),
        "one joins": pd.concat([rows, new], ignore_index=True),
        "one leaves and one joins": pd.concat([rows.drop(index=2), new], ignore_index=True),
        "one answers anew": rows.assign(e1=rows["e1"].where(rows.index != 2, 6 - rows["e1"])),
        "three leave": rows.drop(index=[2, 3, 4]),
        "one of a small team leaves": rows[rows["who"] != "p039"],
        "one moves": rows.assign(team=rows["team"].where(rows.index != 2, "S1")),
    }


@pytest.mark.parametrize("case", list(changes()))
@pytest.mark.parametrize("other", [{}, {"name": "Another name"}, {"items": ITEMS[:3]}, {"min_cell": 12}])
def test_a_study_that_changes_between_runs(reader, case, other):
    """Renamed, with an item fewer, with another threshold, with one person out or in: the difference was one person."""
    reader.run(firm(), by=("region", "team"))
    reader.run(changes()[case], by=("region", "team"), **other)
    assert reader.smallest >= 10


@pytest.mark.parametrize("order", list(permutations(["team", "region", "whole", "one out"], 4))[::4])
def test_every_order_of_runs(reader, order):
    rows = firm(waves=2)
    for kind in order:
        now = rows[rows["who"] != "p010"] if "one out" in order[: order.index(kind) + 1] else rows
        if kind in ("team", "region"):
            reader.parts(kind, now, by=())
        else:
            reader.run(now, by=("region", "team"), also=(("region", "team"),))
    assert reader.smallest >= 10


def test_people_who_come_late_wait_until_they_are_enough(reader):
    rows, late = firm(), firm(seed=9).head(14).assign(who=[f"late{k}" for k in range(14)])
    sizes = []
    for n in (0, 4, 9, 10, 14):
        survey = reader.run(pd.concat([rows, late.head(n)], ignore_index=True), by=("region", "team"))
        sizes.append(len(survey.tables["staff"]))
    assert [later - earlier for earlier, later in pairwise(sizes)] == [0, 0, 10, 0]
    assert reader.smallest >= 10


def test_the_attack_works_on_plain_tables():
    """What the tests above would find where people are not in blocks."""
    reader = Reader(None, None)
    rows = firm().assign(wave="1")
    for column in (rows["team"], rows["team"].str[0]):
        for _, part in rows.groupby(column):
            if len(part) >= 10:
                reader.groups.add(frozenset(tuple(row) for row in part[["who", "wave", *ITEMS]].to_numpy().tolist()))
    assert reader.smallest == 1
