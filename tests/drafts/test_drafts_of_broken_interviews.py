"""Interviews that were not finished are asked about, and count until somebody says that they do not."""

from __future__ import annotations

import pytest

from cxlib.study import read_study
from tests.drafts.test_drafts_of_tools import written

N = 60
NPS = [place % 11 for place in range(N)]
DAYS = [f"2026-03-{1 + place % 28:02d} 10:00:00" for place in range(N)]
LAST = 6  # of the rows were broken off


def ends(done: str, broken: str) -> list[str]:
    return [done] * (N - LAST) + [broken] * LAST


@pytest.mark.parametrize(
    ("head", "cells", "condition"),
    [
        ("Status", ends("Complete", "Partial"), '"Status" = ["Complete"]'),
        ("Response Type", ends("completed", "started"), '"Response Type" = ["completed"]'),
        ("Estado", ends("Completada", "Incompleta"), '"Estado" = ["Completada"]'),
        ("Finished", ends("True", "False"), '"Finished" = ["True"]'),
        ("Finished", ends("1", "0"), '"Finished" = ["1"]'),
        ("Progress", ends("100", "43"), '"Progress" = { from = 100 }'),
        ("submitdate. Date submitted", DAYS[: N - LAST] + [""] * LAST,
         '"submitdate. Date submitted" = { not = [""] }'),
    ],
)  # fmt: skip
def test_interviews_that_were_broken_off_are_asked_about(drafted, head, cells, condition):
    draft, study = drafted(a_csv=written([["id", head, "NPS"]], [range(N), cells, NPS]))
    told = f"6 interviews were not finished and count; if not, write rows = {{ {condition} }}"
    assert told in draft.text and len(study.tables["a"]) == N
    file = draft.folder / "study.toml"
    kind = next(line for line in draft.text.splitlines() if line.startswith("kind ="))
    file.write_text(draft.text.replace(kind, f"{kind}\nrows = {{ {condition} }}"), encoding="utf-8")
    assert len(read_study(draft.folder).tables["a"]) == N - LAST


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Status", ["Gold", "Silver"] * 30),
        ("Status", ["Complete"] * N),
        ("Order", ends("Complete", "Refunded")),
        ("Completed", DAYS),
        ("Reply date", DAYS[: N - LAST] + [""] * LAST),
        ("submitdate", DAYS[:10] + [""] * (N - 10)),
    ],
)
def test_other_columns_say_nothing_of_it(drafted, head, cells):
    draft, _ = drafted(a_csv=written([["id", head, "NPS"]], [range(N), cells, NPS]))
    assert "not finished" not in draft.text
