"""Models of employees' answers: their fractions have the digits of a page, in the table and beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.aggregate import mark_together
from cxlib.drivers.imputed import importance_imputed

ITEMS = ["pay", "team", "tools"]
MODELS = {
    "importance": lambda rows: cx.driver_importance(
        rows, outcome="score", drivers=ITEMS, n_resamples=40, random_driver=True, rng=1
    ),
    "importance by group": lambda rows: cx.driver_importance(rows, outcome="score", drivers=ITEMS, by="site"),
    "differences": lambda rows: cx.driver_differences(
        rows, outcome="score", drivers=ITEMS, between="site", n_resamples=40, rng=1
    ),
    "dominance": lambda rows: cx.dominance(rows, outcome="score", drivers=ITEMS),
    "entanglement": lambda rows: cx.driver_entanglement(rows, outcome="score", drivers=ITEMS),
    "ordinal": lambda rows: cx.ordinal_check(rows, outcome="score", drivers=ITEMS),
    "penalty": lambda rows: cx.penalty_reward(rows, outcome="score", drivers=ITEMS, low=2, high=4),
    "slopes": lambda rows: cx.driver_slopes(rows, outcome="score", drivers=ITEMS),
    "imputed": lambda rows: importance_imputed(rows, outcome="score", drivers=ITEMS, rng=1),
}


@pytest.fixture
def answers() -> pd.DataFrame:
    drawn = np.random.default_rng(3)
    rows = pd.DataFrame(drawn.integers(1, 6, (240, 3)), columns=ITEMS).astype(float)
    rows["score"] = (rows.sum(axis=1) / 3 + drawn.normal(0, 0.8, 240)).round().clip(1, 5)
    rows["site"] = np.repeat(["north", "south"], 120)
    rows.loc[:40, "pay"] = np.nan
    return rows


def fractions(value: Any) -> Iterator[float]:
    """Every fraction of a result, of the frames and the results beside its table too."""
    if isinstance(value, cx.Result):
        for one in fields(value):
            if one.name != "settings":
                yield from fractions(getattr(value, one.name))
    elif isinstance(value, pd.DataFrame):
        yield from value.select_dtypes("float").stack().dropna()
    elif isinstance(value, float):
        yield value


@pytest.mark.parametrize("model", MODELS)
def test_fractions_of_employees_have_three_decimals(answers, model):
    mark_together(answers, 10)
    found = list(fractions(MODELS[model](answers)))
    assert found
    assert found == [round(value, 3) for value in found]


@pytest.mark.parametrize("model", MODELS)
def test_fractions_of_customers_stay_whole(answers, model):
    assert any(value != round(value, 3) for value in fractions(MODELS[model](answers)))
