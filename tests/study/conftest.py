"""Small studies written by the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxlib.errors import StudyError
from cxlib.study import read_study


@pytest.fixture
def study(tmp_path):
    """Write a study of one table `answers` and give its folder."""

    def write(
        columns: str, data: str | bytes = "", *, file: str = "answers.csv", head: str = "", table: str = ""
    ) -> Path:
        kind = "" if "kind =" in table else 'kind = "relationship"\n'
        names = "" if "file =" in table else f'file = "{file}"\n'
        text = f'[study]\nname = "Small"\n{head}\n[tables.answers]\n{names}{kind}{table}\n'
        text += f"[tables.answers.columns]\n{columns}\n"
        (tmp_path / "study.toml").write_text(text, encoding="utf-8")
        if data:
            (tmp_path / file).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        return tmp_path

    return write


@pytest.fixture
def answers():
    """The table `answers` of a study."""
    return lambda folder: read_study(folder).tables["answers"]


@pytest.fixture
def faults():
    """The messages of a study that must be refused, whole."""

    def messages(folder: Path) -> list[str]:
        with pytest.raises(StudyError) as caught:
            read_study(folder)
        return [str(fault) for fault in caught.value.faults]

    return messages
