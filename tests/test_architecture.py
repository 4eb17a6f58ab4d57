"""The rules of ARCHITECTURE.md, held against the code as it is."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import cxlib

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "cxlib"
FILES = sorted(LIBRARY.rglob("*.py"))
GENERATOR = sorted((ROOT / "data" / "samples" / "generator").rglob("*.py"))

# Modules about a topic never import one another.
TOPICS = (
    "loyalty",
    "drivers",
    "touchpoints",
    "journeys",
    "listening",
    "words",
    "engagement",
    "linkage",
    "monitoring",
    "priorities",
)
# Lowest first. A module may import what stands above it in this list and its own package, nothing else.
LAYERS = (
    ("errors",),
    ("locale",),
    ("text",),
    ("shown",),
    ("results",),
    ("estimators",),
    ("aggregate",),
    ("samples",),
    ("blocks",),
    ("study",),
    ("drafts",),
    ("privacy",),
    ("gates",),
    ("sections",),
    ("readings",),
    ("learn", "questionnaires"),
    TOPICS,
    ("figures",),
    ("runs",),
    ("cli",),
)
HEAVY = ("pandas", "scipy", "statsmodels", "seaborn", "matplotlib")
FILE_LINES = 320
FUNCTION_LINES = 70


def part_of(file: Path) -> str:
    """The module or package of cxlib that a file belongs to: `loyalty` for cxlib/loyalty/score.py."""
    return file.relative_to(LIBRARY).parts[0].removesuffix(".py")


def imported(file: Path) -> set[str]:
    """Full names of everything a file imports, also inside functions and for types only."""
    package = ["cxlib", *file.relative_to(LIBRARY).parts[:-1]]
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            home = [*above, *(node.module or "").split(".")] if node.module else above
            names.update(".".join([*home, alias.name]) for alias in node.names)
    return names


def parts_imported(file: Path) -> set[str]:
    """The other modules and packages of cxlib that a file imports."""
    inside = {name.split(".")[1] for name in imported(file) if name.startswith("cxlib.")}
    return inside - {part_of(file)}


def public_names() -> dict[str, str]:
    """Public name → the module it comes from, as the stub says."""
    stub = ast.parse((LIBRARY / "__init__.pyi").read_text(encoding="utf-8"))
    return {
        alias.asname or alias.name: node.module or ""
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def public_functions() -> dict[str, object]:
    """Every public function: of the stub, and every figure."""
    figures = importlib.import_module("cxlib.figures")
    everything = {name: getattr(cxlib, name) for name in public_names()}
    everything |= {name: getattr(figures, name) for name in vars(figures) if name.startswith("plot_")}
    return {name: thing for name, thing in everything.items() if inspect.isfunction(thing)}


def functions(file: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function's body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def trees() -> list[list[tuple[int, str]]]:
    """The two trees of ARCHITECTURE.md as (depth, line): of the whole house, and of cxlib."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```text\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    return [[((len(line) - len(line.lstrip())) // 2, line.strip()) for line in block.splitlines()] for block in blocks]


def test_the_tree_of_the_house_is_the_real_one():
    if not (ROOT / ".git").exists():
        pytest.skip("this copy has no git history that tells the project's files from others")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    there = {name.partition("/")[0] + "/" * ("/" in name) for name in listed if (ROOT / name).exists()}
    house, _ = trees()
    assert {line.split()[0] for depth, line in house if depth == 0} == there - {".gitignore"}


def test_the_folders_named_inside_the_house_are_there():
    house, _ = trees()
    above = ""
    for depth, line in house:
        name = line.split()[0]
        if depth == 0:
            above = name
        else:
            assert (ROOT / above / name).exists(), f"{above}{name}"


def test_the_tree_of_cxlib_is_the_real_one():
    _, library = trees()
    assert library[0] == (0, "cxlib/")
    named = {line.split()[0] for depth, line in library if depth == 1}
    modules = {file.name for file in LIBRARY.glob("*.py")}
    packages = {f"{file.parent.name}/" for file in LIBRARY.glob("*/__init__.py")}
    assert named == modules | packages


def test_every_module_says_in_words_of_its_own_what_it_is_for():
    said = [(ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").partition("\n")[0] for file in FILES]
    assert all(len(line) >= 15 and line.endswith((".", ":", "?")) for line in said)
    assert len(set(said)) == len(said)


def test_the_page_is_short_enough_to_be_read():
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 123


def test_every_module_has_its_layer():
    assert {part_of(file) for file in FILES} - {"__init__"} == {part for layer in LAYERS for part in layer}


def test_the_page_names_the_layers_in_their_order():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    line = " → ".join(", ".join(f"`{part}`" for part in layer) for layer in LAYERS)
    assert line in " ".join(text.split())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(LIBRARY).as_posix())
def test_imports_point_down_only(file):
    height = {part: number for number, layer in enumerate(LAYERS) for part in layer}
    own = len(LAYERS) if part_of(file) == "__init__" else height[part_of(file)]
    upward = {part for part in parts_imported(file) if height.get(part, len(LAYERS)) >= own}
    assert not upward


def test_an_upward_import_would_be_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "LIBRARY", tmp_path)
    file = tmp_path / "estimators" / "odd.py"
    file.parent.mkdir()
    file.write_text("from ..loyalty.score import x\nfrom .. import runs\ndef f():\n    import cxlib.cli\n")
    assert parts_imported(file) == {"loyalty", "runs", "cli"}


