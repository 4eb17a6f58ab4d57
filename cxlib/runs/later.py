"""Packages that others import at once and seldom use: loaded when something of theirs is first asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from importlib.util import find_spec, module_from_spec
from typing import Any

# of a run: Fortran for numpy's `import *`, selectors of pages, addresses of notebooks on the web
SELDOM = ("numpy.f2py", "soupsieve", "requests")


def load_later(*names: str, within: Callable[[], AbstractContextManager[Any]] = nullcontext) -> None:
    """Let these modules stand there unread, each until an attribute of it is asked for; then it is read `within`.

    Not by `importlib.util.LazyLoader`: what looks through all modules for their files would load its modules.
    """
    for name in names:
        if name in sys.modules or (spec := find_spec(name)) is None or spec.loader is None:
            continue
        module = module_from_spec(spec)
        vars(module)["__getattr__"] = _reader(module, spec.loader, within)
        sys.modules[name] = module
        parent, _, own = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], own, module)


def _reader(module: Any, loader: Any, within: Callable[[], AbstractContextManager[Any]]) -> Callable[[str], Any]:
    def read(attribute: str) -> Any:
        if attribute.startswith("__"):  # asked of each module by what looks through all of them
            raise AttributeError(attribute)
        del module.__getattr__
        with within():
            loader.exec_module(module)
        return getattr(module, attribute)

    return read
