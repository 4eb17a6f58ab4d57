"""Files and descriptions as bad as they come: each has its own whole message, and nothing is written.

The `faults` fixture runs both commands on each. More messages stand in `test_study_messages.py`.
"""

from __future__ import annotations

import gzip
import io
import os
import zipfile

import openpyxl
import pandas as pd
import pytest

from cxlib.study import read_study

SCORE = 'score = { role = "outcome", scale = [0, 10] }'
GOOD = "score,x\n7,1\n8,2\n"


def bytes_of(write, *, share: float = 1) -> bytes:
    """The bytes that `write` puts into a file, or the first part of them."""
    buffer = io.BytesIO()
    write(buffer)
    return buffer.getvalue()[: int(share * len(buffer.getvalue()))]


NUMBERS = pd.DataFrame({"score": range(5_000)})
CONTRACTS = {
    "a missing code that is an answer": (
        'score = { role = "outcome", scale = [0, 10], missing = [0, 99] }',
        "answers.score: 0 is declared missing, and is an answer on the scale 0…10. "
        "Take it out of missing, or let the scale end before it.",
    ),
    "a code for not used that is an answer": (
        'score = { role = "rating", scale = [0, 10], not_used = [10] }',
        "answers.score: 10 is declared not used, and is an answer on the scale 0…10. "
        "Take it out of not_used, or let the scale end before it.",
    ),
    "a label outside the scale": (
        'score = { role = "outcome", scale = [1, 8], labels = { "Good" = 5, "Top" = 9 } }',
        'answers.score: the label "Top" = 9 lies outside the scale 1…8. Correct the labels or the scale.',
    ),
    "two scales for one source": (
        f'{SCORE}\nagain = {{ source = "score", role = "rating", scale = [1, 10] }}',
        "answers.again: the scale 1…10, and score has 0…10 for the same source. "
        "Give both columns one scale, or leave one of them out.",
    ),
    "a scale in words": (
        'score = { role = "outcome", scale = ["0", "10"] }',
        "answers.score: scale is not a lowest and a highest value. Write the lowest value first, such as [0, 10].",
    ),
    "a source that is a number": (
        'score = { source = 1, role = "outcome" }',
        "answers.score: source is not what is expected here. Write it as text in quotes.",
    ),
    "no columns": ("", "answers: columns is not what is expected here. Describe at least one."),
    "only weights of 0": (
        f'{SCORE}\nweight = {{ source = "x", role = "weight", labels = {{ "1" = 0, "2" = 0 }} }}',
        "answers.weight: every row has the weight 0. Choose the column with the weights, or leave it out.",
    ),
}


@pytest.mark.parametrize("case", CONTRACTS)
def test_a_contradiction_in_the_contract_is_said(study, faults, case):
    columns, message = CONTRACTS[case]
    assert faults(study(columns, GOOD)) == [message]


def test_a_labelled_code_may_be_declared_missing(study, answers):
    columns = 'score = { role = "outcome", labels = { "bad" = 1, "good" = 2, "no idea" = 9 }, missing = [9] }'
    assert answers(study(columns, "score,x\nbad,1\nno idea,2\ngood,3\n"))["score"].tolist()[::2] == [1, 2]


