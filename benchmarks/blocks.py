"""How long it takes to decide what may be shown of a large firm: blocks, and the plan of release that they replaced.

    git worktree add /tmp/before 2a327d6
    uv run python benchmarks/blocks.py --before /tmp/before

20,000 employees in 1,500 teams of 30 regions, by region, team and sex, in six waves of 85 %. Blocks: by hand, in the
first run into a folder, and in a later one. The plan (of one score, without earlier runs) at a commit that has it.
Seconds of the processor; the machine's own speed falls out of the last column.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

ITEMS = [f"e{number}" for number in range(12)]
LEVELS = ([], ["region"], ["team"], ["sex"], ["wave"], ["wave", "region"], ["wave", "team"], ["wave", "sex"])


def firm(people: int = 20_000, teams: int = 1_500, waves: int = 6) -> pd.DataFrame:
    """Teams of unequal size; every item answered."""
    rng = np.random.default_rng(1)
    share = rng.gamma(4, 1, teams)
    team = np.sort(rng.choice(teams, people, p=share / share.sum()))
    staff = pd.DataFrame({"team": [f"T{number:04}" for number in team], "region": [f"R{n % 30:02}" for n in team]})
    staff = staff.assign(who=[f"p{number}" for number in range(people)], sex=rng.choice(["f", "m"], people))
    every = [staff.sample(frac=0.85, random_state=wave).assign(wave=wave) for wave in range(waves)]
    rows = pd.concat(every, ignore_index=True)
    return rows.assign(**{item: rng.integers(1, 6, len(rows)).astype(float) for item in ITEMS})


def seconds(run) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


def plan() -> float:
    """The plan of release, where this commit has it."""
    import cxlib as cx

    rows = firm()
    rows["score"] = rows[ITEMS].mean(axis=1)
    levels = [list(level) for level in LEVELS]
    return seconds(lambda: cx.release_plan(rows, levels=levels, answer="score", scale=(1, 5)))


def blocks() -> dict[str, float]:
    from cxlib.blocks import People, put_in_blocks

    rows = firm()
    people = People(
        wave=rows["wave"],
        person=rows["who"],
        levels={name: rows[name] for name in ("region", "team", "sex")},
        answers=rows[ITEMS],
        scales={"score": (ITEMS, 1, 5)},
    )
    with tempfile.TemporaryDirectory() as folder:
        places = {"by hand": None, "first run": Path(folder), "later run": Path(folder)}
        return {
            name: seconds(lambda place=place: put_in_blocks(people, fewest=10, folder=place))
            for name, place in places.items()
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--before", type=Path, help="a worktree of a commit with release_plan")
    parser.add_argument("--plan", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.plan:
        print(plan())
        return
    earlier = float("nan")
    if given.before:
        command = [sys.executable, str(Path(__file__).resolve()), "--plan"]
        environment = os.environ | {"PYTHONPATH": str(given.before)}
        done = subprocess.run(command, cwd=given.before, env=environment, capture_output=True, text=True, check=True)
        earlier = float(done.stdout)
    rows = [(name, took, took / earlier) for name, took in blocks().items()]
    rows.append(("plan of release", earlier, 1.0))
    print(pd.DataFrame(rows, columns=["what", "seconds", "times the plan"]).round(2).to_string(index=False))


if __name__ == "__main__":
    main()
