"""The kernel leaves out the cells of a closed section: before it runs, their code becomes one line that says so."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from html import escape
from typing import Any

from ..gates.this_cell import shell_now, this_cell
from ..locale import say
from .book import BOOK

LEFT_OUT = "application/vnd.cxlib.left-out+json"
MAGICS = ("run_cell_magic", "run_line_magic")
INNER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
ANYWAY = ("section", "Gates", "check", "glossary")
SHOWN = f"__import__({__name__!r}, fromlist=['say_left_out']).say_left_out({{number!r}})"


class LeaveOut(ast.NodeTransformer):
    """What IPython asks about the code of every cell before it runs."""

    def visit(self, node: ast.AST) -> ast.AST:
        """The code of a cell; of one in a closed section the line that says so."""
        try:
            return self._of_cell(node) if isinstance(node, ast.Module) else node
        except Exception:  # IPython would drop a transformer that raises, and every closed section would run
            return node

    def _of_cell(self, module: ast.Module) -> ast.Module:
        if runs_anyway(module):
            return without_arguments(module)
        section = BOOK.closed(this_cell())
        if section is not None:
            module.body = ast.parse(SHOWN.format(number=section.number)).body
        return module


def leave_out_closed() -> None:
    """Have the shell ask `LeaveOut` from the next cell on; in plain Python nothing happens."""
    shell = shell_now()
    if shell is not None and not any(isinstance(one, LeaveOut) for one in shell.ast_transformers):
        shell.ast_transformers.append(LeaveOut())


def say_left_out(number: str) -> None:
    """Display the line that stands for a cell of a closed section."""
    from IPython.display import display

    display(left_out(number, reason=BOOK.sections[number].reason), raw=True)


def left_out(number: str, *, reason: str) -> dict[str, Any]:
    """What is displayed for a cell of a section that is closed for a reason, by kind."""
    # without a reason nobody wants it, or it is on what is known of the sample company only
    closed = say("Left out: section {number} is closed.", number=number)
    line = closed if reason else say("Left out: section {number} does not apply here.", number=number)
    html = f'<p style="color:#767676"><small>{escape(line)}</small></p>'
    return {LEFT_OUT: {"number": number}, "text/html": html, "text/plain": line}


def is_left_out(source: str) -> bool:
    """Whether a kernel would leave a cell out where its section is closed; False where only a kernel could tell."""
    try:
        return not runs_anyway(ast.parse(source))
    except SyntaxError:  # a magic
        return False


def runs_anyway(module: ast.Module) -> bool:
    """Whether a cell opens a section, chooses the notebook's table, asks or explains a word, or only imports.

    Exercises, quizzes and words are of the course and not of the data.
    """
    if module.body and all(isinstance(line, ast.Import | ast.ImportFrom) for line in module.body):
        return True
    return any(name in ANYWAY for name in _called(module))


def without_arguments(module: ast.Module) -> ast.Module:
    """The cell, its calls of closed parts stripped: what they are given comes from cells that were left out.

    A part of a closed section, or one that rests on it, stays closed whatever else it is called with.
    """
    for node in ast.walk(module):
        if not (isinstance(node, ast.Call) and _name(node) == "section" and node.args):
            continue
        number, after = node.args[0], next((word for word in node.keywords if word.arg == "after"), None)
        earlier = () if after is None else ast.literal_eval(after.value)
        earlier = [earlier] if isinstance(earlier, int | str) else earlier
        if BOOK.closed_before(str(ast.literal_eval(number)), map(str, earlier)) is not None:
            node.keywords = [] if after is None else [after]
    return module


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _called(node: ast.AST) -> Iterator[str]:
    """The names of the functions that code calls at once, also inside the text of a magic such as %%time."""
    for part in ast.iter_child_nodes(node):
        if isinstance(part, INNER):
            continue
        if isinstance(part, ast.Call):
            name = _name(part)
            yield name
            if name in MAGICS and part.args and isinstance(part.args[-1], ast.Constant):
                yield from _called_in_magic(str(part.args[-1].value))
        yield from _called(part)


def _called_in_magic(text: str) -> Iterator[str]:
    try:
        inner = ast.parse(shell_now().transform_cell(text))
    except SyntaxError:  # not Python, as the text of %%html
        return
    yield from _called(inner)
