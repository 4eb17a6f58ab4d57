"""What every spreadsheet of a run obeys: text is never a formula or a link, numbers keep their digits."""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from ..locale import LANGUAGES, speaking
from ..text import TOGETHER, p_value, rounded

if TYPE_CHECKING:
    from xlsxwriter import Workbook

# XlsxWriter would make formulas, links and numbers of text that looks like them
AS_WRITTEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
COUNTRIES = dict(zip(LANGUAGES, ("", "[$-C0A]", "[$-403]", "[$-418]"), strict=True))  # these give decimal commas
UNTOLD = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")  # what no XML may hold
ILLEGAL = re.compile(r"[\[\]:*?/\\]")  # what no sheet's name may hold
FIVE_DIGITS = 10_000  # from here on every language marks thousands
LONGEST_NAME, LONGEST_TEXT = 31, 32_000  # letters that Excel takes


def opened(content: io.BytesIO) -> Workbook:
    """A workbook in which every text stands as it was written."""
    from xlsxwriter import Workbook

    return Workbook(content, AS_WRITTEN)


def legal(text: object) -> str:
    """A text as XML can hold it, and a cell."""
    return UNTOLD.sub("", str(text))[:LONGEST_TEXT]


def sheet_name(text: str, taken: Collection[str]) -> str:
    """A name that Excel takes, and that no other sheet has; upper and lower case are one there.

    >>> sheet_name("1 ../what is first?", []), sheet_name("a" * 40, ["a" * 31])
    ('1 .. what is first', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa 2')
    """
    plain = " ".join(ILLEGAL.sub(" ", legal(text)).split()).strip("' ")[:LONGEST_NAME].strip("' ") or "1"
    used, found, number = {one.lower() for one in taken}, plain, 2
    while found.lower() in used:
        found, number = f"{plain[: LONGEST_NAME - 1 - len(str(number))]} {number}", number + 1
    return found


def number_code(kind: str, digits: int, language: str = "en", *, largest: float = float("inf")) -> str:
    """How a spreadsheet shows a number, as the report does: a true minus, no p of 0, the language's decimals.

    `largest` is the number itself, or the largest that is written so: Spanish and Catalan write 2853 without a mark.

    >>> number_code("decimals", 1), number_code("percent", 0, "es"), number_code("mark", 0)
    ('#,##0.0;−#,##0.0', '[$-C0A]0 %;[$-C0A]−0 %', '0;−0')
    >>> number_code("decimals", 0, "es", largest=2853), number_code("decimals", 0, "es", largest=12853)
    ('[$-C0A]0;[$-C0A]−0', '[$-C0A]#,##0;[$-C0A]−#,##0')
    """
    own = COUNTRIES.get(language, "")
    places = f".{'0' * digits}" if digits else ""
    if kind == "p_value":
        with speaking(language):
            return f'{own}[<0.001]"{p_value(0.0)}";{own}0{places}'
    whole = "0" if language in TOGETHER and abs(rounded(largest, digits) or 0) < FIVE_DIGITS else "#,##0"
    shown = {"percent": f"0{places} %", "mark": "0"}.get(kind, f"{whole}{places}")
    return f"{own}{shown};{own}−{shown}"


def written_at(record_started: str) -> datetime:
    """When the run began, as document properties take it: the same run makes the same properties."""
    return datetime.fromisoformat(record_started).replace(tzinfo=None)
