"""Where the workbook's notebooks are, and how one is named."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..errors import CXError, nearest

FOLDER = Path(__file__).parents[2] / "notebooks"
# cases: notebooks on data of their own, unless a study is named → where that data is described
CASES = {"10_case_airport": Path(__file__).parents[2] / "data" / "samples" / "airport"}


def find_notebooks(names: Iterable[str | Path] | None = None, *, cases: bool = True) -> list[Path]:
    """The files of the named notebooks; every one of the workbook when none is named.

    Parameters
    ----------
    names : iterable of str or Path, optional
        Each a number (``"03"``), a name or its beginning (``"03_net"``), or the path of a notebook.
    cases : bool
        Whether the whole workbook includes the cases; on a client's study they run only when named.
    """
    shelf = sorted(FOLDER.glob("[0-9]*.ipynb"))
    if not names:
        if not shelf:
            raise CXError(
                "No notebook was found beside cxlib.",
                "Run cx from a copy of the whole project, or name a notebook by its path.",
            )
        return [file for file in shelf if cases or file.stem not in CASES]
    return list(dict.fromkeys(_found(name, shelf) for name in names))


def own_study(notebook: str, parameters: Mapping[str, object]) -> str:
    """The name of the study that a case read by itself; empty for every other run of a notebook."""
    if notebook not in CASES or parameters.get("study"):
        return ""
    document = tomllib.loads((CASES[notebook] / "study.toml").read_text(encoding="utf-8"))
    return document["study"]["name"]


def is_notebook(name: str) -> bool:
    """Whether a word names a notebook."""
    try:
        find_notebooks([name])
    except CXError:
        return False
    return True


def _found(name: str | Path, shelf: list[Path]) -> Path:
    if Path(name).suffix == ".ipynb" and Path(name).is_file():
        return Path(name)
    word = str(name).removesuffix(".ipynb")
    number = word.lstrip("0")
    numbered = [file for file in shelf if file.stem.partition("_")[0].lstrip("0") == number]
    same = [file for file in shelf if word in (file.stem, file.stem.partition("_")[2])]
    begun = [file for file in shelf if word and file.stem.startswith(word)]
    # 1 is the first notebook, never the tenth
    fitting = numbered if word.isdigit() else same or begun
    stems = [file.stem for file in fitting or shelf]
    if not fitting:
        raise CXError(f"{name}: no notebook of this name.", nearest(word, stems))
    if len(fitting) > 1:
        raise CXError(f"{name}: {len(fitting)} notebooks are named so.", f"Write one of {', '.join(stems)}.")
    return fitting[0]
