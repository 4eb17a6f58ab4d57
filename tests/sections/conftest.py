"""A small study, and a kernel that remembers nothing."""

from __future__ import annotations

import pytest
from sections.shells import SETUP, Notebook

CONTRACT = """[study]
name = "Small"
[tables.relationship]
file = "answers.csv"
kind = "relationship"
[tables.relationship.columns]
wave = { role = "wave" }
recommend = { role = "recommend" }
unit = { role = "unit" }
[tables.comments]
file = "comments.csv"
kind = "comments"
[tables.comments.columns]
text = { role = "verbatim" }
"""
ANSWERS = [("2025", 9, "North"), ("2025", 3, "South"), ("2025", 8, "North"), ("2025", 4, "North")]
ANSWERS += [("2026", 9, "North"), ("2026", 10, "North"), ("2026", 2, "South"), ("2026", 7, "North")]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "study.toml").write_text(CONTRACT, encoding="utf-8")
    rows = "".join(f"{wave},{answer},{unit}\n" for wave, answer, unit in ANSWERS)
    (tmp_path / "answers.csv").write_text("wave,recommend,unit\n" + rows, encoding="utf-8")
    (tmp_path / "comments.csv").write_text("text\nwell\ngood\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def notebook(folder):
    made = Notebook(folder)
    made.run(SETUP)
    yield made
    made.close()
