"""A table of means that stands beside the answers on one sheet."""

from __future__ import annotations

import openpyxl
import pytest

from cxlib.drafts import draft_of
from cxlib.study import read_study

COLUMNS = """shop = { source = "Shop", role = "segment" }
score = { source = "NPS", role = "recommend", scale = [0, 10] }"""
N = 20


def book(tmp_path, beside: list[list[object]], heads: list[str | None] | None = None):
    workbook = openpyxl.Workbook()
    workbook.active.append(["NPS", "Shop", *(heads or [None, "Shop", "Mean"])])
    for place in range(N):
        more = beside[place] if place < len(beside) else []
        workbook.active.append([place % 11, ["Vic", "Reus"][place % 2], *more])
    workbook.save(tmp_path / "answers.xlsx")
    return tmp_path / "answers.xlsx"


def test_a_table_beside_the_answers_is_left_out_and_told(study, tmp_path):
    path = book(tmp_path, [[None, "Vic", 5.5], [None, "Reus", 4.5]])
    read = read_study(study(COLUMNS, file="answers.xlsx"))
    assert read.tables["answers"]["shop"].tolist() == ["Vic", "Reus"] * 10
    assert (
        'answers: "answers.xlsx": another table stands beside the answers ("Shop", "Mean") and was not read; '
        in (read.notes[0])
    )
    assert 'unit = { source = "Shop"' in draft_of([path]).text


@pytest.mark.parametrize(
    ("beside", "heads"),
    [
        ([[None, "good", "x"]] * N, [None, "Comment", "More"]),  # as many rows as answers
        ([[], [], [None, "late", None], [], [None, "dear", None]], [None, "Comment", "More"]),  # few comments
        ([[1, "Vic", 5.5], [2, "Reus", 4.5]], [None, "Comment", "Mean"]),  # the column between has cells
    ],
)
def test_columns_of_answers_behind_a_gap_are_read(tmp_path, beside, heads):
    assert "Comment" in draft_of([book(tmp_path, beside, heads)]).text


def test_a_table_whose_column_is_named_is_read(study, tmp_path):
    book(tmp_path, [[None, "Vic", 5.5], [None, "Reus", 4.5]], [None, "Where", "Mean"])
    columns = COLUMNS + '\nmean = { source = "Mean", role = "measure" }'
    assert read_study(study(columns, file="answers.xlsx")).tables["answers"]["mean"].notna().sum() == 2
