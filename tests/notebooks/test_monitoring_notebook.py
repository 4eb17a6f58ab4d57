"""Notebook 09 on clients' studies, small and incomplete ones: it ends well and shows only what the data carry."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from ran import plain, ran, sections

HEAD = '[study]\nname = "Small"\n'
SURVEY = """[tables.survey]
file = "survey.csv"
kind = "relationship"
[tables.survey.columns]
when = { role = "time" }
nps = { role = "recommend", scale = [0, 10] }
"""
CASES = """[tables.cases]
file = "cases.csv"
kind = "cases"
[tables.cases.columns]
opened = { role = "opened" }
closed = { role = "closed" }
"""
pytestmark = pytest.mark.full


def answers(days, n=20, seed=4) -> pd.DataFrame:
    """n answers on each of these days."""
    days = pd.DatetimeIndex(days).repeat(n)
    return pd.DataFrame(
        {"when": days.strftime("%Y-%m-%d"), "nps": np.random.default_rng(seed).integers(5, 11, len(days))}
    )


def told(
    folder: Path, survey: pd.DataFrame, text: str = SURVEY, cases=None, **parameters
) -> tuple[dict[str, str], str]:
    """Section → its state, or the reason why it is closed; and everything that is shown."""
    study = folder / "study"
    study.mkdir(exist_ok=True)
    (study / "study.toml").write_text(HEAD + text + (CASES if cases is not None else ""), encoding="utf-8")
    survey.to_csv(study / "survey.csv", index=False)
    if cases is not None:
        cases.to_csv(study / "cases.csv", index=False)
    run = ran("09", study=study, out=folder / "out", **parameters)
    return sections(run), plain(run)


def test_two_periods_are_shown_as_provisional(tmp_path):
    states, shown = told(tmp_path, answers(["2026-01-15", "2026-02-15"]), lectures=True)
    assert states["1"] == states["2"] == states["3"] == "open"
    assert "Provisional limits: 2 baseline periods with answers; 12 or more are wanted." in shown
    assert "no period lies behind the baseline yet, so that nothing can be judged." in shown
    assert states["2.1"] == "Table survey has no column or role mode, channel, language, segment or unit."
    assert states["8"].startswith("The study has no table of kind cases")


def test_a_period_without_answers_is_a_gap(tmp_path):
    months = pd.date_range("2023-01-01", periods=30, freq="MS").delete([7, 8])
    states, shown = told(tmp_path, answers(months))
    assert states["2"] == "open" and "No answers in 2 of 30 periods: 2023-08 and 2023-09." in shown


def test_answers_that_are_all_alike_close_the_chart_with_the_reason(tmp_path):
    states, _ = told(tmp_path, answers(pd.date_range("2023-01-01", periods=30, freq="MS")).assign(nps=10))
    assert states["1"].startswith("baseline: all answers are alike")
    assert states["2"] == f"Rests on section 1, which is closed: {states['1']}"


def test_ten_years_of_days_across_changes_of_the_clock(tmp_path):
    states, shown = told(tmp_path, answers(pd.date_range("2016-01-01", "2025-12-31"), n=12), period="day",
                        baseline_periods=730)  # fmt: skip
    assert states["2"] == "open" and "periods after the baseline" in shown


def test_small_periods_are_not_shown(tmp_path):
    states, shown = told(tmp_path, answers(pd.date_range("2023-01-01", periods=30, freq="MS"), n=4))
    assert states["2"] == "open" and "30 groups not shown: fewer than 10 answers" in shown


def test_an_alarm_is_taken_apart_by_segment(tmp_path):
    survey = answers(pd.date_range("2023-01-01", periods=30, freq="MS"), n=60)
    fallen = survey["when"] >= "2025-03-01"
    survey["nps"] = survey["nps"].where(~fallen, 3)
    survey["shop"] = np.tile(["a", "b"], len(survey) // 2)
    states, shown = told(tmp_path, survey, SURVEY + 'shop = { role = "segment" }\n')
    assert states["2.1"] == "open" and "the first is 2025-03, below its limits" in shown


def test_without_an_alarm_nothing_is_taken_apart(tmp_path):
    survey = answers(pd.date_range("2023-01-01", periods=30, freq="MS"), n=60)
    survey["nps"] = np.tile([5, 7, 9, 10], len(survey) // 4)
    survey["shop"] = np.tile(["a", "b"], len(survey) // 2)
    states, _ = told(tmp_path, survey, SURVEY + 'shop = { role = "segment" }\n')
    assert states["2.1"] == "No period after the baseline is an alarm."


def test_cases_with_closing_dates_and_without_a_lot(tmp_path):
    opened = pd.date_range("2025-01-01", periods=80)
    closed = (opened + pd.to_timedelta(np.arange(80) % 5, unit="D")).strftime("%Y-%m-%d").to_numpy(object)
    closed[::4] = ""
    cases = pd.DataFrame({"opened": opened.strftime("%Y-%m-%d"), "closed": closed})
    states, shown = told(tmp_path, answers(["2026-01-15", "2026-02-15"]), cases=cases)
    assert states["8"] == "open" and "60 of 80 cases answered" in shown
    assert "Dates without a time of day: hours are whole days." in shown
    assert states["9.1"].startswith("Table cases has no column or role")


def test_scores_are_kept_from_run_to_run(tmp_path):
    survey, file = answers(pd.date_range("2023-01-01", periods=30, freq="MS")), tmp_path / "kept.parquet"
    early = survey[survey["when"] < "2025-05-01"]
    for rows, kept in ((early, 28), (survey, 30), (survey, 30)):
        states, shown = told(tmp_path, rows, history=str(file))
        assert states["12.1"] == "open" and f"{kept} periods of “recommend” are kept." in shown
    states, _ = told(tmp_path, survey, history=str(file), period="quarter")
    assert "is kept under another definition (every was 'month', is 'quarter')" in states["12.1"]


def test_a_mean_of_another_column_is_charted(tmp_path):
    text = SURVEY.replace('role = "recommend"', 'role = "outcome"')
    survey = answers(pd.date_range("2023-01-01", periods=30, freq="MS"))
    states, shown = told(tmp_path, survey, text, score="outcome", kind="mean")
    assert states["2"] == states["5"] == "open" and "Mean of nps" in shown
    assert states["6"] == "Table survey has no column or role touchpoint."
