"""Units of few are joined within the level above them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cxlib.blocks.groups import cells_of, join_small


def test_small_units_are_joined_within_their_region():
    sizes = {"N1": 14, "N2": 13, "N3": 12, "N4": 1, "S1": 30, "S2": 11}
    unit = pd.Series([name for name, n in sizes.items() for _ in range(n)])
    levels = {"region": unit.str[0], "unit": unit}
    cell, first = cells_of([pd.factorize(values)[0] for values in levels.values()])
    counts = np.bincount(cell)[:, None]
    found = join_small(levels, cell, first, counts, fewest=10)
    assert sorted(found["unit"].labels) == ["N1", "N2", "N3 + N4", "S1", "S2"]
    assert join_small(levels, cell[unit != "N4"], first[first != 39], counts[counts > 1][:, None], fewest=10) == {}
