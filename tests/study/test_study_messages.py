"""Every message about a study, whole."""

from __future__ import annotations

import openpyxl
import pandas as pd
import pytest

from cxlib.errors import CXError, StudyError
from cxlib.study import read_study
from cxlib.study.files import access

SCORE = 'score = { role = "outcome", scale = [0, 10] }'
NPS = 'score = { role = "recommend" }'


DATA = {
    "one code": (
        NPS,
        "score\n7\n11\n11\n",
        'answers.score: outside 0…10 (11) in 2 rows (first at row 3). If 11 means "no answer", write missing = [11].',
    ),
    "a further code": (
        'score = { role = "outcome", scale = [1, 5], missing = [9, "Blank"] }',
        "score\n9\nBlank\n8\n-1\n",
        "answers.score: outside 1…5 (-1, 8) in 2 rows (first at row 4). "
        'If -1 or 8 mean "no answer", write missing = [9, "Blank", -1, 8].',
    ),
    "a rating": (
        'score = { role = "rating", scale = [1, 5], missing = [0] }',
        "score\n0\n6\n",
        "answers.score: outside 1…5 (6) in 1 row (first at row 3). "
        'If 6 means "no answer", write missing = [0, 6]; if "not used", write not_used = [6].',
    ),
    "one step below": (
        'score = { role = "outcome", scale = [1, 10] }',
        "score\n0\n0\n10\n",
        'answers.score: outside 1…10 (0) in 2 rows (first at row 2). If 0 means "no answer", write missing = [0]; '
        "if it is the lowest answer, write scale = [0, 10].",
    ),
    "many codes": (
        SCORE,
        "score\n11\n12\n13\n14\n15\n",
        "answers.score: outside 0…10 (11, 12, 13 and 2 more) in 5 rows (first at row 2). "
        'Correct the scale, or declare the codes for "no answer" in missing.',
    ),
    "half points": (
        NPS,
        "score\n8.5\n8\n",
        "answers.score: not a whole number (8.5) in 1 row (first at row 2). "
        'The Net Promoter Score needs whole numbers; for averages write role = "outcome".',
    ),
    "words": (
        SCORE,
        "score\n8\nBlank\n",
        'answers.score: words where numbers are expected ("Blank") in 1 row (first at row 3). '
        'If "Blank" means "no answer", write missing = ["Blank"].',
    ),
    "long words": (
        SCORE,
        "score\n8\nI would rather not say anything about this\n",
        'answers.score: words where numbers are expected ("I would rather not say anything about th…") in 1 row '
        "(first at row 3). "
        'Declare words for "no answer" in missing, and words that stand for numbers in labels.',
    ),
    "labels": (
        'score = { role = "segment", labels = { "1" = "North", "2" = "South" } }',
        "score\n1\n3\n",
        "answers.score: not among the labels (3) in 1 row (first at row 3). "
        'If 3 means "no answer", write missing = [3]; else add it to labels.',
    ),
    "several labels": (
        'score = { role = "outcome", labels = { "Bad" = 1, "Good" = 2 } }',
        "score\nBad\nAwful\nFine\n",
        'answers.score: not among the labels ("Awful", "Fine") in 2 rows (first at row 3). '
        "Add them to labels: they are answers.",
    ),
    "yes or no": (
        'score = { role = "consent" }',
        "score\nyes\nmaybe\n",
        'answers.score: neither yes nor no ("maybe") in 1 row (first at row 3). '
        'Say which words are yes and which are no: labels = { "…" = 1, "…" = 0 }.',
    ),
    "unreadable dates": (
        'score = { role = "time" }',
        "score\n2018-01-31\n2018-02-31\n",
        'answers.score: dates that cannot be read ("2018-02-31") in 1 row (first at row 3). '
        'Write how dates look, such as format = "%d/%m/%Y", or declare words for "no date" in missing.',
    ),
    "open dates": (
        'score = { role = "time" }',
        "score\n03/04/2018\n",
        'answers.score: day and month cannot be told apart ("03/04/2018") in 1 row (first at row 2). '
        'Write format = "%d/%m/%Y" if the day stands first, format = "%m/%d/%Y" if the month does.',
    ),
    "negative weight": (
        'score = { role = "weight" }',
        "score\n1\n-1\n",
        "answers.score: negative weight (-1) in 1 row (first at row 3). Give every row a weight of 0 or more.",
    ),
    "no weight": (
        'score = { role = "weight" }',
        "score,x\n1,a\n,b\n",
        "answers.score: no weight in 1 row (first at row 3). Give every row a weight; 0 leaves it without influence.",
    ),
    "repeated ids": (
        'score = { role = "id" }',
        "score,x\na,1\na,2\nb,3\na,4\n",
        "answers.score: ids that an earlier row has in 2 rows (first at row 3). "
        "Leave repeated rows out of the file, or choose the column that is different in every row.",
    ),
    "repeated ids of a wave": (
        'score = { role = "id" }\nwave = { role = "wave" }',
        "score,wave\na,1\na,2\na,2\n",
        "answers.score: ids that an earlier row of the wave has in 1 row (first at row 4). "
        "Leave repeated rows out of the file, or choose the column that is different in every row.",
    ),
    "required": (
        'score = { role = "segment", required = true }',
        "score,x\na,1\n,2\n",
        "answers.score: no answer where one is required in 1 row (first at row 3). "
        "Fill the cells, or leave out required = true.",
    ),
    "near header": (
        'score = { source = "SCORES", role = "outcome" }',
        "SCORE,x\n1,2\n",
        'answers.score: no column "SCORES" in the file. Did you mean SCORE?',
    ),
    "header in other letters": (
        SCORE,
        "SCORE,x\n1,2\n",
        'answers.score: no column "score" in the file. Did you mean SCORE?',
    ),
    "far header": (
        SCORE,
        "a,b\n1,2\n",
        'answers.score: no column "score" in the file. Known: a, b.',
    ),
    "far header among many": (
        SCORE,
        ",".join(f"q{place}" for place in range(20)) + "\n" + ",".join("1" * 20) + "\n",
        'answers.score: no column "score" in the file. The file has 20 columns, none with a name like it.',
    ),
    "header twice": (
        SCORE,
        "score,score \n1,2\n",
        'answers: "answers.csv" has the column "score" 2 times. '
        "Give the columns different names in the file: which one is meant cannot be known.",
    ),
    "empty": (
        SCORE,
        "\n",
        'answers: "answers.csv" is empty. Export it again with its header and at least one row.',
    ),
    "header only": (
        SCORE,
        "score,x\n",
        'answers: "answers.csv" has a header and no rows. Export it again with at least one row.',
    ),
    "no header": (
        SCORE,
        ",\n1,2\n",
        'answers: "answers.csv" has no header. The first row must hold the names of the columns.',
    ),
    "ragged": (
        SCORE,
        "score,x\n7,a\n8,a,b\n9,c\n",
        "answers: another number of cells than in the header in 1 row (first at row 3). "
        "Look for a separator or a quotation mark inside a text, or save the file anew.",
    ),
    "a total below the rows": (
        SCORE,
        "score,x\n7,a\n9,c\n,\nTotal: 2\n",
        "answers: another number of cells than in the header in 1 row (first at row 5). If what stands below the "
        "answers is a total or a source, leave it out of the file; else look for a separator or a quotation mark "
        "inside a text.",
    ),
    "mixed encodings": (
        'score = { role = "segment" }',
        "score,x\nPlaça,1\n".encode() + "Peña,2\n".encode("cp1252"),
        'answers: "answers.csv" mixes UTF-8 with another encoding: 1 of 2 lines with accents (first line 3). '
        'Save it anew as UTF-8, or write encoding = "mixed" to read those lines as Windows-1252.',
    ),
    "null bytes": (
        SCORE,
        "score,x\n7,1\n".encode("utf-16-le"),
        'answers: "answers.csv" holds null bytes: it is not text. Write encoding = "utf-16", or export it anew.',
    ),
    "two decimal signs": (
        SCORE,
        "score;x\n7,5;1\n7.5;1\n",
        'answers: decimal points and decimal commas in one table. Write decimal = "," or decimal = "." for the table.',
    ),
    "thousands or decimals": (
        'score = { role = "cost" }',
        'score,x\n"1,234",1\n12,1\n',
        "answers: every comma may separate thousands as well as decimals. "
        'Write decimal = "," or decimal = "." for the table.',
    ),
}


