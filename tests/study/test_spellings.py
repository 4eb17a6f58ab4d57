"""Heads that look alike are one, groups that are spelt alike are said, and NA is no comment."""

from __future__ import annotations

import unicodedata

import openpyxl
import pandas as pd
import pyreadstat
import pytest

from cxlib.study import read_study
from cxlib.study.checks.spellings import spelt_alike
from cxlib.study.files.statistics_process import _form
from cxlib.study.large import chunks, read_in_chunks
from cxlib.study.metadata.header_rows import ALIKE, same_form


@pytest.fixture(params=["pandas", "polars", "pieces"])
def engine(request, monkeypatch):
    """Read in memory, by another engine, and in pieces as if the file were large."""
    if request.param == "pieces":
        monkeypatch.setattr(read_in_chunks, "LARGE_BYTES", 10)
        monkeypatch.setattr(chunks, "PIECE_ROWS", 3)
    return "pandas" if request.param == "pandas" else "polars"


HEADS = {
    "combining accent": ("Recomendación", unicodedata.normalize("NFD", "Recomendación")),
    "no-break blank": ("How easy was it with us?", "How easy was it with\u00a0us?"),
    "two blanks": ("Views. My team", "Views.\u00a0 My team"),
    "line break": ("How easy was it?", '"How easy\nwas it?"'),
    "quotation mark": ("L'ús", "L’ús"),
    "dash": ("Score - total", "Score – total"),
    "soft hyphen": ("Satisfaction", "Satis\u00adfaction"),
}


@pytest.mark.parametrize("case", HEADS)
@pytest.mark.parametrize("turned", [False, True])
def test_heads_that_look_alike_are_one(study, engine, case, turned):
    declared, written = HEADS[case]
    if turned and case != "line break":
        declared, written = written, declared
    folder = study(f'x = {{ source = "{declared}", role = "cost" }}', f"id,{written}\n1,5\n2,6\n3,7\n4,8\n")
    found = read_study(folder, engine=engine)
    table = found.tables["answers"]
    table = table if engine == "pandas" else table.lazy().collect().to_pandas()
    assert table["x"].tolist() == [5, 6, 7, 8]


def test_heads_of_sheets_and_of_statistics_files(study, tmp_path):
    columns = 'x = { source = "How easy was it with us?", role = "cost" }'
    head = "How easy\u00a0was it\nwith us?"
    book = openpyxl.Workbook()
    for row in (["A title"], ["id", head], ["a", 5]):
        book.active.append(row)
    book.save(tmp_path / "answers.xlsx")
    assert read_study(study(columns, file="answers.xlsx")).tables["answers"]["x"].tolist() == [5]
    pyreadstat.write_sav(pd.DataFrame({"q": [5.0]}), tmp_path / "answers.sav", column_labels={"q": head})
    assert read_study(study(columns, file="answers.sav")).tables["answers"]["x"].tolist() == [5]
    alike = {ord(sign): plain for sign, plain in ((chr(sign), plain) for sign, plain in ALIKE.items())}
    for text in (head, *(text for pair in HEADS.values() for text in pair)):
        assert _form(text, alike) == same_form(text)


def test_of_two_heads_alike_the_one_written_is_meant(study):
    data = "id,a b,a\u00a0b\n1,5,6\n"
    for source, value in (("a b", 5), ("a\u00a0b", 6)):
        table = read_study(study(f'x = {{ source = "{source}", role = "cost" }}', data)).tables["answers"]
        assert table["x"].tolist() == [value]


@pytest.mark.parametrize(
    ("names", "ways"),
    [
        (["Nord-Est", "nord-est"], ["capitals"]),
        (["Nord-Est", "Nord Est", "Nord–Est", "NordEst"], ["blanks or dashes"]),
        (["R&D", "R&amp;D"], ["HTML"]),
        (["Iași", "Iaşi"], ["forms of letters"]),
        (["Constanța", "Constanţa"], ["forms of letters"]),
        (["col·legi", "coŀlegi", "col•legi"], ["forms of letters"]),
        (["Málaga", "Malaga"], ["accents"]),
        (["St. Gervasi", "St Gervasi"], ["dots and quotation marks"]),
        (["L'Eixample", "L’Eixample"], ["dots and quotation marks"]),
        (["18-24", "18–24", "18 – 24"], ["blanks or dashes"]),
        (["Ploiești", "Ploieşti", "PLOIEŞTI"], ["forms of letters", "capitals"]),
        (["Online\u200b", "Online"], ["blanks or dashes"]),
        (["A Coruña", "La Coruña", "Coruña (A)"], ["articles"]),
        (["L'Ametlla", "Ametlla, L'", "l’Ametlla"], ["articles"]),
        (["München", "Muenchen"], ["accents", "umlauts"]),
    ],
)
def test_names_that_differ_by_their_spelling_only(names, ways):
    assert spelt_alike([*names, "Other"]) == [(names, ways)]


