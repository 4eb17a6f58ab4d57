"""Files whose rows are no respondents, read as what was asked: a column for each wave, a row for each answer."""

from __future__ import annotations

import pandas as pd
import pytest

from cxlib.study import read_study

WAVES = 'waves = { "2024" = "*_2024", "2025" = "*_2025" }'
BY_WAVE = """who = { source = "id", role = "customer" }
wave = { source = "(wave)", role = "wave" }
town = { role = "segment" }
score = { source = "NPS", role = "recommend", scale = [0, 10], missing = [99] }
speed = { source = "speed", role = "rating", scale = [1, 5] }"""
WIDE = """id,town,NPS_2024,speed_2024,NPS_2025,speed_2025
a,Vic,10,5,9,4
b,Reus,3,,99,2
c,Vic,,,7,3
d,Reus,8,1,,
"""
ANSWERS = 'answers = { of = "who", question = "q", text = "asked", answer = "answer" }'
BY_PERSON = """who = { role = "id" }
town = { role = "segment" }
score = { source = "Q1", role = "recommend", scale = [0, 10] }
speed = { source = "Is it quick?", role = "rating", scale = [1, 5] }
why = { source = "Q3", role = "verbatim" }"""
LONG = """who,town,day,q,asked,answer
a,Vic,1,Q1,Recommend us?,10
a,Vic,1,Q2,Is it quick?,5
b,Reus,1,Q1,Recommend us?,3
a,Vic,2,Q3,Why?,It is near
c,Vic,1,Q2,Is it quick?,2
b,Reus,1,Q3,Why?,
"""


def test_a_row_for_each_wave_in_which_somebody_answered(study, both_doors):
    read = both_doors(study(BY_WAVE, WIDE, table=WAVES))
    table = read.tables["answers"]
    assert table[["who", "wave", "town"]].astype(str).to_numpy().tolist() == [
        ["a", "2024", "Vic"], ["b", "2024", "Reus"], ["d", "2024", "Reus"],
        ["a", "2025", "Vic"], ["b", "2025", "Reus"], ["c", "2025", "Vic"],
    ]  # fmt: skip
    assert table["score"].tolist()[:4] == [10, 3, 8, 9] and pd.isna(table["score"][4]) and table["score"][5] == 7
    assert table["speed"].fillna(0).tolist() == [5, 0, 1, 4, 2, 3]
    assert 'answers: "answers.csv": a row for each wave was made of 4 rows: 2024 3, 2025 3.' in read.notes


def test_the_wave_may_stand_first_and_a_question_may_lack_in_one(study, answers):
    data = "id,town,2024 NPS,2025 NPS,2025 speed\na,Vic,10,9,4\nb,Reus,3,8,2\n"
    table = answers(study(BY_WAVE, data, table='waves = { "2024" = "2024 *", "2025" = "2025 *" }'))
    assert table["score"].tolist() == [10, 3, 9, 8] and table["speed"].fillna(0).tolist() == [0, 0, 4, 2]


def test_faults_name_the_row_of_the_file(study, faults):
    assert "in 1 row (first at row 3)" in faults(study(BY_WAVE, WIDE.replace("b,Reus,3", "b,Reus,13"), table=WAVES))[0]


def test_a_row_for_each_respondent(study, both_doors):
    read = both_doors(study(BY_PERSON, LONG, table=ANSWERS))
    table = read.tables["answers"]
    assert table["who"].tolist() == ["a", "b", "c"] and table["town"].tolist() == ["Vic", "Reus", "Vic"]
    assert table["score"].fillna(-1).tolist() == [10, 3, -1] and table["speed"].fillna(-1).tolist() == [5, -1, 2]
    assert table["why"].fillna("").tolist() == ["It is near", "", ""]
    assert "day" not in read.unused["answers"]  # it differs among the answers of a respondent
    contract = read.contract.tables["answers"]
    assert contract.columns["score"].question == "Recommend us?"
    told = 'answers: "answers.csv": 6 rows with an answer each were put together into 3 rows, one for each respondent.'
    assert told in read.notes
    assert read.notes[-1] == (  # the town is the same in all of them, and is not named
        'answers: "answers.csv": left out, since they are not the same in all rows of a respondent: day. Where one '
        "tells "
        "rows apart, add it to of = […]."
    )
    same = both_doors(study(BY_PERSON, LONG.replace(",2,Q3", ",1,Q3"), table=ANSWERS))
    assert not any("left out" in note for note in same.notes) and same.unused["answers"] == ("day",)


@pytest.mark.parametrize(("head", "row"), [("who", ",Vic,1,Q1,Recommend us?,9\n"), ("q", "d,Vic,1,,Recommend us?,9\n")])
def test_answers_of_nobody_or_to_nothing_are_asked_about(study, answers, faults, head, row):
    """Blanks were one person, whose answers were several people's, and answers to no question were lost."""
    assert faults(study(BY_PERSON, LONG + row, table=ANSWERS)) == [
        f'answers: answers: "answers.csv" has answers without "{head}" (rows 8). Fill it in, or take these rows out of '
        "the file: whose answer it is, and to what, cannot be known."
    ]
    blank = LONG + row.replace(",9", ",")  # not answered: nothing is lost
    assert answers(study(BY_PERSON, blank, table=ANSWERS))["score"].fillna(-1).tolist()[:3] == [10, 3, -1]


def test_a_column_that_differs_among_the_answers_of_one_respondent_is_no_column_that_lacks(study, faults):
    dated = BY_PERSON + '\nday = { role = "measure" }'
    assert faults(study(dated, LONG, table=ANSWERS)) == [
        'answers: answers: "day" of "answers.csv" is not the same in all rows of a respondent. Add to of = […] the '
        "column that tells their rows apart, or leave this one out of study.toml."
    ]


