"""Dates in the orders and the languages of those who write them, and what is told of them."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest

from cxlib.study.dates.parsing import parse_dates

WHEN = 'day = { role = "time" }'


def csv(*words: str) -> str:
    return "day,x\n" + "".join(f'"{word}",{row}\n' for row, word in enumerate(words))


def declared(layout: str) -> str:
    return f'day = {{ role = "time", format = "{layout}" }}'


def days(words: list[str], layout: str | None = None) -> list[str]:
    return [str(day)[:10] for day in parse_dates(pd.Series(words), layout).values]


@pytest.mark.parametrize(
    "words",
    [
        ["05-ene-26", "08-abr-26", "11-dic-26"],
        ["05-gen.-26", "8 d'abril del 2026", "11 de desembre de 2026"],
        ["5 ian. 2026", "8 aprilie 2026", "vineri, 11 decembrie 2026"],
        ["lunes, 5 de enero de 2026", "8 de abril del 2026", "11 dic 2026"],
        ["lundi 5 janvier 2026", "8 avr. 2026", "11 déc. 2026"],
        ["Mo, 5. Januar 2026", "8. April 2026", "11. Dez 2026"],
        ["5 de janeiro de 2026", "8/abr/2026", "11/dez/2026"],
        ["Jan 5, 2026", "8th of April 2026", "Friday, 11 Dec. 2026"],
        ["2026-ene-05", "2026/abr/08", "2026 dic 11"],
        ["05/ENE/2026", "08.Abr.2026", "11 DICIEMBRE 2026"],
        ["05JAN2026", "08ABR2026", "11DEC2026:10:15:00"],
    ],
    ids=str,
)
def test_months_are_named_in_four_languages(words):
    assert days(words) == ["2026-01-05", "2026-04-08", "2026-12-11"]


@pytest.mark.parametrize(
    ("word", "layout"),
    [
        ("05-ene-26", "%d-%b-%y"),
        ("05-ene-26", "%d/%b/%Y"),
        ("5 de enero de 2026", "%d de %B de %Y"),
        ("gener 5, 2026", "%B %d, %Y"),
        ("26-ian-05", "%y-%b-%d"),
        ("5-ene.-2026 10:15", "%d-%b-%Y %H:%M"),
        ("05/01/26", "%d/%m/%Y"),
        ("05-01-2026", "%d/%m/%y"),
        ("01.05.26 10:15", "%m/%d/%Y"),
        ("26/01/05", "%y/%m/%d"),
    ],
)
def test_a_format_reads_months_by_name_and_years_of_two_digits(word, layout):
    assert days([word], layout) == ["2026-01-05"]


def test_the_mend_of_short_years_is_one_that_reads_them(study, faults, answers):
    words = ["05/03/26", "08/03/26", "11/03/26"]
    (message,) = faults(study(WHEN, csv(*words)))
    assert message == (
        'answers.day: day and month cannot be told apart ("05/03/26", "08/03/26", "11/03/26") in 3 rows (first at '
        'row 2). Write format = "%d/%m/%y" if the day stands first, format = "%m/%d/%y" if the month does.'
    )
    table = answers(study(declared("%d/%m/%y"), csv(*words)))
    assert table["day"].tolist() == [pd.Timestamp(2026, 3, day) for day in (5, 8, 11)]


def test_a_weekday_before_a_date_is_idle():
    words = ["lun. 05/01/2026", "Miércoles, 28/01/2026", "dj 29/01/2026", "sâmbătă 31/01/2026"]
    assert days(words) == ["2026-01-05", "2026-01-28", "2026-01-29", "2026-01-31"]
    assert days(["Mon 05/01/2026"], "%d/%m/%Y") == days(["Mon 05/01/2026"], "%a %d/%m/%Y") == ["2026-01-05"]
    assert days(["Wave 28/01/2026"]) == ["NaT"]


@pytest.mark.parametrize(
    ("words", "layout", "times"),
    [
        (["45991", "46003.5", "46003,25"], "excel", ["2025-11-30T00:00", "2025-12-12T12:00", "2025-12-12T06:00"]),
        (["1764492863", "1764492863000"], "unix", ["2025-11-30T08:54", "2025-11-30T08:54"]),
    ],
)
def test_numbers_of_days_and_seconds_are_dates_where_study_toml_says_so(study, faults, words, layout, times):
    assert [str(time)[:16] for time in parse_dates(pd.Series(words), layout).values] == times
    counted = {"excel": "day numbers of a spreadsheet", "unix": "seconds or milliseconds since 1970"}[layout]
    (message,) = faults(study(WHEN, csv(*words)))
    assert message.endswith(f'If these are {counted} ({words[0]} is 2025-11-30), write format = "{layout}".')


@pytest.mark.parametrize("layout", ["excel", "unix"])
def test_other_numbers_are_no_dates(study, faults, layout):
    (message,) = faults(study(declared(layout), csv("12", "2025", "x")))
    assert message.startswith('answers.day: dates that cannot be read ("12", "2025", "x") in 3 rows')


def test_the_mend_names_the_sign_and_the_year_that_may_stand_first(study, faults):
    (message,) = faults(study(WHEN, csv("26-03-05", "26-03-28")))
    assert 'format = "%d-%m-%y" if the day stands first, format = "%y-%m-%d" if the year does' in message


def test_short_years_before_named_months_may_be_days(study, faults):
    (message,) = faults(study(WHEN, csv("26-mar-05", "26-abr-07", "26-abr-08", "26-may-19")))
    assert "day and year cannot be told apart" in message and '"%y %b %d" if the year does' in message


def test_two_orders_in_one_column_are_told_with_a_row_of_each(study, both_doors):
    words = ["14/02/2025", "15/03/2025", "16/04/2025", "02/14/2025", "17/05/2025", "03/04/2025", "18/05/2025"]
    found = both_doors(study(WHEN, csv(*words)))
    assert found["problem"].tolist() == [
        'the month stands first, and in other rows the day ("02/14/2025", and elsewhere "14/02/2025")',
        'day and month cannot be told apart in a column of two orders ("03/04/2025")',
    ]
    assert found["first_row"].tolist() == [5, 7]
    assert found["mend"][0].startswith("Write the dates anew as 2025-02-14; or put the rows of each order into a file")
    found = both_doors(study(declared("%d/%m/%Y"), csv(*words)))
    assert found["problem"].tolist() == ['the month stands first, and format says the day ("02/14/2025")']


def test_dates_that_a_spreadsheet_exchanged_are_told(study, both_doors):
    stored = ["2025-02-03", "2025-05-06", "2025-07-11", "2025-01-02"]
    left = ["13/02/2025", "14/03/2025", "25/05/2025", "26/07/2025"]
    found = both_doors(study(WHEN, csv(*stored, *left)))
    assert found["rows"].tolist() == [4] and "a spreadsheet has exchanged" in found["problem"][0]
    assert both_doors(study(WHEN, csv(*stored, *left, "2025-02-27"))).notes == ()


def test_a_wrong_format_is_left_out(study, faults):
    (message,) = faults(study(declared("%d/%m/%Y"), csv("2026-03-05")))
    assert message.endswith("Leave format out: without it these dates are read.")


def test_months_in_place_of_days_are_no_dates(study, faults, both_doors):
    (message,) = faults(study(WHEN, csv("Q1 2026", "feb. 2026")))
    assert message.endswith('write role = "wave", or give each its day.')
    read = both_doors(study(WHEN, csv("2026-01", "2026-02")))
    assert read.tables["answers"]["day"].tolist() == [pd.Timestamp(2026, month, 1) for month in (1, 2)]
    assert read.notes == (
        'answers.day: 2 of 2 months, quarters or weeks in place of dates ("2026-01", "2026-02"). '
        "Each stands for its first day.",
    )


def test_times_without_a_clock_among_times_with_one_are_told(study, both_doors):
    words = [f"2024-03-{day:02}{clock}" for day in range(1, 5) for clock in (" 09:15", "", " 16:40")]
    assert both_doors(study(WHEN, csv(*words))).notes == (
        "answers.day: 4 of 12 times without a clock, taken as 00:00. "
        "Their place within the day is not known, and the order of a day's events may be wrong.",
    )
    words = [word if ":" in word else f"{word} 00:00" for word in words]
    (note,) = both_doors(study(WHEN, csv(*words))).notes
    assert note.startswith("answers.day: 4 of 12 times at exactly 00:00. If they had no clock: ")


@pytest.mark.parametrize(
    "words",
    [
        ["2024-03-01", "2024-03-02", "2024-03-03"],
        ["2024-03-01 00:00", "2024-03-02 00:00"],
        ["2024-03-01 09:15", "2024-03-02 10:00", "2024-03-02 00:00"],
        ["2024-03-01T00:00:00Z", "2024-03-02T00:00:00Z"],
        ["1980-01-01", "1975-03-02", "1990-10-12"],
        ["2025-01-01", "2025-12-31"],
        ["1940-01-01", "1951-02-11", "1999-03-12"],
        ["2026-01-05", "13/02/2026"],
    ],
    ids=str,
)
def test_what_needs_no_word(study, both_doors, words):
    assert both_doors(study(WHEN, csv(*words))).notes == ()


def test_days_that_change_with_the_zone_are_told(study, both_doors):
    words = ["2026-11-01T00:30:00.000+01:00", "2026-11-03T00:30:00.000+01:00", "2026-11-03T12:00:00.000+01:00"]
    mend = "For the hours of the place, leave the offset out of the file."
    told = "answers.day: 1 of 3 times with an offset, turned into UTC,"
    assert both_doors(study(WHEN, csv(*words))).notes == (
        f"answers.day: 3 of 3 times with an offset, turned into UTC. {mend}",
        f'{told} fall on another day there ("{words[1]}"). {mend}',
        f'{told} fall on another month there ("{words[0]}"). {mend}',
    )


@pytest.mark.parametrize(
    "nothing",
    ["1980-01-01 00:00:00", "1970-01-01 01:00:00", "1900-01-01 00:00", "9999-12-31 00:00", "01/01/1904 00:00"],
)
def test_a_date_for_all_that_have_none_is_told(study, both_doors, nothing):
    words = [f"2026-11-0{day} 10:00:00" for day in range(1, 6)] + [nothing]
    read = both_doors(study(WHEN, csv(*words, "31/10/2026 10:00")))
    assert read.notes == (
        f'answers.day: 1 of 7 times far from all others, where calendars begin or end ("{nothing}"). '
        f'If it means "no date", write missing = ["{nothing}"].',
    )
    read = both_doors(study(f'day = {{ role = "time", missing = ["{nothing}"] }}', csv(*words)))
    assert read.notes == () and read.tables["answers"]["day"].isna().sum() == 1


def test_one_date_of_many_rows_far_from_all_others_is_told(study, both_doors):
    words = [f"2026-11-0{day}" for day in range(1, 8)]
    (note,) = both_doors(study(WHEN, csv(*words, *["2015-06-30"] * 3))).notes
    assert note.startswith('answers.day: 3 of 10 times at one date far from all others ("2015-06-30"). If it means')
    assert both_doors(study(WHEN, csv(*words, "2015-06-30"))).notes == ()
    spread = [f"20{year}-11-01" for year in range(10, 26, 2)]
    assert both_doors(study(WHEN, csv(*spread, *["2004-06-30"] * 3))).notes == ()


def test_employees_dates_are_not_shown(study, both_doors):
    words = ["1980-01-01", *[f"2026-11-0{day}" for day in range(1, 6)]]
    assert both_doors(study(WHEN, csv(*words), table='kind = "employees"')).notes[:1] == (
        "answers.day: 1 of 6 times far from all others, where calendars begin or end. "
        'If they mean "no date", declare them in missing.',
    )


def test_dates_to_come_are_told_and_do_not_date_the_data(tmp_path):
    from cxlib.study import read_study

    days = ["2026-01-10"] * 30 + ["2099-12-29"]
    (tmp_path / "a.csv").write_text("d,n\n" + "\n".join(f"{day},{k % 11}" for k, day in enumerate(days)))
    (tmp_path / "study.toml").write_text(
        '[study]\nname = "X"\n[tables.a]\nfile = "a.csv"\nkind = "relationship"\n[tables.a.columns]\n'
        'd = { role = "time" }\nn = { role = "recommend" }\n'
    )
    for engine in ("pandas", "polars"):
        study = read_study(tmp_path, engine=engine)
        assert study.as_of <= datetime.date.today()
        told = [note for note in study.notes if "after today" in note]
        assert len(told) == 1 and told[0].startswith("a.d: 1 of 31 dates after today.")
