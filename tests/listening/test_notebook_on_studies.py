"""Notebook 02 on studies that lack a part: it ends well, says what is skipped, and shows what the data carry."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path

import pytest
from airport import airport_study
from ran import ran, sections, words, words_of

from cxlib.runs.workbook import run_workbook

pytestmark = pytest.mark.full

MIXED = (0, 3, 5, 6, 7, 8, 8, 9, 9, 10, 10)
TABLES = {
    "frame": ("customers", 'customer = "customer"\nregion = "segment"\ntenure = "segment"\nstatus = "status"'),
    "sample": ("sample", 'customer = "customer"\nresponded = "responded"\nphoned = "recommend"\n'
               'after_reminder = "measure"'),
    "yearly": ("relationship", 'customer = "customer"\nstatus = "status"\nrecommend = "recommend"\nlang = "language"'),
    "touch": ("transactional", 'id = "id"\ntouchpoint = "touchpoint"\nsat = "outcome"\nbranch = "unit"\nlag = "lag"\n'
              'mode = "mode"'),
    "log": ("interactions", 'id = "id"\ncustomer = "customer"\ndate = "time"\ntouchpoint = "touchpoint"'),
}  # fmt: skip
EXTRA = {"sat": ", scale = [0, 10]", "lag": ', measured_in = "hours"'}


def write_study(
    folder: Path, *, scores: tuple[int, ...] = MIXED, without: tuple[str, ...] = (), silent: bool = True
) -> Path:
    """A small firm: 200 customers, 160 invited, 96 answers, 240 answers after contacts, 400 contacts."""
    score, answered = cycle(scores), [k for k in range(160) if not silent or k % 2 or k % 5 == 0]
    status = {k: "former" if k % 4 == 1 else "current" for k in range(200)}
    region = {k: "North" if k % 3 else "South" for k in range(200)}
    rows = {
        "frame": [(f"c{k}", region[k], "new" if k % 7 < 3 else "old", status[k]) for k in range(200)],
        "sample": [
            (f"c{k}", int(k in answered), next(score) if k not in answered and k % 4 == 0 else "",
             k % 2 if k in answered else "")
            for k in range(160)
        ],
        "yearly": [(f"c{k}", status[k], next(score), "es" if k % 3 else "ca", 3, 4, 3, 2 + k % 3) for k in answered],
        "touch": [
            (f"a{k}", "T1" if k % 2 else "T2", next(score), f"B{k % 4}", k % 400, "web" if k % 3 else "phone")
            for k in range(240)
        ],
        "log": [
            (f"k{k}", f"c{k % 200}", f"2025-{1 + k % 12:02d}-{1 + k % 28:02d}", f"T{1 + k % 2}") for k in range(400)
        ],
    }  # fmt: skip
    text = '[study]\nname = "Small"\n'
    for table, (kind, columns) in TABLES.items():
        if table in without:
            continue
        roles = dict(re.findall(r'(\w+) = "(\w+)"', columns))
        names = [*roles, *(f"q{k}" for k in range(4) if table == "yearly")]
        kept = [place for place, name in enumerate(names) if name not in without]
        text += f'[tables.{table}]\nfile = "{table}.csv"\nkind = "{kind}"\n[tables.{table}.columns]\n'
        text += "".join(
            f'{name} = {{ role = "{roles[name]}"{EXTRA.get(name, "")} }}\n' for name in roles if name not in without
        )
        text += "".join(f'{name} = {{ role = "functional", scale = [1, 5] }}\n' for name in names if name not in roles)
        lines = [",".join(str(row[place]) for place in kept) for row in [tuple(names), *rows[table]]]
        (folder / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "study.toml").write_text(text, encoding="utf-8")
    return folder


def closed_of(run) -> dict[str, str]:
    return {number: state for number, state in sections(run).items() if state != "open"}


def told(study: Path, out: Path, weight_by: str = "region, tenure") -> tuple[str, dict[str, str]]:
    """All that notebook 02 shows, and closed section → reason."""
    run = ran("02", study=study, out=out, weight_by=weight_by)
    return words(run), closed_of(run)


def page(study: Path, out: Path) -> tuple[str, dict[str, str]]:
    """The words of the page that a run makes of notebook 02, and closed section → reason."""
    run = run_workbook(study, notebooks=["02"], out=out, parameters={"weight_by": "region, tenure"})
    assert not run.failed
    return words_of(run.pages[1]), closed_of(run.notebooks[0])


def test_a_whole_study(tmp_path):
    shown, closed = page(write_study(tmp_path), tmp_path / "out")
    assert list(closed) == ["1.1", "2.1", "3.1", "10.1", "12"]
    for said in (
        "60 % of 160 people invited answered. By region, ",
        "region × tenure: ",
        "60.0 % of those invited answered",
        "Weighting statement: 96 answers, weighted by region and tenure to 200 people in the frame;",
        "with follow-up: with 92 % known",
        "mode phone",
    ):
        assert said.casefold() in shown.casefold(), said
    assert "Planted" not in shown and "true value" not in shown
    assert "Exercise" not in shown and "Break it yourself" not in shown


def test_where_everybody_answered_nobody_is_left_to_be_phoned(tmp_path):
    shown, closed = told(write_study(tmp_path, silent=False), tmp_path / "out")
    assert closed["7.4"] == "Everybody invited answered."
    assert "100 % of 160 people invited answered." in shown and "answers: with 100 % known" in shown


def test_without_a_frame_only_bounds(tmp_path):
    shown, closed = page(write_study(tmp_path, without=("frame", "sample", "log", "mode", "lag")), tmp_path / "out")
    assert closed["7.2"].startswith("There is no list of customers.")
    assert closed["9"] == "Table touch has no column or role lag."
    assert "section 9.1" not in shown  # a part of a closed section says nothing of its own
    for section in ("4", "5.1", "6", "7.4", "8.1"):
        assert section in closed
    assert "8" not in closed and "if 25 % answered: with 25 % known" in shown


def test_answers_that_are_all_alike(tmp_path):
    closed = told(write_study(tmp_path, scores=(8,)), tmp_path / "out")[1]
    assert closed["7.4"] == closed["10"] == "All answers are alike."
    assert closed["9.2"] == "rating: all values of 'sat' are alike."


def test_columns_that_the_frame_lacks_are_told(tmp_path):
    closed = told(write_study(tmp_path), tmp_path / "out", "regoin")[1]
    reason = 'weight_by: table frame has no column "regoin", and no role is called so.'
    assert closed["6"] == closed["7.2"] == closed["7.3"] == reason


@pytest.mark.parametrize("answers", [0, 3])
def test_few_answers(tmp_path, answers):
    study = '[study]\nname = "Few"\n[tables.y]\nfile = "y.csv"\nkind = "relationship"\n[tables.y.columns]\n'
    (tmp_path / "study.toml").write_text(study + 'r = { role = "recommend" }\nx = { role = "segment" }\n', "utf-8")
    (tmp_path / "y.csv").write_text("r,x\n" + "9,a\n" * answers + ",a\n", "utf-8")
    shown, closed = told(tmp_path, tmp_path / "out")
    assert closed["7.1"] == f"Answers in the last wave: {answers}; needed: 10."
    assert "valid answers in" not in shown


def test_the_airport(shared, tmp_path):
    shown, _ = told(airport_study(shared, tmp_path, 2018), tmp_path / "out")
    assert "NPS 31.0 (28.1 to 33.8) from 2,650 valid answers in 2,809 questionnaires." in shown
    assert "if 10 % answered: with 10 % known, everybody's score is from −86.9 to 93.1" in shown
