"""Which groups stay hidden: the small ones, those that differ by too few, and those beside a hidden one."""

from __future__ import annotations

import numpy as np

from .feasible import fixed_targets
from .groups import Groups

SMALL, DIFFERENCE, BESIDE, EARLIER = REASONS = ("small", "difference", "beside", "earlier")


def hidden_reasons(
    groups: Groups,
    *,
    min_cell: int,
    min_difference: int,
    known: np.ndarray,
    held: np.ndarray,
    answers: tuple[np.ndarray, float, float] | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Why each group is hidden, "" where it is shown; and the hidden groups that `known` ones give away all the same.

    `known` groups are out already and cannot be taken back; `held` ones stay hidden because of earlier runs.
    `answers` are the sum of each cell's answers and the ends of their scale.

    Hiding as few people as possible is a hard problem. Taken in turn here: in each line with a hidden group that stands
    alone, or whose hidden groups have fewer than `min_cell` people together, one more group is hidden: the one that
    breaks the fewest other lines, and of those the smallest. Linear programs then look for hidden groups that the
    published ones still give away; one more beside each is hidden, until none is left.
    """
    reason = np.full(len(groups.size), "", dtype=object)
    reason[held] = EARLIER
    reason[groups.size < min_cell] = SMALL
    reason[known] = ""
    _hide_differences(groups, reason, min_difference, known)
    while True:
        while _hide_beside(groups, reason, min_cell, known):
            pass  # what is hidden in one line may open another
        given_away = _given_away(groups, reason, answers)
        added = {_near(groups, reason, group, known) for group in given_away} - {None}
        if not added:
            return reason, given_away
        reason[list(added)] = BESIDE


def _hide_differences(groups: Groups, reason: np.ndarray, min_difference: int, known: np.ndarray) -> None:
    """Of two shown groups that differ by one person or a few, hide the smaller."""
    shown = np.flatnonzero(reason == "")
    shown = shown[np.argsort(-groups.size[shown] - known[shown] * groups.people.sum(), kind="stable")]
    part = groups.inside[shown]
    shared = (part.multiply(groups.people[None, :]).tocsr() @ part.T).tocoo()  # only groups that share people
    size = groups.size[shown]
    apart = size[shared.row] + size[shared.col] - 2 * shared.data
    close = (shared.col < shared.row) & (apart > 0.5) & (apart < min_difference - 0.5)
    for later, former in sorted(zip(shared.row[close], shared.col[close], strict=True)):
        if reason[shown[former]] == "" and not known[shown[later]]:
            reason[shown[later]] = DIFFERENCE


def _hide_beside(groups: Groups, reason: np.ndarray, min_cell: int, known: np.ndarray) -> bool:
    """Hide more in each line that has a rest too small, or a hidden total with all parts shown; whether any was."""
    before = (reason == "").sum()
    for parent, children in groups.lines:
        while (more := _next_beside(groups, reason, parent, children, min_cell, known)) is not None:
            reason[more] = BESIDE
    return (reason == "").sum() < before


def _next_beside(
    groups: Groups, reason: np.ndarray, parent: int, children: np.ndarray, min_cell: int, known: np.ndarray
) -> int | None:
    """The group to hide next in a line; None where the line is safe or nothing is left to hide."""
    hidden = reason[children] != ""
    count, rest = hidden.sum(), groups.size[children][hidden].sum()
    total_shown = reason[parent] == ""
    if (count == 0 or (count > 1 and rest >= min_cell)) if total_shown else count > 0:
        return None
    free = children[~hidden & ~known[children]]
    if len(free):
        return int(min(free, key=lambda group: (_lines_broken(groups, reason, group), groups.size[group], group)))
    return parent if total_shown and not known[parent] else None


def _lines_broken(groups: Groups, reason: np.ndarray, group: int) -> int:
    """How many lines without a hidden group would get one."""
    lines = [groups.lines[number] for number in groups.lines_of[group]]
    return sum(1 for parent, children in lines if reason[parent] == "" and not (reason[children] != "").any())


def _given_away(groups: Groups, reason: np.ndarray, answers: tuple[np.ndarray, float, float] | None) -> np.ndarray:
    """Hidden groups whose number, or the sum of whose answers, follows from what is shown."""
    hidden = np.flatnonzero(reason != "")
    if not len(hidden):
        return hidden
    shown, targets = groups.inside[reason == ""], groups.inside[hidden]
    people = groups.people.astype(float)
    fixed = fixed_targets(shown, targets, people, np.zeros_like(people), np.full_like(people, 2 * people.sum() + 2))
    if answers is not None:
        sums, low, high = answers
        fixed |= fixed_targets(shown, targets, sums, low * people, high * people)
    return hidden[fixed]


def _near(groups: Groups, reason: np.ndarray, group: int, known: np.ndarray) -> int | None:
    """The smallest shown group beside, within or around a hidden one: beside or within first."""
    free = (reason == "") & ~known
    lines = [groups.lines[number] for number in groups.lines_of[group]]
    lines += [line for line in groups.lines if line[0] == group]
    beside = {int(child) for _, children in lines for child in children}
    near = [child for child in beside if free[child]]
    if not near:
        shared = (groups.inside @ groups.inside[[group]].T).toarray().ravel()
        near = list(np.flatnonzero(free & (shared > 0)))
    return int(min(near, key=lambda other: (groups.size[other], other))) if near else None
