"""Each driver alone with the outcome, and whether there are answers enough for an order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..aggregate import Table, cross_products, require_choice
from ..errors import CXError
from ..estimators.importance import METHODS, correlations
from ..estimators.quantiles import critical_value
from ..results import Result
from .arguments import read_design, require_method
from .sample import FEW_PER_DRIVER, Sample, read_sample

LONGEST = 30  # log2 of the subsets that may be looked at in all draws together
LARGEST_R = 0.9999  # beyond it Fisher's scale has no end


def alone_with(
    data: Table, sample: Sample, *, outcome: str, within: str | None, weights: str | None, level: float
) -> Result:
    """Correlation of each driver with the outcome, on the rows that have every column; see `driver_entanglement`."""
    found = cross_products(data, columns=sample.design.columns, by=[within] if within else [], weights=weights)
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
        table=table.sort_values("estimate", ascending=False, ignore_index=True),
        settings={
            "outcome": outcome, "drivers": list(sample.design.predictors), "within": within, "weights": weights,
            "confidence_level": level,
        },
        notes=sample.notes,
    )  # fmt: skip


def sample_size(
    data: Table,
    *,
    outcome: str,
    drivers: Sequence[str],
    within: str | None = None,
    weights: str | None = None,
    method: str = "lmg",
    n_resamples: int = 0,
) -> Result:
    """How many complete answers there are, and how many an order of so many drivers needs.

    Parameters
    ----------
    data, outcome, drivers, within, weights, method, n_resamples
        As in `driver_importance`.

    Returns
    -------
    Result
        ``n n_drivers n_needed``.

    Raises
    ------
    CXError
        There are fewer than 15 for each driver, the drivers cannot be analysed, or the draws would take long.
    """
    require_choice("method", method, METHODS)
    design = read_design(data, outcome=outcome, drivers=drivers)
    require_method(design, method)
    n, p = int(read_sample(data, design, within=within, weights=weights).n[0]), len(design.names)
    needed = FEW_PER_DRIVER * p
    if n < needed:
        raise CXError(
            f"Complete answers: {n:,}; needed for {p} aspects: {needed:,}.",
            "collect more answers, or name fewer aspects with -p drivers=….",
        )
    if method == "lmg" and p + np.log2(max(n_resamples, 1)) > LONGEST:
        raise CXError(
            f"Aspects: {p}; by lmg {n_resamples:,} draws of so many would take long.",
            "add -p method=relative_weights, or name fewer aspects with -p drivers=….",
        )
    settings = {"outcome": outcome, "drivers": list(design.predictors), "within": within, "weights": weights}
    table = pd.DataFrame([{"n": n, "n_drivers": p, "n_needed": needed}])
    return Result(kind="sample_size", table=table, settings=settings)
