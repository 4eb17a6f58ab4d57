"""A coder by word lists: theme, emotion and valence of each comment, to be audited before it is believed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import pandas as pd

from ..aggregate import CODES, mark_person, with_people
from ..errors import CXError, nearest
from .tokens import LANGUAGES, MOST, folded, guessed_language, pieces_of, split_text, word_lists

OTHER = "other"
REACH = 3  # words before a word of value in which a negation turns it round
_TURNED = {"joy", "calm", "admiration", "trust"}  # emotions that are good to feel
_NEITHER = {"surprise"}


class Entry(NamedTuple):
    """One entry of a list: its words, of which the last may stand for all that begin so."""

    part: str  # "themes", "emotions", "values" or "negation", or what lists of another file are about
    name: str  # of the list in it
    words: tuple[str, ...]
    length: int
    begins: bool

    def stands(self, words: Sequence[str], place: int) -> bool:
        met = words[place : place + self.length]
        if len(met) < self.length or tuple(met[:-1]) != self.words[:-1]:
            return False
        return met[-1].startswith(self.words[-1]) if self.begins else met[-1] == self.words[-1]


class Entries(dict[str, tuple[Entry, ...]]):
    """Word → the entries that may begin with it, looked up in all lists of a language when the word is first met."""

    def __init__(self, lists: Iterable[tuple[str, str, str]]):
        """Part, name and words of each list."""
        super().__init__()
        self.lists = [
            [
                Entry(part, name, tuple(map(folded, one.rstrip("*").split("_"))), 1 + one.count("_"), one[-1] == "*")
                for one in said.split()
            ]
            for part, name, said in lists
        ]

    def __missing__(self, word: str) -> tuple[Entry, ...]:
        found: list[Entry] = []
        for entries in self.lists:
            for one in entries:
                alone = one.length == 1
                if word.startswith(one.words[0]) if alone and one.begins else word == one.words[0]:
                    found.append(one)
                    if alone:  # it is met, and a list counts once at a place
                        break
        self[word] = tuple(found)
        return self[word]


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
    gone = data[text].isna().tolist()
    codes = [
        _NO_CODES if none or not tongue else _coded(split_text(str(said)), _starts(tongue))
        for said, none, tongue in zip(data[text].tolist(), gone, spoken.tolist(), strict=True)
    ]
    found = pd.DataFrame(codes, columns=["theme", "emotion", "valence"], index=data.index)
    found.insert(0, "language", spoken.astype("str"))
    found = with_people(found.astype({"theme": "str", "emotion": "str", "valence": "Int64"}), data)
    mark_person(found, CODES if CODES in found else None)
    return found


_Codes = tuple[str | None, str | None, int | None]
_NO_CODES: _Codes = (None, None, None)


@cache
def _entries(language: str) -> Entries:
    its = word_lists(language)
    lists = [(part, name, said) for part in ("themes", "emotions", "values") for name, said in its[part].items()]
    return Entries([*lists, ("negation", "", its["negation"])])


class _Starts(dict[str, tuple[int, tuple[tuple[int, Entry], ...]]]):
    """What stands between two blanks → how many words it has, and the entries that may begin in it, with the place."""

    def __init__(self, language: str):
        super().__init__()
        self.words, self.entries = pieces_of(language), _entries(language)

    def __missing__(self, piece: str) -> tuple[int, tuple[tuple[int, Entry], ...]]:
        if len(self) > MOST:
            self.clear()
        words = self.words[piece]
        self[piece] = len(words), tuple((at, one) for at, word in enumerate(words) for one in self.entries[word])
        return self[piece]


_starts = cache(_Starts)


def _coded(pieces: Sequence[str], starts: _Starts) -> _Codes:
    """Codes of one comment in one walk over its pieces; of one list no two entries lie over one another."""
    themes: dict[str, int] = {}  # in the order in which they are first met
    emotion, felt, total = "none", -1, 0
    denied = -1  # the last place that a negation turns round
    ends: dict[tuple[str, str], int] = {}  # lists with an entry of several words → where it ends
    words: list[str] = []  # only where an entry of several is met
    before = 0
    for number, met in map(starts.__getitem__, pieces):
        for at, one in met:
            place, (part, name, _, length, _) = before + at, one
            if ends and ends.get((part, name), 0) > place:
                continue
            if length > 1:
                words = words or [word for piece in pieces for word in starts.words[piece]]
                if not one.stands(words, place):
                    continue
                ends[part, name] = place + length
            if part == "themes":
                themes[name] = themes.get(name, 0) + 1
            elif part == "negation":
                denied = place + REACH
            elif part == "values":
                total += (1 if name == "good" else -1) * (-1 if place <= denied else 1)
            elif place > denied and (felt < 0 or (place, name) < (felt, emotion)):
                felt, emotion = place, name
        before += number
    if not before:
        return _NO_CODES
    if emotion not in ("none", *_NEITHER):
        total += 1 if emotion in _TURNED else -1
    return max(themes, key=themes.__getitem__) if themes else OTHER, emotion, (total > 0) - (total < 0)
