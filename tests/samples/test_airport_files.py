"""The airport's files are fetched once, checked, and never half there; every failure says what to do."""

from __future__ import annotations

import gc
import hashlib
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import cxlib as cx
from cxlib.errors import CXError
from cxlib.samples import airport

# A broken answer leaves its socket to the garbage collector (pooch does not close it): collected in the fixture.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

FIRST = "2010_SFO_Customer_Survey.csv"
OTHERWISE = airport.BY_HAND.format(first=FIRST, last="2011_SFO_Customer_Survey.csv")
FILES = {year: f"RESPNUM,x\n1,{year}\n".encode() * 50 for year in (2010, 2011)}


class Publisher(BaseHTTPRequestHandler):
    """Gives the files as the server's mode says."""

    def do_GET(self):
        self.server.asked.append(self.path)
        if self.server.mode == "absent":
            return self.send_error(404)
        content = FILES[int(self.path.strip("/")[:4])]
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.server.mode == "slow":
            self.server.over.wait(5)
        elif self.server.mode == "cut off":
            self.wfile.write(content[:100])
        else:
            self.wfile.write(content if self.server.mode == "good" else content.replace(b"RESPNUM", b"RESPMUN"))

    def log_message(self, *parts):
        """Keep quiet."""


@pytest.fixture
def publisher(tmp_path, tmp_path_factory, monkeypatch):
    """A server of two small files whose checksums are the known ones; its mode can be changed."""
    home = tmp_path_factory.mktemp("home")
    (home / "study.toml").write_bytes((airport.HOME / "study.toml").read_bytes())
    lines = []
    for year, content in FILES.items():
        known = f'published = "{year}.csv", sha256 = "{hashlib.sha256(content).hexdigest()}"'
        lines.append(f'"{year}_SFO_Customer_Survey.csv" = {{ {known} }}')
    (home / "files.toml").write_text("\n".join(['source = ""', "[files]", *lines]), encoding="utf-8")
    monkeypatch.setattr(airport, "HOME", home)
    monkeypatch.setenv("CX_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    server.asked, server.mode, server.over = [], "good", threading.Event()
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.over.set()
    server.shutdown()
    thread.join()
    server.server_close()
    gc.collect()


def refused(**how):
    with pytest.raises(CXError) as error:
        cx.airport_study(**how)
    return str(error.value)


def names(folder):
    return sorted(file.name for file in folder.iterdir())


def test_files_are_fetched_once_and_study_toml_stands_beside_them(publisher, tmp_path):
    folder = cx.airport_study(base_url=publisher.url)
    assert folder == tmp_path / "airport"
    assert names(folder) == [FIRST, "2011_SFO_Customer_Survey.csv", "study.toml"]
    assert (folder / FIRST).read_bytes() == FILES[2010]
    assert (folder / "study.toml").read_bytes() == (airport.HOME / "study.toml").read_bytes()
    assert publisher.asked == [f"/{year}.csv" for year in FILES]
    assert cx.airport_study(base_url=publisher.url) == folder
    assert len(publisher.asked) == 2


def test_files_that_are_there_need_no_network(publisher, tmp_path):
    (tmp_path / "airport").mkdir()
    for year, content in FILES.items():
        (tmp_path / "airport" / f"{year}_SFO_Customer_Survey.csv").write_bytes(content)
    (tmp_path / "airport" / "study.toml").write_text("of an earlier version")
    folder = cx.airport_study(base_url=publisher.url)
    assert publisher.asked == []
    assert (folder / "study.toml").read_bytes() == (airport.HOME / "study.toml").read_bytes()


REASONS = {
    "wrong": "what came is not the published file, its checksum differs",
    "cut off": "the connection ended too early",
    "slow": "the server takes too long",
    "absent": "the server answers 404",
}


@pytest.mark.parametrize("mode", REASONS)
def test_what_cannot_be_fetched_is_told_with_its_mend_and_leaves_nothing(publisher, tmp_path, mode):
    publisher.mode = mode
    told = refused(base_url=publisher.url, timeout=0.5)
    assert told == f"{FIRST}: could not be fetched ({REASONS[mode]}). {OTHERWISE}"
    assert names(tmp_path / "airport") == []
    assert len(publisher.asked) == 1  # nothing is tried twice, and the other files are not asked for


def test_nobody_listens(publisher, tmp_path):
    told = refused(base_url="http://127.0.0.1:9", timeout=0.5)
    assert told == f"{FIRST}: could not be fetched (there is no connection). {OTHERWISE}"


def test_an_earlier_good_file_is_kept_when_the_next_fails(publisher, tmp_path):
    (tmp_path / "airport").mkdir()
    (tmp_path / "airport" / FIRST).write_bytes(FILES[2010])
    publisher.mode = "cut off"
    assert refused(base_url=publisher.url, timeout=0.5).startswith("2011_SFO_Customer_Survey.csv: could not be fetched")
    assert names(tmp_path / "airport") == [FIRST]
    assert (tmp_path / "airport" / FIRST).read_bytes() == FILES[2010]


def test_a_strange_file_under_the_name_is_neither_used_nor_overwritten(publisher, tmp_path):
    (tmp_path / "airport").mkdir()
    (tmp_path / "airport" / FIRST).write_text("mine")
    told = refused(base_url=publisher.url)
    assert told == f"{FIRST}: not the file that was published (its checksum differs). Remove it."
    assert (tmp_path / "airport" / FIRST).read_text() == "mine"
    assert publisher.asked == []


def test_a_folder_that_cannot_be_made_is_told(publisher, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("CX_DATA_DIR", str(tmp_path / "file"))
    told = refused(base_url=publisher.url)
    assert told == f"{FIRST}: could not be fetched (the folder for it cannot be written). {OTHERWISE}"


def test_the_known_checksums_are_those_of_the_real_files(shared):
    listed = tomllib.loads((airport.HOME / "files.toml").read_text(encoding="utf-8"))["files"]
    assert len(listed) == 9
    for name, known in listed.items():
        content = shared(f"data/sfo/{name}").read_bytes()
        assert hashlib.sha256(content).hexdigest() == known["sha256"]
