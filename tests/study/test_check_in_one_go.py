"""`cx check` in one go: faults behind misspelt names, every repeated row, what a study opens and could still carry."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from cxlib.cli import app
from cxlib.drafts import files_seen
from cxlib.runs.needs import all_needs
from cxlib.study import read_study


def check(folder) -> list[str]:
    return CliRunner().invoke(app, ["check", str(folder)]).stdout.splitlines()


def test_faults_of_columns_with_misspelt_names_are_told_too(study):
    columns = """
score = { source = "Puntuacion", role = "outcome", scale = [0, 10] }
back = { source = "back", role = "nota", scale = [1, 5] }
age = { source = "age", role = "segment", labels = { a = "A" }, mising = ["x"] }
"""
    said = check(study(columns, "Puntuación,back,age\n11,7,a\n5,3,b\n5,3,x\n"))
    problems = [line.strip() for line in said if line.startswith("   ")]
    for problem in (
        'unknown role "nota"',
        'unknown key "mising"',
        'no column "Puntuacion" in the file',
        "outside 0…10 (11)",
        "outside 1…5 (7)",
        'not among the labels ("b")',
    ):
        assert problem in problems
    assert said[-1] == "6 faults."


def test_of_a_name_that_may_mean_two_nothing_is_supposed(study):
    columns = 'score = { source = "scor", role = "outcome", scale = [0, 10] }'
    said = check(study(columns, "score,scare\n11,7\n"))
    assert said[-1] == "1 fault."


def test_every_repeated_row_is_listed_and_leaving_them_out_is_offered(study):
    ids = [*range(1, 100), 7, 8, 50]
    folder = study('id = { role = "id" }', "id,x\n" + "".join(f"{k},1\n" for k in ids))
    said = check(folder)
    assert "   3 rows: 101–103" in said
    assert said[-1] == (
        'To leave them out and have them counted: faults = "set_aside" under [study] (3 of 102 rows of answers).'
    )
    text = (folder / "study.toml").read_text(encoding="utf-8")
    (folder / "study.toml").write_text(text.replace("[study]", '[study]\nfaults = "set_aside"'), encoding="utf-8")
    assert len(read_study(folder).tables["answers"]) == 99


@pytest.mark.parametrize("ids", [[1, 2, 2], [*range(50), 3, 4, 5, 6]])
def test_nothing_is_offered_where_many_rows_are_faulty(study, ids):
    folder = study('id = { role = "id" }', "id,x\n" + "".join(f"{k},1\n" for k in ids))
    assert check(folder)[-1] == "1 fault."


def test_a_sound_study_says_what_it_opens_and_could_still_carry(study):
    data = "score,weight,why,name\n" + "".join(
        f"{k % 11},1.{k % 7},a comment of some words number {k},Person {k}\n" for k in range(60)
    )
    said = check(study('nps = { source = "score", role = "recommend" }  # check: asked so?', data))
    assert "  Sections of 03 with their columns: 1" in said
    more = [line for line in said if "would open" in line]
    assert len(more) == 8 and more[0].startswith("  With touchpoint would open 01: 11; 04: 1, 7")
    assert "  With weight would open 03: 8; 04: 4.1" in more and "  With wave would open 03: 5; 07: 1.4" in more
    assert more[-1].endswith(" more would open with other columns or tables: cx roles lists what each role opens.")
    assert "  answers could still carry: weight (weight), verbatim (why)" in said
    assert "  1 line of study.toml is marked # check: look at it and delete the mark" in said
    assert not any("name" in line for line in said if "carry" in line)


def test_columns_are_looked_at_only_where_one_is_left_out(study, monkeypatch):
    """The kind of a column is asked of all its values, which takes longer than to read the file."""
    seen = []
    look = files_seen._seen
    monkeypatch.setattr(files_seen, "_seen", lambda raw, head: seen.append(head) or look(raw, head))
    data = "Score,why\n" + "".join(f"{k % 11},a comment of some words number {k}\n" for k in range(60))
    check(study('nps = { source = "Score", role = "recommend" }\nwhy = { role = "verbatim" }', data))
    assert not seen
    check(study('nps = { source = "Score", role = "recommend" }', data))
    assert seen == ["Score", "why"]


def test_needs_are_read_from_the_notebooks():
    needs = {(need.notebook, need.section): need for need in all_needs()}
    assert needs["03", "8"].parts == (frozenset({"recommend"}), frozenset({"weight"}))
    assert needs["01", "9"].kinds == ("interactions",)
    assert frozenset({"rating", "functional", "emotional"}) in needs["04", "2"].parts
    assert {number for number, _ in needs} == {"00", "01", "02", "03", "04", "05", "06", "07", "08", "09"}
