"""A file in the folder of results that only its key opens, written whole and by one run at a time."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from ..errors import CXError

KEY = "CX_KEY"
KEY_FILE, FILE, LOCK = ".cx_key", ".cx_blocks", ".cx_blocks.lock"
NONCE, TAG = 16, 32
PATIENCE, STALE = 120, 600  # seconds: another run is waited for; a lock so old is of a run that was killed


def key_of(folder: Path) -> bytes:
    """The key of a folder: CX_KEY, else one made for it that nobody else on the machine may read."""
    given = os.environ.get(KEY, "").strip()
    if given:
        return hashlib.sha256(given.encode()).digest()
    file = folder / KEY_FILE
    if not file.exists():
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
    """Enciphered and signed: a stream made of key and nonce, then a keyed hash over all of it."""
    nonce = secrets.token_bytes(NONCE)
    body = _stream(content, key, nonce)
    return nonce + body + hmac.digest(key, nonce + body, "sha256")


def unseal(sealed: bytes, key: bytes) -> bytes:
    """What was sealed; stops where the key is another one, or the file was touched."""
    body, tag = sealed[:-TAG], sealed[-TAG:]
    if not hmac.compare_digest(hmac.digest(key, body, "sha256"), tag):
        raise CXError(
            f"{FILE}: this key does not open it, so nobody knows whom earlier runs have shown.",
            f"Set {KEY} to what it was then, or take another folder for the results if nobody has the earlier pages.",
        )
    return _stream(body[NONCE:], key, body[:NONCE])


def _stream(content: bytes, key: bytes, nonce: bytes) -> bytes:
    stream = hashlib.shake_256(b"blocks" + key + nonce).digest(len(content))
    return (np.frombuffer(content, np.uint8) ^ np.frombuffer(stream, np.uint8)).tobytes()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One run at a time: others wait."""
    file, waited = folder / LOCK, 0.0
    while True:
        try:
            os.close(os.open(file, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            if waited > PATIENCE:
                raise CXError(
                    f"{file}: another run holds it.", "Wait for it; remove the file if there is none."
                ) from None
            try:
                if time.time() - file.stat().st_mtime > STALE:
                    file.unlink(missing_ok=True)
                    continue
            except FileNotFoundError:
                continue
            time.sleep(0.05)
            waited += 0.05
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def read(folder: Path, key: bytes) -> bytes | None:
    """What the folder remembers; None where it remembers nothing."""
    file = folder / FILE
    return unseal(file.read_bytes(), key) if file.exists() else None


def write(folder: Path, content: bytes, key: bytes) -> None:
    """Remember it, so that the file is never seen half-written."""
    draft = folder / f"{FILE}.{os.getpid()}.partial"
    try:
        draft.write_bytes(seal(content, key))
        draft.replace(folder / FILE)
    finally:
        draft.unlink(missing_ok=True)
