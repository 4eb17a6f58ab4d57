"""Notebook 00 on small and incomplete studies: it ends well, and shows no id and nothing that somebody wrote."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ran import outputs, ran

import cxlib as cx

HEAD = '[study]\nname = "Small"\n{head}[tables.answers]\nfile = "a.csv"\nkind = "{kind}"\n[tables.answers.columns]\n'
SCORE = 'recommend = { role = "recommend", missing = [99] }\n'
PERSON = 'who = { role = "id" }\nwords = { role = "verbatim" }\n'


def told(folder: Path, columns: str, rows: str, kind: str = "relationship", head: str = "", **parameters) -> str:
    """Everything that the notebook shows of a study, pictures in words."""
    study = folder / "study"
    study.mkdir(exist_ok=True)
    (study / "study.toml").write_text(HEAD.format(kind=kind, head=head) + columns, encoding="utf-8")
    (study / "a.csv").write_text(rows, encoding="utf-8")
    run = ran("00", study=study, out=folder / "out", **parameters)
    return "\n".join(
        output.get("text", "") + "\n".join(str(data) for kind, data in output.get("data", {}).items() if "text" in kind)
        for output in outputs(run)
    )


def test_one_person_with_a_name_and_a_comment(tmp_path):
    text = told(tmp_path, SCORE + PERSON, "recommend,who,words\n9,Ana Pop,hush\n", lectures=True)
    assert "1 row from a.csv; none with a fault" in text
    assert "Skipped: section 5. Answers in the last wave: 1; needed: 10." in text
    assert "Skipped: section 6." in text
    assert "look like names or addresses: replace them by numbers" in text and "Texts: 1." in text
    assert "Ana Pop" not in text and "hush" not in text


@pytest.mark.full
@pytest.mark.parametrize(
    ("columns", "rows"),
    [(SCORE, "recommend\n9\n7\n99\n"), ('x = { role = "segment" }\n', "x\na\n"), (SCORE, "recommend\n99\n")],
)
def test_a_single_column(tmp_path, columns, rows):
    text = told(tmp_path, columns, rows)
    assert "1 of 1 column declared" in text
    assert text.count("Skipped: ") >= 2 and "Definitions: version" not in text


@pytest.mark.full
def test_percentages_have_no_boxes_and_names_in_another_table_are_counted(tmp_path):
    (tmp_path / "study").mkdir()
    people = "".join(f"Leo Marin {number},\n" for number in range(11))
    (tmp_path / "study" / "staff.csv").write_text(f"who,words\nAna Pop,hush\n{people}", encoding="utf-8")
    staff = '[tables.staff]\nfile = "staff.csv"\nkind = "employees"\n[tables.staff.columns]\n'
    staff += 'who = { role = "employee" }\nwords = { role = "verbatim" }\n'
    columns = 'share = { role = "rating", scale = [0, 100] }\n'
    text = told(tmp_path, columns + staff, "share\n" + "9\n12\n" * 20)
    reason = "Table answers has no column or role outcome with answers on 3 to 11 steps."
    assert f"Skipped: section 6. {reason}" in text
    assert re.search(r"table +free text +key\n *answers +0 +0\n *staff +1 +12", text)
    assert "Ana Pop" not in text and "hush" not in text


@pytest.mark.full
def test_a_study_without_the_question_shows_its_other_scores(tmp_path):
    rows = "mood,who,words\n" + "".join(f"{k % 5 + 1},K{k},hush\n" for k in range(40))
    text = told(tmp_path, 'mood = { role = "outcome", scale = [1, 5] }\n' + PERSON, rows, lectures=True)
    assert "Skipped: section 5. Table answers has no column or role recommend." in text
    assert "mood: the same 40 answers give 20 %, 40 %, 3.0 or 50." in text
    assert "hush" not in text


@pytest.mark.full
def test_employees_are_hidden_below_the_number_of_their_study(tmp_path):
    rows = "recommend,team,who\n" + "".join(f"{(10, 8, 3, 99)[k % 4]},{'AB'[k % 2]},K{k}\n" for k in range(30))
    columns = SCORE + 'team = { role = "unit" }\nwho = { role = "employee" }\n'
    head = "min_cell = {{ employees = {} }}\n"
    text = told(tmp_path, columns, rows, "employees", head.format(16), table="employees", lectures=True)
    assert (
        "Told of at least 16 people each. team: 0 of 2 are told by themselves, the others in 1 group of several."
        in text
    )
    assert re.search(r"recommend +99 +30 +7\n", text)
    (tmp_path / "few").mkdir()
    few = told(tmp_path / "few", columns, rows, "employees", head.format(24), table="answers", lectures=True)
    assert "30 rows are left out: too few to be told by themselves" in few and "left out, as declared" not in few


@pytest.mark.full
def test_a_table_that_is_neither_name_nor_kind_is_told(tmp_path):
    run = cx.run_notebook("00", out=tmp_path, parameters={"table": "customer"})
    assert run.error == 'table: the study has no table "customer". Did you mean customers?'


@pytest.mark.full
@pytest.mark.parametrize("table", ["customers", "units"])
def test_the_other_tables_of_the_sample_company(tmp_path, table):
    ran("00", out=tmp_path, table=table, blank_code=0)


def test_every_link_leads_to_a_notebook(root):
    source = (root / "notebooks/00_start_here.py").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)]+)\)", source)
    assert links and all((root / "notebooks" / link).is_file() for link in links)
