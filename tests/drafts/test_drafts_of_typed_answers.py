"""Answers that people typed, in whatever language; questions about two companies; what tools write in cells."""

from __future__ import annotations

import json

import numpy as np
import pytest

from cxlib.drafts.loose_numbers import loose_number, names_two
from cxlib.drafts.of_others import other_company
from tests.drafts.test_drafts_of_tools import written

N = 60
NPS = np.random.default_rng(4).integers(0, 11, N).tolist()
ASKED = "How likely are you to recommend us? (0-10)"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("10!!", 10), ("eight", 8), ("un ocho", 8), ("Oito", 8), ("8/10", 8), ("7 puntos", 7), ("cinci", 5), ("~9", 9),
        ("4/5", None), ("12", None), ("8 o 9", None), ("very good", None), ("8.5", None), ("nobody", None),
    ],
)  # fmt: skip
def test_a_number_that_somebody_typed(words, number):
    assert loose_number(words, 10) == number


@pytest.mark.parametrize("words", ["8 o 9", "7-8", "entre 8 y 9", "ocho o nueve", "6/7", "9 or 10", "7, 8"])
def test_two_numbers_are_none(words):
    assert names_two(words) and loose_number(words, 10) is None


@pytest.mark.parametrize("words", ["8", "8 of them", "8 because of 3 calls", "2026-03-01", "very good"])
def test_what_is_no_pair_of_numbers(words):
    assert not names_two(words)


def test_typed_answers_are_labels_to_be_looked_at(drafted, line_of):
    typed = {0: "10!!", 1: "ocho", 2: "7/10", 3: "8 o 9", 4: "3 or 4"}
    answers = [typed.get(place, str(score)) for place, score in enumerate(NPS)]
    draft, study = drafted(a_csv=written([["id", ASKED]], [range(N), answers]))
    line = line_of(draft, "recommend")
    assert 'labels = { "10!!" = 10, "ocho" = 8, "7/10" = 7 }' in line and 'missing = ["3 or 4", "8 o 9"]' in line
    assert 'answers that somebody typed are read as numbers: "10!!" = 10, "ocho" = 8, "7/10" = 7' in line
    assert 'of two numbers nobody knows which is meant, and they are read as no answer: "8 o 9", "3 or 4"' in line
    scores = study.tables["a"]["recommend"]
    assert scores[:3].tolist() == [10, 8, 7] and scores[3:5].isna().all() and scores[5:].tolist() == NPS[5:]


def test_words_that_are_no_number_stay_what_they_were(drafted):
    answers = ["a lot" if place < 2 else str(score) for place, score in enumerate(NPS)]
    draft, _ = drafted(a_csv=written([["id", ASKED]], [range(N), answers]))
    assert '"a lot" stands among numbers and is read as no answer' in draft.text and "labels" not in draft.text


def test_a_question_about_another_company_is_no_answer_about_this_one(drafted, line_of):
    heads = ["id", *(f"How likely are you to recommend {name} to a friend?" for name in ("Luzia Energia", "Voltix"))]
    draft, study = drafted(a_csv=written([heads], [range(N), NPS, NPS[::-1]]))
    told = 'asked of "Luzia Energia", and in another column of "Voltix": which is yours?'
    assert told in line_of(draft, "recommend") and study.tables["a"]["recommend"].tolist() == NPS
    assert "# the same question about somebody else: How likely" in draft.text


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("Would you recommend Acme to friends?", "Would you recommend Bolt Group to friends?", ("Acme", "Bolt Group")),
        ("Would you recommend our shop to friends?", "Would you recommend our website to friends?", None),
        ("Would you recommend Acme to friends?", "Would you recommend Acme to friends?", None),
        ("Recommend Acme?", "Recommend Bolt?", None),
        ("Acme - Likelihood to recommend", "Bolt - Likelihood to recommend", ("Acme", "Bolt")),
        ("Likelihood to recommend Acme", "Likelihood to recommend Bolt", ("Acme", "Bolt")),
        ("Acme likelihood to recommend", "Bolt likelihood to recommend", None),  # any word is written so at the start
        ("Acme", "Bolt", None),
        ("Would you recommend Acme to friends?", "And how satisfied are you with Bolt?", None),
    ],
)
def test_two_companies(one, other, names):
    assert other_company(one, other) == names


