"""A run's folder has its name only when it is whole."""

import errno
import os
import subprocess
import sys
from datetime import datetime

import pytest

from cxlib.errors import CXError
from cxlib.runs.folders import slug, workplace, write_whole, writing

NOON = datetime(2026, 3, 1, 12, 0, 5)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("San Francisco Airport 2017", "san-francisco-airport-2017"),
        ("Pont Nou: Enquesta d’atenció", "pont-nou-enquesta-datencio"),
        ("../../etc", "etc"),
        ("客户", "study"),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_study_s_name_becomes_a_plain_folder_name(name, folder):
    assert slug(name) == folder


def test_the_folder_appears_whole_and_under_its_name(tmp_path):
    with workplace(tmp_path, study="Tiny Café", started=NOON) as place:
        (place.partial / "index.html").write_text("page")
        assert all(name.startswith(".") for name in names(tmp_path))
        folder = place.finish()
    assert folder == tmp_path / "tiny-cafe-20260301-120005"
    assert names(tmp_path) == ["tiny-cafe-20260301-120005"]
    assert (folder / "index.html").read_text() == "page"


def test_a_second_run_in_the_same_second_gets_a_number(tmp_path):
    for _ in range(3):
        with workplace(tmp_path, study="tiny", started=NOON) as place:
            (place.partial / "index.html").write_text("page")
            place.finish()
    assert names(tmp_path) == [f"tiny-20260301-120005{end}" for end in ("", "-2", "-3")]


def test_a_run_that_raises_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt), workplace(tmp_path, study="tiny", started=NOON) as place:
        (place.partial / "index.html").write_text("half")
        raise KeyboardInterrupt
    assert names(tmp_path) == []


def test_what_a_killed_run_left_is_removed_and_a_living_run_is_not(tmp_path):
    with workplace(tmp_path, study="tiny", started=NOON) as living:
        dead = subprocess.Popen([sys.executable, "-c", ""])
        dead.wait()
        left = tmp_path / living.partial.name.replace(f"-{os.getpid()}.", f"-{dead.pid}.")
        left.mkdir()
        (left / "index.html").write_text("half")
        others = tmp_path / f".notes.other-machine-{dead.pid}.partial"
        others.mkdir()
        with workplace(tmp_path, study="second", started=NOON) as second:
            assert not left.exists()
            assert living.partial.exists()
            assert others.exists()
            second.finish()
        living.finish()


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    taken = tmp_path / "out"
    taken.write_text("a file")
    with pytest.raises(CXError) as caught, workplace(taken, study="tiny", started=NOON):
        raise AssertionError("nothing may run")
    assert str(caught.value) == (
        f"{taken}: the results could not be written (File exists). "
        "Make room or choose another folder with --out; nothing half-written was left."
    )


def test_a_full_disk_is_told(tmp_path):
    with pytest.raises(CXError) as caught, writing(tmp_path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert str(caught.value) == (
        f"{tmp_path}: the results could not be written (No space left on device). "
        "Make room or choose another folder with --out; nothing half-written was left."
    )


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path):
    file = tmp_path / "a.ipynb"
    write_whole(file, "first")
    with pytest.raises(UnicodeEncodeError):
        write_whole(file, "second \ud800")
    assert file.read_text() == "first"
    assert names(tmp_path) == ["a.ipynb"]
