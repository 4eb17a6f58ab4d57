"""Numbers as text: the decimal sign is found for the whole table, never value by value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple, TypeVar, cast

import numpy as np
import pandas as pd

Texts = TypeVar("Texts", pd.Series, list[str])

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_WITH_SIGN = {sign: re.compile(rf"[+-]?[0-9]*\{sign}[0-9]+") for sign in ".,"}
_THOUSAND = {sign: rf"[+-]?[1-9][0-9]{{0,2}}(\{sign}[0-9]{{3}})+" for sign in ".,"}
_THOUSANDS = {sign: re.compile(pattern) for sign, pattern in _THOUSAND.items()}
_GROUPED = {sign: re.compile(rf"{_THOUSAND[other]}(\{sign}[0-9]+)?") for sign, other in (".,", ",.")}

_BLANK = re.compile("[ '’\u00a0\u2007\u2009\u202f]")  # blanks and apostrophes between thousands
_SPACED = re.compile(rf"[+-]?[1-9][0-9]{{0,2}}({_BLANK.pattern}[0-9]{{3}})+([.,][0-9]+)?")
_DASHES = tuple("-−–—")
_NUMBERS = (int, float, np.integer, np.floating)
_MANY = 1_000  # distinct texts from which on they are read all at once


_UNIT = r"%|[€$£]|zł|lei|ron|euros?|eur|usd|gbp|pln"
_ONE_UNIT = {"eur": "€", "euro": "€", "euros": "€", "usd": "$", "gbp": "£", "pln": "zł", "ron": "lei"}
_MEASURED = re.compile(  # €45 · 45 EUR · ($45) · -€45 · 45,00- € · 45 €-
    rf"(?P<open>\()?(?P<minus>[-−] ?)?(?P<before>{_UNIT})?\s*(?P<number>[+−-]?\d[\d., \u00a0\u2007\u2009\u202f]*?"
    rf"(?:(?<=[.,])[-–—]{{1,2}})?)(?P<behind>[-−])?\s*(?P<after>{_UNIT})?(?P<last>[-−])?(?P<shut>\))?",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(\d[\d.,]*[.,]\d+)[-−]")  # 45,00-, as accounts write −45; 45- may be anything
_ROUND = re.compile(r"([+−-]?\d[\d.,]*)[.,][-–—]{1,2}")  # 45,- and 45.–


class Decimal(NamedTuple):
    """The decimal sign of a table, whether the other sign may separate thousands, or is a decimal sign as well."""

    sign: str = "."
    grouped: bool = False
    both: bool = False


def plain(number: float) -> str:
    """A number as people write it: 11, not 11.0."""
    return str(int(number)) if float(number).is_integer() and abs(number) < 2**53 else repr(float(number))


def parse_numbers(words: pd.Series | list[str], decimal: Decimal) -> np.ndarray:
    """The numbers that distinct texts stand for; NaN where a text is no finite number."""
    if isinstance(words, list) or len(words) < _MANY:
        listed = words if isinstance(words, list) else words.tolist()
        return np.array([_number(word, decimal) for word in listed], dtype="float64")
    if decimal.sign == "." and not decimal.grouped and (found := _all_plain(words)) is not None:
        return found
    return words.map(lambda word: _number(word, decimal)).to_numpy(dtype="float64")


def without_units(words: Texts) -> tuple[Texts, str]:
    """Numbers without the currency or per cent sign that all of them bear, and the sign; ($45) and 45- € are −45.

    Words without a digit are left as they are. Where some numbers bear a sign and others none, or another, nothing is
    taken away: 12 beside 12 % may be a share of one or of a hundred.
    """
    listed = words if isinstance(words, list) else words.tolist()
    shown = next((word for word in listed if any(map(str.isdecimal, word))), "")
    if not (first := _MEASURED.fullmatch(shown)) or not _sign(first):
        return words, ""
    bare = list(listed)
    for place, word in enumerate(listed):
        if any(map(str.isdecimal, word)):
            found = _MEASURED.fullmatch(word)
            if found is None or _sign(found) != _sign(first):
                return words, ""
            bare[place] = _negative(found) * "-" + found["number"].replace(" ", "\u00a0")
    return cast(Texts, bare if isinstance(words, list) else pd.Series(bare, index=words.index, dtype="str")), _sign(
        first
    )


def is_amount(word: str) -> bool:
    """Whether a word is a number with a currency or per cent sign, or in brackets."""
    return _MEASURED.fullmatch(word) is not None


def _negative(found: re.Match[str]) -> int:
    """How many marks say that an amount is below nothing."""
    return sum(bool(found[mark]) for mark in ("open", "minus", "behind", "last"))


def _sign(found: re.Match[str]) -> str:
    sound = bool(found["open"]) == bool(found["shut"]) and _negative(found) + (found["number"][0] in "+-−") < 2
    sign = (found["before"] or found["after"] or "").casefold()
    return _ONE_UNIT.get(sign, sign) if sound and not (found["before"] and found["after"]) else ""


def _all_plain(words: pd.Series) -> np.ndarray | None:
    """The numbers of texts that are all of them numbers without a plus, or empty; None where some are not."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pa.array(words, pa.large_string())
    try:
        found = pc.if_else(pc.equal(texts, ""), None, texts).cast(pa.float64()).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid:
        return None
    return None if np.isinf(found).any() or pc.any(pc.match_substring(texts, "n", ignore_case=True)).as_py() else found


