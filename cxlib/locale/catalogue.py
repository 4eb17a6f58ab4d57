"""The words of readings and tables: one gettext catalogue, whose messages are English.

`en.po` is the master that translators start from; `tools/collect_words.py` writes it from the code and keeps the
translations, `es.po`, `ca.po` and `ro.po`, in step with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from .joints import fitted

SPOKEN: ContextVar[str] = ContextVar("language", default="en")
MASTER = "en"


def say(message: str, /, **values: object) -> str:
    """A message in the language spoken, with its places filled in: ``say("{names} and {last}", names=…, last=…)``."""
    language = SPOKEN.get()
    return fitted(_catalogue(language).gettext(message), language, values).format(**values)


def say_number(one: str, many: str, number: float, /, **values: object) -> str:
    """A message that depends on a number, in the plural form that the language has for it.

    Both forms are English; each may hold the number's own place, which is given among the values.
    """
    language = SPOKEN.get()
    return fitted(_catalogue(language).ngettext(one, many, int(number)), language, values).format(**values)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything in a language, as long as the block runs."""
    before = SPOKEN.set(language)
    try:
        yield
    finally:
        SPOKEN.reset(before)


@cache
def _catalogue(language: str) -> NullTranslations:
    """The messages of a language; the master's are the messages themselves, as are those not yet translated."""
    file = Path(__file__).with_name(f"{language}.po")
    if language == MASTER or not file.exists():
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
