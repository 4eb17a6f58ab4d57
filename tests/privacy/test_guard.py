"""A survey of employees is not shown again where one or two people came, went or answered anew since the last run."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

import cxlib as cx
from cxlib.privacy import published_groups

CONTRACT = """\
[study]
name = "Staff"

[tables.employees]
file = "employees.csv"
kind = "employees"

[tables.employees.columns]
team = { role = "unit" }
wave = { role = "wave" }
e1 = { role = "engagement", scale = [1, 5] }
e2 = { role = "engagement", scale = [1, 5] }
"""


def answers(*waves: int) -> pd.DataFrame:
    """So many people in each wave, in teams of four."""
    draws = np.random.default_rng(3).integers(1, 6, size=(sum(waves), 2))
    frame = pd.DataFrame(draws, columns=["e1", "e2"])
    frame.insert(0, "wave", np.repeat(np.arange(len(waves)) + 1, waves))
    frame.insert(0, "team", [f"T{k // 4:02d}" for k in range(len(frame))])
    return frame


@pytest.fixture
def look(tmp_path, monkeypatch):
    """Runs on rows; each says whether the survey was shown, and leaves a notebook that remembers it."""
    out, runs = tmp_path / "out", []

    def run(rows: pd.DataFrame, *, contract: str = CONTRACT, engine: str = "pandas") -> bool:
        folder = out / f".run{len(runs)}.partial"
        folder.mkdir(parents=True)
        monkeypatch.setenv("CX_RUN_FOLDER", str(folder))
        (tmp_path / "study.toml").write_text(contract, encoding="utf-8")
        rows.to_csv(tmp_path / "employees.csv", index=False)
        gates = cx.Gates(cx.read_study(tmp_path, engine=engine), role="engagement", min_cell=10)
        gate = gates.section("Scores", needs={"score": "engagement"})
        cell = {"outputs": [{"data": gate._repr_mimebundle_()}]}
        done = out / f"run{len(runs)}"
        folder.rename(done)
        (done / "staff.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
        runs.append(gate)
        return bool(gate)

    run.gates = runs
    return run


ROWS = answers(30, 40)


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (lambda rows: rows, True),
        (lambda rows: rows[::-1], True),
        (lambda rows: rows[1:], False),
        (lambda rows: rows[:-2], False),
        (lambda rows: rows[:-3], True),
        (lambda rows: rows.assign(e1=rows["e1"].where(rows.index != 5, 6 - rows["e1"])), False),
        (lambda rows: pd.concat([rows, answers(0, 0, 12)]), True),  # another wave
        (lambda rows: pd.concat([rows, answers(0, 0, 4)]), True),  # the field work goes on: nobody is remembered
    ],
)
def test_one_person_more_or_less_or_another_answer_closes_the_survey(look, change, shown):
    assert ROWS.loc[5, "e1"] != 3
    assert look(ROWS) and look(change(ROWS)) == shown
    assert look(ROWS)  # as it was first


def test_a_survey_that_was_closed_opens_with_three_more(look):
    assert look(ROWS[:-4]) and not look(ROWS[:-3]) and look(ROWS[:-1])
    assert repr(look.gates[1]) == (
        "Skipped: “Scores”. An earlier run showed a wave of these employees with other answers: fewer than 3 people "
        "more or less, or as many of whom somebody answered otherwise. Whoever holds both runs could subtract. To open "
        "it: wait for 3 more answers, or take the earlier run out of the folder of results if nobody has it."
    )


def test_another_contract_reads_other_answers_of_the_same_people(look):
    turned = CONTRACT.replace(
        'e2 = { role = "engagement", scale = [1, 5]', 'e2 = { role = "engagement", scale = [1, 6]'
    )
    assert look(ROWS) and look(ROWS, contract=turned) and not look(ROWS[1:], contract=turned)


def test_small_waves_and_customers_are_not_remembered(look):
    assert look(answers(30, 4)) and look(answers(30, 5))
    (kept,) = look.gates[0].guard.bundle.values()
    assert [group["n"] for group in kept] == [30, None] * 2 and [group["estimate"] for group in kept][1::2] == [
        None
    ] * 2
    customers = CONTRACT.replace('kind = "employees"', 'kind = "relationship"')
    assert look(ROWS, contract=customers) and look.gates[-1].guard.bundle == {}


def test_a_table_of_another_engine_is_guarded_as_well(tmp_path):
    (tmp_path / "study.toml").write_text(CONTRACT, encoding="utf-8")
    ROWS.to_csv(tmp_path / "employees.csv", index=False)
    groups = [
        cx.privacy.guard_of(cx.read_study(tmp_path, engine=engine), table="employees", min_cell=10).bundle
        for engine in ("pandas", "polars")
    ]
    assert str(groups[0]) == str(groups[1])


def test_a_notebook_that_cannot_be_read_stops_the_run(tmp_path):
    (tmp_path / "run1").mkdir()
    (tmp_path / "run1" / "06.ipynb").write_text('{"cells": [', encoding="utf-8")
    with pytest.raises(cx.CXError) as error:
        published_groups(tmp_path)
    assert str(error.value) == (
        "run1/06.ipynb: not readable, so nobody knows what that run has shown. Take the whole folder of that run away, "
        "if nobody has its pages."
    )
