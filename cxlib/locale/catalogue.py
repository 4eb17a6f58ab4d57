"""The words of readings and tables: one gettext catalogue, whose messages are English.

`en.po` is the master that translators start from; `tools/collect_words.py` writes it from the code and keeps the
translations, `es.po`, `ca.po` and `ro.po`, in step with it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from .small_words import fitted

SPOKEN: ContextVar[str | None] = ContextVar("language", default=None)
LANGUAGE = "CX_LANGUAGE"  # of the environment: what the kernels of a run speak, whatever study they read
MASTER = "en"
FAULTS = Path(__file__).with_name("faults.txt")  # the forms of faults of a study, one a line
COMMANDS = Path(__file__).with_name("commands.txt")  # doubts of a draft, kinds of tables and roles, one a line
ERRORS = Path(__file__).with_name("errors.txt")  # what stops a command, and how to go on, one a line
HEADS = Path(__file__).with_name("tables.txt")  # heads of tables, and words that the library writes into them
_of_notebook = MASTER
# single words that the workbook gives as names of analyses, groups and sides; several words are seldom a client's
OWN_NAMES = {"corrected", "customers", "demeaned", "house", "return", "respondents", "synthetic", "yearly", "silent"}
OWN_NAMES |= {"wrote", "all", "joined", "baseline", "alarm", "rest", "person", "NPS", "employee", "month"}
OWN_NAMES |= {"engagement", "climate", "leaves", "complains", "positive", "negative"}
# what study.toml asks a client to write for stages of a journey and levels of an action
OWN_NAMES |= {"before", "during", "after", "touchpoint", "journey", "organisation"}
PEOPLES = ("word", "quotation")  # columns of what people wrote
# column of the data at hand → of the words that the catalogue knows, those that it gives to groups
_of_client: dict[str, set[str]] = {}


def spoken() -> str:
    """The language spoken now: of the block that runs, else of the run, else of the notebook's study, else English."""
    return SPOKEN.get() or os.environ.get(LANGUAGE) or _of_notebook


def speak_in_notebook(language: str) -> None:
    """Speak the language of the study that a notebook has read, from here on; elsewhere nothing changes."""
    global _of_notebook
    if "IPython" in sys.modules and sys.modules["IPython"].get_ipython() is not None:
        _of_notebook = language


def keep_in_notebook(names: Mapping[str, Iterable[str]]) -> None:
    """Names that a client's columns give to groups stay as they are in this notebook, though the workbook has them."""
    if "IPython" in sys.modules and sys.modules["IPython"].get_ipython() is not None:
        known = messages()
        for column, own in names.items():
            kept = {name for name in own if name and known.gettext(name) is not name}
            _of_client.setdefault(column, set()).update(kept)


@contextmanager
def keeping(column: str, names: Iterable[str]) -> Iterator[None]:
    """Leave a client's names of a column as they are, as long as the block runs."""
    before = _of_client.get(column, set())
    _of_client[column] = before | {*names}
    try:
        yield
    finally:
        _of_client[column] = before


class Said(str):
    """A whole message in another language than English: what is no Said has not been translated."""

    message: str  # as English has it, with its places

    def __new__(cls, text: str, message: str = "") -> Said:
        said = super().__new__(cls, text)
        said.message = message
        return said


def say(message: str, /, **values: object) -> str:
    """A message in the language spoken, with its places filled in: ``say("{names} and {last}", names=…, last=…)``."""
    return _filled(messages().gettext(message), (message,), values)


def is_said(text: str) -> bool:
    """Whether a text is one whole message in the language spoken; everything is in English."""
    return spoken() == MASTER or isinstance(text, Said)


def _filled(found: str, messages: tuple[str, ...], values: Mapping[str, object]) -> str:
    text = fitted(found, spoken(), values).format(**values)
    return text if spoken() == MASTER or any(found is message for message in messages) else Said(text, messages[0])


def original(text: str) -> str:
    """The English message of a text, by which code knows what it is about; the text itself where it is English."""
    return getattr(text, "message", "") or text


def prefixed(name: object, text: str) -> str:
    """What a text is about, then the text."""
    whole = f"{name}: {text}"
    return Said(whole, original(text)) if isinstance(text, Said) else whole


def together(texts: Sequence[str]) -> str:
    """Whole messages one after the other."""
    whole = " ".join(texts)
    return Said(whole) if texts and all(isinstance(text, Said) for text in texts) else whole


def to_say(message: str, /) -> str:
    """A message that is kept now and said later, by `word`; it stays English, and translators find it."""
    return message


def word(text: object, /, **values: object) -> str:
    """A word that the library or a notebook hands over, in the language spoken; a client's own stays as it is.

    Values fill the places of a form that is kept elsewhere, as `say` fills those of a message in the code.
    """
    said = str(text)
    found = messages().gettext(said) if said else said
    if values:
        return _filled(found, (said,), values)
    return said if found is said else Said(found, said)


def own_name(text: object, /) -> str:
    """A name that the workbook itself gave to a row, a column or an analysis, in the language spoken.

    A client's own words stay as they are, also where a word of tables is written alike: of single words only those
    are translated that the workbook gives as names.
    """
    said = str(text)
    if isinstance(text, Said):
        return word(said)
    theirs = any(said in names for names in _of_client.values())
    return word(said) if not theirs and (" " in said.strip() or said in OWN_NAMES) else said


def written(text: object, column: object, /) -> str:
    """What the library wrote into a column, in the language spoken; a group of a client's column so named stays."""
    return str(text) if str(text) in _of_client.get(str(column), ()) else word(text)


def say_number(one: str, many: str, number: float, /, **values: object) -> str:
    """A message that depends on a number, in the plural form that the language has for it.

    Both forms are English; each may hold the number's own place, which is given among the values.
    """
    return _filled(messages().ngettext(one, many, int(number)), (one, many), values)


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
    return _catalogue(spoken(), folder or Path(__file__).parent)


def originals(text: str, language: str) -> tuple[str, ...]:
    """The English words that a language writes so; none for English."""
    return _originals(language).get(text, ())


@cache
def written_heads() -> frozenset[str]:
    """The heads and words that the library itself writes into tables, in English."""
    lines = HEADS.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@cache
def _originals(language: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for english, said in getattr(_catalogue(language, Path(__file__).parent), "_catalog", {}).items():
        if isinstance(english, str) and english:
            found[said] = (*found.get(said, ()), english)
    return found


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
        words = read_po(source, locale=language)
    for message in list(words):
        said = message.string if isinstance(message.string, list | tuple) else [message.string]
        if message.id and not all(said):
            words.delete(message.id)  # not yet translated: no words are no message
    write_mo(compiled, words)
    compiled.seek(0)
    return GNUTranslations(compiled)
