"""Lengths of time and periods longer than a day, from every kind of file."""

from __future__ import annotations

import datetime

import numpy as np
import openpyxl
import pandas as pd
import pyreadstat
import pytest

from cxlib.study import read_study
from cxlib.study.words.durations import parse_durations

WAIT = 'wait = { role = "measure" }'
TEXT = 'wait = { role = "segment" }'
LENGTHS = ["00:10:00", "30:00:00", "06:00:00", "54:00:00"]
SECONDS = [600.0, 108_000.0, 21_600.0, 194_400.0]
NOTE = "answers.wait: 4 of 4 lengths of time, read as seconds."


def csv(*words: str) -> str:
    return "wait,x\n" + "".join(f'"{word}",{row}\n' for row, word in enumerate(words))


def statistics(folder, ending: str) -> None:
    path = folder / f"answers.{ending}"
    frame = pd.DataFrame({"wait": SECONDS, "x": 1.0})
    if ending == "sav":
        pyreadstat.write_sav(frame, path, variable_format={"wait": "TIME8"})
    elif ending == "dta":
        pyreadstat.write_dta(frame.assign(wait=frame["wait"] * 1000), path, variable_format={"wait": "%tcHH:MM:SS"})
    elif ending == "xpt":
        pyreadstat.write_xport(frame, path, variable_format={"wait": "TIME8."})
    elif ending == "parquet":
        frame.assign(wait=pd.to_timedelta(frame["wait"], unit="s")).to_parquet(path)
    else:
        book = openpyxl.Workbook()
        book.active.append(["wait", "x"])
        for seconds in SECONDS:
            book.active.append([seconds / 86_400, 1])
        for (cell,) in book.active.iter_rows(min_row=2, max_col=1):
            cell.number_format = "[h]:mm:ss" if ending == "hours.xlsx" else "hh:mm:ss"
        book.save(path)


@pytest.mark.parametrize("ending", ["sav", "dta", "xpt", "parquet", "xlsx", "hours.xlsx"])
def test_lengths_of_every_file_go_on_after_a_day(study, tmp_path, ending):
    statistics(tmp_path, ending)
    read = read_study(study(WAIT, file=f"answers.{ending}"))
    assert read.tables["answers"]["wait"].tolist() == SECONDS
    assert read.notes == (NOTE,)
    read = read_study(study(TEXT, file=f"answers.{ending}"))
    assert read.tables["answers"]["wait"].tolist() == LENGTHS


@pytest.mark.parametrize(
    "words",
    [
        LENGTHS,
        ["0:10:00", "30:00:00", "6:00:00", "54:00:00"],
        ["0 days 00:10:00", "1 days 06:00:00", "0 days 06:00:00", "2 days 06:00:00"],
        ["0:10:00", "1 day, 6:00:00", "6:00:00", "2 days, 6:00:00"],
        ["00:10:00.0", "1.06:00:00", "06:00:00", "2.06:00:00"],
        ["PT10M", "P1DT6H", "PT6H", "PT54H"],
        ["10:00", "30:00:00", "6:00:00", "54:00:00"],
    ],
    ids=str,
)
def test_lengths_in_text_are_seconds(study, both_doors, words):
    read = both_doors(study(WAIT, csv(*words)))
    assert read.tables["answers"]["wait"].tolist() == SECONDS
    assert read.notes == (NOTE,)


def test_two_numbers_need_a_format(study, both_doors):
    found = both_doors(study(WAIT, csv("10:30", "12:00")))
    assert found["problem"].tolist() == ['hours and minutes, or minutes and seconds ("10:30", "12:00")']
    assert found["mend"].tolist() == ['Write format = "%H:%M" if hours stand first, format = "%M:%S" if minutes do.']
    for layout, seconds in (("%H:%M", [37_800, 43_200]), ("%M:%S", [630, 720])):
        read = both_doors(study(f'wait = {{ role = "lag", format = "{layout}" }}', csv("10:30", "12:00")))
        assert read.tables["answers"]["wait"].tolist() == seconds


@pytest.mark.parametrize("words", [["2 h 30 min", "45 m"], ["00:10:00", "7"], ["45 min", "7"]], ids=str)
def test_lengths_are_never_offered_as_missing(study, both_doors, words):
    (mend,) = both_doors(study(WAIT, csv(*words)))["mend"]
    assert mend.startswith("Export lengths of time as hours:minutes:seconds")


