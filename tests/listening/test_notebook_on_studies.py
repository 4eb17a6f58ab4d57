"""Notebook 02 on studies that lack a part: it ends well, says what is skipped, and shows what the data carry."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html import unescape
from itertools import cycle
from pathlib import Path

import pytest
from airport import airport_study

pytestmark = pytest.mark.full

SECTION = "application/vnd.cxlib.section+json"
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


def page(study: Path, out: Path, weight_by: str = "region, tenure") -> tuple[str, dict[str, str]]:
    """The words of the page that `cx run` makes of notebook 02, and closed section → reason."""
    command = [sys.executable, "-m", "cxlib.cli", "run", str(study), "02", "--out", str(out)]
    command += ["-p", f"weight_by={weight_by}"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    text = next(out.glob("*/02_listening_design.html")).read_text(encoding="utf-8")
    text = re.sub(r"<(style|details)\b.*?</\1>", " ", text, flags=re.DOTALL)
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())
    cells = json.loads(next(out.glob("*/02_listening_design.ipynb")).read_text(encoding="utf-8"))["cells"]
    bundles = [output.get("data", {}).get(SECTION) for cell in cells for output in cell.get("outputs", [])]
    return words, {its["number"]: its["reason"] for its in bundles if its and its["state"] == "closed"}


def test_a_whole_study(tmp_path):
    words, closed = page(write_study(tmp_path), tmp_path / "out")
    assert list(closed) == ["1.1", "3.1"]
    for said in (
        "60 % of 160 people invited answered. By region, ",
        "region × tenure: ",
        "60.0 % of those invited answered",
        "Weighting statement: 96 answers, weighted by region and tenure to 200 people in the frame;",
        "with follow-up: with 92 % known",
        "mode phone",
    ):
        assert said.casefold() in words.casefold(), said
    assert "Planted" not in words and "true value" not in words
    assert "Exercise" not in words and "Break it yourself" not in words


def test_where_everybody_answered_nobody_is_left_to_be_phoned(tmp_path):
    words, closed = page(write_study(tmp_path, silent=False), tmp_path / "out")
    assert closed["7.4"] == "Everybody invited answered."
    assert "100 % of 160 people invited answered." in words and "answers: with 100 % known" in words


def test_without_a_frame_only_bounds(tmp_path):
    words, told = page(write_study(tmp_path, without=("frame", "sample", "log", "mode", "lag")), tmp_path / "out")
    assert told["7.2"].startswith("There is no list of customers.")
    assert told["9"] == "Table touch has no column or role lag."
    assert "section 9.1" not in words  # a part of a closed section says nothing of its own
    for section in ("4", "5.1", "6", "7.4", "8.1"):
        assert section in told
    assert "8" not in told and "if 25 % answered: with 25 % known" in words


def test_answers_that_are_all_alike(tmp_path):
    told = page(write_study(tmp_path, scores=(8,)), tmp_path / "out")[1]
    assert told["7.4"] == told["10"] == "All answers are alike."
    assert told["9.2"] == "rating: all values of 'sat' are alike."


def test_columns_that_the_frame_lacks_are_told(tmp_path):
    told = page(write_study(tmp_path), tmp_path / "out", "regoin")[1]
    reason = 'weight_by: table frame has no column "regoin", and no role is called so.'
    assert told["6"] == told["7.2"] == told["7.3"] == reason


@pytest.mark.parametrize("answers", [0, 3])
def test_few_answers(tmp_path, answers):
    study = '[study]\nname = "Few"\n[tables.y]\nfile = "y.csv"\nkind = "relationship"\n[tables.y.columns]\n'
    (tmp_path / "study.toml").write_text(study + 'r = { role = "recommend" }\nx = { role = "segment" }\n', "utf-8")
    (tmp_path / "y.csv").write_text("r,x\n" + "9,a\n" * answers + ",a\n", "utf-8")
    words, closed = page(tmp_path, tmp_path / "out")
    assert closed["7.1"] == f"Answers in the last wave: {answers}; needed: 10."
    assert "valid answers in" not in words


def test_the_airport(shared, tmp_path):
    words, _ = page(airport_study(shared, tmp_path, 2018), tmp_path / "out")
    assert "NPS 31.0 (28.1 to 33.8) from 2,650 valid answers in 2,809 questionnaires." in words
    assert "if 10 % answered: with 10 % known, everybody's score is from −86.9 to 93.1" in words
