"""Names that people log in with, behind the word for them or for a network: "mi usuario es LolaVega_65"."""

from __future__ import annotations

import re
from collections.abc import Callable

_NETWORK = (
    r"(?<!your )(?<!the )(?<!vuestro )(?<!vostre )(?<!vostru )"  # a firm's own may stay
    r"(?:insta(?:gram)?|tik ?tok|telegram|snap(?:chat)?|twitter|facebook|discord|twitch)"
)
_CALLED = (
    r"(?:user[ -]?(?:name|id)|login|nick(?:name)?|(?:screen|account) name|nom(?:bre)? d(?:e |['’])usuari[oa]?"
    r"|nume(?:le)? de utilizator)"
)
_USER = r"(?:user(?:ul)?|usuari[oa]?|utilizator(?:ul)?)"
_IS = r"(?:\s?[:=]\s?|,?\s(?:is|es|és|e|este|as|como|com a|ca|sunt|am|soy|s[oó]c)(?:\s?:)?\s|,\s(?=@))"
_LOGIN = re.compile(
    rf"\b(?:{_CALLED}(?:{_IS}|\s)|{_USER}(?: meu)?{_IS}|(?:my|mi|meu) {_NETWORK}\s"
    rf"|{_NETWORK}{_IS}"
    r"|log(?:ged|ging)?[ -]?(?:in|on) as |(?:sesi[oó]n?|sessió|entr[aeo]r?) (?:como|com a) |(?:loghe\w+|autentific) ca "
    rf"|(?P<bare>{_USER}|{_NETWORK}) )(?P<it>@?\w[\w-]*(?:\.\w[\w-]*)*)(?![\w@/])",
    re.IGNORECASE,
)
_CUES = (  # what stands in each of the words before it
    *("user", "usuari", "utiliz", "login", "nick", " name", "insta", "tik", "telegram", "snap", "twit", "facebook"),
    *("discord", " in as", " on as", "como ", "com a ", " ca "),
)
# a piece as such names are: a letter beside a digit, a line, or a dot within
LIKE = re.compile(r"[^\W\d_]-?\d|\d[^\W\d_]{3}|\w_|_\w|[^\W_]\.[^\W_]").search
_SENTENCE = re.compile(r"[^\W\d_]+\.[^\W\d_a-zà-ÿășț][^\W\d_]*")  # the next one without a blank: "habitual.Gracias"
_THING = re.compile(  # a web address, a file, a number, a product
    r".*\.(?:com|net|org|es|cat|ro|eu|ad|uk|info|pdf|jpe?g|png|docx?)|www\..*|(?:n[uú]?m|nro?|no)\..*"
    r"|(?:iphone|ipad|ios|windows|win|android|office|galaxy|playstation|xbox|nivell?|level|type|tip[ou]?|versi\w+)[\d._]+",
    re.IGNORECASE,
)
_SURELY = re.compile(r"_|\..*\.|\..*\d|\d.*\.|^[^\W\d]{4,}\d\d+$").search  # no word of a sentence and no dot at its end


def without_logins(text: str, taken: Callable) -> str:
    """The text without names people log in with; right behind the word itself only what can be no word is one."""
    small = text.lower()
    cued = any(cue in small for cue in _CUES) and LIKE(text)
    return _LOGIN.sub(lambda found: _login(found, taken), text) if cued else text


def _login(found: re.Match, taken: Callable) -> str:
    """The word for it, and the name behind it taken away where it has a digit, a dot, a line or the sign before it."""
    it = found["it"]
    if sum(map(str.isalpha, it)) < 3 or _SENTENCE.fullmatch(it) or _THING.fullmatch(it):
        return found[0]
    if not (_SURELY(it) and it[0] != "@" if found["bare"] else re.search(r"[\d._]|^@", it)):
        return found[0]
    return found[0][: -len(it)] + taken("name", it)
