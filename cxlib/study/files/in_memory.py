"""Tables read once for a run: its kernels take them from memory, never from a copy on disk."""

from __future__ import annotations

import hashlib
import os
import pickle
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, TypeVar
from weakref import WeakKeyDictionary

from ...errors import CXError
from ...locale import spoken
from ..contract.models import Contract, TableContract
from .access import file_in

HANDED = "CX_TABLES"  # names the memory of the process that read the study; gone when that process ends
MOST_BYTES = 1 << 28  # of one table; a larger one is read again, since each kernel would hold it twice meanwhile

ONE_FILE = (".csv", ".parquet")  # formats of one file; what lies beside another's can change unseen
MOMENT = 2.0  # seconds within which two changes of a file may have one time

WHOLE = "whole "  # begins the key of a study that parts are taken of, which this process and its server keep, too
FOUND = "found "  # begins that of what was found of such a study, which a kernel hands over to those after it

_given: Given | None = None
_held: dict[str, Any] = {}  # studies that a server unpacked before it forked this process
_keys: WeakKeyDictionary[Any, str] = WeakKeyDictionary()  # whole study → the key under which it was read
_known: WeakKeyDictionary[Any, dict[tuple, Any]] = WeakKeyDictionary()

T = TypeVar("T")


class Given:
    """Memory of this process that its kernels may open: a table behind each key."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self._file = os.fdopen(os.memfd_create("cx-tables"), "rb")
        self.path = f"/proc/{os.getpid()}/fd/{self._file.fileno()}"

    def add(self, key: str, table: Any) -> None:
        """One more table, as it is now."""
        if key.startswith((WHOLE, FOUND)):
            self.kept[key] = table
        _append(self.path, key, table)

    def close(self) -> None:
        self._file.close()


@contextmanager
def handing_over() -> Iterator[None]:
    """What is read inside is handed to the kernels started inside, on systems that have such memory."""
    global _given
    if _given is not None or HANDED in os.environ or not hasattr(os, "memfd_create"):
        yield
        return
    _given = Given()
    os.environ[HANDED] = _given.path
    try:
        yield
    finally:
        del os.environ[HANDED]
        _given.close()
        _given = None


def hand_over(key: str, table: Any) -> None:
    """Keep a table that was read for the kernels of this run, if there is one."""
    if key and _given is not None:
        _given.add(key, table)
    elif key.startswith(FOUND) and HANDED in os.environ:
        with suppress(OSError):  # the run is gone
            _append(os.environ[HANDED], key, table)


def keep_key(whole: Any, key: str) -> None:
    """Under which key a whole study was read: what is found of it is handed over beside it."""
    if key:
        _keys[whole] = key.removeprefix(WHOLE)


def key_of_part(whole: Any, *asked: object) -> str:
    """The key of a part of a study; empty where the study was read under none."""
    return f"{_keys[whole]} {asked!r}" if whole in _keys else ""


def once(whole: Any, asked: tuple, make: Callable[[], T]) -> T:
    """What is found of a whole study and is the same for all its parts: by the first kernel of a run that asks."""
    known = _known.setdefault(whole, {})
    if asked not in known:
        key = f"{FOUND}{_keys[whole]} {asked!r}" if whole in _keys else ""
        found = handed(key) if key else None
        if found is None:
            found = (make(),)
            hand_over(key, found)
        known[asked] = found
    return known[asked][0]


def handed(key: str) -> Any | None:
    """The table of this key, as the run read it; None where there is no run, or it read no such table."""
    path = os.environ.get(HANDED)
    if _given is not None or key in _held:
        return (_given.kept if _given is not None else _held).get(key)
    if path is None or key not in (places := _places(path)):
        return None
    start, length = places[key]
    with open(path, "rb") as file:
        file.seek(start)
        return pickle.loads(file.read(length))  # written by our own parent, in memory that only its user can open


def hold(path: str | None) -> None:
    """Unpack the studies that a run hands over, for every process that is forked from this one."""
    places = (
        {} if path is None else {key: its for key, its in _places.__wrapped__(path).items() if key.startswith(WHOLE)}
    )
    if path is None or places.keys() == _held.keys():
        return
    _held.clear()
    with open(path, "rb") as file:
        for key, (start, length) in places.items():
            file.seek(start)
            _held[key] = pickle.loads(file.read(length))  # as in `handed`


@cache
def _places(path: str) -> dict[str, tuple[int, int]]:
    """Where each table begins, and its length."""
    places = {}
    try:
        with open(path, "rb") as file, _alone(file):
            while True:
                key, length = pickle.load(file)
                places[key] = (file.tell(), length)
                file.seek(length, os.SEEK_CUR)
    except (EOFError, OSError, pickle.UnpicklingError):
        return places


def _append(path: str, key: str, table: Any) -> None:
    packed = pickle.dumps(table, protocol=5)
    if len(packed) <= MOST_BYTES:
        with open(path, "ab") as file, _alone(file):
            pickle.dump((key, len(packed)), file)
            file.write(packed)
            file.flush()


@contextmanager
def _alone(file: BinaryIO) -> Iterator[None]:
    """No other thread or process writes, or reads what is half written."""
    import fcntl  # where there is memory to hand over, there is this

    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def whole_key(file: Path, contract: Contract, *asked: object) -> str:
    """What decides how a whole study is read: study.toml, the files as they are now, who asks; empty as in `key_of`."""
    keys = [key_of(file.parent, name, table) for name, table in contract.tables.items()]
    told = repr((str(file.resolve()), contract.study.model_dump_json(), spoken(), asked, keys))
    return WHOLE + hashlib.sha256(told.encode()).hexdigest() if all(keys) else ""


def key_of(folder: Path, name: str, contract: TableContract) -> str:
    """What decides what is read: the files as they are now, and all that study.toml says of the table.

    Empty where a file is not there, or may not be read: who reads it says so.
    """
    states = []
    for file in contract.file:
        try:
            path = file_in(folder, file)
            found = path.stat()
        except (CXError, OSError):
            return ""
        states.append((str(path), found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino))
    return hashlib.sha256(repr((name, states, contract.model_dump_json())).encode()).hexdigest()


def at_rest(folder: Path, contract: TableContract) -> bool:
    """Whether a change of the files would be seen: each stands alone, and none was changed just now."""
    if any(Path(file).suffix.lower() not in ONE_FILE for file in contract.file):
        return False
    found = [file_in(folder, file).stat() for file in contract.file]
    return max(max(one.st_mtime, one.st_ctime) for one in found) < time.time() - MOMENT
