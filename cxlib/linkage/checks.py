"""What no slope and no path can be found from, said with the names of the columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..errors import CXError
from ..estimators.collinearity import dependent_columns
from ..locale import say

STILL = 1e-12  # of a column's size: a spread as small is no spread
FEW_RESAMPLES = 20
FEW_DRAWN = 10  # units below which drawing them again tells nothing of other units


def refuse_constant(columns: np.ndarray, names: Sequence[str]) -> None:
    """Stop at a column that is the same for every unit."""
    for name, column in zip(names, columns.T, strict=True):
        if np.ptp(column) <= STILL * np.abs(column).max():
            raise CXError(
                f"{name}: every unit has the same mean.", "Where units do not differ, nothing can go with it."
            )


def never_changing(inside: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Which columns are the same in all waves of each unit; `inside` are the columns less their unit's mean."""
    return np.ptp(inside, axis=0) <= STILL * np.abs(columns).max(axis=0)


def refuse_still(inside: np.ndarray, columns: np.ndarray, names: Sequence[str]) -> None:
    """Stop at a column that never changes within a unit."""
    still = never_changing(inside, columns)
    if still.any():
        raise CXError(
            f"{names[int(still.argmax())]}: it never changes within a unit.", "What never changes cannot come first."
        )


def refuse_exact(centred: np.ndarray, names: Sequence[str]) -> None:
    """Stop where a column follows exactly from others: nothing is left to estimate, or no slope of its own."""
    tied = list(dict.fromkeys(names[place] for place in dependent_columns(centred)))
    if tied:
        listed = f"{', '.join(map(repr, tied[:-1]))} and {tied[-1]!r}" if len(tied) > 1 else repr(tied[0])
        raise CXError(
            f"columns: {listed} follow exactly from one another.",
            "Is one of them made from another? Take another column.",
        )


def require_changes(columns: np.ndarray, n_units: int, n_waves: int) -> None:
    """Stop where the means of units and waves leave no row over to tell chance from a slope."""
    if len(columns) - n_units < columns.shape[1]:
        raise CXError(
            f"wave: {len(columns)} rows of {n_units} units in {n_waves} waves are too few for a slope within units.",
            "Follow more units, or the same ones longer.",
        )


def require_resamples(n_resamples: int, rng: int | np.random.Generator | None) -> np.random.Generator:
    """The source of chance; stops without a seed and at numbers of resamples that give no limits."""
    if rng is None:
        raise CXError("rng: units are drawn at random, and no seed is given.", "Write rng=2027, or any number.")
    if isinstance(n_resamples, bool) or n_resamples != int(n_resamples) or n_resamples < FEW_RESAMPLES:
        raise CXError(f"n_resamples: {n_resamples} gives no limits.", f"Write {FEW_RESAMPLES} or more, such as 1000.")
    return np.random.default_rng(rng)


def few_drawn_notes(n_units: int) -> list[str]:
    """Why no interval is given, where so few units are drawn again."""
    if n_units >= FEW_DRAWN:
        return []
    return [
        say(
            "{n_units} units, drawn again, say nothing of others: below {few_drawn} no interval is given.",
            n_units=n_units,
            few_drawn=FEW_DRAWN,
        )
    ]
