"""The house: pins, environment.yml, licence and documents say what is true."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from typer.main import get_command

import cxlib
from cxlib.cli import app
from cxlib.study import read_study

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted(ROOT.glob("*.md"))
# in two parts, so that this file does not name what it looks for
ENDS = {"pypi": "org", "pythonhosted": "org", "npmjs": "org", "debian": "org", "golang": "org", "anaconda": "com"}
HOSTS = [f"{name}.{end}" for name, end in ENDS.items()] + ["conda." + "anaconda"]


def tool(name: str):
    """A module of tools/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pin = tool("pin")


def git(*words: str) -> subprocess.CompletedProcess:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this copy has no git history")
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True)


def project_files() -> list[Path]:
    """What is in git or would be added to it."""
    names = git("ls-files", "--cached", "--others", "--exclude-standard").stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def pinned() -> list[str]:
    return tomllib.loads(PYPROJECT)["tool"]["uv"]["constraint-dependencies"]


def canonical(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.match(r"[A-Za-z0-9._-]+", requirement)[0]).lower()


def test_every_pin_names_one_version():
    odd = [line for line in pinned() if not re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*(; [a-z_]+ .+)?", line)]
    assert pinned() and not odd


def test_every_direct_dependency_is_pinned():
    wanted = {canonical(line) for line in pin.direct_dependencies(PYPROJECT)}
    assert wanted and not wanted - {canonical(line) for line in pinned()}


def test_direct_dependencies_are_those_of_users_extras_and_developers():
    text = """
        [project]
        dependencies = ["b>=2"]
        [project.optional-dependencies]
        more = ["a>=1"]
        [dependency-groups]
        dev = ["a>=1", "c>=3"]
    """
    assert pin.direct_dependencies(text) == ["a>=1", "b>=2", "c>=3"]


def test_every_imported_package_is_a_dependency_of_its_own():
    declared = {canonical(line) for line in tomllib.loads(PYPROJECT)["project"]["dependencies"]}
    optional = {"duckdb", "pyspark"}
    parts = {"pydantic-core": "pydantic"}  # comes with it, in step with it
    of = packages_distributions()
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "cxlib").rglob("*.py"))
    nodes = list(ast.walk(ast.parse(code.replace("from __future__ import annotations", ""))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    outside = {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - {"cxlib"}
    needed = {canonical(of[name][0]) for name in outside - optional}  # optional ones need not be installed
    assert needed and {parts.get(name, name) for name in needed} <= declared


def test_pinning_changes_the_pins_and_nothing_else():
    again = pin.with_pins(PYPROJECT, ["a==1", "b==2; python_full_version < '3.12'"])
    before, after = tomllib.loads(PYPROJECT), tomllib.loads(again)
    assert after["tool"]["uv"].pop("constraint-dependencies") == ["a==1", "b==2; python_full_version < '3.12'"]
    before["tool"]["uv"].pop("constraint-dependencies")
    assert after == before
    assert pin.with_pins(PYPROJECT, pinned()) == PYPROJECT


def test_the_conda_environment_is_the_one_of_pyproject():
    assert (ROOT / "environment.yml").read_text(encoding="utf-8") == pin.environment(PYPROJECT)


def test_a_new_bound_would_change_the_conda_environment():
    changed = PYPROJECT.replace('"scipy>=1.17"', '"scipy>=1.99"')
    assert changed != PYPROJECT and "  - scipy>=1.99\n" in pin.environment(changed)


def test_the_conda_environment_says_that_conda_has_not_solved_it():
    assert "Conda has not solved it" in pin.environment(PYPROJECT)


@pytest.mark.full
def test_the_pins_can_be_locked(tmp_path):
    uv = os.environ.get("UV") or shutil.which("uv")
    if not uv:
        pytest.skip("uv is not on this machine")
    (tmp_path / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    done = subprocess.run([uv, "lock", "--quiet", "--project", str(tmp_path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    locked = tomllib.loads((tmp_path / "uv.lock").read_text(encoding="utf-8"))["package"]
    exact = {tuple(line.partition(";")[0].split("==")) for line in pinned()}
    assert {(package["name"], package["version"]) for package in locked} - {("cxlib", cxlib.__version__)} == exact


def test_the_lock_file_stays_on_the_machine():
    assert git("check-ignore", "uv.lock").returncode == 0
    assert not git("ls-files", "uv.lock").stdout


def test_no_file_names_a_package_server_or_this_folder():
    telling = {}
    for file in project_files():
        text = file.read_text(encoding="utf-8", errors="replace")
        found = [word for word in (*HOSTS, f"{ROOT}/") if word in text]
        if found:
            telling[file.relative_to(ROOT).as_posix()] = found
    assert not telling


def test_one_version_everywhere():
    version = tomllib.loads(PYPROJECT)["project"]["version"]
    assert cxlib.__version__ == version
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {version} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_both_licences_are_there():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert tomllib.loads(PYPROJECT)["project"]["license"] == "MIT AND CC-BY-4.0"
    assert "MIT License" in text and 'THE SOFTWARE IS PROVIDED "AS IS"' in text
    assert "creativecommons.org/licenses/by/4.0/legalcode" in text


def test_the_trademark_notice_is_in_the_readme():
    assert "Bain & Company, Inc., NICE\nSystems, Inc. and Fred Reichheld" in README
    assert "not affiliated" in README


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_links_and_pictures_of_the_documents_are_there(document):
    text = document.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("http")]
    assert not [link for link in links if not (ROOT / link).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_files_named_in_the_documents_are_there(document):
    named = re.findall(r"`((?:cxlib|tests|tools|notebooks|data|\.ci)/[^`\s]*)`", document.read_text(encoding="utf-8"))
    assert not [name for name in named if not (ROOT / name).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_commands_in_the_documents_are_there(document):
    text = document.read_text(encoding="utf-8")
    scripts = re.findall(r"uv run python (\S+\.py)", text)
    assert not [name for name in scripts if not (ROOT / name).exists()]
    blocks = "\n".join(re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL))
    inline = "\n".join(re.findall(r"`([^`\n]+)`", text))
    used = re.findall(
        r"^(?:uv run |python -m uv run |uv run --offline )?cx (\w+)", f"{blocks}\n{inline}", flags=re.MULTILINE
    )
    assert set(used) <= set(get_command(app).commands)


def test_pictures_in_the_readme_say_what_they_show():
    alts = re.findall(r"!\[(.*?)\]\(", README, flags=re.DOTALL)
    assert alts and all(len(alt) > 60 for alt in alts)


def test_the_study_of_the_readme_can_be_read(tmp_path):
    example, more, *_ = re.findall(r"^```toml\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    (tmp_path / "study.toml").write_text(example, encoding="utf-8")
    (tmp_path / "survey.csv").write_text(
        "ID,Q1,REGION,Q7_1\n1,10,North,5\n2,99,South,6\n3,6,North,1\n", encoding="utf-8"
    )
    table = read_study(tmp_path).tables["relationship"]
    assert list(table.columns) == ["respondent", "recommend", "region", "Q7_1", "Q7_1_not_used"]
    assert table["recommend"].isna().sum() == table["Q7_1"].isna().sum() == 1
    files = '[tables.relationship]\nfile = "survey.csv"\nkind = "relationship"\n'
    more = '[study]\nname = "S"\n' + more.replace("[tables.relationship]\n", files, 1)
    (tmp_path / "study.toml").write_text(more, encoding="utf-8")
    (tmp_path / "survey.csv").write_text(
        "Status,Progress,Test,Q8/web,Q8/shop,Q9,Q10a,Q10b,Morale,My say,FORM,Q3,answers\n"
        'Complete,100,no,1,0,"1,2",3,4,1,3,old,5,12\nComplete,40,no,0,1,2,3,,2,2,new,5,12\n'
        "Complete,80,no,0,0,2,4,,5,4,new,5,30\n",
        encoding="utf-8",
    )
    table = read_study(tmp_path).tables["relationship"]
    assert table["channels_web"].tolist() == [True, False] and table["reasons_price"].tolist() == [True, False]
    assert table["first_4"].tolist() == [True, True] and table["score"].tolist() == [100, 50]
    assert table["mood"].tolist() == [2, 4.5] and table["gap"].tolist() == [-2, 1]


def test_the_shapes_of_files_in_the_readme_can_be_read(tmp_path):
    blocks = re.findall(r"^```toml\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    waves, answers, counts, once = next(block for block in blocks if "waves =" in block).split("\n\n")
    asked = '[tables.{}.columns]\nscore = {{ source = "{}", role = "recommend", scale = [0, 10] }}\n'
    text = '[study]\nname = "S"\n'
    shapes = ("relationship", waves, "NPS"), ("panel", answers, "Q1"), ("families", once, "NPS")
    for name, block, source in shapes:
        text += f'{block}\nfile = "{name}.csv"\nkind = "relationship"\n{asked.format(name, source)}'
    text += f'{counts}\nfile = "terminals.csv"\nkind = "relationship"\n[tables.terminals.columns]\n'
    text += 'mood = { source = "(answer)", role = "outcome", scale = [1, 3] }\n'
    (tmp_path / "study.toml").write_text(text, encoding="utf-8")
    (tmp_path / "terminals.csv").write_text("Hour,Happy,So-so,Unhappy\n10,2,0,1\n11,0,1,0\n", encoding="utf-8")
    (tmp_path / "families.csv").write_text("Family code,NPS\na,10\na,10\nb,3\n", encoding="utf-8")
    (tmp_path / "relationship.csv").write_text("id,NPS_2024,NPS_2025\na,1,2\nb,3,4\n", encoding="utf-8")
    (tmp_path / "panel.csv").write_text(
        "person,question_id,question_text,answer\na,Q1,Would you?,10\na,Q2,Why?,near\nb,Q1,Would you?,7\n",
        encoding="utf-8",
    )
    tables = read_study(tmp_path).tables
    assert tables["relationship"]["score"].tolist() == [1, 3, 2, 4] and tables["panel"]["score"].tolist() == [10, 7]
    assert tables["terminals"]["mood"].tolist() == [3, 3, 1, 2] and tables["families"]["score"].tolist() == [10, 3]


def test_the_parameters_of_the_readme_are_known(root):
    from cxlib.runs.bookshelf import find_notebooks
    from cxlib.runs.notebooks import prepare
    from cxlib.runs.parameters import split_options

    options = re.findall(r"^uv run cx run .*? -p (\S+)$", README, flags=re.MULTILINE)
    assert options and prepare(find_notebooks(["03"]), split_options(options))
