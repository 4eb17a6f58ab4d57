"""A client's files drafted, checked and read again."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from cxlib.drafts import draft_of, drafting
from cxlib.study import read_study


@pytest.fixture(autouse=True)
def in_english(request, monkeypatch):
    """Doubts are compared in English, whatever language the files have; `test_drafts_said.py` reads them in theirs."""
    if request.path.name != "test_drafts_said.py":
        monkeypatch.setattr(drafting, "speaking", lambda language: nullcontext())


@pytest.fixture
def drafted(tmp_path):
    """Write files, draft their study.toml, and give the draft and the study that it makes."""

    def make(**files: str | bytes):
        paths = []
        for name, content in files.items():
            stem, _, ending = name.rpartition("_")
            path = tmp_path / f"{stem}.{ending}"
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
            paths.append(path)
        return round_trip(paths)

    return make


def round_trip(paths: list[Path]):
    """The draft of files, and the study that reads by it."""
    draft = draft_of(paths)
    (draft.folder / "study.toml").write_text(draft.text, encoding="utf-8")
    return draft, read_study(draft.folder)


@pytest.fixture
def line_of():
    """The line of a column or pattern in a draft."""

    def line(draft, name: str) -> str:
        wanted = [line for line in draft.text.splitlines() if line.startswith((f"{name} = ", f'"{name}" = '))]
        assert len(wanted) == 1, draft.text
        return wanted[0]

    return line
