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
from .addresses_in_text import without_addresses

KINDS = ("email", "iban", "card", "id", "phone", "name")
_FREE = r"(?<![^\Wºª])"  # no letter or digit before it, save the sign of a number: nº4111
_IBAN = re.compile(
    r"(?:(?<![A-Za-z0-9])|(?<=IBAN)|(?<=iban)|(?<=[a-z])(?=[A-Z]{2}\d))"
    r"(?:[A-Za-z]{2}|[A-Z]{2} )\d{2}(?:[\s./-]{0,3}[A-Za-z0-9]){11,36}"
)
_ACCOUNT = re.compile(  # called an account: a digit of it may be mistaken
    r"\b(?:iban|cuenta|compte|cont(?:ul)?|account|ccc|c/c)(?![^\W\d_])[^\d\n]{0,20}?(?P<it>\b"
    r"(?:[A-Z]{2}[ .-]?\d\d[ .-]?(?:[A-Z]{4}[ .-]?)?(?:(?=[A-Z]{0,3}\d)[A-Z0-9]{4}[ .-]?){2,7}\d{0,3}(?<!\W)"
    r"|\d{4}[ .-]?\d{4}[ .-]?\d\d[ .-]?\d{10})(?!\w))",
    re.IGNORECASE,
)
_SORT_CODE = re.compile(
    r"\b(?:sort[ -]?code|s/c)(?![^\W\d_])[^\d\n]{0,12}(?P<it>\d\d(?:[ .-]?\d\d){2}(?:[ ,/-]{1,3}\d{8})?)(?!\d)",
    re.IGNORECASE,
)
_BESIDE_IT = re.compile(r"\b(?:acc(?:oun)?t?|a/c)\b[^\d\n]{0,16}(?P<it>\d{8})(?!\d)", re.IGNORECASE)
_LONG = re.compile(
    rf"(?:{_FREE}(?<!,)(?<!\d[.-])|(?<=[a-zà-ÿțșăţş]{{2}})|(?<=VISA)|(?<=AMEX)|(?<=CARD)|(?<=MC)|(?<=TARJETA)|(?<=TARGETA)"
    r"|(?<=CARDUL)|(?<=CNP))\d(?:(?:[ .-]| {2})?\d){12,21}(?!\d)"
)
_PRINTED = re.compile(  # four by four as on the card, whatever stands between
    rf"{_FREE}(?<!,)(?:\d{{4}}(?:[\s./*·_-]{{1,3}}\d{{4}}){{3}}|3[47]\d\d[\s./*·_-]{{1,3}}\d{{6}}[\s./*·_-]{{1,3}}\d{{5}})(?!\d)"
)
_DNI = re.compile(
    rf"(?:{_FREE}(?<!,)(?<!\d[.-])|(?<=dni)|(?<=DNI)|(?<=nif)|(?<=NIF))"
    r"(?:\d{8}|\d{2}[ .,]?\d{3}[ .,]?\d{3})(?: ?[.,/-]? ?)[A-Za-z](?!\w)"
)
_NIE = re.compile(rf"(?:{_FREE}|(?<=nie)|(?<=NIE))[XYZxyz][ .-]?\d(?:\.?\d{{3}}){{2}}[ .-]?[A-Za-z](?!\w)")
_ANDORRA = re.compile(
    rf"(?:{_FREE}|(?<=nrt)|(?<=NRT))(?:[EF][ .-]?\d{{3}}[ .]?\d{{3}}[ .-]?[A-Z]|[EFef]-?\d{{6}}-?[A-Za-z])(?!\w)"
)
_BRITISH = r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
_UK = re.compile(
    rf"(?<!\w){_BRITISH}(?:([ .-]?)\d\d(?:\1\d\d){{2}}[ .-]?| ?\d{{6}} ?)[A-D](?!\w)"
    rf"|(?<!\w){_BRITISH.lower()}\d{{6}}[a-d](?!\w)"
)
_NHS = re.compile(r"(?<![\w,])(?<!\d[.-])\d{3}([ -])\d{3}\1\d{4}(?![ -]?\w)")
_SECURITY = re.compile(r"(?<![\w,])(?<!\d[./-])\d\d([ /-])\d{8}\1\d\d(?![ /-]?\d)")  # Spain's social security
_HEALTH = re.compile(r"(?<!\w)[A-Z]{4}[ -]?[01][ -]?\d{6}[ -]?\d{2}[ -]?\d(?!\w)")  # Catalonia's
# a document's own name before it: no check digit is asked for, only as many digits as such a number has
_NAMES = (
    (r"d\.?n\.?i|(?P<nif>n\.?i\.?f)", 7, 9),
    (r"n\.?i\.?e", 7, 8),
    (r"n\.?r\.?t|n\.?i\.?a", 5, 7),
    (r"c\.?n\.?p|cod(?:ul)? numeric personal", 12, 14),
    (r"nhs", 9, 10),
    (r"national insurance|nino", 6, 6),
    (r"passa?port\w*|pa[sșş]aport\w*", 5, 9),
    (r"buletin\w*|(?-i:CI)|c\.i|cart\w+ de identitate", 6, 6),  # "ci" is "but" in Romanian
    (r"de identi(?:tate|dad|ficaci[oó]n?)|d'identi(?:tat|ficació)|identity (?:card|number)", 6, 9),
    (r"nu?ss|s\.s|cass|segur(?:idad|etat|itate) social[aă]?", 6, 12),
)
_CALLED = re.compile(
    rf"\b(?:{'|'.join(f'(?P<n{k}>{name})' for k, (name, *_) in enumerate(_NAMES))})(?![^\W\d_])"
    r"(?P<gap>[^\d\n]{0,24}?|[ :.]{0,3}\n ?)"
    rf"(?P<it>(?:{_FREE}(?:(?!n[or]\b)[A-Za-z]{{1,3}}[ .-]?)?|(?<=[A-Za-z]))(?P<digits>\d[\d .-]{{3,16}}\d)"
    r"(?:(?-i:(?! [aeiouy](?!\w)))(?: ?-|[. ])?[A-Za-z](?!\w))?)",
    re.IGNORECASE,
)
_BEHIND_IT = re.compile(
    r"(?<![\w.,])\d(?:[ -]?\d){5,12}[ -]?[A-Za-z]?(?= ?\((?:dni|nif|nie|nrt|cnp|nhs|ni)\b)", re.IGNORECASE
)
_DATE = re.compile(
    r"(?:[0-2]?\d|3[01])([ .-])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d([ .-])\d\d\2\d\d"
)
_FIRM = re.compile(r"[A-HJNP-SUVW]\d{7}[\dA-J]")  # NIF of a firm in Spain
_SERIES = re.compile(r"\bseria\b:?\s+(?P<it>[A-Z]{2}[ ,]{0,2}(?:n(?:r|um[aă]rul?)\.?:? ?)?\d{6}(?!\d))", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?=[\d€$£])(?:(?<![\d+])(?<!\d[./-])(?:19|20)\d\d-\d{1,2}-\d{1,2}(?!\d)"
    r"|(?<![\d+])(?<!\d[./-])\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?![./-]?\d)"
    r"|\b\d{1,2}[:h]\d{2}\b|[€$£] ?\d[\d., ]*"
    r"|(?<![\d.,])\d[\d.,]{0,15}(?: \d{3}){0,4}(?:[.,]\d{1,4})? ?"
    r"(?:[€$£%]|(?:euros?|eur|pesetas|pounds?|lei|ron|kwh|kw|w|km|cm|mm|kg|min|l)\b)"
    r"|(?<![\d.,])\d{1,9}(?:[.,]\d{3}){0,4},\d{1,2}\b)"
    r"|(?<!\w)(?!(?:tel|tlf|tfno|m[oò]v|mob))[A-Z]{1,8}-\d[\w/-]*"
    r"|(?<![\w.])-?\d{1,3}\.\d{3,}(?: ?[,;/] ?| )-?\d{1,3}\.\d{3,}(?!\.?\w)"  # a place on the map
    r"|\bisbn(?:-1[03])?[: ]{0,3}[\d -]{9,16}[\dX]|(?<![\d+])97[89][ -](?:\d[ -]?){9}[\dX](?![ -]?\d)",
    re.IGNORECASE,
)
_BACK = {code - 48 + 0xE000: chr(code) for code in range(48, 58)}
_AWAY = {ord(digit): private for private, digit in _BACK.items()}
_SIGN = r"[ .·*_\-/()]{0,3}"
_BEFORE = r"(?<![\d+])(?<!\d[.,])"
_NEXT = r"(?:[ .·*_\-/]?\)?[ ]?\d|[ .\-/]?\n[ .\-/]?\d)"  # one more digit, behind a sign, a line's end or none
_OVER = r"[ .·*_\-/()\n]{0,3}"
_PHONES = (
    re.compile(  # of the countries whose numbers have so many digits, also over a line's end
        rf"\(?(?:(?<![\d+])\+ ?|(?<![\w+])(?<!\d[.,])00 ?)"
        rf"(?:(?:3[34]|40)(?:{_OVER}\d){{9}}|44{_OVER}(?:\(0\) ?)?\d(?:{_OVER}\d){{9}}"
        rf"|376(?:{_OVER}6(?:[ .-]?\d){{8}}|(?:{_OVER}\d){{6}}))(?!\d)"
    ),
    re.compile(rf"\(?(?:(?<![\d+])\+ ?|(?<![\w+])(?<!\d[.,])00 ?)\d(?:{_SIGN}\d){{7,14}}(?!\d)"),
    re.compile(rf"{_BEFORE}(?<!\d )[0679](?: (?:[.·\-/] )?\d){{8,11}}(?! ?\d)"),  # digit by digit
    re.compile(
        rf"{_BEFORE}(?:[5-9]\d\d - (?:\d{{3}} - \d{{3}}|\d\d - \d\d - \d\d)|0\d{{3,4}} - \d{{3}} - \d{{3,4}})"
        r"(?! ?-? ?\d)"
    ),
    re.compile(rf"{_BEFORE}(?:4[ .-]?)?\(?0[2357]{_NEXT}{{8}}(?!\d)(?:/\d{{1,3}}(?!\d))?"),
    re.compile(rf"{_BEFORE}\(?0[1237]{_NEXT}{{9}}(?!\d)"),
    re.compile(rf"{_BEFORE}(?:3[46][ .-])?\(?(?!\d{{5}}[/-]\d{{4}}(?!\d))[5-9]{_NEXT}{{8}}(?!\d)(?:/\d{{1,3}}(?!\d))?"),
    re.compile(rf"{_BEFORE}0[1-79]([ .-])\d\d(?:\1\d\d){{3}}(?![ .-]?\d)"),  # of France, two by two
    re.compile(rf"{_BEFORE}(?:\([2-9]\d\d\) ?|[2-9]\d\d[.-])[2-9]\d\d[ .-]\d{{4}}(?!\d)"),  # of America
    re.compile(rf"{_BEFORE}(?:01\d{{3}}[ -]\d{{5}}|376(?:[ .-]?[3678]\d{{5}}|[.-]?[3678]\d\d[.-]\d{{3}}))(?!\d)"),
)
_CALL = (
    r"(?<!\[)(?:tel\w*|t[lf]f?n?o?|m[oòó]vil|m[oò]bil|mobile?|phone|cell|whats?app|suna[tțţ]\w*|truque?\w*|ll[aá]m\w+|ring|call"
    r"|contact\w*)"
)
_LINK = (  # words between it and its number
    r"(?:[^\w\n]|\b(?:is|es|és|e|este|el|al|a|la|on|at|the|my|mi|mea|meu|seu|me|us|or|sau|o|y|i|and|și|si|nr|no|n|n[uú]m"
    r"|n[uú]mero|num[aă]r\w*|number|nou|nova|nuevo|new|fix|fijo|andorr\w+)\b)"
)
_NEAR = re.compile(  # nine digits stand nearer to it than a pair of amounts; six of Andorra are three and three
    rf"\b{_CALL}\b(?:[^\d\n]{{0,14}}(?P<long>{_FREE}\(?\d(?:[ .\-/()]{{0,2}}\d){{8,13}})"
    rf"|{_LINK}{{0,12}}(?P<short>{_FREE}\(?\d(?:[ .\-/()]{{0,2}}\d){{5,7}})"
    rf"|(?P<gap>[^\d\n.;!?]{{0,24}})(?P<six>{_FREE}[3678]\d\d[ .-]?\d{{3}}))(?!\d)",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:cost\w*|cuest\w*|val\w*|pag\w*|paid|pay\w*|plăt\w*|plat\w*|pr[ei][cțţt]\w*|cobr\w*"
    r"|con|amb|cu|with|per|por|for)\b",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"(?:\b(?:exp|ref|fact|mod)\.|\b(?:pedidos?|comand[aeăi]\w*|comenzi\w*|orders?|ref\w*|factur\w*|invoices?|model\w*|contrat\w*|contract\w*|"
    r"incidenc\w*|tickets?|tiquets?|lote?|lotul|bon(?:ul)?|tracking|expedient\w*|case|awb|seri[ae]l?|s[eè]rie|sn|"
    r"bar ?code|c[oó]d\w* de barr?\w*|codi de barres|ean)\b)(?:[^\d.;!?\n]|\b(?:n[or]?|n[uú]m)\.){0,25}$",
    re.IGNORECASE,
)
_CALLS = re.compile(rf"\b(?:{_CALL})\b", re.IGNORECASE)
_LEFT = re.compile(r"(?<![\w@])@[\w.]{2,30}|(?<!\d)\d(?:[ .\-/]?\d){8,}(?!\d)|(?<!\w)\d{8}[ -]?[A-Z](?!\w)")
# six digits in a row, as people part them: every number but that of a named document has them
_SIX = re.compile(r"\d(?:[ .·*_\-/()\n]{0,3}\d){5}").search
_BOOK = re.compile("97[89]").match  # a book's number
_DIGITS = re.compile(r"\d").findall


