"""What exercises say, in the language spoken: English, or its translation where there is one."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from ..locale.catalogue import messages

FOLDER = Path(__file__).with_name("exercises")


def tell(english: str, /, **values: object) -> str:
    """A text of an exercise in the language spoken, with its places filled in."""
    said = messages(FOLDER).gettext(english) if english else ""
    return said.format(**values) if values else said


def tell_asked(asked: str) -> str:
    """What kind of answer an exercise wants."""
    return tell("Asked: {asked}.", asked=tell(asked))


def plain(text: object) -> str:
    """A text as answers are compared: small letters without accents, single blanks, plain minus signs."""
    apart = unicodedata.normalize("NFKD", str(text).casefold().replace("’", "'").replace("−", "-"))
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())