def test_an_answer_given_twice_is_one_and_two_answers_are_asked_about(study, answers, faults):
    again = LONG + "a,Vic,1,Q1,Recommend us?,10\n"
    assert answers(study(BY_PERSON, again, table=ANSWERS))["score"].fillna(-1).tolist() == [10, 3, -1]
    other = LONG + "a,Vic,9,Q1,Recommend us?,4\n"
    assert faults(study(BY_PERSON, other, table=ANSWERS)) == [
        'answers: answers: "answers.csv" has several answers of one respondent to one question (rows 8). '
        'If people were asked several times, add the column that tells the times: of = ["…", "…"]; if the question '
        'has several answers, write role = "choices".'
    ]
    by_day = ANSWERS.replace('of = "who"', 'of = ["who", "day"]').replace("answers =", "answers =")
    columns = BY_PERSON.replace('"id" }', '"customer" }') + '\nday = { role = "wave" }'
    table = read_study(study(columns, other, table=by_day)).tables["answers"]
    assert table.groupby("wave" if "wave" in table else "day", observed=True)["score"].max().to_dict()["9"] == 4


TICKED = """a,Vic,1,Q4,Where?,Web
a,Vic,1,Q4,Where?,"Shop, near"
b,Reus,1,Q4,Where?,Web
"""


@pytest.mark.parametrize("source", ["Q4", "Where?"])
def test_several_answers_of_a_question_with_several(study, both_doors, source):
    """By code or wording; whoever has no row of the question gave no answer."""
    columns = f'{BY_PERSON}\nwhere = {{ source = "{source}", role = "choices" }}'
    table = both_doors(study(columns, LONG + TICKED, table=ANSWERS)).tables["answers"]
    ticked = table[["where_shop_near", "where_web"]].astype(object)
    assert ticked.where(ticked.notna(), None).to_numpy().tolist() == [[True, True], [False, True], [None, None]]
    assert table["score"].fillna(-1).tolist() == [10, 3, -1]  # the others are as before


def test_several_answers_beside_such_a_question_are_still_asked_about(study, faults):
    columns = f'{BY_PERSON}\nwhere = {{ source = "Q4", role = "choices" }}'
    (told,) = faults(study(columns, LONG + TICKED + "a,Vic,9,Q1,Recommend us?,4\n", table=ANSWERS))
    assert "several answers of one respondent to one question (rows 11)" in told


CODED = """a,Q4,1,Web,08:01
a,Q4,2,"Shop; near",08:02
b,Q4,1,Web,08:03
b,Q1,7,,08:04
c,Q4,2,"Shop; near",08:05
"""


def test_words_of_codes_may_stand_in_a_column_beside(study, answers):
    made = ANSWERS.replace(' text = "asked",', "")
    columns = 'where = { source = "Q4", role = "choices" }\nwho = { role = "id" }'
    table = answers(study(columns, "who,q,answer,label,at\n" + CODED, table=made))
    assert table[["where_web", "where_shop_near"]].to_numpy().tolist() == [[True, True], [True, False], [False, True]]
    own = columns.replace('"choices"', '"choices", labels = { "1" = "Page", "2" = "Shop" }')  # study.toml wins
    assert {"where_page", "where_shop"} <= {*answers(study(own, "who,q,answer,label,at\n" + CODED, table=made))}
    for label in ("Web", "1st"):  # one word for two codes names neither, and one for each row is no word of a code
        text = "who,q,answer,label,at\n" + CODED.replace('"Shop; near"', label).replace(",Web,08:01", ",Page,08:01")
        assert {"where_1", "where_2"} <= {*answers(study(columns, text, table=made))}


def test_a_sign_within_an_answer_parts_no_answers_and_one_row_with_all_does(study, answers):
    data = "who,q,answer\na,Q4,Web\na,Q4,Bar; café\nb,Q4,Web;App\nc,Q4,App\nd,Q4,Bar; café\n"
    table = answers(
        study(
            'where = { source = "Q4", role = "choices" }\nwho = { role = "id" }',
            data,
            table=ANSWERS.replace(' text = "asked",', ""),
        )
    )
    assert table[["where_web", "where_bar_cafe", "where_app"]].to_numpy().tolist() == [
        [True, True, False], [True, False, True], [False, False, True], [False, True, False]
    ]  # fmt: skip


def test_numbers_and_texts_in_columns_of_their_own(study, answers):
    data = "who,q,num,text\na,Q1,10,\na,Q3,,near\nb,Q1,2,\n"
    made = 'answers = { of = "who", question = "q", answer = ["num", "text"] }'
    columns = (
        'score = { source = "Q1", role = "recommend", scale = [0, 10] }\nwhy = { source = "Q3", role = "verbatim" }'
    )
    table = answers(study(columns, data, table=made))
    assert table["score"].tolist() == [10, 2] and table["why"].fillna("").tolist() == ["near", ""]


@pytest.mark.parametrize(
    ("table", "data", "told"),
    [
        ('waves = { "2023" = "*_2023" }', WIDE, 'waves: no column of "answers.csv" is named as "*_2023"'),
        (WAVES, WIDE.replace("town", "NPS"), 'waves: "answers.csv" has a column "NPS" beside those of its waves'),
        ('waves = { "2023" = "_2023" }', WIDE, "not a name and one form with a star for each wave"),
        (ANSWERS.replace('"q"', '"item"'), LONG, 'answers: no column "item" in "answers.csv"'),
        (f"{WAVES}\n{ANSWERS}", WIDE, "waves and answers"),
    ],
)
def test_a_shape_that_the_file_has_not_is_a_fault(study, faults, table, data, told):
    assert any(told in fault for fault in faults(study(BY_WAVE, data, table=table)))