def _number(word: str, decimal: Decimal) -> float:
    """The number that one text stands for; NaN where it is no finite number."""
    text = _without_blanks(word)
    if decimal.grouped:
        other = "," if decimal.sign == "." else "."
        if _GROUPED[decimal.sign].fullmatch(text):
            text = text.replace(other, "")
    if decimal.sign == "," and not (decimal.both and "," not in text):
        text = "" if "." in text else text.replace(",", ".")
    number = float(text) if _NUMBER.fullmatch(text) else np.nan
    return number if np.isfinite(number) else np.nan


def _without_blanks(word: str) -> str:
    """1 234,5 and 1'234,5 are 1234,5, whatever the blank; − is a minus, 45,00- is −45,00, and 45,- is 45."""
    if word[-1:] in _DASHES and (found := _ROUND.fullmatch(word) or _BEHIND.fullmatch(word)):
        word = found[1] if found.re is _ROUND else f"-{found[1]}"
    word = word if word.isascii() else word.replace("−", "-")
    return _BLANK.sub("", word) if _SPACED.fullmatch(word) else word


def telling(words: pd.Series | list[str]) -> list[str]:
    """Of distinct texts those that tell a decimal sign; of many like 0.25 or 1,3215, which tell the same, the first."""
    if isinstance(words, list) or len(words) < _MANY:
        return words if isinstance(words, list) else words.tolist()
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pa.array(words, pa.large_string())
    kept = pc.match_substring_regex(texts, "[.,]")
    for sign in ".,":
        alike = pc.match_substring_regex(texts, rf"^[+-]?[0-9]*\{sign}([0-9]{{1,2}}|[0-9]{{4,}})$").to_numpy(
            zero_copy_only=False
        )
        alike[np.argmax(alike)] = False
        kept = pc.and_(kept, pa.array(~alike))
    return texts.filter(kept).to_pylist()


def find_decimal(columns: Iterable[Iterable[str]], delimiter: str) -> tuple[Decimal, tuple[str, str] | None]:
    """The decimal sign that the number columns of a text file use; or the likely one, and why it cannot be known.

    `columns` are the distinct texts of each.
    """
    signed: dict[str, set[str]] = {".": set(), ",": set()}
    shown: set[str] = set()  # the decimal sign of 1.250.000 and 1.250,50 is the comma
    for words in columns:
        for word in words:
            if "." in word or "," in word:
                word = _without_blanks(word)
                sign = "." if "." in word else ","
                if _WITH_SIGN[sign].fullmatch(word):
                    signed[sign].add(word)
                elif word.count(".") + word.count(",") > 1:
                    shown |= {sign for sign, form in _GROUPED.items() if form.fullmatch(word)}
    mend = 'Write decimal = "," or decimal = "." for the table.'
    for sign, other in (",.", ".,"):
        if shown == {sign} and all(_THOUSANDS[other].fullmatch(word) for word in signed[other]):
            return Decimal(sign, grouped=True), None
    if (signed["."] or "." in shown) and (signed[","] or "," in shown):
        return _likely(signed), ("decimal points and decimal commas in one table", mend)
    sign = "," if signed[","] else "."
    if sign == "," == delimiter and all(_THOUSANDS[sign].fullmatch(word) for word in signed[sign]) and signed[sign]:
        return Decimal(".", grouped=True), ("every comma may separate thousands as well as decimals", mend)
    unusual = sign == "," or delimiter == ";"  # where a point is usual, 1.234 is a decimal number
    if unusual and signed[sign] and all(_THOUSANDS[sign].fullmatch(word) for word in signed[sign]):
        word = "comma" if sign == "," else "point"
        return _likely(signed), (f"every {word} may separate thousands as well as decimals", mend)
    return Decimal(sign), None


def sheet_decimal(words: list[str] | pd.Series | pd.api.extensions.ExtensionArray) -> Decimal:
    """The decimal sign of a column of a sheet, where numbers have points: a comma, too, where texts are 7,5 and 8,0.

    It is none where a comma may part thousands (1,250) or the codes of a cell (1,3 and 2,5).
    """
    words = words if isinstance(words, list) else words.tolist()  # an array of Arrow's walks slowly
    texts = [word for word in words if "," in word and _WITH_SIGN[","].fullmatch(word)]
    if not texts or any(_THOUSANDS[","].fullmatch(word) for word in texts):
        return Decimal()
    codes = all(len(word) == 3 and word[0] < word[2] for word in texts)
    return Decimal() if codes else Decimal(",", both=True)


def _likely(signed: dict[str, set[str]]) -> Decimal:
    """A reading that makes numbers of all values, if there is one; only their other faults are told with it."""
    for sign, other in ((",", "."), (".", ",")):
        if all(_THOUSANDS[other].fullmatch(word) for word in signed[other]):
            return Decimal(sign, grouped=True)
    return Decimal()


def as_text(value: object) -> str:
    """A number without the .0 that a column gets from its missing values; a text in one spelling, without blanks."""
    if isinstance(value, _NUMBERS) and not isinstance(value, bool) and float(value).is_integer():
        return str(int(value))
    return unicodedata.normalize("NFC", str(value)).strip()
