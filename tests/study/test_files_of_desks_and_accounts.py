"""Help desks' ratings, heads that a tool has cut, amounts as accounts write them, totals and feet of print-outs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cxlib.study import read_study
from cxlib.study.contract.role_meaning import named_roles
from cxlib.study.words.meanings import verdicts
from cxlib.study.words.numbers import Decimal, find_decimal, parse_numbers, telling, without_units

SAT = 'sat = { source = "SAT", role = "outcome" }'
AMOUNT = 'amount = { source = "AMOUNT", role = "measure" }'
SHARE = "; the mean is then the share of the answers that are 1."
GROUP = """\
region = { source = "REGION", role = "segment" }
score = { source = "SCORE", role = "outcome", scale = [1, 5] }
"""


def column(head: str, *cells: str) -> str:
    return f"ID;{head}\n" + "".join(f"{number};{cell}\n" for number, cell in enumerate(cells))


@pytest.mark.parametrize(
    ("cells", "mend"),
    [
        (
            ["Good", "Bad", "Offered", "Good with comment", "Unoffered"],
            'Write scale = [0, 1], labels = { "Good" = 1, "Bad" = 0, "Good with comment" = 1 } '
            f'and missing = ["Offered", "Unoffered"]{SHARE}',
        ),
        (
            ["Buena", "Mala con comentario"],
            'Write scale = [0, 1], labels = { "Buena" = 1, "Mala con comentario" = 0 }' + SHARE,
        ),
        (["👍", "👎", "👍"], 'Write scale = [0, 1], labels = { "👍" = 1, "👎" = 0 }' + SHARE),
        (
            ["Da", "Nu", "NS/NR"],
            'Write scale = [0, 1], labels = { "Da" = 1, "Nu" = 0 } and missing = ["NS/NR"]' + SHARE,
        ),
        (
            ["NS", "NC", "s/d", "—", "7"],
            'If "NS" or "NC" or "s/d" or "—" mean "no answer", write missing = ["NS", "NC", "s/d", "—"].',
        ),
    ],
    ids=str,
)
def test_good_and_bad_and_words_for_no_answer_have_a_mend(study, faults, cells, mend):
    (fault,) = faults(study(SAT, column("SAT", *cells)))
    assert fault.endswith(f". {mend}")


def test_the_mend_of_good_and_bad_reads_them(study):
    labels = 'scale = [0, 1], labels = { "Good" = 1, "Bad" = 0 }, missing = ["Offered"]'
    told = SAT.replace('"outcome"', f'"outcome", {labels}')
    read = read_study(study(told, column("SAT", "Good", "Bad", "Offered", "Good")))
    assert read.tables["answers"]["sat"].tolist()[:2] == [1, 0] and read.tables["answers"]["sat"].mean() == 2 / 3


@pytest.mark.parametrize(
    "words",
    [["Good", "Fair", "Bad"], ["Good", "Excellent"], ["Good"], ["Offered"], ["Bad", "Offered"], ["Very good", "Bad"]],
)
def test_words_of_longer_scales_are_no_verdicts(words):
    assert verdicts(words) == {}


CUT = "On a scale from 0 to 10, how likely are you to recomm..."
WHOLE = "On a scale from 0 to 10, how likely are you to recommend us to a friend?"


@pytest.mark.parametrize("head", [CUT, CUT.replace("...", "…")])
def test_a_head_that_was_cut_is_found_by_its_wording(study, answers, head):
    told = f'score = {{ source = "{WHOLE}", role = "recommend", scale = [0, 10] }}'
    assert answers(study(told, column(head, "9", "3")))["score"].tolist() == [9, 3]


@pytest.mark.parametrize(
    "head", ["On a sc...", "On a scale from 0 to 10, how likely are you to return...", CUT.strip(".")]
)
def test_other_heads_are_no_cut_wording(study, faults, head):
    told = f'score = {{ source = "{WHOLE}", role = "recommend", scale = [0, 10] }}'
    assert faults(study(told, column(head, "9", "3")))[0].startswith(f'answers.score: no column "{WHOLE}" in the file')


def test_a_cut_head_that_may_be_two_wordings_is_none_of_them(study, faults):
    told = "".join(
        f'{name} = {{ source = "How satisfied are you with {name}?", role = "rating", scale = [1, 5] }}\n'
        for name in ("price", "speed")
    )
    assert len(faults(study(told, column("How satisfied are you with...", "4", "3")))) == 2


@pytest.mark.parametrize(
    ("head", "role"),
    [(CUT, "recommend"), ("¿Con qué probabilidad nos recomen…", "recommend"), ("How satisf...", "outcome")],
)
def test_a_cut_word_names_its_role(head, role):
    assert named_roles(head)[:1] == [role]
    assert named_roles(head.rstrip(".…") + "xq") == [] and named_roles("See you soon, and tha...") == []


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["45,00-", "45,00", "1.234,50-", "3,5−"], [-45, 45, -1234.5, -3.5]),
        (["12,-", "7,--", "1.250,–", "0,5"], [12, 7, 1250, 0.5]),
        (["18-", "45-", "3,5-4", "-45,00-", "-"], [np.nan] * 5),  # bands, ranges, two signs
    ],
)
def test_a_minus_behind_an_amount(words, numbers):
    np.testing.assert_array_equal(parse_numbers(pd.Series(words, dtype="str"), Decimal(",", grouped=True)), numbers)


@pytest.mark.parametrize(
    "cells",
    [
        ["45,00 €", "-€ 7,25", "€ 12,00", "EUR 3,10", "45,00- €", "45,00 €-", "(45,00 €)", "−7,25 €", "12,- €"],
        ["£45.00", "-£7.25", "£12.00", "3.10 GBP", "£45.00-", "45.00 £-", "(£45.00)", "£−7.25", "12.- £"],
    ],
)
def test_amounts_of_one_currency_have_their_sign(study, cells):
    read = read_study(study(AMOUNT, column("AMOUNT", *cells)))
    assert read.tables["answers"]["amount"].tolist() == [45, -7.25, 12, 3.1, -45, -45, -45, -7.25, 12]
    assert f'bear the sign "{cells[0].strip("45,.0 ")}", which is left out' in read.notes[0]


@pytest.mark.parametrize(
    "cells",
    [["45,00 €", "45,00 $"], ["45,00 €", "45,00"], ["(45,00 €", "45,00 €"], ["-45,00- €", "1,00 €"], ["(-4 €)", "4 €"]],
)
def test_amounts_that_leave_a_doubt_are_told(study, faults, cells):
    (fault,) = faults(study(AMOUNT, column("AMOUNT", *cells)))
    assert "words where numbers are expected" in fault
    assert fault.endswith("Write them as numbers of one unit in the file; they are answers.")


def test_of_many_decimals_those_are_kept_that_tell_the_sign():
    plain = [f"0.{number:04}" for number in range(1, 3000)]
    assert telling(pd.Series(plain, dtype="str")) == ["0.0001"]
    for more in (["1.234"], ["1.250,50"], ["3,5"], ["1 234,5", "12.345.678"], ["45,00-"], ["no"]):
        words = pd.Series([*plain, *more], dtype="str")
        assert find_decimal([telling(words)], ";") == find_decimal([words.tolist()], ";")
    thousands = [f"{number}.{number:03}" for number in range(100, 999)] + [f"{number},000" for number in range(1, 400)]
    words = pd.Series(thousands, dtype="str")
    assert find_decimal([telling(words)], ";") == find_decimal([thousands], ";")
    assert without_units(pd.Series(["a", "b"], dtype="str"))[1] == ""


def grouped(*rows: str) -> str:
    return "REGION;SCORE\n" + "".join(f"{row}\n" for row in rows)


NORTH, SOUTH = ["Norte;4", "Norte;5", "Norte;3"], ["Sur;2", "Sur;3"]


@pytest.mark.parametrize(
    ("one", "two", "end"),
    [("Subtotal Norte;4", "Subtotal Sur;3", "Promedio global;3"), ("Total Norte;4", "Total Sur;3", "Total;3")],
)
def test_totals_of_groups_need_no_key(study, one, two, end):
    read = read_study(study(GROUP, grouped(*NORTH, one, *SOUTH, two, end)))
    assert read.tables["answers"]["region"].tolist() == ["Norte"] * 3 + ["Sur"] * 2
    assert "rows 5, 8, 9" in read.notes[0] and "nobody's answers" in read.notes[0]


@pytest.mark.parametrize(
    "rows",
    [
        [*NORTH, "Total Norte;4", "Total Norte;5", *SOUTH, "Total Sur;3", "Total Sur;2"],  # filling stations
        [*NORTH, *SOUTH, "Total Norte;4", "Sur;2"],
        [*NORTH, *SOUTH, "Total Este;4", "Total Oeste;5", "Sur;2"],
        [*NORTH, "Mediaș;4", "Media;5", *SOUTH],
    ],
)
def test_groups_called_total_stay(study, answers, rows):
    assert len(answers(study(GROUP, grouped(*rows)))) == len(rows)


KEYED = 'id = { source = "ID", role = "id" }\n' + GROUP


@pytest.mark.parametrize(
    "foot",
    ["Página 1 de 2", "Page 3", "Pagina 2/7", "Seite 1 von 2", "Exported on 2026-02-03", "Impreso 3/2/2026 10:15"],
)
def test_the_foot_of_a_page_is_nobody(study, foot):
    rows = [f"{number};Norte;{1 + number % 5}" for number in range(9)]
    text = "ID;REGION;SCORE\n" + "\n".join([*rows[:4], f"{foot};;", *rows[4:]]) + "\n"
    read = read_study(study(KEYED, text))
    assert len(read.tables["answers"]) == 9 and f'row 6 ("{foot}") is nobody\'s answer' in read.notes[0]


@pytest.mark.parametrize("row", ["Página 1 de 2;Norte;4", "Page;;", "P1;;", "Exported;;"])
def test_who_is_called_page_stays(study, answers, row):
    rows = [f"{number};Norte;{1 + number % 5}" for number in range(9)]
    assert len(answers(study(KEYED, "ID;REGION;SCORE\n" + "\n".join([*rows[:4], row, *rows[4:]]) + "\n"))) == 10


def test_how_many_answered_is_nobody(study, answers):
    rows = [f"{number};Norte;{1 + number % 5}" for number in range(9)]
    assert len(answers(study(KEYED, "ID;REGION;SCORE\n" + "\n".join(["N=9;;9", *rows]) + "\n"))) == 9
    assert len(answers(study(KEYED, "ID;REGION;SCORE\n" + "\n".join(["N=9;Norte;4", *rows]) + "\n"))) == 10
    assert len(answers(study(KEYED, "ID;REGION;SCORE\n" + "\n".join(["N=9;;4", "N=10;;4", *rows]) + "\n"))) == 11


NPS = 'score = { source = "SCORE", role = "recommend", scale = [0, 10] }'


@pytest.mark.parametrize("size", [1, 100])
def test_classes_in_numbers_are_no_missing_answers(study, faults, size):
    (fault,) = faults(study(NPS, column("SCORE", str(-size), "0", str(size), "0", "")))
    assert f'write labels = {{ "-{size}" = 3, "0" = 8, "{size}" = 10 }}. The score' in fault
    assert "no answer" not in fault


@pytest.mark.parametrize("cells", [["-1", "0", "1", "7"], ["-99", "0", "10"], ["100", "9", "0"]])
def test_other_numbers_outside_the_scale_are_no_classes(study, faults, cells):
    assert "classes" not in faults(study(NPS, column("SCORE", *cells)))[0]