NO_FILE_NAME = "is not a file name. Write the name of a file beside the study.toml."
NO_BOOK = "is not an Excel workbook. Save it anew as .xlsx without a password."
NO_STATISTICS = "is no file that SPSS, Stata or SAS wrote. Export it anew."
NO_ROWS = "has a header and no rows. Export it again with at least one row."
EMPTY = "is empty. Export it again with its header and at least one row."
NULLS = 'holds null bytes: it is not text. Write encoding = "utf-16", or export it anew.'
FILES = {
    "an empty text": ("answers.csv", b"", EMPTY),
    "blank lines": ("answers.csv", b"\n\n\n", EMPTY),
    "nothing but a byte-order mark": ("answers.csv", b"\xef\xbb\xbf", EMPTY),
    "a picture": ("answers.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, NULLS),
    "a compressed file": ("answers.csv", gzip.compress(bytes(range(256)) * 99), NULLS),
    "an empty workbook": (
        "answers.xlsx",
        bytes_of(openpyxl.Workbook().save),
        "has no header. The first row must hold the names of the columns.",
    ),
    "a workbook with a header only": (
        "answers.xlsx",
        bytes_of(lambda file: NUMBERS.head(0).to_excel(file, index=False)),
        NO_ROWS,
    ),
    "a workbook cut off": ("answers.xlsx", bytes_of(NUMBERS.head(50).to_excel, share=0.5), NO_BOOK),
    "a workbook with a password": ("answers.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5_000, NO_BOOK),
    "a Parquet file cut off": (
        "answers.parquet",
        bytes_of(NUMBERS.to_parquet, share=0.5),
        "is not a Parquet file. Write it anew.",
    ),
    "a Parquet file without rows": ("answers.parquet", bytes_of(NUMBERS.head(0).to_parquet), NO_ROWS),
    "a Parquet file of lists": (
        "answers.parquet",
        bytes_of(pd.DataFrame({"score": [[1], [2]]}).to_parquet),
        ': "score" holds lists or records. Write one value per cell.',
    ),
    "no bytes at all": ("answers.dta", b"", NO_STATISTICS),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_read_is_said(study, faults, case):
    file, data, message = FILES[case]
    folder = study(SCORE, data or b"\n", file=file)
    (folder / file).write_bytes(data)
    between = "" if message.startswith(":") else " "
    assert faults(folder) == [f'answers: "{file}"{between}{message}']


def test_a_zip_bomb_is_not_unpacked(study, faults):
    folder = study(SCORE, file="answers.xlsx")
    with (
        zipfile.ZipFile(folder / "answers.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet,
    ):
        for _ in range(1_001):
            sheet.write(b" " * 1_000_000)
    assert (folder / "answers.xlsx").stat().st_size < 10_000_000
    assert faults(folder) == ['answers: "answers.xlsx" unpacks to more than 1 GB. Save the sheet as .csv.']


def test_a_million_columns_are_refused(study, faults):
    folder = study(SCORE, ",".join(f"c{number}" for number in range(10**6)) + "\n" + "1," * (10**6 - 1) + "1\n")
    assert faults(folder) == ['answers: "answers.csv" has 1,000,000 columns; 20,000 are read. Export fewer columns.']


def test_a_cell_of_300_megabytes_is_said(study, faults):
    data = b"score,x\n7,1\n8," + b"a" * 300_000_000 + b"\n"
    assert faults(study(SCORE, data)) == [
        'answers: "answers.csv": line 3 has over 20 million characters. '
        "Look for a cell that holds a whole file, and leave its column out of the export."
    ]


def test_links_are_followed_inside_the_folder_only(study, faults, tmp_path):
    (tmp_path / "answers.csv").symlink_to(tmp_path / "second.csv")
    (tmp_path / "second.csv").symlink_to(tmp_path / "answers.csv")
    assert faults(study(SCORE)) == [
        'answers: "answers.csv" is a link that leads back to itself. Put the file itself there.'
    ]
    (tmp_path / "second.csv").unlink()
    assert faults(study(SCORE)) == ['answers: No file "answers.csv". Copy the file into the folder of the study.toml.']


@pytest.mark.parametrize("name", ["a" * 300 + ".csv", "a\\u0000b"])
def test_what_can_be_no_file_name_is_said(study, faults, name):
    (message,) = faults(study(SCORE, table=f'file = "{name}"'))
    assert message.startswith('answers: "a') and message.endswith(f'" {NO_FILE_NAME}') and len(message) < 200


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_not_waited_for(study, faults, tmp_path):
    os.mkfifo(tmp_path / "answers.csv")
    assert faults(study(SCORE)) == [
        'answers: "answers.csv" is not a file. Write the name of a file beside the study.toml.'
    ]


TOML = {
    "UTF-16": ('[study]\nname = "S"\n'.encode("utf-16"), "study.toml is not UTF-8. Save the file as UTF-8."),
    "too large": (b"#" * 1_000_001, "study.toml is larger than 1 MB. Keep data in the tables' files."),
    "nested": (
        b"[study]\nname = " + b"[" * 5_000 + b"]" * 5_000,
        "study.toml is nested too deeply. Write plain tables and lists.",
    ),
    "a key twice": (
        b'[study]\nname = "S"\nname = "T"\n',
        "study.toml cannot be read as TOML at line 3, column 11: Cannot overwrite a value. "
        "Mend the line; text stands in quotes, lists in brackets.",
    ),
    "tables in a list": (
        b'tables = ["answers"]\n[study]\nname = "S"\n',
        "tables is not what is expected here. Write it as a table: [study], [tables.…] or { source = …, role = … }.",
    ),
    "a date with an hour": (
        b'[study]\nname = "S"\nas_of = 2018-01-31T10:00:00\n'
        b'[tables.answers]\nfile = "answers.csv"\nkind = "relationship"\ncolumns = { score = { role = "outcome" } }\n',
        "as_of is not what is expected here. Write a date without quotes, such as 2018-01-31.",
    ),
}


@pytest.mark.parametrize("case", TOML)
def test_a_description_that_cannot_be_read_is_said(tmp_path, faults, case):
    content, message = TOML[case]
    (tmp_path / "study.toml").write_bytes(content)
    (tmp_path / "answers.csv").write_text(GOOD, encoding="utf-8")
    assert faults(tmp_path) == [message]


def test_a_description_with_a_byte_order_mark_is_read(study):
    file = study(SCORE, GOOD) / "study.toml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert read_study(file).tables["answers"]["score"].tolist() == [7, 8]
