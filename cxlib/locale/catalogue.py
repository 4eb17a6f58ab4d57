"""The words of readings and tables: one gettext catalogue, whose messages are English.

`en.po` is the master that translators start from; `tools/collect_words.py` writes it from the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

SPOKEN: ContextVar[str] = ContextVar("language", default="en")
MASTER = "en"


def say(message: str, /, **values: object) -> str:
    """A message in the language spoken, with its places filled in: ``say("{names} and {last}", names=…, last=…)``."""
    return messages().gettext(message).format(**values)


def say_number(one: str, many: str, number: float, /, **values: object) -> str:
    """A message that depends on a number, in the plural form that the language has for it.

    Both forms are English; each may hold the number's own place, which is given among the values.
    """
    return messages().ngettext(one, many, int(number)).format(**values)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything in a language, as long as the block runs."""
    before = SPOKEN.set(language)
    try:
        yield
    finally:
        SPOKEN.reset(before)


def messages(folder: Path | None = None) -> NullTranslations:
    """The messages of the language spoken, out of the catalogues of a folder; left out: this one."""
    return _catalogue(SPOKEN.get(), folder or Path(__file__).parent)


@cache
def _catalogue(language: str, folder: Path) -> NullTranslations:
    """The messages of a language; the master's are the messages themselves, as are those not yet translated."""
    file = folder / f"{language}.po"
    if language == MASTER or not file.exists():
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
