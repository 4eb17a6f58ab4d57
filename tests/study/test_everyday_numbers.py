"""Files as people send them: amounts with a sign, totals below groups, trials of a survey tool; and controls."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pandas as pd
import pytest

from cxlib.study import read_study

ONE = 'x = {{ source = "X", role = "{role}" }}\n'


@pytest.fixture
def column(study, answers):
    """The clean column `x` of a file with other columns beside it, and the notes on it."""

    def read(cells, *, role: str = "measure", more: str = ""):
        rows = "\n".join(f"{number};{cell}" for number, cell in enumerate(cells))
        folder = study(f'id = {{ source = "ID", role = "id" }}\n{ONE.format(role=role)}', f"ID;X\n{rows}\n", table=more)
        return answers(folder)["x"], read_study(folder).notes

    return read


@pytest.mark.parametrize(
    ("cells", "numbers", "sign"),
    [
        (["1.234,50 €", "12,00 €", "850,25 €"], [1234.5, 12, 850.25], "€"),
        (["$1,234.50", "($45.00)", "$7.10"], [1234.5, -45, 7.1], "$"),
        (["4 217,41 zł", "123,25 zł", "13 113,56 zł"], [4217.41, 123.25, 13113.56], "zł"),
        (["4.721,76 lei", "46,43 lei", "6.906,66 LEI"], [4721.76, 46.43, 6906.66], "lei"),
        (["85,3 %", "112,0%", "90,5 %", ""], [85.3, 112, 90.5, np.nan], "%"),
    ],
)
def test_a_sign_that_all_numbers_bear_is_left_out_and_told(column, cells, numbers, sign):
    values, notes = column(cells)
    np.testing.assert_array_equal(values, numbers)
    filled = sum(map(bool, cells))
    assert notes == (f'answers.x: {filled} of {filled} bear the sign "{sign}", which is left out.',)


def test_a_weight_in_per_cent_is_a_weight(column):
    assert column(["85,3 %", "112,0 %"], role="weight")[0].tolist() == [85.3, 112.0]


@pytest.mark.parametrize("cells", [["12 %", "12"], ["12 %", "12 €"], ["12 kg", "13 kg"], ["(12", "13)"]])
def test_numbers_of_which_some_bear_a_sign_or_an_unknown_one_are_refused(study, faults, cells):
    rows = "\n".join(f"{number};{cell}" for number, cell in enumerate(cells))
    told = faults(study(f'id = {{ source = "ID", role = "id" }}\n{ONE.format(role="measure")}', f"ID;X\n{rows}\n"))
    assert len(told) == 1 and "words where numbers are expected" in told[0]


COLUMNS = """\
person = { source = "ID", role = "id" }
shop = { source = "Shop", role = "segment" }
score = { source = "Score", role = "recommend" }
"""


def people(shop: str, first: int) -> list[str]:
    return [f"C{first + n},{shop},{n % 11}" for n in range(12)]


@pytest.mark.parametrize(
    ("one", "two", "end"),
    [
        (",Total Girona,8", ",Total Reus,7", ",Total general,7"),
        (",Subtotal,8", ",Subtotal,7", ",Grand total,7"),
        (",Media Girona,8", ",Media Reus,7", "n = 24,,"),
    ],
)
def test_totals_of_groups_among_people_are_nobody(study, answers, one, two, end):
    rows = ["ID,Shop,Score", *people("Girona", 0), one, *people("Reus", 50), two, end]
    table = answers(study(COLUMNS, "\n".join(rows)))
    assert len(table) == 24 and set(table["shop"]) == {"Girona", "Reus"} and table["score"].sum() == 2 * 55


@pytest.mark.parametrize(
    "row",
    [
        "C99,Total Girona,8",  # has a key, as people have
        ",Total Fitness,8",  # no group is called Fitness
        ",Girona,8",  # somebody without a key
    ],
)
def test_people_like_totals_stay(study, answers, row):
    rows = ["ID,Shop,Score", *people("Girona", 0), row, *people("Reus", 50)]
    assert len(answers(study(COLUMNS, "\n".join(rows)))) == 25


def test_a_shop_called_total_is_no_total(study, answers):
    rows = ["ID,Shop,Score", *people("Girona", 0), *people("Total", 50), ",Total,8"]
    assert len(answers(study(COLUMNS, "\n".join(rows)))) == 25


@pytest.mark.parametrize("foot", ["n = 24", "n=24", "N = 24 answers"])
def test_a_mean_above_the_number_of_answers_is_found(study, answers, foot):
    rows = ["ID,Shop,Score", *people("Girona", 0), *people("Reus", 50), "Average,,8", f"{foot},,"]
    assert len(answers(study(COLUMNS, "\n".join(rows)))) == 24


def test_trials_of_the_questionnaire_are_told(study):
    rows = ["ID,Shop,Score,Status", *(f"{row},IP Address" for row in people("Girona", 0)), "C98,Reus,9,Survey Preview"]
    status = 'state = { source = "Status", role = "description" }\n'
    notes = read_study(study(COLUMNS + status, "\n".join(rows))).notes
    told = 'answers: "answers.csv": 1 row tries the questionnaire ("Survey Preview"); to leave it out, write '
    assert told + 'rows = { "Status" = { not = ["Survey Preview"] } }.' in notes


def test_scores_out_of_ten_are_no_dates(study, faults):
    dates = 'day = { source = "Day", role = "time" }\n'
    told = faults(study(dates, "ID,Day\n" + "\n".join(f"{n},{n % 10 + 1} out of 10" for n in range(20))))
    assert len(told) == 1 and "dates that cannot be read" in told[0]


def test_october_in_portuguese_is_a_month(study, answers):
    dates = 'day = { source = "Day", role = "time" }\n'
    table = answers(study(dates, "ID,Day\n1,7 out 2025\n2,8 de out de 2025\n"))
    assert table["day"].dt.strftime("%d/%m/%Y").tolist() == ["07/10/2025", "08/10/2025"]


def sheet(study, cells):
    """A study of an Excel sheet, whose numbers have types."""
    bytes_ = BytesIO()
    pd.DataFrame({"ID": range(len(cells)), "X": pd.Series(cells, dtype=object)}).to_excel(bytes_, index=False)
    columns = (
        'id = { source = "ID", role = "id" }\nx = { source = "X", role = "rating", scale = [1, 10], missing = ["NS"] }'
    )
    return study(columns, bytes_.getvalue(), file="answers.xlsx")


def test_texts_with_a_decimal_comma_in_a_sheet_are_numbers_beside_those_that_are(study, answers):
    folder = sheet(study, ["7,0", 8.5, "NS", "9,5", 10, "6"])
    np.testing.assert_array_equal(answers(folder)["x"], [7, 8.5, np.nan, 9.5, 10, 6])
    told = "answers.x: 2 of 5 numbers kept as text, read with a decimal comma."
    assert told in read_study(folder).notes


@pytest.mark.parametrize("cells", [["1,3", "2,5", 4], ["1,250", "7,5", 4]])
def test_codes_of_one_cell_and_thousands_in_a_sheet_are_no_decimals(study, faults, cells):
    assert "words where numbers are expected" in faults(sheet(study, cells))[0]


@pytest.mark.parametrize("role", ["population", "cost"])
def test_counts_with_three_digits_behind_the_point_may_be_thousands(study, both_doors, role):
    columns = f'heads = {{ role = "{role}" }}\nmood = {{ role = "outcome" }}'
    table = 'kind = "units"'
    read = both_doors(study(columns, "heads,mood\n1.200,4.5\n800,3.25\n12.500,4.5\n", table=table))
    assert read.tables["answers"]["heads"].tolist() == [1.2, 800, 12.5]
    assert read.notes == (
        "answers.heads: 2 of 3 have three digits behind a sign, as thousands do, and are read as decimals. If they are "
        'thousands, write decimal = "," or decimal = "." for the table.',
    )
    for cells in ("1.2,4.5\n800,3.25\n12.500", "0.125,4.5\n800,3.25\n0.250", "1200,4.5\n800,3.25\n12500"):
        assert both_doors(study(columns, f"heads,mood\n{cells},1.5\n", table=table)).notes == ()
