"""The words of the workbook in its four languages: labels of figures and tables, and the text of the questionnaires.

One file per language, so that whoever speaks it can read and mend it without reading code. A test holds that the files
have the same keys and the same places to fill in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import CXError, nearest
from .catalogue import (
    COMMANDS,
    ERRORS,
    FAULTS,
    LANGUAGE,
    MASTER,
    PEOPLES,
    Said,
    is_said,
    keep_in_notebook,
    keeping,
    original,
    originals,
    own_name,
    prefixed,
    say,
    say_number,
    speak_in_notebook,
    speaking,
    spoken,
    to_say,
    together,
    word,
    written,
    written_heads,
)

__all__ = [
    "COMMANDS",
    "ERRORS",
    "FAULTS",
    "LANGUAGE",
    "LANGUAGES",
    "MASTER",
    "PEOPLES",
    "Words",
    "emotion_called",
    "is_said",
    "keep_in_notebook",
    "keeping",
    "known_language",
    "original",
    "originals",
    "own_name",
    "prefixed",
    "say",
    "say_number",
    "speak_in_notebook",
    "speaking",
    "spoken",
    "texts",
    "to_say",
    "together",
    "word",
    "words",
    "written",
    "written_heads",
]

LANGUAGES = {"en": "English", "es": "español", "ca": "català", "ro": "română"}


class Words(dict[str, str]):
    """The labels of one language by their key; a key that is not there is told with its nearest ones."""

    def __missing__(self, key: str) -> str:
        raise CXError(f'No label "{key}" in cxlib/locale.', nearest(key, self))


def words(language: str) -> Words:
    """The labels of figures and tables in a language, and the names of emotions: ``words("ro")["score"]``.

    Some have places to fill in: ``words("ro")["n"].format(n=214)``.

    Parameters
    ----------
    language : {"en", "es", "ca", "ro"}

    Raises
    ------
    CXError
        The language is not one of the workbook's, or, when a label is taken, there is none under this key.
    """
    said = texts(language)
    return Words({**said["answers"]["emotion"], **said["words"]})


def emotion_called(code: object) -> str:
    """An emotion by its code, as the questionnaires have it; a client's own word stays as it is."""
    said = texts(spoken())["answers"]["emotion"].get(str(code)) if spoken() != MASTER else None
    return Said(said, str(code)) if said else str(code)


def known_language(language: str) -> str:
    """The code of a language, if the workbook speaks it; else an error that names those it speaks."""
    if language not in LANGUAGES:
        known = ", ".join(f"{code} ({name})" for code, name in LANGUAGES.items())
        raise CXError(f'Unknown language "{language}".', f"Known: {known}.")
    return language


@cache
def texts(language: str) -> Mapping[str, Any]:
    """Everything that stands in the file of a language, by section."""
    known_language(language)
    return tomllib.loads(Path(__file__).with_name(f"{language}.toml").read_text(encoding="utf-8"))
