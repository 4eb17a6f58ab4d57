"""The attacker's search: the fewest people of whom published sums tell, however they are taken from one another."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

import numpy as np

LARGEST = 50.0  # times that a sum is taken, at most
NOTHING = 1e-6  # a coefficient below it is none
ONE_OF = 10  # of the time, what a single search may take


@dataclass(frozen=True, eq=False)
class Smallest:
    """A group that published sums determine.

    Attributes
    ----------
    people : int
        How many they are.
    members : (rows,) array of bool
        Which rows they are.
    times : (groups,) array of float
        How many times each published sum is taken; 0 where it is not needed.
    unsearched : int
        Classes of people around which time did not suffice to look for a smaller group.
    """

    people: int
    members: np.ndarray
    times: np.ndarray
    unsearched: int = 0


def smallest_determined(inside: np.ndarray, *, seconds: float = np.inf) -> Smallest | None:
    """The fewest people of whom a linear combination of sums over groups tells.

    Parameters
    ----------
    inside : (groups, people) array of bool
        Who is in each group of which a sum is published.
    seconds : float
        After which the search ends, with what it has.

    Returns
    -------
    Smallest or None
        None where nothing is published.

    Notes
    -----
    A combination has one coefficient for all people who are in the same groups, so that classes of people stand for
    people. A smaller group than the best so far holds no class as large as that: what is searched are the combinations
    with 0 in all such classes, in lowest terms (row echelon form), where those that share no class fall apart and are
    searched by themselves. For the smallest class left, a mixed-integer program looks for the combination with a
    coefficient there and in as few other people as can be (a word of least weight in a code); then the class is done
    with, and the combinations with 0 there remain.
    """
    inside = np.asarray(inside, dtype=bool)
    if not inside.any():
        return None
    first, _ = _distinct(inside)
    person, place = _distinct(inside[first].T)
    published, sizes = inside[first][:, person].astype(float), np.bincount(place)
    sizes[~published.any(axis=0)] = 0  # of whom nothing is published
    ends, unsearched = monotonic() + seconds, 0
    best = min(published[published.any(axis=1)], key=lambda one: _people(one, sizes))
    rows = _reduced(published, sizes >= _people(best, sizes))
    while len(rows):
        word = min(rows, key=lambda one: _people(one, sizes))  # at once, and often the smallest
        if _people(word, sizes) >= _people(best, sizes):
            left = ends - monotonic()
            if left <= 0:
                unsearched += int(rows.any(axis=0).sum())
                break
            own, one = _around_smallest(rows, sizes)
            found, searched = _with_fewest(own, sizes, one, _people(best, sizes), min(left, seconds / ONE_OF))
            unsearched += not searched
            if found is None:
                rows = _reduced(rows, np.arange(len(sizes)) == one)
                continue
            word = found
        best = word
        rows = _reduced(rows, sizes >= _people(best, sizes))
    times = np.zeros(len(inside))
    times[first] = _times(published, best)
    return Smallest(_people(best, sizes), (np.abs(best) > NOTHING)[place], times, unsearched)


def _distinct(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first of the rows that are alike, and the place among these of each row."""
    packed = np.ascontiguousarray(np.packbits(rows, axis=1))
    _, first, place = np.unique(
        packed.view(np.dtype((np.void, packed.shape[1]))).ravel(), return_index=True, return_inverse=True
    )
    return first, place.reshape(-1)


def _people(coefficients: np.ndarray, sizes: np.ndarray) -> int:
    return int(sizes[np.abs(coefficients) > NOTHING].sum())


def _reduced(rows: np.ndarray, gone: np.ndarray) -> np.ndarray:
    """The combinations of some sums that are 0 in the classes that are gone, in row echelon form."""
    rows = rows.copy()
    pivots: list[int] = []
    for column in [*np.flatnonzero(gone), *np.flatnonzero(~gone)]:
        free = np.abs(rows[:, column])
        if not gone[column]:
            free[pivots] = 0
        row = int(np.argmax(free)) if len(free) else 0
        if not len(free) or free[row] <= NOTHING:
            continue
        rows[row] /= rows[row, column]
        others = np.flatnonzero(rows[:, column])
        others = others[others != row]
        rows[others] -= np.outer(rows[others, column], rows[row])
        rows[others, column] = 0
        if gone[column]:
            rows[row] = 0
        else:
            pivots.append(row)
    rows[np.abs(rows) < NOTHING] = 0
    return rows[pivots]


def _around_smallest(rows: np.ndarray, sizes: np.ndarray) -> tuple[np.ndarray, int]:
    """The smallest class in any combination, and the combinations that share classes with one that it is in."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    linked = csr_array((rows != 0).astype(int))
    _, part = connected_components(linked @ linked.T, directed=False)
    inside = np.flatnonzero(rows.any(axis=0))
    one = int(inside[np.argmin(sizes[inside])])
    return rows[part == part[np.argmax(rows[:, one] != 0)]], one


def _with_fewest(
    rows: np.ndarray, sizes: np.ndarray, one: int, below: int, seconds: float
) -> tuple[np.ndarray | None, bool]:
    """The combination with 1 in one class and others in as few people as can be, below a number; whether time sufficed.

    It has its coefficients, by class; None where there is none.
    """
    from scipy import sparse
    from scipy.optimize import Bounds, LinearConstraint, milp

    inside = np.flatnonzero(rows.any(axis=0))
    taken, people = sparse.csr_array(rows[:, inside].T), sizes[inside]
    n_classes, n_sums = taken.shape
    most = LARGEST * sparse.identity(n_classes)
    here = taken[[int(np.searchsorted(inside, one))]]
    limits = [
        LinearConstraint(sparse.hstack([taken, -most]), -np.inf, 0),
        LinearConstraint(sparse.hstack([taken, most]), 0, np.inf),
        LinearConstraint(sparse.hstack([here, sparse.csr_array((1, n_classes))]), 1, 1),
        LinearConstraint(np.concatenate([np.zeros(n_sums), people])[None], 0, below - 1),
    ]
    found = milp(
        np.concatenate([np.zeros(n_sums), people]),
        integrality=np.concatenate([np.zeros(n_sums), np.ones(n_classes)]),
        bounds=Bounds(
            np.concatenate([np.full(n_sums, -LARGEST), np.zeros(n_classes)]),
            np.concatenate([np.full(n_sums, LARGEST), np.ones(n_classes)]),
        ),
        constraints=limits,
        options={"time_limit": seconds} if np.isfinite(seconds) else {},
    )
    searched = found.status in (0, 2)  # found the best, or that there is none
    if found.x is None:
        return None, searched
    coefficients = found.x[:n_sums] @ rows
    return (coefficients if _people(coefficients, sizes) < below else None), searched


def _times(published: np.ndarray, coefficients: np.ndarray) -> np.ndarray:
    """How many times each sum is taken, few of them, so that a combination comes out."""
    from scipy.optimize import linprog

    sums = len(published)
    found = linprog(np.ones(2 * sums), A_eq=np.vstack([published, -published]).T, b_eq=coefficients, method="highs")
    if found.x is None:
        return np.linalg.lstsq(published.T, coefficients, rcond=None)[0]
    times = found.x[:sums] - found.x[sums:]
    return np.where(np.abs(times) > NOTHING, times, 0)
