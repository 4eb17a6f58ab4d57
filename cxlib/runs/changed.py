"""Whether customers' answers have changed since earlier runs into a folder: old and new pages together tell of few."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..study.contract.roles import SURVEYS

if TYPE_CHECKING:
    from ..study import Study


def changed_since(study: Study, files: Sequence[Mapping[str, Any]], out: Path) -> str:
    """A sentence where earlier runs of the study, or of its files, read other answers of customers; empty where none.

    Parameters
    ----------
    study : Study
        The whole.
    files : sequence of mappings
        The data as the record of the run lists them: ``file sha256``.
    out : Path
        Of results. Employees are the same in all its runs; see `cxlib.blocks`.
    """
    named = {name for table in study.contract.tables.values() if table.kind in SURVEYS for name in table.file}
    now = {one["file"]: one["sha256"] for one in files if one["file"] in {name.replace("\\", "/") for name in named}}
    old = []
    for record in sorted(out.glob("[!.]*/run.json")):
        told = json.loads(record.read_text(encoding="utf-8"))
        before = {one["file"]: one.get("sha256") for one in told.get("data", [])}
        same = told.get("study") == study.name or not now.keys().isdisjoint(before)
        if now and same and not set(now.values()) <= set(before.values()):
            old.append(str(record.parent))
    if not old:
        return ""
    runs = "an earlier run" if len(old) == 1 else f"{len(old)} earlier runs"
    return (
        f"Customers' answers have changed since {runs} in this folder: who took both sets of pages from one another "
        "could know a single customer. Give out only one of them. The old pages are removed by: "
        f"rm -r {shlex.join(old)}"
    )
