"""The real notebooks on real, small and incomplete studies: they end well and show only what the data carry."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from airport import airport_study

HEAD = '[study]\nname = "Small"\n[tables.answers]\nfile = "a.csv"\nkind = "relationship"\n[tables.answers.columns]\n'
SCORE = 'recommend = { role = "recommend" }\n'


def run(study: Path, out: Path) -> tuple[subprocess.CompletedProcess, str]:
    """`cx run` on a study, and the words of the page of notebook 03."""
    command = [sys.executable, "-m", "cxlib.cli", "run", str(study), "03", "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300)
    pages = list(out.glob("*/03_net_promoter_score.html"))
    page = pages[0].read_text(encoding="utf-8") if pages else ""
    words = re.sub(r"<(style|details)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return done, " ".join(unescape(re.sub(r"<[^>]+>", " ", words)).split())


def small(folder: Path, columns: str, rows: str) -> Path:
    (folder / "study.toml").write_text(HEAD + columns, encoding="utf-8")
    (folder / "a.csv").write_text(rows, encoding="utf-8")
    return folder


@pytest.mark.full
def test_the_airport(shared, tmp_path):
    done, words = run(airport_study(shared, tmp_path, 2017), tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "NPS 39.8 (37.2 to 42.4) from 2,746 valid answers in 2,831 questionnaires." in words
    assert "2,746 52.3 % 35.3 % 12.5 % 39.8" in words
    assert "2,746 2,301.9 52.4 % 35.6 % 12.0 % 40.4" in words
    assert "Weights move the score from 39.8 to 40.4 (37.5 to 43.2)." in words
    assert "Skipped: section 5. Table relationship has no column or role wave." in words
    assert "Of 7 comparisons " in words  # the boarding areas
    assert "Now you" not in words and "Exercise" not in words  # lessons stay out of a client's page
    record = json.loads(next((tmp_path / "out").glob("*/run.json")).read_text(encoding="utf-8"))
    assert {entry["file"] for entry in record["data"]} == {"study.toml", "2017_SFO_Customer_Survey.csv"}


SKIPPED = {
    "no recommendation": (
        'mood = { role = "outcome" }\n', "mood\n3\n4\n5\n", "No table has a column of role recommend.",
    ),
    "one respondent": (SCORE, "recommend\n9\n", "Answers in the last wave: 1; needed: 10."),
    "no answer at all": (
        SCORE + 'x = { role = "segment" }\n', "recommend,x\n,a\n,b\n", "Answers in the last wave: 0; needed: 10.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    "case",
    [
        "no recommendation",
        pytest.param("one respondent", marks=pytest.mark.full),
        pytest.param("no answer at all", marks=pytest.mark.full),
    ],
)
def test_what_the_data_cannot_carry_is_skipped_with_its_reason(tmp_path, case):
    columns, rows, reason = SKIPPED[case]
    done, words = run(small(tmp_path, columns, rows), tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert f"Skipped: section 1. {reason}" in words
    assert "valid answers in" not in words


@pytest.mark.full
def test_all_alike_twelve_a_group_and_a_group_too_small(tmp_path):
    rows = "recommend,team,wave,w,back,why\n" + "".join(
        f"{answer},{team},{wave},{weight},{wave - 1},{'good' if team == 'North' else ''}\n"
        for team, size in (("North", 24), ("South", 24), ("East", 24), ("Lone", 3))
        for answer, weight, wave in [(10, 1.5, 1 + k % 2) for k in range(size)]
    )
    columns = SCORE + 'team = { role = "unit" }\nwave = { role = "wave" }\nw = { role = "weight" }\n'
    columns += 'back = { role = "return" }\nwhy = { role = "verbatim" }\n'
    done, words = run(small(tmp_path, columns, rows), tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "NPS 100.0 (" in words
    assert "cannot be distinguished from no change" in words
    assert "answer 0 to 10 (AUC 0.500) against three classes (0.500): no interval can be given." in words
    assert "East + Lone" in words and "Lone" not in words.replace("East + Lone", "")


@pytest.mark.full
def test_a_last_wave_of_three_is_not_shown(tmp_path):
    rows = "recommend,wave\n" + "10,1\n8,1\n3,1\n" * 20 + "10,2\n9,2\n10,2\n"
    done, words = run(small(tmp_path, SCORE + 'wave = { role = "wave" }\n', rows), tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "Skipped: section 1. Answers in the last wave: 3; needed: 10." in words
    assert "NPS 100" not in words
