"""Does the house agree, with itself and with its customers, on what matters to them?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from ..aggregate import require_columns, require_level, require_numbers, require_rng, require_seed
from ..errors import CXError
from ..estimators.quantiles import critical_value
from ..estimators.ranks import kendall_w, spearman
from ..estimators.two_means import welch_difference
from ..locale import say
from ..results import Result
from ..text import in_rows, listed

CUSTOMERS = "customers"


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Alignment(Result):
    """Orders of groups beside the customers' order.

    Attributes
    ----------
    agreement : pandas.DataFrame
        One row, ``n_groups n estimate conf_low conf_high``: Kendall's W of the groups that are no part of another.
    orders : pandas.DataFrame
        ``who item rank``: the place of each item in each group's mean ranks, ties at their mean, 1 the most important;
        and in the customers' order.
    """

    agreement: pd.DataFrame
    orders: pd.DataFrame


def alignment_index(
    data: pd.DataFrame,
    *,
    group: str,
    ranks: Mapping[str, str],
    customers: Mapping[str, float] | None = None,
    customers_draws: pd.DataFrame | None = None,
    together: Mapping[str, Sequence[str]] | None = None,
    apart: Sequence[str] = (),
    n_resamples: int = 1000,
    confidence_level: float = 0.95,
    rng: int | np.random.Generator,
) -> Alignment:
    """How far groups order the same things alike, and how near each comes to the customers' order.

    Parameters
    ----------
    data : pandas.DataFrame
        One row per person.
    group : str
        Column of groups, such as departments.
    ranks : mapping
        Item → the column of its rank, 1 the most important.
    customers : mapping, optional
        Item → how important it is to customers; more is more important. Items without a value are left out.
    customers_draws : pandas.DataFrame, optional
        The same in resamples, a column per item, so that the intervals know that this order is an estimate, too.
    together : mapping, optional
        Name → groups whose people are taken as one, such as the front line; beside the groups, not in their place.
    apart : sequence of str
        Groups that are told, and are not among those whose agreement is measured, such as the management.
    n_resamples : int
        Resamples of the people within their groups.
    confidence_level : float
    rng : int or numpy Generator

    Returns
    -------
    Alignment
        ``who n estimate conf_low conf_high``: Spearman's ρ, −1 to 1, of the order of the group's mean ranks with the
        customers'; missing without `customers`.

    Raises
    ------
    CXError
        Fewer than three items, or nobody ranked them all.

    Notes
    -----
    Groups are all there are, so what chance moves is who of them answered. Intervals of ρ are percentiles of the
    bootstrap. Chance blurs orders, so W comes out too low, and a resample blurs once more what is blurred already: its
    spread s₁ is too wide. Resamples of resamples, of spread s₂, tell by how much: the first step from the truth shrinks
    more than the second, so that s = s₁·(s₁/s₂)². The interval is W − z·s to W + b + z·s, with b what W falls in a
    resample. In 2,000 drawn houses each of eight groups of 10 or 30 people who order six things, of which two, five or
    eight groups share an order, it held the true W in 93.5 to 97.1 of 100. In 2,000 each of houses of 3 to 12 groups of
    4 to 30 people it held it in 90 to 95 with four to eight things, and in 88 with three: where it fails, W is nearly
    always higher than told. It is withheld where a group is of one mind or a single person, since nothing tells there
    how far chance goes. Agreement is no proof: a house may agree on an error.
    """
    require_level(confidence_level)
    require_columns(data, group=group, ranks=list(ranks.values()))
    items = [name for name in ranks if customers is None or not pd.isna(customers.get(name))]
    if len(items) < 3:
        raise CXError(
            f"ranks: {len(items)} of the items have a place in both orders.", "Three are needed for an order."
        )
    columns = [ranks[name] for name in items]
    require_numbers(data, **{name: name for name in columns})
    used = data.dropna(subset=[group, *columns])
    if used.empty:
        raise CXError(f"ranks: nobody has {group} and a rank of all {len(items)} items.", "Check the missing codes.")
    gone = len(data) - len(used)
    notes = [say("{rows} without a full order left out.", rows=in_rows(gone))] if gone else []
    together = together or {}
    given, names = used[columns].to_numpy(float), used[group].astype("str").to_numpy()
    members = {name: np.flatnonzero(names == name) for name in np.unique(names)}
    own = [name for name in members if name not in apart]
    for name, parts in together.items():
        found = [part for part in parts if part in members]
        if found:
            members[name] = np.concatenate([members[part] for part in found])
    if not own:
        raise CXError(f"apart: no value of {group} is left.", "Leave one group at least to be compared.")
    if require_rng(n_resamples, rng) is None:
        raise CXError("n_resamples: 0 resamples tell nothing of chance.", "Write 1000, or at least 1.")
    draw = require_seed(rng)
    means = np.array([given[at].mean(axis=0) for at in members.values()])
    people, drawn = _drawn_means(given, members, together, n_resamples, draw)
    # what customers call important has a high number, and what comes first a low rank
    wanted = None if customers is None else -np.array([customers[name] for name in items], float)
    table = pd.DataFrame({"who": list(members), "n": [len(at) for at in members.values()]})
    table[["estimate", "conf_low", "conf_high"]] = _with_customers(
        means, drawn, wanted, None if customers_draws is None else -customers_draws[items].to_numpy(float),
        confidence_level, draw,
    )  # fmt: skip
    said = _unsure(table, members, given, means, wanted)
    places = [list(members).index(name) for name in own]
    # each draw drawn twice more: their distance tells how far resampling itself moves W
    again = kendall_w(
        np.stack([draw.multinomial(len(members[name]), people[name] / len(members[name]), (2, n_resamples))
                  @ given[members[name]] for name in own], axis=2)
    )  # fmt: skip
    agreement = pd.DataFrame([{"n_groups": len(own), "n": sum(len(members[name]) for name in own)}])
    agreement[["estimate", "conf_low", "conf_high"]] = np.nan
    if len(own) < 2:
        said.append(say("Only one group ({group}): agreement takes two.", group=listed(own)))
    elif np.isnan(kendall_w(means[places])):
        said.append(say("No group prefers one item to another: there is no order to agree on."))
    else:
        agreement[["estimate", "conf_low", "conf_high"]] = _agreement(
            float(kendall_w(means[places])), kendall_w(drawn[:, places]), again,
            float(critical_value(confidence_level)),
        )  # fmt: skip
        # a group that answers as one person has no spread to draw from
        if any(np.ptp(given[members[name]], axis=0).max() == 0 for name in own):
            agreement[["conf_low", "conf_high"]] = np.nan
    orders = np.vstack([means, *([] if wanted is None else [wanted])])
    who = [*members, *([] if wanted is None else [CUSTOMERS])]
    placed = pd.DataFrame(stats.rankdata(orders, axis=1), index=pd.Index(who, name="who"), columns=items)
    placed = placed.rename_axis("item", axis=1).stack().rename("rank").reset_index()
    settings = {"group": group, "items": items, "apart": list(apart), "together": dict(together),
                "n_resamples": n_resamples, "confidence_level": confidence_level}  # fmt: skip
    return Alignment(kind="alignment_index", table=table, settings=settings, notes=(*notes, *said),
                     agreement=agreement, orders=placed)  # fmt: skip


def _unsure(
    table: pd.DataFrame, members: Mapping[str, np.ndarray], given: np.ndarray, means: np.ndarray,
    wanted: np.ndarray | None,
) -> list[str]:  # fmt: skip
    """What is said of groups whose order chance cannot be told of; their limits are emptied."""
    if wanted is None:
        return []
    if np.ptp(wanted) == 0:
        return [say("Customers prefer no item to another: there is no order to compare with.")]
    level = [name for name, mean in zip(members, means, strict=True) if np.ptp(mean) == 0]
    alike = [name for name, at in members.items() if np.ptp(given[at], axis=0).max() == 0]
    table.loc[table["who"].isin(alike), ["conf_low", "conf_high"]] = np.nan
    said = [say("{who}: no item stands before another.", who=listed(level))] if level else []
    alike = [name for name in alike if name not in level]
    if alike:
        said.append(
            say("{who}: everybody gave the same order, so nothing tells how far chance goes.", who=listed(alike))
        )
    return said


def _drawn_means(
    given: np.ndarray,
    members: Mapping[str, np.ndarray],
    together: Mapping[str, Sequence[str]],
    n_resamples: int,
    draw: np.random.Generator,
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """How often each person of a group is drawn, and the groups' mean ranks in each draw: (R, groups, items).

    A group of several is the sum of its parts, drawn once for both.
    """
    people = {
        name: draw.multinomial(len(at), np.full(len(at), 1 / len(at)), n_resamples)
        for name, at in members.items()
        if name not in together
    }
    sums = {name: counts @ given[members[name]] for name, counts in people.items()}
    for name in members:
        if name not in sums:
            sums[name] = np.sum([sums[part] for part in together[name] if part in sums], axis=0)
    return people, np.stack([sums[name] / len(at) for name, at in members.items()], axis=1)


def _agreement(estimate: float, once: np.ndarray, twice: np.ndarray, z: float) -> tuple[float, float, float]:
    """W and its limits, from its resamples (R,) and from two resamples of each of them (2, R)."""
    spread, fall = np.nanstd(once), max(estimate - np.nanmean(once), 0.0)
    again = np.sqrt(np.nanmean((twice[0] - twice[1]) ** 2) / 2)
    spread *= min(spread / again, 1.0) ** 2 if again > 0 else 1.0
    return estimate, max(estimate - z * spread, 0.0), min(estimate + fall + z * spread, 1.0)


def _with_customers(
    means: np.ndarray, drawn: np.ndarray, wanted: np.ndarray | None, wanted_draws: np.ndarray | None, level: float,
    draw: np.random.Generator,
) -> np.ndarray:  # fmt: skip
    """ρ of each group's order with the customers', with percentile limits: (groups, 3).

    A resample in which all items tie may stand for any order, and so for −1 and for 1.
    """
    if wanted is None:
        return np.full((len(means), 3), np.nan)
    others = wanted[None] if wanted_draws is None else wanted_draws[draw.integers(len(wanted_draws), size=len(drawn))]
    found = spearman(drawn, others[:, None, :])
    known = spearman(means, wanted)
    low = np.quantile(np.where(np.isnan(found), -1, found), (1 - level) / 2, axis=0)
    high = np.quantile(np.where(np.isnan(found), 1, found), (1 + level) / 2, axis=0)
    low, high = (np.where(np.isnan(known), np.nan, limit) for limit in (low, high))
    return np.column_stack([known, low, high])


def belief_gaps(
    believed: pd.DataFrame, *, columns: Mapping[str, str], measured: pd.DataFrame, touchpoint: str, rating: str,
    confidence_level: float = 0.95,
) -> Result:  # fmt: skip
    """What people of the house believe that customers answer, less what customers answered.

    Parameters
    ----------
    believed : pandas.DataFrame
        One row per person of the house.
    columns : mapping
        Touchpoint → the column of the score that it is believed to have.
    measured : pandas.DataFrame
        One row per answer.
    touchpoint, rating : str
        Columns of the answers.
    confidence_level : float

    Returns
    -------
    Result
        ``touchpoint n n_measured believed measured estimate conf_low conf_high``, the largest gap first: means, and
        their difference with Welch's interval. Missing limits where one side has a single answer.

    Raises
    ------
    CXError
        No touchpoint has both.
    """
    require_level(confidence_level)
    require_columns(believed, columns=list(columns.values()))
    require_columns(measured, touchpoint=touchpoint, rating=rating)
    rows = measured.dropna(subset=[touchpoint, rating])
    sizes = rows[rating].astype(float).groupby(rows[touchpoint].astype("str")).agg(n="size", mean="mean", var="var")
    names = [name for name in columns if name in sizes.index and believed[columns[name]].notna().any()]
    if not names:
        raise CXError("No touchpoint has both a believed and a measured score.", "Write both with the same names.")
    house = (
        believed[[columns[name] for name in names]]
        .astype(float)
        .agg(["count", "mean", "var"])
        .T.rename(columns={"count": "n"})
    )
    other = sizes.loc[names]
    n, mean, variance = ((house[name].fillna(0), other[name].fillna(0)) for name in ("n", "mean", "var"))
    gap, _, low, high, _ = welch_difference(n, mean, variance, confidence_level)
    table = pd.DataFrame({
        "touchpoint": names, "n": house["n"].to_numpy(int), "n_measured": other["n"].to_numpy(int),
        "believed": house["mean"].to_numpy(), "measured": other["mean"].to_numpy(), "estimate": gap, "conf_low": low,
        "conf_high": high,
    })  # fmt: skip
    table = table.sort_values("estimate", ascending=False, kind="stable", ignore_index=True)
    return Result(kind="belief_gaps", table=table, settings={"rating": rating, "confidence_level": confidence_level})
