"""Keys and names that one table writes otherwise than another: capitals, signs, leading noughts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from ...locale import prefixed, say
from ...text import count, quoted
from ..cleaning.tables import Table
from ..contract.roles import KEY_OF, REGISTERS

MOST_IDS = 100_000  # ids that are compared by their form
_SIGNS = {code: None for code in range(128) if not chr(code).isalnum() and chr(code) != "\n"}
_SHOWN = 3
_KEYS = ("customer", "employee", "unit")  # whose names are told by their number only
_NAMED = (*((role,) for role in ("touchpoint", *_KEYS)), ("department", "handed_over_from", "owner"))  # what is joined
_FEWEST, _SHARE = 3, 0.05  # keys that differ by their form only: so many, and such a share of them, are no chance


Home = tuple[Table, str, list[str]]  # a table, a column of it, and the names in it


def notes_on_names(tables: dict[str, Table]) -> list[str]:
    """Keys by which tables are joined that one writes otherwise than another, or otherwise in two of its rows."""
    notes: list[str] = []
    for roles in _NAMED:
        of_keys = roles[0] in _KEYS
        found = [(table, column) for table in tables.values() for role in roles for column in table.named(role)[:1]]
        homes = [(table, column, table.names(column, most=MOST_IDS)) for table, column in found]
        registers = [home for home in homes if KEY_OF.get(home[0].contract.kind) == roles[0]]
        for home in (registers or homes) if of_keys else []:  # of names their spelling is told elsewhere
            notes += _twice(*home)
        if len(homes) < 2 or registers:
            continue  # whoever is in no register is told as a fault
        maps = [home for home in homes if home[0].contract.kind == "touchpoints" and roles[0] == "touchpoint"]
        hub = (maps or sorted(homes, key=lambda home: -len(home[2])))[0]
        for home in homes:
            if home is not hub:
                notes += _otherwise_than(home, hub, told=not (of_keys or home[0].secret or hub[0].secret))
    return notes


def _otherwise_than(home: Home, hub: Home, *, told: bool) -> Iterator[str]:
    """Names of a table that another one writes otherwise, and of a register those that the map lacks."""
    (table, column, names), (other, key, known) = home, hub
    where = {"place": f"{other.name}.{key}"}
    lost = sorted(set(names) - set(known))
    pairs = written_otherwise(lost, known)
    if pairs and told:
        shown = [f"{quoted(one)} ({quoted(other)})" for one, other in list(pairs.items())[:_SHOWN]]
        said = say(
            "not as in {place}, here in brackets: {names}. Only capitals, signs or leading noughts differ, yet they "
            "are taken for others. Give them one name, as with labels.",
            names=_few(shown, len(pairs)),
            **where,
        )
        yield prefixed(f"{table.name}.{column}", said)
    elif pairs:
        said = say(
            "{number} of {total} are written otherwise in {place}: they differ in capitals, signs or leading noughts, "
            "and are taken for others. Write both alike in the files.",
            number=count(len(pairs)),
            total=count(len(names)),
            **where,
        )
        yield prefixed(f"{table.name}.{column}", said)
    strange = [name for name in lost if name not in pairs]
    is_map = other.contract.kind == "touchpoints" and key in other.named("touchpoint")
    if strange and is_map and table.contract.kind in REGISTERS:
        shown = [quoted(name) for name in strange[:_SHOWN]]
        said = say(
            "{names}: not in {place}; what needs both leaves them out.", names=_few(shown, len(strange)), **where
        )
        yield prefixed(f"{table.name}.{column}", said)


def _few(shown: list[str], total: int) -> str:
    more = [say("and {number} more", number=count(total - len(shown)))] if total > len(shown) else []
    return " ".join([", ".join(shown), *more])


def _twice(table: Table, column: str, own: list[str]) -> Iterator[str]:
    """Keys of a column that differ from another one of it by their form only."""
    forms = pd.Series(bare(own), dtype=object)
    n = int((forms.duplicated(keep=False) & (forms != "")).sum())
    if n >= max(_FEWEST, _SHARE * len(own)):
        said = say(
            "{number} of {total} differ from another one in capitals, signs or leading noughts only, and are taken for "
            "others. If they are the same, write them alike in the files.",
            number=count(n),
            total=count(len(own)),
        )
        yield prefixed(f"{table.name}.{column}", said)


def written_otherwise(names: list[str], known: list[str]) -> dict[str, str]:
    """Names that are among others but for capitals, signs and leading noughts, and what they are there."""
    forms = dict(zip(bare(known), known, strict=True))
    return {name: forms[form] for name, form in zip(names, bare(names), strict=True) if form and form in forms}


def bare(keys: list[str]) -> list[str]:
    """Keys without capitals, signs, leading noughts and a whole number's ".0"; as lines of one text, which is quick."""
    text = "\n".join(keys)
    if text.count("\n") >= len(keys):
        text = "\n".join(key.replace("\n", "") for key in keys)
    text = re.sub(r"(?m)^(\s*\d+)\.0+(?=\s*$)", r"\1", text.casefold())
    text = text.translate(_SIGNS) if text.isascii() else re.sub(r"[^\w\n]|_", "", text)
    text = re.sub(r"(?<!\d)0+(?=\d)", "", text)
    return text.split("\n") if keys else []
