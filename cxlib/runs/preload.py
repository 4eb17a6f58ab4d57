"""A server of preloaded kernels, kept while it is needed: a notebook then starts without importing anything."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

# names the socket of a server that somebody else keeps, such as the tests for everything they start
SHARED = "CX_KERNELS"
END_SECONDS = 1.0

_lock = Lock()
_users = 0
_server: Server | None = None


class Server:
    """The process of `preload_server`, which ends with this one or when it is closed.

    Attributes
    ----------
    address : str
        Its socket, in a folder that nobody else may open.
    """

    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="cx-kernels-")
        self.address = os.path.join(self._folder, "socket")
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
                listener.bind(self.address)
                listener.listen()
                self._process = self._start(listener.fileno())
        except OSError:
            shutil.rmtree(self._folder)
            raise

    def _start(self, listener: int) -> subprocess.Popen:
        # PYTHONSAFEPATH is each kernel's own affair; the server's folder is empty, so it finds no code there
        env = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
        return subprocess.Popen(
            [sys.executable, "-m", "cxlib.runs.preload_server", str(listener)],
            stdin=subprocess.PIPE,  # its end, also by a kill of this process, is what ends the server
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[listener],
            cwd=self._folder,
            env=env,
            start_new_session=True,  # Ctrl-C is not for it
        )

    def warm(self) -> None:
        """Let it import now; otherwise it does when it is first asked for a kernel."""
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as visit:
            visit.connect(self.address)

    def close(self) -> None:
        """End the server and with it every kernel that still runs."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            # it is in the middle of an import
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


@contextmanager
def preloaded_kernels() -> Iterator[None]:
    """Kernels started inside are forked from one server, where the system can; elsewhere they are ordinary ones."""
    global _server, _users
    with _lock:
        _users += 1
        if _users == 1 and SHARED not in os.environ and can_fork():
            with suppress(OSError):
                _server = Server()
                _server.warm()
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if _users == 0 and _server is not None:
                _server.close()
                _server = None


def server_address() -> str | None:
    """The socket of the server to ask for a kernel, if there is one."""
    return os.environ.get(SHARED) or (_server.address if _server is not None else None)


def can_fork() -> bool:
    """Whether this system can have a server: only Linux lets a process see its threads, and watch a child as a file."""
    return hasattr(os, "pidfd_open") and Path("/proc/self/task").is_dir()