def test_ratings_of_the_other_company_are_no_drivers_here(drafted):
    rated = [[1 + (score + k) // 3 for score in NPS] for k in range(4)]
    heads = [
        "id",
        *(f"{name} - {item}" for name in ("Acme", "Bolt") for item in ("Likelihood to recommend", "Quality (1-5)")),
    ]
    draft, _ = drafted(a_csv=written([heads], [range(N), NPS, rated[0], NPS[::-1], rated[1]]))
    assert (
        "Bolt - Likelihood to recommend, Bolt - Quality (1-5)" in draft.text and '"Acme - Quality (1-5)"' in draft.text
    )


def test_scores_of_several_questions_in_one_column_are_asked_about(drafted, line_of):
    asked = [("NPS", "CSAT", "CES")[place % 3] for place in range(4 * N)]
    tops = {"NPS": 10, "CSAT": 5, "CES": 7}
    score = [1 + (place // 3) % tops[kind] for place, kind in enumerate(asked)]
    told = 'by "Survey Type" answers end at 5, 7, 10: other questions? Keep one: rows = { "Survey Type" = ["NPS"] }'
    draft, _ = drafted(a_csv=written([["id", "Survey Type", "Score"]], [range(4 * N), asked, score]))
    assert told in line_of(draft, "overall")
    alike = [1 + place % 10 for place in range(4 * N)]
    assert (
        "other questions"
        not in drafted(a_csv=written([["id", "Survey Type", "Score"]], [range(4 * N), asked, alike]))[0].text
    )


def test_classes_beside_their_number_are_no_ends_of_a_scale(drafted, line_of):
    named = [
        f"{max(score, 2)} ({'Promoter' if score > 8 else 'Passive' if score > 6 else 'Detractor'})" for score in NPS
    ]
    draft, study = drafted(a_csv=written([["id", "Recommend"]], [range(N), named]))
    assert "the words tell" not in line_of(draft, "recommend")
    assert study.tables["a"]["recommend"].tolist() == [max(score, 2) for score in NPS]


def test_days_of_eight_digits_are_dates(drafted, line_of):
    days = [20260301 + place % 28 for place in range(N)]
    draft, study = drafted(a_csv=written([["FECHA", "NPS"]], [days, NPS]))
    assert 'format = "%Y%m%d"' in line_of(draft, "date") and str(study.tables["a"]["date"][1])[:10] == "2026-03-02"
    assert "%Y%m%d" not in drafted(a_csv=written([["Contract", "NPS"]], [days, NPS]))[0].text
    later = [20260301 + place % 40 for place in range(N)]  # 20260332 is no day
    assert "%Y%m%d" not in drafted(a_csv=written([["FECHA", "NPS"]], [later, NPS]))[0].text


def test_records_in_cells_are_no_comments(drafted):
    records = [json.dumps({"plan": "Pro" if place % 2 else "Basic", "no": place}) for place in range(N)]
    draft, _ = drafted(
        a_csv=written([["id", "NPS", "Properties", "Comment"]], [range(N), NPS, records, ["ok {x}"] * N])
    )
    assert "give each a column of its own in the file: Properties" in draft.text


def test_a_code_for_no_answer_is_no_group_either(drafted, line_of):
    hung_up = [-1 if place < 6 else score for place, score in enumerate(NPS)]
    solved = [-1 if place < 10 else 1 + place % 2 for place in range(N)]
    draft, study = drafted(a_csv=written([["id", "NPS", "RESUELTO"]], [range(N), hung_up, solved]))
    assert "missing = [-1]" in line_of(draft, "resuelto") and "-1 as no answer, as in NPS" in line_of(draft, "resuelto")
    assert study.tables["a"]["resuelto"].isna().sum() == 10


@pytest.mark.parametrize("form", ["Which did you use? (choice={})", "Which did you use? >> {}"])
def test_choices_as_redcap_and_jotform_name_them(drafted, form):
    ticks = np.random.default_rng(3).integers(0, 2, (2, N))
    heads = [["id", "NPS", form.format("Web"), form.format("Desk")]]
    words = np.where(ticks, "Checked", "Unchecked").tolist()
    draft, _ = drafted(a_csv=written(heads, [range(N), NPS, *words]))
    assert 'role = "choices"' in draft.text and 'question = "Which did you use?"' in draft.text
    other = written([["id", "NPS", "Member", "Staff"]], [range(N), NPS, *words])  # two questions
    assert 'role = "choices"' not in drafted(a_csv=other)[0].text


def test_an_only_question_up_to_10_may_be_the_recommendation(drafted):
    told = 'if it asks how likely people are to recommend, write role = "recommend"'
    assert told in drafted(a_csv=written([["id", "Score"]], [range(N), NPS]))[0].text
    assert told not in drafted(a_csv=written([["id", "Score"]], [range(N), [1 + x % 5 for x in NPS]]))[0].text


def test_yes_and_no_of_several_languages_are_two_groups(drafted):
    said = [("Sí", "Yes", "No", "Nein", "Oui", "Sí")[place % 6] for place in range(N)]
    _, study = drafted(a_csv=written([["id", "NPS", "First stay"]], [range(N), NPS, said]))
    assert sorted(study.tables["a"]["first_stay"].astype(str).unique()) == ["No", "Sí"]
    more = [("Yes, often", "Yes, once", "No")[place % 3] for place in range(N)]
    _, study = drafted(a_csv=written([["id", "NPS", "First stay"]], [range(N), NPS, more]))
    assert study.tables["a"]["first_stay"].nunique() == 3


@pytest.mark.parametrize(
    ("head", "turned"),
    [
        ("Problems (10 = worst)", True),
        ("Problemas (10 = lo peor)", True),
        ("Sorun puanı (10 = en kötü)", True),
        ("Place (1 = best)", True),
        ("Service (10 = best)", False),
        ("Service (1 = worst)", False),
        ("Problems (10)", False),
    ],
)
def test_a_head_that_names_one_end_tells_the_direction(drafted, head, turned):
    rng = np.random.default_rng(3)
    speed = rng.integers(1, 6, 2 * N)
    sign = -1 if turned == ("10 =" in head) else 1  # who is served well names few problems
    rating = np.clip(np.round(5.5 + sign * 1.5 * (speed - 3) + rng.normal(0, 1.5, 2 * N)), 1, 10).astype(int)
    overall = np.clip(speed + rng.integers(-1, 2, 2 * N), 1, 5)
    columns = [range(2 * N), overall.tolist(), rating.tolist(), speed.tolist()]
    draft, _ = drafted(a_csv=written([["id", "Overall (1-5)", head, "Speed (1-5)"]], columns))
    assert ("so the scale is turned round" in draft.text) is turned
