"""In how many companies lesson 01.3 shows: its table has a random stream of its own, so a thousand take a minute.

Run it with `uv run python benchmarks/lessons_variables.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import lessons_contacts
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "data" / "samples"))  # the generator is no installed package
from generator import STREAMS  # noqa: E402
from generator.touchpoints import draw_variables  # noqa: E402

SEEDS = 1000


def shows(seed: int) -> bool:
    """Whether the company of this seed shows it; its variables are those that `make_sample` draws."""
    stream = np.random.SeedSequence(seed).spawn(len(STREAMS))[STREAMS.index("variables")]
    variables = draw_variables(np.random.default_rng(stream))
    return lessons_contacts.variables_against_targets({"touchpoint_variables": variables}, {})[0]


def main() -> None:
    """Print the count of each hundred."""
    found = np.array([shows(seed) for seed in range(SEEDS)])
    print("of each hundred:", found.reshape(-1, 100).sum(axis=1).tolist(), "of all:", int(found.sum()))


if __name__ == "__main__":
    main()
