"""Control charts of many series, and waiting times of a million cases, beside other packages in the same run.

Run it from the project's folder; peers are measured where they are installed::

    uv run --with lifelines --with statprocon --with capstat-core --with clinical-qikit python benchmarks/monitoring.py

Each is timed after a run that is not counted, in turn with the others so that all meet the same machine: time of the
processor, the least of five rounds, and the ratio to ours. Of charts, the peers get one series after another as
they ask for it, and give limits of values and of distances. Ours gives these and which points are a signal: from a
table with a row for each series (`series_charts`), and from one with a row for each value (`control_chart`), which has
to find series, periods and their sums first, and gives a row for each point.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
import pandas as pd

from cxlib.estimators import survival
from cxlib.estimators.quantiles import critical_value
from cxlib.monitoring import control_chart, series_charts

ROUNDS = 5
SERIES, PERIODS, CASES = 400, 120, 1_000_000


def least_times(runs: dict[str, Callable[[], object]], calls: int) -> dict[str, float]:
    """Seconds of the processor, the least of all rounds and of so many calls behind one another in each."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for round_ in range(ROUNDS + 1):
        for name, run in runs.items():
            for _ in range(calls):
                start = time.process_time()
                run()
                if round_:
                    taken[name].append(time.process_time() - start)
    return {name: min(own) for name, own in taken.items()}


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
    """Print the table."""
    rows = []
    for what, runs, calls in (
        (f"charts of {SERIES} series of {PERIODS}", chart_runs(), 5),
        (f"{CASES:,} cases, whole hours", waiting_runs(whole=True), 1),
        (f"{CASES:,} cases, any time", waiting_runs(whole=False), 1),
    ):
        seconds = least_times(runs, calls)
        rows += [(what, name, taken, taken / seconds["cxlib"]) for name, taken in seconds.items()]
    print(pd.DataFrame(rows, columns=["what", "package", "seconds", "times ours"]).round(4).to_string(index=False))


if __name__ == "__main__":
    main()
