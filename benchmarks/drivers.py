"""Exact importance of drivers: how long it takes, beside pingouin in the same run and R's relaimpo and domir.

Run it from the project's folder; it needs about a minute, with `--long` four::

    uv run python benchmarks/drivers.py
    uv run python benchmarks/drivers.py --long

Every measurement is a process of its own on one core: it runs a small case first, so that imports are not measured,
then the case itself three times (once above 5 seconds). The table shows the median and the largest memory, imports
included. Seconds are processor time: what else the machine does does not count. The data are 2,000 answers that share a
common factor, so that drivers correlate by about .5. pingouin fits each subset apart. relaimpo and domir run where R
has them; otherwise the table shows what was recorded on another machine (R 4.2.2, relaimpo 2.2-7, domir 1.2.0, one
core).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

ROWS = 2000
SLOW = 5.0  # seconds: above, one run is enough
ONE_CORE = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
# seconds; where a package was run twice, the faster
RECORDED = {
    "relaimpo": {("lmg", 8): 0.035, ("lmg", 12): 0.188, ("lmg", 16): 3.64, ("lmg", 18): 10.5, ("lmg", 20): 51.4,
                 ("bootstrap", 10): 42.6},
    "domir": {("lmg", 8): 0.296, ("lmg", 12): 5.4},
}  # fmt: skip
CASES = [("lmg", 8), ("lmg", 12), ("lmg", 16), ("lmg", 18), ("lmg", 20), ("lmg", 25), ("bootstrap", 10)]
BOUNDS = {("lmg", 20): 0.3, ("lmg", 25): 15.0, ("bootstrap", 10): 0.4}

R_SCRIPT = """
suppressMessages(library({package}))
set.seed(1)
x <- rnorm(2000) + matrix(rnorm(2000 * ({p} + 1)), 2000)
d <- as.data.frame(x)
start <- sum(proc.time()[1:2])
{call}
cat(sum(proc.time()[1:2]) - start)
"""
R_CALLS = {
    ("relaimpo", "lmg"): 'r <- calc.relimp(d, type = "lmg")',
    ("relaimpo", "bootstrap"): 'r <- boot.relimp(d, b = 1000, type = "lmg", rank = FALSE, diff = FALSE)',
    ("domir", "lmg"): "r <- domir(reformulate(names(d)[-1], 'V1'), function(f) summary(lm(f, d))$r.squared)",
}
MOST = {"relaimpo": 20, "domir": 12}  # drivers; beyond, a run takes minutes


def answers(p: int):
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(1)
    x = rng.normal(size=(ROWS, 1)) + rng.normal(size=(ROWS, p + 1))
    return pd.DataFrame(x, columns=["y", *(f"d{place:02}" for place in range(p))])


def cxlib(kind: str, p: int) -> float:
    """Sum of the shares, so that a wrong result would be seen."""
    import cxlib as cx

    data = answers(p)
    how = {"n_resamples": 1000, "rng": 1} if kind == "bootstrap" else {}
    start = time.process_time()
    found = cx.driver_importance(data, outcome="y", drivers=list(data)[1:], **how)
    seconds = time.process_time() - start
    if abs(found.table["estimate"].sum() - found.r_squared) > 1e-9:
        raise ValueError("the shares do not add up to R²")
    return seconds


def pingouin(kind: str, p: int) -> float:
    import pingouin as pg

    data = answers(p)
    start = time.process_time()
    found = pg.linear_regression(data.drop(columns="y"), data["y"], relimp=True)
    seconds = time.process_time() - start
    if abs(found["relimp"].sum() - found["r2"].iloc[0]) > 1e-6:
        raise ValueError("the shares do not add up to R²")
    return seconds


TOOLS = {"cxlib": cxlib, "pingouin": pingouin}


def measure_here(tool: str, kind: str, p: int) -> None:
    """In a process of its own: warm up, run, print seconds and megabytes."""
    import resource

    run = TOOLS[tool]
    run(kind, 3)
    seconds = [run(kind, p)]
    if seconds[0] < SLOW:
        seconds += [run(kind, p) for _ in range(2)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": statistics.median(seconds), "megabytes": memory}))


def measured(tool: str, kind: str, p: int) -> dict:
    command = [sys.executable, __file__, "--measure", tool, kind, str(p)]
    done = subprocess.run(command, env=os.environ | ONE_CORE, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def has(package: str) -> bool:
    """Whether R is here, and has it."""
    if shutil.which("Rscript") is None:
        return False
    asked = f'quit(status = !requireNamespace("{package}", quietly = TRUE))'
    return subprocess.run(["Rscript", "-e", asked], capture_output=True, check=False).returncode == 0


def in_r(package: str, kind: str, p: int) -> float:
    script = R_SCRIPT.format(package=package, p=p, call=R_CALLS[package, kind])
    done = subprocess.run(
        ["Rscript", "-e", script], env=os.environ | ONE_CORE, capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--long", action="store_true", help="also the other packages at 18 and 20 drivers")
    parser.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        tool, kind, p = options.measure
        measure_here(tool, kind, int(p))
        return
    live = {package: has(package) for package in RECORDED}
    largest = 20 if options.long else 16
    for package, found in live.items():
        print(f"{package}: {'measured now' if found else 'not installed; recorded figures, from another machine'}")
    head = f"{'case':24}{'cxlib s':>9}{'bound s':>9}{'MB':>7}"
    print(head + "".join(f"{f'{rival} s':>12}{'ratio':>8}" for rival in ("pingouin", *live)))
    for kind, p in CASES:
        own = measured("cxlib", kind, p)
        line = f"{'LMG' if kind == 'lmg' else '1,000 resamples'}, p = {p}".ljust(24)
        bound = BOUNDS.get((kind, p))
        line += f"{own['seconds']:9.3f}{f'{bound:.1f}' if bound else '':>9}{own['megabytes']:7.0f}"
        rivals = [measured("pingouin", kind, p)["seconds"] if kind == "lmg" and p <= largest else None]
        for package, found in live.items():
            now = found and (package, kind) in R_CALLS and p <= min(largest, MOST[package])
            rivals.append(in_r(package, kind, p) if now else RECORDED[package].get((kind, p)))
        for seconds in rivals:
            line += f"{seconds:12.2f}{seconds / own['seconds']:7.0f}×" if seconds else f"{'–':>12}{'':8}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
