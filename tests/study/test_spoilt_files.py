"""Files that a program has spoilt on their way: cut keys, names of rows, marks of a survey tool, old encodings."""

from __future__ import annotations

import pytest

from cxlib.errors import StudyError
from cxlib.study import read_study
from cxlib.study.files.encodings import guess_encoding
from cxlib.study.words.spoilt_keys import cut_to_fifteen

SPOILT = "Take the keys from the source again, with the column set to text before a spreadsheet opens the file."


def keys(role: str, *cells: str) -> tuple[str, str]:
    rows = "".join(f"{cell};7\n" for cell in cells)
    return f'key = {{ role = "{role}" }}\nscore = {{ role = "outcome", scale = [0, 10] }}', f"key;score\n{rows}"


@pytest.mark.parametrize("role", ["id", "reference", "customer", "employee", "unit", "account"])
@pytest.mark.parametrize("cell", ["4.116E+11", "4,116E+11", "6e+15", "-1.2E+010"])
def test_keys_in_e_notation_are_a_fault(study, role, cell):
    with pytest.raises(StudyError) as caught:
        read_study(study(*keys(role, cell, "K1", "K2")))
    told = [str(fault) for fault in caught.value.faults]
    assert told == [
        f'answers.key: numbers that a spreadsheet has cut short ("{cell}") in 1 row (first at row 2). {SPOILT}'
    ]


@pytest.mark.parametrize(
    "cells", [("12E4", "1E5"), ("E+11", "4.1"), ("7E10", "8e10"), ("411600000001", "411600000002")]
)
def test_keys_that_only_look_so_are_keys(study, both_doors, cells):
    assert both_doors(study(*keys("customer", *cells))).tables["answers"]["key"].tolist() == list(cells)


def test_a_measure_in_e_notation_is_a_number(study, answers):
    columns = 'wait = { role = "measure" }\nscore = { role = "outcome", scale = [0, 10] }'
    assert answers(study(columns, "wait;score\n4.1E+03;7\n12;8\n"))["wait"].tolist() == [4100, 12]


LONG = ["1234567890123450", "1234567890123470", "1234567890123490", "1234567890124000"]


def test_keys_of_which_fifteen_digits_are_left_are_a_fault(study, both_doors):
    found = both_doors(study(*keys("customer", *LONG)))
    assert found["problem"].tolist() == [
        "whole numbers that a spreadsheet has cut to 15 digits ("
        + ", ".join(f'"{key}"' for key in LONG[:3])
        + " and 1 more)"
    ]
    assert found["rows"].tolist() == [4]


@pytest.mark.parametrize("whole", [["1234567890123456", *LONG], LONG[:3], ["000000000000000000012"] * 5])
def test_long_keys_with_other_digits_or_too_few_to_tell_are_keys(study, both_doors, whole):
    assert len(both_doors(study(*keys("customer", *whole))).tables["answers"]) == len(whole)


def test_account_numbers_with_a_few_noughts_are_keys():
    import pandas as pd

    assert not cut_to_fifteen(pd.Series(["20770024003102575766", "20770024003102570000"], dtype="str")).any()


@pytest.mark.parametrize("role", ["id", "reference", "customer", "employee", "unit", "account"])
def test_whole_numbers_written_with_a_point_are_the_numbers(study, both_doors, role):
    """As programs write a column of numbers once one of its cells is empty."""
    read = both_doors(study(*keys(role, "12.0", "7", "", "120.0", "1.0", "300")))
    assert read.tables["answers"]["key"].fillna("").tolist() == ["12", "7", "", "120", "1", "300"]


def test_a_key_with_and_without_the_point_is_one(study, both_doors):
    read = both_doors(study(*keys("customer", "12.0", "12", "7.0", "8", "9", "12.0")))
    assert read.tables["answers"]["key"].tolist() == ["12", "12", "7", "8", "9", "12"]
    assert "ids that an earlier row has" in both_doors(study(*keys("id", "12.0", "7", "12", "8")))["problem"].tolist()


@pytest.mark.parametrize(
    "cells",
    [("1.0", "1.1", "2.0", "2.1", "3.0"), ("1.0", "A", "B", "C", "2"), ("1.00", "2", "3", "4", "5"), ("v1.0",) * 5],
)
def test_numbers_of_chapters_and_versions_keep_their_point(study, both_doors, cells):
    assert both_doors(study(*keys("unit", *cells))).tables["answers"]["key"].tolist() == list(cells)


R_ROWS = '"id","score"\n"1","A",5\n"2","B",4\n"3","C",3\n'


def test_a_header_that_lacks_a_cell_is_said_with_both_ways_to_mend_it(study, faults):
    columns = 'id = { role = "id" }\nscore = { role = "outcome", scale = [1, 5] }'
    assert faults(study(columns, R_ROWS)) == [
        'answers: "answers.csv": the header has 2 cells, and the rows have 3. If the first cell of each row is '
        'its name or number (as write.table of R writes it), put one more head, such as "row", in front of the '
        "others; if another column has no head, give it one."
    ]
    assert "write.table" not in faults(study(columns, R_ROWS.replace('"2"', '"1"')))[0]


