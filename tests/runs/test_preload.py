"""Kernels forked from a preloaded process are like ordinary ones, and none of them is left behind."""

import asyncio
import gc
import json
import os
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from jupyter_client.connect import write_connection_file
from jupyter_core.paths import jupyter_runtime_dir
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from runs.tiny import write_notebook, write_study

from cxlib.runs import preload, run_workbook
from cxlib.runs.kernel import Session
from cxlib.runs.preload_provisioner import ForkedKernel, forked_kernel, kernel_manager

pytestmark = pytest.mark.skipif(not preload.can_fork(), reason="only Linux forks kernels")


def said(*cells: str, folder: Path | None = None, env: dict | None = None) -> tuple[type, str]:
    """The kind of process that ran these cells, and what they printed."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(textwrap.dedent(cell)) for cell in cells])
    manager = kernel_manager()
    kinds = []

    def note(**_settings):
        kinds.append(type(manager.provisioner.process))

    client = NotebookClient(notebook, km=manager, on_notebook_start=note)
    settings = {"cwd": str(folder or tempfile.gettempdir()), "env": env or dict(os.environ)}
    try:
        asyncio.run(client.async_execute(cleanup_kc=True, stderr=subprocess.DEVNULL, **settings))
    finally:
        manager.context.destroy()  # which nobody does where the kernel died
    printed = [output.get("text", "") for cell in notebook.cells for output in cell.get("outputs", [])]
    return kinds[0], "".join(printed)


@pytest.fixture
def own(monkeypatch) -> preload.Server:
    """A server of this test's own, that it may kill."""
    server = preload.Server()
    monkeypatch.setenv(preload.SHARED, server.address)
    yield server
    server.close()


def gone(process: int) -> bool:
    """Whether a process ends within ten seconds."""
    for _ in range(100):
        if not psutil.pid_exists(process) or psutil.Process(process).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.1)
    return False


def test_every_engine_computes_in_a_forked_kernel():
    kind, printed = said(
        """
        import duckdb, numpy as np, polars as pl, pyarrow as pa, pyarrow.compute as pc, pandas as pd
        a = np.random.default_rng(1).normal(size=(600, 600))
        print(round(float(np.abs(a @ np.linalg.inv(a) - np.eye(600)).max()), 3))
        print(pl.LazyFrame({"g": [1, 1, 2] * 50_000, "x": 1.0}).group_by("g").sum().sort("g").collect().rows())
        print(duckdb.sql("select sum(range) from range(1000000)").fetchall())
        print(pc.sum(pa.chunked_array([list(range(1000))] * 100)).as_py())
        table = pa.Table.from_pandas(pd.DataFrame({"x": range(200_000), "y": "a"}))
        print(len(table.to_pandas()), table.group_by("y").aggregate([("x", "sum")])["x_sum"].to_pylist())
        """,
        """
        import matplotlib.pyplot as plt
        plt.plot([1, 2])
        import matplotlib
        print(matplotlib.rcParams['backend'])
        """,
    )
    assert kind is ForkedKernel
    assert printed.splitlines() == [
        "0.0",
        "[(1, 100000.0), (2, 50000.0)]",
        "[(499999500000,)]",
        "49950000",
        "200000 [19999900000]",
        "module://matplotlib_inline.backend_inline",
    ]


def test_statsmodels_knows_tables_of_polars_though_it_was_loaded_before_them():
    printed = """
        import sys
        import statsmodels.api as sm
        print("polars" in sys.modules)
        import numpy as np, polars as pl
        y, x = pl.Series("y", [1.0, 2.0, 4.0]), pl.DataFrame({"one": [1.0, 1.0, 1.0], "x": [0.0, 1.0, 2.0]})
        fit = sm.OLS(y, x).fit()
        print(fit.model.exog_names, fit.model.endog_names, np.round(fit.params, 3).tolist())
        """
    kind, told = said(printed)
    assert kind is ForkedKernel
    assert told.splitlines() == ["False", "['one', 'x'] y [0.833, 1.5]"]


SURROUNDINGS = """
import os, signal, stat, sys, __main__
import ipywidgets, matplotlib
mine = ("JPY_PARENT_PID", os.environ["JPY_PARENT_PID"])
print(sys.argv[0], sys.argv[3:], sys.path, sys.executable, sys.flags.optimize, os.getcwd())
print(__name__, vars(__main__) is globals(), stat.S_ISREG(os.fstat(1).st_mode), os.read(0, 1))
print(os.getsid(0) == os.getpid() == os.getpgid(0), mine[1] == str(os.getppid()))
debugger = ("PYDEVD_USE_FRAME_EVAL", "NO")  # which a forked kernel does without
print(sorted(set(os.environ.items()) - {mine, debugger}))
print([signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD)])
print(signal.pthread_sigmask(signal.SIG_BLOCK, []))
print(sorted(get_ipython().kernel.comm_manager.targets), matplotlib.get_backend())
"""


