"""Exports of service desks, reviews and address books: columns beside others, dates, classes, written scales."""

from __future__ import annotations

import numpy as np
import pytest

from tests.drafts.test_drafts_of_tools import written

N = 80
REPLIES = [f"Thank you for your words, guest of room {place}" for place in range(N)]
DAYS = [f"2026-03-{1 + place % 28:02d}" for place in range(N)]


def scores(low: int = 0, high: int = 10, seed: int = 3) -> list[int]:
    return np.random.default_rng(seed).integers(low, high + 1, N).tolist()


def role(study, name: str) -> str:
    (table,) = study.contract.tables.values()
    return table.columns[name].role if name in table.columns else ""


@pytest.mark.parametrize("later", ["Updated at", "Reply date", "Fecha de modificación", "Last modified"])
def test_the_day_of_a_change_is_not_that_of_the_answer(drafted, later):
    heads = ["id", "Created", later, "How likely are you to recommend us? (0-10)"]
    last = [f"2026-04-{1 + place % 28:02d}" for place in range(N)]
    draft, study = drafted(a_csv=written([heads], [range(N), DAYS, last, scores()]))
    (table,) = study.tables.values()
    assert table["date"].dt.month.eq(3).all() and later in draft.text.split("further dates", 1)[1]


def test_a_day_of_change_is_taken_where_there_is_no_other(drafted):
    heads = ["id", "Updated at", "How likely are you to recommend us? (0-10)"]
    _, study = drafted(a_csv=written([heads], [range(N), DAYS, scores()]))
    assert role(study, "date") == "time"


def test_dates_of_two_orders_are_dates_and_asked_about(tmp_path):
    from cxlib.drafts import draft_of

    days = [f"{13 + place % 15}/03/2026" if place % 2 else f"03/{13 + place % 15}/2026" for place in range(N)]
    heads = ["Interview date", "Resp", "How likely are you to recommend us? (0-10)"]
    (tmp_path / "a.csv").write_text(written([heads], [days, range(N), scores()]), encoding="utf-8")
    draft = draft_of([tmp_path / "a.csv"])
    told = next(line for line in draft.text.splitlines() if line.startswith("date = "))
    assert 'role = "time"' in told and "in others the month" in told
    assert 'respondent = { source = "Resp", role = "id" }' in draft.text


def test_classes_are_the_recommendation_where_there_is_no_other(drafted, line_of):
    words = [["Promoter", "Passive", "Detractor", ""][place % 4] for place in range(N)]
    draft, study = drafted(a_csv=written([["id", "NPS Category"], ["x"]][:1], [range(N), words]))
    told = line_of(draft, "recommend")
    assert "the Net Promoter Score and its interval are right, means and distributions are not" in told
    (table,) = study.tables.values()
    answers = table["recommend"].dropna()
    assert len(answers) == 60 and (answers >= 9).sum() == 20 and (answers <= 6).sum() == 20
    draft, _ = drafted(b_csv=written([["id", "NPS Category", "NPS"]], [range(N), words, scores()]))
    assert "which are made of the recommendation" in draft.text  # the control: the answers themselves are there


def test_points_of_a_quiz_are_no_answers(drafted):
    asked = "In which branch were you served?"
    heads = ["id", asked, f"Points - {asked}", f"Feedback - {asked}", "How likely are you to recommend us? (0-10)"]
    rows = [range(N), ["Vic", "Reus"] * 40, [0] * N, [""] * N, scores()]
    draft, study = drafted(a_csv=written([heads], rows))
    (table,) = study.contract.tables.values()
    assert [column.role for column in table.columns.values()] == ["id", "unit", "recommend"]
    assert "wrote them for itself: Points" in draft.text


def test_importance_beside_a_rating_is_an_answer(drafted):
    heads = ["id", "Price", "Importance - Price", "Staff", "Importance - Staff", "Overall satisfaction (1-5)"]
    base = np.random.default_rng(1).normal(size=N)
    columns = [np.clip(np.round(3 + base + np.random.default_rng(s).normal(0, 0.6, N)), 1, 5).astype(int).tolist()
               for s in range(5)]  # fmt: skip
    draft, _ = drafted(a_csv=written([heads], [range(N), *columns]))
    assert "wrote them for itself" not in draft.text and "Importance - Staff" in draft.text


def test_what_stands_beside_other_is_no_branch(drafted):
    heads = ["id", "shop. Which shop did you visit?", "shop[other]. Which shop did you visit? [Other]", "Overall (1-5)"]
    other = ["the one in Olot"] * 3 + [""] * 77
    draft, study = drafted(a_csv=written([heads], [range(N), ["Vic", "Reus"] * 40, other, scores(1, 5)]))
    (table,) = study.contract.tables.values()
    assert [column.role for column in table.columns.values()].count("unit") == 1
    assert "shop[other]" in draft.text


