"""Raking and logistic regression on arrays: by hand, beside R, and where there is no answer."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.errors import CXError
from cxlib.estimators.logistic import logistic_regression
from cxlib.estimators.raking import TOLERANCE, design_effect, rake, rake_within, weighted_shares
from cxlib.estimators.two_means import welch_difference


@pytest.fixture
def reference(root):
    return json.loads((root / "tests/reference/listening.json").read_text(encoding="utf-8"))


def coded(reference):
    rows, population = reference["rows"], reference["population"]
    codes = [np.array([list(own).index(label) for label in rows[name]]) for name, own in population.items()]
    targets = [np.array(list(own.values())) / sum(own.values()) for own in population.values()]
    return codes, targets


def test_two_by_two_by_hand():
    # counts 10 20 30 40 with both margins to be half and half: raking keeps the odds ratio 10·40/(20·30) = 2/3,
    # so p/(½ − p) = √(2/3) and p = 0.2247 in the first cell
    cells = np.repeat([0, 1, 2, 3], [10, 20, 30, 40])
    found = rake([cells // 2, cells % 2], [np.array([0.5, 0.5])] * 2, base=np.ones(100))
    assert weighted_shares(cells, found.weights, 4) == pytest.approx([0.22474, 0.27526, 0.27526, 0.22474], abs=5e-6)
    assert found.converged and (found.gaps <= TOLERANCE).all()


def test_one_margin_is_met_in_one_round():
    found = rake([np.array([0, 1, 1, 1])], [np.array([0.5, 0.5])], base=np.ones(4))
    assert found.weights == pytest.approx([2, 2 / 3, 2 / 3, 2 / 3])
    assert found.rounds == 1
    assert design_effect(found.weights) == pytest.approx(4 / 3)  # 4 · (4 + 3 · 4/9) / 16


@pytest.mark.parametrize(("block", "base"), [("rake", False), ("rake_w0", True)])
def test_raking_equals_r(reference, block, base):
    codes, targets = coded(reference)
    w0 = np.array(reference["rows"]["w0"], float) if base else np.ones(20)
    found = rake(codes, targets, base=w0)
    # every share is within 1e-8 of its target, so a category of a tenth is within 1e-7 of itself
    assert found.weights == pytest.approx(reference[block]["weights"], rel=1e-7)
    assert np.average(reference["rows"]["score"], weights=found.weights) == pytest.approx(reference[block]["mean"])


def test_sparse_margins_that_can_be_met_are_met_however_slowly():
    # each category of one goes with two of the other only; the targets are those of weights above 0, so they can be met
    rng = np.random.default_rng(8)
    a = rng.integers(0, 6, 300)
    b = (a + rng.integers(0, 2, 300) * (rng.random(300) < 0.5)) % 6
    w = rng.lognormal(0, 1, 300)
    rng.dirichlet(np.full(6, 2.0))
    w = w * rng.lognormal(0, 2, 6)[a] * rng.lognormal(0, 2, 6)[b]
    targets = [np.bincount(code, w, 6) / w.sum() for code in (a, b)]
    found = rake([a, b], targets, base=np.ones(300))
    assert found.converged and found.rounds > 10_000


def test_margins_that_contradict_one_another_do_not_converge():
    # nobody is 0 in one and 1 in the other, so both first shares must be one number
    codes = [np.array([0, 0, 1, 1])] * 2
    found = rake(codes, [np.array([0.5, 0.5]), np.array([0.4, 0.6])], base=np.ones(4))
    assert not found.converged and found.rounds == 200  # it is seen that they come no nearer
    assert found.gaps == pytest.approx([0.1, 0.0])


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.integers(0, 10_000))
def test_margins_are_met_whatever_the_sample(seed):
    rng = np.random.default_rng(seed)
    codes = [np.r_[np.arange(k), rng.integers(0, k, 200 - k)] for k in (2, 3, 4)]
    targets = [rng.dirichlet(np.full(k, 8.0)) for k in (2, 3, 4)]
    found = rake(codes, targets, base=rng.uniform(0.2, 3, 200))
    empty = len(np.unique(np.column_stack(codes), axis=0)) < 24  # then the targets may be out of reach
    assert found.converged or empty
    for code, target in zip(codes, targets, strict=True):
        near = 1e-8 if found.converged else 1
        assert weighted_shares(code, found.weights, len(target)) == pytest.approx(target, abs=near)
    assert found.weights.mean() == pytest.approx(1)


def test_trimmed_weights_keep_margins_and_bounds():
    rng = np.random.default_rng(1)
    codes, targets = (
        [rng.integers(0, 2, 500), rng.integers(0, 3, 500)],
        [np.array([0.3, 0.7]), np.array([0.5, 0.3, 0.2])],
    )
    base = rng.uniform(0.2, 3, 500)
    assert rake(codes, targets, base=base).weights.max() > 2.5
    found = rake_within(codes, targets, base=base, low=0.3, high=2.5)
    assert found.within and found.converged
    assert found.weights.max() <= 2.5 * 1.000002 and found.weights.min() >= 0.3 * 0.999998
    assert not rake_within(codes, targets, base=base, low=0.3, high=1.1).within


def test_logistic_regression_equals_r(reference):
    r = reference["glm"]
    design = np.column_stack(
        [
            np.array(r["channel"]) == "offline",
            np.array(r["tenure"]) == "long",
            np.array(r["tenure"]) == "mid",
        ]
    )
    share = np.array(r["yes"]) / np.array(r["n"])
    fit = logistic_regression(share, design, names=r["names"][1:], weights=r["n"])
    assert list(fit.names) == r["names"]
    assert fit.coefficients == pytest.approx(r["estimate"], rel=1e-9)
    assert fit.std_errors == pytest.approx(r["std_error"], rel=1e-7)  # R's come from the last step but one
    assert fit.p_values == pytest.approx(r["p_value"], rel=1e-5)
    assert np.exp(fit.limits(0.95)) == pytest.approx(np.array([r["odds_low"], r["odds_high"]]), rel=1e-7)


def test_logistic_by_hand():
    # 2 of 10 and 6 of 10: log odds of the first ln(2/8), odds ratio (6/4)/(2/8) = 6, error √(1/2 + 1/8 + 1/6 + 1/4)
    fit = logistic_regression([0.2, 0.6], [[0.0], [1.0]], names=["x"], weights=[10, 10])
    assert fit.coefficients == pytest.approx([np.log(0.25), np.log(6)])
    assert fit.std_errors[1] == pytest.approx(np.sqrt(1 / 2 + 1 / 8 + 1 / 6 + 1 / 4))
    single = np.repeat([1, 0, 1, 0], [2, 8, 6, 4]), np.repeat([0.0, 1.0], 10)
    rows = logistic_regression(single[0], single[1], names=["x"])
    assert rows.coefficients == pytest.approx(fit.coefficients)
    assert rows.std_errors == pytest.approx(fit.std_errors)
    assert rows.deviance == pytest.approx(fit.deviance)


@pytest.mark.parametrize(
    ("y", "x", "message"),
    [
        (
            [0, 0, 1, 1],
            [[1.0], [2], [3], [4]],
            "predictors: separation by a: on one side of it all say yes, or all say no, so the odds ratio is "
            "infinite. Join this group with another, or leave it out.",
        ),
        (
            [0, 1, 0, 1, 1, 1],
            [[0.0, 0], [0, 0], [0, 1], [0, 1], [1, 0], [1, 1]],
            "predictors: separation by a: on one side of it all say yes, or all say no, so the odds ratio is "
            "infinite. Join this group with another, or leave it out.",
        ),
        ([1, 1, 1], [[1.0], [2], [3]], "outcome: every row says yes. A model needs both answers."),
        ([0, 0, 0], [[1.0], [2], [3]], "outcome: no row says yes. A model needs both answers."),
        (
            [0, 1, 0, 1],
            [[0.0, 1], [0, 1], [1, 0], [1, 0]],
            "predictors: one of a, b follows from the others. Leave one of them out.",
        ),
    ],
)
def test_logistic_says_what_it_cannot_fit(y, x, message):
    with pytest.raises(CXError) as error:
        logistic_regression(y, x, names=["a", "b"][: len(x[0])])
    assert str(error.value) == message


def test_far_apart_is_not_separated():
    # log odds beyond 10 at the ends, and both answers in the middle
    x = np.r_[np.linspace(-30, 30, 200), -0.5, 0.5]
    fit = logistic_regression(np.r_[x[:200] > 0, 1, 0].astype(float), x, names=["x"])
    assert np.abs(x * fit.coefficients[1]).max() > 10
    assert np.isfinite(fit.std_errors).all()
    # 1 yes of 100,000 against 99,999: log odds of ∓11.5, and both answers on both sides
    cells = logistic_regression([1e-5, 1 - 1e-5], [0.0, 1.0], names=["x"], weights=[1e5, 1e5])
    assert cells.coefficients == pytest.approx([-np.log(99_999), 2 * np.log(99_999)])


def test_welch_equals_r(reference):
    a, b = np.array([9, 7, 10, 8, 3.0]), np.array([2, 5, 7, 6, 8, 0.0])
    found = welch_difference((5, 6), (a.mean(), b.mean()), (a.var(ddof=1), b.var(ddof=1)), 0.95)
    r = reference["t_test"]
    assert [float(part) for part in found[2:]] == pytest.approx([r["conf_low"], r["conf_high"], r["p_value"]])


def test_a_single_value_has_no_difference_to_be_sure_of():
    found = welch_difference((np.array([1.0]),) * 2, (np.array([3.0]), np.array([1.0])), (np.array([0.0]),) * 2, 0.95)
    assert found[0] == [2.0]
    assert np.isnan(np.array(found[1:])).all()
