"""Units of employees that change their name, or what stands above them, from wave to wave: told by numbers only."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ...locale import prefixed, say, say_number
from ...text import count
from ..cleaning.tables import Table
from ..contract.roles import STAFF

FEWEST = 10  # answers of a unit in a wave: of one with fewer nothing is said, and it may lack in another by chance
MOST = 0.25  # of the units: where more are of some waves only, it is the survey that has changed


def notes_on_units(table: Table) -> Iterator[str]:
    """Units that end in one wave while others begin, and units that stand under two groups."""
    units, waves = table.named("unit"), table.named("wave")
    if table.contract.kind not in STAFF or not units or not waves:
        return
    (unit, names), (wave, told_waves) = table.different(units[0]), table.different(waves[0])
    both = (unit >= 0) & (wave >= 0)
    counts = np.zeros((len(names), len(told_waves)), dtype=int)
    np.add.at(counts, (unit[both], wave[both]), 1)
    order = [told_waves.get_loc(one) for one in table.facts(waves[0]).order if one in told_waves]
    order = [one for one in order if counts[:, one].any()]
    sizes = counts[counts.max(axis=1, initial=0) >= FEWEST]
    if len(order) > 1:
        ended, begun = (int((sizes[:, end] == 0).sum()) for end in (order[-1], order[0]))
        if ended and begun and ended + begun <= MOST * 2 * len(sizes):
            told = say(
                "{ended} of {total} units have no answer in the last wave, and {begun} none in the first. If some were "
                "renamed, give both names one label; else each is compared with nothing.",
                ended=count(ended),
                total=count(len(sizes)),
                begun=count(begun),
            )
            yield prefixed(f"{table.name}.{units[0]}", told)
    for name in table.named("segment"):
        yield from _moved(table, name, pd.Series(unit), pd.Series(wave))


def _moved(table: Table, name: str, unit: pd.Series, wave: pd.Series) -> Iterator[str]:
    """Units that stand under one group in each wave, but not under the same in all, such as another region."""
    group, groups = table.different(name)
    if not 1 < len(groups) < unit.nunique():
        return
    each = pd.DataFrame({"unit": unit, "wave": wave, "group": group})
    each = each[(each >= 0).all(axis=1)]
    in_waves = each.groupby(["unit", "wave"], observed=True)["group"].nunique()
    if (in_waves > 1).any():
        return  # people of a unit differ in it, as in their age
    large = each.groupby("unit", observed=True)["group"].agg(["size", "nunique"])
    moved = int(((large["nunique"] > 1) & (large["size"] >= FEWEST)).sum())
    if moved:
        told = say_number(
            "{number} unit stands under another {group} in another wave: groups of {group} are compared with other "
            "people in them.",
            "{number} units stand under another {group} in another wave: groups of {group} are compared with other "
            "people in them.",
            moved,
            number=count(moved),
            group=name,
        )
        yield prefixed(f"{table.name}.{name}", told)
