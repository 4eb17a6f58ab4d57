"""The groups that earlier runs have shown or hidden: read from the notebooks in the folder of results."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from ..errors import CXError
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
        ``run notebook answer [columns of the groups…] n estimate``: what `release_plan` takes as `earlier`. The columns
        that a group does not use are missing, and so are the n and the mean of a hidden group.

    Raises
    ------
    CXError
        A notebook in the folder cannot be read, so that nobody knows what it has shown.

    Examples
    --------
    >>> from cxlib.privacy import published_groups
    >>> published_groups("a folder that is not there").columns.tolist()
    ['run', 'notebook', 'answer', 'n', 'estimate']
    """
    given = out if out is not None else run_folder()
    rows = [] if given is None else [row for file in _notebooks(Path(given), study) for row in _shown(file)]
    found = pd.DataFrame([{**row["group"], **row} for row in rows]).drop(columns="group", errors="ignore")
    named, numbers = ["run", "notebook", "answer"], ["n", "estimate"]
    columns = [name for name in found if name not in (*named, *numbers)]
    return found.reindex(columns=[*named, *columns, *numbers])


def _notebooks(out: Path, study: str | None) -> list[Path]:
    """The executed notebooks of whole runs, and those that lie in the folder itself."""
    home = out.parent if out.name.endswith(".partial") else out
    files = [*sorted(home.glob("*.ipynb")), *sorted(home.glob("[!.]*/*.ipynb"))]
    return [file for file in files if study is None or _study(file.parent) in (study, None)]


def _study(folder: Path) -> str | None:
    record = folder / "run.json"
    return _read(record).get("study") if record.exists() else None


def _read(file: Path) -> dict:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError:  # of a disk that was full: what it has shown may stand in its page
        raise CXError(
            f"{file.parent.name}/{file.name}: not readable, so nobody knows what that run has shown.",
            "Take the whole folder of that run away, if nobody has its pages.",
        ) from None


def _shown(file: Path) -> list[dict]:
    cells = _read(file).get("cells", [])
    outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    told = {"run": file.parent.name, "notebook": file.stem}
    return [told | row for data in outputs for row in data.get(REPORTS, [])]
