"""An IPython in this process whose cells are run as a notebook's are, with ids or without, and what each displayed."""

from __future__ import annotations

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from cxlib.sections import LEFT_OUT, SECTION

SETUP = """\
import cxlib as cx
min_people = 3
study = cx.read_study(folder)
gates = cx.Gates(study, role="recommend", min_cell=3, parameters=["score"])"""


class Notebook:
    """Cells run one by one; `ids` are sent as JupyterLab sends them."""

    def __init__(self, folder) -> None:
        InteractiveShell.clear_instance()
        self.shell = InteractiveShell.instance(user_ns={"folder": folder})
        self.shell.history_manager.enabled = False
        self.shell.get_parent = lambda: self.parent
        self.parent, self.sent = {}, 0

    def run(self, code: str, id: str = "", tags: tuple[str, ...] = ()) -> Shown:
        """Run a cell; an error in it is in `error`."""
        self.sent += 1
        metadata = {"cellId": id, "tags": list(tags)} if id else {}
        self.parent = {
            "header": {"msg_id": f"message {self.sent}"}, "metadata": metadata, "content": {"code": code},
        }  # fmt: skip
        with capture_output() as caught:
            result = self.shell.run_cell(code, store_history=True)
        return Shown([output.data for output in caught.outputs], caught.stdout, result)

    def close(self) -> None:
        InteractiveShell.clear_instance()


class Shown:
    """What a cell displayed, printed and raised."""

    def __init__(self, data: list[dict], printed: str, result) -> None:
        self.data, self.printed, self.value = data, printed, result.result
        self.error = result.error_before_exec or result.error_in_exec

    @property
    def left_out(self) -> str | None:
        return next((one[LEFT_OUT]["number"] for one in self.data if LEFT_OUT in one), None)

    @property
    def section(self) -> dict | None:
        return next((one[SECTION] for one in self.data if SECTION in one), None)
