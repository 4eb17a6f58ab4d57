"""Which sums may be told, in the order given, so that no combination of those told is about a few people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

SURE, NOTHING = 0.02, 1e-6  # a coefficient is one from here on, and none below; between them nothing is told
FEW_ASKED = 12  # people, one by one; to ask all at once takes as long
SEVERAL = 8  # sums, until it is asked again whom others need
ENOUGH_WORK = 2e9  # products of numbers; what would need more is not told


class Vouchers:
    """People who vouch for sums over groups, so that no combination of those told is about a few.

    There are `fewest` teams, and nobody is in two of them. Of each team a combination of what is told is known to be
    nothing as soon as it is 0 for all of that team: they are as many as the sums, and no sum is a combination of the
    others for them. So a combination that is something is not 0 for somebody in each team, and these are `fewest`
    people. A further sum needs one person more in each team, with whom it differs from the one combination that is
    equal to it for all others of the team; where nobody is left who would do, it is not told. A sum that is such a
    combination for everybody is told already. (Disjoint bases of a matroid, Edmonds 1965; the bound on the weights of a
    code is that of Brouwer and Zimmermann.)

    Parameters
    ----------
    people : (cells, k) array of int
        By question, who may vouch: each person in one cell only.
    inside : (cells, k) array of bool
        Cells in which somebody answered the question: where nobody did, a sum says nothing of it.
    alike : sequence of (cells,) arrays of int
        Groups that may be wanted, by what they group by: of those with few people left nobody is asked for others.
    fewest : int
        Of whom something may be told.
    """

    def __init__(self, people: np.ndarray, inside: np.ndarray, *, alike: Sequence[np.ndarray], fewest: int) -> None:
        self._inside = np.asarray(inside, bool)
        each = zip(people.T, self._inside.T, strict=True)
        self._pools = [_Pool(own.astype(np.int64), inside, alike, fewest) for own, inside in each]
        self._known, self._refused = set[bytes](), set[bytes]()
        self.told: list[np.ndarray] = []

    def among(self, cell: np.ndarray, people: np.ndarray, inside: np.ndarray, alike: Sequence[np.ndarray]) -> Vouchers:
        """The same people and what is told already, of smaller cells: `cell` is the one that each lies in."""
        finer = Vouchers(people, inside, alike=alike, fewest=1)
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
class _Teams:
    """Some teams of people from the same cells; `inverse` is that of what they are in: person by sum."""

    n: int
    place: np.ndarray  # cell → its number in the team, −1
    inverse: np.ndarray

    def likeness(self, group: np.ndarray, told: int) -> np.ndarray:
        """The coefficients of the sums that are told, to be equal to a further one for all of the team."""
        there = self.place[group]
        return self.inverse[:told, there[there >= 0]].sum(axis=1)

    def joined_by(self, cell: int, apart: float, like: np.ndarray, own: list[int]) -> None:
        """One person more, who sets a further sum apart; `own` are the sums that the person is in."""
        told = len(like)
        if told == len(self.inverse):
            self.inverse = np.pad(self.inverse, (0, max(told, 16)))
        row = self.inverse[own, :told].sum(axis=0)
        part = np.flatnonzero(like)
        self.inverse[part, :told] += np.outer(like[part] / apart, row)
        self.inverse[:told, told], self.inverse[told, :told] = -like / apart, -row / apart
        self.inverse[told, told] = 1 / apart
        self.place[cell] = told


@dataclass(eq=False)
class _Pool:
    """People who are in no team yet, and the teams."""

    left: np.ndarray
    inside: np.ndarray
    alike: Sequence[np.ndarray]
    fewest: int
    told: list[np.ndarray] = field(default_factory=list)  # the cells of each sum
    work: float = 0

    def __post_init__(self) -> None:
        cells, self.wanted = len(self.left), self._wanted()
        self.member: list[list[int]] = [[] for _ in range(cells)]
        self.teams = [_Teams(self.fewest, np.full(cells, -1), np.zeros((0, 0)))]

    def take_over(self, coarser: _Pool, cell: np.ndarray) -> None:
        """Its sums, and its teams: anybody of a cell may stand for another of it, since no sum tells them apart."""
        self.told = [np.flatnonzero(np.isin(cell, group)) for group in coarser.told]
        self.member = [list(coarser.member[place]) for place in cell]
        self.teams = []
        for teams in coarser.teams:
            for _ in range(teams.n):
                self.teams.append(_Teams(1, np.full(len(cell), -1), teams.inverse.copy()))
                for place in np.flatnonzero(teams.place >= 0):
                    own = np.flatnonzero((cell == place) & (self.left > 0))[0]
                    self.teams[-1].place[own] = teams.place[place]
                    self.left[own] -= 1
        self.work, self.wanted = coarser.work, self._wanted()

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
        taken = np.zeros_like(self.left)
        for teams in self.teams:
            like = teams.likeness(group, len(self.told))
            like[np.abs(like) < NOTHING**2] = 0
            found, apart = self._apart(teams.n, group, like, taken)
            if found is None:
                free = not joining and apart is not None and bool((np.abs(apart) < NOTHING).all())
                return [] if free else None
            joining.append((teams, like, found))
        return joining if self.work < ENOUGH_WORK else None

    def join(self, group: np.ndarray, joining: list[tuple]) -> None:
        for teams, like, found in joining:
            self._join(teams, like, found)
        if joining:
            for cell in group:
                self.member[cell].append(len(self.told))
            self.told.append(group)
            if len(self.told) % SEVERAL == 0:
                self.wanted = self._wanted()

    def _apart(
        self, n: int, group: np.ndarray, like: np.ndarray, taken: np.ndarray
    ) -> tuple[list[tuple] | None, np.ndarray | None]:
        """For so many teams a person each who sets a group apart, by cells, first of the group; None if too few.

        Beside them what the group is for each cell less what is like it, where it was needed.
        """
        found: list[tuple] = []
        apart: np.ndarray | None = None
        for everywhere in (False, True):
            if everywhere:
                apart = self._difference(group, like) if apart is None else apart
                cells = np.flatnonzero((np.abs(apart) >= SURE) & (self.left > taken))
            else:
                cells = group[self.left[group] > taken[group]]
            for asked, cell in enumerate(cells[np.argsort(self.wanted[cells], kind="stable")]):
                if apart is None and asked == FEW_ASKED:
                    apart = self._difference(group, like)
                own = 1 - like[self.member[cell]].sum() if apart is None else apart[cell]
                if abs(own) >= SURE:
                    several = min(n, self.left[cell] - taken[cell])
                    found.append((cell, own, several))
                    taken[cell] += several
                    n -= several
                    if not n:
                        return found, apart
        return None, apart

    def _difference(self, group: np.ndarray, like: np.ndarray) -> np.ndarray:
        """What a sum is for each cell less the combination that is like it for a team."""
        apart = np.zeros(len(self.left))
        apart[group] = 1
        if len(part := np.flatnonzero(like)):
            groups = [self.told[one] for one in part]
            weights = np.repeat(like[part], [len(one) for one in groups])
            apart -= np.bincount(np.concatenate(groups), weights, len(apart))
        return np.where(self.inside, apart, 0)

    def _join(self, teams: _Teams, like: np.ndarray, found: list[tuple]) -> None:
        """Teams that take people of different cells are no longer alike."""
        teams.n = found[0][2]
        each = [teams, *(_Teams(n, teams.place.copy(), teams.inverse.copy()) for _, _, n in found[1:])]
        self.teams += each[1:]
        for own, (cell, apart, n) in zip(each, found, strict=True):
            own.joined_by(cell, apart, like, self.member[cell])
            self.left[cell] -= n
            self.work += np.count_nonzero(like) * len(like)
