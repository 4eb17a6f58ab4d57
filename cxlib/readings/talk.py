"""The reading of a team's sheet: two strengths, and one question to talk about."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..locale import say, say_number, word
from ..results import Result
from ..text import called, count, decimals, interval, listed, percent, quoted
from .dispatch import reads
from .prose import Number, Reading

STRENGTHS = 2


@reads("talk_sheet")
def talk_reading(result: Result, *, labels: Mapping[str, str] | None = None, asked: str = "") -> Reading:
    """What a team is strong in, beside all others, and the one item to talk about.

    Parameters
    ----------
    asked : str
        The team that was asked for, where it is told together with others only.
    """
    table, team = result.table, str(result.settings["team"])
    own, ahead, moved = (
        table[table["effect"] == effect].set_index("item")
        for effect in ("favourable", "less all others", "less the wave before")
    )
    order = ahead if ahead["estimate"].notna().any() else own
    told = order.dropna(subset=["estimate"])
    if len(told) <= STRENGTHS:
        few = say("{team}: too few answers for a sheet to talk about.", team=team)
        return Reading(topic=f"talk_sheet {team}", headline=few, text=few, numbers=[], evidence="too few", limits="")
    # those that surely stand out come first, then those that may
    best = told.sort_values("conf_low", ascending=False).index[:STRENGTHS]
    sure = [item for item in best if order is ahead and told.loc[item, "conf_low"] > 0]
    behind = order is ahead and (told.loc[best, "estimate"] <= 0).all()
    worst = told.drop(best).sort_values("conf_high").index[0]
    named = {item: quoted(str(called(item, labels)).rstrip(".")) for item in (*best, worst)}
    values = {"team": team, "strengths": listed([named[item] for item in sure or best]), "item": named[worst]}
    if behind:
        headline = say("{team}: nearest to all others in {strengths}. To talk about: {item}.", **values)
    elif order is own:
        headline = say("{team}: the highest shares are those of {strengths}. To talk about: {item}.", **values)
    elif not sure:
        headline = say(
            "{team}: furthest ahead of all others in {strengths}, which may be chance. To talk about: {item}.", **values
        )
    else:
        headline = say("{team}: strong in {strengths}. To talk about: {item}.", **values)
    lines = [_beside(named[item], own.loc[item], ahead.loc[item]) for item in (*best, worst)]
    known = moved.dropna(subset=["estimate"])
    up, down = int((known["conf_low"] > 0).sum()), int((known["conf_high"] < 0).sum())
    if len(known):
        lines.append(
            say(
                "Since the wave before, {up} of {items} items have surely risen and {down} fallen.",
                up=count(up), items=count(len(known)), down=count(down),
            )
        )  # fmt: skip
    lines.append(say("A question for the next meeting: what would have to happen here for more of us to say yes?"))
    if asked and asked != team:
        lines.insert(
            0, say("{asked} is too small to be told by itself: this is the sheet of {team}.", asked=asked, team=team)
        )
    numbers = [
        Number.of(frame.loc[item], f"{called(item, labels)}, {word(frame.loc[item, 'effect'])}", unit="share")
        for item in (*best, worst)
        for frame in (own, ahead)
        if pd.notna(frame.loc[item, "estimate"])
    ]
    return Reading(
        topic=f"talk_sheet {team}",
        headline=headline,
        text=" ".join([headline, *lines]),
        numbers=numbers,
        evidence="supported" if (ahead.loc[list(best), "conf_low"] > 0).any() else "described",
        limits=say("A sheet opens a conversation. It does not grade a team, nor its lead, and says nothing of causes."),
        answers="detail",
    )


def _beside(item: str, own: pd.Series, ahead: pd.Series) -> str:
    n = say_number("{n} answer", "{n} answers", int(own["n"]), n=count(own["n"]))
    share = say("{item}: favourable {share} of {answers}", item=item, share=percent(own["estimate"]), answers=n)
    if pd.isna(ahead["estimate"]):
        return f"{share}."
    limits = interval(100 * ahead["conf_low"], 100 * ahead["conf_high"], 0)
    points = decimals(100 * ahead["estimate"], 0, sign=True)
    return say(
        "{share}; {difference} points from all others ({limits}).", share=share, difference=points, limits=limits
    )
