"""Figures of scales and units draw the numbers of their tables and say them in words."""

from __future__ import annotations

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.engagement.agreement import UnitAgreement
from cxlib.engagement.dimensions import Dimensions


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


def test_factors_above_chance_are_filled():
    table = pd.DataFrame(
        {"factor": [1, 2, 3], "n": 50, "estimate": [1.9, 0.7, 0.4], "random": [1.1, 1.0, 0.9], "random_high": 1.2}
    )
    ax = cx.plot_lines(Dimensions(table=table, settings={"confidence_level": 0.95}, n_factors=1))
    _, _, above, below = ax.lines
    assert (above.get_ydata().tolist(), below.get_ydata().tolist()) == ([1.9], [0.7, 0.4])
    assert below.get_markerfacecolor() == "white" != above.get_markerfacecolor()
    assert ax.get_title(loc="left") == "1 of 3 factors lie above random answers; n = 50"
    assert ax.figure.get_label() == ("Eigenvalues of 3 items: 1.90, 0.70, 0.40. Above random answers: the first 1.")


def agreement(pseudo=True) -> UnitAgreement:
    table = pd.DataFrame(
        {"n": [1795], "n_units": 120, "icc1": 0.3, "icc1_low": 0.2, "icc1_high": 0.4, "rwg_j_uniform": 0.95}
    )
    drawn = pd.DataFrame({"draw": [0, 1], "icc1": [-0.02, 0.02], "rwg_j_uniform": [0.93, 0.94]})
    return UnitAgreement(table=table, units=pd.DataFrame(), pseudo=drawn if pseudo else None)


def test_real_units_stand_beside_random_ones():
    ax = cx.plot_agreement({"engagement": agreement(), "pace": agreement()})
    axes = np.array(ax.figure.axes).reshape(2, 2)
    assert [one.get_title(loc="left") for one in axes[:, 0]] == [
        "engagement: 1,795 people in 120 units",
        "pace: 1,795 people in 120 units",
    ]
    assert [one.lines[0].get_xdata()[0] for one in axes.ravel()] == [0.3, 0.95] * 2
    assert axes[0, 0].collections[0].get_segments()[0][:, 0].tolist() == [0.2, 0.4]
    assert ax.figure.get_label() == (
        "Real units beside random ones. engagement: ICC(1) 0.30 (random units 0.00), rwg(j) 0.95 (0.94); pace: ICC(1) "
        "0.30 (random units 0.00), rwg(j) 0.95 (0.94)."
    )


def test_without_random_units_there_is_no_picture():
    with pytest.raises(cx.CXError) as raised:
        cx.plot_agreement({"pace": agreement(pseudo=False)})
    assert str(raised.value) == "results: 'pace' has no random units. Call unit_agreement with rng=2027."


def effects(*estimates: float) -> cx.Result:
    table = pd.DataFrame({"scale": ["climate", "engagement"], "n": 120, "estimate": estimates})
    return cx.Result(table=table.assign(conf_low=table["estimate"] - 0.1, conf_high=table["estimate"] + 0.1))


def test_parties_and_passion_share_one_measure():
    perks, customers = effects(0.24, -0.01).table, effects(0.02, 0.8).table
    moves = pd.concat([perks.assign(effect="Higher with perks"), customers.assign(effect="Goes with customers")])
    unit = "Standard deviations"
    ax = cx.plot_intervals(cx.Result(table=moves), label="scale", facet="effect", unit=unit, digits=2)
    above, below = ax.figure.axes
    assert above.get_xlim() == below.get_xlim()
    assert [float(part.get_offsets()[:, 0][0]) for part in below.collections[1:2]] == [0.02]
    assert ax.figure.get_label() == (
        "Dots with intervals. Higher with perks: climate 0.24 (0.14 to 0.34, n = 120); engagement −0.01 (−0.11 to "
        "0.09, n = 120). Goes with customers: climate 0.02 (−0.08 to 0.12, n = 120); engagement 0.80 (0.70 to 0.90, "
        "n = 120)."
    )


def test_scales_apart_stand_above_the_diagonal_and_correlations_below():
    apart = pd.DataFrame({"scale": ["x", "x", "y"], "other": ["y", "z", "z"], "n": 900})
    ax = cx.plot_heat(cx.Result(table=apart.assign(estimate=[0.5, 0.6, 0.9], r=[0.3, 0.4, 0.7])))
    written = {(int(text.get_position()[0]), int(text.get_position()[1])): text.get_text() for text in ax.texts}
    assert written == {
        (1, 0): "0.50", (2, 0): "0.60", (2, 1): "0.90", (0, 1): "0.30", (0, 2): "0.40", (1, 2): "0.70",
    }  # fmt: skip
    assert ax.figure.get_label() == "HTMT: x and y 0.50; x and z 0.60; y and z 0.90."
