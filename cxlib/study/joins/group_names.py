"""What the data call their groups: names that the workbook never takes for words of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..contract.roles import ASKED_FOR, NAMING

if TYPE_CHECKING:
    from ..study import Study


def group_names(study: Study) -> dict[str, set[str]]:
    """Column → values of a client's own choosing, in pandas tables, and options of questions.

    Of other columns the workbook says what to write: the stage of a contact, the level of an action, an emotion.
    """
    found: dict[str, set[str]] = {}
    for name, table in study.tables.items():
        for asked, options in study.choices(name).items():
            found.setdefault(asked, set()).update(options.values())
        if isinstance(table, pd.DataFrame):
            for column in (column for role in NAMING for column in study.columns(role, table=name) if column in table):
                own = {str(value) for value in table[column].dropna().unique()} - ASKED_FOR
                found.setdefault(column, set()).update(own)
    return found
