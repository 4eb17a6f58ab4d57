"""Write the sample company's tables and truth, and the client's file of pont_nou_export, from one seed.

`uv run python tools/write_samples.py` writes anew what ships; study.toml and README.md beside it are written by hand.
`uv run python tools/write_samples.py --seed 7 --out my_company` draws another company, with its study.toml.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

import tomlkit

from cxlib.errors import CXError

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
sys.path.insert(0, str(SAMPLES))  # the generator is no installed package
from generator import client_export, make_sample  # noqa: E402

FOLDER = SAMPLES / "pont_nou"
EXPORT = FOLDER.with_name("pont_nou_export")
SEED = 0  # the smallest at which every lesson of these tables shows: see README.md in the folder
PARQUET = (
    "contacts",
    "journeys",
    "transactional",
    "driver_study",
    "employees",
    "relationship_sample",
    "cases",
)
HEAD = (
    "What was planted in the sample company, and what a correct analysis finds of it.",
    "It gives the lessons away: make your own estimate first.",
    "",
    "structural: as planted · finds ± tolerance: mean over 50 seeds, 3 standard deviations",
    "population: true of this very draw, everybody in the frame, answered or not",
)


def write_samples(folder: Path = FOLDER, *, seed: int = SEED, customers: int | None = None) -> None:
    """Write one file per table, CSV (UTF-8, empty = missing) or Parquet for the larger ones, and truth.toml."""
    tables, truth = make_sample("pont_nou", n=customers, rng=seed)
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        if name in PARQUET:
            table.to_parquet(folder / f"{name}.parquet", index=False, compression="zstd")
        else:
            table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")
    (folder / "truth.toml").write_bytes(_toml(truth, seed).encode())


def write_export(folder: Path = EXPORT) -> None:
    """Write a part of the same answers as a client would send them."""
    tables, _ = make_sample("pont_nou", rng=SEED)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "encuesta_2025.csv").write_bytes(client_export(tables, rng=SEED))


def _toml(truth: dict[str, dict], seed: int) -> str:
    document = tomlkit.document()
    for line in HEAD:
        document.add(tomlkit.comment(line) if line else tomlkit.nl())
    document.add(tomlkit.nl())
    document.add("seed", seed)
    for name, entry in truth.items():
        document.add(tomlkit.nl())
        document.add(name, tomlkit.item(entry))
    return tomlkit.dumps(document)


def main() -> None:
    """Write what ships, or another company into a folder of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, help="whole number from 0 of another company; needs --out")
    parser.add_argument("--customers", type=int, help="at least 500; 12,000 when left out; needs --out")
    parser.add_argument("--out", type=Path, help="folder of the other company")
    given = parser.parse_args()
    if given.out is None:
        if given.seed is not None or given.customers is not None:
            parser.error("--seed and --customers draw another company: name a folder for it with --out")
        write_samples()
        write_export()
        return
    if given.out.resolve() in (FOLDER, EXPORT):
        parser.error("--out: this folder ships with the project; name another")
    try:
        write_samples(given.out, seed=SEED if given.seed is None else given.seed, customers=given.customers)
    except CXError as error:
        parser.error(str(error))
    shutil.copy(FOLDER / "study.toml", given.out)


if __name__ == "__main__":
    main()
