"""Every pytest in this folder, of the tests or of notebooks with nbval, has its kernels forked from one server."""

from __future__ import annotations

import os
import sys

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
        # it writes out each message for a log that nobody keeps, pictures too: a tenth of its time
        sys.modules["nbval.kernel"].pformat = lambda message: message
