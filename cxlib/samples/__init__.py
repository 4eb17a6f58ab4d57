"""What notebooks need of the sample data: the planted truth of the company, and the airport's survey."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def planted_in(folder: str | Path, *, only: str = "") -> dict[str, dict[str, Any]]:
    """What was planted in the data of a folder; empty where no truth is known.

    Parameters
    ----------
    folder : str or Path
        The folder of a study.
    only : str
        The part of the rows that is looked at; what was planted holds for all of them, so that nothing is known of one.

    Returns
    -------
    dict
        Name of the truth → ``structural finds tolerance unit explanation`` and, where there is one, the
        ``population`` value; as ``truth.toml`` says.
    """
    file = Path(folder) / "truth.toml"
    if only.strip() or not file.exists():
        return {}
    truth = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: entry for name, entry in truth.items() if isinstance(entry, dict)}
