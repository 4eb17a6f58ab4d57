"""One way to write a number: in sentences, tables and figures; half away from zero, with a true minus sign."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .locale import own_name, say, say_number, spoken

FEW = 30  # below this many answers a score is told with a caution, and drawn pale
FEW_UNITS = 20  # below this many units a picture and a power curve are all that is honest; an ICC can be anything
FEW_PER_DRIVER = 15  # below this many answers for each driver their order is mostly chance
SMALLEST_P = 0.001
MISSING = "–"
NUMBER = re.compile(r"\d[\d,]*(\.\d+)?")
TOGETHER = {"es", "ca"}  # languages that write 1234 without a mark, and 12.345 with one
SWAPPED = str.maketrans(",.", ".,")


def decimals(value: float | None, digits: int = 1, *, sign: bool = False) -> str:
    """A number with so many decimals; what rounds to 0 has no sign, what is missing is a dash.

    The number is rounded as Python prints it: −8.25 is −8.3 everywhere, though the nearest double lies below or above.

    >>> decimals(-8.25), decimals(2.675, 2), decimals(-0.04), decimals(15, sign=True), decimals(1234.5, 0)
    ('−8.3', '2.68', '0.0', '+15.0', '1,235')
    """
    if value is None or value != value:
        return MISSING
    if abs(value) == float("inf"):
        return "∞" if value > 0 else "−∞"
    printed = _as_printed(value, digits)
    return marked(f"{printed:{'+' if sign and printed else ''},}".replace("-", "−"))


def marked(text: str) -> str:
    """Numbers written as English writes them, with the marks of the language spoken: ``1,234.5 %`` as ``1234,5 %``."""
    return text if spoken() == "en" else NUMBER.sub(_marked, text).replace(" %", "\N{NO-BREAK SPACE}%")


def _marked(number: re.Match[str]) -> str:
    text = number[0]
    whole = text.partition(".")[0]
    if spoken() in TOGETHER and whole.count(",") == 1 and whole.index(",") == 1:
        text = text.replace(",", "")
    return text.translate(SWAPPED)


def general(value: float) -> str:
    """A number as it is, with as many decimals as it has.

    >>> general(0.95), general(20.0), general(1234.5)
    ('0.95', '20', '1,234.5')
    """
    return marked(f"{value:,.10g}".replace("-", "−"))


def per_cent(number: str) -> str:
    """A number that is written already, with its sign for per cent."""
    return f"{number} %" if spoken() == "en" else f"{number}\N{NO-BREAK SPACE}%"


def typed(amount: str) -> str:
    """A number that somebody typed, as -20% or 0.05, as the language writes it.

    >>> typed("-20%"), typed("0.05")
    ('−20 %', '0.05')
    """
    number = general(float(amount.rstrip("% ")))
    return per_cent(number) if amount.endswith("%") else number


def bare(percentage: str) -> str:
    """A percentage without its sign, for a table whose head has it."""
    return percentage.removesuffix("%").rstrip()


def date(day: str) -> str:
    """A day, which is given as 2026-03-01: so it stands in English, and in words in the other languages."""
    if spoken() == "en" or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        return day
    from babel.dates import format_date

    return format_date(datetime.date.fromisoformat(day), "long", locale=spoken())


def rounded(value: float | None, digits: int) -> float | None:
    """The number that `decimals` writes; what is missing or endless stays so.

    >>> rounded(2.675, 2), rounded(None, 2)
    (2.68, None)
    """
    if value is None or value != value or abs(value) == float("inf"):
        return value
    return float(_as_printed(value, digits))


def _as_printed(value: float, digits: int) -> Decimal:
    # what a computation leaves behind the fifteenth digit, as in 100 * (99 - 132) / 400, is no part of the number
    printed = Decimal(repr(float(f"{float(value):.15g}")))
    found = printed.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return abs(found) if found == 0 else found


def percent(share: float | None, digits: int = 0) -> str:
    """A share in per cent; what is neither none nor all is never rounded to it.

    >>> percent(0.2475), percent(0.2475, 1), percent(0.001), percent(0.999), percent(1)
    ('25 %', '24.8 %', '<1 %', '>99 %', '100 %')
    """
    if share is None or share != share:
        return MISSING
    text, edge = decimals(100 * share, digits), 10.0**-digits
    if 0 < share < 1 and text in (decimals(0, digits), decimals(100, digits)):
        text = f"<{decimals(edge, digits)}" if share < 0.5 else f">{decimals(100 - edge, digits)}"
    return per_cent(text)


def count(number: float) -> str:
    """A whole number with its thousands.

    >>> count(12345)
    '12,345'
    """
    return MISSING if number is None or number != number else decimals(number, 0)


def p_value(p: float) -> str:
    """A p-value, never as 0.

    >>> p_value(0.0312), p_value(1e-9)
    ('0.031', '<0.001')
    """
    if p is None or p != p:
        return MISSING
    return f"<{decimals(SMALLEST_P, 3)}" if p < SMALLEST_P else decimals(p, 3)


def interval(low: float, high: float, digits: int = 1, *, sign: bool = False) -> str:
    """Both limits of an interval.

    >>> interval(-16.02, -1.1)
    '−16.0 to −1.1'
    """
    return say("{low} to {high}", low=decimals(low, digits, sign=sign), high=decimals(high, digits, sign=sign))


def percents(low: float, high: float, digits: int = 0) -> str:
    """Both limits of an interval of shares.

    >>> percents(0.02, 0.147)
    '2 to 15 %'
    """
    return per_cent(interval(100 * low, 100 * high, digits))


def listed(names: Sequence[object], most: int | None = None) -> str:
    """Names in a row; those above `most` are counted.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c", "d"], most=2)
    ('a, b and c', 'a, b and 2 more')
    """
    said = [str(name) for name in names]
    if most is not None and len(said) > most + 1:
        said = [*said[:most], say("{number} more", number=len(said) - most)]
    if len(said) < 2:
        return "".join(said)
    return say("{names} and {last}", names=", ".join(said[:-1]), last=said[-1])


def either(names: Sequence[object]) -> str:
    """Names of which one is meant.

    >>> either(["a", "b"])
    'a or b'
    """
    said = [str(name) for name in names]
    return say("{names} or {last}", names=", ".join(said[:-1]), last=said[-1]) if len(said) > 1 else "".join(said)


def in_rows(number: float) -> str:
    """A number of rows in words, for a note; a message of a fault says it in English."""
    return say_number("{number} row", "{number} rows", number, number=count(number))


def left_out(number: float, columns: Sequence[object]) -> str:
    """The note on rows that lack a value in one of some columns.

    >>> left_out(3, ["a", "b"])
    '3 rows without a or b left out.'
    """
    return say("{rows} without {columns} left out.", rows=in_rows(number), columns=either(columns))


def alone_and_joined(name: object, alone: int, every: int, joined: int) -> str:
    """How many groups of a column are told by themselves, and how many blocks the others make."""
    return say_number(
        "{name}: {alone} of {all} are told by themselves, the others in {joined} group of several",
        "{name}: {alone} of {all} are told by themselves, the others in {joined} groups of several",
        joined, name=name, alone=count(alone), all=count(every), joined=count(joined),
    )  # fmt: skip


def called(name: object, labels: Mapping[Any, str] | None) -> str:
    """What a column or a group is called: its label, or its own name."""
    return own_name(labels[name] if labels and name in labels else name)


def quoted(words: object) -> str:
    """Words in the quotation marks of the language.

    >>> quoted("fast and kind")
    '“fast and kind”'
    """
    return say("“{words}”", words=words)


def plain(name: object) -> str:
    """A name from the data as it stands in Markdown: its marks are no marks, and an address is no link.

    >>> plain("r4_fit*")
    'r4\\\\_fit\\\\*'
    """
    return re.sub(r"([\\`*_\[\]<>#|~$]|:(?=//))", r"\\\1", str(name))
