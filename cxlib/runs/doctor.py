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
from ..locale import say, say_number, to_say, word
from ..study.faults_said import said_in_parts
from .record import packages

AGAIN = to_say("Install the project again: uv sync.")


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
    yield _looked_at(say("notebooks"), _notebooks)
    yield _looked_at(say("sample company"), _sample)
    yield _looked_at(say("kernel"), _kernel)
    yield _looked_at(say("results"), lambda: _writable(out))
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    yield Finding(
        name="Chromium",
        said=say("found") if browser else say("absent"),
        mend="" if browser else say("Only the PDF of a report and the tests of the pages need it."),
        needed=False,
    )


def _python() -> Finding:
    mend = "" if sys.version_info >= (3, 11) else say("Install Python 3.11 or later.")
    return Finding(name="Python", said=platform.python_version(), mend=mend)


def _packages() -> Iterator[Finding]:
    for name, version in packages().items():
        absent = version == "absent"
        yield Finding(name=name, said=say("absent") if absent else version, mend=word(AGAIN) if absent else "")


def _looked_at(name: str, look: Callable[[], str]) -> Finding:
    """A look that raises becomes a finding: the doctor goes on to the next."""
    try:
        return Finding(name=name, said=look())
    except CXError as error:
        problem, mend = said_in_parts(error)
        return Finding(name=name, said=problem, mend=mend)
    except Exception as error:
        return Finding(name=name, said=f"{type(error).__name__}: {error}", mend=word(AGAIN))


def _notebooks() -> str:
    from .bookshelf import find_notebooks

    number = len(find_notebooks())
    return say_number("{number} found", "{number} found", number, number=number)


def _sample() -> str:
    from ..study import read_study, sample_study

    study = read_study(sample_study())
    number = len(study.tables)
    return f"{study.name}, {say_number('{number} table', '{number} tables', number, number=number)}"


def _kernel() -> str:
    import nbformat

    from .kernel import Session

    cell = nbformat.v4.new_code_cell("import sys; assert sys.version_info >= (3, 11)")
    with tempfile.TemporaryDirectory() as folder:
        Session(nbformat.v4.new_notebook(cells=[cell]), folder=Path(folder), watch=lambda done, total: None).execute({})
    return say("starts")


def _writable(out: Path) -> str:
    from .folders import writing

    there = next(folder for folder in (out, *out.absolute().parents) if folder.exists())
    with writing(out), tempfile.TemporaryFile(dir=there):
        return say("can be written to {out}", out=out)


def told_by(out: Path) -> tuple[list[str], int]:
    """The findings as lines, and how many have to be mended."""
    lines: list[tuple[str, str]] = []
    ill = 0
    for finding in findings(out):
        ill += bool(finding.mend and finding.needed)
        sign = say("ok") if not finding.mend else say("MEND") if finding.needed else say("note")
        lines.append((sign, f"{finding.name}: {' '.join(filter(None, (finding.said, finding.mend)))}"))
    wide = max(4, *(len(sign) for sign, _ in lines))
    last = say_number("{number} to mend.", "{number} to mend.", ill, number=ill) if ill else say("All is well.")
    return [*(f"{sign:{wide}}  {line}" for sign, line in lines), last], ill