@pytest.mark.parametrize("case", DATA)
def test_a_fault_of_the_data_says_what_where_and_how_to_mend(study, faults, case):
    columns, data, message = DATA[case]
    assert faults(study(columns, data))[0] == message


@pytest.mark.parametrize("data", ["score;x\n7,5;1.200\n8;1\n", "score;x\n7.5;1,200\n8;1\n"])
def test_of_two_decimal_signs_nothing_more_is_said_where_one_stands_between_thousands(study, faults, data):
    columns = f'{SCORE}\ncost = {{ source = "x", role = "cost" }}'
    assert faults(study(columns, data)) == [
        'answers: decimal points and decimal commas in one table. Write decimal = "," or decimal = "." for the table.'
    ]


CONTRACT = {
    "unknown key": (
        'score = { role = "outcome", mising = [9] }',
        'answers.score: unknown key "mising". Did you mean missing?',
    ),
    "unknown role": (
        'score = { role = "recomend" }',
        'answers.score: unknown role "recomend". Did you mean recommend or resolved?',
    ),
    "no role": (
        "score = { scale = [0, 10] }",
        'answers.score: role is not given. Write role = "…", such as role = "recommend" or role = "segment".',
    ),
    "missing not a list": (
        'score = { role = "outcome", missing = 11 }',
        "answers.score: missing is not a list. Write a list, such as [11].",
    ),
    "missing of the wrong kind": (
        'score = { role = "outcome", missing = [true] }',
        'answers.score: missing is a code that is neither a number nor text. Write codes such as [11, "Blank"].',
    ),
    "scale": (
        'score = { role = "outcome", scale = [10, 0] }',
        "answers.score: scale is not a lowest and a highest value. Write the lowest value first, such as [0, 10].",
    ),
    "labels of two kinds": (
        'score = { role = "outcome", labels = { "1" = "One", "2" = 2 } }',
        "answers.score: labels is a mixture of names and numbers. Let all labels be names, or all numbers.",
    ),
    "reverse of the wrong kind": (
        'score = { role = "outcome", reverse = "yes" }',
        "answers.score: reverse is not what is expected here. Write true or false.",
    ),
    "not a table": (
        'score = "SCORE"',
        "answers.score: score is not what is expected here. "
        "Write it as a table: [study], [tables.…] or { source = …, role = … }.",
    ),
    "missing and not used": (
        'score = { role = "rating", scale = [1, 8], missing = [9], not_used = [9] }',
        "answers.score: 9 is declared missing and not used. Keep it in one of the two lists.",
    ),
    "reverse without a scale": (
        'score = { role = "outcome", reverse = true }',
        "answers.score: reversed without a scale. Write scale = [lowest, highest], which is needed to turn it round.",
    ),
    "recommendation on another scale": (
        'score = { role = "recommend", scale = [1, 10] }',
        "answers.score: the recommendation question on the scale 1…10. "
        'The Net Promoter Score needs 0 to 10; for another scale write role = "outcome".',
    ),
    "names for numbers": (
        'score = { role = "rating", labels = { "7" = "Good" } }',
        "answers.score: labels give names, but the role rating needs other values. "
        'Let labels give numbers, such as { "Poor" = 1 }, or write role = "segment".',
    ),
    "scale of a text": (
        'score = { role = "segment", scale = [0, 10] }',
        "answers.score: scale has no meaning for the role segment. Leave it out, or choose another role.",
    ),
    "format of a number": (
        'score = { role = "outcome", format = "%d" }',
        "answers.score: format has no meaning for the role outcome. Leave it out, or choose another role.",
    ),
    "taken name": (
        'score = { role = "rating", not_used = [6] }\nscore_not_used = { source = "score", role = "segment" }',
        "answers.score: score_not_used is declared as a column. "
        "Give that column another name: this one is added for the codes of not_used.",
    ),
}


