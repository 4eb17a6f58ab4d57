"""The kernel leaves out the cells of a closed section: before it runs, their code becomes one line that says so."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from html import escape

from ..gates.this_cell import shell_now, this_cell
from .book import BOOK

LEFT_OUT = "application/vnd.cxlib.left-out+json"
MAGICS = ("run_cell_magic", "run_line_magic")
INNER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
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
            return put_off(module)
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

    section = BOOK.sections[number]
    # without a reason it is a part on what is known of the sample company
    line = f"section {number} is closed." if section.reason else f"section {number} is about the sample company."
    html = f'<p style="color:#767676"><small>Left out: {escape(line)}</small></p>'
    display({LEFT_OUT: {"number": number}, "text/html": html, "text/plain": f"Left out: {line}"}, raw=True)


def runs_anyway(module: ast.Module) -> bool:
    """Whether a cell opens a section, chooses the notebook's table, or imports and does nothing else."""
    if module.body and all(isinstance(line, ast.Import | ast.ImportFrom) for line in module.body):
        return True
    return any(name in ("section", "Gates") for name in _called(module))


def put_off(module: ast.Module) -> ast.Module:
    """The cell with what its section's analysis is given put off until the section opens.

    So it may name what an earlier section made, which is not there where that one is closed.
    """
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or getattr(node.func, "attr", getattr(node.func, "id", "")) != "section":
            continue
        for part in node.keywords:
            if part.arg == "given" and not isinstance(part.value, ast.Lambda):
                nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
                part.value = ast.copy_location(ast.Lambda(args=nothing, body=part.value), part.value)
    return ast.fix_missing_locations(module)


def _called(node: ast.AST) -> Iterator[str]:
    """The names of the functions that code calls at once, also inside the text of a magic such as %%time."""
    for part in ast.iter_child_nodes(node):
        if isinstance(part, INNER):
            continue
        if isinstance(part, ast.Call):
            name = getattr(part.func, "attr", getattr(part.func, "id", ""))
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
