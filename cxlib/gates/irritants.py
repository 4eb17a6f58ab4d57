"""What went wrong in a contact, as columns of 0 and 1 made from what the log says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from ..errors import CXError

OVER = "over "


def flags_of(contacts: pd.DataFrame, *, rules: str) -> pd.DataFrame:
    """See `Gates.flags`."""
    pairs = [(name, what) for name, what in _pairs(rules) if name in contacts]
    # in signs, for the name is read in every language
    found = {f"{name} {re.sub(f'^{OVER}', '> ', what)}": _holds(contacts[name], what) for name, what in pairs}
    if not found:
        raise CXError("The log has no column of the irritants.", "name them with -p irritants=….")
    return pd.DataFrame({name: values.to_numpy(dtype=int) for name, values in found.items()}, index=contacts.index)


def _pairs(rules: str) -> Iterator[tuple[str, str]]:
    for rule in rules.split(","):
        name, colon, what = rule.partition(":")
        if colon:
            yield name.strip(), what.strip()


def _holds(values: pd.Series, what: str) -> pd.Series:
    if what.startswith(OVER):
        return (values > float(what.removeprefix(OVER))).fillna(False)
    return values.astype(str).isin([what, f"{what}.0"])
