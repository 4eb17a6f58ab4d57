"""How moments add up: which rule on the contacts' ratings foretells the score of the whole journey."""

from __future__ import annotations

import narwhals as nw
import numpy as np
import pandas as pd

from ..aggregate import Table, as_if_independent, require_columns, require_level, require_numbers
from ..aggregate.events import IN_ORDER, opened_events
from ..aggregate.narwhals_adapter import number, opened, small
from ..errors import CXError
from ..estimators.cross_validation import loss_ratio, out_of_fold_losses
from ..estimators.quantiles import critical_value
from ..locale import say
from ..results import Result
from ..text import count

RULES = {
    "mean": ["mean"],
    "lowest": ["lowest"],
    "last": ["last"],
    "first": ["first"],
    "peak_end": ["peak_end"],
    "lowest_and_last": ["lowest", "last"],
}


def journey_rules(
    interactions: Table,
    *,
    customer: str,
    time: str,
    rating: str,
    journeys: Table,
    outcome: str,
    id: str | None = None,
    order: str | None = None,
    n_folds: int = 5,
    n_repeats: int = 10,
    confidence_level: float = 0.95,
    rng: int | np.random.Generator | None = None,
) -> Result:
    """Which rule on the ratings of single contacts foretells the journey's score: the mean, the worst, the end?

    Each rule is a straight line from its value to the score, fitted to four fifths of the journeys and judged on the
    rest, by turns. The rules are the mean, the lowest, the last and the first rating; ``peak_end``, halfway between the
    last rating and the one farthest from the mean of all ratings (the lower of two) [1]_; and ``lowest_and_last``, each
    with a weight of its own.

    Parameters
    ----------
    interactions : table
        The contact log, one row per contact: a pandas, polars, pyarrow, DuckDB or PySpark table.
    customer : str
        Column of the journey, in both tables; rows without it are passed over.
    time : str
        Column of dates, when the contact began.
    rating : str
        Column of numbers: how the customer rated the contact.
    journeys : table
        One row per journey.
    outcome : str
        Column of numbers in `journeys`: the score of the whole.
    id : str, optional
        Column of the journey in `journeys`, where it has another name there.
    order : str, optional
        As in `journey_paths`.
    n_folds, n_repeats : int
        Parts into which the journeys are dealt, and how often they are dealt anew.
    confidence_level : float
        Between 0 and 1.
    rng : int or numpy.random.Generator
        Seed of the deals.

    Returns
    -------
    Result
        ``rule n estimate std_error conf_low conf_high gain gain_low gain_high``: `estimate` is the share of the score's
        variance that the rule explains in journeys it was not fitted to (R² out of sample, below 0 where it is worse
        than no rule); `gain` how much more than the mean explains, on the same journeys.

    Raises
    ------
    CXError
        No seed, too few journeys with a score and a rated contact, a journey twice in `journeys`, a score that is the
        same for all.

    Notes
    -----
    Contacts without a rating are passed over, so that the last is the last one rated; they are noted, and so are
    journeys without a score or a rated contact. Standard errors by the delta method over journeys, as if the lines
    were given.

    References
    ----------
    .. [1] Kahneman, D., Fredrickson, B. L., Schreiber, C. A., & Redelmeier, D. A. (1993). When more pain is preferred
       to less: adding a better end. Psychological Science 4, 401–405.
    """
    require_level(confidence_level)
    if rng is None:
        raise CXError(
            "rng: the journeys are dealt into folds at random, with a seed.", "Write rng = 2027, or any number."
        )
    moments, notes = _moments(interactions, customer, time, rating, order)
    scored = _scores(journeys, id or customer, outcome)
    both = moments.merge(scored, on="customer").sort_values("customer")  # engines answer in an order of their own
    if len(both) < 4 * n_folds:
        problem = f"journeys: {len(both)} with a score and a rated contact are too few for {n_folds} folds."
        raise CXError(problem, f"At least {4 * n_folds} are needed.")
    if len(scored) > len(both):
        notes += (
            say(
                "{number} of {all} scored journeys without a rated contact left out.",
                number=count(len(scored) - len(both)),
                all=count(len(scored)),
            ),
        )
    notes += tuple(as_if_independent(journeys, needed=[id or customer, outcome], what="journeys"))
    score = both["outcome"].to_numpy(float)
    if np.ptp(score) == 0:
        raise CXError(
            f"outcome: column {outcome!r} has one value only.", "Where all scores are equal, no rule can explain."
        )
    rules = [both[columns].to_numpy(float) for columns in RULES.values()]
    losses = out_of_fold_losses(
        score, [np.empty((len(both), 0)), *rules], n_folds=n_folds, n_repeats=n_repeats, rng=np.random.default_rng(rng)
    )
    settings = {
        "customer": customer, "time": time, "rating": rating, "outcome": outcome, "order": order, "n_folds": n_folds,
        "n_repeats": n_repeats, "confidence_level": confidence_level,
    }  # fmt: skip
    # One row per rule: its share of variance explained out of sample, and its gain on the mean
    z = critical_value(confidence_level)
    nothing, mean = losses[0], losses[1]
    lines = []
    for rule, loss in zip(RULES, losses[1:], strict=True):
        ratio, std_error = loss_ratio(loss, nothing)
        gain, gain_error = loss_ratio(mean - loss, nothing)
        lines.append(
            {
                "rule": rule,
                "n": len(loss),
                "estimate": 1 - ratio,
                "std_error": std_error,
                "conf_low": 1 - ratio - z * std_error,
                "conf_high": 1 - ratio + z * std_error,
                "gain": gain,
                "gain_low": gain - z * gain_error,
                "gain_high": gain + z * gain_error,
            }
        )
    return Result(kind="journey_rules", table=pd.DataFrame(lines), settings=settings, notes=notes)


