"""Whole runs on employees, read by an outsider: pages, executed notebooks and records tell of nobody."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from privacy.studies import ITEMS, firm, write_staff

from cxlib.runs.attack import attack_folder
from cxlib.runs.published import published
from cxlib.runs.workbook import run_workbook
from cxlib.study.read import read_for_run

pytestmark = pytest.mark.full
SCALES = {"e1": {"role": "recommend", "scale": [0, 10]}} | {
    item: {"role": "engagement", "scale": [1, 5]} for item in ITEMS[1:]
}
PARAMETERS = {"00": {"table": "staff"}, "03": {"n_resamples": 200, "by": "team"}, "06": {"n_permutations": 20}}
NAMES = ("Arles", "Brest", "Calais", "Dieppe", "Evreux", "Foix", "Gap", "Honfleur")  # of teams: no part of other words


def staff() -> pd.DataFrame:
    """200 people who answered all questions, the first of them from 0 to 10; teams are towns of a region."""
    rows = firm(seed=5)
    towns = rows["team"].str[0] + "_" + rows["team"].str[1:].astype(int).map(dict(enumerate(NAMES)))
    return rows.assign(team=towns, e1=np.random.default_rng(5).integers(0, 11, len(rows)))


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Three notebooks on the whole, the question from 0 to 10 by region, and the whole again without one person."""
    folder = tmp_path_factory.mktemp("employees")
    study, out, rows = folder / "study", folder / "out", staff()
    write_staff(study, rows, items=SCALES)

    def run(notebook, **more):
        parameters = PARAMETERS[notebook] | more
        return run_workbook(study, notebooks=[notebook], out=out, jobs=1, parameters=parameters)

    whole = [run(notebook) for notebook in PARAMETERS]
    each = [run("03", only=f"region: {region}") for region in "NS"]
    write_staff(study, rows[rows["who"] != "p002"], items=SCALES)
    again = [run("00"), run("06")]
    write_staff(study, rows, items=SCALES)
    return SimpleNamespace(study=study, out=out, whole=whole, each=each, again=again)


def test_notebooks_reach_their_end_and_tell_something(runs):
    done = [*runs.whole, *runs.each, *runs.again]
    assert [one.failed for one in done] == [()] * len(done)
    assert len([one for one in published(runs.out) if one.n is not None and one.of_data]) > 50


def test_nobody_is_known_from_all_pages_together(runs):
    found = attack_folder(runs.out, study=runs.study)
    assert [one.of.split(",")[0] for one in found] == ["staff"]
    assert found[0].numbers >= 18 and found[0].people >= 10, found[0].told
    without = attack_folder(runs.out)
    assert without[0].people >= 10, without[0].told


def texts(out):
    """Every text of every file, pictures left out, with the file it is in."""
    for file in sorted(path for path in out.rglob("*") if path.is_file() and not path.name.startswith(".")):
        text = file.read_text(encoding="utf-8")
        yield file, re.sub(r'data:image/[^"]+|"image/png": "[^"]*"', "", text)


def test_no_file_names_a_team_that_is_not_told_by_itself(runs, tmp_path):
    told = read_for_run(runs.study, out=tmp_path, min_cell=10).tables["staff"]["team"]
    labels = sorted(told.unique(), key=len, reverse=True)
    hidden = set(staff()["team"]) - set(labels)
    assert len(hidden) > 5 and len(labels) > 5
    for file, text in texts(runs.out):
        for label in labels:
            text = text.replace(label, "")
        named = [team for team in hidden if re.search(rf"\b{team}\b", text)]
        assert not named, (file.name, named)


def test_no_file_tells_who_somebody_is(runs):
    for file, text in texts(runs.out):
        assert not re.search(r"\bp\d{3}\b", text), file.name


def bundles(run):
    for notebook in run.notebooks:
        for cell in json.loads(notebook.file.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                yield from ((kind, data) for kind, data in output.get("data", {}).items() if "cxlib" in kind)


def test_bundles_hold_what_the_page_says_and_no_rows(runs):
    keys = {
        "section": {"number", "state", "reason", "hint", "columns", "rests_on", "lacks", "on_data"},
        "reading": {"topic", "headline", "text", "numbers", "groups", "evidence", "limits", "answers", "aside"},
        "findings": {"headlines"},
        "left-out": {"number"},
        "card": {"study"},
        # what slides and workbook are made of: rows of the table that is shown, sums over whole blocks
        "table": {"columns", "notes"},
        "chart": {"kind", "names", "series", "unit", "form", "sizes", "pale"},
    }
    seen = set()
    for run in [*runs.whole, *runs.each]:
        for kind, data in bundles(run):
            name = kind.removeprefix("application/vnd.cxlib.").removesuffix("+json")
            seen.add(name)
            assert set(data) <= keys[name], (kind, set(data))
            for number in data.get("numbers", []):
                ends = [number[name] for name in ("estimate", "conf_low", "conf_high") if number[name] is not None]
                assert all(round(end, 3) == end for end in ends), number
    assert {"section", "reading"} <= seen


def test_the_record_does_not_tell_how_many_people_there_are(runs):
    records = [json.loads((run.folder / "run.json").read_text(encoding="utf-8")) for run in [*runs.whole, *runs.again]]
    files = [{file["file"]: file for file in record["data"]} for record in records]
    for before, after in zip((files[0], files[2]), files[3:], strict=True):
        assert set(before["staff.csv"]) == {"file", "hmac_sha256"} and before["staff.csv"] != after["staff.csv"]
        assert before["teams.csv"] == after["teams.csv"] and "bytes" in before["teams.csv"]
    assert files[0]["staff.csv"] == files[1]["staff.csv"]


def shares(run):
    """The counts and shares that notebook 00 tells of the table."""
    return [one for one in published(run.folder) if one.page == "00_start_here" and one.of_data]


def test_checks_of_a_table_change_by_whole_blocks(runs):
    """Shares without an answer, numbers of rows: with one person gone, the whole block of that person is out."""
    sizes = [{one.n for one in shares(run) if one.n} for run in (runs.whole[0], runs.again[0])]
    assert sizes[0] and max(sizes[0]) - max(sizes[1]) >= 10
