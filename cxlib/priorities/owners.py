"""Who answers for what: one accountable owner each, who does it, who is asked, who has to be told."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ..aggregate import require_columns
from ..errors import CXError
from ..locale import say
from ..results import Result

NOBODY, SEVERAL, AWAY = "nobody answers for it", "several answer for it", "its owner has no contact there"
SHARE = 0.1  # of a touchpoint's contacts or of its hand-overs, from which on a department counts
CLAIMED = 0.25  # of a department's people
LEVELS = ("touchpoint", "journey", "organisation")


def accountability(
    register: pd.DataFrame,
    *,
    touchpoint: str,
    owner: str,
    log: pd.DataFrame | None = None,
    claims: pd.DataFrame | None = None,
) -> Result:
    """A RACI list from what is on record, and where there is not exactly one accountable owner.

    Parameters
    ----------
    register : pandas.DataFrame
        One row per touchpoint, or per action; several rows of one are read as several owners.
    touchpoint, owner : str
        Columns of the register.
    log : pandas.DataFrame, optional
        One row per contact: ``touchpoint department`` and, where it is known, ``handed_over_from``.
    claims : pandas.DataFrame, optional
        One row per employee: ``department`` and, as ``touchpoint``, the contacts that their work affects, parted by ;.

    Returns
    -------
    Result
        ``touchpoint accountable responsible consulted informed gap``, in the order of the register. *Accountable* is
        the owner on record; *responsible*, who has a tenth of the contacts there; *consulted*, others of whom a quarter
        of the people say that their work affects it; *informed*, others who handed over a tenth of the matters
        that come there. `gap` says what is wrong; empty where exactly one owner has contacts there.

    Raises
    ------
    CXError
        The register has no touchpoint.
    """
    require_columns(register, touchpoint=touchpoint, owner=owner)
    named = register.dropna(subset=touchpoint)
    if named.empty:
        raise CXError(f"{touchpoint}: the register names none.", "Write one row per touchpoint.")
    owners = named.groupby(named[touchpoint].astype("str"), sort=False)[owner].agg(
        lambda own: sorted(own.dropna().astype("str").unique())
    )
    serves, passes = (
        {} if log is None or name not in log else _from(log, name) for name in ("department", "handed_over_from")
    )
    affected = {} if claims is None or "department" not in claims else _claimed(claims)
    rows = []
    for name, own in owners.items():
        doing = serves.get(name, [])
        asked = [one for one in affected.get(name, []) if one not in {*own, *doing}]
        told = [one for one in passes.get(name, []) if one not in {*own, *doing, *asked}]
        gap = NOBODY if not own else SEVERAL if len(own) > 1 else AWAY if doing and own[0] not in doing else ""
        rows.append([name, *(", ".join(part) for part in (own, doing, asked, told)), gap])
    table = pd.DataFrame(rows, columns=["touchpoint", "accountable", "responsible", "consulted", "informed", "gap"])
    return Result(kind="accountability", table=table, settings={"owner": owner})


def _from(log: pd.DataFrame, column: str) -> dict[str, list[str]]:
    """Touchpoint → who has so much of its rows that name anybody, the largest first."""
    rows = log[["touchpoint", column]].dropna().astype("str")
    shares = rows.groupby("touchpoint")[column].value_counts(normalize=True)
    return _by_touchpoint(shares[shares >= SHARE])


def _claimed(claims: pd.DataFrame) -> dict[str, list[str]]:
    """Touchpoint → departments of whose people so many say that their work affects it."""
    people = claims[["touchpoint", "department"]].dropna(subset="department").astype({"department": "str"})
    sizes = people["department"].value_counts()
    each = people.assign(touchpoint=people["touchpoint"].astype("string").str.split(";")).explode("touchpoint")
    each["touchpoint"] = each["touchpoint"].str.strip()
    counts = each[each["touchpoint"].fillna("") != ""].groupby(["touchpoint", "department"]).size()
    shares = counts / sizes.reindex(counts.index.get_level_values("department")).to_numpy()
    return _by_touchpoint(shares[shares >= CLAIMED].sort_values(ascending=False, kind="stable"))


def _by_touchpoint(shares: pd.Series) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, who in shares.index:
        found.setdefault(str(name), []).append(str(who))
    return found


def money_shares(
    actions: pd.DataFrame, *, cost: str, by: str, among: Sequence[str] = LEVELS, impact: dict[str, float] | None = None
) -> Result:
    """Where the money goes: by level of action or by phase, also where none goes, beside the share of the impact.

    Parameters
    ----------
    actions : pandas.DataFrame
        One row per action.
    cost, by : str
        Columns.
    among : sequence of str
        All values that there might be, first those of tactics; others that occur follow.
    impact : dict, optional
        Value → what customers lose there; its share stands beside the share of the money. What is below 0 counts as 0.

    Returns
    -------
    Result
        ``by n cost share impact_share``: actions with a cost, what they cost and its share of all.

    Raises
    ------
    CXError
        No action with a value has a cost, or all cost nothing.
    """
    require_columns(actions, cost=cost, by=by)
    rows = actions.dropna(subset=[cost, by])
    total = float(rows[cost].sum())
    if (rows[cost] < 0).any():
        raise CXError(f"{cost}: below 0 in some rows.", "Correct them: a share of the money needs costs.")
    if total <= 0:
        raise CXError(f"{cost}: no action with {by} costs anything.", "Give each action its cost.")
    sums = rows[cost].astype(float).groupby(rows[by].astype("str")).agg(["size", "sum"])
    names = [*among, *(name for name in sums.index if name not in among)]
    table = sums.reindex(names, fill_value=0).set_axis(["n", "cost"], axis=1).rename_axis("by").reset_index()
    table = table.astype({"n": int, "cost": float}).assign(share=lambda own: own["cost"] / total)
    notes: list[str] = []
    if impact:
        known = pd.Series([max(impact.get(name, 0.0), 0.0) for name in names])
        table["impact_share"] = known / known.sum() if known.sum() > 0 else float("nan")
        if not known.sum() > 0:
            notes.append(say("No impact is known of any of them: its shares are empty."))
    gone = len(actions) - len(rows)
    if gone:
        notes.append(say("Actions without {cost} or {by}: {gone}, left out.", cost=cost, by=by, gone=gone))
    return Result(kind="money_shares", table=table, settings={"cost": cost, "by": by}, notes=tuple(notes))
