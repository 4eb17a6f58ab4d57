"""Notebook 04 on clients' studies, small and incomplete ones: it ends well and shows only what the data carry."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from airport import airport_study
from ran import plain, ran
from samples.test_sample_export import MENDS, REVERSED, described, mended_file, write

HEAD = '[study]\nname = "Small"\n[tables.answers]\nfile = "a.csv"\nkind = "{kind}"\n[tables.answers.columns]\n'
ITEMS = "".join(f'q{k} = {{ role = "rating", scale = [1, 5] }}\n' for k in range(4))
OUTCOME = 'sat = { role = "outcome", scale = [0, 10] }\n'
NAMES = "sat,q0,q1,q2,q3"
EVERY = ("2.1", "3", "4", "9")  # they rest on section 2
pytestmark = pytest.mark.full


def rows(n: int, *more: str, names: str = NAMES) -> str:
    """Ratings with one mood in all of them; `more` are columns that every row has."""
    rng = np.random.default_rng(1)
    mood = rng.normal(size=(n, 1))
    ratings = np.clip(np.round(3 + mood / 2 + rng.normal(size=(n, 4))), 1, 5).astype(int)
    sat = np.clip(np.round(ratings.mean(axis=1) * 2 + rng.normal(size=n)), 0, 10).astype(int)
    lines = zip(sat, *ratings.T, *(np.resize(list(column), n) for column in more), strict=True)
    return "\n".join([names, *(",".join(map(str, line)) for line in lines)]) + "\n"


def told(folder: Path, columns: str = "", text: str = "", kind: str = "relationship", study="", **parameters) -> str:
    """Everything that the notebook shows of a study, pictures in words."""
    if columns:
        study = folder / "study"
        study.mkdir()
        (study / "study.toml").write_text(HEAD.format(kind=kind) + columns, encoding="utf-8")
        (study / "a.csv").write_text(text, encoding="utf-8")
    return plain(ran("04", study=study or None, out=folder / "out", **({"n_resamples": 100} | parameters)))


FEW = "Answers: {}; needed: 10. To open it: collect more answers, or join several waves."
ALIKE = "drivers: 'q0', 'q1', 'q2', 'q3' and 'sat' do not vary in 80 complete rows. To open it: Leave them out."
SKIPPED = {
    "no items": (
        OUTCOME, "sat\n" + "3\n4\n5\n" * 20,
        "Aspects in table answers: 0; needed: 2. To open it: declare their columns with role rating, or name them with "
        "-p drivers=….",
    ),
    "three answers": (OUTCOME + ITEMS, rows(3), FEW.format(3)),
    "one respondent": (OUTCOME + ITEMS, rows(1), FEW.format(1)),
    "no answer": (OUTCOME + ITEMS, NAMES + "\n" + ",3,4,4,2\n" * 40, FEW.format(0)),
}  # fmt: skip


def test_a_score_without_ratings_of_aspects_is_told_by_groups(tmp_path):
    """A desk's CSAT by queue: nothing can drive it, and its mean is told all the same, once."""
    text = "sat,queue\n" + "".join(f"{row % 4 + 5 * (row % 2)},{'ab'[row % 2]}\n" for row in range(80))
    said = told(tmp_path, OUTCOME + 'queue = { role = "segment" }\n', text)
    assert "Skipped: section 2." in said and "Skipped: section 12" not in said
    assert "By queue: " in said
    assert "2 of 23 sections and parts on the data are shown." in said  # 12 and 12.1: 12.2 would say no more


@pytest.mark.parametrize("case", SKIPPED)
def test_what_the_data_cannot_carry_is_skipped_with_its_reason(tmp_path, case):
    columns, text, reason = SKIPPED[case]
    shown = told(tmp_path, columns, text, lectures=case == "one respondent")
    assert f"Skipped: section 2. {reason}" in shown
    for number in EVERY:
        assert f"Skipped: section {number}. Rests on section 2, which is closed: {reason}" in shown
    assert "R² of both" not in shown and "drivers explain" not in shown


def test_too_few_for_an_order_still_show_correlations_with_intervals(tmp_path):
    shown = told(tmp_path, OUTCOME + ITEMS, rows(40))
    assert "Skipped: section 3. Complete answers: 40; needed for 4 aspects: 60." in shown
    assert "Skipped: section 2.1" not in shown
    assert re.search(r"driver +n +correlation +95 % interval", shown)
    assert "of 100 resamples" not in shown


def test_all_answers_equal_and_two_columns_that_are_the_same(tmp_path):
    shown = told(tmp_path, OUTCOME + ITEMS, NAMES + "\n" + "7,3,4,4,4\n" * 80)
    assert f"Skipped: section 2.1. {ALIKE}" in shown
    (tmp_path / "twins").mkdir()
    twice = "\n".join(f"{line},{line.split(',')[1]}" for line in rows(80).splitlines()).replace("q3,q0", "q3,q4")
    shown = told(tmp_path / "twins", OUTCOME + ITEMS + 'q4 = { role = "rating" }\n', twice)
    assert "Skipped: section 2.1. drivers: 'q0' and 'q4' are exactly collinear" in shown
    assert "Skipped: section 3. Rests on section 2.1, which is closed: drivers: 'q0' and 'q4' are" in shown


