"""References that find no row in the table they refer to."""

from __future__ import annotations

import pytest

from cxlib.study import read_study
from cxlib.study.large import chunks, read_in_chunks

STUDY = """[study]
name = "Two tables"

[tables.log]
file = "log.csv"
kind = "interactions"

[tables.log.columns]
contact = { role = "id" }
tp = { role = "touchpoint" }

[tables.answers]
file = "answers.csv"
kind = "transactional"

[tables.answers.columns]
answer = { role = "id" }
contact = { role = "reference" }
score = { role = "outcome", scale = [0, 10] }
"""


@pytest.fixture
def notes(tmp_path, monkeypatch):
    """The notes on the references of five answers to a log of three contacts; the same from pieces."""

    def read(ids, references, **given):
        (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
        (tmp_path / "log.csv").write_text("contact;tp\n" + "".join(f"{key};shop {key}\n" for key in ids))
        rows = "".join(f"a{n};{key};{n}\n" for n, key in enumerate(references))
        (tmp_path / "answers.csv").write_text("answer;contact;score\n" + rows)
        whole = read_study(tmp_path, **given).notes
        with monkeypatch.context() as patch:
            patch.setattr(read_in_chunks, "LARGE_BYTES", 10)
            patch.setattr(chunks, "PIECE_ROWS", 2)
            assert read_study(tmp_path, engine="polars", **given).notes == whole
        return [note for note in whole if "reference" in note]

    return read


def test_references_without_a_row_are_counted(notes):
    assert notes(["K01", "K02", "K03"], ["K01", "K02", "K99", "", "K98"]) == [
        "answers.contact: 2 of 4 references find no row in log.contact; what needs both tables rests on the others."
    ]


@pytest.mark.parametrize("references", [["k1", "k2"], ["K-01", "K-02", "K-03"], ["K1", "K2", "K3", "K9"]])
def test_ids_written_in_another_way_are_said(notes, references):
    assert notes(["K01", "K02", "K03"], references) == [
        "answers.contact: none of the references is written as the ids are: they differ in capitals, signs or leading "
        "noughts from log.contact. Write both alike in the files."
    ]


@pytest.mark.parametrize("references", [["K01", "K03"], ["P1", "P2"], [""]])
def test_references_that_all_fit_or_refer_to_what_is_not_there_are_not_told(notes, references):
    assert notes(["K01", "K02", "K03"], references) == []


def test_of_some_tables_nothing_is_said(notes):
    assert notes(["K01", "K02", "K03"], ["K01", "K99"], tables=["outcome", "interactions"]) == []
