"""Figures and sentences of the link: they carry the numbers of their tables, in words too."""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.results import Result

NAN = float("nan")


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


class Shown(Result):
    """A result with what the figures read besides the table."""

    def __init__(self, table, settings=None, kind="", **more):
        super().__init__(table=pd.DataFrame(table), settings=settings or {}, kind=kind)
        for name, value in more.items():
            object.__setattr__(self, name, value)


def levels(n=120, within=(-0.04, -0.18, 0.1), between=(1.04, 0.77, 1.32)):
    rows = [("between", *between), ("within", *within)]
    table = pd.DataFrame(rows, columns=["effect", "estimate", "conf_low", "conf_high"]).assign(n_units=n)
    units = pd.DataFrame({"engagement": [3.0, 4.0], "outcome": [-1.0, 1.0]})
    cells = pd.DataFrame({"engagement": [2.0, 4, 3, 4.5], "outcome": [-1.1, -0.9, 0.9, 1.1]})
    return Shown(table, kind="engagement_linkage", units=units, cells=cells)


def lags(ahead=(0.6, 0.37, 0.8), back=(-0.01, -0.04, 0.03), n=120):
    rows = [("engagement first", *ahead), ("outcome first", *back)]
    return Shown(
        pd.DataFrame(rows, columns=["direction", "estimate", "conf_low", "conf_high"]).assign(n_units=n),
        {"outcome": "score"},
        kind="linkage_lags",
    )


def ways(indirect=(0.3, 0.17, 0.45), n=120, total=(0.6, 0.37, 0.8)):
    rows = [("a", 0.12, 0.11, 0.14), ("b", 2.45, 1.29, 3.68), ("direct", 0.29, 0.0, 0.55), ("total", *total)]
    table = pd.DataFrame([*rows, ("indirect", *indirect)], columns=["path", "estimate", "conf_low", "conf_high"])
    settings = {"engagement": "engaged", "mediator": "on_time", "outcome": "score", "design": "2-2-1"}
    curve = pd.DataFrame({"rho": [-0.5, 0.0, 0.19], "indirect": [1.0, 0.3, 0.0]})
    return Shown(table.assign(n_units=n), settings, kind="linkage_mediation", sensitivity=curve, vanishing_rho=0.19)


def texts(ax):
    return [text.get_text() for each in ax.figure.axes for text in each.texts]


def test_units_with_their_slopes():
    ax = cx.plot_points(levels())
    assert ax.figure.get_label() == "2 units shown, with their slopes: between 1.04; within −0.04."
    rising = ax.lines[-1]
    np.testing.assert_allclose(rising.get_xdata(), [3, 4])
    np.testing.assert_allclose(np.diff(rising.get_ydata()), 1.04)
    short = ax.lines[0]
    np.testing.assert_allclose(np.diff(short.get_ydata()) / np.diff(short.get_xdata()), -0.04)
    assert ax.get_title(loc="left") == "n = 2 units shown, 120 counted"


def test_slopes_of_two_results_lie_under_one_another_beside_what_was_planted():
    ax = cx.plot_intervals([levels(), lags()], truth={"engagement first": 0.67})
    assert ax.figure.get_label() == (
        "Dots with intervals. Between units 1.04 (0.77 to 1.32, n = 120); Within units, same wave −0.04 (−0.18 to "
        "0.10, n = 120); Within, engagement first 0.60 (0.37 to 0.80, n = 120); Within, customers first −0.01 (−0.04 "
        "to 0.03, n = 120)."
    )
    assert "−0.04 (−0.18 to 0.10), n = 120" in texts(ax)
    planted = next(part for part in ax.collections if part.get_label() == "planted")
    np.testing.assert_allclose(planted.get_offsets()[2], [0.67, 1])


def test_a_slope_without_an_interval_says_so():
    ax = cx.plot_intervals(levels(between=(1.04, NAN, NAN)))
    assert "1.04 (no interval), n = 120" in texts(ax)


def test_paths_and_common_cause():
    ax = cx.plot_mediation(ways())
    assert {"a 0.12\n(0.11 to 0.14)", "b 2.45\n(1.29 to 3.68)", "indirect 0.30\n(0.17 to 0.45)"} <= set(texts(ax))
    assert ax.get_title(loc="left") == "n = 120 units, 2-2-1"
    ax = cx.plot_lines(ways())
    assert ax.figure.get_label() == (
        "A curve of the indirect path: 0.30 without a common cause, 0 at ρ = 0.19."
    )  # fmt: skip
    assert ax.lines[-1].get_xdata() == [0.19] and "ρ = 0.19" in texts(ax)