def without_numbers(text: str) -> tuple[str, Counter, Counter]:
    """The text with ``[email]``, ``[iban]``, ``[card]``, ``[id]``, ``[phone]``; how many; and what stays unsure."""
    removed, unsure = Counter[str](), Counter[str]()

    def taken(kind: str, piece: str) -> str:
        removed[kind] += 1
        return f"[{kind}]"

    text, addresses = without_addresses(text, "[email]")
    if addresses:
        removed["email"] = addresses
    if len(_DIGITS(text)) >= 12:
        text = _without_accounts(_without_ibans(text, taken), taken)
        for pattern in (_LONG, _PRINTED):
            text = pattern.sub(lambda found: _long(found, taken), text)
    if _SIX(text):
        for pattern, passes in ((_DNI, checksums.dni), (_NIE, checksums.dni), (_ANDORRA, None), (_UK, None)):
            text = pattern.sub(partial(_id, passes=passes, taken=taken), text)
        for pattern, passes in ((_SECURITY, checksums.security), (_HEALTH, None)):
            text = pattern.sub(partial(_id, passes=passes, taken=taken), text)
        text = _SERIES.sub(partial(_behind, kind="id", taken=taken), text)
        text = _BEHIND_IT.sub(lambda found: taken("id", found[0]), text)
    text = _without_called(text, taken)
    if _SIX(text):
        text, aside = _ASIDE.subn(lambda found: found[0].translate(_AWAY), text)
        if _SIX(text):
            for pattern in _PHONES:
                text = pattern.sub(lambda found: _phone(found, removed), text)
            text = _NHS.sub(partial(_id, passes=checksums.nhs, taken=taken), text)
            text = _NEAR.sub(lambda found: _near(found, removed), text)
        text = text.translate(_BACK) if aside else text
    return text, removed, _left(text, unsure) if "@" in text or _SIX(text) else unsure


