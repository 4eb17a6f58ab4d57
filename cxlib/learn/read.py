"""What a student hands in, read kindly: out of lists, numpy and pandas, with a plain word where it does not fit."""

from __future__ import annotations

import itertools
import math
import re
import reprlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real

from ..results import Result
from .telling import plain, tell, tell_asked

DEEPEST = 4
MOST_READINGS = 64
GAPS = " \u00a0\u202f'’"  # what parts thousands besides point and comma
# 1,234.5 and 1.234,5 and 1 234; then any other number; then .5
WAYS = (rf"\d{{1,3}}([{GAPS}.,])\d{{3}}(?:\1\d{{3}})*(?:[.,]\d+)?", r"\d+(?:[.,]\d+)?", r"(?<!\d)[.,]\d+")
NUMERAL = re.compile(rf"(?<!\w)(?:{'|'.join(WAYS)})(?!\d)")
# what parts words, the first that leaves known ones: bc are two letters
BETWEEN_WORDS = (r"[,;>\n]", r"[,;>\n/+]|\b(?:and|y|e|i|și|si)\b", r"[\s,;]+", r"(?<=\w)(?=\w)")
LABEL = re.compile(
    r"(the |la |el )?((option|answer|letter|opcion|opcio|respuesta|resposta|letra|lletra|varianta|litera) )?"
)
PERCENT = re.compile(r"\s*(%|percent|per cent|por ciento|por cien|por cento|la sut[aă])", re.IGNORECASE)


class Unreadable(Exception):
    """The answer is not of the kind that was asked; the text says so to the student."""


@dataclass(frozen=True)
class Reading:
    """Numbers as an answer may be meant, how many decimals each was written with, and how it was read if not as is."""

    values: tuple[float, ...]
    decimals: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True)
class Numeral:
    """One number as it may be meant."""

    value: float
    decimals: int
    as_written: bool = False


def numbers(answer: object, asked: str, length: int, *, share: bool = False, keys: Sequence[str] = ()) -> list[Reading]:
    """The numbers of an answer, in every way they may be meant; the likeliest comes first.

    ``"4,333"`` may be 4.333 or 4333; ``"40 %"`` is 0.4 where a `share` is asked for; of a dictionary `keys` give the
    order, each a part of a name, ``"low|baj"`` in English or Spanish.

    Raises
    ------
    Unreadable
        Something is no number, or there are more or fewer of them than `length`.
    """
    held = _items(answer, keys)
    if len(held) == 1 and length > 1 and isinstance(held[0], str) and len(_written(held[0])) == length:
        held = _written(held[0])
    if len(held) == 2 * length and all(type(item) is int for item in held):  # 8,33 is two numbers to Python
        held = [f"{whole},{part}" for whole, part in zip(held[::2], held[1::2], strict=True)]
    _complete(held, asked, length)
    ways = [list(_ways(item, asked, share)) for item in held]
    chosen = itertools.islice(itertools.product(*ways), MOST_READINGS)
    return [_reading(numerals) for numerals in chosen]


def all_numbers(text: str) -> list[float]:
    """Every number of a text, each as it is most likely meant, without its sign."""
    return [_meanings(written.strip("-%"))[0].value for written in _written(text)]


def words(
    answer: object, asked: str, length: int | None, known: Mapping[str, str], *, strict: bool = True
) -> list[str]:
    """The words of an answer, each as what it stands for in `known`; accents and case do not matter.

    Raises
    ------
    Unreadable
        Something is none of the `known` words, if `strict`; or there are more or fewer of them than `length`, where a
        length is asked for.
    """
    meant = {plain(written): word for written, word in known.items()}
    held = _items(sorted(answer, key=str) if isinstance(answer, (set, frozenset)) else answer)
    if len(held) == 1 and isinstance(held[0], str) and _bare(held[0], meant) not in meant:
        ways = ([part for part in re.split(mark, held[0]) if part.strip(" .")] for mark in BETWEEN_WORDS)
        held = next((parts for parts in ways if parts and all(_bare(part, meant) in meant for part in parts)), held)
    _complete(held, asked, length)
    nothing = next((item for item in held if item is None or isinstance(item, Result)), ...)
    if nothing is not ...:  # never the word “none”
        raise Unreadable(f"{tell_asked(asked)} {_strange(nothing)}")
    found = []
    for place, item in enumerate(held, start=1):
        word = _bare(item, meant)
        if strict and word not in meant:
            among = ", ".join(tell(word) for word in dict.fromkeys(known.values()))
            shown = reprlib.repr(item if isinstance(item, str) else word)
            said = tell("Number {place} is {word}. Known: {known}.", place=place, word=shown, known=among)
            raise Unreadable(f"{tell_asked(asked)} {said}")
        found.append(meant.get(word, word))
    return found


def _bare(item: object, meant: Mapping[str, str]) -> str:
    """A word without the brackets and points round it, unless it is known with them: (b), b), b. and option b are b."""
    text = plain(int(item) if isinstance(item, float) and item.is_integer() else item)
    bare = text.strip(" .()[]\"'“”")
    ways = (text, bare, LABEL.sub("", bare, count=1), *re.findall(r"^\(?([a-z])\) ", text))  # b) and its sentence
    return next((way for way in ways if way in meant), bare)


