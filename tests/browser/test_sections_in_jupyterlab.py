"""A student in JupyterLab: a closed section, a parameter changed, the section open again, sliders moved by keys."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest
from nbformat import v4

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.full

CONTRACT = """[study]
name = "Small"
[tables.relationship]
file = "answers.csv"
kind = "relationship"
[tables.relationship.columns]
recommend = { role = "recommend" }
"""
GATES = """import cxlib as cx
gates = cx.Gates(cx.read_study("."), role="recommend", min_cell=2)"""
CELLS = {
    "00000001": "fewest = 30",
    "00000002": GATES,
    "aaaaaaa1": "%%time\nrows = cx.section(1, needs={'score': 'recommend'}, min_answers=fewest)",
    "bbbbbbb1": "import asyncio\nawait asyncio.sleep(0)\nprint('answers:', len(rows.rows))",
    "aaaaaaa2": "cx.section(2)",
    "bbbbbbb2": "print('two')",
    "aaaaaaa3": "third = cx.section(3, after=(1,))",
    "bbbbbbb3": "1 / 0",
}
SLIDERS = """import cxlib as cx
def view(answers=100, rule="the mean"):
    return f"{answers} by {rule}"
cx.explore(view, controls={"answers": (20, 300, 20), "rule": ["the mean", "the median"]})"""
LEFT_OUT = "Left out: section {} is closed."
# no news, no build, nothing asked of a server elsewhere
LAB = (
    "lab --no-browser --allow-root --expose-app-in-browser --ServerApp.ip=127.0.0.1 --ServerApp.port_retries=0 "
    "--IdentityProvider.token= --LabApp.news_url=None --LabApp.extension_manager=readonly "
    "--ServerApp.disable_check_xsrf=True"
)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab on a small notebook, with settings of its own."""
    folder, home = tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("home")
    (folder / "study.toml").write_text(CONTRACT, encoding="utf-8")
    (folder / "answers.csv").write_text("recommend\n10\n9\n3\n", encoding="utf-8")
    for name, sources in (("small", CELLS), ("sliders", {"00000001": SLIDERS, "00000002": "1 + 1"})):
        cells = [v4.new_code_cell(code, id=key) for key, code in sources.items()]
        cells[0].metadata.tags = ["parameters"]
        notebook = v4.new_notebook(cells=cells)
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(notebook, folder / f"{name}.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    places = ("JUPYTER_CONFIG_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    own = {name: str(home / name) for name in places}
    command = [sys.executable, "-m", "jupyter", *LAB.split()]
    command += [f"--ServerApp.port={port}", f"--ServerApp.root_dir={folder}"]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(command, env=os.environ | own, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/api", server, home / "log")
        yield f"{address}/lab/tree"
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(address: str, server: subprocess.Popen, log) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(log.read_text())


@pytest.fixture
def page(absent):
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        absent("chromium", "Chromium is not on this machine")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1200, "height": 1400})
        page.set_default_timeout(90_000)
        sync_api.expect.set_options(timeout=30_000)
        yield page
        browser.close()


class Student:
    """What a student does with a notebook: run all, click into a cell, type, press Shift + Enter, read below it."""

    def __init__(self, page, notebook: str, cells: int) -> None:
        self.page = page
        page.goto(f"{notebook}?reset")  # without the notebooks that were open before
        self.cell(cells - 1).wait_for()

    def run_all(self) -> None:
        # a promise that is never kept would be awaited for ever: what is looked at again and again ends in time
        self.page.wait_for_function(
            "jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'", timeout=120_000
        )
        self.page.get_by_role("menubar").get_by_text("Run", exact=True).click()
        self.page.get_by_text("Run All Cells", exact=True).click()

    def cell(self, place: int):
        return self.page.locator(".jp-CodeCell").nth(place)

    def run(self, place: int, code: str | None = None) -> None:
        self.cell(place).locator(".cm-content").click()
        if code is not None:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(code)
        prompt = self.cell(place).locator(".jp-InputPrompt")
        before = re.escape(prompt.inner_text())
        self.page.keyboard.press("Shift+Enter")
        sync_api.expect(prompt).to_have_text(re.compile(rf"^(?!{before})\[\d+\]:$"))

    def run_new_below(self, place: int, code: str) -> None:
        self.cell(place).locator(".jp-InputPrompt").click()
        self.page.keyboard.press("b")
        self.run(place + 1, code)

    def reads(self, place: int, text: str) -> None:
        """Wait until the outputs of a cell hold a text."""
        self.cell(place).locator(".jp-OutputArea").get_by_text(text).first.wait_for()

    def output(self, place: int) -> str:
        return self.cell(place).locator(".jp-OutputArea").first.inner_text().strip()


def test_a_section_is_left_out_and_opens_when_its_parameter_is_changed(page, lab):
    student = Student(page, f"{lab}/small.ipynb", len(CELLS))
    student.run_all()
    student.reads(7, LEFT_OUT.format(3))
    student.reads(2, "Skipped: section 1. Answers: 3; needed: 30.")
    assert student.cell(2).locator(".gate").count() == 1
    assert student.output(3) == LEFT_OUT.format(1)
    color = student.cell(3).locator("p", has_text="Left out").evaluate("line => getComputedStyle(line).color")
    assert color == "rgb(118, 118, 118)"
    assert (student.output(4), student.output(5)) == ("", "two")
    student.reads(6, "Rests on section 1, which is closed")

    student.run(0, "fewest = 2")
    student.run(1)
    student.run(3)
    assert student.output(3) == LEFT_OUT.format(1)  # its section has not been run again
    student.run(2)
    student.reads(2, "Columns used: score = recommend.")
    student.run(3)
    student.reads(3, "answers: 3")
    student.run(5)
    student.reads(5, "two")
    student.run_new_below(7, "print(6 * 7)")
    student.reads(8, "42")
    student.run(7)
    assert student.output(7) == LEFT_OUT.format(3)
    student.run(6)
    assert student.output(6) == ""
    student.run(7)
    student.reads(7, "ZeroDivisionError")
    student.run(0, "fewest = 30")
    student.run(2)
    student.reads(2, "Skipped: section 1.")
    student.run(3)
    student.reads(3, LEFT_OUT.format(1))


def test_sliders_of_numbers_and_of_a_list_are_reached_and_moved_by_the_keyboard_alone(page, lab):
    student = Student(page, f"{lab}/sliders.ipynb", 2)
    student.run_all()
    student.reads(0, "100 by the mean")
    student.cell(0).locator(".jp-InputPrompt").click()

    def tab_to_slider() -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('[role=slider]')"):
                return
        raise AssertionError("no slider is reached by the tab key")

    tab_to_slider()
    assert float(page.evaluate("document.activeElement.getAttribute('aria-valuenow')")) == 100
    page.keyboard.press("ArrowRight")
    student.reads(0, "120 by the mean")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    student.reads(0, "80 by the mean")
    tab_to_slider()
    page.keyboard.press("ArrowRight")
    student.reads(0, "80 by the median")
