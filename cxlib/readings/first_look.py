"""Readings of a first look at a table: codes read as scores, definitions of a score, whom the table could harm."""

from __future__ import annotations

from ..locale import say, say_number
from ..results import Result
from ..text import count, decimals, percent, plain
from .dispatch import reads
from .prose import Number, Reading


@reads("blanks_by_rule")
def blanks_reading(result: Result, declared: Result) -> Reading:
    """What it costs to read the code of a blank as a score.

    Parameters
    ----------
    result : Result
        ``rule n NPS mean``: first the blanks left out, third their code read as a score.
    declared : Result
        Of `net_promoter_score`, the blanks left out.
    """
    by_rule = result.table.set_index("rule")[["NPS", "mean"]]
    score, mean = by_rule.iloc[2] - by_rule.iloc[0]
    row = declared.table.iloc[0]
    margin = (row["conf_high"] - row["conf_low"]) / 2
    headline = say(
        "Read as a score, the code {code} changes the NPS by {points} points and the mean by {mean}.",
        code=decimals(result.settings["code"], 0),
        points=decimals(score, sign=True),
        mean=decimals(mean, 2, sign=True),
    )
    times = say(
        "The margin of chance is ±{margin} points: the slip is {times} times that.",
        margin=decimals(margin),
        times=decimals(abs(score) / margin if margin else float("nan")),
    )
    return Reading(
        topic="blanks_by_rule",
        headline=headline,
        text=f"{headline} {times}",
        numbers=[
            Number(label=say("change of the score"), n=row["n"], estimate=score, unit="points"),
            Number(label=say("change of the mean"), n=row["n"], estimate=mean, unit="scale points"),
            Number(label=say("margin of chance"), n=row["n"], estimate=margin, unit="points"),
        ],
        limits=say("Only somebody who knows the questionnaire can say which code means no answer."),
    )


@reads("score_definitions")
def definitions_reading(result: Result) -> Reading:
    """The same answers under the definitions in use."""
    table = result.table
    top, two, _, mean, stretched = table["estimate"]
    headline = say_number(
        "{column}: the same {n} answer gives {top}, {two}, {mean} or {stretched}.",
        "{column}: the same {n} answers give {top}, {two}, {mean} or {stretched}.",
        table["n"].iloc[0],
        column=plain(result.settings["rating"]),
        n=count(table["n"].iloc[0]),
        top=percent(top),
        two=percent(two),
        mean=decimals(mean),
        stretched=decimals(stretched, 0),
    )
    return Reading(
        topic="score_definitions",
        headline=headline,
        numbers=[
            Number(
                label=line.definition, n=line.n, estimate=line.estimate, unit="share" if "share" in line.unit else ""
            )
            for line in table.itertuples()
        ],
        limits=say("None of them is false, and no two may stand in one chart."),
    )


@reads("disclosure_risks")
def risks_reading(result: Result) -> Reading:
    """How many groups cannot be shown, how many people are known by a combination, which keys and texts give away."""
    table = result.table
    counts = table.groupby("risk")["count"].sum()
    hidden, keys, texts = (int(counts.get(risk, 0)) for risk in ("small groups", "key", "free text"))
    said = {"table": plain(result.settings["table"]), "few": result.settings["min_cell"]}
    headline = say("All groups of {table} can be shown: none has fewer than {few} people.", **said)
    if hidden:
        headline = say_number(
            "{number} group of {table} will not be shown: fewer than {few} people, or next to one.",
            "{number} groups of {table} will not be shown: fewer than {few} people, or next to one.",
            hidden,
            number=count(hidden),
            **said,
        )
    text = [headline]
    numbers = [Number(label=say("groups that will not be shown"), estimate=hidden, unit="groups")]
    for line in table[table["risk"] == "combination"].to_dict("records"):
        told = {"number": count(line["count"]), "total": count(line["total"]), "what": line["what"]}
        text.append(say("{number} of {total} people are among {what}.", **told))
        rare = Number(label=say("people in a rare combination"), n=line["total"], estimate=line["count"], unit="people")
        numbers.append(rare)
    told = {"keys": count(keys), "texts": count(texts)}
    text.append(say("Keys that look like names, addresses or national ids: {keys}. Texts: {texts}.", **told))
    numbers.append(Number(label=say("keys that look like names"), estimate=keys, unit="rows"))
    numbers.append(Number(label=say("texts"), estimate=texts, unit="rows"))
    return Reading(
        topic="disclosure_risks",
        headline=headline,
        text=" ".join(text),
        numbers=numbers,
        limits=say("It counts what the columns declared can give away; what else somebody knows, no table says."),
    )
