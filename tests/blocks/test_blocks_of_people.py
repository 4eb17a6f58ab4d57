"""Blocks of people: what is joined, what stands alone, and what no sequence of runs gives away."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from blocks.firms import ITEMS, firm, members, smallest_determined, told

import cxlib as cx
from cxlib.blocks import People, joined_name, put_in_blocks
from cxlib.locale import speaking


def teams(sizes: dict[str, int], **more) -> pd.DataFrame:
    rows = pd.DataFrame({"team": [team for team, n in sizes.items() for _ in range(n)]})
    return rows.assign(mood=[1 + k % 5 for k in range(len(rows))], **more)


def sizes(rows: pd.DataFrame, **given) -> dict:
    given = {"by": ["team"], "answers": ["mood"]} | given
    return cx.in_blocks(rows, **given)["team"].value_counts().to_dict()


def test_a_team_too_small_joins_another_of_its_region():
    rows = teams({"A": 14, "B": 13, "C": 12, "D": 1, "E": 30})
    region = rows["team"].map(dict.fromkeys("ABCD", "N") | {"E": "S"})
    assert sizes(rows.assign(region=region), by=["region", "team"]) == {"E": 30, "A": 14, "B": 13, "C + D": 13}


def test_small_ones_are_joined_with_one_another_first():
    assert sizes(teams({"A": 20, "B": 6, "C": 5, "D": 8, "E": 3})) == {"A": 20, "B + C": 11, "D + E": 11}
    many = teams({"A": 20} | {f"B{k}": 3 for k in range(4)})
    assert sizes(many) == {"A": 20, "B0 and 3 more": 12}


def test_of_an_order_only_neighbours_are_joined():
    bands = ["to 29", "30 to 39", "40 to 49", "from 50"]
    rows = teams({"30 to 39": 20, "to 29": 4, "40 to 49": 8, "from 50": 9})
    rows["team"] = pd.Categorical(rows["team"], bands, ordered=True)
    assert sizes(rows) == {"to 29 + 30 to 39": 24, "40 to 49 + from 50": 17}


def test_enough_means_answers_to_each_question_in_each_wave():
    rows = teams({"A": 12, "B": 15, "C": 20})
    rows["also"] = rows["mood"].where(rows.index > 2)  # three people of A did not answer
    assert sizes(rows, answers=["mood", "also"]) == {"A + B": 27, "C": 20}
    rows["wave"] = [1] * 27 + [1, 2] * 10
    assert sizes(rows, wave="wave") == {"A": 12, "B": 15, "C": 20}
    rows.loc[0, "wave"] = 2
    assert sizes(rows, wave="wave") == {"B": 15, "A + C": 32}


def test_a_question_that_some_only_were_asked_is_blank_where_they_are_few():
    rows = teams({"A": 14, "B": 30, "C": 26})
    rows["leads"] = rows["mood"].where(rows.groupby("team").cumcount() < 10).where(rows["team"] != "C")
    blocks = put_in_blocks(
        People(wave=None, person=None, levels={"team": rows["team"]}, answers=rows[["mood", "leads"]].astype(float)),
        fewest=10,
    )
    assert not blocks.blank[:, 0].any()
    assert set(rows["team"][blocks.blank[:, 1]]) == {"A"}  # of A four were not asked: less these, ten would be known


def test_a_group_that_gave_only_the_highest_answer_is_joined():
    rows = teams({"A": 14, "B": 13})
    rows["mood"] = np.where(rows["team"] == "A", 5, rows["mood"])
    assert sizes(rows, scale=(1, 5)) == {"A + B": 27} and sizes(rows) == {"A": 14, "B": 13}


def test_one_person_with_many_rows_is_one_person():
    rows = teams({"A": 12, "B": 20})
    person = pd.Series(["x"] * 12 + [f"p{k}" for k in range(20)])
    people = People(wave=None, person=person, levels={"team": rows["team"]}, answers=rows[["mood"]].astype(float))
    assert set(put_in_blocks(people, fewest=10).labels["team"]) == {"A + B"}


def test_too_few_are_not_told_at_all():
    assert sizes(teams({"A": 5, "B": 4})) == {}
    with pytest.raises(cx.CXError) as error:
        cx.in_blocks(teams({"A": 5}), by=["tem"], answers=["mood"])
    assert str(error.value) == 'The table has no column "tem". Did you mean team?'


def test_the_order_of_rows_is_nothing():
    rows = firm(1)
    first = told(rows)
    mixed = rows.sample(frac=1, random_state=2)
    again = told(mixed.reset_index(drop=True))
    for name, labels in first.labels.items():
        assert (pd.Series(again.labels[name], index=mixed.index).sort_index().to_numpy() == labels).all()


@pytest.mark.parametrize("seed", range(6))
def test_no_group_of_one_reading_gives_few_away(seed):
    rows = firm(seed, waves=1 + seed % 3)
    blocks = told(rows)
    assert smallest_determined(members(rows, blocks)) >= 10
    assert blocks.told.mean() > 0.9


def changed(rows: pd.DataFrame, every: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The survey as a later run finds it: some are gone, some came, answered anew or changed their team."""
    kind = rng.choice(["same", "gone", "many gone", "come", "anew", "moved", "swap"])
    rows = rows.copy()
    if kind in ("gone", "swap"):
        rows = rows.drop(index=rng.choice(rows.index, int(rng.integers(1, 4)), replace=False))
    if kind == "many gone":
        team = rng.choice(rows["region"].unique())
        rows = rows.drop(index=rows.index[(rows["region"] == team) & (rng.random(len(rows)) < 0.5)])
    if kind in ("come", "swap"):
        outside = every.drop(index=rows.index)
        rows = pd.concat([rows, outside.iloc[: int(rng.integers(1, 40))]])
    if kind == "anew":
        for place in rng.choice(rows.index, int(rng.integers(1, 3)), replace=False):
            rows.loc[place, "e1"] = 1 + rows.loc[place, "e1"] % 5
    if kind == "moved":
        rows.loc[rng.choice(rows.index), "team"] = rng.choice(rows["team"].unique())
    return rows


