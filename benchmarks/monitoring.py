"""Control charts of many series, and waiting times of a million cases, beside other packages in the same run.

Run it from the project's folder; peers are measured where they are installed::

    uv run --with lifelines --with statprocon --with capstat-core --with clinical-qikit python benchmarks/monitoring.py

Each runs in a process of its own: its first call, with whatever it has to do once after its import, and its warm call,
the least of so many in a row. Processes take turns, three rounds of them, so that all meet the same machine; what
stands is the least of the processor's time. Of charts, the peers get one series after another as they ask for it, and
give limits of values and of distances. Ours gives these and which points are a signal: from a table with a row for
each series (`series_charts`), and from one with a row for each value (`control_chart`), which has to find series,
periods and their sums first, and gives a row for each point.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
import pandas as pd

from cxlib.estimators import survival
from cxlib.estimators.quantiles import critical_value
from cxlib.monitoring import control_chart, series_charts

ROUNDS, CALLS = 3, {"charts": 15, "whole": 2, "any": 2}
SERIES, PERIODS, CASES = 400, 120, 1_000_000
WHAT = {"charts": f"charts of {SERIES} series of {PERIODS}", "whole": f"{CASES:,} cases, whole hours",
        "any": f"{CASES:,} cases, any time"}  # fmt: skip


def runs_of(part: str) -> dict[str, Callable[[], object]]:
    """What is timed, by package."""
    return chart_runs() if part == "charts" else waiting_runs(whole=part == "whole")


def timed(part: str, package: str) -> tuple[float, float]:
    """Seconds of the processor in this process: of the first call, and the least of those after it."""
    run, taken = runs_of(part)[package], []
    for _ in range(1 + CALLS[part]):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return taken[0], min(taken[1:])


def chart_runs() -> dict[str, Callable[[], object]]:
    """XmR charts of all series, from one table or one series at a time."""
    values = np.random.default_rng(2027).normal(30, 3, (SERIES, PERIODS))
    table = pd.DataFrame(
        {
            "series": np.repeat(np.arange(SERIES), PERIODS),
            "period": np.tile(np.arange(PERIODS), SERIES),
            "v": values.ravel(),
        }
    )
    ours = {"period": "period", "rating": "v", "kind": "individuals", "baseline": PERIODS, "by": "series"}
    wide = pd.DataFrame(values)
    runs = {"cxlib": lambda: series_charts(wide), "cxlib, row by row": lambda: control_chart(table, **ours)}
    if find_spec("statprocon"):
        from statprocon import XmR

        runs["statprocon"] = lambda: [XmR(counts=one.tolist()).to_dict() for one in values]
    if find_spec("capstat_core"):
        from capstat_core.control_charts import i_mr_chart

        runs["capstat-core"] = lambda: [i_mr_chart(one) for one in values]
    if find_spec("qikit"):
        from qikit.spc.api import qic

        runs["clinical-qikit"] = lambda: [qic(y=one, chart="i") for one in values]
    return runs


def waiting_runs(whole: bool) -> dict[str, Callable[[], object]]:
    """Kaplan and Meier's curve with its interval, for times in whole hours or any."""
    rng = np.random.default_rng(2027)
    time_open, limit = rng.exponential(60, CASES), rng.uniform(1, 400, CASES)
    waited, event = np.minimum(time_open, limit), (time_open <= limit).astype(int)
    waited = np.ceil(waited) if whole else waited
    z = critical_value(0.95)

    def ours() -> object:
        found = survival.kaplan_meier(waited, event)
        low, high = survival.survival_limits(found.share, found.greenwood, z)
        return [survival.median_time(found.time, one) for one in (found.share, low, high)]

    runs = {"cxlib": ours}
    if find_spec("lifelines"):
        from lifelines import KaplanMeierFitter

        runs["lifelines"] = lambda: KaplanMeierFitter().fit(waited, event).confidence_interval_
    return runs


def main() -> None:
    """Print the table, or of one package in this process its two numbers."""
    if len(sys.argv) == 3:
        print(*timed(*sys.argv[1:]))
        return
    rows = []
    for part, what in WHAT.items():
        packages = list(runs_of(part))
        taken = {package: [] for package in packages}
        for _ in range(ROUNDS):
            for package in packages:
                told = subprocess.run([sys.executable, __file__, part, package], capture_output=True, check=True)
                taken[package].append([float(one) for one in told.stdout.split()])
        least = {package: np.min(own, axis=0) for package, own in taken.items()}
        rows += [(what, package, *own, *(own / least["cxlib"])) for package, own in least.items()]
    heads = ["what", "package", "first", "warm", "first, times ours", "warm, times ours"]
    print(pd.DataFrame(rows, columns=heads).round(4).to_string(index=False))


if __name__ == "__main__":
    main()
