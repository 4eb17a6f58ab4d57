"""What the finders of numbers share: the piece behind its name, the signs left out, and the words for an order."""

from __future__ import annotations

import re
from collections.abc import Callable

FREE = r"(?<![^\Wºª])"  # no letter or digit before it, save the sign of a number: nº4111
CALL = (
    r"(?<!\[)(?:tel\w*|t[lf]f?n?o?|m[oòó]vil|m[oò]bil|mobile?|phone|cell|whats?app|suna[tțţ]\w*|tru(?:qu|ca)\w*|ll[aá]m\w+|ring|call"
    r"|contact\w*)"
)
ORDERED = re.compile(
    r"(?:\b(?:exp|ref|fact|mod)\.|\b(?:pedidos?|comand[aeăi]\w*|comenzi\w*|orders?|ref\w*|factur\w*|invoices?|model\w*|contrat\w*|contract\w*|"
    r"incid[eè]n[ctțţ]\w*|tickets?|tichet\w*|albar[aàá]n?\w*|aviz\w*|tiquets?|lote?|lotul|bon(?:ul)?|tracking|expedient\w*|case|awb|seri[ae]l?|s[eè]rie|sn|"
    r"bar ?code|c[oó]d\w* de barr?\w*|codi de barres|ean)\b)(?:[^\d.;!?\n]|\b(?:n[or]?|n[uú]m)\.){0,25}$",
    re.IGNORECASE,
)
CALLS = re.compile(rf"\b(?:{CALL})\b", re.IGNORECASE)
DIGITS = re.compile(r"\d").findall


def plain(piece: str) -> str:
    """Its letters and digits, in capitals."""
    return re.sub(r"[^A-Za-z0-9]", "", piece).upper()


def behind(found: re.Match, kind: str, taken: Callable) -> str:
    """The word that names it, and the piece behind it taken away."""
    return found[0][: found.start("it") - found.start()] + taken(kind, "")


def numbers_an_order(found: re.Match) -> bool:
    """Whether a word before it says that it numbers an order or a thing, and no word that it is called."""
    before = found.string[max(0, found.start() - 60) : found.start()]
    ordered = ORDERED.search(before)
    return ordered is not None and not CALLS.search(before, ordered.start())
