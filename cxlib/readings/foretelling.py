"""Readings of what an answer foretells, and of scores pooled over groups."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..errors import CXError
from ..locale import say, say_number
from ..results import Result
from ..text import FEW, called, count, decimals, interval, listed, plain
from .differing_groups import MOST, called_group
from .dispatch import reads
from .prose import Number, Reading, is_clear


@reads("nps_pooled")
def pooled_reading(result: Result, *others: Result, labels: Mapping[str, str] | None = None) -> Reading:
    """Which groups partial pooling alone would set apart from the score of all.

    Parameters
    ----------
    *others : Result
        The score of all answers, of `net_promoter_score` without groups.
    """
    if not others:
        raise CXError("A reading of pooled scores needs the score of all.", "Hand over net_promoter_score of the rows.")
    table, whole = result.table.astype(object), others[0].table.iloc[0]
    apart = table[(table["conf_low"] > whole["estimate"]) | (table["conf_high"] < whole["estimate"])]
    far = (apart["pooled"] - whole["estimate"]).abs().astype(float)
    apart = apart.loc[far.sort_values(ascending=False).index]
    names = [called_group(row, result.settings["by"], labels) for _, row in apart.iterrows()]
    told = {"number": len(names), "whole": decimals(whole["estimate"]), "names": listed(names, most=MOST)}
    headline = say_number(
        "Pooling alone would set {number} group apart from the score of all, {whole}: {names}.",
        "Pooling alone would set {number} groups apart from the score of all, {whole}: {names}.",
        len(names),
        **told,
    )
    if not names:
        headline = say("Pooling alone would set no group apart from the score of all, {whole}.", **told)
    all_answers = Number(label=say("the score of all answers"), n=whole["n"], estimate=whole["estimate"], unit="points")
    return Reading(
        topic="nps_pooled",
        headline=headline,
        numbers=[all_answers, *(_pooled(name, row) for name, (_, row) in zip(names, apart.iterrows(), strict=True))],
        groups=names,
        limits=say("A pooled score is a fairer guess than the raw one, and no test."),
    )


def _pooled(name: str, row: pd.Series) -> Number:
    limits = {"conf_low": row["conf_low"], "conf_high": row["conf_high"]}
    return Number(label=name, n=row["n"], estimate=row["pooled"], **limits, unit="points")


@reads("outcome_auc")
def foretelling_reading(result: Result, *others: Result, labels: Mapping[str, str] | None = None) -> Reading:
    """How well each score foretells an outcome, beside a reference, and whether it says more: one sentence each.

    Parameters
    ----------
    result : Result
        Of `outcome_auc` without a reference.
    *others : Result
        Of `outcome_auc` on the same people, with a reference.
    """
    if not others or result.settings["reference"] is not None:
        raise CXError(
            "A reading of areas needs those of the scores, and their differences.",
            "Hand over outcome_auc without a reference, then the same with one.",
        )
    gaps = others[0]
    n, n_yes = (int(result.table[name].iloc[0]) for name in ("n", "n_yes"))
    limits = say("Who scores high and comes back need not come back because of what made the score high.")
    if min(n_yes, n - n_yes) < FEW:
        text = say(
            "{yes} with the outcome and {no} without it: too few to say what foretells it.",
            yes=count(n_yes),
            no=count(n - n_yes),
        )
        return Reading(topic="outcome_auc", headline=text, evidence="too few", limits=limits)
    area = result.table.set_index("score")["estimate"]
    outcome = plain(called(result.settings["outcome"], labels))
    rows = [row for _, row in gaps.table.iterrows()]
    lines = [_foretells(row, area, labels) for row in rows]
    areas = [
        Number.of(row, say("the AUC of {score}", score=plain(called(row["score"], labels))), n=n, unit="AUC")
        for _, row in result.table.iterrows()
    ]
    return Reading(
        topic="outcome_auc",
        headline=lines[0] if len(lines) == 1 else _verdicts(rows, area, outcome, labels),
        text="\n".join(f"- {line}" for line in lines) if len(lines) > 1 else lines[0],
        numbers=areas,
        groups=[plain(called(row["score"], labels)) for row in rows],
        evidence="supported" if any(is_clear(row) for row in rows) else "open",
        limits=limits,
    )


def _foretells(row: pd.Series, area: pd.Series, labels: Mapping[str, str] | None) -> str:
    """One score against its reference."""
    told = {
        "score": plain(called(row["score"], labels)),
        "area": decimals(area[row["score"]], 3),
        "reference": plain(called(row["reference"], labels)),
        "other": decimals(area[row["reference"]], 3),
        "gap": decimals(row["estimate"], 3, sign=True),
        "limits": interval(row["conf_low"], row["conf_high"], 3),
    }
    pair = say("{score} (AUC {area}) against {reference} ({other})", **told)
    told["pair"] = pair
    if row["conf_low"] != row["conf_low"]:
        return say("{pair}: no interval can be given.", **told)
    if not is_clear(row):
        return say("{pair}: {gap} ({limits}), cannot be distinguished from no difference.", **told)
    if row["estimate"] > 0:
        return say("{pair}: {gap} ({limits}), it says more.", **told)
    return say("{pair}: {gap} ({limits}), it says less.", **told)


def _verdicts(rows: list[pd.Series], area: pd.Series, outcome: str, labels: Mapping[str, str] | None) -> str:
    """Which scores say more than the reference, which less, and which cannot be distinguished from it."""
    more, less, rest = (
        [_with_area(row["score"], area, labels) for row in rows if kept(row)]
        for kept in (lambda row: row["conf_low"] > 0, lambda row: row["conf_high"] < 0, lambda row: not is_clear(row))
    )
    against = _with_area(rows[0]["reference"], area, labels)
    said = []
    if more:
        said.append(
            say_number(
                "{names} foretells {outcome} better than {reference}.",
                "{names} foretell {outcome} better than {reference}.",
                len(more),
                names=listed(more, most=MOST),
                reference=against,
                outcome=outcome,
            )
        )
    if less:
        said.append(
            say_number(
                "{names} foretells {outcome} less well than {reference}.",
                "{names} foretell {outcome} less well than {reference}.",
                len(less),
                names=listed(less, most=MOST),
                reference=against,
                outcome=outcome,
            )
        )
    if rest:
        names = listed(rest, most=MOST)
        told = {"names": names, "reference": against, "outcome": outcome}
        said.append(say("{names} and {reference} cannot be distinguished in how well they foretell {outcome}.", **told))
    return " ".join(said)


def _with_area(score: str, area: pd.Series, labels: Mapping[str, str] | None) -> str:
    return say("{score} (AUC {area})", score=plain(called(score, labels)), area=decimals(area[score], 3))
