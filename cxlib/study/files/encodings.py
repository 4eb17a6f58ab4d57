"""The encoding of a text file found by its words, and which of them leave a doubt."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from ...locale import say

# Charsets of the workbook's languages and of what spreadsheets write elsewhere.
_LIKELY = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "gb18030", "big5", "cp932", "cp949"]
_OF_THE_WEST = ("cp1252", "cp850", "mac_roman")  # Windows, the old windows of DOS, old Macs
ONE_BYTE = ("cp125", "cp850", "mac_roman", "latin", "iso8859")  # how names of such encodings begin
_READINGS = ("cp1252", "cp1250", "cp850", "mac_roman")
_SMALL, _CAPITAL = "áéíóúàèìòùâêîôûäëïöüñçåæøœß", "ÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛÄËÏÖÜÑÇÅÆØŒ"
_LETTERS = _SMALL + _CAPITAL
_WESTERN = re.compile(  # a word of a Western language: accents stand alone or in pairs, signs not between letters
    rf"(?:[\x21-\x7e’–—…•·€£§©®™±×´\u00a0]|[{_SMALL}]{{1,2}}(?![{_LETTERS}])"
    rf"|(?<![a-z{_SMALL}])[{_CAPITAL}]{{1,2}}(?![{_LETTERS}])|(?<![^\W\d_])[¿¡]"
    r"|[ãÃ](?=[oeOE])|[õÕ](?=[eE])"  # Portuguese; alone, as in Romanian read as Western, they are none
    r"|(?<![^\W\d_])[ºª°«»“”‘„¨]|[ºª°«»“”‘„¨](?![^\W\d_])|(?<=[mM\d])[¹²³½¼¾](?![^\W\d_]))*"
)
_WORD = re.compile(rb"[^\s,;|\"]*[\x80-\xff][^\s,;|\"]*")
_ENOUGH = 0.9  # of the words with accents; of Polish or Czech ones four in ten look Western, read as Windows-1252
_SHOWN = 3
_LONGEST = 30


class Guess(NamedTuple):
    """An encoding, and the words with accents that leave a doubt, the commonest first."""

    encoding: str
    doubtful: list[bytes]


def guess_encoding(sample: bytes) -> Guess:
    """The encoding of lines that are no UTF-8, by the share of words that look like a Western language."""
    from charset_normalizer import from_bytes

    counts = Counter(_WORD.findall(sample))
    words = [word for word, _ in counts.most_common()]
    for encoding in _OF_THE_WEST:
        odd = [word for word in words if not _is_western(word, encoding)]
        if sum(counts[word] for word in odd) <= (1 - _ENOUGH) * counts.total():
            return Guess(encoding, odd)
    best = from_bytes(sample, cp_isolation=_LIKELY).best()
    return Guess(best.encoding if best else "cp1252", words)


def note_on_encoding(name: str, guess: Guess, *, secret: bool) -> str:
    """How a file was read; unless they are secret, words that leave a doubt, with what other encodings make of them."""
    shown = guess.doubtful[:_SHOWN]
    told = ""
    if shown and not secret:
        read = {encoding: [_read(word, encoding) for word in shown] for encoding in _READINGS}
        words = ", ".join(f'"{_read(word, guess.encoding)}"' for word in shown)
        others = [
            say("as {encoding} {words}", encoding=encoding, words=", ".join(found))
            for encoding, found in read.items()
            if encoding != guess.encoding and "" not in found
        ]
        told = " " + say("(words in doubt: {words})", words="; ".join([words, *others]))
    return say(
        '"{file}" was read as {encoding}{doubt}; if letters look wrong, write encoding = "…" for the table.',
        file=name,
        encoding=guess.encoding,
        doubt=told,
    )


def _is_western(word: bytes, encoding: str) -> bool:
    return _WESTERN.fullmatch(_read(word, encoding) or "\0") is not None


def _read(word: bytes, encoding: str) -> str:
    """A word, cut where it is long; the empty text where the encoding has no such signs."""
    try:
        text = word.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
