"""The cells of a banner table: estimate, error, effective n and interval of each question in each group."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..estimators.proportions import wilson_interval
from ..estimators.quantiles import critical_value


def cells_of(sums: pd.DataFrame, *, by: str | None, weighted: bool, show: str, level: float) -> pd.DataFrame:
    """The cells from the sums of `item_sums`, those of no group and without an answer left out.

    Returns
    -------
    pandas.DataFrame
        ``row column group n n_effective estimate std_error conf_low conf_high variance spread top_two``: `variance` is
        that of the estimate, `spread` that of single answers with divisor n − 1.
    """
    design = sums.groupby("item")["n"].transform("sum").to_numpy()  # people of no group are of the design, too
    keep = (sums["n"] > 0) & (sums["group"].notna() if by else True)
    sums, design = sums[keep].reset_index(drop=True), design[keep.to_numpy()]
    n, w, w2 = (sums[name].to_numpy() for name in ("n", "w", "w2"))
    share = (sums["t"] / sums["w"]).to_numpy()
    mean = sums["shift"].to_numpy() + sums["s"].to_numpy() / w
    if show == "share":
        estimate = share
        residual = sums["tq"].to_numpy() * (1 - 2 * share) + share**2 * w2  # Σw²(y − p)², since y is 0 or 1
        around = share * (1 - share)
    else:
        estimate = mean
        m = sums["s"].to_numpy() / w
        residual = sums["qq"].to_numpy() - 2 * m * sums["q"].to_numpy() + m**2 * w2
        around = np.maximum(sums["ss"].to_numpy() / w - m**2, 0.0)
    found = pd.DataFrame({"row": sums["item"], "column": by or "", "group": sums["group"].astype(object)})
    found["group"] = found["group"].map(_name) if by else ""
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = around * n / (n - 1)
        spread[n < 2] = np.nan
        if not weighted:
            variance = around / n if show == "share" else spread / n
        else:
            variance = np.maximum(residual, 0.0) / w**2 * design / (design - 1)
        effective = np.where(variance > 0, around / variance, w**2 / w2) if weighted else n
    error = np.sqrt(variance)
    if show == "share":
        low, high = wilson_interval(estimate, effective, critical_value(level))
    else:
        half = critical_value(level, np.maximum(n - 1, 1)) * np.where(n > 1, error, np.nan)
        low, high = estimate - half, estimate + half
    return found.assign(
        n=n.astype("int64"), n_effective=effective, estimate=estimate, std_error=error, conf_low=low, conf_high=high,
        variance=variance, spread=spread, top_two=share,
    )  # fmt: skip


def _name(group: object) -> str:
    """A group as text: a wave 2.0 that stands among numbers is called 2."""
    return str(int(group)) if isinstance(group, float) and group.is_integer() else str(group)
