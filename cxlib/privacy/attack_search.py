"""The attacker's search: the fewest people of whom published sums tell, however they are taken from one another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LARGEST = 50.0  # times that a sum is taken, at most
NOTHING = 1e-6  # a coefficient below it is none


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
    """

    people: int
    members: np.ndarray
    times: np.ndarray


def smallest_determined(inside: np.ndarray) -> Smallest | None:
    """The fewest people of whom a linear combination of sums over groups tells.

    Parameters
    ----------
    inside : (groups, people) array of bool
        Who is in each group of which a sum is published.

    Returns
    -------
    Smallest or None
        None where nothing is published.

    Notes
    -----
    A combination has one coefficient for all people who are in the same groups, so that classes of people stand for
    people. For each class, the smallest first, a mixed-integer program looks for the combination with a coefficient
    there and in as few other people as can be (a word of least weight in a code). No group is smaller than the smallest
    class, so the search ends at a class as large as what was found. Nor may one hold such a class: a class that no
    combination without these holds is passed over.
    """
    inside = np.asarray(inside, dtype=bool)
    if not inside.any():
        return None
    sums, first = np.unique(inside, axis=0, return_index=True)
    named = inside.any(axis=0)
    classes, place, sizes = np.unique(sums[:, named], axis=1, return_inverse=True, return_counts=True)
    place = place.reshape(-1)
    published = classes.astype(float)
    least = int(np.argmin(published @ sizes + 1e9 * ~published.any(axis=1)))
    best = (int(published[least] @ sizes), np.eye(len(published))[least])
    reached = _reached(published, sizes, best[0])
    for one in np.argsort(sizes, kind="stable"):
        if sizes[one] >= best[0]:
            break
        if not reached[one]:
            continue
        times = _alone(published, one)
        times = _with_fewest(published, sizes, one, best[0]) if times is None else times
        if times is not None:
            people = int(sizes[np.abs(times @ published) > NOTHING].sum())
            if people < best[0]:
                best, reached = (people, times), _reached(published, sizes, people)
    members, times = np.zeros(inside.shape[1], bool), np.zeros(len(inside))
    members[named] = (np.abs(best[1] @ published) > NOTHING)[place]
    times[first] = np.where(np.abs(best[1]) > NOTHING, best[1], 0)
    return Smallest(best[0], members, times)


def _reached(published: np.ndarray, sizes: np.ndarray, below: int) -> np.ndarray:
    """Which classes are in some combination that holds no class of so many people: a mask."""
    from scipy.linalg import null_space

    large = published[:, sizes >= below].T
    free = null_space(large) if len(large) else np.eye(published.shape[0])
    return (np.abs(free.T @ published) > NOTHING).any(axis=0)


def _alone(published: np.ndarray, one: int) -> np.ndarray | None:
    """How to take sums from one another so that one class is left; None where that cannot be done."""
    target = np.zeros(published.shape[1])
    target[one] = 1
    times = np.linalg.lstsq(published.T, target, rcond=None)[0]
    return times if np.abs(times @ published - target).max() < NOTHING else None


def _with_fewest(published: np.ndarray, sizes: np.ndarray, one: int, below: int) -> np.ndarray | None:
    """The combination with a coefficient of 1 in one class and others in as few people as can be, below a number."""
    from scipy import sparse
    from scipy.optimize import Bounds, LinearConstraint, milp

    n_sums, n_classes = published.shape
    taken = sparse.csr_array(published.T)
    most = LARGEST * sparse.identity(n_classes)
    limits = [
        LinearConstraint(sparse.hstack([taken, -most]), -np.inf, 0),
        LinearConstraint(sparse.hstack([taken, most]), 0, np.inf),
        LinearConstraint(sparse.hstack([taken[[one]], sparse.csr_array((1, n_classes))]), 1, 1),
        LinearConstraint(np.concatenate([np.zeros(n_sums), sizes])[None], 0, below - 1),
    ]
    found = milp(
        np.concatenate([np.zeros(n_sums), sizes]),
        integrality=np.concatenate([np.zeros(n_sums), np.ones(n_classes)]),
        bounds=Bounds(
            np.concatenate([np.full(n_sums, -LARGEST), np.zeros(n_classes)]),
            np.concatenate([np.full(n_sums, LARGEST), np.ones(n_classes)]),
        ),
        constraints=limits,
    )
    return None if found.x is None else found.x[:n_sums]
