"""Notebook 07 on clients' studies, small and incomplete ones: it ends well and shows only what the data carry."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from airport import airport_study
from ran import plain, ran
from samples.test_sample_export import MENDS, REVERSED, described, mended_file, write

STUDY = """[study]
name = "Small"
[tables.staff]
file = "staff.csv"
kind = "employees"
[tables.staff.columns]
team = { role = "unit" }
wave = { role = "wave" }
e1 = { role = "engagement", scale = [1, 5] }
e2 = { role = "engagement", scale = [1, 5] }
[tables.answers]
file = "answers.csv"
kind = "relationship"
[tables.answers.columns]
team = { role = "unit" }
wave = { role = "wave" }
sat = { role = "outcome", scale = [0, 10] }
"""
NEEDED = ["2", "4", "5", "7", "8", "10", "11", "12"]
ON_UNITS = ["4", "5", "7", "8", "11"]
pytestmark = pytest.mark.full


def two_sides(teams: int, waves: int, each: int = 12) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Employees and customers of teams in waves, one team effect in both."""
    rng = np.random.default_rng(3)
    places = [(t, w) for t in range(teams) for w in range(waves) for _ in range(each)]
    keys = np.array([(f"Team{t:03}", w + 1, t) for t, w in places], object)
    level = np.clip(rng.normal(size=teams), -1.2, 1.2)[keys[:, 2].astype(int)]  # no team answers all 1 or all 5
    frame = pd.DataFrame(keys[:, :2], columns=["team", "wave"])
    items = {
        name: np.clip(np.round(3 + level + rng.normal(size=len(level))), 1, 5).astype(int) for name in ("e1", "e2")
    }
    score = np.clip(np.round(6 + level + rng.normal(size=len(level))), 0, 10).astype(int)
    return frame.assign(**items), frame.assign(sat=score)


def told(folder: Path, staff=None, answers=None, text: str = STUDY, study=None, **parameters) -> str:
    """Everything that the notebook shows of a study, pictures in words."""
    if study is None:
        study = folder / "study"
        study.mkdir()
        (study / "study.toml").write_text(text, encoding="utf-8")
        staff.to_csv(study / "staff.csv", index=False)
        answers.to_csv(study / "answers.csv", index=False)
    return plain(ran("07", study=study, out=folder / "out", **({"n_resamples": 100} | parameters)))


def skipped(shown: str, reason: str, *numbers: str, cause: str = "") -> None:
    """Every section of these numbers is closed for the reason, itself or since another one is."""
    for number in numbers:
        rests = f"Rests on section {cause}, which is closed: " if cause else ""
        assert f"Skipped: section {number}. {rests}{reason}" in shown, shown


def counts(shown: str, units: int) -> bool:
    """Whether the slope of the units' means is there, of so many units."""
    return re.search(rf"^ +units +{units} +−?\d", shown, re.MULTILINE) is not None


def test_a_client_of_forty_teams_sees_every_section_that_the_data_carry(tmp_path):
    shown = told(tmp_path, *two_sides(40, 4), lectures=True)
    assert counts(shown, 40)
    assert "Within 40 units," in shown
    assert "n = 40 units" in shown
    skipped(shown, "No level above the unit. To open it: name its column with -p cluster=….", "4")
    skipped(shown, "Table staff has no column or role climate. To open it: declare the column in study.toml.", "3.1")
    skipped(shown, "Table staff has no column or role climate.", "9", cause="3.1")
    skipped(shown, "No table of units has on_time_share.", "8")
    assert "Planted" not in shown and "Team0" not in shown


def test_a_misspelt_outcome_is_not_replaced_by_another(tmp_path):
    shown = told(tmp_path, *two_sides(40, 1), outcome="satt")
    reason = 'The study has no column "satt", and no role is called so. To open it: Did you mean sat?'
    skipped(shown, reason, "1.1")
    skipped(shown, reason, "1.5", *NEEDED, cause="1.1")


def test_without_employees_nothing_is_joined(tmp_path):
    staff, answers = two_sides(40, 2)
    text = STUDY.replace('role = "engagement", scale = [1, 5]', 'role = "climate", scale = [1, 5]')
    shown = told(tmp_path, staff, answers, text)
    skipped(shown, "No table has a column of role engagement.", "1")
    skipped(shown, "No table has a column of role engagement.", "1.1", "1.5", *NEEDED, cause="1")
    assert "slope" not in shown.split("Skipped")[-1]


def test_units_that_are_not_on_both_sides(tmp_path):
    staff, answers = two_sides(40, 2)
    shown = told(tmp_path, staff, answers.assign(team="Shop" + answers["team"].str[4:]))
    reason = "unit: no 'team' is on both sides (40 of the customers and 40 of the employees)."
    skipped(shown, reason, "1.5")
    skipped(shown, reason, *NEEDED, cause="1.5")
    assert "Team0" not in shown and "Shop0" not in shown