@pytest.mark.parametrize("case", CONTRACT)
def test_a_fault_of_the_contract_says_what_where_and_how_to_mend(study, faults, case):
    columns, message = CONTRACT[case]
    assert faults(study(columns, "score,x\n7,1\n")) == [message]


WHOLE = {
    "unknown key of the study": (
        '[study]\nname = "S"\nminimum = 3\n',
        'unknown key "minimum". Known: name, language, min_cell, as_of, faults, notes.',
    ),
    "unknown language": (
        '[study]\nname = "S"\nlanguage = "fr"\n',
        'unknown language "fr". Known: en, es, ca, ro.',
    ),
    "small cell": (
        '[study]\nname = "S"\nmin_cell = { customers = 0 }\n',
        "customers is not what is expected here. Write 1 or more.",
    ),
    "unknown group of a small cell": (
        '[study]\nname = "S"\nmin_cell = { employee = 5 }\n',
        'unknown key "employee". Did you mean employees?',
    ),
    "date in quotes": (
        '[study]\nname = "S"\nas_of = "2018-01-31"\n',
        "as_of is not what is expected here. Write a date without quotes, such as 2018-01-31.",
    ),
    "no name": ("[study]\n", 'name is not given. Write name = "…" under [study].'),
    "no study": ("", 'study is not given. Begin the file with [study] and name = "…".'),
    "unknown section": ('[study]\nname = "S"\n[table]\n', 'unknown key "table". Did you mean tables?'),
}


