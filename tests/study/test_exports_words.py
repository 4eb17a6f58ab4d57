"""Answers in words become numbers where one usual scale explains them, and never by a guess."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlib.study import read_study
from cxlib.study.words import answer_words
from cxlib.study.words.answer_scales import plain_words, read_words

FIVE = 'score = { role = "rating", scale = [1, 5] }'
SCALES = {
    "agreement": "Strongly disagree|Disagree|Neither agree nor disagree|Agree|Strongly agree",
    "somewhat": "Strongly disagree|Somewhat disagree|Neither agree nor disagree|Somewhat agree|Strongly agree",
    "satisfaction": "Very dissatisfied|Dissatisfied|Neutral|Satisfied|Very satisfied",
    "frequency": "Never|Rarely|Sometimes|Often|Always",
    "quality": "Very poor|Poor|Fair|Good|Very good",
    "quality, from poor": "Poor|Fair|Good|Very good|Excellent",
    "likelihood": "Very unlikely|Unlikely|Neither likely nor unlikely|Likely|Very likely",
    "importance": "Not at all important|Slightly important|Moderately important|Very important|Extremely important",
    "acuerdo": "Totalmente en desacuerdo|En desacuerdo|Ni de acuerdo ni en desacuerdo|De acuerdo|Totalmente de acuerdo",
    "satisfacción": "Muy insatisfecho/a|Insatisfecho/a|Ni satisfecho ni insatisfecho|Satisfecho(a)|MUY SATISFECHA",
    "frecuencia": "Nunca|Rara vez|A veces|A menudo|Siempre",
    "calidad": "Muy mala|Mala|Regular|Buena|Muy buena",
    "probabilidad": "Muy improbable|Improbable|Ni probable ni improbable|Probable|Muy probable",
    "importancia": "Nada importante|Poco importante|Algo importante|Bastante importante|Muy importante",
    "acord": "Molt en desacord|En desacord|Ni d’acord ni en desacord|D’acord|Molt d'acord",
    "satisfacció": "Molt insatisfet|Insatisfet|Ni satisfet ni insatisfet|Satisfet|Molt  satisfet",
    "freqüència": "Mai|Gairebé mai|De vegades|Sovint|Sempre",
    "qualitat": "Molt dolenta|Dolenta|Regular|Bona|Molt bona",
    "acord, în română": "Dezacord total|Dezacord|Nici acord, nici dezacord|Acord|Acord total",
    "satisfacție": "Foarte nemulţumit|Nemulțumită|Nici mulțumit, nici nemulțumit|Multumit|FOARTE MULȚUMIT(Ă)",
    "frecvență": "Niciodată|Rar|Uneori|Des|Întotdeauna",
    "calitate": "Foarte slabă|Slabă|Acceptabilă|Bună|Foarte bună",
    "accord": "Pas du tout d'accord|Pas d’accord|Ni d'accord ni pas d'accord|D'accord|Tout à fait d'accord",
    "satisfaction, en français": "Très insatisfait(e)|Insatisfaite|Neutre|Satisfait.e|Très satisfaite",
    "Zustimmung": "Stimme gar nicht zu|Stimme eher nicht zu|Teils/teils|Stimme eher zu|Stimme voll und ganz zu",
    "Zufriedenheit": "Sehr unzufrieden|Unzufrieden|Weder noch|Zufrieden|Sehr zufrieden",
    "concordância": "Discordo totalmente|Discordo|Não concordo nem discordo|Concordo|Concordo totalmente",
    "soddisfazione": "Molto insoddisfatto|Insoddisfatta|Né soddisfatto né insoddisfatto|Soddisfatto|Molto soddisfatta",
    "accordo": "Totalmente in disaccordo|In disaccordo|Né d'accordo né in disaccordo|D’accordo|Totalmente d'accordo",
    "frequenza": "Mai|Raramente|Qualche volta|Spesso|Sempre",
    "qualità": "Pessima|Scarsa|Sufficiente|Buona|Ottima",
    "tevredenheid": "Zeer ontevreden|Ontevreden|Neutraal|Tevreden|Zeer tevreden",
    "mee eens": "Helemaal mee oneens|Mee oneens|Niet mee eens, niet mee oneens|Mee eens|Helemaal mee eens",
    "frequentie": "Nooit|Zelden|Soms|Vaak|Altijd",
    "kwaliteit": "Zeer slecht|Slecht|Matig|Goed|Uitstekend",
    "names of a form": "foarte_nemultumit|nemultumit|neutru|multumit|foarte_multumit",
    "importanță": "Deloc important|Puțin important|Oarecum important|Important|Foarte important",
}


@pytest.mark.parametrize("case", SCALES)
def test_the_usual_scales_are_read(study, answers, case):
    words = SCALES[case].split("|")
    data = "score;x\n" + "".join(f"{word};1\n" for word in reversed(words))
    assert answers(study(FIVE, data))["score"].tolist() == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        ([1, 4], "Strongly disagree|Disagree|Agree|Strongly agree"),
        ([1, 4], "Nada satisfecho|Poco satisfecho|Bastante satisfecho|Muy satisfecho"),
        (
            [1, 7],
            "Strongly disagree|Disagree|Slightly disagree|Neutral|Slightly agree|Agree|Strongly agree",
        ),
        ([0, 4], "Never|Rarely|Sometimes|Often|Always"),
        ([-2, 2], "Very dissatisfied|Dissatisfied|Neutral|Satisfied|Very satisfied"),
    ],
)
def test_the_number_of_points_and_the_lowest_value_are_those_declared(scale, words):
    words = words.split("|")
    assert read_words(words, scale) == [dict(zip(words, range(scale[0], scale[1] + 1), strict=True))]


def test_a_note_spells_the_numbers(study):
    read = read_study(study(FIVE, "score,x\nAgree,1\nStrongly disagree,2\n4,3\n,4\n"))
    assert read.tables["answers"]["score"].tolist()[:3] == [4, 1, 4]
    assert read.notes == (
        'answers.score: answers in words were read as numbers: { "Strongly disagree" = 1, "Agree" = 4 }; '
        "if that is wrong, write labels.",
    )
    assert read.contract.tables["answers"].columns["score"].labels == {"Strongly disagree": 1, "Agree": 4}


def test_columns_read_alike_share_a_note(study):
    columns = "\n".join(f"{name} = {{ role = 'outcome', scale = [1, 5] }}" for name in "abc")
    read = read_study(study(columns, "a,b,c\nAgree,Agree,Disagree\nDisagree,Disagree,Agree\n,Agree,Agree\n"))
    alike = 'answers in words were read as numbers: { "Disagree" = 2, "Agree" = 4 }; if that is wrong, write labels.'
    assert read.notes[0] == f"answers.a, b, c: {alike}"


def test_the_note_on_employees_shows_the_scale_and_no_answer(study):
    columns = 'score = { role = "engagement", scale = [1, 5] }'
    read = read_study(study(columns, "score,x\nAgree,1\nagree,2\nDisagree,3\n", table='kind = "employees"'))
    assert read.notes == (
        "answers.score: answers in words were read as numbers: 1 strongly disagree, 2 disagree, "
        "3 neither agree nor disagree, 4 agree, 5 strongly agree; if that is wrong, write labels.",
        "answers: 3 rows are left out: too few to be told by themselves, or of a group that an earlier run showed with "
        "other people or answers.",
    )


FAULTS = {
    "two scales": (
        FIVE,
        "Fair Good",
        'words where numbers are expected ("Fair", "Good") in 2 rows (first at row 2). '
        'Write labels = { "Fair" = 3, "Good" = 4 } or labels = { "Fair" = 2, "Good" = 3 }, whichever scale was asked.',
    ),
    "one word unknown": (
        FIVE,
        "Agree Disagree Dunno",
        'words where numbers are expected ("Agree", "Disagree", "Dunno") in 3 rows (first at row 2). '
        'If "Dunno" means "no answer", write missing = ["Dunno"]; '
        'else write labels = { "Disagree" = 2, "Agree" = 4, "Dunno" = … }.',
    ),
    "not applicable": (
        'score = { role = "rating", scale = [1, 5], missing = [9, "x"] }',
        "Agree Disagree N/A",
        'words where numbers are expected ("Agree", "Disagree", "N/A") in 3 rows (first at row 2). '
        'If "N/A" means "no answer", write missing = [9, "x", "N/A"]; '
        'else write labels = { "Disagree" = 2, "Agree" = 4, "N/A" = … }.',
    ),
    "another number of points": (
        'score = { role = "rating", scale = [1, 6] }',
        "Agree Disagree",
        'words where numbers are expected ("Agree", "Disagree") in 2 rows (first at row 2). '
        "Write scale = [1, 4] or scale = [1, 5] or scale = [1, 7], whichever was asked; "
        "the words are then read as numbers.",
    ),
    "no scale": (
        'score = { role = "outcome" }',
        "Agree",
        'words where numbers are expected ("Agree") in 1 row (first at row 2). '
        "Write scale = [1, 4] or scale = [1, 5] or scale = [1, 7], whichever was asked; "
        "the words are then read as numbers.",
    ),
    "a number outside": (
        FIVE,
        "Agree 6",
        'outside 1…5 (6) in 1 row (first at row 3). If 6 means "no answer", write missing = [6]; '
        'if "not used", write not_used = [6].',
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_doubt_is_a_fault(study, faults, case):
    columns, words, message = FAULTS[case]
    data = "score,x\n" + "".join(f"{word},1\n" for word in words.split())
    assert faults(study(columns, data)) == [f"answers.score: {message}"]


def test_two_answers_never_share_a_number():
    assert read_words(["Somewhat disagree", "Disagree"], [1, 5]) == []
    assert read_words(["Very good", "Excellent", "Very poor"], [1, 5]) == []
    assert read_words(["Satisfecho", "Satisfecha"], [1, 5]) != []


def test_declared_labels_win(answers, study):
    columns = 'score = { role = "rating", scale = [1, 5], labels = { "Agree" = 1, "Disagree" = 5 } }'
    assert answers(study(columns, "score,x\nAgree,1\nDisagree,2\n"))["score"].tolist() == [1, 5]


LISTS = [answer_words.ENGLISH, answer_words.SPANISH, answer_words.CATALAN, answer_words.ROMANIAN]
EVERY = [
    [[" ".join(word.split()) for word in answer.split("|")] for answer in " ".join(scale.split()).split(" > ")]
    for words in LISTS
    for scale in words.strip().removeprefix("- ").split("\n- ")
]


def test_no_word_stands_twice_in_a_scale():
    assert {len(scale) for scale in EVERY} == {4, 5, 7}
    for scale in EVERY:
        words = [plain_words(word) for answer in scale for word in answer]
        assert len(set(words)) == len(words), scale


@settings(deadline=None)
@given(st.sampled_from(EVERY).flatmap(lambda scale: st.tuples(*map(st.sampled_from, scale))), st.randoms())
def test_a_whole_scale_is_read_in_its_order(words, chance):
    written = [chance.choice([word, word.upper(), word.title(), f" {word}  "]) for word in words]
    readings = read_words(written, [1, len(words)])
    assert dict(zip(written, range(1, len(words) + 1), strict=True)) in readings
