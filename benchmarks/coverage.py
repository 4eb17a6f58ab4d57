"""How often intervals of 95 % hold the truth, where samples are small, clusters few, or answers crowd at one end.

Run it with `uv run python benchmarks/coverage.py`; it takes about half an hour and writes `benchmarks/coverage.csv`, a
page of numbers for researchers: one row for each function, design and estimate, with the share of the draws in which
the interval held the truth (of those that had one), how many had none, and the Monte Carlo error. Fast functions are
drawn 2,000 times (error .005), slow ones 1,000 times (.007). "(noted)" in a design means that a note of the function
says that its interval is wider or shorter there than it should be.

`before` is the same of earlier formulas, written once with `--column before`; `--only mediation` runs one part.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import coverage_designs as designs
import numpy as np
import pandas as pd

TABLE = Path(__file__).with_name("coverage.csv")
KEYS = ["function", "design", "estimate"]
DRAWS = {"clusters": 2000, "differences": 2000}  # of the other parts:
SLOW = 1000


def measured(part: str, n_draws: int) -> pd.DataFrame:
    """Coverage of every estimate in every design of a part."""
    rows = [
        {**dict(zip(KEYS, key, strict=True)), "draws": n_draws, **_coverage(held, n_draws)}
        for key, held in _designs(part, n_draws)
    ]
    return pd.DataFrame(rows)


def _designs(part: str, n_draws: int) -> Iterator[tuple[tuple[str, str, str], np.ndarray]]:
    for place, (function, name, run) in enumerate(designs.PARTS[part]):
        rng = np.random.default_rng([2027, place])
        for estimate, held in run(n_draws, rng).items():
            print(function, name, estimate, _coverage(held, n_draws)["coverage"], flush=True)
            yield (function, name, estimate), held


def _coverage(held: np.ndarray, n_draws: int) -> dict[str, float]:
    """Share of the intervals that hold, its error, and how many draws have none; `held` is NaN there."""
    known = held[~np.isnan(held)]
    share = known.mean() if len(known) else np.nan
    return {
        "coverage": round(share, 4),
        "error": round(np.sqrt(share * (1 - share) / max(len(known), 1)), 4),
        "withheld": n_draws - len(known),
    }


def main() -> None:
    """Measure, and set the numbers beside those that are there."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--draws", type=int, help="instead of 2,000 or 1,000")
    options.add_argument("--only", choices=designs.PARTS, nargs="*", default=list(designs.PARTS))
    options.add_argument("--column", choices=["before", "coverage"], default="coverage")
    options.add_argument("--file", type=Path, default=TABLE)
    chosen = options.parse_args()
    parts = [measured(part, chosen.draws or DRAWS.get(part, SLOW)) for part in chosen.only]
    found = pd.concat(parts, ignore_index=True)
    there = pd.read_csv(chosen.file).set_index(KEYS) if chosen.file.exists() else pd.DataFrame()
    found = found.set_index(KEYS)
    if chosen.column == "before":
        found = found[["draws", "coverage"]].rename(columns={"draws": "draws_before", "coverage": "before"})
    found = found.combine_first(there) if len(there) else found
    columns = [name for name in ("draws", "coverage", "error", "withheld", "draws_before", "before") if name in found]
    found[columns].reset_index().to_csv(chosen.file, index=False)


if __name__ == "__main__":
    main()