@pytest.mark.parametrize("case", WHOLE)
def test_a_fault_of_the_study_says_what_and_how_to_mend(tmp_path, faults, case):
    head, message = WHOLE[case]
    table = '[tables.answers]\nfile = "a.csv"\nkind = "relationship"\n'
    table += 'columns = { score = { role = "outcome" } }\n'
    (tmp_path / "study.toml").write_text(f"{head}\n{table}", encoding="utf-8")
    (tmp_path / "a.csv").write_text("score\n7\n", encoding="utf-8")
    assert faults(tmp_path) == [message]


TABLE = {
    "unknown kind": (
        'kind = "relation"',
        'answers: unknown kind of table "relation". Did you mean relationship or actions or interactions?',
    ),
    "unknown key": ('shet = "a"', 'answers: unknown key "shet". Did you mean sheet?'),
    "decimal": ('decimal = "x"', 'answers: unknown decimal sign "x". Known: ., ,.'),
    "delimiter": (
        'delimiter = ";;"',
        "answers: delimiter is not what is expected here. Write one character.",
    ),
    "header rows": ("header_rows = 0", "answers: header_rows is not what is expected here. Write 1 or more."),
    "encoding": (
        'encoding = "utf-99"',
        'answers: Unknown encoding "utf-99". Known ones are "utf-8", "cp1252" and "mixed".',
    ),
    "file of a wrong kind": (
        "file = 7",
        "answers: file is not what is expected here. Write a list in square brackets.",
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_a_fault_of_a_table_says_what_and_how_to_mend(study, faults, case):
    line, message = TABLE[case]
    assert faults(study(SCORE, "score\n7\n", table=line)) == [message]


def test_a_declared_encoding_that_does_not_fit_names_the_line(study, faults):
    folder = study(SCORE, "score,x\n7,a\n8,ñ\n".encode("cp1252"), table='encoding = "utf-8"')
    assert faults(folder) == [
        'answers: "answers.csv" is not utf-8 from line 3 on. '
        "Leave encoding out to have it found, or name the right one."
    ]


def test_toml_that_cannot_be_read_names_the_place(tmp_path, faults):
    (tmp_path / "study.toml").write_text('[study]\nname = "S"\nnotes = unquoted\n', encoding="utf-8")
    assert faults(tmp_path) == [
        "study.toml cannot be read as TOML at line 3, column 9: Invalid value. "
        "Mend the line; text stands in quotes, lists in brackets."
    ]


def test_a_study_without_tables_is_refused(tmp_path, faults):
    (tmp_path / "study.toml").write_text('[study]\nname = "S"\n', encoding="utf-8")
    assert faults(tmp_path) == ["tables is not given. Describe at least one table under [tables.…]."]


def test_an_absent_study_and_an_unknown_engine_are_refused(study, tmp_path):
    with pytest.raises(CXError) as caught:
        read_study("nowhere")
    assert str(caught.value) == (
        'No study at "nowhere". Name a folder that holds a study.toml, or the study.toml itself.'
    )
    with pytest.raises(CXError) as caught:
        read_study(study(SCORE, "score\n7\n"), engine="polar")
    assert str(caught.value) == 'Unknown engine "polar". Did you mean polars or spark?'


def test_unknown_roles_and_tables_are_refused(study):
    read = read_study(study(SCORE, "score\n7\n"))
    with pytest.raises(CXError) as caught:
        read.columns("weights", table="answers")
    assert str(caught.value) == 'Unknown role "weights". Did you mean weight?'
    with pytest.raises(CXError) as caught:
        read.columns("weight", table="answer")
    assert str(caught.value) == 'The study has no table "answer". Did you mean answers?'


OUTSIDE = 'answers: "{}" lies outside the study\'s folder. Copy the file into the folder of the study.toml.'


@pytest.mark.parametrize("name", ["../secret.csv", "sub/../../secret.csv", "/etc/hostname"])
def test_no_path_leads_out_of_the_folder(study, faults, tmp_path, name):
    folder = tmp_path / "study"
    folder.mkdir()
    (tmp_path / "secret.csv").write_text("score\n7\n", encoding="utf-8")
    (folder / "study.toml").write_bytes((study(SCORE, table=f'file = "{name}"') / "study.toml").read_bytes())
    assert faults(folder) == [OUTSIDE.format(name)]


def test_no_link_leads_out_of_the_folder(study, faults, tmp_path, tmp_path_factory):
    secret = tmp_path_factory.mktemp("outside") / "secret.csv"
    secret.write_text("score\n7\n", encoding="utf-8")
    (tmp_path / "answers.csv").symlink_to(secret)
    (tmp_path / "linked").symlink_to(secret.parent)
    assert faults(study(SCORE)) == [OUTSIDE.format("answers.csv")]
    assert faults(study(SCORE, table='file = "linked/secret.csv"')) == [OUTSIDE.format("linked/secret.csv")]


def test_an_absent_file_a_folder_and_an_unknown_kind_are_named(study, faults, tmp_path):
    (tmp_path / "answers.pkl").write_bytes(b"x")
    (tmp_path / "folder.csv").mkdir()
    folder = study(SCORE, table='file = ["answer.pkl", "folder.csv", "answers.pkl", "a\\u0000b"]')
    assert faults(folder) == [
        'answers: No file "answer.pkl". Did you mean answers.pkl?',
        'answers: "folder.csv" is not a file. Write the name of a file beside the study.toml.',
        'answers: "answers.pkl" is of no known kind. '
        "Save it as one of .csv, .tsv, .txt, .xlsx, .parquet, .sss, .sav, .zsav, .por, .dta, .sas7bdat, .xpt.",
        'answers: "a\0b" is not a file name. Write the name of a file beside the study.toml.',
    ]


def test_limits_of_size_are_said(study, faults, tmp_path, monkeypatch):
    monkeypatch.setattr(access, "MAX_FILE", 10)
    monkeypatch.setattr(access, "MAX_UNPACKED", 10)
    folder = study(SCORE, "score\n7\n8\n9\n10\n")
    assert faults(folder) == [
        'answers: "answers.csv" is larger than 2 GB. Split it: file may be a list of several files.'
    ]
    monkeypatch.setattr(access, "MAX_FILE", 10_000)
    openpyxl.Workbook().save(tmp_path / "answers.xlsx")
    assert faults(study(SCORE, file="answers.xlsx")) == [
        'answers: "answers.xlsx" unpacks to more than 1 GB. Save the sheet as .csv.'
    ]
    monkeypatch.setattr(access, "MAX_COLUMNS", 1)
    monkeypatch.setattr(access, "MAX_CELLS", 1)
    assert faults(study(SCORE, "score,x\n7,1\n")) == [
        'answers: "answers.csv" has 2 columns; 20,000 are read. Export fewer columns.'
    ]
    pd.DataFrame({"score": [1.0, 2.0]}).to_parquet(tmp_path / "answers.parquet")
    assert faults(study(SCORE, file="answers.parquet")) == [
        'answers: "answers.parquet" has over 500 million cells. Export fewer columns or rows.'
    ]


def test_a_cell_of_a_million_characters_is_refused(study, faults):
    data = "name,x\na,1\n" + "b" * 1_000_001 + ",2\n"
    assert faults(study('name = { role = "verbatim" }', data)) == [
        "answers.name: a cell of over 1 million characters in 1 row (first at row 3). Shorten it."
    ]


@pytest.mark.parametrize(
    ("ending", "message"),
    [
        ("xlsx", '"answers.xlsx" is not an Excel workbook. Save it anew as .xlsx without a password.'),
        ("parquet", '"answers.parquet" is not a Parquet file. Write it anew.'),
        ("sav", '"answers.sav" is no file that SPSS, Stata or SAS wrote. Export it anew.'),
    ],
)
def test_files_that_are_not_what_they_say_are_refused(study, faults, ending, message):
    assert faults(study(SCORE, "score\n7\n", file=f"answers.{ending}")) == [f"answers: {message}"]


def test_a_quotation_mark_never_closed_is_refused(study, faults):
    mend = "Close every quotation mark, and double those inside a text, or save the file anew."
    message = f'answers: "answers.csv": row 3 has a quotation mark astray. {mend}'
    assert faults(study(SCORE, 'score,x\n6,a\n7,"a\n' + "8,b\n" * 50_000)) == [message]
    assert faults(study(SCORE, 'score,x\n6,a\n7,"a\n8,"b"\n')) == [message]
    assert faults(study(SCORE, 'score,x\n6,a\n7,"a 5" screen"\n')) == [message]


def test_formulas_without_a_stored_value_are_refused(study, faults, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["score"])
    book.active.append(["=1+6"])
    book.save(tmp_path / "answers.xlsx")
    assert faults(study(SCORE, file="answers.xlsx")) == [
        'answers: "answers.xlsx" has a formula without a value in row 2. '
        "Open the file in a spreadsheet program and save it, or paste the values."
    ]


def test_an_unknown_sheet_is_refused(study, faults, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Answers"
    book.save(tmp_path / "answers.xlsx")
    assert faults(study(SCORE, file="answers.xlsx", table='sheet = "Answer"')) == [
        'answers: "answers.xlsx" has no sheet "Answer". Did you mean Answers?'
    ]


def test_files_of_one_table_must_have_the_same_columns(study, faults, tmp_path):
    (tmp_path / "w1.csv").write_text("score,x\n7,1\n", encoding="utf-8")
    (tmp_path / "w2.csv").write_text("score,y\n7,1\n", encoding="utf-8")
    assert faults(study(SCORE, table='file = ["w1.csv", "w2.csv"]')) == [
        'answers: "w2.csv" and "w1.csv" differ in their columns (x, y). '
        "Describe files with different columns as tables of their own."
    ]


def test_rows_of_several_files_are_named_with_their_file(study, faults, tmp_path):
    (tmp_path / "w1.csv").write_text("score\n7\n", encoding="utf-8")
    (tmp_path / "w2.csv").write_text("score\n7\n11\n", encoding="utf-8")
    assert faults(study(SCORE, table='file = ["w1.csv", "w2.csv"]')) == [
        'answers.score: outside 0…10 (11), from "w2.csv" on, in 1 row (first at row 3). '
        'If 11 means "no answer", write missing = [11].'
    ]


def test_dates_to_come_are_refused(study, faults):
    columns = 'day = { role = "time" }'
    data = "day\n2018-01-31 23:59\n2018-02-01\n"
    assert faults(study(columns, data, head="as_of = 2018-01-31")) == [
        "answers.day: dates after 2018-01-31 in 1 row (first at row 3). Correct the dates, or as_of in the study."
    ]


def test_every_fault_comes_at_once(study, faults):
    columns = (
        'id = { role = "id" }\nscore = { role = "recommend", scale = [0, 10] }\n'
        'wifi = { role = "rating", scale = [5, 1] }\nweight = { role = "wait" }\nmood = { role = "emotion" }'
    )
    messages = faults(study(columns, "id,score,wifi,weight\na,11,1,1\na,x,2,1\n"))
    assert [message.split(". ")[0] for message in messages] == [
        "answers.wifi: scale is not a lowest and a highest value",
        'answers.weight: unknown role "wait"',
        'answers.mood: no column "mood" in the file',
        "answers.id: ids that an earlier row has in 1 row (first at row 3)",
        'answers.score: words where numbers are expected ("x") in 1 row (first at row 3)',
        "answers.score: outside 0…10 (11) in 1 row (first at row 2)",
    ]


def test_tables_about_employees_never_show_a_value(study, faults):
    columns = 'a = { role = "engagement", scale = [1, 5] }\nb = { role = "segment", labels = { "x" = "X" } }'
    data = "a,b\n9,secret\nwell,x\n"
    assert faults(study(columns, data, table='kind = "employees"')) == [
        "answers.a: words where numbers are expected in 1 row (first at row 3). "
        'Declare words for "no answer" in missing, and words that stand for numbers in labels.',
        "answers.a: outside 1…5 in 1 row (first at row 2). "
        'Correct the scale, or declare the codes for "no answer" in missing.',
        "answers.b: not among the labels in 1 row (first at row 2). Add them to labels, or to missing.",
    ]


def test_no_fault_of_ids_or_customers_shows_a_value(tmp_path):
    (tmp_path / "study.toml").write_text(
        '[study]\nname = "S"\n'
        '[tables.frame]\nfile = "frame.csv"\nkind = "customers"\ncolumns = { who = { role = "customer" } }\n'
        '[tables.shops]\nfile = "shops.csv"\nkind = "units"\ncolumns = { shop = { role = "id" } }\n'
        '[tables.answers]\nfile = "answers.csv"\nkind = "relationship"\n'
        'columns = { who = { role = "customer" }, shop = { role = "unit" } }\n',
        encoding="utf-8",
    )
    (tmp_path / "frame.csv").write_text("who\nann\nann\nbob\n", encoding="utf-8")
    (tmp_path / "shops.csv").write_text("shop\nS1\n", encoding="utf-8")
    (tmp_path / "answers.csv").write_text("who,shop\nann,S1\neve,S1\nbob,S2\n,\n", encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        read_study(tmp_path)
    assert [str(fault) for fault in caught.value.faults] == [
        "frame.who: ids that an earlier row has in 1 row (first at row 3). "
        "Leave repeated rows out of the file, or choose the column that is different in every row.",
        "answers.who: not in frame.who in 1 row (first at row 3). Add them to frame, or correct how they are written.",
        "answers.shop: not in shops.shop in 1 row (first at row 4). "
        "Add them to shops, or correct how they are written.",
    ]