def test_one_wave_is_a_snapshot(tmp_path):
    shown = told(tmp_path, *two_sides(40, 1))
    reason = "A snapshot cannot separate place from change: fewer than two waves are on both sides."
    skipped(shown, reason, "5.1")
    skipped(shown, reason, "6.1", "12", cause="5.1")
    assert "One wave cannot tell what changed from what was always so." in shown
    assert counts(shown, 40)


def test_waves_that_never_meet_leave_the_picture_of_all(tmp_path):
    staff, answers = two_sides(40, 2)
    shown = told(tmp_path, staff, answers.assign(wave=answers["wave"] + 10))
    skipped(shown, "wave: no 'wave' is on both sides (2 of the customers and 2 of the employees).", "5.1")
    assert counts(shown, 40)


def test_numbered_waves_of_unequal_number_are_not_guessed_at(tmp_path):
    staff, answers = two_sides(40, 5)
    shown = told(tmp_path, staff, answers[answers["wave"] < 3])
    reason = "The waves are numbered, and the sides have not the same number of them: which is which?"
    skipped(shown, reason, "1.4")
    skipped(shown, reason, "5.1", cause="1.4")


def test_months_are_put_together_into_the_waves_of_employees(tmp_path):
    staff, answers = two_sides(40, 6)
    shown = told(tmp_path, staff[staff["wave"] < 3].assign(wave=staff["wave"] + 10), answers, periods=3)
    assert re.search(r"^ +11 +1, 2, 3\n +12 +4, 5, 6$", shown, re.MULTILINE)
    assert re.search(r"^ +within +80 +\S+$", shown, re.MULTILINE)


def test_fewer_than_twenty_units_give_a_picture_and_power_only(tmp_path):
    shown = told(tmp_path, *two_sides(12, 3))
    few = "Units on both sides: 12; needed: 20. To open it: join more units; so few give a picture only."
    skipped(shown, few, "2.2")
    skipped(shown, few, *ON_UNITS, cause="2.2")
    assert "A cloud of 12 units, without names." in shown
    assert "With 12 units, a correlation below" in shown
    assert "go together: r " not in shown


@pytest.mark.parametrize("teams", [1, 2])
def test_one_team_or_two(tmp_path, teams):
    shown = told(tmp_path, *two_sides(teams, 3))
    reason = {1: "unit: only one 'team' is on both sides.", 2: "unit: only 2 units are on both sides."}[teams]
    skipped(shown, reason, "1.5")
    skipped(shown, reason, *NEEDED, cause="1.5")


def test_three_answers(tmp_path):
    staff, answers = (rows.head(3) for rows in two_sides(40, 1))
    shown = told(tmp_path, staff, answers, lectures=True)
    skipped(shown, "Answers: 0; needed: 10.", "1")
    skipped(shown, "Answers: 0; needed: 10.", "1.1", *NEEDED, cause="1")


def test_all_alike(tmp_path):
    staff, answers = two_sides(40, 2)
    shown = told(tmp_path, staff.assign(e1=4, e2=4), answers.assign(sat=7))
    skipped(shown, "engagement: every unit has the same mean.", "1.5")
    skipped(shown, "engagement: every unit has the same mean.", *NEEDED, cause="1.5")


def test_teams_whose_employees_all_answer_alike_are_joined_on_both_sides(tmp_path):
    staff, answers = two_sides(40, 2)
    staff.loc[staff["team"] == "Team007", ["e1", "e2"]] = 1
    shown = told(tmp_path, staff, answers)
    assert "team: 38 of 40 are told by themselves, the others in 1 group of several." in shown
    assert counts(shown, 39)


def test_small_teams_are_joined_and_count(tmp_path):
    shown = told(tmp_path, *two_sides(60, 2, each=7))
    assert "Team0" not in shown
    assert counts(shown, 30)


def test_no_answer_of_a_customer(tmp_path):
    staff, answers = two_sides(40, 2)
    shown = told(tmp_path, staff, answers.assign(sat=np.nan))
    skipped(shown, "Answers: 0; needed: 10.", "1.1")
    skipped(shown, "Answers: 0; needed: 10.", *NEEDED, cause="1.1")


def test_the_airport_has_no_employees(shared, tmp_path):
    shown = told(tmp_path, study=airport_study(shared, tmp_path, 2017))
    skipped(shown, "No table has a column of role engagement.", "1")
    skipped(shown, "No table has a column of role engagement.", *NEEDED, cause="1")


def test_the_export_of_a_client_has_no_employees(tmp_path):
    (tmp_path / "study").mkdir()
    shown = told(tmp_path, study=write(tmp_path / "study", described(MENDS, REVERSED), mended_file()))
    skipped(shown, "No table has a column of role engagement.", "1")
    skipped(shown, "No table has a column of role engagement.", *NEEDED, cause="1")
