"""Each driver alone with the outcome."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..aggregate import Table, as_if_independent, column_list, cross_products, in_print, is_together
from ..estimators.importance import correlations
from ..estimators.quantiles import critical_value
from ..results import Result
from .sample import Sample

LARGEST_R = 0.9999  # beyond it Fisher's scale has no end


def alone_with(
    data: Table, sample: Sample, *, outcome: str, within: str | None, weights: str | None, level: float
) -> Result:
    """Correlation of each driver with the outcome, on the rows that have every column; see `driver_entanglement`."""
    needed = [*sample.design.columns, *column_list(within)]
    found = cross_products(data, columns=sample.design.columns, by=column_list(within), weights=weights)
    counted = found.groups[within].notna().to_numpy() if within else np.ones(len(found.n), bool)
    alike = found.w[counted].sum() ** 2 / found.w2[counted].sum()
    r = correlations(sample.centred)[0][:-1, -1]
    half = critical_value(level) / np.sqrt(max(alike - 3, 1))
    z = np.arctanh(np.clip(r, -LARGEST_R, LARGEST_R))
    table = pd.DataFrame(
        {"driver": sample.design.names, "n": sample.n[0], "estimate": r, "conf_low": np.tanh(z - half),
         "conf_high": np.tanh(z + half)}
    )  # fmt: skip
    return Result(
        kind="drivers_alone",
        table=in_print(
            table.sort_values("estimate", ascending=False, ignore_index=True), together=is_together(data)
        ),
        settings={
            "outcome": outcome, "drivers": list(sample.design.predictors), "within": within, "weights": weights,
            "confidence_level": level,
        },
        notes=(*sample.notes, *as_if_independent(data, needed=needed, weights=weights)),
    )  # fmt: skip
