"""Readings of employees' scales: reliable, one thing or several, facets compared."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..locale import say, say_number
from ..results import Detailed, Result
from ..text import FEW, count, decimals, interval, plain
from .dispatch import reads
from .names import MOST
from .prose import Number, Reading
from .slopes_of_units import number_of_people

LOOSE = 0.30  # an item that goes less than this with the rest hangs loosely
GOOD_CFI, GOOD_RMSEA = 0.90, 0.08
SAME = 0.85  # from here on two scales cannot be distinguished by HTMT


@reads("scale_reliability")
def reliability_reading(result: Detailed, *, scale: str = "") -> Reading:
    """How reliable a scale is, which item hangs loosely, and whether one factor describes it.

    Parameters
    ----------
    scale : str
        What the scale is called.
    """
    alpha, omega = (result.table.set_index("coefficient").loc[name] for name in ("alpha", "omega"))
    called = scale or say("the scale")
    values = {"scale": plain(scale) if scale else say("The scale"), "n": count(alpha["n"])}
    values |= {"items": count(alpha["n_items"]), "alpha": decimals(alpha["estimate"], 2), "limits": _limits(alpha)}
    numbers = [_number(say("alpha of {scale}", scale=called), alpha, unit="coefficient")]
    if pd.isna(alpha["conf_low"]):
        headline = say(
            "{scale}: alpha {alpha}, of {items} items and {n} people; too few differ from most for an interval.",
            **values,
        )
    elif pd.isna(omega["estimate"]):
        headline = say("{scale}: alpha {alpha} ({limits}), no omega, of {items} items and {n} people.", **values)
    else:
        values |= {"omega": decimals(omega["estimate"], 2), "omega_limits": _limits(omega)}
        headline = say(
            "{scale}: alpha {alpha} ({limits}), omega {omega} ({omega_limits}), of {items} items and {n} people.",
            **values,
        )
        numbers.append(_number(say("omega of {scale}", scale=called), omega, unit="coefficient"))
    loose, said = _loosest(result.items)
    fit = result.one_factor.iloc[0]
    if fit["cfi"] < GOOD_CFI or fit["rmsea"] > GOOD_RMSEA:
        said.append(say("One factor does not describe them (CFI {cfi}).", cfi=decimals(fit["cfi"], 2)))
    return Reading(
        topic=f"scale_reliability {scale}".strip(),
        headline=headline,
        text=" ".join([headline, *said]),
        numbers=numbers,
        groups=loose,
        evidence="too few" if alpha["n"] < FEW else "described",
        limits=say("Items that go together need not measure one thing, and more items raise both numbers."),
    )


def _loosest(items: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The item that goes least with the others where that is little, and the sentence on it."""
    loosest = items.loc[items["item_rest"].idxmin()]
    if not loosest["item_rest"] < LOOSE:
        return [], []
    values = {"item": plain(loosest["item"]), "r": decimals(loosest["item_rest"], 2)}
    if loosest["item_rest"] < 0:
        said = say("{item} goes against the others (r {r} with the rest).", **values)
    else:
        said = say("{item} hangs loosely (r {r} with the rest).", **values)
    return [str(loosest["item"])], [said]


@reads("scale_dimensions")
def dimensions_reading(result: Detailed) -> Reading:
    """How many things a scale measures."""
    found, k = result.n_factors, len(result.table)
    if found:
        headline = say_number(
            "One factor lies above random answers: the {items} items may be one scale.",
            "{n} factors lie above random answers: the {items} items measure {n} things, however high alpha is.",
            found,
            n=count(found),
            items=k,
        )
    else:
        headline = say(
            "No factor of the {items} items lies above random answers: they have nothing in common.", items=k
        )
    n = result.table["n"].iloc[0]
    return Reading(
        topic="scale_dimensions",
        headline=headline,
        numbers=[Number(label=say("the number of factors"), n=n, estimate=found, unit="factors")],
        evidence="supported" if found else "open",
        limits=say("How many factors there are says nothing of what they are."),
    )


