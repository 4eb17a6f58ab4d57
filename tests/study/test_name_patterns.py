"""Columns named by a pattern: one line for many, explicit lines first, nothing matched twice or in silence."""

from __future__ import annotations

DATA = "q1,q2,q10,qx other,score\n1,2,3,a,9\n4,5,5,b,8\n"


def test_a_pattern_stands_for_each_column_that_no_other_line_names(study, answers, both_doors):
    columns = 'score = { role = "outcome" }\nother = { source = "qx other", role = "segment" }\n'
    folder = study(columns + '"q*" = { role = "rating", scale = [1, 5] }', DATA)
    table = answers(folder)
    assert table.columns.tolist() == ["score", "other", "q1", "q2", "q10"]
    assert table["q10"].tolist() == [3, 5]
    assert both_doors(folder).contract.tables["answers"].columns["q2"].scale == [1, 5]


def test_the_key_names_the_columns_and_a_head_of_several_words_is_the_question(study, answers):
    data = "How good? [Speed of it],How good? [Price]\n1,2\n3,4\n"
    folder = study('"good_*" = { source = "How good? [*]", role = "rating" }', data)
    assert answers(folder).columns.tolist() == ["good_speed_of_it", "good_Price"]


def test_a_head_with_a_star_of_its_own_is_no_pattern(study, answers):
    folder = study('id = { source = "*ID", role = "id" }', "*ID,xID\n1,2\n3,4\n")
    assert answers(folder)["id"].tolist() == ["1", "3"]


def test_a_pattern_without_a_column(study, faults):
    folder = study('"p*" = { role = "rating" }\nscore = { role = "outcome" }', DATA)
    assert faults(folder)[0] == ('answers.p*: no column like "p*" in the file. Known: q1, q2, q10, qx other, score.')


def test_two_patterns_for_one_column(study, faults):
    columns = '"q*" = { role = "segment" }\n"*1" = { role = "rating" }'
    assert faults(study(columns, DATA)) == [
        'answers.*1: "q1" is matched by "q*" too. Let each pattern match columns of its own.'
    ]


def test_a_head_that_stands_twice_cannot_be_matched(study, faults):
    folder = study('"q*" = { role = "rating" }', "q1,q1,q2\n1,2,3\n4,5,5\n")
    assert faults(folder) == [
        'answers.q*: the file has the column "q1" 2 times. '
        "Give the columns different names in the file: which one is meant cannot be known."
    ]


def test_a_list_of_columns_is_one_line_for_all(study, answers, both_doors, faults):
    columns = '"mood_*" = { source = ["Staff morale", "My say"], role = "rating", scale = [1, 5] }'
    data = "Staff morale,My say,id\n1,2,1\n4,5,2\n"
    found = both_doors(study(columns, data))
    assert found.tables["answers"].columns.tolist() == ["mood_staff_morale", "mood_my_say"]
    assert found.contract.tables["answers"].columns["mood_my_say"].question == "My say"
    wrong = columns.replace("My say", "My sai")
    assert faults(study(wrong, data)) == ['answers.mood_my_sai: no column "My sai" in the file. Did you mean My say?']


def test_rows_of_a_grid_are_called_by_their_wording(study, answers):
    data = "G1[SQ1]. How good? [Speed],G1[SQ2]. How good? [Price]\n1,2\n3,4\n"
    assert answers(study('"g_*" = { source = "G1[SQ*", role = "rating" }', data)).columns.tolist() == [
        "g_Speed",
        "g_Price",
    ]


def test_columns_of_a_pattern_are_read_in_pieces_as_they_are_whole(study, both_doors):
    """What the cells of all pieces teach, such as which words are a scale, is learnt of these columns as well."""
    words = ["Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"]
    rows = "".join(f"{words[k % 5]},{words[(2 * k) % 5]}\n" for k in range(12))
    found = both_doors(study('"q*" = { role = "rating", scale = [1, 5] }', "q1,q2\n" + rows)).tables["answers"]
    assert found["q1"].tolist()[:5] == [1, 2, 3, 4, 5]
