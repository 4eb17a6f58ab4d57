"""One control chart for a score, a mean, a share or a count, for one series or many."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..aggregate import Table, as_if_independent, column_list, require_choice
from ..errors import CXError
from ..estimators import control_limits
from ..locale import say
from ..results import Result
from ..text import FEW, decimals, listed
from .periods import Sums, period_sums

KINDS = ("nps", "mean", "p", "laney", "u", "c", "individuals")
SMOOTHED = ("ewma", "cusum")
RANGE = "range"  # of a period's answers: the chart beside that of their means
ENDS = {"nps": (-100.0, 100.0), **dict.fromkeys(("p", "laney"), (0.0, 1.0)),
        **dict.fromkeys(("u", "c", RANGE), (0.0, np.inf))}  # fmt: skip
ENOUGH = 12  # baseline periods below which limits are provisional
NEWEST, WIDTH = 0.2, 2.86  # of a moving average: as rare a false alarm as of three sigma, one in 370 periods
SLACK, DECISION = 0.5, 5.0  # of a sum, in standard errors: for a shift of one; a false alarm in 465 periods


def control_chart(
    data: Table,
    *,
    period: str,
    rating: str | None = None,
    kind: str,
    baseline: object,
    by: str | Sequence[str] | None = None,
    of: str = "mean",
    every: str = "month",
    rules: Sequence[str] = ("three_sigma",),
    without: Sequence = (),
    spread: str = "pooled",
) -> Result:
    """Which periods are a signal, judged by limits that a baseline sets and that know each period's n.

    Parameters
    ----------
    data : table
        One row per answer, or per event with ``kind="c"``: a pandas, polars, pyarrow, DuckDB or PySpark table.
    period : str
        Column of the periods: dates, numbers, an ordered category, or names of waves.
    rating : str, optional
        Column of numbers; not needed to count rows with ``kind="c"``.
    kind : {"nps", "mean", "p", "laney", "u", "c", "individuals", "range", "ewma", "cusum"}
        What is charted: a Net Promoter Score (whole answers 0…10); a mean; a share of 1 among 0 and 1, with the
        binomial's variance or with Laney's, which knows that periods differ; events per row; events; each period's mean
        as a value by itself (XmR). ``ewma`` is a moving average and ``cusum`` a sum of deviations of what `of` names.
        The mean of answers that are all 0 or 1 is a share, and told as one.
    baseline : int or a period
        The first so many periods set the limits, or all up to the one named where periods have names.
    by : str or list of str, optional
        Columns whose values make series, each with limits of its own.
    of : str
        For ``ewma`` and ``cusum``: which of the other kinds is followed.
    every : {"month", "day", "week", "quarter", "year"}
        How long a period is, where `period` holds dates.
    rules : sequence of {"three_sigma", "two_of_three", "four_of_five", "eight_in_a_row"}
        What is a signal: one point beyond three standard errors (Shewhart), or rules 2 to 4 of Western Electric [1]_.
        ``ewma`` and ``cusum`` have a rule of their own.
    without : sequence
        Baseline periods that set no limits, because what made them special is known and gone.
    spread : {"pooled", "sd", "range"}
        Of means: what tells the standard deviation within the baseline's periods. ``range`` is the mean range over d₂
        (factor A₂ of printed charts), ``sd`` the mean standard deviation over c₄ (A₃), ``pooled`` the root of the mean
        variance, weighted by n − 1. Where n is unequal, the mean is of each period's range over the d₂ of its own n, or
        of its standard deviation over its own c₄. Ranges waste what many answers know: take them up to ten a period.

    Returns
    -------
    Result
        ``[by…] period phase n estimate centre limit_low limit_high signal rule``; `phase` is ``baseline`` or
        ``monitoring``, `rule` the rules that signal. Points −100…100 for ``nps``, shares 0…1, standard errors for
        ``cusum`` (the larger of both sums, below 0 for a fall). Periods without answers have no row; their names stand
        in ``settings["periods"]``.

    Raises
    ------
    CXError
        Values that the kind does not know, an unknown baseline, or answers that are all alike in every baseline.

    Notes
    -----
    Standard errors of one period with n answers: NPS 100·√((P + D − (P − D)²)/n) with the baseline's P and D; a mean
    s/√n with the standard deviation s within baseline periods that `spread` takes [3]_; a range d₃·s about d₂·s; a
    share √(p(1 − p)/n), by Laney times the standard deviation of its z between neighbours [2]_; events √u/√n. XmR takes
    the mean distance of neighbours over 1.128, as Wheeler and Laney print it: the exact 2/√π is 0.03 % larger, the
    median distance over 0.954 gives other limits, and packages differ. Limits end where the scale does. A moving
    average gives the newest period 0.2 and has limits of 2.86 of its exact errors; a sum allows 0.5 and signals at 5
    standard errors [3]_.

    References
    ----------
    .. [1] Western Electric (1956). Statistical Quality Control Handbook.
    .. [2] Laney, D. B. (2002). Quality Engineering 14(4), 531–537. https://doi.org/10.1081/QEN-120003555
    .. [3] Montgomery, D. C. (2013). Introduction to Statistical Quality Control, 7th ed., chapters 6, 7 and 9.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> faults = pd.DataFrame({"week": range(1, 7), "faults": [4, 5, 3, 4, 5, 19]})
    >>> chart = cx.control_chart(faults, period="week", rating="faults", kind="c", baseline=5)
    >>> chart.table.loc[chart.table["signal"], "week"].tolist()
    [6]
    """
    require_choice("kind", kind, (*KINDS, RANGE, *SMOOTHED))
    require_choice("of", of, KINDS)
    for name in rules:
        require_choice("rules", name, control_limits.RULES)
    require_choice("spread", spread, control_limits.SPREADS)
    what, by = of if kind in SMOOTHED else kind, column_list(by, data)
    period, rating = column_list(period, data)[0], next(iter(column_list(rating, data)), None)
    if rating is None and what != "c":
        raise CXError(f'rating: kind = "{kind}" needs a column of numbers.', "Name it: rating = …")
    if spread != "pooled" and what != "mean":
        raise CXError(
            f'spread: "{spread}" is of means; here the error follows from the kind, "{what}".', "Leave spread out."
        )
    taken = {"n", "estimate", "phase", "centre", "limit_low", "limit_high", "signal", "rule"} & {*by, period}
    if taken:
        raise CXError(f"by: {taken.pop()!r} has the name of a result's column.", "Give it another name in study.toml.")
    sums = period_sums(
        data, period=period, rating=rating, by=by, every=every, kind=what, ranges="range" in (kind, spread)
    )
    # Which periods belong to the baseline
    names = [str(name) for name in sums.periods]
    if str(baseline) in names and not isinstance(sums.periods[0], int | float):
        phase = np.arange(len(sums.periods)) <= names.index(str(baseline))
    else:
        if isinstance(baseline, bool) or not isinstance(baseline, int) or baseline < 1:
            raise CXError(
                f"baseline: {baseline!r} is neither a number of periods nor a name in {period}.",
                f"Write how many periods set the limits, or the last of them, such as {names[len(names) // 2]}.",
            )
        phase = np.arange(len(sums.periods)) < baseline
    used = np.broadcast_to(phase & ~_left_out(sums.periods, without, period), sums.n.shape)
    value, centre, sigma = control_limits.chart_centre(
        what, sums.n, sums.total, sums.squares, used, spread=spread, ranges=sums.ranges
    )
    notes = [*sums.notes, *_notes(sums, used, phase, sigma, what, value, centre)]
    notes += as_if_independent(data, needed=[*filter(None, [rating]), period, *by], apart=[*by, period])
    estimate, centre, *limits, signals = _drawn(kind, value, centre, sigma, rules)
    low, high = (np.clip(limit, *ENDS.get(what if kind != "cusum" else "", (-np.inf, np.inf))) for limit in limits)
    here = sums.n > 0
    series, place = np.nonzero(here)
    fired = {name: np.broadcast_to(found, here.shape)[here] for name, found in signals.items()}
    pick = lambda part: np.broadcast_to(part, here.shape)[here]  # noqa: E731
    columns = {name: sums.series[name].take(series).array for name in by}
    columns[period] = pd.Series(sums.periods).to_numpy()[place]
    columns["phase"] = pd.Categorical.from_codes(np.where(phase[place], 0, 1), ["baseline", "monitoring"])
    columns |= {"n": pick(sums.n).astype(int), "estimate": pick(estimate), "centre": pick(centre)}
    columns |= {"limit_low": pick(low), "limit_high": pick(high), "signal": np.any([*fired.values()], axis=0)}
    table = pd.DataFrame(columns | {"rule": pd.Series(_fired(fired), dtype=object)}, copy=False)
    settings = {
        "period": period, "rating": rating, "kind": kind, "baseline": baseline, "by": by, "of": what, "every": every,
        "rules": list(signals), "without": list(without), "periods": list(sums.periods), "spread": spread,
    }  # fmt: skip
    if sums.people is not None:
        settings["people"] = dict(enumerate(pick(sums.people).tolist()))  # of each row, for `suppress_small_cells`
    shares = what in ("p", "laney") or (what == "mean" and bool((sums.total == sums.squares).all()))
    if shares and kind not in ("cusum", RANGE):
        settings["yes_no"] = True  # what is drawn is a share
    return Result(kind="control_chart", table=table, settings=settings, notes=tuple(notes))


def _fired(signals: dict[str, np.ndarray]) -> np.ndarray:
    """The names of the rules that signal at each point, empty where none does."""
    rule = np.full(len(next(iter(signals.values()))), "", dtype=object)
    for name, found in signals.items():
        rule[found] = [f"{before}, {name}" if before else name for before in rule[found]]
    return rule


def _left_out(periods: list, without: Sequence, period: str) -> np.ndarray:
    names = [str(name) for name in periods]
    for name in without:
        if str(name) not in names:
            raise CXError(f"without: {period} has no {name!r}.", f"It has {listed(names, most=4)}.")
    return np.isin(names, [str(name) for name in without])


def _drawn(
    kind: str, value: np.ndarray, centre: np.ndarray, sigma: np.ndarray, rules: Sequence[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    """What is drawn of each period: estimate, centre, limits, and the signals of each rule."""
    with np.errstate(invalid="ignore"):
        z = (value - centre) / sigma
    if kind == "ewma":
        average, error = control_limits.ewma(value, centre, sigma, NEWEST)
        error = np.where(np.isfinite(sigma), error, np.nan)
        signal = np.isfinite(z) & (np.abs(average - centre) > WIDTH * error)
        return average, centre, centre - WIDTH * error, centre + WIDTH * error, {"ewma": signal}
    if kind == "cusum":
        above, below = control_limits.cusum(z, SLACK)
        larger = np.where(above >= below, above, -below)
        edge = np.where(np.isfinite(sigma), DECISION, np.nan)
        signal = np.isfinite(z) & (np.maximum(above, below) > DECISION)
        return larger, np.zeros_like(centre), -edge, edge, {"cusum": signal}
    signals = {rule: control_limits.RULES[rule](z) for rule in rules}
    return value, centre, centre - 3 * sigma, centre + 3 * sigma, signals


def _notes(
    sums: Sums, used: np.ndarray, phase: np.ndarray, sigma: np.ndarray, what: str, value: np.ndarray, centre: np.ndarray
) -> list[str]:
    """What the limits rest on; stops where no series has any."""
    seen = used & (sums.n > 0)
    counts = seen.sum(axis=1)
    alike = np.logical_not(np.isfinite(np.where(seen, sigma, np.nan)).any(axis=1))
    if alike.all():
        few = counts.max() < 2 and what == "individuals"
        why = "one period has answers" if few else "all answers are alike, or none can differ"
        raise CXError(
            f"baseline: {why} in its {int(counts.max())} periods, so that no limit can be drawn.",
            "Take a longer baseline, or another score.",
        )
    notes = []
    if alike.any():
        notes.append(
            say(
                "No limits for {alike} of {size} series: answers of the baseline are all alike.",
                alike=int(alike.sum()),
                size=alike.size,
            )
        )
    fewest = int(counts[~alike].min())
    if fewest < ENOUGH:
        notes.append(
            say(
                "Provisional limits: {fewest} baseline periods with answers; {enough} or more are wanted.",
                fewest=fewest,
                enough=ENOUGH,
            )
        )
    if phase.all():
        notes.append(say("Every period is baseline: its signals are to be looked into before the limits are kept."))
    empty = [name for name, n in zip(sums.periods, sums.n.sum(axis=0), strict=True) if n == 0]
    if empty:
        notes.append(
            say(
                "No answers in {number} of {all} periods: {empty}.",
                number=len(empty),
                all=len(sums.periods),
                empty=listed(empty, most=4),
            )
        )
    mean_n = sums.n.sum() / max((sums.n > 0).sum(), 1)
    if what in ("nps", "mean", "p", "laney") and 1 < mean_n < FEW:
        notes.append(
            say(
                "On average {mean_n} answers a period: longer periods would give narrower limits.",
                mean_n=decimals(mean_n, 0),
            )
        )
    if what == "laney" and alike.size == 1:
        plain = np.sqrt(centre * (1 - centre) / np.where(sums.n > 0, sums.n, np.nan))
        ratio = np.nanmedian(sigma / plain)
        notes.append(
            say(
                "Periods vary {ratio} times as much as the number of answers alone would make them.",
                ratio=decimals(ratio, 2),
            )
        )
    return notes
