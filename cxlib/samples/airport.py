"""San Francisco airport's passenger survey: fetched once, checked, and kept beside our study.toml."""

from __future__ import annotations

import os
import shutil
import tempfile
import tomllib
from pathlib import Path

from ..errors import CXError

HOME = Path(__file__).resolve().parents[2] / "data" / "samples" / "airport"
BY_HAND = (
    "Connect to the internet and try again, or put the files {first} to {last} into a folder called airport and name "
    "the folder around it in the environment variable CX_DATA_DIR. data/samples/airport/README.md says where they are "
    "published."
)


def airport_study(*, base_url: str | None = None, timeout: float = 15.0) -> Path:
    """The folder of the airport's survey, 2010 to 2018, ready for `read_study`.

    What is not there yet is fetched, about 6 MB in nine files, and kept for the next time: in the folder ``airport``
    of the folder that the environment variable CX_DATA_DIR names, else of the user's cache. Nothing is fetched twice.

    Parameters
    ----------
    base_url : str, optional
        Where the files are published; ``data/samples/airport/files.toml`` says it when left out.
    timeout : float
        Seconds to wait for the server before giving up; nothing is tried twice.

    Returns
    -------
    Path
        A folder with the nine files, each with the published checksum, and the project's study.toml.

    Raises
    ------
    CXError
        A file cannot be fetched, or is not the published one; a file that was there stays as it was.
    """
    import pooch

    named = os.environ.get("CX_DATA_DIR")
    folder = Path(named or pooch.os_cache("cxlib")).expanduser() / "airport"
    listed = tomllib.loads((HOME / "files.toml").read_text(encoding="utf-8"))
    by_hand = BY_HAND.format(first=min(listed["files"]), last=max(listed["files"]))
    for name, known in listed["files"].items():
        file = folder / name
        if not file.exists():
            url = f"{base_url or listed['source']}/{known['published']}"
            _fetch(url, file, known["sha256"], timeout=timeout, otherwise=by_hand)
        elif pooch.file_hash(str(file)) != known["sha256"]:
            raise CXError(f"{name}: not the file that was published (its checksum differs).", "Remove it.")
    _put_beside(folder)
    return folder


def _fetch(url: str, file: Path, checksum: str, *, timeout: float, otherwise: str) -> None:
    """Fetch one file; pooch gives it its name only when it is whole and has the checksum."""
    import pooch

    pooch.get_logger().setLevel("WARNING")  # the address of every file is no news for a reader
    try:
        downloader = pooch.HTTPDownloader(timeout=timeout)
        pooch.retrieve(url, f"sha256:{checksum}", fname=file.name, path=file.parent, downloader=downloader)
    except (OSError, ValueError) as error:
        raise CXError(f"{file.name}: could not be fetched ({_reason(error)}).", otherwise) from None


def _reason(error: OSError | ValueError) -> str:
    """What went wrong, in words of a reader."""
    import requests

    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"the server answers {error.response.status_code}"
    if isinstance(error, requests.Timeout) or "timed out" in str(error):
        return "the server takes too long"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "the connection ended too early"
    if isinstance(error, requests.RequestException):
        return "there is no connection"
    if isinstance(error, ValueError):
        return "what came is not the published file, its checksum differs"
    return "the folder for it cannot be written"


def _put_beside(folder: Path) -> None:
    """The project's study.toml beside the files, whole or not at all."""
    shipped = HOME / "study.toml"
    target = folder / shipped.name
    if target.exists() and target.read_bytes() == shipped.read_bytes():
        return
    try:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            os.replace(shutil.copy(shipped, place), target)
    except OSError:
        problem = "study.toml: cannot be written beside the airport's files."
        raise CXError(problem, "Name a folder you may write to in CX_DATA_DIR, or copy the file there.") from None
