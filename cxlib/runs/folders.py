"""Where a run is written: a hidden folder first, its real name only once the run is whole."""

from __future__ import annotations

import os
import platform
import re
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from ..errors import CXError

TEMPLATES = Path(__file__).parent / "templates"  # of every page that a run writes
STYLE = TEMPLATES / "style.css"


def slug(name: str) -> str:
    """A name as a folder can carry it: plain letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "study"


@dataclass
class Workplace:
    """A run being written: `partial` now, `final` once `finish` gave it its name."""

    out: Path
    name: str
    partial: Path
    final: Path | None = None

    def finish(self) -> Path:
        """Give the folder its real name, in one step; a name already taken gets -2, -3 …"""
        for number in count(1):
            final = self.out / (self.name if number == 1 else f"{self.name}-{number}")
            if not final.exists():
                try:
                    self.partial.rename(final)
                except FileExistsError:
                    continue
                except OSError:
                    # another run took the name between the look and the move
                    if not final.exists():
                        raise
                    continue
                self.final = final
                return final
        raise AssertionError("unreachable")


@contextmanager
def workplace(out: Path, *, study: str, started: datetime) -> Iterator[Workplace]:
    """A hidden folder to write a run in; it is removed unless the run was finished.

    Raises
    ------
    CXError
        The folder cannot be written, or the disk is full.
    """
    name = f"{slug(study)}-{started:%Y%m%d-%H%M%S}"
    # the maker's number is in the name, so that a later run can tell a living run from a dead one
    place = Workplace(out, name, out / f".{name}.{_maker()}.partial")
    try:
        with writing(out):
            out.mkdir(parents=True, exist_ok=True)
            sweep(out)
            place.partial.mkdir()
        yield place
    finally:
        if place.final is None:
            shutil.rmtree(place.partial, ignore_errors=True)


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Say plainly that the results could not be written."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise CXError(
            f"{out}: the results could not be written ({reason}).",
            "Make room or choose another folder with --out; nothing half-written was left.",
        ) from error


def write_whole(file: Path, content: str | bytes) -> None:
    """Write a file so that it is never seen half-written."""
    draft = file.with_name(f".{file.name}.{_maker()}.partial")
    try:
        draft.write_bytes(content if isinstance(content, bytes) else content.encode())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def write_new(file: Path, content: str | bytes, *, replace: bool) -> None:
    """Write a file whole, and over another one only where that is wanted.

    Raises
    ------
    CXError
        There is such a file already or no such folder, or the file cannot be written.
    """
    if not file.parent.is_dir():
        raise CXError(f"{file.parent}: no such folder.", "Make it first, or choose another place with --out.")
    if file.exists() and not replace:
        raise CXError(f"{file}: there is such a file already.", "Choose another name with --out, or add --replace.")
    with writing(file):
        write_whole(file, content)


def write_questionnaire(file: Path, content: bytes, declared: str, *, replace: bool) -> tuple[Path, Path]:
    """Write a questionnaire's workbook and, beside it, the study.toml that reads its answers; both or none.

    Raises
    ------
    CXError
        The name is not one of a workbook, there is such a file already, or it cannot be written.
    """
    if file.suffix != ".xlsx":
        raise CXError(f"{file}: not the name of an Excel workbook.", "Let it end in .xlsx.")
    # never study.toml: a folder may have one that somebody wrote
    study = file.with_suffix(".toml")
    if study.exists() and not replace:
        raise CXError(f"{study}: there is such a file already.", "Choose another name with --out, or add --replace.")
    write_new(file, content, replace=replace)
    write_new(study, declared, replace=replace)
    return file, study


def _maker() -> str:
    return f"{slug(platform.node())}-{os.getpid()}"


def sweep(out: Path) -> None:
    """Remove what killed runs of this machine left behind."""
    import psutil

    machine = re.escape(slug(platform.node()))
    for left in out.glob(".*.partial"):
        made = re.fullmatch(rf"\..+\.{machine}-(\d+)\.partial", left.name)
        if made and not psutil.pid_exists(int(made[1])):
            shutil.rmtree(left, ignore_errors=True)
