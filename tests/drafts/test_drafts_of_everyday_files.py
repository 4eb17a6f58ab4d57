"""Drafts of messy files: heads that name the scale, cells that say nothing in many ways, previews; and controls."""

from __future__ import annotations

import openpyxl
import pytest

from cxlib.drafts import draft_of


def rows(cells) -> str:
    return "".join(f"R{number};{cell}\n" for number, cell in enumerate(cells))


@pytest.mark.parametrize(
    ("head", "codes", "told"),
    [
        ("Web (1-5; 0 = no la usa)", [1, 2, 3, 4, 5, 0], "scale = [1, 5], not_used = [0]"),
        ("Web (1 to 7, 9 = don't know)", [2, 3, 4, 5, 9], "scale = [1, 7], not_used = [9]"),
        ("Valoración (0-10)", [3, 4, 8, 9, 10], "scale = [0, 10]"),
        ("Valoració [1 a 10]", [3, 4, 8, 9, 10], "scale = [1, 10]"),
    ],
)
def test_a_scale_in_brackets_of_the_head_is_the_one_asked(drafted, head, codes, told):
    cells = "".join(f"{n}\t{code}\t{code}\n" for n, code in enumerate(codes * 20))
    draft, _ = drafted(answers_tsv=f"id\t{head}\tOtra valoración (1-10)\n{cells}")
    line = next(line for line in draft.text.splitlines() if f'source = "{head}"' in line)
    assert told in line and "is that the scale asked" not in line


@pytest.mark.parametrize("head", ["Valoración (0-10)", "Valoración (1-5; 6 = other)"])
def test_a_scale_that_the_answers_leave_is_asked_for(drafted, head):
    cells = "".join(f"{n}\t{code}\t{code % 4}\n" for n, code in enumerate([1, 2, 3, 6, 12] * 20))
    draft, _ = drafted(answers_tsv=f"id\t{head}\tSatisfacción global\n{cells}")
    assert "is that the scale asked" in draft.text


def test_cells_that_say_nothing_are_missing(drafted):
    groups = ["East", "West", "NULL", "#N/A", "(blank)", "-", "n/a", "."] * 10
    _, study = drafted(answers_csv="id;Region\n" + rows(groups))
    assert set(study.tables["answers"]["region"].dropna()) == {"East", "West"}


def test_a_plus_and_a_minus_are_answers(drafted):
    _, study = drafted(answers_csv="id;Region\n" + rows(["+", "-"] * 20))
    assert set(study.tables["answers"]["region"]) == {"+", "-"}


def test_previews_of_a_survey_tool_are_left_out_and_marked(drafted):
    cells = "".join(f"R{n};{'Survey Preview' if n < 4 else 'IP Address'};{n % 11}\n" for n in range(60))
    draft, study = drafted(answers_csv="ResponseId;Status;Recommend\n" + cells)
    line = next(line for line in draft.text.splitlines() if line.startswith("rows"))
    assert line == 'rows = { "Status" = { not = ["Survey Preview"] } }  # check: these rows only try the questionnaire'
    assert len(study.tables["answers"]) == 56


@pytest.mark.parametrize("cells", [["1 - Very bad", "2", "3 (neutral)", "4", "5: Very good"]])
def test_numbers_of_which_most_bear_words_are_a_scale(drafted, cells):
    _, study = drafted(answers_csv="id;Satisfaction\n" + rows(cells * 12 + [cells[4]] * 60))
    (name,) = [name for name in study.tables["answers"] if name != "respondent"]
    assert sorted(study.tables["answers"][name].unique()) == [1, 2, 3, 4, 5]


def test_a_few_names_are_perhaps_no_customers(drafted):
    draft, _ = drafted(answers_csv="id;Cliente\n" + rows(["privato", "azienda", "ente"] * 20))
    assert "3 names for 60 rows: who they are, or a group of them?" in draft.text


def test_sheets_of_other_years_are_told(tmp_path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for year in ("2023", "2024", "2025"):
        sheet = book.create_sheet(year)
        for row in [["id", "Recomanació"], *([n, n % 11] for n in range(20))]:
            sheet.append(row)
    book.save(tmp_path / "enquesta.xlsx")
    line = next(line for line in draft_of([tmp_path / "enquesta.xlsx"]).text.splitlines() if "sheet" in line)
    assert line == 'sheet = "2023"  # check: "2024", "2025" too, with the same columns: other waves?'


@pytest.mark.parametrize(("codes", "named"), [([1, 2], True), ([1, 2, 3], False)])
def test_codes_that_the_head_explains_have_names(drafted, codes, named):
    draft, _ = drafted(answers_csv="id;resuelto (1=Sí, 2=No)\n" + rows(codes * 20))
    assert ('labels = { "1" = "Sí", "2" = "No" }' in draft.text) == named
