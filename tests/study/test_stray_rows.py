"""Rows that are nobody's answers: second heads, the head again, means and totals; and people who look like them."""

from __future__ import annotations

import openpyxl
import pytest

from cxlib.study import read_study
from cxlib.study.large import chunks, read_in_chunks

COLUMNS = """\
person = { source = "ID", role = "id" }
region = { source = "Region", role = "segment" }
why = { source = "Why?", role = "verbatim" }
score = { source = "Score", role = "recommend" }
"""
HEAD = "ID,Region,Why?,Score"
PEOPLE = [f"{100 + n},{'Coast' if n % 2 else 'Hills'},Remark {n},{n % 11}" for n in range(20)]
TEXTS = [f"P{n:02},{'Coast' if n % 2 else 'Hills'},Remark {n},{n % 11}" for n in range(20)]


@pytest.fixture(params=["pandas", "polars", "pieces"])
def engine(request, monkeypatch):
    """Read in memory, by another engine, and in pieces as if the file were large."""
    if request.param == "pieces":
        monkeypatch.setattr(read_in_chunks, "LARGE_BYTES", 10)
        monkeypatch.setattr(chunks, "PIECE_ROWS", 9)
    return "pandas" if request.param == "pandas" else "polars"


def read(folder, engine="pandas"):
    found = read_study(folder, engine=engine)
    table = found.tables["answers"]
    if engine != "pandas":
        table = table.lazy().collect().to_pandas()
    return table, found.notes


TWO = '"answers.csv": the first 2 rows were read as headers; if they are not, write header_rows = 1.'


@pytest.mark.parametrize(
    "second",
    [
        ",Response,Open-Ended Response,Response",
        ",Respuesta,Respuesta abierta,Respuesta",
        ",Resposta,Resposta oberta,Resposta",
        ",Răspuns,Răspuns deschis,Răspuns",
        "numeric,text,text,numeric",
        "Identificador,Texto,Texto libre,Número",
        ",Response,,0-10",
        ",one of a list,free,nought to ten",  # no words of a tool: where all others have a number, it has words
        "Number of the case,Part of the country,In your own words,Nought to ten",
    ],
)
def test_a_second_head_is_no_person(study, engine, second):
    table, notes = read(study(COLUMNS, "\n".join([HEAD, second, *PEOPLE])), engine)
    assert len(table) == 20 and table["region"].nunique() == 2
    assert notes == (f"answers: {TWO}",)


def test_its_words_are_nobodys_wording(study):
    found = read_study(study(COLUMNS, "\n".join([HEAD, ",Response,Open-Ended Response,Response", *PEOPLE])))
    assert {column.question for column in found.contract.tables["answers"].columns.values()} == {""}


def test_a_second_head_above_text_columns_only(study, engine):
    columns = COLUMNS.replace("score", "#score").replace("why", "#why")
    rows = [row.rsplit(",", 2)[0] + ",Private" for row in PEOPLE]
    columns += 'sector = { source = "Sector", role = "segment" }'
    table, _ = read(study(columns, "\n".join(["ID,Region,Sector", ",Response,Response", *rows])), engine)
    assert len(table) == 20 and table["sector"].unique().tolist() == ["Private"]


@pytest.mark.parametrize(
    ("first", "people"),
    [
        ("99,Coast,Remark,7", PEOPLE),
        (",Coast,Remark,7", PEOPLE),
        (",Coast,Remark,", PEOPLE),
        ("99,,,", PEOPLE),
        (",Island,Lovely,", PEOPLE),  # no number where others have one, and no word there either
        ("P99,Island,Lovely,", TEXTS),
        ("P99,Hills,Response,", TEXTS),
        ("P99,Response,Response,", TEXTS),
    ],
)
def test_a_real_first_person_stays(study, engine, first, people):
    table, notes = read(study(COLUMNS, "\n".join([HEAD, first, *people])), engine)
    assert len(table) == 21 and notes == ()


def test_header_rows_decides(study):
    folder = study(COLUMNS, "\n".join([HEAD, ",Response,Open,", *PEOPLE]), table="header_rows = 1")
    assert len(read(folder)[0]) == 21


def test_the_head_again_is_left_out_and_said(study, engine):
    rows = [HEAD, *TEXTS[:10], HEAD, *TEXTS[10:15], HEAD, *TEXTS[15:]]
    table, notes = read(study(COLUMNS, "\n".join(rows)), engine)
    assert len(table) == 20 and table["region"].nunique() == 2
    assert notes == ('answers: "answers.csv": rows 12, 18 repeat the head and were left out.',)


def test_the_head_again_in_capitals(study, engine):
    table, notes = read(study(COLUMNS, "\n".join([HEAD, *TEXTS[:10], HEAD.upper(), *TEXTS[10:]])), engine)
    assert len(table) == 20 and "row 12 repeats the head" in notes[0]


