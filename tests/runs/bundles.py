"""Small notebooks by hand, with the outputs that sections and readings leave."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from nbformat import NotebookNode, v4

from cxlib.readings import FINDINGS, READING
from cxlib.runs.skipped import LEFT_OUT, SECTION


def words(text: str) -> NotebookNode:
    return v4.new_markdown_cell(text)


def code(source: str, *data: dict | str, tags: tuple[str, ...] = ()) -> NotebookNode:
    outputs = [
        v4.new_output("stream", name="stdout", text=one)
        if isinstance(one, str)
        else v4.new_output("execute_result", data=one)
        for one in data
    ]
    return v4.new_code_cell(source, outputs=outputs, metadata={"tags": list(tags)})


def opened(number: object, **columns: str) -> dict:
    told = {"number": str(number), "state": "open", "reason": "", "hint": "", "columns": columns}
    return {SECTION: told, "text/plain": "Columns used", "text/html": "<p><small>Columns used</small></p>"}


def closed(number: object, reason: str = "Answers: 3; needed: 30.") -> dict:
    told = {"number": str(number), "state": "closed", "reason": reason, "hint": "collect more.", "columns": {}}
    return {SECTION: told, "text/plain": reason, "text/html": f"<div>{reason}</div>"}


def left_out(number: object) -> dict:
    return {LEFT_OUT: {"number": str(number)}, "text/plain": "Left out."}


def reading(text: str) -> dict:
    return {READING: {"topic": "score", "text": text}, "text/markdown": text, "text/plain": text}


def findings(*headlines: str) -> dict:
    text = "\n".join(f"- {one}" for one in headlines)
    return {FINDINGS: {"headlines": list(headlines)}, "text/markdown": text, "text/plain": text}


def unzipped(file: Path | bytes, place: str = "") -> dict[str, str]:
    """Every part of an Office file as text, those of the files in it too; pictures apart."""
    content = file if isinstance(file, bytes) else file.read_bytes()
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            if name.endswith((".xlsx", ".docx", ".pptx")):
                found |= unzipped(part, f"{place}{name}/")
            elif not name.endswith((".png", ".jpeg", ".jpg")):
                found[place + name] = part.decode("utf-8", errors="replace")
    return found
