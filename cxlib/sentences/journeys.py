"""Sentences that read the contact log: who sees the customer, hand-overs, breaks, moments and their sum."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ..results import Result
from .words import FEW, percent, percents

RULE_NAMES = {
    "mean": "the mean of all contacts",
    "lowest": "the lowest contact",
    "last": "the last contact",
    "first": "the first contact",
    "peak_end": "the mean of the peak and the end",
    "lowest_and_last": "the lowest and the last contact",
}


def visibility_sentence(result: Result, *, contacts: int = 5) -> str:
    """How many departments the middle customer with enough contacts meets, and what the one that sees most sees.

    Parameters
    ----------
    result : Result
        Of `fragmentation`.
    contacts : int
        Fewest contacts of a customer who is counted.
    """
    people = result.customers[result.customers["contacts"] >= contacts]
    if len(people) < FEW:
        return f"Only {len(people)} customers have {contacts} contacts or more: too few to say who sees them."
    middle = people[["departments", "largest_share"]].median()
    met = f"{middle['departments']:g} department{'' if middle['departments'] == 1 else 's'}"
    return (
        f"The middle one of {len(people):,} customers with {contacts} contacts or more meets {met}; the one that sees "
        f"most sees {percent(middle['largest_share'])} of the contacts."
    )


def handoffs_sentence(result: Result) -> str:
    """Which hand-over breaks most often, and whether it can be told from the next.

    Parameters
    ----------
    result : Result
        Of `handoffs`.
    """
    table = result.table[result.table["n"] >= FEW].sort_values("estimate", ascending=False, kind="stable")
    if table.empty:
        return f"No two departments have {FEW} hand-overs between them: too few to say which breaks most."
    worst = table.iloc[0]
    text = f"{_pair(worst)} breaks most: {percent(worst['estimate'])} ({percents(worst)}) of {worst['n']:,}"
    if len(table) == 1:
        return f"{text}; no other pair has {FEW}."
    second = table.iloc[1]
    following = f"{_pair(second)}, {percent(second['estimate'])} ({percents(second)}) of {second['n']:,}"
    if worst["conf_low"] > second["conf_high"]:
        return f"{text}. The next is {following}."
    return f"{text}, and cannot be told from the next, {following}."


def unbroken_sentence(result: Result, *, contacts: int = 6) -> str:
    """What good touchpoints come to over several contacts.

    Parameters
    ----------
    result : Result
        Of `unbroken_by_length`.
    contacts : int
        The number of contacts to read.
    """
    row = result.table[result.table["contacts"] == contacts]
    places = result.touchpoints.loc[result.touchpoints["n"] >= FEW, "estimate"]
    n = int(row["n"].sum())
    of = f"{contacts} contact{'' if contacts == 1 else 's'}"
    if not n:
        return f"No journeys of {of} are shown: too few to say how many are unbroken."
    if n < FEW or places.empty:
        return f"{n} journey{' has' if n == 1 else 's have'} {of}: too few to say how many are unbroken."
    row = row.iloc[0]
    agrees = row["conf_low"] <= row["product"] <= row["conf_high"]
    verdict = "no more and no less than" if agrees else "more than" if row["estimate"] > row["product"] else "less than"
    ends = [percent(places.min()), percent(places.max())]
    each = ends[0] if ends[0] == ends[1] else f"{100 * places.min():.0f} to {ends[1]}"
    return (
        f"{'Each' if len(places) > 1 else 'The only'} touchpoint alone goes well in {each} of its contacts; of "
        f"{n:,} journeys of {of} {percent(row['estimate'])} ({percents(row)}) have no break, {verdict} "
        f"their shares multiplied ({percent(row['product'])})."
    )


def moments_sentence(result: Result, *, declared: Iterable[str] = ()) -> str:
    """Which touchpoints are moments of truth, and how far the firm's own list agrees.

    Parameters
    ----------
    result : Result
        Of `moments_of_truth`.
    declared : iterable of str
        The touchpoints that the firm calls its moments of truth; none if left out.
    """
    table = result.table
    judged = table["moment_of_truth"].notna()
    if not judged.any():
        return "No touchpoint has enough good and bad contacts: too few to say which is a moment of truth."
    impact = f"{result.settings['min_impact']:g} point{'' if result.settings['min_impact'] == 1 else 's'}"
    found = list(table.loc[table["moment_of_truth"].fillna(False).astype(bool), "touchpoint"])
    who = f"Of {int(judged.sum())} touchpoint{'' if judged.sum() == 1 else 's'}"
    if not found:
        return f"{who} none goes surely with a loss of more than {impact}: no moment of truth can be named."
    text = f"{who} {len(found)} go{'es' if len(found) == 1 else ''} surely with a loss of more than {impact}: "
    text += f"{', '.join(found)}."
    declared = list(declared)
    if declared:
        shared = [name for name in declared if name in found]
        text += f" The firm's own list of {len(declared)} shares {len(shared) or 'none'} of them."
    return text


def rules_sentence(result: Result, *, rule: str = "lowest_and_last") -> str:
    """Whether a rule foretells the journey's score better than the mean of its contacts does.

    Parameters
    ----------
    result : Result
        Of `journey_rules`.
    rule : str
        The rule to read.
    """
    table = result.table.set_index("rule")
    row, mean = table.loc[rule], table.loc["mean"]
    n, name = int(row["n"]), RULE_NAMES[rule]
    if n < 2 * FEW:
        return f"{n} scored journeys are too few to say how their contacts add up."
    verb = "foretell" if " and the last" in name else "foretells"
    told = (
        f"R² out of sample {row['estimate']:.2f} against {mean['estimate']:.2f}, a gain of {row['gain_low']:.2f} to "
        f"{row['gain_high']:.2f}, {n:,} journeys."
    ).replace("-", "−")
    if row["gain_low"] <= 0 <= row["gain_high"]:
        return f"Whether {name} {verb} the journey's score better than the mean cannot be told: {told}"
    verdict = "better" if row["gain"] > 0 else "worse"
    return f"{name[0].upper()}{name[1:]} {verb} the journey's score {verdict} than the mean: {told}"


def _pair(row: pd.Series) -> str:
    return f"{row['from_department']} → {row['to_department']}"
