"""The 120 branches: what customers and employees share."""

from __future__ import annotations

import numpy as np
import pandas as pd

BRANCHES = 120
REGIONS = 12
LEAST_HEADS = 10  # below that a branch may return no answer in some wave


def draw_branches(rng: np.random.Generator) -> pd.DataFrame:
    """One row per branch: `branch region perks headcount`; half of the branches have perks, by lot."""
    perks = np.zeros(BRANCHES, dtype=np.int64)
    perks[rng.permutation(BRANCHES)[: BRANCHES // 2]] = 1
    heads = np.rint(rng.normal(19, 4.75, BRANCHES)).astype(np.int64)
    return pd.DataFrame(
        {
            "branch": branch_names(),
            "region": [f"R{1 + place * REGIONS // BRANCHES:02d}" for place in range(BRANCHES)],
            "perks": perks,
            "headcount": np.maximum(heads, LEAST_HEADS),
        }
    )


def branch_names() -> list[str]:
    """B001 … B120."""
    return [f"B{number:03d}" for number in range(1, BRANCHES + 1)]
