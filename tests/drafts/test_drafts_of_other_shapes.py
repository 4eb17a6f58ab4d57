"""Files whose rows are no respondents: a column for each wave, a row for each answer; and those that only look so."""

from __future__ import annotations

import numpy as np
import pytest

from cxlib.drafts import draft_of
from tests.drafts.test_drafts_of_tools import written

N = 60


def scores(low: int, high: int, seed: int) -> list[int]:
    return np.random.default_rng(seed).integers(low, high + 1, N).tolist()


@pytest.mark.parametrize(
    ("first", "second", "waves"),
    [
        ("{}_2024", "{}_2025", ["2024", "2025"]),
        ("{} 2025-Q1", "{} 2025-Q2", ["2025-Q1", "2025-Q2"]),
        ("2024 {}", "2025 {}", ["2024", "2025"]),
        ("{} (wave 1)", "{} (wave 2)", ["wave 1", "wave 2"]),
        ("{}2024", "{}2025", ["2024", "2025"]),
    ],
)
def test_columns_of_waves(drafted, first, second, waves):
    heads = ["id", "region", *(form.format(asked) for form in (first, second) for asked in ("NPS", "Overall"))]
    own = [scores(0, 10, 1), scores(1, 5, 2), scores(0, 10, 3), scores(1, 5, 4)]
    draft, study = drafted(a_csv=written([heads], [range(N), ["North", "South"] * 30, *own]))
    (table,), (contract,) = study.tables.values(), study.contract.tables.values()
    assert "columns of several waves: a row of the file is read as one row for each of them" in draft.text
    assert len(table) == 2 * N and table["wave"].astype(str).unique().tolist() == waves
    assert table["recommend"].tolist() == own[0] + own[2] and table["overall"].tolist() == own[1] + own[3]
    assert contract.columns["wave"].role == "wave"


@pytest.mark.parametrize(
    "heads",
    [
        ["id", "NPS_2025", "Overall_2025", "spent_2024", "spent_2025"],  # asked in one wave
        ["id", "Q1_1", "Q1_2", "Q2_1", "Q2_2"],  # items, no waves
        ["branch", "NPS 2024", "NPS 2025", "n 2024", "n 2025"],  # scores of branches, from -100 to 100
    ],
)
def test_what_is_no_wave(tmp_path, heads):
    own = [np.random.default_rng(seed).integers(-60, 61, N).tolist() for seed in range(4)]
    own = own if heads[0] == "branch" else [scores(0, 10, 1), scores(1, 5, 2), scores(0, 900, 3), scores(0, 900, 4)]
    (tmp_path / "a.csv").write_text(written([heads], [[f"k{place}" for place in range(N)], *own]), encoding="utf-8")
    assert "waves =" not in draft_of([tmp_path / "a.csv"]).text


def rows_of_answers() -> list[list[str]]:
    rng = np.random.default_rng(6)
    asked = {"Q1": "How likely are you to recommend us? (0-10)", "Q2": "Overall satisfaction (1-5)", "Q3": "Why?"}
    rows = []
    for person in range(N):
        for code, words in asked.items():
            answer = {"Q1": rng.integers(0, 11), "Q2": rng.integers(1, 6), "Q3": f"It was good on day {person} of all"}
            if code != "Q3" or person % 3:
                rows.append([f"P{person}", ["North", "South"][person % 2], code, words, str(answer[code])])
    return rows


def test_rows_of_answers(drafted):
    rows = rows_of_answers()
    heads = ["respondent_id", "region", "question_id", "question_text", "answer"]
    draft, study = drafted(a_csv=written([heads], list(map(list, zip(*rows, strict=True)))))
    (table,), (contract,) = study.tables.values(), study.contract.tables.values()
    assert (
        'answers = { of = "respondent_id", question = "question_id", answer = "answer", text = "question_text" }'
        in (draft.text)
    )
    given = [int(row[4]) for row in rows if row[2] == "Q1"]
    assert len(table) == N and table["recommend"].tolist() == given and table["comment"].notna().sum() == 40
    assert [column.role for column in contract.columns.values()] == [
        "id",
        "segment",
        "recommend",
        "outcome",
        "verbatim",
    ]


