"""Sums that are told beside others since people could have answered otherwise without changing any of those."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .groups import cells_of

SIZES = (4, 6, 8, 12, 16, 24, 32, 64, 128, 256)  # people of a team: few make many teams, many have moves
MOST_PEOPLE = 5_000  # who are asked for one question, of groups by the same columns
FINE = 20  # values of a column, of which more are too few people each to be set apart
TRIED = 6  # teams of a size: where none has a move, no other one is asked
LARGEST = 1 << 14  # that a move does to a sum: whole numbers of 32 bits, multiplied exactly; larger moves are dropped


class Moves:
    """Further sums over groups, each vouched for by teams of people who could have answered otherwise.

    A sum is told if `fewest` teams vouch for it, nobody in two of them: in each some answers could be changed by whole
    numbers (a *move*) so that all sums told before stay as they are and this one does not. Take any combination of told
    sums that is something, and of those in it the one told last: a team's move leaves the others as they are and
    changes that one, so it changes the combination, which is therefore not 0 for somebody of the team. This holds for
    each team, and so the combination is about `fewest` people. Teams of different sums may be the same people.

    Parameters
    ----------
    people : (cells, k) array of int
        By question, who may vouch: each person in one cell only.
    inside : (cells, k) array of bool
        Cells in which somebody answered the question: where nobody did, a sum says nothing of it.
    columns : sequence of (cells,) arrays of int
        By which groups are made: people who share them have moves.
    told : sequence of arrays of int
        The cells of the sums told before.
    fewest : int
        Of whom something may be told.
    """

    def __init__(
        self,
        people: np.ndarray,
        inside: np.ndarray,
        *,
        columns: Sequence[np.ndarray],
        told: Sequence[np.ndarray],
        fewest: int,
    ) -> None:
        self._columns, self._fewest = np.array(columns, np.int64), fewest
        each = zip(np.asarray(people).T, np.asarray(inside, bool).T, strict=True)
        self._questions = [_Question(own.astype(np.int64), its, told) for own, its in each]

    def tell(
        self,
        groups: Sequence[np.ndarray],
        *,
        by: Sequence[int] = (),
        sums: Sequence[Sequence[np.ndarray]] = (),
        decided: bool = False,
    ) -> np.ndarray:
        """Which groups are told beside those told before, in the order given: a mask; a group is its cells.

        Parameters
        ----------
        groups : sequence of arrays of int
        by : sequence of int
            The places of the columns by which they differ.
        sums : sequence of sequences of arrays of int
            Of each the first group is the others together: what all but one of them tell, the last one tells, too.
        decided : bool
            Whether only those are told of which others tell.
        """
        told = self._add_up(groups, sums)
        if not decided:
            for group in groups:
                asked = [one for one in self._questions if not one.knows(group)]
                if all(one.pairs(group) >= self._fewest for one in asked):
                    for one in asked:
                        one.tell(group)
            told = self._add_up(groups, ())
        if not decided and not told.all():
            lines = [one.line(self._columns, list(by)) for one in self._questions]
            for size in SIZES:
                left = [group for group, known in zip(groups, told, strict=True) if not known]
                if left:
                    self._ask(left, lines, size)
                    told = self._add_up(groups, ())
        return told

    def _add_up(self, groups: Sequence[np.ndarray], sums: Sequence[Sequence[np.ndarray]]) -> np.ndarray:
        """Which groups are told, also those of which others tell."""
        for question in self._questions:
            question.add_up(sums)
        return np.array([all(one.knows(group) for one in self._questions) for group in groups], bool)

    def _ask(self, groups: list[np.ndarray], lines: list[np.ndarray], size: int) -> None:
        """Tell those groups for which enough teams of some size vouch."""
        each = zip(self._questions, lines, strict=True)
        teams = [_Teams.of(one, groups, line, size, self._fewest) for one, line in each]
        for place, group in enumerate(groups):
            asked = [pair for pair in zip(self._questions, teams, strict=True) if not pair[0].knows(group)]
            if asked and all(own.vouch(place) >= self._fewest for _, own in asked):
                for one, own in asked:
                    one.tell(group)
                    own.keep(place)


class _Question:
    """Who answered a question, and what is told of it."""

    def __init__(self, people: np.ndarray, inside: np.ndarray, told: Sequence[np.ndarray]) -> None:
        self.people, self.inside, self.n = people, inside, 0
        self.known = {self.key(np.zeros(0, int))}
        self.sums: list[list[bytes]] = []  # of those not known yet: all but one of each tell the last one
        self._member = np.zeros((len(people), max(len(told), 1)), bool)  # cell by told sum
        self._alike = np.zeros(len(people), int)  # cells that are in the same told sums
        self._in_none = np.ones(len(people), bool)
        for group in told:
            if not self.knows(group):
                self.tell(group)

    def key(self, group: np.ndarray) -> bytes:
        return np.asarray(group, int)[self.inside[group]].tobytes()

    def knows(self, group: np.ndarray) -> bool:
        return self.key(group) in self.known

    def tell(self, group: np.ndarray) -> None:
        if self.n == self._member.shape[1]:
            self._member = np.pad(self._member, ((0, 0), (0, self.n)))
        self._member[group, self.n] = True
        self._alike, _ = cells_of([self._alike, self._member[:, self.n]])
        self._in_none[group] = False
        self.n += 1
        self.known.add(self.key(group))

    def pairs(self, group: np.ndarray) -> int:
        """How many pairs of people who are in the same told sums there are, one inside a group and one outside.

        Answers of a pair can be changed by 1 and −1; who is in no told sum needs nobody else.
        """
        all_ = np.bincount(self._alike, self.people)
        inside = np.bincount(self._alike[group], self.people[group], len(all_))
        pairs = np.minimum(inside, all_ - inside)
        if self._in_none.any():
            alone = self._alike[np.argmax(self._in_none)]
            pairs[alone] = inside[alone]
        return int(pairs.sum())

    def add_up(self, sums: Sequence[Sequence[np.ndarray]]) -> None:
        """Know the last one of each sum of which all others are known."""
        self.sums += [[self.key(group) for group in groups] for groups in sums]
        more = True
        while more:
            left = [[key for key in keys if key not in self.known] for keys in self.sums]
            more = any(len(keys) == 1 for keys in left)
            self.known.update(keys[0] for keys in left if len(keys) == 1)
            self.sums = [keys for keys in left if len(keys) > 1]

    def sums_of(self, cells: np.ndarray) -> np.ndarray:
        """Which told sums some cells are in: (cells, sums), each sum once, without those that none is in."""
        member = self._member[cells, : self.n]
        member = member[:, member.any(axis=0)]
        packed = np.ascontiguousarray(np.packbits(member, axis=0).T)
        if not packed.size:
            return member
        _, first = np.unique(packed.view(np.dtype((np.void, packed.shape[1]))).ravel(), return_index=True)
        return member[:, np.sort(first)]

    def line(self, columns: np.ndarray, by: list[int]) -> np.ndarray:
        """People by their cells, alike in the columns by which nothing is told here, nobody of a cell beside another.

        Columns of many values come last, since they set too few people apart; but what divides a group by which
        something is told, such as the branches of a region, is taken as the first, second, … of each.
        """
        own = np.flatnonzero(self.people > 0)
        if len(own) > MOST_PEOPLE:
            own = own[_evenly(columns[by][:, own])[:MOST_PEOPLE]]
            own.sort()
        coarse: list[np.ndarray] = []
        fine = [columns[place][own] for place in by]
        for place in range(len(columns)):
            if place not in by:
                code = _within(columns[place], columns[by])[own]
                (coarse if len(np.unique(code)) <= FINE else fine).append(code)
        coarse.sort(key=lambda code: len(np.unique(code)))
        line = own[np.lexsort([*fine, *coarse])] if fine or coarse else own
        whole, layer = line, 1
        while len(whole) < MOST_PEOPLE and len(line := line[self.people[line] > layer]):
            whole, layer = np.concatenate([whole, line]), layer + 1
        return whole[:MOST_PEOPLE]


def _evenly(codes: np.ndarray) -> np.ndarray:
    """An order of people in which the first of each group come first, then the second, and so on."""
    group, _ = cells_of([np.zeros(codes.shape[1], int), *codes])
    order = np.argsort(group, kind="stable")
    nth = np.arange(len(order)) - np.searchsorted(group[order], group[order])
    return order[np.argsort(nth, kind="stable")]


def _within(code: np.ndarray, above: np.ndarray) -> np.ndarray:
    """The values of a column, numbered anew within those of one that it divides, if there is one."""
    for upper in above:
        pairs = np.unique(np.column_stack([code, upper]), axis=0)
        if len(pairs) == len(np.unique(code)) > len(np.unique(upper)):
            order = np.argsort(pairs[:, 1], kind="stable")
            nth = np.empty(len(pairs), int)
            nth[order] = np.arange(len(pairs)) - np.searchsorted(pairs[order, 1], pairs[order, 1])
            return nth[np.searchsorted(pairs[:, 0], code)]
    return code


class _Teams:
    """Teams of people, and what the moves of each do to some groups: (teams, moves, groups); `n` teams are alike.

    At first everybody is a move: one answer, changed by 1. Each sum that is told leaves a team one move less, if some
    change it: these are added up in twos, a whole number of times each, so that they do not.
    """

    def __init__(self, n: np.ndarray, change: np.ndarray) -> None:
        self.n, self.change = n, change

    @classmethod
    def of(cls, question: _Question, groups: list[np.ndarray], line: np.ndarray, size: int, fewest: int) -> _Teams:
        """Teams of so many from a line of people's cells, and their moves that leave all told sums as they are."""
        each = [np.sort(line[start : start + size]) for start in range(0, len(line), size)]
        if len(each) >= 2 * TRIED and not cls._made(question, groups, each[:: len(each) // TRIED], size).change.any():
            each = []
        return cls._made(question, groups, each if len(each) >= fewest else [], size)

    @classmethod
    def _made(cls, question: _Question, groups: list[np.ndarray], each: list[np.ndarray], size: int) -> _Teams:
        found: dict[bytes, tuple[int, np.ndarray]] = {}
        for team in each:
            n, _ = found.get(team.tobytes(), (0, team))
            found[team.tobytes()] = n + 1, team
        inside = np.zeros((len(question.people), len(groups)), np.int32)
        for place, group in enumerate(groups):
            inside[group, place] = 1
        sums = [question.sums_of(team) for _, team in found.values()]
        most = max((own.shape[1] for own in sums), default=0)
        change = np.zeros((len(found), size, most + len(groups)), np.int32)
        for place, ((_, team), own) in enumerate(zip(found.values(), sums, strict=True)):
            change[place, : len(team), most - own.shape[1] : most] = own
            change[place, : len(team), most:] = inside[team]
        for place in range(most):
            _keep(change, place)
        return cls(np.array([n for n, _ in found.values()], int), change[:, :, most:])

    def vouch(self, place: int) -> int:
        """How many teams vouch for a group."""
        return int(self.n[self.change[:, :, place].any(axis=1)].sum())

    def keep(self, place: int) -> None:
        """A group is told: only moves that leave it as it is remain."""
        _keep(self.change, place)


def _keep(change: np.ndarray, place: int) -> None:
    """Make moves that leave a sum as it is from those that change it, in place; what they do to sums before is 0."""
    does = change[:, :, place]
    teams = np.flatnonzero(does.any(axis=1))
    size = np.abs(does[teams])
    least = np.where(size == 0, LARGEST + 1, size).argmin(axis=1)
    first = change[teams, least, place:]
    own, move = np.nonzero(size)
    there = teams[own], move
    made = change[*there, place:]
    times = made[:, :1] * np.sign(first[own, :1])
    several = np.abs(first[own, 0]) > 1
    made[several] *= np.abs(first[own[several], :1])
    made -= times * first[own]
    made[several] //= np.maximum(np.gcd.reduce(made[several], axis=1), 1)[:, None]
    made[(np.abs(made) > LARGEST).any(axis=1)] = 0
    change[*there, place:] = made