@pytest.mark.parametrize("own_part", [{}, {"PYTHONSAFEPATH": "1", "CX_OTHER": "a\nb"}], ids=["plain", "safe"])
def test_a_forked_kernel_is_like_an_ordinary_one(tmp_path, monkeypatch, own_part):
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")} | own_part
    forked, told = said(SURROUNDINGS, folder=tmp_path, env=outside)
    monkeypatch.setenv(preload.SHARED, "/nowhere")
    ordinary, expected = said(SURROUNDINGS, folder=tmp_path, env=outside)
    assert (forked, ordinary) == (ForkedKernel, subprocess.Popen)
    assert told == expected
    assert str(tmp_path) in told


BY_A_FORK = """
import json, os, sys
os.environ.pop("CX_KERNELS", None)
from cxlib.runs import preload
from runs.test_preload import SURROUNDINGS, said
with preload.preloaded_kernels(of_this_process=True):
    (_, told), kind = said(SURROUNDINGS, folder=sys.argv[1]), type(preload._server._process)
print(json.dumps([kind.__name__, told, said(SURROUNDINGS, folder=sys.argv[1])[1]]))
"""


def test_a_kernel_of_a_fork_of_its_owner_is_like_an_ordinary_one(tmp_path):
    script = tmp_path / "owner.py"
    script.write_text(BY_A_FORK)
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    outside |= {"PYTHONPATH": str(Path(__file__).parents[1]), "OPENBLAS_NUM_THREADS": "1"}
    kinds = {}
    for options in ([], ["-O"]):  # a kernel has no options, so an owner that has some is not forked
        command = [sys.executable, *options, str(script), str(tmp_path)]
        done = subprocess.run(command, env=outside, capture_output=True, text=True, check=True)
        kinds[tuple(options)], forked, ordinary = json.loads(done.stdout)
        assert forked == ordinary
        assert str(tmp_path) in forked
    assert kinds == {(): "Fork", ("-O",): "Popen"}


def test_a_kernel_leaves_nothing_to_the_next():
    source = """
    import os, random, tempfile, uuid
    import numpy as np, pandas as pd
    print(getattr(pd, "left", None), os.environ.get("LEFT"), pd.options.display.max_rows)
    print(random.random(), np.random.random(), uuid.uuid4(), tempfile.mktemp())
    pd.left = os.environ["LEFT"] = "here"
    pd.options.display.max_rows = 3
    """
    (first_kind, first), (second_kind, second) = said(source), said(source)
    assert first_kind is second_kind is ForkedKernel
    assert first.splitlines()[0] == second.splitlines()[0] == "None None 60"
    assert not set(first.splitlines()[1].split()) & set(second.splitlines()[1].split())


def test_what_a_cell_left_for_the_end_of_its_kernel_is_done(tmp_path):
    source = """
    import atexit, sys, time
    from concurrent.futures import ThreadPoolExecutor
    from pathlib import Path
    atexit.register(lambda: Path("asked").write_text("at the exit"))
    def late():
        time.sleep(1)
        Path("thread").write_text("late")
    ThreadPoolExecutor().submit(late)
    """
    assert said(source, folder=tmp_path)[0] is ForkedKernel
    assert [(tmp_path / name).read_text() for name in ("asked", "thread")] == ["at the exit", "late"]


def test_what_could_change_how_packages_load_gets_an_ordinary_kernel():
    kind, printed = said("import os\nprint(os.environ['MPLBACKEND'])", env=os.environ | {"MPLBACKEND": "svg"})
    assert (kind, printed) == (subprocess.Popen, "svg\n")


@pytest.mark.parametrize("name", ["PYTHONHASHSEED", "PYTHONPATH", "OMP_NUM_THREADS"])
def test_in_such_surroundings_none_is_forked(tmp_path, name):
    file, _ = write_connection_file(str(tmp_path / "kernel.json"))
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", file]
    value = {"PYTHONPATH": "beside"}.get(name, "3")
    assert forked_kernel(command, env=os.environ | {name: value}) is None
    kernel = forked_kernel(command, env=dict(os.environ))
    assert psutil.pid_exists(kernel.pid)
    kernel._lease.close()
    assert gone(kernel.pid)


def test_a_cell_can_be_interrupted_and_the_kernel_lives_on():
    async def interrupted() -> list[str]:
        manager = kernel_manager()
        await manager.start_kernel(stderr=subprocess.DEVNULL, env=dict(os.environ))
        client = manager.client()
        client.start_channels()
        await client.wait_for_ready(timeout=60)
        try:
            cell = asyncio.ensure_future(
                client.execute_interactive("print(1)\nimport time; time.sleep(60)", timeout=30)
            )
            await asyncio.sleep(0.5)
            await manager.interrupt_kernel()
            replies = [await cell, await client.execute_interactive("1", timeout=30)]
            return [reply["content"].get("ename", "fine") for reply in replies]
        finally:
            client.stop_channels()
            await manager.shutdown_kernel(now=True)

    assert asyncio.run(interrupted()) == ["KeyboardInterrupt", "fine"]


