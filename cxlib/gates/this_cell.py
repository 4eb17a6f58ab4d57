"""Which cell of a notebook runs now, as far as its kernel knows."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import Any

# tools/refresh_notebooks.py names the cells of the course so; Jupyter gives a new cell a longer name
OF_THE_COURSE = re.compile(r"[0-9a-f]{8}(-\d+)?")


@dataclass(frozen=True)
class Cell:
    """A cell on one of its runs.

    Attributes
    ----------
    id : str
        As JupyterLab sends it; empty where nobody sends one, as in runs from end to end.
    run : object
        Another one each time that a cell is run.
    code : str
        As it stands in the notebook.
    tags : tuple of str
        As JupyterLab sends them.
    """

    id: str
    run: object
    code: str
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What stays the same when the cell is run again."""
        return self.id or self.code

    @property
    def is_of_course(self) -> bool:
        """Whether it came with the course; the others a student has made."""
        return OF_THE_COURSE.fullmatch(self.id) is not None


def shell_now() -> Any:
    """The IPython that runs this; None in plain Python."""
    ipython = sys.modules.get("IPython")
    return None if ipython is None else ipython.get_ipython()


def this_cell() -> Cell | None:
    """The cell that runs now; None in plain Python."""
    shell = shell_now()
    if shell is None:
        return None
    told: dict[str, Any] = getattr(shell, "get_parent", dict)() or {}
    metadata, header = told.get("metadata", {}), told.get("header", {})
    inputs = getattr(shell.history_manager, "input_hist_raw", None) or [""]
    return Cell(
        id=str(metadata.get("cellId", "")),
        run=header.get("msg_id", shell.execution_count),
        code=told.get("content", {}).get("code", inputs[-1]),
        tags=tuple(metadata.get("tags", ())),
    )
