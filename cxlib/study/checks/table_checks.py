"""Checks of whole tables: faults that stop, notes that inform."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from ...locale import prefixed, say, say_number, to_say
from ...text import count, decimals, percent, quoted
from ..cleaning.tables import ColumnFacts, Table
from ..contract.roles import KEY_OF, VALENCE
from ..dates.wave_order import wave_order
from .declared_scales import check_answers, notes_on_answers
from .item_signs import notes_on_items
from .spellings import notes_on_comments, notes_on_spelling

# Roles whose high values are good, so that they should rise with the outcome.
_RISING = ("recommend", "outcome", "rating", "return", "trust", "engagement", "climate", "experience")
_SHOWN, _MOST_WORDS = 3, 1_000
_NO_YEAR = 2100  # from here on a date stands for none, which is told where dates are read
_OFTEN = ("cases", "interactions")  # kinds whose rows are events: one matter may have several
_LASTED = {"closed": "opened", "end": "start"}  # the role of what comes later → of what comes first


def check_rows(table: Table, as_of: datetime.date | None) -> None:
    """Faults of single rows beyond those of a cell: absent weights and answers, dates to come."""
    for name, column in table.contract.columns.items():
        if name not in table.frame:
            continue
        missing = table.missing[name]
        if column.role == "weight":
            table.find(name, "no weight", "Give every row a weight; 0 leaves it without influence.", missing)
        elif column.role == "n_people":
            table.find(name, "no number of people", "Say of every row how many answered.", missing)
        elif column.required:
            mend = "Fill the cells, or leave out required = true."
            table.find(name, "no answer where one is required", mend, missing)
        if column.values == "date" and as_of:
            later = (table.frame[name] >= pd.Timestamp(as_of) + pd.Timedelta(days=1)).to_numpy()
            table.find(name, f"dates after {as_of}", "Correct the dates, or as_of in the study.", later)
        elif column.role == "time":
            values, after = table.frame[name], pd.Timestamp(datetime.date.today()) + pd.Timedelta(days=1)
            later = ((values >= after) & (values.dt.year < _NO_YEAR)).to_numpy()
            mend = to_say('With as_of under [study] they are faults, which faults = "set_aside" leaves out.')
            table.find(name, to_say("dates after today"), mend, later, told="always")
        if column.role == "lag":
            below = (table.frame[name] < 0).to_numpy()
            table.find(name, "below 0", "Correct the rows: first comes the contact, then the answer.", below)
        for first in table.named(_LASTED.get(column.role, ""))[:1]:
            mend = "Correct the dates, or exchange the two columns."
            table.find(name, f"before {first}", mend, is_before(table.frame[name], table.frame[first]))


def is_before(later: pd.Series, first: pd.Series) -> np.ndarray:
    """Where what should be later comes first; of columns of which one has days only, by their days."""
    days = [dates.dt.normalize() for dates in (later, first)]
    if any((dates.dropna() == day.dropna()).all() for dates, day in zip((later, first), days, strict=True)):
        later, first = days
    return (later < first).to_numpy()


def check_whole(table: Table) -> None:
    """Faults that only the whole column shows: repeated ids, weights all 0, answers that belie the contract."""
    for name, column in table.contract.columns.items():
        if name not in table.frame:
            continue
        if column.role == "weight" and 0 < table.n_rows == table.facts(name).zeros:
            table.fail("every row has the weight 0", "Choose the column with the weights, or leave it out.", name)
        if column.role == "id" or column.role == KEY_OF.get(table.contract.kind):
            waves = table.named("wave")
            problem = "ids that an earlier row of the wave has" if waves else "ids that an earlier row has"
            mend = "Leave repeated rows out of the file, or choose the column that is different in every row."
            if table.contract.kind in _OFTEN:
                mend = f'If a case was opened again, with a row each time, write role = "reference". {mend}'
            if table.secret:
                mend = f'If people answer for two teams, with a row for each, write role = "employee". {mend}'
            table.find(name, problem, mend, table.repeated([*waves, name]))
    check_answers(table)


def aside_note(table: str, faulty: int, total: int) -> str:
    """How many rows of a table have faults and were set aside."""
    told = {"faulty": count(faulty), "total": count(total), "share": percent(faulty / total, 1)}
    return prefixed(
        table,
        say_number(
            "{faulty} of {total} rows ({share}) has faults and was set aside.",
            "{faulty} of {total} rows ({share}) have faults and were set aside.",
            faulty,
            **told,
        ),
    )


def notes_on(table: Table) -> list[str]:
    """What is no fault, yet what a reader should know."""
    notes = []
    for name, column in table.contract.columns.items():
        if name not in table.frame:
            continue
        facts = table.facts(name)
        if not facts.answers:
            notes.append(prefixed(f"{table.name}.{name}", say("no answer in any row.")))
        elif facts.answers > 1 and facts.distinct == 1:
            notes.append(prefixed(f"{table.name}.{name}", say("the same value in every row.")))
        if column.role == "wave" and facts.distinct > 1:
            notes += [prefixed(f"{table.name}.{name}", note) for note in _on_waves(facts, labelled=bool(column.labels))]
        if column.role == "emotion" and not table.secret:
            notes += [
                prefixed(f"{table.name}.{name}", note) for note in _on_emotions(table.names(name, most=_MOST_WORDS))
            ]
        if column.role == "weight" and facts.zeros:
            told = say_number(
                "{count} row has the weight 0 and no influence.",
                "{count} rows have the weight 0 and no influence.",
                facts.zeros,
                count=count(facts.zeros),
            )
            notes.append(prefixed(f"{table.name}.{name}", told))
    return [
        *notes,
        *notes_on_spelling(table),
        *notes_on_comments(table),
        *notes_on_answers(table),
        *_reversed(table),
        *notes_on_items(table),
    ]


def _on_emotions(words: list[str]) -> list[str]:
    """Words for emotions of which the workbook does not know whether they are good or bad."""
    strange = sorted(word for word in words if word not in (*VALENCE, "none"))
    if not strange:
        return []
    shown = ", ".join(quoted(word) for word in strange[:_SHOWN])
    more = say("and {number} more", number=count(len(strange) - _SHOWN)) if len(strange) > _SHOWN else ""
    told = say(
        "whether these are good or bad is not known, so that they are left out: {names}. Name them in labels as the "
        "workbook does: {known}.",
        names=f"{shown} {more}".strip(),
        known=", ".join([*VALENCE, "none"]),
    )
    return [told]


def _on_waves(facts: ColumnFacts, *, labelled: bool) -> list[str]:
    """The order of waves where names leave it open, or labels put it otherwise than the calendar."""
    by_name, sure = wave_order(facts.present)
    order = [wave for wave in facts.order if wave in by_name]
    if not labelled and not sure:
        return [
            say("waves in the order {waves}. If that is wrong, write labels in their order.", waves=", ".join(order))
        ]
    if labelled and sure and order != by_name:
        told = say(
            "waves in the order of their labels, {waves}; by their names it would be {names}.",
            waves=", ".join(order),
            names=", ".join(by_name),
        )
        return [told]
    return []


def _reversed(table: Table) -> list[str]:
    outcomes = table.named("outcome") or table.named("recommend")
    if not outcomes:
        return []
    outcome, falling, others = outcomes[0], {}, 0
    absent = set(table.contract.columns) - set(table.frame)
    easy: list[str] = []
    for name, column in table.contract.columns.items():
        if column.role not in (*_RISING, "effort") or column.values != "number" or name in (outcome, *absent):
            continue
        n, r = table.correlation(name, outcome)
        if column.role == "effort":
            if n >= 30 and r > max(0.1, 3 / np.sqrt(n)):
                easy.append(_rises(table, name, outcome, r))
            continue
        others += n >= 30
        if n >= 30 and r < -max(0.1, 3 / np.sqrt(n)):  # three standard errors below 0, and worth a word
            falling[name] = r
    recommend = [name for name in falling if table.contract.columns[name].role == "recommend"]
    if (recommend and len(falling) == 1) or (len(falling) > 1 and len(falling) == others):
        # 10 is always the best recommendation; and where all go the other way, it is the outcome that is turned
        first = next(iter(falling))
        return [*easy, _falls(table, outcome, first, falling[first])]
    return [*easy, *(_falls(table, name, outcome, r) for name, r in falling.items())]


def _rises(table: Table, name: str, other: str, r: float) -> str:
    told = say(
        "rises with {other} (r = {r}), though a high value should mean much effort; if it means little, write "
        "reverse = true.",
        other=other,
        r=decimals(r, 2),
    )
    return prefixed(f"{table.name}.{name}", told)


def _falls(table: Table, name: str, other: str, r: float) -> str:
    told = say(
        "falls as {other} rises (r = {r}); if a high value is bad here, write reverse = true.",
        other=other,
        r=decimals(r, 2),
    )
    return prefixed(f"{table.name}.{name}", told)
