"""How often the intervals of lagged slopes hold the truth, plain and corrected: 40 units, few waves, noisy means.

Run it with `uv run python benchmarks/corrected_lags.py`; 500 draws of all six designs take a quarter of an hour.
`--draws 200` gives a first look, `--waves 6` and `--people 40` single designs, `--units 92` others. `--workers 5`
shares the draws out among processes, each with numbers of its own. `--write` puts what was measured into
`data/course/lag_coverage.csv`, the table of notebook 07, in the place of the same designs there.

The truth is that of the sample company: places that lift both sides for good, engagement and customers' satisfaction
that lead each other from wave to wave, .67 and .12, and answers whose own spread is far larger than all this.
"""

from __future__ import annotations

import argparse
import itertools
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd

from cxlib.estimators.cross_lagged import cross_lagged_fit
from cxlib.estimators.resample_limits import percentile_limits
from cxlib.estimators.unit_resamples import centred_products, drawn_units, unit_products, within_units

SLOPES = np.array([[0.15, 0.12], [0.666, 0.10]])  # explained in rows: engagement, satisfaction
NEW = np.array([0.26, 0.20])  # what each wave adds
ANSWER = np.array([0.80, 2.12])  # standard deviation of a person's answer within a unit and wave
TABLE = Path(__file__).resolve().parents[1] / "data" / "course" / "lag_coverage.csv"
KEYS = ["waves", "people", "direction"]
BEFORE = 12  # waves drawn before the first
DIRECTIONS = {"engagement first": (1, 0), "outcome first": (0, 1)}  # explained, cause


def drawn(n_units: int, n_waves: int, n_people: int, rng: np.random.Generator) -> np.ndarray:
    """Means of units and waves, (U, W, 2), of another company each time."""
    place = rng.standard_normal(n_units)
    own = rng.standard_normal((n_units, 2)) * [0.15, 0.20]
    stays, moves, found = own + place[:, None] * [0.18, 0.36], np.zeros((n_units, 2)), []
    for _ in range(BEFORE + n_waves):
        moves = moves @ SLOPES.T + rng.standard_normal((n_units, 2)) * NEW
        found.append(stays + moves + rng.standard_normal((n_units, 2)) * ANSWER / np.sqrt(n_people))
    return np.stack(found[BEFORE:], axis=1)


def demeaned(values: np.ndarray, explained: int, cause: int, rng: np.random.Generator) -> tuple[float, float, float]:
    """Slope of means less their unit's, and percentiles of 500 draws of whole units, as `linkage_lags` gives them."""
    n_units, n_waves, _ = values.shape
    rows = np.concatenate([values[:, :-1, [cause, explained]], values[:, 1:, [explained]]], axis=2).reshape(-1, 3)
    unit, wave = (places.ravel() for places in np.indices((n_units, n_waves - 1)))
    inside, waves = within_units(rows, unit, wave)
    products = unit_products(np.column_stack([inside[:, :2], waves, inside[:, 2:]]), unit)
    times = np.vstack([np.ones(n_units), drawn_units(n_units, 500, rng)])
    centred = centred_products(times, products)
    slopes = np.linalg.solve(centred[:, :-1, :-1], centred[:, :-1, -1:])[:, 0, 0]
    low, high = percentile_limits(slopes[1:, None], 0.95)[:, 0]
    return slopes[0], low, high


def tried(n_units: int, n_waves: int, n_people: int, n_draws: int, seed: list[int]) -> dict[str, dict[str, list]]:
    """Slope and limits of each draw, by way and direction."""
    rng = np.random.default_rng(seed)
    found = {way: {name: [] for name in DIRECTIONS} for way in ("demeaned", "corrected")}
    for _ in range(n_draws):
        values = drawn(n_units, n_waves, n_people, rng)
        errors = np.broadcast_to(ANSWER**2 / n_people, values.shape)
        fit = cross_lagged_fit(values, errors, confidence_level=0.95)
        for place, (name, (explained, cause)) in enumerate(DIRECTIONS.items()):
            found["demeaned"][name].append(demeaned(values, explained, cause, rng))
            found["corrected"][name].append((fit.leads[place], fit.conf_low[place], fit.conf_high[place]))
    return found


def measured(n_units: int, n_waves: int, n_people: int, n_draws: int, n_workers: int) -> pd.DataFrame:
    """Coverage and bias of both ways in one design, a row for each direction."""
    seed, whole = [2027, n_waves, n_people], (n_units, n_waves, n_people)
    if n_workers == 1:
        parts = [tried(*whole, n_draws, seed)]
    else:
        with ProcessPoolExecutor(n_workers) as workers:
            asked = [workers.submit(tried, *whole, n_draws // n_workers, [*seed, part]) for part in range(n_workers)]
            parts = [part.result() for part in asked]
    by_way = {
        way: {name: [draw for part in parts for draw in part[way][name]] for name in DIRECTIONS} for way in parts[0]
    }
    n_draws = len(by_way["demeaned"]["outcome first"])
    rows = []
    for name, (explained, cause) in DIRECTIONS.items():
        truth = SLOPES[explained, cause]
        row = {"waves": n_waves, "people": n_people, "direction": name, "draws": n_draws, "truth": truth}
        for way, by_name in by_way.items():
            found = np.array(by_name[name])
            given = ~np.isnan(found[:, 1])
            held = (found[given, 1] <= truth) & (truth <= found[given, 2])
            row |= {f"{way}_median": np.median(found[given, 0]), f"{way}_coverage": held.mean()}
            row |= {f"{way}_given": given.mean()} if way == "corrected" else {}
        rows.append(row | {"error": np.sqrt(held.mean() * (1 - held.mean()) / max(len(held), 1))})
    return pd.DataFrame(rows)


def main() -> None:
    """Print the designs, each as soon as it is measured."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--draws", type=int, default=2000)
    options.add_argument("--units", type=int, default=40)
    options.add_argument("--waves", type=int, nargs="*", default=[3, 6, 12])
    options.add_argument("--people", type=int, nargs="*", default=[10, 40])
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    for place, (waves, people) in enumerate(itertools.product(chosen.waves, chosen.people)):
        found = measured(chosen.units, waves, people, chosen.draws, chosen.workers)
        print(found.round(3).to_string(index=False, header=place == 0), flush=True)
        if chosen.write:
            there = pd.read_csv(TABLE).set_index(KEYS) if TABLE.exists() else pd.DataFrame()
            whole = found.round(4).set_index(KEYS).combine_first(there)[list(found.columns[len(KEYS) :])]
            whole.reset_index().to_csv(TABLE, index=False)


if __name__ == "__main__":
    main()
