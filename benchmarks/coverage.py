"""How often intervals of 95 % hold the truth, where samples are small, clusters few, or answers crowd at one end.

Run it with `uv run python benchmarks/coverage.py`; it takes about an hour and writes `benchmarks/coverage.csv`, one row
for each function, design and estimate, and from it `benchmarks/coverage.md`, the same for readers. Fast functions are
drawn 2,000 times, slow ones 1,000 times; `draws` says how often a row that is there was. `--only mediation` measures
one part, `--only` with nothing after it writes the page again.

`before` is the same of earlier formulas, measured once with `--column before` in a checkout of commit 2a327d6.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import coverage_designs as designs
import numpy as np
import pandas as pd
from coverage_page import page
from coverage_sound import SOUND

TABLE = Path(__file__).with_name("coverage.csv")
KEYS = ["function", "design", "estimate"]
PARTS = {**designs.PARTS, "sound": SOUND}
DRAWS = {"reliability": 2000, "clusters": 2000, "differences": 2000, "sound": 2000}  # of the other parts:
SLOW = 1000


def measured(part: str, n_draws: int, words: list[str]) -> Iterator[pd.DataFrame]:
    """Coverage of every estimate, a design of the part at a time; of those named by one of the words, if any."""
    for place, (function, name, run) in enumerate(PARTS[part]):
        if words and not any(word in name for word in words):
            continue
        rng = np.random.default_rng([2027, place])
        found = [
            {**dict(zip(KEYS, (function, name, estimate), strict=True)), "draws": len(held), **_coverage(held)}
            for estimate, held in run(n_draws, rng).items()
        ]
        print(pd.DataFrame(found).to_string(header=False, index=False), flush=True)
        yield pd.DataFrame(found)


def _coverage(held: np.ndarray) -> dict[str, float]:
    """Share of the intervals that hold, its error, and how many draws have none; `held` is NaN there."""
    known = held[~np.isnan(held)]
    share = known.mean() if len(known) else np.nan
    return {
        "coverage": round(share, 4),
        "error": round(np.sqrt(share * (1 - share) / max(len(known), 1)), 4),
        "withheld": len(held) - len(known),
    }


def main() -> None:
    """Measure, set the numbers beside those that are there, and write the page."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--draws", type=int, help="instead of 2,000 or 1,000")
    options.add_argument("--only", choices=PARTS, nargs="*", default=list(PARTS))
    options.add_argument("--designs", nargs="*", default=[], help="words in the names of the designs to measure")
    options.add_argument("--column", choices=["before", "coverage"], default="coverage")
    options.add_argument("--file", type=Path, default=TABLE)
    chosen = options.parse_args()
    there = pd.read_csv(chosen.file) if chosen.file.exists() else pd.DataFrame(columns=KEYS)
    for part in chosen.only:
        for found in measured(part, chosen.draws or DRAWS.get(part, SLOW), chosen.designs):
            if chosen.column == "before":
                found = found.rename(columns={"draws": "draws_before", "coverage": "before"})
                found = found[[*KEYS, "draws_before", "before"]]
            there = found.set_index(KEYS).combine_first(there.set_index(KEYS)).reset_index()
            _write(there, chosen.file)
    _write(there, chosen.file)


def _write(table: pd.DataFrame, file: Path) -> None:
    """Rows in the order of the designs, whole numbers whole; the page beside them."""
    names = [(function, name) for part in PARTS.values() for function, name, _ in part]
    order = {name: place for place, name in enumerate(names)}
    place = [order.get(key, len(order)) for key in zip(table["function"], table["design"], strict=True)]
    table = table.iloc[np.argsort(place, kind="stable")]
    columns = [name for name in ("draws", "coverage", "error", "withheld", "draws_before", "before") if name in table]
    counts = {name: "Int64" for name in ("draws", "withheld", "draws_before") if name in table}
    table = table[[*KEYS, *columns]].astype(counts)
    table.to_csv(file, index=False)
    if {"coverage", "before"} <= set(columns):
        file.with_suffix(".md").write_text(page(table), encoding="utf-8")


if __name__ == "__main__":
    main()
