"""Employees' exports: items asked the other way round, items with words of customers' questions, a row per question."""

from __future__ import annotations

import re

import numpy as np
import pytest

ITEMS = (
    "Sunt entuziasmat de munca mea",
    "Sunt mândru de ce fac",
    "Mă simt plin de energie",
    "Mă simt epuizat seara (R)",
)


def answers(n: int = 90, *, turned: bool, seed: int = 5) -> list[list[int]]:
    """Answers from 0 to 6: a person's own level and chance; the last item falls with it where it is not turned."""
    rng = np.random.default_rng(seed)
    level = rng.normal(0, 1.2, n)
    rows = np.clip(np.round(3 + level[:, None] + rng.normal(0, 0.8, (n, len(ITEMS)))), 0, 6).astype(int)
    rows[:, 3] = rows[:, 3] if turned else 6 - rows[:, 3]
    return rows.tolist()


def export_of(rows, heads=ITEMS) -> str:
    lines = ["Nr. crt.;Filiala;" + ";".join(heads)]
    lines += [f"{k};F{k % 4};" + ";".join(map(str, row)) for k, row in enumerate(rows, start=1)]
    return "\n".join(lines) + "\n"


def test_an_item_that_falls_as_the_others_rise_is_turned_round(drafted, line_of):
    draft, study = drafted(angajati_csv=export_of(answers(turned=False)))
    line = line_of(draft, "ma_simt_epuizat_seara_r")
    assert "reverse = true" in line
    assert re.search(r"# check: .*it falls as the other items rise \(r = −0\.\d\d\), so it is turned round", line)
    assert draft.text.count("reverse = true") == 1
    frame = study.tables["angajati"]
    items = [name for name in frame if study.contract.tables["angajati"].columns[name].role == "engagement"]
    assert len(items) == 4
    assert frame[items].corr().to_numpy().min() > 0.3
    assert not any("falls as" in note for note in study.notes)


def test_an_item_that_was_turned_round_already_stays(drafted, line_of):
    draft, _ = drafted(angajati_csv=export_of(answers(turned=True)))
    assert "reverse" not in draft.text
    assert '"Mă simt epuizat seara (R)" rises with the others, as if it had been turned round already' in draft.text


def test_items_that_go_their_own_ways_stay(drafted):
    rng = np.random.default_rng(2)
    draft, _ = drafted(angajati_csv=export_of(rng.integers(0, 7, (90, 4)).tolist()))
    assert "reverse" not in draft.text


def test_where_half_of_the_items_fall_nobody_knows_which(drafted):
    rows = [[a, b, 6 - c, d] for a, b, c, d in answers(turned=False)]
    draft, _ = drafted(angajati_csv=export_of(rows))
    assert "reverse = true" not in draft.text


def test_a_study_that_does_not_turn_it_is_told(drafted, tmp_path):
    from cxlib.study import read_study

    draft, _ = drafted(angajati_csv=export_of(answers(turned=False)))
    (tmp_path / "study.toml").write_text(draft.text.replace("reverse = true, ", ""), encoding="utf-8")
    notes = [note for note in read_study(tmp_path).notes if "falls as the other items rise" in note]
    assert len(notes) == 1
    assert notes[0].startswith("angajati.ma_simt_epuizat_seara_r: falls as the other items rise (r = −0.")


def test_what_employees_expect_is_an_item_like_the_others(drafted, line_of):
    heads = ["I know what is expected of me at work", "My manager cares about me", "At work, my opinions count"]
    words = ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"]
    rows = [[words[(k + j) % 5] for j in range(3)] for k in range(60)]
    draft, study = drafted(q12_csv=export_of(rows, heads))
    assert 'kind = "employees"' in draft.text
    its = study.contract.tables["q12"].columns.values()
    assert [column.role for column in its if column.values == "number"] == ["engagement"] * 3


LONG = "response_id,department,question_text,score\n"
AT_WORK = ("My manager gives me useful feedback", "This is a great place to work", "I can grow here")
OF_CUSTOMERS = ("The staff was kind", "The price is fair", "I found what I wanted")


@pytest.mark.parametrize(("questions", "of_staff"), [(AT_WORK, True), (OF_CUSTOMERS, False)])
def test_a_row_per_question_is_of_employees_where_its_questions_are(drafted, questions, of_staff):
    rows = [f"r{k},D{k % 3},{text},{1 + (k + j) % 5}" for k in range(60) for j, text in enumerate(questions)]
    draft, _ = drafted(pulse_csv=LONG + "\n".join(rows) + "\n")
    assert ('kind = "employees"' in draft.text) == of_staff
    assert ('role = "customer"' in draft.text) <= (not of_staff)
