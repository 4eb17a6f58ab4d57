"""The airport's real survey as a study, for tests of any part."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

STUDIES = Path(__file__).parent / "studies"


def airport_study(shared: Callable[[str], Path], tmp_path: Path, year: int, drop: str = "") -> Path:
    """A study's folder with the airport's file of 2017 or 2018; `drop` is taken out of its study.toml."""
    data = shared(f"data/sfo/{year}_SFO_Customer_Survey.csv")
    folder = tmp_path / f"airport_{year}"
    folder.mkdir()
    text = (STUDIES / f"airport_{year}.toml").read_text(encoding="utf-8")
    assert drop in text
    (folder / "study.toml").write_text(text.replace(drop, "") if drop else text, encoding="utf-8")
    shutil.copy(data, folder / data.name)
    return folder
