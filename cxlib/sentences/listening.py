"""Sentences on who is heard: response, remedies, bounds, waiting, lots, begging, styles, quarantines."""

from __future__ import annotations

import pandas as pd

from ..results import Result
from .words import FEW, interval, percent, points, signed


def response_sentence(result: Result) -> str:
    """Who answers less often than others, column by column.

    Parameters
    ----------
    result : Result
        Of `response_bias`.
    """
    table = result.table
    invited = int(table.loc[table["column"] == table["column"].iloc[0], "n"].sum())
    text = f"{percent(result.response_rate)} of {invited:,} invited answered."
    for column, own in table.groupby("column", sort=False):
        if len(own) < 2:
            continue
        own = own.sort_values("estimate", kind="stable")
        least, most = own.iloc[0], own.iloc[-1]
        ends = (f"{line['category']} {percent(line['estimate'])}" for line in (least, most))
        pair = f"{column}: {', '.join(ends)}"
        if min(least["n"], most["n"]) < FEW:
            text += f" {pair}: too few to say."
        elif least["conf_high"] < most["conf_low"]:
            text += f" {pair}."
        else:
            text += f" {pair}: cannot be told apart."
    return text


def remedies_sentence(result: Result) -> str:
    """What each remedy makes of the first score, and how much of the bias it repairs where the truth is known.

    Parameters
    ----------
    result : Result
        Of `bias_repaired`.
    """
    table, truth = result.table, result.settings["truth"]
    first = table.iloc[0]
    said = [f"{first['analysis']}: {points(first['estimate'])} ({interval(first)})."]
    if first["n"] < FEW:
        said.append(f"Fewer than {FEW} answers: too few to say what a remedy does.")
    for _, line in table.iloc[1:].iterrows():
        moved = line["estimate"] - first["estimate"]
        text = f"{line['analysis']}: {points(line['estimate'])} ({interval(line)}), {signed(moved)} points"
        if line["repaired"] == line["repaired"]:
            text += f", {percent(line['repaired']).replace('-', '−')} of the bias"
        said.append(f"{text}.")
    if truth is not None:
        outside = truth < first["conf_low"] or truth > first["conf_high"]
        verdict = "outside" if outside else "inside"
        said.append(f"The true value, {points(truth)}, lies {verdict} the first interval: {_size_or_not(outside)}")
    return "\n".join(said)


def _size_or_not(outside: bool) -> str:
    return "a large n does not cure bias." if outside else "no bias can be told."


def bounds_sentence(result: Result) -> str:
    """How wide the score of everybody is without any assumption, and what the silent would have to score.

    Parameters
    ----------
    result : Result
        Of `nonresponse_bounds`, in points.
    """
    said, settings = [], result.settings
    for _, line in result.table.iterrows():
        text = (
            f"{line['stage']}: with {percent(line['response_rate'])} known, everybody's score is from "
            f"{points(line['lowest'])} to {points(line['highest'])}"
        )
        needed = line["silent_needed"]
        if needed != needed:
            said.append(f"{text}.")
        elif settings["lowest"] <= needed <= settings["highest"]:
            said.append(f"{text}; it is {points(settings['target'])} if the silent ones score {points(needed)}.")
        else:
            said.append(f"{text}; it cannot be {points(settings['target'])}, whatever they think.")
    return "\n".join(said)


def waiting_sentence(result: Result) -> str:
    """Whether scores go down, or up, with the days until they are asked for.

    Parameters
    ----------
    result : Result
        Of `lag_effect`.
    """
    line = result.table.set_index("term").loc["two weeks"]
    if line["n"] < FEW:
        return f"{int(line['n'])} answers: too few to say what goes with waiting."
    numbers = f"({line['conf_low']:z.2f} to {line['conf_high']:z.2f})".replace("-", "−")
    size = f"{line['estimate']:+z.2f}".replace("-", "−")
    if line["conf_low"] <= 0 <= line["conf_high"]:
        return f"Two weeks of waiting go with {size} points {numbers}: cannot be told from none."
    direction = "lower" if line["estimate"] < 0 else "higher"
    return f"Scores asked for two weeks later are {direction}: {size} points {numbers}."


