"""A study read by every engine, and read in pieces as if it were beyond memory: the same tables, faults and notes."""

from __future__ import annotations

import gc
import os
import stat
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest
from table_engines import spark_session

import cxlib as cx
from cxlib.study.large import chunks, parquet_table, read_in_chunks

STUDY = """
[study]
name = "Two shops"
as_of = 2026-06-30
faults = "{faults}"

[tables.relationship]
file = {files}
kind = "relationship"
{more}

[tables.relationship.columns]
respondent = {{ source = "id", role = "id" }}
wave       = {{ role = "wave" }}
shop       = {{ role = "unit", missing = ["?"] }}
recommend  = {{ source = "nps", role = "recommend", missing = [99] }}
wifi       = {{ role = "rating", scale = [1, 5], not_used = [6] }}
price      = {{ role = "rating", scale = [1, 5] }}
spent      = {{ role = "outcome" }}
member     = {{ role = "segment", labels = {{ "1" = "yes", "2" = "no" }} }}
day        = {{ role = "time" }}
weight     = {{ role = "weight" }}
comment    = {{ role = "verbatim", required = {required} }}

[tables.shops]
file = "shops.csv"
kind = "units"
[tables.shops.columns]
shop = {{ role = "unit" }}
city = {{ role = "segment" }}
"""
SHOPS = "shop,city\nNord,Girona\nSud,Girona\n"
HEADS = ["id", "wave", "shop", "nps", "wifi", "price", "spent", "member", "day", "weight", "comment"]
WORDS = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]
COMMENTS = ["", "fine; really", 'she said "good"', "two\nlines, and\na third", "café à la crème", "=SUM(A1)"]


