"""What went wrong in a contact, as columns of 0 and 1 made from what the log says."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ..errors import CXError

OVER = "over "


def defect_flags(contacts: pd.DataFrame, *, rules: str) -> pd.DataFrame:
    """A column of 0 and 1 for each rule, in the order of the rows: whether it holds of the contact.

    Parameters
    ----------
    contacts : DataFrame
        The contact log, one row per contact.
    rules : str
        Columns and what counts in them, separated by commas: ``"outcome: failed, wait_minutes: over 30"``. Rules on
        columns that the log does not have are passed over.

    Returns
    -------
    DataFrame
        One column per rule, named as ``outcome failed``.

    Raises
    ------
    CXError
        The log has no column of the rules.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> log = pd.DataFrame({"told_again": [0, 1], "wait": [40, 10]})
    >>> cx.defect_flags(log, rules="told_again: 1, wait: over 30, outcome: failed").to_dict("list")
    {'told_again 1': [0, 1], 'wait over 30': [1, 0]}
    """
    found = {f"{name} {what}": _holds(contacts[name], what) for name, what in _pairs(rules) if name in contacts}
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
