"""Fixtures that every test may use."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from cxlib.gates import first
from cxlib.readings import closing_block
from cxlib.sections import book

ROOT = Path(__file__).resolve().parents[1]
settings.register_profile("house", deadline=None)  # a busy machine is no fault
settings.load_profile("house")
# whole runs of notebooks share nothing: any core may run them
APART = re.compile(r"/test_(strict|in_step|\w+_on_studies|\w+_notebook)\.py::")
REQUIRED = set(filter(None, os.environ.get("CX_REQUIRE", "").split(",")))


@pytest.fixture(scope="session")
def absent():
    """Skip with the reason; fail instead where CX_REQUIRE names the tool."""

    def skip(tool: str, reason: str) -> None:
        if tool in REQUIRED:
            pytest.fail(f"CX_REQUIRE asks for {tool}: {reason}")
        pytest.skip(reason)

    return skip


class Together(LoadScopeScheduling):
    """Keeps on one core what shares something costly: the tests of a file, and all that need Spark its one JVM.

    Own, as xdist's groups are not heeded by this pytest: the scheduler sees every test without its group.
    """

    def _split_scope(self, nodeid: str) -> str:
        if re.search(r"[\[-]spark[\]-]", nodeid):
            return "spark"
        return nodeid if APART.search(nodeid) else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log) -> Together:
    return Together(config, log)


@pytest.fixture(autouse=True)
def blank_notebook():
    """What a kernel remembers of its notebook, as a fresh one has it: the order of the tests must not matter."""
    vars(book.BOOK).update(vars(book.Book()))
    vars(first.FIRST).update(vars(first.First()))
    closing_block._told.clear()


@pytest.fixture(scope="session")
def shared(absent):
    """Path of a file beside the project that tests may read; skips with a reason where it is absent."""

    def path(name: str) -> Path:
        found = ROOT.parent / "shared" / name
        if not found.exists():
            absent("shared", f"../shared/{name} is not on this machine")
        return found

    return path


@pytest.fixture(scope="session")
def airport_files(shared, tmp_path_factory) -> Path:
    """A folder for CX_DATA_DIR that holds the airport's files, so that no test needs a network."""
    home = tmp_path_factory.mktemp("data")
    (home / "airport").mkdir()
    for file in shared("data/sfo").glob("*.csv"):
        shutil.copyfile(file, home / "airport" / file.name)
    return home


@pytest.fixture
def airport_data(airport_files, monkeypatch) -> Path:
    """The same, named in CX_DATA_DIR."""
    monkeypatch.setenv("CX_DATA_DIR", str(airport_files))
    return airport_files


@pytest.fixture
def root() -> Path:
    """The folder of the project."""
    return ROOT
