"""Scales turned round, school marks, faces, codes beside a scale, scores of groups."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.drafts import draft_of
from tests.drafts.test_drafts_of_tools import written

N = 120
PLEASED = np.random.default_rng(5).normal(size=N)
NPS = np.clip(np.round(7 + 2 * PLEASED), 0, 10).astype(int)
FIVE = np.clip(np.round(3.4 + PLEASED), 1, 5).astype(int)


def test_a_recommendation_that_words_turn_round_is_turned(drafted, line_of):
    head = "Would you recommend us? (0 = extremely likely, 10 = not at all likely)"
    draft, study = drafted(a_csv=written([["id", head]], [range(N), (10 - NPS).tolist()]))
    assert "reverse = true" in line_of(draft, "recommend") and "turned round" in line_of(draft, "recommend")
    assert study.tables["a"]["recommend"].tolist() == NPS.tolist()
    usual = head.replace("extremely likely", "not at all likely", 1).replace("10 = not at all", "10 = extremely")
    draft, study = drafted(b_csv=written([["id", usual]], [range(N), NPS.tolist()]))
    assert "reverse" not in line_of(draft, "recommend")
    assert study.tables["b"]["recommend"].tolist() == NPS.tolist()


def test_a_school_mark_is_asked_about(drafted, line_of):
    told = "a school mark: if 1 is the best, as in Germany and Austria, write reverse = true"
    draft, _ = drafted(a_csv=written([["id", "NPS", "Gesamtnote (Schulnote)"]], [range(N), NPS, 6 - FIVE]))
    assert told in line_of(draft, "overall")
    draft, _ = drafted(
        b_csv=written([["id", "NPS", "Schulnote (1 = sehr gut, 5 = mangelhaft)"]], [range(N), NPS, 6 - FIVE])
    )
    assert told not in draft.text and "reverse = true" in draft.text  # the words tell it


def test_faces_are_a_scale(drafted, line_of):
    faces = ["😡", "🙁", "😐", "🙂", "😀"]
    answers = [faces[point - 1] for point in FIVE]
    draft, study = drafted(a_csv=written([["id", "NPS", "How was your visit?"]], [range(N), NPS, answers]))
    assert study.tables["a"]["how_was_your_visit"].tolist() == FIVE.tolist()
    assert "are taken for a scale" in line_of(draft, "how_was_your_visit")
    things = [["🚗", "🚌", "🚲"][point % 3] for point in range(N)]
    _, study = drafted(b_csv=written([["id", "NPS", "How did you come?"]], [range(N), NPS, things]))
    assert study.contract.tables["b"].columns["how_did_you_come"].role == "segment"


def test_codes_outside_the_scale_of_the_head_are_no_answers(drafted, line_of):
    answers = [0 if place % 9 == 0 else int(point) for place, point in enumerate(FIVE)]
    draft, study = drafted(a_csv=written([["id", "NPS", "Web (1-5)"]], [range(N), NPS, answers]))
    assert "0 lies outside the scale that the head writes, and is read as no answer" in line_of(draft, "web_1_5")
    assert study.contract.tables["a"].columns["web_1_5"].scale == [1, 5]
    assert study.tables["a"]["web_1_5"].notna().sum() == sum(answer > 0 for answer in answers)
    given = np.clip(FIVE + 2, 1, 7).tolist()  # 6 and 7, and half of the answers: the head is wrong, not they
    draft, study = drafted(b_csv=written([["id", "NPS", "Web (1-3)"]], [range(N), NPS, given]))
    assert study.tables["b"].iloc[:, 2].notna().sum() == N


@pytest.mark.parametrize("size", [1, 100])
def test_classes_in_numbers_are_the_recommendation(drafted, line_of, size):
    classes = [size * (int(answer >= 9) - int(answer <= 6)) for answer in NPS]
    draft, study = drafted(a_csv=written([["id", "NPS", "Region"]], [range(N), classes, ["N", "S"] * 60]))
    answers = study.tables["a"]["recommend"]
    assert (answers >= 9).sum() == (NPS >= 9).sum() and (answers <= 6).sum() == (NPS <= 6).sum()
    assert "means and distributions are not" in line_of(draft, "recommend")


def test_scores_of_branches_are_no_answers(tmp_path):
    scores = np.random.default_rng(1).integers(-20, 60, N).tolist()
    heads = ["branch", "month", "NPS", "answers"]
    columns = [[f"B{place % 10}" for place in range(N)], [f"2026-{1 + place // 10:02d}" for place in range(N)], scores,
               [30] * N]  # fmt: skip
    (tmp_path / "a.csv").write_text(written([heads], columns), encoding="utf-8")
    text = draft_of([tmp_path / "a.csv"]).text
    assert "scores of groups, no answers: no Net Promoter Score can be made of them" in text
    assert 'role = "recommend"' not in text


def test_a_rating_in_unknown_words_is_no_touchpoint(drafted):
    words = [["Very sad", "Sad", "Neutral", "Happy", "Very happy"][point - 1] for point in FIVE]
    draft, study = drafted(a_csv=written([["id", "NPS", "Rating"]], [range(N), NPS, words]))
    assert "answers in words of no known scale" in draft.text and study.contract.tables["a"].kind == "relationship"


ITEMS = [
    np.clip(np.round(3.5 + PLEASED + np.random.default_rng(k).normal(0, 0.7, N)), 1, 5).astype(int) for k in range(4)
]


@pytest.mark.parametrize(
    ("heads", "overall"),
    [
        (["Satisfaction with price", "Satisfaction with staff", "Satisfaction with us overall"], 2),
        (["Zufriedenheit Preis", "Zufriedenheit Personal", "Zufriedenheit insgesamt"], 2),
        (["Satisfacció amb el preu", "Satisfacció general"], 1),
        (["CSAT price", "CSAT staff", "CSAT"], 2),
        (["How satisfied are you with the price?", "Overall, how satisfied are you?"], 1),
        (["Satisfaction with price", "Satisfaction with staff"], None),
        (["Satisfaction : accueil", "Satisfaction : prix", "Satisfaction : rapidité"], None),
        (["Satisfacción con el precio", "Satisfacción con el personal"], None),
        (["Satisfaction with our service", "Price"], 0),  # the only one
    ],
)
def test_the_score_is_the_question_on_the_whole(drafted, heads, overall):
    draft, study = drafted(a_csv=written([["id", *heads]], [range(N), *ITEMS[: len(heads)]]))
    columns = study.contract.tables["a"].columns.values()
    assert [c.source for c in columns if c.role == "outcome"] == ([] if overall is None else [heads[overall]])
    assert sum(c.role in ("outcome", "rating") for c in columns) == len(heads)
    assert ('write role = "outcome" for it' in draft.text) == (overall is None)