def _moments(
    interactions: Table, customer: str, time: str, rating: str, order: str | None
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """``customer mean lowest last first peak_end`` of the rated contacts of each journey."""
    require_columns(interactions, rating=rating)
    require_numbers(interactions, rating=rating)
    columns = {"customer": customer, "time": time, "rating": rating}
    events = opened_events(interactions, columns=columns, required=list(columns), order=order)
    value = nw.col("rating")
    ends = {
        name: nw.col("time").shift(step).over("customer", order_by=IN_ORDER).is_null()
        for name, step in (("first", 1), ("last", -1))
    }
    frame = events.frame.with_columns(**ends)
    frame = frame.with_columns(**{name: nw.when(nw.col(name)).then(value) for name in ends})
    found = frame.group_by("customer").agg(
        value.mean().alias("mean"),
        value.min().alias("lowest"),
        value.max().alias("highest"),
        value.count().alias("n"),
        nw.col("first").max(),
        nw.col("last").max(),
    )
    found = small(found)
    middle = np.average(found["mean"], weights=found["n"])
    peak = found["lowest"].where(middle - found["lowest"] >= found["highest"] - middle, found["highest"])
    return found.assign(customer=found["customer"].astype(str), peak_end=(peak + found["last"]) / 2), events.notes


def _scores(journeys: Table, customer: str, outcome: str) -> pd.DataFrame:
    """``customer outcome`` of the journeys that have a score."""
    require_columns(journeys, customer=customer, outcome=outcome)
    require_numbers(journeys, outcome=outcome)
    frame = opened(journeys, {"customer": customer, "outcome": outcome})
    scored = small(frame.with_columns(outcome=number(frame, "outcome"))).dropna()
    twice = int(scored["customer"].duplicated().sum())
    if twice:
        problem = f"journeys: {twice:,} value{'' if twice == 1 else 's'} of {customer!r} stand there more than once."
        raise CXError(problem, "Keep one row, and one score, per journey.")
    return scored.assign(customer=scored["customer"].astype(str))