@pytest.mark.parametrize(
    "names",
    [
        ["North", "South"],
        ["1-2", "12", "1.2"],
        ["-1", "1"],
        ["18-24", "1824"],
        ["A", "A+", "A++"],
        ["R&D", "RD"],
        ["Nord", "Nord 2", "Nord 3"],
        ["W1", "W10"],
        ["Casa", "Caso"],
        ["A 1", "1", "The 1"],
        ["Alta", "Alta Ribagorça", "Altar"],
        ["Mula", "Muela", "Sigüenza"],
    ],
)
def test_names_that_differ_otherwise(names):
    assert spelt_alike(names) == []


def test_groups_spelt_alike_are_said(study, engine):
    columns = 'branch = { role = "segment" }'
    data = "branch,x\nNord-Est,1\nnord-est,1\nNord Est,1\nNord–Est,1\nR&D,1\nR&amp;D,1\nSud,1\n"
    assert read_study(study(columns, data), engine=engine).notes == (
        'answers.branch: "Nord Est", "Nord-Est", "Nord–Est", "nord-est"; "R&D", "R&amp;D" differ by capitals, '
        "blanks or dashes, HTML only; if they are one group, give them one name in labels.",
    )
    labels = '"Sud" = "S", "Nord-Est" = "NE", "nord-est" = "NE", "Nord Est" = "NE", "Nord–Est" = "NE"'
    columns = f'branch = {{ role = "segment", labels = {{ {labels}, "R&D" = "RD", "R&amp;D" = "RD" }} }}'
    assert read_study(study(columns, data), engine=engine).notes == ()


def test_groups_of_employees_are_not_named(study):
    data = "branch,x\nAnn's team,1\nann's team,1\n"
    note, _ = read_study(study('branch = { role = "unit" }', data, table='kind = "employees"')).notes
    assert note.startswith("answers.branch: some names differ by capitals only") and "nn's" not in note


WHY = 'why = { role = "verbatim" }\n'


@pytest.mark.parametrize("word", ["NA", "N/A", "n/a", "NaN", "NULL"])
def test_na_is_no_comment(study, engine, word):
    folder = study(WHY, "why,x\n" + f"{word},1\n" * 5 + "Too slow,1\nNA is what I think,1\n")
    found = read_study(folder, engine=engine)
    table = found.tables["answers"]
    table = table if engine == "pandas" else table.lazy().collect().to_pandas()
    assert table["why"].isna().sum() == 5
    assert found.notes == (
        f'answers.why: "{word}" was read as no comment; if somebody wrote that, write missing = [].',
    )


def test_na_is_a_comment_where_study_toml_says_so_and_a_name_elsewhere(study):
    data = "why,x\n" + "NA,NA\n" * 5 + "None,None\nnada,EU\n"
    read = read_study(study('why = { role = "verbatim", missing = [] }\nx = { role = "segment" }', data))
    assert not read.tables["answers"].isna().any().any() and read.notes == ()
    read = read_study(study('why = { role = "verbatim", missing = ["nada"] }', data))
    assert read.tables["answers"]["why"].dropna().tolist() == ["None"]


@pytest.mark.parametrize("word", ["-", "none", "Nada", "Sense comentaris", "Fără comentarii", "..."])
def test_what_many_wrote_may_be_no_comment(study, engine, word):
    data = "why,x\n" + f"{word},1\n" * 12 + "".join(f"Remark {n},1\n" for n in range(20))
    assert read_study(study(WHY, data), engine=engine).notes == (
        f'answers.why: "{word}" stands in 12 of 32 comments; if it means no comment, write missing = ["{word}"].',
    )
    columns = f'why = {{ role = "verbatim", missing = ["{word}"] }}'
    assert read_study(study(columns, data), engine=engine).notes == ()


@pytest.mark.parametrize(("word", "count"), [("Too slow", 12), ("-", 9)])
def test_like_comments_change_nothing(study, engine, word, count):
    data = "why,x\n" + f"{word},1\n" * count + "".join(f"Remark {n},1\n" for n in range(20))
    assert read_study(study(WHY, data), engine=engine).notes == ()
