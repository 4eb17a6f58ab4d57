"""Who answers: response rates, and a model of the chance to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..aggregate import Table, column_list, require_columns, require_level, require_numbers, unit_sums
from ..errors import CXError
from ..estimators.logistic import logistic_regression
from ..estimators.proportions import wilson_interval
from ..estimators.quantiles import critical_value
from ..estimators.two_means import welch_difference
from ..locale import say
from ..results import Result
from ..text import left_out
from .inputs import label_of, yes_and_no


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ResponseBias(Result):
    """Response by category, with what belongs to the whole.

    Attributes
    ----------
    cells : pandas.DataFrame
        ``[by…] n n_answered estimate conf_low conf_high``: the rate of each combination.
    response_rate : float
        Of all who were invited, 0…1.
    gap : pandas.DataFrame or None
        One row ``n n_silent estimate std_error conf_low conf_high p_value``: the outcome of those who answered less
        that of the silent; None without an outcome.
    """

    cells: pd.DataFrame
    response_rate: float
    gap: pd.DataFrame | None


def response_bias(
    invited: Table,
    *,
    answered: str,
    by: str | Sequence[str],
    outcome: str | None = None,
    min_people: int = 0,
    confidence_level: float = 0.95,
) -> ResponseBias:
    """Who answers and who does not: rates of each category, and odds ratios with the other columns held alike.

    Parameters
    ----------
    invited : table
        One row per person invited, whether they answered or not.
    answered : str
        Column of 0 and 1 (or false and true), without gaps.
    by : str or list of str
        Columns known of everybody invited.
    outcome : str, optional
        Column of numbers known of people who answered and of people who did not (an earlier wave, a register, a
        telephone follow-up): their means are compared.
    min_people : int
        Fewest people invited.
    confidence_level : float
        Of every interval.

    Returns
    -------
    ResponseBias
        A Result: ``column category n n_answered estimate conf_low conf_high odds_ratio odds_low odds_high p_value``;
        `estimate` is the share 0…1 that answered, with Wilson's interval; odds ratios, of the logistic model with all
        columns at once, are against the column's largest category, whose ratio is 1. With `.cells`,
        `.response_rate` and `.gap`.

    Raises
    ------
    CXError
        An unknown column, answered other than 0 or 1, nobody invited.

    Notes
    -----
    Where a category answered fully or not at all its odds ratio is infinite; then no odds ratio is given, and a note
    says so. Wald's limits on the scale of log odds; `gap` has Welch's interval.
    """
    require_level(confidence_level)
    by = column_list(by)
    if not by or answered in by:
        raise CXError("by: needs columns other than the answer.", "Write by = ['contact_channel', 'tenure'].")
    counts = yes_and_no(invited, argument="answered", column=answered, by=by)
    notes, gone = [], counts[by].isna().any(axis=1)
    if gone.any():
        notes.append(left_out(counts.loc[gone, "_n"].sum(), by))
        counts = counts[~gone]
    if counts["_n"].sum() < min_people:
        problem = f"Invited people in groups that can be shown: {counts['_n'].sum():,.0f}."
        raise CXError(problem, "name other columns of the list of customers with -p weight_by=….")
    if not counts["_n"].sum():
        raise CXError("invited: nobody is left.", "Give one row per person invited.")
    cells = _rates(counts, by, confidence_level)
    margins = [
        _rates(counts, [name], confidence_level)
        .assign(column=name, category=lambda table, name=name: table[name].map(label_of).astype(str))
        .drop(columns=name)
        for name in by
    ]
    table = pd.concat(margins, ignore_index=True)
    odds, said = _odds_ratios(cells, by, table, confidence_level)
    order = ["column", "category", "n", "n_answered", "estimate", "conf_low", "conf_high"]
    gap = None if outcome is None else _gap(invited, answered, outcome, confidence_level)
    settings = {"answered": answered, "by": by, "outcome": outcome, "confidence_level": confidence_level}
    return ResponseBias(
        kind="response_bias",
        table=pd.concat([table[order], odds], axis=1),
        settings=settings,
        notes=(*notes, *said),
        cells=cells,
        response_rate=float(cells["n_answered"].sum() / cells["n"].sum()),
        gap=gap,
    )


def _rates(counts: pd.DataFrame, by: list[str], confidence_level: float) -> pd.DataFrame:
    """Share that answered, in each combination of the columns."""
    people = counts.assign(n=counts["_n"], n_answered=counts["_n"] * counts["_yes"])
    table = people.groupby(by, observed=True)[["n", "n_answered"]].sum().reset_index()
    share = table["n_answered"] / table["n"]
    low, high = wilson_interval(share, table["n"], critical_value(confidence_level))
    return table.assign(estimate=share, conf_low=low, conf_high=high)


def _odds_ratios(
    cells: pd.DataFrame, by: list[str], table: pd.DataFrame, confidence_level: float
) -> tuple[pd.DataFrame, list[str]]:
    """Odds ratios in the order of `table`, and why there are none."""
    largest = table.loc[table.groupby("column", sort=False)["n"].idxmax(), "category"].tolist()
    reference = dict(zip(table["column"].unique(), largest, strict=True))
    other = [line for line in zip(table["column"], table["category"], strict=True) if reference[line[0]] != line[1]]
    labels = {name: cells[name].map(label_of).astype(str) for name in by}
    design = np.column_stack([labels[name] == category for name, category in other]) if other else None
    odds = pd.DataFrame(np.nan, range(len(table)), ["odds_ratio", "odds_low", "odds_high", "p_value"])
    if design is None:
        return odds, [say("No odds ratios: every column has one category only.")]
    names = [f"{name} {category}" for name, category in other]
    try:
        fit = logistic_regression(cells["estimate"], design.astype(float), names=names, weights=cells["n"])
    except CXError as error:
        return odds, [f"No odds ratios: {error.problem.split(': ', 1)[-1]}"]
    low, high = fit.limits(confidence_level)
    found = np.column_stack([np.exp(fit.coefficients), np.exp(low), np.exp(high), fit.p_values])[1:]
    place = {line: row for row, line in enumerate(other)}
    for row, line in enumerate(zip(table["column"], table["category"], strict=True)):
        odds.loc[row] = found[place[line]] if line in place else [1.0, np.nan, np.nan, np.nan]
    against = ", ".join(f"{category} ({name})" for name, category in reference.items())
    return odds, [say("Odds ratios against {against}.", against=against)]


def _gap(invited: Table, answered: str, outcome: str, confidence_level: float) -> pd.DataFrame:
    """The outcome of those who answered less that of the silent."""
    require_columns(invited, outcome=outcome)
    require_numbers(invited, outcome=outcome)
    sums = unit_sums(invited, unit=answered, columns=[outcome])
    sides = {bool(line[answered]): line for _, line in sums.iterrows()}
    if len(sides) < 2:
        who = "the silent" if True in sides else "those who answered"
        raise CXError(f"outcome: {outcome} is known of nobody among {who}.", "Leave outcome out.")
    n, total, squares = (
        np.array([[sides[yes][name]] for yes in (True, False)], float) for name in ("n", "sum", "sum_of_squares")
    )
    mean = total / n
    variance = (squares - n * mean**2) / np.maximum(n - 1, 1)
    gap = welch_difference(tuple(n), tuple(mean), tuple(np.maximum(variance, 0.0)), confidence_level)
    columns = ("estimate", "std_error", "conf_low", "conf_high", "p_value")
    return pd.DataFrame({"n": n[0].astype(int), "n_silent": n[1].astype(int), **dict(zip(columns, gap, strict=True))})
