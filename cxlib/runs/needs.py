"""Which roles open which sections: read from the notebooks' own calls, so that nothing is listed twice."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, cast

from pydantic_core import from_json  # of notebooks with their figures in a third of the time

from ..errors import CXError
from ..locale import say, word
from ..study.contract.models import Contract
from ..study.contract.role_meaning import roles_near
from ..study.contract.roles import KINDS, ROLES
from .bookshelf import CASES, find_notebooks

_TARGET = re.compile(r"^(\w+)\s*(?::[^=\n]+)?=(?!=)", re.MULTILINE)
_MADE = ("wrote",)  # columns that joins add
_OPTIONAL = ("weights", "within", "cluster", "labels")  # what an analysis goes without where a study has none


@dataclass(frozen=True, kw_only=True)
class Need:
    """What one section needs: of a table of one of some kinds (or any), a column of a role out of each set.

    `notebook` is its number, `section` that of its heading; `parts` has the role of the table itself first; `after` are
    the sections that it rests on.
    """

    notebook: str
    section: str
    kinds: tuple[str, ...]
    parts: tuple[frozenset[str], ...]
    after: tuple[str, ...] = ()

    def lacking(self, tables: Sequence[tuple[str, frozenset[str]]]) -> set[str] | None:
        """The roles that the fittest of a study's tables lacks; None where it has no table that could have them.

        `tables` are those of `tables_held`.
        """
        fit = [held for kind, held in tables if not self.kinds or kind in self.kinds]
        found = [[part for part in self.parts if held.isdisjoint(part)] for held in fit]
        return {"/".join(sorted(part)) for part in min(found, key=len)} if found else None


def tables_held(contract: Contract) -> list[tuple[str, frozenset[str]]]:
    """Of each table of a study its kind, and the roles and names of its columns."""
    return [
        (table.kind, frozenset(table.columns).union(column.role for column in table.columns.values()))
        for table in contract.tables.values()
    ]


@cache
def all_needs() -> tuple[Need, ...]:
    """What the sections of all notebooks but the cases need, in their order."""
    try:
        files = [file for file in find_notebooks() if file.stem not in CASES]
    except CXError:  # an installation without the notebooks
        return ()
    return tuple(
        need
        for file in files
        for need in _needs(file.stem.partition("_")[0], from_json(file.read_bytes(), cache_strings="keys")["cells"])
    )


def could_show(cells: Sequence[Mapping[str, Any]], contract: Contract) -> bool:
    """Whether the columns of a study can open a section of a notebook, or it tells something of every study.

    What is False here would run to its end and show nothing.
    """
    needs = list(_needs("", cells))
    return not needs or bool(open_sections(needs, contract)) or _tells_anyway(cells)


def open_sections(needs: Iterable[Need], contract: Contract) -> set[tuple[str, str]]:
    """Notebook and number of the sections whose columns a study has, unless they rest on one that lacks its own."""
    held = tables_held(contract)
    found: set[tuple[str, str]] = set()
    closed: set[tuple[str, str]] = set()
    for need in needs:
        rests_on = {(need.notebook, number) for number in (*need.after, need.section.rpartition(".")[0])}
        is_open = need.lacking(held) == set() and not rests_on & (closed - found)
        (found if is_open else closed).add((need.notebook, need.section))
    return found


def _tells_anyway(cells: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a reading stands in a section that needs no column, nor is part of one that does."""
    free, needy = True, set()
    for cell in cells:
        for node in _statements("".join(cell["source"])) if cell["cell_type"] == "code" else ():
            value = _assignment(node)[1]
            call = "" if value is None else _call(value)
            if isinstance(value, ast.Call) and call == "section":
                number = str(value.args[0].value) if value.args and isinstance(value.args[0], ast.Constant) else ""
                free = not {keyword.arg for keyword in value.keywords} & {"needs", "of", "after"}
                free = free and number.partition(".")[0] not in needy
                needy |= set() if free else {number}
            elif call == "reading" and free:
                return True
    return False


def opened_by() -> dict[str, dict[str, list[str]]]:
    """Role → number of a notebook → the sections that need it."""
    found: dict[str, dict[str, list[str]]] = {role: {} for role in ROLES}
    for need in all_needs():
        for role in frozenset(ROLES).intersection(frozenset().union(*need.parts)):
            sections = found[role].setdefault(need.notebook, [])
            sections += [need.section] * (need.section not in sections)
    return found


def _needs(notebook: str, cells: Sequence[Mapping[str, Any]]) -> Iterator[Need]:
    assigned = _Assigned()
    gates: dict[str, ast.Call] = {}
    for source in ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"):
        if "section(" not in source and "Gates(" not in source:
            assigned.note(source)
            continue
        for node in _statements(source):
            target, value = _assignment(node)
            if value is None:
                continue
            call = _call(value)
            if call == "Gates":
                gates[target] = cast(ast.Call, value)
            elif call == "section":
                yield from _need(notebook, cast(ast.Call, value), gates, assigned)
            if target and call not in ("Gates", "section"):
                assigned.take(target, value)


