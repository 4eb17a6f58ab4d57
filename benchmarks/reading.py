"""What reading costs beside pandas, beside an earlier version of cxlib, and beside importing the packages it needs.

Run it from the project's folder; it needs 500 MB in the temporary folder::

    uv run python benchmarks/reading.py
    uv run python benchmarks/reading.py --before ../earlier --only csv company

Every measurement is a process of its own, and the processes take turns, so that whatever else the machine does falls
on all. The table shows medians of three: seconds with their ratio, and for the csv the largest memory with its ratio.
Measured are a csv of 1,000,000 rows and 17 columns, a sheet of 100,000 rows and 20 columns, the 18 tables of the
sample company (against the version in the folder `--before`), and `cx check` of it (against its imports alone).
Drafting a study.toml is measured in processor seconds of whole processes, imports included, as a user starts it: of a
csv of 1,000,000 rows and 40 columns beside the `describe` of polars, of a sheet of 20,000 rows and 60 columns beside
reading it alone.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
COMPANY = ROOT / "data" / "samples" / "pont_nou"
TURNS = 3
RATINGS = [f"q{number}" for number in range(1, 6)]
WORDS = ["Tot bé", "The queue was long, and nobody came", "Muy buena atención", 'They said "wait"', "", "", "", ""]
COLUMNS = """\
id = { role = "id" }
customer = { role = "customer" }
day = { role = "time" }
wave = { role = "wave" }
region = { role = "segment" }
channel = { role = "channel" }
language = { role = "language", labels = { "1" = "ca", "2" = "es", "3" = "en" } }
recommend = { role = "recommend" }
satisfaction = { role = "outcome", scale = [1, 10], missing = [99] }
wait = { role = "measure" }
weight = { role = "weight" }
comment = { role = "verbatim" }
""" + "".join(f'{name} = {{ role = "rating", scale = [1, 5], not_used = [6] }}\n' for name in RATINGS)


def answers(rows: int) -> pd.DataFrame:
    """Invented answers as a survey tool exports them: codes, gaps, dates, decimals and comments; seeded."""
    rng = np.random.default_rng(2027)
    mood = rng.normal(0.7, 0.2, rows)

    def rating(low: int, high: int, code: int = 0) -> pd.Series:
        given = np.clip(np.rint(low + (high - low) * (mood + rng.normal(0, 0.15, rows))), low, high)
        given[rng.random(rows) < 0.03] = code or low
        return pd.Series(given).mask(rng.random(rows) < 0.04).astype("Int64")

    columns = {
        "id": [f"R_{10_000_000 + number}" for number in range(rows)],
        "customer": 100_000 + rng.permutation(rows),
        "day": np.datetime_as_string(np.datetime64("2025-01-01") + rng.integers(0, 365, rows)),
        "wave": np.array(["2025 Q1", "2025 Q2", "2025 Q3", "2025 Q4"])[rng.integers(0, 4, rows)],
        "region": np.array(["Nord", "Sud", "Est", "Oest", "Centre", "Illes"])[rng.integers(0, 6, rows)],
        "channel": np.array(["web", "phone", "shop", "app"])[rng.integers(0, 4, rows)],
        "language": rng.integers(1, 4, rows),
        "recommend": rating(0, 10),
        "satisfaction": rating(1, 10, code=99),
        **{name: rating(1, 5, code=6) for name in RATINGS},
        "wait": pd.Series(rng.gamma(2, 4, rows).round(2)).mask(rng.random(rows) < 0.1),
        "weight": rng.uniform(0.5, 2, rows).round(4),
        "comment": np.array(WORDS)[rng.integers(0, len(WORDS), rows)],
    }
    return pd.DataFrame(columns)


def study(folder: Path, file: str, columns: str) -> Path:
    """A study.toml beside a file of answers."""
    folder.mkdir(exist_ok=True)
    table = f'[tables.answers]\nfile = "{file}"\nkind = "relationship"\n[tables.answers.columns]\n'
    (folder / "study.toml").write_text(f'[study]\nname = "Answers"\n{table}{columns}', encoding="utf-8")
    return folder


def write_csv(folder: Path) -> None:
    answers(1_000_000).to_csv(study(folder, "answers.csv", COLUMNS) / "answers.csv", index=False)


def write_sheet(folder: Path) -> None:
    more = "".join(f'{name} = {{ role = "segment" }}\n' for name in ("more1", "more2", "more3"))
    frame = answers(100_000)
    frame = frame.assign(more1=frame["region"], more2=frame["channel"], more3=frame["wave"])
    frame.to_excel(study(folder, "answers.xlsx", COLUMNS + more) / "answers.xlsx", index=False)


def csv_pandas(folder: Path) -> object:
    return pd.read_csv(folder / "answers.csv")


def sheet_pandas(folder: Path) -> object:
    return pd.read_excel(folder / "answers.xlsx", engine="openpyxl")


def study_cxlib(folder: Path) -> object:
    import cxlib as cx

    return cx.read_study(folder)


def run_one(task: Callable[[Path], object], folder: Path) -> None:
    """One measurement in this process, its packages imported before: seconds and peak memory, as JSON."""
    import pyarrow.csv
    import pyarrow.parquet  # noqa: F401

    import cxlib

    with contextlib.suppress(cxlib.CXError):  # modules are loaded when first used
        cxlib.read_study(folder / "none")
    start = time.perf_counter()
    task(folder)
    seconds = time.perf_counter() - start
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024
    print(json.dumps({"seconds": seconds, "peak": peak}))


def measured(task: str, folder: Path, library: Path = ROOT) -> dict[str, float]:
    """One measurement in a process of its own, of the library in some folder."""
    command = [sys.executable, __file__, "--one", task, str(folder)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(library)}
    )
    return json.loads(done.stdout)


def timed(code: str) -> dict[str, float]:
    """A whole process, from its start to its end."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, "PYTHONPATH": "."})
    return {"seconds": time.perf_counter() - start, "peak": float("nan")}


