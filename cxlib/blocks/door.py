"""The door for what is shown: people's rows as everything after it sees them, their groups those of whole blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from . import sealed
from .groups import is_ordered, joined_name, places
from .matching import Rows
from .memory import Found, Memory, hashed, part
from .partition import Atoms, Partition, divide

ASKED_OF_ALL = 0.8  # of a wave: a question that fewer answer was asked of some only, and these may be known


@dataclass(frozen=True, eq=False, kw_only=True)
class People:
    """Rows about people, and what is known of their columns.

    Attributes
    ----------
    wave : pandas.Series or None
    person : pandas.Series or None
        Who a row is about.
    levels : mapping of str to pandas.Series
        What groups people, from the most important down; an ordered category keeps its order.
    answers : pandas.DataFrame
        Numbers on scales; missing where there is no answer.
    scales : mapping of str to (columns, low, high)
        Which questions make a scale, and its ends.
    behind : pandas.Series, optional
        How many people's answers a row is the mean of.
    """

    wave: pd.Series | None
    person: pd.Series | None
    levels: Mapping[str, pd.Series]
    answers: pd.DataFrame
    scales: Mapping[str, tuple[Sequence[str], float, float]] = field(default_factory=dict)
    behind: pd.Series | None = None

    @property
    def sizes(self) -> np.ndarray:
        """How many people each row is about."""
        return np.ones(len(self), dtype=np.int64) if self.behind is None else self.behind.to_numpy(dtype=np.int64)

    def __len__(self) -> int:
        return len(self.answers)


@dataclass(frozen=True, eq=False, kw_only=True)
class Blocks:
    """Where each row may be told.

    Attributes
    ----------
    told : (n,) array of bool
        Rows that may be told at all.
    block : (n,) array of int
        The smallest set of people that the row is told in.
    labels : mapping of str to (n,) array of objects
        By level, the name of the group: one value, or those it joins; None where nothing can be told.
    names : mapping of str to mapping
        By level, value → the name of its group.
    blank : (n, k) array of bool
        Answers that cannot be told, to questions that some only were asked.
    joined, alone : mapping of str to int
        By level, groups that join several values, and values that stand alone.
    aside : int
        Rows of blocks that an earlier run showed with other people or answers.
    """

    told: np.ndarray
    block: np.ndarray
    labels: Mapping[str, np.ndarray]
    names: Mapping[str, Mapping]
    blank: np.ndarray
    joined: Mapping[str, int]
    alone: Mapping[str, int]
    aside: int = 0


def put_in_blocks(people: People, *, fewest: int, folder: Path | None = None) -> Blocks:
    """Put people into blocks of at least `fewest`, so that every number made of the rows is about whole blocks.

    Parameters
    ----------
    people : People
    fewest : int
        The fewest people of whom anything is told.
    folder : Path, optional
        Of results: the blocks that its earlier runs have shown are kept, and those of today are remembered.
    """
    answered = people.answers.notna().to_numpy(dtype=bool)
    wave = places(pd.Series("", index=people.answers.index) if people.wave is None else people.wave)[0]
    person = None if people.person is None else places(people.person)[0]
    found = [places(values) for values in people.levels.values()]
    counts, asked_of_all = _counts(people, answered, wave, person)
    n_questions = int(asked_of_all.sum())
    with _locked(folder):
        earlier = None if folder is None else _remembered(people, folder, fewest)
        block = np.full(len(people), -1) if earlier is None else earlier.found.block
        inside = np.ones(len(people), bool) if earlier is None else ~earlier.found.aside
        levels = [codes[inside] for codes, _ in found]
        atom, atoms = _atoms(block[inside], wave[inside], levels, counts[inside], n_questions)
        parts = divide(atoms, fewest=fewest, ordered=[is_ordered(values) for values in people.levels.values()])
        told = inside.copy()
        told[inside] = parts.place[atom] >= 0
        own = np.full(len(people), -1)
        own[inside] = parts.place[atom]
        new = told & (block < 0)
        fresh = pd.factorize(pd.MultiIndex.from_arrays([own[new], wave[new]]))[0]
        if earlier is not None:
            earlier.keep(new, fresh, fewest)
    block = block.copy()
    block[new] = -2 - fresh
    return _blocks(people, found, parts, atom, inside, told, block, answered, asked_of_all, fewest)


def _blocks(people, found, parts: Partition, atom, inside, told, block, answered, asked_of_all, fewest) -> Blocks:
    """The outcome, by row and by name."""
    labels, names, joined, alone = {}, {}, {}, {}
    for place, (name, (_, values)) in enumerate(zip(people.levels, found, strict=True)):
        words = [joined_name([values[value] for value in group]) for group in parts.names[place]]
        code = np.full(len(people), -1)
        code[inside] = parts.groups[place][atom]
        labels[name] = np.array([*words, None], dtype=object)[code]
        groups = {parts.names[place][group] for group in np.unique(code[told & (code >= 0)])}
        called = zip(parts.names[place], words, strict=True)
        names[name] = {values[value]: word for group, word in called for value in group}
        joined[name], alone[name] = sum(len(group) > 1 for group in groups), sum(len(group) == 1 for group in groups)
    blank = np.zeros_like(answered)
    rest = np.flatnonzero(~asked_of_all)
    if len(rest):
        numbered = pd.factorize(block)[0]
        for column in rest:
            those = answered[:, column] & told
            others = ~answered[:, column] & told & answered.any(axis=1)
            yes, no = (np.bincount(numbered, part * people.sizes)[numbered] for part in (those, others))
            blank[:, column] = ((yes > 0) & (yes < fewest)) | ((no > 0) & (no < fewest))
    aside = int((~inside).sum())
    return Blocks(
        told=told, block=block, labels=labels, names=names, blank=blank, joined=joined, alone=alone, aside=aside
    )


def _counts(
    people: People, answered: np.ndarray, wave: np.ndarray, person: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """Of each row what counts towards a block, and which questions were asked of all."""
    said: np.ndarray = np.asarray(answered.any(axis=1)) if answered.shape[1] else np.ones(len(people), bool)
    if person is not None:  # who has several rows in a wave is one person
        first = pd.DataFrame({"person": person, "wave": wave})[said].drop_duplicates().index.to_numpy()
        said = np.isin(np.arange(len(people)), first)
    waves = [wave == one for one in np.unique(wave)]
    given = np.array([answered[those].sum(axis=0) for those in waves]).reshape(len(waves), answered.shape[1])
    there = np.array([answered[those].any(axis=1).sum() for those in waves])
    in_its_waves = (there[:, None] * (given > 0)).sum(axis=0)  # people who answered anything in waves that asked it
    asked_of_all = (in_its_waves == 0) | (given.sum(axis=0) / np.maximum(in_its_waves, 1) >= ASKED_OF_ALL)
    ends = []
    answers, names = people.answers.to_numpy(), list(people.answers)
    for columns, low, high in people.scales.values():
        own = [names.index(name) for name in columns]
        any_given = answered[:, own].any(axis=1)
        highest = np.where(answered[:, own], answers[:, own], -np.inf).max(axis=1)
        lowest = np.where(answered[:, own], answers[:, own], np.inf).min(axis=1)
        ends += [any_given, any_given & (highest <= low), any_given & (lowest >= high)]
    counted = [said, *(answered[:, asked_of_all] & said[:, None]).T, *(one & said for one in ends)]
    return np.column_stack(counted).astype(np.int64) * people.sizes[:, None], asked_of_all


def _atoms(block, wave, levels: list[np.ndarray], counts: np.ndarray, n_questions: int) -> tuple[np.ndarray, Atoms]:
    """Rows that go together: blocks that were shown, and people who are in all groups alike."""
    old = block >= 0
    atom = np.unique(np.where(old, block, -1), return_inverse=True)[1]
    for codes in (wave, *(np.where(old, -1, codes) for codes in levels)):
        atom = np.unique(atom * (codes.max(initial=0) + 2) + codes + 1, return_inverse=True)[1]
    first = np.unique(atom, return_index=True)[1]
    sums = np.zeros((len(first), counts.shape[1]), dtype=np.int64)
    np.add.at(sums, atom, counts)
    values = []
    for codes in levels:
        each: list[dict[int, int]] = [{} for _ in first]
        pairs, sizes = np.unique(atom * (codes.max(initial=0) + 1) + codes, return_counts=True)
        places = np.divmod(pairs, codes.max(initial=0) + 1)
        for where, value, n in zip(*(one.tolist() for one in (*places, sizes)), strict=True):
            each[where][value] = n
        values.append(each)
    return atom, Atoms(wave=wave[first], counts=sums, values=values, old=old[first], n_questions=n_questions)


@dataclass(frozen=True, eq=False, kw_only=True)
class _Earlier:
    """What a folder remembers of these rows; `rows` are those of today in the words of the memory."""

    folder: Path
    key: bytes
    memory: Memory
    rows: Rows
    found: Found

    def keep(self, new: np.ndarray, fresh: np.ndarray, fewest: int) -> None:
        """Remember the rows that are shown for the first time, by their blocks, and what is now known of the others."""
        if self.found.survey >= 0:
            self.memory.learn(self.rows, self.found.stored, survey=self.found.survey)
        if new.any():
            self.memory.add(part(self.rows, new), fresh, survey=self.found.survey, fewest=fewest)
        if self.memory.changed:
            self.memory.write(self.folder, self.key)


def _remembered(people: People, folder: Path, fewest: int) -> _Earlier:
    key = sealed.key_of(folder)
    finest = max(people.levels.values(), key=lambda values: values.nunique(), default=None)
    rows = hashed(
        key,
        person=None if people.person is None else people.person.astype(str).tolist(),
        wave=_texts(people.wave, len(people)),
        place=_texts(finest, len(people)),
        answers=people.answers,
    )
    memory = Memory.read(folder, key)
    found = memory.find(rows, fewest=fewest)
    return _Earlier(folder=folder, key=key, memory=memory, rows=found.rows or rows, found=found)


def _texts(values: pd.Series | None, n: int) -> list[str]:
    return [""] * n if values is None else values.astype(str).tolist()


def _locked(folder: Path | None):
    if folder is None:
        return nullcontext()
    folder.mkdir(parents=True, exist_ok=True)
    return sealed.locked(folder)
