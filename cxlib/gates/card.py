"""The data card of a notebook: its table, the number of questionnaires, the waves and the words of the question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..aggregate import whose_rows
from ..locale import say, word
from ..study.contract.roles import KINDS, SURVEYS
from ..text import count, listed, plain

if TYPE_CHECKING:
    import pandas as pd

    from .notebook_table import NotebookTable

MOST_NAMED = 3  # waves of a section; of more, the first and the last stand for all


def card(gates: NotebookTable) -> str:
    """The card in Markdown, a sentence on each line."""
    if gates.absent is not None:
        return str(gates.absent)
    if gates.table is None:
        return say("The study has no table with a column of role {role}.", role=f"`{gates.role}`")
    if gates.hidden is not None:
        return say("Table {table}.", table=plain(gates.table))
    n, latest = len(gates.answers), len(gates.latest)
    numbers = {"table": plain(gates.table), "n": count(n), "latest": count(latest)}
    lines = [
        say("Table {table}: {n} questionnaires, {latest} in the last wave.", **numbers)
        if latest < n
        else say("Table {table}: {n} questionnaires.", **numbers)
    ]
    study, table = gates.found
    told = plain(study.blocks.get(table, ""))
    lines += [say("Of the whole study: {told}", told=told) if told and study.only else told, plain(gates.repeats)]
    lines += [plain(gates.waves), say("Question: {question}", question=plain(gates.question))]
    return "  \n".join(filter(None, lines))


def repeats_of(gates: NotebookTable) -> str:
    """How many people gave how many answers, where some gave several in a survey; empty where nobody did."""
    if gates.table is None or gates.hidden:
        return ""
    study, table = gates.found
    if study.contract.tables[table].kind not in SURVEYS:
        return ""
    asked = [name for name in [gates.asked] if name]
    whose = whose_rows(gates.answers, None, needed=asked)
    if not whose.people:
        return " ".join(whose.notes)
    told = {"table": gates.table, "people": count(whose.people), "n": count(whose.answers)}
    return say("{table}: {people} people gave {n} answers; intervals count people, not rows.", **told)


def waves_of(gates: NotebookTable) -> str:
    """The waves in their order, as a sentence; empty where there is no wave."""
    wave = None if gates.table is None else gates._column("wave")
    if wave is None:
        return ""
    rounds = gates.answers[wave].dropna().drop_duplicates().sort_values().astype(str)
    return say("Waves in order: {waves}.", waves=", ".join(rounds))


def looked_at(gates: NotebookTable, rows: pd.DataFrame | None, used: Iterable[str]) -> tuple[str, ...]:
    """The waves that a section's rows are of; none where the table has one wave, or the section tells of waves itself.

    Parameters
    ----------
    rows : DataFrame or None
        What the section looks at.
    used : iterable of str
        Its columns; a wave counts where somebody answered all of them.
    """
    wave = None if gates.table is None or gates.hidden else gates._column("wave")
    names = [name for name in used if name in gates.declared]
    if rows is None or wave is None or {"wave", "time"} & {gates.declared[name].role for name in names}:
        return ()
    if gates.answers[wave].nunique() < 2:
        return ()
    answered = rows.index[rows[names].notna().all(axis=1)]
    return tuple(map(str, gates.answers.loc[answered, wave].dropna().drop_duplicates().sort_values()))


def span(waves: Sequence[str]) -> str:
    """Which waves something was found in, as a sentence; empty without waves."""
    if len(waves) < 2:
        return "".join(say("Wave {wave}.", wave=wave) for wave in waves)
    if len(waves) > MOST_NAMED:
        return say("Waves {first} to {last} together.", first=waves[0], last=waves[-1])
    return say("Waves {waves} together.", waves=listed(waves))


def questions_of(gates: NotebookTable) -> pd.DataFrame:
    """All questions of the table as study.toml states them: ``table item text``; no row without a table."""
    import pandas as pd

    its = gates.declared
    rows = [(gates.table, name, one.question) for name, one in its.items() if one.question]
    return pd.DataFrame(rows, columns=["table", "item", "text"])


def chosen_of(gates: NotebookTable) -> pd.DataFrame:
    """Of gates made with a `kind`, the table and its rows: ``kind table n what``; no n where it may not be told."""
    import pandas as pd

    size = None if gates.table is None or gates.hidden else len(gates.answers)
    row = {"kind": gates.kind, "table": gates.table or say("none"), "n": size, "what": word(KINDS[gates.kind])}
    return pd.DataFrame([row]).astype({"n": "Int64"})
