"""Which cells of a table in two directions may be told beside its margins: what is left is never a few people."""

from __future__ import annotations

import numpy as np
import pandas as pd

MOST = 3_000  # rows and columns together; of a larger table no cell is told
AGAIN = 200  # cells that are tried once more

Edges = tuple[np.ndarray, np.ndarray]  # of each cell its row and its column, numbered on


def tell_cells(
    counts: np.ndarray,
    rows: np.ndarray,
    columns: np.ndarray,
    *,
    told: np.ndarray,
    fewest: int,
    spared: np.ndarray | None = None,
) -> np.ndarray:
    """Which cells may be told, where the sums of all rows and of all columns are told as well.

    Parameters
    ----------
    counts : (cells, k) array of int
        People of each cell, by question.
    rows, columns : (cells,) arrays of int
        The row and the column whose sum each cell goes into.
    told : (cells,) array of bool
        Those that one would like to tell.
    fewest : int
        Of whom something may be told.
    spared : (cells,) array of bool, optional
        Those that are given up only where no others would do.

    Returns
    -------
    (cells,) array of bool

    Notes
    -----
    Take the cells that are not told as the edges between the rows and the columns they lie in. A combination of the
    sums has a coefficient for each row and each column, and the people that it is about are the edges whose two
    coefficients do not cancel: at least the edges between those that do and those that do not, which is a cut. So it is
    enough that no cut holds a few people; where one does, the smallest cell across it is not told either.
    """
    told = told & ((counts == 0) | (counts >= fewest)).all(axis=1)
    if len(np.unique(rows)) + len(np.unique(columns)) > MOST:
        return np.zeros_like(told)
    edges = _edges(rows, columns)
    wanted, before, bound = told, None, np.zeros(counts.shape, bool)
    while before is None or (before != told).any():
        before = told
        for question, people in enumerate(counts.T):
            cost = people if spared is None else people + people.sum() * spared
            told = _beside_few(people, cost, edges, told, fewest)
            told, bound[:, question] = _across_cuts(people, cost, edges, told, fewest)
    return _told_again(counts, edges, told, wanted, bound, fewest)


def cut_of_few(counts: np.ndarray, rows: np.ndarray, columns: np.ndarray, *, fewest: int) -> bool:
    """Whether the sums of rows and of columns tell of a few, of whatever question: arrays as in `tell_cells`."""
    edges = _edges(rows, columns)
    return any(small_cut(people, edges, fewest=fewest) is not None for people in counts.T)


def _edges(rows: np.ndarray, columns: np.ndarray) -> Edges:
    edges = np.unique(rows, return_inverse=True)[1], np.unique(columns, return_inverse=True)[1]
    return edges[0], edges[1] + edges[0].max(initial=-1) + 1


def _told_again(
    counts: np.ndarray, edges: Edges, told: np.ndarray, wanted: np.ndarray, bound: np.ndarray, fewest: int
) -> np.ndarray:
    """The largest of the cells that were given up are told after all, where that leaves no few people."""
    told = told.copy()
    given_up = np.flatnonzero(wanted & ~told & counts.any(axis=1) & ~bound.any(axis=1))
    for cell in given_up[np.argsort(-counts[given_up].sum(axis=1), kind="stable")][:AGAIN]:
        told[cell] = True
        weights = np.where(told[:, None], 0, counts) + np.where(bound, fewest, 0)
        if any(small_cut(own, edges, fewest=fewest) is not None for own in weights.T):
            told[cell] = False
    return told


def _beside_few(people: np.ndarray, cost: np.ndarray, edges: Edges, told: np.ndarray, fewest: int) -> np.ndarray:
    """Where a row or column would leave a few, its smallest cell is not told: quick, and most of the work."""
    changed = True
    while changed:
        changed = False
        for nodes in edges:
            left = np.bincount(nodes, people * ~told)
            few = (left > 0) & (left < fewest)
            can = told & few[nodes] & (people > 0)
            if can.any():
                cells = np.flatnonzero(can)
                cells = cells[np.lexsort((cost[cells], nodes[cells]))]
                first = cells[np.unique(nodes[cells], return_index=True)[1]]
                told, changed = told.copy(), True
                told[first] = False
    return told


