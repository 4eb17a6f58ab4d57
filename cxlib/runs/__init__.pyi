from .notebooks import NotebookRun as NotebookRun
from .notebooks import run_notebook as run_notebook
from .workbook import WorkbookRun as WorkbookRun
from .workbook import run_workbook as run_workbook
