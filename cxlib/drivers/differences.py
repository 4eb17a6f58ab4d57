"""Whether a driver matters more in one segment than in another."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd

from ..aggregate import (
    Table,
    column_list,
    people_of,
    person_of,
    printed,
    require_choice,
    require_level,
    require_reference,
    require_rng,
    with_skipped_filled,
)
from ..errors import CXError
from ..estimators.importance import METHODS
from ..estimators.resample_limits import percentile_limits
from ..locale import say, say_number
from ..results import Result
from ..text import count, decimals
from .arguments import read_design, require_apart, require_method
from .importance_tables import always_notes, limits_level, point_table, r_squared
from .resamples import Draws, failed_notes, read_source, resample
from .sample import Sample, read_sample

TAKEN = {
    "reference", "driver", "n", "n_reference", "estimate", "conf_low", "conf_high", "share", "share_low", "share_high",
    "r_squared", "rank", "r", "beta", "sign_agrees", "vif", "rank_low", "rank_high",
}  # fmt: skip
DIFFERENCES = ("estimate", "conf_low", "conf_high", "share", "share_low", "share_high")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class DriverDifferences(Result):
    """Differences of importance: the table of `driver_differences`, and what each segment shows.

    Attributes
    ----------
    segments : pandas.DataFrame
        ``<between> driver n estimate share rank r beta sign_agrees vif``: the importance in each segment.
    r_squared : pandas.DataFrame
        ``<between> n r_squared``.
    lost : pandas.DataFrame
        ``driver missing lost_alone``: rows without the driver, and rows lost for this driver alone.
    """

    segments: pd.DataFrame
    r_squared: pd.DataFrame
    lost: pd.DataFrame


def driver_differences(
    data: Table,
    *,
    outcome: str,
    drivers: Sequence[str],
    between: str,
    reference: Hashable | None = None,
    method: str = "lmg",
    groups: Mapping[str, Sequence[str]] | None = None,
    always: Sequence[str] = (),
    within: str | None = None,
    weights: str | None = None,
    n_resamples: int = 1000,
    confidence_level: float = 0.95,
    block: str | Literal[False] | None = None,
    rng: int | np.random.Generator | None = None,
) -> DriverDifferences:
    """How much more a driver explains in one segment than in another, with bootstrap intervals.

    Parameters
    ----------
    data : table
        One row per answer, as for `driver_importance`.
    outcome : str
        Column of numbers, such as overall satisfaction.
    drivers : sequence of str
        Columns of numbers.
    between : str
        Column whose values are the segments.
    reference : value, optional
        The segment that the others are compared with. Without it each segment is compared with every one before it.
    method : {"lmg", "relative_weights", "first", "last", "pratt"}
        The measure of importance, as `driver_importance` explains them; so are the five below.
    groups : mapping of str to sequence of str, optional
        Drivers that enter together and share one row.
    always : sequence of str
        Columns in every model, before any driver.
    within : str, optional
        Column of groups whose means are taken out of every column first.
    weights : str, optional
        Column of weights ≥ 0.
    n_resamples : int
        Draws of the bootstrap, within each segment; 0 for no intervals.
    confidence_level : float
        Between 0 and 1.
    block : str or False, optional
        Column of ids that are drawn as a whole; False draws each row for itself.
    rng : int or numpy.random.Generator, optional
        Seed of the bootstrap.

    Returns
    -------
    DriverDifferences
        ``<between> reference driver n n_reference estimate conf_low conf_high share share_low share_high``: the
        difference in units of R², and of the shares of what the drivers explain, each with percentile limits.

    Notes
    -----
    Read both. A segment whose answers are noisier, or differ less, explains less by every driver, and its shares may
    be the same: the note gives each R². The segments are taken as samples of different people. As in
    `driver_importance` the percentiles are those of a level a little higher, here of the smaller segment; where most
    resamples of a segment fail there are none.
    """
    require_choice("method", method, METHODS)
    require_level(confidence_level)
    design = read_design(data, outcome=outcome, drivers=drivers, groups=groups, always=always)
    require_method(design, method)
    require_apart(design, taken=TAKEN, between=between, within=within, weights=weights)
    require_apart(design, weights=weights, block=block or None)  # blocks may well be groups
    rng = require_rng(n_resamples, rng)
    data, filled = with_skipped_filled(data, design.columns)
    sample = read_sample(data, design, by=[between], within=within, weights=weights)
    values = sample.groups[between].tolist()
    if len(values) < 2:
        raise CXError(f"between: {between} has one value only, {values[0]!r}.", "A difference needs two segments.")
    if reference is None:
        compared = _some([(later, earlier) for earlier, later in combinations(sample.usable, 2)], sample, values)
    else:
        require_reference(between, reference, values)
        home = values.index(reference)
        if sample.faults[home] is not None:
            raise sample.faults[home]
        compared = _some([(place, home) for place in sample.usable if place != home], sample, values)
    segments = point_table(sample, method).drop(columns=["conf_low", "conf_high", "rank_low", "rank_high"])
    notes, drawn, drawn_by = [*filled, *sample.notes, *always_notes(sample)], {}, block or None
    levels: dict[int, float] = {}
    if rng is not None:
        source = read_source(data, sample, by=[between], within=within, weights=weights, block=block, rng=rng)
        drawn = {at: resample(source, at, design, method, n_resamples, rng) for at in sample.usable}
        levels = {at: limits_level(sample, source, at, confidence_level) for at in drawn}
        drawn_by = source.named
        notes += [*source.notes, *_in_several(data, between), *failed_notes(sample, drawn, n_resamples)]
    found: pd.DataFrame = r_squared(sample)
    each = ", ".join(
        f"{name} {decimals(value, 3)}" for name, value in zip(found[between], found["r_squared"], strict=True)
    )
    settings = {
        "outcome": outcome, "drivers": column_list(drivers), "between": between, "reference": reference,
        "method": method, "groups": groups, "always": column_list(always), "within": within, "weights": weights,
        "n_resamples": n_resamples, "confidence_level": confidence_level, "block": drawn_by,
    }  # fmt: skip
    result = DriverDifferences(
        kind="driver_differences",
        table=_difference_table(sample, segments, compared, drawn, between, levels),
        settings=settings,
        notes=(*notes, say("R² by {between}: {each}.", between=between, each=each)),
        segments=segments,
        r_squared=found,
        lost=sample.lost,
    )
    return printed(result, data=data)


def _in_several(data: Table, between: str) -> list[str]:
    """How many people are in several segments, where the table knows them."""
    people = people_of(data)
    if people is None or person_of(data) == between:
        return []
    known = people[1] >= 0
    several = int((data[between][known].groupby(people[1][known]).nunique() > 1).sum())
    if not several:
        return []
    return [
        say_number(
            "{number} person is in several groups of {between}, which are taken as samples of other people.",
            "{number} people are in several groups of {between}, which are taken as samples of other people.",
            several,
            number=count(several),
            between=between,
        )
    ]


def _some(pairs: list[tuple[int, int]], sample: Sample, values: list) -> list[tuple[int, int]]:
    """The pairs; stop where a single segment can be analysed, so that there is none."""
    if pairs:
        return pairs
    lame, fault = next((place, fault) for place, fault in enumerate(sample.faults) if fault is not None)
    raise CXError(f"between: no estimate for {values[lame]!r}: {fault.problem.partition(': ')[2]}", fault.mend)


def _difference_table(
    sample: Sample,
    segments: pd.DataFrame,
    compared: list[tuple[int, int]],
    drawn: dict[int, Draws],
    between: str,
    levels: dict[int, float],
) -> pd.DataFrame:
    names, values = sample.design.names, sample.groups[between]
    estimate, share = (segments[name].to_numpy().reshape(-1, len(names)) for name in ("estimate", "share"))
    parts = []
    for one, other in compared:
        limits = np.full((4, len(names)), np.nan)
        if drawn and not (drawn[one].lame or drawn[other].lame):
            level = max(levels[one], levels[other])  # most of the chance is that of the smaller segment
            count = min(len(drawn[one].estimate), len(drawn[other].estimate))
            first, second = drawn[one], drawn[other]
            raw = first.estimate[:count] - second.estimate[:count]
            relative = first.share[:count] - second.share[:count]
            limits = np.vstack([percentile_limits(part, level) for part in (raw, relative)])
        differences = [estimate[one] - estimate[other], *limits[:2], share[one] - share[other], *limits[2:]]
        own = {between: values[one], "reference": values[other], "driver": names}
        own |= {"n": sample.n[one], "n_reference": sample.n[other]}
        parts.append(pd.DataFrame(own | dict(zip(DIFFERENCES, differences, strict=True))))
    return pd.concat(parts, ignore_index=True)
