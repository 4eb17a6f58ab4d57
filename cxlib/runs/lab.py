"""How JupyterLab is started on the first notebook."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from ..errors import CXError
from .bookshelf import find_notebooks


def lab_command(options: Sequence[str]) -> list[str]:
    """The command, with options of JupyterLab's own."""
    first = find_notebooks()[0]
    if find_spec("jupyterlab") is None:
        raise CXError("JupyterLab is not installed.", "Install the project again: uv sync.")
    # JupyterLab refuses the user root, who alone is there in many containers
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [sys.executable, "-m", "jupyterlab", str(first), *root, *options]
