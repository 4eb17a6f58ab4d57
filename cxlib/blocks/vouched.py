"""Which sums may be told, in the order given, so that no combination of those told is about a few people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

SURE, NOTHING = 0.02, 1e-6  # a coefficient is one from here on, and none below; between them nothing is told
FEW_ASKED = 12  # people, one by one; to ask all at once takes as long
SEVERAL = 8  # sums, until it is asked again whom others need
ENOUGH_WORK = 2e9  # products of numbers; what would need more is not told


Who = Sequence[tuple[np.ndarray, np.ndarray]]  # by question cells, and who answered there: nobody twice in a cell


class Vouchers:
    """People who vouch for sums over groups, so that no combination of those told is about a few.

    There are `fewest` teams, and nobody is in two of them: who answers in several cells belongs to a team with all
    answers. Of each team as many answers are taken as there are sums, and no sum is a combination of the others for
    them: a combination of what is told is known to be nothing as soon as it is 0 for the answers that were taken. So a
    combination that is something is not 0 for an answer of somebody in each team, and these are `fewest` people. A
    further sum needs one answer more in each team, for which it differs from the one combination that is equal to it
    for the others taken: one of the team's own people in another cell, who costs nobody, or else of somebody who is in
    no team yet; where there is none, it is not told. A sum that is such a combination for everybody is told already.
    (Disjoint bases of a matroid, Edmonds 1965; the bound on the weights of a code is that of Brouwer and Zimmermann.)

    Parameters
    ----------
    who : sequence of k pairs of (answers,) arrays of int
        By question, who may vouch: the cells of answers, and the numbers of the people who gave them, from 0 on.
    inside : (cells, k) array of bool
        Cells in which somebody answered the question: where nobody did, a sum says nothing of it.
    alike : sequence of (cells,) arrays of int
        Groups that may be wanted, by what they group by: of those with few people left nobody is asked for others.
    fewest : int
        Of whom something may be told.
    """

    def __init__(self, who: Who, inside: np.ndarray, *, alike: Sequence[np.ndarray], fewest: int) -> None:
        self._inside = np.asarray(inside, bool)
        self._pools = [_Pool(*own, its, alike, fewest) for own, its in zip(who, self._inside.T, strict=True)]
        self._known, self._refused = set[bytes](), set[bytes]()
        self.told: list[np.ndarray] = []

    def among(self, cell: np.ndarray, who: Who, inside: np.ndarray, alike: Sequence[np.ndarray]) -> Vouchers:
        """The same people, by the same numbers, and what is told already, of smaller cells.

        `cell` is the one that each lies in.
        """
        finer = Vouchers(who, inside, alike=alike, fewest=1)
        finer.told = [np.flatnonzero(np.isin(cell, group)) for group in self.told]
        for pool, own in zip(finer._pools, self._pools, strict=True):
            pool.take_over(own, cell)
        return finer

    def tell(self, groups: Sequence[np.ndarray]) -> np.ndarray:
        """Which groups are told beside those told before, in the order given: a mask; a group is its cells."""
        groups = [group[self._inside[group].any(axis=1)] for group in groups]
        return np.array([self._tell(group) for group in groups], bool)

    def _tell(self, group: np.ndarray) -> bool:
        key = group.tobytes()
        if key in self._refused:
            return False
        if len(group) and key not in self._known:
            joining: list[list[tuple]] = []
            for pool in self._pools:
                those = pool.joining(group)
                if those is None:  # the others need not be asked
                    self._refused.add(key)
                    return False
                joining.append(those)
            for pool, those in zip(self._pools, joining, strict=True):
                pool.join(group, those)
            self._known.add(key)
            self.told.append(group)
        return True


@dataclass(eq=False)
class _Team:
    """Some people; `inverse` is that of what the answers that were taken are in: answer by sum."""

    place: np.ndarray  # cell → the number of the answer taken there, −1
    own: np.ndarray  # cells in which somebody of the team answered
    people: list[int] = field(default_factory=list)
    inverse: np.ndarray = field(default_factory=lambda: np.zeros((0, 0)))

    def likeness(self, group: np.ndarray, told: int) -> np.ndarray:
        """The coefficients of the sums that are told, to be equal to a further one for all answers taken."""
        there = self.place[group]
        return self.inverse[:told, there[there >= 0]].sum(axis=1)

    def joined_by(self, cell: int, apart: float, like: np.ndarray, own: list[int]) -> None:
        """One answer more, which sets a further sum apart; `own` are the sums that it is in."""
        told = len(like)
        if told == len(self.inverse):
            self.inverse = np.pad(self.inverse, (0, max(told, 16)))
        row = self.inverse[own, :told].sum(axis=0)
        part = np.flatnonzero(like)
        self.inverse[part, :told] += np.outer(like[part] / apart, row)
        self.inverse[:told, told], self.inverse[told, :told] = -like / apart, -row / apart
        self.inverse[told, told] = 1 / apart
        self.place[cell] = told


class _Pool:
    """People who are in no team yet, and the teams."""

    def __init__(
        self, cell: np.ndarray, person: np.ndarray, inside: np.ndarray, alike: Sequence[np.ndarray], fewest: int
    ) -> None:
        self.inside, self.alike, self.work, cells = inside, alike, 0.0, len(inside)
        numbers = int(person.max(initial=-1)) + 1
        self.free = np.ones(numbers, bool)
        self.there = _Lists(cell, person, cells)  # cell → who answered there
        self.cells = _Lists(person, cell, numbers)  # person → where
        self.first = np.zeros(cells, int)  # place in the list of a cell: nobody before it is free
        self.left = np.bincount(cell, minlength=cells)  # of each cell, people who are in no team
        self.wanted = self._wanted()
        self.told: list[np.ndarray] = []  # the cells of each sum
        self.member: list[list[int]] = [[] for _ in range(cells)]
        self.teams = [_Team(np.full(cells, -1), np.zeros(cells, bool)) for _ in range(fewest)]

    def take_over(self, coarser: _Pool, cell: np.ndarray) -> None:
        """Its sums, and its teams: any answer in a cell may stand for another of it, since no sum tells them apart."""
        self.told = [np.flatnonzero(np.isin(cell, group)) for group in coarser.told]
        self.member = [list(coarser.member[place]) for place in cell]
        self.teams = []
        for team in coarser.teams:
            own = _Team(np.full(len(cell), -1), np.zeros(len(cell), bool), inverse=team.inverse.copy())
            self.teams.append(own)
            for person in team.people:
                self._take(own, person)
            for place in np.flatnonzero(team.place >= 0):
                own.place[np.flatnonzero((cell == place) & own.own)[0]] = team.place[place]
        self.work, self.wanted = coarser.work, self._wanted()

    def _take(self, team: _Team, person: int) -> None:
        """A person belongs to a team with all answers."""
        cells = self.cells[person]
        self.free[person] = False
        self.left[cells] -= 1
        team.own[cells] = True
        team.people.append(person)

    def _wanted(self) -> np.ndarray:
        """How much groups need the people of a cell: those that have few left, most."""
        wanted = np.zeros(len(self.left))
        for group in self.alike:
            left = np.bincount(group, self.left)
            wanted += (1 / np.maximum(left, 1))[group]
        return wanted

    def joining(self, group: np.ndarray) -> list[tuple] | None:
        """Who would join the teams for a group, nobody where it is told already; None where it cannot be told."""
        joining: list[tuple] = []
        taken: set[int] = set()
        for team in self.teams:
            like = team.likeness(group, len(self.told))
            like[np.abs(like) < NOTHING**2] = 0
            found, apart = self._apart(team, group, like, taken)
            if found is None:
                free = not joining and apart is not None and bool((np.abs(apart) < NOTHING).all())
                return [] if free else None
            joining.append((team, like, *found))
        return joining if self.work < ENOUGH_WORK else None

    def join(self, group: np.ndarray, joining: list[tuple]) -> None:
        for team, like, cell, apart, person in joining:
            if person >= 0:
                self._take(team, person)
            team.joined_by(cell, apart, like, self.member[cell])
            self.work += np.count_nonzero(like) * len(like)
        if joining:
            for cell in group:
                self.member[cell].append(len(self.told))
            self.told.append(group)
            if len(self.told) % SEVERAL == 0:
                self.wanted = self._wanted()

    def _apart(
        self, team: _Team, group: np.ndarray, like: np.ndarray, taken: set[int]
    ) -> tuple[tuple[int, float, int] | None, np.ndarray | None]:
        """An answer that sets a group apart, first one of the group: its cell, by how much, and whose it is.

        Beside it what the group is for each cell less what is like it, where that was needed.
        """
        apart: np.ndarray | None = None
        own = team.own & (team.place < 0)
        for everywhere in (False, True):
            if everywhere:
                apart = self._difference(group, like) if apart is None else apart
                cells = np.flatnonzero((np.abs(apart) >= SURE) & (own | (self.left > 0)))
            else:
                cells = group[own[group] | (self.left[group] > 0)]
            cells = cells[np.argsort(np.where(own[cells], -1, self.wanted[cells]), kind="stable")]
            for cell in cells[:FEW_ASKED] if apart is None else ():
                by = 1 - like[self.member[cell]].sum()
                if abs(by) >= SURE and (who := self._somebody(cell, own, taken)) is not None:
                    return (cell, by, who), apart
            if apart is None and len(cells) > FEW_ASKED:
                apart, cells = self._difference(group, like), cells[FEW_ASKED:]
            if apart is None:
                continue
            for cell in cells[np.abs(apart[cells]) >= SURE]:
                if (who := self._somebody(cell, own, taken)) is not None:
                    return (cell, apart[cell], who), apart
        return None, apart

    def _somebody(self, cell: int, own: np.ndarray, taken: set[int]) -> int | None:
        """Who of a cell joins a team: −1 for its own people, else somebody in no team; None where nobody is left."""
        if own[cell]:
            return -1
        there = self.there[cell]
        while self.first[cell] < len(there) and not self.free[there[self.first[cell]]]:
            self.first[cell] += 1
        who = next((one for one in there[self.first[cell] :] if self.free[one] and one not in taken), None)
        if who is not None:
            taken.add(who)
        return who

    def _difference(self, group: np.ndarray, like: np.ndarray) -> np.ndarray:
        """What a sum is for each cell less the combination that is like it for a team."""
        apart = np.zeros(len(self.left))
        apart[group] = 1
        if len(part := np.flatnonzero(like)):
            groups = [self.told[one] for one in part]
            weights = np.repeat(like[part], [len(one) for one in groups])
            apart -= np.bincount(np.concatenate(groups), weights, len(apart))
        return np.where(self.inside, apart, 0)


class _Lists:
    """The values of each of n keys."""

    def __init__(self, keys: np.ndarray, values: np.ndarray, n: int) -> None:
        self._values = values[np.argsort(keys, kind="stable")]
        self._starts = np.append(0, np.cumsum(np.bincount(keys, minlength=n)))

    def __getitem__(self, key: int) -> np.ndarray:
        return self._values[self._starts[key] : self._starts[key + 1]]
