"""Pseudonyms: the same person the same word, no way back, and the key nowhere."""

from __future__ import annotations

import hashlib
import hmac
import json
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from runs.tiny import write_notebook, write_study

import cxlib as cx

KEY = "a long and secret text, made for this test"


def test_a_pseudonym_is_the_keyed_hash_of_the_name(monkeypatch):
    monkeypatch.setenv("CX_KEY", KEY)
    frame = pd.DataFrame({"who": ["Ana", None, " Ana "], "boss": [7.0, np.nan, 8.0], "n": [1, 2, 3]})
    found = cx.pseudonymise(frame, columns=["who", "boss"])
    expected = hmac.new(KEY.encode(), b"Ana", hashlib.sha256).hexdigest()[:20]
    assert found["who"].isna().tolist() == [False, True, False]
    assert found["who"][0] == found["who"][2] == expected and found["n"].tolist() == [1, 2, 3]
    same = cx.pseudonymise(pd.DataFrame({"id": [7, 8]}), columns="id")["id"]
    assert same.tolist() == [found["boss"][0], found["boss"][2]]  # a number is the same as text, 7 and 7.0
    assert cx.pseudonymise(pd.DataFrame({"id": ["7"]}), columns="id")["id"][0] == same[0]
    assert frame["who"][0] == "Ana"


def test_the_type_of_a_column_makes_no_other_person(monkeypatch):
    monkeypatch.setenv("CX_KEY", KEY)
    kinds = ("int64", "Int64", "int8", "float64", "float32", "str", "object", "category")
    found = {kind: cx.pseudonymise(pd.DataFrame({"id": [7]}).astype(kind), columns="id")["id"][0] for kind in kinds}
    assert len(set(found.values())) == 1, found
    one, two = "Jos\u00e9", "Jose\u0301"  # the same name, written with one letter or with two
    names = cx.pseudonymise(pd.DataFrame({"id": [one, two, "Jose", "7.0", "07"]}), columns="id")["id"].tolist()
    assert names[0] == names[1] and len({*names, found["str"]}) == 5  # a text is a code: 07 and 7.0 are not 7


def test_without_a_key_every_process_has_its_own(monkeypatch):
    monkeypatch.delenv("CX_KEY", raising=False)
    frame = pd.DataFrame({"who": ["Ana", "Pol", "Ana"]})
    first, second = (cx.pseudonymise(frame, columns="who")["who"] for _ in range(2))
    assert first.tolist() == second.tolist() and first[0] == first[2] != first[1]
    plain = {getattr(hashlib, name)(b"Ana").hexdigest()[:20] for name in ("md5", "sha1", "sha256")}
    assert first[0] not in plain
    code = "import cxlib as cx, pandas as pd; print(cx.pseudonymise(pd.DataFrame({'w': ['Ana']}), columns='w')['w'][0])"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert len(other) == 20 and other != first[0]


def test_a_short_key_and_a_missing_column_are_told(monkeypatch):
    frame = pd.DataFrame({"who": ["Ana"]})
    for short in ("hush", " " * 20, f"  {'x' * 15}  "):
        monkeypatch.setenv("CX_KEY", short)
        with pytest.raises(cx.CXError) as error:
            cx.pseudonymise(frame, columns="who")
        assert str(error.value) == "CX_KEY: shorter than 16 characters. Give a long random text, and keep it secret."
    with pytest.raises(cx.CXError) as error:
        cx.pseudonymise(frame, columns="whom")
    assert str(error.value) == 'The table has no column "whom". Did you mean who?'


@pytest.mark.full
def test_the_key_stands_in_no_file_of_a_run(tmp_path, monkeypatch):
    monkeypatch.setenv("CX_KEY", KEY)
    cell = "import cxlib as cx, pandas as pd\ncx.pseudonymise(pd.DataFrame({'who': ['Ana']}), columns='who')"
    notebook = write_notebook(tmp_path / "names.ipynb", cell)
    done = cx.run_workbook(write_study(tmp_path / "study"), notebooks=[notebook], out=tmp_path / "out")
    assert not done.failed
    files = [file for file in (tmp_path / "out").rglob("*") if file.is_file()]
    texts = {file.name: file.read_text(encoding="utf-8") for file in files}
    pseudonym = hmac.new(KEY.encode(), b"Ana", hashlib.sha256).hexdigest()[:20]
    assert pseudonym in texts["names.html"] and pseudonym in texts["names.ipynb"]
    assert "CX_KEY" not in json.loads(texts["run.json"]) and not [name for name, text in texts.items() if KEY in text]
