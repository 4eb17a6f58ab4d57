"""Importance and performance in four fields: the chance of each field, by where the line between them stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..errors import CXError
from ..estimators.quadrants import FIELDS, field_places, outline
from ..results import Positions, Result
from ..text import listed

RULES = ("mean", "scale_middle", "target")
SHARES = (0.5, 0.9)  # of the draws that an outline holds


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Quadrants(Result):
    """Chances of the four fields under each rule, and what the figure draws.

    Attributes
    ----------
    outlines : pandas.DataFrame
        ``name share performance importance``: the corners of the ellipses that hold 50 and 90 % of the draws.
    lines : pandas.DataFrame
        ``threshold axis estimate low high``: where the lines stand, and how far chance moves them; none for targets,
        which each has its own.
    """

    outlines: pd.DataFrame
    lines: pd.DataFrame


def quadrant_chances(
    positions: Positions, *, middle: float | None = None, targets: Mapping[str, float] | None = None
) -> Quadrants:
    """How often each point would lie in each field if other people had answered.

    Parameters
    ----------
    positions : Positions
        Of `touchpoint_positions`.
    middle : number, optional
        The middle of the scale of the rating; without it this rule is left out.
    targets : mapping, optional
        Name → the rating that was aimed at; without it this rule is left out.

    Returns
    -------
    Quadrants
        ``threshold name n importance performance field chance`` and ``chance_work chance_keep chance_watch
        chance_leave``, a row per rule and name. `field` is where the estimates lie: important (above the mean
        importance) and rated below the line of the rule, ``work on it``, or above it, ``keep it up``; less important
        and below it, ``watch it``, or above it, ``leave it``. `chance` is the share of resamples in which it lies
        there.

    Raises
    ------
    CXError
        A target is known of none.

    Notes
    -----
    Importance has no scale of its own, so its line stands at the mean, in each resample that of the resample. The
    rules move the line of performance: the mean of all ratings (``mean``), which always finds some of them weak;
    the middle of the scale (``scale_middle``); what was aimed at (``target``).

    References
    ----------
    .. [1] Martilla, J. A., & James, J. C. (1977). Journal of Marketing 41(1), 77–79.
    """
    table, first = positions.table, positions.table.columns[0]
    names = list(table[first])
    x, y = positions.performance_draws.to_numpy(float), positions.importance_draws.to_numpy(float)
    own = table[["performance", "importance"]].to_numpy(float).T
    lines = {"mean": x.mean(axis=1, keepdims=True)}
    points = {"mean": np.full(len(names), own[0].mean())}
    if middle is not None:
        lines["scale_middle"], points["scale_middle"] = np.array([[middle]]), np.full(len(names), middle)
    if targets is not None:
        aimed = np.array([targets.get(name, np.nan) for name in names], float)
        if np.isnan(aimed).all():
            raise CXError("targets: none of the names has one.", f"Give those of {listed(names, most=3)}.")
        lines["target"], points["target"] = aimed[None], aimed
    important, heavy = own[1] > own[1].mean(), y > y.mean(axis=1, keepdims=True)
    parts = []
    for rule, line in lines.items():
        place = field_places(important, own[0] < points[rule])
        where = field_places(heavy, x < line)
        chances = np.stack([(where == field).mean(axis=0) for field in range(len(FIELDS))], axis=1)
        part = pd.DataFrame({"threshold": rule, "name": names, "n": table["n"], "importance": own[1],
                             "performance": own[0], "line": points[rule]})  # fmt: skip
        part["field"] = np.array(FIELDS)[place]
        part["chance"] = chances[np.arange(len(names)), place]
        part[["chance_work", "chance_keep", "chance_watch", "chance_leave"]] = chances
        parts.append(part[~np.isnan(points[rule])])
    notes = list(positions.notes)
    if targets is not None and np.isnan(points["target"]).any():
        notes.append(
            f"Without a target: {listed([n for n, t in zip(names, points['target'], strict=True) if t != t])}."
        )
    clouds = [
        pd.DataFrame(outline(np.column_stack([x[:, at], y[:, at]]), share), columns=["performance", "importance"])
        .assign(name=name, share=share)
        for at, name in enumerate(names) for share in SHARES
    ]  # fmt: skip
    outlines = pd.concat(clouds, ignore_index=True)[["name", "share", "performance", "importance"]]
    # where the common lines stand, with 95 % of the resamples about those that are means
    means = [("mean", "performance", own[0], x), ("mean", "importance", own[1], y)]
    rows = [
        (rule, axis, point.mean(), *np.quantile(draws.mean(axis=1), (0.025, 0.975)))
        for rule, axis, point, draws in means
    ]
    rows += [] if middle is None else [("scale_middle", "performance", middle, middle, middle)]
    bands = pd.DataFrame(rows, columns=["threshold", "axis", "estimate", "low", "high"])
    return Quadrants(
        kind="quadrant_chances", table=pd.concat(parts, ignore_index=True), settings=dict(positions.settings),
        notes=tuple(notes), outlines=outlines, lines=bands,
    )  # fmt: skip
