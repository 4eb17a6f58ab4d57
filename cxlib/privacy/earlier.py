"""The groups that earlier runs have shown or hidden: read from the notebooks in the folder of results."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from ..study.places import run_folder
from .plan import REPORTS


def published_groups(out: str | Path | None = None, *, study: str | None = None) -> pd.DataFrame:
    """Every group of the plans of release in a folder's runs, shown or hidden.

    Parameters
    ----------
    out : str or Path, optional
        The folder of results. In a run it is the run's own; elsewhere, nothing is found without it.
    study : str, optional
        Only runs of the study of this name; a notebook without a ``run.json`` beside it counts for every study.

    Returns
    -------
    pandas.DataFrame
        ``run notebook answer [columns of the groups…] n``: what `release_plan` takes as `earlier`. The columns that a
        group does not use are missing, and so is the n of a hidden group.

    Examples
    --------
    >>> import cxlib as cx
    >>> cx.published_groups("a folder that is not there").columns.tolist()
    ['run', 'notebook', 'answer', 'n']
    """
    given = out if out is not None else run_folder()
    rows = [] if given is None else [row for file in _notebooks(Path(given), study) for row in _shown(file)]
    found = pd.DataFrame([{**row["group"], **row} for row in rows]).drop(columns="group", errors="ignore")
    named = ["run", "notebook", "answer"]
    return found.reindex(columns=[*named, *(name for name in found if name not in (*named, "n")), "n"])


def _notebooks(out: Path, study: str | None) -> list[Path]:
    """The executed notebooks of whole runs, and those that lie in the folder itself."""
    home = out.parent if out.name.endswith(".partial") else out
    files = [*sorted(home.glob("*.ipynb")), *sorted(home.glob("[!.]*/*.ipynb"))]
    return [file for file in files if study is None or _study(file.parent) in (study, None)]


def _study(folder: Path) -> str | None:
    record = folder / "run.json"
    return json.loads(record.read_text(encoding="utf-8")).get("study") if record.exists() else None


def _shown(file: Path) -> list[dict]:
    cells = json.loads(file.read_text(encoding="utf-8")).get("cells", [])
    outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    told = {"run": file.parent.name, "notebook": file.stem}
    return [told | row for data in outputs for row in data.get(REPORTS, [])]
