"""The page of numbers on intervals: written from its table, and no number outside without its reason."""

import runpy
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
MODULE = runpy.run_path(str(ROOT / "benchmarks" / "coverage_page.py"))  # benchmarks/ is no package
HIGH, LOW, RARE, page = (MODULE[name] for name in ("HIGH", "LOW", "RARE", "page"))

FILE = ROOT / "benchmarks" / "coverage.csv"
LEFT = {"2-2-1, bca, 20 units"}  # .978 ± .004 where nothing is told in three draws of ten; the page says why


def test_the_page_is_that_of_the_table():
    assert FILE.with_suffix(".md").read_text(encoding="utf-8") == page(pd.read_csv(FILE))


def test_what_is_withheld_and_what_is_outside_stand_out():
    rows = [("f", "a", "x", 1000, 0.95, 0, 1000, 0.91), ("f", "b", "x", 1000, 0.98, 500, 100, float("nan")),
            ("f", "c", "x", 1000, 0.5, 990, float("nan"), float("nan"))]  # fmt: skip
    columns = ["function", "design", "estimate", "draws", "coverage", "withheld", "draws_before", "before"]
    told = page(pd.DataFrame(rows, columns=columns))
    assert "| `f` | a | x | 1,000 | **.910 ± .009** | .950 ± .007 |" in told
    assert "| `f` | b | x | 1,000 | withheld | **.980 ± .006**, withheld in 50 % |" in told
    assert "| `f` | c | x | 1,000 | – | withheld |" in told


def test_intervals_hold_or_are_withheld():
    """Two Monte Carlo errors: of a hundred sound rows some lie that far out by chance."""
    table = pd.read_csv(FILE)
    table = table[table["withheld"] < RARE * table["draws"]]
    least = table["coverage"] + 2 * table["error"] < LOW
    most = table["coverage"] - 2 * table["error"] > HIGH
    assert set(table.loc[least | most, "design"]) <= LEFT
