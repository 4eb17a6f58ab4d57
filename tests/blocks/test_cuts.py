"""Cells of a table that are not told beside its margins: every cut of them holds enough people."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cxlib.blocks.cuts import small_cut, tell_cells
from cxlib.blocks.groups import cells_of, join_small
from cxlib.privacy.attack_search import smallest_determined


def smallest_by_hand(weights, edges, nodes):
    """Every way to part the nodes in two."""
    found = [10**9]
    for bits in range(1, 2 ** (nodes - 1)):
        side = np.array([(bits >> node) & 1 for node in range(nodes)], bool)
        found.append(weights[side[edges[0]] != side[edges[1]]].sum() or 10**9)
    return min(found)


@pytest.mark.parametrize("seed", range(60))
def test_a_small_cut_is_found_where_there_is_one(seed):
    rng = np.random.default_rng(seed)
    rows, columns = rng.integers(2, 6, 2)
    first, second = np.nonzero(np.ones((rows, columns)))
    edges = first, second + rows
    weights = rng.integers(0, 9, len(first)) * (rng.random(len(first)) < 0.6)
    fewest = int(rng.integers(2, 12))
    side = small_cut(weights, edges, fewest=fewest)
    assert (side is None) == (smallest_by_hand(weights, edges, rows + columns) >= fewest)
    if side is not None:
        assert 0 < weights[side[edges[0]] != side[edges[1]]].sum() < fewest


@pytest.mark.parametrize("seed", range(12))
def test_margins_and_told_cells_tell_of_nobody_few(seed):
    """Judged by linear algebra: all row sums, all column sums and the told cells."""
    rng = np.random.default_rng(seed)
    table = rng.poisson(rng.choice([12, 25]), (5, 4)) + 10 * np.eye(5, 4, dtype=int)
    rows, columns = np.nonzero(table + 1)
    counts = table[rows, columns]
    told = tell_cells(counts[:, None], rows, columns, told=np.ones(20, bool), fewest=10)
    groups = [rows == row for row in range(5)] + [columns == column for column in range(4)]
    groups += [np.arange(20) == cell for cell in np.flatnonzero(told)]
    assert smallest_determined(np.repeat(np.array(groups), counts, axis=1)).people >= 10
    plain = groups[:9] + [np.arange(20) == cell for cell in np.flatnonzero(counts >= 10)]
    if (counts < 10).sum() == 1:
        assert smallest_determined(np.repeat(np.array(plain), counts, axis=1)).people < 10


def test_large_cells_are_all_told_and_a_small_one_takes_three_with_it():
    table = np.full((3, 3), 20)
    rows, columns = np.nonzero(table)
    every = tell_cells(table.reshape(-1, 1), rows, columns, told=np.ones(9, bool), fewest=10)
    assert every.all()
    table[1, 1] = 4
    told = tell_cells(table.reshape(-1, 1), rows, columns, told=np.ones(9, bool), fewest=10).reshape(3, 3)
    assert (~told).sum() == 4 and not told[1, 1]
    assert ((~told).sum(axis=0) != 1).all() and ((~told).sum(axis=1) != 1).all()


def test_small_units_are_joined_within_their_region():
    sizes = {"N1": 14, "N2": 13, "N3": 12, "N4": 1, "S1": 30, "S2": 11}
    unit = pd.Series([name for name, n in sizes.items() for _ in range(n)])
    levels = {"region": unit.str[0], "unit": unit}
    cell, first = cells_of([pd.factorize(values)[0] for values in levels.values()])
    counts = np.bincount(cell)[:, None]
    found = join_small(levels, cell, first, counts, fewest=10)
    assert sorted(found["unit"].labels) == ["N1", "N2", "N3 + N4", "S1", "S2"]
    assert join_small(levels, cell[unit != "N4"], first[first != 39], counts[counts > 1][:, None], fewest=10) == {}
