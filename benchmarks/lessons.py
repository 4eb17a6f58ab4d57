"""In how many of 50 companies each lesson shows, and what a correct analysis finds on average.

Run it with `uv run python benchmarks/lessons.py`; it takes about five minutes on two cores. With `--write`
it also writes what was found to data/samples/generator/finds.toml, from which the truth takes it. A lesson makes its
estimate first and looks at the truth only to judge it.
"""

from __future__ import annotations

import argparse
import math
import sys
import tomllib
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import lessons_actions
import lessons_contacts
import lessons_drivers
import lessons_people
import lessons_trials
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "data" / "samples"))  # the generator is no installed package
from generator import make_sample  # noqa: E402

LESSONS = {
    **lessons_contacts.LESSONS,
    **lessons_drivers.LESSONS,
    **lessons_people.LESSONS,
    **lessons_actions.LESSONS,
    **lessons_trials.LESSONS,
}
SEEDS = range(50)
DEVIATIONS = 3  # of some ninety truths one would lie beyond 2.5 by chance


def cleaned(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables as a study reads them: codes for no answer empty, reversed items turned back."""
    contract = tomllib.loads((ROOT / "data/samples/pont_nou/study.toml").read_text(encoding="utf-8"))["tables"]
    clean = {name: _numbers(table) for name, table in tables.items()}
    clean["relationship"]["recommend_as_coded"] = clean["relationship"]["recommend"]
    for name, table in contract.items():
        rows = clean[name]
        for column, says in table["columns"].items():
            codes = [*says.get("missing", ()), *says.get("not_used", ())]
            if codes:
                rows[column] = rows[column].where(~rows[column].isin(codes))
            if says.get("reverse"):
                rows[column] = sum(says["scale"]) - rows[column]
    return clean


def _numbers(table: pd.DataFrame) -> pd.DataFrame:
    return table.astype({name: float for name in table if table[name].dtype.name == "Int64"})


def taught(seed: int, names: Iterable[str] | None = None) -> tuple[dict[str, bool], dict[str, float]]:
    """Which lessons a company of this seed shows, and what was found in it."""
    tables, truth = make_sample(rng=seed)
    tables = cleaned(tables)
    shown, found = {}, {}
    for name in LESSONS if names is None else names:
        shows, numbers = LESSONS[name](tables, truth)
        shown[name] = bool(shows)
        found |= {key: float(value) for key, value in numbers.items()}
    return shown, found


def summary(results: list[tuple[dict[str, bool], dict[str, float]]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Seeds in which each lesson shows, and mean and standard deviation of what was found."""
    shown, found = (pd.DataFrame([result[part] for result in results]) for part in (0, 1))
    lessons = pd.DataFrame({"shows": shown.sum(), "of": len(shown)})
    lessons["missed"] = [", ".join(map(str, shown.index[~shown[name]][:8])) for name in shown]
    lessons["lesson"] = [LESSONS[name].__doc__.splitlines()[0] for name in shown]
    return lessons, found.agg(["mean", "std"]).T


def _finds(found: pd.DataFrame, truth: dict[str, dict[str, Any]]) -> str:
    lines = ["# Written by benchmarks/lessons.py: mean over the seeds 0 … 49, and 3 standard deviations between them."]
    for name in truth:
        tolerance = round(DEVIATIONS * found.loc[name, "std"], 9)  # nothing but rounding is no spread
        digits = 1 if tolerance == 0 else max(1, 1 - math.floor(math.log10(tolerance)))
        lines.append(f"{name} = [{round(found.loc[name, 'mean'], digits)}, {round(tolerance, digits)}]")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write data/samples/generator/finds.toml")
    write = parser.parse_args().write
    with ProcessPoolExecutor(2) as workers:
        lessons, found = summary(list(workers.map(taught, SEEDS)))
    _, truth = make_sample(rng=0)
    structural = pd.Series({name: entry["structural"] for name, entry in truth.items()}, name="structural")
    with pd.option_context("display.width", 160, "display.max_colwidth", 110, "display.max_rows", None):
        print(lessons.to_string())
        print(found.join(structural).round(3).to_string())
    if write:
        file = ROOT / "data" / "samples" / "generator" / "finds.toml"
        file.write_text(_finds(found, truth), encoding="utf-8")


if __name__ == "__main__":
    main()