@reads("scale_separation")
def separation_reading(result: Result) -> Reading:
    """Which scales can be distinguished, and which cannot."""
    table = result.table
    same, apart = table[table["estimate"].abs() >= SAME], table[table["estimate"].abs() < SAME]
    unknown = table[table["estimate"].isna()]
    said = [_as_one(line) for line in same.head(MOST).itertuples()]
    if len(same) > MOST:
        more = len(same) - MOST
        said.append(
            say_number(
                "{n} more pair cannot be distinguished.", "{n} more pairs cannot be distinguished.", more, n=more
            )
        )
    said += _apart(apart, of=len(table))
    said += [
        say("{scale} and {other}: no ratio can be given.", **_pair(line)) for line in unknown.head(MOST).itertuples()
    ]
    told = pd.concat([same, apart.sort_values("estimate").iloc[[0, -1][: len(apart)]]])
    named = table if len(apart) == 1 else pd.concat([same, unknown])
    return Reading(
        topic=f"scale_separation {' '.join(map(str, result.settings.get('scales', ())))}".strip(),
        headline=said[0],
        text=" ".join(said),
        numbers=[
            number_of_people(
                say("HTMT of {scale} and {other}", scale=line.scale, other=line.other),
                line.estimate,
                n=line.n,
                unit="ratio",
            )
            for line in told.itertuples()
        ],
        groups=list(dict.fromkeys(name for line in named.itertuples() for name in (line.scale, line.other))),
        evidence="open" if len(same) or len(unknown) else "supported",
        limits=say("Scales that can be distinguished may still move together."),
    )


def _as_one(line: Any) -> str:
    values = _pair(line) | {"htmt": decimals(line.estimate, 2)}
    if line.estimate > 0:
        return say("{scale} and {other} cannot be distinguished (HTMT {htmt}).", **values)
    return say("{scale} and {other} are one thing and its opposite (HTMT {htmt}).", **values)


def _apart(apart: pd.DataFrame, *, of: int) -> list[str]:
    if not len(apart):
        return []
    if len(apart) == 1:
        line = next(apart.itertuples())
        return [
            say("{scale} and {other} are two things (HTMT {htmt}).", **_pair(line), htmt=decimals(line.estimate, 2))
        ]
    n, ends = len(apart), interval(apart["estimate"].min(), apart["estimate"].max(), 2)
    if n < of:
        return [say("The other {n} pairs can be distinguished (HTMT {ends}).", n=n, ends=ends)]
    return [say("All {n} pairs of scales can be distinguished (HTMT {ends}).", n=n, ends=ends)]


def _pair(line: Any) -> dict[str, str]:
    return {"scale": plain(line.scale), "other": plain(line.other)}


@reads("scale_means")
def means_reading(result: Detailed) -> Reading:
    """Which scale has the highest mean, which the lowest, and whether the two differ."""
    table, gap = result.table, result.gap.iloc[0]
    best, worst = table.iloc[0], table.iloc[-1]
    values = {"best": plain(best["scale"]), "mean": decimals(best["estimate"], 2)}
    numbers = [_mean(best)]
    if len(table) < 2:
        headline = say("The only scale is {best}, with a mean of {mean}.", **values)
        return Reading(topic="scale_means", headline=headline, numbers=numbers, groups=[best["scale"]])
    values |= {"worst": plain(worst["scale"]), "lowest": decimals(worst["estimate"], 2)}
    values |= {"gap": decimals(gap["estimate"], 2), "limits": _limits(gap)}
    if gap["conf_low"] > 0:
        headline = say(
            "Highest is {best} ({mean}), lowest {worst} ({lowest}); of the same people, {best} lies higher by {gap} "
            "({limits}).",
            **values,
        )
    else:
        headline = say(
            "Highest is {best} ({mean}), lowest {worst} ({lowest}); of the same people, the two cannot be "
            "distinguished ({gap}, {limits}).",
            **values,
        )
    numbers.append(_mean(worst))
    numbers.append(_number(say("the difference"), gap.drop("n"), unit="scale points"))
    return Reading(
        topic="scale_means",
        headline=headline,
        numbers=numbers,
        groups=[best["scale"], worst["scale"]],
        evidence="supported" if gap["conf_low"] > 0 else "open",
        limits=say("Items of one scale may be easier to agree to than those of another."),
    )


def _mean(row: pd.Series) -> Number:
    """Without its n: beside the means of single items, of a few people more or less, the two could be subtracted."""
    label = say("the mean of {scale}", scale=row["scale"])
    return number_of_people(label, row["estimate"], unit="scale points")


def _number(label: str, row: pd.Series, *, unit: str) -> Number:
    low, high = row["conf_low"], row["conf_high"]
    return number_of_people(label, row["estimate"], n=row.get("n"), low=low, high=high, unit=unit)


def _limits(row: pd.Series) -> str:
    return interval(row["conf_low"], row["conf_high"], 2)
