"""Lines that stand in quotation marks as a whole."""

from __future__ import annotations

import pytest

COLUMNS = 'name = { role = "segment" }\nscore = { role = "outcome", scale = [0, 10] }'


@pytest.mark.parametrize(
    "data",
    [
        '"name;score"\n"a;7"\n"b;8"\n"c;9"\n',
        '"name,score"\r\n"a,7"\r\n"b,8"\r\n"c,9"\r\n',
        '"name,score"\n"""a"",7"\n"b,8"\n"c,9"',
        '\ufeff"name\tscore"\n"a\t7"\n"b\t8"\n"c\t9"\n',
    ],
)
def test_lines_in_quotation_marks_are_parted(study, answers, data):
    assert answers(study(COLUMNS, data)).to_dict("list") == {"name": ["a", "b", "c"], "score": [7.0, 8.0, 9.0]}


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        ('"why"\n"good, fast"\n"slow, dear"\n"kind, near"\n', ["good, fast", "slow, dear", "kind, near"]),
        ('"why"\n"good"\n"slow"\n"kind"\n', ["good", "slow", "kind"]),
    ],
)
def test_a_column_of_texts_stays_one(study, answers, data, texts):
    assert answers(study('why = { role = "verbatim" }', data))["why"].tolist() == texts


def test_cells_in_quotation_marks_stay_cells(study, answers):
    data = '"name";"score"\n"a;x";"7"\n"b;y";"8"\n"c;z";"9"\n'
    assert answers(study(COLUMNS, data))["name"].tolist() == ["a;x", "b;y", "c;z"]
