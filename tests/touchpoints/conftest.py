"""The sample company's tables about contacts, read once and as their files are: no code needs its contract here."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "data" / "samples" / "pont_nou"
TABLES = ("touchpoints", "touchpoint_variables", "internal", "comments", "relationship")


@pytest.fixture(scope="session")
def contacts_study():
    tables = {name: pd.read_csv(FOLDER / f"{name}.csv", keep_default_na=False, na_values=[""]) for name in TABLES}
    logs = {name: pd.read_parquet(FOLDER / f"{name}.parquet") for name in ("contacts", "transactional")}
    return tables | logs
