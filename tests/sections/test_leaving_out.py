"""The kernel leaves out the cells of a closed section: in their order, or by their ids where these are sent."""

from __future__ import annotations

import ast

import cxlib as cx
from cxlib.sections.leaving_out import LeaveOut

CLOSED = "rows = cx.section(2, needs={'score': 'recommend'}, min_answers=min_people * 10)"
OPEN = "rows = cx.section(3, needs={'score': 'recommend'})"
LATER = "later = cx.section(5, needs={'touchpoint': 'touchpoint'})"


def test_a_closed_section_leaves_out_its_cells_up_to_the_next(notebook):
    assert notebook.run(CLOSED).section["state"] == "closed"
    shown = notebook.run("1 / 0")
    assert shown.left_out == "2" and shown.error is None
    assert shown.data == [
        {
            "application/vnd.cxlib.left-out+json": {"number": "2"},
            "text/html": '<p style="color:#767676"><small>Left out: section 2 is closed.</small></p>',
            "text/plain": "Left out: section 2 is closed.",
        }
    ]
    assert notebook.run(OPEN).section["state"] == "open"
    shown = notebook.run("len(rows.rows)")
    assert (shown.left_out, shown.value) == (None, 8)


def test_the_words_of_a_part_that_only_the_sample_company_has(notebook):
    assert notebook.run("cx.section('2.1', truth={})").section["reason"] == ""
    assert notebook.run("1 / 0").data[0]["text/plain"] == "Left out: section 2.1 does not apply here."


def test_a_part_of_a_closed_section_asks_for_nothing_that_was_left_out(notebook):
    notebook.run(CLOSED)
    notebook.run("found = 3")  # left out
    for call in ("cx.section('2.1', wanted=found > 2)", "part = cx.section('4', after=2, given={'data': found})"):
        shown = notebook.run(call)
        assert shown.error is None and shown.section["state"] == "closed"
    assert "found" in repr(notebook.run("cx.section('5.1', wanted=found > 2)").error)


def test_the_closing_block_runs(notebook):
    notebook.run(CLOSED)
    assert notebook.run("cx.section('closing')").section["state"] == "open"
    assert notebook.run("cx.next_steps({2: 'Ask.'})").left_out is None


def test_a_section_is_displayed_once_and_again_where_a_later_cell_asks(notebook):
    assert len(notebook.run("cx.section(4)").data) == len(notebook.run("rows = cx.section(4)\nrows").data) == 1
    assert notebook.run("rows").section["number"] == "4"


def test_what_a_closed_section_imports_is_there_for_later_ones(notebook):
    notebook.run(CLOSED)
    assert notebook.run("from math import pi\nimport math").left_out is None
    assert notebook.run("from math import e\ne").left_out == "2"
    assert notebook.run("comments = cx.Gates(study, role='verbatim', min_cell=1)").left_out is None
    assert notebook.run("cx.section(6, of=comments)").section["state"] == "open"
    assert notebook.run("pi").value > 3


def test_a_magic_above_the_call_does_not_hide_it(notebook):
    notebook.run(CLOSED)
    assert notebook.run("%%time\n1 / 0").left_out == "2"
    assert notebook.run("%time 1 / 0").left_out == "2"
    assert notebook.run("%%html\n<b>section(").left_out == "2"
    assert notebook.run("%%time\n%precision 3\n" + OPEN).section["number"] == "3"
    assert notebook.run("%%time\nprint(len(rows.rows))").printed.startswith("8\n")
    notebook.run(CLOSED)
    assert notebook.run("%time " + OPEN).section["state"] == "open"


def test_a_function_that_calls_section_when_it_is_called_opens_none(notebook):
    notebook.run(CLOSED)
    assert notebook.run("def view():\n    return cx.section(4)").left_out == "2"


def test_a_cell_that_awaits_is_left_out_or_runs(notebook):
    wait = "import asyncio\nawait asyncio.sleep(0)\n"
    notebook.run(CLOSED)
    assert notebook.run(wait + "1 / 0").left_out == "2"
    assert notebook.run("await asyncio.sleep(0)\n" + OPEN).error is not None  # asyncio was left out
    assert notebook.run(wait + OPEN).section["state"] == "open"
    assert notebook.run(wait + "len(rows.rows)").value == 8


