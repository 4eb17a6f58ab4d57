"""What `cx doctor` looks at: versions, what is missing, and how to mend it."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import CXError
from .record import packages


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing looked at; `mend` is empty when it is well, `needed` says whether a run needs it."""

    name: str
    said: str
    mend: str = ""
    needed: bool = True


def findings(out: Path) -> Iterator[Finding]:
    """Look at one thing after the other; `out` is where runs would be written."""
    yield _python()
    yield from _packages()
    yield _looked_at("notebooks", _notebooks)
    yield _looked_at("sample company", _sample)
    yield _looked_at("kernel", _kernel)
    yield _looked_at("results", lambda: _writable(out))
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    yield Finding(
        name="Chromium",
        said="found" if browser else "absent",
        mend="" if browser else "Only the tests of the pages need it.",
        needed=False,
    )


def _python() -> Finding:
    mend = "" if sys.version_info >= (3, 11) else "Install Python 3.11 or later."
    return Finding(name="Python", said=platform.python_version(), mend=mend)


def _packages() -> Iterator[Finding]:
    for name, version in packages().items():
        mend = "Install the project again: uv sync." if version == "absent" else ""
        yield Finding(name=name, said=version, mend=mend)


def _looked_at(name: str, look: Callable[[], str]) -> Finding:
    """A look that raises becomes a finding: the doctor goes on to the next."""
    try:
        return Finding(name=name, said=look())
    except CXError as error:
        return Finding(name=name, said=error.problem, mend=error.mend)
    except Exception as error:
        return Finding(name=name, said=f"{type(error).__name__}: {error}", mend="Install the project again: uv sync.")


def _notebooks() -> str:
    from .bookshelf import find_notebooks

    return f"{len(find_notebooks())} found"


def _sample() -> str:
    from ..study import read_study, sample_study

    study = read_study(sample_study())
    return f"{study.name}, {len(study.tables)} tables"


def _kernel() -> str:
    import nbformat

    from .kernel import Session

    cell = nbformat.v4.new_code_cell("import sys; assert sys.version_info >= (3, 11)")
    with tempfile.TemporaryDirectory() as folder:
        Session(nbformat.v4.new_notebook(cells=[cell]), folder=Path(folder), watch=lambda done, total: None).execute({})
    return "starts"


def _writable(out: Path) -> str:
    from .folders import writing

    there = next(folder for folder in (out, *out.absolute().parents) if folder.exists())
    with writing(out), tempfile.TemporaryFile(dir=there):
        return f"can be written to {out}"


def told_by(out: Path) -> tuple[list[str], int]:
    """The findings as lines, and how many have to be mended."""
    lines, ill = [], 0
    for finding in findings(out):
        ill += bool(finding.mend and finding.needed)
        sign = "ok  " if not finding.mend else "MEND" if finding.needed else "note"
        lines.append(f"{sign}  {finding.name}: {' '.join(filter(None, (finding.said, finding.mend)))}")
    return [*lines, "All is well." if not ill else f"{ill} to mend."], ill
