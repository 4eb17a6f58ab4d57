"""What `cx run` shows while notebooks run: a bar for each on a terminal, a line for each elsewhere."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from ..locale import say, to_say, word
from ..text import decimals
from .notebooks import NotebookRun
from .skipped import nothing_shown

_OUTCOMES = {"done": to_say("done"), "failed": to_say("failed"), "not run": to_say("not run")}


class Display:
    """The `watch` of a run, as a context."""

    def __init__(self, console: Console, counted: str = to_say("cells run")) -> None:
        self._console = console
        self._tasks: dict[str, TaskID] = {}
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn(word(counted)),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> Display:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def __call__(self, name: str, done: int, total: int, run: NotebookRun | None) -> None:
        if run is not None:
            if self._console.is_terminal:
                self._bars.stop_task(self._tasks[name])
                self._bars.update(self._tasks[name], description=f"{name}  {_said(run)}")
            else:
                seconds = say("{outcome} in {seconds} s", outcome=_said(run), seconds=decimals(run.seconds, 1))
                self._console.print(f"{name}: {seconds}", markup=False, soft_wrap=True)
        elif name in self._tasks:
            self._bars.update(self._tasks[name], completed=done, total=total)
        else:
            self._tasks[name] = self._bars.add_task(name, completed=done, total=total)


def _said(run: NotebookRun) -> str:
    """How it went, also where it went well and the data could open no section."""
    is_bare = run.outcome == "not run" or (run.outcome == "done" and nothing_shown(run.notebook))
    return say("nothing to show") if is_bare else word(_OUTCOMES[run.outcome])
