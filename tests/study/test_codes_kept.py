"""Codes that a file declares missing keep their meaning in portable files of SPSS and in files of Stata."""

from __future__ import annotations

import pandas as pd
import pyreadstat
import pytest

from cxlib.study import read_study
from cxlib.study.files.statistics_process import Portable

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SIGNS = " .<(+|&[]!$*);^-/|,%_>?`:$@'=\"000000~-0000123456789000-()0{}\\"
TABLE = ("0" * 64 + "0123456789" + LETTERS + LETTERS.lower() + SIGNS).ljust(256, "0")
SPLASH = ("ASCII SPSS PORT FILE" + " " * 20) * 5 + TABLE


def number(value: float | None) -> str:
    """A number to the base of 30, as portable files have it."""
    if value is None:
        return "*."
    digits, rest, sign = "", int(abs(value)), "-" if value < 0 else ""
    while rest or not digits:
        digits, rest = "0123456789ABCDEFGHIJKLMNOPQRST"[rest % 30] + digits, rest // 30
    half = ".F" if abs(value) % 1 else ""
    return f"{sign}{digits}{half}/"


def string(text: str) -> str:
    return number(len(text)) + text


def portable(missing: str, rows: list[tuple]) -> bytes:
    """A file with a text, a column with declared codes and one without."""
    text = SPLASH + "SPSSPORT" + "A" + string("20260101") + string("120000") + "1" + string("A program")
    text += "4" + number(3) + "5" + number(11)
    form = "".join(map(number, (5, 8, 0, 5, 8, 0)))
    text += "7" + number(4) + string("ID") + form
    text += "7" + number(0) + string("WIFI") + form + missing + "C" + string("How good is the wifi?")
    text += "7" + number(0) + string("NPS") + form
    text += "D" + number(1) + string("WIFI") + number(1) + number(6) + string("never used it")
    text += "F" + "".join(string(name) + number(wifi) + number(nps) for name, wifi, nps in rows) + "Z" * 80
    lines = [text[start : start + 80] for start in range(0, len(text), 80)]
    return "\r\n".join(line.rstrip() for line in lines).encode("ascii")


ROWS = [("a", 4, 10), ("b", 6, 9), ("c", None, 0), ("d", 2.5, None), ("e", -1, 7), ("f", 99, 8)]
COLUMNS = """\
id = { source = "ID", role = "id" }
wifi = { source = "WIFI", role = "rating", scale = [1, 5], not_used = [6] }
nps = { source = "NPS", role = "recommend" }
"""


def test_a_portable_file_keeps_its_missing_codes(study):
    codes = "8" + number(6) + "9" + number(-1) + "A" + number(97)
    read = read_study(study(COLUMNS, portable(codes, ROWS), file="answers.por"))
    table = read.tables["answers"]
    assert table["wifi"].tolist()[:1] == [4] and table["wifi"].isna().tolist() == [False, True, True, False, True, True]
    assert table["wifi_not_used"].tolist() == [False, True, False, False, False, False]
    assert table["nps"].isna().tolist() == [False, False, False, True, False, False]
    assert read.contract.tables["answers"].columns["wifi"].missing == [-1, 99] and read.notes == ()


def test_a_range_of_codes(study):
    columns = COLUMNS.replace(", not_used = [6]", "")
    read = read_study(study(columns, portable("B" + number(6) + number(99), ROWS[:4] + ROWS[5:]), file="answers.por"))
    assert read.tables["answers"]["wifi"].dropna().tolist() == [4, 2.5]
    assert read.contract.tables["answers"].columns["wifi"].missing == [6, 99]


def test_what_is_read_of_a_portable_file(study):
    folder = study(COLUMNS, portable("8" + number(6), ROWS[:4]), file="answers.por")
    assert Portable(folder / "answers.por").read() == ({"WIFI": [(6, 6)]}, {"WIFI": [4, 6, None, 2.5]})
    (folder / "answers.por").write_bytes(b"SPSSPORT")
    with pytest.raises((ValueError, IndexError)):
        Portable(folder / "answers.por").read()


@pytest.mark.parametrize("declared", ['not_used = [".b"]', 'not_used = ["Never used it"]'])
def test_letters_of_stata_keep_their_meaning(study, tmp_path, declared):
    pyreadstat.write_dta(
        pd.DataFrame({"wifi": [4.0, "a", "b", None, 5.0], "area": [1.0, 2.0, "c", None, 1.0]}),
        tmp_path / "answers.dta",
        missing_user_values={"wifi": ["a", "b"], "area": ["c"]},
        variable_value_labels={"wifi": {1: "Bad", 5: "Good", "b": "Never used it"}, "area": {1: "North", 2: "South"}},
    )
    columns = f'wifi = {{ role = "rating", scale = [1, 5], {declared} }}\narea = {{ role = "segment" }}'
    read = read_study(study(columns, file="answers.dta"))
    table = read.tables["answers"]
    assert table["wifi"].isna().tolist() == [False, True, True, True, False]
    assert table["wifi_not_used"].tolist() == [False, False, True, False, False]
    assert read.contract.tables["answers"].columns["wifi"].missing == [".a"]
    assert table["area"].cat.categories.tolist() == ["North", "South"] and table["area"].isna().sum() == 2
