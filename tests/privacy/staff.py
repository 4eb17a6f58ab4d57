"""Invented staff in teams of 1 to 30, and the study that describes them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

CONTRACT = """\
[study]
name = "{name}"

[tables.staff]
file = "staff.csv"
kind = "employees"

[tables.staff.columns]
who = {{ role = "id" }}
wave = {{ role = "wave" }}
team = {{ role = "unit" }}
{items}

[tables.teams]
file = "teams.csv"
kind = "units"

[tables.teams.columns]
team = {{ role = "unit" }}
region = {{ role = "segment" }}
"""
ITEMS = ["e1", "e2", "e3", "e4"]
FIRM = {"N": [14, 13, 12, 1], "S": [5] * 8, "W": [15, 11, 9, 2], "E": [30, 12, 6]}


def firm(seed: int = 3, waves: int = 1) -> pd.DataFrame:
    """200 people in teams of 1 to 30, every item answered."""
    rng = np.random.default_rng(seed)
    teams = [(f"{region}{place}", n) for region, sizes in FIRM.items() for place, n in enumerate(sizes)]
    rows = pd.DataFrame({"team": [team for team, n in teams for _ in range(n)]})
    rows["who"] = [f"p{place:03}" for place in range(len(rows))]
    rows = pd.concat([rows.assign(wave=wave + 1) for wave in range(waves)], ignore_index=True)
    return rows.assign(**{item: rng.integers(1, 6, len(rows)) for item in ITEMS})


def write_staff(folder: Path, rows: pd.DataFrame, *, name: str = "Staff", items: Mapping | None = None, more: str = ""):
    """A study of these people; `items` says the role and the scale of each question, `more` ends the contract."""
    folder.mkdir(parents=True, exist_ok=True)
    items = items or {item: {"role": "engagement", "scale": [1, 5]} for item in ITEMS}
    lines = "\n".join(f'{one} = {{ role = "{its["role"]}", scale = {its["scale"]} }}' for one, its in items.items())
    (folder / "study.toml").write_text(CONTRACT.format(name=name, items=lines) + more, encoding="utf-8")
    rows.to_csv(folder / "staff.csv", index=False)
    teams = pd.DataFrame({"team": rows["team"].unique()})
    teams.assign(region=teams["team"].str[0]).to_csv(folder / "teams.csv", index=False)
    return folder
