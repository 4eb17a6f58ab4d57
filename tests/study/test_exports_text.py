"""Delimited text as tools write it: separators, blanks, zones and clocks."""

from __future__ import annotations

import pandas as pd
import pytest

from cxlib.study import read_study
from cxlib.study.files import text_files, text_quotes

SCORE = 'score = { role = "outcome", scale = [0, 10] }'
NAME = 'name = { role = "segment" }'


@pytest.mark.parametrize(
    "data",
    [
        "sep=;\r\nscore;name\r\n7;a,b\r\n8;c,d\r\n",
        '"sep=;"\nscore;name\n7;a,b\n8;c,d\n',
        "score\tname\n7\ta,b\n8\tc,d\n",
        "score;name\n7;a,b;\n8;c,d;\n",
        "score;name;\n7;a,b\n8;c,d\n",
        "score;name;\n7;a,b;\n8;c,d;\n",
        '\ufeffscore\u00a0;"name "\n7\u202f;a,b\n8;c,d\n',
        '"score";"name"\n"7";"a,b"\n"8";"c,d"',
    ],
)
def test_tables_are_found_however_they_are_delimited(study, answers, data):
    table = answers(study(f"{SCORE}\n{NAME}", data, file="answers.txt"))
    assert table.to_dict("list") == {"score": [7.0, 8.0], "name": ["a,b", "c,d"]}


def test_the_line_for_excel_is_no_row(study, faults):
    assert faults(study(SCORE, "sep=,\nscore,x\n7,1\n12,2\n"))[0].startswith(
        "answers.score: outside 0…10 (12) in 1 row (first at row 3)."
    )


def test_a_header_of_two_lines_keeps_its_place(study, answers):
    data = '"sco\nre";name\n7;a;\n8;b;\n'
    table = answers(study('score = { source = "sco\\nre", role = "outcome" }', data))
    assert table["score"].tolist() == [7, 8]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_accents_survive_every_usual_encoding(study, answers, encoding):
    data = 'score;name\n7;"Peñíscola\nnorte"\n8;Mérida\n'.encode(encoding)
    assert answers(study(f"{SCORE}\n{NAME}", data))["name"].tolist() == ["Peñíscola\nnorte", "Mérida"]


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2009", "\u2007"])
def test_no_break_blanks_separate_thousands(study, answers, blank):
    data = f"cost;x\n1{blank}234,5;1\n12{blank}345{blank}678;2\n7;3\n"
    assert answers(study('cost = { role = "cost" }', data))["cost"].tolist() == [1234.5, 12_345_678, 7]


def test_a_blank_elsewhere_makes_no_number(study, faults):
    data = "cost;x\n12\u00a034;1\n1 234;2\n1\u00a02345;3\n"
    assert faults(study('cost = { role = "cost" }', data))[0].startswith(
        "answers.cost: words where numbers are expected"
    )


HOUR = pd.Timestamp(2024, 1, 31, 13, 2, 3)
STAMPS = {
    "a form in GMT+1": ("2024/01/31 2:02:03 PM GMT+1", HOUR),
    "a form in Spanish": ("2024/01/31 2:02:03 p.\u00a0m. CET", HOUR),
    "a form in summer": ("2024/01/31 3:02:03 PM CEST", HOUR),
    "day first": ("31/01/2024 13:02:03", HOUR),
    "day first with points": ("31.1.2024 13:02:03", HOUR),
    "UTC": ("2024-01-31T13:02:03Z", HOUR),
    "an offset": ("2024-01-31T14:02:03.000+01:00", HOUR),
    "a short year": ("1/31/24 1:02 PM", HOUR.replace(second=0)),
    "the name of the month": ("31-Jan-2024 13:02:03", HOUR),
    "the month first": ("Jan 31, 2024 1:02:03 PM", HOUR),
    "a day": ("31 January 2024", HOUR.normalize()),
}


@pytest.mark.parametrize("case", STAMPS)
def test_stamps_are_read_as_tools_write_them(study, answers, case):
    word, time = STAMPS[case]
    table = answers(study('day = { role = "time" }', f'day,x\n"{word}",1\n'))
    assert table["day"].tolist() == [time]


