"""Sums that are told beside others because enough people could have answered otherwise."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from cxlib.blocks import moves
from cxlib.blocks.groups import cells_of
from cxlib.blocks.moves import Moves
from cxlib.privacy.attack_search import smallest_determined


def firm(people, *columns, told=(), fewest=10):
    """Moves of people by the cells of some columns."""
    people = np.asarray(people).reshape(len(columns[0]), -1)
    return Moves(people, people > 0, columns=columns, told=told, fewest=fewest)


def groups_of(*columns):
    """The cells of each group by some columns at once."""
    code, _ = cells_of([np.zeros(len(columns[0]), int), *columns])
    return [np.flatnonzero(code == value) for value in np.unique(code)]


def rows(groups, people):
    """Each person's place in each group."""
    inside = np.array([np.isin(np.arange(len(people)), group) for group in groups])
    return np.repeat(inside, people, axis=1)


def test_of_a_partition_each_part_of_ten_is_told():
    code = np.arange(5)
    groups = [np.arange(5), *groups_of(code)]
    told = firm([10, 12, 30, 11, 40], code).tell(groups, by=[0], sums=[groups])
    assert told.all()


def test_of_a_partition_with_a_small_part_neither_it_nor_another_one_is_told():
    code = np.arange(5)
    groups = [np.arange(5), *groups_of(code)]
    people = np.array([10, 7, 30, 11, 40])
    told = firm(people, code).tell(groups, by=[0], sums=[groups])
    assert not told[2] and told.sum() == 4  # the whole, and all parts but two
    shown = [group for group, fits in zip(groups, told, strict=True) if fits]
    assert smallest_determined(rows(shown, people)).people >= 10


def test_two_crossed_margins_are_told_of_eight_times_eight_cells_of_one_or_two():
    """Fifteen numbers of ninety-six people, who would be spent after twelve at eight for each."""
    one, two = np.indices((8, 8)).reshape(2, -1)
    people = 1 + (one + two) % 2
    vouched = firm(people, one, two, fewest=8)
    everybody = np.arange(64)
    told = [vouched.tell([everybody])]
    for place, column in enumerate((one, two)):
        told.append(vouched.tell(groups_of(column), by=[place], sums=[[everybody, *groups_of(column)]]))
    assert np.concatenate(told).all()
    assert smallest_determined(rows([everybody, *groups_of(one), *groups_of(two)], people)).people >= 8


@pytest.mark.parametrize(("few", "told"), [(3, False), (9, False), (10, True)])
def test_two_groups_that_differ_by_a_few_people_are_not_both_told(few, told):
    """The first is in the second, which has a few more; everybody else is in neither."""
    people = np.array([40, few, 50])
    vouched = firm(people, np.arange(3))
    assert vouched.tell([np.arange(3), np.array([0])], by=[0]).all()
    assert vouched.tell([np.array([0, 1])], by=[0]).tolist() == [told]


def test_what_is_told_already_is_told_and_what_others_add_up_to():
    vouched = firm([30, 4, 30], np.arange(3), told=[np.arange(3), np.array([0])])
    assert vouched.tell([np.array([0])]).all()
    assert not vouched.tell([np.array([1, 2]), np.array([1])]).any()  # nobody tells that the first is a difference
    assert vouched.tell([np.array([1, 2])], sums=[[np.arange(3), np.array([0]), np.array([1, 2])]]).all()


def test_a_question_that_few_were_asked_is_judged_by_itself():
    people = np.array([[40, 9], [40, 40], [40, 40]])
    vouched = firm(people, np.arange(3))
    assert vouched.tell([np.arange(3)]).all()
    assert vouched.tell([np.array([0]), np.array([1])], by=[0]).tolist() == [False, True]


@pytest.mark.parametrize("seed", range(4))
def test_moves_leave_all_told_sums_exactly_as_they_are_and_there_are_as_many_as_can_be(seed):
    """What the proof needs: the moves are whole numbers, and orthogonal to each sum."""
    rng = np.random.default_rng(seed)
    code = rng.integers(0, 3, (4, 40))
    member = np.column_stack([np.isin(np.arange(40), group) for two in ((0, 1), (1, 2), (0, 3))
                              for group in groups_of(*code[list(two)])])  # fmt: skip
    change = np.concatenate([member, np.eye(40)], axis=1).astype(np.int32)[None]
    for place in range(member.shape[1]):
        moves._keep(change, place)
    left = change[0, :, member.shape[1] :].astype(int)
    left = left[left.any(axis=1)]
    assert not (left @ member).any() and np.linalg.matrix_rank(left) == 40 - np.linalg.matrix_rank(member.astype(int))


def told_in(seed):
    """How many groups of a random firm are told, its people, and of how many the groups tell, by integer programming.

    By each of four columns, one of them waves and one with a rare value, then by any two; those of ten people or more.
    """
    rng = np.random.default_rng(seed)
    columns = np.indices((2, 3, 3, 4)).reshape(4, -1)
    people = rng.poisson(rng.choice([2, 4]) * np.array([1.4, 1, 0.3])[columns[1]])
    vouched, shown = firm(people, *columns), [np.arange(len(people))]
    assert vouched.tell(shown).all()
    for one, two in [(0, 0), (1, 1), (2, 2), (3, 3), (0, 1), (1, 2), (2, 3), (0, 2), (1, 3), (0, 3)]:
        each = groups_of(columns[one], columns[two])
        wanted = [group for group in each if people[group].sum() >= 10]
        parts = [np.arange(len(people))] if one == two else [*groups_of(columns[one]), *groups_of(columns[two])]
        sums = [[part, *(group for group in each if np.isin(group, part).all())] for part in parts]
        told = vouched.tell(wanted, by=sorted({one, two}), sums=sums)
        shown += [group for group, fits in zip(wanted, told, strict=True) if fits]
    return len(shown), int(people.sum()), smallest_determined(rows(shown, people), seconds=20).people


@pytest.mark.parametrize("seed", [pytest.param(seed, marks=[pytest.mark.full] * (seed > 3)) for seed in range(12)])
def test_no_combination_of_sums_of_random_firms_tells_of_few(seed):
    told, n, smallest = told_in(seed)
    assert told > n / 10 and smallest >= 10  # ten people to a number would be spent before


def test_where_one_team_would_do_some_combination_tells_of_few(monkeypatch):
    """The control of the test before."""
    vouch = moves._Teams.vouch
    monkeypatch.setattr(moves._Teams, "vouch", lambda self, place: 10 * bool(vouch(self, place)))
    assert told_in(0)[2] < 10


@pytest.mark.parametrize("seed", range(6))
def test_every_combination_with_coefficients_up_to_two_is_about_enough_people_or_nobody(seed):
    """All of them, one by one, in a firm of sixty people and at most eight sums."""
    rng = np.random.default_rng(seed)
    columns = np.indices((2, 2, 3)).reshape(3, -1)
    people = rng.poisson(5, 12)
    groups = [group for k in range(3) for group in groups_of(columns[k])]
    groups += [group for pair in ((0, 1), (1, 2)) for group in groups_of(*columns[list(pair)])]
    vouched = firm(people, *columns, fewest=4)
    told = [group for group in groups if vouched.tell([group])[0]][:8]
    inside = np.array([np.isin(np.arange(12), group) for group in told], int)
    weights = np.array(list(product(range(-2, 3), repeat=len(told)))) @ inside
    counted = (weights != 0) @ people
    assert len(told) >= 5 and counted[counted > 0].min() >= 4
