"""Sums that are told because people vouch for them: no combination of them is about a few."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.blocks.groups import cells_of
from cxlib.blocks.vouched import Vouchers
from cxlib.privacy.attack_search import smallest_determined


def told_of(groups, people, fewest=10):
    """Which of the groups are told, and the people of each as rows."""
    codes = [np.arange(people.shape[0])]
    vouchers = Vouchers(people, people > 0, alike=codes, fewest=fewest)
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


@pytest.mark.parametrize("seed", range(6))
def test_each_team_knows_every_combination_and_nobody_is_in_two(seed):
    """What the proof needs: in each team the sums are independent, and cells give no more people than they have."""
    rng = np.random.default_rng(seed)
    columns = np.indices((5, 3, 4)).reshape(3, -1)
    people = rng.poisson(3, (columns.shape[1], 2))
    groups = of_two(len(people), *columns)
    vouchers, told = told_of(groups, people, fewest=6)
    for pool, own in zip(vouchers._pools, people.T, strict=True):
        sums = np.zeros((len(pool.told), len(own)))
        for row, cells in zip(sums, pool.told, strict=True):
            row[cells] = 1
        asked = np.zeros(len(own), int)
        for teams in pool.teams:
            cells = np.flatnonzero(teams.place >= 0)
            assert np.linalg.matrix_rank(sums[:, cells]) == len(cells) == len(sums)
            persons = sums[:, cells[np.argsort(teams.place[cells])]].T
            assert teams.inverse[: len(sums), : len(sums)] == pytest.approx(np.linalg.inv(persons), abs=1e-9)
            asked[cells] += teams.n
        assert sum(teams.n for teams in pool.teams) == 6 and (asked <= own).all()
        shown = np.array([group for group, fits in zip(groups, told, strict=True) if fits])[:, own > 0]
        assert np.linalg.matrix_rank(shown) == len(sums)


def test_everything_is_told_where_all_cells_are_large_and_what_others_add_up_to_costs_nothing():
    columns = np.indices((3, 3)).reshape(2, -1)
    groups = [*of_two(9, *columns), columns[0] < 2]
    vouchers, told = told_of(groups, np.full((9, 1), 12))
    assert told.all() and len(vouchers._pools[0].told) == 9 and len(vouchers._pools[0].teams) == 1


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
