"""What a preloaded kernel finds imported already, and whether a process that imported it may fork."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from .later import load_later

# What notebooks import. polars is missing: it starts a thread at once, which a forked process would lack.
PRELOADED = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "tornado.platform.asyncio",
    "psutil",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.display",
    "IPython.extensions.storemagic",
    "numpy",
    "pandas",
    "pandas.core.methods.to_dict",
    "pandas.core.reshape.reshape",
    "pandas.io.formats.html",
    "pandas.io.formats.string",
    "narwhals._interchange.dataframe",
    "narwhals._namespace",
    "narwhals._pandas_like.dataframe",
    "narwhals._pandas_like.group_by",
    "narwhals._pandas_like.namespace",
    "pyarrow.csv",
    "pyarrow.parquet",
    "scipy.optimize",
    "scipy.special",
    "cxlib.study.read",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "PIL.BmpImagePlugin",
    "PIL.GifImagePlugin",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "PIL.PpmImagePlugin",
    "seaborn",
    "sqlite3",
    "cxlib.figures.bars_drivers",
    "cxlib.figures.heat_drivers",
    "cxlib.figures.heat_grids",
    "cxlib.study.checks.certificate",
    "cxlib.study.joins.comments",
    "cxlib.study.joins.group_names",
    "cxlib",
)
# a quarter of all that loads, for sections that many a study does not open
STATSMODELS = ("statsmodels.api", "statsmodels.formula", "statsmodels.formula.api")
# allocator's own thread: its handlers hold it still while the process forks
THREADS_THAT_MAY_STAY = {"jemalloc_bg_thd"}
RARELY = (50_000, 20, 20)  # thresholds of the collector: by its own ones it takes a tenth of the time of a notebook
INTEL_FORK = "KMP_INIT_AT_FORK"  # joblib sets it, for a library that nothing here is built on
INLINE = "module://matplotlib_inline.backend_inline"


class OfPolars(type):
    """Knows tables and columns of polars without importing it: there are none before somebody else has."""

    def __instancecheck__(cls, one: object) -> bool:
        polars = sys.modules.get("polars")
        return polars is not None and isinstance(one, polars.DataFrame | polars.Series)


@contextmanager
def absent(name: str) -> Iterator[None]:
    """As if a package were not installed, unless it is imported already."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = cast(Any, None)
    try:
        yield
    finally:
        del sys.modules[name]


@contextmanager
def without_polars() -> Iterator[None]:
    """For the time that statsmodels loads: it imports polars to know its tables, and does without."""
    if "polars" in sys.modules:
        yield
        return
    with absent("polars"):
        yield
    cast(Any, sys.modules["statsmodels.tools.data"])._POLARS_TYPES = (OfPolars("Polars", (), {}),)


def load(*, lectures: bool) -> None:
    """Import everything, as a kernel would, and stop the threads that this started.

    Without `lectures` what reports seldom need is read by the kernel that does.
    """
    gc.disable()  # imports leave nothing behind that could be thrown away; to look for it takes a tenth of all
    os.environ.setdefault("MPLBACKEND", INLINE)  # what a kernel sets before its first import
    named = INTEL_FORK in os.environ
    with ExitStack() as lacking:
        for name in ("debugpy",) if lectures else ("debugpy", "ipywidgets"):
            lacking.enter_context(absent(name))  # ipykernel and seaborn would load them, for nobody
        for name in PRELOADED:
            import_module(name)
    library = sys.modules["cxlib"]
    for name in library.__all__:
        getattr(library, name)
    if lectures:
        with without_polars():
            for name in ("ipywidgets", *STATSMODELS):
                import_module(name)
        learn = sys.modules["cxlib.learn"]
        _ = learn.EXERCISES, learn.QUIZZES  # read, and kept
    else:
        load_later(*STATSMODELS, within=without_polars)
    if not named:
        os.environ.pop(INTEL_FORK, None)  # a kernel that does not ask for statsmodels has none
    gc.freeze()  # a kernel's collector leaves these objects, and so the memory they share, alone
    gc.set_threshold(*RARELY)
    gc.enable()
    os.close(os.pidfd_open(os.getpid()))  # fails here, before the first kernel, where the system lacks it
    # OpenBLAS ends its threads before a fork and starts new ones when it next computes
    rehearsal = os.fork()
    if rehearsal == 0:
        os._exit(0)
    os.waitpid(rehearsal, 0)


def has_one_thread() -> bool:
    """Whether this process can fork without leaving a thread behind."""
    names = sorted(task.joinpath("comm").read_text().strip() for task in Path("/proc/self/task").iterdir())
    names.remove(Path("/proc/self/comm").read_text().strip())
    return set(names) <= THREADS_THAT_MAY_STAY
