"""Notebook 10 without its data, on the sample company and on small studies: it ends well and says what is skipped."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from cxlib.samples.airport import BY_HAND

OTHERWISE = BY_HAND.format(first="2010_SFO_Customer_Survey.csv", last="2018_SFO_Customer_Survey.csv")

SECTION = "application/vnd.cxlib.section+json"
HEAD = '[study]\nname = "Small"\n'
TABLE = '[tables.{0}]\nfile = "{0}.csv"\nkind = "{1}"\n[tables.{0}.columns]\n'
SCORE = 'recommend = { role = "recommend", missing = [99] }\n'
NO_NETWORK = "http://127.0.0.1:9"  # nobody listens there


def run(out: Path, *study: str, **environment: str) -> tuple[subprocess.CompletedProcess, str]:
    """`cx run` of notebook 10, and the words of its page; a closed section with its reason, wherever it is told."""
    command = [sys.executable, "-m", "cxlib.cli", "run", *study, "10", "--out", str(out)]
    outside = {**os.environ, "HTTPS_PROXY": NO_NETWORK, "HTTP_PROXY": NO_NETWORK, **environment}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, env=outside)
    pages = list(out.glob("*/10_case_airport.html"))
    page = pages[0].read_text(encoding="utf-8") if pages else ""
    words = re.sub(r"<(style|details)\b.*?</\1>", " ", page, flags=re.DOTALL)
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", words)).split())
    notebooks = [json.loads(file.read_text(encoding="utf-8")) for file in out.glob("*/10_case_airport.ipynb")]
    outputs = [output for book in notebooks for cell in book["cells"] for output in cell.get("outputs", [])]
    closed = [its for output in outputs if (its := output.get("data", {}).get(SECTION)) and its["state"] == "closed"]
    return done, words + "".join(f" Closed: section {its['number']}. {its['reason']}" for its in closed)


def test_without_files_and_network_a_box_says_what_to_do(tmp_path):
    done, words = run(tmp_path / "out", CX_DATA_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    told = f"2010_SFO_Customer_Survey.csv: could not be fetched (there is no connection). To open it: {OTHERWISE}"
    assert f"Skipped: “The data”. {told}" in words
    assert "Skipped: section 1. There are no data. To open it: read the box under “The data”." in words
    assert (
        words.partition("Closed: ")[0].count("There are no data.") == 2
    )  # the reason stands once, and once more beside all that it closed
    assert re.search(r" 4, .*11, 11\.1 There are no data\.", words)
    assert "The score fell" not in words and "kept as scores" not in words


def small(folder: Path, *tables: tuple[str, str, str, str]) -> str:
    """A study of tables: name, kind, columns, rows."""
    text = HEAD + "".join(TABLE.format(name, kind) + columns for name, kind, columns, _ in tables)
    (folder / "study.toml").write_text(text, encoding="utf-8")
    for name, _, _, rows in tables:
        (folder / f"{name}.csv").write_text(rows, encoding="utf-8")
    return str(folder)


@pytest.mark.full
def test_a_study_of_one_answer(tmp_path):
    done, words = run(tmp_path / "out", small(tmp_path, ("a", "relationship", SCORE, "recommend\n9\n")))
    assert done.returncode == 0, done.stderr
    assert "Closed: section 4. Rests on section 1, which is closed: Of 1 group of wave, 0 can be shown" in words
    assert "declare a column of role wave, or one table of kind relationship for each wave." in words
    assert "NPS 100" not in words


@pytest.mark.full
def test_groups_of_a_single_wave(tmp_path):
    columns = SCORE + 'team = { role = "segment" }\nproblem = { role = "segment" }\nsat = { role = "outcome" }\n'
    rows = "recommend,team,problem,sat\n" + "".join(
        f"{k % 11},{'AB'[k % 2]},{'no' if k % 3 else 'yes'},1\n" for k in range(44)
    )
    done, words = run(tmp_path / "out", small(tmp_path, ("a", "relationship", columns, rows)))
    assert done.returncode == 0, done.stderr
    assert "a 2" in words and "a: yes against no: " in words
    assert "Closed: section 3. Of 1 group of wave, 1 can be shown" in words
    for course in ("Every year the airport", "Check yourself", "this workbook's, not the airport's"):
        assert course not in words


@pytest.mark.full
def test_a_study_without_a_survey(tmp_path):
    rows = "recommend,wave\n" + "9,1\n3,2\n" * 20
    contacts = ("a", "transactional", SCORE + 'wave = { role = "wave" }\n', rows)
    done, words = run(tmp_path / "out", small(tmp_path, contacts))
    assert done.returncode == 0, done.stderr
    assert "Closed: section 1. No table has a column of role recommend." in words


@pytest.mark.full
def test_two_tables_with_columns_of_their_own(tmp_path):
    columns = SCORE + 'team = { role = "segment" }\nsat = { role = "outcome" }\n'
    first = "recommend,team,sat,w\n" + "".join(f"{10 if k % 2 else 3},{'AB'[k % 2]},{1 + k % 5},1\n" for k in range(40))
    second = "recommend,team,sat\n" + "".join(f"{99 if k % 4 else 10},{'AB'[k % 2]},{1 + k % 5}\n" for k in range(60))
    study = small(
        tmp_path,
        ("w23", "relationship", columns + 'w = { role = "weight" }\n', first),
        ("w24", "relationship", columns, second),
    )
    done, words = run(tmp_path / "out", study)
    assert done.returncode == 0, done.stderr
    assert all(f"{name} w24" in words for name in ("kept as scores", "as declared"))
    assert "Closed: section 5. Table relationship has no column or role weight." in words
    assert "Columns used: score = recommend, group = team, wave = wave." in words
    assert "Exercise" not in words


@pytest.mark.full
def test_the_sample_company_has_two_waves_of_its_own(tmp_path):
    sample = Path(__file__).resolve().parents[2] / "data" / "samples" / "pont_nou"
    done, words = run(tmp_path / "out", str(sample))
    assert done.returncode == 0, done.stderr
    assert "Waves in order: 1, 2." in words
    assert "; weighted)" in words
    assert "Closed: section 6.1. Table relationship has no column or role run." in words
    assert "wave groups shown 1 4 2 4 " in words  # the four languages, in both waves
    # fit1 … fit3 are about the brand: nothing in them goes with the impression of the last contact
    assert "1: 3 drivers explain <1 % of the variation in impression" in words
    assert "1: No driver can be named first: " in words


@pytest.mark.full
def test_aspects_that_cannot_be_told_apart(tmp_path):
    columns = SCORE + 'wave = { role = "wave" }\nsat = { role = "outcome" }\na = { role = "rating" }\n'
    rows = "recommend,wave,sat,a,b\n" + "".join(f"{k % 11},{k % 2},{1 + k % 5},{1 + k % 4},3\n" for k in range(80))
    done, words = run(tmp_path / "out", small(tmp_path, ("a", "relationship", columns, rows)))
    assert done.returncode == 0, done.stderr
    assert "Closed: section 8.3. drivers: 'a' is alone." in words
    columns += 'b = { role = "rating" }\n'
    done, words = run(tmp_path / "again", small(tmp_path, ("a", "relationship", columns, rows)))
    assert done.returncode == 0, done.stderr
    assert "Closed: section 8.1. drivers: 'b' does not vary in 40 complete rows." in words
    assert "Closed: section 9. Rests on section 8.1, which is closed" in words
