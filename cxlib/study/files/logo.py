"""The logo on the report of a study: it must be a picture, whole, small, and inside the study's folder."""

from __future__ import annotations

import io
from pathlib import Path

from ...errors import CXError, Failure
from .access import file_in

LARGEST_LOGO = 500_000  # bytes: it stands in the report itself
FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg"}
MEND = "Name a PNG or JPEG picture of at most 500 kB beside the study.toml."


def logo_failure(folder: Path, logo: str) -> Failure | None:
    """Why a logo cannot stand in the report; None where it can, or where there is none.

    Parameters
    ----------
    folder : Path
        Of the study.
    logo : str
        Name of the file, inside the folder.
    """
    if not logo:
        return None
    try:
        file = file_in(folder, logo)
    except CXError as error:
        return Failure(table="report", column="logo", problem=error.problem.rstrip("."), mend=error.mend)
    if file.stat().st_size > LARGEST_LOGO:
        return Failure(table="report", column="logo", problem=f'"{logo}" has more than 500 kB', mend=MEND)
    if not picture_kind(file.read_bytes()):
        problem = f'"{logo}" is no picture that can be opened'
        return Failure(table="report", column="logo", problem=problem, mend=MEND)
    return None


def picture_kind(content: bytes) -> str:
    """The media type of a picture that can be opened and is whole; empty for anything else."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=list(FORMATS)) as picture:
            kind = picture.format
            picture.load()
    except Exception:  # whatever a spoilt file makes the reader raise
        return ""
    return FORMATS.get(kind or "", "")
