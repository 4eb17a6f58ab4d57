"""Roles that only the other columns of a file tell: ratings that go together, ticks, which score is the outcome."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from ..study.checks.declared_scales import codes_apart
from ..study.contract.role_meaning import named_roles, names_only, words_of
from ..study.metadata.cell_words import classes_in_words
from ..study.words.answer_scales import plain_words
from ..study.words.meanings import told_by
from ..study.words.question_heads import grid_of
from .asking import ASKED, asked_by, ends_in_scale
from .choices import join_ticks, tell_codes
from .lines import QUESTION, Line
from .mixed_questions import ask_for_one_question
from .named import GROUPS, KEY_ROLES, NUMBERS
from .of_others import belonging, names_one, other_company
from .said_again import said_again
from .scales import asked_shorter
from .seen import Seen
from .unnamed_weight import ask_for_weight

_MOST_WORDS = 11
_MOST_STEPS = 21  # of a scale with halves
_MOST_POINTS = 13  # of a scale of ten or eleven with its codes for no answer
_CODE_WORDS = "id code number no num nr codigo numero codi cod nombre name key clave"
_RELATED = 0.2  # the correlation from which on two columns of codes are likely ratings by the same people
_ROWS = 30
_MOST_COMPARED = 20
_SAID = ("reason", "touchpoint", "department", *NUMBERS)  # roles that a sentence on what was rated may name
_ON_THE_WHOLE = re.compile(
    r"\b(?:overall|general\w*|global\w*|total\w*|all in all|on the whole|as a whole|everything|conjunto?|ansamblu|"
    r"insgesamt|gesamt\w*|alles in allem|ensemble|compless\w*|algeme\w*|algehe\w*|"
    r"geral|ogoln\w*|genel|totaal\w*|al met al|over het geheel)"
    r"(?:\b|_)"
)
_BLOCK, _SENTENCE = 4, 4  # columns of a block; words of a head that says something


def settle(lines: list[Line]) -> None:
    """Give the columns that wait their roles, and take back those that only one column can have."""
    belonging(lines)
    _codes_of_few_rows(lines)
    _ratings(lines)
    said_again(lines)
    join_ticks(lines)
    tell_codes(lines)
    _single(lines)
    ask_for_weight(lines)
    ask_for_one_question(lines)


def _codes_of_few_rows(lines: list[Line]) -> None:
    """Of a few rows all questions of one letter tell codes together: P1 to P8 of twelve people have 96 answers."""
    batteries: dict[str, list[Seen]] = {}
    for line in lines:
        code = re.match(r"([A-Za-z]{1,2})\d+[._)\s]", line.column.head)
        if code and line.column.kind == "number" and line.column.n_rows < _ROWS and line.role != "recommend":
            batteries.setdefault(code[1], []).append(line.column)
    for letter, columns in batteries.items():
        counts = sum((Counter(column.numbers) for column in columns), Counter())
        for column in columns if len(columns) > 2 else ():
            column.battery, column.apart = letter, frozenset(codes_apart(counts))


def _ratings(lines: list[Line]) -> None:
    """Codes without a role are ratings where they go with other codes or with a question; else they wait.

    So are codes whose head names what was rated: "Cleanliness of the store" is no store, where it goes with the others.
    """
    asked = [line for line in lines if line.role in ASKED and line.column.kind in ("number", "words", "letters")]
    waiting = [line for line in lines if not line.role and not line.left_out]
    open_ = [line for line in lines if line.left_out != "declared"]
    keys = [line for line in open_ if line.role in KEY_ROLES and _few_codes(line.column)]
    found: list[Line] = []
    for line in [*waiting, *keys]:
        others = [other.column for other in [*asked, *waiting, *keys] if other is not line]
        told = _tells_scale(line.column)
        beside = line in waiting and _stands_beside(line, lines, found)
        if beside or (len(line.column.core) > 3 and (told or _goes_with(line.column, others))):
            found.append(line)
            if line in keys or beside or (not any(map(str.isalpha, line.column.wording)) and not asked):
                line.guessed = True
    sure = [*asked, *(line for line in found if line not in keys or _says_of(line.column.head))]
    ratings = [line for line in found if line not in keys or _tells_scale(line.column) or _as_asked(line, sure)]
    rated = [line for line in asked if line.role == "rating"]
    named = (*(role for role in GROUPS if role not in ("wave", *KEY_ROLES)), *NUMBERS)
    for line in open_:  # "Classes" of a gym names a group, and is rated like the columns beside it
        coded = line.role in named and _few_codes(line.column) and _as_asked(line, [*rated, *ratings], fewest=3)
        if coded and _goes_with(line.column, [other.column for other in [*rated, *ratings]]):
            ratings.append(line)
            line.guessed = True
    ratings += _with_decimals(lines)
    ratings += _in_blocks(open_, [*rated, *ratings], [*waiting, *(line for line in open_ if line.role in _SAID)])
    for line in waiting:
        line.left_out = "" if line in ratings else "codes"
    for line in ratings:
        line.role, line.left_out, line.checks = "rating", "", []
        if line.guessed:
            line.doubt(QUESTION, "taken for ratings, since these columns go together")
        line.guessed = False


def _with_decimals(lines: list[Line]) -> list[Line]:
    """Measures that no name explains, of as few points as a scale has, where one of them goes with a rating.

    Scores of reviews, such as 7,5 of 10, have decimals; of what they are a score, one word may say: "Staff".
    """
    rated = [line.column for line in lines if line.role in ("rating", "outcome") and line.column.kind == "number"]
    tried = [line for line in lines if line.role == "measure" and not {*NUMBERS} & {*named_roles(line.column.head)}]
    tried = [line for line in tried if not line.column.whole and len(line.column.numbers) <= _MOST_STEPS]
    tops = {max(column.numbers) for column in rated} & set(range(4, 11))
    tried = [line for line in tried if min(line.column.numbers) >= 0 and max(line.column.numbers) in tops]
    going = [line for line in tried if line.column.n_rows >= _ROWS and _goes_with(line.column, rated)]
    points = {number for line in going for number in line.column.numbers}
    found = [line for line in tried if line in going or {*line.column.numbers} <= points]
    for line in found:
        line.guessed = True
    return found


def _in_blocks(lines: list[Line], rated: list[Line], doubtful: list[Line]) -> list[Line]:
    """What stands in one block with ratings, half of it at least, and has all its numbers, codes of no answer, too.

    Weak answers go with no others, and "The price is reasonable" names a reason and a price; but "marital status" and
    "education" beside one another are groups: a head in few words must stand between two ratings.
    """
    found: list[Line] = []
    numbers = [frozenset(line.column.numbers) if _few_codes(line.column) else None for line in lines]
    for codes, block in groupby(zip(numbers, lines, strict=True), key=lambda pair: pair[0]):
        members = [line for _, line in block] if codes else []
        known = sum(line in rated for line in members)
        if len(members) >= _BLOCK and 2 * known >= len(members):
            places = [place for place, line in enumerate(members) if line in rated]
            found += [
                line
                for place, line in enumerate(members)
                if line in doubtful and line not in rated
                if len(line.column.head.split()) >= _SENTENCE or places[0] < place < places[-1]
            ]
    for line in found:
        line.guessed = True
    return found


def _tells_scale(column: Seen) -> bool:
    """Whether the head ends in the ends of a scale, or explains both: (1 = hard, 7 = easy)."""
    return ends_in_scale(column) or {*column.core[:1], *column.core[-1:]} <= {*told_by(column.head)}


def _few_codes(column: Seen) -> bool:
    """Whether a column that a name explains has the codes of a scale, enough of them to be compared."""
    few = column.kind == "number" and not column.known.labels and column.n_rows >= _ROWS
    return few and len(column.core) > 3 and column.whole and len(column.numbers) <= _MOST_POINTS


def _says_of(head: str) -> bool:
    """Whether a head says something of what it names: "Speed of the team", where "team" and "Team code" are keys."""
    return len(set(words_of(head)) - {*_CODE_WORDS.split()}) > 1


def _as_asked(line: Line, others: Sequence[Line], *, fewest: int = 2) -> bool:
    """Whether so many other questions were answered with the same numbers."""
    return sum(set(other.column.core) == set(line.column.core) for other in others if other is not line) >= fewest


def _stands_beside(line: Line, lines: list[Line], ratings: list[Line]) -> bool:
    """Whether one of few rows' columns has no answer that ratings beside it have not: twelve people gave 2 to 4.

    Beside it stand the one before it, and all questions of its letter.
    """
    place, column = lines.index(line), line.column
    near = [other for other in lines if column.battery and other.column.battery == column.battery]
    near = [other for other in [*lines[max(place - 1, 0) : place], *near] if other is not line]
    rated = [other.column.core for other in near if other.role == "rating" or other in ratings]
    few = column.n_rows < _ROWS and len(column.core) > (1 if column.battery else 2) and bool(rated)
    return few and set(column.core) <= set().union(*rated)


def _goes_with(column: Seen, others: Sequence[Seen]) -> bool:
    """Whether those who give a high answer here do so in half of the columns that may share its scale.

    With few rows, whether others have the same values.
    """
    if column.n_rows < _ROWS:
        return sum(set(column.core) <= set(other.core) or set(other.core) <= set(column.core) for other in others) > 1
    if max(column.core) < 4:
        return False
    alike = [  # on one scale, or a question by its name
        other
        for other in others
        if other.kind == "number" and len(other.core) > 3 and (max(column.core) == max(other.core) or asked_by(other))
    ]
    related = []
    for other in alike[:_MOST_COMPARED]:
        mine, theirs = column.core_sample, other.core_sample
        both = ~np.isnan(mine) & ~np.isnan(theirs)
        if both.sum() >= _ROWS and np.ptp(mine[both]) and np.ptp(theirs[both]):
            related.append(float(np.corrcoef(mine[both], theirs[both])[0, 1]))
    close = [r for r in related if r >= _RELATED or r <= -1.5 * _RELATED]
    asked = any(asked_by(other) for other in alike)
    return bool(close) and len(close) >= len(related) / 2 and (len(related) > 1 or asked)


def _items_of_grids(lines: list[Line]) -> None:
    """An item of a grid is an outcome where its own words say so; "How satisfied are you with:" asks of each item."""
    parted = {id(line): grid for line in lines if (grid := grid_of(line.column.head))}
    stems = Counter(grid[0] for grid in parted.values())
    for line in lines:
        grid = parted.get(id(line))
        if grid and line.role in ("outcome", "recommend") and stems[grid[0]] > 2:
            line.role = line.role if line.role in named_roles(grid[1]) else "rating"


def _unknown_words(lines: list[Line]) -> None:
    """Groups of the same few words in several columns beside one another are answers, of a scale that nobody knows."""
    open_ = [line for line in lines if line.role in ("segment", "touchpoint") and line.column.kind == "groups"]
    for line in open_:
        column = line.column
        asked = grid_of(column.head)
        alike = [
            other
            for other in open_
            if set(other.column.answers) == set(column.answers)
            and (grid := grid_of(other.column.head))
            and asked
            and grid[0] == asked[0]
        ]
        if 2 < len(column.answers) <= _MOST_WORDS and len(alike) > 2:
            line.left_out, line.checks = "words", []
    for line in open_:
        line.role = "" if line.left_out == "words" else line.role


def _overall(found: list[Line]) -> list[Line]:
    """Of several questions on satisfaction the one on the whole: its head says so, or names nothing else; else none."""
    said = [line for line in found if any(_ON_THE_WHOLE.search(plain_words(text)) for text in line.column.texts)]
    said = said or [line for line in found if any(names_only(text, "outcome") for text in line.column.texts)]
    return (said or [line for line in found if "outcome" not in named_roles(line.column.words)])[:1]


def _single(lines: list[Line]) -> None:
    """Of recommendation, outcome and time, one column each; the others step back."""
    _items_of_grids(lines)
    _unknown_words(lines)
    for role in ("recommend", "outcome"):
        found = [line for line in lines if line.role == role]
        for line in [] if role == "outcome" else found:
            if line.column.kind == "number" and not line.scale.labels and asked_shorter(line.column):
                line.role = "outcome"
                line.doubt(QUESTION, "a recommendation that was answered on a shorter scale: no Net Promoter Score")
        found = [line for line in lines if line.role == role]
        kept = _overall(found) if role == "outcome" and found[1:] else found[:1]
        for line in (line for line in found if line not in kept):
            line.role = "rating" if role == "outcome" else "outcome"
            if role == "recommend" and (names := other_company(found[0].column.words, line.column.words)):
                line.role, line.left_out, line.checks = "", "others", []
                told = f'asked of "{names[0]}", and in another column of "{names[1]}": which is yours?'
                found[0].doubt(QUESTION, told)
                for other in lines:
                    if other.role in ASKED and names_one(other.column.words, names[1], names[0]):
                        other.role, other.left_out, other.checks = "", "others", []
            elif role == "recommend":
                line.doubt(QUESTION, f'"{found[0].column.head}" is taken for the recommendation, and this is another')
    scored = any(line.role == "recommend" for line in lines)
    for line in lines if scored else ():  # groups made of the score would differ by it however they were served
        if line.role == "segment" and len(line.column.answers) > 1 and classes_in_words(list(line.column.answers)):
            line.role, line.left_out, line.checks = "", "classes", []
    asked = [line for line in lines if line.role in ASKED]
    if len(asked) == 1 and asked[0].role == "rating":
        asked[0].role = "outcome"
        asked[0].doubt(QUESTION, "the only question, taken for the score to be explained")
        numbers = asked[0].column.numbers if asked[0].column.kind == "number" else {}
        if max(numbers, default=0) == 10 and asked[0].column.whole and not named_roles(asked[0].column.wording):
            asked[0].doubt(QUESTION, 'if it asks how likely people are to recommend, write role = "recommend"')
    keys = [line for line in lines if line.role == "id"]
    best = next((line for line in keys if line.column.unique), keys[0] if keys else None)
    for line in keys:
        if line is not best:
            line.role, line.left_out, line.checks = "", "text", []
    times = [line for line in lines if line.role == "time"]
    best = next((line for line in times if "time" in named_roles(line.column.head)[:1]), times[0] if times else None)
    for line in times:
        if line is not best:
            line.role, line.left_out = "", "another date"
