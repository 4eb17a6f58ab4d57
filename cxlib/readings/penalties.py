"""Readings of penalties and rewards: what goes with a low rating and with a high one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..locale import say, say_number
from ..results import Result
from ..text import FEW, count, decimals, interval
from .dispatch import reads
from .each_group import each_group
from .names import Labels, all_named, begun, named
from .planted import Planted, planted_value
from .prose import Evidence, Number, Reading, signed

KINDS = ("must_be", "attractive", "linear", "unclear")
TOO_FEW: Evidence = "too few"  # in place of a kind
SIDES = ("penalty", "reward")


@reads("penalty_reward")
@each_group
def penalty_reward_reading(
    result: Result, *, truth: Mapping[str, Sequence[Planted]] | None = None, labels: Labels = None
) -> Reading:
    """What goes with a low rating of each driver and with a high one, and which kind it is.

    Parameters
    ----------
    result : Result
        Of `penalty_reward`; each group is told by itself.
    truth : mapping, optional
        Driver → what was planted for a low rating and for a high one, in points, or their entries of `Study.truth`;
        for the sample company only. Of a driver called ``"clear (T11)"`` the name before the bracket counts.
    """
    lines = result.table.to_dict("records")
    by_kind: dict[str, list[str]] = {}
    for line in lines:
        kind = TOO_FEW if min(line["n_low"], line["n_high"]) < FEW else line["kind"]
        by_kind.setdefault(kind, []).append(line["driver"])
    told = [_kind_told(kind, by_kind[kind], labels) for kind in (*KINDS, TOO_FEW) if kind in by_kind]
    found = sum(kind in by_kind for kind in KINDS[:3])
    names = {line["driver"].partition(" (")[0] for line in lines}
    known = {name: [planted_value(end) for end in ends] for name, ends in (truth or {}).items() if name in names}
    planted = [
        say(
            "Planted truth: {driver} low {low}, high {high}.",
            driver=named(name, labels),
            low=signed(ends[0]),
            high=signed(ends[1]),
        )
        for name, ends in known.items()
        if None not in ends
    ]
    if planted and len(planted) < len(lines):
        planted.append(say("The others are planted as straight lines."))
    headline = " ".join(told[: max(found, 1)])
    parts = [" ".join(told), "\n".join(_line_told(line, labels) for line in lines), " ".join(planted)]
    return Reading(
        topic="penalty_reward",
        headline=headline,
        text="\n\n".join(filter(None, parts)),
        numbers=[_number(line, side, labels) for line in lines for side in SIDES],
        groups=[named(name, labels) for kind in KINDS[:2] for name in by_kind.get(kind, [])],
        evidence="supported" if found else TOO_FEW if list(by_kind) == [TOO_FEW] else "open",
        limits=say("A mood is in these bars as in all ratings; and where nobody is dissatisfied, no penalty is seen."),
    )


def _kind_told(kind: str, drivers: Sequence[str], labels: Labels) -> str:
    """Which drivers are of a kind, as one sentence."""
    names, number = all_named(drivers, labels), len(drivers)
    told = {
        "must_be": say_number("{drivers} is a must-be.", "{drivers} are must-bes.", number, drivers=names),
        "attractive": say_number("{drivers} is a delight.", "{drivers} are delights.", number, drivers=names),
        "linear": say_number(
            "{drivers} works much like a straight line.",
            "{drivers} work much like straight lines.",
            number,
            drivers=names,
        ),
        "unclear": say("No kind can be told for {drivers}.", drivers=names),
        TOO_FEW: say("Too few low or high ratings to say for {drivers}.", drivers=names),
    }
    return begun(told[kind])


def _line_told(line: Mapping, labels: Labels) -> str:
    """Both ends of one driver."""
    driver = begun(named(line["driver"], labels))
    if min(line["n_low"], line["n_high"]) < FEW:
        return say(
            "- {driver}: {n_low} low and {n_high} high ratings, too few to say.",
            driver=driver,
            n_low=count(line["n_low"]),
            n_high=count(line["n_high"]),
        )
    told = _size(line, "reward")
    if line["reward_low"] <= 0 <= line["reward_high"]:
        high_told = say("a high rating cannot be distinguished from a middle one ({limits}).", **told)
    elif line["reward"] < 0:
        high_told = say("a high rating goes with {points} points less ({limits}).", **told)
    else:
        high_told = say("a high rating goes with {points} points more ({limits}).", **told)
    told = _size(line, "penalty")
    if line["penalty_low"] <= 0 <= line["penalty_high"]:
        low_told = say("a low rating cannot be distinguished from a middle one ({limits});", **told)
    elif line["penalty"] < 0:
        low_told = say("a low rating goes with {points} points less ({limits});", **told)
    else:
        low_told = say("a low rating goes with {points} points more ({limits});", **told)
    return say("- {driver}: {low} {high}", driver=driver, low=low_told, high=high_told)


def _size(line: Mapping, side: str) -> dict[str, str]:
    limits = interval(line[f"{side}_low"], line[f"{side}_high"], 2)
    return {"points": decimals(abs(line[side]), 2), "limits": limits}


def _number(line: Mapping, side: str, labels: Labels) -> Number:
    what = {"penalty": say("a low rating"), "reward": say("a high rating")}[side]
    return Number(
        label=say("{driver}, {end}", driver=named(line["driver"], labels), end=what),
        n=line["n_low" if side == "penalty" else "n_high"],
        estimate=line[side],
        conf_low=line[f"{side}_low"],
        conf_high=line[f"{side}_high"],
        unit="scale points",
    )
