"""The real notebooks on real, small and incomplete studies: they end well and show only what the data carry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from airport import airport_study
from ran import ran, words, words_of

from cxlib.runs.workbook import run_workbook

HEAD = '[study]\nname = "Small"\n[tables.answers]\nfile = "a.csv"\nkind = "relationship"\n[tables.answers.columns]\n'
SCORE = 'recommend = { role = "recommend" }\n'


def small(folder: Path, columns: str, rows: str) -> Path:
    (folder / "study.toml").write_text(HEAD + columns, encoding="utf-8")
    (folder / "a.csv").write_text(rows, encoding="utf-8")
    return folder


@pytest.mark.full
def test_the_airport(shared, tmp_path):
    study = airport_study(shared, tmp_path, 2017)
    done = run_workbook(study, notebooks=["03"], out=tmp_path / "out", lectures=False)
    assert not done.failed
    said = words(done.notebooks[0])
    assert "NPS 39.8 (37.2 to 42.4) from 2,746 valid answers in 2,831 questionnaires." in said
    assert "2,746 52.3 % 35.3 % 12.5 % 39.8" in said
    assert "2,746 2,301.9 52.4 % 35.6 % 12.0 % 40.4" in said
    assert "Weights move the NPS from 39.8 to 40.4 (37.5 to 43.2)." in said
    assert "Skipped: section 5. Table relationship has no column or role wave." in said
    assert "Of 7 comparisons " in said  # the boarding areas
    record = json.loads((done.folder / "run.json").read_text(encoding="utf-8"))
    assert {entry["file"] for entry in record["data"]} == {"study.toml", "2017_SFO_Customer_Survey.csv"}


SKIPPED = {
    "no recommendation": (
        'mood = { role = "outcome" }\n', "mood\n3\n4\n5\n", "No table has a column of role recommend.",
    ),
    "one respondent": (SCORE, "recommend\n9\n", "Answers in the last wave: 1; needed: 10."),
    "no answer at all": (
        SCORE + 'x = { role = "segment" }\n', "recommend,x\n,a\n,b\n", "Answers in the last wave: 0; needed: 10.",
    ),
}  # fmt: skip


def test_a_page_says_why_a_section_is_skipped_and_has_no_lessons(tmp_path):
    columns, rows, reason = SKIPPED["no recommendation"]
    done = run_workbook(small(tmp_path, columns, rows), notebooks=["03"], out=tmp_path / "out")
    assert not done.failed
    said = words_of(done.pages[1])
    assert f"Skipped: section 1. {reason}" in said
    assert "valid answers in" not in said and "Now you" not in said and "Exercise" not in said


@pytest.mark.full
@pytest.mark.parametrize("case", ["one respondent", "no answer at all"])
def test_what_the_data_cannot_carry_is_skipped_with_its_reason(tmp_path, case):
    columns, rows, reason = SKIPPED[case]
    said = words(ran("03", study=small(tmp_path, columns, rows), out=tmp_path / "out"))
    assert f"Skipped: section 1. {reason}" in said
    assert "valid answers in" not in said


@pytest.mark.full
def test_all_alike_twelve_a_group_and_a_group_too_small(tmp_path):
    rows = "recommend,team,wave,w,back,why\n" + "".join(
        f"{answer},{team},{wave},{weight},{wave - 1},{'good' if team == 'North' else ''}\n"
        for team, size in (("North", 24), ("South", 24), ("East", 24), ("Lone", 3))
        for answer, weight, wave in [(10, 1.5, 1 + k % 2) for k in range(size)]
    )
    columns = SCORE + 'team = { role = "unit" }\nwave = { role = "wave" }\nw = { role = "weight" }\n'
    columns += 'back = { role = "return" }\nwhy = { role = "verbatim" }\n'
    said = words(ran("03", study=small(tmp_path, columns, rows), out=tmp_path / "out"))
    assert "NPS 100.0 (" in said
    assert "cannot be distinguished from no change" in said
    assert "answer 0 to 10 (AUC 0.500) against three classes (0.500): no interval can be given." in said
    assert "East + Lone" in said and "Lone" not in said.replace("East + Lone", "")


@pytest.mark.full
def test_a_last_wave_of_three_is_not_shown(tmp_path):
    rows = "recommend,wave\n" + "10,1\n8,1\n3,1\n" * 20 + "10,2\n9,2\n10,2\n"
    said = words(ran("03", study=small(tmp_path, SCORE + 'wave = { role = "wave" }\n', rows), out=tmp_path / "out"))
    assert "Skipped: section 1. Answers in the last wave: 3; needed: 10." in said
    assert "NPS 100" not in said


@pytest.mark.full
def test_groups_of_a_second_column_are_named_too(tmp_path):
    """A town whose customers score low is found, though age is the first column of groups."""
    columns = SCORE + 'age = { role = "segment" }\ntown = { role = "segment" }\n'
    towns = ["Reus", "Salou", "Valls"]
    rows = "".join(
        f"{3 if row % 3 == 2 else 9 - row % 2},{20 + 10 * (row // 6 % 4)}s,{towns[row % 3]}\n" for row in range(240)
    )
    run = ran("03", study=small(tmp_path, columns, "recommend,age,town\n" + rows), out=tmp_path / "out")
    said = words(run)
    assert "Age: none of 4 groups" in said, said[said.find("Age:") :][:300]
    assert "Valls (NPS −100" in said, said[said.find("Town:") :][:300]
    alone = small(tmp_path, SCORE + 'town = { role = "segment" }\n', "recommend,age,town\n" + rows)
    assert "section 6.2 does not apply here" in words(ran("03", study=alone, out=tmp_path / "alone"))


@pytest.mark.full
@pytest.mark.parametrize(("skipped", "n"), [(1, 300), (9, 300), (40, 260)])
def test_few_who_skipped_a_question_are_not_what_two_sections_differ_by(skipped, n, tmp_path):
    """The area of 300 people less that of 299 gave the score of the one who had skipped the impression."""
    columns = SCORE + 'back = { role = "return", scale = [0, 1] }\nmood = { role = "outcome", scale = [0, 10] }\n'
    people = [(k % 11, int(k % 7 < 3 + k % 11 // 4), "" if k < skipped else (k * 3) % 11) for k in range(300)]
    rows = "recommend,back,mood\n" + "".join(f"{a},{b},{c}\n" for a, b, c in people)
    said = words(ran("03", study=small(tmp_path, columns, rows), out=tmp_path / "out"))
    assert f"answer 0 to 10 {n} " in said and f"mood {n} " in said


@pytest.mark.full
@pytest.mark.parametrize(("customers", "told"), [(1, False), (16, True)])
def test_a_reason_of_one_customer_is_no_cell_of_its_own(customers, told, tmp_path):
    """Sixteen comments of one customer on one theme made a cell of the figure of section 10.2."""
    columns = 'who = { role = "customer" }\n' + SCORE + 'text = { role = "verbatim" }\ntheme = { role = "theme" }\n'
    columns += 'tone = { role = "valence", scale = [-1, 1] }\n'
    rows = [(f"K{k}", 9 + k % 2, "well", ("kind", "speed")[k % 2], 1) for k in range(60)]
    rows += [(f"M{k % customers}", 2, "bad", "secret", -1) for k in range(16)] + [
        (f"S{k}", 8, "", "", "") for k in range(40)
    ]
    table = "who,recommend,text,theme,tone\n" + "".join(",".join(map(str, row)) + "\n" for row in rows)
    said = words(ran("03", study=small(tmp_path, columns, table), out=tmp_path / "out"))
    assert ("The fullest cell is promoters with kind: 30" in said) is told
    assert ("Groups of theme with fewer than 10 people here, or next to one, stand together." in said) is not told
