"""Which groups stay hidden: the small ones, those that differ by too few, and those beside a hidden one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .feasible import SLACK, fixed_targets
from .groups import Groups

SMALL, ALIKE, DIFFERENCE, BESIDE, EARLIER = REASONS = ("small", "alike", "difference", "beside", "earlier")
ASIDE = "aside"  # a group of an earlier run that is neither asked for nor to be protected


@dataclass(frozen=True, eq=False)
class View:
    """What one reader has: the groups shown now, and those that `out` says were given out before."""

    groups: Groups
    out: np.ndarray
    known: np.ndarray  # what any reader may have: of two groups the other one is hidden first

    def seen(self, reason: np.ndarray) -> np.ndarray:
        return (reason == "") | self.out

    def next_of(self, free: np.ndarray, reason: np.ndarray) -> int | None:
        """The group to hide next: the one that breaks the fewest lines, and of those the smallest."""
        if not len(free):
            return None
        size = self.groups.size
        return int(min(free, key=lambda group: (self.known[group], self._broken(reason, group), size[group], group)))

    def _broken(self, reason: np.ndarray, group: int) -> int:
        """How many lines without a hidden group would get one."""
        lines = [self.groups.lines[number] for number in self.groups.lines_of[group]]
        return sum(1 for parent, children in lines if reason[parent] == "" and not (reason[children] != "").any())


def hidden_reasons(
    groups: Groups,
    *,
    min_cell: int,
    min_difference: int,
    known: np.ndarray,
    held: np.ndarray,
    asked: np.ndarray | None = None,
    answers: tuple[np.ndarray, float, float] | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Why each group is hidden, "" where it is shown; and the hidden groups that `known` ones give away all the same.

    `known` groups are out already and cannot be taken back; `held` ones stay hidden because of earlier runs. Groups
    that are not `asked` for are there because an earlier run spoke of them. Two readers are thought of: one has the
    earlier runs, the other has not. `answers` are the sum of each cell's answers and the ends of their scale.

    Hiding as few people as possible is a hard problem. Taken in turn here: in each line with a hidden group that stands
    alone, or whose hidden groups have fewer than `min_cell` people together, one more group is hidden: the one that
    breaks the fewest other lines, and of those the smallest. Linear programs then look for hidden groups that the
    published ones still give away; one more beside each is hidden, until none is left.
    """
    asked = np.ones(len(groups.size), dtype=bool) if asked is None else asked
    reason = np.where(asked, "", ASIDE).astype(object)
    reason[held] = EARLIER
    never = _all_at_one_end(groups, answers)
    reason[never & asked] = ALIKE
    reason[(groups.size < min_cell) & (asked | held)] = SMALL
    never = (never | (groups.size < min_cell)) & asked
    views = [View(groups.without_lines(~asked & ~known & ~held), known, known)]
    views += [View(groups.without_lines(~asked), np.zeros_like(known), known)] if known.any() else []
    for view in views:
        _hide_near(view, reason, fewest=min_difference, within=False)
    while True:
        while any([_hide_beside(view, reason, min_cell) for view in views]):
            pass  # what is hidden in one line may open another
        given_away = [_given_away(view, reason, answers) for view in views]
        more = {_near(view, reason, one) for view, found in zip(views, given_away, strict=True) for one in found}
        reason[list(more - {None})] = BESIDE
        moved = any([_hide_near(view, reason, fewest=min_cell, within=True) for view in views])
        if not moved and not more - {None}:
            return reason, np.union1d(given_away[0], np.flatnonzero(known & never))


def _all_at_one_end(groups: Groups, answers: tuple[np.ndarray, float, float] | None) -> np.ndarray:
    """Groups in which everybody gave the lowest answer, or everybody the highest: their mean tells each answer."""
    if answers is None:
        return np.zeros(len(groups.size), dtype=bool)
    sums, low, high = answers
    total = groups.inside @ sums
    return (total <= low * groups.size + SLACK) | (total >= high * groups.size - SLACK)


