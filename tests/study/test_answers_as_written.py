"""Answers with their scale, stars, lengths of time in words, numbers of other countries, cells merged down."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cxlib.study import read_study
from cxlib.study.words.numbers import Decimal, find_decimal, parse_numbers

RATED = 'x = { source = "X", role = "rating", scale = [1, 5] }'
WAIT = 'x = { source = "X", role = "measure" }'


def csv(*cells: str) -> str:
    return "ID;X\n" + "".join(f"{number};{cell}\n" for number, cell in enumerate(cells))


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["4/5", "1/5", "5/5"], [4, 1, 5]),
        (["4 / 5", "3 /5", "2"], [4, 3, 2]),
        (["4,5/5", "3.5/5", "1/5"], [4.5, 3.5, 1]),
        (["4 su 5", "3 von 5", "2 sur 5", "1 van de 5"], [4, 3, 2, 1]),
        (["★★★★☆", "★☆☆☆☆", "★★★★★"], [4, 1, 5]),
        (["★★★★", "★", "★★"], [4, 1, 2]),
        (["⭐️⭐️⭐️⭐️", "⭐️", "⭐️⭐️"], [4, 1, 2]),
        (["4 ★", "1 ★", "5 ★"], [4, 1, 5]),
        (["FIVE", "ONE", "THREE"], [5, 1, 3]),
        (["Cinci", "Unu", "Trei"], [5, 1, 3]),
    ],
    ids=str,
)
def test_answers_that_bear_their_scale_are_numbers(study, both_doors, cells, numbers):
    read = both_doors(study(RATED, csv(*cells)))
    assert read.tables["answers"]["x"].tolist() == numbers
    assert read.notes[0].startswith("answers.x: answers in words were read as numbers")


@pytest.mark.parametrize(
    ("column", "cells", "mend"),
    [
        (RATED, ["8/10", "3/10"], "The answers say that 10 is the highest: write the scale that was asked."),
        (RATED, ["4/5", "8/10"], "They are answers on scales of 5 and of 10: give each scale a column of its own."),
        ('x = { source = "X", role = "outcome" }', ["4/5", "1/5"], "Write scale = [1, 5]; the words are then read"),
        (
            'x = { source = "X", role = "recommend" }',
            ["4/5", "1/5"],
            'The answers say that 5 is the highest: write role = "outcome" and the scale that was asked.',
        ),
    ],
    ids=str,
)
def test_answers_on_another_scale_are_told(study, faults, column, cells, mend):
    (fault,) = faults(study(column, csv(*cells)))
    assert mend in fault and "missing = " not in fault


def test_fractions_and_days_of_months_are_no_answers_on_a_scale(study, faults):
    (fault,) = faults(study(WAIT, csv("1/6", "3/4", "5/12", "2/7")))
    assert "scales of" not in fault and "missing = " not in fault


@pytest.mark.parametrize(
    ("cells", "seconds"),
    [
        (["2 h 15 min", "1h30", "45 min"], [8100, 5400, 2700]),
        (["1 h", "90 s", "2h 5m", "5m 20s", "1h 5m 20s"], [3600, 90, 7500, 320, 3920]),
        (["1,5 horas", "2 horas y 15 minutos", "40 segundos"], [5400, 8100, 40]),
        (["1 oră", "3 zile 2 ore", "2 ore și 5 minute"], [3600, 266_400, 7500]),
        (["1 hora i 10 minuts", "2 hores", "1 dia"], [4200, 7200, 86_400]),
        (["2 uur en 10 minuten", "1 ora e 5 minuti", "1 Stunde 3 Minuten"], [7800, 3900, 3780]),
        (["00:10:00", "45 min"], [600, 2700]),
    ],
    ids=str,
)
def test_lengths_of_time_in_words_are_seconds(study, both_doors, cells, seconds):
    read = both_doors(study(WAIT, csv(*cells)))
    assert read.tables["answers"]["x"].tolist() == seconds
    assert read.notes == (f"answers.x: {len(cells)} of {len(cells)} lengths of time, read as seconds.",)


@pytest.mark.parametrize("cells", [["45 m", "30 m"], ["45 min", "30"], ["3 meses", "1 mes"], ["1 h 75 min x", "2 h"]])
def test_metres_months_and_numbers_among_lengths_are_no_seconds(study, faults, cells):
    (fault,) = faults(study(WAIT, csv(*cells)))
    assert "words where numbers are expected" in fault or "among plain numbers" in fault


def test_minutes_on_a_scale_are_no_answers(study, faults):
    (fault,) = faults(study(RATED, csv("5 min", "3 min")))
    assert "words where numbers are expected" in fault


def test_a_column_of_points_and_commas_loses_no_number(study, faults):
    told = faults(study(WAIT, csv("3,5", "4.25", "2,75", "8.5")))
    assert told[0].startswith("answers: decimal points and decimal commas in one table")
    mend = "They are numbers with the other decimal sign: write all numbers with one sign in the file."
    assert told[1].endswith(mend)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["1'234.50", "12.5"], [1234.5, 12.5]),
        (["1’234’567", "8"], [1_234_567, 8]),
        (["8 678.25", "12 345 678"], [8678.25, 12_345_678]),
        (["−2", "+1", "0"], [-2, 1, 0]),
        (["12 34", "1'23", "' 1", "1 2345", "5−"], [np.nan] * 5),
    ],
)
def test_thousands_and_minus_signs_of_other_countries(words, numbers):
    np.testing.assert_array_equal(parse_numbers(pd.Series(words, dtype="str"), Decimal()), numbers)


def test_in_a_file_that_commas_part_thousands_are_the_likelier_reading():
    for delimiter, likely in ((",", Decimal(".", grouped=True)), (";", Decimal(",", grouped=True))):
        decimal, problem = find_decimal([["6,667", "1,234"]], delimiter)
        assert decimal == likely and problem is not None
    assert find_decimal([["6,667", "1,23"]], ",") == (Decimal(","), None)


GROUPED = """\
id = { source = "ID", role = "customer" }
shop = { source = "Shop", role = "unit" }
score = { source = "Score", role = "recommend" }
"""


def shops(names: list[str]) -> str:
    return "ID;Shop;Score\n" + "".join(f"C{row};{name};{row % 11}\n" for row, name in enumerate(names))


@pytest.mark.parametrize(
    "names",
    [
        ["Reus", "", "", "Valls", "", "Falset", "", "", ""],
        [*["Reus", "", ""] * 15, *["Valls", "", "", ""] * 12],
    ],
)
def test_groups_that_stand_in_their_first_row_only_are_told(study, names):
    (note,) = [note for note in read_study(study(GROUPED, shops(names))).notes if "blank in those below" in note]
    filled = sum(map(bool, names))
    assert note == (
        f'answers: "answers.csv": "Shop" is filled in {filled} of {len(names)} rows and blank in those below; '
        "if cells were merged, fill them down in the file: those rows have no group."
    )


def test_blank_groups_of_people_are_not_taken_for_merged_cells(study):
    rng = np.random.default_rng(4)
    for share in (0.2, 0.4, 0.8):
        names = [str(name) if rng.random() < share else "" for name in rng.choice(["Reus", "Valls", "Falset"], 200)]
        for first in ("Reus", ""):
            read = read_study(study(GROUPED, shops([first, *names])))
            assert not [note for note in read.notes if "blank in those below" in note]


UNITS = 'unit = { source = "Filiala", role = "unit" }\nscore = { source = "Scor", role = "measure" }'


@pytest.mark.parametrize("word", ["TOTAL GENERAL", "Grand total", "Totale", "Totaal", "Subtotal", "Gesamt"])
def test_a_total_below_units_is_no_unit_though_it_equals_no_mean(study, answers, word):
    lines = "".join(f"F{number};{number % 4 + 1},5\n" for number in range(9))
    table = answers(study(UNITS, f"Filiala;Scor\n{lines}{word};3,1\n", table='kind = "units"'))
    assert len(table) == 9 and word not in set(table["unit"])


@pytest.mark.parametrize("word", ["Media", "Max", "Totana", "Gesa"])
def test_the_last_unit_is_one_though_its_name_is_near_a_total(study, answers, word):
    lines = "".join(f"F{number};{number % 4 + 1},5\n" for number in range(9))
    table = answers(study(UNITS, f"Filiala;Scor\n{lines}{word};3,1\n", table='kind = "units"'))
    assert len(table) == 10


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["TRUE", "FALSE", "1", "0"], '"0", "1", "FALSE", "TRUE"'),
        (["Sí", "No", "Y"], '"No", "Sí", "Y"'),
        (["Sí", "No"], ""),
        (["Yes", "No", "Maybe"], ""),
        (["1", "0"], ""),
        (["No", "Sí (y lo resolvieron bien)", "Sí (y lo resolvieron mal)"], ""),
        (["No", "Sí", "Sí (nada)"], '"No", "Sí", "Sí (nada)"'),
    ],
)
def test_several_words_for_yes_are_told(study, words, told):
    column = 'x = { source = "X", role = "resolved" }'
    notes = read_study(study(column, csv(*words * 4))).notes
    expected = f"answers.x: {told} are several words for yes and no; give each one name in labels."
    assert notes == ((expected,) if told else ())


SATISFIED = {
    1: ["Very dissatisfied", "Muy insatisfecho", "Sehr unzufrieden"],
    2: ["Dissatisfied", "Insatisfecho", "Unzufrieden"],
    3: ["Neither satisfied nor dissatisfied", "Ni satisfecho ni insatisfecho", "Weder noch"],
    4: ["Satisfied", "Satisfecho", "Zufrieden"],
    5: ["Very satisfied", "Muy satisfecho", "Sehr zufrieden"],
}


def test_answers_in_several_languages_are_on_one_scale(study, both_doors):
    answers = [(word, number) for number, words in SATISFIED.items() for word in words]
    read = both_doors(study(RATED, csv(*(word for word, _ in answers))))
    assert read.tables["answers"]["x"].tolist() == [number for _, number in answers]


@pytest.mark.parametrize(
    "words",
    [
        ["Very satisfied", "Satisfied", "Muy satisfecho", "Satisfecho"],  # no language's scale is whole
        [*(words[0] for words in SATISFIED.values()), "Bastante caro"],
        [*(words[0] for words in SATISFIED.values()), "Totalmente de acuerdo", "Poco claro"],
    ],
)
def test_words_of_several_languages_that_are_not_on_one_scale(study, faults, words):
    assert "words where numbers are expected" in faults(study(RATED, csv(*words)))[0]


@pytest.mark.parametrize(
    "words",
    [
        ["Zdecydowanie się nie zgadzam", "Nie zgadzam się", "Ani tak, ani nie", "Zgadzam się", "Zdecydowanie tak"],
        ["Kesinlikle katılmıyorum", "Katılmıyorum", "Kararsızım", "Katılıyorum", "Kesinlikle katılıyorum"],
        ["terrible", "bad", "okay", "great", "amazing"],
        ["Very unhappy", "Unhappy", "Neutral", "Happy", "Very happy"],
        ["Muy descontento", "Descontenta", "Ni contento ni descontento", "Contento", "Muy contenta"],
    ],
    ids=lambda words: words[0],
)
def test_more_scales_in_words(study, answers, words):
    assert answers(study(RATED, csv(*words)))["x"].tolist() == [1, 2, 3, 4, 5]


LIKELY = 'x = { source = "X", role = "recommend", scale = [0, 10] }'


def test_ends_may_be_named_in_several_languages(study, answers):
    cells = ["10 - Extremely likely", "10 - Muy probable", "0 - Not at all likely", "0 - Nada probable", "7"]
    assert answers(study(LIKELY, csv(*cells)))["x"].tolist() == [10, 10, 0, 0, 7]


@pytest.mark.parametrize("words", [("very good", "very bad"), ("very likely", "likely"), ("muy probable", "very bad")])
def test_a_number_with_two_meanings_is_asked_about(study, faults, words):
    assert "words where numbers are expected" in faults(study(LIKELY, csv(*(f"10 - {word}" for word in words), "7")))[0]
