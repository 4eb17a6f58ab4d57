"""Lagged slopes without the pull of noise and few waves: the likelihood by hand, a known truth, and what stays open."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from cxlib.estimators.cross_lagged import cross_lagged_fit
from cxlib.estimators.cross_lagged_likelihood import Patterns, deviance

SLOPES = np.array([[0.15, 0.12], [0.666, 0.10]])
NOISE = np.array([0.016, 0.1125])  # of means of 40 answers
THETA = np.array([0.15, 0.12, 0.6, 0.1, 0.3, 0.05, 0.25, 0.2, 0.1, 0.3])


def drawn(units, waves, noise, seed):
    rng = np.random.default_rng(seed)
    place = rng.standard_normal((units, 1))
    stays = 0.2 * rng.standard_normal((units, 2)) + place * [0.18, 0.36]
    moves, found = np.zeros((units, 2)), []
    for _ in range(10 + waves):
        moves = moves @ SLOPES.T + rng.standard_normal((units, 2)) * [0.26, 0.20]
        found.append(stays + moves + rng.standard_normal((units, 2)) * np.sqrt(noise))
    values = np.stack(found[10:], axis=1)
    return values, np.broadcast_to(noise, values.shape)


def covariances(theta, waves):
    """Covariances of all waves, worked out by going through a long past: B, roots of Q and of Ω in `theta`."""
    b = theta[:4].reshape(2, 2)
    q, stays = (np.array([[a, 0], [c, d]]) @ np.array([[a, c], [0, d]]) for a, c, d in (theta[4:7], theta[7:]))
    now = np.zeros((2, 2))
    for _ in range(300):
        now = b @ now @ b.T + q
    rows = [[np.linalg.matrix_power(b, abs(s - t)) @ now for s in range(waves)] for t in range(waves)]
    return np.block([[c.T if s > t else c for s, c in enumerate(row)] for t, row in enumerate(rows)]) + np.tile(
        stays, (waves, waves)
    )


@pytest.mark.parametrize("nobody", [False, True], ids=["some means lacking", "a series lacks a whole wave"])
def test_the_likelihood_is_that_of_normal_means_with_wave_means_taken_out(nobody):
    values, errors = drawn(7, 3, NOISE, 1)
    values, errors = values.copy(), errors * np.linspace(0.5, 2, 7)[:, None, None]
    values[2, 1, 1] = values[4, 0] = np.nan
    if nobody:
        values[:, 1, 0] = np.nan
    flat, noise = values.reshape(7, 6), errors.reshape(7, 6)
    whole = covariances(THETA, 3)
    total, pulled, parts = np.zeros((6, 6)), np.zeros(6), []
    for row, error in zip(flat, noise, strict=True):
        at = np.flatnonzero(~np.isnan(row))
        own = whole[np.ix_(at, at)] + np.diag(error[at])
        total[np.ix_(at, at)] += np.linalg.inv(own)
        pulled[at] += np.linalg.solve(own, row[at])
        parts.append((at, own, row[at]))
    there = np.flatnonzero(total.diagonal())  # a wave without answers has no mean
    mean = np.zeros(6)
    mean[there] = np.linalg.solve(total[np.ix_(there, there)], pulled[there])
    by_hand = -sum(multivariate_normal(mean[at], own).logpdf(row) for at, own, row in parts)
    by_hand -= sum(len(at) for at, _, _ in parts) * np.log(2 * np.pi) / 2
    by_hand += np.linalg.slogdet(total[np.ix_(there, there)])[1] / 2
    grown = np.eye(4) - np.kron(THETA[:4].reshape(2, 2), THETA[:4].reshape(2, 2))
    by_hand -= 0.5 * np.linalg.slogdet(grown)[1]
    found, pull = deviance(THETA, THETA, range(10), Patterns.of(values, errors))
    assert found == pytest.approx(by_hand, rel=1e-9)
    steps = np.eye(10) * 1e-6
    sums = Patterns.of(values, errors)
    slopes = [
        (deviance(THETA + h, THETA, range(10), sums)[0] - deviance(THETA - h, THETA, range(10), sums)[0]) / 2e-6
        for h in steps
    ]
    assert pull == pytest.approx(slopes, abs=1e-5)


def test_many_units_give_what_was_planted_though_waves_are_few_and_means_noisy():
    found = cross_lagged_fit(*drawn(3000, 4, NOISE, 2), confidence_level=0.95)
    # the limits lie about .1 on either side; demeaned slopes would be near .40 and −.06
    assert found.slopes == pytest.approx(SLOPES, abs=0.1)
    assert found.leads == pytest.approx([0.666, 0.12], abs=0.08)
    assert (found.conf_low < [0.666, 0.12]).all() and (found.conf_high > [0.666, 0.12]).all()
    assert found.moves == pytest.approx(np.diag([0.26**2, 0.2**2]), abs=0.01)
    assert found.stays == pytest.approx(np.array([[0.0724, 0.0648], [0.0648, 0.1696]]), abs=0.02)


def test_limits_are_where_the_profile_has_fallen_by_half_of_t_squared():
    values, errors = drawn(40, 6, NOISE, 3)
    found = cross_lagged_fit(values, errors, confidence_level=0.95)
    wide = cross_lagged_fit(values, errors, confidence_level=0.99)
    assert (wide.conf_low < found.conf_low).all() and (wide.conf_high > found.conf_high).all()
    assert (found.conf_low < found.leads).all() and (found.leads < found.conf_high).all()
    # nearly a parabola with six waves: t(39) is 2.0227 at 95 % and 2.7079 at 99 %
    ratio = (wide.conf_high - wide.conf_low) / (found.conf_high - found.conf_low)
    assert ratio[0] == pytest.approx(2.7079 / 2.0227, rel=0.05)


def test_units_in_another_order_and_other_scales_change_nothing_else():
    values, errors = drawn(40, 6, NOISE, 4)
    plain = cross_lagged_fit(values, errors, confidence_level=0.95)
    turned = cross_lagged_fit(values[::-1] * [1, 10] + [3, -70], errors * [1, 100], confidence_level=0.95)
    assert turned.leads == pytest.approx(plain.leads * [10, 0.1], rel=1e-3)
    assert turned.conf_low == pytest.approx(plain.conf_low * [10, 0.1], rel=0.01)
    assert turned.conf_high == pytest.approx(plain.conf_high * [10, 0.1], rel=0.01)


def test_where_slopes_of_any_size_fit_no_limit_is_given():
    found = cross_lagged_fit(*drawn(25, 3, 40 * NOISE, 5), confidence_level=0.95)
    assert np.isnan(found.conf_low).all() and np.isnan(found.conf_high).all()
