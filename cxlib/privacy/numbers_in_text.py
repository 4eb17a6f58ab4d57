"""What names a person in a text by its form: addresses, accounts, cards, ids of a state, telephone numbers.

Each finder takes the text away piece by piece, so that what one has found no other sees. Dates, prices and codes with
letters are set aside before telephone numbers are looked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from . import checksums

KINDS = ("email", "iban", "card", "id", "phone", "name")
_AT = r"(?:at|@|arroba|arrova|arond)"
_DOT = r"(?:dot|punto|punt|punct)"
_MAIL = re.compile(
    rf"(?<![\w.+%-])(?<!\w')[\w.+%-]{{1,64}}(?:'[\w.+%-]{{1,40}})?(?:@| @ |\s?[(\[{{]\s?{_AT}\s?[)\]}}]\s?)"
    rf"(?:[^\W\d_][\w-]{{0,62}})(?:(?:\.|\s?[(\[{{]\s?{_DOT}\s?[)\]}}]\s?)[\w-]{{1,62}}){{0,4}}\b"
    r"|(?<![\w.+%-])[\w.+%-]{1,64}(?: @|@ )[^\W\d_][\w-]{0,62}\.(?:[\w-]{1,62}\.)?[a-z]{2,4}\b",
    re.IGNORECASE,
)
_SPELT = re.compile(  # "at" is a word of its own in English: only "dot" behind it makes an address
    r"(?<![\w.+%-])[\w.+%-]{1,64}(?: (?:punto|punt|punct|dot) [\w.+%-]{1,64}){0,2}"
    r" (?:(?:arroba|arrova|arond|a rond) [\w-]{1,62}(?:\.| (?:punto|punt|punct|dot) )"
    r"|at [\w-]{1,62} dot )[\w-]{2,24}(?: (?:punto|punt|punct|dot) [\w-]{2,6})?\b",
    re.IGNORECASE,
)
_IBAN = re.compile(
    r"(?:(?<![A-Za-z0-9])|(?<=IBAN)|(?<=iban))(?:[A-Za-z]{2}|[A-Z]{2} )\d{2}(?:[ .-]?[A-Za-z0-9]){11,36}"
)
_LONG = re.compile(
    r"(?:(?<![\w,])(?<!\d[.-])|(?<=visa)|(?<=amex)|(?<=card)|(?<=mc))\d(?:[ .-]?\d){12,21}(?!\d)", re.IGNORECASE
)
_DNI = re.compile(r"(?<![\w,])(?<!\d[.-])(?:\d{8}|\d{2}[ .]?\d{3}[ .]?\d{3})(?: ?-? ?)[A-Za-z](?!\w)")
_NIE = re.compile(r"(?<!\w)[XYZxyz][ .-]?\d{7}[ .-]?[A-Za-z](?!\w)")
_ANDORRA = re.compile(r"(?<!\w)[EFef]-?\d{6}-?[A-Za-z](?!\w)")
_UK = re.compile(r"(?<!\w)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)")
_CALLED = re.compile(  # a document's own name before it: no check digit is asked for
    r"\b(?:dni|nif|nie|nrt|cnp|passa?port|pa[sșş]aport\w*|national insurance|nhs|nuss|buletin\w*|c\.?i\.?"
    r"|segur(?:idad|etat|itate) social[aă]?)\b"
    r"(?:[^\d\n]{0,24}?)(?P<it>(?<![\w])[A-Za-z]{0,3}[ .-]?\d[\d .-]{3,16}\d(?: ?-?[A-Za-z](?!\w))?)",
    re.IGNORECASE,
)
_SERIES = re.compile(r"\bseria\b:?\s+(?P<it>[A-Z]{2}[ ,]{0,2}(?:n(?:r|um[aă]rul?)\.?:? ?)?\d{6}(?!\d))", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?=[\d€$£])(?:(?<![\d+])(?<!\d[./-])\d{4}-\d{1,2}-\d{1,2}(?!\d)"
    r"|(?<![\d+])(?<!\d[./-])\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?![./-]?\d)"
    r"|\b\d{1,2}[:h]\d{2}\b|[€$£] ?\d[\d., ]*"
    r"|(?<![\d.,])\d[\d.,]{0,15}(?: \d{3}){0,4}(?:[.,]\d{1,4})? ?"
    r"(?:[€$£%]|(?:euros?|eur|pesetas|pounds?|lei|ron|kwh|kw|w|km|cm|mm|kg|min|l)\b)"
    r"|(?<![\d.,])\d{1,9}(?:[.,]\d{3}){0,4},\d{1,2}\b)"
    r"|(?<!\w)(?!(?:tel|tlf|tfno|m[oò]v|mob))[A-Z]{1,8}-\d[\w/-]*",
    re.IGNORECASE,
)
_BACK = {code - 48 + 0xE000: chr(code) for code in range(48, 58)}
_AWAY = {ord(digit): private for private, digit in _BACK.items()}
_SIGN = r"[ .·*_\-/()]{0,3}"
_BEFORE = r"(?<![\d+])(?<!\d[.,])"
_NEXT = r"(?:[ .·*_\-/]?\)?[ ]?\d)"  # one more digit, behind a sign or none
_PHONES = (
    re.compile(rf"\(?(?:(?<![\d+])\+ ?|(?<![\w+])(?<!\d[.,])00 ?)\d(?:{_SIGN}\d){{7,14}}(?!\d)"),
    re.compile(rf"{_BEFORE}(?<!\d )[0679](?: (?:[.·\-/] )?\d){{8,11}}(?! ?\d)"),  # digit by digit
    re.compile(
        rf"{_BEFORE}(?:[5-9]\d\d - (?:\d{{3}} - \d{{3}}|\d\d - \d\d - \d\d)|0\d{{3,4}} - \d{{3}} - \d{{3,4}})"
        r"(?! ?-? ?\d)"
    ),
    re.compile(rf"{_BEFORE}(?:4[ .-]?)?\(?0[2357]{_NEXT}{{8}}(?!\d)(?:/\d{{1,3}}(?!\d))?"),
    re.compile(rf"{_BEFORE}\(?0[127]{_NEXT}{{9}}(?!\d)"),
    re.compile(rf"{_BEFORE}(?:3[46][ .-])?\(?[5-9]{_NEXT}{{8}}(?!\d)(?:/\d{{1,3}}(?!\d))?"),
)
_CALL = r"tel\w*|t[lf]f?n?o?|m[oòó]vil|m[oò]bil|mobile?|phone|cell|whats?app|suna[tțţ]\w*|truque?\w*|ll[aá]m\w+|ring"
_NEAR = re.compile(rf"\b(?:{_CALL})\b[^\d\n]{{0,14}}(?P<it>\(?\d(?:[ .\-/()]{{0,2}}\d){{5,13}})(?!\d)", re.IGNORECASE)
_ORDERED = re.compile(
    r"(?:\b(?:exp|ref|fact|mod)\.|\b(?:pedidos?|comand[aeăi]\w*|comenzi\w*|orders?|ref\w*|factur\w*|invoices?|model\w*|contrat\w*|contract\w*|"
    r"incidenc\w*|tickets?|tiquets?|lote?|lotul|bon(?:ul)?|tracking|expedient\w*|case|awb|seri[ae]l?|s[eè]rie|sn|"
    r"bar ?code|c[oó]d\w* de barr?\w*|codi de barres|ean)\b)(?:[^\d.;!?\n]|\b(?:n[or]?|n[uú]m)\.){0,25}$",
    re.IGNORECASE,
)
_CALLS = re.compile(rf"\b(?:{_CALL})\b", re.IGNORECASE)
_LEFT = re.compile(r"(?<![\w@])@[\w.]{2,30}|(?<!\d)\d(?:[ .\-/]?\d){8,}(?!\d)|(?<!\w)\d{8}[ -]?[A-Z](?!\w)")
_SPELT_SIGNS = ("arro", "arond", "rond ", " dot ", "at)", "at]", "at}")
# six digits in a row, as people part them: every number but that of a named document has them
_SIX = re.compile(r"\d(?:[ .·*_\-/()]{0,3}\d){5}").search
_DIGITS = re.compile(r"\d").findall


def without_numbers(text: str) -> tuple[str, Counter, Counter]:
    """The text with ``[email]``, ``[iban]``, ``[card]``, ``[id]``, ``[phone]``; how many; and what stays unsure."""
    removed, unsure = Counter[str](), Counter[str]()

    def taken(kind: str, piece: str) -> str:
        removed[kind] += 1
        return f"[{kind}]"

    small = text.lower()
    if "@" in text or any(sign in small for sign in _SPELT_SIGNS):
        for pattern in (_MAIL, _SPELT):
            text = pattern.sub(lambda found: taken("email", found[0]) + _next_sentence(found[0]), text)
    if len(_DIGITS(text)) >= 12:
        text = _without_ibans(text, taken)
        text = _LONG.sub(lambda found: _long(found, taken), text)
    if _SIX(text):
        for pattern, passes in ((_DNI, checksums.dni), (_NIE, checksums.dni), (_ANDORRA, None), (_UK, None)):
            text = pattern.sub(partial(_id, passes=passes, taken=taken), text)
        text = _SERIES.sub(lambda found: found[0][: found.start("it") - found.start()] + taken("id", ""), text)
    text = _CALLED.sub(lambda found: found[0][: found.start("it") - found.start()] + taken("id", ""), text)
    if _SIX(text):
        text, aside = _ASIDE.subn(lambda found: found[0].translate(_AWAY), text)
        if _SIX(text):
            for pattern in _PHONES:
                text = pattern.sub(lambda found: _phone(found, removed), text)
            text = _NEAR.sub(lambda found: found[0][: found.start("it") - found.start()] + taken("phone", ""), text)
        text = text.translate(_BACK) if aside else text
    return text, removed, _left(text, unsure) if "@" in text or _SIX(text) else unsure


def _left(text: str, unsure: Counter) -> Counter:
    """What may name somebody and was not taken: handles, long numbers, ids whose letter is wrong."""
    for found in _LEFT.finditer(text):
        unsure["handle" if found[0].startswith("@") else "number"] += 1
    return unsure


def _plain(piece: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", piece).upper()


def _next_sentence(address: str) -> str:
    """The word behind an address's last dot where it begins a sentence: "ANA@X.ES.Espero", and not "Ana@X.Co.Uk"."""
    host, _, word = address.rpartition(".")
    before = host[host.find("@") :].rpartition(".")[2] if "." in host[host.find("@") :] else ""
    begins = word[:1].isupper() and word[1:].islower() and 2 <= len(before) <= 4 and not before.istitle()
    return f".{word}" if begins else ""