def test_both_heads_again(study, engine):
    second = ",Response,Open-Ended Response,Response"
    rows = [HEAD, second, *PEOPLE[:12], HEAD, second, *PEOPLE[12:]]
    table, notes = read(study(COLUMNS, "\n".join(rows)), engine)
    assert len(table) == 20
    assert notes[1:] == ('answers: "answers.csv": rows 15, 16 repeat the head and were left out.',)


def test_a_person_who_lives_in_region_stays(study, engine):
    table, notes = read(study(COLUMNS, "\n".join([HEAD, *TEXTS, "P20,Region,Why?,3"])), engine)
    assert len(table) == 21 and notes == ()


SUMS = {
    "average": ("Average,,,4.55", "Average"),
    "total": ("TOTAL:,,,91", "TOTAL:"),
    "media": ("Media,,,4.55", "Media"),
    "mitjana": ("Mitjana,,,4.55", "Mitjana"),
    "medie": ("Medie,,,4.55", "Medie"),
    "in another column": (",Promedio,,4.55", "Promedio"),
    "total of": (",Total general,,91", "Total general"),
    "moyenne": ("Moyenne générale,,,4.55", "Moyenne générale"),
    "effectif": ("Effectif,,,20", "Effectif"),
    "gesamt": ("Gesamt,,,91", "Gesamt"),
    "total geral": (",Total geral,,91", "Total geral"),
    "medie generală": ("Medie generală,,,4.55", "Medie generală"),
    "no name": (",,,4.55", ""),
    "n": ("N,,,20", "N"),
    "nps": ("NPS,,,-20", "NPS"),
    "source": ("Source: the survey of 2026,,,", "Source: the survey of 2026"),
    "fuente": ("Fuente: encuesta,,,", "Fuente: encuesta"),
}


@pytest.mark.parametrize("case", SUMS)
def test_means_and_totals_are_nobody(study, case):
    row, word = SUMS[case]
    table, notes = read(study(COLUMNS, "\n".join([HEAD, *TEXTS, row])))
    told = f' ("{word}")' if word else ""
    assert len(table) == 20
    assert notes == (
        f'answers: "answers.csv": row 22{told} is nobody\'s answer and was left out: a mean, a total, a heading or '
        "a note.",
    )


def test_means_are_left_out_of_large_files_and_of_sheets(study, tmp_path, engine):
    columns = COLUMNS.replace("recommend", "outcome")
    rows = [HEAD, *TEXTS, "Total,,,91", "Average,,,4.55"]
    table, notes = read(study(columns, "\n".join(rows)), engine)
    told = '("Total", "Average") are nobody\'s answers and were left out: means, totals, headings or notes.'
    assert len(table) == 20 and notes == (f'answers: "answers.csv": rows 22, 23 {told}',)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(
            [float(cell) if cell.replace(".", "").isdigit() else cell or None for cell in row.split(",")]
        )
    book.save(tmp_path / "answers.xlsx")
    table, notes = read(study(columns, file="answers.xlsx"))
    assert len(table) == 20 and notes == (f'answers: "answers.xlsx": rows 22, 23 {told}',)


def test_a_mean_above_the_people_is_nobody(study):
    table, notes = read(study(COLUMNS, "\n".join([HEAD, "Average,,,4.55", *TEXTS])))
    assert len(table) == 20 and 'row 2 ("Average")' in notes[0]


def test_numbers_alone_are_enough(study):
    columns = 'a = { role = "outcome" }\nb = { role = "rating" }'
    rows = ["a,b", *(f"{n % 5 + 1},{n % 4 + 1}" for n in range(21)), "2.9,2.43"]
    table, notes = read(study(columns, "\n".join(rows)))
    assert len(table) == 21 and "row 23" in notes[0]


def test_a_text_column_is_enough(study):
    columns = 'region = { source = "Region", role = "segment" }\nscore = { source = "Score", role = "outcome" }'
    rows = ["Region,Score", *(f"{'Coast' if n % 2 else 'Hills'},{n % 5 + 1}" for n in range(21)), "Average,2.9"]
    table, notes = read(study(columns, "\n".join(rows)))
    assert len(table) == 21 and table["region"].nunique() == 2 and "row 23" in notes[0]


@pytest.mark.parametrize(
    "row",
    [
        "Nora,,,",
        "Base 3,Coast,,",
        "P20,Media,Remark,4",
        "P20,Total,Remark,10",
        ",,,7",
        "P20,,,",
        "P20,Coast,Average,5",
        "P20,Coast,Total,3",
    ],
)
def test_a_last_person_stays(study, engine, row):
    table, notes = read(study(COLUMNS, "\n".join([HEAD, *TEXTS, row])), engine)
    assert len(table) == 21 and notes == ()


