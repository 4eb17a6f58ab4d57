"""The process that kernels are forked from: it imports once what notebooks use, and computes nothing.

    python -m cxlib.runs.preload_server LISTENER [lectures]

or a fork of `cx` itself, which calls `main`. A client connects to the socket LISTENER and sends a request; the answer
is the number of the new process, and later how it ended. Meanwhile the client may send numbers of signals. Whoever goes
away takes its kernel along. The standard input is held open by the owner; when that ends, so does everything.
"""

from __future__ import annotations

import json
import os
import selectors
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, cast

from ..study.files.in_memory import HANDED, hold
from .preload_packages import INTEL_FORK, has_one_thread, load
from .process_end import leave

ALLOCATOR = "_RJEM_MALLOC_CONF"  # polars sets it, for itself, in a client that imports it
# What a kernel's environment may have of its own; any other difference could have changed how a package loads.
OWN = (
    "PYTHONSAFEPATH",
    "JPY_PARENT_PID",
    "JUPYTER_DEFAULT_PROVISIONER_NAME",
    "JUPYTER_PATH",
    "COLUMNS",
    "LINES",
    ALLOCATOR,
    INTEL_FORK,
)
OWN_PREFIXES = ("CX_", "PYTEST_")
REQUEST_BYTES = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Request:
    """A kernel to start: the command that would start an ordinary one, its surroundings, and its output streams."""

    command: list[str]
    env: dict[str, str]
    cwd: str
    streams: list[int]


class Server:
    """Hands out kernels, one to a connection."""

    def __init__(self, listener: socket.socket, interpreter: list[str], *, lectures: bool) -> None:
        self._lectures = lectures
        self._env = dict(os.environ)
        self._head = [*interpreter, "-m", "ipykernel_launcher"]
        self._listener = listener
        self._loaded = self._over = False
        self._kernels: dict[socket.socket, int | None] = {}  # the process of each connection, None once it ended
        self._ends: dict[int, socket.socket] = {}  # a file that tells of a process's end → its connection
        self._wakes = selectors.PollSelector()  # no file of its own that a fork would share
        self._await(listener, self._greet)
        self._await(0, self._orphaned)

    def serve(self) -> Request | None:
        """Answer until the owner is gone; returns a request in each forked process, which is to become that kernel."""
        while not self._over:
            # one at a time: what is done for the first can make the next obsolete
            key, _ = self._wakes.select()[0]
            request = key.data(key.fileobj)
            if request is not None:
                return request
        for lease in list(self._kernels):
            self._kill(lease, signal.SIGKILL)
        for ended in list(self._ends):
            self._reap(ended)
        shutil.rmtree(os.path.dirname(self._listener.getsockname()), ignore_errors=True)
        return None

    def _await(self, file: socket.socket | int, then: Callable) -> None:
        self._wakes.register(file, selectors.EVENT_READ, then)

    def _orphaned(self, _lifeline: int) -> None:
        self._over = True

    def _greet(self, listener: socket.socket) -> None:
        lease, _ = listener.accept()
        self._await(lease, self._hear)
        if not self._loaded:
            load(lectures=self._lectures)
            self._loaded = True

    def _hear(self, lease: socket.socket) -> Request | None:
        said, streams = b"", list[int]()
        with suppress(OSError):
            said, streams, *_ = socket.recv_fds(lease, REQUEST_BYTES, 2)
        if not said:
            self._leave(lease)
        elif lease in self._kernels:
            self._kill(lease, int(said))
        else:
            request = Request(**json.loads(said), streams=streams)
            hold(request.env.get(HANDED))
            process = self._fork(lease) if self._fits(request) else None
            if process == 0:
                return request
            for stream in streams:  # whoever reads them waits until nobody else holds them
                os.close(stream)
            if process is None:
                self._leave(lease)
        return None

    def _fits(self, request: Request) -> bool:
        """Whether an ordinary kernel would have loaded the same packages in the same way."""
        same_command = request.command[: len(self._head)] == self._head
        return same_command and in_common(request.env) == in_common(self._env) and has_one_thread()

    def _fork(self, lease: socket.socket) -> int:
        process = os.fork()
        if process == 0:
            self._forget()
            return 0
        self._kernels[lease] = process
        ended = os.pidfd_open(process)
        self._ends[ended] = lease
        self._await(ended, self._reap)
        with suppress(OSError):
            lease.send(str(process).encode())
        return process

    def _forget(self) -> None:
        """Let go of every file of the server's, in the forked process."""
        for ended in self._ends:
            os.close(ended)
        for key in self._wakes.get_map().values():
            if isinstance(key.fileobj, socket.socket):
                key.fileobj.close()

    def _reap(self, ended: int) -> None:
        lease = self._ends.pop(ended)
        self._wakes.unregister(ended)
        os.close(ended)
        _, status = os.waitpid(cast(int, self._kernels[lease]), 0)
        self._kernels[lease] = None
        with suppress(OSError):
            lease.send(str(os.waitstatus_to_exitcode(status)).encode())
        if lease.fileno() < 0:
            del self._kernels[lease]

    def _leave(self, lease: socket.socket) -> None:
        """The client is gone, or is told so: its kernel goes too."""
        self._wakes.unregister(lease)
        self._kill(lease, signal.SIGKILL)
        lease.close()
        if self._kernels.get(lease) is None:
            self._kernels.pop(lease, None)

    def _kill(self, lease: socket.socket, number: int) -> None:
        process = self._kernels.get(lease)
        if process is not None:
            try:
                os.killpg(process, number)
            except ProcessLookupError:
                # too young to lead a group of its own
                os.kill(process, number)


