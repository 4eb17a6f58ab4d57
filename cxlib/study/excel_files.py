"""Excel workbooks: cells as they were stored; no formula is ever worked out."""

from __future__ import annotations

import contextlib
import warnings
import zipfile
from pathlib import Path

from ..errors import CXError, nearest
from .places import check_unpacked


def read_sheet(path: Path, sheet: str | None, *, stored: bool = True) -> tuple[list[tuple], tuple[str, ...]]:
    """The rows of the sheet (formulas as the values stored with them), and notes."""
    import openpyxl

    check_unpacked(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl reports styles and menus it does not know
        try:
            book = openpyxl.load_workbook(path, read_only=True, data_only=stored, keep_links=False)
            with contextlib.closing(book):
                names = [page.title for page in book.worksheets]
                if sheet is not None and sheet not in names:
                    raise CXError(f'"{path.name}" has no sheet "{sheet}".', nearest(sheet, names))
                page = book[names[0] if sheet is None else sheet]
                page.reset_dimensions()  # the size written in the file may be wrong
                records = list(page.iter_rows(values_only=True))
        except (LookupError, ValueError, TypeError, AttributeError, OSError, SyntaxError, zipfile.BadZipFile):
            raise CXError(f'"{path.name}" is not an Excel workbook.', "Save it anew as .xlsx.") from None
    several = f'"{path.name}" has {len(names)} sheets and the first was read; name another by sheet = "…".'
    return records, (several,) if sheet is None and len(names) > 1 else ()


def _has_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f>" in archive.read(name) or b"<f " in archive.read(name) for name in sheets)


def refuse_empty_formulas(path: Path, sheet: str | None, records: list[tuple], places: list[int]) -> None:
    """Refuse a formula whose value was never stored: it would pass for an empty answer."""
    if not _has_formulas(path):
        return
    formulas, _ = read_sheet(path, sheet, stored=False)
    for number, (values, written) in enumerate(zip(records, formulas, strict=False), start=1):
        for place in places:
            if place < len(values) and values[place] is None and written[place] is not None:
                mend = "Open the file in a spreadsheet program and save it, or paste the values."
                raise CXError(f'"{path.name}" has a formula without a value in row {number:,}.', mend)