def rooms_imported(file: Path) -> set[str]:
    """The rooms of study/ that a module of it needs at work; what stands under TYPE_CHECKING names types only."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for_types = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]
    idle = {id(inner) for node in for_types for inner in ast.walk(node)}
    level = len(file.relative_to(LIBRARY).parts) - 1
    return {
        (node.module or alias.name).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level == level and id(node) not in idle
        for alias in node.names
    }


def test_the_rooms_of_a_study_import_to_their_left_only():
    said = ast.get_docstring(ast.parse((LIBRARY / "study" / "__init__.py").read_text(encoding="utf-8")))
    order = re.findall(r"`(\w+)`", said.partition("its left:")[2].partition(".")[0])
    rooms = {
        file.parent.name if file.parent.name != "study" else file.stem for file in FILES if part_of(file) == "study"
    }
    assert set(order) == rooms - {"__init__"}
    for file in (file for file in FILES if part_of(file) == "study"):
        own = file.relative_to(LIBRARY / "study").parts[0].removesuffix(".py")
        if own != "__init__":
            assert rooms_imported(file) - {own} <= set(order[: order.index(own)]), file.name


def test_topic_modules_never_import_one_another():
    for file in FILES:
        if part_of(file) in TOPICS:
            assert not parts_imported(file) & set(TOPICS)


def test_of_other_packages_estimators_import_numpy_and_scipy_only():
    outside = {
        name.split(".")[0]
        for file in (LIBRARY / "estimators").glob("*.py")
        for name in imported(file)
        if not name.startswith(("cxlib.estimators", "cxlib.errors"))
    }
    assert outside - set(sys.stdlib_module_names) == {"numpy", "scipy"}


def test_figures_import_no_estimator_and_no_topic():
    parts = {part for file in (LIBRARY / "figures").glob("*.py") for part in parts_imported(file)}
    assert not parts & {"estimators", "aggregate", *TOPICS}


@pytest.mark.parametrize("name", ["cxlib", "cxlib.cli"])
def test_an_import_loads_no_heavy_package(name):
    code = f"import sys, {name}; print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_can_be_imported_and_says_what_it_is():
    assert set(cxlib.__all__) == set(public_names())
    silent = [name for name in public_names() if not (getattr(cxlib, name).__doc__ or "").strip()]
    assert not silent


def test_every_parameter_of_a_public_function_is_explained():
    # a Result or a Study says by its type what it is
    plain = ("Result", "Study", "Axes | None")
    unexplained = [
        f"{name}({parameter.name})"
        for name, function in public_functions().items()
        for parameter in inspect.signature(function).parameters.values()
        if parameter.annotation not in plain and not re.search(rf"\b{parameter.name}\b", inspect.getdoc(function))
    ]
    assert not unexplained


def test_the_docstring_of_a_public_function_lists_parameters_in_their_order_each_with_its_type():
    wrong = []
    for name, function in public_functions().items():
        section = re.search(r"Parameters\n-{10}\n(.*?)(\n\n\w+\n-{4}|\Z)", inspect.getdoc(function), re.S)
        heads = re.findall(r"^(\w[\w, ]*?)( : .+)?$", section[1], re.M) if section else []
        wrong += [f"{name}: {head} has no type" for head, kind in heads if not kind]
        listed = [parameter for head, _ in heads for parameter in head.split(", ")]
        taken = [parameter for parameter in inspect.signature(function).parameters if parameter in listed]
        if listed != taken:
            wrong.append(f"{name}: {listed}")
    assert not wrong


# a reader refuses what it does not know; numbers are named by whoever worked them out; files are all alike
ONE_DOOR = {"reading", "by_hand", "draft_study"}


def test_public_functions_take_no_unnamed_options():
    kinds = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    loose = [
        name
        for name, function in public_functions().items()
        if name not in ONE_DOOR
        and any(parameter.kind in kinds for parameter in inspect.signature(function).parameters.values())
    ]
    assert not loose


def test_no_module_bears_the_name_of_a_public_function():
    modules = {file.stem for file in FILES} | {file.parent.name for file in FILES}
    assert not modules & set(public_functions())


def test_names_say_what_a_thing_is():
    stems = {file.stem for file in FILES}
    named = {function.name for file in FILES for function in functions(file)}
    assert not stems & {"utils", "util", "helpers", "common", "misc"}
    assert not [name for name in named if re.match(r"_?(get|calc|calculate|compute)_", name)]


@pytest.mark.parametrize("file", FILES + GENERATOR, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_files_and_functions_are_short(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= FILE_LINES
    long = {function.name: body_lines(function) for function in functions(file)}
    assert not {name: lines for name, lines in long.items() if lines > FUNCTION_LINES}


def test_no_input_is_checked_by_assert():
    # `python -O` drops every assert, and its message says nothing to a user
    asserting = [
        file.name
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assert)
    ]
    assert not asserting


def test_chance_comes_in_through_rng_alone():
    calls = re.compile(r"np\.random\.(seed|rand|randn|randint|choice|normal|uniform)\(|^import random|default_rng\(\)")
    loose = [file.name for file in FILES + GENERATOR if calls.search(file.read_text(encoding="utf-8"))]
    assert not loose


def test_the_examples_in_the_docstrings_hold():
    tried = 0
    for file in FILES:
        name = ".".join(["cxlib", *file.relative_to(LIBRARY).with_suffix("").parts]).removesuffix(".__init__")
        result = doctest.testmod(importlib.import_module(name), report=True)
        assert result.failed == 0, name
        tried += result.attempted
    assert tried > 0
