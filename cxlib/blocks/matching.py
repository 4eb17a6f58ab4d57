"""Who is who: rows of people by keyed hashes, found again by their id, else by their answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..errors import CXError

UNKNOWN, NONE = 0, 1  # the codes of a question that was not read in that run, and of no answer
SAME = 0.5  # of the rows that two readings share: from here on it is the same survey
NEAR = 0.2  # sizes that differ by less may be those of the same people


@dataclass(frozen=True, eq=False, kw_only=True)
class Rows:
    """Rows of people by keyed hashes: who, which wave, which groups, and the answer to each question.

    Attributes
    ----------
    person : (n,) array of int or None
        None where no column tells who a row is about: then a row is known by its answers.
    wave, place : (n,) arrays of int
    questions : (k,) array of int
    codes : (n, k) array of int
        The same for the same answer, `UNKNOWN` where the question was not read.
    """

    person: np.ndarray | None
    wave: np.ndarray
    place: np.ndarray
    questions: np.ndarray
    codes: np.ndarray


@dataclass(frozen=True, eq=False, kw_only=True)
class Pairs:
    """Rows of today with those of the memory that they are, and whether somebody answered anew."""

    rows: np.ndarray
    stored: np.ndarray
    changed: np.ndarray
    by_person: bool

    @property
    def same(self) -> int:
        return int((~self.changed).sum())


def matched(old: Rows, new: Rows) -> Pairs | None:
    """Who is who; None where it is another survey."""
    questions = np.intersect1d(old.questions, new.questions)
    waves = np.intersect1d(old.wave, new.wave)
    if not len(questions) or not len(waves):
        return None
    known, given = (with_questions(rows, questions).codes for rows in (old, new))
    sizes = [int(np.isin(rows.wave, waves).sum()) for rows in (old, new)]
    tries = [_by_answers(old, new, known, given)]
    if old.person is not None and new.person is not None:
        tries.insert(0, _by_person(old, new, known, given))
    best = max(tries, key=lambda pairs: pairs.same)
    best = tries[0] if tries[0].same >= 0.9 * best.same else best
    if best.same >= SAME * min(sizes):
        return best
    alike = 2 * len(questions) >= min(len(old.questions), len(new.questions))
    if alike and (abs(sizes[0] - sizes[1]) < NEAR * max(sizes) or len(tries[0].rows) >= SAME * min(sizes)):
        raise CXError(
            "An earlier run in this folder of results has shown employees with the same questions and waves and with "
            "other answers: nobody can tell who is who, so the two could be subtracted.",
            "Give people an id that stays theirs (role id) and the contract as it was, or take another folder for the "
            "results if these are other people, or if nobody has the earlier pages.",
        )
    return None


def same_answers(old: Rows, new: Rows) -> int:
    """How many rows of today have the answers of a row of the memory, each of one row."""
    questions = np.intersect1d(old.questions, new.questions)
    known, given = (with_questions(rows, questions).codes for rows in (old, new))
    return _by_answers(old, new, known, given).same


def _by_person(old: Rows, new: Rows, known: np.ndarray, given: np.ndarray) -> Pairs:
    alone = all(pd.Index(rows.person).is_unique for rows in (old, new))
    keys = ["person"] if alone else ["person", "wave"]
    first, second = (pd.DataFrame({name: getattr(rows, name) for name in keys}) for rows in (old, new))
    pairs = _joined(first, second)
    a, b = known[pairs["stored"]], given[pairs["rows"]]
    changed = np.zeros(len(pairs), bool)
    for was, now in zip(a.T, b.T, strict=True):
        both = (was != UNKNOWN) & (now != UNKNOWN)
        if both.any():
            changed |= both & (now != _reading(was, now, both))
    return Pairs(rows=pairs["rows"].to_numpy(), stored=pairs["stored"].to_numpy(), changed=changed, by_person=True)


def _reading(was: np.ndarray, now: np.ndarray, both: np.ndarray) -> np.ndarray:
    """What each earlier answer is now: itself, unless the contract reads the question in another way."""
    if 2 * (was == now)[both].sum() >= both.sum():
        return was
    pairs = pd.DataFrame({"was": was[both], "now": now[both], "n": 1})
    most = pairs.groupby(["was", "now"])["n"].sum().reset_index().sort_values(["was", "n"])
    most = most.drop_duplicates("was", keep="last")
    return (
        pd.Series(was).map(dict(zip(most["was"], most["now"], strict=True))).fillna(UNKNOWN).to_numpy(dtype=was.dtype)
    )


def _by_answers(old: Rows, new: Rows, known: np.ndarray, given: np.ndarray) -> Pairs:
    """Rows with the same answers, those of the same groups first: who has the same answers is interchangeable."""
    read = (known != UNKNOWN).all(axis=0) & (given != UNKNOWN).all(axis=0)
    frames = [
        pd.DataFrame({"wave": rows.wave, "place": rows.place, "answers": _answers(codes[:, read])})
        for rows, codes in ((old, known), (new, given))
    ]
    first = _joined(*frames)
    left = [frame[~frame.index.isin(first[name])] for frame, name in zip(frames, ("stored", "rows"), strict=True)]
    rest = _joined(*(frame.drop(columns="place") for frame in left))
    pairs = pd.concat([first, rest], ignore_index=True)
    changed = np.zeros(len(pairs), bool)
    return Pairs(rows=pairs["rows"].to_numpy(), stored=pairs["stored"].to_numpy(), changed=changed, by_person=False)


def _joined(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Places of rows with the same keys, the first with the first, the second with the second."""
    keys = list(old)
    frames = [
        frame.assign(_again=frame.groupby(keys, sort=False).cumcount(), **{name: frame.index})
        for frame, name in ((old, "stored"), (new, "rows"))
    ]
    return frames[0].merge(frames[1], on=[*keys, "_again"])[["stored", "rows"]]


def _answers(codes: np.ndarray) -> np.ndarray:
    """One number for the answers of a row."""
    factors = np.random.default_rng(1).integers(1, 2**63, codes.shape[1], dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    return (codes.astype(np.uint64) * factors).sum(axis=1)


def with_questions(rows: Rows, questions: np.ndarray) -> Rows:
    """The same rows with the answers to these questions."""
    place = {question: column for column, question in enumerate(rows.questions)}
    codes = np.full((len(rows.wave), len(questions)), UNKNOWN, dtype=rows.codes.dtype)
    for column, question in enumerate(questions):
        if question in place:
            codes[:, column] = rows.codes[:, place[question]]
    return Rows(person=rows.person, wave=rows.wave, place=rows.place, questions=np.asarray(questions), codes=codes)