def _across_cuts(
    people: np.ndarray, cost: np.ndarray, edges: Edges, told: np.ndarray, fewest: int
) -> tuple[np.ndarray, np.ndarray]:
    """Until no cut of those not told holds a few people, or nothing that is told could close it; then these, too."""
    told, bound = told.copy(), np.zeros(len(people), bool)
    while True:
        hidden = ~told & (people > 0)
        weights = np.where(hidden, people, 0) + np.where(bound, fewest, 0)
        side = small_cut(weights, edges, fewest=fewest)
        if side is None:
            return told, bound
        more = _closing(cost, edges, told & (people > 0), side, _parts(edges, weights > 0))
        if len(more):
            told[more] = False
        else:  # the sums of rows and of columns tell it, whatever is said of cells
            bound |= (side[edges[0]] != side[edges[1]]) & hidden


def _parts(edges: Edges, linked: np.ndarray) -> np.ndarray:
    """Node → the part of the graph that it is linked with."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    nodes = int(max(edge.max(initial=-1) for edge in edges)) + 1
    links = np.ones(int(linked.sum())), (edges[0][linked], edges[1][linked])
    return connected_components(coo_array(links, shape=(nodes, nodes)), directed=False)[1]


def _closing(cost: np.ndarray, edges: Edges, told: np.ndarray, side: np.ndarray, part: np.ndarray) -> np.ndarray:
    """The told cells that join both sides of a cut when they are not told: the smallest one, else two by one detour."""
    own = part == part[np.argmax(side)]
    first, second = own & side, own & ~side
    to_first, to_second = [
        told & (node[edges[0]] & ~own[edges[1]] | node[edges[1]] & ~own[edges[0]]) for node in (first, second)
    ]
    across = np.flatnonzero(told & (first[edges[0]] & second[edges[1]] | second[edges[0]] & first[edges[1]]))
    if len(across):
        return across[[np.argmin(cost[across])]]
    outside = np.where(own[edges[0]], part[edges[1]], part[edges[0]])
    ways = []
    for cells in (np.flatnonzero(to_first), np.flatnonzero(to_second)):
        order = cells[np.argsort(cost[cells], kind="stable")]
        ways.append(pd.Series(order, index=outside[order]).groupby(level=0).first())
    both = pd.concat(ways, axis=1, join="inner")
    if both.empty:
        return np.zeros(0, int)
    return both.iloc[int(np.argmin(cost[both.to_numpy()].sum(axis=1)))].to_numpy()


def small_cut(weights: np.ndarray, edges: Edges, *, fewest: int) -> np.ndarray | None:
    """One side of a cut of less than `fewest` and more than 0, as a mask of nodes; None where there is none.

    In the order in which each node is the one most bound to all before it, a node is at least as strongly bound to the
    one before it as to all before it together (Nagamochi and Ibaraki 1992; Stoer and Wagner 1997): pairs that are bound
    by `fewest` lie on one side of all small cuts and become one.
    """
    nodes = int(max(edge.max(initial=-1) for edge in edges)) + 1
    some = weights > 0
    linked, places = np.unique(np.concatenate([edge[some] for edge in edges]), return_inverse=True)
    group = np.full(nodes, -1)  # node → its place in `links`
    group[linked] = np.arange(len(linked))
    links = np.zeros((len(linked), len(linked)))
    np.add.at(links, tuple(places.reshape(2, -1)), weights[some])
    links += links.T
    while len(links) > 1:
        degree = links.sum(axis=1)
        few = np.flatnonzero((degree > 0) & (degree < fewest))
        if len(few):
            return group == few[0]
        one = _bound_together(links, fewest)
        several = int(one.max()) + 1
        if several == len(links):
            return None  # what is left has no links
        into = np.zeros((several, len(links)))
        into[one, np.arange(len(links))] = 1
        links = into @ links @ into.T
        np.fill_diagonal(links, 0)
        group = np.append(one, -1)[group]
    return None


def _bound_together(links: np.ndarray, fewest: int) -> np.ndarray:
    """Node → the number of those that lie on one side with it."""
    bound, left = np.zeros(len(links)), np.ones(len(links), bool)
    number, before = np.full(len(links), -1), -1
    for _ in range(len(links)):
        node = int(np.argmax(np.where(left, bound, -1)))
        number[node] = before if before >= 0 and bound[node] >= fewest else number.max() + 1
        before, left[node] = number[node], False
        bound = bound + links[node]
    return number