CHECK = (
    f"import sys; sys.argv = ['cx', 'check', {str(COMPANY)!r}]; from cxlib.cli import app; app(standalone_mode=False)"
)


def imports_alone() -> str:
    """Code that imports whatever `cx check` has imported when it ends, and does nothing."""
    tell = f"{CHECK}\nprint('IMPORTED', *(n for n, m in list(sys.modules.items()) if m and n != '__main__'), sep=' ')"
    done = subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True, cwd=ROOT)
    names = done.stdout.rpartition("IMPORTED")[2].split()
    return (
        f"import importlib\nfor name in {names!r}:\n    try: importlib.import_module(name)\n    except Exception: pass"
    )


def processor(code: str) -> dict[str, float]:
    """Processor seconds of a whole process: what it takes does not depend on what else the machine does."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    timed(code)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, "peak": float("nan")}


def with_more(frame: pd.DataFrame, columns: int) -> pd.DataFrame:
    """A file with further questions from 1 to 5, up to so many columns."""
    rng = np.random.default_rng(2028)
    more = {f"item{number}": rng.integers(1, 6, len(frame)) for number in range(columns - len(frame.columns))}
    return pd.concat([frame, pd.DataFrame(more)], axis=1)


def compare_drafts(home: Path) -> None:
    """The drafts of a large csv and of a large sheet, against what reads the same files."""
    csv, sheet = home / "draft.csv", home / "draft.xlsx"
    with_more(answers(1_000_000), 40).to_csv(csv, index=False)
    with_more(answers(20_000), 60).to_excel(sheet, index=False)
    draft = "import cxlib; cxlib.draft_study({!r})"
    described = f"import polars; polars.scan_csv({str(csv)!r}).describe()"
    read = f"from pathlib import Path; from cxlib.drafts.files_seen import _raw; _raw(Path({str(sheet)!r}))"
    for what, file, other in (("csv, against describe", csv, described), ("sheet, against reading it", sheet, read)):
        ours = draft.format(str(file))
        compare(f"draft of a {what}", lambda: processor(ours), lambda: processor(other), 1.5)  # noqa: B023


def compare(what: str, ours: Callable[[], dict], theirs: Callable[[], dict], asked: float) -> None:
    """One line: the medians of both, measured by turns, and their ratios."""
    runs = [(ours(), theirs()) for _ in range(TURNS)]
    (mine, peak), (other, its) = (
        [statistics.median(run[side][kind] for run in runs) for kind in ("seconds", "peak")] for side in (0, 1)
    )
    memory = f"{peak:7.0f} {its:7.0f} {peak / its:6.2f}"
    print(f"{what:40} {mine:8.2f} {other:8.2f} {mine / other:6.2f} {asked:6.2f} {memory}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--before", type=Path, help="folder of an earlier version, for the sample company")
    parser.add_argument("--only", nargs="+", choices=("csv", "sheet", "company", "check", "draft"))
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        run_one(globals()[arguments.one[0]], Path(arguments.one[1]))
        return
    wanted = arguments.only or ["csv", "sheet", "company", "check", "draft"]
    print(f"{'':40} {'ours s':>8} {'other s':>8} {'ratio':>6} {'asked':>6} {'ours MB':>7} {'others':>7} {'ratio':>6}")
    with tempfile.TemporaryDirectory() as home:
        for name, write, other, asked in (
            ("csv", write_csv, "csv_pandas", 4.0),
            ("sheet", write_sheet, "sheet_pandas", 0.25),
        ):
            if name in wanted:
                folder = Path(home, name)
                write(folder)
                theirs = f"{name}, against pandas"
                compare(theirs, lambda: measured("study_cxlib", folder), lambda: measured(other, folder), asked)  # noqa: B023
        if "draft" in wanted:
            compare_drafts(Path(home))
        if "company" in wanted and arguments.before:
            before = arguments.before.resolve()
            now, then = (lambda: measured("study_cxlib", COMPANY)), (lambda: measured("study_cxlib", COMPANY, before))
            compare("sample company, against before", now, then, 0.4)
    if "check" in wanted:
        alone = imports_alone()
        compare("cx check, against its imports", lambda: timed(CHECK), lambda: timed(alone), 1.4)


if __name__ == "__main__":
    main()
