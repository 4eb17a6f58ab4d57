"""A server of preloaded kernels, kept while it is needed: a notebook then starts without importing anything."""

from __future__ import annotations

import gc
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import Context
from pathlib import Path
from threading import Lock
from typing import NoReturn

from .preload_packages import has_one_thread

# names the socket of a server that somebody else keeps, such as the tests for everything they start
SHARED = "CX_KERNELS"
END_SECONDS = 1.0
SAFE_PATH = "PYTHONSAFEPATH"

_lock = Lock()
_users = 0
_server: Server | None = None


class Fork:
    """A server forked from this process, with what is used of `subprocess.Popen`."""

    def __init__(self, listener: int, folder: str, *, lectures: bool) -> None:
        lifeline, end = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(end)
            _serve(listener, folder, lifeline, lectures=lectures)
        os.close(lifeline)
        self.stdin = os.fdopen(end, "wb")
        self._ended = os.pidfd_open(self.pid)

    def wait(self, timeout: float | None = None) -> None:
        """Until it has ended."""
        if not select.select([self._ended], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("server", timeout or 0)
        os.close(self._ended)
        os.waitpid(self.pid, 0)

    def kill(self) -> None:
        """End it."""
        signal.pidfd_send_signal(self._ended, signal.SIGKILL)


def _serve(listener: int, folder: str, lifeline: int, *, lectures: bool) -> NoReturn:
    """Become what `python -m cxlib.runs.preload_server` is, with the imports of this process."""
    try:
        from .preload_server import main

        os.setsid()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for number, file in enumerate((lifeline, nowhere, nowhere)):
            os.dup2(file, number)
        for file in (lifeline, nowhere):
            os.close(file)
        os.chdir(folder)
        os.environ.pop(SAFE_PATH, None)
        path = sys.path[0 if sys.flags.safe_path else 1 :]  # without the folder of the command
        Context().run(main, listener, interpreter=[sys.executable], path=path, lectures=lectures)
    finally:
        os._exit(1)


class Server:
    """The process of `preload_server`, which ends with this one or when it is closed.

    Parameters
    ----------
    forked : bool
        A fork of this process, which has its imports already; else it starts anew.
    lectures : bool
        Kernels find all that lectures use; else what reports seldom need is loaded by the kernel that does.

    Attributes
    ----------
    address : str
        Its socket, in a folder that nobody else may open.
    """

    def __init__(self, *, forked: bool = False, lectures: bool = True) -> None:
        self._folder = tempfile.mkdtemp(prefix="cx-kernels-")
        self.address = os.path.join(self._folder, "socket")
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
                listener.bind(self.address)
                listener.listen()
                number = listener.fileno()
                if forked:
                    self._process: Fork | subprocess.Popen = Fork(number, self._folder, lectures=lectures)
                else:
                    self._process = self._start(number, *(["lectures"] if lectures else []))
        except OSError:
            shutil.rmtree(self._folder)
            raise

    def _start(self, listener: int, *options: str) -> subprocess.Popen:
        # the safe path is each kernel's own affair; the server's folder is empty, so it finds no code there
        env = {name: value for name, value in os.environ.items() if name != SAFE_PATH}
        return subprocess.Popen(
            [sys.executable, "-m", "cxlib.runs.preload_server", str(listener), *options],
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
def preloaded_kernels(*, of_this_process: bool = False, lectures: bool = True) -> Iterator[None]:
    """Kernels started inside are forked from one server, where the system can; elsewhere they are ordinary ones.

    `of_this_process` says that the server may be its fork: nothing but imports has happened here; `lectures`, that
    they find what lectures use.
    """
    global _server, _users
    with _lock:
        _users += 1
        if _users == 1 and SHARED not in os.environ and can_fork():
            with suppress(OSError):
                may_fork = of_this_process and has_one_thread() and is_plain()
                _server = Server(forked=may_fork, lectures=lectures)
                _server.warm()
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if _users == 0 and _server is not None:
                _server.close()
                _server = None


@contextmanager
def kernels_of_a_fork(*, lectures: bool) -> Iterator[None]:
    """The same for a command, which has only imported until now: its server need not load that again."""
    from . import kernel, report  # noqa: F401 (most of what these import, kernels import too)

    gc.freeze()
    with preloaded_kernels(of_this_process=True, lectures=lectures):
        yield


def server_address() -> str | None:
    """The socket of the server to ask for a kernel, if there is one."""
    return os.environ.get(SHARED) or (_server.address if _server is not None else None)


def is_plain() -> bool:
    """Whether this interpreter is as kernels are: with the three streams, and without options of its own."""
    return None not in (sys.stdin, sys.stdout, sys.stderr) and sys.orig_argv[1:2] == sys.argv[:1]


def can_fork() -> bool:
    """Whether this system can have a server: only Linux lets a process see its threads, and watch a child as a file."""
    return hasattr(os, "pidfd_open") and Path("/proc/self/task").is_dir()