@pytest.mark.parametrize("seed", range(12))
def test_no_sequence_of_runs_gives_few_away(seed, tmp_path):
    """Whole surveys and parts of them, other columns, thresholds and questions, people who come and go."""
    rng = np.random.default_rng(seed)
    every = firm(seed, people=200, waves=2)
    rows = every[rng.random(len(every)) < 0.8]
    seen: set[frozenset] = set()
    levels = [("region", "team", "sex"), ("region", "team"), ("team",), ("sex", "team"), ("region",)]
    for run in range(7):
        rows = changed(rows, every, rng) if run else rows
        here = rows.reset_index(drop=True)
        by, fewest = levels[rng.integers(len(levels))], int(rng.choice([10, 10, 12, 15, 5]))
        fewest = max(fewest, 10)
        items = ITEMS if rng.random() < 0.7 else ITEMS[: int(rng.integers(2, 4))]
        blocks = told(here, fewest=fewest, folder=tmp_path, by=by, items=items)
        seen |= members(here, blocks)
        assert smallest_determined(members(here, blocks)) >= fewest
    assert smallest_determined(seen) >= 10


@pytest.mark.parametrize("seed", range(6))
def test_without_ids_no_sequence_gives_few_away(seed, tmp_path):
    rng = np.random.default_rng(seed)
    every = firm(seed, people=150, waves=1)
    rows, seen = every[rng.random(len(every)) < 0.85], set()
    for run in range(5):
        rows = changed(rows, every, rng) if run else rows
        here = rows.reset_index(drop=True)
        blocks = told(here, folder=tmp_path, by=("region", "team"), known=False)
        seen |= members(here, blocks)
    assert smallest_determined(seen) >= 10


def test_the_check_finds_what_it_looks_for():
    people = [(f"p{k}", 1, ()) for k in range(14)]
    assert smallest_determined({frozenset(people), frozenset(people[:13])}) == 1
    assert smallest_determined({frozenset(people), frozenset(people[:4])}) == 4
    assert smallest_determined({frozenset(people)}) == 14
    other = [*people[:13], ("p13", 1, (5,))]
    assert smallest_determined({frozenset(people), frozenset(other)}) == 1


@pytest.mark.parametrize(("gone", "new"), list(product((0, 1, 12), (0, 1, 12))))
def test_what_becomes_of_a_block_when_people_come_and_go(gone, new, tmp_path):
    rows = teams({"A": 30, "B": 26}, wave=1)
    rows["who"] = [f"p{k}" for k in range(len(rows))]
    later = teams({"A": new}, wave=1).assign(who=[f"n{k}" for k in range(new)])

    def read(table):
        table = table.reset_index(drop=True)
        people = People(wave=table["wave"], person=table["who"], levels={"team": table["team"]},
                        answers=table[["mood"]].astype(float))  # fmt: skip
        blocks = put_in_blocks(people, fewest=10, folder=tmp_path)
        return table["team"][blocks.told].value_counts().to_dict()

    assert read(rows) == {"A": 30, "B": 26}
    kept = {0: 30, 1: 0, 12: 18}[gone] + (new if new == 12 else 0)
    assert read(pd.concat([rows[gone:], later])) == ({"A": kept} if kept else {}) | {"B": 26}
    assert read(rows) == {"A": 30, "B": 26}  # as it was first


def test_many_joined_groups_are_counted_in_the_language_spoken():
    with speaking("ca"):
        assert joined_name(["Girona", "Lleida", "Reus", "Vic"]) == "Girona i 3 més"
    assert joined_name(["Girona", "Lleida", "Reus", "Vic"]) == "Girona and 3 more"
