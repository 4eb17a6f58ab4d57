"""Files and descriptions with bytes changed at random: whatever comes, only StudyError.

`CX_FUZZ_SECONDS=300 uv run pytest -m full tests/study/test_fuzz.py` looks for longer.
On a slow machine it goes on until enough files were read.
"""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from cxlib.errors import StudyError
from cxlib.study import read_study

SECONDS = float(os.environ.get("CX_FUZZ_SECONDS", "20"))
FEWEST = 60  # files to read, however long that takes
MOST_MEMORY = 2_000_000  # kB, as the system counts it
TOML = """\
[study]
name = "S"
as_of = 2026-01-31
faults = "set_aside"
min_cell = { customers = 10 }

[tables.answers]
file = "answers.{ending}"
kind = "relationship"

[tables.answers.columns]
id = { role = "id" }
recommend = { role = "recommend", missing = [99] }
mood = { role = "rating", scale = [1, 5], labels = { "bad" = 1, "good" = 5 }, not_used = [6] }
day = { role = "time" }
weight = { role = "weight" }
ok = { role = "consent" }
wave = { role = "wave" }
shop = { role = "segment", labels = { "1" = "North", "2" = "South" } }
said = { role = "verbatim" }
"""
ANSWERS = pd.DataFrame(
    {
        "id": [f"p{row}" for row in range(40)],
        "recommend": [row % 11 for row in range(40)],
        "mood": ["bad", "good", "3", "6"] * 10,
        "day": ["2025-12-31", "2025-01-02 10:00"] * 20,
        "weight": [0.5, 1.25, 1.0, 0.0] * 10,
        "ok": ["yes", "no"] * 20,
        "wave": ["W1", "W2"] * 20,
        "shop": [1, 2] * 20,
        "said": ['He said "no", twice', "añil; ș", "two\nlines", ""] * 10,
    }
)


def workbook() -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in [list(ANSWERS), *ANSWERS.itertuples(index=False)]:
        book.active.append(list(row))
    book.save(buffer)
    return buffer.getvalue()


def statistics(folder: Path, ending: str) -> bytes:
    write = {"sav": pyreadstat.write_sav, "dta": pyreadstat.write_dta, "xpt": pyreadstat.write_xport}[ending]
    write(ANSWERS, folder / f"answers.{ending}")
    return (folder / f"answers.{ending}").read_bytes()


def originals(folder: Path) -> dict[str, list[tuple[str, bytes]]]:
    """Sound files by their ending, each with a study.toml."""
    texts = [ANSWERS.to_csv(index=False), ANSWERS.to_csv(index=False, sep=";", decimal=",")]
    files = {
        "csv": [text.encode(encoding, "replace") for text in texts for encoding in ("utf-8", "cp1252", "utf-16")],
        "xlsx": [workbook()],
        "parquet": [ANSWERS.to_parquet()],
    }
    files |= {ending: [statistics(folder, ending)] for ending in ("sav", "dta", "xpt")}
    return files


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["set", "insert", "cut", "double", "end"]),
        st.floats(0, 1),
        st.integers(1, 200),
        st.binary(min_size=1, max_size=4)
        | st.sampled_from(
            [b'"', b";", b"\n", b"\0", b"\xff\xfe", b"9" * 400, b"1e999", b"=1+1", b"[" * 99, b"\xed\xa0\x80"]
        ),
    ),
    min_size=1,
    max_size=6,
)


def changed(content: bytes, changes: list[tuple]) -> bytes:
    for kind, place, length, new in changes:
        at = int(place * len(content))
        head, middle, tail = content[:at], content[at : at + length], content[at + length :]
        content = {
            "set": head + new + content[at + len(new) :],
            "insert": head + new + content[at:],
            "cut": head + tail,
            "double": head + middle * 2 + tail,
            "end": head,
        }[kind]
    return content


def changed_workbook(content: bytes, changes: list[tuple]) -> bytes:
    """One part of the workbook changed, and packed again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        names = old.namelist()
        chosen = names[changes[0][2] % len(names)]
        for name in names:
            new.writestr(name, changed(old.read(name), changes) if name == chosen else old.read(name))
    return buffer.getvalue()


def peak_memory() -> int:
    """In kB, of this process alone: `ru_maxrss` outlives exec, so a large parent's would count."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])


def look(folder: Path) -> int:
    """Change files and read them until the time is over and enough were read; how many were."""
    files = originals(folder)
    until, read = time.monotonic() + SECONDS, 0

    @settings(
        max_examples=10**9 if SECONDS > 60 else 10**6,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(
        ending=st.sampled_from(sorted(files)),
        which=st.integers(0, 5),
        target=st.sampled_from(["file", "file", "file", "part", "description"]),
        changes=CHANGES,
    )
    @seed(int(os.environ.get("CX_FUZZ_SEED", "1")))
    def one(ending, which, target, changes):
        nonlocal read
        if read >= FEWEST and time.monotonic() > until:
            raise KeyboardInterrupt
        content, toml = files[ending][which % len(files[ending])], TOML.replace("{ending}", ending).encode()
        if target == "description":
            toml = changed(toml, changes)
        elif target == "part" and ending == "xlsx":
            content = changed_workbook(content, changes)
        else:
            content = changed(content, changes)
        (folder / "study.toml").write_bytes(toml)
        (folder / f"answers.{ending}").write_bytes(content)
        try:
            read_study(folder)
        except StudyError as error:
            str(error)
        read += 1
        if (peak := peak_memory()) > MOST_MEMORY:
            raise MemoryError(f"{peak} kB")

    with contextlib.suppress(KeyboardInterrupt):
        one()
    return read


@pytest.mark.full
@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
def test_changed_files_give_study_errors_only(tmp_path):
    """In a process of its own: a crash of a reader is a failure too."""
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
    code += f"import test_fuzz; from pathlib import Path; print(test_fuzz.look(Path({str(tmp_path)!r})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=SECONDS + 600)
    assert done.returncode == 0, (done.returncode, done.stderr[-3_000:])
    assert int(done.stdout) >= FEWEST
