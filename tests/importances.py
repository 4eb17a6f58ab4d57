"""Importance of drivers made by hand, for the tests of figures and sentences."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cxlib.drivers.importance import DriverImportance

LABELS = {"a": "speed", "b": "tidy premises", "c": "the staff at the counter knew its job well"}


def importance(names=("a", "b", "c"), *, n=400, method="lmg", resamples=True, random=None):
    size = len(names)
    estimate = np.array([0.3, -0.02, 0.12, *np.linspace(0.1, 0.01, 25)])[:size]
    table = pd.DataFrame(
        {
            "driver": names, "n": n, "estimate": estimate, "share": estimate / estimate.sum(),
            "rank": pd.Series(-estimate).rank().astype("Int64"), "r": [0.5, 0.4, 0.3, *[0.2] * 25][:size],
            "beta": [0.4, -0.1, 0.3, *[0.2] * 25][:size],
            "sign_agrees": pd.array([True, False, None, *[True] * 25][:size], "boolean"), "vif": 1.2,
            "conf_low": estimate - 0.04 if resamples else np.nan, "conf_high": estimate + 0.05 if resamples else np.nan,
            "rank_low": pd.array([1] * size, "Int64"), "rank_high": pd.array([1, *[size] * (size - 1)], "Int64"),
        }
    )  # fmt: skip
    shares = {1: [0.9, 0.002, 0.098], 2: [0.1, 0.3, 0.6], 3: [0.0, 0.698, 0.302]}
    ranks = pd.DataFrame(
        [(name, place, part) for place, parts in shares.items() for name, part in zip(names, parts, strict=False)],
        columns=["driver", "rank", "share"],
    )
    settings = {"outcome": "overall", "method": method, "n_resamples": 1000 if resamples else 0}
    return DriverImportance(
        kind="driver_importance",
        table=table, settings=settings, r_squared=0.4, lost=table[["driver"]], ranks=ranks if resamples else None,
        random=random,
    )  # fmt: skip
