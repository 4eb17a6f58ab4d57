"""Runs into one folder on customers' answers that have changed: said aloud, with the way to remove the old pages."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from privacy.studies import firm, shoppers, write_shoppers, write_staff

import cxlib as cx
from cxlib.runs.asking import faults_of
from cxlib.runs.changed import changed_since
from cxlib.runs.pages import write_pages
from cxlib.runs.record import run_record
from cxlib.runs.workbook import WorkbookRun


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def record_of(folder, out, *, into=""):
    """The record of a run on a study; kept in a folder of results where that is named."""
    from datetime import datetime

    study = cx.read_study(folder)
    told = run_record(study, study_file="", out=out, given={}, runs=[], started=datetime.now().astimezone())
    if into:
        (out / into).mkdir(parents=True)
        (out / into / "run.json").write_text(json.dumps(told), encoding="utf-8")
    return told


@pytest.mark.parametrize("name", ["Shop", "Another name"])
@pytest.mark.parametrize("change", ["one deleted", "one answers anew"])
def test_old_and_new_pages_are_not_both_to_be_given_out(name, change, tmp_path, out):
    rows = shoppers()
    record_of(write_shoppers(tmp_path / "study", rows), out, into="first")
    one = rows.index == 7
    now = rows[~one] if change == "one deleted" else rows.assign(recommend=rows["recommend"].mask(one, 3))
    told = record_of(write_shoppers(tmp_path / "study", now, name=name), out)
    assert told["changed"] == (
        "Customers' answers have changed since an earlier run in this folder: who took both sets of pages from one "
        "another could know a single customer. Give out only one of them. The old pages are removed, in this folder, "
        "by: rm -r first"
    )
    done = WorkbookRun(folder=out, study=name, notebooks=(), changed=told["changed"])
    assert told["changed"] in "".join(faults_of(done))
    write_pages([], told, folder=out, pages={})
    assert "The old pages are removed, in this folder, by: rm -r" in (out / "index.html").read_text(encoding="utf-8")


def test_a_filter_in_the_study_changes_the_answers_as_much_as_a_file_does(tmp_path, out):
    """One branch of a single customer left out: its answer is the difference, and it has a name."""
    folder = write_shoppers(tmp_path / "study", shoppers())
    record_of(folder, out, into="first")
    assert record_of(folder, out)["changed"] == ""
    toml = folder / "study.toml"
    rows = 'kind = "relationship"\nrows = { team = { not = ["W3"] } }'
    toml.write_text(toml.read_text(encoding="utf-8").replace('kind = "relationship"', rows), encoding="utf-8")
    assert record_of(folder, out)["changed"].startswith("Customers' answers have changed since an earlier run")


def test_the_same_answers_of_another_study_and_of_employees_are_no_change(tmp_path, out):
    record_of(write_shoppers(tmp_path / "study", shoppers()), out, into="first")
    assert record_of(write_shoppers(tmp_path / "study", shoppers(), name="Renamed"), out)["changed"] == ""
    record_of(write_staff(tmp_path / "staff", firm()), out, into="second")
    fewer = cx.read_study(write_staff(tmp_path / "staff", firm().drop(index=2)))
    assert changed_since(fewer, [], out) == ""


@pytest.mark.parametrize("kind", ["trials", "cases", "comments", "interactions", "journeys"])
def test_of_every_table_of_customers_the_record_keeps_no_size_and_changes_are_said(kind, tmp_path, out):
    """From its size and a plain checksum whoever knows the others could try out what one has."""
    folder = tmp_path / "study"
    folder.mkdir()
    rows = pd.DataFrame({"who": [f"k{one:03d}" for one in range(40)]})
    columns = '[tables.given.columns]\nwho = { role = "customer" }\n'
    contract = f'[study]\nname = "Shop"\n\n[tables.given]\nfile = "given.csv"\nkind = "{kind}"\n{columns}'
    (folder / "study.toml").write_text(contract, encoding="utf-8")
    rows.to_csv(folder / "given.csv", index=False)
    told = record_of(folder, out, into="first")
    given = next(one for one in told["data"] if one["file"] == "given.csv")
    assert set(given) == {"file", "hmac_sha256"} and "rows" not in told["tables"]["given"]
    assert record_of(folder, out)["changed"] == ""
    rows.drop(index=7).to_csv(folder / "given.csv", index=False)
    assert record_of(folder, out)["changed"].startswith("Customers' answers have changed since an earlier run")


def test_of_registers_size_and_rows_stay(tmp_path, out):
    folder = tmp_path / "study"
    folder.mkdir()
    contract = '[study]\nname = "Shop"\n\n[tables.shops]\nfile = "shops.csv"\nkind = "units"\n'
    (folder / "study.toml").write_text(
        contract + '[tables.shops.columns]\nshop = { role = "unit" }\n', encoding="utf-8"
    )
    (folder / "shops.csv").write_text("shop\nA\nB\n", encoding="utf-8")
    told = record_of(folder, out)
    assert "sha256" in told["data"][1] and told["tables"]["shops"]["rows"] == 2
