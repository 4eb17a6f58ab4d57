"""Header rows are found by their shape, and no row of answers is ever taken for one."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.study import read_study
from cxlib.study.metadata.header_rows import find_heads

SCORE = 'score = { source = "Score", role = "outcome", scale = [0, 10] }'
OPTIONS = """\
Number,Score,Reasons,,,Rooms,,Remarks
,Response,Price,Quality,Other,Kitchen,Garden,Your words
1,7,Price,,,good,poor,fine
2,8,,Quality,,poor,good,
3,9,Price,Quality,the dog,good,good,
4,9,,,,poor,poor,
5,2,,,,good,,bad
"""
AGAIN = "A1,A2,Latitude,Longitude\nNumber,Score,Latitude,Longitude\nr1,7,47.1,7.2\nr2,8,47.2,7.3\n"


def heads(text: str, **options):
    rows = pd.read_csv(io.StringIO(text), header=None, dtype=str, keep_default_na=False).to_numpy().tolist()
    return find_heads(rows, **({"declared": None, "wanted": set(), "file": "a.csv"} | options))


def test_heads_over_several_columns_are_found(study):
    price = 'price = { source = "Reasons | Price", role = "reason" }\nother = { source = "Other", role = "verbatim" }'
    read = read_study(study(f"{SCORE}\n{price}", OPTIONS))
    table = read.tables["answers"]
    assert table["score"].tolist() == [7, 8, 9, 9, 2]
    assert table["price"].tolist()[::2][:2] == ["Price", "Price"]
    assert table["other"].dropna().tolist() == ["the dog"]
    assert read.notes == (
        'answers: "answers.csv": the first 2 rows were read as headers; if they are not, write header_rows = 1.',
        "answers.price: the same value in every row.",
    )
    assert heads(OPTIONS).headers == [
        *("Number", "Score", "Reasons | Price", "Reasons | Quality", "Reasons | Other"),
        *("Rooms | Kitchen", "Rooms | Garden", "Remarks"),
    ]
    assert heads(OPTIONS).wordings == heads(OPTIONS).headers


def test_a_title_over_all_columns_is_no_head_of_theirs():
    titled = "Survey of 2025,,\nClub,Score,Price\nNord,7,3\nSud,8,4\nEst,9,5\nVest,3,2\n"
    found = heads(titled, declared=2)
    assert found.headers == found.wordings == ["Club", "Score", "Price"]
    for source in ("Score", "Survey of 2025 | Score"):
        assert found.places({source}, "a.csv") == {source: 1}
    # a head over some columns tells them from the others, and one over columns called alike is all that does
    some = heads("Number,Reasons,\n,Price,Quality\n1,Price,\n", declared=2)
    assert some.headers == ["Number", "Reasons | Price", "Reasons | Quality"]
    assert heads("Reasons,,\nPrice,Price,Time\n1,2,3\n", declared=2).headers[1] == "Reasons | Price"


def test_a_column_that_study_toml_names_settles_it():
    few = "Number,Reasons,\n,Price,Quality\n1,Price,\n"
    assert heads(few).rows == 1
    assert heads(few, wanted={"Reasons | Quality"}).rows == 2


def test_heads_told_again_are_no_answers(study):
    read = read_study(study(SCORE, b"\xef\xbb\xbf" + AGAIN.replace("\n", ",\n").encode()))
    assert read.tables["answers"]["score"].tolist() == [7, 8]
    assert len(read.notes) == 1
    assert heads(AGAIN).headers == ["A1", "A2", "Latitude", "Longitude"]
    assert heads(AGAIN).wordings == ["Number", "Score", "Latitude", "Longitude"]


def test_rows_of_json_end_the_header(study):
    three = 'A1,A2\nNumber,"Score, 0 to 10"\n"{""a"": 1}","{""b"": 2}"\nr1,7\n'
    assert heads(three).rows == 3
    assert heads(three).wordings == ["Number", "Score, 0 to 10"]
    assert heads('A1,A2\n"{""a"": 1}","{""b"": 2}"\nr1,7\n').rows == 2
    everywhere = 'A1,A2\n"{""a"": 1}","{""b"": 2}"\n"{""a"": 1}","{""b"": 2}"\n'
    assert heads(everywhere).rows == 1
    assert heads('A1,A2,A3\nx,y,z\n"{""a"": 1}",,\n').rows == 1


def test_rows_keep_the_number_of_the_spreadsheet(study, faults):
    assert faults(study(SCORE, OPTIONS.replace("2,8,,", "2,80,,"))) == [
        'answers.score: outside 0…10 (80) in 1 row (first at row 4). If 80 means "no answer", write missing = [80].'
    ]


def test_what_study_toml_declares_wins(study, faults):
    (message,) = faults(study(SCORE, OPTIONS, table="header_rows = 1"))
    assert message.startswith('answers.score: words where numbers are expected ("Response") in 1 row (first at row 2).')
    assert heads(AGAIN, declared=1).rows == 1


def test_a_wording_that_stands_twice_names_no_column(study, faults):
    data = "A1,A2\nScore,Score\n7,8\n"
    assert faults(study(SCORE, data, table="header_rows = 2")) == [
        'answers: "answers.csv" has the column "Score" 2 times. '
        'Name one of them by its whole head: source = "A1" or "A2".'
    ]


def test_heads_below_two_groups_are_named_with_their_group(study, faults, answers):
    data = "id,Shop,,Web,\n,Ease,Score,Ease,Score\nP1,1,7,3,8\nP2,2,9,1,6\nP3,1,5,2,4\n"
    (message,) = faults(study(SCORE, data, table="header_rows = 2"))
    assert message.endswith('Name one of them by its whole head: source = "Shop | Score" or "Web | Score".')
    named = SCORE.replace('"Score"', '"Web | Score"')
    assert answers(study(named, data, table="header_rows = 2"))["score"].tolist() == [8, 6, 4]


ORDINARY = {
    "options ticked by the first person": "Number,Price,Quality\nab,Price,Quality\ncd,,Quality\nef,Price,\n",
    "an index without a head": ",score,name\na,7,x\nb,8,y\n",
    "remarks without a head": "id,grade,\na,good,call back\nb,poor,\nc,,later\n",
    "a first row with gaps": "id,q1,q2,\n,agree,neutral,late\nb,agree,agree,\nc,neutral,agree,late\n",
    "remarks of two kinds without a head": "id,grade,,\n,good,late,paid\nb,good,late,\nc,poor,,paid\n",
    "a first row without a gap": "name,flag,\nAna,late,paid\nEva,late,\nLuz,,paid\n",
    "one column": "name\nname\nAna\n",
    "a row that repeats the heads": "id,name\nid,name\na,b\n",
    "numbers below merged heads": "id,Reasons,\n,1,2\nb,1,2\n",
    "one row": "a,b\nx,y\n",
}


@pytest.mark.parametrize("case", ORDINARY)
def test_a_row_of_answers_stays_one(case):
    assert heads(ORDINARY[case]).rows == 1


MARKS = ["7,0", "8,0", "NS/NR", "10,0", "9,0", "6,0", "5,0", "8,5"]


def test_merged_heads_above_marks_of_which_some_are_words_are_two_rows():
    rows = "".join(f'{row},{row}.1.2026,"{mark}",{3 + row % 7}\n' for row, mark in enumerate(MARKS))
    found = heads(f'Nr.,Data,Nota (1-10),\n,,Ghișeu,Aplicație\n{rows}Total,,"7,6","5,5"\n')
    assert found.rows == 2 and found.headers[2:] == ["Nota (1-10) | Ghișeu", "Nota (1-10) | Aplicație"]


def test_a_person_who_wrote_words_where_others_have_marks_stays_a_person():
    rows = "".join(f"{row},{mark.replace(',', '.')},{3 + row % 7}\n" for row, mark in enumerate(MARKS))
    assert heads(f"Nr.,Nota,\n9,none,late\n{rows}").rows == 1


WORDS = st.sampled_from(
    ["", "agree", "neutral", "Price", "Quality", "Ana", "7", "8,5", "2024-01-31", "yes", "{}", "x y"]
)


@settings(deadline=None)
@given(st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=1)))
def test_named_columns_have_one_header_row(rows):
    """Heads that answers do not repeat, as in every file with one header row."""
    first = [f"head {place}" for place in range(len(rows[0]))]
    assert find_heads([first, *rows], declared=None, wanted=set(), file="a.csv").rows == 1


@settings(deadline=None)
@given(
    st.integers(2, 5).flatmap(
        lambda width: st.lists(st.lists(st.booleans(), min_size=width, max_size=width), min_size=1)
    )
)
def test_options_ticked_with_their_own_names_are_answers(rows):
    first = [f"option {place}" for place in range(len(rows[0]))]
    ticked = [[word if tick else "" for word, tick in zip(first, row, strict=True)] for row in rows]
    assert find_heads([first, *ticked], declared=None, wanted=set(), file="a.csv").rows == 1


ANSWERED = "r_1,7,4,fine\nr_2,8,5,\nr_3,3,1,bad\nr_4,9,4,\nr_5,10,2,good\n"
CODES, ASKED, KINDS = "id,Q1,Q2,Q3\n", "Answer,Recommend us?,Happy?,Why?\n", "text,numeric,numeric,open text\n"


@pytest.mark.parametrize("below", [ASKED + KINDS, KINDS + ASKED])
def test_kinds_of_answers_may_stand_in_a_third_head(below):
    found = heads(CODES + below + ANSWERED)
    assert found.rows == 3 and found.headers == ["id", "Q1", "Q2", "Q3"]
    assert found.wordings == ["Answer", "Recommend us?", "Happy?", "Why?"]


@pytest.mark.parametrize(
    "below",
    [
        ASKED + "r_0,9,4,text\n",  # a person
        ASKED + "r_0,N/A,N/A,scale\n",  # one who could not say
        "r_8,N/A,N/A,text\nr_9,N/A,N/A,fine\n",  # two
    ],
)
def test_a_person_below_the_wordings_is_no_third_head(below):
    assert heads(CODES + below + ANSWERED).rows < 3
