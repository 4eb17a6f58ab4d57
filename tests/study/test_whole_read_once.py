"""A study that parts are taken of is read once in a run; the parts are those of a reading of their own."""

from __future__ import annotations

import os

import pandas as pd
import pytest
from privacy.studies import firm, write_staff

from cxlib.study import read as reading
from cxlib.study.files import in_memory
from cxlib.study.read import read_for_run


@pytest.fixture
def counted(monkeypatch):
    """How often the files were read."""
    times = []
    own = reading.read
    monkeypatch.setattr(reading, "read", lambda *given, **named: times.append(1) or own(*given, **named))
    return times


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="only Linux has such memory")
def test_parts_are_taken_of_one_reading(tmp_path, counted):
    study, asked = write_staff(tmp_path / "staff", firm()), {"out": tmp_path / "out", "min_cell": 10}
    whole = read_for_run(study, **asked).tables["teams"]["region"]
    parts = sorted(whole.dropna().astype(str).unique())[:2]
    alone = [read_for_run(study, only=f"region: {part}", **asked) for part in parts]
    counted.clear()
    with in_memory.handing_over():
        shared = [read_for_run(study, only=f"region: {part}", **asked) for part in parts]
        assert len(counted) == 1
        read_for_run(study, only=f"region: {parts[0]}", out=tmp_path / "out", min_cell=12)
        assert len(counted) == 2  # told of more people each: another reading
        (study / "staff.csv").write_text((study / "staff.csv").read_text() + "\n", encoding="utf-8")
        read_for_run(study, only=f"region: {parts[0]}", **asked)
        assert len(counted) == 3  # other files
    for one, other in zip(alone, shared, strict=True):
        assert one.notes == other.notes and one.tables.keys() == other.tables.keys()
        for name in one.tables:
            pd.testing.assert_frame_equal(one.tables[name], other.tables[name])


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="only Linux has such memory")
def test_a_server_holds_what_a_run_hands_over_and_no_more(tmp_path, monkeypatch):
    study = write_staff(tmp_path / "staff", firm())
    with in_memory.handing_over():
        only = "region: " + str(read_for_run(study, out=tmp_path / "out").tables["teams"]["region"].iloc[0])
        read_for_run(study, only=only, out=tmp_path / "out", min_cell=10)
        monkeypatch.setattr(in_memory, "_held", {})
        in_memory.hold(os.environ[in_memory.HANDED])
        assert [key.startswith(in_memory.WHOLE) for key in in_memory._held] == [True]
    in_memory.hold(None)
    assert len(in_memory._held) == 1  # a kernel of another run changes nothing


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="only Linux has such memory")
def test_what_a_kernel_finds_of_the_whole_is_there_for_the_next_and_a_part_is_taken_once(tmp_path, monkeypatch):
    study, asked = write_staff(tmp_path / "staff", firm()), {"out": tmp_path / "out", "min_cell": 10}
    only = "region: " + str(read_for_run(study, **asked).tables["teams"]["region"].iloc[0])
    alone, taken, told = read_for_run(study, only=only, **asked), [], []
    own = reading.part
    monkeypatch.setattr(reading, "part", lambda *given, **named: taken.append(1) or own(*given, **named))
    with in_memory.handing_over():
        read_for_run(study, only=only, **asked)
        assert taken == [1]
        for _ in range(2):  # two kernels, one after the other: they know the memory by its name alone
            with monkeypatch.context() as kernel:
                kernel.setattr(in_memory, "_given", None)
                in_memory._places.cache_clear()
                in_memory.hold(os.environ[in_memory.HANDED])
                part = read_for_run(study, only=only, **asked)
                in_memory.once(part.whole, ("told", "here"), lambda: told.append(1) or len(told))
                assert in_memory.once(part.whole, ("told", "here"), lambda: 0) == 1
        in_memory.hold(None)
        assert (taken, told) == ([1], [1])
    assert part.notes == alone.notes and list(part.tables) == list(alone.tables) and part.whole is not None
    for name in alone.tables:
        pd.testing.assert_frame_equal(part.tables[name], alone.tables[name])
    assert in_memory.once(alone.whole, ("told", "here"), lambda: 7) == 7  # of another reading nothing is taken over