@pytest.mark.parametrize("by_question", [False, True])
def test_of_a_large_file_all_rows_tell_its_shape(drafted, monkeypatch, by_question):
    """Also where its first rows have one question only; a large file of waves is known by its heads."""
    monkeypatch.setattr("cxlib.drafts.bulk.LARGE", 1)
    monkeypatch.setattr("cxlib.drafts.bulk._SAMPLE", 2_000)
    rows = sorted(rows_of_answers(), key=lambda row: row[2]) if by_question else rows_of_answers()
    heads = ["respondent_id", "region", "question_id", "question_text", "answer"]
    _, study = drafted(a_csv=written([heads], list(map(list, zip(*rows, strict=True)))))
    (table,) = study.tables.values()
    assert len(table) == N and table["recommend"].tolist() == [int(row[4]) for row in rows if row[2] == "Q1"]
    waves = [scores(0, 10, seed) for seed in range(4)]
    heads = ["id", "region", "NPS_2024", "Overall_2024", "NPS_2025", "Overall_2025"]
    _, study = drafted(a_csv=written([heads], [range(N), ["North", "South"] * 30, *waves]))
    (table,) = study.tables.values()
    assert len(table) == 2 * N and table["recommend"].tolist() == waves[0] + waves[2]


def test_one_row_for_each_question_of_a_branch_is_no_survey(drafted):
    """A table of few branches has a mean for each question: nobody's answers."""
    rows = [[f"B{branch}", code, str(1 + (branch + place) % 5)] for branch in range(8) for place, code in
            enumerate(("Price", "Staff", "Wait"))]  # fmt: skip
    draft, _ = drafted(a_csv=written([["branch id", "question", "score"]], list(map(list, zip(*rows, strict=True)))))
    assert "answers =" not in draft.text


def test_several_answers_to_a_question_are_not_put_together(drafted):
    rows = [*rows_of_answers(), ["P1", "South", "Q1", "How likely are you to recommend us? (0-10)", "4"]]
    heads = ["respondent_id", "region", "question_id", "question_text", "answer"]
    draft, _ = drafted(a_csv=written([heads], list(map(list, zip(*rows, strict=True)))))
    assert "answers =" not in draft.text
    assert "a row for each answer, and some people answer a question twice: take these rows out" in draft.text


def test_people_asked_in_two_waves_have_not_several_answers(drafted):
    """The wave is part of who answers, though the second one has one question only, with few answers to it."""
    rows = [[*row[:2], "2024", *row[2:]] for row in with_channels(rows_of_answers())]
    rows = [row for row in rows if row[3] != "Q4" or row[5] != "Phone"]
    chosen = {row[0]: row[5] for row in rows if row[3] == "Q4"}
    rows += [[who, "North", "2025", "Q4", "Where?", "Bar" if told != "Bar" else "Web"] for who, told in chosen.items()]
    heads = ["person", "region", "wave", "question_id", "question_text", "answer"]
    draft, _ = drafted(a_csv=written([heads], list(map(list, zip(*rows, strict=True)))))
    assert 'of = ["person", "wave"]' in draft.text


def with_channels(rows: list[list[str]]) -> list[list[str]]:
    """The rows, and one for each channel of each person: at least one of three, two of every second."""
    chosen = {person: ["Web", "App", "Shop, near"][person % 3 :] + ["Phone"] * (person % 2) for person in range(N)}
    told = [[f"P{who}", ["North", "South"][who % 2], "Q4", "Where?", one] for who, its in chosen.items() for one in its]
    return [*rows, *told]


def test_a_row_for_each_ticked_option(drafted):
    heads = ["person", "region", "question_id", "question_text", "answer"]
    rows = with_channels(rows_of_answers())
    draft, study = drafted(a_csv=written([heads], list(map(list, zip(*rows, strict=True)))))
    (table,) = study.tables.values()
    assert "and several answers of one to a question in one cell" in draft.text
    assert len(table) == N and table["recommend"].tolist() == [int(row[4]) for row in rows if row[2] == "Q1"]
    (contract,) = study.contract.tables.values()
    counts = {
        column.option: int(table[own].sum()) for own, column in contract.columns.items() if column.role == "choices"
    }
    assert counts == {"Web": 20, "App": 40, "Shop, near": 60, "Phone": 30}


@pytest.mark.parametrize(
    "again",
    [
        lambda row: row[2] == "Q2",  # a score asked of all a second time
        lambda row: row[2] == "Q4" and row[4] == "Phone",  # an option that was ticked twice
        lambda row: row[:1] == ["P1"] and row[2] == "Q1",  # one person
    ],
)
def test_what_was_asked_twice_has_not_several_answers(drafted, again):
    rows = with_channels(rows_of_answers())
    more = [[*row[:4], row[4] if row[2] != "Q1" else str((int(row[4]) + 1) % 11)] for row in rows if again(row)]
    more = [[*row[:4], str(1 + place % 5)] if row[2] == "Q2" else row for place, row in enumerate(more)]
    heads = ["person", "region", "question_id", "question_text", "answer"]
    draft, _ = drafted(a_csv=written([heads], list(map(list, zip(*rows, *more, strict=True)))))
    assert "answers =" not in draft.text
