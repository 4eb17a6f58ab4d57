"""What every public function asks of its arguments, in the same words."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from numbers import Integral, Real

import numpy as np

from ..errors import CXError, nearest
from ..locale import say
from ..text import in_rows
from .columns import column_names, require_numbers, weight_faults
from .marks import roles_of
from .narwhals_adapter import Table


def column_list(columns: str | Sequence[str] | None, data: Table | None = None) -> list[str]:
    """One name, several or none, as a list; a role of `data`, a study's table, is the column that has it."""
    names = [] if columns is None else [columns] if isinstance(columns, str) else list(columns)
    roles = {} if data is None else roles_of(data)
    if not roles or set(names).isdisjoint(roles):
        return names
    known = set(column_names(data))
    return [name if name in known else roles.get(name, name) for name in names]


def require_choice(argument: str, value: str, known: Iterable[str]) -> None:
    """Stop at a word that is not one of the known ones."""
    known = list(known)
    if value not in known:
        raise CXError(f"{argument}: {value!r} is not known.", nearest(str(value), known))


def require_reference(between: str, reference: Hashable, known: Sequence[Hashable]) -> None:
    """Stop at a value to compare with that its column does not have, such as the text "1" for the number."""
    if reference not in known:
        same = [value for value in known if str(value) == str(reference)]
        mend = f"Write {same[0]!r}." if same else nearest(str(reference), map(str, known))
        raise CXError(f"reference: {between} has no value {reference!r}.", mend)


def require_level(confidence_level: float) -> None:
    """Stop unless the level lies strictly between 0 and 1."""
    if not isinstance(confidence_level, Real) or not 0 < confidence_level < 1:
        raise CXError(f"confidence_level: {confidence_level} is not between 0 and 1.", "Write 0.95 for 95 %.")


def require_rng(n_resamples: int, rng: int | np.random.Generator | None) -> np.random.Generator | None:
    """The source of chance; nothing where nothing is drawn."""
    if not isinstance(n_resamples, Integral) or isinstance(n_resamples, bool) or n_resamples < 0:
        raise CXError(f"n_resamples: {n_resamples} is not a number of resamples.", "Write 0 for none, or 1000.")
    return require_seed(rng) if n_resamples else None


def require_seed(rng: int | np.random.Generator | None) -> np.random.Generator:
    """The source of chance where something is drawn."""
    if rng is None:
        raise CXError("rng: resamples are drawn at random and need a seed.", "Write rng = 2027, or any number.")
    try:
        return np.random.default_rng(rng)
    except (TypeError, ValueError):
        raise CXError(f"rng: {rng!r} is not a seed.", "Write a whole number, such as 2027.") from None


def weight_notes(data: Table, weights: str | None) -> list[str]:
    """Stop at weights that are none; note rows without influence."""
    if weights is None:
        return []
    require_numbers(data, weights=weights)
    faults = weight_faults(data, weights)
    mend = "A weight says how many people an answer stands for; write 0 for none, or leave the rows out."
    for fault in ("missing", "negative", "infinite"):
        if faults[fault]:
            raise CXError(f"weights: {fault} in {rows_of(faults[fault])} of column {weights!r}.", mend)
    return [say("{rows} of weight 0 left out.", rows=in_rows(faults["zero"]))] if faults["zero"] else []


def rows_of(count: float) -> str:
    """A number of rows in words."""
    return "1 row" if count == 1 else f"{int(count):,} rows"