@pytest.mark.parametrize("head", ["Company reply", "Respuesta del hotel", "Risposta della struttura", "Owner response"])
def test_what_the_company_wrote_is_no_comment(drafted, head):
    words = [f"The room {place} was clean and the bed was good" for place in range(N)]
    heads = ["id", "Comment", head, "Overall (1-5)"]
    _, study = drafted(a_csv=written([heads], [range(N), words, REPLIES, scores(1, 5)]))
    (table,) = study.contract.tables.values()
    assert [column.source for column in table.columns.values() if column.role == "verbatim"] == ["Comment"]


def test_what_the_customer_replied_is_a_comment(drafted):
    heads = ["id", "Customer response", "Overall (1-5)"]
    _, study = drafted(a_csv=written([heads], [range(N), REPLIES, scores(1, 5)]))
    assert [c.role for c in next(iter(study.contract.tables.values())).columns.values()][1] in ("verbatim", "customer")


def test_each_head_that_writes_a_scale_has_its_own(drafted, line_of):
    heads = ["id", "Smiley (1-4)", "Advice (1-6)", "Empfehlung (0-10)"]
    draft, study = drafted(a_csv=written([heads], [range(N), scores(1, 4), scores(1, 6, 4), scores()]))
    assert "scale = [1, 4]" in line_of(draft, "smiley_1_4") and "scale = [1, 6]" in line_of(draft, "advice_1_6")
    assert role(study, "recommend") == "recommend"


def test_what_a_head_explains_turns_no_other_column_round(drafted, line_of):
    pleased = np.random.default_rng(8).normal(size=N)
    on = [np.clip(np.round(3 + s * pleased + np.random.default_rng(k).normal(0, 0.5, N)), 1, 5).astype(int).tolist()
          for k, s in enumerate((-1, 1, 1))]  # fmt: skip
    heads = ["id", "Quality of products (1 = excellent, 5 = very poor)", "Returns process (1-5)", "Overall (1-5)"]
    draft, _ = drafted(a_csv=written([heads], [range(N), *on]))
    assert "reverse = true" in line_of(draft, "quality_of_products_1_excellent_5_very")
    assert "reverse = true" not in line_of(draft, "returns_process_1_5")


def test_a_slider_is_a_rating_on_the_scale_of_its_head(drafted, line_of):
    heads = ["id", "How sure do you feel with us, from 0 to 100?", "Visits last year", "Overall (1-5)"]
    draft, study = drafted(a_csv=written([heads], [range(N), scores(0, 100), scores(0, 100, 9), scores(1, 5)]))
    assert "scale = [0, 100]" in line_of(draft, "how_sure_do_you_feel_with_us_from_0_to")
    assert role(study, "visits_last_year") == "measure"


def test_scores_with_decimals_beside_a_review_score(drafted, line_of):
    rng = np.random.default_rng(2)
    stay = rng.normal(8, 1.2, N)
    parts = [np.clip(np.round((stay + rng.normal(0, 0.9, N)) / 2.5) * 2.5, 2.5, 10) for _ in range(3)]
    spent = np.round(rng.gamma(3, 2, N), 2)
    heads = ["id", "Review score", "Staff", "Cleanliness", "Comfort", "Nights x price"]
    columns = [range(N), np.clip(np.round(stay), 1, 10).astype(int).tolist(), *(part.tolist() for part in parts), spent]
    _, study = drafted(a_csv=written([heads], columns))
    assert [role(study, name) for name in ("overall", "staff", "cleanliness", "comfort")] == ["outcome"] + [
        "rating"
    ] * 3
    assert role(study, "nights_x_price") == "measure"


@pytest.mark.parametrize("word", ["N/A – did not use", "n/a (not used)", "NA: never used", "k. A."])
def test_two_words_for_no_answer_are_none(drafted, word):
    answers = [word if place % 2 else str(1 + place % 5) for place in range(N)]
    draft, study = drafted(a_csv=written([["id", "Returns (1-5)", "Overall (1-5)"]], [range(N), answers, scores(1, 5)]))
    (table,) = study.tables.values()
    assert table["returns_1_5"].notna().sum() == 40 and "returns_1_5" in draft.text


def test_a_german_export(drafted):
    heads = ["Antwort-ID", "Datum", "Filiale", "Kanton", "Empfehlung (0-10)", "Gesamtzufriedenheit (1-5)", "Sprache",
             "Bemerkung", "Wartezeit (Min.)"]  # fmt: skip
    words = [["Sehr freundlich", "Zu lange gewartet", "", "Alles bestens"][place % 4] for place in range(N)]
    waits = [2 + place * 7 % 45 for place in range(N)]
    columns = [range(N), DAYS, ["A1", "B2"] * 40, ["Bern", "Uri"] * 40, scores(), scores(1, 5), ["DE", "FR"] * 40,
               words, waits]  # fmt: skip
    _, study = drafted(a_csv=written([heads], columns))
    (table,) = study.contract.tables.values()
    roles = [column.role for column in table.columns.values()]
    assert roles == ["id", "time", "unit", "segment", "recommend", "outcome", "language", "verbatim", "measure"]


