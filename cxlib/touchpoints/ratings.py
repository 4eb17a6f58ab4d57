"""The answers about touchpoints that a study has: those given after a contact, else items of the large survey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ..aggregate import CODES, mark_person, with_people
from ..errors import CXError
from ..locale import say
from ..results import Result

if TYPE_CHECKING:
    from ..study import Study


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Ratings(Result):
    """Answers about touchpoints: ``touchpoint score``, one row per answer.

    Attributes
    ----------
    scale : (lowest, highest) or None
        What answers are possible, as far as the study says.
    source : {"contact", "memory"}
        Whether they are about recorded contacts.
    known : tuple
        Every touchpoint that the answers or the log name, those with few answers or none too.
    few : tuple
        Those with answers of too few people to be told, or next to one.
    """

    scale: Sequence[float] | None
    source: str
    known: tuple = ()
    few: tuple = ()


def touchpoint_ratings(study: Study, *, answers: str | None, log: str | None, min_answers: int = 1) -> Ratings:
    """One row per answer about a touchpoint; touchpoints with few answers, or answers of few people, are left out.

    Parameters
    ----------
    study : Study
        As `read_study` read it.
    answers : str or None
        Its table of answers after a contact. Without one, or where it names no touchpoint, the items of the last survey
        of kind relationship that have a touchpoint in study.toml are taken.
    log : str or None
        Its log of contacts: without one nobody knows which contacts took place, so that answers are from memory.
    min_answers : int
        Fewest answers of a touchpoint.

    Returns
    -------
    Ratings
        A Result: ``touchpoint score``, and codes of people where the study knows them. With `.scale`, `.source` and
        `.known`. A note names touchpoints with fewer answers.

    Raises
    ------
    CXError
        No touchpoint has enough answers.
    """
    score, at = ((study.columns(role, table=answers) if answers else [])[:1] for role in ("outcome", "touchpoint"))
    if answers is not None and score and at:
        scale: Sequence[float] | None = study.contract.tables[answers].columns[score[0]].bounds
        own = study.tables[answers]
        table = with_people(own[[*at, *score]].set_axis(["touchpoint", "score"], axis=1), own)
        fewest = min(min_answers, study.contract.study.min_cell.customers)
        alone = study.in_groups(answers, by=at[0], min_cell=fewest)[at[0]].astype("str") == own[at[0]].astype("str")
        together = set(own.loc[~alone, at[0]].dropna())
    else:
        # The items of the last large survey that rate a touchpoint, under one another, and their scale
        tables = study.contract.tables
        items = [
            (name, item, its)
            for name in tables
            if tables[name].kind == "relationship"
            for item, its in tables[name].columns.items()
            if its.touchpoint and its.role == "rating"
        ]
        last, together = [(item, its) for name, item, its in items if name == items[-1][0]], set()
        if not last:
            table, scale = pd.DataFrame({"touchpoint": pd.Series(dtype=object), "score": pd.Series(dtype=float)}), None
        else:
            rows = study.tables[items[-1][0]]
            # an answer is one person's
            each = with_people(pd.DataFrame({CODES: range(len(rows))}, index=rows.index), rows)
            parts = [
                each.assign(touchpoint=its.touchpoint, score=rows[item])[["touchpoint", "score", CODES]]
                for item, its in last
            ]
            table, scale = pd.concat(parts), last[0][1].bounds
    mark_person(table, CODES)
    sizes = table.dropna(subset=["touchpoint", "score"])["touchpoint"].value_counts()
    few = sorted(map(str, sizes.index[(sizes > 0) & (sizes < min_answers)]))
    joined = sorted(map(str, together - set(sizes.index[sizes < min_answers])))
    note = say(
        "Fewer than {min_answers} answers, so shown without a score: {names}.",
        min_answers=min_answers,
        names=", ".join(few),
    )
    why = say("not shown: fewer than {smallest} people, or next to one", smallest=min_answers)
    hidden = f"{', '.join(joined)}: {why}."
    with_score = sizes.index[(sizes >= min_answers) & ~sizes.index.isin(together)]
    if with_score.empty:
        raise CXError(
            f"No touchpoint has {min_answers} answers. {note if few else ''}".strip(), "ask after each contact."
        )
    # The touchpoints of the answers and of the log, as the answers write them
    known = dict.fromkeys(table["touchpoint"].dropna().unique())
    if log is not None:
        for name in study.columns("touchpoint", table=log)[:1]:
            known |= dict.fromkeys(study.tables[log][name].dropna().unique())
    return Ratings(
        kind="touchpoint_ratings",
        table=table[table["touchpoint"].isin(with_score)],
        settings={"answers": answers, "min_answers": min_answers},
        notes=((note,) if few else ()) + ((hidden,) if joined else ()),
        scale=scale,
        source="contact" if score and at and log else "memory",
        known=tuple(known),
        few=(*few, *joined),
    )
