"""Every notebook keeps the rules, and every rule can be broken."""

from __future__ import annotations

import re

import nbformat
import pytest
from lint_rules import EVERY_NOTEBOOK, LECTURE, READING, ROOT, refresh_notebooks
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from cxlib.learn import EXERCISES

NOTEBOOKS = ROOT / "notebooks"
LECTURES = sorted(NOTEBOOKS.glob("*.ipynb"))
OTHERS = sorted([*NOTEBOOKS.glob("solutions/*.ipynb"), *NOTEBOOKS.glob("exercises/*.ipynb")])


def named(path):
    return f"{path.parent.name}/{path.stem}"


def faults(notebook, rules):
    return [fault for rule in rules for fault in rule(notebook)]


def test_there_are_notebooks_to_look_at():
    assert LECTURES
    assert OTHERS


@pytest.mark.parametrize("path", LECTURES, ids=named)
def test_a_lecture_keeps_every_rule(path):
    assert faults(nbformat.read(path, as_version=4), LECTURE) == []


@pytest.mark.parametrize("path", OTHERS, ids=named)
def test_solutions_and_exercises_keep_the_common_rules(path):
    assert faults(nbformat.read(path, as_version=4), EVERY_NOTEBOOK) == []


@pytest.mark.parametrize("path", LECTURES, ids=named)
def test_a_lecture_and_its_solutions_ask_every_exercise_once(path):
    expected = [name for name in EXERCISES if name.startswith(path.stem[:2])]
    for folder in (NOTEBOOKS, NOTEBOOKS / "solutions", NOTEBOOKS / "exercises"):
        text = "\n".join(cell.source for cell in nbformat.read(folder / path.name, as_version=4).cells)
        assert sorted(re.findall(r'cx\.check\("(\d\d-\d+)"', text)) == expected


def figure(alt):
    return new_output("display_data", {"image/png": "iVBORw=="}, metadata={"image/png": {"alt": alt}})


def lecture():
    """A lecture that keeps every rule."""
    opening = (
        "# 9 · A title\n\n**Decision:** which?\n\n**Who decides:** the board.\n\n**After this you can**\n\n"
        "- count,\n- add,\n- divide,\n- doubt.\n\n**Time:** 5 minutes.\n\n**Needs:** nothing."
    )
    closing = "\n".join(
        f"## {title}\n" for title in ("What we found", "What this does not show", "On Monday", "Check yourself")
    )
    cells = [
        new_markdown_cell(opening),
        new_code_cell('study: str = ""  # the study\nseed: int = 1  # of draws', metadata={"tags": ["parameters"]}),
        new_markdown_cell("## The data"),
        new_code_cell("print(1)", outputs=[new_output("stream", text="1\n")]),
        new_markdown_cell("word " * 800),
        *[new_code_cell(f"x = {number}") for number in range(23)],
        new_code_cell("show()", outputs=[figure("Eleven bars, tallest at ten, few below six.")]),
        new_markdown_cell(closing + "## Where next\n"),
    ]
    notebook = new_notebook(cells=cells, metadata=refresh_notebooks.METADATA)
    for count, cell in enumerate([cell for cell in cells if cell.cell_type == "code"], start=1):
        cell.execution_count = count
    return notebook


def test_the_made_lecture_is_well():
    assert faults(lecture(), LECTURE) == []


def replaced(place, old, new, once=False):
    def change(notebook):
        assert old in notebook.cells[place].source
        notebook.cells[place].source = notebook.cells[place].source.replace(old, new, 1 if once else -1)

    return change


def output(place, *outputs):
    def change(notebook):
        notebook.cells[place].outputs = list(outputs)

    return change


def text(value):
    return new_output("execute_result", {"text/plain": value}, execution_count=2)