def test_an_error_in_an_open_section_is_one(notebook):
    notebook.run(OPEN)
    assert isinstance(notebook.run("1 / 0").error, ZeroDivisionError)


def test_a_section_opens_again_after_a_parameter_was_changed(notebook):
    def everything() -> list:
        return [notebook.run(CLOSED, "aaaaaaa2"), notebook.run("len(rows.rows)", "bbbbbbb2")]

    assert [one.left_out for one in everything()] == [None, "2"]
    assert notebook.run("min_people = 0", "00000001", tags=("parameters",)).left_out is None
    assert everything()[1].value == 8
    notebook.run("min_people = 3", "00000001", tags=("parameters",))
    assert [one.left_out for one in everything()] == [None, "2"]


def test_a_cell_run_again_out_of_order_follows_its_own_section(notebook):
    notebook.run(OPEN, "aaaaaaa3")
    notebook.run("len(rows.rows)", "bbbbbbb3")
    notebook.run(LATER, "aaaaaaa5")
    assert notebook.run("1 / 0", "bbbbbbb5").left_out == "5"
    assert notebook.run("len(rows.rows) + 1", "bbbbbbb3").value == 9  # changed, and still of section 3
    notebook.run("cx.section('closing')", "aaaaaaa9")
    assert notebook.run("1 / 0", "bbbbbbb5").left_out == "5"
    assert notebook.run("%%time\n1 / 0", "bbbbbbb5").left_out == "5"


def test_the_cells_above_the_first_section_run_again_at_any_time(notebook):
    notebook.run("early = 1", "00000002")
    notebook.run(CLOSED, "aaaaaaa2")
    assert notebook.run("early = 1", "00000002").left_out is None
    assert notebook.run("gates = cx.Gates(study, role='recommend', min_cell=2)", "00000003").left_out is None


def test_a_cell_of_the_student_runs_in_a_closed_section(notebook):
    notebook.run(CLOSED, "aaaaaaa2")
    own = "0b9c0f8e-6d1f-4c0e-8f5a-2d5a7f0c1e11"
    assert notebook.run("len(gates.answers)", own).value == 8
    assert notebook.run("1 / 0", "bbbbbbb2-2").left_out == "2"
    assert notebook.run("7").value == 7  # no cell of the notebook: it has no id, and the others have


def test_where_no_cell_is_named_as_the_course_names_them_all_are_left_out(notebook):
    notebook.run(CLOSED, "vscode-notebook-cell:1")
    assert notebook.run("1 / 0", "vscode-notebook-cell:2").left_out == "2"


def test_gates_made_again_by_the_same_cell_replace_the_first_ones(notebook):
    make = "gates, others = [cx.Gates(study, role=role, min_cell=1) for role in ('verbatim', 'recommend')]"
    notebook.run("gates = cx.Gates(study, role='verbatim', min_cell=1)", "00000004")
    assert notebook.run("cx.section(1, needs={}).table", "aaaaaaa1").value == "relationship"
    from cxlib.gates.first import FIRST

    FIRST.gates = FIRST.cell = None
    notebook.run(make, "00000005")
    assert notebook.run("cx.section(1, needs={}).table", "aaaaaaa1").value == "comments"
    notebook.run(make.replace("('verbatim', 'recommend')", "('recommend', 'verbatim')"), "00000005")
    assert notebook.run("cx.section(1, needs={}).table", "aaaaaaa1").value == "relationship"


def test_nothing_that_goes_wrong_lets_closed_cells_run(notebook, monkeypatch):
    notebook.run(CLOSED)
    monkeypatch.setattr("cxlib.sections.leaving_out.runs_anyway", lambda module: 1 / 0)
    assert notebook.run("5").value == 5 and len(notebook.shell.ast_transformers) == 1
    monkeypatch.undo()
    assert notebook.run("5").left_out == "2"


def test_the_transformer_is_registered_once_and_leaves_other_trees_alone(notebook):
    for _ in range(2):
        notebook.run(CLOSED)
    assert [type(one) for one in notebook.shell.ast_transformers] == [LeaveOut]
    tree = ast.parse("1", mode="eval")
    assert LeaveOut().visit(tree) is tree


def test_in_plain_python_a_section_displays_nothing(folder, capsys):
    cx.section(4)
    assert capsys.readouterr().out == ""
