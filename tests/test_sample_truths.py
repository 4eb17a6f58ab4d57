"""The sample company: a correct analysis of the shipped tables finds the planted truths."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from cxlib.samples import answers, contacts, customers, relationship

ROOT = Path(__file__).resolve().parents[1]

FOLDER = ROOT / "data" / "samples" / "pont_nou"
TRUTH = tomllib.loads((FOLDER / "truth.toml").read_text(encoding="utf-8"))
SIX = {*relationship.UP, *relationship.DOWN}
FACETS = ("long", "transp", "intent", "limits", "goals")


@pytest.fixture(scope="module")
def survey():
    return pd.read_csv(FOLDER / "relationship.csv", keep_default_na=False, na_values=[""])


def scored(table: pd.DataFrame) -> pd.DataFrame:
    """Rows with an answer, and 100, 0 or −100 for promoter, passive and detractor."""
    table = table[table["recommend"] <= 10]
    points = np.select([table["recommend"] >= 9, table["recommend"] <= 6], [100.0, -100.0], 0.0)
    return table.assign(points=points)


def least_squares(outcome: pd.Series, *columns: pd.Series) -> np.ndarray:
    design = np.column_stack([np.ones(len(outcome)), *columns]).astype(float)
    return np.linalg.lstsq(design, outcome.to_numpy(float))[0]


def assert_found(name: str, value: float) -> None:
    assert value == pytest.approx(TRUTH[name]["finds"], abs=TRUTH[name]["tolerance"]), name


# The log behind the survey


@pytest.fixture(scope="module")
def log():
    """The log of contacts behind the survey; no table shows it yet."""
    people = customers.draw_customers(np.random.default_rng(1), 12_000)
    return contacts.draw_contacts(np.random.default_rng(2), np.random.default_rng(3), people)[0]


def test_log_breaks_as_often_as_planted(log):
    assert 69_000 < len(log) < 73_000
    assert log["day"].between(0, 1095).all() and log["month"].between(1, 36).all()
    failed = (log["outcome"] == "failed").groupby(log["touchpoint"]).mean()
    assert failed.to_dict() == pytest.approx(contacts.FAILED, abs=0.035)
    handed = log[log["handed_over_from"] != ""]
    invoice = (handed["handed_over_from"] == "Logistics") & (handed["touchpoint"] == "T09")
    assert handed.loc[invoice, "broken"].mean() == pytest.approx(0.30, abs=0.04)
    journeys = log[log["journey"] > 0].groupby("journey")["broken"].agg(["size", "sum"])
    assert (journeys["sum"] == 0)[journeys["size"] == 6].mean() == pytest.approx(0.52, abs=0.05)


def test_repairs_grow_after_month_20(log):
    single = log[(log["journey"] == 0) & (log["touchpoint"] == "T13")].groupby("month").size()
    assert single[[36]].item() / single[1:20].mean() == pytest.approx(1.045**16 * 1.14, rel=0.2)


# What the survey shows


def test_score_is_found_as_planted_and_weights_mend_a_part(survey):
    rows = scored(survey)
    first, second = (rows[rows["wave"] == wave] for wave in (1, 2))
    weighted = np.average(second["points"], weights=second["weight"])
    assert_found("nps_wave_1", first["points"].mean())
    assert_found("nps_wave_2", second["points"].mean())
    assert_found("nps_wave_2_weighted", weighted)
    assert_found("nps_change", second["points"].mean() - first["points"].mean())
    assert_found("design_effect", len(second) * (second["weight"] ** 2).sum() / second["weight"].sum() ** 2)
    assert TRUTH["nps_wave_2"]["population"] < 0 < weighted < second["points"].mean() - 5
    change = TRUTH["nps_wave_2"]["population"] - TRUTH["nps_wave_1"]["population"]
    assert TRUTH["nps_change"]["population"] == pytest.approx(change)


def test_population_value_is_near_the_structural_one():
    for name in ("nps_wave_1", "nps_wave_2", "nps_change"):
        assert TRUTH[name]["population"] == pytest.approx(TRUTH[name]["structural"], abs=2.5), name


def test_fall_between_the_waves_cannot_be_chance(survey):
    means = scored(survey).groupby("wave")["points"].agg(["mean", "sem"])
    assert means["mean"][2] - means["mean"][1] + 1.96 * np.hypot(*means["sem"]) < 0


def test_six_branches_differ_and_holm_finds_them(survey):
    rows = scored(survey)
    z = {}
    for branch, own in rows.groupby("branch"):
        rest = rows.loc[rows["branch"] != branch, "points"]
        z[branch] = (own["points"].mean() - rest.mean()) / np.hypot(own["points"].sem(), rest.sem())
    order = pd.Series(z).sort_values(key=np.abs, ascending=False)
    p_value = 2 * norm.sf(np.abs(order))
    kept = p_value * (120 - np.arange(120)) > 0.05
    named = set(order.index[: kept.argmax()])
    assert (p_value < 0.05).sum() >= 8
    assert len(named & SIX) >= 5 and len(named - SIX) <= 1
    assert_found("branches", len(named))
    assert set(order.index[:6][order.iloc[:6] > 0]) == set(TRUTH["branches"]["up"])


def test_former_customers_are_lower(survey):
    means = scored(survey).groupby("status")["points"].mean()
    assert_found("former_customers", means["former"] - means["current"])


def test_problems_cost_impression_however_well_they_are_handled(survey):
    rows = survey.dropna(subset="problem")
    well, badly = rows["problem"] == "well handled", rows["problem"] == "badly handled"
    found = least_squares(rows["impression"], well, badly)
    assert_found("problem_well_handled", found[1])
    assert_found("problem_badly_handled", found[2])


def test_personal_treatment_gives_back_half_of_a_product_failure(survey):
    rows = survey[survey["r8_understood"].between(1, 5)]
    fails, kindly = rows["r4_fit"] <= 2, rows["r7_person"] + rows["r8_understood"] >= 8
    found = least_squares(rows["impression"], fails, kindly, fails & kindly)
    assert_found("product_failure", found[1])
    assert_found("given_back", found[3])


def test_four_facets_of_trust_are_told_apart_not_five(survey):
    items = survey[answers.ASKED_AT[15]].dropna().astype(float)
    turned = items.assign(tr_transp3=6 - items["tr_transp3"])
    block = turned.corr().to_numpy().reshape(5, 3, 5, 3)
    within = {a: block[a, :, a, :][np.triu_indices(3, 1)].mean() for a in range(5)}
    ratio = {
        (FACETS[a], FACETS[b]): block[a, :, b, :].mean() / np.sqrt(within[a] * within[b])
        for a in range(5)
        for b in range(a + 1, 5)
    }
    assert_found("trust_told_apart", ratio.pop(("transp", "intent")))
    assert_found("trust_next_pair", max(ratio.values()))
    three = turned[["tr_transp1", "tr_transp2", "tr_transp3"]]
    assert_found("trust_reversed", 1.5 * (1 - three.var().sum() / three.sum(axis=1).var()))


def test_one_language_answers_more_extremely(survey):
    items = survey[list(answers.AGREEMENT)].astype(float)
    items = items.where(items <= 5)
    extreme = items.isin([1, 5]).sum(axis=1) / items.notna().sum(axis=1)
    means = extreme.groupby(survey["language"] == TRUTH["answering_style"]["language"]).mean()
    others = extreme[survey["language"].isin({"es", "ca", "ro"} - {TRUTH["answering_style"]["language"]})]
    assert_found("answering_style", means[True] - others.mean())


def test_break_off_blanks_and_return_are_as_planted(survey):
    assert_found("break_off", (survey["items_done"] < 15).mean())
    assert_found("blank", (survey["recommend"] == 11).mean())
    rows = survey[(survey["wave"] == 1) & (survey["recommend"] <= 10)]
    design = np.column_stack([np.ones(len(rows)), rows["recommend"] - 7]).astype(float)
    found = np.zeros(2)
    for _ in range(10):  # Newton's steps of a logit
        fitted = 1 / (1 + np.exp(-design @ found))
        information = design.T @ (design * (fitted * (1 - fitted))[:, None])
        found += np.linalg.solve(information, design.T @ (rows["returned12"].to_numpy(float) - fitted))
    assert_found("return_slope", found[1])