PLEASED = np.random.default_rng(8).normal(size=N)
ON_SEVEN = np.clip(np.round(4.5 + PLEASED + np.random.default_rng(9).normal(0, 0.6, N)), 1, 7).astype(int)
NPS = np.clip(np.round(7 + 2 * PLEASED), 0, 10).astype(int).tolist()


@pytest.mark.parametrize("head", ["CES", "CES (1-7)", "Customer Effort Score", "How much effort did it take? (1-7)"])
@pytest.mark.parametrize("easy", [True, False])
def test_effort_that_rises_with_the_recommendation_is_asked_about(drafted, line_of, head, easy):
    answers = (ON_SEVEN if easy else 8 - ON_SEVEN).tolist()
    draft, study = drafted(a_csv=written([["id", head, "NPS"]], [range(N), answers, NPS]))
    (contract,) = study.contract.tables.values()
    name = next(name for name, column in contract.columns.items() if column.role == "effort")
    told = "if a high answer means little effort, write reverse = true"
    assert (told in line_of(draft, name)) == easy and ("highest answer" in line_of(draft, name)) is False
    noted = any(
        "a high value should mean much effort; if it means little, write reverse = true" in n for n in study.notes
    )
    assert noted == easy


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("The company made it easy to handle my issue (CES)", "rating"),
        ("CES: we made it easy for you (1 = strongly disagree, 7 = strongly agree)", "rating"),
        ("Hoe makkelijk was het? (1-7)", "rating"),
        ("How much effort was it? (1 = very easy, 7 = very hard)", "effort"),
        ("Overall, how satisfied are you with us?", "outcome"),
        ("Overall, how would you rate us?", "outcome"),
        ("How would you rate the desk?", "rating"),
    ],
)
def test_ease_is_no_effort_and_overall_stays_overall(drafted, head, expected):
    answers = (8 - ON_SEVEN if expected == "effort" else ON_SEVEN).tolist()
    _, study = drafted(a_csv=written([["id", head, "NPS", "Staff (1-5)"]], [range(N), answers, NPS, scores(1, 5)]))
    (contract,) = study.contract.tables.values()
    assert [column.role for column in contract.columns.values() if column.source == head] == [expected]


def test_clocks_with_dots(drafted):
    days = [f"{1 + place % 28:02d}/04/2026 {8 + place % 12}.{place % 60:02d}.05" for place in range(N)]
    _, study = drafted(a_csv=written([["ID risposta", "Informazioni cronologiche", "NPS"]], [range(N), days, NPS]))
    (table,) = study.tables.values()
    assert table["date"].dt.day.tolist() == [1 + place % 28 for place in range(N)] and table["date"].dt.hour.min() == 8


def test_percentages_as_answers_are_no_groups(drafted):
    found = [f"{5 * (place % 9 + 10)}%" for place in range(N)]
    heads = ["id", "% of products found", "Product", "NPS"]
    _, study = drafted(a_csv=written([heads], [range(N), found, ["Tea", "Milk"] * 40, NPS]))
    (table,), (contract,) = study.tables.values(), study.contract.tables.values()
    assert [column.role for column in contract.columns.values()] == ["id", "measure", "segment", "recommend"]
    assert table["of_products_found"].tolist() == [5 * (place % 9 + 10) for place in range(N)]


def test_the_subject_of_a_ticket_is_no_theme_of_a_comment(drafted):
    subjects = ["Invoice", "Parcel", "Login", "Parcel"] * 20
    comments = [f"They solved it on day {place} and were kind" if place % 4 == 0 else "" for place in range(N)]
    _, study = drafted(a_csv=written([["id", "Subject", "Comment", "NPS"]], [range(N), subjects, comments, NPS]))
    assert role(study, "subject") == "segment"
    coded = [subject if comment else "" for subject, comment in zip(subjects, comments, strict=True)]
    _, study = drafted(b_csv=written([["id", "Theme", "Comment", "NPS"]], [range(N), coded, comments, NPS]))
    assert [column.role for column in study.contract.tables["b"].columns.values()][1] == "theme"  # the control


def test_trials_of_the_questionnaire_are_asked_about(drafted, line_of):
    words = ["TEST - please ignore", "test test", "The test drive was good", "Prueba", *["It was quick on day 5"] * 76]
    draft, study = drafted(a_csv=written([["id", "Comments", "NPS"]], [range(N), words, NPS]))
    (table,) = study.tables.values()
    assert len(table) == N  # no answer is thrown away
    assert "3 answers call themselves a trial" in line_of(draft, "comment")
    mend = 'rows = { "Comments" = { not = ["Prueba", "TEST - please ignore", "test test"] } }'
    assert any(mend in note for note in study.notes)
