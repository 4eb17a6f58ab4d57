"""The truth behind the tables: what was planted, and what a correct analysis finds of it.

`finds` is the mean over the seeds 0 … 49 at 12,000 customers, `tolerance` 3 standard deviations between
those seeds. Both are measured by `benchmarks/lessons.py`, which writes finds.toml beside this file. Answers
are rounded and cut at the ends of their scale, so what is found is often a little smaller than what was planted.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .company import CUSTOMERS
from .truths import LISTS, NOT_BY_CUSTOMERS, TRUTHS


def planted(population: pd.DataFrame, style: str) -> dict[str, dict[str, Any]]:
    """The truths as dictionaries, with what is true of this very draw.

    Parameters
    ----------
    population : pandas.DataFrame
        Everybody invited, one row per wave and person: columns `wave`, `recommend`, `customer`.
    style : str
        The language that answers extremely.
    """
    scale = float(np.sqrt(CUSTOMERS / population["customer"].nunique()))
    found = tomllib.loads(Path(__file__).with_name("finds.toml").read_text(encoding="utf-8"))
    truth: dict[str, dict[str, Any]] = {}
    for name, (structural, unit, explanation) in TRUTHS.items():
        finds, tolerance = found.get(name, (np.nan, np.nan))
        truth[name] = {
            "structural": float(structural),
            "finds": finds,
            "tolerance": tolerance * (1.0 if name in NOT_BY_CUSTOMERS else scale),
            "unit": unit,
            "explanation": explanation,
            **LISTS.get(name, {}),
        }
    first, second = (_nps(population.loc[population["wave"] == wave, "recommend"]) for wave in (1, 2))
    truth["nps_wave_1"]["population"] = first
    for name in ("nps_wave_2", "nps_wave_2_weighted", "nps_wave_2_phone"):
        truth[name]["population"] = second
    truth["nps_change"]["population"] = second - first
    truth["answering_style"]["language"] = style
    return truth


def _nps(recommend: pd.Series) -> float:
    return float(100 * ((recommend >= 9).mean() - (recommend <= 6).mean()))
