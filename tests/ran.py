"""A notebook run on a study, and what its reader meets: words of outputs, sections, words of a page."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from cxlib.runs.bookshelf import find_notebooks
from cxlib.runs.notebooks import NotebookRun, execute, prepare, study_file, without_lectures
from cxlib.sections.state import SECTION
from cxlib.study import read_study, sample_study


def ran(number: str, *, study: Path | None = None, out: Path, lectures: bool = False, **parameters) -> NotebookRun:
    """One notebook run to its end, in a kernel of this process's server.

    By default as a client's report runs it, without cells that only teach: half of the work. With `lectures` as
    `cx run STUDY 04` does it; each notebook needs one such test on a small study.
    """
    (prepared,) = prepare(find_notebooks([number]), parameters)
    out.mkdir(parents=True, exist_ok=True)
    asked = prepared if lectures else without_lectures(prepared)
    run = execute(asked, read_study(study or sample_study()), study_file=study_file(study), out=out)
    assert run.outcome == "done", f"{run.cell} {run.line}: {run.error}"
    return run


def outputs(run: NotebookRun) -> list[dict]:
    return [output for cell in run.notebook.cells for output in cell.get("outputs", [])]


def plain(run: NotebookRun) -> str:
    """Everything that is shown, pictures in words, as it stands in lines."""
    return "\n".join(
        output.get("text", "")
        + "\n".join(str(text) for kind, text in output.get("data", {}).items() if "plain" in kind)
        for output in outputs(run)
    )


def words(run: NotebookRun) -> str:
    """The same in one line."""
    return " ".join(plain(run).split())


def sections(run: NotebookRun) -> dict[str, str]:
    """The number of each section that was asked for → "open", or why it is closed."""
    found = [output["data"][SECTION] for output in outputs(run) if SECTION in output.get("data", {})]
    return {one["number"]: one["reason"] if one["state"] == "closed" else "open" for one in found}


def words_of(page: Path) -> str:
    """What a page says at first sight: without what is folded away."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    for hidden in soup(["style", "details"]):
        hidden.decompose()
    return " ".join(soup.get_text(" ").split())
