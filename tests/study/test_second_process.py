"""Work shared with a second process: the same is made, wherever, and by this process alone where the other fails."""

import os
import threading

import pandas as pd
import pytest

import cxlib as cx
from cxlib.study import read as reading
from cxlib.study.files import second_process
from cxlib.study.files.second_process import beside, by_two, with_second_process

pytestmark = pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="this system has no memory without a name")
HERE = os.getpid()


@pytest.fixture(autouse=True)
def started(monkeypatch):
    """The processes that are started, as on a machine with two cores, by one without threads, as `cx check` is."""
    fork, processes = os.fork, []

    def forked() -> int:
        processes.append(fork())
        return processes[-1]

    monkeypatch.setattr(os, "fork", forked)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    with with_second_process():
        yield processes
    for process in processes:  # nobody is left
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def test_what_is_made_beside_comes_back_from_another_process():
    outcome = beside(lambda: (os.getpid(), pd.Series(["a", None], dtype="str")))
    process, words = outcome()
    assert process not in (HERE, 0)
    assert words.tolist()[:1] == ["a"]
    assert words.isna().tolist() == [False, True]


def test_two_share_the_work_and_each_thing_is_made_once(tmp_path):
    ours, theirs = os.pipe(), os.pipe()

    def made(thing: int) -> tuple[int, int]:
        mine, other = (ours, theirs) if os.getpid() == HERE else (theirs, ours)
        if thing in (0, 5):  # the first of each: neither goes on before the other has begun
            os.write(other[1], b".")
            os.read(mine[0], 1)
        with (tmp_path / str(thing)).open("a") as file:
            file.write("made ")
        return thing, os.getpid()

    found = by_two(made, list(range(6)))
    assert [thing for thing, _ in found.values()] == list(found) == list(range(6))
    assert found[0][1] == HERE != found[5][1]
    assert {path.read_text() for path in tmp_path.iterdir()} == {"made "}


def test_where_the_second_process_fails_this_one_makes_all():
    def made(thing: int) -> int:
        if os.getpid() != HERE:
            raise MemoryError
        return 10 * thing

    assert by_two(made, [1, 2, 3]) == {1: 10, 2: 20, 3: 30}
    assert beside(lambda: made(4))() == 40


def test_what_goes_wrong_here_is_told_and_nobody_waits():
    def made(thing: int) -> int:
        raise ValueError(thing)

    with pytest.raises(ValueError, match="1"):
        by_two(made, [1, 2])


@pytest.mark.parametrize("alone", ["threads", "one core", "not allowed"])
def test_a_process_with_threads_or_one_core_or_of_others_works_alone(monkeypatch, alone):
    monkeypatch.setattr(second_process, "_allowed", alone != "not allowed")
    if alone == "threads":
        monkeypatch.setattr(threading, "active_count", lambda: 2)
    elif alone == "one core":
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert beside(os.getpid)() == HERE
    assert by_two(lambda thing: os.getpid(), [1, 2]) == {1: HERE, 2: HERE}


def test_a_study_read_by_two_is_the_study_read_by_one(monkeypatch, started):
    by_both = cx.read_study(cx.sample_study())
    assert len(started) == 2  # of the tables, and of the notes
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    by_one = cx.read_study(cx.sample_study())
    assert len(started) == 2
    assert by_both.notes == by_one.notes
    assert list(by_both.tables) == list(by_one.tables)
    for name, table in by_one.tables.items():
        pd.testing.assert_frame_equal(by_both.tables[name], table)
    pd.testing.assert_frame_equal(by_both.set_aside, by_one.set_aside)


def test_faults_of_tables_read_by_two_are_those_of_one(monkeypatch, tmp_path):
    monkeypatch.setattr(reading, "_WORTH_TWO", 0)
    tables = ""
    for name, row in (("first", "7,x"), ("second", "12,y"), ("third", "no,z")):
        (tmp_path / f"{name}.csv").write_text(f"score,region\n5,a\n{row}\n")
        tables += f'[tables.{name}]\nfile = "{name}.csv"\nkind = "relationship"\n[tables.{name}.columns]\n'
        tables += 'score = { role = "outcome", scale = [0, 10] }\nregion = { role = "segment" }\n'
    (tmp_path / "study.toml").write_text(f'[study]\nname = "Three"\n{tables}')
    with pytest.raises(cx.StudyError) as by_two_processes:
        cx.read_study(tmp_path)
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    with pytest.raises(cx.StudyError) as by_one:
        cx.read_study(tmp_path)
    assert by_two_processes.value.faults == by_one.value.faults
    assert [fault.table for fault in by_one.value.faults] == ["second", "third"]
