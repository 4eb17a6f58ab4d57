"""The tables of an analysis of importance: estimates, limits, ranks, pairs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import special

from ..estimators.importance import explained, importance, signed_parts, slopes
from ..estimators.resample_limits import bca_limits, expanded_level, percentile_limits, rank_limits
from ..locale import prefixed, say
from .resamples import Draws, Source, gain, without_each
from .sample import Sample, group_name

EXACT = 1e-12  # of a squared correlation: less is rounding
FEW_FOR_BCA = 300  # rows below which the corrected limits hold less than the plain percentiles
LIMITS = ("conf_low", "conf_high", "rank_low", "rank_high")


def point_table(sample: Sample, method: str) -> pd.DataFrame:
    """One row per group and driver; missing where a group cannot be analysed."""
    design, size = sample.design, (len(sample.n), len(sample.design.names))
    names = ("estimate", "share", "r", "beta", "vif")
    columns = {name: np.full(size, np.nan) for name in names}
    at = sample.usable
    cov = sample.centred[at]
    columns["estimate"][at] = importance(cov, design.blocks, design.always, method)
    # shares are of what the drivers explain; of nothing there is no share
    estimate = columns["estimate"][at]
    whole = gain(cov, design)
    columns["share"][at] = np.divide(
        estimate, whole[:, None], out=np.full_like(estimate, np.nan), where=whole[:, None] > 0
    )
    single = [place for place, block in enumerate(design.blocks) if len(block) == 1]
    own = [block[0] for block in design.blocks if len(block) == 1]
    for name, values in zip(("r", "beta", "vif"), slopes(cov), strict=True):
        columns[name][np.ix_(np.asarray(at, int), np.asarray(single, int))] = values[:, own]
    table = long(sample, design.names, columns)
    place = table.index // size[1]
    table["rank"] = table["estimate"].groupby(place).rank(ascending=False, method="min").astype("Int64")
    agrees = np.sign(table["r"]) == np.sign(table["beta"])
    table["sign_agrees"] = agrees.astype("boolean").mask(table["r"].isna())
    ends = pd.DataFrame({"conf_low": np.nan, "conf_high": np.nan}, index=table.index)
    ends[["rank_low", "rank_high"]] = pd.NA
    table = table.join(ends.astype({"rank_low": "Int64", "rank_high": "Int64"}))
    groups = list(sample.groups)
    order = ["driver", "n", "estimate", "share", "rank", "r", "beta", "sign_agrees", "vif", *LIMITS]
    return table[[*groups, *order]]


def with_limits(
    table: pd.DataFrame,
    sample: Sample,
    source: Source,
    drawn: dict[int, Draws],
    method: str,
    interval: str,
    confidence_level: float,
) -> pd.DataFrame:
    """The table with limits of the estimates and of the ranks."""
    table, width = table.copy(), len(sample.design.names)
    for place, draws in drawn.items():
        own = slice(place * width, (place + 1) * width)
        if draws.lame:
            continue
        if interval == "bca" and source.of_rows(place) and source.n_units[place] >= FEW_FOR_BCA:
            left_out = without_each(source, place, sample.design, method)
            estimate = table["estimate"].to_numpy()[own]
            limits = bca_limits(draws.estimate, estimate, left_out, confidence_level)
        else:
            limits = percentile_limits(draws.estimate, limits_level(sample, source, place, confidence_level))
        if method != "pratt":
            told = _told_from_nothing(sample, source, place, draws, method, confidence_level)
            limits[0] = np.where(told, limits[0], 0.0)
        places = rank_limits(ranks(draws.estimate), confidence_level)
        for name, values in zip(LIMITS, [*limits, *places], strict=True):
            table.loc[table.index[own], name] = values
    return table


def rank_table(sample: Sample, drawn: dict[int, Draws]) -> pd.DataFrame:
    """Share of the resamples in which each driver had each rank."""
    names = sample.design.names
    rows = []
    for place, draws in drawn.items():
        found = ranks(draws.estimate)
        shares = (found[:, :, None] == np.arange(1, len(names) + 1)).mean(axis=0)
        rows += [
            (*sample.groups.iloc[place], name, rank, share)
            for name, row in zip(names, shares, strict=True)
            for rank, share in enumerate(row, start=1)
        ]
    return pd.DataFrame(rows, columns=[*sample.groups, "driver", "rank", "share"])


def pair_table(
    table: pd.DataFrame, sample: Sample, source: Source, drawn: dict[int, Draws], confidence_level: float
) -> pd.DataFrame:
    """Difference of each two drivers, the higher estimate first."""
    names, rows = sample.design.names, []
    for place, draws in drawn.items():
        estimate = table["estimate"].to_numpy()[place * len(names) : (place + 1) * len(names)]
        level = limits_level(sample, source, place, confidence_level)
        for i, j in combinations(np.argsort(-estimate, kind="stable"), 2):
            difference = draws.estimate[:, i] - draws.estimate[:, j]
            low, high = (np.nan, np.nan) if draws.lame else percentile_limits(difference[:, None], level)[:, 0]
            ahead = (difference > 0).mean()
            rows.append((*sample.groups.iloc[place], names[i], names[j], estimate[i] - estimate[j], low, high, ahead))
    columns = [*sample.groups, "driver", "other", "difference", "conf_low", "conf_high", "share_ahead"]
    return pd.DataFrame(rows, columns=columns)


def r_squared(sample: Sample) -> float | pd.DataFrame:
    """R² of all columns; a frame where there are groups."""
    found = np.full(len(sample.n), np.nan)
    found[sample.usable] = explained(sample.centred[sample.usable], range(len(sample.design.predictors)))
    return sample.groups.assign(n=sample.n, r_squared=found) if sample.groups.shape[1] else float(found[0])


def always_notes(sample: Sample) -> list[str]:
    """What the columns of every model explain before any driver."""
    if not sample.design.always:
        return []
    names = ", ".join(sample.design.columns[place] for place in sample.design.always)
    found = explained(sample.centred[sample.usable], sample.design.always)
    each = ", ".join(f"{value:.3f}" for value in found)
    return [
        say("In every model: {names}; alone R² = {each}. The estimates are what drivers add.", names=names, each=each)
    ]


def interval_notes(
    table: pd.DataFrame, sample: Sample, source: Source, drawn: dict[int, Draws], interval: str, method: str
) -> list[str]:
    """Where corrected limits are withheld, and which intervals begin at 0."""
    names, notes = sample.design.names, []
    few = [place for place in drawn if source.n_units[place] < FEW_FOR_BCA]
    if interval == "bca" and few:
        where = f" in {len(few)} of {len(drawn)} groups" if len(drawn) > 1 else ""
        notes.append(
            say(
                "Fewer than {few_for_bca} rows{where}: BCa limits would be too short; these are percentiles.",
                few_for_bca=FEW_FOR_BCA,
                where=where,
            )
        )
    if interval == "bca" and not all(source.of_rows(place) for place in drawn):
        notes.append(say("People with several answers are drawn, and BCa needs single rows: these are percentiles."))
    if method == "pratt":
        return notes
    for place in drawn:
        low = table["conf_low"].to_numpy(float)[place * len(names) : (place + 1) * len(names)]
        near = [name for name, limit in zip(names, low, strict=True) if limit == 0]
        if near:
            told = say(
                "{drivers}: not told from a driver that is worth nothing, and so the interval begins at 0.",
                drivers=", ".join(near),
            )
            notes.append(prefixed(group_name(sample, place), told) if sample.groups.shape[1] else told)
    return notes


def _told_from_nothing(
    sample: Sample, source: Source, place: int, draws: Draws, method: str, confidence_level: float
) -> np.ndarray:
    """Whether each driver's correlations with the outcome are told from 0, by what they vary in the resamples."""
    design = sample.design
    columns = [column for column in range(len(design.predictors)) if column not in design.always]
    found = signed_parts(sample.centred[[place]], design.always)[0]
    n, df = _drawn(sample, source, place)

    def told(block: Sequence[int], part: Sequence[float]) -> bool:
        own = [columns.index(column) for column in block]
        estimate, varied = (np.tensordot(values[..., own], part, (-2, 0)) for values in (found, draws.signed))
        spread = np.atleast_2d(np.cov(varied, rowvar=False)) + EXACT * np.eye(len(own))
        within = n / df * len(own) * special.fdtri(len(own), df, confidence_level)
        return bool(estimate @ np.linalg.solve(spread, estimate) > within)

    alone, beside = (1, 0), (0, 1)
    if method in ("first", "last"):
        return np.array([told(block, alone if method == "first" else beside) for block in design.blocks])
    # in every order: the mean of the two, which is 0 also where they are opposite, and each far from 0
    return np.array([told(own, (0.5, 0.5)) or (told(own, alone) and told(own, beside)) for own in design.blocks])


def limits_level(sample: Sample, source: Source, place: int, confidence_level: float) -> float:
    """The level of the percentiles: a little above that of the interval where few rows or blocks are drawn."""
    return expanded_level(confidence_level, *_drawn(sample, source, place))


def _drawn(sample: Sample, source: Source, place: int) -> tuple[int, int]:
    """How many units are drawn, and the degrees of freedom they leave."""
    n, used = source.n_units[place], len(sample.design.predictors) if not source.blocks else 0
    return n, max(n - used - 1, 1)


def ranks(estimate: np.ndarray) -> np.ndarray:
    """Rank of each driver in each resample, 1 for the highest; among equals the first named leads."""
    order = np.argsort(-estimate, axis=1, kind="stable")
    return np.argsort(order, axis=1, kind="stable") + 1


def long(sample: Sample, names: tuple[str, ...], columns: dict[str, np.ndarray]) -> pd.DataFrame:
    """Arrays (groups, names) as a long table: `by` columns, driver, n, then the columns."""
    repeated = sample.groups.loc[sample.groups.index.repeat(len(names))].reset_index(drop=True)
    values = {name: array.ravel() for name, array in columns.items()}
    return repeated.assign(driver=names * len(sample.n), n=np.repeat(sample.n, len(names)), **values)
