"""Every pytest in this folder, of the tests or of notebooks with nbval, has its kernels forked from one server."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial

from cxlib.runs import preload

# as `cx run` sets it in whatever process it is called: kernels are forked only in surroundings like the server's own
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def pytest_configure(config) -> None:
    """The server imports when first asked for a kernel."""
    notebooks = config.getoption("nbval", False) or config.getoption("nbval_lax", False)
    if preload.can_fork() and preload.SHARED not in os.environ:
        server = preload.Server(lectures=not notebooks)
        os.environ[preload.SHARED] = server.address
        config.add_cleanup(server.close)
        config.add_cleanup(lambda: os.environ.pop(preload.SHARED))
    if notebooks:
        os.environ.setdefault("JUPYTER_DEFAULT_PROVISIONER_NAME", "cxlib-preloaded")
        own = sys.modules["nbval.kernel"]
        # it writes out each message for a log that nobody keeps, pictures too: a tenth of its time
        own.pformat = lambda message: message
        # cells that are checked are no history of what somebody typed
        own.start_new_kernel = partial(own.start_new_kernel, extra_arguments=["--HistoryManager.hist_file=:memory:"])
        if (unused := config.pluginmanager.get_plugin("hypothesispytest")) is not None:
            config.pluginmanager.unregister(unused)  # it would import hypothesis for its summary
        gc.freeze()  # what is imported by now is looked through at the end, twice