def rows(n: int = 300) -> list[list[str]]:
    """Sound rows in which hardly any piece shows by itself how dates, decimals and waves are written."""
    rng = np.random.default_rng(5)
    found = []
    for number in range(n):
        day = 25 if number == n - 7 else number % 12 + 1  # a single date shows which part is the day
        spent = f"{rng.integers(1, 999)}.{rng.integers(100, 999)}" if number != n - 20 else "7.5"
        price = WORDS[rng.integers(5)]
        cells = [str(1_000 + number // 2), f"w{number % 2 + 9}", rng.choice(["Nord", "Sud", "?"])]
        cells += [str(rng.choice([*range(11), 99])), str(rng.integers(1, 7)), price, spent]
        cells += [str(rng.choice(["1", "2", ""])), f"{day:02}/03/2026", str(rng.choice(["0", "0.5", "2"]))]
        found.append([*cells, str(rng.choice(COMMENTS))])
    return found


def faulty(table: list[list[str]]) -> list[list[str]]:
    """A fault of every kind, spread over the pieces; some words only late, some out of order."""
    place = {name: HEADS.index(name) for name in HEADS}
    changes = {
        "nps": {3: "11", 70: "12", 71: "7.5", 120: "b1", 130: "b2", 131: "zz", 200: "13", 280: "b1", 290: "14"},
        "wifi": {40: "0", 250: "7"},
        "price": {90: "Perhaps"},
        "spent": {100: "much", 260: "1,5"},
        "member": {60: "3", 180: "perhaps"},
        "day": {20: "32/01/2026", 210: "01/12/2026"},
        "weight": {30: "", 240: "-1"},
        "id": {50: "1000", 150: "1000", 299: "1001"},
        "shop": {10: "Nrod", 220: "West"},
    }
    for name, cells in changes.items():
        for row, cell in cells.items():
            table[row][place[name]] = cell
    return table


def written(table: list[list[str]], sign: str = ",", *, extra: str = "") -> str:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if set(text) & {sign, '"', "\n"} else text

    lines = [sign.join(map(cell, row)) for row in [HEADS, *table]]
    return "\n".join(lines) + "\n" + extra


def make(folder: Path, table: list[list[str]] | str, *, faults="stop", more="", required="false") -> Path:
    text = table if isinstance(table, str) else written(table)
    folder.mkdir(exist_ok=True)
    (folder / "answers.csv").write_text(text, encoding="utf-8")
    (folder / "shops.csv").write_text(SHOPS, encoding="utf-8")
    toml = STUDY.format(files='["answers.csv"]', faults=faults, more=more, required=required)
    (folder / "study.toml").write_text(toml, encoding="utf-8")
    return folder


@pytest.fixture
def in_pieces(monkeypatch):
    """From here on every file is large, and a piece has 90 records."""
    monkeypatch.setattr(read_in_chunks, "LARGE_BYTES", 10)
    monkeypatch.setattr(chunks, "PIECE_ROWS", 90)
    monkeypatch.setattr(parquet_table, "AT_ONCE", 100)


def as_pandas(table, engine: str) -> pd.DataFrame:
    """A table of any engine as the frame that pandas would have read."""
    if engine == "duckdb":
        frame = table.df()
    elif engine == "spark":
        frame = table.toArrow().to_pandas()
    else:
        frame = table.lazy().collect().to_pandas()
    return frame


def assert_same(found, engine: str, expected: pd.DataFrame) -> None:
    frame = as_pandas(found, engine)
    assert list(frame) == list(expected)
    if engine != "spark":
        for name in expected.select_dtypes("category"):
            assert frame[name].cat.categories.tolist() == expected[name].cat.categories.tolist()
    plain = [part.astype(dict.fromkeys(expected.select_dtypes("category"), object)) for part in (frame, expected)]
    for part in plain:
        for name in expected.select_dtypes(["boolean", "str"]):
            part[name] = part[name].astype(object).where(part[name].notna(), None)
    pd.testing.assert_frame_equal(*plain, check_dtype=False)


ENGINES = ["polars", "duckdb", pytest.param("spark", marks=pytest.mark.full)]


@pytest.fixture
def start(absent):
    """Start what an engine needs, or skip."""
    return lambda engine: spark_session(absent) if engine == "spark" else None


@pytest.mark.parametrize("engine", ENGINES)
def test_a_small_study_by_every_engine(engine, tmp_path, start):
    start(engine)
    folder = make(tmp_path, rows())
    expected, found = cx.read_study(folder), cx.read_study(folder, engine=engine)
    for name, table in expected.tables.items():
        assert_same(found.tables[name], engine, table)
    assert found.notes == expected.notes


@pytest.mark.parametrize("engine", ENGINES)
def test_a_study_in_pieces_is_the_study(engine, tmp_path, in_pieces, start):
    start(engine)
    folder = make(tmp_path, rows())
    expected, found = cx.read_study(folder), cx.read_study(folder, engine=engine)
    for name, table in expected.tables.items():
        assert_same(found.tables[name], engine, table)
    assert found.notes == expected.notes
    assert found.contract == expected.contract
    assert found.as_of == expected.as_of
    call = {"rating": "recommend", "wave": "wave", "segment": "shop", "weights": "weight"}
    theirs, ours = (cx.nps_change(study.tables["relationship"], **call).table for study in (found, expected))
    pd.testing.assert_frame_equal(theirs, ours, check_dtype=False, rtol=1e-9)


def test_nothing_is_kept_in_memory(tmp_path, in_pieces):
    import duckdb

    folder = make(tmp_path, rows())
    assert isinstance(cx.read_study(folder, engine="polars").tables["relationship"], pl.LazyFrame)
    assert isinstance(cx.read_study(folder, engine="duckdb").tables["relationship"], duckdb.DuckDBPyRelation)


def failures_of(folder: Path, engine: str) -> pd.DataFrame:
    with pytest.raises(cx.StudyError) as error:
        cx.read_study(folder, engine=engine)
    return error.value.failures


def test_every_fault_is_found_in_pieces_too(tmp_path, in_pieces):
    ragged = written(faulty(rows()), extra="too,few\n")
    folder = make(tmp_path, ragged, required="true")
    expected = failures_of(folder, "pandas")
    assert len(expected) > 15
    pd.testing.assert_frame_equal(failures_of(folder, "polars"), expected)


def test_faults_of_several_files_name_the_file(tmp_path, in_pieces):
    folder = make(tmp_path, rows(100))
    second = faulty(rows())[100:]
    (folder / "second.csv").write_text(written(second), encoding="utf-8")
    toml = (folder / "study.toml").read_text().replace('["answers.csv"]', '["answers.csv", "second.csv"]')
    (folder / "study.toml").write_text(toml)
    pd.testing.assert_frame_equal(failures_of(folder, "polars"), failures_of(folder, "pandas"))


def test_an_employees_table_shows_no_value_in_pieces_either(tmp_path, in_pieces):
    folder = make(tmp_path, faulty(rows()))
    toml = (folder / "study.toml").read_text().replace('kind = "relationship"', 'kind = "employees"')
    (folder / "study.toml").write_text(toml)
    found = failures_of(folder, "polars")
    pd.testing.assert_frame_equal(found, failures_of(folder, "pandas"))
    assert not found["problem"].str.contains("zz|12,").any()


def test_employees_are_put_into_the_same_blocks_beside_large_tables(tmp_path, in_pieces):
    folder = make(tmp_path, rows())
    toml = (folder / "study.toml").read_text().replace('kind = "relationship"', 'kind = "employees"')
    (folder / "study.toml").write_text(toml)
    expected, found = cx.read_study(folder), cx.read_study(folder, engine="polars")
    for name, table in expected.tables.items():
        assert_same(found.tables[name], "polars", table)
    assert found.notes == expected.notes and found.blocks == expected.blocks


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_faulty_rows_set_aside_in_pieces(engine, tmp_path, in_pieces):
    table = rows(300)
    table[70][3], table[71][8], table[299][0] = "12", "32/01/2026", "1148"
    table[260][2] = "West"
    folder = make(tmp_path, written(table, extra="too,few\n"), faults="set_aside")
    expected, found = cx.read_study(folder), cx.read_study(folder, engine=engine)
    pd.testing.assert_frame_equal(found.set_aside, expected.set_aside)
    assert len(expected.set_aside) == 5
    assert found.notes == expected.notes
    assert_same(found.tables["relationship"], engine, expected.tables["relationship"])


def test_too_many_faulty_rows_stop_in_pieces_too(tmp_path, in_pieces):
    folder = make(tmp_path, faulty(rows()), faults="set_aside", required="true")
    pd.testing.assert_frame_equal(failures_of(folder, "polars"), failures_of(folder, "pandas"))


BROKEN = {
    "quotation mark": written(rows(60)) + '1,"w9"x,Nord\n' + written(rows(60)),
    "no rows": ",".join(HEADS) + "\n",
    "empty": "\n\n",
    "other columns": written(rows(60)).replace("nps", "score", 1),
    "decimal sign": written(rows(60)).replace("7.5", '"1,5"'),
    "order of day and month": written(rows(100)).replace("25/03/2026", "05/03/2026"),
    "null bytes": written(rows(60)) + "\0\n",
    "weights": "\n".join(written(rows(100)).split("\n")).replace(",0.5,", ",0,").replace(",2,", ",0,"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_told_alike(case, tmp_path, in_pieces):
    folder = make(tmp_path, BROKEN[case])
    pd.testing.assert_frame_equal(failures_of(folder, "polars"), failures_of(folder, "pandas"))


TEXTS = {
    "semicolons and decimal commas": (written(rows(), ";").replace(".", ","), {}),
    "sep= in the first line": ("sep=;\n" + written(rows(), ";"), {}),
    "windows ends of lines": (written(rows()).replace("\n", "\r\n"), {}),
    "blank lines": (written(rows(100)).replace("\n10", "\n\n\n10"), {}),
    "declared delimiter": (written(rows(), "|"), {"more": 'delimiter = "|"'}),
}


@pytest.mark.parametrize("case", TEXTS)
def test_texts_as_tools_write_them(case, tmp_path, in_pieces):
    text, more = TEXTS[case]
    folder = make(tmp_path, text, **more)
    expected, found = cx.read_study(folder), cx.read_study(folder, engine="polars")
    assert_same(found.tables["relationship"], "polars", expected.tables["relationship"])
    assert found.notes == expected.notes


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "mixed"])
def test_declared_encodings(encoding, tmp_path, in_pieces):
    declared = "" if encoding in ("utf-16", "utf-8-sig") else f'encoding = "{encoding}"'
    folder = make(tmp_path, rows(), more=declared)
    content = written(rows()).encode("cp1252" if encoding == "mixed" else encoding)
    (folder / "answers.csv").write_bytes(content)
    expected, found = cx.read_study(folder), cx.read_study(folder, engine="polars")
    assert_same(found.tables["relationship"], "polars", expected.tables["relationship"])


def test_utf8_declared_as_single_bytes_in_pieces(tmp_path, in_pieces):
    folder = make(tmp_path, rows(8), more='encoding = "cp1252"')  # a comment has accents
    found = failures_of(folder, "polars")
    pd.testing.assert_frame_equal(found, failures_of(folder, "pandas"))
    assert found["problem"].tolist() == ['"answers.csv" is UTF-8, and cp1252 is declared']


def test_an_encoding_that_would_have_to_be_guessed(tmp_path, in_pieces):
    folder = make(tmp_path, "x")
    (folder / "answers.csv").write_bytes(written([*rows(9), [*rows(1)[0][:-1], "café"]]).encode("cp1252"))
    assert (
        failures_of(folder, "polars").iloc[0]["mend"] == 'Write encoding = "cp1252" for the table, or whatever it is.'
    )


def test_parquet_in_pieces(tmp_path, in_pieces):
    folder = make(tmp_path, rows())
    frame = pd.read_csv(folder / "answers.csv", keep_default_na=False).assign(more=1)
    frame["day"] = pd.to_datetime(frame["day"], dayfirst=True)
    frame.to_parquet(folder / "answers.parquet", row_group_size=70)
    toml = (folder / "study.toml").read_text().replace("answers.csv", "answers.parquet")
    (folder / "study.toml").write_text(toml)
    expected, found = cx.read_study(folder), cx.read_study(folder, engine="polars")
    assert_same(found.tables["relationship"], "polars", expected.tables["relationship"])
    frame.loc[250, "nps"] = 12
    frame.to_parquet(folder / "answers.parquet", row_group_size=70)
    pd.testing.assert_frame_equal(failures_of(folder, "polars"), failures_of(folder, "pandas"))


def test_three_header_rows_in_pieces(tmp_path, in_pieces):
    codes, wording = ",".join(HEADS), ",".join(f"What about {name}?" for name in HEADS)
    machine = ",".join('"{""key"": ""' + name + '""}"' for name in HEADS)
    body = written(rows()).partition("\n")[2]
    folder = make(tmp_path, "\n".join([codes, wording, machine, body]))
    expected, found = cx.read_study(folder), cx.read_study(folder, engine="polars")
    assert_same(found.tables["relationship"], "polars", expected.tables["relationship"])
    assert found.notes == expected.notes
    assert found.contract == expected.contract


def test_the_folder_is_private_and_goes_with_the_study(tmp_path, in_pieces, monkeypatch):
    home = tmp_path / "temporary"
    home.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(home))
    folder = make(tmp_path / "study", rows())
    study = cx.read_study(folder, engine="polars")
    (kept,) = home.iterdir()
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    del study
    gc.collect()
    assert not list(home.iterdir())
    make(tmp_path / "study", faulty(rows()))
    failures_of(folder, "polars")
    assert not list(home.iterdir())


@pytest.mark.parametrize("engine", ENGINES)
def test_a_description_by_every_engine(engine, tmp_path, start):
    start(engine)
    folder = make(tmp_path, rows())
    expected = cx.describe_study(cx.read_study(folder)).table
    found = cx.describe_study(cx.read_study(folder, engine=engine)).table
    pd.testing.assert_frame_equal(found, expected)


def test_an_engine_that_is_not_installed(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(cx.CXError) as error:
        cx.read_study(make(tmp_path, rows(20)), engine="duckdb")
    assert str(error.value) == "duckdb is not installed. Install it with uv add duckdb, or read with pandas."


def test_errors_of_a_workbook_behind_a_text_file_in_pieces(tmp_path, in_pieces):
    folder = make(tmp_path, rows(3))
    pd.DataFrame([["#N/A" if name == "comment" else "" for name in HEADS]], columns=HEADS).assign(
        id=1, wave="w9", shop="Nord", nps=7, weight=1
    ).to_excel(folder / "more.xlsx", index=False)
    file = folder / "study.toml"
    text = file.read_text(encoding="utf-8").replace('["answers.csv"]', '["answers.csv", "more.xlsx"]')
    file.write_text(text, encoding="utf-8")
    found = failures_of(folder, "polars")
    pd.testing.assert_frame_equal(found, failures_of(folder, "pandas"))
    assert found["problem"].str.contains("errors of the spreadsheet").sum() == 1
