"""Readings of what drives an outcome: how much, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ..errors import CXError
from ..locale import say, say_number
from ..results import Detailed, Result
from ..text import count, decimals, listed, percent, quoted
from .dispatch import reads
from .drivers_beside import SURE, driver_reading, lost_reading, pairs_reading, stated_reading
from .drivers_by_group import groups_reading
from .drivers_counted import in_all, in_front, is_thin, thin_reading
from .names import Labels, begun, named
from .prose import Number, Reading

LEAST = 0.005  # share of resamples that a rival for the first place needs to be named
ABOUT = ("importance", "order", "pairs")


def methods() -> Mapping[str, str]:
    """What each method of importance is called."""
    return {
        "lmg": say("LMG"),
        "relative_weights": say("Johnson's weights"),
        "first": say("R² alone"),
        "last": say("R² added last"),
        "pratt": say("Pratt's shares"),
    }


@reads("driver_importance")
def importance_reading(
    result: Result,
    *others: Result,
    about: str = "importance",
    driver: str | None = None,
    stated: Result | None = None,
    answers: int | None = None,
    truth: float | Mapping[str, float] | None = None,
    where: str = "",
    labels: Labels = None,
) -> Reading:
    """What drives the outcome, or what else was asked of it.

    Parameters
    ----------
    result : Result
        Of `driver_importance`. By groups it tells which driver is first in each.
    *others : Result
        Of `driver_importance` by other methods and of `driver_slopes`, on the same answers.
    about : {"importance", "order", "pairs"}
        How much the drivers explain together, how sure their order is, or which pairs of them are surely ordered.
    driver : str, optional
        Tell where this driver stands by each association.
    stated : Result, optional
        Tell what people name first, ``driver n estimate`` and where known ``conf_low conf_high``, beside `result`.
    answers : int, optional
        Tell how many of these answers are left out because a rating is missing.
    truth : number or mapping, optional
        The planted effect of `driver`, or of each driver; for the sample company only.
    where : str
        Which answers these are, such as a year, where a notebook reads several.
    """
    if about not in ABOUT:
        raise CXError(f'about: "{about}" is nothing that can be told.', f"Known: {', '.join(ABOUT)}.")
    if driver is not None:
        return driver_reading(result, driver, truth, labels)
    if stated is not None:
        return stated_reading(stated, result, truth, labels)
    if answers is not None:
        return lost_reading(result, answers, labels)
    if result.settings.get("by"):
        return groups_reading(result, labels=labels)
    told = {"order": order, "pairs": pairs_reading}
    said = told[about](result, labels) if about in told else together(result, others, labels)
    return said if not where else in_front(said, where)


def together(main: Detailed, others: Sequence[Result], labels: Labels) -> Reading:
    """How much the drivers explain together, and whether the methods agree on the first."""
    topic, n, drivers = "driver_importance", in_all(main.table), len(main.table)
    limits = say("A share of what is explained is no effect: what goes together may have one cause, such as a mood.")
    if is_thin(main.table):
        return thin_reading(
            topic,
            n,
            limits,
            say_number(
                "{n} answers for {number} driver: too few to say what matters.",
                "{n} answers for {number} drivers: too few to say what matters.",
                drivers,
                n=count(n),
                number=drivers,
            ),
        )
    headline = say_number(
        "{number} driver explains {share} of the variation in {outcome} (R² {r_squared}, n = {n}).",
        "{number} drivers explain {share} of the variation in {outcome} (R² {r_squared}, n = {n}).",
        drivers,
        number=drivers,
        share=percent(main.r_squared),
        outcome=named(main.settings["outcome"], labels),
        r_squared=decimals(main.r_squared, 2),
        n=count(n),
    )
    firsts = {}
    for one in (main, *others):  # the driver of the largest share, or of the steepest slope up or down
        estimate, method = one.table.set_index("driver")["estimate"], one.settings.get("method")
        firsts[methods()[method] if method else say("slope")] = (estimate if method else estimate.abs()).idxmax()
    agreed = len(set(firsts.values())) == 1
    turned = main.table.loc[main.table["sign_agrees"].eq(False).fillna(False).astype(bool), "driver"]
    if turned.empty:
        signs_told = ""
    else:
        signs_told = say(
            "Correlation and slope have opposite signs for {drivers}: neither may be read as an effect.",
            drivers=listed([named(name, labels) for name in turned]),
        )
    text = [headline, _firsts_told(firsts, labels), signs_told]
    parts = [
        Number(
            label=named(line["driver"], labels),
            n=n,
            estimate=line["estimate"],
            conf_low=line.get("conf_low"),
            conf_high=line.get("conf_high"),
            unit="part of R²",
        )
        for line in main.table.sort_values("estimate", ascending=False).to_dict("records")
    ]
    return Reading(
        topic=topic,
        answers="detail",
        headline=headline,
        text=" ".join(filter(None, text)),
        numbers=[Number(label="R²", n=n, estimate=main.r_squared, unit="share"), *parts],
        groups=[named(name, labels) for name in dict.fromkeys(firsts.values())],
        evidence="described" if agreed else "open",
        limits=limits,
    )


def _firsts_told(firsts: Mapping[str, str], labels: Labels) -> str:
    """Whether the methods put the same driver first; empty with one method."""
    if len(set(firsts.values())) > 1:
        told = [say("{driver} by {method}", driver=named(name, labels), method=how) for how, name in firsts.items()]
        return say(
            "The methods do not agree on the first: {drivers_by_method}. None can be named first.",
            drivers_by_method=listed(told),
        )
    first = named(next(iter(firsts.values())), labels)
    if len(firsts) == 2:
        return say("Both methods put {driver} first.", driver=first)
    if len(firsts) > 2:
        return say("All {number} methods put {driver} first.", number=len(firsts), driver=first)
    return ""


def order(result: Detailed, labels: Labels) -> Reading:
    """How sure the order is: who is first how often, and which places are open."""
    topic, n, drivers = "driver_importance order", in_all(result.table), len(result.table)
    limits = say("Resamples show what chance does to the order, not whether a driver has an effect.")
    if is_thin(result.table):
        return thin_reading(
            topic,
            n,
            limits,
            say_number(
                "{n} answers for {number} driver: too few to say in which order they matter.",
                "{n} answers for {number} drivers: too few to say in which order they matter.",
                drivers,
                n=count(n),
                number=drivers,
            ),
        )
    if result.ranks is None:
        return thin_reading(topic, n, limits, say("Without resamples nothing can be said of how sure the order is."))
    table = result.ranks.sort_values("share", ascending=False, kind="stable")
    first = table[table["rank"] == 1].reset_index(drop=True)
    rivals = first[(first.index > 0) & (first["share"] >= LEAST)].head(2)
    leader, share = first.loc[0, "driver"], first.loc[0, "share"]
    said = {"leader": _asked(leader, labels), "share": percent(share), "number": count(result.settings["n_resamples"])}
    if share >= SURE:
        headline = begun(say("{leader} is first in {share} of {number} resamples.", **said))
    else:
        others = [
            say("{driver} in {share}", driver=_asked(line.driver, labels), share=percent(line.share))
            for line in rivals.itertuples()
        ]
        if not others:
            headline = say(
                "No driver can be named first: {leader} takes the place in {share} of {number} resamples.", **said
            )
        else:
            headline = say(
                "No driver can be named first: {leader} takes the place in {share} of {number} resamples, {others}.",
                **said,
                others=listed(others),
            )
    told = first[:1] if share >= SURE else pd.concat([first[:1], rivals])
    return Reading(
        topic=topic,
        answers="matters",
        headline=headline,
        text=f"{headline} {_other_places_told(table)}",
        numbers=[
            Number(label=named(line.driver, labels), n=n, estimate=line.share, unit="share")
            for line in told.itertuples()
        ],
        groups=[named(name, labels) for name in told["driver"]],
        evidence="supported" if share >= SURE else "open",
        limits=limits,
    )


def _asked(name: str, labels: Labels) -> str:
    """A driver in a sentence: in quotation marks where it is called by several words of its question."""
    words = named(name, labels)
    return quoted(words) if words.count(" ") > 1 else words


def _other_places_told(table: pd.DataFrame) -> str:
    highest = table.groupby("rank")["share"].max().sort_index()
    open_places = [place for place, top in highest.items() if top < SURE and place > 1]
    if open_places:
        # Places in a row as "2 to 5", others one by one
        runs: list[list[int]] = []
        for place in open_places:
            if runs and place == runs[-1][-1] + 1:
                runs[-1].append(place)
            else:
                runs.append([place])
        told: list[str] = []
        for run in runs:
            told += [say("{low} to {high}", low=run[0], high=run[-1])] if len(run) > 2 else map(str, run)
        places = listed(told)
        return say_number("Place {places} is open.", "Places {places} are open.", len(open_places), places=places)
    if len(highest) == 1:
        return say("There is no other driver.")
    return say_number(
        "The other place is settled, too.",
        "The other {number} places are settled, too.",
        len(highest) - 1,
        number=len(highest) - 1,
    )