def _hide_near(view: View, reason: np.ndarray, *, fewest: int, within: bool) -> bool:
    """Of two groups that fewer than `fewest` people tell apart, hide the smaller; whether any was.

    `within` looks at groups only of which one is a part of the other: there the difference is a group, too.
    """
    groups, out = view.groups, view.out
    seen = np.flatnonzero(view.seen(reason))
    seen = seen[np.argsort(-groups.size[seen] - out[seen] * groups.people.sum(), kind="stable")]
    part, size, before = groups.inside[seen], groups.size[seen], (reason == "").sum()
    shared = (part.multiply(groups.people[None, :]).tocsr() @ part.T).tocoo()  # only groups that share people
    apart = size[shared.row] + size[shared.col] - 2 * shared.data
    near = (shared.col < shared.row) & (apart > 0.5) & (apart < fewest - 0.5)
    if within:
        near &= shared.data > np.minimum(size[shared.row], size[shared.col]) - 0.5
    for later, former in sorted(zip(shared.row[near], shared.col[near], strict=True)):
        pair = [group for group in (seen[later], seen[former]) if not out[group]]
        if pair and view.seen(reason)[[seen[later], seen[former]]].all():
            reason[pair[0]] = DIFFERENCE
    return (reason == "").sum() < before


def _hide_beside(view: View, reason: np.ndarray, min_cell: int) -> bool:
    """Hide more in each line that has a rest too small, or a hidden total with all parts shown; whether any was."""
    before = (reason == "").sum()
    for parent, children in view.groups.lines:
        while (more := _next_beside(view, reason, parent, children, min_cell)) is not None:
            reason[more] = BESIDE
    return (reason == "").sum() < before


def _next_beside(view: View, reason: np.ndarray, parent: int, children: np.ndarray, min_cell: int) -> int | None:
    """The group to hide next in a line; None where the line is safe or nothing is left to hide."""
    gone = (reason[children] != "") & ~view.out[children]
    count, rest = gone.sum(), view.groups.size[children][gone].sum()
    total_seen = reason[parent] == "" or view.out[parent]
    if (count == 0 or (count > 1 and rest >= min_cell)) if total_seen else count > 0:
        return None
    more = view.next_of(children[~gone & ~view.out[children]], reason)
    return parent if more is None and reason[parent] == "" and not view.out[parent] else more


def _given_away(view: View, reason: np.ndarray, answers: tuple[np.ndarray, float, float] | None) -> np.ndarray:
    """Hidden groups whose number, or the sum of whose answers, follows from what is seen."""
    groups, seen = view.groups, view.seen(reason)
    hidden = np.flatnonzero(~seen & (reason != ASIDE))
    if not len(hidden):
        return hidden
    shown, targets = groups.inside[seen], groups.inside[hidden]
    people = groups.people.astype(float)
    fixed = fixed_targets(shown, targets, people, np.zeros_like(people), np.full_like(people, 2 * people.sum() + 2))
    if answers is not None:
        sums, low, high = answers
        fixed |= fixed_targets(shown, targets, sums, low * people, high * people)
    return hidden[fixed]


def _near(view: View, reason: np.ndarray, group: int) -> int | None:
    """The smallest shown group beside, within or around a hidden one: beside or within first."""
    groups, free = view.groups, (reason == "") & ~view.out
    lines = [groups.lines[number] for number in groups.lines_of[group]]
    lines += [line for line in groups.lines if line[0] == group]
    beside = {int(child) for _, children in lines for child in children}
    near = [child for child in beside if free[child]]
    if not near:
        shared = (groups.inside @ groups.inside[[group]].T).toarray().ravel()
        near = list(np.flatnonzero(free & (shared > 0)))
    return int(min(near, key=lambda other: (view.known[other], groups.size[other], other))) if near else None
