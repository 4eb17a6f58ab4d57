"""Which texts cannot name anybody: told from pieces between blanks, most of which have been met before.

The patterns of `numbers_in_text` and `names_in_text` are many, and most comments hold nothing for them. What each piece
of a text may begin or be is worked out once, and a short row of such signs says whether the patterns are worth a look.
"""

from __future__ import annotations

import re

from .addresses_in_text import SIGNS, WORDS
from .logins_in_text import LIKE
from .names_in_text import LAST_WORDS
from .plain_text import plain_signs
from .telephones_in_words import of_numbers

MOST = 200_000  # pieces kept in memory
_FEWEST = 5  # digits of whatever could name somebody
_DIGITS = re.compile(r"\d")
_LETTERS = re.compile(r"\w+")
_BEFORE, _CAPITAL, _BETWEEN, _LOOK, _ODD, _DIGIT, _NUMBER = 1, 2, 4, 8, 16, 32, 64  # what a piece may be, one bit each


def _any(bit: int) -> bytes:
    return b"[" + b"".join(b"\\x%02x" % one for one in range(128) if one & bit) + b"]"


_SPOKEN = re.compile(_any(_NUMBER) + b"(?:" + _any(_BETWEEN) + b"?" + _any(_NUMBER) + b"){3}")  # numbers in words
# a word that stands before names and a capital behind it, perhaps with a sign between
_NAMED = re.compile(_any(_BEFORE) + _any(_BETWEEN) + b"?" + _any(_CAPITAL))
_LOOKED, _STRANGE, _NUMBERED, _UNLIKE = (re.compile(_any(bit)) for bit in (_LOOK, _ODD, _DIGIT, _LOOK | _ODD | _DIGIT))


class _Pieces(dict[str, int]):
    """Piece of a text → the bits of what it may be."""

    def __missing__(self, piece: str) -> int:
        if len(self) > MOST:
            self.clear()
        plain = plain_signs(piece)
        small = plain.lower()
        words = _LETTERS.findall(small)
        look = any(sign in small for sign in SIGNS) or small in WORDS or LIKE(plain) is not None
        self[piece] = found = (
            _BEFORE * bool(words and words[-1] in LAST_WORDS)
            + _CAPITAL * plain[:1].isupper()
            + _BETWEEN * (not words)
            + _LOOK * look
            + _ODD * (plain != piece)
            + _DIGIT * bool(_DIGITS.search(plain))
            + _NUMBER * of_numbers(plain)
        )
        return found


_PIECES = _Pieces()


def worth_a_look(text: str) -> tuple[str, bool, bool]:
    """The text with plain signs; may an address or a number stand in it, and may a name?"""
    seen = text if text.isprintable() else plain_signs(text)
    row = bytes(map(_PIECES.__getitem__, seen.split()))
    if not _UNLIKE.search(row):  # words alone, as nearly everybody writes
        return seen, _SPOKEN.search(row) is not None, _NAMED.search(row) is not None
    numbered = _NUMBERED.search(row) and len(_DIGITS.findall(seen)) >= _FEWEST
    plain = plain_signs(seen) if _STRANGE.search(row) else seen
    return plain, bool(numbered or _LOOKED.search(row) or _SPOKEN.search(row)), bool(_NAMED.search(row))
