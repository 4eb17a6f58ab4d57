"""Comments: who writes, about what, and how six hundred of them were coded by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .company import CUSTOMERS, chance, ids, only
from .experience import MIDDLE
from .wording import THEMES, THEMES_AT, write_comments

WRITES, USUAL, SINKS, BENDS = -1.75, 7.2, -0.20, 0.045  # bad scores write more, very good ones a little
BAD, GOOD = 5, 8
BY_THE_WAY = 0.4  # points by which chance decides what somebody writes about
PERSONAL = {"email": 0.015, "phone": 0.015, "order": 0.03}  # an order number is not personal
WITHOUT_MARKS = 0.45  # of the Romanian comments
MAY_BE_QUOTED = 0.4
HAND_CODED, CODED_WRONG = 600, 0.08
MIDDLES = {"correct": 3.9, "kind": 3.4}


def draw_comments(rng: np.random.Generator, answers: pd.DataFrame, customers: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The comments, and what is true of them.

    Returns
    -------
    comments : pandas.DataFrame
        `comment_id answer language touchpoint comment hand_theme hand_valence may_quote`.
    truth : pandas.DataFrame
        `comment_id theme_truth valence_truth pii_truth`.
    """
    score = answers["score"].to_numpy(dtype=float, na_value=np.nan)
    away = score - USUAL
    writes = rng.random(len(answers)) < np.nan_to_num(chance(WRITES + SINKS * away + BENDS * away**2))
    rows = answers[writes].reset_index(drop=True)
    n, score = len(rows), score[writes]
    valence = np.select([score <= BAD, score >= GOOD], [-1, 1], 0)
    theme = _themes(rng, rows, valence)
    lot, shares = rng.random(n), np.cumsum(list(PERSONAL.values()))
    inside = np.select([lot < share for share in shares], list(PERSONAL), "")
    plain = (rng.random(n) < WITHOUT_MARKS) & (rows["language"] == "ro")
    about = rows[["language", "touchpoint"]].assign(
        theme=theme, valence=valence, emotion=rows["emotion"].fillna("none")
    )
    about = about.assign(plain=plain, pii=inside)
    numbers = ids("M", np.arange(1, n + 1), 5)
    hand_theme, hand_valence = _coded(rng, theme, valence, round(HAND_CODED * customers / CUSTOMERS))
    comments = pd.DataFrame(
        {
            "comment_id": numbers,
            "answer": rows["answer"],
            "language": rows["language"],
            "touchpoint": rows["touchpoint"],
            "comment": write_comments(rng, about),
            "hand_theme": hand_theme,
            "hand_valence": hand_valence,
        }
    )
    comments["may_quote"] = (rng.random(n) < MAY_BE_QUOTED).astype("int64")
    personal = pd.Series(inside).where(np.isin(inside, ["email", "phone"]))
    truth = {"comment_id": numbers, "theme_truth": theme, "valence_truth": valence, "pii_truth": personal}
    return comments, pd.DataFrame(truth)


def _themes(rng: np.random.Generator, rows: pd.DataFrame, valence: np.ndarray) -> np.ndarray:
    """What is written about: the best of the likely aspects in praise, the worst in blame and between."""
    names = list(THEMES)
    likely = pd.DataFrame({place: [name in themes for name in names] for place, themes in THEMES_AT.items()})
    fits = likely[rows["touchpoint"]].to_numpy().T
    middle = np.array([MIDDLES.get(name, MIDDLE) for name in names])
    standing = rows[names].to_numpy() - middle + BY_THE_WAY * rng.standard_normal((len(rows), len(names)))
    side = np.where(valence > 0, -1, 1)[:, None]
    return np.array(names)[np.where(fits, side * standing, np.inf).argmin(axis=1)]


def _coded(
    rng: np.random.Generator, theme: np.ndarray, valence: np.ndarray, number: int
) -> tuple[pd.Series, pd.arrays.IntegerArray]:
    """Themes and valences as coded by hand: some are wrong, most rows are not coded."""
    n = len(theme)
    chosen = rng.permutation(n) < number
    wrong = rng.random((2, n)) < CODED_WRONG
    others = np.unique(theme)
    place = np.searchsorted(others, theme)
    another = others[(place + rng.integers(1, len(others), n)) % len(others)]
    shifted = (valence + 1 + rng.integers(1, 3, n)) % 3 - 1
    told = pd.Series(np.where(wrong[0], another, theme)).where(chosen)
    return told, only(np.where(wrong[1], shifted, valence), chosen)
