"""Sums of many items by one group, each over its own answers: what a table of items side by side needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import narwhals as nw
import numpy as np
import pandas as pd

from .columns import require_columns
from .counts import merged, sorted_rows
from .narwhals_adapter import Table, in_order, number, opened, small

FAR = 1e-6  # a variance smaller than this share of the squared mean loses digits unless the mean is taken off first
SUMS = ("n", "w", "w2", "s", "ss", "q", "qq", "t", "tq")


def item_sums(
    data: Table,
    *,
    items: Sequence[str],
    by: str | None = None,
    weights: str | None = None,
    cuts: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Sums of each item in each group, over the rows that answered this item.

    Parameters
    ----------
    data : table
        A pandas, polars, pyarrow, DuckDB or PySpark table.
    items : sequence of str
        Columns of numbers.
    by : str, optional
        Group column; missing values make a group, the last.
    weights : str, optional
        Column of weights ≥ 0; rows of weight 0 or without a weight are left out.
    cuts : mapping, optional
        Item → from which answer on an answer is counted in ``t``.

    Returns
    -------
    pandas.DataFrame
        ``group item shift n w w2 s ss q qq t tq``: answers, sums of the weights and of their squares, Σw(y − shift) and
        Σw(y − shift)², the same with w² (`q`, `qq`), Σw and Σw² of the answers from the cut on. The shift is 0, or lies
        near the item's mean where that is large beside the spread, so that the variance keeps its digits.
    """
    require_columns(data, columns=list(items), by=[by] if by else [], weights=weights)
    reduce_ = _from_pandas if isinstance(data, pd.DataFrame) else _from_engine
    shifts = dict.fromkeys(items, 0.0)
    found = reduce_(data, shifts, by, weights, dict(cuts or {}))
    whole = everybody(found)
    mean = whole["s"] / whole["w"]
    far = whole["ss"] / whole["w"] - mean**2 < FAR * mean**2
    if not far.any():
        return found
    shifts |= {name: float(f"{value:.6g}") for name, value in zip(whole["item"][far], mean[far], strict=True)}
    return reduce_(data, shifts, by, weights, dict(cuts or {}))


def _from_engine(
    data: Table, shifts: Mapping[str, float], by: str | None, weights: str | None, cuts: Mapping[str, float]
) -> pd.DataFrame:
    """One pass where the table lies."""
    items, shift = list(shifts), list(shifts.values())
    values = {f"x{place}": name for place, name in enumerate(items)}
    extra = ({} if by is None else {"k0": by}) | ({} if weights is None else {"w": weights})
    frame = opened(data, extra | values)
    floats = [
        (number(frame, own) - less if less else number(frame, own)).alias(own)
        for own, less in zip(values, shift, strict=True)
    ]
    frame = frame.with_columns(*floats, *([number(frame, "w").alias("w")] if weights else []))
    if weights:
        frame = frame.filter(~nw.col("w").is_null() & (nw.col("w") != 0)).with_columns(ww=nw.col("w") * nw.col("w"))
    sums = []
    for (own, name), less in zip(values.items(), shift, strict=True):
        sums += _sums_of(own, nw.col(own), cuts.get(name), less, weighted=weights is not None)
    found = small(frame.group_by("k0").agg(*sums) if by else frame.select(*sums))
    found = sorted_rows(merged(in_order(found, data, {"k0": by}), ["k0"]), ["k0"]) if by else found
    parts = []
    for place, name in enumerate(items):
        part = {kind: found.get(f"{kind}_{place}") for kind in SUMS}
        if weights is None:
            part |= {"w": part["n"], "w2": part["n"], "q": part["s"], "qq": part["ss"], "tq": part["t"]}
        table = pd.DataFrame(part).astype(float).fillna({kind: 0.0 for kind in SUMS if kind not in ("t", "tq")})
        keys = found["k0"] if by else ""
        parts.append(table.assign(group=keys, item=name, shift=shift[place]))
    return _tidy(parts)


def _sums_of(own: str, value: nw.Expr, cut: float | None, less: float, *, weighted: bool) -> list[nw.Expr]:
    """The sums of one item; without weights those with weights are the same and are left out."""
    place = own.removeprefix("x")
    sums = [value.count().alias(f"n_{place}")]
    top = None if cut is None else (value >= cut - less).cast(nw.Float64)
    if not weighted:
        sums += [value.sum().alias(f"s_{place}"), (value * value).sum().alias(f"ss_{place}")]
        return sums if top is None else [*sums, top.sum().alias(f"t_{place}")]
    w, ww, there = nw.col("w"), nw.col("ww"), (~value.is_null()).cast(nw.Float64)
    sums += [(w * there).sum().alias(f"w_{place}"), (ww * there).sum().alias(f"w2_{place}")]
    sums += [(w * value).sum().alias(f"s_{place}"), (w * value * value).sum().alias(f"ss_{place}")]
    sums += [(ww * value).sum().alias(f"q_{place}"), (ww * value * value).sum().alias(f"qq_{place}")]
    return sums if top is None else [*sums, (w * top).sum().alias(f"t_{place}"), (ww * top).sum().alias(f"tq_{place}")]


def _from_pandas(
    data: pd.DataFrame, shifts: Mapping[str, float], by: str | None, weights: str | None, cuts: Mapping[str, float]
) -> pd.DataFrame:
    """The same on numpy arrays, item by item."""
    w = np.ones(len(data)) if weights is None else data[weights].to_numpy(float, na_value=np.nan)
    code, names = np.zeros(len(data), int), pd.Series([""])
    if by is not None:
        keys = data[[by]].reset_index(drop=True)
        groups = sorted_rows(keys.drop_duplicates(), [by])
        grouped = keys.groupby(by, dropna=False, observed=True, sort=False)
        first = keys[~pd.Series(grouped.ngroup()).duplicated()].reset_index(drop=True)
        place = {_key(name): number for number, name in enumerate(groups[by])}
        code = np.array([place[_key(name)] for name in first[by]], int)[grouped.ngroup().to_numpy()]
        names = groups[by]
    usable = ~np.isnan(w) & (w != 0)
    parts = []
    for name, shift in shifts.items():
        y = data[name].to_numpy(float, na_value=np.nan)
        there = usable & ~np.isnan(y)
        own, weight, at = y[there], w[there], code[there]
        d = own - shift
        top = None if name not in cuts else (own >= cuts[name]).astype(float)
        sums = {
            "n": None, "w": weight, "w2": weight**2, "s": weight * d, "ss": weight * d * d, "q": weight**2 * d,
            "qq": (weight * d) ** 2, "t": None if top is None else weight * top,
            "tq": None if top is None else weight**2 * top,
        }  # fmt: skip
        part = {
            kind: np.full(len(names), np.nan)
            if values is None and kind != "n"
            else np.bincount(at, values, len(names)).astype(float)
            for kind, values in sums.items()
        }
        parts.append(pd.DataFrame(part).assign(group=names.array, item=name, shift=shift))
    return _tidy(parts)


def everybody(sums: pd.DataFrame) -> pd.DataFrame:
    """The sums of all groups together, those of no group among them; the group is empty."""
    whole = sums.groupby(["item", "shift"], sort=False)[list(SUMS)].sum(min_count=1).reset_index()
    return whole.assign(group="")[["group", "item", "shift", *SUMS]]


def _tidy(parts: list[pd.DataFrame]) -> pd.DataFrame:
    table = pd.concat(parts, ignore_index=True)
    return table[["group", "item", "shift", *SUMS]]


def _key(name: object) -> object:
    """A key under which missing names are one."""
    return None if pd.isna(name) else name
