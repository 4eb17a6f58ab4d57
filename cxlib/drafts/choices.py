"""Questions with several answers in a client's file: ticks in columns that belong together, codes in one cell."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..study.cleaning.choice_cells import Split, known_tick
from ..study.cleaning.choices import OTHER
from ..study.metadata.header_rows import matches
from ..study.words.answer_scales import plain_words
from .lines import CODES, GROUPS, Line
from .named import KEY_ROLES
from .seen import Seen

_FEWEST_LOOSE = 4  # columns of ticks that make a question, though their heads do not say so
_STEMS = (  # surest first: Kobo, REDCap in codes and in words, a grid, two head rows; then Q5_1 and seen_SQ001, Q5a
    (r"(.+)/[^/]+", 2),
    (r"(.+?)___-?\w+", 2),
    (r"(.+?)\s*\(choice=.+\)", 2),
    (r"(.+?)\s*>>.+", 2),
    (r"(.+?)\s*\[[^\[\]]+\].*", 2),
    (r"(.+) \| .+", 2),
    (r"(.+)_SQ\d+", 2),
    (r"(.+?)[_.](?:[A-Za-z]{0,3}\d+|[a-z])", 3),
    (r"(.*\d)[a-z]", 3),
)
_MOST_PARTS = 40
_FEWEST_REPEATS = 4  # times that an option of one cell is chosen, on average
_FEWEST_PAIRS = 4  # different cells of two codes
_SEVERAL = 0.1  # the share of cells with several answers
_LONGEST_PART = 60
_RARE = 2
_NONE = re.compile(
    r"\bnone of (?:the|these)\b|\bningun[oa] de (?:l[oa]s|est[oa]s)\b|\bcap (?:de les|dels|d'aquest)\b|"
    r"\bniciun[aul]* din(?:tre)?\b"
)
_MAY_BE = ("", "segment", "verbatim", "reason", "channel", "description", "theme", "touchpoint", "status")


def join_ticks(lines: list[Line]) -> None:
    """Make one line of the columns of ticks that belong together, in place; ticks without a question stay comments."""
    _join_sets(lines)
    run: list[Line] = []
    for line in [*lines, None]:
        if line and not line.heads and line.left_out not in ("joined", "declared") and is_ticked(line):
            run.append(line)
            continue
        if run:
            _join(run, lines)
        run = []


def _join_sets(lines: list[Line]) -> None:
    """The sets that a file itself declares; a value that counts, or columns of codes."""
    sets: dict[tuple[str, str, str], list[Line]] = {}
    for line in lines:
        if line.column.known.choice_of and not line.heads:
            sets.setdefault(line.column.known.choice_of, []).append(line)
    for (name, label, counted), members in sets.items():
        if len(members) > 1:
            _one_line(members, label or name)
            members[0].checks = []
            members[0].called = name
            code = counted if re.fullmatch(r"0|[1-9]\d*", counted) else json.dumps(counted, ensure_ascii=False)
            members[0].also = [f"ticked = [{code}]"] if counted else ["mentions = true"]


def _join(run: list[Line], lines: list[Line]) -> None:
    groups: dict[str, list[Line]] = {}
    for line in run:
        groups.setdefault(_stem(line.column.head, [other.column.head for other in run]), []).append(line)
    loose = groups.pop("", [])
    for stem, found in groups.items():
        members = [line for line in found if not _is_text_beside(line, found)]
        own = {id(line) for line in members}
        others = [line for line in lines if id(line) not in own and _is_other(line, stem, members)]
        _one_line([*members, *others], stem)
    loose = _closed_by_none(loose)
    loose = [line for line in loose if line.role != "unit" and line.column.kind not in ("empty", "date")]
    if len(loose) >= _FEWEST_LOOSE:
        for line in loose:
            line.role, line.left_out, line.checks = "", "ticks", []
    for line in lines:
        if line.column.head in groups and not line.columns[1:]:  # the same answers in one cell
            line.role, line.left_out, line.checks = "", "ticks", []


def _closed_by_none(loose: list[Line]) -> list[Line]:
    """Ticks up to "none of the above" are one question, whatever their heads; the others are given back."""
    last = next((place for place, line in enumerate(loose) if _NONE.search(plain_words(line.column.head))), -1)
    if last < 2:
        return loose
    members = loose[: last + 1]
    _one_line(members, members[0].column.head)
    members[0].called = "ticked"
    members[0].stem = ""
    members[0].doubt(GROUPS, f'"{members[-1].column.head}" closes a question with several answers: name it')
    return loose[last + 1 :]


def _stem(head: str, heads: Sequence[str]) -> str:
    """What the heads of a question have in common, where enough of them have it; empty where none."""
    for form, fewest in _STEMS:
        if found := re.fullmatch(form, head):
            alike = [other for other in heads if (own := re.fullmatch(form, other)) and own[1] == found[1]]
            if len(alike) >= fewest:
                return found[1]
    return ""


def _is_other(line: Line, stem: str, members: list[Line]) -> bool:
    """Whether a column of texts is the "other, namely" of a question whose options have a word of their own."""
    column = line.column
    alike = column.head.startswith(f"{stem} | ") or column.head.startswith(f"{stem} [")
    silent = all(member.column.distinct == 1 for member in members)
    return bool(alike and silent and column.kind in ("text", "groups") and OTHER.search(plain_words(column.words)))


def _is_text_beside(line: Line, members: list[Line]) -> bool:
    """Whether a column is the "other, namely" beside columns of yes and no, with one text in it by chance."""
    words = line.column.answers
    other = OTHER.search(plain_words(line.column.words)) and not any(known_tick(word) is not None for word in words)
    return bool(words and other and any(known_tick(word) == 0 for one in members for word in one.column.answers))


def is_ticked(line: Line) -> bool:
    """Whether a column has nothing but 0 and 1, yes and no, or one word or none; its head may name a yes or no."""
    column = line.column
    if set(column.numbers) == {0, 1}:
        return line.left_out in ("", "codes") and line.role not in KEY_ROLES
    if column.kind == "empty" or (column.distinct == 1 and column.filled < column.n_rows):  # also never ticked
        return line.left_out not in ("personal", "machine")
    if column.kind == "groups" and {known_tick(word) for word in column.answers} == {0, 1}:
        return line.role == "segment"  # checked and unchecked
    return column.kind == "yes_no" and line.role in ("segment", "break", "reason", "") and not line.left_out


def _one_line(members: list[Line], stem: str) -> None:
    """The first of the lines speaks for all: by a pattern that matches no other head, else by a list."""
    first, rest = members[0], members[1:]
    first.columns = [line.column for line in members]
    first.role, first.left_out, first.checks = "choices", "", []
    first.heads = [column.head for column in first.columns]
    first.stem = stem
    words = [word for column in first.columns for word in column.answers]
    if any(known_tick(word) == 0 for word in words):
        pass
    elif all(column.nobody and column.filled < column.n_rows for column in first.columns):
        first.also.append('blank = "none"')
        not_asked = " or ".join(f'"{word}"' for word in first.column.nobody)
        first.doubt(GROUPS, f"{not_asked} is read as not asked, and a row of empty cells as nothing ticked")
    else:
        first.doubt(GROUPS, "only ticks are in the file: a row without any is read as not answered")
    for line in rest:
        line.role, line.left_out, line.checks = "", "joined", []


def pattern_of(line: Line, heads: Sequence[str]) -> str:
    """A pattern that matches the columns of a question and no other head of the file; empty where there is none."""
    own = set(line.heads)
    begun = line.heads[0]
    while begun and not all(head.startswith(begun) for head in own):
        begun = begun[:-1]
    found = f"{begun}*"
    exact = begun and {head for head in heads if matches(found, head)} == own and "*" not in begun
    return found if exact and len(own) > 2 else ""


def tell_codes(lines: list[Line]) -> None:
    """Give columns with several answers in a cell their role, in place."""
    for line in lines:
        column = line.column
        decimals = line.role == "measure" and _ascending(column)
        free = line.left_out in ("", "text", "codes") and (line.role in _MAY_BE or decimals)
        if not free or line.columns[1:] or column.kind in ("date", "length", "yes_no", "empty") or column.unique:
            continue
        if _is_ranking(column):
            line.role, line.left_out, line.checks = "", "ranked", []
            continue
        found = _parted(column)
        if found:
            separator, options = found
            line.role, line.left_out, line.checks = "choices", "", []
            line.settings["separator"] = separator
            line.options = options
            rare = sum(count <= _RARE for count in _counted(column, separator, options).values())
            if decimals:
                line.doubt(CODES, "in every cell the second number is the higher one: codes of answers, or decimals?")
            if options:
                line.doubt(CODES, "options with a comma within them are guessed from the answers")
            if rare:
                line.doubt(GROUPS, f"{rare} answers were given once or twice: are they options, or texts of people?")


def _parted(column: Seen) -> tuple[str, list[str]] | None:
    """The sign that parts the answers of a cell, and the options where one has the sign within it."""
    words = list(column.answers)
    for sign in (";", "|", "\n", ",", " "):
        several = sum(count for word, count in column.answers.items() if len(_parts(word, sign)) > 1)
        if several < _SEVERAL * sum(column.answers.values()) or not several:
            continue
        if sign == " " and not all(re.fullmatch(r"[a-z0-9_]+", part) for word in words for part in word.split()):
            continue
        if sign == "," and not _are_parts(column):
            continue
        options = _with_signs(column, sign) if sign == "," else []
        if not _one_or_several(column, sign, options):
            continue
        counts = _counted(column, sign, options)
        repeated = 1 < len(counts) <= _MOST_PARTS and counts.total() >= _FEWEST_REPEATS * len(counts)
        cells = (_parts(word, sign, options) for word in column.answers)
        once_each = all(len(parts) == len(set(parts)) for parts in cells)  # texts of people have a part twice
        if repeated and max(map(len, counts)) <= _LONGEST_PART and once_each:
            return sign, [option for option in counts] if options else []
    return None


def _is_ranking(column: Seen) -> bool:
    """Whether each cell has the same answers in an order of its own, as a question that asks to rank them has."""
    cells = [[part for part in word.split(";") if part] for word in column.answers]
    return len(cells) > 1 and len(cells[0]) > 2 and all(sorted(cell) == sorted(cells[0]) for cell in cells)


def _parts(word: str, sign: str, options: Sequence[str] = ()) -> list[str]:
    return Split(separator=sign, known=tuple(sorted(options, key=len, reverse=True))).parts(word)


def _one_or_several(column: Seen, sign: str, options: Sequence[str]) -> bool:
    """Whether enough cells have several answers, and half of the answers stand alone in some cell.

    "Girona, Spain" has two parts in every cell, and neither part is ever alone.
    """
    sizes: Counter[int] = Counter()
    alone: set[str] = set()
    every: set[str] = set()
    for word, count in column.answers.items():
        parts = _parts(word, sign, options)
        sizes[len(parts)] += count
        every.update(parts)
        alone.update(parts if len(parts) == 1 else ())
    several = sum(count for size, count in sizes.items() if size > 1)
    cells = [set(_parts(word, sign, options)) for word in column.answers]
    counts = Counter(part for cell in cells for part in cell)
    joint = [cell for cell in cells if len(cell) > 1]
    if 2 * sum(any(counts[part] > 1 for part in cell) for cell in joint) < len(joint):
        return False  # "All well; thanks" has no part that other texts have, too
    return several >= _SEVERAL * sizes.total() and len(alone) >= len(every) / 2


def _are_parts(column: Seen) -> bool:
    """Whether commas part answers: of whole numbers, at least one cell has three, or they would be decimals."""
    numbers = all(re.fullmatch(r"[\d,\s]+", word) for word in column.answers)
    return not numbers or any(word.count(",") > 1 for word in column.answers) or _ascending(column)


def _ascending(column: Seen) -> bool:
    """Whether all cells are a code from 1 to 9 or two, the lower first: decimals would not keep to it."""
    cells = [word.split(",") for word in column.answers]
    pairs = [cell for cell in cells if len(cell) == 2]
    codes = all(len(cell) < 3 and all(re.fullmatch("[1-9]", part) for part in cell) for cell in cells)
    return codes and len(pairs) >= _FEWEST_PAIRS and all(one < two for one, two in pairs)


def _counted(column: Seen, sign: str, options: Sequence[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word, count in column.answers.items():
        counts.update(dict.fromkeys(_parts(word, sign, options), count))
    return counts


def _with_signs(column: Seen, sign: str) -> list[str]:
    """The options where some have the sign within them: parts that always stand beside each other are one option."""
    after: Counter[tuple[str, str]] = Counter()
    counts = _counted(column, sign, ())
    for word, count in column.answers.items():
        parts = _parts(word, sign)
        after.update(dict.fromkeys(pairwise(parts), count))
    joined = {one: two for (one, two), count in after.items() if count == counts[one] == counts[two] > _RARE}
    if not joined:
        return []
    options = []
    for part in counts:
        if part in joined.values():
            continue
        whole = [part]
        while whole[-1] in joined and len(whole) < len(counts):
            whole.append(joined[whole[-1]])
        options.append(f"{sign} ".join(whole))
    return options