def test_one_long_row_is_still_the_fault_of_that_row(study, faults):
    columns = 'id = { role = "id" }\nscore = { role = "outcome", scale = [1, 5] }'
    assert "another number of cells" in faults(study(columns, "id,score\nA,5\nB,4,x\nC,3\n"))[0]


def test_marks_of_limesurvey_are_signs_and_questions_not_shown_are_empty(study, both_doors):
    columns = 'id = { role = "id" }\nwhy = { role = "verbatim" }\nweb = { role = "segment" }'
    rows = "id\twhy\tweb\n1\tgood{cr}{newline}staff\tY\n2\t{question_not_shown}\t{question_not_shown}\n"
    rows += "3\tsaid {quote}no{quote} {lbrace}x{rbrace}\tN\n4\tok\tN\n"
    read = both_doors(study(columns, rows, file="answers.txt"))
    assert read.tables["answers"]["why"].fillna("").tolist() == ["good\nstaff", "", 'said "no" {x}', "ok"]
    assert read.tables["answers"]["web"].fillna("").tolist() == ["Y", "", "N", "N"]
    assert read.notes[0] == (
        'answers: "answers.txt": 2 cells with {question_not_shown} were read as empty: the question was not shown.'
    )


def test_braces_in_other_files_stay(study, answers):
    columns = 'why = { role = "verbatim" }\nweb = { role = "segment" }'
    table = answers(study(columns, "why;web\nuse {quote} here;{a}\nfine;{b}\n"))
    assert table["why"].tolist()[0] == "use {quote} here" and table["web"].tolist() == ["{a}", "{b}"]


def test_two_head_rows_are_known_by_the_names_that_the_study_uses(study, both_doors):
    columns = 'key = { role = "id", source = "id" }\nweb = { role = "segment", source = "seen_SQ001" }'
    rows = "Response ID\tSeen [Web]\nid\tseen_SQ001\n1\tY\n2\tN\n3\tY\n"
    assert both_doors(study(columns, rows, file="answers.txt")).tables["answers"]["key"].tolist() == ["1", "2", "3"]


def test_an_answer_that_is_called_as_a_head_is_an_answer(study, answers):
    columns = 'key = { role = "id", source = "id" }\nword = { role = "segment", source = "word" }'
    assert len(answers(study(columns, "id,word\n1,id\n2,word\n3,x\n"))) == 3


WORDS = {
    "cp1252": [
        "¿Qué tal? el niño señaló «está» 3ª 20 m²",
        "l'atenció és ràpida, això, àvia",
        "Hyères, très déçu à l'œil",
        "Satisfação, opções, não há estacionamento às nove",
    ],
    "cp850": ["El año señaló que está bien, pingüino", "l'atenció és ràpida, això", "Hyères, Besançon, déçu"],
    "mac_roman": ["El año señaló que está bien, pingüino", "l'atenció és ràpida, això", "Hyères, Besançon, déçu"],
    "cp1250": [
        "când văd că apa este rece, așa că bună, fără grijă".replace("ș", "ş"),
        "să văd dacă apa este bună, fără grijă, țară".replace("ț", "ţ"),
    ],
    "cp1251": ["хорошо очень, спасибо за помощь"],
}


@pytest.mark.parametrize(("encoding", "words"), [(name, text) for name, texts in WORDS.items() for text in texts])
def test_encodings_of_the_four_languages_are_found_by_their_words(encoding, words):
    assert words.encode(encoding).decode(guess_encoding(words.encode(encoding)).encoding) == words


def test_a_few_odd_words_are_shown_with_other_readings(study, answers):
    lines = ["why;score", *["Hyères, Besançon, très déçu;7"] * 20]
    data = "\n".join(lines).encode("cp1252") + "\nréussi;8\n".encode("cp850")
    read = read_study(study('why = { role = "verbatim" }\nscore = { role = "outcome", scale = [0, 10] }', data))
    assert read.tables["answers"]["why"].tolist()[0] == "Hyères, Besançon, très déçu"
    assert read.notes[0] == (
        'answers: "answers.csv" was read as cp1252 (words in doubt: "r‚ussi"; as cp1250 r‚ussi; as cp850 réussi; '
        'as mac_roman rÇussi); if letters look wrong, write encoding = "…" for the table.'
    )


def test_of_employees_no_word_is_shown(study):
    data = "\n".join(["why;score", *["Hyères, Besançon, très déçu;7"] * 20]).encode("cp1252") + "\nréussi;8\n".encode(
        "cp850"
    )
    columns = 'why = { role = "verbatim" }\nscore = { role = "engagement", scale = [0, 10] }'
    notes = read_study(study(columns, data, table='kind = "employees"')).notes
    assert (
        notes[0]
        == 'answers: "answers.csv" was read as cp1252; if letters look wrong, write encoding = "…" for the table.'
    )
