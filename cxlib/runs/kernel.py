"""One notebook executed by papermill, in a kernel of this very interpreter."""

from __future__ import annotations

import copy
import logging
import os
import subprocess
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
from jupyter_core.utils import ensure_event_loop
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors, remove_error_markers
from papermill.parameterize import parameterize_notebook
from papermill.version import version as papermill_version

from ..locale import LANGUAGE, spoken
from ..sections import is_left_out, left_out
from ..study.files.access import FOR_REPORT, RUN_FOLDER
from .preload_provisioner import kernel_manager
from .skipped import section_of

logging.getLogger("papermill").addHandler(logging.NullHandler())

# a study's folder holds data: no Python file in it may be imported
NO_CODE_FROM_FOLDER = {"PYTHONSAFEPATH": "1"}
START_SECONDS = 120


class StillClient(PapermillNotebookClient):
    """A client that lets live controls be.

    It would answer the messages of a control's output on the very socket on which it awaits the end of the cell. Such
    a send can swallow the wake-up of the reply that arrives meanwhile, and the run would wait for ever.
    """

    _closed: Mapping[str, Any] | None = None  # the section whose cells come now, if it is closed

    def handle_comm_msg(self, outs: list[NotebookNode], msg: dict, cell_index: int) -> None:
        """Ignore what a control says: a page shows none."""

    def execute_cell(self, cell: NotebookNode, cell_index: int, **settings: Any) -> NotebookNode:
        """Run a cell; one that the kernel would leave out does not even go there."""
        if cell.cell_type != "code":
            return cell
        if self._closed is not None and cell.source.strip() and is_left_out(cell.source):
            told = left_out(str(self._closed["number"]), reason=self._closed["reason"])
            # without nbformat's check, which takes longer than many a cell
            cell.outputs = [nbformat.from_dict({"output_type": "display_data", "metadata": {}, "data": told})]
            self.on_cell_executed(cell=cell, cell_index=cell_index, execute_reply=None)
            return cell
        done = super().execute_cell(cell, cell_index, **settings)
        if (section := section_of(cell)) is not None:
            self._closed = section if section["state"] == "closed" else None
        return done


class Session:
    """A notebook on its way through its kernel.

    Attributes
    ----------
    notebook : NotebookNode
        The notebook with the outputs made so far.
    current : NotebookNode or None
        The code cell that runs, or ran last.
    """

    def __init__(
        self,
        notebook: NotebookNode,
        *,
        folder: Path,
        watch: Callable[[int, int], None],
        out: Path | None = None,
        for_report: bool = False,
    ) -> None:
        self.notebook = notebook
        self.current: NotebookNode | None = None
        self.done = self._total = 0
        self._folder = folder
        # the kernel stands in the study's folder, so what is written elsewhere needs its whole path
        self._environment = NO_CODE_FROM_FOLDER | ({RUN_FOLDER: str(out.resolve())} if out else {})
        self._environment |= {LANGUAGE: spoken()} | ({FOR_REPORT: "1"} if for_report else {})
        self._watch = watch
        self._stopped = False
        self._manager = kernel_manager()

    def execute(self, parameters: Mapping[str, object]) -> None:
        """Run every cell; the outputs are in `notebook`, also when this raises."""
        # a thread of its own, so that the event loop made for the kernel can be closed and disturbs no other
        with ThreadPoolExecutor(max_workers=1) as pool:
            try:
                pool.submit(self._execute, parameters).result()
            except KeyboardInterrupt:
                self.stop()
                raise

    def _execute(self, parameters: Mapping[str, object]) -> None:
        try:
            self._run(parameters)
        except PapermillExecutionError:
            # papermill stumbles over every error that is shown; a cell tagged raises-exception shows one on purpose
            if any(cell.metadata.get("papermill", {}).get("exception") for cell in self.notebook.cells):
                raise
        finally:
            self.notebook = remove_error_markers(self.notebook)
            self._manager.context.destroy()  # nobody else does where the kernel died
            ensure_event_loop().close()

    def _run(self, parameters: Mapping[str, object]) -> None:
        prepared = _parameterized(self.notebook, dict(parameters))
        ran = Engine.execute_notebook(prepared, "python3", progress_bar=False, session=self)
        raise_for_execution_errors(ran, None)

    def stop(self) -> None:
        """End the kernel at once; `execute` then raises. One that is still starting ends at its first cell."""
        self._stopped = True
        process = getattr(self._manager.provisioner, "process", None)
        if process is not None:
            process.kill()

    def run_cells(self, manager: Any) -> None:
        """What papermill's engine calls: the cells, one after the other."""
        self.notebook = manager.nb
        self._total = sum(cell.cell_type == "code" and bool(cell.source.strip()) for cell in self.notebook.cells)
        self._watch(0, self._total)
        client = StillClient(
            manager,
            km=self._manager,
            kernel_name="python3",
            startup_timeout=START_SECONDS,
            record_timing=False,
            extra_arguments=["--IPKernelApp.ignore_cwd=True", "--HistoryManager.hist_file=:memory:"],
            on_cell_execute=self._cell_starts,
            on_cell_executed=self._cell_ends,
        )
        client.execute(
            cleanup_kc=True,
            cwd=str(self._folder),
            env=os.environ | self._environment,
            stderr=subprocess.DEVNULL,
        )

    def _cell_starts(self, cell: NotebookNode, cell_index: int) -> None:
        self.current = cell
        if self._stopped:
            self.stop()

    def _cell_ends(self, cell: NotebookNode, cell_index: int, execute_reply: object) -> None:
        self.done += 1
        self._watch(self.done, self._total)


def _parameterized(notebook: NotebookNode, parameters: dict[str, object]) -> NotebookNode:
    """A copy with its parameters, by the steps that papermill's `execute_notebook` takes before it runs and after.

    It would also write, check and read the notebook three times over, and all outputs in the end for nobody.
    """
    made = nbformat.v4.upgrade(copy.deepcopy(notebook))
    told: dict[str, Any] = {"default_parameters": {}, "parameters": {}, "environment_variables": {}}
    made.metadata.setdefault("papermill", nbformat.from_dict(told | {"version": papermill_version}))
    for cell in made.cells:
        cell.metadata.setdefault("tags", [])
        cell.metadata.setdefault("papermill", NotebookNode())
    if parameters:
        made = parameterize_notebook(made, parameters, kernel_name="python3", language="python", engine_name="cxlib")
    return remove_error_markers(prepare_notebook_metadata(made, None, None))


class Engine(NBClientEngine):
    """papermill's engine, with the kernel, the folder and the watch of a `Session`."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, *, session: Session, **_settings) -> None:
        session.run_cells(nb_man)


papermill_engines.register("cxlib", Engine)
