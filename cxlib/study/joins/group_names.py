"""What the data call their groups: names that the workbook never takes for words of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..contract.roles import NAMING

if TYPE_CHECKING:
    from ..study import Study


def group_names(study: Study) -> set[str]:
    """Values of a client's own choosing in pandas tables, and options of questions.

    Of other columns the workbook says what to write: the stage of a contact, the level of an action, an emotion.
    """
    found: set[str] = set()
    for name, table in study.tables.items():
        found |= {option for asked in study.choices(name).values() for option in asked.values()}
        if isinstance(table, pd.DataFrame):
            own = (column for role in NAMING for column in study.columns(role, table=name) if column in table)
            found |= {str(value) for column in own for value in table[column].dropna().unique()}
    return found