def _complete(held: list, asked: str, length: int | None) -> None:
    if length is not None and len(held) != length:
        if len(held) == 1 and (held[0] is None or isinstance(held[0], Result)):
            raise Unreadable(f"{tell_asked(asked)} {_strange(held[0])}")
        count = tell("Things in your answer: {n}.", n=f"{len(held):,}")
        raise Unreadable(f"{tell_asked(asked)} {count}")
    open_places = [str(place) for place, item in enumerate(held, start=1) if item is ...]
    if open_places:
        still = tell("Still open: {places}.", places=", ".join(open_places))
        raise Unreadable(f"{tell_asked(asked)} {still}")


def _items(answer: object, keys: Sequence[str] = (), depth: int = 0) -> list:
    """The single things an answer holds."""
    if isinstance(answer, type) or depth > DEEPEST:
        return [answer]
    if isinstance(answer, Mapping):
        held = {plain(name): value for name, value in answer.items()}
        named = [[value for name, value in held.items() if any(one in name for one in key.split("|"))] for key in keys]
        answer = [found[0] for found in named] if keys and all(named) else list(answer.values())
    for way_out in ("to_numpy", "tolist"):
        # A table of pandas or polars becomes an array, an array or a numpy number becomes plain Python.
        if hasattr(answer, way_out):
            answer = getattr(answer, way_out)()
    if isinstance(answer, (list, tuple)):
        return [item for part in answer for item in _items(part, keys, depth + 1)]
    return [answer]


def _written(text: str) -> list[str]:
    """The numbers of a text, each with its sign and its per cent."""
    found = []
    for numeral in NUMERAL.finditer(text):
        before, after = text[: numeral.start()], PERCENT.match(text, numeral.end())
        minus = re.search(r"(^|[\s(\[{;:=≈~])[-−]$", before) or re.fullmatch(r"\W*[-−–]\s*", before)
        found.append(("-" if minus else "") + numeral[0] + ("%" if after else ""))
    return found


def _ways(item: object, asked: str, share: bool) -> Iterator[Numeral]:
    """The numbers that one thing may mean."""
    if isinstance(item, str):
        written = _written(item)
        if len(written) != 1:
            raise Unreadable(f"{tell_asked(asked)} {_strange(item)}")
        for numeral in _meanings(written[0].strip("-%")):
            scale = 0.01 if share and "%" in written[0] else 1.0
            sign = -1 if written[0].startswith("-") else 1
            yield Numeral(sign * scale * numeral.value, numeral.decimals + (2 if scale < 1 else 0))
        return
    value = _number(item, asked)
    digits = len(f"{Decimal(repr(value)):f}".partition(".")[2])
    yield Numeral(value, 0 if value.is_integer() else digits, as_written=True)
    if digits == 3 and 1 <= abs(value) < 1000:  # 4.333 may be 4333, as it is written in Spanish
        yield Numeral(round(1000 * value), 0)


def _meanings(text: str) -> list[Numeral]:
    marks = [mark for mark in text if not mark.isdigit()]
    head, _, tail = text.rpartition(marks[-1]) if marks else (text, "", "")
    thousands = Numeral(float(re.sub(r"\D", "", text)), 0)
    decimal = Numeral(float(f"{re.sub(r'[^0-9]', '', head) or 0}.{tail or 0}"), len(tail))
    if not marks or marks[-1] in GAPS or (len(marks) > 1 and len(set(marks)) == 1):
        return [thousands]
    either = len(marks) == 1 and len(tail) == 3 and head.strip("0") and len(head) <= 3
    return [decimal, thousands] if either else [decimal]


def _reading(numerals: Sequence[Numeral]) -> Reading:
    values = tuple(numeral.value for numeral in numerals)
    shown = ", ".join(f"{value:.10g}" for value in values)
    note = "" if all(numeral.as_written for numeral in numerals) else tell("Read as {n}: write it so.", n=shown)
    return Reading(values, tuple(numeral.decimals for numeral in numerals), note)


def _number(item: object, asked: str) -> float:
    if isinstance(item, (Real, Decimal)) and not isinstance(item, bool):
        try:
            value = float(item)
        except OverflowError:
            value = math.inf
        if math.isfinite(value):
            return value
    raise Unreadable(f"{tell_asked(asked)} {_strange(item)}")


def _strange(item: object) -> str:
    """What a thing is that should have been a number."""
    kind = type(item).__name__
    if isinstance(item, str):
        return tell("This is text: {text}. Write the number, with a point: 8.5.", text=reprlib.repr(item))
    if isinstance(item, bool):
        return tell("This is {item}, the outcome of a comparison.", item=item)
    if isinstance(item, Result):
        return tell('This is a whole Result. Take what you need out of its table, as result.table["estimate"].')
    if item is None:
        return tell("This is None: print(…) and the like show a number but hand nothing back.")
    if kind == "NAType" or (isinstance(item, (Real, Decimal)) and item != item):
        return tell("This is a missing value (NaN): something went into the computation that had no answer.")
    if isinstance(item, (Real, Decimal)):
        return tell("This is beyond all bounds: something may have been divided by zero.")
    return tell("This is a thing of the kind {kind}.", kind=kind)
