"""Addresses of e-mail in a text: with the sign, with blanks or a line's end beside it, or put into words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial

from .pieces_of_text import behind
from .telephones_in_words import NUMBERS, bare

_PROVIDER = r"(?:g?mail|googlemail|hotmail|yahoo|outlook|icloud|protonmail)"
_AT = r"(?:arr?o[bv]a|a[ -]?rond|coad[aă] de maimu[tțţ][aă])"
_DOT = r"(?:dot|period|punto|punt|punct)"
_OPEN, _CLOSE = r"\s?[(\[{<]\s?", r"\s?[)\]}>]\s?"
_DASH = (  # signs of a name put into words, the longer before the shorter
    r"(?:(?:gui[oó]n?|barr?a|raya|lini(?:e|ut[aă]|uț[aă])) (?:bajo|baja|baix|baixa|de jos|jos|medio|mig)"
    r"|underscore|subratllat|gui[oó]n?(?:et)?|dash|hyphen|cratim[aă]|lini(?:e|ut[aă]|uț[aă])|minus|m[aá]s|m[eé]s|plus)"
)
_ENDING = (
    r"(?:com|net|org|info|biz|eu|es|cat|gal|eus|ad|ro|md|uk|co|ie|fr|it|pt|de|at|be|nl|ch|se|no|dk|fi|pl|hu|bg|gr|us|ca"
    r"|mx|ar|edu|gov|gob|io|me|tv|con|wales|cymru|scot|london|barcelona|app|dev)\b"
)
_START = r"(?<![\w.+%-])(?<!\w')"
_NAME = r"[\w.+%-]{1,64}(?:'[\w.+%-]{1,40})?"
_SAID = (
    rf"[\w.+%-]{{1,64}}(?:(?:,? (?:{_DOT}|{_DASH}|_|-),? |{_OPEN}{_DOT}{_CLOSE})[\w.+%-]{{1,40}}"
    rf"| \. (?-i:[a-z0-9])[\w.+%-]{{0,40}}){{0,5}}"
)
_HOST = r"(?:[^\W\d_]|\d[\w-]{0,20}(?=\.[a-z]{2}))[\w-]{0,62}"
_WORDED = rf"(?:{_OPEN}{_DOT}{_CLOSE}|,?\s{_DOT},?\s|\s?[*_-]{_DOT}[*_-]\s?)"  # the dot in words
_PARTED = rf"(?:\.|{_WORDED})"
_SLIPPED = r"(?:\.\.|[,;]|\s\.\s?|\.\s(?=com|net|org|cat|ro\b|co\.uk))"  # as fingers and telephones put the dot
# a name of a host that ends as they do, and any name of a host
_SURE = (
    rf"{_HOST}(?:(?:(?:{_PARTED}|\s{_DASH}\s)[\w-]{{1,62}}){{0,3}}{_PARTED}|(?:\s\.\s?[\w-]{{1,62}}){{0,2}}{_SLIPPED}){_ENDING}"
    rf"(?:\.[a-z]{{2}}\b|(?<=\bco)(?:\s\.\s?|\s{_DOT}\s)uk\b)?"
)
_SPACED = (  # a host told letter by letter
    rf"[^\W_](?: [^\W_](?!\w)){{2,20}}(?: (?:\.|{_DOT}) (?:c o m|n e t|o r g|c a t|[a-z] [a-z]|{_ENDING})){{1,2}}(?!\w)"
)
_ANY = rf"{_HOST}(?:(?:\.|{_OPEN}{_DOT}{_CLOSE})[\w-]{{1,62}}){{0,4}}\b"
_NO_WORD = r"(?!(?:the|an?|your|our|this|that) )"
_SPOKEN = rf"{_HOST}(?:\.|\s{_DOT}\s)[\w-]{{2,24}}(?:\s{_DOT}\s[\w-]{{2,6}})?\b"
# "at" is a word of its own: it needs a dot in words, or a provider
_AT_HOST = (
    rf" at {_NO_WORD}(?:{_HOST}(?:(?:\.| {_DOT} | {_DASH} )[\w-]{{1,62}}){{0,2}} {_DOT} {_ENDING}(?: {_DOT} uk\b)?"
    rf"|(?<!look at )(?<!check at ){_PROVIDER}[. ]{_ENDING}(?:[. ]uk\b)?)"
)


def _when_needed(pattern: str) -> Callable[[], re.Pattern[str]]:
    """Built once a text has the signs of an address: to build it takes longer than to read thousands of comments."""
    return cache(partial(re.compile, pattern, re.IGNORECASE))


_SIGNED = _when_needed(
    rf"{_START}(?:{_NAME}@{{1,2}}(?:{_SURE}|{_ANY})|{_SAID}\s?@\s?(?:{_SURE}|{_SPACED}|{_PROVIDER}\b)"
    rf"|{_SAID}{_OPEN}(?:at|@|{_AT}){_CLOSE}(?:{_SURE}|{_ANY})|{_SAID}\s?(?:[*_]at[*_]|\s-at-\s|[*_-]{_AT}[*_-])\s?{_SURE}|{_SAID}-at-{_HOST}{_WORDED}{_ENDING}"
    rf"|{_NAME}[(\[]a[)\]]{_SURE}|{_SAID}(?:\s?[(\[](?:a|la)[)\]]\s?|_(?:a|la)_)(?:{_HOST}{_WORDED}|{_PROVIDER}\.){_ENDING}"
    rf"|[\"“”«'][\w.+%-]{{1,64}}(?: [\w.+%-]{{1,40}})?[\"“”»']@(?:{_SURE}|{_ANY}))",
)
# so is "la": a dot in words behind it or a name with signs makes an address
_SPELT = _when_needed(
    rf"{_START}(?:{_SAID},?\s{_AT},?\s(?:{_SURE}|{_SPACED}|{_SPOKEN}|{_PROVIDER}(?: (?:com|net|cat|ro)\b|\b))"
    rf"|[\w.+-]{{1,40}}?\s?arroba\s?[\w-]{{2,40}}?(?:\.|punto?){_ENDING}"
    rf"|{_SAID}{_AT_HOST}"
    rf"|{_SAID} la {_HOST} punct {_ENDING}"
    rf"|(?=[\w+%-]*[._])[\w.+%-]*[^\W\d][\w.+%-]* (?:at|la) {_HOST}(?:\.[\w-]{{1,62}}){{0,2}}\.{_ENDING}(?:\.uk\b)?)",
)
# behind the word for it a name may be of several words: "my email is jo brennan at gmail dot com"
_CALLED = _when_needed(
    r"\b(?:(?:e-?mail\w*|mail\w*|correo|correu|adre[cç]a|adres[aă]|address|direcci[oó]n)(?: [^\W\d]+){0,2}?"
    r"(?: (?:is|es|és|este|e)|:)|e-?mail|mail|(?:correo|correu)(?: electr[oóò]nico?)?) "
    r"(?!(?:electr\w+|me|us|him|her|to|at|a|al|el|la|pe|en|in|is|es|és|este|e|on) )"
    rf"(?P<it>[\w.+%-]{{1,30}}(?: (?!{_AT}\b)[\w.+%-]{{1,30}}){{1,3}}?"
    rf"\s(?:{_AT}\s(?:{_SURE}|{_SPOKEN}|{_PROVIDER}\b)"
    rf"|at {_NO_WORD}(?:{_HOST} {_DOT} {_ENDING}(?: {_DOT} uk\b)?|{_HOST}\.{_ENDING})))",
)
# a name told to somebody: letter by letter, with numbers in words, or with what is to be known about it
_ACCENTED = {"a": "[aàăâ]", "e": "[eèé]", "i": "[iíî]", "o": "[oó]", "s": "[sșş]", "t": "[tțţ]"}
_DIGIT = r"(?:\d{{1,4}}|{})(?![\w@])".format(
    "|".join(re.sub("[aeiost]", lambda sign: _ACCENTED[sign[0]], word) for word in sorted(NUMBERS, key=len)[::-1])
)
_NOTE = (
    r"(?:,? [(\[]?(?:(?:all|todo|tot|totul|toate|todas|totes|en|in|cu|con|amb|with|the|la|as|one|scris|litere|small"
    r"|lower|upper|capital|sin|sense|no|f[aă]r[aă]|y|i|and|[sș]i) ?){0,4}"
    r"(?:junto?s?|together|word|case|letters|caps|capitals?|legat[ăe]?|(?:min[uú]|may[uú]|maj[uú])scul\w+|mici|mari"
    r"|espa[ci]\w+|espais|spaces|spa[tț]ii)[)\]]?,?)"
)
_LETTER = r"(?:[^\W_]|\d{1,4})(?!\w)"
_TOLD = _when_needed(
    rf"{_START}(?:{_LETTER}(?: (?:{_LETTER}|[._+-](?!\w)|{_DOT}|{_DASH}|{_DIGIT})){{2,40}}"
    r"|(?!(?:es|és|is|este|e|a|to|at|la|al|el|correo|correu|e?-?mail|adre\w+) )[\w.+%-]{1,40} [\w.+%-]{1,40}"
    r"(?=,? [(]?(?:\w{2,6} )?"
    r"(?:junto?|together|one word|legat)\b)"
    rf"|[\w.+%-]{{1,64}}(?:,? (?:{_DOT}|{_DASH}|_|-),? [\w.+%-]{{1,40}}| {_DIGIT}){{0,7}}){_NOTE}{{0,2}}"
    rf"(?:(?:{_OPEN}(?:at|@|{_AT}){_CLOSE}|\s?@\s?|,?\s{_AT},?\s)(?:{_SURE}|{_SPACED}|{_PROVIDER}\b)|,?\s{_AT},?\s{_SPOKEN}"
    rf"|{_AT_HOST})",
)
_BEFORE_SIGN = re.compile(
    rf"(?<![^\W_])([^\W_]{{1,20}})[)\]]?,?\s?(?:@|[(\[] ?@|[(\[ ](?:at|{_AT})\b)", re.IGNORECASE
).findall
_ENDS_TOLD = re.compile(
    r"\w|\d{1,4}|junt\w*|together|word|case|letters|caps|capitals?|legat\w?|m(?:in|ay|aj)uscul\w+|mici|mari|espa\w+"
    r"|spaces|spatii"
).fullmatch
_FORGOTTEN = re.compile(  # the sign left out before the commonest hosts
    rf"(?<![\w.@/+%-])(?!(?:www|mail|m)\.)[\w+%-][\w.+%-]{{1,40}}(?<!\.)\.?(?<![/@])(?:gmail|hotmail)\.{_ENDING}",
    re.IGNORECASE,
)
SIGNS = (
    *("@", "arro", "arob", "arov", "rond", "maimu", "at)", "at]", "at}", "at>", "at*", "(a)", "[a]"),
    *("(la)", "[la]", "_at_", "_la_", "_dot_", "-dot-", "-at-", "_pun", "-pun"),
    *("gmail", "hotmail", "yahoo", ".com", ".co.uk"),
)
WORDS = frozenset({"dot", "period", "punto", "punt", "punct"})
_WORDED_HINTS = (rf"\b(?:{'|'.join(WORDS)})\s\w", r" at (?:outlook|icloud)\.", r"[._]\w+ (?:at|la) \w[\w-]*\.[a-z]{2}")
_HINT = re.compile("|".join([*map(re.escape, SIGNS), *_WORDED_HINTS])).search


def without_addresses(text: str, taken: Callable) -> str:
    """The text without addresses; what is put into words is looked for where the signs have left something."""
    if not _HINT(text.lower()):
        return text
    if any(word in NUMBERS or _ENDS_TOLD(word) for word in map(bare, _BEFORE_SIGN(text))):
        text = _TOLD().sub(lambda found: taken("email", found[0]), text)
    text = _SIGNED().sub(lambda found: taken("email", found[0]) + _next_sentence(found[0]), text)
    if not _HINT(text.lower()):
        return text
    text = _CALLED().sub(partial(behind, kind="email", taken=taken), text)
    for pattern in (_SPELT(), _FORGOTTEN):
        text = pattern.sub(lambda found: taken("email", found[0]), text)
    return text


def _next_sentence(address: str) -> str:
    """The word behind an address's last dot where it begins a sentence: "ANA@X.ES.Espero", and not "Ana@X.Co.Uk".

    So does one behind a dash, which no address ends in: "ana@x.es-Ana".
    """
    host, _, word = address.rpartition(".")
    ending, dash, name = word.partition("-")
    if dash and "@" in host and ending.isalpha() and len(ending) <= 4:
        return dash + name
    before = host[host.find("@") :].rpartition(".")[2] if "." in host[host.find("@") :] else ""
    begins = word[:1].isupper() and word[1:].islower() and 2 <= len(before) <= 4 and not before.istitle()
    return f".{word}" if begins else ""
