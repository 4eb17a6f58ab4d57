"""The sentence that reads a result: supported, not to be told from nothing, or too little to say.

Each function takes the Result that the table and the figure show, so that the words stay right on any data.
"""

from __future__ import annotations

import pandas as pd

from .results import Result

FEW = 30  # below this many answers a score is told with a caution, and drawn pale


def score_sentence(result: Result, *, returned: int) -> str:
    """What the score is, of how many answers, and what blanks in the denominator would have made of it.

    Parameters
    ----------
    result : Result
        Of `net_promoter_score`, without groups.
    returned : int
        Number of questionnaires that came back, whether they answer the question or not.
    """
    row = result.table.iloc[0]
    n = int(row["n"])
    text = f"NPS {points(row['estimate'])} ({_interval(row)}) from {n:,} valid answers in {returned:,} questionnaires."
    if returned > n:
        text += f" With the blanks in the denominator it would be {points(row['estimate'] * n / returned)}."
    if n < FEW:
        text += f" Fewer than {FEW} answers: read the interval, not the score."
    return text


def change_sentence(result: Result) -> str:
    """Whether a score rose, fell or cannot be told to have moved.

    Parameters
    ----------
    result : Result
        Of `nps_difference`; its last row is read.
    """
    row = result.table.astype(object).iloc[-1]  # a wave 2 must not become 2.0 beside the other numbers
    between, reference = result.settings["between"], row["reference"]
    where = f"from {between} {reference} to {row[between]}"
    change = f"The change {where} ({signed(row['estimate'])} points, {_interval(row)})"
    if row["conf_low"] != row["conf_low"]:
        return f"The change {where} is {signed(row['estimate'])} points, and no interval can be given."
    if min(row["n"], row["n_reference"]) < FEW:
        return f"{change} rests on {_sizes(row)} answers: too few to say."
    if row["conf_low"] <= 0 <= row["conf_high"]:
        return f"{change} cannot be told from no change."
    verb = "rose" if row["estimate"] > 0 else "fell"
    return f"The score {verb} by {points(abs(row['estimate']))} points {where} ({_interval(row)})."


def groups_sentence(raw: Result, *, level: float) -> str:
    """How many groups differ from the rest: raw, with Holm's correction, and as chance alone would have it.

    Parameters
    ----------
    raw : Result
        Of `nps_difference` with ``adjust="holm"``.
    level : float
        Largest p-value that counts, such as 0.05.
    """
    table = raw.table
    flagged, held = int((table["p_value"] < level).sum()), int((table["p_adjusted"] < level).sum())
    expected = level * len(table)
    by_chance = f"about {expected:.0f}" if expected >= 1 else "fewer than one"
    return (
        f"{len(table)} comparisons: {flagged} {'looks' if flagged == 1 else 'look'} different one by one, where chance "
        f"alone would give {by_chance}; {held if held else 'none'} still {'does' if held == 1 else 'do'} when their "
        "number is allowed for (Holm)."
    )


def weights_sentence(plain: Result, weighted: Result) -> str:
    """What the weights did to the score and to its certainty.

    Parameters
    ----------
    plain, weighted : Result
        Of `net_promoter_score` on the same answers, without and with weights.
    """
    before, after = plain.table.iloc[0], weighted.table.iloc[0]
    effect = after["n"] / after["n_effective"]
    return (
        f"Weights move the score from {points(before['estimate'])} to {points(after['estimate'])} "
        f"({_interval(after)}). Design effect {effect:.2f}: {int(after['n']):,} answers are worth "
        f"{after['n_effective']:,.0f} of a simple random sample."
    )


def truth_sentence(found: float, truth: float, what: str) -> str:
    """An estimate beside what was planted; for the sample company only.

    Parameters
    ----------
    found, truth : float
        Points.
    what : str
        What they are the value of.
    """
    return f"Planted truth: {what} is {points(truth)}. Estimated: {points(found)}."


def points(value: float) -> str:
    """One decimal, with a true minus sign."""
    return f"{value:.1f}".replace("-0.0", "0.0").replace("-", "−")


def signed(value: float) -> str:
    """One decimal, always with its sign."""
    return points(value) if round(value, 1) < 0 else f"+{points(value)}"


def _interval(row: pd.Series) -> str:
    return f"{points(row['conf_low'])} to {points(row['conf_high'])}"


def _sizes(row: pd.Series) -> str:
    return f"{int(row['n_reference']):,} and {int(row['n']):,}"
