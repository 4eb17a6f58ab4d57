"""A temporary folder that nobody else may open, which lives as long as the study whose tables lie in it."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class PrivateFolder:
    """A temporary folder that only its owner may open, with a subfolder for each table."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="cx-"))  # 0700
        self.kept = False

    def subfolder(self) -> Path:
        """A new folder within."""
        return Path(tempfile.mkdtemp(dir=self.path))

    def keep_with(self, owner: object) -> None:
        """Let the folder live as long as its owner, at most as long as the program."""
        weakref.finalize(owner, shutil.rmtree, self.path, ignore_errors=True)
        self.kept = True


@contextmanager
def private_folder() -> Iterator[PrivateFolder]:
    """A private folder that is removed at the end, unless it was given to an owner."""
    folder = PrivateFolder()
    try:
        yield folder
    finally:
        if not folder.kept:
            shutil.rmtree(folder.path, ignore_errors=True)
