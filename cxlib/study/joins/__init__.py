"""The tables of a study joined: waves, comments beside answers, contacts of the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ...errors import CXError


def require_pandas(tables: Mapping[str, Any]) -> None:
    """Stop at a table of another engine: rows are joined in memory."""
    foreign = [name for name, table in tables.items() if not isinstance(table, pd.DataFrame)]
    if foreign:
        raise CXError(f"{foreign[0]}: not a pandas table.", 'Read the study with engine="pandas".')
