"""What past runs found, kept as scores by period: one Parquet file, written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from glob import escape
from pathlib import Path

import pandas as pd

from ..errors import CXError
from ..locale import say, say_number
from ..results import Result
from ..text import listed

FORMAT = 2  # of the file; 1 had one series per measure, without a group
KEY = ["measure", "group", "period"]
COLUMNS = [*KEY, "n", "estimate", "definition"]
TYPES = {"n": "int64", "estimate": float, **dict.fromkeys([*KEY, "definition"], object)}
DEFINES = ("rating", "kind", "every", "by")  # settings of a chart without which two numbers are not alike
MARK = b"cxlib.history"


def keep_history(chart: Result, *, file: str | Path, measure: str, min_cell: int) -> Result:
    """Add the periods of a chart to the file of past runs; what is there already stays as it is.

    Parameters
    ----------
    chart : Result
        Of `control_chart`.
    file : path
        A Parquet file; made where there is none. Its folder must be there.
    measure : str
        What is measured, such as ``"NPS after repair"``. One measure has one definition: another rating, kind, length
        of period or grouping needs another name, such as ``"NPS after repair, new wording"``.
    min_cell : int
        Periods with fewer answers are not kept: the file holds scores of groups, never of people.

    Returns
    -------
    Result
        ``measure group period n estimate`` of this measure, with all that is kept of it.

    Raises
    ------
    CXError
        Another kind of result, a measure that is kept under another definition, or a file that is no history, is
        damaged or was written by a newer version.

    Notes
    -----
    The file is written beside itself and takes its own place in one step, under a lock that a second run waits for: a
    run that is stopped leaves the old file whole. The same period given twice changes nothing, not even where late
    answers have changed its number; a note says so, for a chart that rewrites its past hides its alarms.
    """
    from filelock import FileLock, Timeout

    if chart.kind != "control_chart":
        raise CXError(f"chart: a result of {chart.kind or 'no function'}.", "Hand over what control_chart returned.")
    if chart.settings["kind"] in ("ewma", "cusum"):
        raise CXError("chart: a moving average or a sum rests on all periods before.", "Keep the chart of the score.")
    path = Path(file)
    if not path.parent.is_dir():
        raise CXError(f"file: there is no folder {path.parent}.", "Make it, or name another.")
    # the chart's periods as rows of the file, and how many were too small to keep
    settings, table = chart.settings, chart.table
    definition = json.dumps({name: settings[name] for name in DEFINES}, sort_keys=True, ensure_ascii=False)
    large = table[table["n"] >= min_cell]
    if settings["kind"] == "c":  # events are no people
        large = table
    group = [" / ".join(map(str, one)) for one in large[settings["by"]].itertuples(index=False)]
    rows = pd.DataFrame(
        {
            "measure": measure, "group": group if settings["by"] else "", "n": large["n"].astype("int64"),
            "period": large[settings["period"]].astype(str), "estimate": large["estimate"].astype(float),
            "definition": definition,
        }
    )  # fmt: skip
    new, hidden = rows[COLUMNS].astype(TYPES), len(table) - len(large)
    try:
        with FileLock(f"{path}.lock", timeout=60):
            old = _read(path)
            kept, notes = _joined(old, new, measure)
            if len(kept) > len(old):
                _write(kept, path)
    except Timeout:
        raise CXError(
            f"{path.name}: another run has been writing for a minute.", "Run again once it is done."
        ) from None
    if hidden:
        notes.append(
            say_number(
                "{hidden} period of fewer than {min_cell} answers not kept.",
                "{hidden} periods of fewer than {min_cell} answers not kept.",
                hidden,
                hidden=hidden,
                min_cell=min_cell,
            )
        )
    own = kept[kept["measure"] == measure].drop(columns="definition").reset_index(drop=True)
    return Result(kind="keep_history", table=own, settings={"measure": measure}, notes=tuple(notes))


def forget_group(file: Path, names: Sequence[str]) -> int:
    """Drop the scores of groups that are one person by name; other files stay as they are. How many were dropped."""
    from filelock import FileLock

    try:
        _read(file)
    except CXError:
        return 0  # no history: it gets no lock beside it
    with FileLock(f"{file}.lock", timeout=60):
        rows = _read(file)  # once more: a run may have added to it
        alone = rows["group"].str.split(" / ").map(lambda parts: not set(names).isdisjoint(parts))
        if alone.any():
            _write(rows[~alone.astype(bool)], file)
    return int(alone.sum())


def _joined(old: pd.DataFrame, new: pd.DataFrame, measure: str) -> tuple[pd.DataFrame, list[str]]:
    """The old rows and the new ones whose period is not there, and what is said of the others."""
    known = old.loc[old["measure"] == measure, "definition"].unique()
    if len(new) and len(known) and known[0] != new["definition"].iloc[0]:
        before, now = json.loads(known[0]), json.loads(new["definition"].iloc[0])
        unlike = [f"{name} was {before.get(name)!r}, is {now[name]!r}" for name in now if before.get(name) != now[name]]
        raise CXError(
            f"measure: {measure!r} is kept under another definition ({'; '.join(unlike)}).",
            "Give the new one a name of its own: unlike scores make no line.",
        )
    both = new.merge(old[[*KEY, "n", "estimate"]], on=KEY, how="left", suffixes=("", "_kept"))
    there = both["n_kept"].notna().to_numpy()
    changed = both[there & ((both["n"] != both["n_kept"]) | ((both["estimate"] - both["estimate_kept"]).abs() > 1e-9))]
    notes = []
    if len(changed):
        periods = listed(changed["period"].drop_duplicates().tolist(), most=4)
        notes.append(say("Kept as first written, though the numbers are others now: {periods}.", periods=periods))
    return pd.concat([old, new[~there]], ignore_index=True), notes


def _read(path: Path) -> pd.DataFrame:
    """The rows of the file; none where there is no file. Files of older versions are brought up to date."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not path.exists():
        return pd.DataFrame(columns=COLUMNS).astype(TYPES)
    try:
        table = pq.read_table(path)
    except (pa.ArrowInvalid, OSError):
        raise CXError(
            f"{path.name}: no Parquet file, or damaged.", "Take its last copy, or name another file."
        ) from None
    told = (table.schema.metadata or {}).get(MARK)
    if told is None:
        raise CXError(f"{path.name}: a Parquet file, but no history of scores.", "Name another file.")
    if int(told) > FORMAT:
        raise CXError(f"{path.name}: written by a newer version.", "Update the workbook; the file stays as it is.")
    frame = table.to_pandas()
    if int(told) == 1:  # one series per measure
        frame = frame.assign(group="")
    return frame[COLUMNS].astype(TYPES)


def _write(rows: pd.DataFrame, path: Path) -> None:
    """Write beside the file, to the disk, then take its place in one step."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pandas(rows[COLUMNS], preserve_index=False)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    for left in path.parent.glob(f".{escape(path.name)}.*"):  # by a run that was stopped: the lock is ours
        if left.suffix[1:] == left.name.removeprefix(f".{path.name}."):  # not those of history.parquet.old
            left.unlink()
    try:
        with beside.open("wb") as handle:
            pq.write_table(table.replace_schema_metadata({MARK: str(FORMAT)}), handle)
            handle.flush()
            os.fsync(handle.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
