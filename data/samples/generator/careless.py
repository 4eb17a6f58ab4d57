"""Answers to the yearly survey without a thought: straight lines, answers in a rush, answers of somebody else."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .answers import AGREEMENT, ITEMS_ASKED

SHARES = {"line": 0.03, "rush": 0.03, "copy": 0.01}  # of those who answered every statement
SECONDS = (0.5, 1.3)  # that somebody in a rush takes for a statement
STATEMENTS = (*AGREEMENT, "fit1", "fit2", "fit3")  # 1 to 5; the first of them is still read
ALIKE = ("wave", "recommend", "impression", "problem", "returned12")  # of a copy and the answer that it is a copy of
COPIED = (*STATEMENTS, "disconfirm", "valence", "arousal")


def answer_carelessly(rng: np.random.Generator, table: pd.DataFrame) -> pd.DataFrame:
    """The answers with some of them careless; recommendation, impression, problem and return stay as they were given.

    A straight line gives the answer to the first statement to all; whoever is in a rush answers the others by chance;
    a copy is in all answers like an earlier one. Codes for no answer stay, but in copies.
    """
    asked = table[list(AGREEMENT)].notna().all(axis=1) & (table["items_done"] == ITEMS_ASKED)
    full = rng.permutation(np.flatnonzero(asked))
    lines, rushed, copies = np.rint(len(full) * np.array(list(SHARES.values()))).astype(int)
    line, rush, careful = np.split(full, [lines, lines + rushed])
    told = table[list(COPIED)].to_numpy(float, na_value=np.nan)
    careless, statements = told.copy(), slice(1, len(STATEMENTS))
    careless[line, statements] = told[line, :1]
    careless[rush, statements] = rng.integers(1, 6, (len(rush), len(STATEMENTS) - 1))
    careless = np.where(told > 5, told, careless)  # codes
    for row, origin in _pairs(table.iloc[careful], copies):
        careless[row] = told[origin]
    seconds = table["seconds"].to_numpy().copy()
    seconds[rush] = np.rint(len(AGREEMENT) * rng.uniform(*SECONDS, len(rush)))
    return table.assign(**pd.DataFrame(careless, table.index, COPIED).astype("Int64"), seconds=seconds)


def _pairs(rows: pd.DataFrame, number: int) -> list[tuple[int, int]]:
    """So many pairs of rows, each row in one pair, that are alike in what a copy leaves as it was: (later, earlier)."""
    place = rows.groupby(list(ALIKE), sort=False, dropna=False).cumcount()
    group = rows.groupby(list(ALIKE), sort=False, dropna=False).ngroup()
    first, second = (pd.Series(rows.index[place == at], group[place == at]) for at in (0, 1))
    both = pd.concat([first.rename("a"), second.rename("b")], axis=1, join="inner").head(number)
    return [(max(pair), min(pair)) for pair in both.itertuples(index=False)]