def test_a_plain_survey_without_touchpoint_log_and_stated_importance(tmp_path):
    shown = told(tmp_path, OUTCOME + ITEMS, rows(200), lectures=True)
    for reason in (
        "1. Table answers has no column or role touchpoint.",
        "6. No rating is paired with a record of the same matter.",
        "7. Table answers has no column or role touchpoint.",
        "8. Table answers has no column or role reason.",
        "10.1. No aspect was rated by a quarter to three quarters.",
        "11. Table answers has no column or role customer.",
    ):
        assert f"Skipped: section {reason}" in shown
    assert "Left out: section 5.1 does not apply here." in shown
    assert "4 drivers explain" in shown and "of 100 resamples" in shown
    assert "Planted" not in shown


def test_more_aspects_than_can_be_drawn_again_by_lmg_in_minutes(tmp_path):
    x = np.random.default_rng(1).integers(1, 6, (400, 22))
    columns = OUTCOME + "".join(f'q{k} = {{ role = "rating", scale = [1, 5] }}\n' for k in range(21))
    text = "\n".join(",".join(map(str, line)) for line in [["sat", *(f"q{k}" for k in range(21))], *x.tolist()])
    shown = told(tmp_path, columns, text + "\n", n_resamples=1000)
    assert (
        "Skipped: section 3. Aspects: 21; by lmg 1,000 draws of so many would take long. To open it: "
        "add -p method=relative_weights, or name fewer aspects with -p drivers=…."
    ) in shown
    johnson = told(tmp_path / "again", study=tmp_path / "study", method="relative_weights", n_resamples=100)
    assert "21 drivers explain" in johnson and "of 100 resamples" in johnson


def test_touchpoints_weights_and_a_scale_that_the_cuts_do_not_suit(tmp_path):
    columns = OUTCOME + ITEMS.replace("[1, 5]", "[0, 10]")
    columns += 'place = { role = "touchpoint" }\nw = { role = "weight" }\nteam = { role = "segment" }\n'
    text = rows(240, "ABC", (1, 2), ("x", "y"), names=f"{NAMES},place,w,team") + "5,3,3,3,3,Lone,1,Solo\n"
    shown = told(tmp_path, columns, text, "transactional")
    assert "Columns used: outcome = sat, touchpoint = place." in shown
    assert "Skipped: section 9. The cuts 2 and 5 do not suit the scale of 4 aspects." in shown
    assert "Grid of 3 groups by 4 drivers" in shown and "C and 1 more" in shown  # few with the next smallest
    name, alone = re.search(r"fair share\n +(q\d) +([\d.]+)", shown).groups()
    r = float(re.search(rf"\b{name}\s+241\s+([\d.]+)", shown)[1])
    assert float(alone) == pytest.approx(r**2, abs=1.1e-3)  # by hand as in the table: weighted, within touchpoints
    assert "Lone" not in shown and "Solo" not in shown


def test_touchpoints_none_of_which_carries_an_order(tmp_path):
    """All are thin, or two aspects are one there, or none was asked there: each says so, none stops the notebook."""
    columns = OUTCOME + ITEMS + 'place = { role = "touchpoint" }\n'
    lines = rows(140, "ABCDEFG", names=f"{NAMES},place").splitlines()
    thin = "\n".join(lines) + "\n" + "7,,,,,None\n4,,,,,None\n" * 10
    (tmp_path / "thin").mkdir()
    shown = told(tmp_path / "thin", columns, thin, "transactional")
    assert "Grid of 7 groups by 4 drivers; too few answers in 7. Framed, surely first: none." in shown
    assert "No group has a driver that is surely first. Too few answers to say in 7 groups" in shown
    (tmp_path / "same").mkdir()
    table = pd.read_csv(StringIO(rows(240, "AB", names=f"{NAMES},place")))
    table["q1"] = table["q1"].mask(table["place"] == "B", table["q0"])
    shown = told(tmp_path / "same", columns, table.to_csv(index=False), "transactional")
    assert "B: drivers: 'q0' and 'q1' are exactly collinear: each follows from the rest of them." in shown
    assert "Skipped: section 7.1. between: no estimate for 'B': 'q0' and 'q1' are exactly collinear" in shown


def test_the_airport(shared, tmp_path):
    shown = told(tmp_path, study=airport_study(shared, tmp_path, 2017))
    assert "7 drivers explain 57 % of the variation in overall" in shown
    assert "No driver can be named first:" in shown


def test_the_yearly_survey_of_the_sample_company_and_another_method(tmp_path):
    shown = told(tmp_path, outcome="relationship.impression", method="relative_weights")
    assert re.search(r"Table relationship: 5,790 questionnaires, [\d,]+ in the last wave.", shown)
    assert "Waves in order: 1, 2." in shown
    assert "Both methods put ease first." in shown


def test_the_export_of_an_agency(tmp_path):
    (tmp_path / "study").mkdir()
    shown = told(tmp_path, study=write(tmp_path / "study", described(MENDS, REVERSED), mended_file()))
    assert "5 drivers explain" in shown and "Table relationship: 2,9" in shown
    assert "Planted" not in shown
