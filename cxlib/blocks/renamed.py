"""A survey under other names: waves and questions that are called otherwise now are known by who gave which answers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from .matching import NONE, SAME, Rows, with_questions

ALIKE = 0.9  # of the answers that two questions share: from here on they are one question
FEWEST = 10  # rows on which that can be said


def in_its_words(old: Rows, new: Rows) -> Rows:
    """Today's rows with the waves and the questions called as the memory calls them.

    Blocks are kept apart by wave, and answers are compared by question. So whoever renames a wave, drops the column of
    waves or renames all items would have the same people put into other blocks, if names alone told what is what.
    """
    new = replace(new, wave=_waves(old, new))
    return replace(new, questions=_questions(old, new))


def _waves(old: Rows, new: Rows) -> np.ndarray:
    """The wave of each row: of waves that are called otherwise now, the one in which the same people answered alike."""
    free, unknown = np.setdiff1d(old.wave, new.wave), np.setdiff1d(new.wave, old.wave)
    if not len(free) or not len(unknown):
        return new.wave
    wave = new.wave.copy()
    before, after = _known_by(old, new)
    for called in unknown:
        rows = np.flatnonzero(new.wave == called)
        same = {was: int(_both(after[rows], before[old.wave == was]).sum()) for was in free}
        found = [was for was in free if same[was] >= SAME * min(len(rows), (old.wave == was).sum())]
        found.sort(key=lambda was: -same[was])
        left = np.ones(len(rows), bool)
        for was in found:
            alike = np.flatnonzero(left)[_both(after[rows[left]], before[old.wave == was])]
            wave[rows[alike]], left[alike] = was, False
        if len(found) == 1:  # and so those who came or answered anew belong to it
            wave[rows[left]] = found[0]
        elif found and new.person is not None:
            for was in found:
                stored = old.person[old.wave == was]
                stored = stored[~np.isin(stored, new.person[wave == was])]
                anew = left & np.isin(new.person[rows], stored)
                wave[rows[anew]] = was
                left &= ~anew
    return wave


def _known_by(old: Rows, new: Rows) -> tuple[np.ndarray, np.ndarray]:
    """What a row is known by in whatever wave: its person where both name them, and its answers.

    Answers to questions that both have; where they have none in common, all answers, in whatever order.
    """
    questions = np.intersect1d(old.questions, new.questions)
    sides = [with_questions(rows, questions) if len(questions) else rows for rows in (old, new)]
    keys = []
    for rows in sides:
        codes = rows.codes.astype(np.uint64)
        mixed = (codes + (rows.questions.astype(np.uint64) if len(questions) else 0)) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
        keys.append((mixed * mixed * (codes > NONE)).sum(axis=1, dtype=np.uint64))
    if old.person is not None and new.person is not None and len(np.intersect1d(old.person, new.person)):
        keys = [key + rows.person.astype(np.uint64) * np.uint64(0xBF58476D1CE4E5B9)
                for key, rows in zip(keys, sides, strict=True)]  # fmt: skip
    return keys[0], keys[1]


def _both(keys: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which of the keys the others have too, the second of a kind only where they have two."""
    again = pd.Series(keys).groupby(keys).cumcount()
    number = pd.Series(others).value_counts()
    return (again < pd.Series(keys).map(number).fillna(0)).to_numpy()


def _questions(old: Rows, new: Rows) -> np.ndarray:
    """The questions of today: those of another name that the same people answered alike are one."""
    free = list(np.setdiff1d(old.questions, new.questions))
    unknown = np.setdiff1d(new.questions, old.questions)
    if old.person is None or new.person is None or not free or not len(unknown):
        return new.questions
    first, second = (
        pd.DataFrame({"person": rows.person, "wave": rows.wave, "row": np.arange(len(rows.wave))}).drop_duplicates(
            ["person", "wave"]
        )
        for rows in (old, new)
    )
    pairs = first.merge(second, on=["person", "wave"], suffixes=("_was", "_now"))
    was, now = old.codes[pairs["row_was"]], new.codes[pairs["row_now"]]
    place = {question: column for column, question in enumerate(old.questions)}
    questions = new.questions.copy()
    for question in unknown:
        column = int(np.flatnonzero(new.questions == question)[0])
        shares = [_alike(was[:, place[one]], now[:, column]) for one in free]
        if shares and max(shares) >= ALIKE:
            questions[column] = free.pop(int(np.argmax(shares)))
    return questions


def _alike(was: np.ndarray, now: np.ndarray) -> float:
    """Of the answers that both have, the share that are the same, on a scale that may be turned or moved.

    0 where these are too few or all of one kind, or where two answers of one question are one of the other.
    """
    both = (was > NONE) & (now > NONE)
    if both.sum() < FEWEST or len(np.unique(was[both])) < 2:
        return 0.0
    table = pd.crosstab(was[both], now[both]).to_numpy()
    most = table.argmax(axis=1)
    return float(table.max(axis=1).sum() / table.sum()) if len(np.unique(most)) == len(most) else 0.0
