"""Notebook 10 without its data, on the sample company and on small studies: it ends well and says what is skipped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ran import ran, sections, words, words_of

from cxlib.runs.workbook import run_workbook
from cxlib.samples.airport import BY_HAND

OTHERWISE = BY_HAND.format(first="2010_SFO_Customer_Survey.csv", last="2018_SFO_Customer_Survey.csv")

HEAD = '[study]\nname = "Small"\n'
TABLE = '[tables.{0}]\nfile = "{0}.csv"\nkind = "{1}"\n[tables.{0}.columns]\n'
SCORE = 'recommend = { role = "recommend", missing = [99] }\n'
NO_NETWORK = "http://127.0.0.1:9"  # nobody listens there


def closed(run) -> str:
    """The closed sections with their reasons, wherever they are told."""
    return "".join(f" Closed: section {number}. {why}" for number, why in sections(run).items() if why != "open")


def told(out: Path, study: str | None = None) -> str:
    """All that notebook 10 shows of a study, and its closed sections."""
    run = ran("10", study=study, out=out)
    return words(run) + closed(run)


def test_without_files_and_network_a_box_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("CX_DATA_DIR", str(tmp_path))
    for name in ("HTTPS_PROXY", "HTTP_PROXY"):
        monkeypatch.setenv(name, NO_NETWORK)
    run = run_workbook(notebooks=["10"], out=tmp_path / "out")
    assert not run.failed
    said = words_of(run.pages[1])
    cause = f"2010_SFO_Customer_Survey.csv: could not be fetched (there is no connection). To open it: {OTHERWISE}"
    assert f"Skipped: “The data”. {cause}" in said
    assert "Skipped: section 1. There are no data. To open it: read the box under “The data”." in said
    assert said.count("There are no data.") == 2  # the reason stands once, and once more beside all that it closed
    assert re.search(r" 4, .*11, 11\.1, .*There are no data\.", said)
    assert "The score fell" not in said and "kept as scores" not in said


def small(folder: Path, *tables: tuple[str, str, str, str]) -> str:
    """A study of tables: name, kind, columns, rows."""
    text = HEAD + "".join(TABLE.format(name, kind) + columns for name, kind, columns, _ in tables)
    (folder / "study.toml").write_text(text, encoding="utf-8")
    for name, _, _, rows in tables:
        (folder / f"{name}.csv").write_text(rows, encoding="utf-8")
    return str(folder)


@pytest.mark.full
def test_a_study_of_one_answer(tmp_path):
    said = told(tmp_path / "out", small(tmp_path, ("a", "relationship", SCORE, "recommend\n9\n")))
    assert "Closed: section 4. Rests on section 1, which is closed: Of 1 group of wave, 0 can be shown" in said
    assert "declare a column of role wave, or one table of kind relationship for each wave." in said
    assert "NPS 100" not in said


@pytest.mark.full
def test_groups_of_a_single_wave(tmp_path):
    columns = SCORE + 'team = { role = "segment" }\nproblem = { role = "segment" }\nsat = { role = "outcome" }\n'
    rows = "recommend,team,problem,sat\n" + "".join(
        f"{k % 11},{'AB'[k % 2]},{'no' if k % 3 else 'yes'},1\n" for k in range(44)
    )
    said = told(tmp_path / "out", small(tmp_path, ("a", "relationship", columns, rows)))
    assert "a 2" in said and "a: yes against no: " in said
    assert "Closed: section 3. Of 1 group of wave, 1 can be shown" in said
    for course in ("Every year the airport", "Check yourself", "this workbook's, not the airport's"):
        assert course not in said


@pytest.mark.full
def test_a_study_without_a_survey(tmp_path):
    rows = "recommend,wave\n" + "9,1\n3,2\n" * 20
    contacts = ("a", "transactional", SCORE + 'wave = { role = "wave" }\n', rows)
    said = told(tmp_path / "out", small(tmp_path, contacts))
    assert "Closed: section 1. No table has a column of role recommend." in said


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
    said = told(tmp_path / "out", study)
    assert all(f"{name} w24" in said for name in ("kept as scores", "as declared"))
    assert "Closed: section 5. Table relationship has no column or role weight." in said
    assert "Columns used: score = recommend, group = team, wave = wave." in said
    assert "Exercise" not in said


@pytest.mark.full
def test_the_sample_company_has_two_waves_of_its_own(tmp_path):
    sample = Path(__file__).resolve().parents[2] / "data" / "samples" / "pont_nou"
    said = told(tmp_path / "out", str(sample))
    assert "Waves in order: 1, 2." in said
    assert "; weighted)" in said
    assert "Closed: section 6.1. Table relationship has no column or role run." in said
    assert "wave groups shown 1 4 2 4 " in said  # the four languages, in both waves
    # fit1 … fit3 are about the brand: nothing in them goes with the impression of the last contact
    assert "1: 3 drivers explain <1 % of the variation in impression" in said
    assert "1: No driver can be named first: " in said


@pytest.mark.full
def test_aspects_that_cannot_be_told_apart(tmp_path):
    columns = SCORE + 'wave = { role = "wave" }\nsat = { role = "outcome" }\na = { role = "rating" }\n'
    rows = "recommend,wave,sat,a,b\n" + "".join(f"{k % 11},{k % 2},{1 + k % 5},{1 + k % 4},3\n" for k in range(80))
    said = told(tmp_path / "out", small(tmp_path, ("a", "relationship", columns, rows)))
    assert "Closed: section 8.3. drivers: 'a' is alone." in said
    columns += 'b = { role = "rating" }\n'
    said = told(tmp_path / "again", small(tmp_path, ("a", "relationship", columns, rows)))
    assert "Closed: section 8.1. drivers: 'b' does not vary in 40 complete rows." in said
    assert "Closed: section 9. Rests on section 8.1, which is closed" in said