def _without_ibans(text: str, taken: Callable) -> str:
    """The text without accounts; where one could begin and does not, the next may begin within."""
    at = 0
    while found := _IBAN.search(text, at):
        length = checksums.IBAN_LENGTHS.get(found[0][:2].upper())
        rest = _first(found[0], [length] if length else (), checksums.iban, "iban", taken)
        gone = rest != found[0]
        if gone:
            text = text[: found.start()] + rest + text[found.end() :]
        at = found.start() + (len("[iban]") if gone else 1)
    return text


def _first(piece: str, lengths: Sequence[int], passes: Callable, kind: str, taken: Callable) -> str:
    """The piece with the first of the lengths, in letters and digits, that passes taken away from its beginning."""
    places = [place for place, sign in enumerate(piece) if sign.isalnum()]
    for length in lengths:
        if length <= len(places):
            end = places[length - 1] + 1
            whole = end == len(piece) or not piece[end].isalnum()
            if whole and passes(_plain(piece[:end])):
                return taken(kind, piece[:end]) + piece[end:]
    return piece


def _long(found: re.Match, taken: Callable) -> str:
    """A run of 13 to 22 digits: an account of Spain, an id of Romania, or a card.

    One number in eleven passes an id's control: thirteen digits behind the word for a bar code or an order stay.
    """
    piece = found[0]
    digits = _plain(piece)
    if len(digits) == 13 and digits[0] != "0" and checksums.cnp(digits) and not _numbers_an_order(found):
        return taken("id", piece)
    if len(digits) == 20 and checksums.account(digits):
        return taken("iban", piece)
    return _first(piece, range(min(19, len(digits)), 12, -1), checksums.card, "card", taken)


def _id(found: re.Match, passes: Callable | None, taken: Callable) -> str:
    piece = found[0]
    plain = _plain(piece)
    joined = piece[-1].isupper() or piece[-2] != " " or piece[0] in "xyzXYZ"  # "12345678 y" goes on with a word
    return taken("id", piece) if joined and (passes is None or passes(plain)) else piece


def _phone(found: re.Match, removed: Counter) -> str:
    """A telephone number taken away, unless a word before it says that it numbers an order."""
    if not found[0].startswith("+") and _numbers_an_order(found):
        return found[0]
    removed["phone"] += 1
    return "[phone]"


def _numbers_an_order(found: re.Match) -> bool:
    """Whether a word before it says that it numbers an order or a thing, and no word that it is called."""
    before = found.string[max(0, found.start() - 60) : found.start()]
    ordered = _ORDERED.search(before)
    return ordered is not None and not _CALLS.search(before, ordered.start())
