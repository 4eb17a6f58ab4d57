"""What a preloaded kernel finds imported already, and whether a process that imported it may fork."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, cast

# What notebooks import. polars is missing: it starts a thread at once, which a forked process would lack.
PRELOADED = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.display",
    "IPython.extensions.storemagic",
    "ipywidgets",
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
    "scipy.signal",
    "scipy.special",
    "formulaic",
    "cxlib.study.read",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "PIL.BmpImagePlugin",
    "PIL.GifImagePlugin",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "PIL.PpmImagePlugin",
    "seaborn",
    "statsmodels.api",
    "statsmodels.formula.api",
    "sqlite3",
    "cxlib.figures.bars_drivers",
    "cxlib.figures.heat_drivers",
    "cxlib.figures.heat_grids",
    "cxlib.study.joins.comments",
    "cxlib",
)
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


def load() -> None:
    """Import everything, as a kernel would, and stop the threads that this started."""
    gc.disable()  # imports leave nothing behind that could be thrown away; to look for it takes a tenth of all
    os.environ.setdefault("MPLBACKEND", INLINE)  # what a kernel sets before its first import
    sys.modules["polars"] = cast(Any, None)  # statsmodels imports it to know its tables, and does without
    named = INTEL_FORK in os.environ
    for name in PRELOADED:
        import_module(name)
    if not named:
        del os.environ[INTEL_FORK]  # a kernel that does not ask for statsmodels has none
    del sys.modules["polars"]
    cast(Any, sys.modules["statsmodels.tools.data"])._POLARS_TYPES = (OfPolars("Polars", (), {}),)
    library = sys.modules["cxlib"]
    for name in library.__all__:
        getattr(library, name)
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