class _Assigned:
    """What names stand for where they are first assigned; a cell is parsed when one of its names is asked for."""

    def __init__(self) -> None:
        self.values: dict[str, ast.expr] = {}
        self.sources: dict[str, str] = {}

    def note(self, source: str) -> None:
        for name in _TARGET.findall(source):
            self.sources.setdefault(name, source)

    def take(self, name: str, value: ast.expr) -> None:
        if name not in self.sources:
            self.values.setdefault(name, value)

    def of(self, name: str) -> ast.expr | None:
        if name not in self.values and name in self.sources:
            for target, value in map(_assignment, _statements(self.sources.pop(name))):
                if target == name and value is not None:
                    self.values.setdefault(name, value)
        return self.values.get(name)


@lru_cache(maxsize=4096)
def _statements(source: str) -> list[ast.stmt]:
    lines = [line for line in source.splitlines() if not line.lstrip().startswith(("%", "!"))]
    try:
        return ast.parse("\n".join(lines)).body
    except SyntaxError:
        return []


def _assignment(node: ast.stmt) -> tuple[str, ast.expr | None]:
    """The name and the value of an assignment; of a bare call its value."""
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id, node.value
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id, node.value
    return "", node.value if isinstance(node, ast.Expr) else None


def _call(value: ast.expr) -> str:
    return value.func.attr if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) else ""


def _need(notebook: str, call: ast.Call, gates: Mapping[str, ast.Call], assigned: _Assigned) -> Iterator[Need]:
    """The needs of a section, unless it needs no data; of several tables it may use, one for each."""
    given: dict[str | None, Any] = {keyword.arg: keyword.value for keyword in call.keywords}
    if not isinstance(given.get("needs"), ast.Dict) or not gates:
        return
    wanted = [_roles(value, assigned) or _columns(value) for value in given["needs"].values]
    of = given.get("of")
    names = [node.id for node in ast.walk(of) if isinstance(node, ast.Name)] if of is not None else [next(iter(gates))]
    opened = {keyword.arg: keyword.value for keyword in gates[names[0]].keywords} if names[0] in gates else {}
    kinds = [
        value
        for name in names if name in gates
        for key in gates[name].keywords if key.arg in ("kind", "table")
        for value in _texts(key.value, assigned) if value in KINDS
    ]  # fmt: skip
    role = _roles(opened["role"], assigned) if "role" in opened else frozenset()
    options = given["given"] if isinstance(given.get("given"), ast.Dict) else ast.Dict([], [])
    analysed = [value for key, value in zip(options.keys, options.values, strict=True)
                if not isinstance(key, ast.Constant) or key.value not in _OPTIONAL]  # fmt: skip
    wanted += [_roles(value, assigned) for value in (*analysed, *filter(None, [given.get("lacking")]))]
    number = str(call.args[0].value) if call.args and isinstance(call.args[0], ast.Constant) else ""
    parts = tuple(dict.fromkeys(filter(None, [role, *wanted])))
    if parts:
        after = ast.literal_eval(given["after"]) if "after" in given else ()
        after = tuple(map(str, after if isinstance(after, tuple | list) else [after]))
        yield Need(notebook=notebook, section=number, kinds=tuple(dict.fromkeys(kinds)), parts=parts, after=after)


def _roles(value: ast.expr, assigned: _Assigned) -> frozenset[str]:
    return frozenset(word for word in _texts(value, assigned) if word in ROLES)


def _columns(value: ast.expr) -> frozenset[str]:
    """What is no role is the column of that name, unless a notebook makes it itself."""
    named = {str(value.value)} if isinstance(value, ast.Constant) else set()
    return frozenset(named - {"", *_MADE})


def _texts(value: ast.expr, assigned: _Assigned, depth: int = 0) -> Iterator[str]:
    """The words in an expression, those behind its names too."""
    for node in ast.walk(value):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (word.strip() for word in node.value.split(","))
        elif isinstance(node, ast.Name) and depth < 3 and (behind := assigned.of(node.id)) is not None:
            yield from _texts(behind, assigned, depth + 1)


def needs_table() -> str:
    """The roles as the table of README.md: what each is, and the notebooks with the sections that it opens."""
    rows = "".join(
        f"| `{name}` | {values} | {meaning} | {places} |\n" for name, values, meaning, places in roles_listed()
    )
    return f"| role | values | what it is | opens, by notebook |\n|---|---|---|---|\n{rows}"


def roles_listed() -> list[tuple[str, str, str, str]]:
    """Each role with the values it takes, what it is, and the notebooks it opens with their sections."""
    opened = opened_by()
    return [
        (name, role.values.replace("_", " or "), role.meaning, "; ".join(_places(opened[name])))
        for name, role in ROLES.items()
    ]


def roles_told(asked: str | None) -> Iterator[str]:
    """Each role as the terminal shows it; of a word, those that it may mean."""
    wanted = roles_near(asked) if asked else list(ROLES)
    if not wanted:
        raise CXError(f'"{asked}" is no role and no word for one.', "All roles, with what each is for: cx roles.")
    listed = {line[0]: line for line in roles_listed()}
    for name in wanted:
        _, values, meaning, places = listed[name]
        opens = f"\n{'':<22}{say('opens {places}', places=places)}" if places else ""
        yield f"{name:<20}  {word(meaning)} ({word(values)})" + opens


def _places(sections: Mapping[str, list[str]]) -> list[str]:
    return [f"{notebook}: {', '.join(found)}" for notebook, found in sections.items()]
