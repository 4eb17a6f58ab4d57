"""A team's sheet: what it said to each item beside all others and beside itself in the last wave."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..aggregate import Table, answer_counts, require_columns, require_level, require_numbers
from ..errors import CXError
from ..estimators.differences import square_and_add
from ..estimators.proportions import wilson_interval
from ..estimators.quantiles import critical_value
from ..locale import to_say
from ..results import Result

FAVOURABLE = 0.65  # of the way up a scale: 4 and 5 of five, 5 to 7 of seven, 7 to 10 of eleven
OWN, BEFORE, REST, AHEAD, MOVED = (
    to_say("favourable"),
    to_say("in the wave before"),
    to_say("of all others"),
    to_say("less all others"),
    to_say("less the wave before"),
)


def talk_sheet(
    data: Table,
    *,
    items: Sequence[str],
    unit: str,
    team: str,
    ends: tuple[float, float],
    wave: str | None = None,
    others: Table | None = None,
    min_cell: int = 10,
    confidence_level: float = 0.95,
) -> Result:
    """Favourable shares of one team, item by item: now, in the wave before, and of all others.

    Parameters
    ----------
    data : table
        One row per person and wave, with the team among its rows.
    items : sequence of str
        Items of one scale, coded in one direction.
    unit : str
        Column of the team.
    team : str
        Its name there.
    ends : (float, float)
        Lowest and highest answer; favourable is what lies in the upper third, 4 and 5 of five.
    wave : str, optional
        Column of the wave, whose last two values of the team are taken; one wave if left out.
    others : table, optional
        All people, the team too, where `data` has but a part of them.
    min_cell : int
        Fewest answers that a share is told of.
    confidence_level : float
        Of the intervals.

    Returns
    -------
    Result
        One row per item and effect, ``item effect n estimate conf_low conf_high``: the favourable share, that of the
        wave before, that of all others in the last wave, and the differences to both. Shares of too few are missing.

    Raises
    ------
    CXError
        The team is not among the rows, or a column is missing or holds no numbers.

    Notes
    -----
    Wilson's intervals of shares; those of differences are Newcombe's, of people who are taken as others each time,
    since nobody is followed from wave to wave.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> rows = pd.DataFrame({"team": ["A"] * 12 + ["B"] * 12, "pride": [5] * 9 + [2] * 3 + [4] * 6 + [1] * 6})
    >>> cx.talk_sheet(rows, items=["pride"], unit="team", team="A", ends=(1, 5)).table["estimate"].round(2).tolist()
    [0.75, nan, 0.5, 0.25, nan]
    """
    require_level(confidence_level)
    require_columns(data, items=list(items), unit=unit, wave=wave)
    z = np.array([critical_value(confidence_level)])
    rows = []
    for item in items:
        require_numbers(data, items=item)
        own = _counts(data, item, unit, wave, ends)
        mine = own[own["unit"] == team]
        if mine.empty:
            raise CXError(f"team: no row has {unit} {team!r}.", "Write a name as the table has it.")
        waves = list(dict.fromkeys(own.sort_values("wave").loc[lambda one: one["unit"] == team, "wave"]))
        whole = own if others is None else _counts(others, item, unit, wave, ends)
        now = _sum(mine[mine["wave"] == waves[-1]])
        before = _sum(mine[mine["wave"] == waves[-2]]) if len(waves) > 1 else (0, 0)
        all_now = _sum(whole[whole["wave"] == waves[-1]])
        rest = (all_now[0] - now[0], all_now[1] - now[1])
        for effect, one in ((OWN, now), (BEFORE, before), (REST, rest)):
            rows.append({"item": item, "effect": effect, "n": one[0]} | _share(one, min_cell, z))
        for effect, one in ((AHEAD, rest), (MOVED, before)):
            rows.append({"item": item, "effect": effect, "n": now[0]} | _difference(now, one, min_cell, z))
    table = pd.DataFrame(rows)
    settings = {"unit": unit, "team": team, "ends": ends, "confidence_level": confidence_level}
    return Result(kind="talk_sheet", table=table, settings=settings)


def _counts(data: Table, item: str, unit: str, wave: str | None, ends: tuple[float, float]) -> pd.DataFrame:
    """Answers and favourable ones by unit and wave."""
    low, high = ends
    counts = answer_counts(data, answer=item, by=[unit, *([wave] if wave else [])])
    counts = counts[counts["_answer"].notna()]
    good = counts["_answer"].astype(float) >= low + FAVOURABLE * (high - low)
    told = {"unit": counts[unit].astype(object), "wave": counts[wave] if wave else 0, "n": counts["_n"]}
    return pd.DataFrame(told | {"good": counts["_n"] * good})


def _sum(counts: pd.DataFrame) -> tuple[int, int]:
    return int(counts["n"].sum()), int(counts["good"].sum())


def _share(counted: tuple[int, int], fewest: int, z: np.ndarray) -> dict[str, float]:
    n, good = counted
    if n < max(fewest, 1):
        return dict.fromkeys(["estimate", "conf_low", "conf_high"], np.nan)
    low, high = wilson_interval(good / n, n, z)
    return {"estimate": good / n, "conf_low": float(np.squeeze(low)), "conf_high": float(np.squeeze(high))}


def _difference(one: tuple[int, int], other: tuple[int, int], fewest: int, z: np.ndarray) -> dict[str, float]:
    if min(one[0], other[0]) < max(fewest, 1):
        return dict.fromkeys(["estimate", "conf_low", "conf_high"], np.nan)
    first, second = (np.array([good / n]) for n, good in (one, other))

    def limits(at):
        return tuple(wilson_interval(share, n, at) for share, (n, _) in ((first, one), (second, other)))

    low, high = square_and_add(first, second, limits, z, np.zeros(1))
    return {"estimate": float((first - second)[0]), "conf_low": float(low[0]), "conf_high": float(high[0])}
