"""A coder by word lists: theme, emotion and valence of each comment, to be audited before it is believed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..errors import CXError, nearest
from .tokens import LANGUAGES, folded, guessed_language, pattern_of, word_lists, words_of

OTHER = "other"
REACH = 3  # words before a word of value in which a negation turns it round
_TURNED = {"joy", "calm", "admiration", "trust"}  # emotions that are good to feel
_NEITHER = {"surprise"}


class _Lists(NamedTuple):
    themes: Mapping[str, re.Pattern]
    emotions: Mapping[str, re.Pattern]
    good: re.Pattern
    bad: re.Pattern
    negation: re.Pattern


def comment_languages(data: pd.DataFrame, *, text: str, language: str | None) -> pd.Series:
    """The language of each row: by its column, one code for all, or guessed; empty where it is unknown."""
    if language in LANGUAGES:
        return pd.Series(language, index=data.index)
    if language is not None:
        if language not in data:
            raise CXError(f'The table has no column "{language}".', nearest(language, [*data.columns, *LANGUAGES]))
        codes = data[language].astype("str").str.lower().str[:2]
        return codes.where(codes.isin(LANGUAGES), "")
    return data[text].map(lambda said: "" if pd.isna(said) else guessed_language(str(said)))


def code_comments(data: pd.DataFrame, *, text: str, language: str | None = None) -> pd.DataFrame:
    """Theme, emotion and valence of each comment by open word lists.

    Parameters
    ----------
    data : pandas.DataFrame
        One row per comment.
    text : str
        Column of what was written.
    language : str, optional
        Column of the language, or one of ``es ca ro en`` for all rows; without it the language is guessed from small
        words, for the rows in which one is ahead.

    Returns
    -------
    pandas.DataFrame
        In the order of the rows, with their index: ``language theme emotion valence``. `language` is
        the one whose lists were taken, empty where it is not known; `theme` is the one with most words of its
        list, the first mentioned where two are level, ``other`` where there is none; `emotion` the one mentioned first,
        ``none`` where there is none; `valence` −1, 0 or 1: whether good or bad words are more, each turned round by a
        negation at most three words before it. Missing where nothing was written or the language has no lists.

    Raises
    ------
    CXError
        A column is missing.

    Notes
    -----
    The lists stand in ``cxlib/words/lists``, one file a language, and may be read and mended by anybody. A list knows
    no irony. Hold its codes against codes by hand with `coder_agreement` before any share is made of them.

    Examples
    --------
    >>> import pandas as pd, cxlib as cx
    >>> said = pd.DataFrame({"said": ["Muy amables y simpáticos", "No fue rápido, una vergüenza"]})
    >>> cx.code_comments(said, text="said", language="es").values.tolist()
    [['es', 'kind', 'none', 1], ['es', 'speed', 'anger', -1]]
    """
    if text not in data:
        raise CXError(f'The table has no column "{text}".', nearest(text, data.columns))
    spoken = comment_languages(data, text=text, language=language)
    codes = [_coded(said, tongue) for said, tongue in zip(data[text], spoken, strict=True)]
    found = pd.DataFrame(codes, columns=["theme", "emotion", "valence"], index=data.index)
    found.insert(0, "language", spoken.astype("str"))
    return found.astype({"theme": "str", "emotion": "str", "valence": "Int64"})


def _coded(said: object, language: str) -> tuple[str | None, str | None, int | None]:
    words = [] if pd.isna(said) or not language else [folded(word) for word in words_of(str(said), language)]
    if not words:
        return None, None, None
    lists, joined = _lists(language), " ".join(words)
    return _theme(joined, lists), _emotion(joined, lists)[0], _valence(joined, lists)


@cache
def _lists(language: str) -> _Lists:
    its = word_lists(language)
    themes, emotions = (
        {name: pattern_of(words) for name, words in its[part].items()} for part in ("themes", "emotions")
    )
    values = {name: pattern_of(words) for name, words in its["values"].items()}
    return _Lists(themes, emotions, values["good"], values["bad"], pattern_of(its["negation"]))


def _theme(joined: str, lists: _Lists) -> str:
    places = {name: [found.start() for found in pattern.finditer(joined)] for name, pattern in lists.themes.items()}
    named = {name: (-len(at), at[0]) for name, at in places.items() if at}
    return min(named, key=named.__getitem__) if named else OTHER


def _emotion(joined: str, lists: _Lists) -> tuple[str, int]:
    """The emotion mentioned first without a negation before it, and where."""
    found = [
        (one.start(), name)
        for name, pattern in lists.emotions.items()
        for one in pattern.finditer(joined)
        if not _denied(joined, one.start(), lists)
    ]
    place, name = min(found, default=(-1, "none"))
    return name, place


def _denied(joined: str, start: int, lists: _Lists) -> bool:
    before = " ".join(joined[:start].split()[-REACH:])
    return bool(lists.negation.search(before))


def _valence(joined: str, lists: _Lists) -> int:
    total = sum(
        sign * (-1 if _denied(joined, found.start(), lists) else 1)
        for sign, pattern in ((1, lists.good), (-1, lists.bad))
        for found in pattern.finditer(joined)
    )
    emotion, _ = _emotion(joined, lists)
    if emotion not in ("none", *_NEITHER):
        total += 1 if emotion in _TURNED else -1
    return int(np.sign(total))
