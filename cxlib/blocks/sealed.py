"""A file in the folder of results that only its key opens, written whole and by one run at a time."""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import CXError

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

KEY = "CX_KEY"
KEY_FILE, FILE, LOCK = ".cx_key", ".cx_blocks", ".cx_blocks.lock"
PATIENCE = 120  # seconds that another run is waited for


def key_of(folder: Path) -> bytes:
    """The key of a folder: CX_KEY, else one made for it that nobody else on the machine may read."""
    given = os.environ.get(KEY, "").strip()
    if given:
        return hashlib.sha256(given.encode()).digest()
    file = folder / KEY_FILE
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
                made.write(secrets.token_bytes(32))
        except FileExistsError:  # made by another run meanwhile
            pass
    return file.read_bytes()


def keyed(key: bytes, kind: str, text: str) -> int:
    """A number of 63 bits that stands for a text; nobody finds the one from the other without the key."""
    return int.from_bytes(hashlib.blake2b(text.encode(), key=key, person=kind.encode(), digest_size=8).digest()) >> 1


def seal(content: bytes, key: bytes) -> bytes:
    """Enciphered and signed."""
    return _cipher(key).encrypt(content)


def unseal(sealed: bytes, key: bytes) -> bytes:
    """What was sealed; stops where the key is another one, or the file was touched."""
    from cryptography.fernet import InvalidToken

    try:
        return _cipher(key).decrypt(sealed)
    except InvalidToken:
        raise CXError(
            f"{FILE}: this key does not open it, so nobody knows whom earlier runs have shown.",
            f"Set {KEY} to what it was then, or take another folder for the results if nobody has the earlier pages.",
        ) from None


def _cipher(key: bytes) -> Fernet:
    from cryptography.fernet import Fernet

    return Fernet(base64.urlsafe_b64encode(key))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One run at a time: others wait. The lock of a run that was killed is free."""
    from filelock import FileLock, Timeout

    file = folder / LOCK
    try:
        with FileLock(file, timeout=PATIENCE):
            yield
    except Timeout:
        raise CXError(f"{file}: another run holds it.", "Wait until it has ended.") from None


def read(folder: Path, key: bytes) -> bytes | None:
    """What the folder remembers; None where it remembers nothing."""
    file = folder / FILE
    return unseal(file.read_bytes(), key) if file.exists() else None


def write(folder: Path, content: bytes, key: bytes) -> None:
    """Remember it, so that the file is never seen half-written."""
    draft = folder / f"{FILE}.{os.getpid()}.partial"
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(seal(content, key))
        draft.replace(folder / FILE)
    finally:
        draft.unlink(missing_ok=True)
