"""What a rule costs: how long it waits for a change, and how often it cries without one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..aggregate import require_choice, require_seed
from ..errors import CXError
from ..estimators import control_limits, run_lengths
from ..results import Result
from .charts import DECISION, NEWEST, SLACK, WIDTH

CHARTS = ("three_sigma", "ewma", "cusum")


def signal_delay(*, shift: float | Sequence[float], rule: str | Sequence[str] = CHARTS, within: int = 9) -> Result:
    """How many periods pass until a chart signals that its mean has shifted, on average.

    Parameters
    ----------
    shift : float or list of float
        Shift of the mean in standard errors of one period; 0 gives the mean distance of false alarms. Fifteen points
        of an NPS with a standard error of 7 are 2.1.
    rule : {"three_sigma", "ewma", "cusum"}, or several
        As in `control_chart`.
    within : int
        Number of periods for the chance of missing the shift.

    Returns
    -------
    Result
        ``rule shift estimate missed``: mean number of periods up to and with the first signal (a shift seen at once
        has 1), and the chance that the first `within` periods give none; empty for ``cusum``.

    Notes
    -----
    Normal values, known limits of the long run, and a shift that stays; by integral equations (Crowder 1987, Page 1954;
    the chart of sums on both sides by Kemp 1961). Limits estimated from a short baseline raise more false alarms.
    """
    shifts, rules = np.atleast_1d(np.asarray(shift, float)), [rule] if isinstance(rule, str) else list(rule)
    if not np.isfinite(shifts).all() or within < 1:
        raise CXError("shift, within: no numbers of a delay.", "Write a shift in standard errors, such as 2.")
    rows = []
    for name in rules:
        require_choice("rule", name, CHARTS)
        for one in np.abs(shifts):
            if name == "cusum":
                up, down = (run_lengths.cusum_kernel(side * one, SLACK, DECISION).mean for side in (1, -1))
                rows.append((name, one, run_lengths.two_sided(up, down), np.nan))
                continue
            of = run_lengths.shewhart_kernel(one, 3.0)
            kernel = of if name == "three_sigma" else run_lengths.ewma_kernel(one, NEWEST, WIDTH)
            rows.append((name, one, kernel.mean, kernel.silent(within)))
    table = pd.DataFrame(rows, columns=["rule", "shift", "estimate", "missed"])
    return Result(kind="signal_delay", table=table, settings={"rule": rules, "within": within})


def false_alarms(*, periods: int, n_series: int = 4000, rng: int | np.random.Generator) -> Result:
    """How often a quiet series gives at least one signal, rule upon rule.

    Parameters
    ----------
    periods : int
        Length of a series, in which nothing happens.
    n_series : int
        Series drawn.
    rng : int or numpy.random.Generator
        Seed.

    Returns
    -------
    Result
        ``rules estimate``: how many of the four rules of `control_chart` are used, from the first on, and the share
        of series with a signal, where the limits are known and not set by a short baseline; the error of a share of
        0.3 in 4,000 series is 0.007.
    """
    if not isinstance(periods, int) or periods < 1:
        raise CXError(f"periods: {periods!r} is no length of a series.", "Write a whole number, such as 24.")
    if not isinstance(n_series, int) or n_series < 1:
        raise CXError(f"n_series: {n_series!r} is no number of series.", "Write a whole number, such as 4000.")
    z = require_seed(rng).standard_normal((n_series, periods))
    cried, rows = np.zeros(n_series, bool), []
    for rule in control_limits.RULES.values():
        cried |= rule(z).any(axis=1)
        rows.append(cried.mean())
    names = [f"{'+ ' if place else ''}{name.replace('_', ' ')}" for place, name in enumerate(control_limits.RULES)]
    table = pd.DataFrame({"rules": names, "estimate": rows})
    return Result(kind="false_alarms", table=table, settings={"periods": periods, "n_series": n_series})
