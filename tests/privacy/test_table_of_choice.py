"""`cx run 00 -p table=…`: whichever table is named, nothing is printed that may not be shown."""

from __future__ import annotations

import json
import re

import pytest
from ran import outputs, ran

STUDY = """
[study]
name = "Firm"
min_cell = { employees = 10, customers = 12 }
[tables.staff]
file = "staff.csv"
kind = "employees"
[tables.staff.columns]
who = { role = "id" }
team = { role = "unit" }
mood = { role = "engagement", scale = [1, 5], facet = "mood" }
joy = { role = "engagement", scale = [1, 5], facet = "mood" }
score = { role = "recommend", scale = [0, 10], missing = [99] }
all_in_all = { role = "outcome", scale = [1, 5] }
say = { role = "verbatim" }
[tables.answers]
file = "answers.csv"
kind = "relationship"
[tables.answers.columns]
answer = { role = "id" }
customer = { role = "customer" }
branch = { role = "unit" }
score = { role = "recommend", scale = [0, 10], missing = [99] }
all_in_all = { role = "outcome", scale = [1, 5] }
[tables.notes]
file = "notes.csv"
kind = "comments"
[tables.notes.columns]
note = { role = "id" }
answer = { role = "reference" }
comment = { role = "verbatim" }
[tables.managers]
file = "managers.csv"
kind = "internal"
[tables.managers.columns]
person = { role = "id" }
department = { role = "department" }
aware = { role = "rating", scale = [1, 5] }
"""


@pytest.fixture
def study(tmp_path):
    """Teams of 30, 25 and 3, branches of 40 and 4, departments of 14 and 2; each id and text is a word of its own."""
    files = {
        "staff": ("who,team,mood,joy,score,all_in_all,say", 58, lambda k: (
            f"worker{k}", "Attic" if k < 3 else "Mill" if k < 33 else "Yard", k % 5 + 1, (k + k // 7) % 5 + 1,
            k % 11, k % 5 + 1, f"whisper{k}")),
        "answers": ("answer,customer,branch,score,all_in_all", 44, lambda k: (
            f"reply{k}", f"buyer{k}", "Quay" if k < 4 else "Hill", 99 if k == 9 else k % 11, k % 5 + 1)),
        "notes": ("note,answer,comment", 20, lambda k: (f"slip{k}", f"reply{k}", f"murmur{k}")),
        "managers": ("person,department,aware", 16, lambda k: (f"boss{k}", "Vault" if k < 2 else "Desk", k % 5 + 1)),
    }  # fmt: skip
    for name, (head, many, row) in files.items():
        lines = [head, *(",".join(map(str, row(k))) for k in range(many))]
        (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    return tmp_path


@pytest.mark.full
@pytest.mark.parametrize("table", ["staff", "employees", "answers", "notes", "managers"])
def test_no_table_that_is_named_prints_what_may_not_be_shown(table, study):
    run = ran("00", study=study, out=study / "out", table=table)
    told = [data for output in outputs(run) for kind, data in output.get("data", {}).items() if "image" not in kind]
    text = json.dumps(told, ensure_ascii=False) + "".join(output.get("text", "") for output in outputs(run))
    assert not re.findall(r"(?:worker|whisper|reply|buyer|slip|murmur|boss)\d+", text)
    assert not re.findall(r"(?:Attic|Quay|Vault)(?! \+)(?<!\+ .....)(?<!\+ ....)", text)  # by themselves
    sheets = [data for data in told if isinstance(data, dict) and "columns" in data]
    counts = [
        n for sheet in sheets if isinstance(sheet["columns"], list)
        for column in sheet["columns"] if column["head"] in ("n", "n of reference") for n in column["values"]
    ]  # fmt: skip
    assert all(n is None or n >= 10 for n in counts)
    assert table not in ("staff", "answers") or counts  # the control: of enough people the scores are there
    assert ("NPS" in text) == (table in ("staff", "employees", "answers"))
