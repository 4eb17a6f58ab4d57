"""Which sums may be told, in the order given, so that no combination of those told is about a few people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from .groups import cells_of

SIZES = (4, 8, 32, 128)  # people of a team: the smaller, the sooner they are enough, and the quicker
MOST_PEOPLE = 5_000  # who are asked for one question, of groups by the same columns
BUNDLE = 8  # values of a column, of which more are taken one bundle after the other
ALIKE = 32  # people who are not divided further, but in the order of their columns
TRIED = 6  # teams of a size: where none has a move, no other one is asked
LARGEST = 1 << 14  # that a move does to a sum: whole numbers of 32 bits, multiplied exactly; larger moves are dropped


class Vouchers:
    """People who vouch for sums over groups, so that no combination of those told is about a few.

    A sum is told if `fewest` teams vouch for it, nobody in two of them: in each some people's answers could be changed
    by whole numbers (a *move*) so that all sums told before stay as they are and this one does not. Take any
    combination of told sums that is something, and of the sums in it the one told last: a team's move leaves the others
    as they are and changes that one, so it changes the combination, which is therefore not 0 for somebody of the team.
    This holds for each team, and so a combination is about `fewest` people. The teams of different sums may be the same
    people: nobody is used up. Moves are looked for among people who are alike in most columns, since then a few of them
    have one, in numbers that are rounded; only those are used that are exact in whole numbers.

    Parameters
    ----------
    people : (cells, k) array of int
        By question, who may vouch: each person in one cell only.
    inside : (cells, k) array of bool
        Cells in which somebody answered the question: where nobody did, a sum says nothing of it.
    columns : sequence of (cells,) arrays of int
        By which groups are made: people who share them have moves.
    fewest : int
        Of whom something may be told.
    """

    def __init__(self, people: np.ndarray, inside: np.ndarray, *, columns: Sequence[np.ndarray], fewest: int) -> None:
        self._columns, self._fewest = np.array(columns, np.int64), fewest
        each = zip(np.asarray(people).T, np.asarray(inside, bool).T, strict=True)
        self._questions = [_Question(own.astype(np.int64), inside) for own, inside in each]

    def among(
        self, cell: np.ndarray, people: np.ndarray, inside: np.ndarray, columns: Sequence[np.ndarray]
    ) -> Vouchers:
        """What is told already, of smaller cells: `cell` is the one that each lies in; further columns stand last."""
        finer = Vouchers(people, inside, columns=columns, fewest=self._fewest)
        for own, coarse in zip(finer._questions, self._questions, strict=True):
            for group in coarse.told:
                own.tell(np.flatnonzero(np.isin(cell, group)))
            own.known |= {own.key(np.flatnonzero(np.isin(cell, np.frombuffer(key, int)))) for key in coarse.known}
        return finer

    def tell(
        self, groups: Sequence[np.ndarray], *, by: Sequence[int] = (), sums: Sequence[Sequence[np.ndarray]] = ()
    ) -> np.ndarray:
        """Which groups are told beside those told before, in the order given: a mask; a group is its cells.

        Parameters
        ----------
        groups : sequence of arrays of int
        by : sequence of int
            The places of the columns by which they differ.
        sums : sequence of sequences of arrays of int
            Of each the first group is the others together: what all but one of them tell, the last one tells, too.
        """
        told = self._add_up(groups, sums)
        for places, cells in self._bundles(groups, np.flatnonzero(~told), by):
            some = [groups[place] for place in places]
            lines = [one.line(cells, self._columns, list(by)) for one in self._questions]
            for size in SIZES:
                some = [group for group in some if not all(one.knows(group) for one in self._questions)]
                if some:
                    self._ask(some, lines, size)
            self._add_up(groups, sums)
        return self._add_up(groups, sums)

    def _add_up(self, groups: Sequence[np.ndarray], sums: Sequence[Sequence[np.ndarray]]) -> np.ndarray:
        """Which groups are told, also those of which others tell."""
        for question in self._questions:
            question.add_up(sums)
        return np.array([all(one.knows(group) for one in self._questions) for group in groups], bool)

    def _bundles(
        self, groups: Sequence[np.ndarray], left: np.ndarray, by: Sequence[int]
    ) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """The groups that are left, and the cells of people to ask; a column of many values is taken part by part."""
        if not len(left):
            return
        columns = self._columns[list(by)]
        longest = max(columns, key=lambda code: len(np.unique(code)), default=np.zeros(0, int))
        values = np.unique(longest)
        if len(values) <= BUNDLE:
            yield left, np.ones(self._columns.shape[1], bool)
            return
        own = np.array([longest[groups[place][0]] for place in left])
        wanted = np.unique(own)
        others = np.setdiff1d(values, wanted)
        for start in range(0, len(wanted), BUNDLE):
            some = wanted[start : start + BUNDLE]
            yield left[np.isin(own, some)], np.isin(longest, [*some, *others[: BUNDLE - len(some)]])

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

    def __init__(self, people: np.ndarray, inside: np.ndarray) -> None:
        self.people, self.inside = people, inside
        self.told: list[np.ndarray] = []  # no combinations of one another
        self.known = {self.key(np.zeros(0, int))}  # and what they add up to
        self._member = np.zeros((len(people), 64), bool)  # cell by told sum

    def key(self, group: np.ndarray) -> bytes:
        return np.asarray(group, int)[self.inside[group]].tobytes()

    def knows(self, group: np.ndarray) -> bool:
        return self.key(group) in self.known

    def tell(self, group: np.ndarray) -> None:
        if len(self.told) == self._member.shape[1]:
            self._member = np.pad(self._member, ((0, 0), (0, len(self.told))))
        self._member[group, len(self.told)] = True
        self.told.append(group)
        self.known.add(self.key(group))

    def add_up(self, sums: Sequence[Sequence[np.ndarray]]) -> None:
        left = [[self.key(group) for group in groups] for groups in sums]
        more = True
        while more:
            more = False
            for keys in left:
                unknown = [key for key in keys if key not in self.known]
                if len(unknown) == 1:
                    self.known.add(unknown[0])
                    more = True

    def sums_of(self, cells: np.ndarray) -> np.ndarray:
        """Which told sums some cells are in: (cells, sums) of 0 and 1, without those that none is in."""
        member = self._member[cells, : len(self.told)]
        return member[:, member.any(axis=0)]

    def line(self, cells: np.ndarray, columns: np.ndarray, by: Sequence[int]) -> np.ndarray:
        """People by their cells, those next to each other who share most sums; nobody of a cell beside one of it."""
        own = np.flatnonzero(cells & (self.people > 0))
        if len(own) > MOST_PEOPLE:  # as many of each group, where there are
            group, _ = cells_of([np.zeros(len(own), int), *columns[by][:, own]])
            order = np.argsort(group, kind="stable")
            place = np.arange(len(own)) - np.searchsorted(group[order], group[order])
            own = np.sort(own[order[np.argsort(place, kind="stable")[:MOST_PEOPLE]]])
        others = np.delete(columns, by, axis=0)
        own = own[np.lexsort(np.vstack([columns[by][:, own], others[::-1, own]]))]
        sums = np.packbits(self._member[own, : len(self.told)], axis=1)
        line = own[_side_by_side(np.arange(len(own)), others[:, own], sums)]
        whole, layer = line, 1
        while len(whole) < MOST_PEOPLE and len(line := line[self.people[line] > layer]):
            whole, layer = np.concatenate([whole, line]), layer + 1
        return whole[:MOST_PEOPLE]


def _side_by_side(own: np.ndarray, columns: np.ndarray, sums: np.ndarray) -> np.ndarray:
    """People in an order in which those who stand together are in few sums.

    They are divided in two, again and again, by the column and at the value that leave fewest sums to either side, for
    how much smaller the sides are (the gain ratio of decision trees; Quinlan 1993).
    """
    if len(own) <= ALIKE:
        return own
    before = _count(np.bitwise_or.reduce(sums[own], axis=0))
    best, found = 0.0, None
    for code in columns[:, own]:
        order = np.argsort(code, kind="stable")
        starts = np.flatnonzero(np.diff(code[order], prepend=-1))
        if len(starts) == 1:
            continue
        each = np.bitwise_or.reduceat(sums[own[order]], starts, axis=0)
        left = _count(np.bitwise_or.accumulate(each, axis=0))[:-1]
        right = _count(np.bitwise_or.accumulate(each[::-1], axis=0))[::-1][1:]
        share = starts[1:] / len(own)
        spread = -share * np.log2(share) - (1 - share) * np.log2(1 - share)
        gain = (before - share * left - (1 - share) * right) / spread
        if gain.max() > best:
            best, at = gain.max(), starts[1 + int(gain.argmax())]
            found = np.sort(order[:at]), np.sort(order[at:])
    if found is None:
        return own
    return np.concatenate([_side_by_side(own[part], columns, sums) for part in found])


def _count(bits: np.ndarray) -> np.ndarray:
    return np.bitwise_count(bits).sum(axis=-1, dtype=int)


class _Teams:
    """Teams of people, and what the moves of each do to some groups: (teams, moves, groups); `n` teams are alike.

    At first everybody is a move: one answer, changed by 1. Each sum that is told leaves one move less to a team that
    has some which change it, since these are added up in twos, a whole number of times each, until they do not.
    """

    def __init__(self, n: np.ndarray, change: np.ndarray) -> None:
        self.n, self.change = n, change

    @classmethod
    def of(cls, question: _Question, groups: list[np.ndarray], line: np.ndarray, size: int, fewest: int) -> _Teams:
        """Teams of so many from a line of people's cells, and their moves that leave all told sums as they are."""
        each = [np.sort(line[start : start + size]) for start in range(0, len(line), size)]
        if len(each) >= max(fewest, 4 * TRIED) and size > SIZES[0]:
            tried = each[:: len(each) // TRIED]
            if not cls._made(question, groups, tried, size).change.any():
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
    least = np.where(size == 0, LARGEST, size).argmin(axis=1)
    first = change[teams, least, place:]
    own, move = np.nonzero(size)
    there = teams[own], move
    made = change[*there, place:]
    times = made[:, :1] * np.sign(first[own, :1])
    rare = np.abs(first[own, 0]) > 1
    made[rare] *= np.abs(first[own[rare], :1])
    made -= times * first[own]
    made[rare] //= np.maximum(np.gcd.reduce(made[rare], axis=1), 1)[:, None]
    made[(made > LARGEST).any(axis=1) | (made < -LARGEST).any(axis=1)] = 0
    change[*there, place:] = made