def lot_sentence(result: Result) -> str:
    """What was drawn by lot does to the outcome, one sentence per group.

    Parameters
    ----------
    result : Result
        Of `lot_effect`.
    """
    said = []
    for _, row in result.table.astype(object).iterrows():
        where = " ".join(f"{name} {row[name]}" for name in result.settings["by"])
        limits = f"{row['conf_low']:.2f} to {row['conf_high']:.2f}" if pd.notna(row["conf_low"]) else "no interval"
        size = f"{row['estimate']:+z.2f} ({limits})".replace("-", "−")
        text = f"{where}{': ' if where else ''}effect {size}"
        if min(row["n"], row["n_reference"]) < FEW:
            said.append(f"{text}, too few to say ({row['n']} with, {row['n_reference']} without).")
        elif row["conf_low"] <= 0 <= row["conf_high"]:
            said.append(f"{text}, cannot be told from none.")
        else:
            said.append(f"{text}.")
    return "\n".join(said)


def begging_sentence(result: Result, *, level: float = 0.05) -> str:
    """Which units have too many answers just above the cut, with all of them counted.

    Parameters
    ----------
    result : Result
        Of `begging_test`.
    level : float
        Largest adjusted p-value that counts.
    """
    table, settings = result.table, result.settings
    named = sorted(table.loc[table["p_adjusted"] <= level, settings["unit"]].astype(str))
    answers = f"{settings['pair'][1]:g}s among {settings['pair'][0]:g}s and {settings['pair'][1]:g}s"
    if table["n"].sum() < FEW:
        return f"{int(table['n'].sum())} answers at the cut: too few to say."
    if not named:
        return f"No {settings['unit']} of {len(table)} surely has too many {answers}."
    return f"{len(named)} of {len(table)} have too many {answers}: {', '.join(named)}. This flags, and proves nothing."


def styles_sentence(result: Result, *, level: float = 0.05) -> str:
    """Whether groups differ in how they answer, whatever is asked.

    Parameters
    ----------
    result : Result
        Of `response_styles`.
    level : float
        Largest adjusted p-value that counts.
    """
    by = result.settings["by"]
    if len(result.table[by].unique()) < 2:
        return f"One {by}: nothing to compare."
    extreme: pd.DataFrame = result.table[result.table["style"] == "extreme"].sort_values("estimate")
    if extreme["n"].min() < FEW:
        extreme = extreme[extreme["n"] >= FEW]
    if len(extreme) < 2:
        return f"Fewer than {FEW} respondents in all but one {by}: too few to say."
    low, high = extreme.iloc[0], extreme.iloc[-1]
    pair = f"{high[by]} {percent(high['estimate'])}, {low[by]} {percent(low['estimate'])} of the answers at an end"
    if not high["p_adjusted"] <= level:  # nor where there is no p-value, since all answer alike
        return f"{pair}: the styles cannot be told apart."
    return f"{pair}: styles differ; do not rank raw scores by {by}."


def quarantine_sentence(result: Result) -> str:
    """How many contacts can be asked about, and what the rule costs.

    Parameters
    ----------
    result : Result
        Of `quarantine_plan`.
    """
    total = int(result.table["n"].sum())
    return (
        f"With {result.settings['days']} days between two invitations of one customer, {result.invitations:,} of "
        f"{total:,} contacts can be asked about; {percent(result.lost_share)} are lost to the rule."
    )


def drop_out_sentence(result: Result, *, before: int) -> str:
    """How many are gone before a question, and at the end.

    Parameters
    ----------
    result : Result
        Of `drop_out`.
    before : int
        Place of the question, 1 for the first.
    """
    table = result.table.set_index("place")
    last = table.iloc[-1]
    if last["n"] < FEW:
        return f"{int(last['n'])} questionnaires: too few to say."
    early = table.loc[min(before, len(table))]
    return (
        f"Of {int(last['n']):,} questionnaires {100 * early['estimate']:.1f} % stop before question {early.name}, and "
        f"{100 * last['estimate']:.1f} % before the last."
    )
