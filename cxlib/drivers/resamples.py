"""Importance in resamples of each group: rows of a table in memory, blocks of ids of any table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import narwhals as nw
import numpy as np
import pandas as pd

from ..aggregate import Table, cross_products, require_columns, whose_rows
from ..errors import CXError
from ..estimators import cells as counted
from ..estimators.cells import Cells
from ..estimators.collinearity import singular
from ..estimators.importance import explained, importance, signed_parts
from ..locale import prefixed, say, say_number, together
from ..text import count, in_rows
from .arguments import Design
from .sample import Sample, group_name

BLOCKS = 200
FEW_BLOCKS = 30  # below it a draw of blocks shows less chance than there is
FEW_DRAWS = 100


@dataclass(frozen=True, eq=False, kw_only=True)
class Source:
    """What is drawn in each group of a sample.

    `cells` has the cells of each usable group by its place; `unit` says which unit each cell belongs to, and `n_units`
    how many units are drawn. A unit is a row, a person with several rows, or a block of ids; `blocks` says whether it
    is the last, and `named` is the column of people or ids.
    """

    cells: dict[int, Cells]
    unit: dict[int, np.ndarray]
    n_units: dict[int, int]
    blocks: bool
    named: str | None = None
    notes: tuple[str, ...] = ()

    def of_rows(self, place: int) -> bool:
        """Whether single rows are drawn in a group."""
        return not self.blocks and self.n_units[place] == len(self.unit[place])

    def draws(self, place: int, n_resamples: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
        """How often each cell of a group counts, in chunks of resamples."""
        cells, unit = self.cells[place], self.unit[place]
        width = max(cells.n_levels * cells.sums.shape[1], len(unit))
        for times in counted.draws(self.n_units[place], n_resamples, width, rng):
            yield times if self.of_rows(place) else times[:, unit]

    def whole(self, place: int) -> np.ndarray:
        """Centred cross-products of a group when every cell counts once."""
        cells = self.cells[place]
        return counted.resampled(cells, np.ones((1, len(cells.w))))[0]


@dataclass(frozen=True, eq=False, kw_only=True)
class Draws:
    """Importance in each resample (R, rows of the table), R² beyond the columns always in (R,), and how many failed.

    `signed` (R, 2, columns of drivers) are the correlations by which chance is told from worth, see `signed_parts`.
    """

    estimate: np.ndarray
    gain: np.ndarray
    signed: np.ndarray
    failed: int

    @property
    def lame(self) -> bool:
        """Whether most resamples failed, so that the others say little of chance."""
        return self.failed > len(self.estimate)

    @property
    def share(self) -> np.ndarray:
        """Importance as a share of what the drivers explain."""
        return self.estimate / self.gain[:, None]


def resample(
    source: Source, place: int, design: Design, method: str, n_resamples: int, rng: np.random.Generator
) -> Draws:
    """Importance in the resamples of one group, without those in which a driver is constant or follows from others."""
    estimates, gains, signed, failed = [], [], [], 0
    whole = source.whole(place)
    for times in source.draws(place, n_resamples, rng):
        cov = counted.resampled(source.cells[place], times)
        good = ~singular(cov, whole)
        failed += int((~good).sum())
        estimates.append(importance(cov[good], design.blocks, design.always, method))
        gains.append(gain(cov[good], design))
        signed.append(signed_parts(cov[good], design.always))
    return Draws(
        estimate=np.concatenate(estimates), gain=np.concatenate(gains), signed=np.concatenate(signed), failed=failed
    )


def gain(cov: np.ndarray, design: Design) -> np.ndarray:
    """R² of all columns less that of the columns always in."""
    return explained(cov, range(len(design.predictors))) - explained(cov, design.always)


def failed_notes(sample: Sample, drawn: dict[int, Draws], n_resamples: int) -> list[str]:
    """How many resamples could not be analysed; stop where none could."""
    notes = []
    if n_resamples < FEW_DRAWS:
        notes.append(
            say_number(
                "Only {number} resample: too few for limits. Draw {wanted}.",
                "Only {number} resamples: too few for limits. Draw {wanted}.",
                n_resamples,
                number=n_resamples,
                wanted=count(1000),
            )
        )
    for place, draws in drawn.items():
        where = f"{group_name(sample, place)}: " if sample.groups.shape[1] else ""
        if draws.failed == n_resamples:
            raise CXError(
                f"n_resamples: {where}in every resample a driver is constant or follows from others.",
                "There are too few rows for the bootstrap; write n_resamples = 0.",
            )
        if draws.failed:
            told = say(
                "{failed} of {all} resamples left out: a driver is constant in them, or follows from others.",
                failed=count(draws.failed),
                all=count(n_resamples),
            )
            if draws.lame:
                told = together([told, say("That is most of them: no limits are given.")])
            notes.append(prefixed(group_name(sample, place), told) if where else told)
    return notes


def without_each(source: Source, place: int, design: Design, method: str) -> np.ndarray:
    """Importance without each row in turn: (n, rows of the table)."""
    whole = source.whole(place)
    parts = counted.without_each(source.cells[place])
    return np.concatenate(
        [importance(cov[~singular(cov, whole)], design.blocks, design.always, method) for cov in parts]
    )


def read_source(
    data: Table,
    sample: Sample,
    *,
    by: Sequence[str],
    within: str | None,
    weights: str | None,
    block: str | Literal[False] | None,
    rng: np.random.Generator,
) -> Source:
    """The rows or people of a table in memory, or its blocks where a column of ids is named."""
    if block:
        require_columns(data, block=block)
        return _blocks(data, sample, by, within, weights, block, int(rng.integers(2**31)))
    columns = [*sample.design.columns, *by, *column(within), *column(weights)]
    if isinstance(data, pd.DataFrame):
        table = data
    else:
        frame = nw.from_native(data)
        table = frame.select(columns).to_pandas() if isinstance(frame, nw.DataFrame) else None
    if table is None:
        raise CXError(
            "block: a table that is not in memory is resampled by blocks of respondents, and no column names them.",
            'Write block = "customer", or whichever column names the respondent.',
        )
    needed = [*sample.design.columns, *by, *column(within)]
    whose = whose_rows(table, block, needed=needed, weights=weights, apart=by)
    x = np.column_stack([table[name].to_numpy(float, na_value=np.nan) for name in sample.design.columns])
    w = np.ones(len(x)) if weights is None else table[weights].to_numpy(float, na_value=np.nan)
    group = _places(table, sample.groups, by)
    level = np.zeros(len(x), int) if within is None else pd.factorize(table[within])[0]
    used = ~np.isnan(x).any(axis=1) & (w > 0) & (group >= 0) & (level >= 0)
    cells, unit, n_units = {}, {}, {}
    for place in sample.usable:
        own = used & (group == place)
        cells[place] = counted.row_cells(x[own], w[own], level[own])
        person = np.arange(own.sum()) if whose.codes is None else whose.codes[own][counted.order_of(level[own])]
        names, unit[place] = np.unique(person, return_inverse=True)
        n_units[place] = len(names)
    return Source(cells=cells, unit=unit, n_units=n_units, blocks=False, named=whose.named, notes=whose.notes)


def column(name: str | None) -> list[str]:
    return [] if name is None else [name]


def _blocks(
    data: Table,
    sample: Sample,
    by: Sequence[str],
    within: str | None,
    weights: str | None,
    block: str,
    seed: int,
) -> Source:
    keys = [*by, *column(within)]
    found = cross_products(
        data, columns=sample.design.columns, by=keys, weights=weights, block=block, n_blocks=BLOCKS, seed=seed
    )
    group = _places(found.groups, sample.groups, by)
    level = np.zeros(len(group), int) if within is None else pd.factorize(found.groups[within])[0]
    blocked = found.groups["_block"].notna().to_numpy()
    used = blocked & (group >= 0) & (level >= 0) & (found.n > 0)
    first, second = np.triu_indices(len(found.columns))
    cells, unit, n_units = {}, {}, {}
    for place in sample.usable:
        own = np.flatnonzero(used & (group == place))
        own = own[np.argsort(level[own], kind="stable")]
        names, unit[place] = np.unique(found.groups["_block"].iloc[own].to_numpy(int), return_inverse=True)
        n_units[place] = len(names)
        cells[place] = Cells(
            w=found.w[own],
            sums=found.sums[own],
            level=np.unique(level[own], return_inverse=True)[1],
            products=found.products[own][:, first, second],
        )
    lost = found.n[~blocked & (group >= 0) & (level >= 0)].sum()
    notes = [say("{rows} without {block} not drawn in resamples.", rows=in_rows(lost), block=block)] if lost else []
    notes += _few_blocks(sample, n_units, block)
    return Source(cells=cells, unit=unit, n_units=n_units, blocks=True, named=block, notes=tuple(notes))


def _few_blocks(sample: Sample, n_units: dict[int, int], block: str) -> list[str]:
    """Stop at a single block, which every draw repeats; note a few."""
    notes = []
    for place, n in n_units.items():
        where = group_name(sample, place) if sample.groups.shape[1] else ""
        if n < 2:
            of = f"{where}: " if where else ""
            problem = f"block: {of}one block only in column {block!r}, and a draw of one shows no chance."
            raise CXError(problem, "Name the column of respondents.")
        if n < FEW_BLOCKS:
            told = say(
                "Only {n} blocks of {block} to draw from: the limits are rough, and rather too narrow.",
                n=n,
                block=block,
            )
            notes.append(prefixed(where, told) if where else told)
    return notes


def _places(table: pd.DataFrame, groups: pd.DataFrame, by: Sequence[str]) -> np.ndarray:
    """The place of each row's group, −1 where it is in none."""
    if not by:
        return np.zeros(len(table), int)
    known = pd.MultiIndex.from_frame(groups.astype(object))
    return known.get_indexer(pd.MultiIndex.from_frame(table[list(by)].astype(object)))
