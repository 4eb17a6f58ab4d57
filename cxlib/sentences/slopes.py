"""Sentences that read models of an outcome: penalties and rewards, slopes, and whether the model bears it."""

from __future__ import annotations

from collections.abc import Mapping

from ..results import Result
from .drivers import Labels, too_few
from .words import FEW, called, listed


def penalty_sentence(result: Result, *, labels: Labels = None) -> str:
    """What goes with a low rating and with a high one, one sentence for each driver.

    Parameters
    ----------
    result : Result
        Of `penalty_reward`, without groups.
    labels : mapping, optional
        Column of a driver → the words to say.
    """
    return "\n".join(_penalty(row, called(row["driver"], labels)) for row in result.table.to_dict("records"))


KINDS = {
    "must_be": "a must-be",
    "attractive": "a delight",
    "linear": "much like a straight line",
    "unclear": "no kind can be told",
}


def _penalty(row: Mapping[str, float], name: str) -> str:
    name = f"{name[:1].upper()}{name[1:]}"
    if min(row["n_low"], row["n_high"]) < FEW:
        return f"{name}: {row['n_low']:,} low and {row['n_high']:,} high ratings, too few to say."
    sides = [
        f"a {end} rating {_worth(row[side], row[f'{side}_low'], row[f'{side}_high'])}"
        for end, side in (("low", "penalty"), ("high", "reward"))
    ]
    return f"{name}: {sides[0]}, {sides[1]}; {KINDS[row['kind']]}."


def _worth(estimate: float, low: float, high: float) -> str:
    limits = f"({low:z.2f} to {high:z.2f})".replace("-", "−")
    if low <= 0 <= high:
        return f"cannot be told from a middle one {limits}"
    return f"goes with {abs(estimate):.2f} points {'less' if estimate < 0 else 'more'} {limits}"


def slopes_sentence(result: Result, *, labels: Labels = None) -> str:
    """With how many points of the outcome each column goes, the others held fixed; one sentence.

    Parameters
    ----------
    result : Result
        Of `driver_slopes`, without groups.
    labels : mapping, optional
        Column of a driver → the words to say.
    """
    if thin := too_few(result.table):
        return f"{thin} what goes with {called(result.settings['outcome'], labels)}."
    said = []
    for row in result.table.to_dict("records"):
        size = f"{row['slope']:+z.2f} points ({row['slope_low']:z.2f} to {row['slope_high']:z.2f})".replace("-", "−")
        name = called(row["driver"], labels)
        if row["slope_low"] <= 0 <= row["slope_high"]:
            said.append(f"{name} cannot be told from nothing: {size}")
        else:
            said.append(f"{name} goes with {size}")
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}."


def ordinal_sentence(result: Result, *, labels: Labels = None) -> str:
    """Whether signs and order of the slopes hold when the answers count as ordered only.

    Parameters
    ----------
    result : Result
        Of `ordinal_check`.
    labels : mapping, optional
        Column of a driver → the words to say.
    """
    table = result.table
    if thin := too_few(table):
        return f"{thin} whether the model bears it."
    sure = (table["conf_low"] > 0) | (table["conf_high"] < 0)
    turned = ~table["sign_agrees"].astype(bool)
    if (turned & sure).any():
        names = listed([called(name, labels) for name in table.loc[turned & sure, "driver"]])
        return f"Ordered logit and linear model give {names} opposite signs: do not rely on the linear model."
    weak = listed([called(name, labels) for name in table.loc[turned, "driver"]])
    but = f" (but for {weak}, which cannot be told from nothing)" if weak else ""
    if result.order_agrees:
        return f"The ordered logit finds the signs{but} and the order of the linear model: it bears the order."
    moved = [called(line.driver, labels) for line in table.itertuples() if line.rank != line.linear_rank]
    return f"The ordered logit finds the same signs{but}, and other places for {listed(moved)}: their order stays open."
