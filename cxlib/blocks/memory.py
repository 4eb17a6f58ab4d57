"""Whom earlier runs into a folder have shown, in which blocks: found by the people, whatever a study is called."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from . import sealed
from .matching import NONE, Pairs, Rows, matched, with_questions
from .renamed import in_its_words

SCALE_VALUES = range(-10, 101)  # what a code may stand for: nobody without the key can try them out


@dataclass(eq=False, kw_only=True)
class Survey:
    """The rows of a survey with the block of each, and the fewest people that were asked of it."""

    rows: Rows
    block: np.ndarray
    fewest: np.ndarray


@dataclass(eq=False, kw_only=True)
class Found:
    """What is known of the rows of today.

    Attributes
    ----------
    block : (n,) array of int
        -1 for people who have not been shown yet.
    aside : (n,) array of bool
        Rows that must not be shown: of their block, some people are gone or answered anew.
    survey : int
        The place of the survey in the memory; -1 where it is new.
    stored : (n,) array of int
        The place of each row among those of the survey; -1 where it has none.
    rows : Rows or None
        The rows of today in the words of the survey; None where it is new.
    """

    block: np.ndarray
    aside: np.ndarray
    survey: int = -1
    stored: np.ndarray = field(default_factory=lambda: np.zeros(0, int))
    rows: Rows | None = None


@dataclass(eq=False)
class Memory:
    """All surveys of a folder."""

    surveys: list[Survey]
    key: bytes
    changed: bool = False

    @classmethod
    def read(cls, folder: Path, key: bytes) -> Memory:
        content = sealed.read(folder, key)
        if content is None:
            return cls([], key)
        with np.load(io.BytesIO(content), allow_pickle=False) as kept:
            return cls([_survey(kept, number) for number in range(int(kept["n"]))], key)

    def write(self, folder: Path, key: bytes) -> None:
        kept = {"n": np.array(len(self.surveys))}
        for number, one in enumerate(self.surveys):
            arrays = {"wave": one.rows.wave, "place": one.rows.place, "questions": one.rows.questions}
            arrays |= {"codes": one.rows.codes, "block": one.block, "fewest": one.fewest}
            arrays |= {} if one.rows.person is None else {"person": one.rows.person}
            kept |= {f"{name}{number}": array for name, array in arrays.items()}
        content = io.BytesIO()
        np.savez_compressed(content, allow_pickle=False, **kept)
        sealed.write(folder, content.getvalue(), key)

    def find(self, rows: Rows, *, fewest: int) -> Found:
        """The blocks of rows that were shown before, and the rows that must not be shown now."""
        found = Found(block=np.full(len(rows.wave), -1), aside=np.zeros(len(rows.wave), bool))
        found.stored = np.full(len(rows.wave), -1)
        values = {_code(self.key, value): value for value in SCALE_VALUES} if self.surveys else {}
        for number, survey in enumerate(self.surveys):
            called = in_its_words(survey.rows, rows, values)
            pairs = matched(survey.rows, called)
            if pairs is not None:
                self._settle(number, survey, called, pairs, found, fewest)
        return found

    def _settle(self, number: int, survey: Survey, rows: Rows, pairs: Pairs, found: Found, fewest: int) -> None:
        """What becomes of each block: used whole, divided where many are gone, else left out."""
        n = len(survey.block)
        here, anew = np.zeros(n, bool), np.zeros(n, bool)
        here[pairs.stored], anew[pairs.stored] = True, pairs.changed
        table = pd.DataFrame({"block": survey.block, "here": here, "anew": anew, "fewest": survey.fewest, "n": 1})
        ways = {"here": "sum", "anew": "sum", "n": "sum", "fewest": "max"}
        sums = table.groupby("block").agg(ways)
        gone, few = sums["n"] - sums["here"], sums["fewest"].clip(lower=fewest)
        whole = (sums["anew"] == 0) & (gone == 0)
        parted = (sums["anew"] == 0) & (gone >= few) & (sums["here"] >= few)
        next_block = survey.block.max(initial=-1) + 1
        for block in sums.index[parted]:
            own = survey.block == block
            if all(_enough(survey.rows.codes[own & side], int(few[block])) for side in (here, ~here)):
                survey.block[own & here] = next_block
                next_block, self.changed = next_block + 1, True
        shown = set(sums.index[whole]) | set(range(survey.block.max(initial=-1) + 1)) - set(sums.index)
        own = survey.block[pairs.stored]
        fine = np.isin(own, list(shown))
        here_too = np.full(len(rows.wave), -1)
        here_too[pairs.rows[fine]] = own[fine] + (number << 32)
        found.aside[pairs.rows[~fine]] = True
        found.aside |= _divided(found.block, here_too)
        found.block = np.where(found.block < 0, here_too, found.block)
        if found.survey < 0:
            found.survey, found.rows, found.stored[pairs.rows] = number, rows, pairs.stored
        if not pairs.by_person:  # where some are gone, those who came may be the same people
            waves = survey.rows.wave[~here]
            new = np.isin(rows.wave, waves)
            new[pairs.rows] = False
            found.aside |= new

    def add(self, rows: Rows, block: np.ndarray, *, survey: int, fewest: int) -> None:
        """Remember people who are shown for the first time, in a survey or in a new one (-1)."""
        self.changed = True
        several = np.full(len(block), fewest)
        if survey < 0:
            self.surveys.append(Survey(rows=rows, block=block, fewest=several))
            return
        own = self.surveys[survey]
        questions = np.concatenate([own.rows.questions, np.setdiff1d(rows.questions, own.rows.questions)])
        both = [with_questions(one, questions) for one in (own.rows, rows)]
        joined = {name: np.concatenate([getattr(one, name) for one in both]) for name in ("wave", "place", "codes")}
        told = own.rows.person is not None and rows.person is not None
        person = np.concatenate([one.person for one in both]) if told else None
        self.surveys[survey] = Survey(
            rows=Rows(person=person, questions=questions, **joined),
            block=np.concatenate([own.block, own.block.max(initial=-1) + 1 + block]),
            fewest=np.concatenate([own.fewest, several]),
        )

    def learn(self, rows: Rows, stored: np.ndarray, *, survey: int) -> None:
        """Remember answers to questions that earlier runs had not read."""
        own = self.surveys[survey].rows
        more = np.setdiff1d(rows.questions, own.questions)
        if not len(more):
            return
        grown = with_questions(own, np.concatenate([own.questions, more]))
        known = stored >= 0
        grown.codes[stored[known], len(own.questions) :] = with_questions(rows, more).codes[known]
        self.surveys[survey].rows, self.changed = grown, True


def _divided(blocks: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Rows of blocks that two surveys, each with other questions, divided otherwise: together they tell of less."""
    pairs = pd.DataFrame({"one": blocks, "other": others})
    held = np.zeros(len(pairs), bool)
    for name, beside in (("one", "other"), ("other", "one")):
        if (pairs[name] >= 0).any() and (pairs[beside] >= 0).any():
            held |= ((pairs.groupby(name)[beside].transform("nunique") > 1) & (pairs[name] >= 0)).to_numpy()
    return held


