"""Sentences on scales and units of employees: reliability, dimensions, separation, agreement, ranks."""

from __future__ import annotations

from ..results import Result
from .words import hundredths

LOOSE = 0.30  # an item that goes less than this with the rest hangs loosely
GOOD_CFI, GOOD_RMSEA = 0.90, 0.08
SAME = 0.85  # from here on two scales cannot be told apart by HTMT
AGREES = 0.70
SURE = 0.95
FEW_UNITS = 20


def reliability_sentence(result: Result) -> str:
    """How reliable a scale is, which item hangs loosely, and whether one factor describes it.

    Parameters
    ----------
    result : Result
        Of `scale_reliability`.
    """
    alpha, omega = (result.table.set_index("coefficient").loc[name] for name in ("alpha", "omega"))
    text = f"Alpha {_with_limits(alpha)}"
    text += f", omega {_with_limits(omega)}" if omega["estimate"] == omega["estimate"] else ", no omega"
    text += f", of {int(alpha['n_items'])} items and {int(alpha['n']):,} people."
    loosest = result.items.loc[result.items["item_rest"].idxmin()]
    if loosest["item_rest"] < LOOSE:
        how = "goes against the others" if loosest["item_rest"] < 0 else "hangs loosely"
        text += f" {loosest['item']} {how} (r {hundredths(loosest['item_rest'])} with the rest)."
    fit = result.one_factor.iloc[0]
    if fit["cfi"] < GOOD_CFI or fit["rmsea"] > GOOD_RMSEA:
        text += f" One factor does not describe them (CFI {hundredths(fit['cfi'])})."
    return text


def dimensions_sentence(result: Result) -> str:
    """How many things a scale measures.

    Parameters
    ----------
    result : Result
        Of `scale_dimensions`.
    """
    found, k = result.n_factors, len(result.table)
    if not found:
        return f"No factor of the {k} items lies above random answers: they have nothing in common."
    if found == 1:
        return f"One factor lies above random answers: the {k} items may be one scale."
    return f"{found} factors lie above random answers: the {k} items measure {found} things, however high alpha is."


def separation_sentence(result: Result) -> str:
    """Which scales can be told apart, and which cannot.

    Parameters
    ----------
    result : Result
        Of `scale_separation`.
    """
    table = result.table
    same, apart = table[table["estimate"].abs() >= SAME], table[table["estimate"].abs() < SAME]
    parts = [
        f"{_pair(line)} {'cannot be told apart' if line.estimate > 0 else 'are one thing and its opposite'} "
        f"(HTMT {hundredths(line.estimate)})."
        for line in same.itertuples()
    ]
    if len(apart) == 1:
        line = next(apart.itertuples())
        parts.append(f"{_pair(line)} are two things (HTMT {hundredths(line.estimate)}).")
    elif len(apart):
        ends = f"{hundredths(apart['estimate'].min())} to {hundredths(apart['estimate'].max())}"
        others = f"The other {len(apart)} pairs" if len(apart) < len(table) else f"All {len(apart)} pairs of scales"
        parts.append(f"{others} can be told apart (HTMT {ends}).")
    parts += [f"{_pair(line)}: no ratio can be given." for line in table[table["estimate"].isna()].itertuples()]
    return " ".join(parts)


def agreement_sentence(result: Result, *, scale: str) -> str:
    """Whether the answers of a unit may be averaged: people agree, and units differ.

    Parameters
    ----------
    result : Result
        Of `unit_agreement`.
    scale : str
        What the scale is called.
    """
    row = result.table.iloc[0]
    start = f"{scale}: rwg(j) {hundredths(row['rwg_j_uniform'])}, ICC(1) {hundredths(row['icc1'])}"
    if row["icc1_low"] != row["icc1_low"]:
        why = "Nobody differs from the others of a unit" if row["f"] else "All units have the same mean"
        return f"{start}. {why}: look at the data before you average."
    start += f" ({hundredths(row['icc1_low'])} to {hundredths(row['icc1_high'])})."
    if row["n_units"] < FEW_UNITS:
        return f"{start} {int(row['n_units'])} units are too few to say whether units differ: read the interval."
    if row["icc1_low"] > 0 and row["rwg_j_uniform"] < AGREES:
        return f"{start} Units differ, but people of one unit hardly agree: its mean speaks for few of them."
    if row["icc1_low"] > 0:
        return f"{start} It belongs to the unit: {_differ(row)}."
    rest = _no_more_than_random(row, result.pseudo)
    return f"{start} Units cannot be told to differ: {rest}. Do not average by unit."


def ranking_sentence(result: Result) -> str:
    """How many of the units with the highest means are sure to be among the truly highest.

    Parameters
    ----------
    result : Result
        Of `unit_ranking`.
    """
    top = result.settings["top"]
    best = result.table[result.table["rank"] <= top]
    if top == 1:
        sure = "sure" if best["p_top"].iloc[0] >= SURE else "not sure"
        return (
            f"The unit with the highest mean is {sure} to be the true first (chance "
            f"{hundredths(best['p_top'].iloc[0])}); {len(result.table)} units are ranked."
        )
    sure = int((best["p_top"] >= SURE).sum())
    count = "None" if not sure else "All" if sure == top else f"Only {sure}" if 2 * sure <= top else str(sure)
    return (
        f"{count} of the {top} units with the highest means are sure to be among the true {top} (chance of "
        f"{hundredths(SURE)} or more); {len(result.table)} units are ranked."
    )


def _differ(row) -> str:
    """How people agree where units differ: rwg(j) and the mean distance may contradict one another."""
    if row["rwg_j_uniform"] != row["rwg_j_uniform"]:
        return "units differ; whether people agree cannot be said"
    if row["ad"] > row["ad_limit"]:
        far = f"{hundredths(row['ad'])} where {hundredths(row['ad_limit'])} is the limit"
        return f"units differ; people agree by rwg(j), but not by their mean distance ({far})"
    return "people agree and units differ"


def _no_more_than_random(row, pseudo) -> str:
    """How people agree where units do not differ."""
    if row["rwg_j_uniform"] != row["rwg_j_uniform"]:
        return "whether people agree cannot be said"
    if row["rwg_j_uniform"] < AGREES:
        return "people do not agree"
    if pseudo is not None and row["rwg_j_uniform"] <= pseudo["rwg_j_uniform"].max():
        return "people agree, but in random units as much"
    return "people agree, as they may in random units too"


def _with_limits(row) -> str:
    return f"{hundredths(row['estimate'])} ({hundredths(row['conf_low'])} to {hundredths(row['conf_high'])})"


def _pair(line) -> str:
    return f"{line.scale} and {line.other}"
