"""The scale of one or several columns asked alike: its ends, its codes for no answer, its direction, what is doubtful.

Ends and codes come from all answers, never from a sample. What only the answers suggest is marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ..study.checks.declared_scales import codes_apart
from ..study.contract.role_meaning import named_roles
from ..study.dates.wave_order import natural
from ..study.metadata.file_metadata import KnownByFile
from ..study.metadata.value_labels import RISING, codes_of, falls
from ..study.words.answer_scales import plain_words
from ..study.words.meanings import direction, no_answer, told_by
from ..study.words.numbers import plain
from .loose_numbers import names_two
from .seen import Seen
from .unused_codes import is_no_answer, is_unused
from .written_ends import EXPLAINED, end_named, ends_in

CERTAIN = ((1, 5), (1, 7), (1, 10), (0, 10))  # where all of their points were given, they were asked
USUAL = ((1, 5), (0, 10), (1, 7), (1, 10), (1, 4), (1, 3), (1, 6), (0, 6), (0, 100))
_MARKS = re.compile(r"\b(?:schulnote\w*|school (?:mark|grade)s?)\b")
_FEW_OUTSIDE, _MOST_OUTSIDE = 2, 0.5  # codes beside a scale that a head writes, and the part of the answers they have
_ENOUGH = 50  # answers that show every point of a scale


@dataclass(kw_only=True)
class Scale:
    """What a line of study.toml says of answers on a scale; `checks` are its doubts, the gravest first.

    `rises` is 1 where words say that high is good, −1 where they say the contrary, 0 where nothing says it.
    """

    low: float | None = None
    high: float | None = None
    missing: list[str] = field(default_factory=list)
    not_used: list[str] = field(default_factory=list)
    labels: dict[str, float] = field(default_factory=dict)
    reverse: bool = False
    rises: int = 0
    checks: list[str] = field(default_factory=list)

    @property
    def ends(self) -> tuple[float, float] | None:
        """Its lowest and highest answer."""
        return None if self.low is None or self.high is None else (self.low, self.high)


def scale_of(columns: Sequence[Seen], role: str) -> Scale:
    """The scale of columns that were asked alike."""
    checks: list[str] = []
    scale = Scale(missing=_nobody(columns, checks), checks=checks)
    if all(column.known.scores for column in columns):
        _by_scores(scale, columns[0].known)
        return scale
    if all(column.kind == "words" for column in columns):
        _in_words(scale, columns)
        return scale
    if all(column.kind == "letters" for column in columns):
        _in_letters(scale, columns)
        return scale
    scale.labels = {word: number for column in columns for word, number in column.loose.items()}
    if scale.labels:
        typed = ", ".join(f'"{word}" = {plain(number)}' for word, number in scale.labels.items())
        scale.checks.append(f"answers that somebody typed are read as numbers: {typed}")
    counts: dict[float, int] = {}
    for column in columns:
        for number, count in column.numbers.items():
            counts[number] = counts.get(number, 0) + count
    for code in codes_apart(counts):
        counts.pop(code)
        scale.missing.append(plain(code))
        scale.checks.append(f"{plain(code)} stands apart from the other answers and is read as no answer")
    if not counts:
        return scale
    told = _told(columns)
    if role == "recommend":
        _recommendation(scale, counts, told, said=any((0, 10) in ends_in(text) for c in columns for text in c.texts))
    elif (ends := columns[0].known.ends) and ends[0] <= min(counts) and max(counts) <= ends[1]:
        scale.low, scale.high = ends  # as the file declares them
    elif ends := _written(columns, counts, scale):
        scale.low, scale.high = ends
    elif highest := max(column.highest for column in columns):
        scale.low, scale.high = min(1, *counts), highest
        scale.checks.append(f"from {plain(scale.low)} to {highest}: is that the scale asked?")
    elif len(told) > 1 and min(told) % 1 == 0 and min(told) <= min(counts) and max(told) >= max(counts):
        scale.low, scale.high = min(told), max(told)
    else:
        _by_answers(scale, columns, counts)
    _way(scale, columns, told, role)
    if not told and any(_MARKS.search(plain_words(text)) for column in columns for text in column.texts):
        scale.checks.append("a school mark: if 1 is the best, as in Germany and Austria, write reverse = true")
    return scale


def _by_scores(scale: Scale, known: KnownByFile) -> None:
    """What the file says that each code counts in a mean; a code without a score counts in none."""
    scale.labels = dict(known.scores)
    scale.low, scale.high, scale.rises = min(known.scores.values()), max(known.scores.values()), 1
    left = [code for code in known.labels if code not in known.scores]
    scale.missing = list(dict.fromkeys([*scale.missing, *left]))
    told = ", ".join(f"{code} counts {plain(score)}" for code, score in known.scores.items())
    scale.checks.append(f"scores as the file has them: {told}")


def _nobody(columns: Sequence[Seen], checks: list[str]) -> list[str]:
    """Words and codes for no answer; words that are not known as such are marked."""
    known = [word for column in columns for word in column.nobody if word not in column.declared]
    strange = (
        [] if any(c.kind in ("words", "letters") for c in columns) else [word for c in columns for word in c.strange]
    )
    torn = [word for word in dict.fromkeys(strange) if names_two(word)]
    if torn:
        named = ", ".join(f'"{word}"' for word in torn)
        checks.append(f"of two numbers nobody knows which is meant, and they are read as no answer: {named}")
    for word in (word for word in dict.fromkeys(strange) if word not in torn):
        checks.append(f'"{word}" stands among numbers and is read as no answer')
    odd = [c.off_scale for c in columns if c.kind == "words" and c.off_scale]
    for word in dict.fromkeys(odd):
        checks.append(f'"{word}" stands beside the answers of a scale and is read as no answer')
    found = dict.fromkeys([*known, *strange, *odd])
    undeclared = [code for c in columns for code in c.declared if no_answer(c.known.labels.get(code, ""))]
    return sorted(dict.fromkeys([*found, *undeclared]), key=natural)


def _in_words(scale: Scale, columns: Sequence[Seen]) -> None:
    """Answers in the words of usual scales: of the lengths that explain them, the one that all of them fill."""
    shared = set.intersection(*(set(column.scale_lengths) for column in columns))
    given = {n: {point for column in columns for point in column.scale_lengths[n].values()} for n in shared}
    full = [length for length in sorted(shared) if given[length] == set(range(1, length + 1))]
    length = (full or sorted(shared, key=lambda points: (points != 5, points)))[0]
    scale.low, scale.high, scale.rises = 1, length, 1
    if not full:
        scale.checks.append(f"some answers of the scale were never given; it is taken to have {length} points")
    elif len(full) > 1:
        scale.checks.append(f"the words fit scales of {' or '.join(map(str, full))} points")


def _in_letters(scale: Scale, columns: Sequence[Seen]) -> None:
    """Letters for the points of a usual scale; others are read as no answer, and both are marked."""
    letters = columns[0].letters
    scale.low, scale.high, scale.rises = min(letters.values()), max(letters.values()), 1
    scale.labels = dict(letters)
    told = ", ".join(f"{letter} = {number}" for letter, number in letters.items())
    called = "letters" if scale.high > 1 else "good and bad"
    scale.checks.append(f"{called} are taken for a scale: {told}")
    others = dict.fromkeys(word for column in columns for word in column.answers if word not in letters)
    for word in others:
        scale.missing.append(word)
        if scale.high > 1:
            scale.checks.append(f'"{word}" stands among letters and is read as no answer')


def _told(columns: Sequence[Seen]) -> dict[float, str]:
    """What labels of the file, words in the cells or the wording say of the numbers."""
    first = columns[0]
    labelled = {code: word for code, word in codes_of(first.known.labels).items() if not no_answer(word)}
    if len(labelled) > 1:
        return labelled
    for column in columns:
        in_cells = {}
        for word in column.answers:
            number = next((n for n in column.numbers if word.startswith(plain(n)) or word.endswith(plain(n))), None)
            if number is not None and any(map(str.isalpha, word)):
                in_cells[number] = word
        classes = {re.sub(r"\d+", "", word) for word in in_cells.values()}
        if len(in_cells) == len(classes) > 1:
            return in_cells
        if len(told := told_by(column.wording) or told_by(column.head)) > 1:
            return told
    return {}


def explained(column: Seen) -> frozenset[tuple[float, str]]:
    """The numbers that a column explains, by its labels, its answers or its heads, and how."""
    return frozenset(_told([column]).items())


def _written(columns: Sequence[Seen], counts: dict[float, int], scale: Scale) -> tuple[float, float] | None:
    """The ends that heads or wordings write out, such as "(1-5; 0 = not used)", where all answers lie within.

    A code beside them that is explained as no answer is taken out of the counts.
    """
    for text in columns[0].texts:
        ends = ends_in(text)
        low, high = next(iter(ends)) if len(ends) == 1 else (0.0, 0.0)
        codes = [code for code, words in EXPLAINED.findall(text) if no_answer(words.strip())]
        beside = {float(code): code for code in codes if float(code) in counts and not low <= float(code) <= high}
        given = [answer for answer in counts if answer not in beside]
        outside = [answer for answer in given if not low <= answer <= high] if len(ends) == 1 else []
        rows = sum(counts[answer] for answer in outside)
        if 0 < len(outside) <= _FEW_OUTSIDE and len(given) > 4 and rows <= _MOST_OUTSIDE * sum(counts.values()):
            given = [answer for answer in given if answer not in outside]
            scale.missing += map(plain, outside)
            listed = " and ".join(map(plain, outside))
            lies = "lies" if len(outside) == 1 else "lie"
            scale.checks.append(f"{listed} {lies} outside the scale that the head writes, and is read as no answer")
            for answer in outside:
                del counts[answer]
        if given and low <= min(given) and max(given) <= high and 3 <= high <= 100:
            for answer, code in beside.items():
                del counts[answer]
                scale.not_used.append(code)
            return low, high
    return None


def _recommendation(scale: Scale, counts: dict[float, int], told: dict[float, str], *, said: bool) -> None:
    """The scale of the recommendation, and what its answers have against it; `said` where the question says it."""
    low, high = min(counts), max(counts)
    said |= len(told) > 1 and (min(told), max(told)) == (0, 10)
    scale.low, scale.high = 0, 10
    if high == 11 and low >= 1 and len(counts) > 6:
        if {float(number) for number in range(1, 12)} <= set(counts):
            scale.labels = {str(code): code - 1 for code in range(1, 12)}
            scale.checks.append("1 to 11 are taken for the answers 0 to 10")
        else:
            scale.missing.append("11")
            scale.checks.append("11 is read as no answer; if 1 to 11 stand for 0 to 10, write labels")
    elif high == 11:
        scale.missing.append("11")
        scale.checks.append("11 is read as no answer")
    elif high > 11 or low < 0:
        scale.checks.append(f"answers from {plain(low)} to {plain(high)}, and the question has 0 to 10")
    elif low >= 1 and sum(counts.values()) >= _ENOUGH and not said:
        scale.checks.append(f"nobody answered 0: was it asked from 0 to 10, or from 1 to {plain(max(high, 5))}?")
    if len(told) > 1 and (min(told), max(told)) != (0, 10) and (min(told) > 0 or max(told) > 10):
        scale.checks.append(f"the words say {plain(min(told))} to {plain(max(told))}")


def asked_shorter(column: Seen) -> bool:
    """Whether a recommendation was answered within 1 to 7 at most: another scale, so that it is no NPS."""
    numbers = column.numbers
    total = sum(numbers.values())
    to_ten = any(10 in told_by(text) or (0, 10) in ends_in(text) for text in column.texts)  # as its words say
    return len(numbers) > 2 and max(numbers) <= 7 and total >= _ENOUGH and not to_ten


def _by_answers(scale: Scale, columns: Sequence[Seen], counts: dict[float, int]) -> None:
    """The ends as the answers show them; 0 and a top code are taken out where those who gave them answer unlike."""
    given = sorted(counts)
    if any(number % 1 for number in given) and "recommend" in named_roles(columns[0].words):
        scale.low, scale.high, scale.rises = 0, 10, 1
        return
    if given[0] >= 0 and 20 < given[-1] <= 100:
        scale.low, scale.high = 0, 100
        scale.checks.append(f"from {plain(given[0])} to {plain(given[-1])}: is that of 0 to 100?")
        return
    if any(number % 1 for number in given):
        scale.low, scale.high = _usual(float(np.floor(given[0])), float(np.ceil(given[-1])))
        scale.checks.append(
            f"answers with decimals from {plain(given[0])} to {plain(given[-1])}: write the scale asked"
        )
        return
    top = given[-1]
    if top in (6, 8, 11) and len(given) > 3 and is_no_answer(columns, top, given):
        given.remove(top)
        scale.not_used.append(plain(top))
        scale.checks.append(f"{plain(top)} is read as not used: those who gave it answer elsewhere like anybody")
    if given[0] == 0 and given[-1] in (4, 5, 7) and len(given) > 3 and is_no_answer(columns, 0, given):
        given.remove(0)
        scale.missing.append("0")
        scale.checks.append("0 is read as no answer: those who gave it answer elsewhere like anybody")
    elif given[0] == 0 and len(given) > 3 and is_unused(columns):
        given.remove(0)
        scale.not_used.append("0")
        scale.checks.append("0 is read as not used: many gave it, few 1 or 2, and they answer elsewhere like anybody")
    low, high, total = given[0], given[-1], sum(counts.values())
    scale.low, scale.high = _usual(low, high)
    full = set(map(float, range(int(scale.low), int(scale.high) + 1))) == set(given)
    if not (full and total >= _ENOUGH and (scale.low, scale.high) in CERTAIN):
        some = "" if full else f", of which {_listed(given)} were given"
        scale.checks.append(f"from {plain(scale.low)} to {plain(scale.high)}{some}: is that the scale asked?")


def _usual(low: float, high: float) -> tuple[float, float]:
    """The shortest usual scale that has all answers; one that ends far above them was not asked."""
    for ends in sorted(USUAL, key=lambda pair: (pair[1] - pair[0], pair)):
        if ends[0] <= low and high <= ends[1] and (high > ends[1] / 2) and (low > 0 or ends[0] == low):
            return ends
    return min(low, 1), high


def _listed(given: list[float]) -> str:
    if len(given) > 2 and given[-1] - given[0] == len(given) - 1:
        return f"{plain(given[0])} to {plain(given[-1])}"
    return ", ".join(map(plain, given[:6])) + (" …" if len(given) > 6 else "")


def _way(scale: Scale, columns: Sequence[Seen], told: dict[float, str], role: str) -> None:
    """The direction, where words tell it; what words turn round is turned, and marked."""
    answers = {number: word for number, word in told.items() if not no_answer(word)}
    if not told and role in RISING and scale.ends and (named := end_named(columns, scale.ends)):
        scale.reverse, scale.rises = True, -1
        scale.checks.append(f'{plain(named[0])} is "{named[1]}", so the scale is turned round')
        return
    if (role == "recommend" and falls(role, answers) != 1) or role not in (*RISING, "recommend"):
        scale.rises = 1  # nothing that would be turned
        return
    way, kind = direction(answers)
    if falls(role, answers) == 1:
        scale.reverse, scale.rises = True, -1
        low = min(answers)
        scale.checks.append(f'{plain(low)} is "{answers[low]}", so the scale is turned round')
    elif way and kind != "frequency":
        scale.rises = 1
