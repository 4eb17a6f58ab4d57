"""The report of a run once more, and what stands beside it where it is asked for: a PDF, slides, tables."""

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
    yield from ((str(file), False) for file in files_beside(report, pdf=pdf, deck=deck, workbook=workbook))


def files_beside(report: Path, *, pdf: bool, deck: bool, workbook: bool) -> Iterator[Path]:
    """Write what is asked for beside a report, one file after the other."""
    if pdf:
        from .report_pdf import write_pdf

        yield write_pdf(report)
    if deck:
        from .slides import write_slides

        yield write_slides(report.parent)
    if workbook:
        from .tables import write_tables

        yield write_tables(report.parent)
