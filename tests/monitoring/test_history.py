"""The file of past runs: nothing lost, nothing doubled, nothing mixed."""

from __future__ import annotations

import os
import subprocess
import sys

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import cxlib as cx
from cxlib.monitoring import history

MEASURE = "share of yes"


def chart(months=6, yes=10, n=20, **given):
    dates = pd.date_range("2025-01-01", periods=months, freq="MS").repeat(n)
    data = pd.DataFrame(
        {"date": dates, "yes": ([1] * yes + [0] * (n - yes)) * months, "shop": ["a", "b"] * (n * months // 2)}
    )
    return cx.control_chart(data, **({"period": "date", "rating": "yes", "kind": "p", "baseline": 3} | given))


def keep(file, of=None, measure=MEASURE, min_cell=10):
    return cx.keep_history(chart() if of is None else of, file=file, measure=measure, min_cell=min_cell)


def test_a_second_run_adds_the_new_periods_and_the_same_ones_change_nothing(tmp_path):
    file = tmp_path / "history.parquet"
    assert len(keep(file, chart(4)).table) == 4
    first = file.read_bytes()
    again = keep(file, chart(4))
    assert file.read_bytes() == first and again.notes == ()
    grown = keep(file, chart(6)).table
    assert list(grown.columns) == ["measure", "group", "period", "n", "estimate"]
    assert grown["period"].tolist() == [f"2025-0{month}" for month in range(1, 7)]
    assert grown["estimate"].tolist() == [0.5] * 6


def test_late_answers_do_not_rewrite_the_past(tmp_path):
    file = tmp_path / "history.parquet"
    keep(file, chart(2))
    later = keep(file, chart(3, yes=15))
    assert later.table["estimate"].tolist() == [0.5, 0.5, 0.75]
    assert later.notes == ("Kept as first written, though the numbers are others now: 2025-01 and 2025-02.",)


def test_unlike_definitions_are_refused_and_the_file_stays(tmp_path):
    file = tmp_path / "history.parquet"
    keep(file)
    before = file.read_bytes()
    with pytest.raises(cx.CXError) as caught:
        keep(file, chart(kind="mean"))
    assert str(caught.value) == (
        "measure: 'share of yes' is kept under another definition (kind was 'p', is 'mean'). "
        "Give the new one a name of its own: unlike scores make no line."
    )
    assert file.read_bytes() == before
    keep(file, chart(kind="mean"), measure="mean of yes")
    assert pq.read_table(file).num_rows == 12


def test_small_groups_are_not_kept(tmp_path):
    kept = keep(tmp_path / "history.parquet", chart(by="shop"), min_cell=11)
    assert kept.table.empty and kept.notes[-1] == "12 periods of fewer than 11 answers not kept."
    assert len(keep(tmp_path / "history.parquet", chart(by="shop")).table) == 12


def test_the_file_holds_scores_and_no_answers(tmp_path):
    keep(tmp_path / "history.parquet")
    stored = pq.read_table(tmp_path / "history.parquet")
    assert stored.column_names == ["measure", "group", "period", "n", "estimate", "definition"]
    assert stored.num_rows == 6


def test_a_run_that_is_killed_while_it_writes_leaves_the_old_file(tmp_path):
    file = tmp_path / "history.parquet"
    keep(file, chart(3))
    before = file.read_bytes()
    code = (
        "import os, sys; sys.path.insert(0, 'tests/monitoring')\n"
        "import pyarrow.parquet as pq\n"
        "def half(table, handle):\n    handle.write(b'PAR1 half a file'); handle.flush(); os.kill(os.getpid(), 9)\n"
        "pq.write_table = half\n"
        "import test_history\n"
        f"test_history.keep({str(file)!r}, test_history.chart(6))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == -9, done.stderr
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.glob(".history.parquet.*")]  # half a file lies beside
    assert len(keep(file, chart(6)).table) == 6
    assert not list(tmp_path.glob(".history.parquet.*"))


def test_two_runs_at_once_lose_and_double_nothing(tmp_path):
    file = tmp_path / "history.parquet"
    code = (
        "import sys; sys.path.insert(0, 'tests/monitoring'); import test_history\n"
        "for months in (2, 4, 6):\n"
        f"    test_history.keep({str(file)!r}, test_history.chart(months), measure=sys.argv[1])\n"
        f"    test_history.keep({str(file)!r}, test_history.chart(months), measure='both')\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, name]) for name in ("one", "two")]
    assert [run.wait() for run in runs] == [0, 0]
    stored = pq.read_table(file).to_pandas()
    assert stored.groupby("measure").size().to_dict() == {"both": 6, "one": 6, "two": 6}
    assert not stored.duplicated(["measure", "group", "period"]).any()


def test_a_file_of_the_first_version_is_read_and_brought_up_to_date(tmp_path):
    file = tmp_path / "history.parquet"
    keep(file, chart(4))
    old = pq.read_table(file).drop_columns(["group"])
    pq.write_table(old.replace_schema_metadata({b"cxlib.history": b"1"}), file)
    assert len(keep(file, chart(6)).table) == 6
    assert pq.read_table(file).schema.metadata[b"cxlib.history"] == b"2"


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        ({b"cxlib.history": b"3"}, "history.parquet: written by a newer version. Update the workbook; the file stays "
         "as it is."),
        ({}, "history.parquet: a Parquet file, but no history of scores. Name another file."),
    ],
)  # fmt: skip
def test_other_files_are_refused(tmp_path, metadata, message):
    file = tmp_path / "history.parquet"
    pq.write_table(pa.table({"n": [1]}).replace_schema_metadata(metadata), file)
    before = file.read_bytes()
    with pytest.raises(cx.CXError) as caught:
        keep(file)
    assert str(caught.value) == message and file.read_bytes() == before


def test_a_damaged_file_is_refused(tmp_path):
    file = tmp_path / "history.parquet"
    file.write_bytes(b"PAR1 no file at all")
    with pytest.raises(cx.CXError) as caught:
        keep(file)
    assert str(caught.value) == (
        "history.parquet: no Parquet file, or damaged. Take its last copy, or name another file."
    )


def test_what_rests_on_the_past_is_not_kept(tmp_path):
    with pytest.raises(cx.CXError) as caught:
        keep(tmp_path / "history.parquet", chart(kind="ewma", of="p"))
    assert str(caught.value) == (
        "chart: a moving average or a sum rests on all periods before. Keep the chart of the score."
    )
    assert os.listdir(tmp_path) == []


#: A process that forks runs; each keeps one month more at a time and says so, until it is killed or done.
FORKS = """
import dataclasses, os, random, signal, sys
sys.path.insert(0, 'tests/monitoring')
import test_history
given = test_history.chart(40)

def begin(file, measure, after=0.0):
    run = os.fork()
    if run:
        return run
    signal.setitimer(signal.ITIMER_PROF, after)  # the system ends it after so much work, however busy the machine is
    for months in range(1, 41):
        part = dataclasses.replace(given, table=given.table.head(months))
        test_history.keep(file, part, measure=measure)
        os.write(said, f'{file} {measure} {months}\\n'.encode())
    os._exit(0)

said = os.open(sys.argv[1] + '/said.txt', os.O_WRONLY | os.O_CREAT | os.O_APPEND)
"""


def forked(folder, then):
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", FORKS + then, str(folder)], capture_output=True)
    assert done.returncode == 0, done.stderr
    told = pd.read_csv(folder / "said.txt", sep=" ", names=["file", "measure", "months"])
    return told.groupby(["file", "measure"])["months"].max()


@pytest.mark.full
def test_a_run_that_is_killed_at_any_moment_loses_and_doubles_nothing(tmp_path):
    """What a run had said to be kept is there, once, and the file is whole; the next run goes on from it."""
    said = forked(
        tmp_path,
        "draw = random.Random(5)\n"
        "for turn in range(30):\n"
        "    os.waitpid(begin(f'{sys.argv[1]}/{turn}.parquet', 'm', draw.uniform(0.01, 0.25)), 0)\n",
    )
    files = [tmp_path / f"{turn}.parquet" for turn in range(30) if (tmp_path / f"{turn}.parquet").exists()]
    assert len(files) > 10  # the others were killed before they had begun to write
    for file in files:
        stored, least = pq.read_table(file).to_pandas(), said.get((str(file), "m"), 0)
        assert len(stored) in (least, least + 1)  # written, and killed before it could say so
        assert stored["period"].is_unique
    for file in files[:5]:
        assert len(keep(file, chart(40), measure="m").table) == 40
        assert not list(tmp_path.glob(f".{file.name}.*"))


def test_a_history_beside_it_is_not_taken_for_a_rest(tmp_path):
    other = tmp_path / ".history.parquet.old.123"  # what a run writes into history.parquet.old just now
    rest = tmp_path / ".history.parquet.123"
    for file in (other, rest):
        file.write_bytes(b"PAR1 half a file")
    keep(tmp_path / "history.parquet")
    assert other.exists() and not rest.exists()


def test_what_a_run_adds_while_a_person_is_forgotten_stays(tmp_path, monkeypatch):
    file = tmp_path / "history.parquet"
    keep(file, chart(4, by="shop"), min_cell=1)
    read, once = history._read, []

    def slow(path):
        found = read(path)
        if not once:
            once.append(path)
            keep(file, chart(6, by="shop"), min_cell=1)  # by another run, in between
        return found

    monkeypatch.setattr(history, "_read", slow)
    assert history.forget_group(file, ["a"]) == 6
    assert pq.read_table(file).to_pandas()["group"].tolist() == ["b"] * 6
