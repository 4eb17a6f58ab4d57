"""A text as a reader sees it: odd blanks, wide digits and signs without a shape put into the plain ones."""

from __future__ import annotations

import html
import re
import unicodedata

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−﹣－"), "-")
_BREAKS = "\n\r\t"


class _Plain(dict):
    """Sign → its plain form, worked out when first met; ordinals and fractions stay, since nº is not no."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        category = unicodedata.category(sign)
        found: str | None = sign
        if category == "Cf" or (category == "Cc" and sign not in _BREAKS):
            found = None  # marks of direction, soft hyphens, blanks without width
        elif category in ("Zs", "Zl", "Zp"):
            found = " "
        elif category == "Nd":
            found = str(unicodedata.digit(sign))
        elif 0xFF00 <= code <= 0xFFEF or 0x1D400 <= code <= 0x1D7FF:
            found = unicodedata.normalize("NFKC", sign)
        self[code] = found
        return found


_PLAIN = _Plain(_DASHES)


def plain_signs(text: str) -> str:
    """The text composed (NFC), its blanks, dashes and digits the plain ones, without invisible signs.

    >>> plain_signs("６１２\\u00a0345\\u200b nº 5")
    '612 345 nº 5'
    """
    return text if text.isascii() and text.isprintable() else unicodedata.normalize("NFC", text).translate(_PLAIN)


def without_markup(text: str) -> str:
    """The words of a text that may hold HTML: tags left out, entities read.

    >>> without_markup("<b>Bien</b> &amp; r&aacute;pido, 3 < 5")
    'Bien & rápido, 3 < 5'
    """
    plain = _TAG.sub(" ", text) if "<" in text else text
    return " ".join((html.unescape(plain) if "&" in plain else plain).split())
