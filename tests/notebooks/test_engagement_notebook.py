"""Notebook 06 on clients' studies, small and incomplete ones: it ends well and shows no team that is too small."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from airport import airport_study
from ran import outputs as outputs_of
from ran import ran
from samples.test_sample_export import MENDS, REVERSED, described, mended_file, write

import cxlib as cx
from cxlib.readings import FINDINGS, READING

HEAD = '[study]\nname = "Small"\n[tables.staff]\nfile = "a.csv"\nkind = "employees"\n[tables.staff.columns]\n'
ITEMS = "".join(f'e{k} = {{ role = "engagement", scale = [1, 5] }}\n' for k in range(4))
CLIMATE = "".join(f'c{k} = {{ role = "climate", scale = [1, 5] }}\n' for k in range(2))
TEAM = 'team = { role = "unit" }\n'
ALL = ITEMS + CLIMATE + TEAM
pytestmark = pytest.mark.full


def rows(sizes: dict[str, int]) -> str:
    """Six answers of people in teams, with one mood in all of them."""
    rng = np.random.default_rng(3)
    lines = ["e0,e1,e2,e3,c0,c1,team"]
    for name, n in sizes.items():
        answers = np.clip(np.round(3.3 + 0.7 * rng.normal(size=(n, 1)) + 0.6 * rng.normal(size=(n, 6))), 1, 5)
        lines += [",".join([*(f"{value:.0f}" for value in one), name]) for one in answers]
    return "\n".join(lines) + "\n"


def told(folder: Path, columns: str = "", text: str = "", study: Path | str = "", **parameters) -> str:
    """Everything that a reader meets in the notebook: words, pages and what is said of the figures."""
    if columns:
        study = folder / "study"
        study.mkdir()
        (study / "study.toml").write_text(HEAD + columns, encoding="utf-8")
        (study / "a.csv").write_text(text, encoding="utf-8")
    outputs = outputs_of(ran("06", study=study or None, out=folder / "out", **({"n_permutations": 20} | parameters)))
    words = [output.get("text", "") for output in outputs]
    kinds = ("text/plain", "text/html", "text/markdown", READING, FINDINGS)
    words += [str(output.get("data", {}).get(kind, "")) for output in outputs for kind in kinds]
    # a picture for narrow pages is no text: letters meet in it by chance
    figures = [one for output in outputs for one in output.get("metadata", {}).values() if isinstance(one, dict)]
    told = [{name: value for name, value in one.items() if name != "narrow"} for one in figures]
    return "\n".join([*words, *map(str, told)])


NO_TEAM = "Table staff has no column or role unit. To open it: declare the column in study.toml, or name another one "
NO_TEAM += "with -p team=…."
ONE = "Of 1 group of team, 1 can be shown (at least 10 answers each); needed: 2. To open it: name a column of "
ONE += "more groups."
ALIKE = "items: everybody answers 'e0', 'e1', 'e2', 'e3' alike. To open it: Leave such items out."
FEW = "Answers in the last wave: 0; needed: 10. To open it: collect more answers, or join several waves."
SKIPPED = {
    "no team": (ITEMS + CLIMATE, rows({"A": 40}), ("6", "8.2"), NO_TEAM, {"6.1": "6", "9": "8.2", "10": "8.2"}),
    "one team": (ALL, rows({"A": 40}), ("6", "8.2"), ONE, {"9": "8.2", "10": "8.2"}),
    "three people": (ALL, rows({"A": 2, "B": 1}), ("1",), FEW, {"2": "1", "6": "1", "8.2": "1", "10": "1"}),
    "all alike": (
        ALL,
        "e0,e1,e2,e3,c0,c1,team\n" + "4,4,4,4,4,4,A\n4,4,4,4,4,4,B\n" * 20,
        ("2", "3"),
        ALIKE,
        {"3.1": "3"},
    ),
}


@pytest.mark.parametrize("case", SKIPPED)
def test_what_the_data_cannot_carry_is_skipped_with_its_reason(tmp_path, case):
    columns, text, numbers, reason, resting = SKIPPED[case]
    shown = told(tmp_path, columns, text, lectures=case == "three people")
    for number in numbers:
        assert f"Skipped: section {number}. {reason}" in shown
    for number, cause in resting.items():
        assert f"Skipped: section {number}. Rests on section {cause}, which is closed: {reason}" in shown
    assert "Planted" not in shown


def test_without_climate_and_with_few_teams(tmp_path):
    shown = told(tmp_path, ITEMS + TEAM, rows({name: 12 for name in "ABCD"}))
    for reason in (
        "section 4. Items on climate: 0; needed: 2. To open it: declare columns of role climate",
        "section 5. Items on experience: 0; needed: 2.",
        "section 7.1. The study has no table of kind units",
        "section 10. Of 4 groups of team, 4 can be shown (at least 10 answers each); needed: 6.",
    ):
        assert f"Skipped: {reason}" in shown
    assert "4 units are too few to say whether units differ: read the interval." in shown


def test_no_word_of_a_team_that_is_too_small(tmp_path):
    sizes = {f"Large{k}": 12 + k for k in range(8)} | {"Tiny": 6, "Lone": 5}
    shown = told(tmp_path, ALL, rows(sizes), lectures=True)
    assert "team: 8 of 10 are told by themselves, the others in 1 group of several." in shown
    assert "Tiny" not in shown and "Lone" not in shown and "Large" not in shown
    assert "With the rules, nothing of a hidden group is laid open." in shown


def test_the_sample_company_names_no_team(tmp_path):
    shown = told(tmp_path)
    names = set(cx.read_study(cx.sample_study(), tables=["branches"]).tables["branches"]["branch"])
    assert not [name for name in names if name in shown]
    for words in (
        "4 factors lie above random answers",
        "engagement and climate are two things",
        "With perks, climate is higher: 1.19 (0.80 to 1.59) standard deviations. With perks, engagement differs by "
        "nothing that can be distinguished from 0: 0.38 (−0.07 to 0.83).",
        "Teams: 92.",
        "First: transparency and autonomy. mastery, the third, is surely behind",
        "Do not average by unit.",
        "Low response and low engagement go together",
        "From 10 to 22 people, the groups shown fall from 92 to ",
    ):
        assert words in shown


def test_studies_without_employees(shared, tmp_path):
    role = "No table has a column of role engagement."
    assert f"Skipped: section 1. {role}" in told(tmp_path, study=airport_study(shared, tmp_path, 2017))


def test_the_export_of_an_agency(tmp_path):
    (tmp_path / "study").mkdir()
    shown = told(tmp_path, study=write(tmp_path / "study", described(MENDS, REVERSED), mended_file()))
    reason = "Rests on section 1, which is closed: No table has a column of role engagement."
    assert f"Skipped: section 10. {reason}" in shown