@pytest.mark.parametrize(
    "word", ["2024-01-31 13:02 PM", "2024-01-31 10:00 CST", "2024-13-01", "31/31/2024", "Jan 2024"]
)
def test_what_is_no_date_stays_a_fault(study, faults, word):
    (message,) = faults(study('day = { role = "time" }', f"day,x\n{word},1\n"))
    assert "dates that cannot be read" in message or "cannot be told apart" in message


@pytest.mark.parametrize("words", [["03/04/24"], ["24/01/31", "24/02/28"], ["24/01/31"]])
def test_short_dates_that_may_begin_with_any_part_are_open(study, faults, words):
    (message,) = faults(study('day = { role = "time" }', "day,x\n" + "".join(f"{word},1\n" for word in words)))
    assert "day and month cannot be told apart" in message


def test_a_format_without_an_hour_reads_hours_too(study, answers):
    columns = 'day = { role = "time", format = "%d/%m/%Y" }'
    table = answers(study(columns, "day,x\n03/04/2018 10:30,1\n03/04/2018,2\n"))
    assert table["day"].tolist() == [pd.Timestamp(2018, 4, 3, 10, 30), pd.Timestamp(2018, 4, 3)]


def test_mixed_bytes_are_said_with_their_rows(study):
    data = "name,x\nPlaça,1\n".encode() + "Peña,2\n".encode("cp1252")
    assert read_study(study(NAME, data, table='encoding = "mixed"')).tables["answers"]["name"].tolist()[1] == "Peña"


def test_utf8_that_is_declared_as_single_bytes_is_a_fault(study, faults, answers, tmp_path):
    (tmp_path / "b.csv").write_text("name,x\nMálaga,1\nÁvila,2\n", encoding="utf-8")
    old = "name,x\nMálaga,1\nÁvila,2\n".encode("cp1252")
    files = 'file = ["answers.csv", "b.csv"]\nencoding = "{}"'
    assert faults(study(NAME, old, table=files.format("cp1252"))) == [
        'answers: "b.csv" is UTF-8, and cp1252 is declared. '
        'Leave encoding out, or write encoding = "mixed" where some of the files are not.'
    ]
    assert answers(study(NAME, old, table=files.format("mixed")))["name"].tolist() == ["Málaga", "Ávila"] * 2
    plain = "name,x\nMalaga,1\n"
    assert answers(study(NAME, plain, file="c.csv", table='encoding = "latin-1"'))["name"].tolist() == ["Malaga"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("inside", ["", "\n", "\r\n", "\r"])
def test_a_file_read_by_several_cores_has_the_cells_that_one_core_reads(tmp_path, monkeypatch, end, inside):
    """Cells of several lines are cut by no border between the pieces, wherever it falls."""
    cells = [["id", "said"], *([f"{n:0{1 + n % 7}}", f"so{inside * (n % 3)}{n % 11}, it is"] for n in range(2000))]
    path = tmp_path / "a.csv"
    path.write_text("".join(f'{key},"{word}"{end}' for key, word in cells), encoding="utf-8", newline="")
    one = text_files.read_text(path, encoding=None, delimiter=None)
    by_all, used = text_files._parse_by_all, []
    monkeypatch.setattr(text_files, "_AT_ONCE", 1 << 10)
    monkeypatch.setattr(text_files, "_parse_by_all", lambda *given: used.append(by_all(*given)) or used[-1])
    several = text_files.read_text(path, encoding=None, delimiter=None)
    assert [column.to_pylist() for column in several.cells] == [list(column) for column in zip(*cells, strict=True)]
    assert [column.to_pylist() for column in one.cells] == [column.to_pylist() for column in several.cells]
    assert (used[0] is None) == ("\r" in inside or end == "\r" or (end == "\r\n" and inside == "\n"))


def test_signs_are_counted_across_pieces(monkeypatch):
    monkeypatch.setattr(text_quotes, "_AT_ONCE", 3)
    for data in (b"", b"\n", b"a\nb\n\n\nc", b"\n" * 10):
        assert text_quotes.number_of(b"\n", data) == data.count(b"\n")
