"""Kernels from a server of preloaded ones, for everything that starts kernels through Jupyter."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner

from .preload import server_address

LOADING_SECONDS = 60  # what a server may take to import, when it is asked at once
KNOWN = {"stdin", "extra_arguments", "kernel_id"}  # settings of a start that change nothing here


class ForkedKernel:
    """A kernel of the server's, with what Jupyter uses of `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, lease: socket.socket, pid: int) -> None:
        self._lease = lease
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """How it ended, or None while it runs."""
        return self._ended(within=0)

    def wait(self, timeout: float | None = None) -> int:
        """How it ended, once it has."""
        ended = self._ended(within=timeout)
        if ended is None:
            raise subprocess.TimeoutExpired("kernel", timeout or 0)
        return ended

    def _ended(self, *, within: float | None) -> int | None:
        if self.returncode is None:
            self._lease.settimeout(within)
            said = b""  # a server that is gone takes its kernels along
            try:
                said = self._lease.recv(64)
            except (BlockingIOError, TimeoutError):
                return None
            except OSError:
                pass
            self.returncode = int(said) if said else -signal.SIGKILL
            self._lease.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Signal the kernel and the processes it started; the server knows whether it is still there."""
        with suppress(OSError):
            self._lease.send(str(int(number)).encode())

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


class PreloadedProvisioner(LocalProvisioner):
    """Forks a kernel from the server; where there is none, or it declines, starts an ordinary one."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel."""
        kernel = forked_kernel(cmd, **kwargs)
        if kernel is None:
            return await super().launch_kernel(cmd, **kwargs)
        # without a group, signals go to the process, and so through the server
        self.process, self.pid, self.pgid = cast(Any, kernel), kernel.pid, None
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info


def forked_kernel(
    command: list[str],
    *,
    env: Mapping[str, str],
    cwd: str | None = None,
    stdout: IO | int | None = None,
    stderr: IO | int | None = None,
    **settings: object,
) -> ForkedKernel | None:
    """Ask the server for the kernel that this command would start; None where an ordinary one is called for."""
    address = server_address()
    if address is None or not KNOWN.issuperset(settings) or not _absolute(env.get("PYTHONPATH")):
        return None
    request = json.dumps({"command": command, "env": dict(env), "cwd": os.path.abspath(cwd or ".")}).encode()
    lease = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    lease.settimeout(LOADING_SECONDS)
    try:
        lease.connect(address)
        with open(os.devnull, "wb") as nowhere:
            streams = [_file(stdout, 1, nowhere), _file(stderr, 2, nowhere)]
            socket.send_fds(lease, [request], streams)
        kernel = ForkedKernel(lease, int(lease.recv(64)))
    except (OSError, ValueError):
        # no server, none that fits, or a stream that cannot be handed over
        lease.close()
        return None
    return kernel


def kernel_manager() -> AsyncKernelManager:
    """The manager of one kernel in this very interpreter, preloaded where it can be."""
    # without folders to search, "python3" is this interpreter, whatever else is registered
    manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=KernelSpecManager(kernel_dirs=[]))
    manager.provisioner = PreloadedProvisioner(kernel_id="", kernel_spec=manager.kernel_spec, parent=manager)
    return manager


def _absolute(folders: str | None) -> bool:
    # a folder named from where one stands is another one in the server
    return not folders or all(map(os.path.isabs, folders.split(os.pathsep)))


def _file(stream: IO | int | None, inherited: int, nowhere: IO) -> int:
    if stream is None:
        return inherited
    if stream == subprocess.DEVNULL:
        return nowhere.fileno()
    return stream if isinstance(stream, int) else stream.fileno()
