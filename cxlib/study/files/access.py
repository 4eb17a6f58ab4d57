"""Where a study's files may lie and how large they may be (a client's are not trusted); where its run is written."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from ...errors import CXError, nearest
from ...results import RUN_FOLDER

FOR_REPORT = "CX_FOR_REPORT"
GB = 1_000_000_000
MAX_FILE = 2 * GB  # larger files do not fit a laptop's memory once read
MAX_UNPACKED = 1 * GB  # a small xlsx file can unpack to anything
MAX_COLUMNS = 20_000  # above Excel's 16,384; wider files are not surveys
MAX_CELLS = 500_000_000  # a compressed column of one value can claim any number of rows
MAX_CELL = 1_000_000  # characters in one cell; a long comment has 10,000


def file_in(folder: Path, name: str, *, largest: float | None = None) -> Path:
    """The path of a file of the study; outside its folder nothing is read, not by a link either."""
    home = folder.resolve()
    mend = "Write the name of a file beside the study.toml."
    circle = CXError(f'"{name}" is a link that leads back to itself.', "Put the file itself there.")
    try:
        path = (home / name).resolve()
        found = path.exists()
    except RuntimeError:  # up to Python 3.12
        raise circle from None
    except (OSError, ValueError):
        raise CXError(f'"{name[:60]}" is not a file name.', mend) from None
    if not path.is_relative_to(home):
        raise CXError(f'"{name}" lies outside the study\'s folder.', "Copy the file into the folder of the study.toml.")
    if path.is_symlink():  # from Python 3.13 on
        raise circle
    if not found:
        names = sorted(found.name for found in home.iterdir() if found.is_file() and found.suffix != ".toml")
        if not names:
            raise CXError(f'No file "{name}".', "Copy the file into the folder of the study.toml.")
        raise CXError(f'No file "{name}".', nearest(name, names) if len(names) < 30 else "Check its name.")
    if not path.is_file():
        raise CXError(f'"{name}" is not a file.', mend)
    if path.stat().st_size > (MAX_FILE if largest is None else largest):
        raise CXError(f'"{name}" is larger than 2 GB.', "Split it: file may be a list of several files.")
    return path


def check_shape(name: str, *, columns: int, rows: int = 0) -> None:
    """Refuse a table that no survey has and no memory holds."""
    if columns > MAX_COLUMNS:
        raise CXError(f'"{name}" has {columns:,} columns; 20,000 are read.', "Export fewer columns.")
    if columns * rows > MAX_CELLS:
        raise CXError(f'"{name}" has over 500 million cells.', "Export fewer columns or rows.")


def check_unpacked(path: Path) -> None:
    """Refuse a workbook that is no zip file or unpacks to more than memory holds."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile:
        raise CXError(f'"{path.name}" is not an Excel workbook.', "Save it anew as .xlsx without a password.") from None
    if size > MAX_UNPACKED:
        raise CXError(f'"{path.name}" unpacks to more than 1 GB.', "Save the sheet as .csv.")


def run_folder() -> Path | None:
    """The folder into which this run is written, for files that a notebook makes; None outside of a run."""
    return Path(os.environ[RUN_FOLDER]) if os.environ.get(RUN_FOLDER) else None


def for_report() -> bool:
    """Whether this kernel runs a notebook of which only the report is read."""
    return FOR_REPORT in os.environ