def test_power_curves():
    ax = cx.plot_lines(cx.linkage_power(r=[0.3, 0.2]), have=120)
    assert ax.figure.get_label() == (
        "A falling curve of units needed: 194 units for r = 0.20, 85 units for r = 0.30. There are 120 here."
    )
    table = {"r": 0.3, "n_units": [30, 60], "r_observed": 0.2, "power": [0.2, 0.4]}
    ax = cx.plot_lines(Shown(pd.DataFrame(table | {"conf_low": [0.1, 0.3], "conf_high": [0.3, 0.5]})))
    assert ax.figure.get_label() == (
        "Rising curves of the chance to see a link: 0.40 at 60 units for a true r of 0.30."
    )  # fmt: skip


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (
            levels(),
            "Between 120 units, a point of engagement goes with 1.04 (0.77 to 1.32) points of customers' answers. "
            "Within units in the same wave: −0.04 (−0.18 to 0.10), which cannot be distinguished from 0. Most of the "
            "picture is which unit it is, not what changed in it.",
        ),
        (
            levels(between=(0.1, -0.2, 0.4)),
            "Between 120 units, a point of engagement goes with 0.10 (−0.20 to 0.40) points of customers' answers, "
            "which cannot be distinguished from 0. Within units in the same wave: −0.04 (−0.18 to 0.10), which cannot "
            "be distinguished from 0.",
        ),
        (
            levels(between=(1.04, NAN, NAN), within=(0.5, 0.2, 0.8)),
            "Between 120 units, a point of engagement goes with 1.04 (no interval) points of customers' answers: too "
            "few clusters to say more. Within units in the same wave: 0.50 (0.20 to 0.80).",
        ),
        (
            levels(within=(-0.4, -0.7, -0.1)),
            "Between 120 units, a point of engagement goes with 1.04 (0.77 to 1.32) points of customers' answers. "
            "Within units in the same wave: −0.40 (−0.70 to −0.10). With few waves, a link that comes a wave later can "
            "turn the sign.",
        ),
        (levels(n=19), "19 units: too few to say more than the picture shows."),
    ],
)
def test_levels_are_read(result, said):
    assert cx.reading(result).text == said


def test_one_wave_is_read_as_one():
    result = levels()
    only = Shown(result.table.head(1), kind="engagement_linkage")
    assert cx.reading(only).text == (
        "Between 120 units, a point of engagement goes with 1.04 (0.77 to 1.32) points of customers' answers. One wave "
        "cannot tell what changed from what was always so."
    )


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (
            lags(),
            "Within 120 units, engagement goes before customers' answers: 0.60 (0.37 to 0.80). That customers go "
            "before engagement is not seen: −0.01 (−0.04 to 0.03). It may be so all the same.",
        ),
        (
            lags(ahead=(0.1, -0.1, 0.3), back=(-0.2, -0.3, -0.1)),
            "Within 120 units, that engagement goes before customers' answers is not seen: 0.10 (−0.10 to 0.30). It "
            "may be so all the same. Customers go before engagement, with the opposite sign: −0.20 (−0.30 to −0.10).",
        ),
        (lags(n=12), "12 units: too few to say what comes first."),
    ],
)
def test_lags_are_read(result, said):
    assert cx.reading(result).text == said


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (
            ways(),
            "Of the slope of 0.60 from engagement to customers, 0.30 (0.17 to 0.45) goes by on\\_time. An unseen "
            "common cause that, engagement given, makes it correlate with the outcome by 0.19 would undo this.",
        ),
        (
            ways(total=(-0.2, -0.4, 0.0)),
            "By on\\_time goes 0.30 (0.17 to 0.45), against the whole of −0.20. An unseen common cause that, "
            "engagement given, makes it correlate with the outcome by 0.19 would undo this.",
        ),
        (
            ways(indirect=(0.1, -0.1, 0.3)),
            "What goes by on\\_time cannot be distinguished from nothing: 0.10 (−0.10 to 0.30).",
        ),
        (ways(n=10), "10 units: too few to say by which way."),
    ],
)
def test_ways_are_read(result, said):
    assert cx.reading(result).text == said


def test_power_is_read():
    assert cx.reading(cx.linkage_power(n_units=30)).text == (
        "With 30 units, a correlation below 0.49 is missed in over 20 % of studies."
    )
