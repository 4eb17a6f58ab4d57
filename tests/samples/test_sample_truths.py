"""The sample company: a correct analysis finds the planted truths, and every lesson shows at the shipped seed."""

from __future__ import annotations

import math
import sys
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from generator import contacts, customers, make_sample

ROOT = Path(__file__).resolve().parents[2]
TRUTH = tomllib.loads((ROOT / "data" / "samples" / "pont_nou" / "truth.toml").read_text(encoding="utf-8"))
sys.path.insert(0, str(ROOT / "benchmarks"))
try:
    import analysis
    import lessons
finally:
    sys.path.pop(0)

NUMBERS = [name for name in TRUTH if name != "seed"]
SURE = ("01.8", "01.10", "04.9", "07.6", "09.9")


@pytest.fixture(scope="module")
def shipped():
    return lessons.taught(TRUTH["seed"])


@pytest.mark.parametrize("name", lessons.LESSONS)
def test_lesson_shows_at_the_shipped_seed(shipped, name):
    assert shipped[0][name], lessons.LESSONS[name].__doc__


@pytest.mark.parametrize("name", NUMBERS)
def test_truth_is_found_within_its_tolerance(shipped, name):
    assert shipped[1][name] == pytest.approx(TRUTH[name]["finds"], abs=TRUTH[name]["tolerance"] + 1e-9)


@pytest.mark.full
def test_some_lessons_show_in_four_of_five_other_companies():
    shown = [lessons.taught(seed, SURE)[0] for seed in range(1, 6)]
    assert {name: sum(firm[name] for firm in shown) for name in SURE} == dict.fromkeys(SURE, pytest.approx(5, abs=1))


def test_plan_and_fixed_tables_are_exact():
    fixed = {name: (TRUTH[name]["structural"], TRUTH[name]["finds"], TRUTH[name]["tolerance"]) for name in NUMBERS
             if name.startswith("plan_")}  # fmt: skip
    assert fixed == {"plan_promises": (7.7, 7.7, 0), "plan_delivers": (5.7, 5.7, 0), "plan_best": (6.7, 6.7, 0)}


def test_population_value_is_near_the_structural_one():
    for name in ("nps_wave_1", "nps_wave_2", "nps_change"):
        assert TRUTH[name]["population"] == pytest.approx(TRUTH[name]["structural"], abs=2.5), name
    change = TRUTH["nps_wave_2"]["population"] - TRUTH["nps_wave_1"]["population"]
    assert TRUTH["nps_change"]["population"] == pytest.approx(change)


def test_tolerances_shrink_with_customers_where_customers_decide():
    truth = make_sample(n=3000, rng=1)[1]
    for name, times in (("nps_change", 2.0), ("pitch_in_call", 2.0), ("branches", 1.0), ("perks_climate", 1.0)):
        assert truth[name]["tolerance"] == pytest.approx(times * TRUTH[name]["tolerance"]), name


# The log behind the answers


@pytest.fixture(scope="module")
def log():
    people = customers.draw_customers(np.random.default_rng(1), 12_000)
    return contacts.draw_contacts(np.random.default_rng(2), np.random.default_rng(3), people)[0]


def test_log_breaks_as_often_as_planted(log):
    assert 69_000 < len(log) < 73_000
    assert log["day"].between(0, 1095).all() and log["month"].between(1, 36).all()
    failed = (log["outcome"] == "failed").groupby(log["touchpoint"]).mean()
    assert failed.to_dict() == pytest.approx(contacts.FAILED, abs=0.035)


def test_repairs_grow_after_month_20(log):
    single = log[(log["journey"] == 0) & (log["touchpoint"] == "T13")].groupby("month").size()
    assert single[[36]].item() / single[1:20].mean() == pytest.approx(1.045**16 * 1.14, rel=0.2)


# The analyses that the lessons share, by hand


def test_within_takes_both_groupings_out():
    rows = pd.DataFrame({"g": [1, 1, 2, 2], "h": [1, 2, 1, 2]})
    values = 3 * rows["g"] + 5 * rows["h"] + pd.Series([0.5, -0.5, -0.5, 0.5])
    assert analysis.within(values, rows["g"], rows["h"]).tolist() == pytest.approx([0.5, -0.5, -0.5, 0.5])


def test_measured_truths_are_those_of_the_lessons():
    measured = tomllib.loads((ROOT / "data" / "samples" / "generator" / "finds.toml").read_text(encoding="utf-8"))
    assert set(measured) == set(NUMBERS)
    assert all(math.isfinite(value) for pair in measured.values() for value in pair)
