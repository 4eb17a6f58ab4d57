"""Rows that count answers, and rows that say another's again: each answer, and each person, is read once."""

from __future__ import annotations

import pytest

FACES = 'counts = { "3" = "Happy", "2" = "So-so", "1" = "Unhappy" }'
MOOD = """shop = { role = "segment" }
day = { role = "time" }
mood = { source = "(answer)", role = "outcome", scale = [1, 3] }"""
TERMINAL = """shop,day,Happy,So-so,Unhappy,All
Vic,2026-03-01,2,0,1,3
Vic,2026-03-02,0,,0,0
Reus,2026-03-01,1,1,0,2
"""
PEOPLE = """who = { source = "id", role = "id" }
family = { role = "customer" }
score = { role = "recommend", scale = [0, 10] }
speed = { role = "rating", scale = [1, 5] }"""
ROWS = """id,family,score,speed
1,a,10,5
2,a,10,3
3,b,2,4
4,,7,4
5,,7,4
6,b,2,1
"""


def test_each_counted_answer_is_a_row(study, both_doors):
    read = both_doors(study(MOOD, TERMINAL, table=FACES))
    table = read.tables["answers"]
    assert table["mood"].tolist() == [3, 3, 1, 3, 2]
    assert table["shop"].astype(str).tolist() == ["Vic"] * 3 + ["Reus"] * 2
    assert table["day"].dt.day.tolist() == [1] * 5
    told = '"answers.csv": 3 rows that count answers were read as 5 rows, one for each answer.'
    assert f"answers: {told}" in read.notes


def test_counts_of_promoters_give_the_net_promoter_score(study, answers):
    data = "shop,Promoters,Passives,Detractors\nVic,6,3,1\nReus,0,1,9\n"
    form = 'counts = { "10" = "Promoters", "8" = "Passives", "3" = "Detractors" }'
    columns = 'shop = { role = "segment" }\nscore = { source = "(answer)", role = "recommend", scale = [0, 10] }'
    score = answers(study(columns, data, table=form))["score"]
    assert len(score) == 20 and (score >= 9).sum() - (score <= 6).sum() == 6 - 10


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("So-so,Unhappy,All", "Fair,Unhappy,All", 'counts: no column "So-so" in "answers.csv"'),
        ("2,0,1,3", "2,0.5,1,3", 'counts: "So-so" of "answers.csv" has cells that count nothing (rows 2)'),
        ("2,0,1,3", "2,-1,1,3", 'counts: "So-so" of "answers.csv" has cells that count nothing (rows 2)'),
        ("2,0,1,3", "2,many,1,3", 'counts: "So-so" of "answers.csv" has cells that count nothing (rows 2)'),
        ("2,0,1,3", "2,0,90000000,3", 'counts: the columns of "answers.csv" count 90,000,004 answers'),
    ],
)
def test_what_counts_nothing_is_told(study, faults, was, now, told):
    (fault,) = faults(study(MOOD, TERMINAL.replace(was, now), table=FACES))
    assert told in fault


def test_of_rows_alike_in_some_columns_the_first_is_read(study, both_doors):
    read = both_doors(study(PEOPLE, ROWS, table='once = "family"'))
    table = read.tables["answers"]
    assert table["who"].tolist() == ["1", "3", "4", "5"]  # who has no family is nobody's double
    assert table["speed"].tolist() == [5, 4, 4, 4]
    assert 'answers: "answers.csv": 2 of 6 rows have the same family as an earlier row and were left out.' in read.notes


def test_all_the_columns_must_be_alike(study, answers):
    assert len(answers(study(PEOPLE, ROWS, table='once = ["family", "score", "speed"]'))) == 5


def test_once_comes_before_the_shape(study, answers):
    twice = TERMINAL + "Vic,2026-03-01,2,0,1,3\n"
    assert len(answers(study(MOOD, twice, table=f'{FACES}\nonce = ["shop", "day"]'))) == 5


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('once = "who"', 'once: no column "who" in "answers.csv"'),
        ('counts = { "1" = "score" }', "not an answer and a column of its own for each"),
        ('counts = { "1" = "score", "2" = "score" }', "not an answer and a column of its own for each"),
        ('counts = { "1" = "score", "2" = "speed" }\nwaves = { "1" = "*_1" }', "waves and counts"),
    ],
)
def test_what_a_table_cannot_be(study, faults, table, told):
    assert told in faults(study(PEOPLE, ROWS, table=table))[0]


def test_rows_of_several_files_are_not_seen_twice(study, faults):
    folder = study(PEOPLE, ROWS, table='once = "family"')
    text = (folder / "study.toml").read_text(encoding="utf-8")
    (folder / "study.toml").write_text(text.replace('file = "answers.csv"', 'file = ["answers.csv", "b.csv"]'), "utf-8")
    (folder / "b.csv").write_text(ROWS, encoding="utf-8")
    assert "once, and several files or sheets" in faults(folder)[0]
