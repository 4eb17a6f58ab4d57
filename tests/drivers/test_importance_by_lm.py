"""Importance on a small invented table, beside R's `lm` on every set of the drivers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import cxlib as cx

NUMBERS = json.loads((Path(__file__).parents[1] / "reference" / "drivers.json").read_text(encoding="utf-8"))
ROWS = pd.DataFrame(NUMBERS["rows"])
REFERENCE = 1e-10  # R printed twelve digits
HOW = {
    "plain": {"drivers": ["a", "b", "c", "e"]},
    "weighted": {"drivers": ["a", "b", "c", "e"], "weights": "w"},
    "grouped": {"drivers": ["a", "b", "c", "e"], "groups": {"ab": ["a", "b"]}, "weights": "w"},
    "always": {"drivers": ["a", "b", "c"], "always": ["e"], "weights": "w"},
}
METHODS = {name: ["lmg", "first", "last"] for name in HOW}
METHODS["plain"] = METHODS["weighted"] = ["lmg", "first", "last", "pratt", "relative_weights"]


@pytest.mark.parametrize("name", HOW)
def test_methods(name):
    for method in METHODS[name]:
        found = cx.driver_importance(ROWS, outcome="y", method=method, **HOW[name])
        expected = NUMBERS[name][{"relative_weights": "johnson"}.get(method, method)]
        assert found.table["estimate"].tolist() == pytest.approx(expected, abs=REFERENCE), method
    assert found.r_squared == pytest.approx(NUMBERS[name]["r_squared"], abs=REFERENCE)


@pytest.mark.parametrize("name", ["plain", "weighted"])
def test_diagnostics(name):
    table = cx.driver_importance(ROWS, outcome="y", **HOW[name]).table
    for column in ("r", "beta", "vif"):
        assert table[column].tolist() == pytest.approx(NUMBERS[name][column], abs=REFERENCE)


@pytest.mark.parametrize("name", HOW)
def test_dominance(name):
    found, expected = cx.dominance(ROWS, outcome="y", **HOW[name]), NUMBERS[name]
    names = found.general["driver"].tolist()
    gains = found.conditional.pivot(index="driver", columns="others", values="gain").loc[names]
    assert gains.to_numpy() == pytest.approx(np.array(expected["conditional"]), abs=REFERENCE)
    assert found.general["estimate"].tolist() == pytest.approx(expected["lmg"], abs=REFERENCE)
    shares = found.table.pivot(index="driver", columns="other", values="complete").loc[names, names]
    assert shares.to_numpy() == pytest.approx(np.array(expected["complete"], float), nan_ok=True)
