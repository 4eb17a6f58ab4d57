"""Small logs that can be worked by hand."""

from __future__ import annotations

import pandas as pd

KEYS = {"customer": "who", "time": "when"}


def log(*rows: tuple) -> pd.DataFrame:
    """``who at by day broken`` as tuples; `day` counts days and parts of days from 5 January 2026."""
    table = pd.DataFrame(rows, columns=["who", "at", "by", "day", "broken"])
    table["when"] = pd.Timestamp("2026-01-05") + pd.to_timedelta(table.pop("day"), "D")
    return table


MINI = log(
    ("a", "call", "Centre", 0.0, 0),
    ("b", "call", "Centre", 0.5, 1),
    ("a", "visit", "Repair", 2.0, 1),
    ("b", "visit", "Repair", 2.0, 0),
    ("b", "bill", "Billing", 2.0, 1),  # at the same time as the visit: the order of the rows decides
    ("c", "visit", "Repair", 3.0, 0),
    ("a", "wait", None, 4.0, 0),  # nobody's
    ("a", "call", "Centre", 5.0, 0),
    ("c", "bill", "Billing", 30.0, 0),
    ("d", "call", "Centre", 40.0, 0),
)
