"""Columns asked alike: joined into one line where a pattern names them and no other column, given one scale."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from ..study.checks.declared_scales import codes_apart
from ..study.contract.roles import ROLES, SCALED
from ..study.metadata.header_rows import matches
from ..study.metadata.value_labels import RISING
from ..text import decimals
from .lines import CODES, DIRECTION, QUESTION, Line, slug
from .scales import Scale, explained, scale_of
from .seen import Seen
from .written_ends import ends_in

_FEWEST = 3  # columns that make a pattern
_FEWEST_LISTED = 4  # columns that no pattern joins, of which one role must be decided
_RELATED = 0.1
_ROWS = 30


def join_alike(lines: list[Line], heads: Sequence[str]) -> list[Line]:
    """The lines with those asked alike in one, where the first of them stood; every asked line has its scale."""
    groups = sorted(_groups(lines, heads), key=lambda group: -len(group[1]))
    known: list[Line] = []
    for pattern, members in groups:
        columns = [line.column for line in members]
        scale = scale_of(columns, members[0].role)
        _as_elsewhere(scale, columns, known)
        doubts = dict.fromkeys(check for line in members for check in line.checks)
        if pattern:
            first = members[0]
            first.columns, first.checks = columns, list(doubts)
            first.source, first.name = pattern, _key(pattern)
            members, gone = [first], {id(line) for line in members[1:]}
            lines = [line for line in lines if id(line) not in gone]
        elif len(members) >= _FEWEST_LISTED and all(line.checks_of(QUESTION) for line in members):
            first, gone = members[0], {id(line) for line in members[1:]}  # one role, to be said once
            first.columns, first.checks = columns, list(doubts)
            first.heads, first.name = [column.head for column in columns], f"{first.role}_*"
            members, lines = [first], [line for line in lines if id(line) not in gone]
        for place, line in enumerate(members):
            line.scale = scale
            for text in scale.checks if not place else ():
                line.doubt(CODES, text)
            if place and scale.checks:
                line.doubt(CODES, f"as {members[0].column.head}")
        known += members[:1] if scale.not_used or "0" in scale.missing else []
    return lines


def _as_elsewhere(scale: Scale, columns: Sequence[Seen], known: list[Line]) -> None:
    """Codes at the ends of a scale that are no answers in many columns of the file are none in a few others either."""
    given = {number for column in columns for number in column.numbers}
    for line in known:
        if line.scale.ends is None:
            continue
        low, high = line.scale.ends
        codes = {float(code) for code in (*line.scale.missing, *line.scale.not_used) if code.isdigit()}
        if scale.ends and scale.ends != line.scale.ends and given <= {*codes, *range(int(low), int(high) + 1)}:
            if not given & codes or high not in given:
                continue
            scale.low, scale.high = low, high
            scale.missing, scale.not_used = list(line.scale.missing), list(line.scale.not_used)
            listed = [f"{code} as no answer" for code in scale.missing] + [
                f"{code} as not used" for code in scale.not_used
            ]
            scale.checks = [f"{', '.join(listed)}, as in {line.source or line.column.head}"]
            return


def codes_in_groups(lines: list[Line]) -> None:
    """A code below 0 that is read as no answer in a scale is no group in another column: -1 for who hung up."""
    known = {code: line.column.head for line in lines for code in line.scale.missing if code.startswith("-")}
    for line in lines:
        if line.role not in ROLES or ROLES[line.role].values != "text" or line.columns[1:]:
            continue
        for code in (code for code in known if code[1:].isdigit() and code in line.column.answers):
            line.scale.missing.append(code)
            line.doubt(CODES, f"{code} as no answer, as in {known[code]}")


def _groups(lines: list[Line], heads: Sequence[str]) -> list[tuple[str, list[Line]]]:
    """Pattern and lines of those asked alike; without a pattern where none names them alone."""
    asked = [line for line in lines if line.role in SCALED and line.column.kind in ("number", "words", "letters")]
    asked = [line for line in asked if not line.scale.labels]  # of which it is known already
    alone = [line for line in asked if line.role in ("recommend", "outcome")]
    found = [("", [line]) for line in alone]
    free = [line for line in asked if line not in alone]
    by_kind: dict[tuple, list[Line]] = {}
    for line in free:
        by_kind.setdefault((line.role, line.column.kind, _band(line)), []).append(line)
    patterns: list[str] = []
    for members in sorted(_by_written(by_kind.values()), key=len, reverse=True):
        left = [line for line in members if not any(matches(pattern, line.column.head) for pattern in patterns)]
        others = [line for line in members if line not in left]
        written = {line.column.head for line in lines if line.role} - {line.column.head for line in left}
        while best := _best(left, [head for head in heads if head not in written], written):
            pattern, own = best
            found.append((pattern, own))
            patterns.append(pattern)
            left = [line for line in left if line not in own]
            written |= {line.column.head for line in own}
        found += [("", part) for part in _by_stem([*others, *left])]
    return found


def _by_written(groups: Iterable[list[Line]]) -> Iterator[list[Line]]:
    """Lines asked alike, those apart whose heads write other ends: Smiley (1-4), Advice (1-6)."""
    for members in groups:
        own: dict[frozenset, list[Line]] = {}
        for line in members:
            own.setdefault(frozenset().union(*map(ends_in, line.column.texts)), []).append(line)
        yield from own.values() if len(set(own) - {frozenset()}) > 1 else [members]


def _by_stem(lines: list[Line]) -> list[list[Line]]:
    """Lines that no pattern joins, those of one number together (Q9FOOD, Q9ALL), the others of several words too.

    What a head or the answers explain of a scale holds for these columns alone: elsewhere 1 may be the worst.
    """
    found: dict[object, list[Line]] = {}
    for line in lines:
        stem = re.match(r"[A-Za-z]{0,4}\d+", line.column.head)
        found.setdefault(stem[0] if stem else explained(line.column), []).append(line)
    return list(found.values())


def _band(line: Line) -> object:
    """What two columns must share to be asked alike: the points of their words, or about the same highest number."""
    column = line.column
    if column.kind == "letters":
        return tuple(column.letters)
    if column.kind == "words":
        return min(column.scale_lengths, key=lambda points: (points != 5, points))
    codes = {*codes_apart(column.numbers), *column.apart}
    top = max((number for number in column.numbers if number not in codes), default=0)
    return next((end for end in (6, 8, 11, 100) if top <= end), 1000) if min(column.numbers, default=0) >= 0 else -1


def _best(members: list[Line], heads: Sequence[str], written: set[str]) -> tuple[str, list[Line]] | None:
    """The pattern that names most of the members and no other head, but for a few that have lines of their own."""
    own = {line.column.head for line in members}
    counted = Counter(pattern for head in own for pattern in _patterns(head))
    for pattern, count in sorted(counted.items(), key=lambda pair: (-pair[1], -len(pair[0]))):
        if count < _FEWEST:
            return None
        others = [head for head in written if matches(pattern, head)]
        if len(others) <= count / 2 and all(head in own for head in heads if matches(pattern, head)):
            found = [line for line in members if matches(pattern, line.column.head)]
            inner = re.sub(r"\[\*$", "[*]", pattern)
            return (inner if all(matches(inner, line.column.head) for line in found) else pattern), found
    return None


def _patterns(head: str) -> Iterator[str]:
    """Patterns that begin or end as a head does, cut where a word, a number or a sign ends."""
    for place in range(1, len(head)):
        before, after = head[place - 1], head[place]
        if _sort(before) != _sort(after) or not before.isalnum():
            yield f"{head[:place]}*"
            if after in "_ -." and len(head) - place > 2:
                yield f"*{head[place:]}"


def _sort(sign: str) -> int:
    return 0 if sign.isalpha() else 1 if sign.isdigit() else 2


def _key(pattern: str) -> str:
    """The key of a pattern: itself where it is short and plain, else a name made of it."""
    if re.fullmatch(r"[\w.*-]{2,20}", pattern):
        return pattern
    before, _, after = pattern.partition("*")
    words = slug(before if before.strip(" [") else after)
    return f"{'_'.join(words.split('_')[:3])}_*"


def part_reversed(lines: list[Line]) -> list[Line]:
    """The lines with columns that fall as the anchor rises in lines of their own, turned round and marked."""
    anchors = anchors_of(lines)
    found: list[Line] = []
    for line in lines:
        found.append(line)
        asked = line.role in RISING and line.role not in ("recommend", "effort") and line.scale.ends
        if not asked or line in anchors[:1] or (line.role == "outcome" and line in anchors):
            continue
        related = {column.head: _with_anchors(line, column, anchors) for column in line.columns}
        falling = {head: found for head, found in related.items() if found[0] < 0}
        if len(falling) > len(line.columns) / 2 and not line.scale.rises:
            r, anchor = min(falling.values())
            told = f"falls as {anchor} rises (r = {decimals(r, 2)})"
            line.doubt(DIRECTION, f"{told}: if the lowest answer is the best, write reverse = true")
        if not falling or len(falling) > len(line.columns) / 2:
            continue
        for column in [column for column in line.columns if column.head in falling]:
            scale = replace(line.scale, reverse=not line.scale.reverse, checks=[])
            own = Line(columns=[column], role=line.role, scale=scale, settings=dict(line.settings))
            r, anchor = falling[column.head]
            told = f"it falls as {anchor} rises (r = {decimals(r, 2)}), so it is turned round"
            own.doubt(DIRECTION, told)
            found.append(own)
        line.columns = [column for column in line.columns if column.head not in falling]
        line.heads = [head for head in line.heads if head not in falling]
    return found


def tell_directions(lines: list[Line]) -> None:
    """Mark scales of which neither words nor answers say whether high is good.

    A recommendation from 0 to 10 has its direction, and so has a scale that words explain; what rises with it has the
    same.
    """
    anchors = anchors_of(lines)
    for line in lines:
        if line.role not in SCALED or not line.scale.ends or line.scale.rises or line.checks_of(DIRECTION):
            continue
        related = [_with_anchors(line, column, anchors) for column in line.columns]
        if line.role == "effort":
            rising = [found for found in related if found[0] > 0]
            if rising:
                told = f"rises with {rising[0][1]} (r = {decimals(rising[0][0], 2)})"
                line.doubt(DIRECTION, f"{told}: if a high answer means little effort, write reverse = true")
            elif not all(r < 0 for r, _ in related):
                line.doubt(DIRECTION, "does a high answer mean much effort?")
        elif not all(r > 0 for r, _ in related):
            line.doubt(DIRECTION, "is the highest answer the best?")


def anchors_of(lines: list[Line]) -> list[Line]:
    """Questions whose high answers are good for certain: recommendation and outcome, else one that words explain."""
    asked = [line for line in lines if line.role in SCALED and line.scale.ends and line.scale.rises == 1]
    first = [line for line in asked if line.role in ("recommend", "outcome")]
    return first or [line for line in asked if line.role in RISING and line.role != "effort"][:1]


def _with_anchors(line: Line, column: Seen, anchors: list[Line]) -> tuple[float, str]:
    """The closest correlation with an anchor, and its head; NaN where none is sure."""
    found = [(_correlation(line, column, anchor), anchor.column.head) for anchor in anchors]
    return max((pair for pair in found if not np.isnan(pair[0])), key=lambda pair: abs(pair[0]), default=(np.nan, ""))


def _correlation(line: Line, column: Seen, anchor: Line) -> float:
    """The correlation with the anchor where it is three standard errors from 0, and 0.1; else NaN."""
    one, other = points_of(line, column), points_of(anchor, anchor.column)
    both = ~np.isnan(one) & ~np.isnan(other)
    if column is anchor.column or both.sum() < _ROWS or not np.ptp(one[both]) or not np.ptp(other[both]):
        return float("nan")
    r = float(np.corrcoef(one[both], other[both])[0, 1])
    return r if abs(r) > max(_RELATED, 3 / both.sum() ** 0.5) else float("nan")


def points_of(line: Line, column: Seen) -> np.ndarray:
    """The answers as numbers within the scale, as they stand in the file."""
    low, high = line.scale.ends or (np.nan, np.nan)
    values = column.sample if column.kind == "number" else column.in_points(int(high))
    values = np.where((values >= low) & (values <= high), values, np.nan)
    return low + high - values if line.scale.reverse else values
