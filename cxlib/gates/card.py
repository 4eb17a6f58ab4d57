"""The data card of a notebook: its table, the number of questionnaires, the waves and the words of the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..locale import say
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


def questions_of(gates: Gates) -> pd.DataFrame:
    """See `Gates.questions`."""
    import pandas as pd

    its = {} if gates.table is None else gates.study.contract.tables[gates.table].columns
    rows = [(gates.table, name, one.question) for name, one in its.items() if one.question]
    return pd.DataFrame(rows, columns=["table", "item", "text"])


def chosen_of(gates: Gates) -> pd.DataFrame:
    """See `Gates.chosen`."""
    import pandas as pd

    size = None if gates.table is None or gates.hidden else len(gates.answers)
    row = {"kind": gates.kind, "table": gates.table or say("none"), "n": size, "what": KINDS[gates.kind]}
    return pd.DataFrame([row]).astype({"n": "Int64"})
