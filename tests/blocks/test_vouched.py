"""Sums that are told because people vouch for them: no combination of them is about a few."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from cxlib.blocks.groups import cells_of
from cxlib.blocks.vouched import Vouchers
from cxlib.privacy.attack_search import smallest_determined


def once_each(people):
    """By question the cells and numbers of so many people in each cell, who answer nowhere else."""
    return [(cell := np.repeat(np.arange(len(own)), own), np.arange(len(cell))) for own in people.T]


def told_of(groups, people, fewest=10):
    """The vouchers, and which of the groups they tell; people are so many of each cell, or who answered in which."""
    who = once_each(people) if isinstance(people, np.ndarray) else people
    inside = np.column_stack([np.isin(np.arange(len(groups[0])), cell) for cell, _ in who])
    vouchers = Vouchers(who, inside, alike=[np.arange(len(inside))], fewest=fewest)
    return vouchers, vouchers.tell([np.flatnonzero(group) for group in groups])


def of_two(cells, *columns):
    """All groups by any two of some columns, by each, and the whole."""
    codes = [*columns, *(cells_of([one, two])[0] for k, one in enumerate(columns) for two in columns[:k])]
    return [np.ones(cells, bool), *(code == value for code in codes for value in np.unique(code))]


def test_a_group_that_was_not_asked_a_question_is_told_by_the_other_one():
    """A question for visitors only says nothing of the others; asked of a few of them, it does."""
    people = np.array([[60, 55], [0, 50], [0, 40]])
    groups = [np.ones(3, bool), *np.eye(3, dtype=bool)]
    assert told_of(groups, people)[1].all()
    people[1, 0] = 3
    assert told_of(groups, people)[1].tolist() == [True, False, False, True]  # the whole less the visitors are the few


@pytest.mark.parametrize("seed", range(12))
def test_groups_by_any_two_of_three_columns_tell_of_nobody_few(seed):
    """Judged by integer programming; told without vouchers, groups that are large enough give a few away."""
    rng = np.random.default_rng(seed)
    columns = np.indices((4, 3, 3)).reshape(3, -1)
    people = rng.poisson(rng.choice([4, 12]), columns.shape[1])
    groups = [group for group in of_two(len(people), *columns) if people[group].sum() >= 10]
    _, told = told_of(groups, people[:, None])
    shown = np.array([group for group, fits in zip(groups, told, strict=True) if fits])
    assert len(shown) >= 8 and smallest_determined(np.repeat(shown, people, axis=1)).people >= 10
    if people.mean() < 6:
        assert smallest_determined(np.repeat(np.array(groups), people, axis=1)).people < 10


def several_each(rng, cells, people):
    """People who answer one to four times, mostly near each other; so some cells have many answers of few."""
    person = np.repeat(np.arange(people), rng.integers(1, 5, people))
    cell = (rng.integers(0, cells, people)[person] + rng.geometric(0.4, len(person)) - 1) % cells
    return tuple(np.unique(np.column_stack([cell, person]), axis=0).T)


def check_teams(vouchers, who, fewest):
    """What the proof needs: in each team sums are independent, on answers of its people, of whom none is in two."""
    for pool, (cell, person) in zip(vouchers._pools, who, strict=True):
        sums = np.zeros((len(pool.told), len(pool.inside)))
        for row, cells in zip(sums, pool.told, strict=True):
            row[cells] = 1
        asked: list[int] = []
        for team in pool.teams:
            cells = np.flatnonzero(team.place >= 0)
            assert np.linalg.matrix_rank(sums[:, cells]) == len(cells) == len(sums)
            assert np.isin(cells, cell[np.isin(person, team.people)]).all()
            answers = sums[:, cells[np.argsort(team.place[cells])]].T
            assert team.inverse[: len(sums), : len(sums)] == pytest.approx(np.linalg.inv(answers), abs=1e-8)
            asked += team.people
        assert len(pool.teams) == fewest and len(set(asked)) == len(asked)
        shown = np.array([np.isin(np.arange(len(pool.inside)), group) for group in vouchers.told])[:, pool.inside]
        assert np.linalg.matrix_rank(shown) == len(sums)


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_each_team_knows_every_combination_and_nobody_is_in_two(seed, several):
    """Of two questions; by three columns, then also by any two of them and in cells that are divided further."""
    rng = np.random.default_rng(seed)
    columns = np.indices((5, 3, 4)).reshape(3, -1)
    who = [several_each(rng, 60, 90) for _ in range(2)] if several else once_each(rng.poisson(3, (60, 2)))
    vouchers, told = told_of(of_two(60, *columns)[: 1 + 5 + 3 + 4], who, fewest=6)
    assert told.sum() > 8
    check_teams(vouchers, who, 6)
    half = [rng.integers(0, 2, len(cell)) for cell, _ in who]
    finer = [(2 * cell + own, person) for (cell, person), own in zip(who, half, strict=True)]
    inside = np.column_stack([np.isin(np.arange(120), cell) for cell, _ in finer])
    vouchers = vouchers.among(np.arange(120) // 2, finer, inside, [np.arange(120)])
    check_teams(vouchers, finer, 6)
    assert vouchers.tell([np.arange(0, 120, 2)]).all()
    groups = of_two(120, np.arange(120) % 2, *np.repeat(columns, 2, axis=1))
    assert vouchers.tell([np.flatnonzero(group) for group in groups]).sum() > told.sum() + 3
    check_teams(vouchers, finer, 6)


def fewest_of_any(inside, cell, person):
    """The fewest people whom a combination of sums is about: of those with 0 for all but some, by row reduction.

    inside : (groups, cells); a combination about the fewest people is one that is 0 for all answers of the others, so
    all sets of so many people are tried, from few to many.
    """
    there = np.zeros((person.max() + 1, inside.shape[1]), bool)
    there[person, cell] = True
    rank, everybody = np.linalg.matrix_rank(inside[:, there.any(axis=0)]), range(len(there))
    for n in range(1, len(there) + 1):
        for few in combinations(everybody, n):
            others = np.delete(there, few, axis=0).any(axis=0)
            if np.linalg.matrix_rank(inside[:, others]) < rank:
                return n
    return len(there) + 1


@pytest.mark.parametrize("seed", range(24))
def test_no_combination_of_random_sums_is_about_fewer_people_who_answer_several_times(seed):
    """All sets of fewer than three people are tried; told without vouchers, sums of enough give somebody away."""
    rng = np.random.default_rng(seed)
    cell, person = several_each(rng, 9, 14)
    own = np.zeros((14, 9), bool)
    own[person, cell] = True
    groups = [np.ones(9, bool), *(rng.random((30, 9)) < 0.4)]
    groups = [group for group in groups if own[:, group].any(axis=1).sum() >= 3]
    _, told = told_of(groups, [(cell, person)], fewest=3)
    shown = np.array(groups)
    assert told.sum() > 1 and fewest_of_any(shown[told].astype(float), cell, person) >= 3
    assert fewest_of_any(shown.astype(float), cell, person) < 3


def test_three_people_with_two_answers_each_tell_of_two_groups_each():
    """Three answer in both of two groups: both are told, of three. Six answers of six people in one place each, too."""
    groups = [np.ones(2, bool), np.array([True, False]), np.array([False, True])]
    both = np.array([0, 0, 0, 1, 1, 1]), np.array([0, 1, 2, 0, 1, 2])
    vouchers, told = told_of(groups, [both], fewest=3)
    assert told.all() and [team.people for team in vouchers._pools[0].teams] == [[0], [1], [2]]
    assert told_of(groups, np.array([[3], [3]]), fewest=3)[1].all()


def test_six_answers_of_two_people_tell_of_nothing():
    """Each of two answered in each of three groups: six answers, but two people; a third one is needed."""
    groups = [np.ones(3, bool), *np.eye(3, dtype=bool)]
    cell, person = np.tile(np.arange(3), 2), np.repeat([0, 1], 3)
    assert not told_of(groups, [(cell, person)], fewest=3)[1].any()
    more = [(np.append(cell, [0, 1, 2]), np.append(person, [2, 3, 4]))]
    _, told = told_of(groups, more, fewest=3)
    assert told.all()  # another one in each: A is told of 0, 1 and 2, B of 0, 1 and 3, and no combination of fewer


def test_who_answers_twice_in_a_group_does_not_vouch_for_what_is_left_of_others():
    """Groups A and B of the same three, C of two of them: what the whole less A and B leaves is not told."""
    cell, person = np.array([0, 0, 0, 1, 1, 1, 2, 2]), np.array([0, 1, 2, 0, 1, 2, 0, 1])
    groups = [np.ones(3, bool), *np.eye(3, dtype=bool)]
    _, told = told_of(groups, [(cell, person)], fewest=3)
    assert told.tolist() == [True, True, False, False]


def test_everything_is_told_where_all_cells_are_large_and_what_others_add_up_to_costs_nothing():
    columns = np.indices((3, 3)).reshape(2, -1)
    groups = [*of_two(9, *columns), columns[0] < 2]
    vouchers, told = told_of(groups, np.full((9, 1), 12))
    assert told.all() and len(vouchers._pools[0].told) == 9


def test_a_small_group_is_not_told_nor_what_leaves_one():
    people = np.array([[30], [4], [30], [30]])
    groups = [[0, 1, 2, 3], [1], [0, 2], [0, 2, 3], [0, 1], [0], [3]]
    _, told = told_of([np.isin(np.arange(4), group) for group in groups], people)
    assert told.tolist() == [True, False, True, False, True, False, False]


def test_who_answers_one_question_only_vouches_for_that_question():
    """Nine answered the second question in the first group: it is not told, though forty answered the other."""
    people = np.array([[40, 9], [40, 40], [40, 40]])
    groups = [[0, 1, 2], [0], [1]]
    _, told = told_of([np.isin(np.arange(3), group) for group in groups], people)
    assert told.tolist() == [True, False, True]
