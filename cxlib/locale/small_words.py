"""Small words that change with what stands beside them: Spanish "y", Catalan "de", Romanian "de" after a number.

Only the words of a message are changed, never what fills its places.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

NEXT = r"(?=[«„]?\{(?P<place>\w+))"
# "factura e instalación", but "madera y hierro": the vowel, not the consonant
SPANISH_I = re.compile(r"h?[ií](?![aeouáéóú\s])", re.IGNORECASE)
SPANISH_O = re.compile(r"h?[oó]|8|11(?!\d)", re.IGNORECASE)
# "d’empleats", "l’11 %" (onze), but "de iogurt" and "de 12"
CATALAN_VOWEL = re.compile(r"h?(?:[aeoàèéíòóú]|[iu](?![aeiou]))|11?(?![\d.])", re.IGNORECASE)
# "15 puncte", "115 puncte" and "2,5 puncte", but "25 de puncte"
ROMANIAN_BARE = re.compile(r"[+−]?(?:\d|(?:[\d.,]*\d)?(?:0[1-9]|1\d)|\d[\d.,]*[.,]\d{1,2})$")

# language → words of a message before or after a place, what its value begins with, and what the words become
RULES = {
    "es": [(r"\by " + NEXT, SPANISH_I, "e "), (r"\bo " + NEXT, SPANISH_O, "u ")],
    "ca": [
        (r"\b([Dd])e " + NEXT, CATALAN_VOWEL, r"\1’"),
        (r"\bel " + NEXT, CATALAN_VOWEL, "l’"),
        (r"\b(de|a)l " + NEXT, CATALAN_VOWEL, r"\1 l’"),
    ],
    "ro": [(r"(\{(?P<place>\w+)\}) de (?!la )(?=\S)", ROMANIAN_BARE, r"\1 ")],
}


def fitted(message: str, language: str, values: Mapping[str, object]) -> str:
    """A message whose small words fit the values that are going to fill its places."""
    for words, beginning, become in RULES.get(language, ()):
        for found in reversed([*re.finditer(words, message)]):
            if beginning.match(str(values.get(found["place"], ""))):
                message = message[: found.start()] + found.expand(become) + message[found.end() :]
    return message
