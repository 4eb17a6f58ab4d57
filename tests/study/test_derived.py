"""Columns made of others, scales that another column tells, and which rows are looked at: exact, or one clear fault."""

from __future__ import annotations

import numpy as np
import pytest

import cxlib as cx
from cxlib.study import read_study

ITEMS = '"q*" = { role = "rating", scale = [1, 5], missing = [9] }\n'
DATA = "q1,q2,q3\n1,2,3\n5,,9\n,,4\n5,5,5\n9,9,9\n2,2,\n"


def test_the_mean_of_items_where_enough_are_answered(study, both_doors):
    columns = ITEMS + 'mood = { role = "outcome", mean = ["q*"], question = "All in all" }'
    found = both_doors(study(columns, DATA))
    assert found.tables["answers"]["mood"].fillna(-1).tolist() == [2, -1, -1, 5, -1, 2]  # two of three, rounded up
    assert found.notes == ("answers.mood: the mean of q1, q2, q3, where at least 2 of them are answered.",)
    assert found.contract.tables["answers"].columns["mood"].bounds == [1, 5]
    one = both_doors(study(columns.replace("mean =", "at_least = 1, mean ="), DATA)).tables["answers"]
    assert one["mood"].fillna(-1).tolist() == [2, 5, 4, 5, -1, 2]


def test_the_difference_of_two(study, both_doors):
    columns = ITEMS + 'gap = { role = "disconfirmation", difference = ["q1", "q2"] }'
    found = both_doors(study(columns, DATA))
    assert found.tables["answers"]["gap"].fillna(-9).tolist() == [-1, -9, -9, 0, -9, 0]
    assert found.contract.tables["answers"].columns["gap"].bounds == [-4, 4]
    assert found.notes == ("answers.gap: q1 less q2.",)
    assert cx.mean_rating(found.tables["answers"], rating="gap").table["estimate"].item() == pytest.approx(-1 / 3)


def test_a_reversed_item_enters_as_it_is_read(study, answers):
    columns = 'q1 = { role = "rating", scale = [1, 5], reverse = true }\nq2 = { role = "rating", scale = [1, 5] }\n'
    table = answers(study(columns + 'm = { role = "outcome", mean = ["q1", "q2"] }', "q1,q2\n1,5\n5,5\n"))
    assert table["m"].tolist() == [5, 3]


def test_a_scale_that_another_column_tells(study, both_doors):
    columns = """form = { role = "segment" }
score = { role = "rating", scale = [0, 100], missing = [99], scale_by = { column = "form", a = [1, 5], "b" = [0, 10] } }
twice = { role = "outcome", mean = ["score", "other"], at_least = 1 }
other = { role = "rating", scale = [0, 100] }"""
    data = "form,score,other\na,1,50\na,5,\na,3,0\nb,10,100\nb,0,\nb,99,7\nb,5,1\n"
    found = both_doors(study(columns, data))
    assert found.tables["answers"]["score"].fillna(-1).tolist() == [0, 100, 50, 100, 0, -1, 50]
    assert found.tables["answers"]["twice"].tolist() == [25, 100, 25, 100, 0, 7, 25.5]
    assert "answers.score: brought to 0…100 from the scale that form tells." in found.notes


