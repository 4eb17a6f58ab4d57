"""A random slope from any table, and what is said where groups have none."""

import numpy as np
import pandas as pd
import pytest
from table_engines import MAKERS

import cxlib as cx

ASKED = {"outcome": "y", "predictors": ["wait", "age"], "slope": "wait", "group": "branch"}


def rows(spread=0.6):
    rng = np.random.default_rng(4)
    branch = np.repeat(np.arange(12), 9)
    wait, age = 20 + 5 * rng.normal(size=108), 40 + rng.normal(size=108)
    own = -0.5 + spread * rng.normal(size=12)[branch]
    y = 8 + own * (wait - 20) / 5 + rng.normal(size=12)[branch] + rng.normal(size=108)
    return pd.DataFrame({"branch": [f"B{code:02d}" for code in branch], "wait": wait, "age": age, "y": y})


@pytest.mark.parametrize("maker", MAKERS)
def test_every_engine_gives_the_same(maker):
    data = rows()
    data.loc[3, "y"] = np.nan
    plain, other = cx.random_intercept(data, **ASKED), cx.random_intercept(MAKERS[maker](data), **ASKED)
    pd.testing.assert_frame_equal(other.table, plain.table, rtol=1e-6)
    np.testing.assert_allclose(other.variance_slope, plain.variance_slope, rtol=1e-5)
    assert plain.table["term"].tolist() == ["constant", "wait", "age"]
    assert other.notes == plain.notes == (
        "107 rows in 12 groups of branch.",
        "1 row left out: a value is missing in wait, age, y, branch.",
        "Only 12 groups: how far their levels and slopes differ is hardly known.",
    )  # fmt: skip
    assert not plain.singular


def test_a_slope_that_differs_has_a_wider_interval():
    data = rows()
    alike = {name: value for name, value in ASKED.items() if name != "slope"}
    slopes, levels = cx.random_intercept(data, **ASKED).table, cx.random_intercept(data, **alike).table
    assert slopes.loc[1, "std_error"] > 1.5 * levels.loc[1, "std_error"]
    assert slopes.loc[1, "df"] < 15 < levels.loc[1, "df"]


def test_groups_of_one_slope_are_said_to_be_singular():
    found = cx.random_intercept(rows(0), **ASKED)
    said = [note for note in found.notes if note.startswith("Singular fit: groups of branch cannot be told to differ")]
    assert bool(said) == found.singular


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"slope": "wiat"}, "slope: 'wiat' is none of the predictors. Did you mean wait?"),
        ({"method": "remk"}, "method: 'remk' is not known. Did you mean reml?"),
        ({"confidence_level": 95}, "confidence_level: 95 is not between 0 and 1. Write 0.95 for 95 %."),
        (
            {"predictors": "wait", "outcome": "why"},
            "outcome: no column 'why' in the table. Known: branch, wait, age, y.",
        ),
    ],
)
def test_what_cannot_be_asked_is_said(other, message):
    with pytest.raises(cx.CXError) as raised:
        cx.random_intercept(rows(), **(ASKED | other))
    assert str(raised.value) == message
