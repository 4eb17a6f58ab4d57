"""What was planted in the sample company, as a reading is handed it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Planted = float | Mapping[str, Any] | None


def planted_value(entry: Planted) -> float | None:
    """The planted number: given as such, or as an entry of `Study.truth`; None where nothing is known."""
    if entry is None:
        return None
    return float(entry["structural"] if isinstance(entry, Mapping) else entry)


def planted_values(entries: Mapping[str, Planted] | None) -> dict[str, float]:
    """Of each name what was planted, without those of which nothing is known."""
    values = {name: planted_value(entry) for name, entry in (entries or {}).items()}
    return {name: value for name, value in values.items() if value is not None}
