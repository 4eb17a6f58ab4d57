"""Faulty rows set aside and counted, and what a reader is told without a fault."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.study import read_study
from cxlib.study.contract.roles import KINDS, ROLES

SCORE = 'score = { role = "outcome", scale = [0, 10] }'


def lines(good: int, *bad: str) -> str:
    return "score,id\n" + "".join(f"{row % 10},i{row}\n" for row in range(good)) + "".join(bad)


def test_faulty_rows_are_left_out_and_listed_without_values(study):
    columns = f'{SCORE}\nid = {{ role = "id" }}'
    data = lines(97, "11,secret\n", "word,i1\n", "7,a,b\n")
    read = read_study(study(columns, data, head='faults = "set_aside"'))
    assert len(read.tables["answers"]) == 97
    assert read.tables["answers"].index.tolist() == list(range(97))
    assert read.set_aside.to_dict("records") == [
        {
            "table": "answers",
            "row": 101,
            "column": "",
            "problem": "another number of cells than in the header",
        },
        {"table": "answers", "row": 100, "column": "score", "problem": "words where numbers are expected"},
        {"table": "answers", "row": 99, "column": "score", "problem": "outside 0…10"},
        {"table": "answers", "row": 100, "column": "id", "problem": "ids that an earlier row has"},
    ]
    assert read.notes == ("answers: 3 of 100 rows (3.0 %) have faults and were set aside.",)


def test_more_than_one_row_in_twenty_stops_all_the_same(study, faults):
    folder = study(SCORE, lines(94, *["11,x\n"] * 6), head='faults = "set_aside"')
    assert faults(folder) == [
        "answers: faulty rows are 6.0 % of the table, and at most 5 % may be set aside. Mend the faults listed here.",
        'answers.score: outside 0…10 (11) in 6 rows (first at row 96). If 11 means "no answer", write missing = [11].',
    ]


def test_faults_of_a_whole_column_are_never_set_aside(study, faults):
    folder = study(f'{SCORE}\nmood = {{ role = "emotion" }}', lines(99), head='faults = "set_aside"')
    assert faults(folder) == ['answers.mood: no column "mood" in the file. Known: score, id.']


def test_without_faults_nothing_is_set_aside(study):
    read = read_study(study(SCORE, lines(10), head='faults = "set_aside"'))
    assert list(read.set_aside) == ["table", "row", "column", "problem"]
    assert read.set_aside.empty and read.notes == ()


def test_notes_tell_what_is_no_fault(study):
    rng = np.random.default_rng(1)
    overall = rng.integers(0, 11, 200)
    rows = "".join(f"{score},{10 - score},{row % 2},Shop,\n" for row, score in enumerate(overall))
    columns = (
        'overall = { role = "outcome", scale = [0, 10] }\n'
        'wait = { role = "rating", scale = [0, 10] }\nweight = { role = "weight" }\n'
        'channel = { role = "channel" }\nempty = { role = "verbatim" }'
    )
    read = read_study(study(columns, "overall,wait,weight,channel,empty\n" + rows))
    assert read.notes == (
        "answers.weight: 100 rows have the weight 0 and no influence.",
        "answers.channel: the same value in every row.",
        "answers.empty: no answer in any row.",
        "answers.wait: falls as overall rises (r = −1.00); if a high value is bad here, write reverse = true.",
    )


def test_effort_may_fall_as_the_outcome_rises(study):
    rows = "".join(f"{row % 11},{10 - row % 11}\n" for row in range(100))
    columns = 'overall = { role = "outcome", scale = [0, 10] }\neffort = { role = "effort", scale = [0, 10] }'
    assert read_study(study(columns, "overall,effort\n" + rows)).notes == ()


@pytest.mark.parametrize("name", [*KINDS, *ROLES])
def test_every_kind_and_role_is_explained_in_one_line(name):
    text = KINDS[name] if name in KINDS else ROLES[name].meaning
    assert text and "\n" not in text and not text.endswith(".")