def _enough(codes: np.ndarray, fewest: int) -> bool:
    """Whether a part of a block may be told by itself: enough answers to each question, and not all rows alike."""
    answered = (codes > NONE).sum(axis=0)
    return bool(((answered == 0) | (answered >= fewest)).all()) and len(np.unique(codes, axis=0)) > 1


def part(rows: Rows, inside: np.ndarray) -> Rows:
    """Some of the rows."""
    person = None if rows.person is None else rows.person[inside]
    return Rows(
        person=person,
        wave=rows.wave[inside],
        place=rows.place[inside],
        questions=rows.questions,
        codes=rows.codes[inside],
    )


def hashed(
    key: bytes, *, person: Sequence[str] | None, wave: Sequence[str], place: Sequence[str], answers: pd.DataFrame
) -> Rows:
    """Rows by keyed hashes of what they are."""
    columns = [_codes(key, answers[name]) for name in answers]
    return Rows(
        person=None if person is None else np.array([sealed.keyed(key, "person", who) for who in person], np.int64),
        wave=_numbers(key, "wave", wave),
        place=_numbers(key, "place", place),
        questions=np.array([sealed.keyed(key, "question", name) for name in answers], np.int64),
        codes=np.column_stack(columns) if columns else np.zeros((len(answers), 0), np.uint32),
    )


def _numbers(key: bytes, kind: str, texts: Sequence[str]) -> np.ndarray:
    codes, distinct = pd.factorize(np.asarray(texts, dtype=object))
    return np.array([sealed.keyed(key, kind, text) for text in distinct], np.int64)[codes]


def _codes(key: bytes, column: pd.Series) -> np.ndarray:
    """A number of 32 bits for each answer, and for none."""
    codes, distinct = pd.factorize(column)
    return np.array([*(_code(key, value) for value in distinct), NONE], np.uint32)[codes]


def _code(key: bytes, value: float) -> int:
    return sealed.keyed(key, "answer", repr(float(value))) % (2**32 - 2) + 2


def _survey(kept, number: int) -> Survey:
    person = kept.get(f"person{number}", None)
    names = ("wave", "place", "questions", "codes")
    rows = Rows(person=person, **{name: kept[f"{name}{number}"] for name in names})
    return Survey(rows=rows, block=kept[f"block{number}"], fewest=kept[f"fewest{number}"])
