"""Runs: notebooks executed on a study, with strict parameters, a record and readable pages."""

from .notebooks import NotebookRun, run_notebook
from .workbook import WorkbookRun, run_workbook

__all__ = ["NotebookRun", "WorkbookRun", "run_notebook", "run_workbook"]
