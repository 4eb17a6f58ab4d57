"""What the words of `cx run` ask for."""

from __future__ import annotations

from pathlib import Path

from ..errors import CXError, nearest
from .bookshelf import find_notebooks, is_notebook
from .notebooks import prepare
from .parameters import split_options


def asked(study: str | None, names: list[str], options: list[str]) -> tuple[str | None, list[Path], dict[str, str]]:
    """The study, the notebooks and the parameters of a run, checked; in `cx run 03` the first word is a notebook."""
    if study is not None and (study.endswith(".ipynb") or not Path(study).exists()):
        if not is_notebook(study):
            known = nearest(study, [file.stem for file in find_notebooks()])
            raise CXError(f"{study}: neither a folder or file of a study nor a notebook.", known)
        study, names = None, [study, *names]
    files = find_notebooks(names, cases=study is None)
    given = split_options(options)
    prepare(files, given)
    return study, files, given
