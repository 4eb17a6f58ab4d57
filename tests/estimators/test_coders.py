"""Agreement of coders and distinctive words, against R and by hand."""

from __future__ import annotations

import json

import numpy as np
import pytest

from cxlib.estimators.coders import (
    agreement_weights,
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
)
from cxlib.estimators.word_odds import dirichlet_log_odds

EXACT = {"rel": 1e-8, "abs": 1e-10}


@pytest.fixture(scope="module")
def words(shared):
    return json.loads(shared("reference/words.json").read_text(encoding="utf-8"))


def counted(rows, codes):
    """How many coders gave each thing each code, from a row per coder."""
    return np.array([[sum(row[i] == code for row in rows) for code in codes] for i in range(len(rows[0]))])


@pytest.mark.parametrize("case", ["monroe", "monroe_alpha0_500"])
def test_log_odds(words, case):
    data, value = words[case]["data"], words[case]["value"]
    odds, variance = dirichlet_log_odds(
        np.array(data["promoters"], float), np.array(data["detractors"], float), data["alpha0"]
    )
    assert odds == pytest.approx(value["delta"], **EXACT)
    assert variance == pytest.approx(value["var"], **EXACT)
    assert odds / np.sqrt(variance) == pytest.approx(value["z"], **EXACT)


def test_cohen(words):
    value = words["cohen_kappa"]["value"]
    table = np.array(value["table"])
    for kind, name, error in (
        ("nominal", "vcd_kappa", "vcd_ase"),
        ("linear", "vcd_linear", "vcd_linear_ase"),
        ("quadratic", "vcd_quadratic", "vcd_quadratic_ase"),
    ):
        found = cohen_kappa(table, agreement_weights(3, kind))
        assert found == pytest.approx((value[name], value[error]), **EXACT)


@pytest.mark.parametrize("kind", ["nominal", "ordinal"])
def test_krippendorff(words, kind):
    counts = counted(words["krippendorff"]["data"]["rows_are_coders"], range(1, 6))
    value = words["krippendorff"]["value"][kind]
    found = krippendorff_alpha(counts, ordered=kind == "ordinal")
    assert found == pytest.approx((value["alpha"], value["jackknife_se"]), **EXACT)


def test_fleiss(words):
    data, value = words["fleiss"]["data"], words["fleiss"]["value"]
    found = fleiss_kappa(np.array(data["rows_subjects_columns_categories"]))
    assert found == pytest.approx((value["kappa"], value["jackknife_se"]), **EXACT)


def test_kappa_by_hand_and_at_its_ends():
    # 20 of 25 and 25 of 25 alike: observed .9, chance .5
    assert cohen_kappa(np.array([[20, 5], [0, 25]]), np.eye(2))[0] == pytest.approx(0.8)
    assert cohen_kappa(np.array([[5, 0], [0, 5]]), np.eye(2)) == (1.0, 0.0)
    assert np.isnan(cohen_kappa(np.array([[9, 0], [0, 0]]), np.eye(2))).all()
    one_code = np.full((4, 1), 2)
    assert np.isnan(krippendorff_alpha(one_code)[0])
    assert np.isnan(fleiss_kappa(one_code)[0])
