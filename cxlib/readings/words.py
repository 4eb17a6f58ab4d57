"""Readings of comments: coders and their agreement, words that tell groups apart, shares of codes."""

from __future__ import annotations

from ..locale import say, say_number
from ..results import Result
from ..text import FEW, count, decimals, interval, listed, percent, percents, plain, quoted
from .dispatch import reads
from .names import MOST, named
from .prose import Number, Reading

USABLE = 0.6  # the lower limit of kappa from which codes may be counted
SURE = 0.05


@reads("coder_agreement")
def agreement_reading(result: Result, *, what: str = "codes") -> Reading:
    """Whether coders agree well enough for their codes to be counted.

    Parameters
    ----------
    result : Result
        Of `coder_agreement`; its first row is told, of more than two coders the alpha of all.
    what : {"codes", "themes", "signs"}
        What was coded: anything, what comments are about, or whether they are good or bad.
    """
    called = {"codes": say("codes"), "themes": say("themes"), "signs": say("good and bad comments")}
    of_all = result.table[result.table["measure"] == "Krippendorff's alpha"]
    row = (of_all if len(of_all) else result.table).iloc[0]
    few, clear = row["n"] < FEW, row["conf_low"] >= USABLE or row["conf_high"] < USABLE
    values = {
        "what": called[what],
        "measure": named(row["measure"]),
        "kappa": decimals(row["estimate"], 2),
        "limits": interval(row["conf_low"], row["conf_high"], 2),
        "n": count(row["n"]),
    }
    if row["estimate"] != row["estimate"]:
        headline = say("All codes are one and the same: agreement beyond chance cannot be told.")
    elif few:
        headline = say_number(
            "{n} comment that several coded: too few to say whether the coders agree.",
            "{n} comments that several coded: too few to say whether the coders agree.",
            int(row["n"]),
            n=values["n"],
        )
    elif row["conf_low"] >= USABLE:
        headline = say("The coders agree well enough to count {what}: {measure} {kappa}.", **values)
    elif row["conf_high"] < USABLE:
        headline = say("The coders do not agree well enough to count {what}: {measure} {kappa}.", **values)
    else:
        headline = say("Whether the coders agree well enough to count {what} is open: {measure} {kappa}.", **values)
    text = [headline, say("Interval {limits}, {n} comments.", **values), *map(plain, result.notes)]
    if row["estimate"] != row["estimate"] or few:
        text = [headline, *map(plain, result.notes)]
    return Reading(
        topic=f"coder_agreement {what}",
        headline=headline,
        text=" ".join(text),
        numbers=[Number.of(row, say("agreement of {coders}", coders=row["coders"]), unit="kappa")],
        evidence="too few" if few else "supported" if clear else "open",
        limits=say("Agreement with one person is not truth: two people would disagree too."),
    )


@reads("distinctive_words")
def distinctive_reading(result: Result) -> Reading:
    """Which words surely go with high scores and which with low ones."""
    table = result.table
    sure = table[table["p_adjusted"] < SURE]
    n = len(table)
    told = {"n": count(n), "k": count(len(sure))}
    if sure.empty:
        headline = say("No word surely tells high scores from low ones; tried: {n}.", **told)
    else:
        headline = say_number(
            "Of {n} word, {k} surely tells high scores from low ones.",
            "Of {n} words, {k} surely tell high scores from low ones.",
            n,
            **told,
        )
    text = [headline]
    for language, part in sure.groupby("language", sort=True):
        sides = (part.loc[side, "word"].head(MOST) for side in (part["estimate"] > 0, part["estimate"] < 0))
        high, low = (listed([quoted(plain(word)) for word in side]) for side in sides)
        if table["language"].nunique() == 1:
            text.append(_by_side(high, low))
            continue
        if high:
            text.append(say("{language}, high: {words}.", language=language, words=high))
        if low:
            text.append(say("{language}, low: {words}.", language=language, words=low))
    return Reading(
        topic="distinctive_words",
        headline=headline,
        text=" ".join(text),
        numbers=[Number(label=say("words that surely tell the groups apart"), estimate=len(sure), n=n, unit="count")],
        evidence="supported" if len(sure) else "open",
        limits=say("A word is not its meaning: read the comments before you name a cause."),
    )


def _by_side(high: str, low: str) -> str:
    """The words of both sides in one sentence."""
    if high and low:
        return say("High scores go with {high}, low ones with {low}.", high=high, low=low)
    return say("High scores go with {words}.", words=high) if high else say("Low scores go with {words}.", words=low)


@reads("coded_shares")
def shares_reading(result: Result) -> Reading:
    """What is written about most."""
    table = result.table
    first = table.iloc[0]
    headline = say(
        "The commonest theme is {code}: {share} ({limits}) of {n} comments.",
        code=plain(first["code"]),
        share=percent(first["estimate"]),
        limits=percents(first["conf_low"], first["conf_high"]),
        n=count(first["n"]),
    )
    shared = len(table) > 1 and table.iloc[1]["conf_high"] > first["conf_low"]
    text = [headline]
    if shared:
        text.append(say("That it is ahead of {other} is open.", other=plain(table.iloc[1]["code"])))
    return Reading(
        topic="coded_shares",
        headline=headline,
        text=" ".join(text),
        numbers=[Number.of(row, row["code"], unit="share") for _, row in table.head(MOST).iterrows()],
        groups=list(table["code"].head(MOST)),
        evidence="open" if shared else "supported",
        limits=say("Those who write are not those who answer: bad scores write more."),
    )


@reads("impersonal_words")
def impersonal_reading(result: Result) -> Reading:
    """In how many texts nobody speaks to nobody, and the words that do so most often."""
    n, n_with = result.settings["n"], result.settings["n_with"]
    headline = say_number(
        "{k} of {n} text has impersonal words.",
        "{k} of {n} texts have impersonal words.",
        n,
        k=count(n_with),
        n=count(n),
    )
    often = result.table.groupby(["why", "words"], sort=False)["n"].sum().sort_values(ascending=False, kind="stable")
    words = listed([quoted(words) for _, words in often.index], most=MOST)
    return Reading(
        topic="impersonal_words",
        headline=headline,
        text=" ".join([headline, say("Most often: {words}.", words=words)]) if n_with else headline,
        numbers=[Number(label=say("texts with impersonal words"), estimate=n_with / n, n=n, unit="share")],
        evidence="described",
        limits=say("A list finds words, not a tone: a text without any may be cold, and one with some may be kind."),
    )
