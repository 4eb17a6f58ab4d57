"""400 series of public charts: false alarms at the stated rate where nothing happens, and a planted shift found."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import cxlib as cx

SERIES, BASELINE, WATCHED, WITHIN = 400, 200, 120, 9
#: XmR limits are estimates: the variance of a mean distance of neighbours over d2 is 0.826 σ²/periods (Cryer & Ryan
#: 1990, Journal of Quality Technology 22(3), 187–192), that of the centre σ²/periods
RATE_XMR = 2 * stats.norm.cdf(-3 / np.sqrt(1 + (9 * 0.826 + 1) / BASELINE))
pytestmark = pytest.mark.full


def drawn(kind, n, shift=0.0, periods=WATCHED):
    """Answers of all series; after the baseline the mean lies `shift` standard errors of a period higher."""
    draw, length = np.random.default_rng(19), BASELINE + periods
    shape = (SERIES, length, n)
    moved = (shift / np.sqrt(n) * (np.arange(length) >= BASELINE))[None, :, None]
    if kind == "p":
        answers = draw.random(shape) < 0.5 + 0.5 * moved
    elif kind == "nps":
        answers = draw.choice([10, 8, 3], shape, p=[0.3, 0.4, 0.3])
    else:
        answers = draw.normal(size=shape) + moved
    series, period, _ = np.indices(shape, sparse=False)
    return pd.DataFrame({"s": series.ravel(), "t": period.ravel(), "v": answers.astype(float).ravel()})


def watched(kind, n, of="mean", **given):
    chart = cx.control_chart(drawn(of if kind == "ewma" or kind == "cusum" else kind, n, **given), period="t",
                             rating="v", kind=kind, of=of, baseline=BASELINE, by="s")  # fmt: skip
    later = chart.table[chart.table["phase"] == "monitoring"]
    return later["signal"].to_numpy().reshape(SERIES, -1)


def exact_share(n):
    """The chance that a share of n with p = ½ lies beyond three standard errors."""
    yes = np.arange(n + 1)
    return stats.binom.pmf(yes, n, 0.5)[np.abs(yes / n - 0.5) > 1.5 / np.sqrt(n)].sum()


def exact_nps(n):
    """The same of an NPS of n answers with 30 % promoters and 30 % detractors."""
    rows = np.array([(up, down) for up, down in product(range(n + 1), repeat=2) if up + down <= n])
    chance = stats.multinomial.pmf(np.column_stack([rows, n - rows.sum(axis=1)]), n, [0.3, 0.3, 0.4])
    return chance[np.abs(rows[:, 0] - rows[:, 1]) / n > 3 * np.sqrt(0.6 / n)].sum()


def test_the_rate_with_estimated_limits_is_that_of_drawn_baselines():
    """The other way round, without any chart: the chance of a point beyond the limits of each of 20,000 baselines."""
    baselines = np.random.default_rng(90).normal(size=(20_000, BASELINE))
    centre = baselines.mean(axis=1)
    half = 3 * np.abs(np.diff(baselines)).mean(axis=1) * np.sqrt(np.pi) / 2
    drawn = (stats.norm.sf(half + centre) + stats.norm.sf(half - centre)).mean()
    assert drawn == pytest.approx(RATE_XMR, rel=0.03) and RATE_XMR > 1.1 * 0.0027


@pytest.mark.parametrize(
    ("kind", "n", "rate"),
    [("individuals", 1, RATE_XMR), ("mean", 5, 0.0027), ("p", 21, exact_share(21)), ("nps", 21, exact_nps(21))],
)
def test_points_beyond_the_limits_are_as_rare_as_stated(kind, n, rate):
    error = np.sqrt(rate * (1 - rate) / (SERIES * WATCHED))
    assert watched(kind, n).mean() == pytest.approx(rate, abs=4 * error + 0.05 * rate)


@pytest.mark.parametrize(("kind", "distance"), [("ewma", 371.1), ("cusum", 465.4)])
def test_the_first_false_alarm_comes_as_late_as_stated(kind, distance):
    """Both rest on the periods before, so series count that give any alarm; those that carry one over do not."""
    signals = watched(kind, 5)
    found = signals[~signals[:, 0]].any(axis=1).mean()
    assert found == pytest.approx(1 - np.exp(-WATCHED / distance), abs=4 * np.sqrt(0.25 * 0.75 / SERIES))


@pytest.mark.parametrize(("shift", "least"), [(1.0, 0.19), (2.0, 0.76), (3.0, 0.99)])
def test_a_planted_shift_is_found_as_often_as_stated(shift, least):
    told = cx.signal_delay(shift=shift, rule="three_sigma", within=WITHIN).table["missed"].iloc[0]
    found = watched("mean", 5, shift=shift, periods=WITHIN).any(axis=1).mean()
    assert found == pytest.approx(1 - told, abs=4 * np.sqrt(told * (1 - told) / SERIES) + 0.01)
    assert found > least - 0.08
    if shift == 1:  # the moving average sees small shifts sooner
        assert watched("ewma", 5, shift=shift, periods=WITHIN).any(axis=1).mean() > found + 0.2