def in_common(env: dict[str, str]) -> dict[str, str]:
    """The part of an environment that kernels of this server have in common."""
    return {name: env[name] for name in env if name not in OWN and not name.startswith(OWN_PREFIXES)}


def run_kernel(request: Request, *, path: list[str], env: dict[str, str], server: int) -> None:
    """Become an ordinary kernel: nothing is left of the server but its imports."""
    os.setsid()
    for number, stream in enumerate([os.open(os.devnull, os.O_RDONLY), *request.streams]):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(request.cwd)
    for name in env.keys() - request.env.keys():
        del os.environ[name]
    # what packages set while they loaded stays, as it would in an ordinary kernel
    os.environ.update(request.env, JPY_PARENT_PID=str(server))
    sys.path[:] = path
    tempfile.tempdir = None
    kernels = sys.modules["ipykernel.kernelapp"]
    sys.modules["numpy"].random.seed()
    arguments = request.command[request.command.index("ipykernel_launcher") + 1 :]
    launcher = Path(str(kernels.__file__)).parents[1] / "ipykernel_launcher.py"
    sys.argv = [str(launcher), *arguments]
    app = kernels.IPKernelApp.instance(parent_handle=server, ignore_cwd=bool(os.environ.get("PYTHONSAFEPATH")))
    app.initialize(arguments)
    if (widgets := sys.modules.get("ipywidgets")) is not None:
        widgets.register_comm_target()  # which it does at import, where there is a kernel
    app.start()


def main(listener: int, *, interpreter: list[str], path: list[str], lectures: bool) -> NoReturn:
    """Serve, and in each forked process run its kernel: what this interpreter starts as, and where it finds modules."""
    env = dict(os.environ)
    server = os.getpid()
    request = Server(socket.socket(fileno=listener), interpreter, lectures=lectures).serve()
    if request is not None:
        run_kernel(request, path=path, env=env, server=server)
    leave()


if __name__ == "__main__":
    main(
        int(sys.argv[1]),
        interpreter=sys.orig_argv[: sys.orig_argv.index("-m")],
        path=[folder for folder in sys.path if folder != os.getcwd()],
        lectures="lectures" in sys.argv[2:],
    )
