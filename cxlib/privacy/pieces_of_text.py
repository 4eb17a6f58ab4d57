"""What the finders of numbers share: the piece behind its name, the signs left out, and the words for an order."""

from __future__ import annotations

import re
from collections.abc import Callable

FREE = r"(?<![^\Wºª])"  # no letter or digit before it, save the sign of a number: nº4111
CALL = (
    r"(?<!\[)(?:tel\w*|t[lf]f?n?o?|m[oòó]vil|m[oò]bil|mobile?|phone|cell|whats?app|suna[tțţ]\w*|tru(?:qu|ca)\w*|ll[aá]m\w+|ring|call|fax\w*|helpline|hotline"
    r"|contact\w*)"
)
_ORDERS = (
    r"pedidos?|comand[aeăi]\w*|comenzi\w*|orders?|ref\w*|factur\w*|invoices?|model\w*|contrat\w*|contract\w*"
    r"|incid[eè]n[ctțţ]\w*|tickets?|tichet\w*|albar[aàá]n?\w*|aviz\w*|tiquets?|lote?|lotul|bon(?:ul)?|tracking"
    r"|expedient\w*|case|awb|seri[ae]l?|s[eè]rie|sn|bar ?code|c[oó]d\w* de barr?\w*|codi de barres|ean"
)
_THINGS = (  # numbered too, and as often spoken of beside a telephone
    r"policy|p[oòó]li[sz]\w+|poli[tț]\w*|bil+et\w*|bitllet\w*|booking|reserv\w+|rezerv\w+|meter|bills?|[ck]onta?dor\w*|comptador\w*"
    r"|contor\w*|parcels?|paquet\w*|colet\w*|receipt|recibo|rebut|chitan[tț]\w*|claim|siniestro|sinistre|dosar\w*|docket"
    r"|product\w*|produs\w*|art[ií]c\w+|articol\w*|items?|sku|imei|router|plots?|parcel[·.]?l?a\w*|parcel[aă]|quote|job"
    r"|catastral|cadastral\w*|flight|vuelo|vol|zbor\w*|train|tren\w*|seat|asiento|seient|loc(?:ul)?|room|camer[aă]"
    r"|habitaci[oó]n?|gate|voucher\w*|vale?|coupon|cup[oó]n?|abonament\w*|account|request|complaint|sol[·.]?l?icitud|sesiz\w+"
    r"|reclam\w+|cerere\w*|ofert\w+|presupuesto|pressupost|seguimi?ent\w*|locali[tz]+ador|tique"
    r"|c[oó]d\w* (?:de )?client\w*|cont(?:ul)? client|customer (?:id|no|number)|n[uú]m\w* de client\w*"
    r"|post(?:al )?code|c[oó]digo postal|codi postal|cod(?:ul)? po[sș]tal|c\.?p|calle|carrer|strada|str|street|km"
    r"|error|eroare|resguard\w*|justificant\w*"
)
ORDERED = re.compile(
    rf"(?:\b(?:exp|ref|fact|mod)\.|\b(?:{_ORDERS})\b)(?:[^\d.;!?\n]|\b(?:n[or]?|n[uú]m)\.){{0,25}}$", re.IGNORECASE
)
# the noun that a number stands right behind, with no more than "number", "is" or "with" between
NUMBERED = re.compile(
    rf"\b(?:{_ORDERS}|{_THINGS})\b(?:(?<=\bstr)\.)?[ :#,(]*"
    r"(?:(?:n|no|nr|n[uú]m|n[uú]mero|number|num[aă]r\w*|code|c[oó]digo|codi|cod|id|rca|is|es|és|este|e|with|con|amb|cu|el|la"
    r"|the)\b\.?[ :#º°,]*|n?\.?[º°][ :#]*){0,4}(?:[A-Z]{1,4}[/-])?$",
    re.IGNORECASE,
).search
CALLS = re.compile(rf"\b(?:{CALL})\b", re.IGNORECASE)
AND_NUMBER = r"(?:\s?(?:[sșş]i|y|i|/|&|,)\s?n(?:r|um[aă]r(?:ul)?|[uú]m(?:ero)?)\b\.?)"  # "seria și nr."
_CALLED_ON = re.compile(  # "ring me about the order on": what is called stands behind the small word
    rf"\b{CALL}\b[^.!?\n]*\s(?:on|at|al|a|la|pe)\s(?:the\s)?$", re.IGNORECASE
).search
DIGITS = re.compile(r"\d").findall


def plain(piece: str) -> str:
    """Its letters and digits, in capitals."""
    return re.sub(r"[^A-Za-z0-9]", "", piece).upper()


def behind(found: re.Match, kind: str, taken: Callable) -> str:
    """The word that names it, and the piece behind it taken away."""
    return found[0][: found.start("it") - found.start()] + taken(kind, "")


def numbers_an_order(found: re.Match) -> bool:
    """Whether a word before it says that it numbers an order or a thing, and none that it is called."""
    before = found.string[max(0, found.start() - 60) : found.start()]
    ordered = ORDERED.search(before) or NUMBERED(before)
    return ordered is not None and not CALLS.search(before, ordered.start()) and not _CALLED_ON(before)