def test_scores_off_the_scale_of_their_row(study, faults, both_doors):
    columns = 'form = { role = "segment" }\nscore = { role = "rating", scale = [0, 100], '
    columns += 'scale_by = { column = "form", a = [1, 5], b = [0, 10] } }'
    folder = study(columns, "form,score\na,1\nb,9\na,5\na,9\nc,3\nb,11\na,2\n,4\n")
    told = [
        "answers.score: a score without a scale: its form has none in 2 rows (first at row 6). Add it to scale_by.",
        "answers.score: outside the scale of its form in 2 rows (first at row 5). "
        "Correct scale_by, or declare the codes in missing.",
    ]
    assert faults(folder) == told
    both_doors(folder)  # in pieces, where no two cells of a row are kept as witnesses, they are found as well


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ('m = { role = "outcome", mean = ["q1", "qq"] }', 'mean: no column "qq" in the table. Known: q1, q2.'),
        ('m = { role = "outcome", difference = ["q1"] }', 'difference of 1 columns. Name two, as difference = ["perc'),
        ('m = { role = "segment", mean = ["q1", "q2"] }', "the role segment of a column made of others. Choose a role"),
        ('m = { role = "recommend", mean = ["q1", "q2"] }', "the role recommend of a column made of others. Choose"),
        ('m = { role = "outcome", mean = ["q1", "q2"], scale = [0, 9] }', "scale of a column made of others. Say it"),
        ('m = { role = "outcome", mean = ["q1", "z"] }\nz = { source = "q3", role = "outcome", scale = [0, 10] }',
         'mean: "z" and "q1" have different scales. Scores of different scales have no common unit'),
        ('m = { role = "outcome", mean = ["q1", "z"] }\nz = { source = "q3", role = "segment" }',
         'mean: "z" is no score on a scale. Name columns of the file'),
        ('m = { role = "outcome", mean = ["q1", "q2"], at_least = 3 }', "at_least = 3, and there are 2 items."),
        ('m = { role = "outcome", mean = ["__import__(1)"] }', 'mean: no column "__import__(1)" in the table'),
        ('m = { source = "q3", role = "rating", scale_by = { column = "x" } }', "scale_by is not a column and"),
        ('m = { source = "q3", role = "rating", scale = [0, 1], scale_by = { column = "x", a = [1, 5] } }',
         'scale_by: no column "x" in the table'),
    ],
)  # fmt: skip
def test_every_fault_is_one_clear_error(study, faults, columns, told):
    items = 'q1 = { role = "rating", scale = [1, 5] }\nq2 = { role = "rating", scale = [1, 5] }\n'
    found = faults(study(items + columns, "q1,q2,q3\n1,2,3\n2,2,2\n"))
    assert len(found) == 1 and told in found[0]


ROWS = "id,done,progress,score\n1,Yes,100,5\n2,No,20,4\n3,Yes,50,9\n4,,80,3\n5,Yes,,2\n6,yes,70,1\n"
SCORE = 'id = { role = "id" }\nscore = { role = "outcome", scale = [0, 10] }'


@pytest.mark.parametrize(
    ("rows", "kept", "told"),
    [
        ('{ done = ["Yes"] }', ["1", "3", "5"], 'done is "Yes"'),
        (
            '{ done = ["Yes", "yes"], progress = { from = 50 } }',
            ["1", "3", "6"],
            'done is "Yes" or "yes"; progress from 50',
        ),
        ('{ done = { not = ["No"] } }', ["1", "3", "4", "5", "6"], 'done is not "No"'),
        ('{ done = { not = ["No", ""] } }', ["1", "3", "5", "6"], 'done is not "No" or ""'),
        ("{ progress = { from = 50, to = 80 } }", ["3", "4", "6"], "progress from 50 to 80"),
        ("{ progress = [100, 20] }", ["1", "2"], "progress is 100 or 20"),
    ],
)
def test_rows_that_are_looked_at(study, both_doors, rows, kept, told):
    found = both_doors(study(SCORE, ROWS, table=f"rows = {rows}"))
    assert found.tables["answers"]["id"].tolist() == kept
    assert found.notes == (f'answers: "answers.csv": {len(kept)} of 6 rows are looked at ({told}).',)


