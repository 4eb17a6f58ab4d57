"""Files of SPSS, Stata and SAS: codes as text, with the wording, labels and missing codes that the file knows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ...errors import CXError
from ..metadata.header_rows import ALIKE, same_form
from .access import check_shape
from .statistics_process import ENCODING, TOO_LARGE
from .statistics_times import time_texts

READERS = {
    ".sav": "read_sav",
    ".zsav": "read_sav",
    ".por": "read_por",
    ".dta": "read_dta",
    ".sas7bdat": "read_sas7bdat",
    ".xpt": "read_xport",
}
SCRIPT = Path(__file__).with_name("statistics_process.py")
_PATIENCE = 600  # seconds; two million rows take about one minute


@dataclass(frozen=True, kw_only=True)
class StatisticsFile:
    """What a file holds: all its `names` and their `wordings`, and the cells of the columns asked for.

    `labels` are pairs of code and word, `missing` pairs of lowest and highest code that mean no answer; `lost` says
    that such codes may have become empty cells.
    """

    names: list[str]
    wordings: list[str]
    rows: int
    cells: dict[str, Any]
    labels: dict[str, list[list[Any]]]
    missing: dict[str, list[list[Any]]]
    lost: bool = False


def read_statistics(path: Path, wanted: set[str], encoding: str | None) -> StatisticsFile:
    """Read the columns whose name or wording is wanted."""
    reader = READERS[path.suffix.lower()]
    request = {
        "reader": reader,
        "wanted": sorted(set(map(same_form, wanted))),
        "alike": {chr(sign): plain for sign, plain in ALIKE.items()},
        "encoding": encoding,
    }
    head, _, rest = _in_a_process(path, request).partition(b"\n")
    about = json.loads(head)
    check_shape(path.name, columns=len(about["names"]))
    count = len(about["numbers"])
    numbers = list(np.frombuffer(rest).reshape(count, -1)) if count else []
    cells = {**about["texts"], **dict(zip(about["numbers"], numbers, strict=True))}
    for name, kind in about["times"].items():
        cells[name] = time_texts(cells[name], kind, program=reader, missing=about["missing"].get(name, ()))
    return StatisticsFile(
        names=about["names"],
        wordings=about["wordings"],
        rows=about["rows"],
        cells=cells,
        labels=about["labels"],
        missing=about["missing"],
        lost=about.get("lost", False),
    )


def _in_a_process(path: Path, request: dict[str, Any]) -> bytes:
    """What the process wrote; where it failed or was brought down, the file is at fault."""
    command = [sys.executable, "-I", str(SCRIPT), str(path), json.dumps(request)]
    surroundings = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # each thread would claim memory of its own
    try:
        ended = subprocess.run(command, capture_output=True, timeout=_PATIENCE, env=surroundings, check=False)
    except subprocess.TimeoutExpired:
        raise CXError(f'"{path.name}" could not be read in ten minutes.', "Export fewer columns or rows.") from None
    if ended.returncode == TOO_LARGE:
        raise CXError(f'"{path.name}" has more cells than memory holds.', "Export fewer columns or rows.")
    if ended.returncode == ENCODING:
        mend = 'Write encoding = "cp1252" or the right one for the table, or export it anew.'
        raise CXError(
            f'"{path.name}" holds text that is not in the encoding {request["encoding"] or "it names"}.', mend
        )
    if ended.returncode:
        raise CXError(f'"{path.name}" is no file that SPSS, Stata or SAS wrote.', "Export it anew.")
    return ended.stdout
