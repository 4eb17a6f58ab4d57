"""Small studies written by the tests."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from cxlib.cli import app
from cxlib.errors import StudyError
from cxlib.locale import speaking
from cxlib.study import read_study
from cxlib.study.faults_said import mend_said, problem_said
from cxlib.study.large import chunks, read_in_chunks

MEANING = re.compile(r"Say \w+: ")  # what a role is for is told in English, as cx roles tells it


def without_form(found) -> list[str]:
    """What is told of faults that has no form, in which the language of their study could say it."""
    with speaking("ca"):
        left = [one.problem for one in found if problem_said(one.problem) == one.problem]
        return left + [one.mend for one in found if mend_said(one.mend) == one.mend and not MEANING.match(one.mend)]


@pytest.fixture(autouse=True)
def forms(monkeypatch):
    """Whatever fault a test meets can be said in the language of its study."""
    met, made = [], StudyError.__init__

    def meet(error, *args, **named):
        made(error, *args, **named)
        met.extend(error.faults)

    monkeypatch.setattr(StudyError, "__init__", meet)
    yield
    assert not without_form(met), "Write its form into cxlib/locale/faults.txt."


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
def faults(tmp_path_factory):
    """The messages of a study that must be refused, whole; both commands end with 1, say them and write nothing."""

    def messages(folder: Path) -> list[str]:
        with pytest.raises(StudyError) as caught:
            read_study(folder)
        found = caught.value.faults
        told = [str(fault) for fault in found]
        parts = [part for fault in found for part in (fault.problem, fault.mend)]
        before = sorted(folder.rglob("*"))
        out = tmp_path_factory.getbasetemp() / "nothing is written"
        # one notebook: to read them all before each fault would take five times as long as the fault
        for words, texts in ((["check", folder], parts), (["run", folder, "00", "--out", out], told)):
            ended = CliRunner().invoke(app, [*map(str, words)])
            assert ended.exit_code == 1
            assert [text for text in texts if text not in ended.output] == []
        assert sorted(folder.rglob("*")) == before and not out.exists()
        return told

    return messages


@pytest.fixture
def both_doors(monkeypatch):
    """A study read whole and in pieces of four rows, which must agree in tables, notes and faults."""

    def read(folder: Path):
        with monkeypatch.context() as patch:
            try:
                whole, faults = read_study(folder), None
            except StudyError as error:
                whole, faults = None, error.failures
            patch.setattr(read_in_chunks, "LARGE_BYTES", 10)
            patch.setattr(chunks, "PIECE_ROWS", 4)
            if faults is not None:
                with pytest.raises(StudyError) as caught:
                    read_study(folder, engine="polars")
                pd.testing.assert_frame_equal(caught.value.failures, faults)
                return faults
            parts = read_study(folder, engine="polars")
        for name, table in whole.tables.items():
            found = parts.tables[name].collect().to_pandas()
            for column in table:
                same = [
                    part.astype(object).where(part.notna(), None).tolist() for part in (table[column], found[column])
                ]
                assert same[0] == same[1]
                if isinstance(table[column].dtype, pd.CategoricalDtype):
                    assert list(found[column].cat.categories) == list(table[column].cat.categories)
        assert parts.notes == whole.notes
        return whole

    return read
