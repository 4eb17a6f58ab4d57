"""What safety costs: how many units and groups are shown, now and before people were put into blocks.

    git worktree add /tmp/before 2a327d6
    uv run python benchmarks/shown.py --before /tmp/before --employees ../shared/data/employees

Employees of the last wave by region and unit: units that stand alone, and groups of any name, against the units that
the plan of release showed at that commit. Customers: values that have a page of their own, and groups on these pages,
now/before, for each pair of columns; then, a group was shown where it and those hidden beside it had ten people.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

FEWEST = 10
STUDY = Path(__file__).parents[1] / "data/samples/pont_nou"
BY_UNIT = {"bhr2000": "GRP", "lq2002": "COMPID"}
COLUMNS = ["region", "branch", "segment", "contact_channel", "tenure", "status", "language", "problem"]
SECONDS = 400  # for the earlier plan of one firm


def firms(folder: Path | None) -> Iterator[tuple[str, pd.DataFrame, list[str]]]:
    """Name, employees of one wave with their items, and what groups them, from the most important down."""
    staff = pd.read_parquet(STUDY / "employees.parquet")
    staff = staff[staff["wave"].astype(str) == max(staff["wave"].astype(str))]
    places = pd.read_csv(STUDY / "branches.csv").set_index("branch")["region"]
    items = [name for name in staff if name.startswith("eng_")]
    staff[items] = staff[items].astype(float).where(lambda given: given < 6)
    yield (
        "Pont Nou",
        staff.assign(region=staff["branch"].map(places))[["region", "branch", *items]],
        ["region", "branch"],
    )
    for name, unit in BY_UNIT.items() if folder else ():
        rows = pd.read_csv(folder / f"{name}.csv")
        items = [column for column in rows if column[:2] in ("AF", "AP", "AS") or column.startswith("LEAD0")]
        yield name, rows[[unit, *items]], [unit]


def before(folder: Path | None) -> dict[str, int]:
    """Units that the plan of release shows, where this commit has it."""
    import cxlib as cx

    found = {}
    for name, rows, levels in firms(folder):
        items = [column for column in rows if column not in levels]
        rows = rows.assign(score=rows[items].mean(axis=1))
        plan = cx.release_plan(rows, levels=[[], *([level] for level in levels)], answer="score", scale=(1, 5))
        found[name] = int(plan.reports[levels[-1]].notna().sum())
    return found


def employees(folder: Path | None, earlier: dict[str, int]) -> pd.DataFrame:
    from cxlib.blocks import People, put_in_blocks

    told = []
    for name, rows, levels in firms(folder):
        items = [column for column in rows if column not in levels]
        people = People(
            wave=None, person=None, levels={level: rows[level] for level in levels}, answers=rows[items].astype(float),
            scales={"score": (items, 1, 5)},
        )  # fmt: skip
        blocks = put_in_blocks(people, fewest=FEWEST)
        unit = levels[-1]
        groups = pd.Series(blocks.labels[unit][blocks.told]).nunique()
        told.append((name, len(rows), rows[unit].nunique(), earlier.get(name), blocks.alone[unit], groups))
    return pd.DataFrame(told, columns=["firm", "people", "units", "shown before", "alone now", "groups now"])


def customers() -> pd.DataFrame:
    """Of each pair of columns: groups on pages of parts, of all waves."""
    import cxlib as cx
    from cxlib.study.people.told import told_of

    study = cx.read_study(STUDY, tables=["relationship", "branches", "customers"], min_cell=FEWEST)
    told = told_of(study, "relationship", fewest=FEWEST, parts=True)
    answered = study.tables["relationship"]["recommend"].notna().to_numpy()
    found = []
    for part in COLUMNS:
        code, values = told.columns[part]
        sizes = np.bincount(code[answered], minlength=len(values))
        parts = range(len(values))
        earlier, now = _shown(sizes), [told.part(part, value) for value in parts]
        row = [part, (sizes > 0).sum(), earlier.sum(), sum(now)]
        for by in COLUMNS:
            own, each = told.columns[by]
            was = [_shown(np.bincount(own[answered & (code == value)], minlength=len(each))).sum() for value in parts]
            shown = [
                told.values((part, value), by, latest=False).sum() * fits
                for value, fits in zip(parts, now, strict=True)
            ]
            row.append("" if by == part else f"{sum(shown)}/{sum(np.array(was)[earlier])}")
        found.append(row)
    heads = ["part", "values", "pages before", "pages now", *(f"by {by}" for by in COLUMNS)]
    return pd.DataFrame(found, columns=heads)


def _shown(sizes: np.ndarray) -> np.ndarray:
    """As groups were hidden before: the small, and the next smallest where they would be found by subtracting."""
    from cxlib.blocks import hidden_groups

    shown = np.zeros(len(sizes), bool)
    there = pd.Series(sizes)[sizes > 0]
    shown[there.index[~hidden_groups(there, min_cell=FEWEST)]] = True
    return shown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--before", type=Path, help="a worktree of a commit with release_plan")
    parser.add_argument("--employees", type=Path, help="a folder with bhr2000.csv and lq2002.csv")
    parser.add_argument("--plan", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    folder = given.employees.resolve() if given.employees else None
    if given.plan:
        print(json.dumps(before(folder)))
        return
    earlier: dict[str, int] = {}
    if given.before:
        command = [
            sys.executable,
            str(Path(__file__).resolve()),
            "--plan",
            *(["--employees", str(folder)] if folder else []),
        ]
        environment = os.environ | {"PYTHONPATH": str(given.before.resolve())}
        done = subprocess.run(
            command, cwd=given.before, env=environment, capture_output=True, text=True, check=True, timeout=SECONDS
        )
        earlier = json.loads(done.stdout.splitlines()[-1])
    print(employees(folder, earlier).to_string(index=False), end="\n\n")
    print(customers().to_string(index=False))


if __name__ == "__main__":
    main()
