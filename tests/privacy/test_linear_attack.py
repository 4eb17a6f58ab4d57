"""Random firms, random sequences of runs: no combination of all published sums tells of fewer people than asked.

Groups are taken from the tables that a run is given, by the names that stand in them; blocks are not looked at.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from privacy.studies import ITEMS, write_staff

import cxlib as cx
from cxlib.privacy.attack_search import smallest_determined
from cxlib.study.people.subset import part, values
from cxlib.study.read import read_for_run

FEWEST = 10
RUNS = 5
KINDS = [
    "whole",
    "team",
    "region",
    "by sex",
    "larger min_cell",
    "one out",
    "one in",
    "anew",
    "renamed",
    "an item fewer",
]
MORE = '\n[tables.staff.columns.sex]\nrole = "segment"\n'


def random_firm(rng: np.random.Generator) -> pd.DataFrame:
    """200 to 400 people in teams of 1 to 15 of four regions, in two waves; one answer in a hundred is missing."""
    people, rows = int(rng.integers(200, 401)), []
    while len(rows) < people:
        team = f"{'NSWE'[rng.integers(4)]}{len(rows):03}"
        rows += [(team, rng.choice(["f", "m"])) for _ in range(min(int(rng.integers(1, 16)), people - len(rows)))]
    staff = pd.DataFrame(rows, columns=["team", "sex"]).assign(who=[f"p{k:03}" for k in range(people)])
    both = [staff[rng.random(people) < share].assign(wave=wave) for wave, share in ((1, 0.9), (2, 0.95))]
    staff = pd.concat(both, ignore_index=True)
    answers = rng.integers(1, 6, (len(staff), len(ITEMS))).astype(float)
    answers[rng.random(answers.shape) < 0.01] = np.nan
    return pd.concat([staff, pd.DataFrame(answers, columns=ITEMS)], axis=1)


def changed(rows: pd.DataFrame, every: pd.DataFrame, kind: str, rng: np.random.Generator) -> pd.DataFrame:
    """The survey as the next run finds it."""
    if kind == "one out":
        return rows[rows["who"] != rng.choice(rows["who"])]
    if kind == "one in":
        outside = every[~every["who"].isin(rows["who"])]
        return pd.concat([rows, outside.head(1)]) if len(outside) else rows
    if kind == "anew":
        place = rng.choice(rows.index[rows["e1"].notna()])
        return rows.assign(e1=rows["e1"].where(rows.index != place, 6 - rows["e1"] + (rows["e1"] == 3)))
    return rows


class Seen:
    """The groups whose sums were published, by question; a person in a wave with an answer is one element."""

    def __init__(self) -> None:
        self.groups: dict[str, set[frozenset]] = {item: set() for item in ITEMS}

    def table(self, told: pd.DataFrame, by: list[str], items: list[str], *, fewest: int) -> None:
        """A table by some columns, as a page shows it: groups that have enough people, and all of them together."""
        for level in ([], *([name] for name in by), by):
            for _, rows in told.groupby([*level, "wave"], observed=True):
                if rows["who"].nunique() < fewest:
                    continue
                for item in items:
                    given = rows[rows[item].notna()]
                    people = zip(given["who"].astype(str), given["wave"].astype(str), given[item], strict=True)
                    self.groups[item].add(frozenset(people))

    def inside(self, item: str) -> np.ndarray:
        people = sorted(set().union(*self.groups[item]))
        return np.array([[one in group for one in people] for group in self.groups[item]])

    @property
    def smallest(self) -> int:
        found = [smallest_determined(self.inside(item)) for item in ITEMS if self.groups[item]]
        return min(one.people for one in found)


def play(rng: np.random.Generator, folder, *, protected: bool) -> Seen:
    """Runs into one folder, one after the other, on a survey that changes; plain tables where it is not protected."""
    every = random_firm(rng)
    rows = every[~every["who"].isin(rng.choice(every["who"].unique(), 5, replace=False))]
    kinds, seen = ["team", "region", *rng.choice(KINDS, RUNS - 2)], Seen()
    for kind in rng.permutation(kinds):
        rows = changed(rows, every, kind, rng)
        items = ITEMS[:3] if kind == "an item fewer" else ITEMS
        scale = {item: {"role": "engagement", "scale": [1, 5]} for item in items}
        fewest = 14 if kind == "larger min_cell" else FEWEST
        by = ["sex", "team"] if kind == "by sex" else ["region", "team"]
        if protected:
            name = "Other" if kind == "renamed" else "Staff"
            write_staff(folder / "study", rows, name=name, items=scale, more=MORE)
            study = read_for_run(folder / "study", out=folder / "out", min_cell=fewest)
            told = study.tables["staff"].assign(region=study.labels("region", table="staff").to_numpy())
        else:
            told = rows.assign(region=rows["team"].str[0])
        if kind not in ("team", "region"):
            seen.table(told, by, items, fewest=fewest)
            continue
        for value in values(study, kind) if protected else told[kind].unique():
            if protected:
                own = part(study, f"{kind}: {value}", tables=["staff"]).tables["staff"]
            else:
                own = told[told[kind] == value]
            seen.table(own, [], items, fewest=fewest)
    return seen


def rank(rows: np.ndarray) -> int:
    """The rank of a matrix of whole numbers, in fractions."""
    left, found = [[Fraction(int(number)) for number in row] for row in rows], 0
    for column in range(rows.shape[1]):
        lead = next((place for place in range(found, len(left)) if left[place][column]), None)
        if lead is None:
            continue
        left[found], left[lead] = left[lead], left[found]
        for place in range(found + 1, len(left)):
            if left[place][column]:
                times = left[place][column] / left[found][column]
                left[place] = [a - times * b for a, b in zip(left[place], left[found], strict=True)]
        found += 1
    return found


def tells_of(inside: np.ndarray, members: np.ndarray) -> bool:
    """Whether some combination is about nobody but these: the sums lose rank without them. Exact."""
    classes, place = np.unique(inside, axis=1, return_inverse=True)
    own = np.zeros(classes.shape[1], bool)
    own[place.reshape(-1)[members]] = True
    return rank(classes) > rank(classes[:, ~own])


@pytest.mark.parametrize("seed", range(8))
def test_no_combination_of_all_that_was_published_tells_of_few(seed, tmp_path):
    seen = play(np.random.default_rng(seed), tmp_path, protected=True)
    assert sum(map(len, seen.groups.values())) > 60
    for item in ITEMS:
        inside = seen.inside(item)
        _, sizes = np.unique(inside, axis=1, return_counts=True)
        assert sizes.min() >= FEWEST  # in whole numbers: a combination has one factor for all who are never apart
        assert smallest_determined(inside).people >= FEWEST


@pytest.mark.parametrize("seed", range(4))
def test_the_same_tables_of_people_as_they_are_tell_of_few(seed, tmp_path):
    seen = play(np.random.default_rng(seed), tmp_path, protected=False)
    assert seen.smallest < FEWEST
    inside = seen.inside("e1")
    found = smallest_determined(inside)
    assert tells_of(inside, found.members) and not tells_of(inside, np.zeros_like(found.members))


@pytest.mark.parametrize("seed", range(4))
def test_a_table_at_hand_in_blocks_tells_of_no_few(seed):
    rng = np.random.default_rng(100 + seed)
    rows = random_firm(rng).assign(region=lambda table: table["team"].str[0])
    seen, plain = Seen(), Seen()
    told = cx.in_blocks(rows, by=["region", "team", "sex"], answers=ITEMS, wave="wave", scale=(1, 5))
    for table, its in ((told, seen), (rows, plain)):
        its.table(table, ["region", "team", "sex"], ITEMS, fewest=FEWEST)
        its.table(table, ["sex", "team"], ITEMS, fewest=FEWEST)
    assert seen.smallest >= FEWEST > plain.smallest
