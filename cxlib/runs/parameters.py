"""The parameters of a notebook, read without running it and checked before anything runs."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..errors import CXError, nearest
from .values import KINDS, Parameter, Value, checked_value

if TYPE_CHECKING:
    from nbformat import NotebookNode


def notebook_parameters(notebook: NotebookNode, *, name: str) -> dict[str, Parameter]:
    """The parameters a notebook declares, in the order written; its code is read, never run.

    Raises
    ------
    CXError
        No cell, or more than one, is tagged ``parameters``, or a line of it is no annotated assignment.
    """
    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(cells) != 1:
        count = f"{len(cells)} cells are" if cells else "no cell is"
        raise CXError(
            f'{name}: {count} tagged "parameters".',
            'Tag the one cell that holds the parameters with "parameters".',
        )
    source = cells[0].source
    try:
        lines = ast.parse(source).body
    except SyntaxError as error:
        raise CXError(
            f"{name}: the parameters cell is not valid Python (line {error.lineno}: {error.msg}).",
            "Mend that line in the notebook.",
        ) from None
    comments = _comments(source)
    read = [_parameter(line, comments, name) for line in lines if not _is_text(line)]
    return {parameter.name: parameter for parameter in read}


def split_options(options: Iterable[str]) -> dict[str, str]:
    """The words after ``-p``, as names and texts."""
    given: dict[str, str] = {}
    for option in options:
        name, sign, text = option.partition("=")
        name = name.strip()
        if not sign or not name.isidentifier():
            raise CXError(f'-p {option}: not of the form "name=value".', "Write for example -p weighted=false.")
        if name in given:
            raise CXError(f"-p {name}: given twice.", "Keep one of the two.")
        given[name] = text.strip()
    return given


def checked_parameters(
    given: Mapping[str, Value] | None, known: Mapping[str, Mapping[str, Parameter]]
) -> dict[str, dict[str, Value]]:
    """What each notebook is given: only the parameters it knows, each of the right type and possible.

    Parameters
    ----------
    given : mapping or None
        Names and values; a value may be text as typed on the command line.
    known : mapping
        For each notebook's name, its parameters.

    Returns
    -------
    dict
        For each notebook's name, names and values.

    Raises
    ------
    CXError
        A name no notebook knows, a wrong type, or an impossible value.
    """
    given = dict(given or {})
    names = list(dict.fromkeys(name for parameters in known.values() for name in parameters))
    for name in given:
        if name == "study":
            raise CXError("study: not a parameter to give by name.", "Write cx run STUDY.")
        if name not in names:
            others = nearest(name, [other for other in names if other != "study"])
            raise CXError(f"{name}: no such parameter in {_listed(known)}.", others)
    return {
        notebook: {name: checked_value(parameters[name], value) for name, value in given.items() if name in parameters}
        for notebook, parameters in known.items()
    }


def _parameter(line: ast.stmt, comments: Mapping[int, str], name: str) -> Parameter:
    """One line of the parameters cell."""
    fault = CXError(
        f'{name}: line {line.lineno} of the parameters cell is not of the form "name: type = value".',
        "Annotate each parameter with str, int, float or bool, and give it a plain value.",
    )
    if not (isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.value):
        raise fault
    kinds = [kind.strip() for kind in ast.unparse(line.annotation).split("|")]
    optional = "None" in kinds
    kinds = [kind for kind in kinds if kind != "None"]
    try:
        default = ast.literal_eval(line.value)
    except ValueError:
        raise fault from None
    if len(kinds) != 1 or kinds[0] not in KINDS:
        raise fault
    parameter = Parameter(
        name=line.target.id,
        kind=kinds[0],
        default=default,
        help=comments.get(line.end_lineno or 0, ""),
        optional=optional,
    )
    if not isinstance(default, str) or parameter.kind == "str":
        checked_value(parameter, default)
        return parameter
    raise fault


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string.lstrip("# ").strip() for token in tokens if token.type == tokenize.COMMENT}


def _is_text(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last