def test_a_kernel_that_is_killed_fails_its_notebook_and_no_other(tmp_path):
    notebooks = [
        write_notebook(tmp_path / "01_killed.ipynb", "import os, signal", "os.kill(os.getpid(), signal.SIGKILL)"),
        write_notebook(tmp_path / "02_whole.ipynb", "import os", "print(os.getppid())"),
    ]
    run = run_workbook(write_study(tmp_path / "client"), notebooks=notebooks, out=tmp_path / "out", jobs=2)
    assert [notebook.outcome for notebook in run.notebooks] == ["failed", "done"]
    assert run.notebooks[0].error == "The kernel ended before the notebook did (Kernel died)."


def test_without_its_server_a_kernel_ends_and_the_next_is_an_ordinary_one(own, tmp_path):
    server = own._process.pid
    notebook = write_notebook(
        tmp_path / "01_orphan.ipynb",
        f"import os, time; print(os.getppid() == {server})\nos.kill({server}, 9)\ntime.sleep(60)",
    )
    run = run_workbook(write_study(tmp_path / "client"), notebooks=[notebook], out=tmp_path / "out")
    assert run.notebooks[0].error == "The kernel ended before the notebook did (Kernel died)."
    assert said("print(1)") == (subprocess.Popen, "1\n")


OWNER = """
import os, pathlib, sys
os.environ.pop("CX_KERNELS", None)
from cxlib.runs.preload import preloaded_kernels
from cxlib.runs.preload_provisioner import forked_kernel
from jupyter_client.connect import write_connection_file
file, _ = write_connection_file(sys.argv[1] + "/kernel.json")
with preloaded_kernels(of_this_process=sys.argv[3] == "fork"):
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", file]
    kernels = [forked_kernel(command, env=dict(os.environ)) for _ in range(2)]
    print(os.listdir(sys.argv[2]), *(kernel.pid for kernel in kernels), flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("server", ["anew", "fork"])
@pytest.mark.parametrize("end", ["kill", pytest.param("close", marks=pytest.mark.full)])
def test_when_the_owner_goes_everything_goes(tmp_path, end, server):
    folder = tmp_path / "t"
    folder.mkdir()
    command = [sys.executable, "-c", OWNER, str(tmp_path), str(folder), server]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, text=True, env=os.environ | {"TMPDIR": str(folder)}
    ) as owner:
        line = owner.stdout.readline()
        started = psutil.Process(owner.pid).children(recursive=True)
        assert len(started) == 3
        assert line.startswith("['cx-kernels-")
        owner.kill() if end == "kill" else owner.stdin.close()
    assert all(gone(process.pid) for process in started)
    assert any(not list(folder.iterdir()) or time.sleep(0.1) for _ in range(50))


def test_a_client_that_goes_takes_its_kernel_along():
    manager = kernel_manager()
    asyncio.run(manager.start_kernel(stderr=subprocess.DEVNULL, env=dict(os.environ)))
    kernel = manager.provisioner.process
    assert psutil.pid_exists(kernel.pid)
    kernel._lease.close()
    assert gone(kernel.pid)
    manager.cleanup_connection_file()
    manager.context.destroy()


@pytest.mark.filterwarnings("ignore:Exception ignored in. <function Context:pytest.PytestUnraisableExceptionWarning")
def test_a_run_stopped_while_its_kernel_starts_ends_soon(tmp_path):
    cells = [nbformat.v4.new_code_cell("import time; time.sleep(600)")]
    session = Session(nbformat.v4.new_notebook(cells=cells), folder=tmp_path, watch=lambda done, total: None)
    session.stop()
    started = time.monotonic()
    with pytest.raises((DeadKernelError, RuntimeError)):
        session.execute({})
    assert time.monotonic() - started < 300  # without the stop it would be 600
    del session
    gc.collect()  # here, where what a half-started kernel leaves to the collector is expected


def test_the_last_user_of_the_server_ends_it(monkeypatch):
    monkeypatch.delenv(preload.SHARED)
    with preload.preloaded_kernels():
        with preload.preloaded_kernels():
            address = preload.server_address()
        assert preload.server_address() == address
        assert Path(address).is_socket()
    assert preload.server_address() is None
    assert not Path(address).parent.exists()


def traces(server: psutil.Process, folder: Path) -> tuple:
    """What kernels could leave: processes, open files and threads of the server, and files of connections."""
    files = [*folder.iterdir(), *Path(jupyter_runtime_dir()).glob("*")]
    return server.children(), server.num_fds(), server.num_threads(), len(psutil.Process().children()), sorted(files)


@pytest.mark.parametrize("runs", [4, pytest.param(40, marks=pytest.mark.full)])
def test_nothing_is_left_of_many_runs(own, tmp_path, monkeypatch, runs):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    study = write_study(tmp_path / "client")
    notebooks = [write_notebook(tmp_path / f"{number:03}_small.ipynb", "1 + 1") for number in range(runs)]
    server = psutil.Process(own._process.pid)
    assert said("1")[0] is ForkedKernel
    before = traces(server, tmp_path / "temporary")
    assert before[0] == []
    run = run_workbook(study, notebooks=notebooks, out=tmp_path / "out", jobs=2)
    assert not run.failed
    assert traces(server, tmp_path / "temporary") == before
