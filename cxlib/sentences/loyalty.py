"""Sentences that read scores: a score, a change, groups, weights, the mix, what foretells an outcome."""

from __future__ import annotations

from statistics import NormalDist

from ..results import Result
from .words import FEW, interval, points, signed, sizes


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
    text = f"NPS {points(row['estimate'])} ({interval(row)}) from {n:,} valid answers in {returned:,} questionnaires."
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
    change = f"The change {where} ({signed(row['estimate'])} points, {interval(row)})"
    if row["conf_low"] != row["conf_low"]:
        return f"The change {where} is {signed(row['estimate'])} points, and no interval can be given."
    if min(row["n"], row["n_reference"]) < FEW:
        return f"{change} rests on {sizes(row)} answers: too few to say."
    if row["conf_low"] <= 0 <= row["conf_high"]:
        return f"{change} cannot be told from no change."
    verb = "rose" if row["estimate"] > 0 else "fell"
    return f"The score {verb} by {points(abs(row['estimate']))} points {where} ({interval(row)})."


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
        f"({interval(after)}). Design effect {effect:.2f}: {int(after['n']):,} answers are worth "
        f"{after['n_effective']:,.0f} of a simple random sample."
    )


def trend_sentence(result: Result, *, wave: str) -> str:
    """From where to where a mean went through the waves, and whether that can be told from no change.

    Parameters
    ----------
    result : Result
        Of `mean_rating` by wave.
    wave : str
        Column of the waves, in their order.
    """
    table = result.table.sort_values(wave)
    if len(table) < 2:
        return "One wave is no trend."
    first, last = table.iloc[0], table.iloc[-1]
    change = last["estimate"] - first["estimate"]
    half = NormalDist().inv_cdf(0.5 + result.settings["confidence_level"] / 2)
    half *= (first["std_error"] ** 2 + last["std_error"] ** 2) ** 0.5
    limits = f"{change - half:z.2f} to {change + half:z.2f}".replace("-", "−")
    text = f"From {first['estimate']:.2f} in {first[wave]} to {last['estimate']:.2f} in {last[wave]}"
    if min(first["n"], last["n"]) < FEW:
        return f"{text}: too few answers to say ({int(first['n']):,} and {int(last['n']):,})."
    verdict = "cannot be told from no change" if abs(change) <= half else "a rise" if change > 0 else "a fall"
    return f"{text}: {verdict} (interval of the change {limits})."


def gap_sentence(result: Result) -> str:
    """Each group against its reference, one sentence each.

    Parameters
    ----------
    result : Result
        Of `nps_difference`.
    """
    said = []
    for _, row in result.table.astype(object).iterrows():
        where = " ".join([*(f"{row[name]}:" for name in result.settings["by"]), f"{row[result.settings['between']]}"])
        gap = f"{where} against {row['reference']}: {signed(row['estimate'])} points"
        if min(row["n"], row["n_reference"]) < FEW:
            said.append(f"{gap}, too few to say ({sizes(row)} answers).")
        elif row["conf_low"] <= 0 <= row["conf_high"]:
            said.append(f"{gap} ({interval(row)}), cannot be told from no difference.")
        else:
            said.append(f"{gap} ({interval(row)}).")
    return "\n".join(said)


def mix_sentence(result: Result) -> str:
    """How much of a change comes from the mix of segments, and how much from their own scores.

    Parameters
    ----------
    result : Result
        Of `nps_change` for one pair of waves.
    """
    total = result.table[result.table["status"] == "total"].set_index("component")
    if total[["n_from", "n_to"]].min().min() < FEW:
        return f"Fewer than {FEW} answers in a wave: too few to split the change."
    said = {name: f"{signed(row['estimate'])} ({interval(row)})" for name, row in total.iterrows()}
    clear = {name: row["conf_low"] > 0 or row["conf_high"] < 0 for name, row in total.iterrows()}
    mix = "" if clear["mix"] else ", which cannot be told from none"
    own = "" if clear["rate"] else ", which cannot be told from none"
    return f"Change {said['change']} points. Mix of the segments: {said['mix']}{mix}. Own scores: {said['rate']}{own}."


def analyses_sentence(result: Result) -> str:
    """How far one change depends on the way it is analysed.

    Parameters
    ----------
    result : Result
        Rows of `nps_difference` under one another, the same comparison in each.
    """
    table = result.table
    if table[["n", "n_reference"]].min().min() < FEW:
        return f"Fewer than {FEW} answers in a wave: too few to say."
    falls, rises = int((table["conf_high"] < 0).sum()), int((table["conf_low"] > 0).sum())
    told = f"{falls} of {len(table)} tell a fall" if falls >= rises else f"{rises} of {len(table)} tell a rise"
    told = "none can be told from no change" if not falls + rises else told
    return (
        f"{len(table)} analyses of the same questionnaires: changes from {signed(table['estimate'].min())} to "
        f"{signed(table['estimate'].max())} points; {told}."
    )


def foretelling_sentence(areas: Result, gaps: Result) -> str:
    """How well each score foretells an outcome, beside a reference, and whether it says more: one sentence each.

    Parameters
    ----------
    areas, gaps : Result
        Of `outcome_auc` on the same people, without and with a reference.
    """
    n, n_yes = (int(areas.table[name].iloc[0]) for name in ("n", "n_yes"))
    if min(n_yes, n - n_yes) < FEW:
        return f"{n_yes:,} with the outcome and {n - n_yes:,} without it: too few to say what foretells it."
    area, said = areas.table.set_index("score")["estimate"], []
    for _, row in gaps.table.iterrows():
        score, reference = row["score"], row["reference"]
        pair = f"{score} (AUC {area[score]:.3f}) against {reference} ({area[reference]:.3f})"
        gap = f"{row['estimate']:+z.3f} ({row['conf_low']:z.3f} to {row['conf_high']:z.3f})".replace("-", "−")
        if row["conf_low"] != row["conf_low"]:
            said.append(f"{pair}: no interval can be given.")
        elif row["conf_low"] <= 0 <= row["conf_high"]:
            said.append(f"{pair}: {gap}, cannot be told from no difference.")
        else:
            said.append(f"{pair}: {gap}, it says {'more' if row['estimate'] > 0 else 'less'}.")
    return "\n".join(said)
