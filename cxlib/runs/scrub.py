"""Nothing of the user's machine leaves in a run: folders are replaced by what they stand for."""

from __future__ import annotations

import re
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from nbformat import NotebookNode

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def scrubber(places: Iterable[tuple[Path, str]]) -> Callable[[str], str]:
    """A function that takes the machine's folders out of a text.

    Parameters
    ----------
    places : iterable of (Path, str)
        Folders of this run and the word each is replaced by; the usual ones are added.
    """
    words: dict[str, str] = {}
    for place, word in [*places, *_usual_places()]:
        for path in {place.absolute(), place.resolve()}:
            # a root such as / stands in every path and names nobody
            if path != Path(path.anchor):
                for written in (str(path), path.as_posix(), str(path).replace("\\", "\\\\")):
                    words.setdefault(written, word)
    longest_first = sorted(words, key=len, reverse=True)
    folder = re.compile("|".join(f"{re.escape(path)}(?![\\w-])" for path in longest_first))
    return lambda text: folder.sub(lambda found: words[found[0]], text)


def scrub_notebook(notebook: NotebookNode, scrub: Callable[[str], str]) -> None:
    """Take folders out of every output, and papermill's and the widgets' records out of the notebook."""
    for key in ("papermill", "widgets"):
        notebook.metadata.pop(key, None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        if cell.metadata.get("tags") == []:
            cell.metadata.pop("tags")
        cell.outputs = [_scrubbed(output, scrub) for output in cell.outputs] if "outputs" in cell else None
        if cell.outputs is None:
            del cell["outputs"]


def _scrubbed(value: object, scrub: Callable[[str], str], kind: str = "") -> object:
    if isinstance(value, str):
        # letters of an encoded picture may look like a folder by chance
        return value if kind.startswith(("image/png", "image/jpeg")) else scrub(ANSI.sub("", value))
    if isinstance(value, list):
        return [_scrubbed(item, scrub, kind) for item in value]
    if isinstance(value, dict):
        return NotebookNode({key: _scrubbed(item, scrub, key) for key, item in value.items()})
    return value


def _usual_places() -> list[tuple[Path, str]]:
    return [
        (Path(__file__).parents[2], "workbook"),
        (Path(sys.prefix), "python"),
        (Path(sysconfig.get_path("stdlib")), "python"),
        (Path(sys.base_prefix) / "lib", "python"),
        (Path.cwd(), "."),
        (Path(tempfile.gettempdir()), "tmp"),
        (Path.home(), "~"),
    ]
