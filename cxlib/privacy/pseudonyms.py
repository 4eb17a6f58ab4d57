"""Pseudonyms by a keyed hash: the same person, the same word, and no way back without the key."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Sequence
from functools import cache

import pandas as pd

from ..errors import CXError, nearest
from ..study.words.numbers import as_text

KEY = "CX_KEY"
SHORTEST = 16  # characters of a key; a shorter one can be tried out
DIGITS = 20  # of 4 bits each: among a million people two alike by chance once in two million runs


def pseudonymise(data: pd.DataFrame, *, columns: str | Sequence[str]) -> pd.DataFrame:
    """The table with pseudonyms in place of names, addresses or numbers of people.

    Parameters
    ----------
    data : pandas.DataFrame
        Any table; it stays as it is.
    columns : str or sequence of str
        Columns whose values name a person. The same value gets the same pseudonym in every column and table, whether
        it came as text or as a number; missing stays missing.

    Returns
    -------
    pandas.DataFrame
        The same rows in the same order.

    Raises
    ------
    CXError
        A column is missing, or CX_KEY is shorter than 16 characters.

    Notes
    -----
    HMAC-SHA256, shortened to 80 bits. The key is the environment variable CX_KEY. Without it a key is made for this
    process and never written anywhere: the pseudonyms then fit no other notebook and no later run. Whoever has the key
    can find a person again, so pseudonyms are still data about people, and the key is kept apart from them.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> found = cx.pseudonymise(pd.DataFrame({"who": ["Ana", "Pol", "Ana"]}), columns="who")["who"]
    >>> bool(found[0] == found[2] != found[1])
    True
    """
    names = [columns] if isinstance(columns, str) else list(columns)
    for name in names:
        if name not in data:
            raise CXError(f'The table has no column "{name}".', nearest(name, data.columns))
    key = _key()
    return data.assign(**{name: _pseudonyms(data[name], key) for name in names})


def _pseudonyms(values: pd.Series, key: bytes) -> pd.Series:
    known = {
        value: hmac.new(key, as_text(value).encode(), hashlib.sha256).hexdigest()[:DIGITS]
        for value in values.dropna().unique()
    }
    return values.astype(object).map(known).astype("str")


def _key() -> bytes:
    given = os.environ.get(KEY, "")
    if not given:
        return _key_of_this_process()
    if len(given.strip()) < SHORTEST:
        raise CXError(f"{KEY}: shorter than {SHORTEST} characters.", "Give a long random text, and keep it secret.")
    return given.encode()


@cache
def _key_of_this_process() -> bytes:
    """Made once, kept in memory only, gone with the process."""
    return secrets.token_bytes(32)
