"""Notebook 01 on whole, small and incomplete studies: it ends well, shows what the data carry, and writes the map."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from ran import ran, words, words_of

from cxlib.runs.workbook import run_workbook

REGISTER = "touchpoint,stage,name,owner,target\nA,before,advert,Marketing,7\nB,during,order,Sales,7\nC,after,bill,,7\n"
MAP = """[study]
name = "Small"
[tables.map]
file = "map.csv"
kind = "touchpoints"
[tables.map.columns]
touchpoint = { role = "touchpoint" }
stage = { role = "stage" }
name = { role = "description" }
owner = { role = "owner" }
target = { role = "target", scale = [0, 10] }
"""
ANSWERS = """[tables.answers]
file = "answers.csv"
kind = "transactional"
[tables.answers.columns]
at = { role = "touchpoint" }
score = { role = "outcome", scale = [0, 10] }
"""
LOG = """[tables.log]
file = "log.csv"
kind = "interactions"
[tables.log.columns]
who = { role = "customer" }
day = { role = "time" }
at = { role = "touchpoint" }
by = { role = "department" }
bad = { role = "break" }
"""


def run(study: Path, out: Path, **parameters) -> tuple[Path, str]:
    """Where the notebook writes, and all that it shows."""
    return out, words(ran("01", study=study, out=out, **parameters))


def small(folder: Path, contract: str, **files: str) -> Path:
    (folder / "study.toml").write_text(contract, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def answers(each: int) -> str:
    return "at,score\n" + "".join(
        f"{at},{3 + (5 * k + at_k) % 8}\n" for at_k, at in enumerate("ABC") for k in range(each)
    )


@pytest.mark.full
def test_twelve_answers_a_touchpoint_make_a_map_that_says_so(tmp_path):
    study = small(tmp_path, MAP + ANSWERS, map=REGISTER, answers=answers(12))
    folder = run_workbook(study, notebooks=["01"], out=tmp_path / "out").folder
    page = words_of(folder / "01_touchpoint_mapping.html")
    assert "3 of 3 touchpoints are measured (3 with evidence C)." in page
    assert "Owned by nobody: bill." in page
    assert "Skipped: section 4. The study has no table of kind interactions" in page
    assert "Now you" not in page and "Planted truth" not in page
    table = pd.read_csv(folder / "journey_map.csv")
    assert table[["name", "n", "evidence"]].values.tolist() == [
        ["advert", 12, "C"],
        ["order", 12, "C"],
        ["bill", 12, "C"],
    ]
    assert "<svg" in (folder / "journey_map.svg").read_text(encoding="utf-8")
    assert "<title>Small · Journey map</title>" in (folder / "journey_map.html").read_text(encoding="utf-8")
    assert sorted(file.name for file in folder.iterdir()) == [
        "01_touchpoint_mapping.html", "01_touchpoint_mapping.ipynb", "index.html", "journey_map.csv",
        "journey_map.html", "journey_map.svg", "report.html", "run.json",
    ]  # fmt: skip


@pytest.mark.full
def test_without_a_log_no_grade_is_better_than_c(tmp_path):
    folder, said = run(small(tmp_path, MAP + ANSWERS, map=REGISTER, answers=answers(240)), tmp_path / "out")
    assert "3 of 3 touchpoints are measured (3 with evidence C)." in said
    assert pd.read_csv(folder / "journey_map.csv")["evidence"].tolist() == ["C", "C", "C"]


@pytest.mark.full
def test_three_answers_give_no_map_and_no_number(tmp_path):
    folder, said = run(small(tmp_path, MAP + ANSWERS, map=REGISTER, answers=answers(1)), tmp_path / "out")
    assert "Fewer than 10 answers, so shown without a score: A, B, C." in said
    assert "Skipped: section 11. No touchpoint has 10 answers." in said
    assert not list(folder.glob("journey_map*"))


@pytest.mark.full
def test_all_answers_alike_one_touchpoint_and_a_small_log(tmp_path):
    log = "who,day,at,by,bad\n" + "".join(f"c{k % 20},2026-01-{1 + k % 28:02d},A,Sales,{k % 2}\n" for k in range(60))
    files = {"map": "".join(REGISTER.splitlines(True)[:2]), "answers": "at,score\n" + "A,8\n" * 12, "log": log}
    _, said = run(small(tmp_path, MAP + ANSWERS + LOG, **files), tmp_path / "out")
    assert "1 of 1 touchpoint is measured (1 with evidence C)." in said
    assert "Skipped: section 4. Of 1 group of by, 1 can be shown" in said  # told once, and in the last table
    assert re.search(r" 4(, [\d.]+)*, 5\.1(, [\d.]+)* Of 1 group of by, 1 can be shown", said)
    assert "20 journeys in the log, of 3 contacts: too few to say how many are unbroken." in said


@pytest.mark.full
def test_a_log_that_names_touchpoints_otherwise_is_told(tmp_path):
    log = "who,day,at,by,bad\n" + "".join(f"c{k},2026-01-01,advert,Sales,0\n" for k in range(40))
    _, said = run(small(tmp_path, MAP + LOG, map=REGISTER, log=log), tmp_path / "out")
    assert (
        "Skipped: section 2. log: none of its touchpoints (advert) stands in the register (A, B, C). "
        "To open it: Use the same ids in both tables."
    ) in said


@pytest.mark.full
def test_stages_in_the_order_of_the_client(tmp_path):
    study = small(tmp_path, MAP + ANSWERS, map=REGISTER, answers=answers(12))
    folder, _ = run(study, tmp_path / "out", stages="after, during, before", language="es")
    assert pd.read_csv(folder / "journey_map.csv")["stage"].tolist() == ["after", "during", "before"]
    assert '<html lang="es">' in (folder / "journey_map.html").read_text(encoding="utf-8")


@pytest.mark.full
def test_an_airport_is_drawn_from_memory(airport_data, root, tmp_path):
    table = (root / "tests" / "studies" / "airport_2017.toml").read_text(encoding="utf-8")
    (tmp_path / "study.toml").write_text(table, encoding="utf-8")
    (tmp_path / "2017_SFO_Customer_Survey.csv").write_bytes(
        next((airport_data / "airport").glob("2017*.csv")).read_bytes()
    )
    _, said = run(tmp_path, tmp_path / "out")
    assert "8 of 8 touchpoints are measured (8 with evidence C)." in said
    assert "Skipped: section 1. The study has no table of kind touchpoints" in said


TICKS = """[tables.answers]
file = "answers.csv"
kind = "relationship"
[tables.answers.columns]
respondent = { role = "id" }
used = { source = "used_*", role = "choices", question = "Which did you use?" }
"""


@pytest.mark.full
def test_ticks_are_shown_where_no_map_is_declared(tmp_path):
    rows = "".join(f"r{k},{int(k % 2 == 0)},{int(k % 4 == 0)}\n" for k in range(80))
    study = small(tmp_path, '[study]\nname = "Small"\n' + TICKS, answers=f"respondent,used_phone,used_web\n{rows}")
    _, said = run(study, tmp_path / "out")
    assert "Skipped: section 1. The study has no table of kind touchpoints" in said
    assert "Columns used: choices = used_phone." in said and "Skipped: section 12" not in said
    assert re.search(r"phone[^.]*50(\.0)? %", said), said[-3000:]
