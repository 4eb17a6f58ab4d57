"""The other side: what a reader works out of hidden groups from all that was published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..errors import CXError
from ..results import Result
from .inference_bounds import System

if TYPE_CHECKING:
    from scipy import sparse

EXACT = 1e-9  # how far means in full precision may be from one another


def reconstruct_cells(
    tables: Sequence[pd.DataFrame | Result],
    *,
    cells: pd.DataFrame,
    by: str | Sequence[str],
    scale: tuple[float, float] | None = None,
    rounding: float = EXACT,
) -> Result:
    """Try to find out hidden groups from published tables: totals less the rest, differences, earlier runs.

    Parameters
    ----------
    tables : sequence of tables or Results
        Each row is a published group: some of the columns of `cells`, ``n`` (missing where it is not told) and, where
        told, ``estimate``, the mean answer. A table of two columns of `cells` speaks of their combinations, a table of
        none of the whole. What a reader knows from elsewhere, such as the headcount of a branch, is one table more.
    cells : pandas.DataFrame
        The smallest groups there can be, one row each, with what is public about them: the region of a branch. For an
        earlier run, give the people who answered since a cell of their own, with a column that tells them apart.
    by : str or sequence of str
        Columns of `cells`: the groups to find out.
    scale : (low, high), optional
        Ends of the answers.
    rounding : float
        How far a published mean can be from the true one: 0.005 for two decimals.

    Returns
    -------
    Result
        ``[by…] n_low n_high mean_low mean_high learned``, one row per group of which no table tells the mean; where no
        table tells means at all, the number. `learned` is ``answers`` where the sum of the answers is known to within
        one point, ``number`` where only the number of people is known, else empty. The means are missing where the
        number is open, or where nothing bounds them.

    Raises
    ------
    CXError
        The tables contradict one another, or a table names a group that `cells` does not have.
    """
    from scipy import sparse

    by = [by] if isinstance(by, str) else list(by)
    if not len(tables):
        raise CXError("tables: empty.", "Give the tables that were published.")
    frames = [table.table if isinstance(table, Result) else table for table in tables]
    parts = [_membership(cells, frame, number) for number, frame in enumerate(frames, start=1)]
    inside = sparse.csr_array(sparse.vstack(parts))
    n = np.concatenate([frame["n"].to_numpy(dtype=float) for frame in frames])
    mean = np.concatenate([frame.reindex(columns=["estimate"])["estimate"].to_numpy(dtype=float) for frame in frames])
    system = _system(inside, n, mean, scale, rounding)
    told = np.isfinite(mean) if np.isfinite(mean).any() else np.isfinite(n)
    shown = {row.tobytes() for row in inside[told].toarray() > 0}
    rows = []
    for label, part in cells.groupby(by, observed=True, sort=True):
        target = np.zeros(len(cells))
        target[cells.index.get_indexer(part.index)] = 1
        if (target > 0).tobytes() not in shown:
            rows.append((*label, *_learned(system, target)))
    columns = [*by, "n_low", "n_high", "mean_low", "mean_high", "learned"]
    return Result(
        kind="reconstruct_cells",
        table=pd.DataFrame(rows, columns=columns),
        settings={"by": by, "scale": scale, "rounding": rounding},
    )


def _membership(cells: pd.DataFrame, frame: pd.DataFrame, number: int) -> sparse.csr_array:
    """Which cells each published group is made of."""
    from scipy import sparse

    named = [name for name in cells if name in frame]
    rows = []
    for row in frame[named].astype(str).itertuples(index=False):
        inside = np.ones(len(cells))
        for name, value in zip(named, row, strict=True):
            inside *= (cells[name].astype(str) == value).to_numpy()
        rows.append(inside)
    found = np.array(rows).reshape(len(rows), len(cells))
    if (found.sum(axis=1) == 0).any():
        first = int(np.flatnonzero(found.sum(axis=1) == 0)[0]) + 1
        raise CXError(f"Table {number} names a group that cells does not have (row {first}).", "Add it to cells.")
    return sparse.csr_array(found)


def _system(inside, n, mean, scale, rounding) -> System:
    """Unknown are the people of each cell, then the sum of their answers; the scale ties the two."""
    from scipy import sparse

    size = inside.shape[1]
    counted, told = np.isfinite(n), np.isfinite(n) & np.isfinite(mean)
    rows = [sparse.hstack([inside[counted], sparse.csr_array((int(counted.sum()), size))])]
    low, high = [n[counted]], [n[counted]]
    if told.any():
        sums = n[told] * mean[told]
        rows.append(sparse.hstack([sparse.csr_array((int(told.sum()), size)), inside[told]]))
        low.append(sums - rounding * n[told])
        high.append(sums + rounding * n[told])
    if scale is not None:
        one = sparse.identity(size)
        rows += [sparse.hstack([-scale[0] * one, one]), sparse.hstack([scale[1] * one, -one])]
        low += [np.zeros(2 * size)]
        high += [np.full(2 * size, 1e9)]
    ends = np.full(size, np.inf)
    return System(
        sparse.csr_array(sparse.vstack(rows)),
        np.concatenate(low),
        np.concatenate(high),
        np.concatenate([np.zeros(size), -ends]),
        np.concatenate([ends, ends]),
    )


def _learned(system: System, target: np.ndarray) -> tuple:
    """The intervals of one group: its people, and their mean where their number is known."""
    none = np.zeros_like(target)
    n_low, n_high = system.interval(np.concatenate([target, none]))
    if np.isnan(n_low):
        raise CXError("The tables contradict one another.", "Give a larger rounding, or tell runs apart by a column.")
    if n_high - n_low > 0.5 or n_low < 0.5:
        return n_low, n_high, np.nan, np.nan, "" if n_high - n_low > 0.5 else "number"
    low, high = (end / n_low for end in system.interval(np.concatenate([none, target])))
    low, high = (end if np.isfinite(end) else np.nan for end in (low, high))
    return n_low, n_high, low, high, "answers" if n_low * (high - low) < 1 else "number"
