"""The data card of a notebook: its table, the number of questionnaires, the waves and the words of the question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..locale import say
from ..results import Result
from ..study.roles import KINDS
from ..text import count, plain

if TYPE_CHECKING:
    import pandas as pd

    from .sections import Gates


def card(gates: Gates) -> str:
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
    lines += [plain(gates.study.blocks.get(gates.table, ""))]
    lines += [plain(gates.waves), say("Question: {question}", question=plain(gates.question))]
    return "  \n".join(filter(None, lines))


def stated_questions(gates: Sequence[Gates]) -> pd.DataFrame:
    """The questions of tables as study.toml states them: ``table item text``.

    Parameters
    ----------
    gates : sequence of Gates
        Those that have no table are passed over.
    """
    import pandas as pd

    rows = [
        (one.table, name, its.question)
        for one in gates
        if one.table is not None
        for name, its in one.study.contract.tables[one.table].columns.items()
        if its.question
    ]
    return pd.DataFrame(rows, columns=["table", "item", "text"])


def chosen_tables(gates: Sequence[Gates]) -> Result:
    """Which table of the study each gates chose, and its rows: ``kind table n what``.

    Parameters
    ----------
    gates : sequence of Gates
        Made with a `kind`.

    Returns
    -------
    Result
        `n` is missing where a table is too small to be told of, or not there.
    """
    import pandas as pd

    sizes = [None if one.table is None or one.hidden else len(one.answers) for one in gates]
    table = pd.DataFrame(
        {
            "kind": [one.kind for one in gates],
            "table": [one.table or say("none") for one in gates],
            "n": pd.array(sizes, dtype="Int64"),
            "what": [KINDS[one.kind] for one in gates],
        }
    )
    return Result(kind="chosen_tables", table=table)
