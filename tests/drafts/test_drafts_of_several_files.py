"""Files and sheets of one survey become one table of the draft; others stay tables of their own."""

from __future__ import annotations

import openpyxl
import pandas as pd
import pyreadstat
import pytest

from cxlib.drafts import draft_of
from cxlib.drafts.part_names import own_names, shared_name, tell_waves
from cxlib.drafts.undescribed import undescribed
from cxlib.errors import StudyError
from cxlib.study import read_study

HEADS = ["id", "region", "How likely are you to recommend us?", "Speed (1-5)", "Price (1-5)"]


def rows_of(start: int, *, n: int = 40, top: int = 5) -> list[list]:
    places = ("North", "South")
    return [[start + k, places[k % 2], (k * 7) % 11, 1 + (k * 3) % top, 1 + (k * 5) % top] for k in range(n)]


def text_of(rows, heads=HEADS) -> str:
    return "\n".join(";".join(map(str, row)) for row in [heads, *rows]) + "\n"


def book_of(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_files_of_two_years_are_one_table_with_waves(drafted, line_of):
    draft, study = drafted(clients_2025_csv=text_of(rows_of(21)), clients_2024_csv=text_of(rows_of(1)))
    assert '[tables.clients]\nfile = ["clients_2025.csv", "clients_2024.csv"]' in draft.text
    labels = '{ "clients_2024" = "2024", "clients_2025" = "2025" }'
    assert line_of(draft, "wave") == f'wave = {{ source = "(file)", role = "wave", labels = {labels} }}'
    assert line_of(draft, "respondent") == 'respondent = { source = "id", role = "id" }'  # 21 to 40 answered twice
    frame = study.tables["clients"]
    assert frame["wave"].value_counts().to_dict() == {"2024": 40, "2025": 40}
    assert list(frame["wave"].cat.categories) == ["2024", "2025"]
    assert frame.loc[frame["wave"] == "2024", "respondent"].iloc[[0, -1]].tolist() == ["1", "40"]
    assert frame["respondent"].nunique() == 60


def test_columns_in_another_order_and_one_more_are_the_same_survey(drafted, line_of):
    heads = [HEADS[k] for k in (0, 2, 1, 3, 4)] + ["Web (1-5)"]
    more = [[row[0], row[2], row[1], row[3], row[4], 1 + k % 5] for k, row in enumerate(rows_of(41))]
    draft, study = drafted(survey_q1_2025_csv=text_of(rows_of(1)), survey_q2_2025_csv=text_of(more, heads))
    assert "# in q2 2025 only: Web (1-5)" in draft.text
    assert list(study.tables["survey"]["wave"].cat.categories) == ["q1 2025", "q2 2025"]
    note = 'survey: "survey_q1_2025.csv" has no "Web (1-5)", which others have; its rows are empty there.'
    assert note in study.notes


def test_sheets_of_quarters_are_waves_and_a_code_book_is_not(tmp_path):
    code_book = [["Code", "Meaning"], ["North", "all above the river"], ["South", "all below it"]]
    sheets = {"Key": code_book, "T1 2025": [HEADS, *rows_of(41)], "T4 2024": [HEADS, *rows_of(1)], "Notes": [["x"]]}
    draft = draft_of([book_of(tmp_path / "survey.xlsx", sheets)])
    (tmp_path / "study.toml").write_text(draft.text, encoding="utf-8")
    told = '# check: other sheets are not read: "Key", "Notes"'
    assert f'sheet = ["T1 2025", "T4 2024"]  {told}\n' in draft.text
    assert 'wave = { source = "(sheet)", role = "wave" }\n' in draft.text
    frame = read_study(tmp_path).tables["survey"]
    assert list(frame["wave"].cat.categories) == ["T4 2024", "T1 2025"]
    assert len(frame) == 80


def test_what_a_named_sheet_could_still_carry_is_told(tmp_path):
    sheets = {"Key": [["Comment", "Meaning"], ["a", "b"]], "2024": [HEADS, *rows_of(1)], "2025": [HEADS, *rows_of(41)]}
    text = draft_of([book_of(tmp_path / "survey.xlsx", sheets)]).text
    text = "\n".join(line for line in text.splitlines() if not line.startswith("region ="))
    (tmp_path / "study.toml").write_text(text, encoding="utf-8")
    assert undescribed(read_study(tmp_path)) == {"survey": {"segment": ["region"]}}


def test_a_sheet_with_all_rows_is_no_wave(tmp_path):
    first, second = rows_of(1), rows_of(41)
    sheets = {"All": [HEADS, *first, *second], "2024": [HEADS, *first], "2025": [HEADS, *second]}
    assert 'sheet = ["2024", "2025"]' in draft_of([book_of(tmp_path / "survey.xlsx", sheets)]).text


def test_sheets_that_number_their_people_anew_are_known_in_a_sheet_with_all_rows(tmp_path):
    first, second = rows_of(1), [[*row[:4], 1 + row[4] % 5] for row in rows_of(1, n=45)]
    sheets = {"Total": [HEADS, *first, *second], "Girona": [HEADS, *first], "Reus": [HEADS, *second]}
    assert 'sheet = ["Girona", "Reus"]' in draft_of([book_of(tmp_path / "survey.xlsx", sheets)]).text


def test_files_with_another_decimal_sign_stay_two_tables(drafted):
    heads = [*HEADS, "Minutes"]
    comma = [[*row, f"{k % 9},{25 + k % 7}"] for k, row in enumerate(rows_of(1))]
    point = [[*row, f"{k % 9}.{25 + k % 7}"] for k, row in enumerate(rows_of(41))]
    _, study = drafted(survey_2024_csv=text_of(comma, heads), survey_2025_csv=text_of(point, heads))
    assert len(study.tables) == 2
    assert study.tables["survey_2024"]["minutes"].iloc[1] == study.tables["survey_2025"]["minutes"].iloc[1] == 1.26


def test_months_without_a_year_are_waves_that_somebody_has_to_look_at(drafted, line_of):
    draft, study = drafted(sondeo_marzo_csv=text_of(rows_of(1)), sondeo_abril_csv=text_of(rows_of(41)))
    assert "# check: waves by the names of the files?" in line_of(draft, "wave")
    assert list(study.tables["sondeo"]["wave"].cat.categories) == ["marzo", "abril"]


def test_places_are_groups_that_somebody_has_to_look_at(drafted, line_of):
    draft, study = drafted(girona_csv=text_of(rows_of(1)), reus_csv=text_of(rows_of(101, n=35)))
    assert line_of(draft, "group") == (
        'group = { source = "(file)", role = "segment" }  # check: groups by the names of the files, such as places? '
        "If they are no groups, delete it"
    )
    (table,) = study.tables.values()
    assert table["group"].value_counts().to_dict() == {"girona": 40, "reus": 35}


def test_groups_of_sheets_bear_the_word_that_all_share(tmp_path):
    sheets = {"Hotel Mar": [HEADS, *rows_of(1)], "Hotel Sol": [HEADS, *rows_of(101)]}
    text = draft_of([book_of(tmp_path / "survey.xlsx", sheets)]).text
    assert 'hotel = { source = "(sheet)", role = "segment" }' in text


def test_ids_that_begin_anew_in_each_place_are_no_key(drafted):
    other = [[row[0], row[1], row[2], 1 + row[3] % 5, row[4]] for row in rows_of(1)]
    draft, study = drafted(girona_csv=text_of(rows_of(1)), reus_csv=text_of(other))
    assert "# numbered anew in each file, and no key: id" in draft.text
    assert len(next(iter(study.tables.values()))) == 80


def test_other_heads_stay_two_tables(drafted):
    other = "customer;city;segment;since\n" + "".join(f"{n};C{n % 3};S{n % 2};201{n % 9}\n" for n in range(1, 41))
    draft, study = drafted(survey_2024_csv=text_of(rows_of(1)), customers_2025_csv=other)
    assert "(file)" not in draft.text
    assert len(study.tables) == 2


def test_the_same_export_twice_stays_two_tables_and_is_told(drafted):
    draft, _ = drafted(survey_csv=text_of(rows_of(1)), survey_final_csv=text_of(rows_of(1, n=41)))
    assert "(file)" not in draft.text
    assert "most rows stand in survey.csv, too: the same export again? Then leave this table out" in draft.text


@pytest.mark.parametrize(("words", "tables"), [({1: "Man", 2: "Woman"}, 1), ({1: "Woman", 2: "Man"}, 2)])
def test_files_whose_labels_contradict_one_another_stay_two_tables(tmp_path, words, tables):
    for year, labels in ((2024, {1: "Man", 2: "Woman"}), (2025, words)):
        rows = pd.DataFrame(
            [[row[0] + year, 1 + row[0] % 2, row[2]] for row in rows_of(1)], columns=["id", "sex", "p1"]
        )
        asked = ["Key", "Sex", "How likely are you to recommend us?"]
        pyreadstat.write_sav(
            rows, tmp_path / f"survey_{year}.sav", column_labels=asked, variable_value_labels={"sex": labels}
        )
    draft = draft_of(sorted(tmp_path.glob("*.sav")))
    (tmp_path / "study.toml").write_text(draft.text, encoding="utf-8")
    assert len(read_study(tmp_path).tables) == tables
    told = '1 is "Woman", and "Man" in survey_2024.sav: they stay two tables'
    assert (told in draft.text) == (tables == 2)


def test_another_scale_in_one_year_is_told(drafted, line_of):
    draft, _ = drafted(survey_2024_csv=text_of(rows_of(1)), survey_2025_csv=text_of(rows_of(41, top=10)))
    told = "answers end at 5 in 2024 and at 10 in 2025: two scales? Then write scale_by"
    assert sum(told in line for line in draft.text.splitlines()) == 1  # one line of a pattern
    control, _ = drafted(survey_2024_csv=text_of(rows_of(1)), survey_2025_csv=text_of(rows_of(41, top=4)))
    assert "two scales" not in control.text


@pytest.mark.parametrize("years", [("2024", "2025"), ("2025", "2024")])
def test_numbers_in_one_year_and_words_in_the_other_are_told(tmp_path, line_of, years):
    said = ["Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"]
    heads = [*HEADS[:3], "Satisfaction with the price"]
    rows = [row[:4] for row in rows_of(1)], [[*row[:3], said[row[3] - 1]] for row in rows_of(41)]
    for year, its in zip(years, rows, strict=True):
        (tmp_path / f"survey_{year}.csv").write_text(text_of(its, heads), encoding="utf-8")
    draft = draft_of(sorted(tmp_path.glob("*.csv")))
    told = "# check: 2024 and 2025 differ: numbers here, words there; write labels for the words"
    assert line_of(draft, "overall").endswith(told)
    (tmp_path / "study.toml").write_text(draft.text, encoding="utf-8")
    with pytest.raises(StudyError, match=f'words where numbers are expected .* from "survey_{years[1]}.csv" on'):
        read_study(tmp_path)
    text = draft.text.replace('role = "outcome"', 'role = "outcome", scale = [1, 5]')
    (tmp_path / "study.toml").write_text(text, encoding="utf-8")
    frame = read_study(tmp_path).tables["survey"]
    means = frame.groupby("wave", observed=True)["overall"].mean().to_dict()
    assert means == {"2024": 3, "2025": 3}  # each answer eight times


def test_a_wave_that_a_column_tells_stands(drafted, line_of):
    heads = ["wave", *HEADS[1:]]
    first, second = ([[name, *row[1:]] for row in rows_of(1)] for name in ("2024", "2025"))
    draft, _ = drafted(survey_a_csv=text_of(first, heads), survey_b_csv=text_of(second, heads))
    assert 'source = "wave", role = "wave"' in line_of(draft, "wave") or line_of(draft, "wave").startswith(
        "wave = { role"
    )


def test_numbers_alone_may_be_pieces_of_one_export(drafted, line_of):
    draft, study = drafted(export1_csv=text_of(rows_of(1)), export2_csv=text_of(rows_of(41)))
    assert "waves by the names of the files? If they are pieces of one export, delete it" in line_of(draft, "wave")
    assert list(study.tables["export"]["wave"].cat.categories) == ["1", "2"]


@pytest.mark.parametrize(
    ("names", "own"),
    [
        (["clientes_2024", "clientes_2025"], ["2024", "2025"]),
        (["Encuesta T1 2024", "Encuesta T2 2024"], ["T1 2024", "T2 2024"]),
        (["2024_NPS_final", "2025_NPS_final"], ["2024", "2025"]),
        (["NPS_gener_2024_v2", "NPS_febrer_2024_v2"], ["gener 2024", "febrer 2024"]),
        (["sondaj-2024-01", "sondaj-2024-02"], ["2024-01", "2024-02"]),
        (["ene24", "feb24"], ["ene24", "feb24"]),
        (["botiga_Girona", "botiga_Reus"], ["Girona", "Reus"]),
        (["Madrid", "Barcelona"], ["Madrid", "Barcelona"]),
    ],
)
def test_what_is_each_ones_own_in_its_name(names, own):
    assert list(own_names(names).values()) == own


@pytest.mark.parametrize(
    ("names", "wave"),
    [(["2024", "2025"], True), (["ene24", "feb24"], True), (["T1", "T2"], True), (["Girona", "Reus"], False),
     (["May", "June"], True), (["ola 1", "ola 2"], True), (["Botiga 1", "Botiga 2"], False)],
)  # fmt: skip
def test_which_names_tell_the_time(names, wave):
    assert tell_waves(names) is wave


def test_what_names_share():
    assert shared_name(["clientes_2024", "clientes_2025"]) == "clientes"
    assert shared_name(["2024 NPS", "2025 NPS"]) == "NPS"
    assert shared_name(["Girona", "Reus"]) == ""


def two_surveys(head: str = "record", shift: int = 0) -> dict[str, str]:
    """A firm's and a fair's survey: the same five codes in both, and numbers of rows."""
    codes = ["V1", "V2", "V3", "V4", "V5"]
    ours = [[k + 1, *((k * (2 + c)) % 5 for c in range(5)), (k * 7) % 11, 1 + k % 5, "good"] for k in range(60)]
    theirs = [[shift + k + 1, *((k * (3 + c)) % 5 for c in range(5)), (k * 3) % 11, 7 * k, "a", "b"] for k in range(50)]
    score = "How likely are you to recommend us?"
    return {
        "yearly_csv": text_of(ours, [head, *codes, score, "Speed (1-5)", "word"]),
        "fair_csv": text_of(theirs, [head, *codes, score, "seconds", "stand", "hall"]),
    }


def test_many_codes_in_two_surveys_are_questions_and_numbers_of_rows_no_customers(drafted):
    draft, study = drafted(**two_surveys())
    assert 'role = "unit"' not in draft.text and 'role = "customer" }' not in draft.text
    told = 'respondent = { source = "record", role = "id" }'
    doubt = 'check: both files count from 1: the same people? Then role = "customer"'
    assert draft.text.count(f"{told}  # {doubt}") == 2
    assert {len(table) for table in study.tables.values()} == {60, 50}


def test_a_name_or_numbers_that_count_no_rows_make_a_key_of_two_surveys(drafted):
    named = drafted(**two_surveys("customer_id"))[0].text
    assert named.count('source = "customer_id", role = "customer" }') == 2 and "count from 1" not in named
    assert drafted(**two_surveys("record", shift=10))[0].text.count('source = "record", role = "customer" }') == 2


def test_keys_of_people_stay_keys_beside_many_shared_columns(drafted):
    places = ["V1", "V2", "V3", "V4", "V5", "V6", "V7"]
    groups = ["region", "segment", "sector", "plan"]
    score = "How likely are you to recommend us?"

    def survey(first: int, more: list[str]) -> str:
        rows = [
            [f"K{900 + first + k}", *(f"{name}{(k + c) % 4}" for c, name in enumerate(groups)),
             *(f"{50 + (k * (c + 2)) % 9}" for c in range(7)), (k * 7) % 11, *(k % (3 + c) for c in range(len(more)))]
            for k in range(60)
        ]  # fmt: skip
        return text_of(rows, ["cod", *groups, *places, score, *more])

    text = drafted(spring_csv=survey(0, ["a", "b", "c", "d"]), autumn_csv=survey(20, ["e", "f", "g", "h"]))[0].text
    assert text.count('source = "cod", role = "customer" }') == 2
    assert 'source = "V1", role = "unit"' not in text