BREAKS = {
    "papermill's record": (
        lambda notebook: notebook.metadata.update(papermill={}),
        ["metadata: ['kernelspec', 'language_info', 'papermill'], kernel python3"],
    ),
    "another kernel": (
        lambda notebook: notebook.metadata.update(kernelspec={"name": "mine"}),
        ["metadata: ['kernelspec', 'language_info'], kernel mine"],
    ),
    "a time stamp": (
        lambda notebook: notebook.cells[3].metadata.update(execution={}),
        ["print(1): metadata ['execution']"],
    ),
    "a cell run twice": (
        lambda notebook: notebook.cells[1].update(execution_count=3),
        [f"execution counts: {[3, *range(2, 27)]}"],
    ),
    "a long cell": (replaced(5, "x = 0", "x = 0\n" * 13), ["x = 0: 13 lines of code"]),
    "a long function": (
        replaced(5, "x = 0", "def f():\n" + "    x = 0\n" * 5),
        ["f: a function of 6 lines"],
    ),
    "two titles": (
        replaced(2, "## The data", "# Two\n## The data"),
        [
            "headings: not one title, at the top",
            "data card: 0 headings",
        ],
    ),
    "a level left out": (
        replaced(4, "word", "#### Deep\nword", once=True),
        ["Deep: level 4 under level 2"],
    ),
    "no alt text": (output(28, figure("")), ["show(): the figure's alt text is ''"]),
    "a heading as alt text": (
        lambda notebook: (
            replaced(4, "word", "")(notebook),
            notebook.cells.insert(4, new_markdown_cell("### A heading that is thirty letters long\n" + "word " * 800)),
            output(29, figure("A heading that is thirty letters long"))(notebook),
        ),
        ["show(): the figure's alt text is 'A heading that is thirty letters long'"],
    ),
    "a warning": (
        output(3, new_output("stream", name="stderr", text="f.py:1: UserWarning: few")),
        ["In [2] (print(1)): text on stderr", "In [2] (print(1)): a warning"],
    ),
    "a numpy repr": (output(3, text("np.float64(1.0)")), ["In [2] (print(1)): a numpy repr"]),
    "an address": (output(3, text("<f at 0x7f3c5d2a>")), ["In [2] (print(1)): a memory address"]),
    "a folder": (output(3, text("/home/me/x.csv")), ["In [2] (print(1)): a folder of this machine"]),
    "a folder of Windows": (output(3, text(r"C:\Users\me")), ["In [2] (print(1)): a folder of this machine"]),
    "a folder in the code": (
        replaced(3, "print(1)", 'print("/home/me/x.csv")'),
        [
            'print("/home/me/x.csv"): a folder of one machine',
        ],
    ),
    "a Styler": (
        output(3, new_output("execute_result", {"text/html": '<table id="T_0a1b2">'}, execution_count=2)),
        ["In [2] (print(1)): a pandas Styler, whose ids are drawn at random"],
    ),
    "a widget": (
        output(3, new_output("display_data", {"application/vnd.jupyter.widget-view+json": {}})),
        ["In [2] (print(1)): an output of kind application/vnd.jupyter.widget-view+json"],
    ),
    "an error": (
        output(3, new_output("error", ename="NameError", evalue="x", traceback=[])),
        ["In [2] (print(1)): an error, NameError: x"],
    ),
    "an output nobody compares": (
        lambda notebook: notebook.cells[3].metadata.update(tags=["nbval-ignore-output"]),
        ["print(1): an output that no test compares"],
    ),
    "no decision": (
        replaced(0, "**Decision:**", "Decision:"),
        [
            "opening: **Who decides:**, **After this you can**, **Time:**, **Needs:** instead of "
            "**Decision:**, **Who decides:**, **After this you can**, **Time:**, **Needs:**"
        ],
    ),
    "too few abilities": (replaced(0, "- add,\n", ""), ["opening: 3 abilities"]),
    "no minutes": (replaced(0, "5 minutes", "a while"), ["opening: no time in minutes"]),
    "no data card": (output(3), ["data card: no output under its heading"]),
    "no parameters": (
        lambda notebook: notebook.cells[1].metadata.clear(),
        ["parameters: 0 cells with the tag"],
    ),
    "a bare parameter": (
        replaced(1, "seed: int = 1  # of draws", "seed = 1"),
        ["parameters: no annotation or no comment: seed = 1"],
    ),
    "no closing": (
        replaced(29, "## On Monday\n", ""),
        ["closing: The data, What we found, What this does not show, Check yourself, Where next"],
    ),
    "a reading that hides another": (
        output(3, *[new_output("display_data", {READING: {"topic": "nps", "aside": aside}}) for aside in (0, 0, 1)]),
        ["print(1): a second reading of the topic nps"],
    ),
    "too few words": (replaced(4, "word ", ""), ["length: 38 words"]),
    "too few code cells": (
        lambda notebook: notebook.cells.__delitem__(slice(27, 29)),
        ["length: 24 code cells"],
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_rule_is_told(name):
    change, told = BREAKS[name]
    notebook = lecture()
    change(notebook)
    assert faults(notebook, LECTURE) == told