def test_faults_of_rows_that_are_not_looked_at_are_none(study, both_doors, faults):
    bad = ROWS.replace("2,No,20,4", "2,No,20,77")
    assert faults(study(SCORE, bad))[0].startswith("answers.score: outside 0…10 (77) in 1 row (first at row 3)")
    assert len(both_doors(study(SCORE, bad, table='rows = { done = ["Yes"] }')).tables["answers"]) == 3
    own = faults(study(SCORE, bad.replace("3,Yes,50,9", "3,Yes,50,88"), table='rows = { done = ["Yes"] }'))
    assert own[0].startswith("answers.score: outside 0…10 (88) in 1 row (first at row 4)")  # as the file counts


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ('{ finished = ["Yes"] }', 'rows: no column "finished" in "answers.csv".'),
        ("{ done = { from = 1 } }", 'rows: "done" has words where numbers are compared ("Yes").'),
        ('{ done = ["Maybe"] }', 'rows: no row of "answers.csv" fulfils the conditions.'),
        ('{ done = "Yes" }', "rows is a condition that is neither a list of values nor not, from or to."),
        ("{ progress = { from = 2026-01-01 } }", 'rows: "progress" has cells that are no sure dates ("100").'),
        ('{ progress = { from = "2026-01-01" } }', "rows is an end that is no number and no day."),
        ("{ progress = { from = 50, to = 2026-01-01 } }", "rows is an end that is no number and no day."),
        ('{ done = { like = "Y" } }', "rows is a condition that is neither a list of values nor not, from or to."),
    ],
)
def test_conditions_that_cannot_be(study, faults, rows, told):
    found = faults(study(SCORE, ROWS, table=f"rows = {rows}"))
    assert len(found) == 1 and told in found[0]


DAYS = "id,day,score\n1,{0},5\n2,{1},4\n3,{2},3\n4,,2\n5,{3},1\n"
ISO = ("2026-01-31", "2026-02-01", "2026-02-28 23:59:00", "2026-03-01")


@pytest.mark.parametrize(
    ("ends", "kept", "told"),
    [
        ("from = 2026-02-01", ["2", "3", "5"], "day from 2026-02-01"),
        ("to = 2026-02-28", ["1", "2", "3"], "day to 2026-02-28"),  # the whole day
        ("from = 2026-02-01, to = 2026-02-28", ["2", "3"], "day from 2026-02-01 to 2026-02-28"),
    ],
)
def test_rows_from_a_day_to_another(study, both_doors, ends, kept, told):
    found = both_doors(study(SCORE, DAYS.format(*ISO), table=f"rows = {{ day = {{ {ends} }} }}"))
    assert found.tables["answers"]["id"].tolist() == kept
    assert found.notes == (f'answers: "answers.csv": {len(kept)} of 5 rows are looked at ({told}).',)


def test_days_in_numbers_are_compared_where_their_format_is_declared(study, both_doors, faults):
    data = DAYS.format("31/01/2026", "01/02/2026", "28/02/2026", "01/03/2026")
    rows = "rows = { day = { from = 2026-02-01, to = 2026-02-28 } }"
    declared = SCORE + '\nday = { role = "time", format = "%d/%m/%Y" }'
    assert both_doors(study(declared, data, table=rows)).tables["answers"]["id"].tolist() == ["2", "3"]
    assert faults(study(SCORE, data, table=rows)) == [
        'answers: rows: "day" has cells that are no sure dates ("31/01/2026"). '
        'Describe the column with role = "time" and its format, such as format = "%d/%m/%Y".'
    ]


def test_the_values_of_employees_are_not_named_in_conditions(study, faults):
    found = faults(study(SCORE, ROWS, table='kind = "employees"\nrows = { done = { from = 1 } }'))
    assert "numbers are compared." in found[0] and "Yes" not in found[0].split("numbers are compared.")[0]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_every_engine_has_the_same(study, engine):
    rng = np.random.default_rng(1)
    lines = "\n".join(",".join(map(str, row)) for row in rng.integers(1, 6, (200, 3)))
    columns = (
        ITEMS + 'm = { role = "outcome", mean = ["q*"] }\ng = { role = "disconfirmation", difference = ["q1", "q3"] }'
    )
    folder = study(columns, f"q1,q2,q3\n{lines}\n", table="rows = { q2 = { from = 2 } }")
    tables = [read_study(folder, engine=one).tables["answers"] for one in ("pandas", engine)]
    one, two = (cx.mean_rating(table, rating="m", by="g").table for table in tables)
    assert one.to_dict() == two.to_dict()
