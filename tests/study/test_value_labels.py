"""Labels in a file against role, scale and direction: read through where plain, else a fault that names them."""

from __future__ import annotations

import pandas as pd
import pyreadstat
import pytest

from cxlib.errors import StudyError
from cxlib.study import read_study
from cxlib.study.metadata.value_labels import falls
from cxlib.study.words.meanings import direction, no_answer, side, told_by, told_number, yes_no

NPS = 'x = { role = "recommend" }'
RATED = 'x = { role = "outcome", scale = [1, 5] }'
SATISFIED = ["Very satisfied", "Satisfied", "Neither", "Dissatisfied", "Very dissatisfied"]
ELEVEN = {1: "0 - not at all", **{code: str(code - 1) for code in range(2, 11)}, 11: "10 - certainly"}


@pytest.fixture
def faults():
    """The messages of a study that must be refused."""

    def messages(folder) -> list[str]:
        with pytest.raises(StudyError) as caught:
            read_study(folder)
        return list(map(str, caught.value.faults))

    return messages


@pytest.fixture
def labelled(study, tmp_path):
    """A study whose file has one column x with labels."""

    def write(columns: str, codes: list, labels: dict, *, ending: str = "sav", wording: str = ""):
        frame = pd.DataFrame({"x": [float(code) for code in codes]})
        file = tmp_path / f"answers.{ending}"
        options = {"variable_value_labels": {"x": labels}, "column_labels": {"x": wording}}
        if ending == "dta":
            frame = frame.astype("int32")
        getattr(pyreadstat, f"write_{ending}")(frame, file, **options)
        return study(columns, file=file.name)

    return write


@pytest.mark.parametrize("ending", ["sav", "dta"])
@pytest.mark.parametrize(
    ("columns", "codes", "labels", "numbers"),
    [
        (NPS, [11, 1, 6], ELEVEN, [10, 0, 5]),
        (NPS, [11, 1, 6], {1: "0 = gens probable", 11: "10 = molt probable"}, [10, 0, 5]),
        (NPS, [11, 1, 6], {1: "Deloc probabil (0)", 11: "Foarte probabil (10)"}, [10, 0, 5]),
        (RATED, [1, 5, 2], {code: f"{6 - code} puntos" for code in range(1, 6)}, [5, 1, 4]),
        (RATED, [0, 4, 1], {0: "1 muy mal", 4: "5 muy bien"}, [1, 5, 2]),
        ('x = { role = "outcome" }', [2, 3, 1], {1: "10", 2: "20", 3: "30"}, [20, 30, 10]),
    ],
)
def test_codes_are_read_as_the_numbers_in_their_labels(labelled, columns, codes, labels, numbers, ending):
    read = read_study(labelled(columns, codes, labels, ending=ending))
    assert read.tables["answers"]["x"].tolist() == numbers
    assert read.notes[0].startswith("answers.x: codes read as the numbers in the labels of the file: ")
    assert f"{codes[0]} = {numbers[0]}" in read.notes[0]


@pytest.mark.parametrize(
    ("columns", "codes", "labels"),
    [
        (NPS, [0, 10, 5], {0: "0 - not at all likely", 10: "10 - extremely likely"}),
        (NPS, [0, 10, 5], {0: "Not at all likely", 10: "Extremely likely"}),  # labels at the ends only
        (RATED, [1, 5, 3], {1: "Muy mal", 5: "Muy bien"}),
        ('x = { role = "effort", scale = [1, 7] }', [1, 7], {1: "Nada difícil", 7: "Muy difícil"}),
        ('x = { role = "effort", scale = [1, 5] }', [1, 5], {1: "Gens d'esforç", 5: "Molt d'esforç"}),
        ('x = { role = "return" }', [1, 2], {1: "Nu", 2: "Da"}),
        ('x = { role = "rating" }', [0, 1], {0: "Yes", 1: "No"}),  # "Was there a problem?"
        (RATED, [1, 5, 3], {code: str(code) for code in range(1, 6)}),
        ('x = { role = "tenure" }', [1, 2, 3], {1: "0-1 years", 2: "2-4 years", 3: "5+"}),
        ('x = { role = "outcome", scale = [1, 11] }', [1, 11, 6], ELEVEN),  # study.toml means the codes
        ('x = { role = "outcome", labels = { "1" = 7, "2" = 9 } }', [1, 2], {1: "1 a", 2: "1 b"}),
    ],
)
def test_labels_that_agree_with_the_codes_change_nothing(labelled, columns, codes, labels):
    read = read_study(labelled(columns, codes, labels))
    expected = [7, 9] if "labels" in columns else codes
    assert read.tables["answers"]["x"].tolist() == expected and read.notes == ()


