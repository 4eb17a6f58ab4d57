"""Whether customers' answers have changed since earlier runs into a folder: old and new pages together tell of few."""

from __future__ import annotations

import hashlib
import hmac
import json
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..blocks.sealed import key_of
from ..locale import say_number
from ..study.contract.roles import REGISTERS, SCALED, STAFF, SURVEYS
from ..study.files.in_memory import once

if TYPE_CHECKING:
    from ..study import Study


def changed_since(study: Study, files: Sequence[Mapping[str, Any]], out: Path) -> str:
    """A sentence where earlier runs of the study, or of its files, read other answers of customers; empty where none.

    Parameters
    ----------
    study : Study
        The whole.
    files : sequence of mappings
        The data as the record of the run lists them: ``file hmac_sha256``; also what `answers_read` found.
    out : Path
        Of results. Employees are the same in all its runs; see `cxlib.blocks`.
    """
    theirs = {name: its for name, its in study.contract.tables.items() if its.kind not in (*REGISTERS, *STAFF)}
    surveys = {name for name, its in theirs.items() if its.kind in SURVEYS}
    named = {file.replace("\\", "/") for its in theirs.values() for file in its.file} | surveys
    now = {one["file"]: one["hmac_sha256"] for one in files if one["file"] in named}
    old = []
    for record in sorted(out.glob("[!.]*/run.json")):
        told = json.loads(record.read_text(encoding="utf-8"))
        before = {one["file"]: one.get("hmac_sha256") for one in [*told.get("data", []), *told.get("read", [])]}
        same = told.get("study") == study.name or bool((now.keys() & before.keys()) - surveys)
        if now and same and not set(now.values()) <= set(before.values()):
            old.append(record.parent.name)
    if not old:
        return ""
    return say_number(
        "Customers' answers have changed since an earlier run in this folder: who took both sets of pages from one "
        "another could know a single customer. Give out only one of them. The old pages are removed, in this folder, "
        "by: {command}",
        "Customers' answers have changed since {number} earlier runs in this folder: who took both sets of pages from "
        "one another could know a single customer. Give out only one of them. The old pages are removed, in this "
        "folder, by: {command}",
        len(old),
        number=len(old),
        command=f"rm -r {shlex.join(old)}",
    )


def answers_read(study: Study, out: Path) -> list[dict[str, str]]:
    """Each table of customers' answers with a checksum of them as they were read: study.toml may leave rows out.

    Made once for all parts of a study: see `cxlib.study.files.in_memory.once`.
    """
    return once(study, ("answers read",), lambda: _answers_read(study, out))


def _answers_read(study: Study, out: Path) -> list[dict[str, str]]:
    made = []
    for name, table in study.contract.tables.items():
        if table.kind in SURVEYS and name in study.tables:
            columns = [one for one, its in table.columns.items() if its.role in SCALED and one in study.tables[name]]
            content = study.tables[name][columns].to_csv(index=False).encode()
            made.append({"file": name, "hmac_sha256": hmac.new(key_of(out), content, hashlib.sha256).hexdigest()})
    return made