SURVEY = """\
client = { role = "id" }
botiga = { role = "unit" }
nota = { role = "outcome", scale = [0, 10] }
"""
CLIENTS = [f"{2000 + n},{('Girona', 'Vic', 'Olot')[n % 3]},{n % 11}" for n in range(30)]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [*CLIENTS[:15], "Subtotal Girona,Girona,6.1", *CLIENTS[15:], "Subtotal Vic,,5"],
            'rows 17, 33 ("Subtotal Girona", "Subtotal Vic") are nobody\'s answers and were left out: means, totals, '
            "headings or notes.",
        ),
        (
            [*CLIENTS[:15], "Girona Total,,6.1", *CLIENTS[15:], "Vic Ergebnis,,5"],
            'rows 17, 33 ("Girona Total", "Vic Ergebnis") are nobody\'s answers and were left out: means, totals, '
            "headings or notes.",
        ),
        (
            [*CLIENTS, "N,30,30"],
            'row 32 ("N") is nobody\'s answer and was left out: a mean, a total, a heading or a note.',
        ),
    ],
)
def test_totals_between_people_are_no_people(study, engine, rows, told):
    table, notes = read(study(SURVEY, "\n".join(["client,botiga,nota", *rows])), engine)
    assert len(table) == 30 and table["nota"].notna().all()
    assert f'answers: "answers.csv": {told}' in notes


@pytest.mark.parametrize("other", ["pandas", "polars"])  # a part of a large file does not show whether there are two
def test_headings_between_people_are_no_people(study, other):
    rows = ["Comarques del nord,,", *CLIENTS[:15], "Comarques del sud,,", *CLIENTS[15:]]
    table, notes = read(study(SURVEY, "\n".join(["client,botiga,nota", *rows])), other)
    assert len(table) == 30 and table["nota"].notna().all()
    told = "rows 2, 18 are nobody's answers and were left out: means, totals, headings or notes."
    assert f'answers: "answers.csv": {told}' in notes


@pytest.mark.parametrize(
    "rows",
    [
        [*CLIENTS, "Total Energies,Vic,7"],  # a firm among customers: no group is called Energies
        [*CLIENTS, "Anna,Vic,7"],
        ["Total Girona,Girona,7", *(f"{name},Vic,5" for name in ("Anna", "Pau", "Jordi", "Marta", "Laia"))],
    ],
)
def test_people_whose_key_has_no_digit_stay(study, engine, rows):
    table, _ = read(study(SURVEY, "\n".join(["client,botiga,nota", *rows])), engine)
    assert len(table) == len(rows)


WITHOUT_KEY = """\
botiga = { role = "unit" }
nota = { role = "outcome", scale = [0, 10] }
"""


def test_subtotals_as_spreadsheets_write_them_are_no_groups(study):
    rows = [row.partition(",")[2] for row in sorted(CLIENTS, key=lambda row: row.split(",")[1])]
    rows = [*rows[:10], "Girona Total,5", *rows[10:20], "Olot Total,5", *rows[20:], "Vic Total,5", "Grand Total,5"]
    table, notes = read(study(WITHOUT_KEY, "\n".join(["botiga,nota", *rows])))
    assert len(table) == 30 and any('"Girona Total"' in note for note in notes)


def test_a_name_that_ends_in_total_is_a_group(study, engine):
    rows = [f"{('Girona', 'Girona Total', 'Olot')[n % 3]},{n % 11}" for n in range(30)]
    rows += ["Vic Total,5"]  # one such name, of no group
    table, _ = read(study(WITHOUT_KEY, "\n".join(["botiga,nota", *rows])), engine)
    assert len(table) == 31


@pytest.mark.parametrize(
    "foot", [["Erstellt am 12.03.2025 von Controlling,,,"], ["Stand Mai 2025,,,", "Alle Angaben ohne Gewähr,,,"]]
)
def test_a_sentence_below_people_is_nobody(study, engine, foot):
    table, notes = read(study(COLUMNS, "\n".join([HEAD, *TEXTS, *foot])), engine)
    assert len(table) == 20 and any(foot[0].strip(",") in note and "nobody" in note for note in notes)


@pytest.mark.parametrize(
    "row",
    [
        "Anna Maria Puig,Coast,,7",  # she has answered
        "P 99,,,",  # a key, of one who has not
        "Anna Maria Puig,Coast,,",
    ],
)
def test_a_last_key_with_blanks_may_be_a_person(study, engine, row):
    assert len(read(study(COLUMNS, "\n".join([HEAD, *TEXTS, row])), engine)[0]) == 21


def test_where_keys_are_names_the_last_one_is_a_person(study, engine):
    names = [f"Anna Maria {chr(65 + n)}{text[3:]}" for n, text in enumerate(TEXTS)]
    assert len(read(study(COLUMNS, "\n".join([HEAD, *names, "Ramon de Puig Mas,,,"])), engine)[0]) == 21
