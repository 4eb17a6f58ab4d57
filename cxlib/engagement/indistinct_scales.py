"""Scales that data cannot tell apart, called one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..errors import CXError
from ..results import Result
from ..text import listed

APART = 0.85  # HTMT from which two scales count as one (Henseler, Ringle and Sarstedt 2015)


def joined_scales(
    scales: Mapping[str, Sequence[str]], *, separation: Result, limit: float = APART
) -> dict[str, list[str]]:
    """Scales of which no pair is one under two names: those with an HTMT of `limit` or more are put together.

    Parameters
    ----------
    scales : mapping of str to sequence of str
        Name → items; names that `separation` does not know stay as they are.
    separation : Result
        Of `scale_separation`: a row per pair, ``scale other estimate``.
    limit : float
        HTMT from which two are one.

    Returns
    -------
    dict of str to list of str
        In the order of `scales`. What is put together has the names joined by “and”, and all items. Chains are put
        together, too: where A is B and B is C, the three are one, though A and C alone might be told apart.

    Raises
    ------
    CXError
        `separation` has no pairs.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> pairs = pd.DataFrame({"scale": ["a", "a", "b"], "other": ["b", "c", "c"], "estimate": [0.95, 0.5, 0.6]})
    >>> cx.joined_scales({"a": ["a1", "a2"], "b": ["b1", "b2"], "c": ["c1", "c2"]}, separation=cx.Result(table=pairs))
    {'a and b': ['a1', 'a2', 'b1', 'b2'], 'c': ['c1', 'c2']}
    """
    table = separation.table
    if not {"scale", "other", "estimate"} <= {*table}:
        raise CXError("separation: no pairs of scales.", "Give the result of scale_separation.")
    home = {name: name for name in scales}
    for pair in table[table["estimate"] >= limit].itertuples():
        if pair.scale in home and pair.other in home:
            kept, gone = home[pair.scale], home[pair.other]
            home = {name: kept if its == gone else its for name, its in home.items()}
    together = {first: [name for name in scales if home[name] == first] for first in dict.fromkeys(home.values())}
    return {listed(names): [item for name in names for item in scales[name]] for names in together.values()}
