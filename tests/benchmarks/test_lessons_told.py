"""What notebook 07 tells of climate in many companies is what the lessons counted, and what the branches give."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pandas as pd
import pytest

import cxlib as cx

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "samples" / "pont_nou"


@pytest.fixture(scope="module")
def told():
    """Section 9 of the notebook, its lines joined."""
    text = (ROOT / "notebooks" / "07_engagement_to_customers.py").read_text(encoding="utf-8")
    return re.search(r"Is the model at fault, or luck\?.*?(?=\n\n)", text, re.DOTALL)[0].replace("\n# ", " ")


def test_the_counts_are_those_of_the_data_card(told):
    card = (SAMPLE / "README.md").read_text(encoding="utf-8")
    counted = re.search(r"not with climate, engagement given .*\| (\d+) \|$", card, re.MULTILINE)[1]
    mean = tomllib.loads((SAMPLE / "truth.toml").read_text(encoding="utf-8"))["customers_on_climate"]["finds"]
    assert f"slope of climate is {mean:.2f} on average, and in {counted} of the 50" in told


def test_the_slope_with_the_branches_by_themselves_is_that_of_the_files(told, monkeypatch):
    monkeypatch.setattr(sys, "path", [str(ROOT / "benchmarks"), *sys.path])
    from lessons import cleaned
    from lessons_people import _sides

    read = {".csv": pd.read_csv, ".parquet": pd.read_parquet}
    contract = tomllib.loads((SAMPLE / "study.toml").read_text(encoding="utf-8"))["tables"]
    files = {name: SAMPLE / table["file"] for name, table in contract.items()}
    tables = cleaned({name: read[file.suffix](file) for name, file in files.items()})
    customers, names = _sides(tables)
    found = cx.engagement_linkage(customers, **names | {"engagement": "climate"}, controls="engagement").table.iloc[0]
    slope, low, high = (f"{found[name]:.2f}".replace("-", "−") for name in ("estimate", "conf_low", "conf_high"))
    assert f"it is {slope} ({low} to {high})" in told
