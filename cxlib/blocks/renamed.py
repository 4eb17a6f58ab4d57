"""A survey under other names: waves and questions that are called otherwise now are known by who gave which answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from .matching import NONE, SAME, Rows, same_answers, with_questions

ALIKE = 0.9  # of the answers that two questions share: from here on they are one question
FEWEST = 10  # rows on which that can be said
MOST = 0.8  # of the rows: where neither names nor ids are shared, so many have the answers of somebody of the memory


def in_its_words(old: Rows, new: Rows, values: Mapping[int, int]) -> Rows:
    """Today's rows with the waves and the questions called as the memory calls them.

    `values` are the whole numbers that codes stand for.

    Blocks are kept apart by wave, and answers are compared by question. So whoever renames a wave, drops the column of
    waves or renames all items would have the same people put into other blocks, if names alone told what is what.
    """
    new = replace(new, wave=_waves(old, new, values))
    return replace(new, questions=_questions(old, new, values))


def _waves(old: Rows, new: Rows, values: Mapping[int, int]) -> np.ndarray:
    """The wave of each row: of waves that are called otherwise now, the one in which the same people answered alike."""
    free, unknown = np.setdiff1d(old.wave, new.wave), np.setdiff1d(new.wave, old.wave)
    if not len(free) or not len(unknown):
        return new.wave
    wave = new.wave.copy()
    tries = [_known_by(*sides) for sides in _readings(old, new, values)]
    before, after = max(tries, key=lambda keys: _both(keys[1], keys[0]).sum())
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
        elif found and old.person is not None and new.person is not None:
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
    people = [rows.person for rows in sides if rows.person is not None]
    if len(people) == 2 and len(np.intersect1d(people[0], people[1])):
        pairs = zip(keys, people, strict=True)
        keys = [key + person.astype(np.uint64) * np.uint64(0xBF58476D1CE4E5B9) for key, person in pairs]
    return keys[0], keys[1]


def _readings(old: Rows, new: Rows, values: Mapping[int, int]) -> Iterator[tuple[Rows, Rows]]:
    """Both as they are; then places on the scale for codes, so that 0 to 4 is 1 to 5; then these turned round."""
    yield old, new
    for turned in (False, True):
        yield _by_place(old, values), _by_place(new, values, turned=turned)


def _by_place(rows: Rows, values: Mapping[int, int], *, turned: bool = False) -> Rows:
    """Rows with the distance of each answer from the lowest one, or from the highest, in place of its code."""
    places = np.full(rows.codes.shape, NONE, dtype=rows.codes.dtype)
    for column, codes in enumerate(rows.codes.T):
        answered = codes > NONE
        given = pd.Series(codes[answered]).map(values)
        if len(given) and given.notna().all():
            away = given.max() - given if turned else given - given.min()
            places[answered, column] = away.to_numpy(dtype=np.int64) + NONE + 1
    return replace(rows, codes=places)


def _both(keys: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which of the keys the others have too, the second of a kind only where they have two."""
    again = pd.Series(keys).groupby(keys).cumcount()
    number = pd.Series(others).value_counts()
    return (again < pd.Series(keys).map(number).fillna(0)).to_numpy()


def _questions(old: Rows, new: Rows, values: Mapping[int, int]) -> np.ndarray:
    """The questions of today: those of another name that the same people answered alike are one."""
    free = list(np.setdiff1d(old.questions, new.questions))
    unknown = np.setdiff1d(new.questions, old.questions)
    if not free or not len(unknown):
        return new.questions
    if old.person is None or new.person is None or not len(np.intersect1d(old.person, new.person)):
        return _questions_of_nameless(old, new, values)
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


def _questions_of_nameless(old: Rows, new: Rows, values: Mapping[int, int]) -> np.ndarray:
    """The same where nobody is known by an id: by rows whose answers, in whatever order, nobody else of a group gave.

    Taken only where most rows then have the answers of somebody of the memory: other people's answers are left alone.
    """
    free, unknown = np.setdiff1d(old.questions, new.questions), np.setdiff1d(new.questions, old.questions)
    for known, given in _readings(old, new, values):
        for names in (["wave", "place"], ["wave"]):
            called = _paired(with_questions(known, free), with_questions(given, unknown), names)
            if called is None:
                continue
            others = dict(zip(unknown, called, strict=True))
            questions = np.array([others.get(one, one) for one in new.questions])
            if same_answers(known, replace(given, questions=questions)) >= MOST * min(len(old.wave), len(new.wave)):
                return questions
    return new.questions


def _paired(old: Rows, new: Rows, names: list[str]) -> np.ndarray | None:
    """Which question of the memory each of today's is; those left over keep their names. None where too few rows tell.

    The rows that tell are those whose answers, put in order, stand once among the rows of the same `names`.
    """
    from scipy.optimize import linear_sum_assignment

    frames = []
    for rows in (old, new):
        codes = pd.DataFrame(np.sort(rows.codes, axis=1))
        frame = pd.DataFrame({name: getattr(rows, name) for name in names})
        frame = frame.assign(profile=pd.util.hash_pandas_object(codes, index=False), row=np.arange(len(frame)))
        frames.append(frame.drop_duplicates([*names, "profile"], keep=False))
    pairs = frames[0].merge(frames[1], on=[*names, "profile"], suffixes=("_was", "_now"))
    if len(pairs) < FEWEST:
        return None
    was, now = old.codes[pairs["row_was"]], new.codes[pairs["row_now"]]
    alike = np.array([[(one == other).mean() for other in now.T] for one in was.T])
    called = new.questions.copy()
    for one, other in zip(*linear_sum_assignment(-alike), strict=True):
        called[other] = old.questions[one]
    return called


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
