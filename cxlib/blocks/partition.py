"""People put into blocks: a tree of groups in which whatever is too small joins others of the same parent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

MOST_OF = 0.8  # of a block's people in one group: the few who have moved since do not change what it is called


@dataclass(frozen=True, eq=False, kw_only=True)
class Atoms:
    """What blocks are made of: blocks that were shown before, and people who are alike in everything that groups them.

    Attributes
    ----------
    wave : (n,) array of int
    counts : (n, f) array
        People; then, by question, those who answered; then, by scale, who answered it, and who gave all lowest, all
        highest answers.
    values : list of (n,) lists of dict
        By level, from the most important one down: value → how many people of the atom have it.
    old : (n,) array of bool
        Whether it is a block that was shown before.
    n_questions : int
    """

    wave: np.ndarray
    counts: np.ndarray
    values: list[list[dict[int, int]]]
    old: np.ndarray
    n_questions: int

    def enough(self, counts: np.ndarray, fewest: int) -> np.ndarray:
        """Whether groups, the last axis their counts, can be told: nobody there, or enough and not all at one end."""
        asked, ends = counts[..., : 1 + self.n_questions], counts[..., 1 + self.n_questions :]
        few = ((asked > 0) & (asked < fewest)).any(axis=-1)
        scales = ends.reshape(*ends.shape[:-1], ends.shape[-1] // 3, 3)
        alike = ((scales[..., 0] > 0) & (scales[..., 1:].max(axis=-1) >= scales[..., 0])).any(axis=-1)
        return ~(few | alike)


@dataclass(eq=False)
class Partition:
    """Where each atom went.

    Attributes
    ----------
    place : (n,) array of int
        The block: atoms of one place and wave are one; -1 for atoms that cannot be told.
    groups : list of (n,) arrays of int
        By level, the atom's place in `names`; -1 where nothing can be told on this level.
    names : list of list of tuple of int
        By level, the values that a group joins.
    """

    place: np.ndarray
    groups: list[np.ndarray]
    names: list[list[tuple[int, ...]]] = field(default_factory=list)


def divide(atoms: Atoms, *, fewest: int, ordered: Sequence[bool]) -> Partition:
    """Put atoms into blocks of at least `fewest` people.

    Parameters
    ----------
    atoms : Atoms
    fewest : int
    ordered : sequence of bool
        By level, whether only neighbours may be joined.
    """
    return _Tree(atoms, fewest, list(ordered)).partition()


class _Tree:
    """A tree from the whole down.

    Waves in which nothing was shown yet decide which groups are joined, and so the groups are the same in all waves. In
    a wave that was shown before, new people make blocks of their own, as far down as there are enough of them: these
    are the `late` atoms, which rise until they are enough.
    """

    def __init__(self, atoms: Atoms, fewest: int, ordered: list[bool]) -> None:
        self.atoms, self.fewest, self.ordered = atoms, fewest, ordered
        n, levels = len(atoms.wave), len(atoms.values)
        self.late = ~atoms.old & np.isin(atoms.wave, np.unique(atoms.wave[atoms.old]))
        self.waves = np.unique(atoms.wave)
        self.result = Partition(np.full(n, -1), [np.full(n, -1) for _ in range(levels)], [[] for _ in range(levels)])
        self.places = 0

    def partition(self) -> Partition:
        fits = [wave for wave in self.waves if self._fits(np.flatnonzero((self.atoms.wave == wave) & ~self.late))]
        inside = np.flatnonzero(np.isin(self.atoms.wave, fits) | self.atoms.old | self.late)
        left = self._node(inside, 0)
        self.result.place[left] = -1
        return self.result

    def _sum(self, atoms: np.ndarray) -> np.ndarray:
        return self.atoms.counts[atoms].sum(axis=0)

    def _fits(self, atoms: np.ndarray) -> bool:
        return bool(self.atoms.enough(self._sum(atoms), self.fewest))

    def _node(self, inside: np.ndarray, level: int) -> np.ndarray:
        """Give the atoms of a group their places; those that are too few to be told here, for the group above."""
        rest = inside
        if level < len(self.atoms.values):
            groups, rest = self._groups(inside, level)
            risen = [self._child(level, names, atoms) for names, atoms in groups]
            rest = np.concatenate([rest, *risen]).astype(int)
            smallest = sorted((atoms for _, atoms in groups), key=lambda atoms: self._sum(atoms)[0])
            while smallest and not self._waves_fit(rest[self.atoms.old[rest]]):  # a threshold larger than it was then
                rest = np.union1d(rest, smallest.pop(0))
            for codes in self.result.groups[level:]:
                codes[rest] = -1
        self.result.place[rest] = self.places
        self.places += 1
        late = rest[self.late[rest]]
        return np.concatenate([np.zeros(0, int), *(part for part in self._by_wave(late) if not self._fits(part))])

    def _by_wave(self, atoms: np.ndarray) -> list[np.ndarray]:
        return [atoms[self.atoms.wave[atoms] == wave] for wave in np.unique(self.atoms.wave[atoms])]

    def _waves_fit(self, atoms: np.ndarray) -> bool:
        return all(self._fits(part) for part in self._by_wave(atoms))

    def _child(self, level: int, names: tuple[int, ...], atoms: np.ndarray) -> np.ndarray:
        self.result.groups[level][atoms] = len(self.result.names[level])
        self.result.names[level].append(names)
        return self._node(atoms, level + 1)

    def _groups(self, inside: np.ndarray, level: int) -> tuple[list[tuple[tuple[int, ...], np.ndarray]], np.ndarray]:
        """The groups of a level within one of the level above, and the blocks that are in none of them."""
        values = self.atoms.values[level]
        known = np.unique([value for atom in inside for value in values[atom]])
        one = _united([values[atom] for atom in inside], known)
        main = np.array([_main(values[atom], one) for atom in inside], dtype=int)
        apart, inside, main = inside[main < 0], inside[main >= 0], main[main >= 0]
        members: dict[int, list[int]] = {}
        for value in known:
            members.setdefault(one[value], []).append(int(value))
        keys = np.unique(main)
        wave = np.searchsorted(self.waves, self.atoms.wave[inside])
        sums = np.zeros((len(keys), len(self.waves), self.atoms.counts.shape[1]))
        binding = ~self.late[inside]
        np.add.at(sums, (np.searchsorted(keys, main)[binding], wave[binding]), self.atoms.counts[inside[binding]])
        joined = self._joined(sums, in_order=self.ordered[level])
        if joined is None:  # what was shown before fits no group as large as is asked now
            return [], np.concatenate([apart, inside])
        names = [tuple(sorted(value for key in part for value in members[keys[key]])) for part in joined]
        return [(name, inside[np.isin(main, keys[part])]) for name, part in zip(names, joined, strict=True)], apart

    def _joined(self, sums: np.ndarray, *, in_order: bool) -> list[np.ndarray] | None:
        """Which groups are joined; None where even all of them together are too few."""
        fits = self.atoms.enough(sums, self.fewest).all(axis=1)
        parts = [np.array([place]) for place in range(len(sums))]
        if fits.all():
            return parts
        if not self.atoms.enough(sums.sum(axis=0), self.fewest).all():
            return None
        return (_with_neighbours if in_order else _with_others)(
            parts, sums, lambda groups: self.atoms.enough(groups, self.fewest).all(axis=-1)
        )


def _with_others(parts: list[np.ndarray], sums: np.ndarray, enough) -> list[np.ndarray]:
    """Of those too small, the largest with the smallest that makes it enough; the last with the smallest other."""
    people = sums[:, :, 0].sum(axis=1)
    fits = enough(sums)
    whole = [(parts[k], sums[k]) for k in np.flatnonzero(fits)]
    small = sorted(np.flatnonzero(~fits), key=lambda k: (-people[k], k))
    while small:
        part, total = parts[small[0]], sums[small[0]]
        small = small[1:]
        while not enough(total) and small:
            each = enough(total + sums[small])
            chosen = small[np.flatnonzero(each)[-1]] if each.any() else small[0]
            small = [k for k in small if k != chosen]
            part, total = np.concatenate([part, parts[chosen]]), total + sums[chosen]
        while not enough(total):
            suffices = enough(total + np.array([its for _, its in whole]))
            nearest = min(
                range(len(whole)),
                key=lambda k: (not suffices[k], len(whole[k][0]), whole[k][1][:, 0].sum(), whole[k][0][0]),
            )
            other, its = whole.pop(nearest)
            part, total = np.concatenate([part, other]), total + its
        whole.append((part, total))
    return [np.sort(part) for part, _ in sorted(whole, key=lambda one: one[0].min())]


def _with_neighbours(parts: list[np.ndarray], sums: np.ndarray, enough) -> list[np.ndarray]:
    """Neighbours only: a group too small joins the smaller one beside it."""
    parts, totals = list(parts), list(sums)
    while (fits := [bool(enough(total)) for total in totals]).count(True) != len(totals):
        small = min((k for k, fit in enumerate(fits) if not fit), key=lambda k: (totals[k][:, 0].sum(), k))
        beside = [k for k in (small - 1, small + 1) if 0 <= k < len(parts)]
        other = min(beside, key=lambda k: (fits[k], totals[k][:, 0].sum(), k))
        low, high = sorted((small, other))
        parts[low : high + 1] = [np.concatenate([parts[low], parts[high]])]
        totals[low : high + 1] = [totals[low] + totals[high]]
    return parts


def _united(values: list[dict[int, int]], known: np.ndarray) -> dict[int, int]:
    """Value → the least of those it is joined with: a block that holds most of its people names it, too."""
    total = dict.fromkeys(map(int, known), 0)
    for its in values:
        for value, n in its.items():
            total[value] += n
    one = {value: value for value in total}

    def least(value: int) -> int:
        while one[value] != value:
            value = one[value]
        return value

    spanned = dict.fromkeys(total, 0)
    several = [its for its in values if len(its) > 1]
    for its in several:
        for value, n in its.items():
            spanned[value] += n
    for its in several:
        most = min(its, key=lambda value: (-its[value], value))
        for value in its:
            if 2 * spanned[value] > total[value]:
                low, high = sorted((least(most), least(value)))
                one[high] = low
    return {value: least(value) for value in one}


def _main(its: dict[int, int], one: dict[int, int]) -> int:
    """The group in which nearly all of a block's people are; -1 where there is none."""
    found: dict[int, int] = {}
    for value, n in its.items():
        found[one[value]] = found.get(one[value], 0) + n
    group = min(found, key=lambda key: (-found[key], key))
    return group if found[group] >= MOST_OF * sum(found.values()) else -1
