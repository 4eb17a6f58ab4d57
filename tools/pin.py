"""Pin every package to one version, and write environment.yml for conda users.

Run it with `uv run python tools/pin.py`, with a network. It resolves the newest versions that the bounds of
pyproject.toml allow, writes them into `[tool.uv] constraint-dependencies` there, locks anew and writes environment.yml.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

import tomlkit

ROOT = Path(__file__).resolve().parents[1]
CONDA_NAMES = {  # where conda-forge's name differs
    "jupyter-client": "jupyter_client",
    "jupyter-core": "jupyter_core",
    "lazy-loader": "lazy_loader",
    "playwright": "playwright-python",
}
PIP_ONLY = {"axe-playwright-python"}  # not looked for on conda-forge: pip brings it
NOT_IN_CONDA = {"pyspark"}  # large, and needs Java: installed by those who have a cluster
HEAD = """\
# For conda users. Made from pyproject.toml by tools/pin.py; do not edit it by hand.
# A test compares it with pyproject.toml. Conda has not solved it: should it find no solution, please tell us.
"""


def pins(pyproject: str) -> list[str]:
    """Every package that any user, extra or developer needs, as ``name==version``; several versions keep markers."""
    free = tomlkit.parse(pyproject)
    free["tool"]["uv"]["constraint-dependencies"] = []
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pyproject.toml").write_text(tomlkit.dumps(free), encoding="utf-8")
        _uv("lock", folder=folder)
        bare = ("--no-hashes", "--no-annotate", "--no-header", "--no-emit-project")
        exported = _uv("export", "--locked", "--all-extras", "--all-groups", *bare, folder=folder)
    lines = [re.split(" *; *|==", line, maxsplit=2) for line in exported.splitlines()]
    versions = Counter(name for name, *_ in lines)
    return [f"{name}=={'; '.join(rest if versions[name] > 1 else rest[:1])}" for name, *rest in sorted(lines)]


def with_pins(pyproject: str, pinned: list[str]) -> str:
    """The text of pyproject.toml with these pins, and nothing else changed."""
    document = tomlkit.parse(pyproject)
    lines = tomlkit.array().multiline(True)
    lines.extend(pinned)
    document["tool"]["uv"]["constraint-dependencies"] = lines
    return tomlkit.dumps(document)


def direct_dependencies(pyproject: str) -> list[str]:
    """What pyproject.toml itself asks for, with bounds: of every user, of extras and of developers."""
    document = tomllib.loads(pyproject)
    project = document["project"]
    optional = [*project["optional-dependencies"].values(), *document["dependency-groups"].values()]
    return sorted({*project["dependencies"], *(bound for bounds in optional for bound in bounds)})


def environment(pyproject: str) -> str:
    """The text of environment.yml: each direct dependency with its bounds, by its name on conda-forge."""
    python = tomllib.loads(pyproject)["project"]["requires-python"]
    lines = [f"python{python}", "pip"]
    by_pip = []
    for dependency in direct_dependencies(pyproject):
        name, bound = dependency.split(">=")
        if name in NOT_IN_CONDA:
            continue
        place = by_pip if name in PIP_ONLY else lines
        place.append(f"{CONDA_NAMES.get(name, name)}>={bound}")
    listed = "".join(f"  - {line}\n" for line in lines)
    piped = "  - pip:\n" + "".join(f"      - {line}\n" for line in by_pip) if by_pip else ""
    return f"{HEAD}name: cx-workbook\nchannels:\n  - conda-forge\ndependencies:\n{listed}{piped}"


def _uv(*words: str, folder: str | Path) -> str:
    # inside `uv run`, UV names the uv that runs; its VIRTUAL_ENV is of this project, not of the copy
    own = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    command = [os.environ.get("UV", "uv"), *words, "--quiet", "--project", str(folder)]
    return subprocess.run(command, env=own, check=True, stdout=subprocess.PIPE, text=True).stdout


def main() -> None:
    """Write the pins, lock, and write environment.yml."""
    file = ROOT / "pyproject.toml"
    before = file.read_text(encoding="utf-8")
    pinned = pins(before)
    file.write_text(with_pins(before, pinned), encoding="utf-8")
    _uv("lock", folder=ROOT)
    (ROOT / "environment.yml").write_text(environment(before), encoding="utf-8")
    print(f"{len(pinned)} pins in pyproject.toml; environment.yml written. Now: uv sync")


if __name__ == "__main__":
    main()
