"""Questions with several answers, in the shapes in which tools write them: none ticked is no gap, a gap is not none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.study import read_study

YES, NO, GAP = True, False, None


def ticks(table: pd.DataFrame) -> dict[str, list]:
    """Each option with what the rows have of it."""
    return {name: table[name].astype(object).where(table[name].notna(), None).tolist() for name in table}


def test_ticks_as_kobo_writes_them(study, both_doors):
    data = "id,q/email,q/phone,q\n1,1,1,email phone\n2,0,0,\n3,,,\n4,0,1,phone\n"
    table = both_doors(study('way = { source = "q/*", role = "choices" }', data)).tables["answers"]
    assert ticks(table) == {"way_email": [YES, NO, GAP, NO], "way_phone": [YES, NO, GAP, YES]}


def test_ticks_as_redcap_writes_them_with_labels_of_codes(study, both_doors):
    columns = 'way = { source = "way___*", role = "choices", labels = { "1" = "By mail", "2" = "By phone" } }'
    found = both_doors(study(columns, "way___1,way___2\n1,0\n0,0\n0,1\n1,1\n1,0\n"))
    assert found.choices("answers") == {"way": {"way_by_mail": "By mail", "way_by_phone": "By phone"}}
    assert ticks(found.tables["answers"])["way_by_phone"] == [NO, NO, YES, YES, NO]


def test_columns_with_the_words_of_their_option(study, both_doors):
    """As SurveyMonkey writes them: nothing says what was not ticked, so a row without a tick is no answer."""
    data = "id,Web,Shop,Other (please specify)\n1,Web,,\n2,,Shop,by pigeon\n3,,,\n4,Web,Shop,\n5,,,a friend\n6,Web,,\n"
    columns = 'heard = { source = ["Web", "Shop", "Other (please specify)"], role = "choices" }'
    found = both_doors(study(columns, data))
    assert ticks(found.tables["answers"]) == {
        "heard_web": [YES, NO, GAP, YES, NO, YES],
        "heard_shop": [NO, YES, GAP, YES, NO, NO],
        "heard_other_please_specify": [NO, YES, GAP, NO, YES, NO],
    }
    assert found.notes == (
        'answers.heard: any text in "Other (please specify)" was read as a tick.',
        "answers.heard: only ticks are in the file, so a row without any is taken for not answered; if everybody was "
        'asked, write blank = "none".',
    )
    everybody = columns.replace(" }", ', blank = "none" }')
    assert ticks(both_doors(study(everybody, data)).tables["answers"])["heard_web"][2] is False


def test_numbers_of_the_options_in_their_columns(study, answers):
    data = "id,a,b,c\n1,1,,3\n2,,2,\n3,,,\n"
    assert ticks(answers(study('way = { source = ["a", "b", "c"], role = "choices" }', data))) == {
        "way_a": [YES, NO, GAP],
        "way_b": [NO, YES, GAP],
        "way_c": [YES, NO, GAP],
    }


def test_one_and_two_are_no_ticks_unless_it_is_said(study, answers, faults):
    """In a column where all said no there is nothing but 2, which must not be read as its one word."""
    data = "a,b\n1,2\n2,2\n2,2\n"
    assert faults(study('way = { source = ["a", "b"], role = "choices" }', data)) == [
        'answers.way: "a" has words that are neither ticked nor not ("2") in 2 rows (first at row 3). '
        "Say which codes mean ticked, such as ticked = [1], or declare them in missing.",
        'answers.way: "b" has words that are neither ticked nor not ("2") in 3 rows (first at row 2). '
        "Say which codes mean ticked, such as ticked = [1], or declare them in missing.",
    ]
    columns = 'way = { source = ["a", "b"], role = "choices", ticked = [1] }'
    assert ticks(answers(study(columns, data))) == {"way_a": [YES, NO, NO], "way_b": [NO, NO, NO]}


def test_beside_declared_ticks_a_second_other_code_must_be_said(study, answers, faults):
    columns = 'way = { source = ["a", "b"], role = "choices", ticked = [1] }'
    data = "a,b\n1,2\n9,9\n2,1\n"
    assert len(faults(study(columns, data))) == 2
    said = columns.replace(" }", ", missing = [9] }")
    assert ticks(answers(study(said, data))) == {"way_a": [YES, GAP, NO], "way_b": [NO, GAP, YES]}


@pytest.mark.parametrize(
    ("cells", "more"),
    [
        (["1,3", "3", "", "7,1,3"], ""),
        (["1 3", "3", "", "7 1 3"], ""),
        (["1;3", "3", "", "7; 1; 3"], ""),
        (["1|3", "3", "", "7|1|3"], ', labels = { "1" = "1", "3" = "3", "7" = "7" }'),
    ],
)
def test_codes_in_one_cell(study, both_doors, cells, more):
    data = "id,c\n" + "".join(f'{place},"{cell}"\n' for place, cell in enumerate(cells))
    table = both_doors(study(f'why = {{ source = "c", role = "choices"{more} }}', data)).tables["answers"]
    assert ticks(table) == {"why_1": [YES, NO, GAP, YES], "why_3": [YES, YES, GAP, YES], "why_7": [NO, NO, GAP, YES]}


def test_a_cell_of_the_separator_alone_chose_none(study, answers):
    table = answers(study('why = { source = "c", role = "choices" }', 'c\nEmail; Phone\nEmail\n;\n""\n'))
    assert ticks(table) == {"why_email": [YES, YES, NO, GAP], "why_phone": [YES, NO, NO, GAP]}


def test_an_option_with_a_comma_within_itself(study, answers, faults):
    """As Google Forms writes it: the options say where one ends."""
    data = 'c\n"Shop, near home, Web"\nWeb\n"Shop, near home"\n'
    columns = 'why = { source = "c", role = "choices", options = ["Shop, near home", "Web"] }'
    assert ticks(answers(study(columns, data))) == {"why_shop_near_home": [YES, NO, YES], "why_web": [YES, YES, NO]}
    left = columns.replace(', "Web"', "")
    assert faults(study(left, data)) == [
        'answers.why: not among the options ("Shop, near home, Web", "Web") in 2 rows (first at row 2). '
        "Add them to options or labels, or declare them in missing."
    ]


def test_columns_of_first_and_second_mention(study, answers):
    columns = 'said = { source = ["m1", "m2"], role = "choices", mentions = true, missing = [9], '
    columns += 'labels = { "1" = "Price", "2" = "Speed" } }'
    table = answers(study(columns, "id,m1,m2\n1,2,1\n2,1,\n3,,\n4,9,\n"))
    assert ticks(table) == {"said_price": [YES, YES, GAP, GAP], "said_speed": [YES, NO, GAP, GAP]}


def test_what_cannot_be_taken_apart_is_refused(study, faults):
    columns = 'why = { source = "c", role = "choices" }'
    assert faults(study(columns, "c\nNew York\nNew York Paris\n")) == [
        "answers.why: blanks within the cells, and no sign that parts several answers. "
        'If blanks part the answers, write separator = " "; if each cell is one answer, separator = ";".'
    ]
    assert faults(study(columns, 'c\n"1,2"\n1.3\n2\n1\n')) == [
        "answers.why: numbers with decimals among codes (1.3). "
        'A spreadsheet may have made them of "1,3": export the column as text.'
    ]


def test_words_of_employees_are_never_named(study, faults):
    columns = 'why = { source = "c", role = "choices", options = ["Pay"] }\nid = { role = "id" }'
    told = faults(study(columns, "id,c\n1,Pay\n2,My boss\n", table='kind = "employees"'))
    assert told[0].startswith("answers.why: not among the options in 1 row (first at row 3).")


def test_keys_of_other_roles_and_missing_columns_are_faults(study, faults):
    columns = 'a = { role = "segment", options = ["x"] }\nb = { source = ["b1", "b2"], role = "choices" }'
    assert faults(study(columns, "a,b1\nx,1\ny,0\n")) == [
        "answers.a: options has no meaning for the role segment. Leave it out, or choose another role.",
        'answers.b: no column "b2" in the file. Known: a, b1.',
    ]


def test_shares_by_unit_of_employees_are_those_of_blocks(study):
    """Nobody is told of in a group of fewer than ten; what is ticked groups nobody."""
    rng = np.random.default_rng(3)
    n = 200
    chosen = [";".join(np.array(list("abc"))[rng.random(3) < 0.4]) or ";" for _ in range(n)]
    data = pd.DataFrame({"id": range(n), "team": rng.choice([f"T{k:02d}" for k in range(30)], n), "w": chosen})
    columns = 'id = { role = "id" }\nteam = { role = "unit" }\nw = { role = "choices" }'
    found = read_study(study(columns, data.to_csv(index=False), table='kind = "employees"'))
    shares = cx.choice_shares(found.tables["answers"], choices="w", by="team").table
    assert shares["n"].min() >= 10
    assert len(shares) / 3 < data["team"].nunique()
    whole = cx.choice_shares(found.tables["answers"], choices="w").table
    assert whole["estimate"].tolist() == [np.mean([part in one for one in chosen]) for part in "abc"]