def _left(text: str, unsure: Counter) -> Counter:
    """What may name somebody and was not taken: handles, long numbers, ids whose letter is wrong."""
    for found in _LEFT.finditer(text):
        unsure["handle" if found[0].startswith("@") else "number"] += 1
    return unsure


def _plain(piece: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", piece).upper()


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


def _without_accounts(text: str, taken: Callable) -> str:
    """The text without what is called an account, of whatever check digits, and without British ones by sort code."""
    text = _ACCOUNT.sub(partial(_behind, kind="iban", taken=taken), text)
    text, sorted_by = _SORT_CODE.subn(partial(_behind, kind="iban", taken=taken), text)
    return _BESIDE_IT.sub(partial(_behind, kind="iban", taken=taken), text) if sorted_by else text


def _behind(found: re.Match, kind: str, taken: Callable) -> str:
    """The word that names it, and the piece behind it taken away."""
    return found[0][: found.start("it") - found.start()] + taken(kind, "")


def _without_called(text: str, taken: Callable) -> str:
    """The text without what is called an id; where a name has none of its own behind it, the next may have."""
    at = 0
    while found := _CALLED.search(text, at):
        at = found.start("gap")
        if _is_called(found):
            text = text[: found.start("it")] + taken("id", found["it"]) + text[found.end("it") :]
            at = found.start("it") + len("[id]")
    return text


def _is_called(found: re.Match) -> bool:
    """Has the number as many digits as the document named has, parted in one way, and is it no date, firm or order?"""
    _, fewest, most = next(name for k, name in enumerate(_NAMES) if found[f"n{k}"])
    digits = found["digits"]
    if not fewest <= len(_DIGITS(digits)) <= most or len(set(re.findall(r"\D+", digits))) > 1:
        return False
    if found["nif"] and _FIRM.fullmatch(_plain(found["it"])):
        return False
    return not _DATE.fullmatch(digits) and not _ORDERED.search(found["gap"])


def _first(piece: str, lengths: Sequence[int], passes: Callable, kind: str, taken: Callable) -> str:
    """The piece with the first of the lengths, in letters and digits, that passes taken away from its beginning."""
    places = [place for place, sign in enumerate(piece) if sign.isalnum()]
    for length in lengths:
        if length <= len(places):
            end = places[length - 1] + 1
            if not piece[end : end + 1].isdigit() and passes(_plain(piece[:end])):
                return taken(kind, piece[:end]) + piece[end:]
    return piece


def _long(found: re.Match, taken: Callable) -> str:
    """A run of 13 to 22 digits: an account of Spain, an id of Romania, or a card.

    One number in eleven passes an id's control: thirteen digits behind the word for a bar code or an order stay.
    """
    piece = found[0]
    digits = _plain(piece)
    if (
        len(digits) == 13
        and digits[0] != "0"
        and checksums.cnp(digits)
        and not _BOOK(digits)
        and not _numbers_an_order(found)
    ):
        return taken("id", piece)
    if len(digits) == 20 and checksums.account(digits):
        return taken("iban", piece)
    return _first(piece, range(min(19, len(digits)), 12, -1), checksums.card, "card", taken)


def _id(found: re.Match, passes: Callable | None, taken: Callable) -> str:
    piece = found[0]
    plain = _plain(piece)
    joined = not piece[-1].islower() or piece[-2] != " " or piece[0] in "xyzXYZ"  # "12345678 y" goes on with a word
    return taken("id", piece) if joined and (passes is None or passes(plain)) else piece


def _phone(found: re.Match, removed: Counter) -> str:
    """A telephone number taken away, unless a word before it says that it numbers an order.

    Over a line's end it goes on only where it began as a number with its country or its zero does, or was called one.
    """
    piece = found[0]
    if not piece.startswith("+") and _numbers_an_order(found):
        return piece
    if "\n" in piece:
        called = piece.lstrip("(")[0] in "+0" or _CALLS.search(found.string[max(0, found.start() - 40) : found.start()])
        if not called or piece.count("\n") > 1:
            return piece
    removed["phone"] += 1
    opened = piece[0] == "(" and ")" not in piece  # the bracket closes behind the number
    return "([phone]" if opened else "[phone]"


def _near(found: re.Match, removed: Counter) -> str:
    """The word for a telephone, and the number behind it taken away unless it numbers an order or was paid."""
    it = found["long"] or found["short"] or found["six"]
    before = found[0][: -len(it)]
    if _ORDERED.search(before) or (found["six"] and _PAID.search(found["gap"])):
        return found[0]
    removed["phone"] += 1
    return before + "[phone]"


def _numbers_an_order(found: re.Match) -> bool:
    """Whether a word before it says that it numbers an order or a thing, and no word that it is called."""
    before = found.string[max(0, found.start() - 60) : found.start()]
    ordered = _ORDERED.search(before)
    return ordered is not None and not _CALLS.search(before, ordered.start())