@pytest.mark.parametrize(
    ("columns", "codes", "labels", "message"),
    [
        (
            NPS,
            [10, 2],
            {11: "10 - certainly", 1: "Not at all"},
            'the file\'s label of code 11 is "10 - certainly". Write labels = { … }, with the number of every code.',
        ),
        (
            RATED,
            [1, 5],
            {1: "Very satisfied", 5: "Very dissatisfied"},
            'the labels of the file say 1 "Very satisfied", 5 "Very dissatisfied", and in the role outcome high values '
            "are good. Write reverse = true to turn it round, or reverse = false to take it as it stands.",
        ),
        (
            'x = { role = "effort", scale = [1, 7] }',
            [1, 7],
            {1: "Foarte greu", 7: "Foarte ușor"},
            'the labels of the file say 1 "Foarte greu", 7 "Foarte ușor", and in the role effort high values are bad. '
            "Write reverse = true to turn it round, or reverse = false to take it as it stands.",
        ),
        (
            'x = { role = "effort", scale = [1, 7] }',
            [1, 7],
            {1: "Molta dificultat", 7: "Cap dificultat"},
            'the labels of the file say 1 "Molta dificultat", 7 "Cap dificultat", and in the role effort high values '
            "are bad. Write reverse = true to turn it round, or reverse = false to take it as it stands.",
        ),
        (
            'x = { role = "return" }',
            [0, 1],
            {0: "Sí, volvería", 1: "No volvería"},
            'the labels of the file say 0 "Sí, volvería", 1 "No volvería", and in the role return high values are '
            "good. Write scale = [0, 1] and reverse = true to turn it round, or reverse = false to take it as it "
            "stands.",
        ),
        (
            'x = { role = "outcome", scale = [1, 6] }',
            [1, 5, 6],
            {1: "Molt malament", 5: "Molt bé", 6: "No ho sap / No contesta"},
            'the file\'s label of 6 is "No ho sap / No contesta", and the scale 1…6 has it as an answer. '
            "Write scale = [1, 5] and missing = [6].",
        ),
        (
            'x = { role = "outcome", scale = [1, 5] }',
            [1, 5, 3],
            {1: "Poor", 3: "Can't say", 5: "Good"},
            "the file's label of 3 is \"Can't say\", and the scale 1…5 has it as an answer. Write missing = [3], "
            'labels = { "1" = 1, "2" = 2, "4" = 3, "5" = 4 } and the scale of these numbers.',
        ),
        (
            'x = { role = "rating", scale = [1, 10] }',
            [1, 2, 5],
            {1: "Very poor", 5: "Very good"},
            'the labels of the file say 1 "Very poor", 5 "Very good", and the scale is 1…10. Write scale = [1, 5].',
        ),
        (
            NPS,
            [1, 2, 5],
            {1: "Muy improbable", 5: "Muy probable"},
            'the labels of the file say 1 "Muy improbable", 5 "Muy probable", and the scale is 0…10. '
            'Write role = "outcome", scale = [1, 5].',
        ),
        (
            'x = { role = "responded" }',
            [0, 1],
            {0: "Madrid", 1: "Soria"},
            'the labels of the file are not yes and no (0 "Madrid", 1 "Soria"). '
            'Say which codes are yes and which are no: labels = { "0" = …, "1" = … }.',
        ),
    ],
)
def test_labels_that_contradict_study_toml_are_a_fault(labelled, faults, columns, codes, labels, message):
    assert faults(labelled(columns, codes, labels))[:1] == [f"answers.x: {message}"]


def test_a_reversed_scale_is_turned_or_kept_and_says_so(labelled):
    labels = dict(enumerate(SATISFIED, start=1))
    read = read_study(labelled(RATED.replace("5] }", "5], reverse = true }"), [1, 1, 5], labels))
    assert read.tables["answers"]["x"].tolist() == [5, 5, 1]
    assert read.notes == ('answers.x: turned round: 5 here is 1 of the file, "Very satisfied".',)
    read = read_study(labelled(RATED.replace("5] }", "5], reverse = false }"), [1, 1, 5], labels))
    assert read.tables["answers"]["x"].tolist() == [1, 1, 5]
    assert read.notes == (
        'answers.x: 1 "Very satisfied", 5 "Very dissatisfied": taken as it stands, since reverse = false.',
    )


@pytest.mark.parametrize(
    ("labels", "answers"),
    [
        ({0: "Sí", 1: "No"}, [True, False]),
        ({0: "Da", 1: "Nu"}, [True, False]),
        ({0: "No", 1: "Yes"}, [False, True]),
        ({0: "Responded", 1: "Did not respond"}, [True, False]),
        ({0: "No contestó", 1: "Contestó"}, [False, True]),
        ({0: "Sí", 1: "No", 9: "NS/NC"}, [True, False, None]),
    ],
)
def test_yes_and_no_are_those_of_the_labels(labelled, labels, answers):
    read = read_study(labelled('x = { role = "responded" }', list(labels), labels))
    found = read.tables["answers"]["x"]
    assert [None if pd.isna(answer) else bool(answer) for answer in found] == answers
    turned = answers[0]
    assert bool(read.notes) == turned


def test_a_labelled_code_for_no_answer_is_none_where_no_scale_is_declared(labelled):
    labels = {1: "Molt dolent", 5: "Molt bo", 9: "No ho sap"}
    read = read_study(labelled('x = { role = "outcome" }', [1, 5, 9, 4], labels))
    assert read.tables["answers"]["x"].dropna().tolist() == [1, 5, 4]
    assert read.notes == ("answers.x: 9 (No ho sap) read as no answer; if that is wrong, write labels and missing.",)


