"""Checks of whole tables and of tables against each other: faults that stop, notes that inform."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd

from ...locale import prefixed, say, say_number, to_say
from ...text import count, decimals, percent
from ..cleaning.tables import ColumnFacts, Table
from ..dates.wave_order import wave_order
from .declared_scales import check_answers, notes_on_answers
from .item_signs import notes_on_items
from .spellings import notes_on_comments, notes_on_spelling

# Roles whose high values are good, so that they should rise with the outcome.
_RISING = ("recommend", "outcome", "rating", "return", "trust", "engagement", "climate", "experience")
_NO_YEAR = 2100  # from here on a date stands for none, which is told where dates are read
_MOST_IDS = 100_000  # ids that are compared by their form
_SIGNS = {code: None for code in range(128) if not chr(code).isalnum() and chr(code) != "\n"}
_KEYS = {"customers": "customer", "units": "unit"}


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


def check_tables(tables: dict[str, Table]) -> None:
    """Faults that only whole tables show, and those of tables against one another."""
    for table in tables.values():
        check_whole(table)
    check_keys(tables)


def check_whole(table: Table) -> None:
    """Faults that only the whole column shows: repeated ids, weights all 0, answers that belie the contract."""
    for name, column in table.contract.columns.items():
        if name not in table.frame:
            continue
        if column.role == "weight" and 0 < table.n_rows == table.facts(name).zeros:
            table.fail("every row has the weight 0", "Choose the column with the weights, or leave it out.", name)
        if column.role == "id" or column.role == _KEYS.get(table.contract.kind):
            waves = table.named("wave")
            problem = "ids that an earlier row of the wave has" if waves else "ids that an earlier row has"
            mend = "Leave repeated rows out of the file, or choose the column that is different in every row."
            table.find(name, problem, mend, table.repeated([*waves, name]))
    check_answers(table)


def check_keys(tables: dict[str, Table]) -> None:
    """Units and customers that are named in a table but stand in no table of units or customers."""
    for kind, role in _KEYS.items():
        sources = {
            name: key
            for name, table in tables.items()
            if table.contract.kind == kind
            for key in (table.named(role) or table.named("id"))[:1]
        }
        if not sources:
            continue
        places = " or ".join(f"{name}.{key}" for name, key in sources.items())
        for table in tables.values():
            for column in table.named(role) if table.name not in sources else ():
                unknown = table.unknown(column, [(tables[name], key) for name, key in sources.items()])
                mend = f"Add them to {' or '.join(sources)}, or correct how they are written."
                table.find(column, f"not in {places}", mend, unknown)


def notes_on_references(tables: dict[str, Table]) -> list[str]:
    """How many references find no row of the table whose ids most of them name; ids written in another way."""
    notes = []
    ids = cache(lambda name, key: tables[name].names(key, most=_MOST_IDS))
    for table in tables.values():
        others = [(its, key) for its in tables.values() if its is not table for key in its.named("id")]
        for column in table.named("reference") if others else ():
            lost: dict[int, int] = {}
            for place in sorted(range(len(others)), key=lambda place: others[place][1] != column):  # likely ones first
                # how many rows a table found, by a mask or by their places
                rows = table.unknown(column, [others[place]])
                lost[place] = int(rows.sum()) if rows.dtype == bool else len(rows)
                if not lost[place]:
                    break
            least, place = min((size, place) for place, size in lost.items())
            other, key = others[place]
            n = table.facts(column).answers
            if 0 < least < n:
                told = say(
                    "{lost} of {references} references find no row in {ids}; what needs both tables rests on the "
                    "others.",
                    lost=count(least),
                    references=count(n),
                    ids=f"{other.name}.{key}",
                )
                notes.append(prefixed(f"{table.name}.{column}", told))
            elif least == n > 0:
                notes += _written_otherwise(table, column, others, ids)
    return notes


def _written_otherwise(
    table: Table, column: str, others: list[tuple[Table, str]], ids: Callable[[str, str], list[str]]
) -> list[str]:
    """Ids that would fit but for capitals, signs and leading noughts; `ids` gives those of a table."""
    own = _bare(ids(table.name, column))
    begun = {key[:1] for key in own}
    for other, key in others:
        first = {sign.casefold() for sign in {word[:1] for word in ids(other.name, key)}}
        if begun.isdisjoint(first) and all(sign.isalnum() and sign != "0" for sign in first):
            continue  # letters and numbers stay as they are
        if own and len(own & _bare(ids(other.name, key))) > len(own) / 2:
            told = say(
                "none of the references is written as the ids are: they differ in capitals, signs or leading noughts "
                "from {ids}. Write both alike in the files.",
                ids=f"{other.name}.{key}",
            )
            return [prefixed(f"{table.name}.{column}", told)]
    return []


def _bare(keys: list[str]) -> frozenset[str]:
    """Keys without capitals, signs and leading noughts; all of them as lines of one text, which is quicker."""
    text = "\n".join(keys)
    if text.count("\n") >= len(keys):
        text = "\n".join(key.replace("\n", "") for key in keys)
    text = text.casefold()
    text = text.translate(_SIGNS) if text.isascii() else re.sub(r"[^\w\n]|_", "", text)
    text = re.sub(r"(?<!\d)0+(?=\d)", "", text)
    return frozenset(text.split("\n")) if keys else frozenset()


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
