"""A table whose references are another one's ids is not joined to a third, whatever its ids are called."""

from __future__ import annotations

import pandas as pd
import pytest

import cxlib as cx

STUDY = """[study]
name = "Two logs"
[tables.calls]
file = "calls.csv"
kind = "interactions"
[tables.calls.columns]
call = { role = "id" }
at = { role = "time" }
spot = { role = "touchpoint" }
[tables.visits]
file = "visits.csv"
kind = "interactions"
[tables.visits.columns]
visit = { role = "id" }
at = { role = "time" }
spot = { role = "touchpoint" }
[tables.asked]
file = "asked.csv"
kind = "transactional"
[tables.asked.columns]
answer = { role = "id" }
contact = { role = "reference" }
spot = { role = "touchpoint" }
score = { role = "outcome" }
"""


@pytest.fixture
def gates(tmp_path):
    def made(spot: str, text: str = STUDY) -> tuple[cx.Gates, cx.Gates]:
        (tmp_path / "study.toml").write_text(text, encoding="utf-8")
        for name, key, where, n in (("calls", "call", "call", 40), ("visits", "visit", "shop", 30)):
            log = pd.DataFrame({key: range(1, n + 1), "at": "2026-01-05", "spot": where})
            log.to_csv(tmp_path / f"{name}.csv", index=False)
        asked = pd.DataFrame(
            {"answer": [f"a{n}" for n in range(20)], "contact": range(1, 21), "spot": spot, "score": 5}
        )
        asked.to_csv(tmp_path / "asked.csv", index=False)
        study = cx.read_study(tmp_path)
        answers = cx.Gates(study, role="outcome", kind="transactional", min_cell=1)
        return answers, cx.Gates(study, role="time", kind="interactions", min_cell=1)

    return made


def test_answers_about_another_log_are_not_joined_to_this_one(gates):
    answers, log = gates("shop")
    assert log.table == "calls"
    found = answers.unlinked(log)
    assert str(found) == (
        "asked.contact refers to visits.visit, not to calls. Make one table of those of one kind, or leave the "
        "others out "
        "of study.toml."
    )
    closed = answers.section("9.1", needs={"contact": "reference"}, lacking=found)
    assert not closed and "refers to visits.visit" in closed.reason


def test_answers_about_this_log_are(gates):
    answers, log = gates("call")
    assert answers.unlinked(log) is None
    assert log.unlinked(answers) is None  # a log that refers to nothing
    nobody = cx.Gates(None, role="outcome", min_cell=1)
    assert answers.unlinked(nobody) is None and nobody.unlinked(log) is None
