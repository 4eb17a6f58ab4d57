"""run.json: what was run, on which data, with what, and how it went; no path of the machine."""

from __future__ import annotations

import hashlib
import hmac
import json
import platform
import shlex
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..blocks.sealed import key_of
from ..gates.asked import wording_in
from ..locale import is_said, spoken
from ..study.contract.roles import REGISTERS
from .bookshelf import CASES, find_notebooks, own_study
from .changed import answers_read, changed_since

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from ..study import Study
    from .notebooks import NotebookRun
    from .values import Value

PACKAGES = (
    "cxlib",
    "numpy",
    "pandas",
    "scipy",
    "statsmodels",
    "narwhals",
    "pyarrow",
    "matplotlib",
    "papermill",
)


def run_record(
    study: Study,
    *,
    study_file: str,
    out: Path,
    given: Mapping[str, Value],
    runs: Iterable[NotebookRun],
    started: datetime,
    doubts: Iterable[str] = (),
    language: str = "",
) -> dict[str, Any]:
    """The record of a run into a folder of results that ends now, ready to be written as JSON.

    It is in the language that is spoken; `language` is that which was asked for.
    """
    runs, whole = list(runs), study.whole or study
    files, read = data_told(whole, study_file or "study.toml", out), answers_read(whole, out)
    notes = [*study.notes, *_cases(runs)]
    return {
        "study": study.name,
        "only": study.only,
        "language": spoken(),
        "about": study.contract.study.notes,
        "report": _report(study),
        "as_of": str(study.as_of) if study.as_of is not None else None,
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now().astimezone().isoformat(timespec="seconds"),
        "command": _command(study_file, runs, given, language),
        "parameters": dict(given),
        "doubts": list(doubts),
        "notebooks": [_notebook(run) for run in runs],
        "data": files,
        "read": read,
        "tables": {name: _shape(whole, name) for name in whole.tables},
        "changed": changed_since(whole, [*files, *read], out),
        "notes": notes,
        "notes_said": [note for note in notes if is_said(note)],
        "faults_set_aside": len(study.set_aside),
        "versions": {"python": platform.python_version()} | packages(),
    }


def page_record(study: Study, started: datetime) -> dict[str, Any]:
    """What a notebook's page needs of the record, known before the run ends."""
    return {
        "study": study.name,
        "only": study.only,
        "started": started.isoformat(timespec="seconds"),
        "versions": packages(),
    }


def write_record(record: Mapping[str, Any], folder: Path) -> None:
    """Write the record into a run's folder."""
    text = json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False)
    (folder / "run.json").write_text(text + "\n", encoding="utf-8")


def data_files(study: Study, study_file: str) -> list[str]:
    """The study's own file and its data files, as the study names them."""
    files = [study_file]
    for table in study.contract.tables.values():
        files += table.file
    return list(dict.fromkeys(files))


def packages() -> dict[str, str]:
    """The versions of the packages that make the numbers; an absent one is told as such."""
    return {name: _version(name) for name in PACKAGES}


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def _cases(runs: list[NotebookRun]) -> list[str]:
    return [
        f"{run.name} is about {own}, not about the data files listed here: {CASES[run.name].name}/files.toml in the "
        "sample data names its files with their checksums."
        for run in runs
        if (own := own_study(run.name, run.parameters))
    ]


def _command(study_file: str, runs: list[NotebookRun], given: Mapping[str, Value], language: str) -> str:
    """The command that repeats the run; STUDY stands for where the study lies."""
    names = [run.name for run in runs]
    whole = [file.stem for file in find_notebooks(cases=not study_file)]  # what runs where none is named
    words = ["cx", "run", *(["STUDY"] if study_file else []), *(names if names != whole else [])]
    for name, value in given.items():
        words += ["-p", f"{name}={value}"]
    return shlex.join([*words, *(["--language", language] if language else [])])


def _report(study: Study) -> dict[str, Any]:
    """What stands on the report; of the logo the name that it has in the run's folder."""
    told = study.contract.report
    asked: dict[str, set[str]] = {}
    for table in study.contract.tables.values():
        for name, words in wording_in(table.columns).items():
            asked.setdefault(name, set()).add(words)
    wording = {name: words.pop() for name, words in asked.items() if len(words) == 1}  # of two tables one name asks two
    return {"client": told.client, "colour": told.colour, "logo": Path(told.logo).name, "wording": wording}


def _shape(study: Study, table: str) -> dict[str, Any]:
    """The columns of a table, and its rows where these are no people: their number would tell who has gone."""
    told: dict[str, Any] = {"columns": list(study.contract.tables[table].columns)}
    secret = study.contract.tables[table].kind not in REGISTERS
    return told if secret else {"rows": len(study.tables[table])} | told


def source_hash(notebook: NotebookNode) -> str:
    """A checksum of what a notebook computes: its cells of code, without what a run has put in."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    own = [cell.source for cell in cells if "injected-parameters" not in cell.metadata.get("tags", [])]
    return hashlib.sha256("\0".join(own).encode()).hexdigest()


def _notebook(run: NotebookRun) -> dict[str, Any]:
    told = {
        "name": run.name,
        "outcome": run.outcome,
        "seconds": run.seconds,
        "sha256": source_hash(run.notebook),
        "seed": run.parameters.get("seed"),
        "parameters": dict(run.parameters),
    }
    if run.outcome == "failed":
        told |= {"cell": run.cell, "section": run.section, "line": run.line, "error": run.error}
    return told


def data_told(study: Study, study_file: str, out: Path) -> list[dict[str, Any]]:
    """Each file with its size and checksum; those about people with a checksum that needs the folder's key.

    By their size two runs would tell that one person has gone, and by a plain checksum whoever knows all other answers
    could try out those of one. With the key it can still be shown that the data are the same.
    """
    secret = {name for table in study.contract.tables.values() if table.kind not in REGISTERS for name in table.file}
    made: list[dict[str, Any]] = []
    for name in data_files(study, study_file):
        path, told = Path(study.folder) / name, name.replace("\\", "/")
        with path.open("rb") as file:
            if name in secret:
                keyed = hmac.new(key_of(out), digestmod=hashlib.sha256)
                for part in iter(partial(file.read, 1 << 20), b""):
                    keyed.update(part)
                digest = keyed.hexdigest()
                made.append({"file": told, "hmac_sha256": digest})
            else:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                made.append({"file": told, "bytes": path.stat().st_size, "sha256": digest})
    return made
