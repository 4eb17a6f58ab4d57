"""Sentences that read the register of touchpoints: who owns what, where it is known, targets, defects, and the map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from ..results import Result
from .words import FEW, percent

MOST = 5  # names in a sentence
MINUS = "\N{MINUS SIGN}"


def register_sentence(
    register: pd.DataFrame, *, phase: str | None = None, owner: str | None = None, selling: Sequence[str] = ()
) -> str:
    """How many touchpoints and phases there are, how many nobody owns, and how many lie outside of selling.

    Parameters
    ----------
    register : DataFrame
        One row per touchpoint.
    phase, owner : str, optional
        Its columns; what the register does not say is left out.
    selling : sequence of str
        Departments of sales and service, as the register names them.
    """
    told = [f"{len(register)} touchpoint{'' if len(register) == 1 else 's'}"]
    if phase is not None:
        phases = register[phase].nunique()
        told[0] += f" in {phases} phase{'' if phases == 1 else 's'}"
    if owner is not None:
        nobody = int(register[owner].isna().sum())
        others = int((register[owner].notna() & ~register[owner].isin(list(selling))).sum())
        told += [f"{others or 'none'} owned outside {_listed(selling)}"] if selling else []
        told += [f"{nobody or 'none'} by nobody" if selling else f"{nobody or 'none'} owned by nobody"]
    return f"{', '.join(told)}."


def coverage_sentence(result: Result, *, labels: Mapping[str, str] | None = None) -> str:
    """What the register lacks, and what nobody else knows of.

    Parameters
    ----------
    result : Result
        Of `map_coverage`.
    labels : mapping, optional
        What touchpoints are called.
    """
    table, compared = result.table, result.settings["compared"]
    if not compared:
        return "There is nothing to compare the register with: too little to say whether it is complete."
    sources = _listed(["survey" if name == "responses" else name for name in compared])
    missing = list(table.loc[~table["in_register"], "touchpoint"])
    if not missing:
        return f"The register has every touchpoint of the {sources}. What none of them has cannot be seen."
    where = {"in_log": "log", "in_comments": "comments", "named_by_departments": "departments", "measured": "survey"}
    said = []
    for name in missing[:MOST]:
        row = table[table["touchpoint"] == name].iloc[0]
        known = [word for column, word in where.items() if pd.notna(row[column]) and row[column] > 0]
        said.append(f"{(labels or {}).get(name, name)} ({_listed(known)})")
    more = f" and {len(missing) - MOST} more" if len(missing) > MOST else ""
    return f"The register lacks {len(missing)}: {', '.join(said)}{more}. In brackets where each is known."


def variables_sentence(result: Result) -> str:
    """How many variables surely miss their target, meet it, or cannot be judged.

    Parameters
    ----------
    result : Result
        Of `touchpoint_variables`.
    """
    table = result.table
    count = {name: int((table["stands"] == name).sum()) for name in ("surely misses", "meets", "open")}
    who = f"Of {len(table)} variable{'' if len(table) == 1 else 's'}"
    if count["open"] == len(table):
        return f"{who} none can be judged at this n."
    verb = "misses its" if count["surely misses"] == 1 else "miss their"
    text = f"{who} {count['surely misses'] or 'none'} surely {verb} target, {count['meets'] or 'none'} surely "
    text += f"{'meets it' if count['meets'] == 1 else 'meet it'}; {count['open'] or 'none'} cannot be judged at this n."
    critical = table[(table["stands"] == "surely misses") & table["critical"].fillna(False).astype(bool)]
    if not critical["critical"].any():
        return text
    return f"{text} Of those that miss, {len(critical)} {'is' if len(critical) == 1 else 'are'} critical."


def defects_sentence(result: Result) -> str:
    """Whether many slight defects together cost more than the worst one.

    Parameters
    ----------
    result : Result
        Of `defect_costs`.
    """
    table = result.table
    worst, slight = table.iloc[0], table[table["slight"]]
    if worst["n"] < FEW or worst["estimate"] <= 0:
        return f"The worst defect has {worst['n']} answers: too few to say what defects cost."
    text = f"The worst single one is {worst['defect']} at {worst['touchpoint']}"
    if slight.empty:
        return f"{text}; no other is slight beside it."
    times = f"{result.slight / worst['estimate']:.1f}".replace("-", MINUS)
    cut = percent(result.settings["cut"])
    text += (
        f". The one that costs less than {cut} of it comes to {times} times "
        if len(slight) == 1
        else f". The {len(slight)} that each cost less than {cut} of it come to {times} times "
    )
    if result.gap_low <= 0 <= result.gap_high:
        return f"{text}as much, which cannot be told from as much."
    return f"{text}as much: surely {'more' if result.gap > 0 else 'less'} than the worst one."


def map_sentence(result: Result) -> str:
    """How many touchpoints lie surely below their design, what is known of each, and what is amiss.

    Parameters
    ----------
    result : Result
        Of `journey_map`.
    """
    table = result.table
    scored = table[table["estimate"].notna()]
    if scored.empty:
        return "No touchpoint has answers: this map shows what is believed, not what is lived."
    grades = scored["evidence"].value_counts().sort_index()
    text = f"{len(scored)} of {len(table)} touchpoint{'s are' if len(table) > 1 else ' is'} measured ("
    text += ", ".join(f"{count} with evidence {grade}" for grade, count in grades.items()) + ")."
    designed = scored[scored["designed"].notna()]
    if len(designed):
        below = designed[designed["conf_high"] < designed["designed"]]
        at = f"Surely below their design: {len(below)} of {len(designed)}"
        text += f" {at}{', ' * bool(len(below))}{_listed(below['name'])}."
        weak = below.loc[below["evidence"] == "C", "name"]
        if len(weak):
            text += f" On evidence C, so a question and no finding: {_listed(weak)}."
    if result.settings["owners_known"] and table["owner"].isna().any():
        text += f" Owned by nobody: {_listed(table.loc[table['owner'].isna(), 'name'])}."
    return text


def _listed(values: Iterable, most: int = MOST) -> str:
    names = [str(value) for value in values]
    more = [f"{len(names) - most} more"] if len(names) > most else []
    names = names[:most] + more
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