def test_lengths_that_were_declared_missing_are_told(study, both_doors):
    column = 'wait = { role = "lag", missing = ["00:10:00", "06:00:00", 99] }'
    assert both_doors(study(column, csv(*LENGTHS, "99"))).notes == (
        "answers.wait: 2 of 5 rows have lengths of time declared missing, where others are answers. "
        "If they are answers, take them out of missing.",
        "answers.wait: 2 of 2 lengths of time, read as seconds.",
    )


def test_a_clock_is_no_date(study, faults):
    (message,) = faults(study('wait = { role = "time" }', csv("09:15", "10:30")))
    assert message.endswith('A clock needs its day; for lengths of time write role = "measure" or role = "lag".')


DAYS = [datetime.date(2026, month, 1) for month in (1, 4, 7, 10)]
PERIODS = 'q = { role = "wave" }\nm = { role = "segment" }\nw = { role = "reference" }'
QUARTERS, MONTHS = [f"2026-Q{number}" for number in (1, 2, 3, 4)], ["2026-01", "2026-04", "2026-07", "2026-10"]


def periods(folder, ending: str) -> None:
    path = folder / f"answers.{ending}"
    if ending == "sav":
        seconds = [(day - datetime.date(1582, 10, 14)).days * 86_400.0 for day in DAYS]
        pyreadstat.write_sav(
            pd.DataFrame({name: seconds for name in "qmw"}),
            path,
            variable_format={"q": "QYR8", "m": "MOYR8", "w": "WKYR10"},
        )
    elif ending == "xpt":
        days = [float((day - datetime.date(1960, 1, 1)).days) for day in DAYS]
        formats = {"q": "YYQ6.", "m": "MONYY7.", "w": "WEEKU9."}
        pyreadstat.write_xport(pd.DataFrame({name: days for name in "qmw"}), path, variable_format=formats)
    else:
        frame = pd.DataFrame({"q": range(264, 268), "m": range(792, 804, 3), "w": [3432, 3444, 3457, 3471]})
        pyreadstat.write_dta(frame, path, variable_format={"q": "%tq", "m": "%tm", "w": "%tw"})


@pytest.mark.parametrize("ending", ["sav", "xpt", "dta"])
def test_periods_have_names_that_sort(study, answers, tmp_path, ending):
    periods(tmp_path, ending)
    table = answers(study(PERIODS, file=f"answers.{ending}"))
    assert list(table["q"].cat.categories) == QUARTERS
    assert table["m"].tolist() == MONTHS
    assert table["w"].tolist()[0] == "2026w01" and table["w"].str.fullmatch(r"2026w\d\d").all()
    read = read_study(study('q = { role = "time" }\nm = { role = "time" }', file=f"answers.{ending}"))
    for name in "qm":
        assert read.tables["answers"][name].dt.date.tolist() == DAYS
    assert len(read.notes) == 2 and read.notes[0].endswith("Each stands for its first day.")


def test_numbers_and_dates_of_statistics_files_are_left_alone(study, answers, tmp_path):
    frame = pd.DataFrame({"n": [13986604800.0, 3.0], "day": [datetime.date(2026, 1, 31), datetime.date(2026, 2, 1)]})
    pyreadstat.write_sav(frame, tmp_path / "answers.sav", variable_format={"n": "F12", "day": "EDATE10"})
    table = answers(study('n = { role = "measure" }\nday = { role = "time" }', file="answers.sav"))
    assert table["n"].tolist() == [13986604800.0, 3.0]
    assert table["day"].dt.date.tolist() == [datetime.date(2026, 1, 31), datetime.date(2026, 2, 1)]


def test_what_has_no_unit_and_no_colon_is_no_length_of_time():
    words = pd.Series(["12", "-3,5", "", "a", "4 5", "7:", "1h", "PT5M", "2 min"], dtype="str")
    found = parse_durations(words, None, in_words=True)
    np.testing.assert_array_equal(found, [np.nan] * 6 + [3600, 300, 120])
    assert np.isnan(parse_durations(words[:5], None, in_words=True)).all()
