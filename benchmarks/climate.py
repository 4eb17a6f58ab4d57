"""What climate goes with once engagement is given, in 50 sample companies drawn anew: 120 branches, none joined.

Run it with `uv run python benchmarks/climate.py`; with `--write` it writes `data/course/climate_draws.csv`, from which
notebook 07 tells in how many of the companies the interval holds the planted 0.
"""

from __future__ import annotations

import argparse

import pandas as pd
from lessons import ROOT, SEEDS, cleaned, make_sample
from lessons_people import _sides

import cxlib as cx

TABLE = ROOT / "data" / "course" / "climate_draws.csv"


def slope_of(seed: int) -> dict[str, float]:
    """The slope of customers on climate, engagement given, over the branches of a company, with its interval."""
    tables, _ = make_sample(rng=seed)
    customers, names = _sides(cleaned(tables))
    found = cx.engagement_linkage(customers, **names | {"engagement": "climate"}, controls="engagement").table.iloc[0]
    return {"company": seed} | {name: round(found[name], 4) for name in ("estimate", "conf_low", "conf_high")}


def main() -> None:
    """Print the table, and write it if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write data/course/climate_draws.csv")
    write = parser.parse_args().write
    found = pd.DataFrame([slope_of(seed) for seed in SEEDS])
    print(found.to_string(index=False))
    if write:
        found.to_csv(TABLE, index=False)


if __name__ == "__main__":
    main()
