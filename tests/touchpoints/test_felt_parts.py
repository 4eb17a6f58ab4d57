"""Parts of what is felt: by hand, unbiased on a known truth, and with an interval that holds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.errors import CXError
from cxlib.estimators.crossed import crossed_variances

PARTS = {"touchpoint": 0.12, "person": 0.45, "employee": 0.1, "branch": 0.08, "rest": 0.25}
NAMES = {"employee": "employee", "branch": "branch"}


def drawn(seed: int, people: int = 1500) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    person = np.repeat(np.arange(people), rng.integers(1, 5, people))
    branch = (person % 60 + 7 * (rng.random(len(person)) < 0.2)) % 60
    employee = branch * 8 + rng.integers(0, 8, len(person))
    place = rng.integers(0, 5, len(person))
    means = np.array([-2, -1, 0, 1, 2]) / 2**0.5
    y = means[place] * PARTS["touchpoint"] ** 0.5 + rng.normal(0, PARTS["rest"] ** 0.5, len(person))
    for name, code, levels in (("person", person, people), ("branch", branch, 60), ("employee", employee, 480)):
        y += rng.normal(0, PARTS[name] ** 0.5, levels)[code]
    return pd.DataFrame({"y": y, "place": place, "person": person, "employee": employee, "branch": branch})


def parts_of(data: pd.DataFrame, **others: object) -> pd.DataFrame:
    asked = {"felt": "y", "touchpoint": "place", "person": "person", "others": NAMES, "rng": 1}
    return cx.felt_variance(data, **(asked | others)).table.set_index("part")


def test_one_factor_of_equal_size_is_the_analysis_of_variance():
    """Pairs of 2 within 3 groups: products −.25, 1, .25; between: the mean of all other pairs is taken off."""
    y, group = np.array([1.0, 2.0, -1.0, -1.0, 0.5, -1.5]), np.repeat([0, 1, 2], 2)
    within = np.mean([1 * 2, -1 * -1, 0.5 * -1.5])
    across = (y.sum() ** 2 - (np.bincount(group, y) ** 2).sum()) / 24
    assert crossed_variances(y, [group])[0] == pytest.approx(within - across)


def test_shares_are_those_that_were_planted():
    found = np.mean([parts_of(drawn(seed))["estimate"] for seed in range(20)], axis=0)
    assert found == pytest.approx(list(PARTS.values()), abs=0.02)


def test_the_interval_of_the_person_holds():
    held = [parts_of(drawn(seed, 600)).loc["person", ["conf_low", "conf_high"]].tolist() for seed in range(100)]
    assert sum(low <= PARTS["person"] <= high for low, high in held) >= 86  # 95 less four standard errors


def test_nothing_planted_is_nothing_seen():
    data = drawn(3)
    data["y"] = np.random.default_rng(4).normal(size=len(data))
    found = parts_of(data)
    assert (found.loc[["person", "employee", "branch"], "conf_low"] < 0.01).all()
    assert found.loc["rest", "estimate"] > 0.9


def test_the_sample_company():
    tables = cx.read_study(cx.sample_study(), tables=["transactional", "interactions"]).tables
    rows = tables["transactional"].merge(tables["contacts"][["contact", "customer", "employee"]], on="contact")
    found = parts_of(rows, felt="felt", touchpoint="touchpoint", person="customer")["estimate"]
    assert found["person"] == pytest.approx(0.436, abs=0.072)
    assert 0.22 < found[["touchpoint", "employee", "branch"]].sum() < 0.37


def test_too_few_who_answered_twice():
    with pytest.raises(CXError) as error:
        parts_of(drawn(1).drop_duplicates("person"))
    assert error.value.problem.startswith("person: 0 people answered twice or more; 30 are needed")
    with pytest.raises(CXError, match="rng: people are dealt into groups"):
        parts_of(drawn(1), rng=None)
