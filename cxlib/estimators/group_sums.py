"""Rows reduced to the sums of their groups: what a random intercept needs of a table of any size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .regression import CONSTANT


@dataclass(frozen=True, eq=False, kw_only=True)
class GroupSums:
    """What a random intercept needs of the rows: k columns, the constant first and the outcome last.

    Attributes
    ----------
    names : tuple of str
        The k − 1 coefficients, ``"constant"`` first.
    products : (k, k) array
        Σ z z' over all rows; all columns but the constant less their `shift`.
    sizes : (m,) array
        The distinct numbers of rows that groups have.
    times : (m,) array
        How many groups are of each size.
    outer : (m, k, k) array
        Σ s s' over the groups of each size, s the group's sums Σ z.
    shift : (k,) array
        0 for the constant.
    """

    names: tuple[str, ...]
    products: np.ndarray
    sizes: np.ndarray
    times: np.ndarray
    outer: np.ndarray
    shift: np.ndarray

    @property
    def n(self) -> int:
        """Rows."""
        return int(self.sizes @ self.times)

    @property
    def n_groups(self) -> int:
        """Groups."""
        return int(self.times.sum())


def sums_by_size(
    products: np.ndarray, count: np.ndarray, sums: np.ndarray, *, names: tuple[str, ...], shift: np.ndarray
) -> GroupSums:
    """What a random intercept needs, from each group's own sums, as any table engine gives them.

    Parameters
    ----------
    products : (k, k) array
        Σ z z' over all rows, z = (1, predictors, outcome), the last two less `shift`.
    count : (G,) int array
        Rows of each group.
    sums : (G, k) array
        Σ z of each group; the first column is `count`.
    names : tuple of str
        The k − 2 predictors.
    shift : (k − 1,) array
        What was taken off the predictors and the outcome.
    """
    sizes, place = np.unique(count, return_inverse=True)
    order = np.argsort(place, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(place[order])) + 1, len(count))
    parts = np.split(sums[order], ends[:-1])
    return GroupSums(
        names=(CONSTANT, *names),
        products=products,
        sizes=sizes.astype(float),
        times=np.bincount(place),
        outer=np.stack([part.T @ part for part in parts]),
        shift=np.concatenate([[0.0], shift]),
    )
