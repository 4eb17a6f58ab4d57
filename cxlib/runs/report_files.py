"""What `cx report` writes: the report again, and beside it what else is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .report import logo_doubt, report_of, run_in


def report_files(run: Path, *, language: str, pdf: bool, deck: bool, workbook: bool) -> Iterator[tuple[str, bool]]:
    """Write the files; each as it is named, after what a reader must know of them, which is marked."""
    doubt = logo_doubt(run, run_in(run)[1])
    if doubt:
        yield doubt, True
    report = report_of(run, language=language)
    yield str(report), False
    if pdf:
        from .report_pdf import write_pdf

        yield str(write_pdf(report)), False
    if deck:
        from .slides import write_slides

        yield str(write_slides(run)), False
    if workbook:
        from .tables import write_tables

        yield str(write_tables(run)), False
