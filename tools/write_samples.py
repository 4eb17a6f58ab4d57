"""Write the tables and the truth of data/samples/pont_nou, and the client's file of pont_nou_export, from one seed.

Run it with `uv run python tools/write_samples.py`. study.toml and README.md beside them are written by hand.
"""

from __future__ import annotations

from pathlib import Path

import tomlkit

from cxlib.samples import client_export, make_sample

FOLDER = Path(__file__).resolve().parents[1] / "data" / "samples" / "pont_nou"
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


def write_samples(folder: Path = FOLDER) -> None:
    """Write one file per table, CSV (UTF-8, empty = missing) or Parquet for the larger ones, and truth.toml."""
    tables, truth = make_sample("pont_nou", rng=SEED)
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        if name in PARQUET:
            table.to_parquet(folder / f"{name}.parquet", index=False, compression="zstd")
        else:
            table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")
    (folder / "truth.toml").write_bytes(_toml(truth).encode())


def write_export(folder: Path = EXPORT) -> None:
    """Write a part of the same answers as a client would send them."""
    tables, _ = make_sample("pont_nou", rng=SEED)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "encuesta_2025.csv").write_bytes(client_export(tables, rng=SEED))


def _toml(truth: dict[str, dict]) -> str:
    document = tomlkit.document()
    for line in HEAD:
        document.add(tomlkit.comment(line) if line else tomlkit.nl())
    document.add(tomlkit.nl())
    document.add("seed", SEED)
    for name, entry in truth.items():
        document.add(tomlkit.nl())
        document.add(name, tomlkit.item(entry))
    return tomlkit.dumps(document)


if __name__ == "__main__":
    write_samples()
    write_export()