WORDINGS = {
    "How was it? 1: very good, 5: very poor.": -1,
    "¿Cómo fue? (1 = muy bueno; 5 = muy malo)": -1,
    "Valori-ho de l'1 (excel·lent) al 5 (pèssim)": -1,
    "Notați de la foarte bun (1) la foarte slab (5)": -1,
    "where 1 is the best and 5 the worst": -1,
    "siendo 1 muy mala y 5 muy buena": 1,
    "How was it, from 1 (very poor) to 5 (very good)?": 1,
    "In the last 12 months, how good or bad were our 2 shops?": 0,
}


@pytest.mark.parametrize("wording", WORDINGS)
@pytest.mark.parametrize("in_file", [False, True])
def test_the_wording_of_a_question_tells_the_direction(labelled, study, faults, wording, in_file):
    if in_file:
        folder = labelled(RATED, [1, 5, 3], {}, wording=wording)
    else:
        folder = study(RATED.replace("5] }", f'5], question = "{wording}" }}'), "x\n1\n5\n3\n")
    if WORDINGS[wording] < 0:
        (fault,) = faults(folder)
        assert fault.startswith("answers.x: the question says 1 ") and "Write reverse = true" in fault
    else:
        assert read_study(folder).notes == ()


def test_a_reversed_wording_is_turned_and_says_so(study):
    columns = RATED.replace("5] }", '5], reverse = true, question = "1: very good, 5: very poor" }')
    read = read_study(study(columns, "x\n1\n5\n3\n"))
    assert read.tables["answers"]["x"].tolist() == [5, 1, 3]
    assert read.notes == ('answers.x: turned round: 5 here is 1 of the file, "very good".',)


def test_where_two_columns_go_opposite_ways_the_recommendation_is_not_the_one_to_turn(study):
    rows = "".join(f"{number % 5 + 1},{10 - 2 * (number % 5)}\n" for number in range(60))
    columns = 'x = { role = "outcome", scale = [1, 5] }\ny = { role = "recommend" }'
    notes = read_study(study(columns, "x,y\n" + rows)).notes
    assert notes == ("answers.x: falls as y rises (r = −1.00); if a high value is bad here, write reverse = true.",)


def test_meanings_of_words():
    assert [told_number(words) for words in ("5 (best)", "best = 5", "5. mejor", "2-3 times", "1st", "b")] == [
        *(5, 5, 5),
        *(None, None, None),
    ]
    assert all(map(no_answer, ("N/A", "99 - Don't know", "NS/NC", "Nu știu / Nu răspund", "No ho sap", "no aplica.")))
    assert not any(map(no_answer, ("No", "Nada", "Neutral", "Not satisfied", "Nu", "n")))
    assert [yes_no(words) for words in ("Sí", "DA", "nu", "No, gracias", "N/A", "No idea", "maybe")] == [
        *(1, 1, 0, 0),
        *(None, None, None),
    ]
    assert all(map(no_answer, ("Ne sait pas", "Sans réponse", "weiß nicht", "Keine Angabe", "99 - Não sei")))
    assert not any(map(no_answer, ("Non", "Pas du tout", "gar nicht", "Não", "Refusé de payer")))
    assert [yes_no(words) for words in ("Oui", "NON", "Ja, gerne", "nein", "Sim", "Não")] == [1, 0, 1, 0, 1, 0]
    assert direction({1: "Nada satisfecho", 5: "Muy satisfecho"})[0] == 1
    assert direction({1: "Muito satisfeito", 5: "Muito insatisfeito"})[0] == -1
    assert direction({1: "sehr gut", 5: "mangelhaft"}) == (-1, "quality")
    assert direction({1: "gar nicht zufrieden", 5: "sehr zufrieden"}) == (1, "quality")
    assert direction({1: "Tout à fait d'accord", 4: "Pas du tout d'accord"}) == (-1, "agreement")
    assert direction({1: "Stimme überhaupt nicht zu", 5: "Stimme voll und ganz zu"}) == (1, "agreement")
    assert direction({1: "Oui", 2: "Non"}) == (-1, "assent")
    assert direction({1: "Deloc mulțumit", 2: "Foarte mulțumit"})[0] == 1
    assert direction({1: "Strongly agree", 5: "Strongly disagree"})[0] == -1
    assert direction({1: "Never", 5: "Always"}) == (1, "frequency")
    assert falls("rating", {1: "Always", 5: "Never"}) == 0
    easy = ("Nada difícil", "Not much effort", "Foarte puțin efort", "Sin ningún esfuerzo", "No effort at all")
    hard = ("Mult efort", "A lot of effort", "Con mucho esfuerzo", "Nada fácil", "Molt d'esforç")
    assert [side(words, "ease") for words in (*easy, *hard)] == [1] * 5 + [-1] * 5
    assert told_by("0 = no, 10 = yes") == {0: "no", 10: "yes"}
